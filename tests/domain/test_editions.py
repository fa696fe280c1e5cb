"""Versions of the policy: adopted by two signatures, in force from a day, looked at again; and what they are read with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.editions import (
    NOT_SIGNED,
    Edition,
    EditionState,
    LinkedPolicy,
    SignedLine,
    check_edition,
    check_linked,
    check_not_withdrawn,
    check_signed_line,
    check_what_was_signed,
    current_edition,
    edition_state,
    edition_to_read,
    offered_links,
    proposed_review,
    published_check_due,
    with_signatures,
)
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.months import months_after

TODAY = date(2026, 11, 20)
SCHOOL = uuid4()
MADE = datetime(2026, 11, 1, 9, tzinfo=UTC)


def an_edition(label: str = "Autumn 2026", **more: object) -> Edition:
    return Edition(uuid4(), SCHOOL, label, "kew-woods", uuid4(), MADE, **more)  # type: ignore[arg-type]


def adopted(label: str, begins: date, **more: object) -> Edition:
    return an_edition(label, in_force_from=begins, head_signed_on=begins, chair_signed_on=begins, **more)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 20), 12, date(2027, 11, 20)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 8, 31), 36, date(2029, 8, 31)),
    ],
)
def test_months_are_counted_on_to_a_day_that_exists(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@pytest.mark.clause("kew-woods:signature", "mill-lane:signature")
def test_one_signature_is_not_an_adoption_and_two_are() -> None:
    edition = an_edition(in_force_from=date(2026, 9, 1))
    head = with_signatures(edition, SignedLine("Anna Whitfield", date(2026, 9, 4)), NOT_SIGNED)
    both = with_signatures(head, NOT_SIGNED, SignedLine("Edith Wainford", date(2026, 9, 10)))
    assert [e.is_adopted for e in (edition, head, both)] == [False, False, True]
    assert [current_edition((e,), TODAY) for e in (edition, head)] == [None, None]
    assert current_edition((both,), TODAY) == both
    assert [edition_state(e, (e,), TODAY) for e in (edition, head, both)] == [
        EditionState.TO_BE_SIGNED,
        EditionState.TO_BE_SIGNED,
        EditionState.IN_FORCE,
    ]


def test_an_adopted_version_without_a_first_day_begins_with_the_later_signature() -> None:
    signed = with_signatures(
        an_edition(), SignedLine("Anna Whitfield", date(2026, 9, 14)), SignedLine("Edith Wainford", date(2026, 9, 10))
    )
    assert signed.in_force_from == date(2026, 9, 14)


def test_what_a_version_is_on_a_day() -> None:
    old, new = adopted("2025", date(2025, 9, 1)), adopted("2026", date(2026, 9, 1))
    coming = adopted("2027", date(2027, 1, 1))
    gone = replace(adopted("Wrong", date(2026, 10, 1)), withdrawn_at=MADE)
    every = (old, new, coming, gone)
    assert [edition_state(e, every, TODAY) for e in every] == [
        EditionState.PAST,
        EditionState.IN_FORCE,
        EditionState.COMING,
        EditionState.WITHDRAWN,
    ]
    elsewhere = replace(adopted("Other school", date(2026, 11, 1)), school_id=uuid4())
    assert edition_state(new, (*every, elsewhere), TODAY) is EditionState.IN_FORCE


def test_a_small_correction_is_in_force_and_nobody_reads_it_again() -> None:
    whole, correction = adopted("4", date(2026, 9, 1)), adopted("4.1", date(2026, 10, 1), read_again=False)
    assert current_edition((whole, correction), TODAY) == correction
    assert edition_to_read((whole, correction), TODAY) == whole


def test_the_review_day_follows_from_the_months_of_the_policy() -> None:
    assert proposed_review(date(2026, 9, 1), 24) == date(2028, 9, 1)
    assert proposed_review(date(2026, 9, 1), 0) is None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"label": " "}, "label"),
        ({"label": "autumn  2026"}, "label"),
        ({"in_force_from": date(2026, 9, 1), "review_on": date(2026, 9, 1)}, "review_on"),
        ({"local_changes": "Our own titles"}, "parent_policy"),
        ({"published_at": "our website"}, "published_at"),
        ({"published_at": "https://localhost"}, "published_at"),
        ({"published_at": "https://alder.example/the policy"}, "published_at"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(more: dict[str, object], field: str) -> None:
    there = an_edition("Autumn 2026")
    with pytest.raises(FieldError) as caught:
        check_edition(replace(an_edition("Spring 2027"), **more), (there,))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_name_is_free_again_once_its_version_was_taken_back() -> None:
    gone = replace(an_edition("Autumn 2026"), withdrawn_at=MADE)
    assert check_edition(an_edition(" Autumn 2026 "), (gone,)).label == "Autumn 2026"
    with pytest.raises(RuleError):
        check_not_withdrawn(gone)


def test_under_a_signature_only_what_was_left_open_is_filled_in() -> None:
    signed = an_edition(head_signed_on=TODAY, head_name="Anna Whitfield")
    check_what_was_signed(signed, replace(signed, text_id=uuid4(), in_force_from=TODAY))
    check_what_was_signed(signed, replace(signed, review_on=TODAY, note="typing put right", read_again=False))
    with pytest.raises(RuleError):
        check_what_was_signed(signed, replace(signed, label="Another"))
    with_text = replace(signed, text_id=uuid4())
    with pytest.raises(RuleError):
        check_what_was_signed(with_text, replace(with_text, text_id=uuid4()))
    check_what_was_signed(an_edition(), an_edition("Another"))


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (SignedLine("Edith Wainford", None), "chair_on"),
        (SignedLine("", TODAY), "chair_name"),
        (SignedLine("Edith Wainford", date(2026, 11, 21)), "chair_on"),
    ],
)
def test_half_a_signature_or_one_of_tomorrow_is_refused(line: SignedLine, field: str) -> None:
    with pytest.raises(FieldError) as caught:
        check_signed_line(line, "chair_name", "chair_on", TODAY)
    assert caught.value.field == field
    assert check_signed_line(SignedLine(" Edith ", TODAY), "chair_name", "chair_on", TODAY).name == "Edith"
    assert check_signed_line(SignedLine("  "), "chair_name", "chair_on", TODAY) is NOT_SIGNED


@pytest.mark.clause("kew-woods:1.2", "mill-lane:1.5", "churchward:intro-refresh-knowledge")
def test_linked_policies_are_offered_once_and_never_twice_in_the_list() -> None:
    conduct = LinkedPolicy(uuid4(), SCHOOL, "Code of Conduct")
    gone = LinkedPolicy(uuid4(), SCHOOL, "Disciplinary", ended_at=MADE)
    named = ("Code of conduct", "Disciplinary", "Child protection", "Child protection")
    assert offered_links(named, (conduct, gone)) == ("Child protection",)
    with pytest.raises(FieldError) as caught:
        check_linked(LinkedPolicy(uuid4(), SCHOOL, " code of conduct"), (conduct, gone))
    assert caught.value.field == "title"
    assert check_linked(LinkedPolicy(uuid4(), SCHOOL, "Disciplinary"), (conduct, gone)).title == "Disciplinary"
    with pytest.raises(FieldError):
        check_linked(LinkedPolicy(uuid4(), SCHOOL, ""), ())


@pytest.mark.clause("valence:web-1")
def test_the_address_on_the_website_is_looked_at_once_a_year() -> None:
    there = an_edition(published_at="https://alder.example/policy", published_checked_on=date(2025, 11, 20))
    assert published_check_due(there) == date(2026, 11, 20)
    assert published_check_due(an_edition()) is None
