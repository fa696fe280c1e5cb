"""The deeds of letters, of whom to ring and of the lists in the settings, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.rules import ContactKind
from tests.services.stage import Stage

KEY = "name-and-logo-allowed"
PLACES = ListKind.PICTURE_PLACES


def contact(s: Stage) -> Contact:
    """A number that is about to be kept."""
    return Contact(uuid4(), s.school.head.school_id, ContactKind.POLICE, "Front desk", number="01632 960101")


def _kept(s: Stage) -> UUID:
    return s.office.contacts.save(contact(s)).id


def _move(s: Stage) -> None:
    _kept(s)
    s.office.contacts.move(_kept(s), -1)


def _bring_back(s: Stage) -> None:
    s.office.contacts.bring_back(s.office.contacts.end(_kept(s)).id)


def _use_shipped(s: Stage) -> None:
    s.office.letters.use_shipped(KEY, s.office.letters.change_wording(KEY, "Our name", "Dear {recipient},", 0).number)


def _place(s: Stage) -> UUID:
    return s.office.lists.view().places[0].id


def _offer_again(s: Stage) -> None:
    s.office.lists.bring_back(PLACES, s.office.lists.end(PLACES, _place(s)).id)


LETTER_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "contacts.save": (Did.CONTACT_CHANGED, _kept),
    "contacts.checked_today": (Did.CONTACT_CHANGED, lambda s: s.office.contacts.checked_today(_kept(s))),
    "contacts.end": (Did.CONTACT_CHANGED, lambda s: s.office.contacts.end(_kept(s))),
    "contacts.bring_back": (Did.CONTACT_CHANGED, _bring_back),
    "contacts.move": (Did.CONTACT_CHANGED, _move),
    "letters.change_wording": (
        Did.LETTER_TEMPLATE_CHANGED,
        lambda s: s.office.letters.change_wording(KEY, "Our name", "Dear {recipient},", 0),
    ),
    "letters.use_shipped": (Did.LETTER_TEMPLATE_CHANGED, _use_shipped),
    "letters.make": (
        Did.LETTER_MADE,
        lambda s: s.office.letters.make(KEY, "school-request", uuid4(), "A. Reader", {"item": "the crest"}),
    ),
    "letters.remind_leaver": (Did.LETTER_MADE, lambda s: s.office.letters.remind_leaver(s.list().id)),
    "lists.add": (Did.LIST_ENTRY_CHANGED, lambda s: s.office.lists.add(PLACES, "Hall screen")),
    "lists.rename": (Did.LIST_ENTRY_CHANGED, lambda s: s.office.lists.rename(PLACES, _place(s), "Our pages", "")),
    "lists.end": (Did.LIST_ENTRY_CHANGED, lambda s: s.office.lists.end(PLACES, _place(s))),
    "lists.bring_back": (Did.LIST_ENTRY_CHANGED, _offer_again),
    "lists.move": (Did.LIST_ENTRY_CHANGED, lambda s: s.office.lists.move(PLACES, _place(s), 1)),
    "lists.add_platform": (Did.PLATFORM_CHANGED, lambda s: s.office.lists.add_platform("Village notice board")),
    "lists.rename_platform": (
        Did.PLATFORM_CHANGED,
        lambda s: s.office.lists.rename_platform("x", "Y", ""),
    ),
    "lists.platform_gone": (
        Did.PLATFORM_CHANGED,
        lambda s: s.office.lists.platform_gone("vimeo", s.school.clock.today()),
    ),
    "lists.platform_back": (Did.PLATFORM_CHANGED, lambda s: s.office.lists.platform_back("vimeo")),
}
