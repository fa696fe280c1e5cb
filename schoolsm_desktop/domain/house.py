"""The house's own rules: channels with parents and pupils, devices of those with access, page rules, the weekly look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .accounts import Account, Known
from .errors import FieldError
from .wording import tr

LOOK_EVERY = timedelta(days=7)
"""How often somebody looks at an account (PRACTICE 30)."""
DEVICE_EVERY = timedelta(days=92)
"""How long it counts that a device was seen to be updated and locked: once a term."""


class ChannelFor(StrEnum):
    """Whom a channel is used with."""

    PARENTS = "parents"
    PUPILS = "pupils"
    BOTH = "both"
    COLLEAGUES = "colleagues"


CHANNEL_FOR_WORDS = {
    ChannelFor.PARENTS: "Parents",
    ChannelFor.PUPILS: "Pupils",
    ChannelFor.BOTH: "Parents and pupils",
    ChannelFor.COLLEAGUES: "Colleagues",
}


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


def check_channel(channel: Channel) -> Channel:
    """The channel, tidied; raises FieldError for one without a name."""
    if not channel.name.strip():
        raise FieldError("name", tr("A name is needed, such as “School e-mail”. Nothing was saved yet."))
    return replace(channel, name=channel.name.strip(), note=channel.note.strip())


def check_device(device: Device, today: date) -> Device:
    """The device, tidied; raises FieldError for one without a name, or seen on a day still to come."""
    if not device.name.strip():
        raise FieldError("name", tr("A name is needed, such as “Office laptop 2”. Nothing was saved yet."))
    if device.checked_on is not None and device.checked_on > today:
        raise FieldError("checked_on", tr("That day is still to come. Enter the day on which it was looked at."))
    return replace(device, name=device.name.strip(), note=device.note.strip())


def is_in_order(device: Device, today: date) -> bool:
    """Whether a device was seen this term to be updated and locked (churchward:4-software-filters-monitoring)."""
    seen = device.checked_on is not None and today - device.checked_on <= DEVICE_EVERY
    return seen and device.updated is Known.YES and device.locked is Known.YES


def check_look(look: Look, today: date) -> Look:
    """The look, tidied; raises FieldError for a day still to come, or something seen that is not said."""
    if look.on > today:
        raise FieldError("on", tr("That day is still to come. Enter the day on which somebody looked."))
    if look.result is LookResult.SOMETHING and not look.note.strip():
        raise FieldError("note", tr("Write what was there and what was done about it, in a few words."))
    return replace(look, note=look.note.strip())


def last_looks(looks: Iterable[Look]) -> dict[UUID, Look]:
    """The newest look at each account that was not taken back."""
    newest: dict[UUID, Look] = {}
    for look in looks:
        before = newest.get(look.account_id)
        if look.withdrawn_at is None and (
            before is None or (before.on, before.recorded_at) < (look.on, look.recorded_at)
        ):
            newest[look.account_id] = look
    return newest


def looker(account: Account) -> UUID | None:
    """Who looks at an account: whoever is named for it, otherwise whoever looks after it."""
    return account.looker_id or account.owner_id


def is_looked_at(account: Account) -> bool:
    """Whether an account is one that somebody looks at each week: ours and in use."""
    return account.is_live and account.is_ours


def look_due(last: Look | None, today: date) -> date:
    """The day by which the next look is due; one that was never looked at is due by the end of this week (Friday).

    Nobody is late on the first morning (PRACTICE 23).
    """
    if last is not None:
        return last.on + LOOK_EVERY
    return today + timedelta(days=(4 - today.weekday()) % 7)
