"""What a termly report counts: whole numbers and days over a term, never a name (REPORTS.md, PRACTICE 17).

These records are the truth and are kept sealed with a final report. Nothing of them is shown as it stands: what may be
printed is `suppression.published(figures, part)`. A sub-record is None where that was not counted then: the accounts of a
term long ago cannot be counted today, only read from the report that was kept of it.

Everything here is JSON-able: numbers, words, days, tuples. No ids, no names of people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .periods import Period


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of one sort; `key` is the value of an enum, or a key of your policy."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """Accounts by state, and the termly check of those in use."""

    in_use: int
    waiting: int
    """Proposed, or authorised and not yet in use."""
    paused: int
    closed: int
    closed_in_term: int
    not_ours: int
    pretending: int
    checks_due: int
    checks_done: int
    to_put_right: int
    """What a check found and nobody has put right since."""

    @property
    def ours(self) -> int:
        """Every account of the school's own that is not closed."""
        return self.in_use + self.waiting + self.paused


@dataclass(frozen=True, slots=True)
class AccessFigures:
    """Who has access, as numbers. People and accesses stand as on the last day counted; the rest happened in the term."""

    people: int
    accesses: int
    kinds: tuple[Tally, ...]
    """By AccessKind."""
    levels: tuple[Tally, ...]
    """By AccessLevel; empty for a term that was not counted at the time."""
    given: int
    ended: int
    changed: int
    people_ready: int | None
    """Those with access who have met what your policy asks first: policy and training. None: not counted then."""
    given_all_the_same: int = 0
    """Given in the term although a condition was missing, with a reason."""


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """The review of access that belongs to the term."""

    begun: bool
    signed_off_on: date | None
    lines: int
    kept: int
    changed: int
    ended: int


@dataclass(frozen=True, slots=True)
class SecretFigures:
    """Passwords that are due to be changed, and codes."""

    passwords_overdue: int
    overdue_since: date | None
    """The longest."""
    accounts_without_second_step: int
    backup_codes_overdue: int
    changed_in_term: int


@dataclass(frozen=True, slots=True)
class PlaceAnswers:
    """One place for one year group: every pupil on the roll is in exactly one of the three."""

    place: str
    yes: int
    no: int
    none: int
    """No answer that stands: not asked, form still out, run out, or a question for the office."""


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """One year group. `year` is as it stands on the roll, empty where none is known."""

    year: str
    pupils: int
    places: tuple[PlaceAnswers, ...]


@dataclass(frozen=True, slots=True)
class PermissionFigures:
    """Photo permissions by year group; `places` are pairs of a place's key and its name."""

    places: tuple[tuple[str, str], ...]
    years: tuple[YearCoverage, ...]

    @property
    def pupils(self) -> int:
        """Pupils on the roll."""
        return sum(year.pupils for year in self.years)


@dataclass(frozen=True, slots=True)
class PhotoFigures:
    """Photo checks made in the term by what came of them, and what was published."""

    passed: int
    stopped: int
    waiting: int
    """Still waiting for a second person on the last day counted."""
    posts: int
    posts_with_picture: int

    @property
    def made(self) -> int:
        """All checks."""
        return self.passed + self.stopped + self.waiting


@dataclass(frozen=True, slots=True)
class RemovalFigures:
    """Searches for every picture of a pupil that began in the term: withdrawals, holds and leavers, all alike."""

    finished: int
    still_open: int
    overdue: int
    """Of those still open."""

    @property
    def begun(self) -> int:
        """All of them."""
        return self.finished + self.still_open


@dataclass(frozen=True, slots=True)
class FirstAction:
    """How long it took from when school knew until somebody did something, over `counted` incidents."""

    counted: int
    median_hours: float
    longest_hours: float
    median_school_days: int
    longest_school_days: int


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    """Incidents that school first knew of in the term. Allegations about adults and low-level concerns are in none of it.

    `kinds`, `groups` and `outcomes` each count every incident once. Only what the person who makes the report reads.
    """

    kinds: tuple[Tally, ...]
    """By IncidentKind."""
    groups: tuple[Tally, ...]
    """By IncidentGroup, always all four."""
    outcomes: tuple[Tally, ...]
    """By Outcome of `figures_incidents`, always all of them; those still open are one of them."""
    overdue: int
    """Of those of the term still open: one with a clock or an action that is over."""
    open_from_before: int
    """Still open on the last day counted, known before the term began."""
    first_action: FirstAction | None
    actions_open: int
    actions_overdue: int

    @property
    def total(self) -> int:
        """All incidents of the term."""
        return sum(tally.count for tally in self.groups)


@dataclass(frozen=True, slots=True)
class ModerationFigures:
    """What was done about comments in the term, by Moderated."""

    acts: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class BlockFigures:
    """People kept out of our accounts: blocked in the term, lifted in it, and how many stand."""

    made: int
    lifted: int
    standing: int
    review_overdue: int
    appeals: int


@dataclass(frozen=True, slots=True)
class TakedownFigures:
    """What others were asked in the term to take down, by TakedownOutcome; `overdue` are of those still open."""

    outcomes: tuple[Tally, ...]
    overdue: int


@dataclass(frozen=True, slots=True)
class ComplaintFigures:
    """Complaints received in the term, by Stage reached; open or closed; the answer to the stage in time or not."""

    stages: tuple[Tally, ...]
    still_open: int
    closed: int
    in_time: int
    late: int
    running: int
    """Not answered yet, and not late."""


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """One kind of people: how many are asked, how many have read and signed the present version, are trained."""

    group: str
    asked: int
    signed: int
    training_asked: int
    trained: int


@dataclass(frozen=True, slots=True)
class PolicyFigures:
    """The policy itself: version, its review day, who has read and signed it, who is trained."""

    version: str
    approved_on: date | None
    review_on: date | None
    groups: tuple[GroupCoverage, ...]


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """What was asked of the school in the term (an account, a class use, access) and how it was decided."""

    asked: int
    granted: int
    refused: int
    waiting: int


@dataclass(frozen=True, slots=True)
class DeclarationFigures:
    """Declarations, where your policy asks for them: from how many, and how many are there."""

    asked: int
    made: int


@dataclass(frozen=True, slots=True)
class TeachingFigures:
    """Lessons on staying safe, where your policy asks: classes or year groups, and how many were ticked this term."""

    asked: int
    ticked: int


@dataclass(frozen=True, slots=True)
class RehearsalFigures:
    """When the school last rehearsed what it would do."""

    held_on: date


@dataclass(frozen=True, slots=True)
class TermFigures:
    """All that is counted for one term, as it stood on `counted_on`. No record of a sub-record means: not counted then."""

    period: Period
    counted_on: date
    """The last day that is in it: the term's last day, or the day it was counted where the term still ran."""
    roll: int = 0
    """Pupils on the roll; a school below SMALL_SCHOOL is reported in four groups and over three terms."""
    accounts: AccountFigures | None = None
    access: AccessFigures | None = None
    review: ReviewFigures | None = None
    secrets: SecretFigures | None = None
    permissions: PermissionFigures | None = None
    photos: PhotoFigures | None = None
    removals: RemovalFigures | None = None
    incidents: IncidentFigures | None = None
    moderation: ModerationFigures | None = None
    blocks: BlockFigures | None = None
    takedowns: TakedownFigures | None = None
    complaints: ComplaintFigures | None = None
    policy: PolicyFigures | None = None
    requests: RequestFigures | None = None
    declarations: DeclarationFigures | None = None
    teaching: TeachingFigures | None = None
    rehearsal: RehearsalFigures | None = None
    before: TermFigures | None = None
    """The term before; it carries its own `before`, for the sum over three terms of a small school."""
    last_year: TermFigures | None = None
    """The same term last year."""


def count_of(tallies: tuple[Tally, ...], key: str) -> int:
    """How many of one sort."""
    return next((tally.count for tally in tallies if tally.key == key), 0)
