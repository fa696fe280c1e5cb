"""One complaint as it stands: what is complained of, its facts, by when it is acknowledged and answered, its record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.complaint_views import ClockLine, ComplaintView
from schoolsm_desktop.ui.common.card import Card, selectable, words
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.deed_buttons import Deed, DeedButtons
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.theme import State, px, set_look

from .record_text import RecordText
from .removal_dialogs import REMOVAL_WORDS

AT_HAND = ("complaint-entry", "complaint-letter", "complaint-acknowledge", "complaint-stage", "complaint-reopen")


class ComplaintPane(QWidget):
    """Shows one complaint, or what to choose. `wants` names a deed that was asked for."""

    wants = Signal(str)

    def __init__(self, evidence: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        for part in (self._head(), self._what()):
            column.addWidget(part)
        column.addWidget(self._record())
        column.addWidget(evidence)
        column.addStretch(1)
        self.show_view(None, (), datetime.now().astimezone())

    def show_view(self, view: ComplaintView | None, acts: Collection[str], now: datetime) -> None:
        """Show a complaint; `acts` are the deeds that can be begun here."""
        for card in (self._what_card, self._record_card):
            card.setVisible(view is not None)
        self._closed.setVisible(view is not None and view.line.is_closed)
        if view is None:
            self.title.setText(tr("Choose a complaint"))
            self._sentence.setText("")
            self.deeds.show_deeds((), self.wants.emit)
            return
        self.title.setText(tr("Complaint {reference}", reference=view.line.reference))
        self._sentence.setText(tr("Sealed to {names}", names=view.readers))
        self.deeds.show_deeds([x for x in _deeds(view) if x[0] in acts], self.wants.emit)
        self._words.setText(view.complaint.what)
        self._clocks.show_facts([_fact(clock) for clock in view.clocks])
        self._facts.setText(" · ".join(tr("{label}: {value}", label=x, value=y) for x, y in view.facts))
        self._count.setText(ntr("{count} entry", "{count} entries", len(view.entries)))
        self.record.show_lines(view.record, now)

    def _head(self) -> QWidget:
        head = QWidget(self)
        set_look(head, "body")
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        bar = QWidget(head)
        set_look(bar, "body")
        flow = Flow(bar, gap=8)
        self.title = words("", "title", bar)
        self._closed = Chip(State.UNKNOWN, tr("Closed"), bar, signed=False)
        for part in (self.title, self._closed):
            flow.addWidget(part)
        self._sentence = words("", "quiet", head, wrap=True)
        self.deeds = DeedButtons(head, AT_HAND, tr("More to do with this complaint"))
        for each in (bar, self._sentence, self.deeds):
            column.addWidget(each)
        return head

    def _what(self) -> Card:
        self._what_card = Card(tr("What is complained of"), self)
        self._words = selectable(words("", "", self._what_card, wrap=True))
        self._words.setAccessibleName(tr("What is complained of"))
        self._facts = selectable(words("", "quiet", self._what_card, wrap=True))
        self._facts.setAccessibleName(tr("What is known"))
        self._clocks = FactList(self._what_card)
        for part in (self._words, self._facts, self._clocks):
            self._what_card.add(part)
        return self._what_card

    def _record(self) -> Card:
        self._record_card = Card(tr("Record"), self)
        self._count = words("", "quiet", self._record_card)
        self.record = RecordText(tr("Record of the complaint"), self._record_card)
        self._record_card.add(self._count)
        self._record_card.add(self.record)
        return self._record_card


def _fact(clock: ClockLine) -> Fact:
    state = State.GOOD if clock.is_done else State.STOP if clock.is_overdue else State.WARN
    return Fact(clock.what, (FactLine(tr("{by} ({count})", by=clock.by, count=clock.rests_on), state),))


def _deeds(view: ComplaintView) -> list[Deed]:
    """What can be done now: the next thing first, what is seldom under “More”."""
    if not view.may_lead:
        return [("case-print", tr("Print…"), "")]
    every: list[Deed] = []
    if not view.line.is_closed:
        if not view.acknowledged:
            every.append(("complaint-acknowledge", tr("It is acknowledged…"), ""))
        every += [
            ("complaint-appointment", tr("Appointment…"), ""),
            ("complaint-answer", tr("It is answered…"), ""),
        ]
        if view.next_stage is not None:
            every.append(("complaint-stage", tr("Next stage…"), ""))
        every.append(("complaint-close", tr("Close it…"), ""))
    else:
        every.append(("complaint-reopen", tr("Open it again…"), ""))
    return [
        *every,
        *((deed, tr(REMOVAL_WORDS[deed]), "") for deed in view.removal),
        ("complaint-facts", tr("Put the facts right…"), ""),
        ("evidence-add", tr("Add evidence…"), ""),
        ("case-print", tr("Print…"), ""),
        ("case-share", tr("Who reads it…"), ""),
        ("complaint-letter", tr("Letter…"), ""),
        ("complaint-entry", tr("Add to the record…"), "main"),
    ]
