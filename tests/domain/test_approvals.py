"""Leave to take passwords out: asked once, decided by another, good for one use within a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from schoolsm_desktop.domain.approvals import GIVE_BACK, Approval, ApprovalState, check_asking, decide, use
from schoolsm_desktop.domain.errors import FieldError, RuleError

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ROSA, ANNA, SCHOOL = UUID(int=1), UUID(int=2), UUID(int=3)
ASKED = Approval(UUID(int=9), SCHOOL, GIVE_BACK, ROSA, NOW, "a new PC")
ALLOWED = decide(ASKED, ANNA, NOW, allow=True, others_could_act=True)
REFUSED = decide(ASKED, ANNA, NOW, allow=False, others_could_act=True)


def test_the_life_of_a_leave() -> None:
    assert ASKED.state(NOW) is ApprovalState.WAITING
    assert ALLOWED.state(NOW + timedelta(hours=23, minutes=59)) is ApprovalState.GOOD
    assert ALLOWED.state(NOW + timedelta(hours=24)) is ApprovalState.OVER
    assert REFUSED.state(NOW) is ApprovalState.REFUSED
    used = use(ALLOWED, ROSA, NOW + timedelta(hours=1))
    assert used.state(NOW + timedelta(hours=1)) is ApprovalState.USED


def test_nobody_allows_their_own_unless_nobody_else_could_act() -> None:
    with pytest.raises(RuleError, match="for themself"):
        decide(ASKED, ROSA, NOW, allow=True, others_could_act=True)
    assert decide(ASKED, ROSA, NOW, allow=True, others_could_act=False).allowed
    assert decide(ASKED, ROSA, NOW, allow=False, others_could_act=True).allowed is False


def test_a_decision_stands() -> None:
    with pytest.raises(RuleError, match="already"):
        decide(ALLOWED, ANNA, NOW, allow=False, others_could_act=True)


@pytest.mark.parametrize(
    ("approval", "by", "after", "said"),
    [
        (ASKED, ROSA, 0, "has not allowed you"),
        (REFUSED, ROSA, 0, "has not allowed you"),
        (ALLOWED, ANNA, 0, "has not allowed you"),
        (ALLOWED, ROSA, 24, "was good until 21 Nov 2026"),
        (replace(ALLOWED, used_at=NOW), ROSA, 1, "used already"),
        (replace(ALLOWED, good_until=None), ROSA, 1, "good until"),
    ],
)
def test_a_leave_is_used_once_by_whoever_asked_and_in_time(approval: Approval, by: UUID, after: int, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        use(approval, by, NOW + timedelta(hours=after))


def test_asking_needs_a_reason_and_nothing_open() -> None:
    assert check_asking("  a new \n PC ", (), NOW) == "a new PC"
    assert check_asking("again", (REFUSED, replace(ALLOWED, used_at=NOW)), NOW) == "again"
    with pytest.raises(FieldError) as needed:
        check_asking("  ", (), NOW)
    assert needed.value.field == "reason"
    for open_one in (ASKED, ALLOWED):
        with pytest.raises(RuleError):
            check_asking("again", (open_one,), NOW)
    assert check_asking("again", (ALLOWED,), NOW + timedelta(hours=25)) == "again"
