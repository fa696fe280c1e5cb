"""Cover: who may act for the headteacher, on which days, and what that does not open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.cover import (
    EMERGENCY_DAYS,
    Cover,
    acts_for_head,
    check_cover,
    could_authorise,
    signs_in_place,
    standing,
)
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Contract, Duty, DutyHeld, Person

TODAY = date(2026, 11, 20)
SCHOOL, HEAD, DEPUTY, OTHER = uuid4(), uuid4(), uuid4(), uuid4()


def held(person: UUID, duty: Duty, starts: date = date(2026, 9, 1), ends: date | None = None) -> DutyHeld:
    return DutyHeld(uuid4(), SCHOOL, person, duty, starts, ends)


DUTIES = [
    held(HEAD, Duty.HEADTEACHER),
    held(DEPUTY, Duty.DEPUTY_HEADTEACHER),
    held(OTHER, Duty.DEPUTY_HEADTEACHER, ends=date(2026, 11, 10)),
]


def cover(starts: date = TODAY, ends: date = date(2026, 11, 24), **more: object) -> Cover:
    fields: dict[str, object] = {"absent_id": HEAD, "deputy_id": DEPUTY, "started_by": HEAD} | more
    return Cover(uuid4(), SCHOOL, starts=starts, ends=ends, started_at=datetime(2026, 11, 20, 9, tzinfo=UTC), **fields)  # type: ignore[arg-type]


def person(person_id: UUID = DEPUTY, **more: object) -> Person:
    return Person(person_id, SCHOOL, "Dee", "Putty", "Deputy", **more)  # type: ignore[arg-type]


def refused(given: Cover, *others: Cover, deputy: Person | None = None) -> str:
    with pytest.raises((FieldError, RuleError)) as caught:
        check_cover(given, others, DUTIES, deputy or person(given.deputy_id), TODAY)
    return getattr(caught.value, "field", "")


def test_cover_stands_on_its_days_and_ends_by_itself() -> None:
    planned = cover(date(2026, 11, 23), date(2026, 11, 25))
    assert [planned.stands_on(date(2026, 11, day)) for day in (22, 23, 25, 26)] == [False, True, True, False]
    assert planned.over_by(date(2026, 11, 26))
    assert standing([planned], date(2026, 11, 24)) is planned
    assert standing([planned], TODAY) is None


def test_cover_that_was_ended_counts_no_more_from_that_day_on() -> None:
    ended = replace(cover(), ended_at=datetime(2026, 11, 22, 8, tzinfo=UTC))
    assert acts_for_head([ended], DEPUTY, date(2026, 11, 21))
    assert not acts_for_head([ended], DEPUTY, date(2026, 11, 22))
    assert ended.last_day == date(2026, 11, 21)


def test_good_cover_is_let_through() -> None:
    check_cover(cover(), [], DUTIES, person(), TODAY)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (cover(deputy_id=OTHER), "deputy_id"),  # a deputy no more
        (cover(deputy_id=uuid4()), "deputy_id"),  # never was one
        (cover(starts=date(2026, 11, 19)), "starts"),
        (cover(ends=date(2026, 11, 19)), "ends"),
        (cover(ends=date(2027, 1, 19), in_emergency=True), "ends"),
        (cover(absent_id=OTHER), ""),
    ],
)
def test_cover_that_cannot_stand_is_refused_beside_its_field(given: Cover, field: str) -> None:
    assert refused(given) == field


def test_a_deputy_who_has_left_cannot_cover() -> None:
    assert refused(cover(), deputy=person(ends=date(2026, 11, 19))) == "deputy_id"


def test_nobody_covers_for_themself() -> None:
    both = [*DUTIES, held(HEAD, Duty.DEPUTY_HEADTEACHER)]
    with pytest.raises(FieldError, match="for themself"):
        check_cover(cover(deputy_id=HEAD), [], both, person(HEAD), TODAY)


def test_two_covers_never_overlap_but_may_follow_one_another() -> None:
    first = cover(ends=date(2026, 11, 24))
    assert refused(cover(date(2026, 11, 24), date(2026, 11, 30)), first) == "starts"
    check_cover(cover(date(2026, 11, 25), date(2026, 11, 30)), [first], DUTIES, person(), TODAY)
    called_off = replace(first, ended_at=datetime(2026, 11, 20, 10, tzinfo=UTC))
    check_cover(cover(), [called_off], DUTIES, person(), TODAY)


def test_the_longest_cover_that_a_deputy_begins_alone_is_two_weeks() -> None:
    last = date.fromordinal(TODAY.toordinal() + EMERGENCY_DAYS - 1)
    check_cover(cover(ends=last, in_emergency=True), [], DUTIES, person(), TODAY)
    later = date.fromordinal(last.toordinal() + 1)
    assert refused(cover(ends=later, in_emergency=True)) == "ends"
    check_cover(cover(ends=later), [], DUTIES, person(), TODAY)


def test_a_deputy_could_authorise_on_a_day_of_cover_only() -> None:
    covers = [cover(date(2026, 11, 16), date(2026, 11, 17))]
    assert could_authorise(DUTIES, covers, DEPUTY, date(2026, 11, 17), TODAY)
    assert not could_authorise(DUTIES, covers, DEPUTY, date(2026, 11, 18), TODAY)
    assert not could_authorise(DUTIES, [], DEPUTY, TODAY, TODAY)
    assert could_authorise(DUTIES, [], HEAD, date(2026, 8, 1), TODAY), "the paper may be older than the records"
    assert not could_authorise(DUTIES, covers, uuid4(), TODAY, TODAY)


def test_for_the_head_s_own_access_a_deputy_or_governor_signs() -> None:
    chair, governor, teacher = person(uuid4()), person(uuid4(), contract=Contract.GOVERNOR), person(uuid4())
    duties = [*DUTIES, held(chair.id, Duty.CHAIR)]
    assert signs_in_place(duties, person(DEPUTY), HEAD, TODAY, TODAY)
    assert signs_in_place(duties, chair, HEAD, TODAY, TODAY)
    assert signs_in_place(duties, governor, HEAD, TODAY, TODAY)
    assert not signs_in_place(duties, teacher, HEAD, TODAY, TODAY)
    assert not signs_in_place(duties, person(HEAD), HEAD, TODAY, TODAY)
    assert not signs_in_place(duties, chair, teacher.id, TODAY, TODAY), "for everybody else the headteacher decides"
    assert signs_in_place(duties, chair, HEAD, date(2026, 8, 1), TODAY), "the paper may be older than the records"
