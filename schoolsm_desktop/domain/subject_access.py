"""Somebody asks for everything the school holds about them: the request and its two copies (PRACTICE 18).

Who asked, what the safeguarding lead found and what the data protection officer advised lie sealed beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .errors import FieldError, RuleError
from .months import months_after
from .wording import day_text, tr

MONTHS_BY_LAW = 1
MONTHS_LONGER = 2
OWN_SAY_FROM = 12
"""From about this age on a pupil is asked whether a parent may have it; usual advice, not law."""
MOST_SAID = 4000
MOST_SHORT = 200


class SubjectSort(StrEnum):
    """Of whom everything is asked for."""

    PUPIL = "pupil"
    COLLEAGUE = "colleague"
    OUTSIDE = "outside"


class SubjectOutcome(StrEnum):
    """What came of a request."""

    OPEN = "open"
    GIVEN = "given"
    NOTHING_HELD = "nothing-held"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class AsWhat(StrEnum):
    """As what somebody asks."""

    THEMSELF = "themself"
    PARENT = "parent"
    FOR_THEM = "for-them"


SORT_WORDS = {
    SubjectSort.PUPIL: "A pupil",
    SubjectSort.COLLEAGUE: "A colleague",
    SubjectSort.OUTSIDE: "Somebody outside",
}
AS_WHAT_WORDS = {
    AsWhat.THEMSELF: "For themself",
    AsWhat.PARENT: "A parent, for a pupil",
    AsWhat.FOR_THEM: "Somebody they sent, a solicitor perhaps",
}
OUTCOME_WORDS = {
    SubjectOutcome.OPEN: "Under way",
    SubjectOutcome.GIVEN: "Given",
    SubjectOutcome.NOTHING_HELD: "Nothing is held",
    SubjectOutcome.REFUSED: "Refused",
    SubjectOutcome.WITHDRAWN: "Withdrawn",
}


class Waits(StrEnum):
    """What a request waits for, in the order of its steps."""

    IDENTITY = "identity"
    WORKING_COPY = "working-copy"
    HARM = "harm"
    AGREEMENT = "agreement"
    RELEASE = "release"
    HANDING_OVER = "handing-over"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SubjectRequest:
    """One request, as far as it stands in plain: no name of whoever asked, and no word of what was found."""

    id: UUID
    school_id: UUID
    number: int
    sort: SubjectSort
    received_on: date
    due_on: date
    recorded_by: UUID
    recorded_at: datetime
    subject_id: UUID | None = None
    """The pupil or colleague; None for somebody outside, whose name lies sealed."""
    identity_on: date | None = None
    extended_to: date | None = None
    working_at: datetime | None = None
    """When the working copy was last made."""
    working_by: UUID | None = None
    """Who made it: it holds what that person may read, and no more."""
    harm_by: UUID | None = None
    harm_at: datetime | None = None
    """Who looked for serious harm, and when."""
    agreed_by: UUID | None = None
    agreed_at: datetime | None = None
    """Who agreed that the release copy goes out, as data protection officer."""
    released_on: date | None = None
    outcome: SubjectOutcome = SubjectOutcome.OPEN
    closed_on: date | None = None
    revision: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is still under way."""
        return self.outcome is SubjectOutcome.OPEN

    @property
    def by(self) -> date:
        """The day by which it is answered: by law, or two months longer where it was put off."""
        return self.extended_to or self.due_on

    @property
    def waits(self) -> Waits:
        """The next step."""
        if not self.is_open:
            return Waits.NOTHING
        steps = (
            (self.identity_on, Waits.IDENTITY),
            (self.working_at, Waits.WORKING_COPY),
            (self.harm_at, Waits.HARM),
            (self.agreed_at, Waits.AGREEMENT),
            (self.released_on, Waits.RELEASE),
        )
        return next((step for done, step in steps if done is None), Waits.HANDING_OVER)


@dataclass(frozen=True, slots=True, repr=False)
class SubjectLetter:
    """A letter of a request, kept with its words."""

    key: str
    title: str
    text: str
    recipient: str
    on: date


@dataclass(frozen=True, slots=True, repr=False)
class SubjectCopy:
    """A release copy that was made: its number, for whom, on which day, and the fingerprint of the file."""

    number: int
    recipient: str
    on: date
    seal: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SubjectWords:
    """What is sealed beside a request."""

    subject: str = ""
    """The name of somebody outside."""
    asked_by: str = ""
    as_what: str = ""
    """Themselves, a parent, a solicitor."""
    identity: str = ""
    """How it was made sure who asks; never the number of a paper."""
    extended_why: str = ""
    advice: str = ""
    """What the data protection officer advised."""
    advised_by: str = ""
    """Who advised, and on which day, where it came on paper."""
    withheld: tuple[tuple[str, str], ...] = ()
    """The keys of lines that are taken out of the release copy, and why."""
    names_stay: tuple[str, ...] = ()
    """Third parties whose names may stay, their consent or their job allowing it."""
    also_remove: str = ""
    harmful: tuple[str, ...] = ()
    """The keys of lines that the safeguarding lead holds back; why lies sealed to the leads alone."""
    copies: tuple[SubjectCopy, ...] = ()
    letters: tuple[SubjectLetter, ...] = ()
    closing: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class HarmWords:
    """What the safeguarding lead found, sealed to the safeguarding leads alone."""

    finding: str = ""
    reasons: tuple[tuple[str, str], ...] = ()


def due_day(begins: date, next_open: Callable[[date], date], months: int = MONTHS_BY_LAW) -> date:
    """By when it is answered: the same day of the month after, or its last day; moved to the next working day."""
    return next_open(months_after(begins, months))


def longest_day(request: SubjectRequest, next_open: Callable[[date], date]) -> date:
    """The last day where it is put off: two months after the month ends."""
    begins = request.received_on
    if due_day(begins, next_open) != request.due_on and request.identity_on is not None:
        begins = request.identity_on
    return due_day(begins, next_open, MONTHS_BY_LAW + MONTHS_LONGER)


def asks_own_say(sort: SubjectSort, as_what: str, birth_date: date | None, today: date) -> bool:
    """Whether a parent asks for a pupil who is old enough to be asked first."""
    if sort is not SubjectSort.PUPIL or as_what == AsWhat.THEMSELF or birth_date is None:
        return False
    return today >= months_after(birth_date, 12 * OWN_SAY_FROM)


def check_words(field: str, typed: str, *, needed: str = "", most: int = MOST_SAID) -> str:
    """What was typed, tidied. Raises FieldError where it is missing (with the sentence `needed`) or endless."""
    said = "\n".join(" ".join(line.split()) for line in typed.strip().splitlines())
    if needed and not said:
        raise FieldError(field, needed)
    if len(said) > most:
        raise FieldError(field, tr("This is longer than {longest} characters. Shorten it.", longest=most))
    return said


def demand_open(request: SubjectRequest) -> None:
    """Raises RuleError for a request that is closed."""
    if not request.is_open:
        raise RuleError(tr("This request was closed on {day}. Nothing was changed.", day=day_text(request.closed_on)))


def demand_releasable(request: SubjectRequest) -> None:
    """Raises RuleError while one of the two looks is missing, or nobody made sure who asks."""
    demand_open(request)
    missing = {
        Waits.IDENTITY: tr("First make sure who asks, and enter the day. Nothing was printed."),
        Waits.WORKING_COPY: tr("First make the working copy. Nothing was printed."),
        Waits.HARM: tr("The designated safeguarding lead looks for serious harm first. Nothing was printed."),
        Waits.AGREEMENT: tr("The data protection officer agrees first. Nothing was printed."),
    }
    if request.waits in missing:
        raise RuleError(missing[request.waits])
