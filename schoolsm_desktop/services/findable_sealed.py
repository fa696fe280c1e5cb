"""Declarations, requests to the school and letters, as the search finds them: a sealed one only for who can open it.

No entry holds a word of a sealed record. For somebody without its key it does not exist (PRACTICE 3, 13).
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from schoolsm_desktop.domain.declarations import DeclarationKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .sealed_words import DECLARATION, LETTER, SCHOOL_REQUEST, readable
from .session import Session

_DECLARED_WORDS = {
    DeclarationKind.RELATIVE: "{name}: relatives at school",
    DeclarationKind.CONNECTION: "{name}: connections online",
    DeclarationKind.FAMILY: "{name}: links with families",
    DeclarationKind.PRIVATE_ACCOUNT: "{name}: private account",
    DeclarationKind.PRIVACY_CHECK: "{name}: privacy settings",
}
_ASKED_WORDS = {
    RequestKind.NAME_AND_LOGO: "Request to use the name or logo",
    RequestKind.CLOSED_AREA: "Request for a closed area or blog",
    RequestKind.NEW_ACCOUNT: "Request for a new account",
    RequestKind.FRIEND_REQUEST: "Friend request from a parent",
    RequestKind.CONNECTION: "Connection outside school",
    RequestKind.RECRUITMENT_SEARCH: "Search about an applicant",
}
_PARTS = {DECLARATION: "declarations", SCHOOL_REQUEST: "requests"}
"""Where the record that a letter is about stands."""


def declarations(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """For who sees what colleagues declared; the sealed kinds only where the person can open them."""
    if not session.allows(uow, Action.SEE_DECLARATIONS):
        return
    opens = readable(session, uow, DECLARATION)
    names = {p.id: p.name for p in uow.people.all()}
    for said in uow.declarations.all():
        if said.withdrawn_at is None and (not said.sealed or said.id in opens):
            title = tr(_DECLARED_WORDS[said.kind], name=names[said.person_id])
            found = Found(FoundKind.DECLARATION, said.id, title, day_text(said.on), "people", "declarations")
            yield Entry(found)


def school_requests(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """What was asked of the school, for who enters such requests; a sealed one by its kind and day alone, to its readers."""
    if not session.allows(uow, Action.RECORD_SCHOOL_REQUESTS):
        return
    opens = readable(session, uow, SCHOOL_REQUEST)
    names = {p.id: p.name for p in uow.people.all()}
    for request in uow.school_requests.all():
        if not request.is_sealed or request.id in opens:
            yield _request_entry(request, names)


def letters(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """The letters that were made, by whom they went to; each leads to the record it is about."""
    if not session.allows(uow, Action.RECORD_SCHOOL_REQUESTS):
        return
    opens = readable(session, uow, LETTER)
    closed = _closed(session, uow)
    for letter in uow.letters.all():
        if (letter.sealed and letter.id not in opens) or letter.about_id in closed:
            continue
        part = _PARTS.get(letter.about_kind)
        if part is not None:
            title = tr("Letter to {name}", name=letter.recipient)
            yield Entry(Found(FoundKind.LETTER, letter.about_id, title, day_text(letter.on), "people", part))


def _closed(session: Session, uow: UnitOfWork) -> frozenset[UUID]:
    """The sealed records that the person cannot open, and declarations of which they may not know."""
    opens = readable(session, uow, SCHOOL_REQUEST) | readable(session, uow, DECLARATION)
    requests = {r.id for r in uow.school_requests.all() if r.is_sealed}
    said = {d.id for d in uow.declarations.all() if d.sealed or not session.allows(uow, Action.SEE_DECLARATIONS)}
    return frozenset((requests | said) - opens)


def _request_entry(request: SchoolRequest, names: dict[UUID, str]) -> Entry:
    kind, day = tr(_ASKED_WORDS[request.kind]), day_text(request.asked_on)
    if request.is_sealed:
        return Entry(Found(FoundKind.SCHOOL_REQUEST, request.id, kind, day, "people", "requests"))
    asker = names.get(request.asker_id, "") if request.asker_id else request.asker_name
    found = Found(FoundKind.SCHOOL_REQUEST, request.id, request.title or kind, day, "people", "requests")
    return Entry(found, kind, asker)
