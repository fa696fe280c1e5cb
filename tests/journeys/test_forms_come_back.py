"""September on paper: a round begun, letters printed, the pile sorted by its squares, answers typed from the page, one chased."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.photo_answers import Capacity, Verdict
from schoolsm_desktop.domain.picture_places import PlaceTerms
from tests.conftest import Partner
from tests.exchange.piles import as_pictures, bound, faint, skewed
from tests.journeys.steps import Outside, Seat
from tests.services.roll import add_adult, add_pupil
from tests.services.school import COORDINATOR, InventedSchool

WORDING = "A picture without a name. Everybody can see it."


@pytest.fixture
def with_roll(school: InventedSchool) -> InventedSchool:
    """Three pupils, two of them brother and sister, each with a mother entered; wording for the website."""
    school.office = school.sign_in_again()
    ida = add_pupil(school.office, "Ida Moor", "1A", birth_date=date(2020, 10, 1))
    eve = add_pupil(school.office, "Eve Moor", "4B", birth_date=date(2016, 10, 1))
    tom = add_pupil(school.office, "Tom Wren", "4B")
    for pupil in (ida, eve, tom):
        add_adult(school.office, pupil, Capacity.MOTHER)
    school.office.pupils.link(ida.id, eve.id)
    session = school.office.session
    with session.work() as work:
        work.uow.place_terms.add(
            PlaceTerms(
                ida.id, ida.school_id, "website", 1, date(2026, 9, 1), session.person_id, session.clock.now(),
                wording=WORDING,
            )
        )  # fmt: skip
        work.done()
    school.sign_out()
    return school


def begins_a_round(seat: Seat) -> None:
    seat.press("New photo forms…")
    seat.type_into("Back by", "4 Dec 2026")
    seat.type_into("A yes lasts until", "31 Oct 2027")
    seat.press("Begin these forms")
    seat.sees("These photo forms have begun. Print their letters by class next.", "3 forms, none sent yet")


def prints_the_letters(seat: Seat) -> None:
    seat.press("Print letters…")
    seat.choose("Class", "Every class")
    seat.press("One form for brothers and sisters, instead of one for each child")
    seat.press("Print")
    read = " ".join(seat.read_preview().split())
    assert "Dear parent or carer of Ida Moor and Eve Moor" in read
    assert "Please tick yes or no for each place, sign it, and send it back by 4 Dec 2026." in read
    assert WORDING in read
    assert read.index("1A") < read.index("Ida Moor") < read.index("Dear parent or carer of Tom Wren")
    seat.press("Print…")
    seat.press("Close")
    seat.sees("3 forms are kept as gone home today.", "0 of 1 back, 1 missing", "0 of 2 back, 2 missing")


def scans_the_pile(paper: Path, pdftoppm: Path, folder: Path) -> Path:
    """What the printer gave goes home, and the form of the brother and sister comes back crooked and pale."""
    pages = as_pictures(paper.read_bytes(), pdftoppm, folder)
    _bags_of_1a, letter, form = pages[:3]
    pile = folder / "monday.pdf"
    pile.write_bytes(bound([faint(skewed(form)), letter]))
    return pile


def sorts_it(seat: Seat, pile: Path) -> None:
    seat.press("Sort a scanned pile…")
    seat.hand_over(pile)
    seat.press("Choose a file…")
    seat.sees("2 pages · 1 form · 1 to look at")
    assert "Ida Moor, 1A and Eve Moor, 4B" in seat.row("Ida Moor, 1A")[2]
    seat.press("Sort it")
    seat.sees("2 forms are back. What is ticked on them is still to be typed.")


def types_from_the_page(seat: Seat) -> None:
    """Yes to the first place and nothing else for Ida; for Eve no tick at all, and a grandmother signs."""
    seat.press("Type the answers…")
    seat.sees("Ida Moor, 1A", "2 forms to type")
    seat.type_here("y")
    seat.choose("Who signed", "Mother")
    seat.press("Save, next form")
    seat.sees("Eve Moor, 4B", "1 form to type")
    seat.choose("Who signed", "Grandparent")
    seat.press("Save, next form")
    seat.sees("2 forms are typed.")


def chases_the_last(seat: Seat) -> None:
    seat.press("Chase list")
    read = " ".join(seat.read_preview().split())
    assert "Tom Wren" in read
    assert "Ida Moor" not in read
    seat.press("Close")
    seat.press("Print letters…")
    seat.choose("Class", "Every class")
    seat.choose("Letter", "Second letter")
    seat.press("Print")
    assert "Until we hear from you we treat it as a no" in " ".join(seat.read_preview().split())
    seat.press("Close")
    seat.sees("1 form is kept as gone home today.")


def test_paper_comes_back_by_itself(
    seat: Seat, with_roll: InventedSchool, outside: Outside, partner: Partner, tmp_path: Path
) -> None:
    seat.start(with_roll)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Photo permissions")
    seat.show_tab("Photo forms")
    begins_a_round(seat)
    prints_the_letters(seat)
    folder = tmp_path / "scanner"
    folder.mkdir()
    sorts_it(seat, scans_the_pile(outside.paper[-1], partner("pdftoppm"), folder))
    types_from_the_page(seat)
    chases_the_last(seat)
    seat.close_window()
    office = with_roll.sign_in_again()
    book = office.picture_books.today()
    first = next(iter(office.photo_forms.view(office.photo_forms.lines()[0].round.id).line.round.place_keys))
    said = {p.called: book.standing(p.id, first).verdict for p in book.pupils.values()}
    assert said == {"Ida": Verdict.YES, "Eve": Verdict.NO, "Tom": Verdict.ASKED}
    office.close()
