"""Incidents and complaints for tests, sealed to whom the test says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.cases import CaseLevel, CaseSort, EntryKind
from schoolsm_desktop.domain.complaints import Complaint
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import CasePerson, Incident, Part, Who
from schoolsm_desktop.services.case_files import add_to_case, file_case, new_entry, new_reference, open_case
from schoolsm_desktop.services.session import Session

WORDS = "three comments about the playground"


def filed(session: Session, readers: Collection[UUID], about: UUID | None = None, **facts: Any) -> UUID:
    """An incident sealed to `readers`, with one entry; `facts` replace fields of the Incident."""
    level = facts.pop("level", CaseLevel.NAMED)
    with session.work() as work:
        reference = new_reference(session, work.uow, CaseSort.INCIDENT, level)
        people = (CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=about),) if about else ()
        incident = Incident(
            uuid4(),
            session.me(work.uow).school_id,
            IncidentKind.PARENT_COMMENT,
            reference.words,
            level,
            session.clock.now(),
            session.person_id,
            WORDS,
            people=people,
        )
        reported = new_entry(work, EntryKind.REPORTED)
        file_case(work, replace(incident, **facts), readers, [reported], reference=reference)
        work.done()
    return incident.id


def complained(session: Session, readers: Collection[UUID], **facts: Any) -> UUID:
    """A complaint sealed to `readers`, with one entry; `facts` replace fields of the Complaint."""
    with session.work() as work:
        reference = new_reference(session, work.uow, CaseSort.COMPLAINT, CaseLevel.NAMED)
        complaint = Complaint(
            uuid4(),
            session.me(work.uow).school_id,
            reference.words,
            CaseLevel.NAMED,
            session.clock.now(),
            session.person_id,
            WORDS,
            session.today,
        )
        file_case(
            work, replace(complaint, **facts), readers, [new_entry(work, EntryKind.REPORTED)], reference=reference
        )
        work.done()
    return complaint.id


def lettered(session: Session, readers: Collection[UUID]) -> UUID:
    """An incident sealed to `readers` whose second entry is a letter."""
    case = filed(session, readers)
    with session.work() as work:
        opened = open_case(session, work.uow, CaseSort.INCIDENT, case)
        letter = new_entry(
            work, EntryKind.LETTER, "How we can help\nDear all,", about="complaint-signpost", who="D. F."
        )
        add_to_case(work, opened, letter)
        work.done()
    return case
