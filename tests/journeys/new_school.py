"""A school set up from an empty PC under one of the policies, as a headteacher and a coordinator would in one sitting."""

from __future__ import annotations

import re
from pathlib import Path

from schoolsm_desktop.services.desk import Beside
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD

TERMS = (("3/9", "18 Dec"), ("5/1", "26/3"), ("12 Apr", "21/7"))


def new_school(seat: Seat, beside: Beside, base: Path, policy: str) -> None:
    """Go through the set-up with the policy of this name; Rosa Okafor, the coordinator, is signed in at the end."""
    seat.start(folder=base / "records", beside=beside)
    seat.type_into("Name of the school", "Alder Brook Primary")
    seat.press("Next")
    seat.sees("This year's terms")
    for at, (first, last) in enumerate(TERMS):
        seat.type_into("First day", first, at)
        seat.type_into("Last day", last, at)
    seat.press("Next")
    seat.sees("Your policy")
    seat.press(policy)
    seat.press("Next")
    for given, family, passphrase in (("Anna", "Whitfield", HEAD), ("Rosa", "Okafor", COORDINATOR)):
        seat.type_into("First name", given)
        seat.type_into("Family name", family)
        seat.type_into("Passphrase", passphrase)
        seat.type_into("The same once more", passphrase)
        seat.press("Next")
    seat.press("Next")
    seat.press("Only this account")
    (base / "stick").mkdir()
    seat.hand_over(base / "stick" / "backups")
    seat.press("Choose a folder for backups…")
    seat.press("Next")
    seat.press("Make the records")
    seat.press("Look at the sheet and print it…")
    code = code_on(seat.read_preview())
    seat.press("Print…")
    seat.sees("Sent to the printer.")
    seat.press("Close")
    for number in (n for n in range(1, 9) if f"Type group {n} of the code" in seat.everything()):
        seat.type_into(f"Type group {number} of the code from the paper", code[number - 1])
    seat.press("Finish")
    seat.sees("Alder Brook Primary", "Signed in: Rosa Okafor")


def code_on(sheet: str) -> list[str]:
    """The eight groups of the recovery code, as they are read from the sheet."""
    between = sheet.partition("Recovery code")[2].partition("Set-up code for this PC")[0]
    groups = re.findall(r"\b[1-8]\s+([0-9A-Z]{5})\b", between)
    assert len(groups) == 8, sheet
    return groups
