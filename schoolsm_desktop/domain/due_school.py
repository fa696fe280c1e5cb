"""What sign-ins, duties, recovery, term dates and backups need, as lines of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .calendar import next_term, term_on
from .due_facts import DueFacts, DueItem, Place
from .people import Duty, holders_on
from .policy import head_within
from .wording import day_text, tr

CHECK_WITHIN = timedelta(weeks=4)
"""By when in a term the records are checked."""
SAID_BEFORE = timedelta(weeks=1)


def sign_ins(facts: DueFacts, today: date) -> Iterable[DueItem]:
    people = {p.id: p for p in facts.people}
    quiet = {c.person_id for c in facts.checklists if c.id in facts.hidden_lists}
    for sign_in in facts.sign_ins:
        person = people.get(sign_in.person_id)
        if person is None or sign_in.ended:
            continue
        if sign_in.unconfirmed:
            yield DueItem(
                f"confirm:{person.id}",
                today,
                tr("Confirm the new sign-in for {person}", person=person.short_name),
                tr("Until the {head} confirms it, it opens nothing.", head=head_within(facts.profile)),
                Duty.HEADTEACHER,
                Place.SIGN_INS,
                tr("Confirm…"),
                person.id,
                rank=2,
            )
        if person.left_by(today) and person.id not in quiet:
            yield DueItem(
                f"sign-in-left:{person.id}",
                person.ends or today,
                tr("{person} still has a sign-in", person=person.short_name),
                tr("End it, so that nothing here opens with it any more."),
                Duty.COORDINATOR,
                Place.SIGN_INS,
                tr("End…"),
                person.id,
                rank=1,
            )


def duties(facts: DueFacts, today: date) -> Iterable[DueItem]:
    if not holders_on(facts.duties, Duty.HEADTEACHER, today):
        yield DueItem(
            "no-head",
            today,
            tr("Nobody is recorded as {head}", head=head_within(facts.profile)),
            tr("Access cannot be authorised until somebody is."),
            Duty.OFFICE_MANAGER,
            Place.PEOPLE,
            tr("Open"),
            rank=2,
        )
    if len(facts.keyholders) == 1:
        yield DueItem(
            "one-keyholder",
            today + timedelta(days=14),
            tr("There is only one keyholder"),
            tr("If that person is away, only the recovery sheet opens the passwords. Name a second one."),
            Duty.HEADTEACHER,
            Place.SIGN_INS,
            tr("Open"),
        )


def recovery(facts: DueFacts, today: date) -> Iterable[DueItem]:
    if facts.recovery_sheet_kept and not facts.recovery_sheet_used:
        return
    if facts.recovery_sheet_used:
        title = tr("The recovery sheet was used: a new one is needed")
        detail = tr("Somebody has read its code. It opens everything until a new sheet is in force.")
    else:
        title = tr("The recovery sheet is not in the safe yet")
        detail = tr("Without it, forgotten passphrases mean that the records are lost.")
    place, button = Place.RECOVERY_SHEET, tr("Print…")
    yield DueItem("recovery-sheet", today, title, detail, Duty.HEADTEACHER, place, button, rank=1)


def records(facts: DueFacts, today: date) -> Iterable[DueItem]:
    if facts.records_went_back:
        yield DueItem(
            "went-back",
            today,
            tr("These are not the newest records this PC has seen"),
            tr("An older copy may have been put back. Find out who did it and why; what came after it is missing."),
            Duty.HEADTEACHER,
            Place.LOG,
            tr("Look…"),
            rank=0,
        )
    if not facts.settings_are_signed:
        yield DueItem(
            "settings-altered",
            today,
            tr("The settings of your policy were changed past this program"),
            tr("Nobody entitled signed them as they stand. Find out who did it, and choose the right settings anew."),
            Duty.HEADTEACHER,
            Place.LOG,
            tr("Look…"),
            rank=0,
        )


def records_check(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """Once a term somebody checks the records; a school that began in this term is not asked before the next."""
    term = term_on(facts.terms, today)
    begun = facts.policy_begun
    if term is None or begun is None or begun.date() >= term.starts:
        return
    due = term.starts + CHECK_WITHIN
    checked = facts.records_checked_on
    if today >= due - SAID_BEFORE and (checked is None or checked < term.starts):
        yield DueItem(
            f"records-check:{term.id}",
            due,
            tr("Check the records once this term"),
            tr("One button, and a minute: has anybody changed them past this program?"),
            Duty.COORDINATOR,
            Place.RECORDS_CHECK,
            tr("Check…"),
            rank=8,
        )


def terms(facts: DueFacts, today: date) -> Iterable[DueItem]:
    term = term_on(facts.terms, today)
    if next_term(facts.terms, today) is None and (term is None or term.ends <= today + timedelta(days=28)):
        yield DueItem(
            "terms",
            term.ends if term else today,
            tr("The next term dates are not entered"),
            tr("Reviews and reports are counted from them."),
            Duty.OFFICE_MANAGER,
            Place.TERMS,
            tr("Enter…"),
            rank=7,
        )


def backup(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    backup = facts.backup
    old = backup.last_good is None or now - backup.last_good > timedelta(days=2)
    if not (old or backup.place_missing or not backup.place_chosen):
        return
    if not backup.place_chosen:
        detail = tr("No place for backups has been chosen.")
    elif backup.place_missing:
        detail = tr("The place for backups is not there. Is the stick or drive plugged in?")
    elif backup.last_good is None:
        detail = tr("None has been made yet.")
    else:
        detail = tr("The last good one is of {day}.", day=day_text(backup.last_good.astimezone().date()))
    yield DueItem(
        "backup",
        today,
        tr("A backup is needed"),
        detail,
        Duty.OFFICE_MANAGER,
        Place.BACKUP,
        tr("Make one"),
        rank=1,
    )
