"""What of the photo check stays open behind a lock: may or may not, and nothing that says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.open_check import OpenCheck, freeze, thaw
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, PhotoAnswer, Said
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.picture_places import PicturePlace, PictureRules
from schoolsm_desktop.domain.pupils import Pupil

NOW, TODAY, SCHOOL = datetime(2026, 11, 20, 9, tzinfo=UTC), date(2026, 11, 20), uuid4()
ZOE = Pupil(uuid4(), SCHOOL, "Zoë", "O’Keefe", class_name="4B")
HELD = Pupil(uuid4(), SCHOOL, "Amara", "Bello", class_name="4B")
GONE = Pupil(uuid4(), SCHOOL, "Zora", "Gone", on_roll_to=date(2026, 7, 20))


def book(**more: object) -> PictureBook:
    mother = Adult(uuid4(), SCHOOL, ZOE.id, Capacity.MOTHER)
    yes = PhotoAnswer(uuid4(), SCHOOL, ZOE.id, "website", Said.YES, TODAY, SCHOOL, NOW, mother.id)
    pupils = {pupil.id: pupil for pupil in (ZOE, HELD, GONE)}
    places = {key: PicturePlace(key, key.title()) for key in ("website", "press")}
    fields: dict[str, object] = {"held": frozenset({HELD.id})} | more
    return PictureBook(
        TODAY,
        PictureRules(SCHOOL, SCHOOL),
        pupils,
        places,
        (yes,),
        {mother.id: mother},
        **fields,  # type: ignore[arg-type]
    )


def opened(minutes: int = 30) -> OpenCheck:
    check = freeze(book(), NOW, minutes)
    assert check is not None
    return check


def test_it_answers_and_names_no_reason() -> None:
    check = opened()
    assert [(p.name, p.may) for p in check.pupils] == [("Amara Bello", "00"), ("Zoë O’Keefe", "10")]
    (zoe,), (amara,) = check.found("zoe ok"), check.found("ama")
    assert check.stopping([zoe], 0) == []
    assert check.stopping([zoe, amara], 0) == [amara]
    assert check.could_go([zoe]) == ["Website"]
    assert b"hold" not in check.text().lower()
    unheld = freeze(book(held=frozenset()), NOW, 30)
    assert unheld == check, "a hold reads like any other no"


def test_it_is_no_list_to_leaf_through() -> None:
    assert opened().found("") == []
    assert opened().found("z") == []
    assert opened().found("zo gone") == [], "who has left is not in it"


def test_it_lasts_as_long_as_the_school_says_and_an_hour_at_most() -> None:
    assert freeze(book(), NOW, 0) is None
    assert opened(20).until == NOW + timedelta(minutes=20)
    assert opened(600).until == NOW + timedelta(hours=1)


def test_what_comes_through_the_pipe_is_believed_only_whole_and_in_time() -> None:
    check = opened()
    later = NOW + timedelta(minutes=10)
    assert thaw(check.text(), later) == check
    assert thaw(check.text(), NOW + timedelta(minutes=30)) is None
    assert thaw(check.text(), NOW - timedelta(minutes=1)) is None, "the clock went back"
    assert thaw(replace(check, until=NOW + timedelta(days=1)).text(), later) is None
    assert thaw(replace(check, places=("one", "two", "three")).text(), later) is None


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"form": 2}', opened().text()[:-20]])
def test_what_was_cut_off_or_is_foreign_is_nothing(text: bytes) -> None:
    assert thaw(text, NOW) is None
