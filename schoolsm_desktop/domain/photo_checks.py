"""A photo check as it was saved: evidence of what stood at that minute, which nobody edits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class CheckedWhat(StrEnum):
    """What is to be posted or printed."""

    PICTURE = "picture"
    VIDEO = "video"
    WORDS = "words"
    """A post without a picture (PRACTICE 30)."""


class CheckOutcome(StrEnum):
    """What the check came to when it was saved."""

    MAY_POST = "may-post"
    STOPPED = "stopped"
    WAITS = "waits"
    """Everything is in order, and a second person has still to confirm it."""


@dataclass(frozen=True, slots=True)
class PhotoCheck:
    """One check. Everything but the second person's answer and its end is as it was at `at`.

    `verdicts` are pairs of a pupil's id (hex) and the verdict; `unticked` are pupils ticked and taken out again by
    “ticked by mistake”. `questions` are pairs of a question's key and its answer, `found` what the caption guard said and
    what was answered. `picture` and `safe_copy` are SHA-256 of the file and of its copy without hidden facts. `asked_by`
    is the colleague who asked, where the office checks for somebody. `number` counts the school's checks, for the slip.
    """

    id: UUID
    school_id: UUID
    number: int
    at: datetime
    by: UUID
    what: CheckedWhat
    outcome: CheckOutcome
    place: str
    place_name: str
    asked_by: str = ""
    verdicts: tuple[tuple[str, str], ...] = ()
    unticked: tuple[tuple[str, str], ...] = ()
    others_in_it: str = ""
    caption: str = ""
    found: tuple[tuple[str, str], ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    picture: bytes = b""
    picture_name: str = ""
    safe_copy: bytes = b""
    policy_version: int = 0
    event_id: UUID | None = None
    account_id: UUID | None = None
    second_by: UUID | None = None
    second_name: str = ""
    """A second person without a sign-in who signed the printed slip (PRACTICE 25)."""
    second_at: datetime | None = None
    ended_at: datetime | None = None
    """When an answer changed, so that it holds no longer."""
    revision: int = 1

    @property
    def pupils(self) -> tuple[UUID, ...]:
        """Who can be seen."""
        return tuple(UUID(pupil) for pupil, _ in self.verdicts)

    def holds(self, now: datetime) -> bool:
        """Whether it may be posted now: until midnight of its day, or until an answer changed (PRACTICE 19)."""
        if self.outcome is not CheckOutcome.MAY_POST or self.ended_at is not None:
            return False
        return local_day(self.at) == local_day(now)


def local_day(moment: datetime) -> date:
    """The day by the school's own clock."""
    return moment.astimezone().date()
