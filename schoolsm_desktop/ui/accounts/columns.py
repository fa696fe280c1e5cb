"""The columns of the accounts list, and the words and states in its cells."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from schoolsm_desktop.domain.accounts import AccountClass, AccountState, SecondFactor
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.accounts import PASSWORD_WORDS, AccountLine, PasswordState
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State


class Shelf(Enum):
    """Which accounts the list shows: others' accounts and closed ones stand apart, so that the daily list is short."""

    OURS = "ours"
    NOT_OURS = "not-ours"
    PRETENDS = "pretends"
    CLOSED = "closed"


SHELF_WORDS: Mapping[Shelf, str] = {
    Shelf.OURS: "Our accounts",
    Shelf.NOT_OURS: "Not ours",
    Shelf.PRETENDS: "Pretend to be ours",
    Shelf.CLOSED: "Closed",
}
PASSWORD_STATES: Mapping[PasswordState, State | None] = {
    PasswordState.NEW_ONE_NEEDED: State.STOP,
    PasswordState.NEW_ONE_ADVISED: State.WARN,
    PasswordState.WEAK: State.WARN,
    PasswordState.USED_TWICE: State.WARN,
    PasswordState.KEPT: State.GOOD,
    PasswordState.NOT_KEPT: State.UNKNOWN,
    PasswordState.NONE_NEEDED: None,
}
SHORT_STATES: Mapping[AccountState, tuple[str, State]] = {
    AccountState.PROPOSED: ("Proposed", State.UNKNOWN),
    AccountState.AUTHORISED: ("Authorised", State.UNKNOWN),
    AccountState.IN_USE: ("In use", State.GOOD),
    AccountState.SUSPENDED: ("Paused", State.WARN),
    AccountState.CLOSED: ("Closed", State.UNKNOWN),
}
SHORT_FACTORS: Mapping[SecondFactor, tuple[str, State]] = {
    SecondFactor.NOT_KNOWN: ("Not known", State.UNKNOWN),
    SecondFactor.NONE: ("None", State.WARN),
    SecondFactor.CODES_HERE: ("Codes here", State.GOOD),
    SecondFactor.APP: ("App", State.GOOD),
    SecondFactor.TEXT_MESSAGE: ("Text", State.GOOD),
    SecondFactor.SECURITY_KEY: ("Security key", State.GOOD),
    SecondFactor.OTHER: ("Yes", State.GOOD),
}


def shelf_of(line: AccountLine) -> Shelf:
    """Where an account is listed."""
    if line.account.account_class is AccountClass.PRETENDS:
        return Shelf.PRETENDS
    if not line.account.is_ours:
        return Shelf.NOT_OURS
    return Shelf.CLOSED if line.account.state is AccountState.CLOSED else Shelf.OURS


def owner_words(line: AccountLine) -> str:
    """Who looks after it, in the list's words. Somebody no longer here is nobody, without saying why (PRACTICE 14)."""
    if not line.account.is_ours:
        return line.account.not_ours.run_by or "–"
    return line.owner.short_name if line.owner is not None and line.owner_is_here else tr("Nobody")


def state_words(line: AccountLine) -> str:
    """Where the account stands in its life; of others' accounts only whether they were asked to close."""
    if line.account.is_ours:
        return tr(SHORT_STATES[line.account.state][0])
    outside = line.account.not_ours
    if outside.gone_on is not None:
        return tr("Gone")
    if outside.reported_on is not None:
        return tr("Reported")
    if line.account.account_class is AccountClass.PRETENDS:
        return tr("Not reported")
    return tr("Asked to close") if outside.asked_to_close else "–"


def _life_state(line: AccountLine) -> State | None:
    if line.account.is_ours:
        return SHORT_STATES[line.account.state][1]
    outside = line.account.not_ours
    if line.account.account_class is not AccountClass.PRETENDS or outside.gone_on is not None:
        return None
    return State.WARN if outside.reported_on is None else State.UNKNOWN


def _owner_state(line: AccountLine) -> State | None:
    return State.WARN if line.account.is_live and not line.owner_is_here else None


def _password_state(line: AccountLine) -> State | None:
    return PASSWORD_STATES[line.password] if line.account.is_ours else None


def columns() -> tuple[Column[AccountLine], ...]:
    """From left to right; made when the page is, so that the words are in the person's language."""
    return (
        Column(
            "name",
            tr("Account"),
            lambda line: line.account.name,
            detail=lambda line: " · ".join(
                p for p in (line.school, line.account.handle or line.account.user_name) if p
            ),
            bold=True,
            hint=lambda line: " · ".join(
                part for part in (line.account.name, line.school, line.account.handle or line.account.user_name) if part
            ),
            width=144,
        ),
        Column(
            "platform",
            tr("Platform"),
            lambda line: line.platform.name,
            hint=lambda line: " · ".join(part for part in (line.platform.name, line.platform.note) if part),
            width=90,
        ),
        Column("owner", tr("Looked after by"), owner_words, state=_owner_state, width=118),
        Column(
            "password",
            tr("Password"),
            lambda line: tr(PASSWORD_WORDS[line.password]) if line.account.is_ours else "–",
            state=_password_state,
            sort=lambda line: list(PasswordState).index(line.password),
            width=178,
        ),
        Column(
            "factor",
            tr("Second factor"),
            lambda line: tr(SHORT_FACTORS[line.account.recovery.second_factor][0]) if line.account.is_ours else "–",
            state=lambda line: SHORT_FACTORS[line.account.recovery.second_factor][1] if line.account.is_ours else None,
            width=113,
        ),
        Column(
            "posting",
            tr("Posting"),
            lambda line: str(line.posting) if line.posting else "–",
            sort=lambda line: line.posting,
            centred=True,
            width=64,
        ),
        Column(
            "state",
            tr("State"),
            state_words,
            state=_life_state,
            signed=False,  # the words alone cannot be misread
            width=92,
        ),
    )


def find_text(line: AccountLine) -> str:
    """What typing into the filter looks through: name, handle, address, platform with its old names, who, states."""
    account, platform = line.account, line.platform
    parts = (account.name, account.handle, account.user_name, account.address, platform.name, *platform.aliases)
    seen = (line.school, owner_words(line), tr(PASSWORD_WORDS[line.password]), state_words(line))
    return " ".join((*parts, *seen))
