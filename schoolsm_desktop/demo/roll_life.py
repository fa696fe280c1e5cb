"""The roll of the demonstration: two hundred invented pupils in seven classes, and what was said about their pictures."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_answers import Adult, AnswerBy, Capacity, PhotoAnswer, Said
from schoolsm_desktop.domain.pupils import Pupil, RollBatch, RollBatchKind
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.picture_books import read_places
from schoolsm_desktop.services.schools import home_school

if TYPE_CHECKING:
    from schoolsm_desktop.services.session import Work

    from .build import Performer

CLASSES = (("R", "Robins"), ("1", "1A"), ("2", "2A"), ("3", "3A"), ("4", "4B"), ("5", "5A"), ("6", "6A"))
IN_A_CLASS = 29
_GIVEN = (
    "Amara", "Callum", "Efe", "Freya", "Gabriel", "Hana", "Isla", "Zoë", "Łukasz", "Niamh", "Umar", "Anaïs", "Violet",
    "Bryn", "Chidi", "Daisy", "Elif", "Femi", "Grace", "Hugo", "Ines", "Jago", "Kofi", "Leila", "Mabli", "Noor", "Oskar",
    "Priya", "Ravi", "Seren", "Tomasz", "Will",
)  # fmt: skip
_FAMILY = (
    "Bello", "Dent", "Demir", "Holt", "Nowak", "Suzuki", "Ferrier", "Lindqvist", "O’Keefe", "Moore", "Wood", "Young",
    "Håkansson", "Nguyễn", "Pritchard", "Okonkwo", "Marsh", "Rose", "Park", "Adeyemi", "Baptiste", "Cwmbran", "Evans",
    "Fraser", "Gill", "Hussain", "Iqbal", "Jones", "Kaur", "Lewis", "May", "Ivanova",
)  # fmt: skip
_WHO = (Capacity.MOTHER,) * 10 + (Capacity.FATHER,) * 6 + (Capacity.GRANDPARENT, Capacity.CARER, Capacity.GUARDIAN)


def roll(performer: Performer) -> None:
    """Enter the pupils and the answers of September as the office brought them in."""
    session, today = performer.session("office"), performer.today
    chance = random.Random(20261121)  # noqa: S311 -- a story, not a secret
    with session.work() as work:
        school_id = home_school(work.uow).id
        batch = RollBatch(
            uuid4(),
            school_id,
            RollBatchKind.IMPORT,
            "",
            session.person_id,
            session.clock.now(),
            (("new", str(len(CLASSES) * IN_A_CLASS)),),
            session.clock.now(),
        )
        work.uow.roll_batches.add(batch)
        pupils = _pupils(school_id, today, chance)
        work.uow.pupils.add_many(pupils)
        _answers(work, pupils, batch.id, chance)
        work.did(Did.ROLL_IMPORTED, Noun.PUPILS, Noun.PHOTO_ANSWERS, pupils=str(len(pupils)))
        work.done()


def _pupils(school_id: UUID, today: date, chance: random.Random) -> list[Pupil]:
    year = today.year if today.month >= 9 else today.year - 1
    found = []
    for at, (key, name) in enumerate(CLASSES):
        for place in range(IN_A_CLASS):
            born = date(year - 5 - at, 9, 1) + timedelta(days=chance.randrange(364))
            given = _GIVEN[(place + at * 5) % len(_GIVEN)]
            family = _FAMILY[(place * 3 + at * 7) % len(_FAMILY)]
            starts = date(year - at, 9, 4)
            found.append(
                Pupil(
                    uuid4(), school_id, given, family, birth_date=born, year=key, class_name=name, on_roll_from=starts
                )
            )
    return found


def _answers(work: Work, pupils: list[Pupil], batch_id: UUID, chance: random.Random) -> None:
    session = work.session
    places = [place.key for place in read_places(session, work.uow)]
    starts = session.today.replace(month=9, day=8)
    if starts > session.today:
        starts = starts.replace(year=starts.year - 1)
    adults: list[Adult] = []
    answers: list[PhotoAnswer] = []
    for number, pupil in enumerate(pupils):
        if number % 17 == 0:
            continue  # the form has not come back
        capacity = chance.choice(_WHO)
        adult = Adult(uuid4(), pupil.school_id, pupil.id, capacity, responsibility=Known.NOT_KNOWN)
        adults.append(adult)
        day = starts + timedelta(days=chance.randrange(20))
        for place in places:
            said = Said.NO if chance.random() < (0.02 if place in ("display", "newsletter") else 0.07) else Said.YES
            until = date(starts.year + 1, 10, 31) if said is Said.YES else None
            answers.append(
                PhotoAnswer(
                    uuid4(), pupil.school_id, pupil.id, place, said, day, session.person_id, session.clock.now(),
                    adult_id=adult.id, until=until, how=AnswerBy.IMPORTED, batch_id=batch_id,
                )
            )  # fmt: skip
    work.uow.adults.add_many(adults)
    work.uow.photo_answers.add_many(answers)
