"""What was done about comments, who is blocked, and what others were asked to take off the internet."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.moderating import (
    AskedOf,
    Block,
    Moderated,
    ModerationAct,
    NextStep,
    Standard,
    Takedown,
    TakedownCause,
    TakedownOutcome,
)

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class ModerationActRow(Base):
    """One thing done about a comment."""

    __tablename__ = "moderation_acts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]
    did: Mapped[Moderated] = mapped_column(Word(Moderated))
    by: Mapped[UUID]
    author: Mapped[str]
    what: Mapped[str]
    standard: Mapped[Standard] = mapped_column(Word(Standard))
    breach: Mapped[str]
    printed: Mapped[bool]
    post_id: Mapped[UUID | None] = mapped_column(ForeignKey("posts.id", deferrable=True, initially="DEFERRED"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", deferrable=True, initially="DEFERRED"))
    recorded_at: Mapped[datetime | None]
    print_note: Mapped[str]
    not_printed: Mapped[str]
    corrects_id: Mapped[UUID | None]
    correction: Mapped[str]
    revision: Mapped[int]


_MODERATION_ACTS = plain_map(ModerationActRow, ModerationAct)


class ModerationActs(RevisedRepository[ModerationAct]):
    """Everything done about comments."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _MODERATION_ACTS)


class BlockRow(Base):
    """Somebody who is kept out of an account."""

    __tablename__ = "blocks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[str]
    standard: Mapped[Standard] = mapped_column(Word(Standard))
    reason: Mapped[str]
    blocked_on: Mapped[date]
    by: Mapped[UUID]
    breach: Mapped[str]
    warned_on: Mapped[date | None]
    warned_by: Mapped[UUID | None]
    not_warned: Mapped[str]
    review_on: Mapped[date | None]
    reviewed_on: Mapped[date | None]
    appeal: Mapped[str]
    appealed_on: Mapped[date | None]
    appeal_answer: Mapped[str]
    appeal_answered_on: Mapped[date | None]
    unblocked_on: Mapped[date | None]
    unblocked_by: Mapped[UUID | None]
    unblocked_why: Mapped[str]
    revision: Mapped[int]


_BLOCKS = plain_map(BlockRow, Block)


class Blocks(RevisedRepository[Block]):
    """Everybody who is or was blocked."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _BLOCKS)


class TakedownRow(Base):
    """One request to remove something."""

    __tablename__ = "takedowns"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    asked_of: Mapped[AskedOf] = mapped_column(Word(AskedOf))
    cause: Mapped[TakedownCause] = mapped_column(Word(TakedownCause))
    what: Mapped[str]
    asked_on: Mapped[date]
    by: Mapped[UUID]
    who: Mapped[str]
    platform: Mapped[str]
    address: Mapped[str]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"))
    reference: Mapped[str]
    due_on: Mapped[date | None]
    answer: Mapped[str]
    answered_on: Mapped[date | None]
    outcome: Mapped[TakedownOutcome] = mapped_column(Word(TakedownOutcome))
    letter_id: Mapped[UUID | None] = mapped_column(ForeignKey("letters.id", deferrable=True, initially="DEFERRED"))
    reporter_id: Mapped[UUID | None]
    reporter_by: Mapped[UUID | None]
    next_step: Mapped[NextStep | None] = mapped_column(Word(NextStep))
    next_why: Mapped[str]
    next_by: Mapped[UUID | None]
    next_on: Mapped[date | None]
    revision: Mapped[int]


_TAKEDOWNS = plain_map(TakedownRow, Takedown)


class Takedowns(RevisedRepository[Takedown]):
    """Every request to remove something."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _TAKEDOWNS)
