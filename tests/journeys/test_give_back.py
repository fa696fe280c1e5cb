"""The passwords are given back: asked for, allowed on another sign-in, saved, read by KeePassXC, and due when the holder goes."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from tests.conftest import Partner
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"
PASSWORD, OTHER = '=kX9#"mQ2$vL7', "tT9#kkQ2$vL7&a"
FILE_PASSPHRASE = "harbour mitten cobble falcon ginger"


@pytest.fixture
def with_passwords(school: InventedSchool) -> InventedSchool:
    """The headteacher has set both passwords, so the coordinator knows them only by what is done here."""
    school.office = school.sign_in_again(school.head)
    page = school.add_account("X page", PASSWORD, user_name="office@a.example", owner_id=school.head.id)
    school.add_account("Website", OTHER, platform_id="website", owner_id=school.head.id)
    school.office.secrets.change(page.id, {SecretField.ONE_TIME_SEED: SEED}, confirmed=True)
    school.sign_out()
    return school


def asks(seat: Seat) -> None:
    """What it means is said first, and a reason is needed."""
    seat.go_to("Accounts")
    seat.press("Save as a file…")
    seat.sees("Whoever has the file knows every password in it.", "The headteacher allows it first")
    seat.press("Ask the headteacher")
    seat.reads_beside("What the file is for", "is needed")
    seat.type_into("What the file is for", "The trust has bought a password program")
    seat.press("Ask the headteacher")
    seat.sees("The headteacher has not answered yet.")
    seat.press("Close")
    seat.go_to("Today")
    seat.sees("Passwords are to be saved as a file: allow?")


def allows(seat: Seat) -> None:
    """From Today to the decision."""
    seat.sees("Passwords are to be saved as a file: allow?")
    seat.click_row("Passwords are to be saved as a file: allow?", "Do it")
    seat.sees("Rosa Okafor", "The trust has bought a password program", "has to be changed")
    seat.press("Allow it once")
    seat.sees("Allowed. The file can be saved once within 24 hours.")
    seat.go_to("Today")
    seat.does_not_see("Passwords are to be saved as a file: allow?")


def saves(seat: Seat, school: InventedSchool, path: Path) -> None:
    """From Today to the file; a wrong passphrase of one's own writes nothing."""
    seat.click_row("Passwords may be saved as a file", "Do it")
    seat.sees("It is good for one file until")
    seat.type_into("Passphrase for the file", FILE_PASSPHRASE)
    seat.type_into("The same once more", FILE_PASSPHRASE)
    seat.hand_over(path)
    seat.press("Choose where…")
    assert seat.value_in("Where the file goes") == str(path)
    seat.type_into("Your own passphrase, once more", HEAD)
    seat.press("Save the file")
    seat.reads_beside("Your own passphrase, once more", "does not open this sign-in")
    assert not path.exists()
    school.clock.set(school.clock.now() + timedelta(seconds=5))  # the wait after a wrong try
    seat.type_into("Your own passphrase, once more", COORDINATOR)
    seat.press("Save the file")
    seat.sees("The file is saved, with 2 accounts in it. Keep its passphrase apart from it.")
    seat.press("Save as a file…")
    seat.sees("The headteacher allows it first")  # the leave is used up
    seat.press("Cancel")


def told(keepassxc: Path, *arguments: str) -> str:
    """What KeePassXC reads; the passphrase goes in by standard input."""
    done = subprocess.run(
        [str(keepassxc), *arguments], input=f"{FILE_PASSPHRASE}\n".encode(), capture_output=True, timeout=60, check=True
    )
    return done.stdout.decode().removesuffix("\n")


def leaves(school: InventedSchool) -> None:
    """The coordinator's last day was yesterday."""
    office = school.sign_in_again(school.head)
    rosa = next(person for person in office.people.choices() if person.id == school.coordinator.id)
    office.sign_ins.end(rosa.id)
    office.people.change(replace(rosa, ends=school.clock.today().replace(day=19)))
    office.close()


@pytest.mark.clause("valence:roles-4", "valence:use-11")
def test_given_back_and_due_when_the_holder_goes(
    seat: Seat, with_passwords: InventedSchool, tmp_path: Path, partner: Partner
) -> None:
    keepassxc, oathtool = partner("keepassxc-cli"), partner("oathtool")
    path = tmp_path / "given.kdbx"
    seat.start(with_passwords)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    asks(seat)
    seat.close_window()

    seat.start(with_passwords)
    seat.sign_in_as("Anna Whitfield", HEAD)
    allows(seat)
    seat.close_window()

    seat.start(with_passwords)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    saves(seat, with_passwords, path)
    seat.close_window()

    entry = "Official account/X page"
    assert told(keepassxc, "show", "-q", "-s", "-a", "Password", str(path), entry) == PASSWORD
    assert told(keepassxc, "show", "-q", "-a", "UserName", str(path), entry) == "office@a.example"
    codes = {
        subprocess.run([oathtool, "--totp", "-b", SEED], capture_output=True, text=True, check=True).stdout.strip()
    }
    code = told(keepassxc, "show", "-q", "-t", str(path), entry)
    codes.add(
        subprocess.run([oathtool, "--totp", "-b", SEED], capture_output=True, text=True, check=True).stdout.strip()
    )
    assert code in codes

    leaves(with_passwords)
    seat.start(with_passwords)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.sees("X page: new password needed", "Website: new password needed")
