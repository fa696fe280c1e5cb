"""An account that is handed to another login on its platform: what changes, and what is kept of before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from .accounts import Account, FormerLogin, Known, SecondFactor
from .errors import FieldError, RuleError
from .wording import day_text, tr


@dataclass(frozen=True, slots=True)
class NewLogin:
    """How the account is entered from `since` on. An empty password means that it was set there and is not kept here."""

    user_name: str
    handle: str
    address: str
    since: date
    reason: str = ""
    password: str = field(default="", repr=False)


def check_handing_on(account: Account, login: NewLogin, today: date) -> None:
    """Refuse what would be no other login, or one of tomorrow. Raises FieldError or RuleError."""
    if not account.is_live:
        raise RuleError(tr("Only an account of the school’s own that is not closed can be handed to another login."))
    if not login.user_name.strip():
        raise FieldError("user_name", tr("Enter the user name of the new login."))
    before = (account.user_name.strip(), account.handle.strip(), account.address.strip())
    if (login.user_name.strip(), login.handle.strip(), login.address.strip()) == before:
        raise FieldError("user_name", tr("That is the login it has already. Enter the new one."))
    if login.since > today:
        raise FieldError("since", tr("That day lies ahead. Enter the day on which the new login took over."))
    if account.opened_on is not None and login.since < account.opened_on:
        raise FieldError("since", tr("The account was opened on {day} only.", day=day_text(account.opened_on)))


def after_handing_on(account: Account, login: NewLogin) -> Account:
    """The account with its new login. What belonged to the old one is not known any more: it is asked for again."""
    recovery = replace(
        account.recovery,
        mailbox_is_schools=Known.NOT_KNOWN,
        phone_is_schools=Known.NOT_KNOWN,
        second_factor=SecondFactor.NOT_KNOWN,
        second_factor_where="",
        backup_codes_where="",
        last_tried=None,
        mailbox_tried=None,
        phone_tried=None,
        backup_codes_tried=None,
    )
    return replace(
        account,
        user_name=login.user_name.strip(),
        handle=login.handle.strip(),
        address=login.address.strip(),
        recovery=recovery,
    )


def former_words(login: FormerLogin) -> str:
    """`until 3 Nov 2026: office@alder.example, @alder`."""
    parts = [part for part in (login.user_name, login.handle, login.address) if part]
    said = ", ".join(parts) or tr("a login that was not written down")
    return tr("until {day}: {login}", day=day_text(login.until), login=said)
