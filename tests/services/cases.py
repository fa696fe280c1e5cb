"""Incidents and complaints for tests, sealed to whom the test says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseLevel, CaseSort, EntryKind, EvidenceState
from schoolsm_desktop.domain.complaints import Complaint
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import CasePerson, Incident, Part, Who
from schoolsm_desktop.services.case_files import add_to_case, file_case, new_entry, new_reference, open_case
from schoolsm_desktop.services.evidence_taking import claim, evidence_entry, stage_file
from schoolsm_desktop.services.evidence_views import REMOVAL
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


def with_evidence(
    session: Session, readers: Collection[UUID], content: bytes = b"as it was seen", **how: Any
) -> tuple[UUID, UUID]:
    """An incident with one sealed file, by whoever is signed in; `state` and `asked_by` (a removal) as the test says."""
    case = filed(session, {session.person_id, *readers})
    staged = stage_file(session, content, how.get("name", "comment.txt"))
    state = how.get("state", EvidenceState.KEPT)
    with session.work() as work:
        opened = open_case(session, work.uow, CaseSort.INCIDENT, case)
        evidence = claim(work, opened, staged)
        file = work.uow.evidence_files.get(staged.id)
        if state is not EvidenceState.KEPT:
            kept = work.uow.evidence_files.save(replace(file, state=state))
            work.did(Did.EVIDENCE_SEALED_OFF, subject_kind="evidence", subject_id=file.id, record=kept)
        entries = [evidence_entry(work, evidence)]
        if "asked_by" in how:
            asked = new_entry(work, EntryKind.DECISION, about=REMOVAL, reference="CR/1", evidence_id=file.id)
            entries.append(replace(asked, by=how["asked_by"]))
        add_to_case(work, opened, *entries, evidence=[evidence])
        work.done()
    return case, staged.id
