"""What a photo check is answered from: the roll with its answers, read once and kept until one of them changes."""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock
from uuid import UUID

from schoolsm_desktop.domain.photo_answers import Hold
from schoolsm_desktop.domain.picture_book import PictureBook, held_pupils
from schoolsm_desktop.domain.picture_places import PicturePlace, PictureRules, picture_places
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .schools import home_school
from .session import Session

_NOUNS = frozenset(
    {
        Noun.PUPILS,
        Noun.PHOTO_ANSWERS,
        Noun.PICTURE_RULES,
        Noun.PHOTO_FORMS,
        Noun.ACCOUNTS,
        Noun.LISTS,
        Noun.SCHOOL,
    }
)


def picture_rules(uow: UnitOfWork) -> PictureRules:
    """What the school set for its pictures, or what a school begins with."""
    school_id = home_school(uow).id
    kept = next((rules for rules in uow.picture_rules.all() if rules.school_id == school_id), None)
    return kept or PictureRules(school_id, school_id)


def read_places(session: Session, uow: UnitOfWork) -> tuple[PicturePlace, ...]:
    """Every place a picture can go to today."""
    return picture_places(
        home_school(uow).id,
        uow.lists.all(),
        uow.accounts.all(),
        {platform.id: platform for platform in uow.platforms.all()},
        uow.place_terms.all(),
        uow.photo_answers.places(),
        session.today,
    )


def read_book(session: Session, uow: UnitOfWork, pupil_ids: Collection[UUID] | None = None) -> PictureBook:
    """The roll with its answers; of some pupils alone where they are named, for a deed that concerns few."""
    pupils = uow.pupils.all() if pupil_ids is None else uow.pupils.of(pupil_ids)
    answers = uow.photo_answers.all() if pupil_ids is None else uow.photo_answers.of(pupil_ids)
    adults = uow.adults.all() if pupil_ids is None else uow.adults.of(pupil_ids)
    holds: tuple[Hold, ...] = uow.holds.standing()
    return PictureBook(
        session.today,
        picture_rules(uow),
        {pupil.id: pupil for pupil in pupils},
        {place.key: place for place in read_places(session, uow)},
        answers,
        {adult.id: adult for adult in adults},
        held_pupils(holds),
        uow.photo_forms.out(),
    )


class PictureBooks:
    """The book of today, kept until a commit changes what it was read from, or the day ends."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = Lock()
        self._kept: PictureBook | None = None
        session.changes.listen(self._heard)

    def today(self) -> PictureBook:
        """The book; read anew only where something changed."""
        with self._lock:
            kept = self._kept
            if kept is None or kept.today != self._session.today:
                with self._session.reading() as uow:
                    kept = read_book(self._session, uow)
                self._kept = kept
            return kept

    def _heard(self, nouns: frozenset[Noun]) -> None:
        if nouns & _NOUNS:
            with self._lock:
                self._kept = None
