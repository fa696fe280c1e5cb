"""The photo check under the fingers: from a key or a tick to the verdict, the list filtered and drawn anew."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID, uuid4

from schoolsm_desktop.domain.caption_names import name_index
from schoolsm_desktop.domain.check_book import CheckBook
from schoolsm_desktop.domain.check_draft import CheckDraft
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, PhotoAnswer, Said
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.picture_places import PicturePlace, PictureRules
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.spoken_names import SpokenRoll
from tests.benchmarks.harness import Against, Contender, Line

TODAY = date(2026, 11, 20)
PLACES = 12
_GIVEN = ("Amara", "Callum", "Zoë", "Łukasz", "Will", "Rose", "Siân", "Noah", "Efe", "Freya", "Oskar", "Grace")
_FAMILY = ("Bello", "Dent", "Håkansson", "Marsh", "Park", "Okafor", "Nguyễn", "O’Neill", "Patel", "May")
_TYPED = ("a", "am", "zo", "luk", "okafor 17", "nobody is called so", "o'neill")
_CAPTION = "Will you look at what we made in May? We drew the park, Rose and a marsh, and sang on Friday with Mr Dent."


def made_book(count: int) -> CheckBook:
    """A roll of `count` pupils with an answer for each of twelve places."""
    random, school = Random(7), uuid4()
    places = {f"place-{n}": PicturePlace(f"place-{n}", f"Place {n}") for n in range(PLACES)}
    pupils, adults, answers = {}, {}, []
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    for number in range(count):
        pupil = Pupil(
            uuid4(), school, random.choice(_GIVEN), f"{random.choice(_FAMILY)} {number % 900}",
            class_name=f"{number // 30 % 7}{'ABCDEF'[number // 210 % 6]}",
        )  # fmt: skip
        adult = Adult(uuid4(), school, pupil.id, Capacity.MOTHER)
        pupils[pupil.id], adults[adult.id] = pupil, adult
        answers += [
            PhotoAnswer(
                uuid4(), school, pupil.id, place, Said.NO if random.random() < 0.05 else Said.YES, TODAY, school, now,
                adult_id=adult.id,
            )
            for place in places
        ]  # fmt: skip
    roll = PictureBook(TODAY, PictureRules(school, school), pupils, places, answers, adults)
    roll.by_pupil  # noqa: B018  # gathered on the worker, with the reading
    here = list(pupils.values())
    return CheckBook(roll, Profile("x", "x"), name_index(here, TODAY), SpokenRoll(here), True)


def _slowest(count: int) -> tuple[Contender, Callable[[], None]]:
    from PySide6.QtWidgets import QApplication

    from schoolsm_desktop.ui.photos.check_answer import AnswerPane
    from schoolsm_desktop.ui.photos.check_pupils import PupilPicker

    application = QApplication.instance() or QApplication([])
    book = made_book(count)
    picker, pane = PupilPicker(), AnswerPane()
    picker.show_book(book, "place-3")
    picker.resize(900, 640)
    pane.resize(380, 640)
    picker.show()
    pane.show()
    application.processEvents()
    some: list[UUID] = Random(3).sample(list(book.book.pupils), 6)

    def answered(caption: str) -> None:
        draft = CheckDraft("place-3", pupils=picker.ticked(), caption=caption)
        pane.show_answer(book.answer(draft))
        picker.table.viewport().repaint()
        pane.big.repaint()

    def timed(act: Callable[[], object], caption: str = "") -> float:
        began = time.perf_counter()
        act()
        answered(caption)
        return time.perf_counter() - began

    def measure() -> float:
        picker.forget()
        worst = max(timed(lambda typed=typed: picker.filter.setText(typed)) for typed in _TYPED)  # type: ignore[misc]
        picker.filter.clear()
        worst = max(worst, *(timed(lambda one=one: picker.tick((one,))) for one in some))  # type: ignore[misc]
        keys = [_CAPTION[:end] for end in range(60, len(_CAPTION), 9)]
        worst = max(worst, *(timed(lambda: None, caption) for caption in keys))
        names = ", ".join(_GIVEN[:6])
        return max(worst, timed(lambda: book.spoken.heard(names)))

    def close() -> None:
        picker.close()
        pane.close()
        application.processEvents()

    return Contender(f"photo check over {count:,} pupils and {PLACES} places", measure), close


def _line(name: str, count: int) -> Line:
    ours, close = _slowest(count)
    return Line(name, ours=ours, goal=0.016, against=Against.NOTHING, rounds=9, close=close)


def check_450(name: str) -> Line:
    """Below one frame."""
    return _line(name, 450)


def check_2_000(name: str) -> Line:
    """Below one frame."""
    return _line(name, 2_000)


def check_20_000(name: str) -> Line:
    """Below one frame."""
    return _line(name, 20_000)
