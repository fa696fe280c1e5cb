"""The schools of the store and the terms they typed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, Table, delete, text
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.calendar import Closure, ClosureKind, Term
from schoolsm_desktop.domain.people import Nation, School, SchoolKind

from .base import Base, Word
from .errors import RecordMissingError
from .repository import RevisedRepository, plain_map


class SchoolRow(Base):
    """One school, or the trust's office."""

    __tablename__ = "schools"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[SchoolKind] = mapped_column(Word(SchoolKind))
    website: Mapped[str]
    nation: Mapped[Nation] = mapped_column(Word(Nation), server_default=text("'england'"))
    address: Mapped[str] = mapped_column(server_default=text("''"))
    telephone: Mapped[str] = mapped_column(server_default=text("''"))
    email: Mapped[str] = mapped_column(server_default=text("''"))
    crest_id: Mapped[UUID | None]
    revision: Mapped[int]


class TermRow(Base):
    """One term of one school."""

    __tablename__ = "terms"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"), index=True)
    name: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    half_term_starts: Mapped[date | None]
    half_term_ends: Mapped[date | None]
    revision: Mapped[int]


class ClosureRow(Base):
    """Days without school inside a term."""

    __tablename__ = "closures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    kind: Mapped[ClosureKind] = mapped_column(Word(ClosureKind))
    revision: Mapped[int]


_SCHOOLS = plain_map(SchoolRow, School)
_TERMS = plain_map(TermRow, Term)
_CLOSURES = plain_map(ClosureRow, Closure)


class Schools(RevisedRepository[School]):
    """The schools of these records, by name."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _SCHOOLS)

    def all(self) -> tuple[School, ...]:
        """Every school, by name."""
        return self._read(order=(_SCHOOLS.table.c.name, _SCHOOLS.table.c.id))

    def first(self) -> School:
        """The school, where there is one; the first by name in a trust. Raises RecordMissingError before the set-up."""
        found = self._read(order=(_SCHOOLS.table.c.kind, _SCHOOLS.table.c.name, _SCHOOLS.table.c.id), limit=1)
        if not found:
            raise RecordMissingError
        return found[0]


class Closures(RevisedRepository[Closure]):
    """Training days and other days without school, in order."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _CLOSURES)

    def all(self) -> tuple[Closure, ...]:
        """Every closure of every school, in order."""
        return self._read(order=(_CLOSURES.table.c.starts, _CLOSURES.table.c.id))

    def replace(self, closures: Iterable[Closure]) -> tuple[Closure, ...]:
        """Keep exactly these and return them as kept, in order, as `Terms.replace` does."""
        return _replaced(self, _CLOSURES.table, self._connection, closures)


class Terms(RevisedRepository[Term]):
    """The terms as typed, in order of their days."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _TERMS)

    def all(self) -> tuple[Term, ...]:
        """Every term of every school, in order."""
        return self._read(order=(_TERMS.table.c.starts, _TERMS.table.c.id))

    def of_school(self, school_id: UUID) -> tuple[Term, ...]:
        """The terms of one school, in order."""
        return self._read(_TERMS.table.c.school_id == school_id, order=(_TERMS.table.c.starts,))

    def replace(self, terms: Iterable[Term]) -> tuple[Term, ...]:
        """Keep exactly these terms and return them as kept, in order.

        A term typed by mistake goes: term dates are a setting and no record hangs on them. Raises
        ChangedMeanwhileError for a term that somebody else saved since it was read.
        """
        return _replaced(self, _TERMS.table, self._connection, terms)


D = TypeVar("D", Term, Closure)


def _replaced(
    repository: RevisedRepository[D], table: Table, connection: Connection, wanted: Iterable[D]
) -> tuple[D, ...]:
    before = {record.id: record for record in repository.all()}
    kept: list[D] = []
    for record in wanted:
        old = before.pop(record.id, None)
        if old is None:
            kept.append(repository.add(record))
        else:
            # An unchanged one is not saved, so that its revision says how often it really changed.
            kept.append(old if old == record else repository.save(record))
    if before:
        connection.execute(delete(table).where(table.c.id.in_(list(before))))
    return tuple(sorted(kept, key=lambda record: record.starts))
