"""Lines of Today about whom to ring: kinds the policy names that nobody entered, and the check of each September."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .calendar import term_on
from .contacts import checked_by, contact_words, in_use, is_checked, missing_kinds
from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .wording import list_text, ntr, tr

ENTERED_WITHIN = timedelta(days=14)
"""How long a school has to enter the numbers its policy names, counted from the day it changed to it."""


def due_contacts(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of the office."""
    del now
    missing = missing_kinds(facts.profile.rules, facts.contacts)
    if missing:
        yield DueItem(
            "contacts-missing",
            _entered_by(facts, today),
            ntr(
                "Whom to ring: {count} number your policy names is missing",
                "Whom to ring: {count} numbers your policy names are missing",
                len(missing),
            ),
            list_text([contact_words(kind) for kind in missing]),
            Duty.OFFICE_MANAGER,
            Place.CONTACT,
            tr("Enter…"),
            rank=7,
        )
    waiting = [contact for contact in in_use(facts.contacts) if not is_checked(contact, today)]
    if waiting:  # what was never checked may have been entered today: it is not late
        yield DueItem(
            "contacts-check",
            checked_by(today) if any(contact.checked_on for contact in waiting) else today,
            ntr(
                "Whom to ring: {count} number to check for this school year",
                "Whom to ring: {count} numbers to check for this school year",
                len(waiting),
            ),
            tr("{names}. Ring or look each one up once a year.", names=list_text([c.title for c in waiting[:6]])),
            Duty.OFFICE_MANAGER,
            Place.CONTACT,
            tr("Check…"),
            waiting[0].id,
            rank=6,
        )


def _entered_by(facts: DueFacts, today: date) -> date:
    """Never a day that is past: nobody is late on the first morning. A first policy has until the term ends."""
    if facts.policy_since is not None:
        return max(facts.policy_since.astimezone().date() + ENTERED_WITHIN, today)
    term = term_on(facts.terms, today)
    return term.ends if term is not None else today
