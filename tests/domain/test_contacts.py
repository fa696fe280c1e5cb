"""Whom to ring: what can be dialled, what is checked in which September, and what Today says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.contacts import (
    CONTACT_WORDS,
    Contact,
    check_contact,
    check_round,
    checked_words,
    in_use,
    is_checked,
    is_number,
    missing_kinds,
)
from schoolsm_desktop.domain.due import everything_due
from schoolsm_desktop.domain.due_facts import DueItem, Place
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.rules import ContactKind, Rules

from .records import SCHOOL, TODAY
from .test_due import NOW, QUIET

DESK = Contact(uuid4(), SCHOOL, ContactKind.POLICE, "Front desk", number="01632 960101", checked_on=TODAY)


def test_every_kind_has_its_words() -> None:
    assert set(CONTACT_WORDS) == set(ContactKind)


@pytest.mark.parametrize(
    "typed", ["999", "01632 960101", "+44 (0)1632 960101", "01632 960101 ext 2", "01632-960101 x12"]
)
def test_what_can_be_dialled_is_a_number(typed: str) -> None:
    assert is_number(typed)


@pytest.mark.parametrize(
    "typed", ["12", "ask Jo", "01632 960101 ask for Jo", "=1+1+1", "٠١٦٣٢", "<b>999</b>", "ext 222"]
)
def test_what_cannot_be_dialled_is_not(typed: str) -> None:
    assert not is_number(typed)
    with pytest.raises(FieldError) as told:
        check_contact(replace(DESK, number=typed))
    assert told.value.field == "number"


def test_a_name_or_an_organisation_and_one_way_to_reach_them_is_enough() -> None:
    kept = check_contact(Contact(uuid4(), SCHOOL, ContactKind.OTHER, "", " Help\0 line ", website="help.example/staff"))
    assert (kept.title, kept.website) == ("Help line", "help.example/staff")
    for field, wrong in (
        ("name", replace(DESK, name=" ")),
        ("number", replace(DESK, number="")),
        ("email", replace(DESK, email="jo at school")),
        ("website", replace(DESK, website="a page")),
        ("note", replace(DESK, note="x" * 1_000_000)),
    ):
        with pytest.raises(FieldError) as told:
            check_contact(wrong)
        assert told.value.field == field


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2026, 11, 20), date(2026, 9, 1)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 8, 31), date(2025, 9, 1)),
        (date(2027, 1, 1), date(2026, 9, 1)),
        (date(2028, 2, 29), date(2027, 9, 1)),
    ],
)
def test_the_round_begins_on_the_first_of_september(today: date, since: date) -> None:
    assert check_round(today) == since
    assert is_checked(replace(DESK, checked_on=since), today)
    assert not is_checked(replace(DESK, checked_on=date(since.year, 8, 31)), today)
    assert not is_checked(replace(DESK, checked_on=None), today)


def test_when_it_was_checked_is_said_in_words() -> None:
    days = (TODAY, date(2025, 9, 4), None)
    assert [checked_words(replace(DESK, checked_on=day), TODAY) for day in days] == [
        "Checked today",
        "Checked 4 Sep 2025",
        "Never checked",
    ]


def test_ended_ones_are_left_out_and_the_rest_stands_in_its_order() -> None:
    second = replace(DESK, id=uuid4(), name="Second", position=2)
    first = replace(DESK, id=uuid4(), name="Zulu", position=1)
    gone = replace(DESK, id=uuid4(), ended_at=NOW)
    assert in_use([second, gone, first]) == [first, second]


def test_a_kind_is_missing_until_somebody_who_has_not_ended_is_of_it() -> None:
    rules = Rules(contacts=(ContactKind.LADO, ContactKind.POLICE, ContactKind.LADO))
    assert missing_kinds(rules, [DESK]) == (ContactKind.LADO,)
    assert missing_kinds(rules, [replace(DESK, ended_at=NOW)]) == (ContactKind.LADO, ContactKind.POLICE)


def due(
    today: date, *contacts: Contact, kinds: tuple[ContactKind, ...] = (), since: datetime | None = None
) -> list[DueItem]:
    """What Today says of these numbers under a policy that names these kinds."""
    profile = Profile("p", "P", conditions=frozenset(), rules=Rules(weekly_look=False, contacts=kinds))
    facts = replace(QUIET, contacts=contacts, profile=profile, policy_since=since)
    return [item for item in everything_due(facts, today, NOW) if item.place is Place.CONTACT]


def test_nothing_is_due_where_all_is_entered_and_checked() -> None:
    assert due(TODAY, DESK, kinds=(ContactKind.POLICE,)) == []


@pytest.mark.clause("mill-lane:hr-contacts")
def test_a_number_of_last_year_is_to_be_checked_by_the_end_of_september() -> None:
    (line,) = due(date(2027, 9, 3), DESK)
    assert (line.due, line.subject_id) == (date(2027, 9, 30), DESK.id)
    assert "Front desk" in line.detail
    assert due(date(2027, 8, 31), DESK) == []
    assert due(date(2027, 9, 3), replace(DESK, ended_at=NOW)) == []


def test_a_number_that_was_just_entered_and_not_checked_is_not_late() -> None:
    (line,) = due(TODAY, replace(DESK, checked_on=None))
    assert line.due == TODAY


def test_a_kind_the_policy_names_is_asked_for_and_never_late() -> None:
    kinds = (ContactKind.HR_ADVICE, ContactKind.POLICE)
    (line,) = due(TODAY, DESK, kinds=kinds)
    assert "1 number your policy names is missing" in line.title
    assert line.detail == "HR advice"
    assert line.due > TODAY
    (changed,) = due(TODAY, DESK, kinds=kinds, since=datetime(2026, 11, 18, tzinfo=UTC))
    assert changed.due == date(2026, 12, 2)
    (old,) = due(TODAY, DESK, kinds=kinds, since=datetime(2024, 1, 1, tzinfo=UTC))
    assert old.due == TODAY
