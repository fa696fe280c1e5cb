"""The termly review: every pair of person and account is looked at, decided, and signed off by the headteacher."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .access import Access, AccessKind, AccessLevel, Knowing, knowers
from .accounts import SecretVersion
from .errors import FieldError
from .people import ENDS_ON_A_DAY, Person
from .wording import day_text, tr


class Verdict(StrEnum):
    """What the reviewer says of one access."""

    KEEP = "keep"
    CHANGE = "change"
    END = "end"
    UNSURE = "unsure"


VERDICT_WORDS = {
    Verdict.KEEP: "Keep",
    Verdict.CHANGE: "Change",
    Verdict.END: "End",
    Verdict.UNSURE: "Unsure",
}


@dataclass(frozen=True, slots=True)
class Review:
    """One termly review; `term` is the term's name as it stood, `signed_off_at` makes it final."""

    id: UUID
    school_id: UUID
    term: str
    started_by: UUID
    started_at: datetime
    due_on: date | None = None
    signed_off_by: UUID | None = None
    signed_off_at: datetime | None = None
    under_cover: bool = False
    note: str = ""
    cancelled_at: datetime | None = None
    revision: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked through."""
        return self.signed_off_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One access in a review, as it stood when the review began or it was decided on, with what was decided of it.

    `to_level` and `to_ends` belong to CHANGE. `carried_out_at` is set when signing off did what was decided.
    """

    id: UUID
    review_id: UUID
    access_id: UUID
    person_id: UUID
    account_id: UUID
    kind: AccessKind
    level: AccessLevel
    ends: date | None = None
    verdict: Verdict | None = None
    note: str = ""
    to_level: AccessLevel | None = None
    to_ends: date | None = None
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    carried_out_at: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """What is said of one line; without a verdict an earlier one is taken back. The note stays either way."""

    verdict: Verdict | None
    note: str = ""
    to_level: AccessLevel | None = None
    to_ends: date | None = None


class Standing(StrEnum):
    """Where one line of an open review stands."""

    OPEN = "open"
    DECIDED = "decided"
    UNSURE = "unsure"
    LOOK_AGAIN = "look-again"
    """It was changed in the register after somebody decided to keep or change it."""
    ENDED_SINCE = "ended-since"


WAITS = frozenset({Standing.OPEN, Standing.UNSURE, Standing.LOOK_AGAIN})
"""What stands in the way of signing off."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One access in a review: the record as it is now, the line kept of it (None: given since it began), its standing."""

    access: Access
    line: ReviewLine | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is. An access that ended since it began needs no decision and is not counted in `total`."""

    total: int
    decided: int
    unsure: int
    look_again: int
    ended_since: int

    @property
    def undecided(self) -> int:
        """Lines that nobody has decided, or that must be decided anew."""
        return self.total - self.decided - self.unsure

    @property
    def is_ready(self) -> bool:
        """Whether the headteacher can sign it off."""
        return self.decided == self.total


def to_review(accesses: Iterable[Access], people: Mapping[UUID, Person], today: date) -> tuple[Access, ...]:
    """Every access that a review looks at: all that have not ended, paused ones too, of people who are here."""
    return tuple(
        a for a in accesses if not a.over_by(today) and a.person_id in people and not people[a.person_id].left_by(today)
    )


def reviewed(
    lines: Iterable[ReviewLine], accesses: Sequence[Access], people: Mapping[UUID, Person], today: date
) -> tuple[Reviewed, ...]:
    """The lines of an open review with the register as it is now; accesses given since it began stand at the end."""
    by_id = {a.id: a for a in accesses}
    live = {a.id for a in to_review(accesses, people, today)}
    kept = {line.access_id: line for line in lines}
    found = [
        Reviewed(by_id[access_id], line, _standing(line, by_id[access_id], access_id in live))
        for access_id, line in kept.items()
        if access_id in by_id
    ]
    found += [Reviewed(a, None, Standing.OPEN) for a in accesses if a.id in live and a.id not in kept]
    return tuple(found)


def _standing(line: ReviewLine, access: Access, live: bool) -> Standing:
    if not live:
        return Standing.ENDED_SINCE
    if line.verdict is None:
        return Standing.OPEN
    if line.verdict is Verdict.UNSURE:
        return Standing.UNSURE
    if line.verdict is not Verdict.END and (line.level, line.ends) != (access.level, access.ends):
        return Standing.LOOK_AGAIN
    return Standing.DECIDED


def progress(found: Iterable[Reviewed]) -> Progress:
    """How far a review is."""
    each = [r.standing for r in found]
    ended = each.count(Standing.ENDED_SINCE)
    return Progress(
        total=len(each) - ended,
        decided=each.count(Standing.DECIDED),
        unsure=each.count(Standing.UNSURE),
        look_again=each.count(Standing.LOOK_AGAIN),
        ended_since=ended,
    )


def check_decision(decision: Decision, access: Access, person: Person, today: date) -> None:
    """Refuse a decision that could not be carried out; raises FieldError beside the field."""
    if decision.verdict is not Verdict.CHANGE:
        return
    level, ends = decision.to_level or access.level, decision.to_ends or access.ends
    if (level, ends) == (access.level, access.ends):
        raise FieldError("to_level", tr("Nothing would change. Choose another level or last day, or keep the access."))
    if decision.to_ends is not None and decision.to_ends < max(today, access.starts):
        raise FieldError("to_ends", tr("The last day is today or later, and not before the first day."))
    if ends is None and person.contract in ENDS_ON_A_DAY:
        raise FieldError("to_ends", tr("Access for this kind of contract always ends on a day. Enter the last day."))
    if decision.to_ends is not None and person.ends is not None and decision.to_ends > person.ends:
        raise FieldError(
            "to_ends", tr("This person’s own last day is {day}: access cannot outlast it.", day=day_text(person.ends))
        )


def latest_signed_off(reviews: Iterable[Review]) -> Review | None:
    """The review that was signed off last."""
    done = [r for r in reviews if r.signed_off_at is not None]
    return max(done, key=lambda r: r.signed_off_at or r.started_at) if done else None


def before(reviews: Iterable[Review], review: Review) -> Review | None:
    """The review signed off last before `review` began: what it is compared with."""
    return latest_signed_off(
        r for r in reviews if r.id != review.id and r.signed_off_at is not None and r.signed_off_at <= review.started_at
    )


class Compared(StrEnum):
    """How an access stands against the last review."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


COMPARED_WORDS = {
    Compared.NEW: "New since the last review",
    Compared.SAME: "As before",
    Compared.CHANGED: "Changed since",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A review beside the one before it. `last` is by access; `gone` are lines of the last one that are no more."""

    last: Mapping[UUID, ReviewLine]
    how: Mapping[UUID, Compared]
    gone: tuple[ReviewLine, ...]

    def count(self, how: Compared) -> int:
        """How many accesses stand so."""
        return list(self.how.values()).count(how)


def compare(
    now: Iterable[Access | ReviewLine], earlier: Iterable[ReviewLine], *, ended: Collection[UUID] = ()
) -> Comparison:
    """Compare accesses (or the lines of a review) with an earlier review; `ended` are accesses that are over.

    An access is known again by its id, or, where it ended and was given anew, by person, account and kind.
    """
    before = list(earlier)
    by_id = {line.access_id: line for line in before}
    by_pair = {_pair(line): line for line in before}
    last: dict[UUID, ReviewLine] = {}
    how: dict[UUID, Compared] = {}
    for each in now:
        access_id = each.access_id if isinstance(each, ReviewLine) else each.id
        if access_id in ended:
            continue
        line = by_id.get(access_id) or by_pair.get(_pair(each))
        if line is None:
            how[access_id] = Compared.NEW
            continue
        last[access_id] = line
        how[access_id] = Compared.SAME if _outcome(line) == (each.level, each.ends) else Compared.CHANGED
    seen = {line.id for line in last.values()}
    return Comparison(last, how, tuple(line for line in before if line.id not in seen))


def _pair(each: Access | ReviewLine) -> tuple[UUID, UUID, AccessKind]:
    return each.person_id, each.account_id, each.kind


def _outcome(line: ReviewLine) -> tuple[AccessLevel, date | None]:
    """What a line left behind when it was carried out."""
    if line.verdict is Verdict.CHANGE:
        return line.to_level or line.level, line.to_ends or line.ends
    return line.level, line.ends


@dataclass(frozen=True, slots=True)
class PasswordResult:
    """A password that had to become another one since a review ended somebody's access, and when it really did.

    `must` is False where none of `people` ever opened it: a change was advised. `changed_at` is None until it is done.
    """

    account_id: UUID
    people: tuple[UUID, ...]
    since: datetime
    must: bool
    changed_at: datetime | None


def passwords_changed(
    lines: Iterable[ReviewLine],
    versions: Sequence[SecretVersion],
    knowings: Sequence[Knowing],
    keyholders: Collection[UUID] = (),
) -> tuple[PasswordResult, ...]:
    """Which passwords a review made new, worked out from what was carried out and what was really done afterwards.

    Whoever is a keyholder knows the password all the same, so that the end of their own access asks for nothing.
    """
    ended: dict[UUID, list[ReviewLine]] = {}
    for line in lines:
        knew = line.kind is AccessKind.KNOWS_PASSWORD and line.person_id not in keyholders
        if line.verdict is Verdict.END and line.carried_out_at is not None and knew:
            ended.setdefault(line.account_id, []).append(line)
    found = []
    for account_id, its in ended.items():
        since = min(line.carried_out_at for line in its if line.carried_out_at is not None)
        result = _password_result(account_id, tuple(line.person_id for line in its), since, versions, knowings)
        if result is not None:
            found.append(result)
    return tuple(found)


def _password_result(
    account_id: UUID,
    people: tuple[UUID, ...],
    since: datetime,
    versions: Sequence[SecretVersion],
    knowings: Sequence[Knowing],
) -> PasswordResult | None:
    mine = [v for v in versions if v.account_id == account_id]
    then = max((v for v in mine if v.made_at <= since), key=lambda v: v.number, default=None)
    if then is None:
        return None
    known = knowers(then, mine, [k for k in knowings if k.at <= since])
    later = [v.password_changed_at for v in mine if v.password_changed_at is not None and v.password_changed_at > since]
    return PasswordResult(account_id, people, since, any(p in known for p in people), min(later, default=None))
