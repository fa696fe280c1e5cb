"""What others were asked to take off the internet: reports to platforms, letters to people, requests to providers.

These are plain records of the school's own pages and name. A report that belongs to a sealed incident is an entry of its
record; whoever can read that incident sees it in this register too, from memory, and nobody else is told of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseSort, CaseState, Entry, EntryKind
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.letters import Letter, plain
from schoolsm_desktop.domain.moderating import (
    AskedOf,
    ModerationAct,
    NextStep,
    Takedown,
    TakedownCause,
    TakedownOutcome,
)
from schoolsm_desktop.domain.moderating_rules import (
    ASKED_OF_WORDS,
    CAUSE_WORDS,
    NEXT_WORDS,
    NOT_TAKEN_DOWN,
    OUTCOME_WORDS,
    checked_takedown,
    demand_reporter,
    latest_acts,
)
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.rules import PlatformReporter
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, open_cases
from .changes import Noun
from .letters import make_letter
from .schools import home_school
from .session import Session, Work

REQUEST = "takedown-request"
REPORTER_WORDS = {
    PlatformReporter.SCHOOL: "By your policy the school reports it.",
    PlatformReporter.COLLEAGUE: "By your policy the colleague it is about reports abuse and impersonation.",
    PlatformReporter.LEAD_DECIDES: "Whoever leads decides who reports it.",
}
_IN_A_CASE = frozenset({EntryKind.PLATFORM_REPORT, EntryKind.ASKED_TO_REMOVE})


@dataclass(frozen=True, slots=True)
class NewTakedown:
    """A request as it is typed. `reporter_id` is the colleague who asks in their own name, `reporter_by` who decided so."""

    asked_of: AskedOf
    cause: TakedownCause
    what: str
    asked_on: date | None = None
    who: str = ""
    platform: str = ""
    address: str = ""
    account_id: UUID | None = None
    reference: str = ""
    due_on: date | None = None
    reporter_id: UUID | None = None
    reporter_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class TakedownLine:
    """One request with its words. `case_id` says that it is an entry of a sealed incident and is worked on there."""

    id: UUID
    what: str
    cause: str
    asked: str
    by: str
    asked_on: date
    reference: str
    due_on: date | None
    answer: str
    outcome: str
    next_step: str
    takedown: Takedown | None = None
    case_id: UUID | None = None
    reference_of_case: str = ""

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        if self.takedown is not None:
            return self.takedown.outcome is TakedownOutcome.OPEN
        return not self.answer

    @property
    def wants_decision(self) -> bool:
        """Whether somebody has to decide what comes next."""
        return self.takedown is not None and needs_decision(self.takedown)

    def waits(self, today: date) -> bool:
        """Whether something is to be done about it here."""
        late = self.is_open and self.due_on is not None and self.due_on <= today
        return self.takedown is not None and (late or self.wants_decision)


@dataclass(frozen=True, slots=True)
class TakedownsView:
    """The register, and what its forms choose from."""

    lines: tuple[TakedownLine, ...]
    accounts: tuple[tuple[UUID, str], ...]
    people: tuple[tuple[UUID, str], ...]
    reporter: PlatformReporter
    reporter_words: str
    clause: str
    leads: bool
    may_print: bool
    acts: tuple[ModerationAct, ...] = ()
    """Entries of the moderation log that it can be begun from."""

    def act_of(self, record: str) -> ModerationAct | None:
        """The entry that a record `moderation:<id>` means."""
        kind, _, key = record.partition(":")
        return next((act for act in self.acts if kind == "moderation" and str(act.id) == key), None)


class TakedownService:
    """Deeds and views of requests to remove something."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> TakedownsView:
        """Every request, what waits first; those of sealed incidents for who reads them. Raises NotAllowedError."""
        session, today = self._session, self._session.today
        with session.reading() as uow:
            session.demand(uow, Action.ASK_TO_REMOVE)
            profile = session.profile(uow)
            accounts = sorted(uow.accounts.all(), key=lambda a: a.name.casefold())
            return TakedownsView(
                read_takedowns(session, uow),
                tuple((account.id, account.name) for account in accounts),
                tuple((p.id, p.name) for p in uow.people.all() if p.merged_into is None and p.here_on(today)),
                profile.rules.platform_reporter,
                tr(REPORTER_WORDS[profile.rules.platform_reporter]),
                clause_words(profile, Subject.PLATFORM_REPORT),
                session.allows(uow, Action.LEAD_INCIDENTS),
                session.allows(uow, Action.PRINT_REGISTERS),
                latest_acts(uow.moderation_acts.all()),
            )

    def waiting(self) -> int:
        """How many wait for an answer that is due, or for a decision on what comes next."""
        return len([line for line in self.view().lines if line.waits(self._session.today)])

    def ask(self, new: NewTakedown) -> Takedown:
        """Keep a request that was made. Raises FieldError, NotAllowedError."""
        with self._session.work() as work:
            kept = record_takedown(work, new)
            work.done()
        return kept

    def answered(
        self,
        takedown_id: UUID,
        outcome: TakedownOutcome,
        answer: str = "",
        on: date | None = None,
        reference: str = "",
    ) -> Takedown:
        """What came of it. Raises FieldError for a day before it was asked for, RuleError where it is over already."""
        session = self._session
        with session.work() as work:
            before = self._of(work, takedown_id)
            if before.outcome is not TakedownOutcome.OPEN:
                raise RuleError(tr("An answer stands there already. Nothing was saved; look at it again."))
            if outcome is TakedownOutcome.OPEN:
                raise FieldError("outcome", tr("Choose what came of it. Nothing was saved yet."))
            day = on or session.today
            if not before.asked_on <= day <= session.today:
                raise FieldError(
                    "answered_on",
                    tr(
                        "It was asked for on {day}; the answer came between then and today.",
                        day=day_text(before.asked_on),
                    ),
                )
            ref = reference or before.reference
            done = replace(before, outcome=outcome, answer=answer, answered_on=day, reference=ref)
            kept = _keep(work, checked_takedown(done, session.today), Did.TAKEDOWN_CHANGED)
            work.done()
        return kept

    def remind(self, takedown_id: UUID, due_on: date, reference: str = "") -> Takedown:
        """It was asked for again; an answer is looked for by another day. Raises FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            before = self._of(work, takedown_id)
            if before.outcome is not TakedownOutcome.OPEN:
                raise RuleError(tr("It is over already. A new request gets an entry of its own."))
            if due_on <= session.today:
                raise FieldError("due_on", tr("Choose a day after today."))
            again = replace(before, due_on=due_on, reference=reference or before.reference)
            kept = _keep(work, checked_takedown(again, session.today), Did.TAKEDOWN_CHANGED)
            work.done()
        return kept

    def decide(self, takedown_id: UUID, step: NextStep, why: str) -> Takedown:
        """What the school does when nobody took it down, with the reason. Raises FieldError, RuleError."""
        session = self._session
        said = plain(why).strip()
        if not said:
            raise FieldError("next_why", tr("Say why, in a sentence. Nothing was saved yet."))
        with session.work() as work:
            before = self._of(work, takedown_id)
            if before.outcome not in NOT_TAKEN_DOWN:
                raise RuleError(tr("Nothing is to be decided: nobody has refused. Nothing was saved."))
            decided = replace(before, next_step=step, next_why=said, next_by=session.person_id, next_on=session.today)
            kept = _keep(work, checked_takedown(decided, session.today), Did.TAKEDOWN_CHANGED)
            work.done()
        return kept

    def letter(self, takedown_id: UUID, recipient: str = "") -> Letter:
        """The letter that asks for it. Raises RuleError for a report to a platform, NotAllowedError."""
        session = self._session
        with session.work() as work:
            before = self._of(work, takedown_id)
            if before.asked_of is AskedOf.PLATFORM:
                raise RuleError(tr("A report to a platform is made on its own pages. No letter was made."))
            fields = {"item": before.what, "use": before.address or before.platform}
            if before.due_on is not None:
                fields["ends"] = day_text(before.due_on)
            letter = make_letter(work, REQUEST, "takedown", before.id, recipient or before.who, fields)
            _keep(work, replace(before, letter_id=letter.id), Did.TAKEDOWN_CHANGED)
            work.done()
        return letter

    def _of(self, work: Work, takedown_id: UUID) -> Takedown:
        self._session.demand(work.uow, Action.ASK_TO_REMOVE)
        return work.uow.takedowns.get(takedown_id)


def record_takedown(work: Work, new: NewTakedown) -> Takedown:
    """Keep a request inside another deed; never one that belongs to a sealed incident. Raises as `TakedownService.ask`."""
    session, uow = work.session, work.uow
    session.demand(uow, Action.ASK_TO_REMOVE)
    leads = session.allows(uow, Action.LEAD_INCIDENTS)
    rules, named = session.profile(uow).rules, new.reporter_id is not None
    takedown = Takedown(
        uuid4(),
        home_school(uow).id,
        new.asked_of,
        new.cause,
        new.what,
        new.asked_on or session.today,
        session.person_id,
        new.who,
        new.platform,
        new.address,
        new.account_id,
        new.reference,
        new.due_on,
        reporter_id=new.reporter_id,
        reporter_by=new.reporter_by or (session.person_id if named and leads else None),
    )
    takedown = checked_takedown(takedown, session.today)
    demand_reporter(takedown, rules, leads=leads)
    kept = uow.takedowns.add(takedown)
    _say(work, kept, Did.TAKEDOWN_ASKED)
    return kept


def needs_decision(takedown: Takedown) -> bool:
    """Whether nobody took it down and nothing was decided since (kew-woods:app1-refuse-decide)."""
    return takedown.outcome in NOT_TAKEN_DOWN and takedown.next_step is None


def read_takedowns(session: Session, uow: UnitOfWork) -> tuple[TakedownLine, ...]:
    """The register as the person signed in sees it, what waits first, then the newest."""
    today = session.today
    people = {person.id: person.short_name for person in uow.people.all()}
    lines = [_line(takedown, people) for takedown in uow.takedowns.all()]
    for opened in open_cases(session, uow, CaseSort.INCIDENT):
        lines += _lines_of_case(opened, people)
    return tuple(sorted(lines, key=lambda x: (not x.waits(today), not x.is_open, -x.asked_on.toordinal(), x.what)))


def _line(takedown: Takedown, people: dict[UUID, str]) -> TakedownLine:
    by = people.get(takedown.reporter_id or takedown.by, "–")
    step = tr(NEXT_WORDS[takedown.next_step]) if takedown.next_step is not None else ""
    return TakedownLine(
        takedown.id,
        takedown.what,
        tr(CAUSE_WORDS[takedown.cause]),
        takedown.platform
        if takedown.asked_of is AskedOf.PLATFORM
        else takedown.who or tr(ASKED_OF_WORDS[takedown.asked_of]),
        by,
        takedown.asked_on,
        takedown.reference,
        takedown.due_on,
        takedown.answer,
        tr(OUTCOME_WORDS[takedown.outcome]),
        step,
        takedown,
    )


def _lines_of_case(opened: Opened, people: dict[UUID, str]) -> Iterable[TakedownLine]:
    """The requests in an incident that the person signed in has opened; worked on there."""
    case = opened.incident
    answers = {entry.of: entry for entry in case.entries if entry.kind is EntryKind.ANSWER and entry.of is not None}
    for entry in case.entries:
        if entry.kind in _IN_A_CASE:
            answer = answers.get(entry.number)
            said = answer.words if answer is not None else entry.answer
            over = case.incident.state is CaseState.CLOSED
            outcome = tr("Answered") if said else tr("Closed") if over else tr("Waits for an answer")
            yield TakedownLine(
                UUID(int=(case.incident.id.int + entry.number) % 2**128),
                entry.words or tr("Part of an incident"),
                tr("Part of an incident"),
                _asked(entry),
                people.get(entry.by, "–"),
                entry.at.astimezone().date(),
                entry.reference,
                entry.due.astimezone().date() if entry.due is not None else None,
                said or (tr("Closed") if over else ""),
                outcome,
                "",
                None,
                case.incident.id,
                case.incident.reference,
            )


def _asked(entry: Entry) -> str:
    return entry.who or (tr("Platform") if entry.kind is EntryKind.PLATFORM_REPORT else "–")


def _keep(work: Work, takedown: Takedown, did: Did) -> Takedown:
    kept = work.uow.takedowns.save(takedown)
    _say(work, kept, did)
    return kept


def _say(work: Work, takedown: Takedown, did: Did) -> None:
    work.did(did, Noun.TAKEDOWNS, subject_kind="takedown", subject_id=takedown.id, record=takedown)
