"""Mum has withdrawn: one page with every place, the lines, and the reply ready to sign (PRACTICE, last section)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.posts import PostKind
from tests.journeys.steps import Seat
from tests.services.publishing import check, post
from tests.services.roll import FACEBOOK, SEPTEMBER, add_adult, add_pupil, answer
from tests.services.school import COORDINATOR, InventedSchool


def published(school: InventedSchool) -> None:
    """Ada is on the website twice, once planned, and on Facebook; her mother said yes to two places in September."""
    office = school.office = school.sign_in_again()
    school.add_account("Our Facebook page", platform_id="facebook")
    ada, tom = add_pupil(office, "Ada Lark"), add_pupil(office, "Tom Wren")
    mother = add_adult(office, ada, name="Joan Lark")
    answer(office, ada, Said.YES, "website", "newsletter", by=mother, on=SEPTEMBER)
    copies = (("The Echo", "2026-11-03"),)
    post(office, "Sports day", ada, tom, copies=copies, address="https://school.example/sports")
    post(office, "Spring play", ada, published_on=None, scheduled_for=date(2026, 12, 1))
    post(office, "Harvest table", ada, place=FACEBOOK)
    post(office, "Bridges of paper", tom)
    post(office, "We won the cup", kind=PostKind.WORDS)
    check(office, ada, place="website", number=1)
    school.sign_out()


@pytest.mark.clause("kew-woods:5.3", "valence:use-3")
def test_from_the_withdrawal_to_the_reply(seat: Seat, school: InventedSchool) -> None:
    published(school)
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Photo permissions")
    seat.show_tab("Answers")
    seat.press("Withdraw a yes…")
    seat.type_into("Pupil", "Ada Lark")
    seat.choose("Newsletter: Yes: Mother, Joan Lark, 9 Sep 2026", "As it is")
    seat.press("Save")

    seat.go_to("Today")
    seat.sees("Take pictures down: 4 places")
    seat.does_not_see("Ada Lark")
    seat.click_row("Take pictures down: 4 places", "Do it")
    seat.sees("Pictures of Ada Lark (4B)", "asked by Joan Lark", "Reply: Not written yet.", "0 of 4 done")
    seat.sees(
        "“Sports day”, The school’s website, 2 Nov 2026", "A copy of “Sports day” was given to The Echo, 3 Nov 2026"
    )
    seat.sees("Not out yet: “Spring play”", "photo check 1")
    seat.does_not_see("Harvest table", "Bridges of paper")

    seat.click_row("“Sports day”, The school’s website, 2 Nov 2026")
    seat.press("Done…")
    seat.sees("1 other pupil is in it.")
    seat.choose("What was done", "Made unrecognisable")
    seat.type_into("How one can see it, or why it stays", "Face made unrecognisable, page opened signed out")
    seat.press("Save")
    seat.click_row("Not out yet: “Spring play”")
    seat.press("Done…")
    seat.press("Save")
    seat.click_row("photo check 1")
    seat.press("Done…")
    seat.press("Save")
    seat.click_row("A copy of “Sports day” was given to The Echo")
    seat.press("Letter asking for the copy…")
    seat.type_into("To whom the letter goes", "The Echo, picture desk")
    seat.press("Make the letter")
    paper = " ".join(seat.read_preview().split())
    assert "Dear The Echo, picture desk" in paper
    assert "Ada" not in paper
    seat.press("Close")

    seat.press("Make the reply")
    letter = " ".join(seat.read_preview().split())
    for words in ("Joan Lark", "pictures of Ada Lark", "The school’s website", "2 pictures were removed"):
        assert words in letter
    for words in ("Facebook", "Newsletter", "Harvest", "Echo", "Tom"):
        assert words not in letter, "another place, another picture and another child are not named"
    seat.press("Print…")
    seat.press("Close")
    seat.sees("Finished", "Made on 20 Nov 2026")
    seat.lock_now()

    school.clock.set(datetime(2026, 11, 23, 9, tzinfo=UTC))
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Today")
    seat.does_not_see("Take pictures down", "Reply to a parent")
    seat.go_to("Photo permissions")
    seat.show_tab("Published")
    seat.sees("Harvest table", "Never posted")
    seat.does_not_see("must come off")
