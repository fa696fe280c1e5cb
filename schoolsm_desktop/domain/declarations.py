"""What colleagues declare, each only as the policy asks: relatives, connections, a private account, privacy settings.

Private accounts themselves are never kept: yes or no and a day (PRACTICE 16). What is said of a relative, a connection
or a family is sealed to named people (PRACTICE 13); this record holds none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class DeclarationKind(StrEnum):
    """What is declared (D2, D3, D8, D16)."""

    RELATIVE = "relative"
    CONNECTION = "connection"
    FAMILY = "family"
    PRIVATE_ACCOUNT = "private-account"
    PRIVACY_CHECK = "privacy-check"


SEALED_KINDS = frozenset({DeclarationKind.RELATIVE, DeclarationKind.CONNECTION, DeclarationKind.FAMILY})
"""Kinds whose words are sealed to the person, the headteacher and the safeguarding lead."""


class Answer(StrEnum):
    """What was said, where it is a yes or no."""

    NOT_SAID = "not-said"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of one person on a day.

    PRIVATE_ACCOUNT: `answer` whether a private account names the school, `disclaimer` whether its disclaimer is there.
    PRIVACY_CHECK: `answer` whether the settings were looked at. Sealed kinds: `answer` YES something to declare, NO nothing.
    """

    id: UUID
    school_id: UUID
    person_id: UUID
    kind: DeclarationKind
    on: date
    recorded_by: UUID
    recorded_at: datetime
    answer: Answer = Answer.NOT_SAID
    disclaimer: Answer = Answer.NOT_SAID
    sealed: bool = False
    paper_id: UUID | None = None
    ends_on: date | None = None
    withdrawn_at: datetime | None = None
    revision: int = 1
