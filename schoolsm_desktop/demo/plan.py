"""What the invented school consists of and what happens in it, as data; nothing here touches the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import (
    Account,
    AccountState,
    SecretField,
)
from schoolsm_desktop.domain.people import Contract, Duty


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody of the invented school; `key` is how the plan speaks of them."""

    key: str
    given_name: str
    family_name: str
    job_title: str
    contract: Contract = Contract.EMPLOYEE
    starts: date | None = None
    ends: date | None = None
    duties: tuple[Duty, ...] = ()
    agency: str = ""
    email: str = ""
    manager: str = ""


@dataclass(frozen=True, slots=True)
class PlannedTerm:
    """A term and its half-term holiday."""

    name: str
    starts: date
    ends: date
    half_term_starts: date
    half_term_ends: date


@dataclass(frozen=True, slots=True)
class PlannedAccount:
    """An account: `facts` with ids left open, and the people they stand for by key."""

    key: str
    facts: Account
    owner: str = ""
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody of the school did in the program, at a moment."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PersonAdded(Deed):
    """Somebody entered; the first two are there already and get their details."""

    person: PlannedPerson


@dataclass(frozen=True, slots=True)
class AccountAdded(Deed):
    """An account entered; one that was authorised carries that in its facts."""

    account: PlannedAccount


@dataclass(frozen=True, slots=True)
class AccountMoved(Deed):
    """An account taken one step along its life."""

    account: str
    to: AccountState


@dataclass(frozen=True, slots=True, repr=False)
class SecretKept(Deed):
    """New values for some secrets of an account."""

    account: str
    values: Mapping[SecretField, str]
    confirmed: bool = True
    generated: bool = True


@dataclass(frozen=True, slots=True)
class SecretTaken(Deed):
    """A password opened, or copied."""

    account: str
    copied: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CodeTaken(Deed):
    """A one-time code used."""

    account: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAccess:
    """One access; `key` names it for what happens to it later."""

    key: str
    person: str
    account: str
    kind: AccessKind
    level: AccessLevel
    starts: date
    reason: str
    ends: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class AccessGiven(Deed):
    """Access given by `by`, authorised on a day: by the headteacher, or on the headteacher's own by the chair."""

    access: PlannedAccess
    authorised_on: date
    authorised_by: str = "head"


@dataclass(frozen=True, slots=True)
class AccessFound(Deed):
    """Accesses entered as “already had it”, to be caught up by a day."""

    accesses: tuple[PlannedAccess, ...]
    catch_up_by: date


@dataclass(frozen=True, slots=True)
class AccessAuthorised(Deed):
    """The headteacher authorises accesses that were already there."""

    accesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccessReviewed(Deed):
    """Accesses looked at and kept until another day."""

    accesses: tuple[str, ...]
    review_on: date


@dataclass(frozen=True, slots=True)
class AccessEnded(Deed):
    """An access ended with its reason."""

    access: str
    reason: str
    reason_shown: bool = False


@dataclass(frozen=True, slots=True)
class AccessPaused(Deed):
    """An access paused without a reason."""

    access: str


@dataclass(frozen=True, slots=True)
class SignInsMade(Deed):
    """Sign-ins made with a temporary passphrase; those that are `confirmed` are used at once."""

    people: tuple[str, ...]
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The whole invented school on one day. Deeds are in the order they happened."""

    on: date
    begun: datetime
    school_name: str
    short_name: str
    website: str
    terms: tuple[PlannedTerm, ...]
    people: tuple[PlannedPerson, ...]
    deeds: tuple[Deed, ...]

    def person(self, key: str) -> PlannedPerson:
        """The person the plan calls `key`."""
        return next(p for p in self.people if p.key == key)


class Calendar:
    """Days and moments counted from the demonstration's today, moved off weekends."""

    def __init__(self, on: date) -> None:
        self.on = on

    def day(self, offset: int) -> date:
        """The school day at `offset` days from today: a weekend's is the Friday before it."""
        found = self.on + timedelta(days=offset)
        return found - timedelta(days=max(0, found.weekday() - 4))

    def at(self, offset: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment on `day(offset)`, aware, in the PC's own time zone."""
        return datetime.combine(self.day(offset), time(hour, minute)).astimezone()

    def monday(self, offset: int) -> date:
        """The Monday of the week that holds `offset` days from today."""
        found = self.on + timedelta(days=offset)
        return found - timedelta(days=found.weekday())


_SEASONS = ("Autumn", "Spring", "Summer")


def planned_terms(on: date) -> tuple[PlannedTerm, ...]:
    """The last, this and the next term, so that `on` always lies inside one: term dates of no real school."""
    calendar = Calendar(on)
    season = 0 if on.month >= 9 else 1 if on.month <= 3 else 2
    begins = (-188, -76, 56)
    found = []
    for place, offset in enumerate(begins):
        starts = calendar.monday(offset) + timedelta(days=1)
        half = calendar.monday(offset + 47)
        name = f"{_SEASONS[(season + place - 1) % 3]} term {starts.year}"
        ends = calendar.monday(offset + 95) + timedelta(days=4)
        found.append(PlannedTerm(name, starts, ends, half, half + timedelta(days=4)))
    return tuple(found)
