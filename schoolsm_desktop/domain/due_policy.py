"""Lines of Today about policy, its versions, signatures, reviews and linked policies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .clauses import Subject
from .due_facts import DueFacts, DueItem, Place
from .editions import Edition, EditionState, edition_state, offered_links, published_check_due
from .people import Duty
from .policy import clause_words, head_within
from .wording import day_text, list_text, ntr, tr

TO_BEGIN = timedelta(days=14)
"""A school that has just begun is not red on its first morning (PRACTICE 23)."""
TO_SIGN = timedelta(days=7)
TO_PUBLISH = timedelta(days=14)


def due_policy(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    standing = [e for e in facts.editions if e.withdrawn_at is None]
    if not standing:
        yield _none(facts, today)
    for edition in standing:
        state = edition_state(edition, facts.editions, today)
        if state is EditionState.TO_BE_SIGNED:
            yield from _to_be_signed(facts, edition)
        elif state is EditionState.COMING:
            yield from _coming(edition)
        elif state is EditionState.IN_FORCE:
            yield from _review(facts, edition, today)
            yield from _website(facts, edition, today)
    yield from _linked(facts, today)


def _none(facts: DueFacts, today: date) -> DueItem:
    return DueItem(
        "policy-none",
        today + TO_BEGIN,
        tr("No version of the policy has been adopted"),
        tr("Add the one the school has: its day, its text, and who signed it. {clause}", clause=_adoption(facts)),
        Duty.COORDINATOR,
        Place.POLICY,
        tr("Add…"),
    )


def _to_be_signed(facts: DueFacts, edition: Edition) -> Iterable[DueItem]:
    """Both signatures are asked for at the same time: neither waits for the other."""
    made = edition.made_at.astimezone().date() + TO_SIGN
    due = max(edition.in_force_from or made, made)
    if edition.head_signed_on is None:
        yield DueItem(
            f"policy-sign:{edition.id}",
            due,
            tr("Sign the policy, version “{label}”", label=edition.label),
            tr(
                "Without the {head}’s signature it is not adopted. {clause}",
                head=head_within(facts.profile),
                clause=_adoption(facts),
            ),
            Duty.HEADTEACHER,
            Place.POLICY,
            tr("Sign…"),
            edition.id,
            rank=3,
        )
    if edition.chair_signed_on is None:
        yield DueItem(
            f"policy-adopt:{edition.id}",
            due,
            tr("The chair’s signature under the policy is missing, version “{label}”", label=edition.label),
            tr("Print the sign-off sheet, and type in the day when it comes back. {clause}", clause=_adoption(facts)),
            Duty.OFFICE_MANAGER,
            Place.POLICY,
            tr("Enter…"),
            edition.id,
            rank=4,
        )


def _coming(edition: Edition) -> Iterable[DueItem]:
    if edition.in_force_from is None:
        return
    then = (
        tr("From then on everybody reads and signs it.")
        if edition.read_again
        else tr("What was signed for the version before still counts.")
    )
    yield DueItem(
        f"policy-coming:{edition.id}",
        edition.in_force_from,
        tr("The policy’s version “{label}” comes into force", label=edition.label),
        then,
        Duty.COORDINATOR,
        Place.POLICY,
        tr("Open"),
        edition.id,
        rank=6,
    )


def _review(facts: DueFacts, edition: Edition, today: date) -> Iterable[DueItem]:
    lead = timedelta(days=facts.profile.rules.review_lead_days)
    if edition.review_on is None or today < edition.review_on - lead:
        return
    yield DueItem(
        f"policy-review:{edition.id}",
        edition.review_on,
        tr("The policy is to be looked at again"),
        tr(
            "Version “{label}” has its review on {day}. {clause}",
            label=edition.label,
            day=day_text(edition.review_on),
            clause=clause_words(facts.profile, Subject.REVIEW),
        ),
        Duty.HEADTEACHER,
        Place.POLICY,
        tr("Open"),
        edition.id,
        rank=4,
    )


def _website(facts: DueFacts, edition: Edition, today: date) -> Iterable[DueItem]:
    """Whether it stands there: only where an address was entered, or a clause asks for the website (valence:web-1)."""
    begins = edition.in_force_from or today
    if edition.published_at:
        due = published_check_due(edition) or begins + TO_PUBLISH
        if today < due - TO_PUBLISH:
            return
        title = tr("Look whether the policy on the website is the one in force")
    elif facts.profile.rests_on.get(Subject.PUBLISHED):
        due, title = begins + 2 * TO_PUBLISH, tr("Where does the policy stand on the website?")
    else:
        return
    yield DueItem(
        f"policy-published:{edition.id}",
        due,
        title,
        clause_words(facts.profile, Subject.PUBLISHED),
        Duty.OFFICE_MANAGER,
        Place.POLICY,
        tr("Look…"),
        edition.id,
        rank=7,
    )


def _linked(facts: DueFacts, today: date) -> Iterable[DueItem]:
    lead = timedelta(days=facts.profile.rules.review_lead_days)
    for linked in facts.linked_policies:
        if linked.ended_at is None and linked.review_on is not None and today >= linked.review_on - lead:
            yield DueItem(
                f"linked-review:{linked.id}",
                linked.review_on,
                tr("“{title}” is to be looked at again", title=linked.title),
                tr(
                    "Your policy is read with it. {clause}", clause=clause_words(facts.profile, Subject.LINKED_POLICIES)
                ),
                Duty.OFFICE_MANAGER,
                Place.POLICY,
                tr("Reviewed…"),
                linked.id,
                rank=6,
            )
    missing = offered_links(facts.profile.rules.linked_policies, facts.linked_policies)
    if missing:
        yield DueItem(
            "linked-missing",
            today + TO_BEGIN,
            ntr(
                "{count} policy that yours is read with is not in the list",
                "{count} policies that yours is read with are not in the list",
                len(missing),
            ),
            list_text(missing),
            Duty.OFFICE_MANAGER,
            Place.POLICY,
            tr("Put in…"),
            rank=8,
        )


def _adoption(facts: DueFacts) -> str:
    return clause_words(facts.profile, Subject.ADOPTION)
