"""One line of a list in full: what to do, by when, how it was done, the buttons, and the platform's own steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.cards import CardTask
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.checklist_views import LineView, ListView
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.how_to import HowToView
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.theme import px, set_look

Deed = tuple[str, str, str]  # what to begin, the words of its button, its look
TASKS: Mapping[LineKind, CardTask] = {
    LineKind.PASSWORD_KNOWN: CardTask.CHANGE_PASSWORD,
    LineKind.SIGNED_OUT: CardTask.SIGN_OUT_EVERYWHERE,
    LineKind.PLATFORM_ROLE: CardTask.REMOVE_ADMINISTRATOR,
    LineKind.LAST_ADMINISTRATOR: CardTask.REMOVE_ADMINISTRATOR,
    LineKind.SECOND_ADMINISTRATOR: CardTask.REMOVE_ADMINISTRATOR,
}
CARRIED_OUT: Mapping[LineKind, Action] = {
    LineKind.LESSON_USE: Action.END_ACCESS,
    LineKind.DUTY: Action.EDIT_PEOPLE,
    LineKind.SIGN_IN: Action.MAKE_SIGN_INS,
}


class LinePane(Card):
    """`begin(deed, line)` is called for a button that was pressed."""

    def __init__(self, desk: Desk, begin: Callable[[str, LineView], object], parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._begin = begin
        self._row: LineView | None = None
        self._deeds: tuple[Deed, ...] = ()
        self.heading = words("", "heading", self, wrap=True)
        self.step = words("", "", self, wrap=True)
        self.facts = FactList(self)
        self.buttons = QWidget(self)
        set_look(self.buttons, "body")
        self._flow = Flow(self.buttons)
        self.how_to = HowToView(desk)
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, px(6), 0)
        column.setSpacing(px(8))
        for part in (self.heading, self.step, self.facts, self.buttons, self.how_to):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = Scroll(place, self)
        self._scroll.setMinimumHeight(px(200))
        self.add(self._scroll, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No line is chosen."""
        self._row = None
        self.heading.setText(tr("Choose a line"))
        self.step.setText(tr("What to do, by when and how it was done stands here."))
        self.facts.show_facts(())
        self._show_deeds(())
        self.how_to.show_card(None)

    def show_line(self, view: ListView, row: LineView, rights: frozenset[Action]) -> None:
        """Show one line with the deeds that would succeed."""
        self._row = row
        self.heading.setText(row.what)
        self.step.setText(row.step)
        asked = [
            (tr("By"), row.due if row.is_open else ""),
            (tr("Done"), "" if row.not_needed else row.done),
            (tr("How we know"), row.proof),
            (tr("Not needed"), row.not_needed),
            (tr("Said by"), row.done if row.not_needed else ""),
        ]
        self.facts.show_facts([Fact(label, said) for label, said in asked if said])
        self._show_deeds(line_deeds(view, row, rights))
        task = TASKS.get(row.line.kind)
        if task is not None and row.platform_id and row.is_open:
            self.how_to.load(row.platform_id, task)
        else:
            self.how_to.show_card(None)

    def main_deed(self) -> None:
        """Begin what the first button begins: Enter on a line does it."""
        if self._deeds and self._row is not None:
            self._begin(self._deeds[0][0], self._row)

    def _show_deeds(self, deeds: tuple[Deed, ...]) -> None:
        self._deeds = deeds
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for deed, said, look in deeds:
            button = QPushButton(said, self.buttons)
            if look:
                set_look(button, look)
            button.clicked.connect(lambda _on=False, deed=deed: self._press(deed))
            self._flow.addWidget(button)
        self.buttons.setVisible(bool(deeds))

    def _press(self, deed: str) -> None:
        if self._row is not None:
            self._begin(deed, self._row)


def line_deeds(view: ListView, row: LineView, rights: frozenset[Action]) -> tuple[Deed, ...]:
    """What can be done about a line by somebody with these rights; the first is the main one."""
    if not view.head.checklist.is_open:
        return ()
    if not row.is_open:
        return (("reopen", tr("Open again"), ""),) if row.line.done_at is not None else ()
    deeds = [*_doing(view, row, rights)]
    if not (row.line.kind is LineKind.PASSWORD_KNOWN and row.knows):
        deeds.append(("line-not-needed", tr("Not needed…"), ""))
    return tuple(deeds)


def _doing(view: ListView, row: LineView, rights: frozenset[Action]) -> list[Deed]:
    kind = row.line.kind
    if not row.by_records:
        return [("line-done", tr("Done…"), "main")]
    if kind is LineKind.PASSWORD_KNOWN:
        change = [("change-password", tr("Do it: change the password…"), "main")] if row.knows else []
        ends = row.access_stands and Action.END_ACCESS in rights
        return [*change, *([("carry-out", tr("End the access…"), "" if change else "main")] if ends else [])]
    if kind is LineKind.OWNED_ACCOUNT:
        return [("hand-on", tr("Do it…"), "main")] if Action.EDIT_ACCOUNTS in rights else []
    own = kind is LineKind.SIGN_IN and view.is_mine
    may = CARRIED_OUT.get(kind, Action.WORK_OFF_LISTS) in rights and not own
    stays = view.head.checklist.kind is ChecklistKind.HANDOVER and kind is LineKind.SIGN_IN
    return [("carry-out", tr("Do it…"), "" if stays else "main")] if may else []
