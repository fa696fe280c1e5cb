"""Find a person, an account or a page by a few letters; grows with each noun."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.permissions import Action, allows

from .accounts import AccountService
from .session import Session

MOST = 20


class FoundKind(StrEnum):
    """What was found; the window knows which page shows it."""

    ACCOUNT = "account"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Found:
    """One line under the search field."""

    kind: FoundKind
    id: UUID
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    found: Found


class Finder:
    """What can be found, folded once; `find` answers within a keystroke. Read anew when records change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._entries: tuple[_Entry, ...] = ()

    def read(self) -> None:
        """Read everything the person may see; in a worker, after sign-in and after changes."""
        entries = []
        for line in AccountService(self._session).lines():
            account = line.account
            found = Found(FoundKind.ACCOUNT, account.id, account.name, account.handle or account.address)
            key = folded(
                " ".join((account.name, account.handle, account.address, line.platform.name, *line.platform.aliases))
            )
            entries.append(_Entry(key, found))
        with self._session.reading() as uow:
            sees_people = allows(self._session.duties(uow), Action.SEE_PEOPLE)
            people = uow.people.all() if sees_people else ()
        for person in (each for each in people if each.merged_into is None):
            found = Found(FoundKind.PERSON, person.id, person.name, person.job_title)
            key = folded(" ".join((person.name, person.given_name, person.job_title, person.email)))
            entries.append(_Entry(key, found))
        self._entries = tuple(entries)

    def find(self, text: str) -> tuple[Found, ...]:
        """At most twenty hits that hold every word of `text`; those whose name begins with it come first."""
        words = folded(text).split()
        if not words:
            return ()
        hits = [e for e in self._entries if all(word in e.key for word in words)]
        hits.sort(key=lambda e: (not e.key.startswith(words[0]), e.key))
        return tuple(e.found for e in hits[:MOST])
