"""Whom the invented school rings, one letter in its own words, and one place for pictures of its own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from schoolsm_desktop.domain.contacts import Contact, check_round
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.services.contacts import ContactService
from schoolsm_desktop.services.letters import LetterService
from schoolsm_desktop.services.lists import ListService
from schoolsm_desktop.services.schools import SchoolService

if TYPE_CHECKING:
    from .build import Performer

OWN_LETTER = "name-and-logo-allowed"
_NUMBERS = (
    (ContactKind.LADO, "Duty officer", "Northmoor Council, allegations", "01632 960101", "01632 960102", 3),
    (ContactKind.CHILDRENS_SERVICES, "", "Northmoor Children’s Services", "01632 960110", "01632 960111", 3),
    (ContactKind.POLICE, "Safer schools officer", "Northmoor Police", "01632 960120", "", 4),
    (ContactKind.HR_ADVICE, "Gill Tranter", "Northmoor Schools HR", "01632 960130", "", None),
    (ContactKind.DATA_PROTECTION, "", "Fairfield Data Advice", "01632 960140", "", 5),
    (ContactKind.IT_PROVIDER, "Help desk", "Cobble IT", "01632 960150 ext 2", "01632 960151", 5),
    (ContactKind.INSURER, "", "Harbour Mutual", "01632 960160", "", None),
)
"""Kind, name, organisation, two numbers of those kept free for stories, and the day of September it was checked."""


def letters(performer: Performer) -> None:
    """HR and the insurer were left over in September; the rest was rung."""
    office, today = performer.session("office"), performer.today
    school_id = SchoolService(office).school().id
    contacts = ContactService(office)
    for kind, name, organisation, number, late, day in _NUMBERS:
        contacts.save(
            Contact(
                id=uuid4(),
                school_id=school_id,
                kind=kind,
                name=name,
                organisation=organisation,
                number=number,
                out_of_hours=late,
                note="Ask for the duty worker." if kind is ContactKind.CHILDRENS_SERVICES else "",
                checked_on=_checked(today, day),
            )
        )
    wording = LetterService(office).wording(OWN_LETTER)
    own = wording.body.replace("Thank you for asking", "How kind of you to ask", 1)
    LetterService(office).change_wording(OWN_LETTER, "You may use our name and logo", own, wording.number)
    ListService(performer.session("coordinator")).add(
        ListKind.PICTURE_PLACES, "Screen in the entrance hall", "Visitors see it; it is changed each week."
    )


def _checked(today: date, day: int | None) -> date:
    """In the first days of this September, or in the one before; never a day to come."""
    begun = check_round(today)
    if day is None:
        return begun - timedelta(days=360)
    return min(begun + timedelta(days=day - 1), today)
