"""The class grid: rows are pupils, columns are places, and everything is typed without the mouse."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.photo_answers import Said, Verdict
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.services.answer_views import GRID_WORDS, ClassGrid, GridPlace, GridRow
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.common.headings import heading_width
from schoolsm_desktop.ui.common.row_model import Column, RowModel
from schoolsm_desktop.ui.common.table_view import Table
from schoolsm_desktop.ui.theme import State, px, set_look

from .grid_state import SIGNS, GridState

NAME, BY = "name", "by"
FIRST_PLACE = 2
"""The columns before the places: the pupil, and who signed."""
TYPED_WORDS = {
    Said.YES: "Yes",
    Said.NO: "No",
    Said.OBJECTED: "Objects",
    Said.CONDITION: "Condition",
    Said.WITHDRAWN: "Withdrawn",
}
_STOPS = frozenset({Verdict.NO, Verdict.WITHDRAWN, Verdict.OBJECTED, Verdict.ON_HOLD})


def verdict_state(verdict: Verdict) -> State | None:
    """How a verdict is coloured in a grid; what is not asked yet stays quiet."""
    if verdict in (Verdict.YES, Verdict.TOLD):
        return State.GOOD
    if verdict in _STOPS:
        return State.STOP
    if verdict in (Verdict.CONDITION, Verdict.CHECK_SIGNER, Verdict.EXPIRED):
        return State.WARN
    return State.UNKNOWN if verdict is Verdict.ASKED else None


class GridTable(Table):
    """A table that hands over what is typed: a letter, `Enter`, `Clear`, `Undo`."""

    typed_key = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        key = event.key()
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
            self.typed_key.emit("Undo")
        elif not held and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.typed_key.emit("Enter")
        elif not held and key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.typed_key.emit("Clear")
        elif not held and event.text().strip() and event.text().isprintable():
            self.typed_key.emit(event.text().upper())
        else:
            super().keyPressEvent(event)


class GridEditor(OwnEditor):
    """The grid as a field. `row_left` names a row that is ready to be saved, `undo_saved` a saved row to take back,
    `same_for` the brothers and sisters of a row that was saved.
    """

    HAS_LABEL = True
    row_left = Signal(object)
    undo_saved = Signal(object)
    same_for = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = GridState()
        self._row: UUID | None = None
        self._family_of: UUID | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.count = words("", "strong", self, wrap=True)
        self.model: RowModel[GridRow] = RowModel((), identity=lambda row: row.pupil_id, parent=self)
        self.table = GridTable(self.model, self, cells=True, frozen=1)
        self.table.setAccessibleName(tr("Answers of the class"))
        if self.table.frozen is not None:
            self.table.frozen.setAccessibleName(tr("Pupils"))
        self.table.setMinimumHeight(px(110))
        self.table.typed_key.connect(self._key)
        self.table.picked.connect(self._picked)
        self.keys = words("", "quiet", self, wrap=True)
        self.says = words(tr("What the form says (condition)"), "quiet", self, wrap=True)
        self.condition = QLineEdit(self)
        self.condition.setMaxLength(1000)
        self.condition.setAccessibleName(tr("What the form says"))
        self.condition.textEdited.connect(self._worded)
        self.condition.returnPressed.connect(self.table.setFocus)
        for part in (self.count, self.keys, self.table, self._siblings(), self.says, self.condition):
            column.addWidget(part, 1 if part is self.table else 0)
        self.says.setBuddy(self.condition)
        self.setFocusProxy(self.table)
        self._show_condition()
        self._show_keys()

    def _siblings(self) -> QWidget:
        self.family = QWidget(self)
        set_look(self.family, "body")
        row = QHBoxLayout(self.family)
        row.setContentsMargins(0, 0, 0, 0)
        self.same = QPushButton("", self.family)
        self.same.setAutoDefault(False)
        self.same.clicked.connect(self._same_for)
        row.addWidget(self.same)
        row.addStretch(1)
        self.family.hide()
        return self.family

    def sizeHint(self) -> QSize:
        room = self.screen().availableGeometry().height() - px(300)
        return QSize(px(1060), max(px(200), min(px(500), room)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(300), px(200))

    def hasHeightForWidth(self) -> bool:
        """Its height is the table's, whatever the words above it need at another width."""
        return False

    def value(self) -> str:
        return self.state.value()

    def set_value(self, text: str) -> None:
        self.state.set_value(text)
        if self.state.rows:
            self._refresh()

    # --- showing

    def show_grid(self, grid: ClassGrid) -> None:
        """Show a class, and go to where typing stopped: before a lock, else the first pupil with something left."""
        self.state.show(grid)
        self.model.set_columns(self._columns(grid.places))
        self._refresh()
        self.table.fit_columns()
        name, column = self.state.at
        rows = list(self.state.rows.values())
        wanted = next((row.pupil_id for row in rows if str(row.pupil_id) == name), None)
        if wanted is None:
            column = FIRST_PLACE
            wanted = next((row.pupil_id for row in rows if row.is_left), rows[0].pupil_id if rows else None)
            if wanted is not None and not self.state.by_of(wanted):
                column = 1
        if wanted is not None:
            self.go(wanted, column)

    def show_row(self, pupil_id: UUID) -> None:
        """Draw one row anew."""
        self.model.replace_row(self.state.rows[pupil_id])
        self.count.setText(self.state.count_words())
        self._show_condition()

    def offer_siblings(self, row: GridRow) -> None:
        """Ask whether the same holds for the brothers and sisters of a row that was saved."""
        self._family_of = row.pupil_id
        names = list_text([said for _id, said in row.siblings])
        self.same.setText(tr("The same for {names}? (B)", names=names))
        self.family.setVisible(bool(row.siblings))

    def _refresh(self) -> None:
        self.model.set_rows(list(self.state.rows.values()))
        self.count.setText(self.state.count_words())

    def _columns(self, places: tuple[GridPlace, ...]) -> tuple[Column[GridRow], ...]:
        state = self.state
        return (
            Column(NAME, tr("Pupil"), lambda row: row.name, bold=True, width=170),
            Column(
                BY,
                tr("Who signed"),
                lambda row: state.by_words(row.pupil_id) or (tr("Type it") if state.is_typed(row.pupil_id) else ""),
                state=lambda row: (
                    State.WARN if state.is_typed(row.pupil_id) and not state.by_of(row.pupil_id) else None
                ),
                width=130,
            ),
            *(self._place_column(at, place) for at, place in enumerate(places)),
        )

    def _place_column(self, at: int, place: GridPlace) -> Column[GridRow]:
        state = self.state

        def said(row: GridRow) -> Said | None:
            return state.row(row.pupil_id).said.get(place.key)

        def text(row: GridRow) -> str:
            typed = said(row)
            if typed:
                return tr("• {said}", said=tr(TYPED_WORDS[typed]))
            return "–" if row.verdicts[at] is Verdict.NOT_ASKED else tr(GRID_WORDS[row.verdicts[at]])

        return Column(
            place.key,
            place.name,
            text,
            state=lambda row: None if said(row) else verdict_state(row.verdicts[at]),
            width=max(96, round(heading_width(place.name) / px(1000) * 1000) + 12),
            spoken=lambda row: (
                tr("{said}, typed and not saved", said=text(row).removeprefix("• "))
                if said(row)
                else tr(GRID_WORDS[row.verdicts[at]])
            ),
        )

    # --- typing

    def _place(self) -> GridPlace | None:
        at = self.table.currentIndex().column() - FIRST_PLACE
        return self.state.places[at] if 0 <= at < len(self.state.places) else None

    def _key(self, key: str) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if key == "Undo":
            self._undo()
        elif key == "Enter":
            self._next_row()
        elif row is None:
            return
        elif key == "B" and self.family.isVisible():
            self._same_for()
        elif self.table.currentIndex().column() == 1:
            if self.state.sign(row.pupil_id, key):
                self._typed(row, 1)
        else:
            self._answer(row, key)

    def _answer(self, row: GridRow, key: str) -> None:
        place = self._place()
        if self.state.row(row.pupil_id).saving or place is None:
            return
        if key == "A":
            self.state.all_yes(row.pupil_id)
            self._typed(row, 0)
        elif key == "Clear":
            self.state.clear(row.pupil_id, place)
            self._typed(row, 0)
        elif key in SIGNS:
            self.state.answer(row.pupil_id, place, key)
            self._typed(row, 1)
            if key == "C" and not self.state.row(row.pupil_id).words:
                self.condition.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, row: GridRow, step: int) -> None:
        """Show what was typed and go `step` columns on."""
        self.family.hide()
        self.show_row(row.pupil_id)
        at = self.table.currentIndex()
        last = self.model.columnCount() - 1
        self.go(row.pupil_id, min(at.column() + step, last))
        self.edited.emit()

    def _worded(self, text: str) -> None:
        if self._row is not None:
            self.state.word(self._row, text)
            self.count.setText(self.state.count_words())
            self.edited.emit()

    def _undo(self) -> None:
        step = self.state.take_back()
        if step is None:
            return
        self.family.hide()
        if step.saved:
            self.undo_saved.emit(step)
        else:
            self.show_row(step.pupil_id)
            self.go(step.pupil_id, self.table.currentIndex().column())
            self.edited.emit()

    def _same_for(self) -> None:
        self.family.hide()
        self.same_for.emit(self._family_of)
        self.table.setFocus()

    # --- moving

    def _next_row(self) -> None:
        """Save this row and begin the next one."""
        index = self.table.currentIndex()
        row = self.model.row_at(index.row() + 1)
        if row is None:
            self._leave(self._row)
        else:
            self.go(row.pupil_id, FIRST_PLACE if self.state.by_of(row.pupil_id) else 1)

    def go(self, pupil_id: UUID, column: int) -> None:
        """Bring a cell into view and choose it."""
        line = self.model.line_of(pupil_id)
        if line >= 0:
            index = self.model.index(line, column)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def _picked(self, row: GridRow | None, _key: str) -> None:
        self.state.at = (str(row.pupil_id) if row else "", max(0, self.table.currentIndex().column()))
        self._show_keys()
        if row is None or row.pupil_id == self._row:
            return
        left, self._row = self._row, row.pupil_id
        self._leave(left)
        self._show_condition()

    def _leave(self, pupil_id: UUID | None) -> None:
        state = self.state
        if pupil_id is not None and pupil_id in state.rows and state.is_typed(pupil_id):
            if not state.lacks(pupil_id) and not state.row(pupil_id).saving:
                self.row_left.emit(pupil_id)
            self.count.setText(state.count_words())

    def _show_condition(self) -> None:
        row = self.state.row(self._row) if self._row is not None else None
        shown = row is not None and Said.CONDITION in row.said.values()
        self.says.setVisible(shown)
        self.condition.setVisible(shown)
        if row is not None and self.condition.text() != row.words:
            self.condition.setText(row.words)

    def _show_keys(self) -> None:
        if self.table.currentIndex().column() == 1:
            said = tr(
                "M mother, F father, P parent, G guardian, R grandparent, C carer, L local authority, S the pupil, "
                "O somebody else, U not known."
            )
        else:
            said = tr("Y yes, N no, C condition, A all yes, Space empty, Enter next pupil, Ctrl+Z back.")
        if said != self.keys.text():
            self.keys.setText(said)
