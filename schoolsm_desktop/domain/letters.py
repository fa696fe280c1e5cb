"""Letters: templates that the school edits, and what was sent to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One version of a template. `key` is the letter's (`name-and-logo-allowed`); the newest number is used."""

    id: UUID
    school_id: UUID
    key: str
    number: int
    title: str
    body: str
    made_by: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was made: about which record, to whom, from which version of the template.

    `text` is empty where the record it is about is sealed; then it is sealed as well, under the letter's own id.
    """

    id: UUID
    school_id: UUID
    template_id: UUID | None
    key: str
    about_kind: str
    about_id: UUID
    recipient: str
    on: date
    made_by: UUID
    made_at: datetime
    text: str = ""
    sealed: bool = False
