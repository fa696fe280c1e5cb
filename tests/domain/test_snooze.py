"""What can be put off, for how long, and what never."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.due_facts import DueItem, Place
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.snooze import HELD_WORDS, MOST_DAYS, Held, Snooze, check_put_off, held, standing

from .records import SCHOOL

TODAY = date(2026, 11, 20)
ITEM = DueItem("owner:1", TODAY, "Website: nobody looks after it", "", Duty.COORDINATOR, Place.ACCOUNT, "Open", uuid4())
ME = uuid4()


def snooze(key: str, until: date, *, ended: bool = False) -> Snooze:
    at = datetime(2026, 11, 19, 9, tzinfo=UTC)
    return Snooze(uuid4(), SCHOOL, key, until, "the supplier answers on Monday", ME, at, at if ended else None)


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (replace(ITEM, key="password:1", place=Place.CHANGE_PASSWORD), Held.MUST_CHANGE),
        (replace(ITEM, key="left:1"), Held.STILL_INSIDE),
        (replace(ITEM, key="sign-in-left:1"), Held.STILL_INSIDE),
        (replace(ITEM, key="went-back"), Held.WENT_BACK),
        (replace(ITEM, key="settings-altered"), Held.ALTERED),
        (replace(ITEM, key="breach:1"), Held.BREACH),
        (replace(ITEM, key="allegation:1"), Held.SAFEGUARDING),
        (replace(ITEM, key="anything:1", duty=Duty.DSL), Held.SAFEGUARDING),
        (replace(ITEM, key="anything:1", duty=Duty.INCIDENT_LEAD), Held.SAFEGUARDING),
        (replace(ITEM, due=TODAY - timedelta(days=1), by_law=True), Held.BY_LAW),
    ],
)
def test_what_cannot_wait_cannot_be_put_off_and_says_why(item: DueItem, why: Held) -> None:
    assert held(item, TODAY) is why
    with pytest.raises(RuleError) as caught:
        check_put_off(item, TODAY + timedelta(days=1), "a good reason", TODAY)
    assert caught.value.sentence == f"{HELD_WORDS[why]} Nothing was changed."
    assert standing([snooze(item.key, TODAY + timedelta(days=3))], [item], TODAY) == {}


def test_what_the_law_asks_can_wait_until_its_day_and_the_rest_even_when_it_is_late() -> None:
    assert held(replace(ITEM, due=TODAY, by_law=True), TODAY) is None
    assert held(replace(ITEM, due=TODAY - timedelta(days=90)), TODAY) is None


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (TODAY, "a good reason", "until"),
        (TODAY - timedelta(days=1), "a good reason", "until"),
        (TODAY + timedelta(days=MOST_DAYS + 1), "a good reason", "until"),
        (TODAY + timedelta(days=1), "  ", "reason"),
        (TODAY + timedelta(days=1), "no", "reason"),
    ],
)
def test_a_day_within_thirty_and_a_reason_are_needed(until: date, reason: str, field: str) -> None:
    with pytest.raises(FieldError) as caught:
        check_put_off(ITEM, until, reason, TODAY)
    assert caught.value.field == field
    check_put_off(ITEM, TODAY + timedelta(days=MOST_DAYS), "a good reason", TODAY)


def test_a_line_comes_back_by_itself_on_its_day() -> None:
    kept = snooze(ITEM.key, TODAY + timedelta(days=2))
    assert standing([kept], [ITEM], TODAY) == {ITEM.key: kept}
    assert standing([kept], [ITEM], TODAY + timedelta(days=1)) == {ITEM.key: kept}
    assert standing([kept], [ITEM], TODAY + timedelta(days=2)) == {}


def test_one_called_back_one_of_another_line_and_one_beyond_the_longest_put_nothing_off() -> None:
    for kept in (
        snooze(ITEM.key, TODAY + timedelta(days=2), ended=True),
        snooze("owner:2", TODAY + timedelta(days=2)),
        snooze(ITEM.key, TODAY + timedelta(days=4000)),
    ):
        assert standing([kept], [ITEM], TODAY) == {}


def test_somebodys_own_line_is_put_off_by_nobody_else() -> None:
    kept = snooze(ITEM.key, TODAY + timedelta(days=2))
    assert standing([kept], [replace(ITEM, person_id=uuid4())], TODAY) == {}
    assert standing([kept], [replace(ITEM, person_id=ME)], TODAY) == {ITEM.key: kept}
