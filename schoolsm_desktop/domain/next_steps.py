"""What your policy says to do next about an incident: by type, by who it is said to be, and by the answers given.

The question on an allegation stands first, then the support for whoever is harmed; each step names its clause, or that
it is usual practice. Until the local authority's officer has advised, steps that would question somebody wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zlib import crc32

from .case_look import About, CaseLook, Wrongdoer, decision, last_of, latest
from .cases import Entry, EntryKind
from .decision_words import Question
from .first_hour import (
    ALLEGATION,
    EVIDENCE,
    HARMS_COLLEAGUE,
    SUPPORT,
    SUPPORT_CLAUSES,
    FirstLine,
    every_first_line,
    first_clause,
    first_hour,
    rests_on,
)
from .forced_decisions import Forced, forced_decisions
from .incident_clocks import Clock, ClockKind, clocks
from .incident_kinds import IncidentKind
from .incidents import Part, Who
from .people import Duty
from .policy import duty_title
from .rules import PlatformReporter
from .wording import day_text, tr

__all__ = ("FirstLine", "Step", "StepState", "first_hour", "next_steps")

DONE, NOT_NEEDED = "done", "not-needed"
_NOBODY_DID_IT = frozenset(
    {
        IncidentKind.DATA_BREACH,
        IncidentKind.LOST_DEVICE,
        IncidentKind.WRONG_POST,
        IncidentKind.ACCOUNT_COMPROMISED,
        IncidentKind.PUPIL_UNDER_AGE,
        IncidentKind.LOW_LEVEL_CONCERN,
    }
)
"""Types in which often nobody is said to be the one: without a name there is nobody to talk to or to report."""
_HIT_BY = frozenset({Who.STAFF, Who.PUPIL, Who.GOVERNOR})


class StepState(StrEnum):
    """Where a step stands; one that waits may not be done yet."""

    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not-needed"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `kind` is the entry it is written down as; `question` the key of the decision it asks for, "" for none.

    `detail` says when it was done, why it waits or why it is not needed.
    """

    key: str
    words: str
    clause: str = ""
    rests_on: str = ""
    state: StepState = StepState.OPEN
    kind: EntryKind = EntryKind.STEP
    question: str = ""
    due: datetime | None = None
    detail: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A step of the program's own, said in _STEP_WORDS: its clauses where a policy has them, its kind of entry."""

    key: str
    clauses: tuple[str, ...] = ()
    kind: EntryKind = EntryKind.STEP
    questions_somebody: bool = False


_STEP_WORDS = {
    SUPPORT: "Ask the person harmed how they are, and offer support today.",
    "question-nobody": "Question nobody, child, colleague or parent, until the local authority’s officer has advised.",
    "contain": "First look: what stops it getting worse now? On one of our accounts: pause the access, no reason shown.",
    "enough": "First look: write down why what is done is enough, and not too much.",
    "own-mediation": "A pupil: the school’s own mediation and behaviour procedure.",
    "hr-advice": "A colleague: ask for HR advice before anybody is spoken to.",
    "own-procedure": "The school’s own mediation or discipline: only its day and reference stand here.",
    "meeting": "A senior colleague asks the person in to talk, and explains how a complaint is made.",
    "ask-removal": "Ask for it to be taken down.",
    "platform-report": "It is not known who: report it to the platform, and keep the reference.",
}
_SUPPORT = _Plan(SUPPORT, SUPPORT_CLAUSES, EntryKind.SUPPORT)
_QUESTION_NOBODY = _Plan("question-nobody")
_CONTAIN = _Plan(
    "contain",
    ("churchward:5-act-at-once", "kew-woods:5.3"),
)
_ENOUGH = _Plan(
    "enough",
    ("churchward:5-breach",),
)
_BRANCHES: dict[Wrongdoer, tuple[_Plan, ...]] = {
    Wrongdoer.PUPIL: (
        _Plan(
            "own-mediation",
            ("kew-woods:app1-pupil-colleague", "bucklebury:breach-pupils"),
            EntryKind.MEETING,
            questions_somebody=True,
        ),
    ),
    Wrongdoer.COLLEAGUE: (
        _Plan("hr-advice", kind=EntryKind.ADVICE),
        _Plan(
            "own-procedure",
            (
                "kew-woods:app1-pupil-colleague",
                "mill-lane:5.2-discipline",
                "bucklebury:breach-staff",
                "valence:private-6",
                "churchward:5-breach",
            ),
            EntryKind.MEETING,
            questions_somebody=True,
        ),
    ),
    Wrongdoer.ADULT: (
        _Plan(
            "meeting",
            ("kew-woods:app1-adult-meeting",),
            EntryKind.MEETING,
            questions_somebody=True,
        ),
        _Plan(
            "ask-removal",
            ("kew-woods:app1-remove-request",),
            EntryKind.ASKED_TO_REMOVE,
            questions_somebody=True,
        ),
    ),
    Wrongdoer.UNKNOWN: (
        _Plan(
            "platform-report",
            ("kew-woods:app1-refuse-decide",),
            EntryKind.PLATFORM_REPORT,
        ),
    ),
}
_BY_WHOM = (
    "a pupil or colleague did it",
    "ask the parent in",
    "ask for the words to be taken down",
    "ask for it to be taken down",
    "tell them how a complaint",
    "ask whether personal data",
)
"""How the policy's first hour says shortly what stands in the branch and among the questions in full."""
_BY_ALLEGATION = (
    "if it is about the headteacher",
    "question nobody",
    "ask the local authority’s officer for allegations",
)
"""What usual practice says shortly where an allegation stands: question, step and clock say it, to whoever decides."""
_REPORTER_WORDS = {
    PlatformReporter.SCHOOL: "The school reports it.",
    PlatformReporter.COLLEAGUE: "The colleague reports it.",
    PlatformReporter.LEAD_DECIDES: "Whoever leads decides who reports it.",
}


def next_steps(look: CaseLook) -> tuple[Step, ...]:
    """Every step, in the order it is done in: the first question, support, decisions on children, then the policy's own."""
    asked = {one.question.value: one for one in forced_decisions(look)}
    first = [_asked(asked.pop(ALLEGATION)), *_support(look)]
    if look.allegation_stands:
        first.append(_nobody(look))
    children = [
        _asked(asked.pop(key)) for key in ("safeguarding", "lado", "lado-advised", "childrens-care") if key in asked
    ]
    scope = [_asked(asked.pop("scope"))]
    after = [_asked(asked.pop(key)) for key in ("removed", "refused") if key in asked]
    decided = {one.clause for one in asked.values() if one.question is Question.POLICE} - {""}
    lines = [_line_step(look, line) for line in _own_lines(look) if line.clause not in decided]
    branch = _branch(look)
    steps = [*first, *children, *_telling(look), *lines, *scope, _planned(look, _CONTAIN), *branch, *after]
    found = (*_once(steps), *(_asked(one) for one in asked.values()), _planned(look, _ENOUGH))
    return tuple(_outside(step) for step in found) if is_outside(look) else found


def is_outside(look: CaseLook) -> bool:
    """Whether it was decided that it is outside the policy (churchward:1-out-of-scope)."""
    return any(one.question.value == "scope" and one.answer == "outside" for one in forced_decisions(look))


def nobody_did_it(look: CaseLook) -> bool:
    """Whether it is of a kind that needs nobody behind it, such as a lost device, and nobody is named."""
    return not look.incident.of_part(Part.SAID_TO_BE) and look.incident.kind in _NOBODY_DID_IT


def step_of(look: CaseLook, key: str) -> Step | None:
    """One step by its key."""
    return next((step for step in next_steps(look) if step.key == key), None)


def _outside(step: Step) -> Step:
    """Outside the policy support is still offered, and what protects a child is still decided; the rest is not needed."""
    if step.key == SUPPORT or step.question or step.state not in (StepState.OPEN, StepState.WAITS):
        return step
    return replace(step, state=StepState.NOT_NEEDED, due=None, detail=tr("not needed: it is outside your policy"))


def _asked(forced: Forced) -> Step:
    chosen = forced.chosen
    detail = ""
    if chosen is not None:
        when = day_text(forced.entry.at.astimezone().date()) if forced.entry is not None else ""
        detail = tr("{answer}, {day}", answer=chosen.words, day=when) if when else chosen.words
    return Step(
        f"decide-{forced.question.value}",
        forced.words,
        forced.clause,
        forced.rests_on,
        StepState.OPEN if forced.is_open else StepState.DONE,
        EntryKind.DECISION,
        forced.question.value,
        forced.due if forced.is_open else None,
        detail,
    )


def _support(look: CaseLook) -> list[Step]:
    hit = any(one.who in _HIT_BY for one in look.incident.of_part(Part.AFFECTED))
    if not hit and look.incident.kind not in HARMS_COLLEAGUE:
        return []
    own = next((x for x in every_first_line(look.profile, look.incident.kind) if x.key == SUPPORT), None)
    step = _planned(look, _SUPPORT)
    return [step if own is None else replace(step, words=own.words, clause=own.clause, rests_on=own.rests_on)]


def _nobody(look: CaseLook) -> Step:
    asked = decision(look.case, "lado") == "yes"
    step = replace(_planned(look, _QUESTION_NOBODY), question="lado-advised" if asked else "lado")
    if look.is_advised:
        return replace(step, state=StepState.DONE, detail=tr("The local authority’s officer has advised."))
    return replace(step, detail=tr("They have not advised yet."))


def _branch(look: CaseLook) -> list[Step]:
    if nobody_did_it(look):
        return []
    plans = [plan for who in look.wrongdoers for plan in _BRANCHES[who]]
    steps = [_planned(look, plan) for plan in plans]
    who_reports = tr(_REPORTER_WORDS[look.profile.rules.platform_reporter])
    return [
        replace(x, detail=who_reports) if x.key == "platform-report" and x.state is StepState.OPEN else x for x in steps
    ]


def _planned(look: CaseLook, plan: _Plan) -> Step:
    clause = first_clause(look.profile, plan.clauses)
    step = Step(plan.key, tr(_STEP_WORDS[plan.key]), clause, rests_on(look.profile, clause), kind=plan.kind)
    stood = _stands(look, step)
    if plan.questions_somebody and look.nobody_is_questioned and stood.state is StepState.OPEN:
        waits = tr("Not before the local authority’s officer has advised.")
        return replace(stood, state=StepState.WAITS, detail=waits)
    return stood


def _line_step(look: CaseLook, line: FirstLine) -> Step:
    kind = EntryKind.EVIDENCE if line.key == EVIDENCE else EntryKind.STEP
    # The words tell the steps of a policy apart: their places move when the school puts one between.
    step = Step(line.key or f"own-{crc32(line.words.encode()):08x}", line.words, line.clause, line.rests_on, kind=kind)
    if line.key == EVIDENCE and look.case.evidence and latest(look.case, EntryKind.STEP, EVIDENCE) is None:
        day = min(one.added_at for one in look.case.evidence).astimezone().date()
        return replace(step, state=StepState.DONE, detail=tr("done {day}", day=day_text(day)))
    return _stands(look, step)


def _own_lines(look: CaseLook) -> list[FirstLine]:
    """The policy's own first hour without what stands in the steps by itself: first question, support, the branch."""
    twice = (*_BY_WHOM, *_tells(look))
    usual = _BY_ALLEGATION if look.allegation_stands else ()
    return [
        line
        for line in every_first_line(look.profile, look.incident.kind)
        if line.key not in (ALLEGATION, SUPPORT)
        and not line.words.casefold().startswith(twice)
        and (line.clause or not line.words.casefold().startswith(usual))
    ]


def _tells(look: CaseLook) -> tuple[str, ...]:
    """How the policy's steps begin that tell somebody who has a clock: the step with the clock stands in their place."""
    # About the headteacher only the chair is told: nobody whom a step of the policy names.
    duties = Duty if look.about is About.HEAD else [x.duty for x in clocks(look) if x.kind is ClockKind.TELL]
    told = [duty_title(look.profile, duty).casefold() for duty in duties]
    return tuple(f"{verb} the {title}" for title in told for verb in ("tell", "let"))


def _telling(look: CaseLook) -> list[Step]:
    """Who is told within how long, by the policy's routes; never somebody it is about."""
    return [_told(look, clock) for clock in clocks(look) if clock.kind is ClockKind.TELL]


def _told(look: CaseLook, clock: Clock) -> Step:
    about = clock.key.removeprefix("tell-")
    step = Step(clock.key, clock.words, clock.clause, clock.rests_on, kind=EntryKind.TOLD, about=about)
    if clock.stopped_at is not None:
        day = day_text(clock.stopped_at.astimezone().date())
        said = tr("done {day}, {when}", day=day, when=clock.left(look.now))
        return replace(step, state=StepState.DONE, detail=said)
    stood = _stands(look, step)
    return stood if stood.state is not StepState.OPEN else replace(stood, due=clock.due, detail=clock.left(look.now))


def _stands(look: CaseLook, step: Step) -> Step:
    """The step with what the record says of it: ticked, not needed, or written down in an entry of its kind."""
    ticked = last_of(e for e in look.case.entries if e.about == step.key and e.answer in (DONE, NOT_NEEDED, "open"))
    if ticked is not None and ticked.answer == NOT_NEEDED:
        return replace(step, state=StepState.NOT_NEEDED, detail=tr("not needed: {why}", why=ticked.reason))
    entry = ticked if ticked is not None and ticked.answer == DONE else _written(look, step)
    if entry is None:
        return step
    day = tr("done {day}", day=day_text(entry.at.astimezone().date()))
    return replace(step, state=StepState.DONE, detail=day)


def _written(look: CaseLook, step: Step) -> Entry | None:
    if step.kind in (EntryKind.STEP, EntryKind.EVIDENCE, EntryKind.TOLD):
        return None
    found = (e for e in look.case.entries if e.kind is step.kind and e.about not in ("invited", "welfare"))
    if step.kind is EntryKind.ADVICE:
        return last_of(e for e in found if e.about in ("hr", "hr-advice"))
    return last_of(found)


def _once(steps: Iterable[Step]) -> list[Step]:
    found: dict[str, Step] = {}
    for step in steps:
        found.setdefault(step.key, step)
    return list(found.values())
