"""Lists that a school edits: what they begin with keeps its keys, names do not stand twice, old names stay findable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.accounts import Platform
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.lists import (
    PLACE_NOTES,
    PLACE_WORDS,
    ListEntry,
    ListKind,
    check_entry,
    check_gone,
    check_platform,
    entries_of,
    moved,
    new_key,
    renamed,
    shipped_entries,
)

from .records import SCHOOL, TODAY

PLACES, TYPES = ListKind.PICTURE_PLACES, ListKind.INCIDENT_TYPES
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
X = Platform("x", "X (formerly Twitter)", ("Twitter", "X"))


def test_what_a_list_begins_with_has_the_same_ids_each_time_and_others_in_another_school() -> None:
    ids = [e.id for kind in ListKind for e in shipped_entries(kind, SCHOOL)]
    assert ids == [e.id for kind in ListKind for e in shipped_entries(kind, SCHOOL)]
    assert len(set(ids)) == len(ids)
    assert set(ids).isdisjoint(e.id for kind in ListKind for e in shipped_entries(kind, uuid4()))


def test_places_and_types_are_all_there() -> None:
    assert {"website", "press", "outside-photographer", "archive"} <= {e.key for e in shipped_entries(PLACES, SCHOOL)}
    assert {e.key for e in shipped_entries(TYPES, SCHOOL)} == {kind.value for kind in IncidentKind}
    assert set(PLACE_NOTES) <= set(PLACE_WORDS)


def test_what_was_kept_stands_for_what_was_brought_and_ended_ones_come_last() -> None:
    website = shipped_entries(PLACES, SCHOOL)[0]
    kept = (replace(website, name="Our pages"), replace(shipped_entries(PLACES, SCHOOL)[1], ended_at=NOW))
    entries = entries_of(PLACES, SCHOOL, kept)
    assert (entries[0].id, entries[0].name) == (website.id, "Our pages")
    assert entries[-1].key == "newsletter"
    assert len(entries) == len(PLACE_WORDS)
    assert entries_of(TYPES, SCHOOL, kept) == list(shipped_entries(TYPES, SCHOOL))


@pytest.mark.parametrize("name", ["", " \n\0", "x" * 81, "PRESS", "préss"])
def test_a_name_is_needed_short_and_once(name: str) -> None:
    entries = entries_of(PLACES, SCHOOL, ())
    with pytest.raises(FieldError):
        check_entry(ListEntry(uuid4(), SCHOOL, PLACES, "own", name, 1), entries)


def test_a_twin_that_is_no_longer_used_is_offered_instead() -> None:
    gone = replace(shipped_entries(PLACES, SCHOOL)[3], ended_at=NOW)
    with pytest.raises(FieldError, match="Use that one again"):
        check_entry(ListEntry(uuid4(), SCHOOL, PLACES, "own", "Press", 1), [gone])


def test_keys_are_made_of_names_and_never_twice() -> None:
    assert new_key("Hall screen!", ()) == "hall-screen"
    assert new_key("Hall  Screen", ("hall-screen", "hall-screen-2")) == "hall-screen-3"
    assert new_key("نور", ()) == "own"
    assert len(new_key("x" * 500, ())) <= 40


def test_an_entry_is_moved_and_the_ends_of_the_list_hold() -> None:
    entries = entries_of(PLACES, SCHOOL, ())
    down = moved(entries, entries[0].id, 1)
    assert [e.key for e in down][:2] == ["newsletter", "website"]
    assert [e.position for e in down] == sorted(e.position for e in down)
    assert moved(entries, entries[0].id, -5)[0].key == "website"
    assert moved(entries, entries[0].id, 500)[-1].key == "website"
    with pytest.raises(RuleError):
        moved([replace(entries[0], ended_at=NOW)], entries[0].id, 1)


def test_a_renamed_platform_is_found_under_every_name_it_had() -> None:
    again = check_platform(renamed(renamed(X, "Y"), "Twitter"), [X])
    assert again.name == "Twitter"
    assert again.aliases == ("X", "X (formerly Twitter)", "Y")
    assert renamed(X, "x (formerly TWITTER)").aliases == X.aliases


@pytest.mark.parametrize("name", ["twitter", "X (formerly Twitter)", " "])
def test_a_platform_that_stands_there_already_is_not_added(name: str) -> None:
    with pytest.raises(FieldError):
        check_platform(Platform("own", name), [X])


def test_a_platform_closed_on_a_day_that_can_be() -> None:
    assert check_gone(TODAY, TODAY) == TODAY
    for impossible in (date(1850, 1, 1), date(2126, 1, 1)):
        with pytest.raises(FieldError, match="Look at the year"):
            check_gone(impossible, TODAY)
