"""The preview of an import: what is new, changed, the same, doubtful and wrong, by line and reason; untick what to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from schoolsm_desktop.domain.roll_matching import RowIs
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.services.roll import RollPreview
from schoolsm_desktop.services.roll_views import PreviewRow
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ForgottenViews, ListPane
from schoolsm_desktop.ui.common.tick_painter import TICK_COLUMN, TickPainter
from schoolsm_desktop.ui.theme import State, px

TAB_WORDS = {
    "new": "New",
    "changed": "Changed",
    "doubtful": "Worth a look",
    "wrong": "Not taken",
    "same": "The same",
}
KIND_WORDS = {
    RowIs.NEW: "New",
    RowIs.CHANGED: "Changed",
    RowIs.SAME: "Same as here",
    RowIs.ASK: "Is asked",
}


@dataclass(frozen=True, slots=True)
class RowChoice:
    """One line of the list: a row with its tick, or a row that is not taken."""

    line: int
    name: str
    class_name: str
    becomes: str
    state: State | None
    remarks: str
    tabs: frozenset[str]
    taken: bool = True
    can_take: bool = True
    warns: bool = False


def row_choices(preview: RollPreview, left_out: Iterable[int] = ()) -> list[RowChoice]:
    """Every line of the file that says something, in its order."""
    off = set(left_out)
    found = [_choice(row, row.line not in off) for row in preview.rows]
    found += [
        RowChoice(left.line, "–", "", tr("Not taken"), State.STOP, left.why, frozenset({"wrong"}), False, False, True)
        for left in preview.left
    ]
    return sorted(found, key=lambda choice: choice.line)


def _choice(row: PreviewRow, taken: bool) -> RowChoice:
    said = [row.changes] if row.changes else []
    if row.answers:
        said.append(ntr("{count} photo answer", "{count} photo answers", row.answers))
    if row.meant:
        said.append(tr("may be {pupil}", pupil=row.meant))
    tabs = {"doubtful"} if row.doubts else set()
    tabs.add("new" if row.kind is RowIs.NEW else "changed" if row.is_changed else "same")
    if row.kind is RowIs.ASK:
        tabs = {"doubtful"}
    state = {RowIs.NEW: State.GOOD, RowIs.CHANGED: State.WARN, RowIs.ASK: State.WARN}.get(row.kind)
    becomes = tr(KIND_WORDS[RowIs.CHANGED if row.is_changed else row.kind])
    return RowChoice(
        row.line,
        row.name,
        row.class_name,
        becomes,
        State.WARN if row.is_changed else state,
        "; ".join([*row.doubts, *said]),
        frozenset(tabs),
        taken and row.kind is not RowIs.ASK,
        row.kind is not RowIs.ASK,
        bool(row.doubts),
    )


def _columns() -> tuple[Column[RowChoice], ...]:
    return (
        Column(
            TICK_COLUMN,
            tr("Take"),
            lambda c: tr("ticked") if c.taken else tr("not ticked"),
            sort=lambda c: not c.taken,
            look=Look.BUTTON,
            width=58,
        ),
        Column("line", tr("Line"), lambda c: str(c.line), sort=lambda c: c.line, width=56),
        Column("name", tr("Pupil"), lambda c: c.name, bold=True, width=190),
        Column("class", tr("Class"), lambda c: c.class_name, width=70),
        Column("becomes", tr("Becomes"), lambda c: c.becomes, state=lambda c: c.state, signed=False, width=120),
        Column(
            "remarks",
            tr("Worth knowing"),
            lambda c: c.remarks,
            hint=lambda c: c.remarks,
            width=220,
            grow=True,
        ),
    )


class PreviewStep(QWidget):
    """Shows the preview under tabs and keeps the ticks; `changed` tells of each."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: list[RowChoice] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.summary = words("", "", self, wrap=True)
        column.addWidget(self.summary)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("What the lines become"))
        self.tabs.currentChanged.connect(lambda _at: self._show_tab())
        column.addWidget(self.tabs)
        self.list = self._list()
        column.addWidget(self.list, 1)
        self.notes = words("", "quiet", self, wrap=True)
        self._notes_place = QScrollArea(self)
        self._notes_place.setWidgetResizable(True)
        self._notes_place.setWidget(self.notes)
        self._notes_place.setAccessibleName(tr("What was left behind, and what changes for whole classes"))
        self._notes_place.setMaximumHeight(px(110))
        column.addWidget(self._notes_place)

    def show_preview(self, preview: RollPreview, left_out: Iterable[int] = ()) -> None:
        """Show what the file would do; `left_out` are the lines without a tick."""
        self._choices = row_choices(preview, left_out)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        first = -1
        for key in tuple(TAB_WORDS):
            count = sum(key in choice.tabs for choice in self._choices)
            at = self.tabs.addTab(tr("{words} ({count})", words=tr(TAB_WORDS[key]), count=count))
            self.tabs.setTabData(at, key)
            first = at if first < 0 and count else first
        self.tabs.setCurrentIndex(max(0, first))
        self.tabs.blockSignals(False)
        self.summary.setText(summary_of(preview))
        lines = notes_of(preview)
        self.notes.setText("\n".join(lines))
        self._notes_place.setVisible(bool(lines))
        self._show_tab()

    @property
    def left_out(self) -> frozenset[int]:
        """The lines whose tick was taken away."""
        return frozenset(c.line for c in self._choices if c.can_take and not c.taken)

    def _list(self) -> ListPane[RowChoice]:
        pane: ListPane[RowChoice] = ListPane(
            "roll-rows",
            _columns(),
            ForgottenViews(),
            Teaching(tr("Nothing here"), tr("No line of this file belongs under this tab.")),
            name=tr("Lines of the file"),
            find=lambda choice: f"{choice.name} {choice.class_name}",
            identity=lambda choice: choice.line,
        )
        pane.table.setItemDelegate(TickPainter(pane.table))
        pane.pressed_button.connect(lambda choice, _key: self._turn(choice))
        return pane

    def _turn(self, choice: RowChoice) -> None:
        if not choice.can_take:
            return
        turned = replace(choice, taken=not choice.taken)
        self._choices = [turned if c.line == choice.line else c for c in self._choices]
        self.list.model.replace_row(turned)
        self.changed.emit()

    def _show_tab(self) -> None:
        key = str(self.tabs.tabData(self.tabs.currentIndex()) or "new")
        self.list.set_rows([choice for choice in self._choices if key in choice.tabs])


def summary_of(preview: RollPreview) -> str:
    """The numbers of a preview in one sentence."""
    found: tuple[tuple[int, Callable[[int], str]], ...] = (
        (preview.count(RowIs.NEW), lambda n: ntr("{count} new", "{count} new", n)),
        (sum(row.is_changed for row in preview.rows), lambda n: ntr("{count} changed", "{count} changed", n)),
        (
            sum(row.kind is RowIs.SAME and not row.is_changed for row in preview.rows),
            lambda n: ntr("{count} the same as here", "{count} the same as here", n),
        ),
        (preview.count(RowIs.ASK), lambda n: ntr("{count} to be asked", "{count} to be asked", n)),
        (len(preview.left), lambda n: ntr("{count} not taken", "{count} not taken", n)),
    )
    parts = [said(count) for count, said in found if count]
    pupils = ntr("{count} pupil", "{count} pupils", len(preview.rows))
    if preview.changes_nothing:
        return tr("{pupils}: everything in this file is here already.", pupils=pupils)
    return tr("{pupils}: {parts}. Nothing is kept before you agree.", pupils=pupils, parts=", ".join(parts))


def notes_of(preview: RollPreview) -> list[str]:
    """What is told of many lines at once."""
    lines = [
        ntr(
            "{old} becomes {new}: {count} pupil",
            "{old} becomes {new}: {count} pupils",
            move.count,
            old=move.old or tr("no class"),
            new=move.new,
        )
        for move in preview.moves
    ]
    if preview.named:
        lines.append(
            ntr(
                "Of {count} pupil the file says who signed, which was not known.",
                "Of {count} pupils the file says who signed, which was not known.",
                preview.named,
            )
        )
    if preview.older:
        lines.append(
            ntr(
                "{count} photo answer stays as it is here, because it is newer.",
                "{count} photo answers stay as they are here, because they are newer.",
                preview.older,
            )
        )
    if preview.is_part:
        lines.append(tr("The file speaks of a part of the roll; nobody is asked about who is not in it."))
    if preview.file.left_behind:
        lines.append(tr("Left behind and not read: {what}.", what=list_text(list(preview.file.left_behind))))
    return lines
