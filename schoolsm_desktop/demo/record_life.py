"""What was done about the parent's comments: hidden after a screen print, reported, a meeting, support, and something due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.incident_kinds import IncidentKind, Severity
from schoolsm_desktop.domain.incidents import Harm, LegalMark, Visibility
from schoolsm_desktop.domain.record_changes import FactChange
from schoolsm_desktop.domain.record_entries import Adding, NewEntry
from schoolsm_desktop.services.incident_records import IncidentRecordService
from schoolsm_desktop.services.incidents import IncidentService

if TYPE_CHECKING:
    from .build import Performer


def incident_record(performer: Performer) -> None:
    """The record of the comments that nobody answers yet, as the coordinator leads it."""
    session = performer.session("coordinator")
    lines = IncidentService(session).lines()
    case = next((x.id for x in lines if x.incident.kind is IncidentKind.PARENT_COMMENT and x.incident.hold_reply), None)
    if case is None:
        return
    records = IncidentRecordService(session)
    yesterday = performer.today - timedelta(days=1)
    records.change(
        case,
        FactChange(
            Severity.SERIOUS,
            legal_marks=(LegalMark.DEFAMATION,),
            harms=(Harm.PERSON, Harm.REPUTATION),
            visibility=Visibility.PUBLIC,
        ),
    )
    hidden, *others = _entries(performer, yesterday)
    corrected = records.add(case, hidden)
    for new in others:
        records.add(case, new)
    wrong = "4 comments: one more stands under the photo of the hall."
    records.add(case, NewEntry(Adding.CORRECTION, wrong, of=corrected))
    records.lead(case, session.person_id, records.view(case).revision)


def _entries(performer: Performer, day: date) -> tuple[NewEntry, ...]:
    def at(hour: int, minute: int) -> datetime:
        return datetime.combine(day, time(hour, minute)).astimezone()

    meeting = datetime.combine(day + timedelta(days=6), time(15, 30)).astimezone()
    return (
        NewEntry(Adding.MODERATION, "3 comments, not answered", at(8, 20), about="hidden", printed=True),
        NewEntry(
            Adding.SUPPORT,
            "A talk with the deputy at noon; nobody asks her to answer anything.",
            at(9, 5),
            person_id=performer.people["newcomer"],
        ),
        NewEntry(
            Adding.PLATFORM,
            "All three comments, as abuse of a named person.",
            at(10, 15),
            about="school",
            reference="2 204 118",
            who="Facebook",
        ),
        NewEntry(
            Adding.MEETING, "Invited with the complaints procedure.", at(11, 0), "invited", who="Mr Osgood", due=meeting
        ),
        NewEntry(
            Adding.ACTION,
            "Ask for the comments to be taken down, at the meeting",
            at(11, 5),
            person_id=performer.people["head"],
            due=meeting,
        ),
    )
