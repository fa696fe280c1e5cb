"""Training held and who was there, a whole meeting in one entry, and how everybody stands with what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject, short_clause_name
from schoolsm_desktop.domain.conditions import ConditionMet, usual_until
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import AccessCondition, clause_by_id, clause_words
from schoolsm_desktop.domain.read_and_signed import Coverage, coverage
from schoolsm_desktop.domain.rules import TrainingNeed
from schoolsm_desktop.domain.training import TrainingSession, check_session, need_of
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .conditions import Tick, check_somebody, keep_ticks
from .declarations import keep_privacy_checks
from .papers import Scan, keep_scan
from .schools import home_school
from .session import Session, Work
from .training_facts import TrainingLine, notes, read_training, stands_of, training_lines


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a meeting was for and who was there: one entry, one sheet filed once (PRACTICE 21).

    `read` ticks that the policy was read and signed, `course` a course: its topic, or `title` for training in general.
    `privacy_check` records that everybody looked at the privacy settings of their own accounts.
    """

    on: date
    people: tuple[UUID, ...]
    read: bool = False
    trained: bool = False
    topic: str = ""
    title: str = ""
    privacy_check: bool = False
    led_by: str = ""
    note: str = ""
    edition_id: UUID | None = None
    scan: Scan | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as it is shown: what it was, who was there."""

    session: TrainingSession
    words: str
    people: tuple[str, ...]
    person_ids: frozenset[UUID]

    @property
    def is_over(self) -> bool:
        """Whether it was taken back."""
        return self.session.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class TrainingView:
    """Everything the part shows."""

    needs: tuple[TrainingNeed, ...] = ()
    lines: tuple[TrainingLine, ...] = ()
    sessions: tuple[SessionLine, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    notes: tuple[str, ...] = ()
    read_clause: str = ""
    training_clause: str = ""
    course_clauses: Mapping[str, str] = field(default_factory=dict)
    """The printed label of the clause that each course rests on, by its topic."""
    version: Edition | None = None
    asks_privacy_check: bool = False
    may_tick: bool = False
    may_print: bool = False
    may_write: bool = False
    """Whether letters to colleagues may be made."""
    may_check_privacy: bool = False

    @property
    def waiting(self) -> int:
        """How many people are overdue with something."""
        return len([x for x in self.lines if x.missing and x.is_overdue])


class TrainingService:
    """Deeds and views of training, and the list of who has read, signed and been trained."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> TrainingView:
        """Everybody who is here or will be. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            facts = read_training(self._session, uow)
            lines = training_lines(facts)
            home = facts.wanted.get(home_school(uow).id)
            return TrainingView(
                needs=facts.needs,
                lines=lines,
                sessions=_sessions(uow),
                coverage=coverage(stands_of(lines)),
                notes=notes(facts),
                read_clause=clause_words(facts.profile, Subject.POLICY_READ),
                training_clause=clause_words(facts.profile, Subject.TRAINING),
                course_clauses={
                    need.topic: short_clause_name(found)
                    for need in facts.needs
                    if (found := clause_by_id(facts.profile, need.clause)) is not None
                },
                version=home.edition if home is not None else None,
                asks_privacy_check=facts.profile.rules.privacy_check_months > 0,
                may_tick=self._session.allows(uow, Action.TICK_CONDITIONS),
                may_print=self._session.allows(uow, Action.PRINT_REGISTERS),
                may_write=self._session.allows(uow, Action.WORK_OFF_LISTS),
                may_check_privacy=self._session.allows(uow, Action.RECORD_DECLARATIONS),
            )

    def meeting(self, meeting: Meeting) -> TrainingSession | None:
        """Enter a meeting: everything that was done there, for everybody who was there. Raises FieldError.

        The session, where it was training; None where it was not.
        """
        check_somebody(meeting.people)
        if not (meeting.read or meeting.trained or meeting.privacy_check):
            raise FieldError("read", tr("Tick what was done at the meeting. Nothing was saved."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_CONDITIONS)
            paper_id = keep_scan(work, meeting.scan)
            held = self._hold(work, meeting, paper_id) if meeting.trained else None
            if meeting.read:
                read = Tick(meeting.people, AccessCondition.POLICY_READ, meeting.on, edition_id=meeting.edition_id)
                keep_ticks(work, read, paper_id)
            if meeting.privacy_check:
                self._session.demand(work.uow, Action.RECORD_DECLARATIONS)
                keep_privacy_checks(work, meeting.people, meeting.on, paper_id)
            work.done()
        return held

    def came_too(self, session_id: UUID, people: Sequence[UUID], scan: Scan | None = None) -> tuple[ConditionMet, ...]:
        """Add people to a session that was entered already; whoever stands on it stays. Raises FieldError, RuleError."""
        check_somebody(people)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_CONDITIONS)
            held = _standing(work.uow, session_id)
            there = {m.person_id for m in _attendance(work.uow, session_id)}
            fresh = tuple(p for p in people if p not in there)
            if not fresh:
                raise FieldError("people", tr("They all stand on it already. Nothing was changed."))
            kept = _attend(work, held, fresh, keep_scan(work, scan) or held.paper_id)
            work.did(Did.TRAINING_CHANGED, Noun.TRAINING, subject_kind="training", subject_id=held.id, record=held)
            work.done()
        return kept

    def take_back(self, session_id: UUID) -> TrainingSession:
        """Mark a session as entered by mistake; nobody's attendance counts any more, and all of it stays in the records."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_CONDITIONS)
            before, now = _standing(work.uow, session_id), self._session.clock.now()
            for met in _attendance(work.uow, session_id):
                gone = work.uow.conditions.save(replace(met, withdrawn_at=now))
                work.did(
                    Did.CONDITION_WITHDRAWN, Noun.CONDITIONS, subject_kind="condition", subject_id=gone.id, record=gone
                )
            kept = work.uow.training.save(replace(before, withdrawn_at=now))
            work.did(Did.TRAINING_CHANGED, Noun.TRAINING, subject_kind="training", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def _hold(self, work: Work, meeting: Meeting, paper_id: UUID | None) -> TrainingSession:
        need = need_of(work.uow.policies.current().rules, meeting.topic)
        if meeting.topic and need is None:
            raise FieldError("topic", tr("Your policy has no such course any more. Choose another; nothing was saved."))
        made = TrainingSession(
            id=uuid4(),
            school_id=home_school(work.uow).id,
            topic=meeting.topic,
            title=need.title if need is not None else meeting.title,
            on=meeting.on,
            recorded_by=self._session.person_id,
            recorded_at=self._session.clock.now(),
            led_by=meeting.led_by,
            note=meeting.note,
            paper_id=paper_id,
        )
        held = work.uow.training.add(check_session(made, self._session.today))
        work.did(Did.TRAINING_HELD, Noun.TRAINING, subject_kind="training", subject_id=held.id, record=held)
        _attend(work, held, meeting.people, paper_id)
        return held


def _attend(
    work: Work, held: TrainingSession, people: Sequence[UUID], paper_id: UUID | None
) -> tuple[ConditionMet, ...]:
    """One line for each who was there; training in general counts a year, as it did before there were courses."""
    until = None if held.topic else usual_until(AccessCondition.TRAINING, held.on)
    tick = Tick(tuple(people), AccessCondition.TRAINING, held.on, held.title, until, topic=held.topic)
    return keep_ticks(work, tick, paper_id, session_id=held.id)


def _standing(uow: UnitOfWork, session_id: UUID) -> TrainingSession:
    held = uow.training.find(session_id)
    if held is None or held.withdrawn_at is not None:
        raise RuleError(tr("This training was taken back meanwhile. Nothing was changed."))
    return held


def _attendance(uow: UnitOfWork, session_id: UUID) -> list[ConditionMet]:
    return [m for m in uow.conditions.all() if m.session_id == session_id and m.withdrawn_at is None]


def _sessions(uow: UnitOfWork) -> tuple[SessionLine, ...]:
    """The sessions, the newest first, with who was there; doubled records of one person count once."""
    names = {p.id: p.name for p in uow.people.all()}
    there: dict[UUID, dict[UUID, str]] = {}
    for met in uow.conditions.all():
        if met.session_id is not None and met.person_id in names:
            there.setdefault(met.session_id, {})[met.person_id] = names[met.person_id]
    held = sorted(uow.training.all(), key=lambda s: (s.on, s.recorded_at), reverse=True)
    return tuple(_session_line(one, there.get(one.id, {})) for one in held)


def _session_line(held: TrainingSession, there: dict[UUID, str]) -> SessionLine:
    count = ntr("{count} person", "{count} people", len(there))
    words = tr("{title}, {day}: {count}", title=held.title, day=day_text(held.on), count=count)
    if held.withdrawn_at is not None:
        words = tr("{words} (taken back)", words=words)
    return SessionLine(held, words, tuple(sorted(there.values(), key=str.casefold)), frozenset(there))
