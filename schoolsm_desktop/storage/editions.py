"""The versions of the policy as the school adopted them, and the policies it is read with."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.editions import Edition, LinkedPolicy

from .base import Base
from .repository import RevisedRepository, plain_map


class EditionRow(Base):
    """One version of the policy, its signatures and its papers."""

    __tablename__ = "editions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    label: Mapped[str]
    profile_id: Mapped[str]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    in_force_from: Mapped[date | None]
    text_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    head_id: Mapped[UUID | None]
    head_name: Mapped[str]
    head_signed_on: Mapped[date | None]
    chair_name: Mapped[str]
    chair_signed_on: Mapped[date | None]
    adoption_paper_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("papers.id", deferrable=True, initially="DEFERRED")
    )
    review_on: Mapped[date | None]
    read_again: Mapped[bool]
    parent_policy: Mapped[str]
    local_changes: Mapped[str]
    published_at: Mapped[str]
    published_checked_on: Mapped[date | None]
    note: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    revision: Mapped[int]


class LinkedPolicyRow(Base):
    """A policy that this one is read with."""

    __tablename__ = "linked_policies"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    title: Mapped[str]
    looked_after_by: Mapped[str]
    where: Mapped[str]
    review_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


_EDITIONS = plain_map(EditionRow, Edition)
_LINKED_POLICIES = plain_map(LinkedPolicyRow, LinkedPolicy)


class Editions(RevisedRepository[Edition]):
    """Every version, those entered by mistake included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _EDITIONS)


class LinkedPolicies(RevisedRepository[LinkedPolicy]):
    """Every linked policy, ended ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LINKED_POLICIES)
