"""What an account had before: backup codes that were used, logins it was handed on from."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.accounts import CodeUse, FormerLogin

from .base import Base
from .repository import Repository, plain_map


class CodeUseRow(Base):
    """A backup code that was used."""

    __tablename__ = "code_uses"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    since: Mapped[int]
    position: Mapped[int]
    used_on: Mapped[date]
    used_by: Mapped[UUID]


class FormerLoginRow(Base):
    """A login that an account had before."""

    __tablename__ = "former_logins"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    user_name: Mapped[str]
    handle: Mapped[str]
    address: Mapped[str]
    until: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    reason: Mapped[str]


_USES = plain_map(CodeUseRow, CodeUse)
_LOGINS = plain_map(FormerLoginRow, FormerLogin)


class CodeUses(Repository[CodeUse]):
    """Backup codes that were used; only added to."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _USES)

    def of_account(self, account_id: UUID) -> tuple[CodeUse, ...]:
        """The used codes of one account, by their place in the list."""
        table = _USES.table
        return self._read(table.c.account_id == account_id, order=(table.c.since, table.c.position))


class FormerLogins(Repository[FormerLogin]):
    """Logins that accounts were handed on from; only added to."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LOGINS)

    def of_account(self, account_id: UUID) -> tuple[FormerLogin, ...]:
        """The former logins of one account, oldest first."""
        table = _LOGINS.table
        return self._read(table.c.account_id == account_id, order=(table.c.recorded_at, table.c.id))
