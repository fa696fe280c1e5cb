"""The headteacher's leave for one deed that takes secrets out of the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .errors import FieldError, RuleError
from .wording import moment_text, tr

GOOD_FOR = timedelta(hours=24)
"""How long a leave holds that nobody has used."""
GIVE_BACK = "give-back"
"""`what` of a leave to save passwords as a file."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Asked for by one person with a reason, decided by the headteacher, good for one use until `good_until`."""

    id: UUID
    school_id: UUID
    what: str
    asked_by: UUID
    asked_at: datetime
    reason: str
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    allowed: bool | None = None
    good_until: datetime | None = None
    used_at: datetime | None = None
    under_cover: bool = False
    revision: int = 1

    def state(self, now: datetime) -> ApprovalState:
        """Where it stands at a moment."""
        if self.allowed is None:
            return ApprovalState.WAITING
        if not self.allowed:
            return ApprovalState.REFUSED
        if self.used_at is not None:
            return ApprovalState.USED
        over = self.good_until is None or now >= self.good_until
        return ApprovalState.OVER if over else ApprovalState.GOOD


class ApprovalState(StrEnum):
    """Waiting for the headteacher, good for one use, used, over, or refused."""

    WAITING = "waiting"
    GOOD = "good"
    USED = "used"
    OVER = "over"
    REFUSED = "refused"


def check_asking(reason: str, mine: tuple[Approval, ...], now: datetime) -> str:
    """The reason, tidied. Raises FieldError without one, RuleError while an earlier leave waits or is still good."""
    open_ones = {approval.state(now) for approval in mine}
    if ApprovalState.GOOD in open_ones:
        raise RuleError(tr("The headteacher has allowed it already, and that has not been used yet. Save the file."))
    if ApprovalState.WAITING in open_ones:
        raise RuleError(tr("You have asked already. The headteacher’s answer is still to come."))
    tidy = " ".join(reason.split())
    if not tidy:
        raise FieldError("reason", tr("Write what the file is for. The headteacher reads it before deciding."))
    return tidy


def decide(approval: Approval, by: UUID, now: datetime, *, allow: bool, others_could_act: bool) -> Approval:
    """The approval decided. Raises RuleError for one's own, unless nobody else could act, and for one decided already."""
    if approval.allowed is not None:
        raise RuleError(
            tr("This was decided on {moment} already. Nothing was changed.", moment=moment_text(approval.decided_at))
        )
    if allow and approval.asked_by == by and others_could_act:
        raise RuleError(
            tr(
                "Nobody allows what they asked for themself. Let a colleague with the duty ask, or another headteacher decide."
            )
        )
    return replace(approval, decided_by=by, decided_at=now, allowed=allow, good_until=now + GOOD_FOR if allow else None)


def use(approval: Approval, by: UUID, now: datetime) -> Approval:
    """The approval used up. Raises RuleError where it is not theirs, not allowed, over, or was used before."""
    state = approval.state(now)
    if approval.asked_by != by or state in (ApprovalState.WAITING, ApprovalState.REFUSED):
        raise RuleError(tr("The headteacher has not allowed you this. No file was written. Ask first."))
    if state is ApprovalState.USED:
        raise RuleError(tr("This leave was used already: it is good for one file. Ask again for another one."))
    if state is ApprovalState.OVER:
        raise RuleError(
            tr(
                "The leave was good until {moment}. No file was written. Ask again.",
                moment=moment_text(approval.good_until),
            )
        )
    return replace(approval, used_at=now)
