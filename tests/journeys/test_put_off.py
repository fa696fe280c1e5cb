"""A line of Today that can wait is put off with a reason, stands quietly aside, is called back; one that cannot, is not."""

from __future__ import annotations

from schoolsm_desktop.domain.accounts import SecretField
from tests.journeys.steps import Seat
from tests.services.school import HEAD, InventedSchool


def test_a_line_waits_a_week_and_a_password_does_not(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    school.add_account("Website", owner_id=None)
    page = school.add_account("X page")
    jo = school.add_person("Jo Marsh")
    access = school.give(jo, page)
    school.make_sign_in(jo)
    school.sign_in(jo).secrets.open(page.id, SecretField.PASSWORD)
    school.sign_in(school.coordinator).access.end(access.id)
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.sees("Website: nobody looks after it")

    seat.click_row("Website: nobody looks after it")
    seat.press("Put off…")
    seat.type_into("Until", "1 Feb 2027")
    seat.type_into("Why it can wait", "The new colleague starts in January")
    seat.press("Put it off")
    seat.sees("At most 30 days: then it is looked at again. Nothing was changed.")
    seat.type_into("Until", "15 Dec 2026")
    seat.press("Put it off")
    seat.sees("Put off until 15 Dec 2026. It comes back by itself.", "1 put off…")
    assert not [row for row in seat.rows("What is due") if "Website: nobody" in " ".join(row)]

    # A password that must be changed cannot wait.
    seat.click_row("X page")
    seat.press("Put off…")
    seat.sees("A password that has to be changed cannot be put off")

    seat.press("1 put off…")
    seat.sees("The new colleague starts in January (A. Whitfield)", "15 Dec 2026")
    seat.click_row("Website: nobody looks after it", "Do it")
    seat.sees("Nothing is put off")
    seat.press("Done")
    seat.wait_for(
        lambda: [row for row in seat.rows("What is due") if "Website: nobody" in " ".join(row)] or None, "the line"
    )
    seat.go_to("Settings")
    seat.show_tab("Who did what")
    seat.sees("put a line of Today off")
