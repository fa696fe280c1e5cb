"""What needs somebody now: worked out from the records each time, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .access import Access, AccessKind, ChangeNeed, PasswordDue, current_version
from .accounts import Account, Known, Platform, SecondFactor, SecretField, SecretVersion, missing_facts
from .calendar import Term, next_term, term_on
from .people import Duty, DutyHeld, Person, holders_on
from .policy import Profile, change_due, change_words
from .wording import day_text, ntr, short_day_text, tr


class Urgency(StrEnum):
    """How a line of Today is coloured and what its first cell says."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


class Place(StrEnum):
    """Where a line of Today is done."""

    ACCOUNT = "account"
    CHANGE_PASSWORD = "change-password"
    ACCESS = "access"
    SIGN_INS = "sign-ins"
    PEOPLE = "people"
    TERMS = "terms"
    BACKUP = "backup"
    RECOVERY_SHEET = "recovery-sheet"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One line of Today. `who` is the duty that does it; `button` is what the line's button says."""

    key: str
    due: date
    title: str
    detail: str
    duty: Duty
    place: Place
    button: str
    subject_id: UUID | None = None
    rank: int = 5
    """Within a day the smaller rank comes first."""


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """A sign-in as far as Today cares."""

    person_id: UUID
    unconfirmed: bool = False
    temporary_since: date | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """When the last good backup was made, and whether a place for it has been chosen and is there."""

    last_good: datetime | None = None
    place_chosen: bool = True
    place_missing: bool = False


@dataclass(frozen=True, slots=True)
class DueFacts:
    """Everything that Today is worked out from; read once."""

    people: Sequence[Person]
    duties: Sequence[DutyHeld]
    accounts: Sequence[Account]
    platforms: Mapping[str, Platform]
    versions: Sequence[SecretVersion]
    accesses: Sequence[Access]
    password_due: Sequence[PasswordDue]
    sign_ins: Sequence[SignInFacts]
    terms: Sequence[Term]
    backup: BackupFacts
    keyholders: frozenset[UUID]
    profile: Profile
    recovery_sheet_kept: bool = True
    recovery_sheet_used: bool = False
    records_went_back: bool = False


def urgency(item: DueItem, today: date) -> Urgency:
    """Overdue, today, within a week, or later."""
    if item.due < today:
        return Urgency.OVERDUE
    if item.due == today:
        return Urgency.TODAY
    return Urgency.SOON if item.due <= today + timedelta(days=7) else Urgency.LATER


def when_text(item: DueItem, today: date) -> str:
    """`Overdue 18 days`, `Today`, or the day."""
    late = (today - item.due).days
    if late > 0:
        return ntr("Overdue {count} day", "Overdue {count} days", late)
    return tr("Today") if late == 0 else short_day_text(item.due)


def everything_due(facts: DueFacts, today: date, now: datetime) -> tuple[DueItem, ...]:
    """Every line of Today, most urgent first: the overdue, then by day, within a day by rank and title."""
    items = [
        *_passwords(facts),
        *_secret_health(facts, today),
        *_accounts(facts, today),
        *_accesses(facts, today),
        *_sign_ins(facts, today),
        *_duties(facts, today),
        *_recovery(facts, today),
        *_records(facts, today),
        *_terms(facts, today),
        *_backup(facts, today, now),
    ]
    return tuple(sorted(items, key=lambda i: (i.due, i.rank, i.title)))


def _passwords(facts: DueFacts) -> Iterable[DueItem]:
    names = {a.id: a for a in facts.accounts}
    for due in facts.password_due:
        account = names[due.account_id]
        if due.need is ChangeNeed.MUST:
            yield DueItem(
                f"password:{account.id}",
                due.due.astimezone().date(),
                tr("{account}: new password needed", account=account.name),
                tr("Somebody who knew it lost access. Change it there, then record it here."),
                Duty.COORDINATOR,
                Place.CHANGE_PASSWORD,
                tr("Change…"),
                account.id,
                rank=0,
            )
        else:
            yield DueItem(
                f"password-advised:{account.id}",
                due.due.astimezone().date() + timedelta(days=14),
                tr("{account}: a new password is advised", account=account.name),
                tr("Somebody could have opened it and never did. The headteacher may decide."),
                Duty.HEADTEACHER,
                Place.ACCOUNT,
                tr("Decide…"),
                account.id,
                rank=4,
            )


def _secret_health(facts: DueFacts, today: date) -> Iterable[DueItem]:
    soon = today + timedelta(days=7)
    for account in facts.accounts:
        version = current_version(facts.versions, account.id)
        if not account.is_live or version is None or SecretField.PASSWORD not in version.fields:
            continue
        faults = [
            words
            for wrong, words in ((version.weak, tr("is weak")), (version.used_twice, tr("is used twice")))
            if wrong
        ]
        if faults:
            yield DueItem(
                f"weak:{account.id}",
                soon,
                tr("{account}: the password {faults}", account=account.name, faults=tr(" and ").join(faults)),
                tr("Make a new one here, change it on the platform, and record it."),
                Duty.COORDINATOR,
                Place.CHANGE_PASSWORD,
                tr("Change…"),
                account.id,
            )
        changed = version.password_changed_at
        changed_on = changed.astimezone().date() if changed else None
        due_on = change_due(facts.profile, changed_on, facts.terms, today).due_on
        if due_on is not None and due_on <= today + timedelta(days=28):
            yield DueItem(
                f"old:{account.id}",
                due_on,
                tr("{account}: the password is to be changed", account=account.name),
                tr("Last changed on {day}. {rule}", day=day_text(changed_on), rule=change_words(facts.profile)),
                Duty.COORDINATOR,
                Place.CHANGE_PASSWORD,
                tr("Change…"),
                account.id,
            )


def _accounts(facts: DueFacts, today: date) -> Iterable[DueItem]:
    people = {p.id: p for p in facts.people}
    for account in facts.accounts:
        if not account.is_live:
            continue
        owner = people.get(account.owner_id) if account.owner_id else None
        if owner is None or owner.left_by(today):
            yield DueItem(
                f"owner:{account.id}",
                today,
                tr("{account}: nobody looks after it", account=account.name),
                tr("Choose who answers for it, and a deputy."),
                Duty.HEADTEACHER,
                Place.ACCOUNT,
                tr("Open"),
                account.id,
                rank=3,
            )
        if account.recovery.second_factor is SecondFactor.NONE:
            yield DueItem(
                f"second-factor:{account.id}",
                today + timedelta(days=14),
                tr("{account}: no second factor", account=account.name),
                tr("A stolen password alone would open it. Switch two-step sign-in on."),
                Duty.COORDINATOR,
                Place.ACCOUNT,
                tr("Open"),
                account.id,
            )
        if Known.NO in (account.recovery.mailbox_is_schools, account.recovery.phone_is_schools):
            yield DueItem(
                f"recovery:{account.id}",
                today + timedelta(days=7),
                tr("{account}: recovery goes to a private mailbox or phone", account=account.name),
                tr("Whoever owns that can take the account. Put the school's own there."),
                Duty.COORDINATOR,
                Place.ACCOUNT,
                tr("Open"),
                account.id,
            )
    unknown = [a for a in facts.accounts if missing_facts(a)]
    if unknown:
        term = term_on(facts.terms, today)
        yield DueItem(
            "facts",
            term.ends if term else today + timedelta(days=30),
            ntr(
                "{count} account has facts not known yet",
                "{count} accounts have facts not known yet",
                len(unknown),
            ),
            tr("They wait for the termly check: recovery, second administrator, comments."),
            Duty.COORDINATOR,
            Place.ACCOUNT,
            tr("Open"),
            unknown[0].id,
            rank=8,
        )


def _accesses(facts: DueFacts, today: date) -> Iterable[DueItem]:
    people = {p.id: p for p in facts.people}
    accounts = {a.id: a for a in facts.accounts}
    for access in facts.accesses:
        person, account = people.get(access.person_id), accounts.get(access.account_id)
        if person is None or account is None or not access.live_on(today) or person.left_by(today):
            continue
        words = {"person": person.short_name, "account": account.name}
        if access.ends is not None and access.ends <= today + timedelta(days=14):
            yield DueItem(
                f"ends:{access.id}",
                access.ends,
                tr("{person}: access to {account} ends", **words),
                tr("It ends by itself. If it is a password, it must be changed then."),
                Duty.COORDINATOR,
                Place.ACCESS,
                tr("Open"),
                access.id,
                rank=6,
            )
        elif access.review_on is not None and access.review_on <= today + timedelta(days=14):
            yield DueItem(
                f"review:{access.id}",
                access.review_on,
                tr("{person}: is access to {account} still needed?", **words),
                tr("Its review day. Keep it with a new day, or end it."),
                Duty.COORDINATOR,
                Place.ACCESS,
                tr("Open"),
                access.id,
                rank=6,
            )
    yield from _already_had(facts, today)


def _already_had(facts: DueFacts, today: date) -> Iterable[DueItem]:
    waiting = [a for a in facts.accesses if a.already_had and a.authorised_by is None and a.live_on(today)]
    if not waiting:
        return
    by = min((a.catch_up_by for a in waiting if a.catch_up_by), default=today + timedelta(days=90))
    yield DueItem(
        "already-had",
        by,
        ntr(
            "{count} access from before is to be authorised",
            "{count} accesses from before are to be authorised",
            len(waiting),
        ),
        tr("They existed before the register. The headteacher looks through them once."),
        Duty.HEADTEACHER,
        Place.ACCESS,
        tr("Look through…"),
        rank=7,
    )


def _sign_ins(facts: DueFacts, today: date) -> Iterable[DueItem]:
    people = {p.id: p for p in facts.people}
    for sign_in in facts.sign_ins:
        person = people.get(sign_in.person_id)
        if person is None or sign_in.ended:
            continue
        if sign_in.unconfirmed:
            yield DueItem(
                f"confirm:{person.id}",
                today,
                tr("Confirm the new sign-in for {person}", person=person.short_name),
                tr("Until the headteacher confirms it, it opens nothing."),
                Duty.HEADTEACHER,
                Place.SIGN_INS,
                tr("Confirm…"),
                person.id,
                rank=2,
            )
        if person.left_by(today):
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


def _duties(facts: DueFacts, today: date) -> Iterable[DueItem]:
    if not holders_on(facts.duties, Duty.HEADTEACHER, today):
        yield DueItem(
            "no-head",
            today,
            tr("Nobody is recorded as headteacher"),
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


def _recovery(facts: DueFacts, today: date) -> Iterable[DueItem]:
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


def _records(facts: DueFacts, today: date) -> Iterable[DueItem]:
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


def _terms(facts: DueFacts, today: date) -> Iterable[DueItem]:
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


def _backup(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
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


def knows_count(accesses: Iterable[Access], account_id: UUID, today: date) -> int:
    """How many people the register gives the account's password to."""
    return len(
        {
            a.person_id
            for a in accesses
            if a.account_id == account_id and a.kind is AccessKind.KNOWS_PASSWORD and a.live_on(today)
        }
    )
