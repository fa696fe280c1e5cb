"""Who read, signed and attended in the demonstration: one whole-staff meeting, one course, a colleague who starts today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.training import Trained
from schoolsm_desktop.services.people import PeopleService
from schoolsm_desktop.services.training import Meeting, TrainingService, TrainingView

if TYPE_CHECKING:
    from .build import Performer

_NOT_THERE = ("supply", "teacher", "colleague-2")
"""Who missed the meeting: something is left to chase."""
_NOT_TRAINED = (*_NOT_THERE, "colleague-3")
"""Who missed the course."""


def training(performer: Performer) -> None:
    """Enter them as the office would have."""
    service = TrainingService(performer.session("office"))
    _starter(performer)
    unread, missed = (
        {performer.people[key] for key in keys if key in performer.people} for keys in (_NOT_THERE, _NOT_TRAINED)
    )
    view = service.view()
    _meeting(service, view, unread, performer.today)
    _course(service, view, missed, performer)


def _starter(performer: Performer) -> None:
    """Somebody whose first day it is, with the deputy as line manager."""
    session = performer.session("office")
    with session.reading() as uow:
        school_id = uow.people.get(performer.people["deputy"]).school_id
    starter = Person(
        uuid4(),
        school_id,
        "Nadia",
        "Brindle",
        "Teaching assistant, Year 2",
        starts=performer.today,
        manager_id=performer.people["deputy"],
    )
    performer.people["starter"] = PeopleService(session).add(starter).id


def _meeting(service: TrainingService, view: TrainingView, missed: set[UUID], today: date) -> None:
    """Where a version of the policy is kept, most have signed it, at one meeting."""
    version = view.version
    if version is None or version.in_force_from is None:
        return
    people = tuple(x.person.id for x in view.lines if x.read.is_lacking and x.person.id not in missed and not x.is_new)
    if people:
        on = min(today, version.in_force_from + timedelta(days=5))
        service.meeting(Meeting(on, people, read=True, edition_id=version.id))


def _course(service: TrainingService, view: TrainingView, missed: set[UUID], performer: Performer) -> None:
    """One session five weeks ago; a few of those it is asked of were not there."""
    on = performer.today - timedelta(days=36)
    asked = [
        [x.person.id for x in view.lines if not x.is_new and x.courses[at].state is not Trained.NOT_ASKED]
        for at in range(len(view.needs))
    ]
    at = max(range(len(asked)), key=lambda at: len(asked[at]), default=None)
    topic = view.needs[at].topic if at is not None else ""
    people = asked[at] if at is not None else [x.person.id for x in view.lines if x.is_asked and not x.is_new]
    there = tuple(person for person in people if person not in missed)
    if there:
        meeting = Meeting(
            on, there, trained=True, topic=topic, title="Online safety, whole staff", led_by="Ravi Sondhi"
        )
        service.meeting(meeting)
    for other, need in enumerate(view.needs):
        never = tuple(x.person.id for x in view.lines if not x.is_new and x.courses[other].state is Trained.NEVER)
        if other != at and never:
            service.meeting(Meeting(on, never, trained=True, topic=need.topic, title=need.title))
