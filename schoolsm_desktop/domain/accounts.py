"""The school's accounts, their recovery facts, and the versions of their secrets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from .errors import FieldError, RuleError
from .wording import tr


class AccountClass(StrEnum):
    """What sort of account it is; NOT_OURS is a parents' association, a parents' group, an old class page (PRACTICE 26).

    PRETENDS is a page that others made to look like the school's.
    """

    OFFICIAL = "official"
    CURRICULUM = "curriculum"
    CLOSED_AREA = "closed-area"
    WEBSITE = "website"
    LEARNER_PLATFORM = "learner-platform"
    NOT_OURS = "not-ours"
    PRETENDS = "pretends"


class AccountState(StrEnum):
    """Proposed, authorised by the headteacher, in use, suspended, closed."""

    PROPOSED = "proposed"
    AUTHORISED = "authorised"
    IN_USE = "in-use"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Moderation(StrEnum):
    """How comments are looked after (valence:fb-4)."""

    NOT_KNOWN = "not-known"
    BEFORE_POSTING = "before-posting"
    AFTER_POSTING = "after-posting"
    COMMENTS_OFF = "comments-off"


class SecondFactor(StrEnum):
    """Where the second step of signing in lives."""

    NOT_KNOWN = "not-known"
    NONE = "none"
    CODES_HERE = "codes-here"
    APP = "app"
    TEXT_MESSAGE = "text-message"
    SECURITY_KEY = "security-key"
    OTHER = "other"


class Known(StrEnum):
    """Yes, no, or not known yet: what is missing is asked for at the termly check (PRACTICE 20)."""

    NOT_KNOWN = "not-known"
    YES = "yes"
    NO = "no"


class SignInKind(StrEnum):
    """Whether a platform is entered with one shared password, with each person's own login, or either way (PRACTICE 26)."""

    SHARED_PASSWORD = "shared-password"
    OWN_LOGINS = "own-logins"
    BOTH = "both"


class SecretField(StrEnum):
    """The fields of one version of an account's secrets, each sealed apart."""

    PASSWORD = "password"
    ONE_TIME_SEED = "one-time-seed"
    BACKUP_CODES = "backup-codes"
    RECOVERY_ANSWERS = "recovery-answers"
    NOTE = "note"


class SecretOrigin(StrEnum):
    """How a version of the secrets came to be."""

    TYPED = "typed"
    GENERATED = "generated"
    IMPORTED = "imported"
    ACCESS_ENDED = "access-ended"  # the same secrets sealed anew for fewer readers
    RESET_RECORDED = "reset-recorded"
    FORGOTTEN = "forgotten"  # the account is closed and gone, so nothing of it is kept


CLASS_WORDS = {
    AccountClass.OFFICIAL: "Official account",
    AccountClass.CURRICULUM: "Used in lessons",
    AccountClass.CLOSED_AREA: "Closed area",
    AccountClass.WEBSITE: "Website",
    AccountClass.LEARNER_PLATFORM: "Learner platform",
    AccountClass.NOT_OURS: "Not ours",
    AccountClass.PRETENDS: "Pretends to be ours",
}
STATE_WORDS = {
    AccountState.PROPOSED: "Proposed",
    AccountState.AUTHORISED: "Authorised, not yet in use",
    AccountState.IN_USE: "In use",
    AccountState.SUSPENDED: "Paused",
    AccountState.CLOSED: "Closed",
}
MODERATION_WORDS = {
    Moderation.NOT_KNOWN: "Not known yet",
    Moderation.BEFORE_POSTING: "Comments are checked before they show",
    Moderation.AFTER_POSTING: "Comments are checked after they show",
    Moderation.COMMENTS_OFF: "Comments are off",
}
SECOND_FACTOR_WORDS = {
    SecondFactor.NOT_KNOWN: "Not known yet",
    SecondFactor.NONE: "None",
    SecondFactor.CODES_HERE: "One-time codes kept here",
    SecondFactor.APP: "App on a device",
    SecondFactor.TEXT_MESSAGE: "Text message",
    SecondFactor.SECURITY_KEY: "Security key",
    SecondFactor.OTHER: "Another way",
}
KNOWN_WORDS = {Known.NOT_KNOWN: "Not known yet", Known.YES: "Yes", Known.NO: "No"}
SECRET_WORDS = {
    SecretField.PASSWORD: "Password",
    SecretField.ONE_TIME_SEED: "One-time codes",
    SecretField.BACKUP_CODES: "Backup codes",
    SecretField.RECOVERY_ANSWERS: "Recovery answers",
    SecretField.NOTE: "Secret note",
}


@dataclass(frozen=True, slots=True)
class Platform:
    """A service on which an account lives; old names and dead services stay in the list.

    `change_password` says in words where on the platform a password is changed.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    sign_in: SignInKind = SignInKind.BOTH
    closed_on: date | None = None
    note: str = ""
    change_password: str = ""


@dataclass(frozen=True, slots=True)
class RecoveryFacts:
    """How the school gets back in when the password fails."""

    mailbox: str = ""
    mailbox_is_schools: Known = Known.NOT_KNOWN
    phone: str = ""
    phone_is_schools: Known = Known.NOT_KNOWN
    second_administrator: str = ""
    second_factor: SecondFactor = SecondFactor.NOT_KNOWN
    second_factor_where: str = ""
    backup_codes_where: str = ""
    last_tried: date | None = None
    mailbox_tried: date | None = None
    phone_tried: date | None = None
    backup_codes_tried: date | None = None


@dataclass(frozen=True, slots=True)
class NotOurs:
    """Facts about an account that somebody else runs in the school's surroundings."""

    run_by: str = ""
    uses_name_or_logo: Known = Known.NOT_KNOWN
    asked_to_close: date | None = None
    reported_on: date | None = None
    report_reference: str = ""
    gone_on: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One account. Only the platform and who looks after it are needed to begin (PRACTICE 20)."""

    id: UUID
    school_id: UUID
    platform_id: str
    name: str
    handle: str = ""
    address: str = ""
    user_name: str = ""
    purpose: str = ""
    audience: str = ""
    account_class: AccountClass = AccountClass.OFFICIAL
    state: AccountState = AccountState.IN_USE
    owner_id: UUID | None = None
    deputy_owner_id: UUID | None = None
    moderation: Moderation = Moderation.NOT_KNOWN
    may_follow_individuals: Known = Known.NOT_KNOWN
    authorised_by: UUID | None = None
    authorised_on: date | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    recovery: RecoveryFacts = RecoveryFacts()
    not_ours: NotOurs = NotOurs()
    seeds_kept_apart: bool = False
    note: str = ""
    last_used_on: date | None = None
    """When somebody last saw it in use: a post, an answer. Openings of its password count besides."""
    looker_id: UUID | None = None
    """Who looks at it every week; None for whoever looks after it (PRACTICE 30)."""
    revision: int = 1

    @property
    def is_ours(self) -> bool:
        """Whether the school runs it."""
        return self.account_class not in (AccountClass.NOT_OURS, AccountClass.PRETENDS)

    @property
    def is_live(self) -> bool:
        """Whether it belongs in today's directory of the school's own accounts."""
        return self.is_ours and self.state is not AccountState.CLOSED


@dataclass(frozen=True, slots=True)
class SecretVersion:
    """One version of an account's secrets, without the secrets.

    `weak` and `used_twice` are said by whoever could read them; None means that nobody has looked yet.
    `password_since` is the number of the version in which the password itself last became another one: a note edited
    or a reader taken off makes a new version and leaves it. `confirmed_at` is the moment somebody confirmed the change
    on the platform.
    """

    id: UUID
    account_id: UUID
    number: int
    made_at: datetime
    made_by: UUID
    origin: SecretOrigin
    fields: frozenset[SecretField]
    password_since: int = 1
    password_changed_at: datetime | None = None
    confirmed_at: datetime | None = None
    weak: bool | None = None
    used_twice: bool | None = None
    codes_since: int = 1
    """The number of the version in which the backup codes last became others."""
    codes_count: int | None = None
    """How many backup codes are kept; None where nobody has counted, or none are kept."""


@dataclass(frozen=True, slots=True)
class CodeUse:
    """A backup code that was used, by its place in the list, counted from 1. `since` is the codes' `codes_since`."""

    id: UUID
    account_id: UUID
    since: int
    position: int
    used_on: date
    used_by: UUID


@dataclass(frozen=True, slots=True)
class FormerLogin:
    """How an account was entered before it was handed to another login on its platform."""

    id: UUID
    account_id: UUID
    user_name: str
    handle: str
    address: str
    until: date
    recorded_by: UUID
    recorded_at: datetime
    reason: str = ""


def check_account(account: Account, *, owner_required: bool = False) -> Account:
    """The account; raises FieldError beside the field that is wrong (churchward:2-mk-ownership for the owner)."""
    if not account.platform_id:
        raise FieldError("platform_id", tr("Choose the platform, or “Other platform”. Nothing was saved yet."))
    if not account.name.strip():
        raise FieldError("name", tr("Give the account the name your colleagues call it by. Nothing was saved yet."))
    if account.owner_id is not None and account.owner_id == account.deputy_owner_id:
        raise FieldError("deputy_owner_id", tr("The deputy is the same person as the one who looks after it."))
    if owner_required and account.is_live and account.owner_id is None:
        raise FieldError("owner_id", tr("Your policy asks that every account has somebody who looks after it."))
    if account.closed_on and account.opened_on and account.closed_on < account.opened_on:
        raise FieldError("closed_on", tr("It cannot be closed before it was opened."))
    address = account.address.strip().lower()
    if address and (" " in address or "." not in address or address.startswith(("javascript:", "data:", "file:"))):
        raise FieldError("address", tr("That is not a web address. Paste it from the browser, or leave it empty."))
    return account


ALLOWED_MOVES: Mapping[AccountState, frozenset[AccountState]] = {
    AccountState.PROPOSED: frozenset({AccountState.AUTHORISED, AccountState.CLOSED}),
    AccountState.AUTHORISED: frozenset({AccountState.IN_USE, AccountState.CLOSED}),
    AccountState.IN_USE: frozenset({AccountState.SUSPENDED, AccountState.CLOSED}),
    AccountState.SUSPENDED: frozenset({AccountState.IN_USE, AccountState.CLOSED}),
    AccountState.CLOSED: frozenset({AccountState.PROPOSED}),
}


def check_move(account: Account, to: AccountState) -> None:
    """Refuse a step that an account's life does not have; without an authorisation it cannot be in use.

    Source: churchward:intro-authorised-purposes. Raises RuleError.
    """
    if to not in ALLOWED_MOVES[account.state]:
        raise RuleError(
            tr(
                "An account that is “{now}” cannot become “{then}” in one step. Nothing was changed.",
                now=tr(STATE_WORDS[account.state]),
                then=tr(STATE_WORDS[to]),
            )
        )
    if to is AccountState.IN_USE and account.authorised_on is None:
        raise RuleError(
            tr("The headteacher has not authorised this account, so it cannot be in use. Ask for that first.")
        )


def platform_for(address: str, platforms: Iterable[Platform]) -> Platform | None:
    """The platform whose domain the address belongs to, longest domain first; None if no domain matches."""
    host = host_of(address)
    found = [
        (len(domain), platform)
        for platform in platforms
        for domain in platform.domains
        if host == domain or host.endswith("." + domain)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def host_of(address: str) -> str:
    """The host name of an address as people write it, without `www.`; empty where there is none."""
    rest = address.strip().split("://", 1)[-1]
    try:
        host = urlsplit("//" + rest).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def account_key(address: str, user_name: str) -> tuple[str, str]:
    """What makes two imported entries the same account: where it is and who signs in."""
    return host_of(address), user_name.strip().casefold()


def missing_facts(account: Account) -> tuple[str, ...]:
    """What is not known yet, as short names for the termly check; empty for an account that is not ours."""
    if not account.is_live:
        return ()
    facts = account.recovery
    asked = (
        (account.owner_id is None, tr("Nobody looks after it")),
        (not account.address, tr("Address")),
        (not account.purpose, tr("Purpose")),
        (account.moderation is Moderation.NOT_KNOWN, tr("How comments are checked")),
        (facts.mailbox_is_schools is Known.NOT_KNOWN, tr("Whether the recovery mailbox is the school's")),
        (facts.phone_is_schools is Known.NOT_KNOWN, tr("Whether the recovery phone is the school's")),
        (not facts.second_administrator, tr("Second administrator")),
        (facts.second_factor is SecondFactor.NOT_KNOWN, tr("Second factor")),
        (facts.last_tried is None, tr("When recovery was last tried")),
    )
    return tuple(words for missing, words in asked if missing)


def beside_name(platform: str, account: str) -> str:
    """The platform as it is said beside the account's name: nothing where the account is called as its platform."""
    return "" if platform.casefold() == account.casefold() else platform
