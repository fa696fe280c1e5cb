"""A teacher with one account looks at it from Today; the coordinator names who looks at the one nobody looks at."""

from __future__ import annotations

import pytest

from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool


@pytest.mark.clause("valence:use-3", "valence:roles-2")
def test_each_account_is_looked_at_by_somebody(seat: Seat, school: InventedSchool) -> None:
    school.office = school.sign_in_again()
    page = school.add_account("X page", owner_id=None)
    school.add_account("Facebook page", platform_id="facebook", owner_id=None)
    jo = school.add_person("Jo Marsh", "Teacher, Year 4")
    school.give(jo, page)
    school.make_sign_in(jo)
    school.sign_in(jo)
    school.sign_in(school.coordinator)
    school.office.looks.choose_looker(page.id, jo.id)
    school.sign_out()
    seat.start(school)

    seat.sign_in_as("Jo Marsh", school.words[jo.id])
    seat.sees("Weekly look: 1 account")
    seat.click_row("Weekly look: 1 account", "Do it")
    seat.sees("1 account is due", "Posts, comments, messages")
    seat.does_not_see("Facebook page")
    seat.click_row("X page", "All well")
    seat.sees("X page: seen, nothing.")
    seat.lock_now()
    seat.come_back()

    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.click_row("1 account waits for its weekly look", "Do it")
    seat.click_row("Facebook page", "Not all well")
    seat.type_into("What was there, and what was done", "An advert under our post. Screen print, then hidden.")
    seat.press("Save")
    seat.sees("Facebook page: what was seen is written down.", "An advert under our post.")
    seat.press("Who looks…")
    seat.type_into("Looks each week", "Marsh")
    seat.press("Save")
    seat.sees("Facebook page: who looks at it each week is saved.")
    seat.press("Print a sheet to tick")
    paper = seat.read_preview()
    assert "X page" in paper
    assert paper.count("Jo Marsh") == 2
