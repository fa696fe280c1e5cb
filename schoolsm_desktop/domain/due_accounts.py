"""What accounts, their passwords and posting access need, as lines of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from .access import ChangeNeed, current_version
from .account_health import UNUSED_AFTER, last_use
from .accounts import AccountClass, AccountState, Known, SecondFactor, SecretField, missing_facts
from .backup_codes import codes_left, few_words
from .calendar import term_on
from .due_facts import DueFacts, DueItem, Place
from .due_reviews import is_reviewed_together
from .people import Duty
from .policy import change_due, change_words, head_within
from .wording import day_text, ntr, tr

REPORT_AGAIN_AFTER = timedelta(days=7)
"""The large platforms answer a report within days; one that is still there after a week is reported again."""


def passwords(facts: DueFacts) -> Iterable[DueItem]:
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
                tr(
                    "Somebody could have opened it and never did. The {head} may decide.",
                    head=head_within(facts.profile),
                ),
                Duty.HEADTEACHER,
                Place.ACCOUNT,
                tr("Decide…"),
                account.id,
                rank=4,
            )


def secret_health(facts: DueFacts, today: date) -> Iterable[DueItem]:
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


def accounts(facts: DueFacts, today: date) -> Iterable[DueItem]:
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


def outside(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """Accounts that pretend to be the school's, until they are gone: reported at once, and again after a week."""
    for account in facts.accounts:
        if account.account_class is not AccountClass.PRETENDS or account.not_ours.gone_on is not None:
            continue
        reported = account.not_ours.reported_on
        if reported is None:
            key, due = "pretends", today
            title = tr("{account}: not reported yet. It pretends to be ours", account=account.name)
            detail = tr("Take a screen print, then report it on its platform.")
        else:
            key, due = "pretends-still", reported + REPORT_AGAIN_AFTER
            title = tr("{account}: is it gone? It pretends to be ours", account=account.name)
            detail = tr("Reported on {day}. Look, and report it again if it is still there.", day=day_text(reported))
        if due <= today:
            yield DueItem(
                f"{key}:{account.id}",
                due,
                title,
                detail,
                Duty.COORDINATOR,
                Place.ACCOUNT,
                tr("Report…"),
                account.id,
                rank=1,
            )


def backup_codes(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """A new list of codes while the last ones still open the account."""
    for account in facts.accounts:
        left = codes_left(current_version(facts.versions, account.id), facts.code_uses)
        if account.is_live and left is not None and left.few:
            yield DueItem(
                f"codes-left:{account.id}",
                today + timedelta(days=7 if left.left else 0),
                tr("{account}: {few}", account=account.name, few=few_words(left).lower()),
                tr("Have the platform make a new list, and keep it here."),
                Duty.COORDINATOR,
                Place.ACCOUNT,
                tr("Keep…"),
                account.id,
            )


def unused(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """Accounts nobody has used for long, as one line however many they are."""
    in_use = [a for a in facts.accounts if a.is_live and a.state is AccountState.IN_USE]
    used = {a.id: last_use(a, facts.versions, facts.knowings, facts.checks) for a in in_use}
    idle = [a for a in in_use if (last := used[a.id]) is not None and last < today - UNUSED_AFTER]
    if idle:
        days = UNUSED_AFTER.days
        yield DueItem(
            "unused",
            today + timedelta(days=14),
            ntr(
                "{count} account unused for {days} days",
                "{count} accounts unused for {days} days",
                len(idle),
                days=days,
            ),
            tr("Ask whoever looks after it. If nobody needs it, close it."),
            Duty.COORDINATOR,
            Place.ACCOUNT,
            tr("Open"),
            idle[0].id,
            rank=8,
        )


def accesses(facts: DueFacts, today: date) -> Iterable[DueItem]:
    people = {p.id: p for p in facts.people}
    accounts = {a.id: a for a in facts.accounts}
    together = is_reviewed_together(facts, today)
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
        elif not together and access.review_on is not None and access.review_on <= today + timedelta(days=14):
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
        tr("They existed before the register. The {head} looks through them once.", head=head_within(facts.profile)),
        Duty.HEADTEACHER,
        Place.ACCESS,
        tr("Look through…"),
        rank=7,
    )
