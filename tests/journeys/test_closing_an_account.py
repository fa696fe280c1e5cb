"""An account that is closed: what follows is said first, a list is worked off, and a year later nothing of it is left."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import AccountState
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, InventedSchool


@pytest.fixture
def with_page(school: InventedSchool) -> InventedSchool:
    """“X page”, on which Jo Marsh posts; nobody is signed in."""
    school.office = school.sign_in_again()
    page = school.add_account("X page")
    school.give(school.add_person("Jo Marsh"), page, AccessKind.OWN_LOGIN)
    school.add_account("News", None, platform_id="facebook")
    school.sign_out()
    return school


def begins(seat: Seat) -> None:
    """From the account to its list; nothing has happened to the account by then."""
    seat.go_to("Accounts")
    seat.click_row("X page")
    seat.press("Close…")
    seat.sees("What follows", "J. Marsh", "see that it is gone")
    seat.press("Begin its list")
    seat.sees("A copy of what was posted", "0 of 8")


def does(seat: Seat, what: str, proof: str) -> None:
    """One line of the list."""
    seat.click_row(what)
    seat.press("Done…")
    seat.type_into("How do you know?", proof)
    seat.press("It is done")
    seat.sees(proof)


def test_an_account_is_closed_line_by_line_and_forgotten_when_it_is_gone(seat: Seat, with_page: InventedSchool) -> None:
    seat.start(with_page)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    begins(seat)
    for what, proof in (
        ("A copy of what was posted", "on the office drive"),
        ("Tell the followers", "last post of today"),
        ("Links to it", "website and letters"),
        ("Connected apps", "none there"),
        ("Everybody’s access", "taken out there"),
        ("Close it on the platform", "30 days to come back"),
    ):
        does(seat, what, proof)
    seat.sees("6 of 8")
    seat.go_to("Accounts")
    seat.sees("Closed (1)")
    seat.does_not_see("X page")
    seat.close_window()

    with_page.clock.set(datetime(2026, 12, 21, 8, tzinfo=UTC))
    seat.start(with_page)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("X page")  # Today asks whether it is gone
    seat.go_to("Posting access")
    seat.show_tab("Leavers and lists")
    seat.click_row("X page")
    does(seat, "See that it is gone", "page not found")
    does(seat, "Its passwords", "nothing left to open")
    seat.press("Signed and finished…")
    seat.press("The list is finished")
    seat.sees("Signed on 21 Dec 2026")
    seat.close_window()

    office = with_page.sign_in_again()
    (line,) = [each for each in office.accounts.lines() if each.account.name == "X page"]
    facts = office.accounts.facts(line.account.id)
    assert facts.line.account.state is AccountState.CLOSED
    assert not facts.accesses
    assert not facts.fields
    assert office.log.altered_rows() == ()
    office.close()
