"""The deeds of letters, of whom to ring and of the lists in the settings, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.services.letters import Wording

from .deed import EVERYBODY, Deed
from .stage import Stage

KEY = "name-and-logo-allowed"
PLACES = ListKind.PICTURE_PLACES


def _contact(s: Stage) -> Contact:
    contact = Contact(uuid4(), s.school.head.school_id, ContactKind.POLICE, "Front desk", number="01632 960101")
    with s.office.session.work() as work:
        work.uow.contacts.add(contact)
        work.done()
    return contact


def _ended(s: Stage) -> UUID:
    contact = replace(_contact(s), id=uuid4(), ended_at=s.school.clock.now())
    with s.office.session.work() as work:
        work.uow.contacts.add(contact)
        work.done()
    return contact.id


def _place(s: Stage) -> UUID:
    return s.office.lists.view().places[0].id


def _change(s: Stage) -> Wording:
    number = 0
    with s.office.session.reading() as uow:
        number = max((t.number for t in uow.letter_templates.all() if t.key == KEY), default=0)
    return s.office.letters.change_wording(KEY, "Our name", f"Dear {{recipient}}, {uuid4()}", number)


def _ask_for_letter(s: Stage) -> object:
    return s.office.letters.make(KEY, "school-request", uuid4(), "A. Reader", {"item": "the crest"})


A = Action
DEEDS: Mapping[str, Deed] = {
    "ContactService.view": Deed(EVERYBODY, lambda s: s.office.contacts.view()),
    "ContactService.save": Deed(A.EDIT_CONTACTS, lambda s: s.office.contacts.save(replace(_contact(s), note="x"))),
    "ContactService.checked_today": Deed(A.EDIT_CONTACTS, lambda s: s.office.contacts.checked_today(_contact(s).id)),
    "ContactService.end": Deed(A.EDIT_CONTACTS, lambda s: s.office.contacts.end(_contact(s).id)),
    "ContactService.bring_back": Deed(A.EDIT_CONTACTS, lambda s: s.office.contacts.bring_back(_ended(s))),
    "ContactService.move": Deed(A.EDIT_CONTACTS, lambda s: s.office.contacts.move(_contact(s).id, -1)),
    "LetterService.wordings": Deed(A.EDIT_LETTERS, lambda s: s.office.letters.wordings()),
    "LetterService.wording": Deed(A.EDIT_LETTERS, lambda s: s.office.letters.wording(KEY)),
    "LetterService.change_wording": Deed(A.EDIT_LETTERS, _change),
    "LetterService.use_shipped": Deed(A.EDIT_LETTERS, lambda s: s.office.letters.use_shipped(KEY, 0)),
    "LetterService.example": Deed(A.EDIT_LETTERS, lambda s: s.office.letters.example(KEY, "a", "b")),
    "LetterService.preview": Deed(EVERYBODY, lambda s: s.office.letters.preview(KEY, {}, "A. Reader")),
    "LetterService.make": Deed(A.RECORD_SCHOOL_REQUESTS, _ask_for_letter),
    "LetterService.letters_about": Deed(
        A.RECORD_SCHOOL_REQUESTS, lambda s: s.office.letters.letters_about("school-request", uuid4())
    ),
    "LetterService.reminds_leavers": Deed(EVERYBODY, lambda s: s.office.letters.reminds_leavers()),
    "LetterService.remind_leaver": Deed(A.WORK_OFF_LISTS, lambda s: s.office.letters.remind_leaver(uuid4())),
    "LetterService.letter": Deed(A.EDIT_LETTERS, lambda s: s.office.letters.letter(uuid4())),
    "ListService.view": Deed(EVERYBODY, lambda s: s.office.lists.view()),
    "ListService.add": Deed(A.EDIT_LISTS, lambda s: s.office.lists.add(PLACES, f"Place {uuid4()}")),
    "ListService.rename": Deed(A.EDIT_LISTS, lambda s: s.office.lists.rename(PLACES, _place(s), f"{uuid4()}", "")),
    "ListService.end": Deed(A.EDIT_LISTS, lambda s: s.office.lists.end(PLACES, _place(s))),
    "ListService.bring_back": Deed(A.EDIT_LISTS, lambda s: s.office.lists.bring_back(PLACES, _place(s))),
    "ListService.move": Deed(A.EDIT_LISTS, lambda s: s.office.lists.move(PLACES, _place(s), 1)),
    "ListService.add_platform": Deed(A.EDIT_LISTS, lambda s: s.office.lists.add_platform(f"Platform {uuid4()}")),
    "ListService.rename_platform": Deed(
        A.EDIT_LISTS, lambda s: s.office.lists.rename_platform("vimeo", f"Vimeo {uuid4()}", "")
    ),
    "ListService.platform_gone": Deed(
        A.EDIT_LISTS, lambda s: s.office.lists.platform_gone("vimeo", s.school.clock.today())
    ),
    "ListService.platform_back": Deed(A.EDIT_LISTS, lambda s: s.office.lists.platform_back("vimeo")),
    "PrintingService.letter": Deed(A.EDIT_LETTERS, lambda s: s.office.printing.letter(uuid4())),
    "PrintingService.letter_example": Deed(A.EDIT_LETTERS, lambda s: s.office.printing.letter_example(KEY, "a", "b")),
    "PrintingService.whom_to_ring": Deed(EVERYBODY, lambda s: s.office.printing.whom_to_ring()),
    "PrintingService.holiday_card": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.holiday_card()),
}
