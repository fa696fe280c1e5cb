"""Destructions as they are shown: what waits for a second person, what was destroyed, what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schoolsm_desktop.domain.permissions import TABLE, Action
from schoolsm_desktop.domain.retention import Destruction, RecordClass
from schoolsm_desktop.domain.retention_review import Ended
from schoolsm_desktop.domain.retention_rules import class_words
from schoolsm_desktop.domain.same_person import in_every_record
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .session import Session

AGREE, ON_PAPER, REFUSE, TAKE_BACK = (
    "agree-destruction",
    "destruction-on-paper",
    "refuse-destruction",
    "unask-destruction",
)
"""What may be done about one, by the names of its dialogs."""


@dataclass(frozen=True, slots=True)
class DestructionLine:
    """One destruction: what it is of, who asked and who agreed, and what the person signed in may do about it."""

    destruction: Destruction
    title: str
    asked: str
    state: str
    records: tuple[tuple[str, str], ...] = ()
    """The class and the name of each record, while it waits."""
    may: frozenset[str] = frozenset()

    @property
    def classes(self) -> tuple[tuple[RecordClass, int], ...]:
        """How many of each class."""
        return tuple((RecordClass(kind), int(count)) for kind, count in self.destruction.counts)


def destruction_lines(session: Session, uow: UnitOfWork, records: Iterable[Ended]) -> tuple[DestructionLine, ...]:
    """Every destruction, what waits first, then the newest."""
    names = {person.id: person.name for person in uow.people.all()}
    known = {record.id: record for record in records}
    may = session.allows(uow, Action.DESTROY_RECORDS)
    lines = []
    for one in uow.destructions.all():
        acts: set[str] = set()
        if may and one.is_open:
            own = is_same_person(uow, one.asked_by, session.person_id)
            acts = {TAKE_BACK} if own else {AGREE, REFUSE}
            if not who_could_agree(session, uow, one):
                acts.add(ON_PAPER)
        title = tr("Destruction {number}: {what}", number=one.number, what=count_words(one.counts))
        asked = tr("{name}, {day}", name=names.get(one.asked_by, "–"), day=_day(one.asked_at))
        lines.append(DestructionLine(one, title, asked, _state(one, names), _labels(one, known), frozenset(acts)))
    lines.sort(key=lambda x: (not x.destruction.is_open, -x.destruction.number))
    return tuple(lines)


def count_words(counted: Iterable[tuple[str, str]]) -> str:
    """“3 records”."""
    return ntr("{count} record", "{count} records", sum(int(count) for _kind, count in counted))


def _labels(one: Destruction, known: Mapping[UUID, Ended]) -> tuple[tuple[str, str], ...]:
    found = []
    for kind, key in one.records:
        record = known.get(UUID(key))
        found.append((class_words(RecordClass(kind)), record.label if record is not None else tr("no longer there")))
    return tuple(found)


def _state(one: Destruction, names: Mapping[UUID, str]) -> str:
    if one.is_open:
        return tr("Waits for a second person")
    if one.done_at is None:
        return tr("Not destroyed, {day}: {why}", day=_day(one.ended_at), why=one.ended_why)
    if one.agreed_by is not None:
        return tr("Destroyed, {day}; agreed by {name}", day=_day(one.done_at), name=names.get(one.agreed_by, "–"))
    return tr(
        "Destroyed, {day}; {name} signed the slip on {signed}",
        day=_day(one.done_at),
        name=one.second_name,
        signed=day_text(one.second_on),
    )


def _day(moment: datetime | None) -> str:
    return day_text(moment.astimezone().date()) if moment is not None else "–"


def who_could_agree(session: Session, uow: UnitOfWork, asked: Destruction) -> tuple[str, ...]:
    """Who could agree here: everybody else with a confirmed sign-in who may destroy records."""
    duties = uow.duties.standing(session.today)
    may = {d.person_id for d in duties if d.duty in TABLE[Action.DESTROY_RECORDS] and d.held_on(session.today)}
    could = may & session.keys.recipients() - in_every_record([asked.asked_by], uow.people.find)
    return tuple(person.name for person in uow.people.all() if person.id in could)


def is_same_person(uow: UnitOfWork, one: UUID, other: UUID) -> bool:
    """Whether two records are one person: the same, or one that was merged into the other."""
    return bool(in_every_record([one], uow.people.find) & in_every_record([other], uow.people.find))
