"""The card beside the record: what the policy says to do next, what is still to be decided, and the clocks."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.incident_clocks import ClockKind
from schoolsm_desktop.domain.next_steps import StepState
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.incident_step_views import (
    CLOSE,
    REOPEN,
    REPLY,
    TICK,
    StepLine,
    StepsView,
)
from schoolsm_desktop.ui.common.card import Card, Pane, rule, words
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, px, set_look, set_state

from .steps_dialogs import steps_dialogs

__all__ = ("StepsPane", "steps_dialogs")

_SIGNS = {StepState.OPEN: "☐", StepState.DONE: "☑", StepState.NOT_NEEDED: "–", StepState.WAITS: "…"}
SPOKEN_WORDS = {
    StepState.OPEN: "open",
    StepState.DONE: "done",
    StepState.NOT_NEEDED: "not needed",
    StepState.WAITS: "not yet",
}


class StepsPane(Pane):
    """`show(case_id)` reads and shows one incident; its buttons open the dialogs of `steps_dialogs`."""

    def __init__(self, page: Page) -> None:
        super().__init__(tr("What the policy says to do next"))
        self.page = page
        self.view: StepsView | None = None
        self._wanted: UUID | None = None
        self._who = words("", "quiet", self, wrap=True)
        self._reply = QWidget(self)
        self._reply_flow = Flow(self._reply, gap=8, middle=True)
        self._rows, self._steps = self._column()
        self._clock_rows, self._clocks = self._column()
        self._missing = words("", "quiet", self, wrap=True)
        buttons = QWidget(self)
        self._buttons = Flow(buttons)
        for part in (self._who, self._reply, self._clock_rows, self._rows, self._missing, buttons):
            self.add(part)
        self.fill()
        self.clear()

    def show(self, case_id: UUID | None = None) -> None:
        """Read and show the steps of an incident; without one it is the widget that is shown."""
        if case_id is None:
            super().show()
            return
        self._wanted = case_id

        def shown(view: StepsView) -> None:
            if view.case_id == self._wanted:
                self.show_view(view)

        self.page.work(partial(self.page.desk.office.incident_steps.view, case_id), shown)

    def clear(self) -> None:
        """Show nothing: no incident is chosen."""
        self.view = self._wanted = None
        self._who.setText("")
        for place in (self._steps, self._clocks):
            _empty(place)
        _empty(self._buttons)
        self._reply.hide()
        self._missing.hide()

    def show_view(self, view: StepsView) -> None:
        """Show what was read."""
        self.clear()
        self.view, self._wanted = view, view.case_id
        self._who.setText(view.closed or view.who)
        self._who.setVisible(bool(self._who.text()))
        self._show_reply(view)
        for clock in view.clocks:
            if clock.clock.runs and clock.clock.kind is not ClockKind.TELL:  # those stand in their own steps
                self._clocks.addWidget(_box(clock.words, State.STOP if clock.is_over else State.WARN, self._clock_rows))
        if view.no_clock:
            self._clocks.addWidget(_box(view.no_clock, None, self._clock_rows))
        for number, line in enumerate(view.lines):
            if number:
                self._steps.addWidget(rule(self._rows))
            self._steps.addWidget(self._row(line))
        self._missing.setText(
            ntr("{count} thing before it can be closed", "{count} things before it can be closed", len(view.missing))
        )
        self._missing.setVisible(bool(view.missing) and view.is_open)
        self._show_buttons(view)

    # Inside

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        return place, column

    def _show_reply(self, view: StepsView) -> None:
        _empty(self._reply_flow)
        self._reply.setVisible(bool(view.reply))
        if view.reply:
            state = State.STOP if view.reply_held else State.UNKNOWN
            self._reply_flow.addWidget(Chip(state, view.reply, self._reply, signed=view.reply_held))
        if view.reply_held and view.may_lead and view.is_open:
            self._reply_flow.addWidget(self._link(self._reply, tr("Decide…"), REPLY, spoken=view.reply))

    def _show_buttons(self, view: StepsView) -> None:
        if not view.may_lead:
            return
        if not view.is_open:
            self._buttons.addWidget(self._link(self, tr("Open it again…"), REOPEN, look=""))
            return
        if not view.reply_held:
            hold = QPushButton(tr("Hold the answer"), self)
            hold.setToolTip(tr("Nobody answers before whoever leads it releases the answer."))
            hold.clicked.connect(lambda _on=False: self._hold(view.case_id))
            self._buttons.addWidget(hold)
        self._buttons.addWidget(self._link(self, tr("Close it…"), CLOSE, look=""))

    def _hold(self, case_id: UUID) -> None:
        steps = self.page.desk.office.incident_steps
        self.page.work(partial(steps.hold_reply, case_id), lambda _kept: self.show(case_id))

    def _row(self, line: StepLine) -> QWidget:
        step = line.step
        row = QWidget(self._rows)
        row.setAccessibleName(tr("{state}: {step}", state=tr(SPOKEN_WORDS[step.state]), step=step.words))
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(px(8))
        sign = words(_SIGNS[step.state], "", row)
        sign.setFixedWidth(px(16))
        column = QVBoxLayout()
        column.setSpacing(px(1))
        column.addWidget(words(step.words, "strong" if _is_open_question(line) else "", row, wrap=True))
        column.addWidget(words(line.quiet, "quiet", row, wrap=True))
        column.addStretch(1)
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(column, 1)
        if line.act:
            record = step.question if line.act != TICK else step.key
            link = self._link(row, line.act_words, line.act, record, spoken=step.words)
            across.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _link(
        self, parent: QWidget, said: str, act: str, key: str = "", *, look: str = "link", spoken: str = ""
    ) -> QPushButton:
        button = QPushButton(said, parent)
        if look:
            set_look(button, look)
        if spoken:
            button.setAccessibleName(tr("{act} {what}", act=said, what=spoken))
        button.setProperty("step", f"{act}:{key}")
        button.clicked.connect(lambda _on=False: self._begin(act, key))
        return button

    def _begin(self, act: str, key: str) -> None:
        if self.view is not None:
            self.page.open_dialog(act, f"{self.view.case_id}/{key}" if key else str(self.view.case_id))


def _is_open_question(line: StepLine) -> bool:
    return bool(line.step.question) and line.step.state is StepState.OPEN


def _box(said: str, state: State | None, parent: QWidget) -> QWidget:
    box = Card("", parent)
    label = words(said, "" if state else "quiet", box, wrap=True)
    if state:
        set_state(label, state)
    box.add(label)
    return box


def _empty(layout: QVBoxLayout | Flow) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
