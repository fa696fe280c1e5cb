"""What the invented school rings and writes: something checked, something left over, one letter in its own words."""

from __future__ import annotations

from schoolsm_desktop.demo import Demonstration
from schoolsm_desktop.demo.letters_life import OWN_LETTER
from schoolsm_desktop.domain.contacts import is_number
from tests.services.demo_fixture import ON, sign_in


def test_numbers_are_invented_and_two_wait_for_their_check(demo: Demonstration) -> None:
    office = sign_in(demo, "head")
    view = office.contacts.view()
    numbers = [n for line in view.lines for n in (line.contact.number, line.contact.out_of_hours) if n]
    assert all(number.startswith("01632 96") and is_number(number) for number in numbers)
    assert view.unchecked == 2
    assert all(line.contact.checked_on is None or line.contact.checked_on <= ON for line in view.lines)
    assert any("2 numbers to check" in line.item.title for line in office.today.view().lines)
    office.close()


def test_one_letter_is_in_the_schools_own_words_and_one_place_for_pictures_is_its_own(demo: Demonstration) -> None:
    office = sign_in(demo, "head")
    wording = office.letters.wording(OWN_LETTER)
    assert (wording.is_own, wording.number) == (True, 1)
    assert "How kind of you to ask" in office.letters.preview(OWN_LETTER, {}, "Jo").text
    assert office.lists.view().places[-1].name == "Screen in the entrance hall"
    office.close()
