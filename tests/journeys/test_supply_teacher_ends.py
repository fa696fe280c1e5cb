"""A supply teacher's access always has a last day, and when it has passed nobody need remember it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schoolsm_desktop.domain.people import Contract
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool

OLD = "kX9#mQ2$vL7&pT4w"


@pytest.fixture
def with_sue(school: InventedSchool) -> InventedSchool:
    """Sue Penn comes from an agency and can sign in; the policy was read and the undertaking signed."""
    school.office = school.sign_in_again()
    school.add_account("X page", OLD)
    sue = school.add_person("Sue Penn", "Supply teacher", contract=Contract.AGENCY)
    school.ready(sue)
    school.make_sign_in(sue)
    school.sign_in(sue)
    school.sign_out()
    return school


def gives_until_a_day(seat: Seat) -> None:
    """Without a last day it is not given."""
    seat.go_to("Posting access")
    seat.press("Give access…")
    seat.type_into("Who", "penn")
    seat.type_into("Which account", "X page")
    seat.choose("How", "password")
    seat.press("Give access")
    seat.reads_beside("Until", "always ends on a day")
    seat.type_into("Until", "27/11/2026")
    seat.press("Give access")
    seat.sees("Access is given and stands in the register.")


def opens_it(seat: Seat) -> None:
    """While it lasts, the password is hers to open."""
    seat.go_to("Accounts")
    seat.click_row("X page")
    seat.press("Copy Password")
    seat.sees("X page")


@pytest.mark.clause("kew-woods:3.2", "mill-lane:2.1", "valence:use-11")
def test_access_that_ends_by_its_date(seat: Seat, with_sue: InventedSchool) -> None:
    own = next(w for p, w in with_sue.words.items() if p not in (with_sue.head.id, with_sue.coordinator.id))
    seat.start(with_sue)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    gives_until_a_day(seat)
    seat.close_window()

    seat.start(with_sue)
    seat.sign_in_as("Sue Penn", own)
    opens_it(seat)
    seat.close_window()

    with_sue.clock.set(datetime(2026, 11, 28, 8, tzinfo=UTC))
    seat.start(with_sue)
    seat.sign_in_as("Sue Penn", own)
    seat.go_to("Accounts")
    assert seat.cannot_press("Copy Password")
    seat.close_window()

    seat.start(with_sue)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("X page: new password needed")
    seat.go_to("Posting access")
    seat.click_row("Sue Penn", "X page")
    seat.sees("27 Nov 2026")
    assert "New password needed" in " ".join(seat.row("Sue Penn"))
    seat.go_to("Settings")
    seat.show_tab("Who did what")
    seat.sees("an access whose last day had passed ended")
