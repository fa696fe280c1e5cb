"""The schools of the store and the terms they typed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.people import School, SchoolKind

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


_SCHOOLS = plain_map(SchoolRow, School)
_TERMS = plain_map(TermRow, Term)


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
        before = {term.id: term for term in self.all()}
        kept = []
        for term in terms:
            old = before.pop(term.id, None)
            if old is None:
                kept.append(self.add(term))
            else:
                # An unchanged term is not saved, so that its revision says how often it really changed.
                kept.append(old if old == term else self.save(term))
        if before:
            self._connection.execute(delete(_TERMS.table).where(_TERMS.table.c.id.in_(list(before))))
        return tuple(sorted(kept, key=lambda term: term.starts))
