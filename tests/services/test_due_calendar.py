"""Today as a calendar file: whose lines, stable, neutral, and read back by another program."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.due import Place
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.exchange.private_file import FileNotWrittenError, FileThereError
from schoolsm_desktop.services.due_calendar import PLACE_WORDS, Whose
from schoolsm_desktop.services.today_places import SEALED
from tests.services.school import InventedSchool


def events(path: Path) -> list[tuple[str, date, str]]:
    """What a calendar program sees: id, day, title."""
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return [(str(e["UID"]), e.decoded("DTSTART"), str(e["SUMMARY"])) for e in found]


def fill(school: InventedSchool) -> None:
    for name in ("Nightingale class page", "Puffin blog"):
        school.add_account(name, owner_id=None)
    jo = school.add_person("Zephyr Quillfeather")
    school.make_sign_in(jo)


def test_every_kind_of_line_has_a_word_for_the_calendar() -> None:
    assert set(PLACE_WORDS) == set(Place) - SEALED


def test_the_file_names_nobody_and_no_account(school: InventedSchool) -> None:
    fill(school)
    path = school.base / "due.ics"
    office = school.sign_in(school.head)
    shown = " ".join(f"{line.item.title} {line.item.detail} {line.who}" for line in office.today.view().lines)
    assert "Nightingale" in shown
    count = office.due_calendar.save(path, Whose.SCHOOL)
    raw = path.read_bytes().replace(b"\r\n ", b"").decode().casefold()
    names = ("nightingale", "puffin", "quillfeather", "zephyr", "okafor", "whitfield", "alder", "rosa", "anna")
    assert not [name for name in names if name in raw]
    assert {title for _, _, title in events(path)} <= set(PLACE_WORDS.values())
    assert count == len(events(path)) == len({uid for uid, *_ in events(path)})


def test_every_place_of_today_has_a_title_and_none_speaks_of_an_incident() -> None:
    assert set(PLACE_WORDS) == set(Place) - SEALED
    words = " ".join(PLACE_WORDS.values()).casefold()
    assert not [each for each in ("incident", "breach", "safeguard", "declar", "friend", "leaver") if each in words]


def test_saved_again_the_same_things_have_the_same_ids_and_what_is_late_stands_on_today(
    school: InventedSchool,
) -> None:
    school.add_account("Website", owner_id=None)
    first, second = school.base / "first.ics", school.base / "second.ics"
    office = school.sign_in(school.head)
    office.due_calendar.save(first, Whose.SCHOOL)
    office.due_calendar.save(second, Whose.SCHOOL)
    assert events(first) == events(second)
    assert min(day for _, day, _ in events(first)) >= school.clock.today()


def test_mine_holds_my_duties_and_the_schools_is_for_who_sees_the_register(school: InventedSchool) -> None:
    fill(school)
    office = school.sign_in(school.coordinator)
    offer = office.due_calendar.offer()
    assert 0 < offer.mine <= offer.school
    path = school.base / "mine"
    assert office.due_calendar.save(path, Whose.MINE) == offer.mine
    assert path.with_name("mine.ics").exists()
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    assert office.due_calendar.offer().may_save_school is False
    with pytest.raises(NotAllowedError):
        office.due_calendar.save(school.base / "all.ics", Whose.SCHOOL)
    assert not (school.base / "all.ics").exists()


def test_what_is_put_off_is_not_in_it(school: InventedSchool) -> None:
    office, path = school.office, school.base / "due.ics"
    office.due_calendar.save(path, Whose.SCHOOL)
    assert "Make a backup" in {title for *_, title in events(path)}
    office.snoozes.put_off("backup", school.clock.today() + timedelta(days=9), "the drive is being repaired")
    office.due_calendar.save(path, Whose.SCHOOL, replace=True)
    assert "Make a backup" not in {title for *_, title in events(path)}


def test_a_file_that_is_there_stays_and_a_place_that_is_not_is_said(school: InventedSchool) -> None:
    path = school.base / "due.ics"
    path.write_text("mine")
    with pytest.raises(FileThereError):
        school.office.due_calendar.save(path, Whose.SCHOOL)
    assert path.read_text() == "mine"
    with pytest.raises(FileNotWrittenError):
        school.office.due_calendar.save(school.base / "no such folder" / "due.ics", Whose.SCHOOL)
    with school.office.session.reading() as uow:
        assert not [e for e in uow.audit.of_deed(Did.SAVED_AS_FILE) if e.subject_kind == "due-calendar"]
    school.office.due_calendar.save(path, Whose.SCHOOL, replace=True)
    assert events(path)


def test_saving_is_recorded_with_how_much_and_whose(school: InventedSchool) -> None:
    count = school.office.due_calendar.save(school.base / "due.ics", Whose.SCHOOL)
    with school.office.session.reading() as uow:
        (entry,) = uow.audit.of_deed(Did.SAVED_AS_FILE)
    assert entry.details == {"count": str(count), "whose": "school"}


def test_where_nothing_is_due_there_is_no_file(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    office.policies  # noqa: B018 -- the poster's own lines depend on the policy
    if office.due_calendar.offer().mine:
        for line in office.today.view().lines:
            if not line.held:
                office.snoozes.put_off(line.item.key, school.clock.today() + timedelta(days=1), "at the next meeting")
    assert office.due_calendar.offer().mine == 0
    with pytest.raises(RuleError):
        office.due_calendar.save(school.base / "none.ics", Whose.MINE)
    assert not (school.base / "none.ics").exists()
