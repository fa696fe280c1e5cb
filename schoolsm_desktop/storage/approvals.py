"""Leave that the headteacher gave for one deed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.approvals import Approval

from .base import Base
from .repository import RevisedRepository, plain_map


class ApprovalRow(Base):
    """The headteacher's leave for one deed."""

    __tablename__ = "approvals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    what: Mapped[str]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    reason: Mapped[str]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    allowed: Mapped[bool | None]
    good_until: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    under_cover: Mapped[bool]
    revision: Mapped[int]


_APPROVALS = plain_map(ApprovalRow, Approval)


class Approvals(RevisedRepository[Approval]):
    """Every leave that was asked for."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _APPROVALS)
