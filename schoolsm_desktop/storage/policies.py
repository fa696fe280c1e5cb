"""The school's policy as it was chosen and changed, version after version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.wording import tr

from .base import Base, table_of


class PolicyVersionRow(Base):
    """One version of the policy's settings, as JSON; a later release reads older ones with its own defaults."""

    __tablename__ = "policy_versions"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chosen_at: Mapped[datetime]
    chosen_by: Mapped[UUID]
    profile_json: Mapped[str]


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A policy with its number, counted from 1, and who put it in force when."""

    number: int
    chosen_at: datetime
    chosen_by: UUID
    profile: Profile


_TABLE = table_of(PolicyVersionRow)


class Policies:
    """The newest version is in force; earlier ones stay to be looked at."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> Profile:
        """The policy in force; before one was chosen, a blank one with what most schools would choose."""
        newest = select(_TABLE.c.profile_json).order_by(_TABLE.c.number.desc()).limit(1)
        text = self._connection.execute(newest).scalar()
        return Profile("blank", tr("No policy chosen yet")) if text is None else _profile(text)

    def versions(self) -> tuple[PolicyVersion, ...]:
        """Every version, oldest first."""
        query = select(_TABLE.c.number, _TABLE.c.chosen_at, _TABLE.c.chosen_by, _TABLE.c.profile_json)
        rows = self._connection.execute(query.order_by(_TABLE.c.number))
        return tuple(PolicyVersion(number, at, by, _profile(text)) for number, at, by, text in rows)

    def add(self, profile: Profile, at: datetime, by: UUID) -> PolicyVersion:
        """Put a policy in force from `at` on."""
        last = self._connection.execute(select(func.max(_TABLE.c.number))).scalar()
        version = PolicyVersion((last or 0) + 1, at, by, profile)
        row = {
            "number": version.number,
            "chosen_at": at,
            "chosen_by": by,
            "profile_json": msgspec.json.encode(profile, order="sorted").decode("utf-8"),
        }
        self._connection.execute(_TABLE.insert(), row)
        return version


@lru_cache(maxsize=8)
def _profile(text: str) -> Profile:
    """The settings as they were kept; each text is read once, since every page asks for the newest."""
    return msgspec.json.decode(text, type=Profile)
