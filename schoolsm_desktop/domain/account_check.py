"""The termly account check: a fixed list of questions for every account, answered, dated, printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from .accounts import Known


class CheckQuestion(StrEnum):
    """The fixed list, in the order in which it is asked (DOMAIN, “Termly account check”)."""

    SECOND_FACTOR = "second-factor"
    TWO_ADMINISTRATORS = "two-administrators"
    RECOVERY_TRIED = "recovery-tried"
    ADDRESS_AND_PICTURE = "address-and-picture"
    FOLLOWS_NO_INDIVIDUAL = "follows-no-individual"
    STILL_NEEDED = "still-needed"


@dataclass(frozen=True, slots=True)
class AccountCheck:
    """One account, checked in one term; NOT_KNOWN stands for a question that nobody could answer yet."""

    id: UUID
    school_id: UUID
    account_id: UUID
    term: str
    checked_by: UUID
    checked_at: datetime
    answers: Mapping[CheckQuestion, Known] = field(default_factory=dict)
    note: str = ""
    revision: int = 1
