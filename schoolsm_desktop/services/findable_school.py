"""Whom to ring, channels, devices and terms, as the search finds them."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .session import Session


def contacts(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Whom to ring: for everybody, by name, organisation and number."""
    del session
    for contact in uow.contacts.all():
        if contact.ended_at is None:
            name = contact.name or contact.organisation
            found = Found(FoundKind.CONTACT, contact.id, name, contact.number, "settings", "contacts")
            yield Entry(found, contact.organisation, contact.kind.value.replace("-", " "), contact.note)


def channels(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """The ways to write to parents and pupils."""
    if session.allows(uow, Action.SEE_PEOPLE):
        for channel in uow.channels.all():
            if channel.ended_at is None:
                said = tr("may be used") if channel.allowed else tr("not to be used")
                yield Entry(Found(FoundKind.CHANNEL, channel.id, channel.name, said, "people", "house"))


def devices(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """The devices of those with access, also by whose they are."""
    if session.allows(uow, Action.SEE_REGISTER):
        names = {p.id: p.name for p in uow.people.all()}
        for device in uow.devices.all():
            if device.ended_at is None:
                whose = names.get(device.person_id, "") if device.person_id else ""
                yield Entry(Found(FoundKind.DEVICE, device.id, device.name, whose, "access", "devices"))


def terms(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Terms and closures, for everybody."""
    del session
    for term in uow.terms.all():
        detail = tr("{first} to {last}", first=day_text(term.starts), last=day_text(term.ends))
        yield Entry(Found(FoundKind.TERM, term.id, term.name, detail, "settings", "terms"))
