"""People and the duties they hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.people import Contract, Duty, DutyHeld, Person, standing_duties

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class PersonRow(Base):
    """Somebody the school works with. `search_key` is for looking up names, folded."""

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"), index=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    job_title: Mapped[str]
    known_as: Mapped[str]
    contract: Mapped[Contract] = mapped_column(Word(Contract))
    email: Mapped[str]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    manager_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    agency: Mapped[str]
    note: Mapped[str]
    merged_into: Mapped[UUID | None]
    revision: Mapped[int]
    search_key: Mapped[str]


class DutyRow(Base):
    """A duty, held from a day to a day."""

    __tablename__ = "duties"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"), index=True)
    duty: Mapped[Duty] = mapped_column(Word(Duty))
    starts: Mapped[date]
    ends: Mapped[date | None]
    revision: Mapped[int]


def _search_key(person: Person) -> Mapping[str, object]:
    names = (person.known_as, person.given_name, person.family_name, person.job_title)
    return {"search_key": folded(" ".join(names))}


_PEOPLE = plain_map(PersonRow, Person, also=_search_key)
_DUTIES = plain_map(DutyRow, DutyHeld)


class People(RevisedRepository[Person]):
    """Everybody, those who have left included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _PEOPLE)

    def of_school(self, school_id: UUID) -> tuple[Person, ...]:
        """The people of one school."""
        return self._read(_PEOPLE.table.c.school_id == school_id)

    def matching(self, text: str) -> tuple[Person, ...]:
        """People whose names or job hold every word of `text`, whatever its case and accents; everybody for none."""
        key = _PEOPLE.table.c.search_key
        return self._read(*(key.contains(word, autoescape=True) for word in folded(text).split()))


class Duties(RevisedRepository[DutyHeld]):
    """Every duty that was or is held."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _DUTIES)

    def standing(self, today: date) -> tuple[DutyHeld, ...]:
        """Every duty as it counts on `today`: nobody who has left holds one (`domain.people.standing_duties`)."""
        people = _PEOPLE.table.c
        last_days = self._connection.execute(select(people.id, people.ends).where(people.ends.is_not(None))).all()
        return standing_duties(self.all(), {row.id: row.ends for row in last_days}, today)

    def of_person(self, person_id: UUID) -> tuple[DutyHeld, ...]:
        """What one person held and holds, in order."""
        table = _DUTIES.table
        return self._read(table.c.person_id == person_id, order=(table.c.starts, table.c.id))
