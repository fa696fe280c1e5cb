"""The house's own rules: channels with parents and pupils, devices of those with access, page rules, the weekly look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .accounts import Known


class ChannelFor(StrEnum):
    """Whom a channel is used with."""

    PARENTS = "parents"
    PUPILS = "pupils"
    BOTH = "both"
    COLLEAGUES = "colleagues"


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to write to parents or pupils, and whether colleagues may use it (bucklebury:staff-5)."""

    id: UUID
    school_id: UUID
    name: str
    used_with: ChannelFor
    allowed: bool
    note: str = ""
    ended_at: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Device:
    """A device of somebody with access: the school's or their own, kept up to date and locked (PRACTICE 29)."""

    id: UUID
    school_id: UUID
    name: str
    person_id: UUID | None = None
    is_schools: bool = True
    updated: Known = Known.NOT_KNOWN
    locked: Known = Known.NOT_KNOWN
    checked_on: date | None = None
    note: str = ""
    ended_at: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Texts the school sets for everybody; one record a school."""

    id: UUID
    school_id: UUID
    page_rules: str = ""
    """What anybody may write on the school's pages, as printed on them."""
    monitoring: str = ""
    """What is said about monitoring on the sheet that is signed."""
    monitoring_in_notice: Known = Known.NOT_KNOWN
    """Whether the school's privacy notice says so too (PRACTICE 29)."""
    notice_checked_on: date | None = None
    revision: int = 1


class LookResult(StrEnum):
    """What a weekly look at an account found (PRACTICE 30)."""

    NOTHING = "nothing"
    SOMETHING = "something"


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked at an account: "seen, nothing", or what was there and what was done."""

    id: UUID
    school_id: UUID
    account_id: UUID
    person_id: UUID
    on: date
    recorded_at: datetime
    result: LookResult = LookResult.NOTHING
    note: str = ""
    withdrawn_at: datetime | None = None
    revision: int = 1
