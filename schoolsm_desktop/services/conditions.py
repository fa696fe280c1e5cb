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
    Missing,
    Readiness,
    check_met,
    followed_since,
    missing,
    readiness,
)
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import (
    CONDITION_WORDS,
    AccessCondition,
    condition_clause,
    conditions_for_access,
)
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .papers import Scan, keep_scan
from .session import Session


@dataclass(frozen=True, slots=True)
class Tick:
    """What was done by many people on one day: who, what, when, until when it counts, and the sheet, filed once."""

    people: tuple[UUID, ...]
    condition: AccessCondition
    on: date
    about: str = ""
    until: date | None = None
    scan: Scan | None = field(default=None, repr=False)


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
            return read_readiness(uow, people, self._session.today)

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
        if not tick.people:
            raise FieldError("people", tr("Nobody is ticked. Choose at least one person; nothing was saved."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_CONDITIONS)
            paper_id = keep_scan(work, tick.scan)
            now, kept = self._session.clock.now(), []
            for person in [work.uow.people.get(person_id) for person_id in dict.fromkeys(tick.people)]:
                met = ConditionMet(
                    id=uuid4(),
                    school_id=person.school_id,
                    person_id=person.id,
                    condition=tick.condition,
                    on=tick.on,
                    recorded_by=self._session.person_id,
                    recorded_at=now,
                    about=tick.about or _about(work.uow, tick.condition),
                    until=tick.until,
                    paper_id=paper_id,
                )
                kept.append(work.uow.conditions.add(check_met(met, self._session.today)))
                work.did(
                    Did.CONDITION_MET, Noun.CONDITIONS, subject_kind="condition", subject_id=met.id, record=kept[-1]
                )
            work.done()
        return tuple(kept)

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


def policy_since(uow: UnitOfWork) -> datetime | None:
    """The moment from which the present policy has been followed without a break."""
    return followed_since([Followed(v.profile.id, v.profile.kind, v.chosen_at) for v in uow.policies.versions()])


def missing_conditions(uow: UnitOfWork, person_id: UUID, today: date) -> tuple[Missing, ...]:
    """What one person has not met of what the policy asks before access."""
    met = uow.conditions.of_person(person_id)
    return missing(uow.policies.current(), met, person_id, today, policy_since(uow))


def read_readiness(uow: UnitOfWork, people: Sequence[Person], today: date) -> dict[UUID, Readiness]:
    """The policy and training of many people, read once."""
    profile, since = uow.policies.current(), policy_since(uow)
    by_person: dict[UUID, list[ConditionMet]] = {}
    for met in uow.conditions.all():
        by_person.setdefault(met.person_id, []).append(met)
    return {p.id: readiness(profile, by_person.get(p.id, ()), p.id, today, since) for p in people}


def _about(uow: UnitOfWork, condition: AccessCondition) -> str:
    """What is read and signed is named by itself: the policy that is followed."""
    return uow.policies.current().name if condition is AccessCondition.POLICY_READ else ""
