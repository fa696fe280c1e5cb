"""What only the chair of the invented school reads, and this term's check that nobody changed the records by other means."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Mark, Part, Who
from schoolsm_desktop.services.incidents import IncidentService, Report
from schoolsm_desktop.services.records_check import RecordsCheckService

if TYPE_CHECKING:
    from .build import Performer


def chair(performer: Performer) -> None:
    """A colleague reports something about the headteacher: sealed to the chair alone. Before it, the records were checked."""
    RecordsCheckService(performer.session("coordinator")).run()
    teacher = performer.session("teacher")
    now = teacher.clock.now()
    IncidentService(teacher).report(
        Report(
            what=(
                "A parent showed me messages that our headteacher sent to her daughter, who is in Year 6, from a private "
                "account late in the evening. I have no copy of them."
            ),
            people=(
                CasePerson(Part.REPORTED_BY, Who.STAFF, "Joel Marchbanks", performer.people["teacher"]),
                CasePerson(Part.SAID_TO_BE, Who.STAFF, "Miriam Castellan", performer.people["head"]),
                CasePerson(Part.AFFECTED, Who.PUPIL, "A pupil of Year 6"),
            ),
            kind=IncidentKind.STAFF_CONTACTS_PUPIL,
            allegation=Answer.YES,
            marks=(Mark.CHILD_AT_RISK,),
            is_urgent=True,
            where="A private account",
            seen_at=now - timedelta(minutes=10),
            told=((performer.people["chair"], now - timedelta(minutes=2)),),
        )
    )
