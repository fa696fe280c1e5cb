"""The headteacher is taken ill: the deputy covers, decides, and the headteacher is told on return."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.services.requests import Asking
from tests.journeys.steps import Seat
from tests.services.school import COORDINATOR, HEAD, InventedSchool

DEE = "marble trellis puffin octave hazel 3"


@pytest.fixture
def with_deputy(school: InventedSchool) -> InventedSchool:
    """A school with a deputy who can sign in, and a request that waits for the headteacher."""
    school.office = school.sign_in_again()
    page = school.add_account("X page")
    jo, dee = school.add_person("Jo Marsh", "Year 4 teacher"), school.add_person("Dee Putty", "Deputy headteacher")
    today = school.clock.today()
    school.ready(jo)
    school.office.people.give_duty(dee.id, Duty.DEPUTY_HEADTEACHER, today)
    school.office.requests.ask(Asking(jo.id, page.id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, today, reason="news"))
    school.make_sign_in(dee)
    school.sign_in(dee)
    assert school.words[dee.id] == DEE
    school.sign_out()
    return school


def the_deputy_covers_and_decides(seat: Seat) -> None:
    seat.go_to("Posting access")
    seat.show_tab("Requests")
    seat.click_row("Jo Marsh")
    assert seat.cannot_press("Authorise…")
    seat.press("Cover for the headteacher…")
    seat.press("Begin cover")
    seat.reads_beside("Why", "is needed")
    seat.type_into("Last day", "24 Nov 2026")
    seat.type_into("Why", "taken ill this morning")
    seat.press("Begin cover")
    seat.sees("D. Putty acts for A. Whitfield until 24 Nov 2026.", "the headteacher has not been told yet")
    seat.press("Authorise…")
    seat.sees("You act for the headteacher: the decision says so.")
    seat.press("Authorise")
    seat.sees("As deputy, for the absent headteacher")


def the_coordinator_gives(seat: Seat) -> None:
    seat.click_row("access to X page is to be given", "Do it")
    seat.press("Give access")
    seat.sees("Access is given and stands in the register.")


def the_head_is_told(seat: Seat) -> None:
    seat.click_row("D. Putty began cover for the headteacher alone", "Do it")
    seat.sees("Were you told of this cover?")
    seat.press("I was told")
    seat.sees("That stands in the records.")
    seat.go_to("Today")
    seat.does_not_see("began cover")


@pytest.mark.clause("valence:roles-1")
def test_taken_ill_covered_and_told_on_return(seat: Seat, with_deputy: InventedSchool) -> None:
    seat.start(with_deputy)
    seat.sign_in_as("Dee Putty", DEE)
    the_deputy_covers_and_decides(seat)
    seat.close_window()

    seat.start(with_deputy)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    the_coordinator_gives(seat)
    seat.close_window()

    with_deputy.clock.set(datetime(2026, 11, 26, 8, tzinfo=UTC))
    seat.start(with_deputy)
    seat.sign_in_as("Anna Whitfield", HEAD)
    the_head_is_told(seat)
    seat.close_window()

    seat.start(with_deputy)
    seat.sign_in_as("Dee Putty", DEE)
    seat.go_to("Posting access")
    seat.show_tab("Requests")
    seat.does_not_see("acts for A. Whitfield")
