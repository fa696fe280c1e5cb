"""The dialogs of the guided record: an answer, a step that was done, the held answer, closing and opening again.

A record of these dialogs is the id of an incident, for an answer and a step with its key: `<id>/police`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.closing_rules import FINDING_WORDS, KEPT_WORDS, Closing, Finding, Kept, OutcomeChoice
from schoolsm_desktop.domain.decision_words import HINT_WORDS, QUESTION_WORDS, Question, choices
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.incidents import Answer
from schoolsm_desktop.domain.intake import time_typed
from schoolsm_desktop.domain.next_steps import DONE, NOT_NEEDED
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.incident_step_views import CLOSE, DECIDE, REOPEN, REPLY, TICK, StepsView
from schoolsm_desktop.services.incident_steps import Decision, Tick
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, px

_WHO = frozenset({EntryKind.TOLD, EntryKind.MEETING, EntryKind.ASKED_TO_REMOVE, EntryKind.SUPPORT, EntryKind.ADVICE})


def steps_dialogs(page: Page) -> Mapping[str, Callable[[str], FormDialog]]:
    """The dialogs of the steps, by key, for the page that shows `StepsPane`."""
    return {
        DECIDE: lambda record: DecideDialog(page, record),
        TICK: lambda record: TickStepDialog(page, record),
        REPLY: lambda record: ReplyDialog(page, record),
        CLOSE: lambda record: CloseDialog(page, record),
        REOPEN: lambda record: ReopenDialog(page, record),
    }


class _StepsDialog(FormDialog):
    """Reads the steps of its incident when it opens; `read_facts` shows what there is to know first."""

    def __init__(
        self, page: Page, record: str, title: str, action: str, sentence: str = "", *, wide: bool = False
    ) -> None:
        super().__init__(page, title, action, self._save, sentence=sentence, wide=wide)
        case, _, self.key = record.partition("/")
        self.case_id = UUID(case)
        self.steps = page.desk.office.incident_steps
        self.facts = FactList(self.form)
        self.form.add_widget(self.facts)

    def read(self, shown: Callable[[StepsView], None]) -> None:
        """Read the incident on the worker; the main button rests until it was shown."""
        self.work(lambda: self.steps.view(self.case_id), shown)

    def keep(self, call: Callable[[], object], said: str) -> None:
        """Run the deed, then close and say so on the page."""

        def done(result: object) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(said)
            if result is False:
                self.page.messages.warn(
                    tr("It is an allegation now: it was sealed to those who decide on it, and you no longer read it.")
                )

        self.work(call, done)

    def when(self) -> datetime | None:
        """The day and time typed; None for today without a time: that is now. Raises FieldError."""
        day, at = self.form.day("day"), self.form.value("time")
        if at and time_typed(at) is None:
            raise FieldError("time", tr("This is not a time of day. Type it like 08:10, or leave it empty."))
        if day is None or (day == self.page.desk.today() and not at):
            return None
        return datetime.combine(day, time_typed(at) or time.min).astimezone()

    def add_when(self) -> None:
        """The two fields that `when` reads."""
        self.form.add_day("day", tr("On"), self.page.desk.today(), needed=True)
        self.form.add_line("time", tr("At"), hint=tr("Like 08:10; empty where it is not known."), longest=10)

    def try_save(self, make: Callable[[], None]) -> None:
        """Run `make`; what is wrong with a field is shown beside it."""
        try:
            make()
        except FieldError as error:
            self.show_failure(error)

    def _save(self) -> None:
        raise NotImplementedError


class DecideDialog(_StepsDialog):
    """One question: an answer, its reason, and a reference where the answer has one."""

    def __init__(self, page: Page, record: str) -> None:
        self.question = Question(record.partition("/")[2])
        super().__init__(page, record, tr(QUESTION_WORDS[self.question]), tr("Save"), tr(HINT_WORDS[self.question]))
        self._seen: int | None = None
        form = self.form
        options = [("", tr("Choose…")), *((x.answer, x.words) for x in choices(self.question))]
        form.add_choice("answer", tr("Answer"), options)
        form.add_lines("reason", tr("Reason"), lines=3)
        form.add_line("reference", tr("Reference"))
        self.add_when()
        form.edited.connect(lambda name: self._fit_answer() if name == "answer" else None)
        form.saved()
        self._fit_answer()
        self.read(self._show)

    def _show(self, view: StepsView) -> None:
        found = view.question(self.key)
        if found is None:
            self.messages.warn(tr("This is not asked any more: somebody changed the incident."))
            return
        self._seen = found.seen
        facts = [
            Fact(tr("Where it comes from"), found.forced.rests_on),
            Fact(tr("Who decides"), found.whose),
        ]
        if found.holds:
            facts.append(Fact(tr("Decided so far"), found.holds))
        self.facts.show_facts(facts)
        self.main.setEnabled(found.may and view.is_open)

    def _fit_answer(self) -> None:
        chosen = next((x for x in choices(self.question) if x.answer == self.form.value("answer")), None)
        asked = chosen.reference_words if chosen is not None else ""
        field = self.form.field("reference")
        if asked:
            field.set_label(asked, needed=True)
        field.setVisible(bool(asked))
        needed = chosen is not None and chosen.needs_reason
        self.form.field("reason").set_label(tr("Reason"), needed=needed)

    def _save(self) -> None:
        self.try_save(self._decide)

    def _decide(self) -> None:
        form = self.form
        wants = not form.field("reference").isHidden()
        decision = Decision(
            self.key,
            form.value("answer"),
            form.value("reason"),
            form.value("reference") if wants else "",
            self.when(),
            self._seen,
        )
        self.keep(lambda: self.steps.decide(self.case_id, decision), tr("The decision stands in the record."))


class TickStepDialog(_StepsDialog):
    """One step: done, with what was done, or not needed, with why."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(page, record, tr("A step"), tr("Save"))
        form = self.form
        form.add_choice("answer", tr("How it stands"), [(DONE, tr("Done")), (NOT_NEEDED, tr("Not needed"))])
        form.add_lines("words", tr("What was done"), lines=3)
        form.add_line("who", tr("With whom, or whom"))
        form.add_line("reference", tr("Reference"))
        form.add_lines("reason", tr("Why it is not needed"), lines=2)
        self.add_when()
        self._kind = EntryKind.STEP
        form.edited.connect(lambda name: self._fit_fields() if name == "answer" else None)
        form.saved()
        self._fit_fields()
        self.read(self._show)

    def _show(self, view: StepsView) -> None:
        line = view.line(self.key)
        if line is None:
            self.messages.warn(tr("This step is not there any more: somebody changed the incident."))
            return
        self._kind = line.step.kind
        self.facts.show_facts([Fact(line.quiet, line.step.words)])
        self._fit_fields()

    def _fit_fields(self) -> None:
        done = self.form.value("answer") == DONE
        for name, wanted in (
            ("words", done),
            ("who", done and self._kind in _WHO),
            ("reference", done and self._kind in (EntryKind.PLATFORM_REPORT, EntryKind.ADVICE)),
            ("reason", not done),
        ):
            self.form.field(name).setVisible(wanted)

    def _save(self) -> None:
        self.try_save(self._tick)

    def _tick(self) -> None:
        value = self.form.value
        tick = Tick(
            self.key, value("answer"), value("words"), value("reason"), value("who"), value("reference"), self.when()
        )
        self.keep(lambda: self.steps.tick(self.case_id, tick), tr("It stands in the record."))


class ReplyDialog(_StepsDialog):
    """The held answer: released with the approved text, or not at all."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(page, record, tr("The answer that is held"), tr("Save"))
        form = self.form
        options = [("", tr("Choose…")), ("text", tr("Release it with this text")), ("never", tr("Nobody answers"))]
        form.add_choice("how", tr("What becomes of it"), options)
        form.add_lines("text", tr("The approved text"), hint=tr("It goes out as it stands here."), lines=4)
        form.add_lines("reason", tr("Why nobody answers"), lines=2)
        form.edited.connect(lambda name: self._fit_fields() if name == "how" else None)
        form.saved()
        self._fit_fields()
        self.read(self._show)

    def _show(self, view: StepsView) -> None:
        facts = [Fact(view.reply_rule.rests_on, view.reply_rule.words)]
        if not view.reply_held:
            facts.append(Fact(tr("Now"), view.reply or tr("Nothing is held")))
        self.facts.show_facts(facts)
        if not view.reply_rule.may_answer and not self.form.value("how"):
            self.form.set_value("how", "never")

    def _fit_fields(self) -> None:
        how = self.form.value("how")
        self.form.field("text").setVisible(how == "text")
        self.form.field("reason").setVisible(how == "never")

    def _save(self) -> None:
        how, text, reason = (self.form.value(name) for name in ("how", "text", "reason"))
        if not how:
            self.form.show_error("how", tr("Choose what becomes of it."))
            return
        said = tr("The answer is released.") if how == "text" else tr("Nobody answers: it stands in the record.")
        self.keep(lambda: self.steps.release_reply(self.case_id, text, reason, at_all=how == "text"), said)


class OutcomeTicks(OwnEditor):
    """Outcomes to tick, one under another, each with its clause. Its value is the ticked keys as a list in JSON."""

    HAS_LABEL: ClassVar[bool] = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._wanted: set[str] = set()
        self.boxes: dict[str, QCheckBox] = {}

    def show_choices(self, choices: Sequence[OutcomeChoice]) -> None:
        """Offer these outcomes; what was ticked before stays ticked."""
        self._wanted |= set(json.loads(self.value() or "[]"))
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.boxes = {}
        for one in choices:
            whom = tr("{words} ({whom})", words=one.words, whom=one.whom) if one.whom else one.words
            box = QCheckBox(whom if len(whom) <= 90 else f"{whom[:89]}…", self)
            box.setToolTip(tr("{words}: {clause}", words=one.words, clause=one.rests_on))
            box.setChecked(one.key in self._wanted)
            box.toggled.connect(lambda _on: self.edited.emit())
            self.boxes[one.key] = box
            self._column.addWidget(box)

    def value(self) -> str:
        ticked = [key for key, box in self.boxes.items() if box.isChecked()] if self.boxes else sorted(self._wanted)
        return json.dumps(ticked) if ticked else ""

    def set_value(self, text: str) -> None:
        self._wanted = set(json.loads(text)) if text else set()
        for key, box in self.boxes.items():
            box.setChecked(key in self._wanted)


class CloseDialog(_StepsDialog):
    """The outcome, who was told, the support, and how long it is kept; what is still open is said first."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(page, record, tr("Close the incident"), tr("Close it"), wide=True)
        form = self.form
        self.outcomes = OutcomeTicks(form)
        form.add_editor("outcomes", tr("Outcome"), self.outcomes)
        findings = [("", tr("Choose…")), *((x.value, tr(FINDING_WORDS[x])) for x in FINDING_WORDS)]
        form.add_choice("finding", tr("For an adult"), findings, hint=tr("Said of what was reported, not of a person."))
        form.field("finding").setVisible(False)
        form.add_lines("words", tr("In a few words"), lines=2)
        form.add_day(
            "discipline_on", tr("Discipline: day"), hint=tr("Only the day and a reference: the file is elsewhere.")
        )
        form.add_line("discipline_reference", tr("Discipline: reference"), longest=120)
        form.add_lines("told", tr("Who was told how it ended"), lines=2)
        support = [("", tr("Choose…")), (Answer.YES.value, tr("Yes")), (Answer.NO.value, tr("No"))]
        form.add_choice("support", tr("Was support offered to whoever was harmed?"), support)
        form.add_line("support_words", tr("Which support, or why none"))
        kept = [("", tr("Choose…")), *((x.value, tr(KEPT_WORDS[x])) for x in KEPT_WORDS)]
        form.add_choice("kept", tr("How long it is kept"), kept)
        form.saved()
        self.read(self._show)

    def _show(self, view: StepsView) -> None:
        if view.missing:
            lines = [FactLine(one, State.WARN) for one in view.missing]
            self.facts.show_facts([Fact(tr("It cannot be closed yet"), lines)])
        was_dirty = self.form.dirty
        self.outcomes.show_choices(view.outcomes)
        self.form.field("finding").setVisible(view.asks_finding)
        if not self.form.value("kept"):
            self.form.set_value("kept", view.retention.value)
        if not was_dirty:
            self.form.saved()
        self.main.setEnabled(view.is_open and not view.missing)

    def _save(self) -> None:
        self.try_save(self._close)

    def _close(self) -> None:
        form, value = self.form, self.form.value
        closing = Closing(
            tuple(json.loads(value("outcomes") or "[]")),
            Finding(value("finding")) if value("finding") and not form.field("finding").isHidden() else None,
            value("words"),
            form.day("discipline_on"),
            value("discipline_reference"),
            value("told"),
            Answer(value("support")) if value("support") else Answer.NOT_ASKED,
            value("support_words"),
            Kept(value("kept")) if value("kept") else None,
        )
        self.keep(lambda: self.steps.close(self.case_id, closing), tr("The incident is closed."))


class ReopenDialog(_StepsDialog):
    """Why a closed incident is opened again."""

    def __init__(self, page: Page, record: str) -> None:
        sentence = tr("What was closed stays in the record; this is added to it.")
        super().__init__(page, record, tr("Open the incident again"), tr("Open it again"), sentence)
        self.form.add_lines("reason", tr("Reason"), needed=True)
        self.form.saved()

    def _save(self) -> None:
        why = self.form.value("reason")
        self.keep(lambda: self.steps.reopen(self.case_id, why), tr("The incident is open again."))
