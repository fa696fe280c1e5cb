"""What is next with an incident, as it is shown: steps, decisions, clocks, the held answer, and what closing asks."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.case_look import CaseLook, Wrongdoer
from schoolsm_desktop.domain.cases import CaseState, EntryKind
from schoolsm_desktop.domain.closing_rules import (
    KEPT_WORDS,
    Kept,
    OutcomeChoice,
    ReplyRule,
    asks_finding,
    missing,
    outcome_choices,
    reply_rule,
    reply_state,
    usual_retention,
)
from schoolsm_desktop.domain.forced_decisions import Forced, forced_decisions
from schoolsm_desktop.domain.incident_clocks import Clock, ClockKind, clocks
from schoolsm_desktop.domain.incidents import Answer, Part
from schoolsm_desktop.domain.next_steps import Step, StepState, next_steps, nobody_did_it
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.wording import by_text, list_text, moment_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened
from .school_days import calendar_of
from .schools import home_school
from .session import Session

WRONGDOER_WORDS = {
    Wrongdoer.PUPIL: "Pupil",
    Wrongdoer.COLLEAGUE: "Colleague",
    Wrongdoer.ADULT: "Adult, known, not an employee",
    Wrongdoer.UNKNOWN: "Not known who",
}
DECIDE, TICK, CLOSE, REOPEN, REPLY = "steps-decide", "steps-tick", "steps-close", "steps-reopen", "steps-reply"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as it is shown. `act` is the dialog that it begins, "" where there is nothing to do for whoever looks."""

    step: Step
    quiet: str
    act: str = ""
    act_words: str = ""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock: what runs, by when, and what is left or how long it is over."""

    clock: Clock
    words: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class ForcedView:
    """A question for its dialog: whose it is, whether the person signed in may answer, and what holds now."""

    forced: Forced
    whose: str
    may: bool
    holds: str = ""

    @property
    def seen(self) -> int | None:
        """The number of the decision that is shown, to notice another one made meanwhile."""
        return self.forced.entry.number if self.forced.entry is not None else None


@dataclass(frozen=True, slots=True)
class StepsView:
    """Everything the right card shows, and what its dialogs offer."""

    case_id: UUID
    reference: str
    who: str
    is_open: bool
    lines: tuple[StepLine, ...]
    questions: tuple[ForcedView, ...]
    clocks: tuple[ClockLine, ...]
    reply: str
    reply_held: bool
    reply_rule: ReplyRule
    missing: tuple[str, ...]
    outcomes: tuple[OutcomeChoice, ...]
    asks_finding: bool
    retention: Kept
    may_lead: bool
    closed: str = ""
    no_clock: str = ""
    """Why the 72 hours do not run, where that was answered."""

    def question(self, key: str) -> ForcedView | None:
        """A question by its key; None where it is not asked."""
        return next((one for one in self.questions if one.forced.question.value == key), None)

    def line(self, key: str) -> StepLine | None:
        """A step by its key."""
        return next((one for one in self.lines if one.step.key == key), None)


def look_at(session: Session, uow: UnitOfWork, opened: Opened) -> CaseLook:
    """An opened incident as the rules look at it now."""
    return CaseLook(
        session.profile(uow),
        opened.incident,
        tuple(uow.duties.standing(session.today)),
        calendar_of(uow, home_school(uow), session.today),
        session.clock.now(),
    )


def steps_view(session: Session, uow: UnitOfWork, opened: Opened) -> StepsView:
    """The steps of one incident for the person signed in."""
    look = look_at(session, uow, opened)
    incident = look.incident
    may_lead = session.allows(uow, Action.LEAD_INCIDENTS)
    is_open = incident.state is CaseState.OPEN
    questions = tuple(_question(session, uow, look, one) for one in forced_decisions(look))
    may_answer = {one.forced.question.value for one in questions if one.may} if is_open else set()
    return StepsView(
        incident.id,
        incident.reference,
        _who(look),
        is_open,
        tuple(_line(step, may_answer, may_tick=may_lead and is_open) for step in next_steps(look)),
        questions,
        tuple(_clock(look, one) for one in clocks(look)),
        reply_state(look),
        incident.hold_reply,
        reply_rule(look.profile),
        missing(look, uow.evidence_files.of([incident.id])),
        outcome_choices(look),
        asks_finding(look),
        usual_retention(look),
        may_lead,
        _closed(look),
        tr("Personal data lost? No, so the 72 hours are not running.") if incident.data is Answer.NO else "",
    )


def may_decide(session: Session, uow: UnitOfWork, look: CaseLook, forced: Forced) -> bool:
    """Whether a decision is the person's to take: by the action, and where a duty is named by that duty."""
    if not forced.duties:
        return session.allows(uow, Action.LEAD_INCIDENTS)
    return any(session.person_id in look.holders(duty) for duty in forced.duties)


def whose_words(look: CaseLook, forced: Forced) -> str:
    """`Designated safeguarding lead or Deputy safeguarding lead`."""
    if not forced.duties:
        return tr("whoever leads it")
    titles = [duty_title(look.profile, duty) for duty in Duty if duty in forced.duties]
    return titles[0] if len(titles) == 1 else tr("{one} or {other}", one=", ".join(titles[:-1]), other=titles[-1])


def _question(session: Session, uow: UnitOfWork, look: CaseLook, forced: Forced) -> ForcedView:
    holds = ""
    if forced.chosen is not None:
        holds = forced.chosen.words
        if forced.entry is not None:
            by = uow.people.find(forced.entry.by)
            holds = tr(
                "{answer} ({who}, {when})",
                answer=holds,
                who=by.short_name if by is not None else tr("somebody"),
                when=moment_text(forced.entry.at),
            )
    return ForcedView(forced, whose_words(look, forced), may_decide(session, uow, look, forced), holds)


def _line(step: Step, may_answer: set[str], *, may_tick: bool) -> StepLine:
    act, words = "", ""
    if step.question:
        if step.question in may_answer:
            act, words = DECIDE, tr("Answer now") if step.state is StepState.OPEN else tr("Decide again")
    elif may_tick and step.state in (StepState.OPEN, StepState.NOT_NEEDED):
        act, words = TICK, _tick_words(step)
    is_due = step.due is not None and step.state is StepState.OPEN
    parts = [step.rests_on, tr("by {when}", when=by_text(step.due)) if is_due else "", step.detail]
    if step.kind is EntryKind.DECISION and step.state is StepState.OPEN and not step.detail:
        parts.append(tr("Not answered"))
    return StepLine(step, " · ".join(part for part in parts if part), act, words)


def _tick_words(step: Step) -> str:
    return tr("Done…") if step.state is StepState.OPEN else tr("Change…")


def _clock(look: CaseLook, clock: Clock) -> ClockLine:
    over = clock.is_over(look.now)
    left = clock.left(look.now)
    if clock.kind is ClockKind.DATA and clock.runs:
        said = tr(
            "72 hours from {began} to {due}: {left}.", began=moment_text(clock.began), due=by_text(clock.due), left=left
        )
    elif clock.runs:
        said = tr("{what} by {due}: {left}.", what=clock.words, due=by_text(clock.due), left=left)
    else:
        said = tr("{what}: done {when}, {left}.", what=clock.words, when=moment_text(clock.stopped_at), left=left)
    return ClockLine(clock, said, over)


def _who(look: CaseLook) -> str:
    if nobody_did_it(look):
        return ""
    if not look.incident.of_part(Part.SAID_TO_BE):
        return tr(WRONGDOER_WORDS[Wrongdoer.UNKNOWN])
    return list_text([tr(WRONGDOER_WORDS[one]) for one in look.wrongdoers])


def _closed(look: CaseLook) -> str:
    incident = look.incident
    if incident.state is CaseState.OPEN:
        return ""
    kept = next((tr(KEPT_WORDS[key]) for key in KEPT_WORDS if key.value == incident.retention), "")
    return tr(
        "Closed {when}. {outcome} Kept: {kept}.",
        when=moment_text(incident.closed_at),
        outcome=incident.outcome_words,
        kept=kept,
    )
