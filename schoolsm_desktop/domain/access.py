"""Who may post where, who knows which password, and when a password must become another one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from .accounts import Account, AccountState, SecretField, SecretVersion
from .people import Person


class AccessKind(StrEnum):
    """Only knowledge of the password makes a change necessary later."""

    OWN_LOGIN = "own-login"
    TOOL_SEAT = "tool-seat"
    KNOWS_PASSWORD = "knows-password"
    LESSON_USE = "lesson-use"


class AccessLevel(StrEnum):
    """What a person may do there, least first."""

    LOOKS = "looks"
    REPLIES = "replies"
    POSTS = "posts"
    ADMINISTERS = "administers"


class AuthorisedOn(StrEnum):
    """How the headteacher authorised: in their own sign-in, or on a paper with a day on it."""

    SCREEN = "screen"
    PAPER = "paper"


class KnownBy(StrEnum):
    """How a person came to know a version of a password."""

    MADE = "made"
    IMPORTED = "imported"
    OPENED = "opened"
    COPIED = "copied"
    TOLD = "told"
    ALREADY_KNEW = "already-knew"
    GIVEN_OUT = "given-out"


KIND_WORDS = {
    AccessKind.OWN_LOGIN: "Own login",
    AccessKind.TOOL_SEAT: "Seat in a tool",
    AccessKind.KNOWS_PASSWORD: "Knows the password",
    AccessKind.LESSON_USE: "Use in a lesson",
}
LEVEL_WORDS = {
    AccessLevel.LOOKS: "Looks",
    AccessLevel.REPLIES: "Replies",
    AccessLevel.POSTS: "Posts",
    AccessLevel.ADMINISTERS: "Administers",
}
KNOWN_BY_WORDS = {
    KnownBy.MADE: "chose it",
    KnownBy.IMPORTED: "brought it in from a file",
    KnownBy.OPENED: "opened it",
    KnownBy.COPIED: "copied it",
    KnownBy.TOLD: "was told it",
    KnownBy.ALREADY_KNEW: "already knew it",
    KnownBy.GIVEN_OUT: "gave it out in a file",
}


@dataclass(frozen=True, slots=True)
class Access:
    """One person's way into one account, from a day to a day, with who authorised and who gave it."""

    id: UUID
    school_id: UUID
    person_id: UUID
    account_id: UUID
    kind: AccessKind
    level: AccessLevel
    starts: date
    reason: str = ""
    ends: date | None = None
    review_on: date | None = None
    authorised_by: UUID | None = None
    authorised_on: date | None = None
    given_by: UUID | None = None
    given_at: datetime | None = None
    already_had: bool = False
    catch_up_by: date | None = None
    paused_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: UUID | None = None
    end_reason: str = ""
    end_reason_shown: bool = False
    request_id: UUID | None = None
    authorised_how: AuthorisedOn | None = None
    under_cover: bool = False
    """Authorised by a deputy who acted for an absent headteacher."""
    paper_id: UUID | None = None
    override_reason: str = ""
    """Why it was given although a condition was missing; the register shows it."""
    revision: int = 1

    def live_on(self, day: date) -> bool:
        """Whether the register gives this access on `day`; a paused or ended one does not count."""
        if self.ended_at is not None or self.paused_at is not None:
            return False
        return self.starts <= day and (self.ends is None or day <= self.ends)

    @property
    def last_day(self) -> date | None:
        """The day on which it ended, or will; one that its date ended was over at midnight after it."""
        if self.ended_at is None:
            return self.ends
        by_date = self.ended_by is None
        return (self.ended_at - timedelta(days=1)).date() if by_date else self.ended_at.astimezone().date()

    def over_by(self, day: date) -> bool:
        """Whether it has ended, by a person or by its date."""
        return self.ended_at is not None or (self.ends is not None and self.ends < day)


@dataclass(frozen=True, slots=True)
class Knowing:
    """A moment at which a person came to know a version of an account's password. It survives the end of access."""

    id: UUID
    account_id: UUID
    version_id: UUID
    person_id: UUID
    at: datetime
    how: KnownBy
    field: SecretField = SecretField.PASSWORD
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """The headteacher's decision that a change which is only advised is not needed."""

    id: UUID
    version_id: UUID
    person_id: UUID
    by: UUID
    at: datetime
    reason: str


class ChangeNeed(StrEnum):
    """Whether a password must be changed, or a change is advised since somebody could have read it."""

    MUST = "must"
    ADVISED = "advised"


@dataclass(frozen=True, slots=True)
class PasswordDue:
    """That an account's password must become another one, since when, by when, and because of whom."""

    account_id: UUID
    need: ChangeNeed
    since: datetime
    due: datetime
    people: tuple[UUID, ...]


def lessons_alone(accesses: Iterable[Access], pairs: Container[tuple[UUID, UUID]], today: date) -> tuple[Access, ...]:
    """The lesson use that is left of people and accounts in `pairs` where no other access, paused or not, goes on.

    Only holders use an account in lessons.
    """
    there = [a for a in accesses if (a.person_id, a.account_id) in pairs and not a.over_by(today)]
    others = {(a.person_id, a.account_id) for a in there if a.kind is not AccessKind.LESSON_USE}
    return tuple(a for a in there if (a.person_id, a.account_id) not in others)


def end_of(day: date) -> datetime:
    """The moment at which a day that is the last one is over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def lost_at(access: Access, person: Person, today: date) -> datetime | None:
    """When this access stopped being one, by a person, a pause, its date or the person's last day; None while it stands."""
    moments = []
    if access.ended_at is not None:
        moments.append(access.ended_at)
    if access.paused_at is not None:
        moments.append(access.paused_at)
    moments += [end_of(day) for day in (access.ends, person.ends) if day is not None and day < today]
    return min(moments) if moments else None


def entitled(
    accesses: Iterable[Access],
    people: Iterable[Person],
    account_id: UUID,
    keyholders: Iterable[UUID],
    today: date,
) -> frozenset[UUID]:
    """Who may read an account's secrets today: the register's password holders and the keyholders, nobody else."""
    here = {p.id for p in people if not p.left_by(today)}
    holders = {
        a.person_id
        for a in accesses
        if a.account_id == account_id and a.kind is AccessKind.KNOWS_PASSWORD and a.live_on(today)
    }
    return frozenset((holders | set(keyholders)) & here)


def knowers(
    version: SecretVersion, versions: Sequence[SecretVersion], knowings: Iterable[Knowing]
) -> dict[UUID, Knowing]:
    """Everybody who knows the password that `version` holds, with the latest time each of them met it.

    Versions since the password last changed hold the same password, so knowing any of them is knowing this one.
    """
    same = {
        v.id
        for v in versions
        if v.account_id == version.account_id and version.password_since <= v.number <= version.number
    }
    found: dict[UUID, Knowing] = {}
    for knowing in sorted(knowings, key=lambda k: k.at):
        if knowing.version_id in same and knowing.field is SecretField.PASSWORD:
            found[knowing.person_id] = knowing
    return found


def password_due(
    account: Account,
    versions: Sequence[SecretVersion],
    knowings: Iterable[Knowing],
    accesses: Sequence[Access],
    people: Sequence[Person],
    readers: frozenset[UUID],
    waivers: Iterable[Waiver],
    *,
    hours: int,
    now: datetime,
) -> PasswordDue | None:
    """Whether the account's password must be changed (or a change is advised), and by when; None if all is well.

    It must be when somebody who knows the current password is no longer entitled to it; it is advised when somebody
    could have opened it and never did. Only another password or a reset recorded on the platform clears it.
    `hours` is what the policy gives for it. Sources: DOMAIN "Who knows it", valence:use-11, valence:roles-4.
    """
    current = current_version(versions, account.id)
    if current is None or SecretField.PASSWORD not in current.fields or account.state is AccountState.CLOSED:
        return None
    people_by_id = {p.id: p for p in people}
    known = knowers(current, versions, knowings)
    lost = _lost_since(account.id, current, accesses, people_by_id, readers, now)
    must = {person: lost.get(person, known[person].at) for person in known if person not in readers}
    if must:
        return _due(account.id, ChangeNeed.MUST, must, hours)
    waived = {w.person_id for w in waivers if w.version_id == current.id}
    advised = {person: at for person, at in lost.items() if person not in known and person not in waived}
    return _due(account.id, ChangeNeed.ADVISED, advised, hours) if advised else None


def _lost_since(
    account_id: UUID,
    current: SecretVersion,
    accesses: Iterable[Access],
    people: dict[UUID, Person],
    readers: frozenset[UUID],
    now: datetime,
) -> dict[UUID, datetime]:
    """Those who held the password's access since it was last changed and hold it no more, with the moment they lost it."""
    lost: dict[UUID, datetime] = {}
    for access in accesses:
        person = people.get(access.person_id)
        if access.account_id != account_id or access.kind is not AccessKind.KNOWS_PASSWORD or person is None:
            continue
        at = lost_at(access, person, now.astimezone().date())
        changed = current.password_changed_at
        if person.id in readers or at is None or (changed is not None and at <= changed):
            continue
        lost[person.id] = max(at, lost.get(person.id, at))
    return lost


def _due(account_id: UUID, need: ChangeNeed, people: dict[UUID, datetime], hours: int) -> PasswordDue:
    since = min(people.values())
    return PasswordDue(account_id, need, since, since + timedelta(hours=hours), tuple(sorted(people, key=str)))


def current_version(versions: Iterable[SecretVersion], account_id: UUID) -> SecretVersion | None:
    """The newest version of the account's secrets; None if nothing is kept."""
    mine = [v for v in versions if v.account_id == account_id]
    return max(mine, key=lambda v: v.number) if mine else None


def default_review_day(starts: date, term_ends: Iterable[date]) -> date:
    """The end of the first term that ends at least four weeks after `starts`; half a year where no term is known."""
    later = sorted(day for day in term_ends if day >= starts + timedelta(weeks=4))
    return later[0] if later else starts + timedelta(days=182)
