"""Who can be seen: classes, a name typed, ticks; the ticked stay in view, and the list is filtered under the fingers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QStyle, QStyleOptionViewItem

from schoolsm_desktop.domain.check_book import CheckBook
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS, Standing, Verdict
from schoolsm_desktop.domain.pupils import Pupil, class_key, classes_of, sort_key
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.cell_painter import cell_of
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.row_model import Column, Index, RowModel
from schoolsm_desktop.ui.common.table_view import Table
from schoolsm_desktop.ui.common.tick_painter import TICK_COLUMN, TickPainter
from schoolsm_desktop.ui.theme import State, px, set_look

R = TypeVar("R")
MOST_NAMED = 12
"""How many of the ticked one line names."""
LOOKED_AT = 200
STATES = {
    Verdict.YES: State.GOOD,
    Verdict.TOLD: State.GOOD,
    Verdict.ASKED: State.WARN,
    Verdict.NOT_ASKED: State.WARN,
    Verdict.EXPIRED: State.WARN,
    Verdict.CHECK_SIGNER: State.WARN,
    Verdict.CONDITION: State.WARN,
}


class PickRow:
    """A pupil on the list, ticked or not."""

    __slots__ = ("key", "pupil", "taken")

    def __init__(self, pupil: Pupil) -> None:
        self.pupil = pupil
        self.taken = False
        self.key = " ".join((*pupil.all_names, *pupil.classes))


class PickPainter(TickPainter):
    """Who is ticked has the ground of what is chosen."""

    def paint(self, painter: object, option: QStyleOptionViewItem, index: Index) -> None:
        _column, row = cell_of(index)
        if row.taken:
            option.state |= QStyle.StateFlag.State_Selected
        super().paint(painter, option, index)  # type: ignore[arg-type]  # Qt's own painter


class PupilPicker(Card):
    """`changed` tells that a tick was set or taken; `wants_untick` asks first where a picture is there (PRACTICE 19)."""

    changed = Signal()
    asked_untick = Signal(object)

    def __init__(self) -> None:
        super().__init__(tight=True)
        self.asks_before_untick = False
        self._book: CheckBook | None = None
        self._place = ""
        self._classes: list[str] = []
        self._rows: dict[UUID, PickRow] = {}
        self._ticked: dict[UUID, None] = {}
        self.model: RowModel[PickRow] = RowModel(
            (), find=lambda row: row.key, identity=lambda row: row.pupil.id, parent=self
        )
        self.table = Table(self.model, self)
        self.table.setItemDelegate(PickPainter(self.table))
        self.table.setAccessibleName(tr("Pupils"))
        self.table.filters = True
        self.table.setMinimumHeight(px(300))
        self.table.typed.connect(self._type_on)
        self.table.opened.connect(lambda row, _key: self._opened(row))
        self.table.clicked.connect(lambda index: self.toggle(self.model.row_at(index.row())))
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(px(12), px(10), px(12), px(6))
        top.setSpacing(px(8))
        self.class_button = QPushButton(tr("All classes"), self)
        self.class_menu = QMenu(self.class_button)
        self.class_button.setMenu(self.class_menu)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(tr("Type a name, Enter ticks"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._tick_first)
        self.filter.installEventFilter(self)
        self.all_here = QPushButton(tr("Tick all here today"), self)
        self.all_here.clicked.connect(lambda _on=False: self.tick_all())
        top.addWidget(Field(tr("Class"), self.class_button, "", needed=False, parent=self))
        hint = tr("Enter ticks the first hit.")
        self.filter.setToolTip(hint)
        top.addWidget(Field(tr("Pupils"), self.filter, "", needed=False, parent=self), 1)
        self.filter.setAccessibleDescription(hint)
        top.addWidget(self.all_here, 0, Qt.AlignmentFlag.AlignBottom)
        self.add(top)
        row = QHBoxLayout()
        row.setContentsMargins(px(12), 0, px(12), px(6))
        self.said = words("", "strong", self, wrap=True)
        self.clear_button = QPushButton(tr("Untick all"), self)
        set_look(self.clear_button, "link")
        self.clear_button.clicked.connect(lambda _on=False: self.untick_all())
        self.nobody = QCheckBox(tr("No pupil can be recognised"), self)
        self.nobody.toggled.connect(lambda _on: self.changed.emit())
        row.addWidget(self.said, 1)
        row.addWidget(self.clear_button)
        row.addWidget(self.nobody)
        self.add(row)
        self.add(self.table, 1)

    # What the part asks and sets

    def ticked(self) -> tuple[UUID, ...]:
        """Who is ticked, in the order of ticking."""
        return tuple(self._ticked)

    def show_book(self, book: CheckBook, place: str) -> None:
        """Show the roll of `book` with what was said for `place`; who is ticked stays ticked."""
        other_roll = self._book is None or self._book.book.pupils is not book.book.pupils
        other_columns = self._book is None or self._place != place or self._book.sees != book.sees or other_roll
        self._book, self._place = book, place
        if other_columns:
            self.model.set_columns(_columns(book, place))
            self.table.fit_columns()
        if other_roll:
            self._rows = {pupil.id: PickRow(pupil) for pupil in sorted(book.book.pupils.values(), key=_order)}
            self._ticked = {pupil_id: None for pupil_id in self._ticked if pupil_id in self._rows}
            for pupil_id in self._ticked:
                self._rows[pupil_id].taken = True
            self._offer_classes(classes_of(book.book.pupils.values(), book.book.today))
            self._show_classes()
            self.table.fit_columns()
        self._say()

    def tick(self, pupils: Sequence[UUID]) -> None:
        """Tick these."""
        for pupil_id in pupils:
            if pupil_id in self._rows:
                self._rows[pupil_id].taken = True
                self._ticked[pupil_id] = None
        self._now()

    def untick(self, pupil_id: UUID) -> None:
        """Take a tick away without asking."""
        self._ticked.pop(pupil_id, None)
        if pupil_id in self._rows:
            self._rows[pupil_id].taken = False
        self._now()

    def untick_all(self) -> None:
        """Take all ticks away; where a picture is there each is asked about."""
        if self.asks_before_untick:
            for pupil_id in tuple(self._ticked)[:1]:
                self.asked_untick.emit(pupil_id)
            return
        self.forget()

    def forget(self) -> None:
        """Begin anew: nobody ticked."""
        for pupil_id in self._ticked:
            self._rows[pupil_id].taken = False
        self._ticked.clear()
        self.nobody.setChecked(False)
        self.filter.clear()
        self._now()

    def toggle(self, row: PickRow | None) -> None:
        """Tick a pupil, or take the tick away."""
        if row is None:
            return
        if not row.taken:
            self.tick((row.pupil.id,))
        elif self.asks_before_untick:
            self.asked_untick.emit(row.pupil.id)
        else:
            self.untick(row.pupil.id)

    def tick_all(self) -> None:
        """Tick everybody of the classes chosen; who is not here today is taken out by hand."""
        today = self._book.book.today if self._book else None
        self.tick([row.pupil.id for row in self._of_classes() if today is None or row.pupil.on_roll(today)])

    def choose_classes(self, names: Sequence[str]) -> None:
        """Show the pupils of these classes; none for all."""
        for action in self.class_menu.actions():
            action.setChecked(action.data() in names)
        self._classes = list(names)
        self._show_classes()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                if not self.table.currentIndex().isValid():
                    self.table.setCurrentIndex(self.model.index(0, 0))
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    # Inside

    def _now(self) -> None:
        if self._ticked and self.nobody.isChecked():
            self.nobody.blockSignals(True)
            self.nobody.setChecked(False)
            self.nobody.blockSignals(False)
        self._say()
        self.table.viewport().update()
        self.changed.emit()

    def _say(self) -> None:
        names = [self._rows[pupil_id].pupil.name for pupil_id in self._ticked]
        shown = names[:MOST_NAMED]
        if len(names) > MOST_NAMED:
            shown.append(ntr("{count} more", "{count} more", len(names) - MOST_NAMED))
        if names:
            self.said.setText(
                ntr("{count} ticked: {names}", "{count} ticked: {names}", len(names), names=list_text(shown))
            )
        else:
            self.said.setText(tr("Tick everybody who can be seen."))
        self.clear_button.setVisible(bool(names))

    def _filter(self, typed: str) -> None:
        self.model.set_filter(typed)

    def _tick_first(self) -> None:
        row = self._first_hit()
        if row is not None:
            self.tick((row.pupil.id,))
            self.filter.clear()

    def _first_hit(self) -> PickRow | None:
        """The first whose name begins with what was typed, else the first of the list."""
        typed = folded(self.filter.text())
        if not typed:
            return None
        shown = [row for line in range(min(LOOKED_AT, self.model.rowCount())) if (row := self.model.row_at(line))]
        begins = [row for row in shown if any(folded(name).startswith(typed) for name in row.pupil.all_names)]
        return next(iter(begins or shown), None)

    def _opened(self, row: PickRow) -> None:
        if self.table.hasFocus():
            self.toggle(row)

    def _type_on(self, letters: str) -> None:
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.insert(letters)

    def _offer_classes(self, names: Sequence[str]) -> None:
        self.class_menu.clear()
        self._classes = [name for name in self._classes if name in names]
        for name in names:
            action = QAction(name, self.class_menu)
            action.setCheckable(True)
            action.setData(name)
            action.setChecked(name in self._classes)
            action.toggled.connect(partial(self._class_toggled, name))
            self.class_menu.addAction(action)

    def _class_toggled(self, name: str, on: bool) -> None:
        self._classes = [each for each in self._classes if each != name] + ([name] if on else [])
        self._show_classes()

    def _of_classes(self) -> list[PickRow]:
        wanted = set(self._classes)
        return [row for row in self._rows.values() if not wanted or wanted.intersection(row.pupil.classes)]

    def _show_classes(self) -> None:
        self.model.set_rows(self._of_classes())
        said = list_text(sorted(self._classes, key=class_key)[:3]) if self._classes else tr("All classes")
        self.class_button.setText(said if len(self._classes) <= 3 else tr("{count} classes", count=len(self._classes)))
        self.all_here.setVisible(bool(self._classes))


def _order(pupil: Pupil) -> tuple[tuple[int, str], tuple[str, str]]:
    return class_key(pupil.class_name), sort_key(pupil)


def _columns(book: CheckBook, place: str) -> tuple[Column[PickRow], ...]:
    ticks: tuple[Column[PickRow], ...] = (
        Column(
            TICK_COLUMN,
            "",
            lambda row: "",
            sort=lambda row: not row.taken,
            spoken=lambda row: tr("ticked") if row.taken else tr("not ticked"),
            width=40,
        ),
        Column("name", tr("Pupil"), lambda row: row.pupil.name, bold=True, width=160, grow=not book.sees),
        Column(
            "class",
            tr("Class"),
            lambda row: list_text(row.pupil.classes),
            sort=lambda row: class_key(row.pupil.class_name),
        ),
    )
    if not book.sees or place not in book.book.places:
        return ticks

    @cache
    def standing(pupil_id: UUID) -> Standing:
        return book.book.strictest(pupil_id, place)

    def shown(said: Callable[[Standing], R]) -> Callable[[PickRow], R]:
        """Worked out once for each pupil: a list asks for every cell several times while it is drawn."""
        known = cache(lambda pupil_id: said(standing(pupil_id)))
        return lambda row: known(row.pupil.id)

    return (
        *ticks,
        Column(
            "answer",
            book.place_name(place),
            shown(book.words_of),
            state=shown(lambda said: STATES.get(said.verdict, State.STOP)),
            width=150,
        ),
        Column("by", tr("Given by"), shown(lambda said: given_by(book, said)), width=180),
        Column("until", tr("Until"), shown(until_words), width=95, grow=True),
    )


def given_by(book: CheckBook, standing: Standing) -> str:
    """`Mother, 9 Sep 2026`; for the office alone."""
    if standing.answer is None:
        return "–"
    adult = book.book.adults.get(standing.answer.adult_id) if standing.answer.adult_id is not None else None
    who = tr(CAPACITY_WORDS[adult.capacity]) if adult is not None else tr("The pupil")
    return tr("{who}, {day}", who=who, day=day_text(standing.answer.on))


def until_words(standing: Standing) -> str:
    """The last day of a yes."""
    if not standing.may or standing.answer is None:
        return "–"
    return day_text(standing.answer.until) if standing.answer.until else tr("no end")
