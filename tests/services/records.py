"""Records of incidents for tests: made, added to, changed and read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort, Entry
from schoolsm_desktop.domain.incidents import (
    Incident,
)
from schoolsm_desktop.domain.record_changes import FactChange
from schoolsm_desktop.domain.record_entries import Adding, NewEntry
from schoolsm_desktop.services.case_files import open_case
from schoolsm_desktop.services.incident_record_views import RecordView
from tests.services.cases import filed
from tests.services.school import InventedSchool


def case(school: InventedSchool, **facts: Any) -> UUID:
    """An incident for headteacher and coordinator."""
    return filed(school.office.session, {school.head.id, school.coordinator.id}, **facts)


def add(school: InventedSchool, made: UUID, adding: Adding, words: str = "", **more: object) -> int:
    """One more entry."""
    return school.office.incident_records.add(made, NewEntry(adding, words, **more))  # type: ignore[arg-type]


def view(school: InventedSchool, made: UUID) -> RecordView:
    """The record as it is read now."""
    return school.office.incident_records.view(made)


def entries(school: InventedSchool, made: UUID) -> tuple[Entry, ...]:
    """The entries as they are kept."""
    with school.office.session.reading() as uow:
        return open_case(school.office.session, uow, CaseSort.INCIDENT, made).entries


def incident(school: InventedSchool, made: UUID) -> Incident:
    """The facts as they are kept."""
    return view(school, made).incident


def change(school: InventedSchool, made: UUID, **fields: object) -> None:
    """Change facts as they were shown a moment ago."""
    revision = view(school, made).revision
    school.office.incident_records.change(made, FactChange(revision=revision, **fields))  # type: ignore[arg-type]


def texts(school: InventedSchool, made: UUID) -> str:
    """The record, a line each."""
    return "\n".join(f"{x.title} {x.text}" for x in view(school, made).lines)
