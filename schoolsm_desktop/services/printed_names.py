"""Names, as printed documents write them."""

from __future__ import annotations

from uuid import UUID

from .register import RegisterFacts


def name_of(facts: RegisterFacts, person_id: UUID | None) -> str:
    """The person’s name; nothing where it is nobody or not known."""
    return facts.people[person_id].name if person_id and person_id in facts.people else ""
