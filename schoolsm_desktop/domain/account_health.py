"""The health of the school's accounts: what is wrong with each one, in words, worst first, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from .access import Access, AccessLevel, ChangeNeed, Knowing, KnownBy, PasswordDue, current_version
from .account_check import A_YEAR, AccountCheck
from .accounts import Account, AccountState, CodeUse, Known, Platform, SecondFactor, SecretField, SecretVersion
from .backup_codes import codes_left, few_words
from .calendar import Term
from .people import Person
from .policy import ChangeState, Profile, change_due, change_words
from .wording import day_text, tr

UNUSED_AFTER = timedelta(days=45)
"""An account nobody has used for so long is asked about (DOMAIN, “Health”)."""
USES = frozenset({KnownBy.OPENED, KnownBy.COPIED})
"""Ways of knowing a secret that are also a use of its account."""


class Concern(StrEnum):
    """What can be wrong with an account, in the order in which it is put right."""

    MUST_CHANGE = "must-change"
    PLATFORM_CLOSED = "platform-closed"
    NOBODY_LOOKS_AFTER = "nobody-looks-after"
    NOBODY_HAS_ACCESS = "nobody-has-access"
    WEAK = "weak"
    USED_TWICE = "used-twice"
    TOO_OLD = "too-old"
    NO_SECOND_FACTOR = "no-second-factor"
    ONE_ADMINISTRATOR = "one-administrator"
    PRIVATE_RECOVERY = "private-recovery"
    RECOVERY_NOT_TRIED = "recovery-not-tried"
    FEW_CODES = "few-codes"
    NOT_USED = "not-used"


class Weight(StrEnum):
    """How much a finding weighs: it must be done, it should be done, or a fact is missing."""

    MUST = "must"
    SHOULD = "should"
    NOT_KNOWN = "not-known"


CONCERN_WORDS: Mapping[Concern, str] = {
    Concern.MUST_CHANGE: "New password needed",
    Concern.PLATFORM_CLOSED: "The platform has closed",
    Concern.NOBODY_LOOKS_AFTER: "Nobody looks after it",
    Concern.NOBODY_HAS_ACCESS: "Nobody has access",
    Concern.WEAK: "Weak",
    Concern.USED_TWICE: "Used twice",
    Concern.TOO_OLD: "Password too old",
    Concern.NO_SECOND_FACTOR: "No second factor",
    Concern.ONE_ADMINISTRATOR: "One administrator only",
    Concern.PRIVATE_RECOVERY: "Private recovery",
    Concern.RECOVERY_NOT_TRIED: "Recovery not tried",
    Concern.FEW_CODES: "Few backup codes",
    Concern.NOT_USED: "Not used",
}
TO_DO_WORDS: Mapping[Concern, str] = {
    Concern.MUST_CHANGE: "Change it on the platform, then record it here.",
    Concern.PLATFORM_CLOSED: "Save what is worth keeping, and close the account here.",
    Concern.NOBODY_LOOKS_AFTER: "Choose who answers for it, and a deputy.",
    Concern.NOBODY_HAS_ACCESS: "Give somebody access, or close the account.",
    Concern.WEAK: "Make a new password here and change it on the platform.",
    Concern.USED_TWICE: "Make a new password here and change it on the platform.",
    Concern.TOO_OLD: "Make a new password here and change it on the platform.",
    Concern.NO_SECOND_FACTOR: "Switch two-step sign-in on there, and enter it among the facts.",
    Concern.ONE_ADMINISTRATOR: "Make a colleague administrator there too, and enter who it is.",
    Concern.PRIVATE_RECOVERY: "Put the school’s own mailbox and phone there instead.",
    Concern.RECOVERY_NOT_TRIED: "Ask the platform for a reset code and see that it comes. You need not use it.",
    Concern.FEW_CODES: "Have the platform make a new list, and keep it here.",
    Concern.NOT_USED: "Ask whoever looks after it. If nobody needs it, close it.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one account: how much it weighs, the fact itself, and what to do."""

    account_id: UUID
    concern: Concern
    weight: Weight
    said: str

    @property
    def words(self) -> str:
        """What it is called in lists and filters."""
        return tr(CONCERN_WORDS[self.concern])

    @property
    def to_do(self) -> str:
        """What to do about it."""
        return tr(TO_DO_WORDS[self.concern])


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """Everything that health is worked out from; read once."""

    today: date
    profile: Profile
    accounts: Sequence[Account]
    people: Mapping[UUID, Person]
    platforms: Mapping[str, Platform]
    versions: Sequence[SecretVersion]
    accesses: Sequence[Access]
    knowings: Sequence[Knowing]
    due: Mapping[UUID, PasswordDue]
    terms: Sequence[Term] = ()
    code_uses: Sequence[CodeUse] = ()
    checks: Sequence[AccountCheck] = ()


def health(facts: HealthFacts) -> tuple[Finding, ...]:
    """Every finding, the weightiest first, then in the order of `Concern`, then by the account's name."""
    order = {concern: at for at, concern in enumerate(Concern)}
    weight = {each: at for at, each in enumerate(Weight)}
    named = {a.id: a.name.casefold() for a in facts.accounts}
    found = [finding for account in facts.accounts for finding in findings_of(facts, account)]
    return tuple(sorted(found, key=lambda f: (weight[f.weight], order[f.concern], named[f.account_id])))


def findings_of(facts: HealthFacts, account: Account) -> tuple[Finding, ...]:
    """What is wrong with one account; nothing for one that is closed or not the school's."""
    if not account.is_live:
        return ()
    version = current_version(facts.versions, account.id)
    rules = (_platform, _people, _recovery, _use)
    found = [*_password(facts, account, version), *(f for rule in rules for f in rule(facts, account))]
    left = codes_left(version, facts.code_uses)
    if left is not None and left.few:
        weight = Weight.SHOULD if left.left else Weight.MUST
        found.append(Finding(account.id, Concern.FEW_CODES, weight, few_words(left)))
    return tuple(found)


def last_use(
    account: Account, versions: Iterable[SecretVersion], knowings: Iterable[Knowing], checks: Iterable[AccountCheck]
) -> date | None:
    """The last day on which somebody is known to have used the account: seen in use, a secret opened, or checked."""
    mine = {v.id for v in versions if v.account_id == account.id}
    days = [k.at.astimezone().date() for k in knowings if k.version_id in mine and k.how in USES]
    days += [c.checked_at.astimezone().date() for c in checks if c.account_id == account.id]
    if account.last_used_on is not None:
        days.append(account.last_used_on)
    return max(days, default=None)


def administrators(accesses: Iterable[Access], account_id: UUID, today: date) -> frozenset[UUID]:
    """Who administers the account today, as the register says."""
    return frozenset(
        a.person_id
        for a in accesses
        if a.account_id == account_id and a.level is AccessLevel.ADMINISTERS and a.live_on(today)
    )


def _password(facts: HealthFacts, account: Account, version: SecretVersion | None) -> Iterable[Finding]:
    due = facts.due.get(account.id)
    if due is not None and due.need is ChangeNeed.MUST:
        since = day_text(due.since.astimezone().date())
        said = tr("Somebody who knew it lost access on {day}", day=since)
        yield Finding(account.id, Concern.MUST_CHANGE, Weight.MUST, said)
    if version is None or SecretField.PASSWORD not in version.fields:
        return
    if version.weak:
        yield Finding(account.id, Concern.WEAK, Weight.SHOULD, tr("It would soon be guessed"))
    if version.used_twice:
        yield Finding(account.id, Concern.USED_TWICE, Weight.SHOULD, tr("Another account has the same password"))
    changed = version.password_changed_at
    changed_on = changed.astimezone().date() if changed else None
    if change_due(facts.profile, changed_on, facts.terms, facts.today).state is ChangeState.DUE:
        said = tr("Last changed {day}. {rule}", day=day_text(changed_on), rule=change_words(facts.profile))
        yield Finding(account.id, Concern.TOO_OLD, Weight.SHOULD, said)


def _platform(facts: HealthFacts, account: Account) -> Iterable[Finding]:
    platform = facts.platforms.get(account.platform_id)
    if platform is not None and platform.closed_on is not None and platform.closed_on <= facts.today:
        said = tr("{platform} closed on {day}", platform=platform.name, day=day_text(platform.closed_on))
        yield Finding(account.id, Concern.PLATFORM_CLOSED, Weight.SHOULD, said)


def _people(facts: HealthFacts, account: Account) -> Iterable[Finding]:
    """Somebody who is no longer here reads as nobody, without saying why (PRACTICE 14)."""
    here = {p.id: p for p in facts.people.values() if not p.left_by(facts.today)}
    if account.owner_id not in here:
        deputy = here.get(account.deputy_owner_id) if account.deputy_owner_id else None
        said = (
            tr("Only a deputy, {person}", person=deputy.short_name)
            if deputy
            else tr("Nobody is named who is still here")
        )
        yield Finding(account.id, Concern.NOBODY_LOOKS_AFTER, Weight.SHOULD, said)
    live = [a for a in facts.accesses if a.account_id == account.id and a.person_id in here and a.live_on(facts.today)]
    if not live and account.state in (AccountState.IN_USE, AccountState.SUSPENDED):
        yield Finding(account.id, Concern.NOBODY_HAS_ACCESS, Weight.SHOULD, tr("Nobody is on the register for it"))
    able = [here[p] for p in sorted(administrators(live, account.id, facts.today), key=str)]
    if len(able) < 2 and not account.recovery.second_administrator.strip():
        said = (
            tr("{person} alone, as the register says", person=able[0].short_name)
            if able
            else tr("Not known who could get in besides")
        )
        weight = Weight.SHOULD if able else Weight.NOT_KNOWN
        yield Finding(account.id, Concern.ONE_ADMINISTRATOR, weight, said)


def _recovery(facts: HealthFacts, account: Account) -> Iterable[Finding]:
    recovery = account.recovery
    if recovery.second_factor is SecondFactor.NONE:
        said = tr("A stolen password alone would open it")
        yield Finding(account.id, Concern.NO_SECOND_FACTOR, Weight.SHOULD, said)
    elif recovery.second_factor is SecondFactor.NOT_KNOWN:
        yield Finding(account.id, Concern.NO_SECOND_FACTOR, Weight.NOT_KNOWN, tr("Not known whether there is one"))
    if Known.NO in (recovery.mailbox_is_schools, recovery.phone_is_schools):
        said = tr("Whoever owns the mailbox or phone can take the account")
        yield Finding(account.id, Concern.PRIVATE_RECOVERY, Weight.SHOULD, said)
    if recovery.last_tried is None:
        yield Finding(account.id, Concern.RECOVERY_NOT_TRIED, Weight.NOT_KNOWN, tr("Never, as far as is known"))
    elif recovery.last_tried < facts.today - A_YEAR:
        said = tr("Last tried {day}", day=day_text(recovery.last_tried))
        yield Finding(account.id, Concern.RECOVERY_NOT_TRIED, Weight.SHOULD, said)


def _use(facts: HealthFacts, account: Account) -> Iterable[Finding]:
    """Of accounts in use alone: one that is paused or not yet begun is meant to lie still."""
    if account.state is not AccountState.IN_USE:
        return
    last = last_use(account, facts.versions, facts.knowings, facts.checks)
    if last is None:
        yield Finding(account.id, Concern.NOT_USED, Weight.NOT_KNOWN, tr("Not known when it was used last"))
    elif last < facts.today - UNUSED_AFTER:
        said = tr("Last used {day}", day=day_text(last))
        yield Finding(account.id, Concern.NOT_USED, Weight.SHOULD, said)
