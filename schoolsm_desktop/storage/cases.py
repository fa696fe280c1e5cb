"""Sealed records that grow entry by entry: incidents and complaints have the same kind of record."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.cases import CaseFile, CaseSort, EvidenceFile, EvidenceState

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class CaseFileRow(Base):
    """One incident or complaint; its words lie sealed."""

    __tablename__ = "cases"
    __table_args__ = (UniqueConstraint("school_id", "sort", "year", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    sort: Mapped[CaseSort] = mapped_column(Word(CaseSort))
    year: Mapped[str]
    number: Mapped[int | None]
    sealed_digest: Mapped[bytes]
    revision: Mapped[int]


_CASES = plain_map(CaseFileRow, CaseFile)


class CaseFiles(RevisedRepository[CaseFile]):
    """Every incident and complaint, as far as it stands in plain."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _CASES)

    def remove(self, case_id: UUID) -> None:
        """Take a case away for good; its sealed parts and files go first."""
        self._connection.execute(delete(self._map.table).where(self._map.table.c.id == case_id))

    def of_office(self) -> tuple[CaseFile, ...]:
        """Every case that has a number of the office."""
        return self._read(self._map.table.c.number.is_not(None))

    def free_number(self, school_id: UUID, sort: CaseSort, year: str) -> int:
        """The lowest number of a school year that no case has: one that went to named people leaves no gap (PRACTICE 3)."""
        table = self._map.table
        query = select(table.c.number).where(
            table.c.school_id == school_id, table.c.sort == sort, table.c.year == year, table.c.number.is_not(None)
        )
        taken = set(self._connection.execute(query).scalars())
        return next(number for number in count(1) if number not in taken)


class EvidenceFileRow(Base):
    """One sealed file of evidence."""

    __tablename__ = "evidence_files"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", deferrable=True, initially="DEFERRED"), index=True)
    sealed_size: Mapped[int]
    sealed_digest: Mapped[bytes]
    state: Mapped[EvidenceState] = mapped_column(Word(EvidenceState))
    revision: Mapped[int]


_EVIDENCE_FILES = plain_map(EvidenceFileRow, EvidenceFile)


class EvidenceFiles(RevisedRepository[EvidenceFile]):
    """Every sealed file of evidence."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _EVIDENCE_FILES)

    def remove(self, evidence_id: UUID) -> None:
        """Take what stands of a file away for good."""
        self._connection.execute(delete(self._map.table).where(self._map.table.c.id == evidence_id))

    def of(self, case_ids: Collection[UUID]) -> tuple[EvidenceFile, ...]:
        """The files of these cases."""
        return self._read(self._map.table.c.case_id.in_(list(case_ids)))
