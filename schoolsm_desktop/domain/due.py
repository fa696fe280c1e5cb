"""What needs somebody now: worked out from the records each time, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from .access import Access, AccessKind
from .due_accounts import accesses, accounts, backup_codes, outside, passwords, secret_health, unused
from .due_approvals import due_approvals
from .due_complaints import due_complaints
from .due_contacts import due_contacts
from .due_declarations import due_declarations
from .due_events import due_events
from .due_facts import BackupFacts, DueFacts, DueItem, Place, SignInFacts, Urgency, urgency, when_text
from .due_health import due_health
from .due_house import due_house
from .due_incidents import LAST_URGENT_RANK, due_incidents
from .due_lists import due_lists
from .due_moderating import due_moderating
from .due_photo_checks import due_photo_checks
from .due_photo_forms import due_photo_forms
from .due_pictures import due_pictures
from .due_policy import due_policy
from .due_posts import due_posts
from .due_pupils import due_pupils
from .due_removals import due_removals
from .due_reports import due_reports
from .due_requests import due_requests
from .due_retention import due_retention
from .due_reviews import due_reviews
from .due_school import backup, duties, records, records_check, recovery, sign_ins, terms
from .due_school_requests import due_school_requests
from .due_subject_access import due_subject_access
from .due_training import due_training

__all__ = (
    "BackupFacts",
    "DueFacts",
    "DueItem",
    "Place",
    "SignInFacts",
    "Urgency",
    "everything_due",
    "knows_count",
    "urgency",
    "when_text",
)


def everything_due(facts: DueFacts, today: date, now: datetime) -> tuple[DueItem, ...]:
    """Every line of Today, most urgent first: the overdue, then by day, within a day by rank and title.

    What an incident waits for by today stands before everything: a form that is long overdue can wait another hour.
    """
    items = [
        *passwords(facts),
        *secret_health(facts, today),
        *accounts(facts, today),
        *outside(facts, today),
        *backup_codes(facts, today),
        *unused(facts, today),
        *accesses(facts, today),
        *sign_ins(facts, today),
        *duties(facts, today),
        *recovery(facts, today),
        *records(facts, today),
        *records_check(facts, today),
        *terms(facts, today),
        *backup(facts, today, now),
        *due_requests(facts, today, now),
        *due_lists(facts, today, now),
        *due_reviews(facts, today, now),
        *due_approvals(facts, now),
        *due_policy(facts, today, now),
        *due_training(facts, today, now),
        *due_declarations(facts, today, now),
        *due_school_requests(facts, today, now),
        *due_house(facts, today, now),
        *due_contacts(facts, today, now),
        *due_health(facts, today, now),
        *due_pictures(facts, today, now),
        *due_pupils(facts, today, now),
        *due_photo_forms(facts, today, now),
        *due_photo_checks(facts, today, now),
        *due_posts(facts, today, now),
        *due_removals(facts, today, now),
        *due_events(facts, today, now),
        *due_incidents(facts, today, now),
        *due_complaints(facts, today, now),
        *due_moderating(facts, today, now),
        *due_reports(facts, today, now),
        *due_retention(facts, today, now),
        *due_subject_access(facts, today, now),
    ]
    return tuple(sorted(items, key=lambda i: (not _comes_first(i, today), i.due, i.rank, i.title)))


def _comes_first(item: DueItem, today: date) -> bool:
    return item.place is Place.INCIDENT and item.rank <= LAST_URGENT_RANK and item.due <= today


def knows_count(accesses: Iterable[Access], account_id: UUID, today: date) -> int:
    """How many people the register gives the account's password to."""
    return len(
        {
            a.person_id
            for a in accesses
            if a.account_id == account_id and a.kind is AccessKind.KNOWS_PASSWORD and a.live_on(today)
        }
    )
