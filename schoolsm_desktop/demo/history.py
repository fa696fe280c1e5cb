"""What happened at the invented school since it began with the program: a year and a term, told from its end."""

from __future__ import annotations

import base64
import random
import string
from collections.abc import Iterable, Iterator
from datetime import date

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import AccountState, SecretField

from .accounts import planned_accounts, pretending_account, proposed_channel
from .cast import SCHOOL, SHORT, WEBSITE, planned_people
from .life_history import life_of_access
from .plan import (
    AccessAuthorised,
    AccessEnded,
    AccessFound,
    AccessGiven,
    AccessPaused,
    AccessReviewed,
    AccountAdded,
    AccountMoved,
    Calendar,
    CodeTaken,
    Deed,
    DemoPlan,
    PersonAdded,
    PlannedAccess,
    PlannedPerson,
    SecretKept,
    SecretTaken,
    SignInsMade,
    planned_terms,
)

SEED = 20_260_905
BEGUN = -432
"""Days before today on which the school began with the program."""
_PASSWORD, _LOGIN = AccessKind.KNOWS_PASSWORD, AccessKind.OWN_LOGIN
_SEAT, _LESSON = AccessKind.TOOL_SEAT, AccessKind.LESSON_USE
_POSTS, _ALL = AccessLevel.POSTS, AccessLevel.ADMINISTERS
_WORN_OUT = "Summer2019"
"""The weak password that two accounts share."""
_SIGNS = string.ascii_letters + string.digits + "!%+-=?@"


def plan_school(on: date, seed: int = SEED) -> DemoPlan:
    """The invented school as it stands on `on`. The same day and seed give the same plan."""
    rng = random.Random(seed)  # noqa: S311 - an invented school that is the same each time, not a key
    calendar = Calendar(on)
    people = planned_people(on, rng)
    deeds = (
        *_people(calendar, people),
        *_beginning(calendar, rng),
        *_secrets(calendar, rng),
        *_sign_ins(calendar),
        *_access_last_year(calendar),
        *_access_this_term(calendar),
        *_openings(calendar, rng),
        *_lately(calendar, rng),
        *life_of_access(calendar, people, _password(rng)),
    )
    return DemoPlan(
        on=on,
        school_name=SCHOOL,
        short_name=SHORT,
        website=WEBSITE,
        terms=planned_terms(on),
        people=people,
        deeds=tuple(sorted(deeds, key=lambda deed: deed.at)),
        begun=calendar.at(BEGUN, 8, 30),
    )


def _password(rng: random.Random) -> str:
    return "".join(rng.choices(_SIGNS, k=20))


def _seed(rng: random.Random) -> str:
    return base64.b32encode(rng.randbytes(20)).decode("ascii")


def _codes(rng: random.Random) -> str:
    return "\n".join(f"{rng.randrange(10**4):04} {rng.randrange(10**4):04}" for _ in range(8))


def _people(calendar: Calendar, people: Iterable[PlannedPerson]) -> Iterator[Deed]:
    begun = calendar.at(BEGUN, 8, 40)
    for person in people:
        came = person.starts
        at = begun if came is None else max(begun, calendar.at((came - calendar.on).days, 7, 30))
        yield PersonAdded(at, "coordinator", person)


def _beginning(calendar: Calendar, rng: random.Random) -> Iterator[Deed]:
    for place, account in enumerate(planned_accounts(calendar)):
        yield AccountAdded(calendar.at(-431, 9, place), "coordinator", account)
    first = calendar.at(-431, 10)
    yield SecretKept(first, "coordinator", "x", {SecretField.PASSWORD: _WORN_OUT}, generated=False)
    yield SecretKept(first, "coordinator", "blog", {SecretField.PASSWORD: _WORN_OUT}, generated=False)
    yield SecretKept(first, "coordinator", "instagram", {SecretField.PASSWORD: _password(rng)}, generated=False)
    yield SecretKept(first, "coordinator", "website", {SecretField.PASSWORD: _password(rng)}, generated=False)
    yield SecretKept(first, "coordinator", "trips", {SecretField.PASSWORD: _password(rng)}, generated=False)
    yield SecretKept(
        calendar.at(-206, 12), "coordinator", "blog", {SecretField.PASSWORD: _WORN_OUT + "!"}, generated=False
    )
    yield SecretKept(calendar.at(-206, 13), "coordinator", "blog", {SecretField.PASSWORD: _WORN_OUT}, generated=False)
    yield AccountMoved(calendar.at(-150, 15), "coordinator", "old-page", AccountState.CLOSED)


def _secrets(calendar: Calendar, rng: random.Random) -> Iterator[Deed]:
    yield SecretKept(calendar.at(-402, 12), "coordinator", "youtube", {SecretField.PASSWORD: _password(rng)})
    yield SecretKept(calendar.at(-300, 16), "coordinator", "instagram", {SecretField.PASSWORD: _password(rng)})
    yield SecretKept(
        calendar.at(-140, 15, 20),
        "coordinator",
        "website",
        {
            SecretField.PASSWORD: _password(rng),
            SecretField.ONE_TIME_SEED: _seed(rng),
            SecretField.NOTE: "The supplier asks for the customer number on the last invoice.",
        },
    )
    # Typed in again after a colleague changed jobs, and still the old one: two accounts share it.
    yield SecretKept(
        calendar.at(-110, 15), "coordinator", "x", {SecretField.PASSWORD: _WORN_OUT + "!"}, generated=False
    )
    yield SecretKept(calendar.at(-110, 16), "coordinator", "x", {SecretField.PASSWORD: _WORN_OUT}, generated=False)
    yield SecretKept(
        calendar.at(-96, 14, 5),
        "coordinator",
        "instagram",
        {
            SecretField.PASSWORD: _password(rng),
            SecretField.ONE_TIME_SEED: _seed(rng),
            SecretField.BACKUP_CODES: _codes(rng),
        },
    )


def _sign_ins(calendar: Calendar) -> Iterator[Deed]:
    yield SignInsMade(calendar.at(-431, 8, 50), "head", ("office", "teacher", "deputy", "dsl", "chair"))
    yield SignInsMade(calendar.at(-1, 15, 50), "coordinator", ("newcomer",), confirmed=False)


def _access_last_year(calendar: Calendar) -> Iterator[Deed]:
    long_ago = calendar.day(-800)
    found = (
        _access("fb-coordinator", "coordinator", "facebook", _LOGIN, _ALL, long_ago, "Looks after the page"),
        _access("fb-office", "office", "facebook", _LOGIN, _ALL, long_ago, "School news"),
        _access("fb-deputy", "deputy", "facebook", _LOGIN, AccessLevel.LOOKS, long_ago, "Reads along"),
        _access("fb-former", "former", "facebook", _LOGIN, _POSTS, long_ago, "Class news, Year 2"),
        _access("fb-leaver", "leaver", "facebook", _LOGIN, _POSTS, long_ago, "Sports news"),
        _access("web-office", "office", "website", _PASSWORD, _POSTS, long_ago, "Newsletters and letters home"),
        _access("web-deputy", "deputy", "website", _LOGIN, _POSTS, long_ago, "Curriculum pages"),
        _access("x-office", "office", "x", _PASSWORD, _POSTS, long_ago, "Closures and reminders"),
    )
    yield AccessFound(calendar.at(-430, 11), "coordinator", found, calendar.day(-400))
    yield AccessAuthorised(calendar.at(-424, 16), "head", tuple(access.key for access in found))
    administers = _access("fb-head", "head", "facebook", _LOGIN, _ALL, calendar.day(-424), "Second administrator")
    yield AccessGiven(calendar.at(-424, 16, 30), "coordinator", administers, calendar.day(-424), "chair")
    kept = ("fb-coordinator", "fb-office", "fb-head", "web-office", "web-deputy")
    yield AccessReviewed(calendar.at(-68, 16), "coordinator", kept, planned_terms(calendar.on)[1].ends)
    # The one review of this term that was put off, and is a few days late.
    yield AccessReviewed(calendar.at(-68, 16, 10), "coordinator", ("x-office",), calendar.day(-3))
    forest = _access("x-forest", "colleague-15", "x", _PASSWORD, _POSTS, calendar.day(-200), "Forest school news")
    yield AccessGiven(calendar.at(-200, 10), "coordinator", forest, calendar.day(-201))
    yield AccessEnded(
        calendar.at(-111, 14), "coordinator", "x-forest", "Changed job, no longer posts", reason_shown=True
    )


def _access_this_term(calendar: Calendar) -> Iterator[Deed]:
    helped = (
        _access("ig-leaver", "leaver", "instagram", _PASSWORD, _POSTS, calendar.day(-95), "Matches and sports day"),
        _access(
            "trips-leaver", "leaver", "trips", _PASSWORD, _POSTS, calendar.day(-95), "Pictures from the residential"
        ),
        _access("blog-leaver", "leaver", "blog", _PASSWORD, _ALL, calendar.day(-600), "Set the blog up"),
    )
    yield AccessFound(calendar.at(-70, 9), "coordinator", helped, calendar.day(-40))
    yield AccessAuthorised(calendar.at(-66, 16), "head", tuple(access.key for access in helped))
    given: Iterable[PlannedAccess] = (
        _access(
            "ig-teacher",
            "teacher",
            "instagram",
            _PASSWORD,
            _POSTS,
            calendar.day(-64),
            "Year 4 residential and class news",
            review_on=calendar.day(6),
        ),
        _access(
            "yt-teacher", "teacher", "youtube", _PASSWORD, AccessLevel.POSTS, calendar.day(-50), "Harvest assembly"
        ),
        _access("blog-coordinator", "coordinator", "blog", _LOGIN, _ALL, calendar.day(-60), "Sets the blog up"),
        _access("dojo-teacher", "teacher", "classdojo", _SEAT, _POSTS, calendar.day(-62), "Year 4 messages"),
        _access("dojo-newcomer", "newcomer", "classdojo", _SEAT, _POSTS, calendar.day(-62), "Year 6 messages"),
        _access("dojo-reception", "colleague-0", "classdojo", _SEAT, _POSTS, calendar.day(-62), "Reception messages"),
        _access("dojo-year-1", "colleague-1", "classdojo", _SEAT, _POSTS, calendar.day(-62), "Year 1 messages"),
        _access("dojo-year-3", "colleague-3", "classdojo", _SEAT, _POSTS, calendar.day(-62), "Year 3 messages"),
        _access("web-year-1", "colleague-1", "website", _LOGIN, _POSTS, calendar.day(-48), "Class page"),
        _access(
            "blog-trainee",
            "trainee",
            "blog",
            _LOGIN,
            AccessLevel.LOOKS,
            calendar.day(-30),
            "Writing lessons on Tuesdays",
            ends=calendar.day(10),
        ),
        _access(
            "dojo-lessons", "teacher", "classdojo", _LESSON, AccessLevel.LOOKS, calendar.day(-28), "Year 4 lessons"
        ),
    )
    for access in given:
        authorised_on = calendar.day((access.starts - calendar.on).days - 2)
        at = calendar.at((access.starts - calendar.on).days, 7, 45)
        yield AccessGiven(at, "coordinator", access, authorised_on)
    yield AccessEnded(calendar.at(-12, 16), "coordinator", "yt-teacher", "The assembly is online", reason_shown=True)


def _openings(calendar: Calendar, rng: random.Random) -> Iterator[Deed]:
    for offset in (-62, -50, -41, -27, -20, -4):
        at = calendar.at(offset, 8, rng.randrange(5, 50))
        yield SecretTaken(at, "teacher", "instagram", copied=True, reason="Class news")
        yield CodeTaken(at, "teacher", "instagram", reason="Class news")
    for offset in (-380, -250, -139, -57, -34, -3):
        at = calendar.at(offset, 14, rng.randrange(60))
        yield SecretTaken(at, "office", "website", copied=True, reason="Newsletter")
    for offset in (-290, -180, -88, -33, -11):
        yield SecretTaken(calendar.at(offset, 8, rng.randrange(60)), "office", "x", copied=True, reason="Reminder")
    for offset in (-210, -36):
        yield SecretTaken(calendar.at(offset, 16), "coordinator", "youtube", reason="Recovery tried")


def _lately(calendar: Calendar, rng: random.Random) -> Iterator[Deed]:
    seats = (
        _access("dojo-hlta", "colleague-10", "classdojo", _SEAT, _POSTS, calendar.day(-300), "Covers classes"),
        _access(
            "dojo-assistant", "colleague-8", "classdojo", _SEAT, AccessLevel.LOOKS, calendar.day(-300), "Reads along"
        ),
    )
    yield AccessFound(calendar.at(-13, 15), "coordinator", seats, calendar.day(20))
    yield AccountAdded(calendar.at(-5, 10), "coordinator", proposed_channel())
    yield AccountAdded(calendar.at(-16, 12), "coordinator", pretending_account(calendar))
    yield AccessPaused(calendar.at(-4, 12), "coordinator", "web-year-1")
    # The first of the three that the leaver knew.
    yield SecretKept(calendar.at(-7, 15), "coordinator", "trips", {SecretField.PASSWORD: _password(rng)})
    # Not confirmed yet: the platform may still want the one before.
    yield SecretKept(
        calendar.at(-2, 15, 30), "coordinator", "website", {SecretField.PASSWORD: _password(rng)}, confirmed=False
    )


def _access(
    key: str,
    person: str,
    account: str,
    kind: AccessKind,
    level: AccessLevel,
    starts: date,
    reason: str,
    *,
    ends: date | None = None,
    review_on: date | None = None,
) -> PlannedAccess:
    return PlannedAccess(key, person, account, kind, level, starts, reason, ends, review_on)
