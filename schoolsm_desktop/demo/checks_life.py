"""Photo checks of the demonstration: some of the last days, some of today; one waits for a second person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.check_draft import IN_ORDER, CheckDraft
from schoolsm_desktop.domain.photo_checks import CheckedWhat
from schoolsm_desktop.services.photo_checks import PhotoCheckService
from schoolsm_desktop.services.picture_books import PictureBooks

if TYPE_CHECKING:
    from schoolsm_desktop.domain.check_book import CheckBook

    from .build import Performer

CAPTION = "We planted bulbs by the wall, measured each hole and wrote labels. Come and look at them in spring."


def checks(performer: Performer) -> None:
    """What the office and a teacher asked: posted, stopped, words alone; today one for the press, and a display."""
    office, teacher = performer.session("office"), performer.session("teacher")
    books = PictureBooks(office)
    desk = PhotoCheckService(office, books)
    book = desk.book()
    place = next((key for key in book.book.places if key.startswith("platform:")), "website")
    asker = "Joel Marchbanks"
    _save(desk, CheckDraft(place, pupils=_agreed(book, place, 3), caption=CAPTION, asked_by=asker))
    _save(desk, CheckDraft(place, pupils=_with_a_no(book, place), asked_by=asker))
    _save(
        desk,
        CheckDraft("website", what=CheckedWhat.WORDS, caption="The hall clock is mended. Thank you to all who gave."),
    )
    performer.dawn()
    _save(desk, CheckDraft("press", pupils=_agreed(book, "press", 2), caption="Our choir at the town hall"))
    _save(PhotoCheckService(teacher, books), CheckDraft("display", pupils=_agreed(book, "display", 4)))


def _save(desk: PhotoCheckService, draft: CheckDraft) -> None:
    asked = desk.answer(draft).questions
    desk.save(replace(draft, answered=tuple((question.key, IN_ORDER) for question in asked)))


def _here(book: CheckBook) -> list[UUID]:
    return [p.id for p in book.book.pupils.values() if p.class_name == "4B" and p.on_roll(book.book.today)]


def _agreed(book: CheckBook, place: str, count: int) -> tuple[UUID, ...]:
    return tuple([p for p in _here(book) if book.book.strictest(p, place).may][:count])


def _with_a_no(book: CheckBook, place: str) -> tuple[UUID, ...]:
    stops = [p for p in _here(book) if not book.book.strictest(p, place).may][:1]
    return (*_agreed(book, place, 3), *stops)
