"""The words somebody would try first as the password of one of the school's accounts: its names, the school's, and years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.people import School
from schoolsm_desktop.security.passphrase import is_weak_password

from .session import Work

_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_IN_CAMELS = re.compile(r"[A-Z][a-z]{3,}")


def password_hints(account: Account, schools: Iterable[School], today: date) -> tuple[str, ...]:
    """Names whole and split into words of four letters and more, the years in them, and the years about `today`."""
    names = [account.name, account.handle, account.user_name, _host(account.address)]
    for school in schools:
        names += [school.name, school.short_name, _host(school.website)]
    hints = [name for name in names if name]
    for name in names:
        for pattern in (_WORD, _IN_CAMELS, _YEAR):
            hints += pattern.findall(name)
    hints += [str(today.year + years) for years in (-1, 0, 1)]
    return tuple(dict.fromkeys(hints))


def is_weak_for(work: Work, password: str, account: Account) -> bool:
    """Whether the password of this account is called weak, as the school is named today."""
    return is_weak_password(password, password_hints(account, work.uow.schools.all(), work.session.today))


def _host(address: str) -> str:
    """The host of an address as people type it, with or without its beginning; "" where none can be read."""
    text = address.strip()
    try:
        return urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
