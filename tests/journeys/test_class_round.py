"""A class is typed in from the pile of forms by keyboard: interrupted by a lock, resumed, one form taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from schoolsm_desktop.domain.photo_answers import Verdict
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.office import Office
from tests.journeys.steps import Seat
from tests.services.roll import add_pupil
from tests.services.school import COORDINATOR, InventedSchool

NAMES = ("Ada Bell", "Ben Dent", "Eva Holt", "Kit Moore")


def stands(office: Office, pupil: Pupil, place: str) -> Verdict:
    """What stands for a pupil once the program is closed."""
    return office.picture_books.today().standing(pupil.id, place).verdict


def test_a_class_is_typed_in_though_the_screen_locks(seat: Seat, school: InventedSchool) -> None:
    office = school.sign_in_again()
    ada, ben, eva, kit = (add_pupil(office, name) for name in NAMES)
    office.close()
    seat.start(school)
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.go_to("Photo permissions")
    seat.show_tab("Answers")
    seat.sees("0 of 4 pupils answered.")
    seat.click_row("4B")
    seat.press("Type in answers…")
    seat.sees("Type in answers: 4B", "4 of 4 pupils left")

    # The first form: signed by the mother, all yes; Enter saves it and goes to the next.
    seat.type_here("ma")
    seat.key(Qt.Key.Key_Return)
    seat.sees("3 of 4 pupils left")

    # The second: the father, a no, a yes; then the screen locks.
    seat.type_here("fny")
    seat.sees("1 row typed and not saved")
    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Rosa Okafor", COORDINATOR)
    seat.sees("Type in answers: 4B", "1 row typed and not saved", "3 of 4 pupils left")
    seat.type_here("yyyyyyyy")
    seat.key(Qt.Key.Key_Return)
    seat.sees("2 of 4 pupils left")

    # The third was typed for the wrong child: saved, taken back, and typed anew.
    seat.type_here("ga")
    seat.key(Qt.Key.Key_Return)
    seat.sees("1 of 4 pupils left")
    seat.key(Qt.Key.Key_Z, ctrl=True)
    seat.sees("1 row typed and not saved")
    seat.key(Qt.Key.Key_Right)
    seat.type_here("n")
    seat.key(Qt.Key.Key_Return)
    seat.press("Save and close")
    seat.sees("3 of 4 pupils answered.")
    seat.close_window()

    office = school.sign_in_again()
    assert [stands(office, pupil, "website") for pupil in (ada, ben, eva, kit)] == [
        Verdict.YES, Verdict.NO, Verdict.NO, Verdict.NOT_ASKED,
    ]  # fmt: skip
    assert stands(office, ben, "newsletter") is Verdict.YES
    with office.session.reading() as uow:
        answers = uow.photo_answers.of([eva.id])
    taken_back = [answer for answer in answers if answer.mistaken_at is not None]
    assert len(taken_back) == len(answers) / 2, "what was taken back is still there to be seen"
    office.close()
