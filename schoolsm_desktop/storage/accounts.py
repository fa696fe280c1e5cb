"""The school's accounts and the platforms they live on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, select, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.accounts import (
    Account,
    AccountClass,
    AccountState,
    Known,
    Moderation,
    NotOurs,
    Platform,
    RecoveryFacts,
    SecondFactor,
    SignInKind,
)
from schoolsm_desktop.domain.folding import folded

from .base import Base, Word, table_of
from .errors import RecordMissingError
from .repository import RecordMap, RevisedRepository, Values


class PlatformRow(Base):
    """A service on which accounts live; its lists are JSON."""

    __tablename__ = "platforms"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    aliases_json: Mapped[str]
    domains_json: Mapped[str]
    sign_in: Mapped[SignInKind] = mapped_column(Word(SignInKind))
    closed_on: Mapped[date | None]
    note: Mapped[str]
    change_password: Mapped[str]


class AccountRow(Base):
    """One account, with its recovery facts (`recovery_…`) and, where others run it, who does (`not_ours_…`)."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"), index=True)
    platform_id: Mapped[str]
    name: Mapped[str]
    handle: Mapped[str]
    address: Mapped[str]
    user_name: Mapped[str]
    purpose: Mapped[str]
    audience: Mapped[str]
    account_class: Mapped[AccountClass] = mapped_column(Word(AccountClass))
    state: Mapped[AccountState] = mapped_column(Word(AccountState))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    deputy_owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    moderation: Mapped[Moderation] = mapped_column(Word(Moderation))
    may_follow_individuals: Mapped[Known] = mapped_column(Word(Known))
    authorised_by: Mapped[UUID | None]
    authorised_on: Mapped[date | None]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    seeds_kept_apart: Mapped[bool]
    note: Mapped[str]
    last_used_on: Mapped[date | None]
    looker_id: Mapped[UUID | None]
    revision: Mapped[int]
    recovery_mailbox: Mapped[str]
    recovery_mailbox_is_schools: Mapped[Known] = mapped_column(Word(Known))
    recovery_phone: Mapped[str]
    recovery_phone_is_schools: Mapped[Known] = mapped_column(Word(Known))
    recovery_second_administrator: Mapped[str]
    recovery_second_factor: Mapped[SecondFactor] = mapped_column(Word(SecondFactor))
    recovery_second_factor_where: Mapped[str]
    recovery_backup_codes_where: Mapped[str]
    recovery_last_tried: Mapped[date | None]
    recovery_mailbox_tried: Mapped[date | None]
    recovery_phone_tried: Mapped[date | None]
    recovery_backup_codes_tried: Mapped[date | None]
    not_ours_run_by: Mapped[str]
    not_ours_uses_name_or_logo: Mapped[Known] = mapped_column(Word(Known))
    not_ours_asked_to_close: Mapped[date | None]
    not_ours_reported_on: Mapped[date | None]
    not_ours_report_reference: Mapped[str] = mapped_column(server_default=text("''"))
    not_ours_gone_on: Mapped[date | None]
    search_key: Mapped[str]


_TABLE = table_of(AccountRow)
_PARTS = ("recovery", "not_ours")
_PLAIN = tuple(f.name for f in fields(Account) if f.name not in _PARTS)
_RECOVERY = tuple(f.name for f in fields(RecoveryFacts))
_NOT_OURS = tuple(f.name for f in fields(NotOurs))


def _account(*cells: Any) -> Account:
    split = len(_PLAIN)
    recovery = RecoveryFacts(*cells[split : split + len(_RECOVERY)])
    not_ours = NotOurs(*cells[split + len(_RECOVERY) :])
    return Account(**dict(zip(_PLAIN, cells[:split], strict=True)), recovery=recovery, not_ours=not_ours)


def _account_values(account: Account) -> Values:
    values: Values = {name: getattr(account, name) for name in _PLAIN}
    values |= {f"recovery_{name}": getattr(account.recovery, name) for name in _RECOVERY}
    values |= {f"not_ours_{name}": getattr(account.not_ours, name) for name in _NOT_OURS}
    words = (account.name, account.handle, account.platform_id, account.address, account.user_name)
    values["search_key"] = folded(" ".join(words))
    return values


_ACCOUNTS = RecordMap(
    _TABLE,
    (
        *(_TABLE.c[name] for name in _PLAIN),
        *(_TABLE.c[f"recovery_{name}"] for name in _RECOVERY),
        *(_TABLE.c[f"not_ours_{name}"] for name in _NOT_OURS),
    ),
    _account,
    _account_values,
)


class Accounts(RevisedRepository[Account]):
    """Every account, closed ones and those of others included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _ACCOUNTS)

    def of_school(self, school_id: UUID) -> tuple[Account, ...]:
        """The accounts of one school."""
        return self._read(_TABLE.c.school_id == school_id)

    def of_owner(self, person_id: UUID) -> tuple[Account, ...]:
        """The accounts a person looks after, as owner or deputy."""
        return self._read((_TABLE.c.owner_id == person_id) | (_TABLE.c.deputy_owner_id == person_id))

    def matching(self, text: str) -> tuple[Account, ...]:
        """Accounts whose name, handle, platform, address or user name hold every word of `text`, folded."""
        return self._read(*(_TABLE.c.search_key.contains(word, autoescape=True) for word in folded(text).split()))


_PLATFORMS = table_of(PlatformRow)


class Platforms:
    """The list of platforms; old names and dead services stay in it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Platform, ...]:
        """Every platform, by name."""
        query = select(_PLATFORMS).order_by(_PLATFORMS.c.name)
        return tuple(
            Platform(key, name, tuple(json.loads(aliases)), tuple(json.loads(domains)), sign_in, closed_on, note, way)
            for key, name, aliases, domains, sign_in, closed_on, note, way in self._connection.execute(query)
        )

    def get(self, platform_id: str) -> Platform:
        """The platform with that id. Raises RecordMissingError."""
        found = next((platform for platform in self.all() if platform.id == platform_id), None)
        if found is None:
            raise RecordMissingError
        return found

    def put(self, platform: Platform) -> None:
        """Keep a platform, new or changed."""
        self.put_many((platform,))

    def put_many(self, platforms: Iterable[Platform]) -> None:
        """Keep platforms, new or changed, with one statement."""
        rows = [
            {
                "id": platform.id,
                "name": platform.name,
                "aliases_json": json.dumps(platform.aliases, ensure_ascii=False),
                "domains_json": json.dumps(platform.domains, ensure_ascii=False),
                "sign_in": platform.sign_in,
                "closed_on": platform.closed_on,
                "note": platform.note,
                "change_password": platform.change_password,
            }
            for platform in platforms
        ]
        if not rows:
            return
        statement = insert(_PLATFORMS)
        changed = {c.name: c for c in statement.excluded if c.name != "id"}
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed), rows)
