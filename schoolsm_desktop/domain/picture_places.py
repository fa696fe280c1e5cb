"""Where pictures may go: a platform, one account, the website, print, display; and on which basis each is asked.

A place is named by a key: that of its entry in the list (`newsletter`), `platform:<id>` for every account of the school's on
a platform, or `account:<uuid>` for one account that is asked about by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .accounts import Account, AccountClass, Platform
from .lists import ListEntry, ListKind, entries_of
from .wording import tr

PLATFORM, ACCOUNT = "platform:", "account:"


class Basis(StrEnum):
    """The lawful basis a picture is shown on (UK GDPR Art. 6)."""

    CONSENT = "consent"
    PUBLIC_TASK = "public-task"
    LEGITIMATE_INTERESTS = "legitimate-interests"


BASIS_WORDS = {
    Basis.CONSENT: "Consent",
    Basis.PUBLIC_TASK: "Public task",
    Basis.LEGITIMATE_INTERESTS: "Legitimate interests",
}


class Lasting(StrEnum):
    """How long a yes lasts. A no, an objection and a hold never expire (PRACTICE 24)."""

    SCHOOL_YEAR = "school-year"
    KEY_STAGE = "key-stage"
    YEARS = "years"
    ON_ROLL = "on-roll"


LASTING_WORDS = {
    Lasting.SCHOOL_YEAR: "One school year",
    Lasting.KEY_STAGE: "One key stage",
    Lasting.YEARS: "Some years",
    Lasting.ON_ROLL: "While on the roll",
}


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """On what terms a place is asked about, one version: the newest whose `from_day` has come holds.

    `wording` is what parents saw. `needs` are keys of other places a picture also goes to from here (PRACTICE 27: a
    newsletter that goes on the website needs both). `second_person` is for press, prospectus and outside photographers.
    """

    id: UUID
    school_id: UUID
    place: str
    version: int
    from_day: date
    recorded_by: UUID
    recorded_at: datetime
    basis: Basis = Basis.CONSENT
    wording: str = ""
    lasting: Lasting = Lasting.SCHOOL_YEAR
    years: int = 1
    needs: tuple[tuple[str, str], ...] = ()
    """Pairs of place key and nothing."""
    second_person: bool = False
    in_use: bool = True


class Master(StrEnum):
    """Where photo answers are kept first (PRACTICE 7)."""

    HERE = "here"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class PictureRules:
    """What a school sets once for its pictures; one record a school.

    `own_answer_age` is from which age the pupil's own answer counts too, 0 never. Answers that last a school year end on
    `answers_end_day`.`answers_end_month` of the next one, so that a yes survives the round (PRACTICE 24). `largest_side` is
    in pixels. `stay_open_minutes` is how long the photo check alone may stay open, 0 no longer than the rest.
    """

    id: UUID
    school_id: UUID
    master: Master = Master.HERE
    master_name: str = ""
    own_answer_age: int = 0
    answers_end_month: int = 10
    answers_end_day: int = 31
    largest_side: int = 1600
    review_months: int = 12
    take_down_days: int = 2
    shred_days: int = 1
    stay_open_minutes: int = 0
    revision: int = 1


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """One place as it is chosen on the screen: its key, its name, its terms today, its accounts."""

    key: str
    name: str
    terms: PlaceTerms | None = None
    account_ids: tuple[UUID, ...] = ()
    note: str = ""

    @property
    def basis(self) -> Basis:
        """Consent unless the school said otherwise."""
        return self.terms.basis if self.terms else Basis.CONSENT

    @property
    def needs(self) -> tuple[str, ...]:
        """The other places a picture also goes to from here."""
        return tuple(key for key, _ in self.terms.needs) if self.terms else ()

    @property
    def second_person(self) -> bool:
        """Whether somebody else confirms a check: press, prospectus, outside photographer unless said otherwise."""
        return self.terms.second_person if self.terms else self.key in SECOND_PERSON


SECOND_PERSON = frozenset({"press", "prospectus", "outside-photographer"})
NOT_A_PLACE = frozenset({AccountClass.NOT_OURS, AccountClass.PRETENDS})


def terms_on(terms: Iterable[PlaceTerms], day: date) -> dict[str, PlaceTerms]:
    """The terms of each place that hold on `day`, the highest version of those that have begun."""
    found: dict[str, PlaceTerms] = {}
    for one in terms:
        if one.from_day <= day and (one.place not in found or one.version > found[one.place].version):
            found[one.place] = one
    return found


def platform_place(platform_id: str) -> str:
    """The key of the place that stands for every account of ours on a platform."""
    return f"{PLATFORM}{platform_id}"


def place_of_account(account: Account, terms: Mapping[str, PlaceTerms]) -> str:
    """The place a picture on an account goes to: its own where it is asked about by itself, the website, or its platform's."""
    own = f"{ACCOUNT}{account.id}"
    if own in terms and terms[own].in_use:
        return own
    if account.account_class is AccountClass.WEBSITE or account.platform_id == "website":
        return "website"
    if account.account_class in (AccountClass.CLOSED_AREA, AccountClass.LEARNER_PLATFORM):
        return "closed-platform"
    return platform_place(account.platform_id)


def picture_places(
    school_id: UUID,
    entries: Iterable[ListEntry],
    accounts: Iterable[Account],
    platforms: Mapping[str, Platform],
    terms: Iterable[PlaceTerms],
    answered: Iterable[str],
    day: date,
) -> tuple[PicturePlace, ...]:
    """Every place of today in its order: platforms of accounts, accounts asked about by themselves, then the list.

    A platform that answers speak of is a place too, before it has an account: `answered` are the places of answers.
    """
    standing = terms_on(terms, day)
    on: dict[str, list[UUID]] = {}
    names: dict[UUID, str] = {}
    for account in accounts:
        names[account.id] = account.name
        if account.is_live and account.account_class not in NOT_A_PLACE:
            on.setdefault(place_of_account(account, standing), []).append(account.id)
    listed = {e.key: e for e in entries_of(ListKind.PICTURE_PLACES, school_id, entries) if e.ended_at is None}
    keys = dict.fromkeys([*on, *(k for k in standing if k.startswith((PLATFORM, ACCOUNT))), *answered])
    found = [
        PicturePlace(key, _name(key, platforms, names), standing.get(key), tuple(on.get(key, ())))
        for key in keys
        if key.startswith((PLATFORM, ACCOUNT))
    ]
    found.sort(key=lambda place: (not place.account_ids, place.name.casefold()))
    found += [PicturePlace(k, e.name, standing.get(k), tuple(on.get(k, ())), e.note) for k, e in listed.items()]
    return tuple(place for place in found if place.terms is None or place.terms.in_use)


def _name(key: str, platforms: Mapping[str, Platform], names: Mapping[UUID, str]) -> str:
    if key.startswith(ACCOUNT):
        return names.get(UUID(key.removeprefix(ACCOUNT)), tr("An account"))
    platform = platforms.get(key.removeprefix(PLATFORM))
    return platform.name if platform else key.removeprefix(PLATFORM)
