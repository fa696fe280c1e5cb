"""What the page of the termly review shows: the open review line by line, what signing off would do, reviews of before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from schoolsm_desktop.domain.access import LEVEL_WORDS, Access, AccessKind, KnownBy, current_version, knowers
from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.reviews import (
    Compared,
    Comparison,
    Progress,
    Review,
    Reviewed,
    ReviewLine,
    Standing,
    Verdict,
    before,
    compare,
    progress,
    reviewed,
    to_review,
)
from schoolsm_desktop.domain.what_follows import WhatIfFacts
from schoolsm_desktop.domain.what_if import access_ends
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .conditions import read_readiness
from .register import RegisterFacts
from .session import Session

NO_PROGRESS = Progress(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of the open review. `decides` names who decides where it is the reader's own access, else it is empty.

    `compared` is None where there was no review before; `opened` says how often the person opened the password, and when last.
    """

    access: Access
    line: ReviewLine | None
    standing: Standing
    person: Person
    account: Account
    platform: str
    last_time: ReviewLine | None
    compared: Compared | None
    decides: str
    names: Mapping[UUID, str]
    opened: int
    last_opened: datetime | None
    keyholder: bool
    ready: Readiness | None

    @property
    def verdict(self) -> Verdict | None:
        """What was decided; nothing where it must be decided anew."""
        return self.line.verdict if self.line is not None and self.standing is not Standing.LOOK_AGAIN else None

    @property
    def note(self) -> str:
        """What the reviewer wrote to it."""
        return self.line.note if self.line is not None else ""


@dataclass(frozen=True, slots=True)
class PastReview:
    """A review that was signed off or cancelled, with how many accesses were decided how."""

    review: Review
    by: str
    counts: Mapping[Verdict, int]
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """Everything the part shows. `rows` are for those alone who review or sign off."""

    review: Review | None
    rows: tuple[ReviewRow, ...]
    progress: Progress
    compared: str
    gone: tuple[str, ...]
    keyholders: tuple[str, ...]
    period: str
    due_on: date | None
    is_done: bool
    """Whether a review of this term is signed off already."""
    to_review: tuple[int, int, int]
    """How many accesses, of how many people, to how many accounts a review would look at today."""
    past: tuple[PastReview, ...]
    may_review: bool
    may_sign_off: bool
    may_carry_out: bool
    may_print: bool


@dataclass(frozen=True, slots=True)
class SigningOff:
    """What signing off would do, in words and numbers; `blocked` says why it cannot be done yet.

    `seen` holds what was read: another decision in between is noticed.
    """

    review: Review
    blocked: str
    waiting: UUID | None
    sentences: tuple[str, ...]
    ends: tuple[str, ...]
    changes: tuple[str, ...]
    passwords: tuple[str, ...]
    seen: frozenset[tuple[UUID, int]]


def review_rows(
    session: Session, uow: UnitOfWork, facts: RegisterFacts, review: Review, decides: str
) -> tuple[tuple[ReviewRow, ...], Comparison | None]:
    """The lines of the open review by account and person, and the comparison with the last review."""
    lines = uow.reviews.lines.of(review.id)
    found = reviewed(lines, facts.accesses, facts.people, facts.today)
    earlier = before(uow.reviews.all(), review)
    comparison = None
    if earlier is not None:
        over = {r.access.id for r in found if r.standing is Standing.ENDED_SINCE}
        comparison = compare([r.access for r in found], uow.reviews.lines.of(earlier.id), ended=over)
    openings, ready = _openings(facts), read_readiness(session, uow, tuple(facts.people.values()))
    rows = [_row(facts, each, comparison, openings, ready, session.person_id, decides) for each in found]
    rows.sort(key=lambda r: (r.account.name.casefold(), r.person.sort_name.casefold(), r.access.kind.value))
    return tuple(rows), comparison


def _openings(facts: RegisterFacts) -> dict[tuple[UUID, UUID], list[datetime]]:
    found: dict[tuple[UUID, UUID], list[datetime]] = {}
    for knowing in facts.knowings:
        if knowing.how in (KnownBy.OPENED, KnownBy.COPIED):
            found.setdefault((knowing.person_id, knowing.account_id), []).append(knowing.at)
    return found


def _row(
    facts: RegisterFacts,
    each: Reviewed,
    comparison: Comparison | None,
    openings: Mapping[tuple[UUID, UUID], list[datetime]],
    ready: Mapping[UUID, Readiness],
    me: UUID,
    decides: str,
) -> ReviewRow:
    access, line = each.access, each.line
    account = facts.accounts[access.account_id]
    named = (access.authorised_by, access.given_by, line.decided_by if line else None)
    last = comparison.last.get(access.id) if comparison else None
    platform = facts.platforms.get(account.platform_id)
    opened = openings.get((access.person_id, access.account_id), [])
    return ReviewRow(
        access=access,
        line=line,
        standing=each.standing,
        person=facts.people[access.person_id],
        account=account,
        platform=platform.name if platform else tr("Other platform"),
        last_time=last,
        compared=comparison.how.get(access.id) if comparison else None,
        decides=decides if access.person_id == me else "",
        names={p: facts.people[p].short_name for p in named if p is not None and p in facts.people},
        opened=len(opened),
        last_opened=max(opened, default=None),
        keyholder=access.person_id in facts.keyholders,
        ready=ready.get(access.person_id),
    )


def compared_words(comparison: Comparison | None, earlier: Review | None) -> str:
    """The comparison with the last review in one sentence."""
    if comparison is None or earlier is None or earlier.signed_off_at is None:
        return tr("There is no earlier review to compare with.")
    parts = [
        ntr("{count} as before", "{count} as before", comparison.count(Compared.SAME)),
        ntr("{count} changed", "{count} changed", comparison.count(Compared.CHANGED)),
        ntr("{count} new", "{count} new", comparison.count(Compared.NEW)),
        ntr("{count} no longer there", "{count} no longer there", len(comparison.gone)),
    ]
    day = day_text(earlier.signed_off_at.astimezone().date())
    return tr("Since the review of {day}: {parts}.", day=day, parts=list_text(parts))


def gone_words(facts: RegisterFacts, gone: Iterable[ReviewLine]) -> tuple[str, ...]:
    """Whose access of the last review is no more, by name."""
    return tuple(
        sorted(
            tr("{person} · {account}", person=facts.people[g.person_id].short_name, account=account.name)
            for g in gone
            if g.person_id in facts.people and (account := facts.accounts.get(g.account_id)) is not None
        )
    )


def past_review(facts: RegisterFacts, review: Review, lines: Sequence[ReviewLine]) -> PastReview:
    """A review of before, in numbers. What had ended by itself before it was signed off was neither kept nor ended by it."""
    by = review.signed_off_by or review.started_by
    live = {a.id for a in to_review(facts.accesses, facts.people, facts.today)}
    open_still = review.signed_off_at is None
    said = [x.verdict for x in lines if open_still or x.carried_out_at is not None or x.access_id in live]
    waits = [
        line
        for line in lines
        if line.verdict in (Verdict.KEEP, Verdict.CHANGE) and line.carried_out_at is None and line.access_id in live
    ]
    return PastReview(
        review=review,
        by=facts.people[by].short_name if by in facts.people else "–",
        counts={verdict: said.count(verdict) for verdict in Verdict},
        waiting=len(waits) if review.signed_off_at is not None else 0,
    )


def size_of_review(facts: RegisterFacts) -> tuple[int, int, int]:
    """How many accesses, people and accounts a review would look at today."""
    found = to_review(facts.accesses, facts.people, facts.today)
    return len(found), len({a.person_id for a in found}), len({a.account_id for a in found})


# --- signing off


def what_blocks(at: Progress) -> str:
    """Why a review cannot be signed off yet, with numbers; empty where it can."""
    parts = []
    if at.undecided:
        parts.append(ntr("{count} access is not decided yet", "{count} accesses are not decided yet", at.undecided))
    if at.unsure:
        parts.append(
            ntr(
                "{count} is “unsure” and needs the headteacher’s decision",
                "{count} are “unsure” and need the headteacher’s decision",
                at.unsure,
            )
        )
    if not parts:
        return ""
    return tr("It cannot be signed off yet: {parts}. Nothing was changed.", parts=list_text(parts))


def signing_off(
    facts: RegisterFacts, what_if: WhatIfFacts, review: Review, lines: Sequence[ReviewLine], *, next_day: date, own: int
) -> SigningOff:
    """What would follow if the review were signed off now; `own` decisions wait for somebody else."""
    found = reviewed(lines, facts.accesses, facts.people, facts.today)
    at = progress(found)
    done = [r for r in found if r.standing is Standing.DECIDED and r.line is not None]
    ends = [r.access for r in done if ends_now(r, facts.today)]
    changes = [r for r in done if _says(r, Verdict.CHANGE) and not ends_now(r, facts.today)]
    kept = [r for r in done if _says(r, Verdict.KEEP)]
    passwords = _new_passwords(facts, ends)
    sentences = _in_numbers(facts, len(ends), len(passwords), len(changes), len(kept), next_day)
    if own:
        sentences.append(
            ntr(
                "{count} decision about your own access waits for the coordinator: under cover you cannot vouch for it.",
                "{count} decisions about your own access wait for the coordinator: under cover you cannot vouch for them.",
                own,
            )
        )
    first = next((r.access.id for r in found if r.standing not in (Standing.DECIDED, Standing.ENDED_SINCE)), None)
    return SigningOff(
        review=review,
        blocked=what_blocks(at),
        waiting=first,
        sentences=tuple(sentences),
        ends=tuple(_end_words(facts, what_if, access) for access in ends),
        changes=tuple(_change_words(facts, r) for r in changes),
        passwords=passwords,
        seen=frozenset((line.id, line.revision) for line in lines),
    )


def _in_numbers(facts: RegisterFacts, ends: int, passwords: int, changes: int, kept: int, next_day: date) -> list[str]:
    """What follows, in numbers; what does not happen is not said."""
    numbers = (
        (ends, ntr("{count} access ends at once.", "{count} accesses end at once.", ends)),
        (
            passwords,
            ntr(
                "{count} password must become a new one within {hours} hours.",
                "{count} passwords must become new ones within {hours} hours.",
                passwords,
                hours=facts.profile.hours_until_change,
            ),
        ),
        (changes, ntr("{count} access changes.", "{count} accesses change.", changes)),
        (
            kept,
            ntr(
                "{count} access is kept until its next review on {day}.",
                "{count} accesses are kept until their next review on {day}.",
                kept,
                day=day_text(next_day),
            ),
        ),
    )
    return [sentence for count, sentence in numbers if count]


def ends_now(each: Reviewed, today: date) -> bool:
    """Whether carrying it out ends the access: so it was decided, or the last day that was chosen has passed meanwhile."""
    late = each.line is not None and each.line.to_ends is not None and each.line.to_ends < today
    return _says(each, Verdict.END) or (_says(each, Verdict.CHANGE) and late)


def _says(each: Reviewed, verdict: Verdict) -> bool:
    return each.line is not None and each.line.verdict is verdict


def _who(facts: RegisterFacts, access: Access) -> str:
    person, account = facts.people[access.person_id], facts.accounts[access.account_id]
    return tr("{person} · {account}", person=person.short_name, account=account.name)


def _end_words(facts: RegisterFacts, what_if: WhatIfFacts, access: Access) -> str:
    said = access_ends(what_if, access.id)
    return tr("{who}: {what}", who=_who(facts, access), what=" ".join(said) or tr("the access ends."))


def _change_words(facts: RegisterFacts, each: Reviewed) -> str:
    line, access = each.line, each.access
    parts = []
    if line is not None and line.to_level is not None and line.to_level is not access.level:
        before, after = tr(LEVEL_WORDS[access.level]).lower(), tr(LEVEL_WORDS[line.to_level]).lower()
        parts.append(tr("from “{before}” to “{after}”", before=before, after=after))
    if line is not None and line.to_ends is not None and line.to_ends != access.ends:
        parts.append(tr("last day {day}", day=day_text(line.to_ends)))
    return tr("{who}: {what}", who=_who(facts, access), what=list_text(parts))


def _new_passwords(facts: RegisterFacts, ends: Iterable[Access]) -> tuple[str, ...]:
    """The accounts whose password must become another one, since somebody who knows it would lose it."""
    names = set()
    for access in ends:
        version = current_version(facts.versions, access.account_id)
        if access.kind is not AccessKind.KNOWS_PASSWORD or version is None or access.person_id in facts.keyholders:
            continue
        if access.person_id in knowers(version, facts.versions, facts.knowings):
            names.add(facts.accounts[access.account_id].name)
    return tuple(sorted(names, key=str.casefold))
