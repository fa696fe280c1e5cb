"""Posting access, who knows which password, and changes that were waived."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, false, text
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel, AuthorisedOn, Knowing, KnownBy, Waiver
from schoolsm_desktop.domain.accounts import SecretField

from .base import Base, Word
from .repository import Repository, RevisedRepository, plain_map


class AccessRow(Base):
    """One person's way into one account."""

    __tablename__ = "accesses"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"), index=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    kind: Mapped[AccessKind] = mapped_column(Word(AccessKind))
    level: Mapped[AccessLevel] = mapped_column(Word(AccessLevel))
    starts: Mapped[date]
    reason: Mapped[str]
    ends: Mapped[date | None]
    review_on: Mapped[date | None]
    authorised_by: Mapped[UUID | None]
    authorised_on: Mapped[date | None]
    given_by: Mapped[UUID | None]
    given_at: Mapped[datetime | None]
    already_had: Mapped[bool]
    catch_up_by: Mapped[date | None]
    paused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    end_reason: Mapped[str]
    end_reason_shown: Mapped[bool]
    request_id: Mapped[UUID | None]
    authorised_how: Mapped[AuthorisedOn | None] = mapped_column(Word(AuthorisedOn))
    under_cover: Mapped[bool] = mapped_column(server_default=false())
    paper_id: Mapped[UUID | None]
    override_reason: Mapped[str] = mapped_column(server_default=text("''"))
    revision: Mapped[int]


class KnowingRow(Base):
    """A moment at which somebody came to know a version of a secret. It is never changed and never goes."""

    __tablename__ = "knowings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("secret_versions.id", deferrable=True, initially="DEFERRED"), index=True
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"), index=True)
    at: Mapped[datetime]
    how: Mapped[KnownBy] = mapped_column(Word(KnownBy))
    field: Mapped[SecretField] = mapped_column(Word(SecretField))
    reason: Mapped[str]


class WaiverRow(Base):
    """The headteacher's decision that an advised change is not needed."""

    __tablename__ = "waivers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("secret_versions.id", deferrable=True, initially="DEFERRED"), index=True
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    by: Mapped[UUID]
    at: Mapped[datetime]
    reason: Mapped[str]


_ACCESSES = plain_map(AccessRow, Access)
_KNOWINGS = plain_map(KnowingRow, Knowing)
_WAIVERS = plain_map(WaiverRow, Waiver)


class Accesses(RevisedRepository[Access]):
    """Every access that was ever given, ended ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _ACCESSES)

    def of_account(self, account_id: UUID) -> tuple[Access, ...]:
        """The accesses to one account, in order of their first day."""
        table = _ACCESSES.table
        return self._read(table.c.account_id == account_id, order=(table.c.starts, table.c.id))

    def of_person(self, person_id: UUID) -> tuple[Access, ...]:
        """The accesses of one person, in order of their first day."""
        table = _ACCESSES.table
        return self._read(table.c.person_id == person_id, order=(table.c.starts, table.c.id))


class Knowings(Repository[Knowing]):
    """Who came to know what and when; only added to."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _KNOWINGS)
        self._waivers = Repository(connection, _WAIVERS)

    def of_account(self, account_id: UUID) -> tuple[Knowing, ...]:
        """What is known of one account's secrets, in order of time."""
        table = _KNOWINGS.table
        return self._read(table.c.account_id == account_id, order=(table.c.at, table.c.id))

    def of_person(self, person_id: UUID) -> tuple[Knowing, ...]:
        """What one person came to know, in order of time."""
        table = _KNOWINGS.table
        return self._read(table.c.person_id == person_id, order=(table.c.at, table.c.id))

    def waivers(self) -> tuple[Waiver, ...]:
        """Every waived change."""
        return self._waivers.all()

    def add_waiver(self, waiver: Waiver) -> Waiver:
        """Keep the headteacher's decision."""
        return self._waivers.add(waiver)
