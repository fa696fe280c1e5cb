"""From an empty PC to the first account kept: one sitting, with the slips that people make on the way."""

from __future__ import annotations

from pathlib import Path

from schoolsm_desktop.services.desk import Beside
from tests.journeys.new_school import code_on
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD


def names_the_school(seat: Seat) -> None:
    """The first step; an empty name is said beside its field."""
    seat.sees("Set up your school", "Name of the school *")
    seat.press("Next")
    seat.reads_beside("Name of the school", "is needed")
    seat.type_into("Name of the school", "Alder Brook Primary")
    seat.press("Next")


def types_the_terms(seat: Seat) -> None:
    """Days as people type them; one that is none and one that lies in another term are said beside their fields."""
    seat.sees("This year's terms", "Autumn term 2026")
    for at, (first, last) in enumerate((("3/9", "18 Dec"), ("the day after", "26/3"), ("12 Apr", "21/7"))):
        seat.type_into("First day", first, at)
        seat.type_into("Last day", last, at)
    seat.press("Next")
    seat.reads_beside("First day", "not a day", 1)
    assert seat.value_in("First day", 1) == "the day after", "what was typed stays where it was typed"
    seat.type_into("First day", "1 Dec 2026", 1)
    seat.press("Next")
    seat.reads_beside("First day", "Autumn term 2026", 1)
    seat.type_into("First day", "5/1", 1)
    seat.press("Next")


def chooses_a_policy(seat: Seat) -> None:
    """Nothing is chosen for the school; going on without a choice says so."""
    seat.sees("Your policy")
    seat.press("Next")
    seat.sees("Choose the policy that is nearest to yours")
    seat.press("Valence Primary School")
    seat.press("Next")


def makes_the_headteacher(seat: Seat) -> None:
    """An easy passphrase and one typed differently are refused; the names stay."""
    seat.sees("Authorises access and confirms sign-ins.")
    seat.type_into("First name", "Anna")
    seat.type_into("Family name", "Whitfield")
    seat.type_into("Passphrase", "12345678")
    seat.type_into("The same once more", "12345678")
    seat.press("Next")
    seat.reads_beside("Passphrase", "hard to guess")
    seat.type_into("Passphrase", HEAD)
    seat.type_into("The same once more", HEAD[:-1])
    seat.press("Next")
    seat.reads_beside("The same once more", "not the same")
    seat.type_into("The same once more", HEAD)
    assert seat.value_in("First name") == "Anna"
    seat.press("Next")


def makes_the_coordinator(seat: Seat) -> None:
    """Going back to look and forward again loses nothing."""
    seat.sees("Gives access and looks after the accounts.")
    seat.type_into("First name", "Rosa")
    seat.type_into("Family name", "Okafor")
    seat.type_into("Passphrase", COORDINATOR)
    seat.type_into("The same once more", COORDINATOR)
    seat.press("Back")
    seat.sees("Authorises access and confirms sign-ins.")
    assert seat.value_in("Family name") == "Whitfield"
    assert seat.value_in("Passphrase") == HEAD
    seat.press("Next")
    seat.sees("Gives access and looks after the accounts.")
    assert seat.value_in("Family name") == "Okafor"
    seat.press("Next")


def says_who_uses_the_pc(seat: Seat, tmp_path: Path) -> None:
    """The records' folder is proposed; the same folder for backups is refused beside the field."""
    seat.sees("Set-up code for this PC", "Use a set-up code")
    seat.press("Next")
    seat.sees("Who uses the records on this PC?")
    seat.press("Only this account")
    seat.type_into("Backups go to", str(tmp_path / "records"))
    seat.press("Next")
    seat.reads_beside("Backups go to", "lost together")
    (tmp_path / "stick").mkdir()
    seat.hand_over(tmp_path / "stick" / "backups")
    seat.press("Choose a folder for backups…")
    assert seat.value_in("Backups go to") == str(tmp_path / "stick" / "backups")
    seat.press("Next")
    seat.sees("Look it over", "Alder Brook Primary", "Anna Whitfield", "Rosa Okafor", str(tmp_path / "stick"))
    assert not (tmp_path / "records").exists(), "nothing is kept before the records are made"
    seat.press("Make the records")


def puts_the_sheet_on_paper(seat: Seat) -> None:
    """Printed, read from the paper, two groups typed back; a letter misread is said beside its group."""
    seat.press("Look at the sheet and print it…")
    assert seat.cannot_press("Save as PDF…"), "the sheet is for paper only"
    code = code_on(seat.read_preview())
    seat.press("Print…")
    seat.sees("Sent to the printer.")
    assert seat.outside.paper[0].stat().st_size > 10_000, "a page went to the printer"
    seat.press("Close")
    wanted = [number for number in range(1, 9) if f"Type group {number} of the code" in seat.everything()]
    assert len(wanted) == 2
    for number in wanted:
        seat.type_into(f"Type group {number} of the code from the paper", "ZZZZZ")
    seat.press("Finish")
    seat.reads_beside(f"Type group {wanted[0]} of the code from the paper", "not what the sheet says")
    for number in wanted:
        seat.type_into(f"Type group {number} of the code from the paper", code[number - 1].lower())
    seat.press("Finish")


def test_from_an_empty_pc_to_the_first_account_kept(seat: Seat, empty_pc: Beside, tmp_path: Path) -> None:
    seat.start(folder=tmp_path / "records", beside=empty_pc)
    names_the_school(seat)
    types_the_terms(seat)
    chooses_a_policy(seat)
    makes_the_headteacher(seat)
    makes_the_coordinator(seat)
    says_who_uses_the_pc(seat, tmp_path)
    puts_the_sheet_on_paper(seat)

    seat.sees("Alder Brook Primary", "Signed in: Rosa Okafor")
    seat.sees("None has been made yet.")
    seat.go_to("Accounts")
    seat.sees("No accounts yet")
    seat.press("New account…")
    seat.press("Save")
    seat.reads_beside("Platform", "is needed")
    seat.type_into("Address", "https://www.facebook.com/alderbrook")
    assert seat.value_in("Platform") == "Facebook", "it is guessed from the address"
    seat.type_into("Who looks after it", "Okafor")
    seat.press("Save")
    seat.press("Keep the password…")
    seat.type_into("Password", "kX9#mQ2$vL7&pT4w")
    seat.press("Save")
    seat.sees("The password of Facebook is kept.")
    assert "Facebook" in " ".join(seat.row("Facebook"))

    seat.close_window()
    assert list((tmp_path / "stick" / "backups").iterdir()), "a backup was made as the window closed"
    seat.start(folder=tmp_path / "records", beside=empty_pc)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Accounts")
    seat.row("Facebook")
