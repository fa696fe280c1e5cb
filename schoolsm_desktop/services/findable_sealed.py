"""Declarations, requests to the school and letters, as the search finds them: a sealed one only for who can open it.

No entry holds a word of a sealed record. For somebody without its key it does not exist (PRACTICE 3, 13).
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from schoolsm_desktop.domain.declarations import KIND_WORDS as DECLARED_WORDS
from schoolsm_desktop.domain.declarations import DeclarationKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_requests import KIND_WORDS as ASKED_WORDS
from schoolsm_desktop.domain.school_requests import SchoolRequest
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .school_request_views import visible_requests
from .sealed_words import DECLARATION, LETTER, SCHOOL_REQUEST, readable
from .session import Session

_PARTS = {SCHOOL_REQUEST: "requests"}
"""Where the record that a letter is about stands."""


def declarations(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """For who sees what colleagues declared; the sealed kinds only where the person can open them."""
    if not session.allows(uow, Action.SEE_DECLARATIONS):
        return
    opens = readable(session, uow, DECLARATION)
    names = {p.id: p.name for p in uow.people.all()}
    for said in uow.declarations.all():
        if said.withdrawn_at is None and (not said.sealed or said.id in opens):
            title = tr("{name}: {what}", name=names[said.person_id], what=_declared(said.kind))
            # The part stands by people: one line each, with everything that they declared.
            found = Found(FoundKind.DECLARATION, said.person_id, title, day_text(said.on), "people", "declarations")
            yield Entry(found)


def school_requests(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """What was asked of the school, as far as it exists for the person; a sealed one by its kind and day alone."""
    names = {p.id: p.name for p in uow.people.all()}
    for request in visible_requests(session, uow):
        yield _request_entry(request, names)


def letters(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """The letters that were made, by whom they went to; each leads to the record it is about."""
    if not session.allows(uow, Action.RECORD_SCHOOL_REQUESTS):
        return
    opens = readable(session, uow, LETTER)
    known = {r.id for r in visible_requests(session, uow)}
    for letter in uow.letters.all():
        if (letter.sealed and letter.id not in opens) or letter.about_id not in known:
            continue
        part = _PARTS.get(letter.about_kind)
        if part is not None:
            title = tr("Letter to {name}", name=letter.recipient)
            yield Entry(Found(FoundKind.LETTER, letter.about_id, title, day_text(letter.on), "people", part))


def _declared(kind: DeclarationKind) -> str:
    return tr(DECLARED_WORDS[kind])


def _request_entry(request: SchoolRequest, names: dict[UUID, str]) -> Entry:
    kind, day = tr(ASKED_WORDS[request.kind]), day_text(request.asked_on)
    if request.is_sealed:
        return Entry(Found(FoundKind.SCHOOL_REQUEST, request.id, kind, day, "people", "requests"))
    asker = names.get(request.asker_id, "") if request.asker_id else request.asker_name
    found = Found(FoundKind.SCHOOL_REQUEST, request.id, request.title or kind, day, "people", "requests")
    return Entry(found, kind, asker)
