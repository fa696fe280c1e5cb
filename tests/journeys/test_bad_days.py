"""Bad days: each is a sentence in the window, nothing is half-written, and the records open again afterwards."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from schoolsm_desktop.storage.database import open_database
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

SCHOOL_A = Path(__file__).parent.parent / "data" / "school-a"


def opens_as_before(seat: Seat, school: InventedSchool) -> None:
    """The same records, with the same passphrase."""
    if seat.program is not None:
        seat.leave_it()
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Good morning")


def test_a_wrong_passphrase_makes_wait_a_little(seat: Seat, school: InventedSchool) -> None:
    seat.start(school)
    seat.try_to_sign_in("Rosa Okafor", "not the right words at all")
    seat.reads_beside("Passphrase", "does not open this sign-in")
    assert seat.value_in("Passphrase") == ""
    seat.sees("Try again in 1 second")
    assert seat.cannot_press("Sign in")
    seat.wait_for(lambda: None if seat.cannot_press("Sign in") else True, "the end of the wait")
    school.clock.set(school.clock.now() + timedelta(seconds=1))
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.close_window()
    opens_as_before(seat, school)


def test_a_set_up_code_that_is_not_the_one(seat: Seat, school: InventedSchool) -> None:
    code = school.founded.code
    school.ring.remove(school.founded.office.session.keys.store_id)
    seat.start(school)
    seat.try_to_sign_in("Rosa Okafor", COORDINATOR)
    seat.reads_beside("Set-up code for this PC", "Type the set-up code")
    slip = ("1" if code[0] != "1" else "2") + code[1:]
    seat.type_into("Set-up code for this PC", slip)
    seat.press("Sign in")
    seat.reads_beside("Set-up code for this PC", "Group 1 of the code is not right.")
    assert seat.value_in("Set-up code for this PC") == slip, "what was typed can be compared with the sheet"
    seat.type_into("Set-up code for this PC", code.lower())
    seat.type_into("Passphrase", COORDINATOR)
    seat.press("Sign in")
    seat.sees("Signed in: Rosa Okafor")
    seat.close_window()

    # It is not asked again on this PC.
    seat.start(school)
    seat.sees("Who are you?")
    seat.does_not_see("Set-up code for this PC")


def test_caps_lock_is_said_while_typing(seat: Seat, school: InventedSchool) -> None:
    seat.start(school)
    seat.sees("Who are you?", "Rosa Okafor")
    seat.type_into("Passphrase", "W")
    seat.sees("Caps Lock is on.")
    field = QApplication.focusWidget()
    assert field is not None
    seat.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    seat.does_not_see("Caps Lock is on.")


def test_records_that_are_open_elsewhere(seat: Seat, school: InventedSchool) -> None:
    other = school.sign_in_again(school.head)
    seat.start(school)
    seat.try_to_sign_in("Rosa Okafor", COORDINATOR)
    seat.sees("already open on")
    seat.does_not_see("Signed in")
    other.close()
    seat.try_to_sign_in("Rosa Okafor", COORDINATOR)
    seat.sees("Signed in: Rosa Okafor")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: b"{" + data[5:], "damaged"),
        (lambda data: data.replace(b'"format": 1', b'"format": 2', 1), "newer version"),
    ],
    ids=["damaged", "newer"],
)
def test_a_key_file_that_cannot_be_read(
    seat: Seat, school: InventedSchool, damage: Callable[[bytes], bytes], said: str
) -> None:
    keys = school.folder / "store.keys"
    good = keys.read_bytes()
    keys.write_bytes(damage(good))
    seat.start(school)
    seat.sees("The records cannot be opened now", said)
    seat.press("Try again")
    seat.sees("The records cannot be opened now")
    keys.write_bytes(good)
    seat.press("Try again")
    seat.sign_in_as("Rosa Okafor", COORDINATOR)


def test_the_key_file_before_the_damaged_one_is_put_back(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    school.make_sign_in(school.add_person("Jo Marsh", "Year 4 teacher"))
    school.sign_out()
    keys = school.folder / "store.keys"
    keys.write_bytes(keys.read_bytes()[:200])
    seat.start(school)
    seat.sees("The records cannot be opened now", "damaged and was not used", "can be put back")
    seat.press("Put the one before it back")
    seat.sees("The key file before it is back.")
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Good morning")
    assert (school.folder / "store.keys.damaged").stat().st_size == 200


def test_a_damaged_database(seat: Seat, school: InventedSchool) -> None:
    database = school.folder / "records.db"
    good = database.read_bytes()
    database.write_bytes(good[:4096] + bytes(4096) + good[8192:])
    bad = database.read_bytes()
    seat.start(school)
    seat.try_to_sign_in("Rosa Okafor", COORDINATOR)
    seat.sees("Nothing was changed", "backup")
    assert database.read_bytes() == bad
    database.write_bytes(good)
    opens_as_before(seat, school)


def test_records_of_a_newer_version(seat: Seat, school: InventedSchool) -> None:
    path = school.folder / "records.db"
    good = path.read_bytes()
    vault = school.desk()._vault
    keys = vault.unlock(school.coordinator.id, COORDINATOR, school.ring.get(vault.store_id))
    opened = open_database(path, keys.store_key)
    with opened.unit_of_work() as uow:
        uow.connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'v9999'")
        uow.commit()
    opened.close()
    seat.start(school)
    seat.try_to_sign_in("Rosa Okafor", COORDINATOR)
    seat.sees("newer version of SchoolSM Desktop", "Nothing was changed")
    for leftover in school.folder.glob("records.db-*"):
        leftover.unlink()
    path.write_bytes(good)
    opens_as_before(seat, school)


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that nobody can write to is there on every Linux")
def test_a_folder_that_cannot_be_written(seat: Seat, school: InventedSchool, tmp_path: Path) -> None:
    seat.start(folder=Path("/proc/school"), beside=school.beside)
    seat.type_into("Name of the school", "Alder Brook Primary")
    seat.press("Next")
    for at, (first, last) in enumerate(
        (("3/9/2026", "18/12/2026"), ("5/1/2027", "26/3/2027"), ("12/4/2027", "21/7/2027"))
    ):
        seat.type_into("First day", first, at)
        seat.type_into("Last day", last, at)
    seat.press("Next")
    seat.press("Valence Primary School")
    seat.press("Next")
    seat.type_into("First name", "Anna")
    seat.type_into("Family name", "Whitfield")
    seat.press("Make one of five words")
    seat.type_into("The same once more", seat.value_in("Passphrase"))
    seat.press("Next")
    seat.press("The headteacher does this too")
    seat.press("Next")
    seat.press("Next")
    seat.sees("Who uses the records on this PC?")
    seat.press("Next")
    seat.reads_beside("The records lie in", "Nothing")
    assert seat.value_in("The records lie in") == "/proc/school"


def test_password_files_that_do_not_open(seat: Seat, school: InventedSchool, tmp_path: Path) -> None:
    picture = tmp_path / "passwords.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Accounts")
    seat.press("Bring in passwords…")
    seat.hand_over(SCHOOL_A / "passwords.kdbx")
    seat.press("Choose a file…")
    seat.type_into("The file’s own password", "wrong horse")
    seat.press("Read the file")
    seat.reads_beside("The file’s own password", "That password does not open this file. Nothing was changed.")
    assert seat.value_in("File").endswith("passwords.kdbx"), "the file need not be chosen again"
    seat.hand_over(picture)
    seat.press("Choose a file…")
    seat.sees("Nothing was")
    seat.does_not_see("Which of these are the school’s?")
    seat.hand_over(tmp_path / "gone.csv")
    seat.press("Choose a file…")
    seat.sees("This file cannot be opened. Nothing was changed.")
    seat.press("Cancel")
    seat.press("Leave")
    seat.sees("No accounts yet")
