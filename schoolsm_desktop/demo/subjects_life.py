"""Who asked for everything about them in the invented school: one request under way, one that can go out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.subject_access import AsWhat, SubjectSort
from schoolsm_desktop.services.subject_access import NewSubjectRequest, SubjectAccessService

if TYPE_CHECKING:
    from .build import Performer

_DAY = timedelta(days=1)
_MOTHER = "Hannah Ridgewell"


def subjects(performer: Performer) -> None:
    """The office keeps one; the headteacher’s has passed both looks and waits to be printed."""
    office = performer.session("office")
    service, today = SubjectAccessService(office), performer.today
    with office.reading() as uow:
        pupil = min((p for p in uow.pupils.all() if p.on_roll(today)), key=lambda p: (p.family, p.called))
    asked = NewSubjectRequest(SubjectSort.PUPIL, pupil.id, "", _MOTHER, AsWhat.PARENT, today - 9 * _DAY)
    first = service.record(asked).id
    service.letter(first, "subject-acknowledged")
    service.identity(first, today - 8 * _DAY, "Known to the office; rung back on the number of the contact form")
    service.gather(first)

    outside = NewSubjectRequest(SubjectSort.OUTSIDE, subject="Owen Tarleton", received_on=today - 25 * _DAY)
    head = SubjectAccessService(performer.session("head"))
    second = head.record(outside).id
    head.identity(second, today - 24 * _DAY, "Came in person, with a driving licence")
    head.gather(second)
    lead = SubjectAccessService(performer.session("dsl"))
    lead.look(second, (), "Nothing that could harm anybody.")
    head.enter_advice(second, "Rosalind Ferrer", today - 2 * _DAY, "It may go out. Nothing of a child stands in it.")
