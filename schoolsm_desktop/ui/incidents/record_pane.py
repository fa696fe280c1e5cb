"""One incident as it stands: what happened, what is to be done, its record, and beside it what the policy says next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.incident_record import OpenAction
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.incident_record_views import RecordView
from schoolsm_desktop.ui.common.card import Card, selectable, words
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.deed_buttons import Deed, DeedButtons
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.theme import State, px, set_look

from .record_text import RecordText
from .removal_dialogs import REMOVAL_WORDS

AT_HAND = ("record-add", "evidence-add", "case-print", "case-letter", "case-share", "case-remove-confirm")


class RecordPane(QWidget):
    """Shows one record. `wants` names a deed that was asked for, `done` the number of an action; `back` leaves it."""

    wants = Signal(str)
    done = Signal(int)
    back = Signal()
    followed = Signal(str, str)
    """The kind and the id of a record that a link points at."""

    def __init__(self, beside: QWidget, evidence: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: UUID | None = None
        set_look(self, "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._head())
        left = QWidget(self)
        set_look(left, "body")
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(px(12))
        rows.addWidget(self._what())
        rows.addWidget(self._to_do())
        rows.addWidget(self._record())
        rows.addWidget(evidence)
        rows.addStretch(1)
        column.addWidget(Split(left, beside, (7, 4), narrow=860), 1)
        QShortcut(QKeySequence("Alt+Left"), self, self.back.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_view(self, view: RecordView, acts: Collection[str]) -> None:
        """Show a record; `acts` are the deeds that can be begun here."""
        self.title.setText(view.title)
        self.title.setAccessibleName(view.title)
        self._sentence.setText(view.sentence)
        self._hold.setVisible(view.hold)
        self._closed.setVisible(view.is_closed)
        self._urgent.setVisible(view.incident.is_urgent)
        self._severity.setVisible(bool(view.severity))
        self._severity.show_state(State.WARN, view.severity, signed=False)
        self.deeds.show_deeds(_deeds(view, acts), self.wants.emit)
        self._words.setText(view.incident.what)
        self._facts.setText(" · ".join(tr("{label}: {value}", label=x, value=y) for x, y in view.facts))
        self._facts.setVisible(bool(view.facts))
        self._show_links(view)
        self._show_actions(view.actions, may=view.may_add)
        self._count.setText(ntr("{count} entry", "{count} entries", len(view.lines)))
        self.record.show_lines(view.lines, view.now)
        if view.id != self._shown:
            self._shown = view.id
            self.record.to_top()
        self._advice_card.setVisible(bool(view.advice))
        self.advice.show_lines(view.advice, view.now)

    # Building

    def _head(self) -> QWidget:
        head = QWidget(self)
        set_look(head, "body")
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        bar = QWidget(head)
        set_look(bar, "body")
        flow = Flow(bar, gap=8, middle=True)
        self.leave = QPushButton(tr("All incidents"), bar)
        self.leave.setToolTip(tr("Back to the list: Alt and the left arrow"))
        self.leave.clicked.connect(lambda _on=False: self.back.emit())
        self.title = words("", "title", bar)
        self._hold = Chip(State.STOP, tr("Do not reply yet"), bar)
        self._urgent = Chip(State.STOP, tr("Urgent"), bar)
        self._severity = Chip(State.WARN, "", bar, signed=False)
        self._closed = Chip(State.UNKNOWN, tr("Closed"), bar, signed=False)
        in_line: tuple[QWidget, ...] = (self.leave, self.title, self._hold, self._urgent, self._severity, self._closed)
        for part in in_line:
            flow.addWidget(part)
        self._sentence = words("", "quiet", head, wrap=True)
        self.deeds = DeedButtons(head, AT_HAND, tr("More to do with this incident"))
        below: tuple[QWidget, ...] = (bar, self._sentence, self.deeds)
        for part in below:
            column.addWidget(part)
        return head

    def _what(self) -> Card:
        card = Card(tr("What happened"), self)
        self._words = selectable(words("", "", card, wrap=True))
        self._words.setAccessibleName(tr("What happened"))
        self._facts = selectable(words("", "quiet", card, wrap=True))
        self._facts.setAccessibleName(tr("What is known"))
        links = QWidget(card)
        self._links = Flow(links, gap=8)
        for part in (self._words, self._facts, links):
            card.add(part)
        return card

    def _to_do(self) -> Card:
        self._actions_card = Card(tr("To be done"), self)
        inner = QWidget(self._actions_card)
        self._actions = QVBoxLayout(inner)
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._actions.setSpacing(px(6))
        self._actions_card.add(inner)
        return self._actions_card

    def _record(self) -> QWidget:
        both = QWidget(self)
        set_look(both, "body")
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        card = Card(tr("Record"), both)
        self._count = words("", "quiet", card)
        self.record = RecordText(tr("Record"), card)
        card.add(self._count)
        card.add(self.record)
        self._advice_card = Card(tr("Legal advice, kept apart"), both)
        hint = words(tr("It is on no print unless it is asked for by itself."), "quiet", self._advice_card, wrap=True)
        self.advice = RecordText(tr("Legal advice"), self._advice_card)
        self._advice_card.add(hint)
        self._advice_card.add(self.advice)
        column.addWidget(card)
        column.addWidget(self._advice_card)
        return both

    # What changes

    def _show_links(self, view: RecordView) -> None:
        _clear(self._links)
        for link in view.links:
            button = QPushButton(link.words, self._links.parentWidget())
            button.setAccessibleName(tr("Go to {what}", what=link.words))
            button.clicked.connect(lambda _on=False, x=link: self.followed.emit(x.kind, str(x.id)))
            self._links.addWidget(button)
        shown = self._links.parentWidget()
        if shown is not None:
            shown.setVisible(bool(view.links))

    def _show_actions(self, actions: Sequence[OpenAction], *, may: bool) -> None:
        while (item := self._actions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        # Who is still to be told stands among the next steps, with its clock.
        shown = [action for action in actions if not action.is_told]
        for action in shown:
            self._actions.addWidget(_action_row(action, self._actions_card, self.done.emit if may else None))
        self._actions_card.setVisible(bool(shown))


def _deeds(view: RecordView, acts: Collection[str]) -> list[Deed]:
    """The buttons above a record, the main one last; what nobody can begin is not offered."""
    every: list[Deed] = [
        ("evidence-add", tr("Add evidence…"), ""),
        ("case-print", tr("Print…"), ""),
        ("case-letter", tr("Letter…"), ""),
        ("case-share", tr("Who reads it…"), ""),
    ]
    if view.may_add and not view.is_closed:
        every += [
            ("record-facts", tr("How grave…"), ""),
            ("record-people", tr("Who it is about…"), ""),
            ("record-lead", tr("Who leads it…"), ""),
        ]
    every += [(deed, tr(REMOVAL_WORDS[deed]), "") for deed in view.removals]
    if view.may_add:
        every.append(("record-add", tr("Add to the record…"), "main"))
    return [deed for deed in every if deed[0] in acts]


def _action_row(action: OpenAction, parent: QWidget, done: Callable[[int], object] | None) -> QWidget:
    row = QWidget(parent)
    flow = Flow(row, gap=8, middle=True)
    due = day_text(action.due.astimezone().date()) if action.due is not None else ""
    by = tr("{owner}, by {day}", owner=action.owner, day=due) if due else action.owner
    flow.addWidget(words(action.words if len(action.words) <= 90 else f"{action.words[:89]}…", "", row))
    flow.addWidget(words(by, "quiet", row))
    if action.is_overdue:
        flow.addWidget(Chip(State.STOP, tr("overdue"), row))
    if done is not None:
        button = QPushButton(tr("Done…"), row)
        button.setAccessibleName(tr("Done: {what}", what=action.words[:80]))
        button.clicked.connect(lambda _on=False: done(action.number))
        flow.addWidget(button)
    return row


def _clear(flow: Flow) -> None:
    while (item := flow.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
