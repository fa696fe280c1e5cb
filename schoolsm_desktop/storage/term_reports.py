"""The termly report to governors as a record: a draft that the headteacher writes into, and then a final one that stays."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.term_reports import TermReport

from .base import Base
from .repository import RevisedRepository, plain_map


class TermReportRow(Base):
    """One termly report to governors; what it says lies sealed."""

    __tablename__ = "term_reports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    term: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    begun_by: Mapped[UUID]
    begun_at: Mapped[datetime]
    finished_by: Mapped[UUID | None]
    finished_at: Mapped[datetime | None]
    public_digest: Mapped[bytes]
    confidential_digest: Mapped[bytes]
    log_seal: Mapped[str]
    presented_on: Mapped[date | None]
    signed_head: Mapped[str]
    signed_chair: Mapped[str]
    signed_on: Mapped[date | None]
    minute: Mapped[str]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    replaces_id: Mapped[UUID | None]
    why_anew: Mapped[str]
    dropped_at: Mapped[datetime | None]
    revision: Mapped[int]


_TERM_REPORTS = plain_map(TermReportRow, TermReport)


class TermReports(RevisedRepository[TermReport]):
    """Every termly report, drafts and final ones."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _TERM_REPORTS)
