"""Small invented records for tests of the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel, Knowing, KnownBy
from schoolsm_desktop.domain.accounts import Account, SecretField, SecretOrigin, SecretVersion
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person

SCHOOL = UUID(int=1)
TODAY = date(2026, 11, 20)


def at(day: int, hour: int = 9, month: int = 11) -> datetime:
    """A moment of autumn 2026."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def person(name: str = "Rosa Okafor", **more: object) -> Person:
    """Somebody; `more` replaces fields."""
    given, _, family = name.partition(" ")
    return Person(id=uuid4(), school_id=SCHOOL, given_name=given, family_name=family, **more)  # type: ignore[arg-type]


def account(name: str = "Facebook page", **more: object) -> Account:
    """An account in use; `more` replaces fields."""
    return Account(id=uuid4(), school_id=SCHOOL, platform_id="facebook", name=name, **more)  # type: ignore[arg-type]


def held(who: Person, duty: Duty, starts: date = date(2026, 9, 1), ends: date | None = None) -> DutyHeld:
    """A duty held."""
    return DutyHeld(uuid4(), SCHOOL, who.id, duty, starts, ends)


def access(who: Person, where: Account, **more: object) -> Access:
    """Access to the shared password from 1 September, authorised by somebody else; `more` replaces fields."""
    fields: dict[str, object] = {
        "kind": AccessKind.KNOWS_PASSWORD,
        "level": AccessLevel.POSTS,
        "starts": date(2026, 9, 1),
        "authorised_by": uuid4(),
        "authorised_on": date(2026, 9, 1),
        "given_by": uuid4(),
    } | more
    return Access(id=uuid4(), school_id=SCHOOL, person_id=who.id, account_id=where.id, **fields)  # type: ignore[arg-type]


def version(of: Account, number: int = 1, since: int | None = None, **more: object) -> SecretVersion:
    """A version with a password, made on 2 September; `since` is the version in which the password last changed."""
    fields: dict[str, object] = {
        "made_at": at(2, month=9),
        "made_by": uuid4(),
        "origin": SecretOrigin.TYPED,
        "fields": frozenset({SecretField.PASSWORD}),
        "password_since": since or number,
        "password_changed_at": at(2, month=9),
    } | more
    return SecretVersion(id=uuid4(), account_id=of.id, number=number, **fields)  # type: ignore[arg-type]


def knows(who: Person, what: SecretVersion, moment: datetime | None = None, how: KnownBy = KnownBy.OPENED) -> Knowing:
    """Somebody opened a version."""
    return Knowing(uuid4(), what.account_id, what.id, who.id, moment or at(10), how)
