"""Pupils of the demonstration as the office keeps them: sisters, a changed name, a carer, holds, colleagues in pictures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.changed_names import Names
from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.colleague_pictures import ColleaguePictureService, NewColleagueAnswer
from schoolsm_desktop.services.picture_books import PictureBooks
from schoolsm_desktop.services.pupils import NewPupil, PupilService

if TYPE_CHECKING:
    from .build import Performer

_AGREE = ("office", "teacher", "deputy", "head", "coordinator")


def pupils(performer: Performer) -> None:
    """What the office did with single pupils since September; one hold waits for the safeguarding lead."""
    office, lead = performer.session("office"), performer.session("dsl")
    service = PupilService(office, PictureBooks(office))
    with office.reading() as uow:
        by_class: dict[str, list[Pupil]] = {}
        for pupil in uow.pupils.all():
            by_class.setdefault(pupil.class_name, []).append(pupil)
        doubtful = [a for a in uow.adults.all() if a.capacity in (Capacity.CARER, Capacity.GRANDPARENT)]
    service.link(by_class["2A"][3].id, by_class["Robins"][5].id)
    married = by_class["5A"][7]
    service.rename(married.id, Names(married.given_name, "Ashdown"), performer.today - timedelta(days=40))
    if doubtful:
        service.record_responsibility(doubtful[0].id)
    service.add(NewPupil("Mina", "Sarwar", year="3", on_roll_from=performer.today - timedelta(days=3)))
    read, waits = by_class["3A"][2], by_class["6A"][4]
    service.hold(read.id, "Mother rang: please ask her first, she will write to the DSL.")
    PupilService(lead, PictureBooks(lead)).hold_reasons(read.id)
    service.hold(waits.id, "The form came back with two signatures that look alike.")
    _colleagues(performer)


def _colleagues(performer: Performer) -> None:
    pictures, today = ColleaguePictureService(performer.session("office")), performer.today
    for at, key in enumerate(_AGREE):
        said = Said.NO if key == "deputy" else Said.YES
        pictures.record(NewColleagueAnswer(said, performer.people[key], on=today - timedelta(days=50 - at)))
    pictures.record(
        NewColleagueAnswer(
            Said.YES,
            visitor_name="Orla Finnegan, author",
            on=today - timedelta(days=2),
            until=today + timedelta(days=14),
            note="Reads to Year 2",
        )
    )
