"""What stands over its time, what is kept by order, what is needed: pure, over hand-made facts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.retention import KeepOrder, RecordClass, RetentionPeriod
from schoolsm_desktop.domain.retention_review import Ended, ReviewState, counts, goes_from, over_time, review, stands
from schoolsm_desktop.domain.retention_rules import (
    AFTER_WORDS,
    CLASS_WORDS,
    CLASSES,
    LAW_WORDS,
    NEVER_SHORTER,
    REASON_WORDS,
    period_words,
    rule_of,
)

C = RecordClass
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def ended(on: date | None, kind: RecordClass = C.PUPILS, **more: object) -> Ended:
    return Ended(kind, uuid4(), "Ada", on, "pupils", **more)  # type: ignore[arg-type]


def period(kind: RecordClass, months: int | None) -> RetentionPeriod:
    return RetentionPeriod(uuid4(), uuid4(), kind, months, "Our adviser", uuid4(), NOW)


def order(kind: RecordClass, record: UUID | None = None, until: date | None = None) -> KeepOrder:
    return KeepOrder(uuid4(), uuid4(), kind, record, "A claim", TODAY, uuid4(), until)


@pytest.mark.clause("mill-lane:8.4")
def test_every_class_says_how_long_after_what_why_and_what_it_rests_on() -> None:
    for words in (CLASS_WORDS, AFTER_WORDS, REASON_WORDS, LAW_WORDS):
        assert set(words) == set(RecordClass)
        assert all(words.values())
    assert set(CLASSES) == set(RecordClass)
    assert {kind for kind, rule in CLASSES.items() if rule.months is None} == NEVER_SHORTER


@pytest.mark.parametrize(
    ("months", "said"),
    [(None, "for good"), (1, "1 month"), (12, "1 year"), (18, "1 year and 6 months"), (120, "10 years"),
     (25, "2 years and 1 month")],
)  # fmt: skip
def test_periods_read_well(months: int | None, said: str) -> None:
    assert period_words(months) == said


@pytest.mark.parametrize(
    ("on", "day"),
    [(date(2025, 11, 20), date(2026, 11, 20)), (date(2024, 2, 29), date(2025, 2, 28)), (None, None)],
)
def test_the_time_runs_from_the_end_and_a_leap_day_ends_with_february(on: date | None, day: date | None) -> None:
    assert goes_from(ended(on), ()) == day


def test_on_the_day_itself_it_is_over_and_the_day_before_it_is_not() -> None:
    record = ended(date(2025, 11, 20))
    assert over_time([record], (), TODAY) == (record,)
    assert over_time([record], (), date(2026, 11, 19)) == ()


def test_the_school_s_own_period_goes_before_the_usual_one() -> None:
    record = ended(date(2025, 11, 20))
    assert over_time([record], [period(C.PUPILS, 24)], TODAY) == ()
    assert over_time([record], [period(C.PUPILS, None)], date(2126, 1, 1)) == ()
    assert rule_of(C.PUPILS, [period(C.PUPILS, 24)]).law == "Set by the school"


def test_what_proves_the_rest_never_goes_whatever_is_set() -> None:
    for kind in NEVER_SHORTER:
        assert goes_from(ended(date(1990, 1, 1), kind), [period(kind, 1)]) is None


def test_a_child_at_risk_is_kept_until_25_where_that_is_longer() -> None:
    birthday = date(2041, 5, 2)
    assert goes_from(ended(date(2026, 1, 1), C.INCIDENTS, until=birthday), ()) == birthday
    assert goes_from(ended(date(2026, 1, 1), C.INCIDENTS, until=date(2027, 1, 1)), ()) == date(2033, 1, 1)


def test_an_order_for_one_goes_before_one_for_the_class_and_ends_after_its_last_day() -> None:
    record = ended(date(2020, 1, 1))
    whole, own = order(C.PUPILS), order(C.PUPILS, record.id)
    (line,) = review([record], (), [whole, own], {}, (), TODAY)
    assert (line.state, line.order) == (ReviewState.KEPT, own)
    assert "whole class" in review([record], (), [whole], {}, (), TODAY)[0].why
    over = order(C.PUPILS, record.id, until=date(2026, 11, 19))
    assert not stands(over, TODAY)
    assert stands(order(C.PUPILS, until=TODAY), TODAY)
    assert review([record], (), [over], {}, (), TODAY)[0].state is ReviewState.MAY_GO


def test_the_list_begins_with_what_waits_then_what_may_go() -> None:
    kept, needed, free, asked = (ended(date(2020, 1, number)) for number in range(1, 5))
    lines = review(
        [kept, needed, free, asked], (), [order(C.PUPILS, kept.id)], {needed.id: {"a post"}}, {asked.id}, TODAY
    )
    assert [x.record for x in lines] == [asked, free, kept, needed]
    assert lines[3].why == "Something that is kept still needs it: a post."


def test_counts_say_what_is_over_and_what_comes_next() -> None:
    records = [ended(date(2020, 1, 1)), ended(date(2026, 6, 1)), ended(None)]
    (count,) = counts(records, (), TODAY)
    assert (count.there, count.ended, count.over, count.next_on) == (3, 2, 1, date(2027, 6, 1))
