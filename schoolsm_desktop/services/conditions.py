"""Who has met what is asked before access is given: policy read and signed, training, undertaking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.conditions import (
    ConditionMet,
    Followed,
    MetOn,
    Missing,
    Readiness,
    ToRead,
    check_met,
    followed_since,
    missing,
    readiness,
    to_read,
)
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import (
    CONDITION_WORDS,
    AccessCondition,
    condition_clause,
    conditions_for_access,
)
from schoolsm_desktop.domain.training import counts_until, need_of
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .papers import Scan, keep_scan
from .session import Session, Work
from .signed import believed_editions


@dataclass(frozen=True, slots=True)
class Tick:
    """What was done by many people on one day: who, what, when, until when it counts, and the sheet, filed once.

    `topic` is that of a course of your policy, "" for training in general. `edition_id` is the version that was signed;
    without it the one that everybody has to read.
    """

    people: tuple[UUID, ...]
    condition: AccessCondition
    on: date
    about: str = ""
    until: date | None = None
    scan: Scan | None = field(default=None, repr=False)
    topic: str = ""
    edition_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition that can be ticked off: its words, the clause it rests on, and whether your policy asks for it."""

    condition: AccessCondition
    words: str
    clause: str
    needed: bool


@dataclass(frozen=True, slots=True)
class MetLine:
    """A tick as it is shown, with who entered it."""

    met: ConditionMet
    words: str
    recorded_by: str


class ConditionService:
    """Deeds and views of what people have met."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def asked(self) -> tuple[Asked, ...]:
        """Every condition, those your policy asks for first, each with its clause."""
        with self._session.reading() as uow:
            profile = self._session.profile(uow)
        needed = conditions_for_access(profile)
        found = []
        for condition in sorted(AccessCondition, key=lambda c: c not in needed):
            clause = condition_clause(profile, condition)
            found.append(
                Asked(condition, tr(CONDITION_WORDS[condition]), clause.label if clause else "", condition in needed)
            )
        return tuple(found)

    def readiness(self) -> Mapping[UUID, Readiness]:
        """Everybody's policy and training; whoever may not see the register sees their own."""
        with self._session.reading() as uow:
            sees_all = self._session.allows(uow, Action.SEE_REGISTER)
            people = uow.people.all() if sees_all else (self._session.me(uow),)
            return read_readiness(self._session, uow, people)

    def of_person(self, person_id: UUID) -> tuple[MetLine, ...]:
        """Every tick of one person, the newest first, those taken back included. Raises NotAllowedError."""
        with self._session.reading() as uow:
            if person_id != self._session.person_id:
                self._session.demand(uow, Action.SEE_REGISTER)
            names = {p.id: p.short_name for p in uow.people.all()}
            met = uow.conditions.of_person(person_id)
        return tuple(MetLine(m, tr(CONDITION_WORDS[m.condition]), names.get(m.recorded_by, "–")) for m in reversed(met))

    def tick(self, tick: Tick) -> tuple[ConditionMet, ...]:
        """Tick off one condition for one or many people at once; the sheet is kept once. Raises FieldError."""
        check_somebody(tick.people)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_CONDITIONS)
            kept = keep_ticks(work, tick, keep_scan(work, tick.scan))
            work.done()
        return kept

    def versions(self) -> tuple[Edition, ...]:
        """The versions that a signature can be for, the newest first; none where no version was ever entered."""
        with self._session.reading() as uow:
            editions = believed_editions(self._session.keys, uow)
            found = [e for e in editions if e.withdrawn_at is None and e.read_again]
        return tuple(sorted(found, key=lambda e: (e.in_force_from or date.max, e.made_at), reverse=True))

    def take_back(self, met_id: UUID) -> ConditionMet:
        """Mark a tick as entered by mistake; it stays in the records and counts no more."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_CONDITIONS)
            before = work.uow.conditions.get(met_id)
            if before.withdrawn_at is not None:
                raise RuleError(tr("This tick was taken back already. Nothing was changed."))
            kept = work.uow.conditions.save(replace(before, withdrawn_at=self._session.clock.now()))
            work.did(
                Did.CONDITION_WITHDRAWN, Noun.CONDITIONS, subject_kind="condition", subject_id=kept.id, record=kept
            )
            work.done()
        return kept


def check_somebody(people: Sequence[UUID]) -> None:
    """Refuse an entry that is about nobody."""
    if not people:
        raise FieldError("people", tr("Nobody is ticked. Choose at least one person; nothing was saved."))


def keep_ticks(
    work: Work, tick: Tick, paper_id: UUID | None, *, how: MetOn = MetOn.PAPER, session_id: UUID | None = None
) -> tuple[ConditionMet, ...]:
    """Keep one line for each person inside a unit of work that has asked for the right to do so. Raises FieldError."""
    now, kept = work.session.clock.now(), []
    until, editions = _until(work.uow, tick), believed_editions(work.session.keys, work.uow)
    for person in [work.uow.people.get(person_id) for person_id in dict.fromkeys(tick.people)]:
        edition = _edition(editions, tick, person, work.session.today)
        met = ConditionMet(
            id=uuid4(),
            school_id=person.school_id,
            person_id=person.id,
            condition=tick.condition,
            on=tick.on,
            recorded_by=work.session.person_id,
            recorded_at=now,
            about=tick.about or _about(work.uow, tick, edition),
            until=until,
            how=how,
            paper_id=paper_id,
            edition_id=edition.id if edition is not None else None,
            session_id=session_id,
            topic=tick.topic,
        )
        kept.append(work.uow.conditions.add(check_met(met, work.session.today)))
        work.did(Did.CONDITION_MET, Noun.CONDITIONS, subject_kind="condition", subject_id=met.id, record=kept[-1])
    return tuple(kept)


def _edition(editions: Sequence[Edition], tick: Tick, person: Person, today: date) -> Edition | None:
    """The version a signature is for: the one named, or the one that everybody of that school has to read."""
    if tick.condition is not AccessCondition.POLICY_READ:
        return None
    if tick.edition_id is None:
        return to_read(editions, person.school_id, today).edition
    named = next((e for e in editions if e.id == tick.edition_id), None)
    if named is None or named.withdrawn_at is not None:
        raise FieldError("edition", tr("This version was taken back meanwhile. Choose another; nothing was saved."))
    return named


def _until(uow: UnitOfWork, tick: Tick) -> date | None:
    """Until when it counts: what was said, else what the policy says of the course."""
    if tick.condition is not AccessCondition.TRAINING or not tick.topic or tick.until is not None:
        return tick.until
    need = need_of(uow.policies.current().rules, tick.topic)
    if need is None:
        raise FieldError("topic", tr("Your policy has no such course any more. Choose another; nothing was saved."))
    return counts_until(need, tick.on)


def _about(uow: UnitOfWork, tick: Tick, edition: Edition | None) -> str:
    """What is read and signed is named by itself, the policy with its version; a course by its title."""
    profile = uow.policies.current()
    if tick.condition is AccessCondition.TRAINING:
        need = need_of(profile.rules, tick.topic)
        return need.title if need is not None else ""
    if tick.condition is not AccessCondition.POLICY_READ:
        return ""
    if edition is None:
        return profile.name
    return tr("{policy}, version “{version}”", policy=profile.name, version=edition.label)


def policy_since(uow: UnitOfWork) -> datetime | None:
    """The moment from which the present policy has been followed without a break."""
    return followed_since([Followed(v.profile.id, v.profile.kind, v.chosen_at) for v in uow.policies.versions()])


def policy_begun(uow: UnitOfWork) -> datetime | None:
    """When the school began to follow a policy with this program."""
    first = next(iter(uow.policies.versions()), None)
    return first.chosen_at if first is not None else None


def what_to_read(session: Session, uow: UnitOfWork, person_id: UUID) -> ToRead:
    """What one person has to have read and signed today, by the versions of their school that somebody entitled entered."""
    return to_read(believed_editions(session.keys, uow), uow.people.get(person_id).school_id, session.today)


def missing_conditions(session: Session, uow: UnitOfWork, person_id: UUID) -> tuple[Missing, ...]:
    """What one person has not met of what the policy asks before access."""
    met, wanted = uow.conditions.of_person(person_id), what_to_read(session, uow, person_id)
    return missing(session.profile(uow), met, person_id, session.today, policy_since(uow), wanted)


def read_readiness(session: Session, uow: UnitOfWork, people: Sequence[Person]) -> dict[UUID, Readiness]:
    """The policy and training of many people, read once."""
    profile, since, editions = session.profile(uow), policy_since(uow), believed_editions(session.keys, uow)
    today = session.today
    wanted = {school_id: to_read(editions, school_id, today) for school_id in {p.school_id for p in people}}
    by_person = met_by_person(uow)
    return {p.id: readiness(profile, by_person.get(p.id, ()), p.id, today, since, wanted[p.school_id]) for p in people}


def met_by_person(uow: UnitOfWork) -> dict[UUID, list[ConditionMet]]:
    """Everything that was ticked off, by whose it is."""
    found: dict[UUID, list[ConditionMet]] = {}
    for met in uow.conditions.all():
        found.setdefault(met.person_id, []).append(met)
    return found
