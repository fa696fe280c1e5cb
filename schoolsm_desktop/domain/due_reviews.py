"""The termly review and the termly account check, as lines of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from .account_check import FOLLOW_UP_WORDS, CheckQuestion, FollowUp, follow_ups, unchecked
from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .periods import Period, period_before, period_on
from .policy import head_within
from .reviews import Progress, Review, Verdict, progress, reviewed, to_review
from .wording import day_text, list_text, ntr, tr

PUT_RIGHT_IN = timedelta(weeks=2)


def due_reviews(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What the review and the check ask of whom. A line for a single access is left to the review while one stands."""
    yield from _review(facts, today)
    yield from _carry_out(facts, today)
    yield from _check(facts, today)
    yield from _follow_ups(facts)


def is_reviewed_together(facts: DueFacts, today: date) -> bool:
    """Whether a termly review is open, due or still being carried out, so that no access comes up alone."""
    return open_review(facts) is not None or owed_period(facts, today) is not None or bool(_waiting(facts, today))


def open_review(facts: DueFacts) -> Review | None:
    """The review that is being worked through; a school has one at a time."""
    return next((r for r in facts.reviews if r.is_open), None)


def owed_period(facts: DueFacts, today: date) -> Period | None:
    """The term (or half-year) whose review is due or was missed; None where all is done or there is nothing to review.

    A review counts for the term in which it began and for those before it. Access that the program did not know yet is
    not held against a term.
    """
    people = {p.id: p for p in facts.people}
    if not to_review(facts.accesses, people, today):
        return None
    period: Period | None = period_on(facts.terms, today)
    if period is not None and not period.asks_on(today):
        period = period_before(facts.terms, period)
    if period is None:
        return None
    known_since = min(a.given_at.astimezone().date() if a.given_at else a.starts for a in facts.accesses)
    starts = period.starts
    done = any(r.started_at.astimezone().date() >= starts for r in facts.reviews if r.signed_off_at is not None)
    return None if done or known_since > period.ends else period


def _review(facts: DueFacts, today: date) -> Iterable[DueItem]:
    review = open_review(facts)
    if review is None:
        period = owed_period(facts, today)
        if period is not None:
            yield DueItem(
                "review-due",
                period.ends,
                tr("The termly review of posting access is due"),
                tr(
                    "{term}: every access is kept, changed or ended, and the {head} signs it off.",
                    term=period.name,
                    head=head_within(facts.profile),
                ),
                Duty.COORDINATOR,
                Place.REVIEW,
                tr("Start…"),
                rank=5,
            )
        return
    people = {p.id: p for p in facts.people}
    lines = [line for line in facts.review_lines if line.review_id == review.id]
    yield from _open(
        review, progress(reviewed(lines, facts.accesses, people, today)), today, head_within(facts.profile)
    )


def _open(review: Review, at: Progress, today: date, head: str) -> Iterable[DueItem]:
    due = review.due_on or review.started_at.astimezone().date() + timedelta(weeks=4)
    if at.undecided:
        yield DueItem(
            f"review-open:{review.id}",
            due,
            tr("Termly review: {decided} of {total} decided", decided=at.decided + at.unsure, total=at.total),
            ntr(
                "{count} access is still to be looked at.", "{count} accesses are still to be looked at.", at.undecided
            ),
            Duty.COORDINATOR,
            Place.REVIEW,
            tr("Go on"),
            review.id,
        )
    if at.unsure:
        yield _unsure(review, at.unsure, due, head)
    if at.is_ready:
        yield DueItem(
            f"review-ready:{review.id}",
            min(due, today + timedelta(days=7)),
            tr("The termly review is ready to be signed off"),
            tr("Every access is decided. What was decided is done when the {head} signs.", head=head),
            Duty.HEADTEACHER,
            Place.REVIEW,
            tr("Sign off…"),
            review.id,
            rank=4,
        )


def _unsure(review: Review, count: int, due: date, head: str) -> DueItem:
    return DueItem(
        f"review-unsure:{review.id}",
        due,
        ntr(
            "Termly review: {count} access needs the {head}’s decision",
            "Termly review: {count} accesses need the {head}’s decision",
            count,
            head=head,
        ),
        tr("The reviewer was unsure. It cannot be signed off before."),
        Duty.HEADTEACHER,
        Place.REVIEW,
        tr("Decide…"),
        review.id,
        rank=4,
    )


def _waiting(facts: DueFacts, today: date) -> dict[UUID, int]:
    """Reviews signed off under cover, with how many decisions wait for somebody who gives access."""
    signed = {r.id for r in facts.reviews if r.signed_off_at is not None}
    here = {a.id for a in to_review(facts.accesses, {p.id: p for p in facts.people}, today)}
    found: dict[UUID, int] = {}
    for line in facts.review_lines:
        kept = line.verdict in (Verdict.KEEP, Verdict.CHANGE)
        if line.review_id in signed and kept and line.carried_out_at is None and line.access_id in here:
            found[line.review_id] = found.get(line.review_id, 0) + 1
    return found


def _carry_out(facts: DueFacts, today: date) -> Iterable[DueItem]:
    for review_id, count in _waiting(facts, today).items():
        yield DueItem(
            f"review-carry-out:{review_id}",
            today,
            ntr(
                "{count} decision of the termly review is to be carried out",
                "{count} decisions of the termly review are to be carried out",
                count,
            ),
            tr(
                "It was signed off under cover. What it says of the deputy’s own access, somebody who gives access carries out."
            ),
            Duty.COORDINATOR,
            Place.REVIEW,
            tr("Carry out…"),
            review_id,
            rank=4,
        )


def _check(facts: DueFacts, today: date) -> Iterable[DueItem]:
    period = period_on(facts.terms, today)
    left = unchecked(facts.accounts, facts.checks, facts.profile, period.name)
    begun = any(c.term == period.name for c in facts.checks)
    if left and (begun or period.asks_on(today)):
        yield DueItem(
            "account-check",
            period.ends,
            ntr(
                "Termly account check: {count} account is left",
                "Termly account check: {count} accounts are left",
                len(left),
            ),
            tr("{term}: the same few questions for every account.", term=period.name),
            Duty.COORDINATOR,
            Place.ACCOUNT_CHECK,
            tr("Check…"),
            left[0].id,
            rank=6,
        )


def _follow_ups(facts: DueFacts) -> Iterable[DueItem]:
    by_account: dict[UUID, list[FollowUp]] = {}
    for found in follow_ups(facts.accounts, facts.checks, facts.profile):
        # An account without a second factor has its own line, whoever said so.
        if found.question is CheckQuestion.STILL_NEEDED:
            yield _unneeded(found)
        elif found.question is not CheckQuestion.SECOND_FACTOR:
            by_account.setdefault(found.account.id, []).append(found)
    for account_id, its in by_account.items():
        since = min(each.since for each in its)
        yield DueItem(
            f"check-no:{account_id}",
            since + PUT_RIGHT_IN,
            tr(
                "{account}: {faults}",
                account=its[0].account.name,
                faults=list_text([tr(FOLLOW_UP_WORDS[each.question]) for each in its]),
            ),
            tr("The account check of {day} said so. Put it right, then answer again.", day=day_text(since)),
            Duty.COORDINATOR,
            Place.ACCOUNT_CHECK,
            tr("Answer…"),
            account_id,
        )


def _unneeded(found: FollowUp) -> DueItem:
    return DueItem(
        f"check-unneeded:{found.account.id}",
        found.since + PUT_RIGHT_IN,
        tr("{account}: no longer needed", account=found.account.name),
        tr("The account check of {day} said so. Close it, or answer again.", day=day_text(found.since)),
        Duty.COORDINATOR,
        Place.ACCOUNT_CHECK,
        tr("Close it…"),
        found.account.id,
    )
