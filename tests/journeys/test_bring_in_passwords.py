"""Every password file of the school, brought in one after another, becomes the same five accounts."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui.common.background import Progress
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

DATA = Path(__file__).parent.parent / "data" / "school-a"
EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
KDBX, KDBX4 = "passwords.kdbx", "passwords-kdbx4.kdbx"
KEEPASSXC, CHROME, BITWARDEN = "passwords-keepassxc.csv", "passwords-chrome.csv", "passwords-bitwarden.json"
FILE_PASSWORD = "correct horse"
ORDERS = {
    "the-usual-way": (KDBX, KDBX4, KEEPASSXC, CHROME, BITWARDEN),
    "the-browser-first": (CHROME, KDBX4, BITWARDEN, KDBX, KEEPASSXC),
}


def brings_in(seat: Seat, file: Path) -> None:
    """Choose the file, give it its own password where it has one, and look at what is proposed."""
    seat.press("Bring in passwords…")
    seat.hand_over(file)
    seat.press("Choose a file…")
    if file.suffix == ".kdbx":
        seat.type_into("The file’s own password", FILE_PASSWORD)
        seat.press("Read the file")
    seat.sees("Which of these are the school’s?")


def deletes_the_copy(seat: Seat, file: Path) -> None:
    """The file that held every password is offered for deletion; Cancel keeps it."""
    seat.press("Delete the file…")
    seat.sees("The file goes for good")
    seat.press("Cancel")
    assert file.exists()
    seat.press("Delete the file…")
    seat.press("Delete the file")
    seat.sees(f"{file.name} is deleted")
    assert not file.exists()


def secrets_of(office: Office, field: SecretField) -> Mapping[str, str]:
    """One secret of every account, by name."""
    return {line.account.name: office.secrets.open(line.account.id, field) for line in office.accounts.lines()}


@pytest.mark.clause("valence:roles-4", "churchward:4-passwords-strong-secure")
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
def test_five_files_make_five_accounts(
    seat: Seat, school: InventedSchool, tmp_path: Path, order: tuple[str, ...]
) -> None:
    copies = tmp_path / "downloads"
    shutil.copytree(DATA, copies)
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Accounts")
    for name in order:
        brings_in(seat, copies / name)
        for reused in EXPECTED["reused_passwords"]:
            assert "used twice, attention" in seat.row(reused)
        if name == CHROME:
            assert seat.row("amazon.co.uk")[0] == "not ticked", "a private login is not taken for the school's"
        seat.press("Bring in 5 entries")
        seat.sees("✓ Brought in")
        deletes_the_copy(seat, copies / name)
        seat.press("Done")
        assert len(seat.rows("Accounts")) == 5
    for reused in EXPECTED["reused_passwords"]:
        assert "Weak, attention" in seat.row(reused)
    seat.close_window()

    office = school.sign_in_again()
    assert secrets_of(office, SecretField.PASSWORD) == EXPECTED["passwords"]
    seeds = secrets_of(office, SecretField.ONE_TIME_SEED)
    keys = {name: text.partition("secret=")[2].partition("&")[0] for name, text in seeds.items()}
    assert keys == EXPECTED["totp_seeds"]
    versions = {line.account.name: office.accounts.facts(line.account.id).version for line in office.accounts.lines()}
    reused = {name for name, version in versions.items() if version is not None and version.used_twice}
    assert reused == set(EXPECTED["reused_passwords"])
    office.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Work with a progress line rests at its fourth step until the event is set."""
    go_on, steps, report = threading.Event(), count(1), Progress.report

    def slowly(progress: Progress, part: float, words: str = "") -> None:
        if part > 0 and next(steps) == 3:
            go_on.wait(20)
        report(progress, part, words)

    monkeypatch.setattr(Progress, "report", slowly)
    yield go_on
    go_on.set()


def test_an_import_cancelled_half_way_keeps_nothing(seat: Seat, school: InventedSchool, held: threading.Event) -> None:
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Accounts")
    brings_in(seat, DATA / KEEPASSXC)
    seat.press_and_go_on("Bring in 5 entries")
    seat.sees("Bringing in")
    seat.press_and_go_on("Cancel")
    held.set()
    seat.sees("Cancelled. Nothing was changed.", "Bring in 5 entries")
    seat.press("Cancel")
    if not seat.cannot_press("Leave"):
        seat.press("Leave")
    seat.sees("No accounts yet")
    seat.close_window()

    office = school.sign_in_again()
    assert office.accounts.lines() == ()
    office.close()
    assert (DATA / KEEPASSXC).exists()
