"""Accounts, as the search finds them: by name, handle, address, and every name of the platform."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .accounts import AccountService
from .findable import Entry, Found, FoundKind
from .session import Session


def accounts(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """The accounts that the person signed in sees on the page “Accounts”."""
    del uow  # the page's own rule says which
    for line in AccountService(session).lines():
        account = line.account
        found = Found(
            FoundKind.ACCOUNT, account.id, account.name, account.handle or account.address, "accounts", "accounts"
        )
        yield Entry(found, account.address, line.platform.name, *line.platform.aliases)
