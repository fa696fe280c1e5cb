"""Names, as printed documents write them."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.people import School

from .register import RegisterFacts


def school_names(schools: tuple[School, ...]) -> dict[UUID, str]:
    """Names by id where there is more than one school, else nothing: one school's paper need not repeat its name."""
    return {s.id: s.short_name or s.name for s in schools} if len(schools) > 1 else {}


def name_of(facts: RegisterFacts, person_id: UUID | None) -> str:
    """The person’s name; nothing where it is nobody or not known."""
    return facts.people[person_id].name if person_id and person_id in facts.people else ""
