"""The roll: every pupil as the office sees them, and the deeds about one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.changed_names import names_of
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.found_pictures import found_pictures
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Verdict
from schoolsm_desktop.domain.photo_forms import PhotoForm
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.pupils import Pupil, check_pupil, classes_of
from schoolsm_desktop.domain.upn import checked_upn
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .picture_books import PictureBooks
from .published import read_published
from .pupil_adults import AdultDeeds
from .pupil_family import FamilyDeeds, NameDeeds
from .pupil_holds import HoldDeeds, hold_lines, pupils_to_decide
from .pupil_keeping import answers_moved, open_about
from .pupil_views import (
    FormLine,
    PictureLine,
    PupilLine,
    PupilRights,
    PupilView,
    adult_line,
    history_of,
    lines_of,
    place_lines,
    rights_of,
    short_of,
    siblings_of,
)
from .schools import home_school
from .sealed_words import FORMER_NAMES, HOLD, entitled_readers
from .session import Session, Work

__all__ = ("NewPupil", "PupilLine", "PupilService", "PupilView")


@dataclass(frozen=True, slots=True)
class NewPupil:
    """Somebody new on the roll; a name is enough."""

    given_name: str
    family_name: str
    known_as: str = ""
    known_family_name: str = ""
    upn: str = ""
    birth_date: date | None = None
    year: str = ""
    class_name: str = ""
    second_class: str = ""
    on_roll_from: date | None = None


class PupilService(FamilyDeeds, NameDeeds, AdultDeeds, HoldDeeds):
    """Pupils, who answers for them, brothers and sisters, names, and holds."""

    def __init__(self, session: Session, books: PictureBooks) -> None:
        super().__init__(session, books)
        self._lock = Lock()
        self._kept_lines: tuple[PictureBook, tuple[PupilLine, ...]] | None = None

    # --- what is there

    def lines(self) -> tuple[PupilLine, ...]:
        """Every pupil, those who have left included, by family name; the same lines until something changes."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
        book = self._books.today()
        with self._lock:
            if self._kept_lines is None or self._kept_lines[0] is not book:
                self._kept_lines = (book, lines_of(book))
                _ = book.by_pupil, book.adults_of  # read here, not on the window's thread
            return self._kept_lines[1]

    def classes(self) -> tuple[str, ...]:
        """The classes of today, in their order."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
        book = self._books.today()
        return tuple(classes_of(book.pupils.values(), book.today))

    def rights(self) -> PupilRights:
        """What the person signed in may do with pupils."""
        with self._session.reading() as uow:
            return rights_of(lambda action: self._session.allows(uow, action))

    def pupil(self, pupil_id: UUID) -> PupilView:
        """One pupil with everything that the person signed in may see. Raises KeyError for one that is not there."""
        session, book = self._session, self._books.today()
        with session.reading() as uow:
            session.demand(uow, Action.SEE_PUPILS)
            rights = rights_of(lambda action: session.allows(uow, action))
            places = place_lines(book, pupil_id)
            held = () if rights.decide else tuple(p.key for p in places if p.verdict is Verdict.ON_HOLD)
            return PupilView(
                book.pupils[pupil_id],
                short_of(book, pupil_id),
                tuple(adult_line(a, decides=rights.decide) for a in book.adults_of.get(pupil_id, ())),
                siblings_of(book, pupil_id),
                places,
                history_of(book, pupil_id, held),
                bool(held),
                _pictures_of(session, uow, book.pupils[pupil_id]),
                _forms_of(uow, pupil_id),
                hold_lines(session, uow, pupil_id) if rights.decide else (),
                rights.decide and bool(open_about(session, uow, FORMER_NAMES, pupil_id)),
                rights,
            )

    def dsl_reads(self) -> bool:
        """Whether a safeguarding lead has a sign-in, so that a reason can be sealed; else it is told on paper."""
        with self._session.reading() as uow:
            return bool(entitled_readers(self._session, uow, HOLD, uuid4()))

    def to_decide(self) -> frozenset[UUID]:
        """Pupils on hold that wait for the safeguarding lead; none for anybody else."""
        with self._session.reading() as uow:
            return pupils_to_decide(self._session, uow)

    # --- deeds

    def add(self, new: NewPupil) -> Pupil:
        """Put somebody on the roll. Raises FieldError beside the field."""
        session = self._session
        with session.work() as work:
            self._demand(work, Action.EDIT_PUPILS)
            plain = {name: getattr(new, name) for name in new.__slots__}
            pupil = check_pupil(Pupil(uuid4(), home_school(work.uow).id, **plain), session.today)
            pupil = self._numbered(work, pupil)
            work.uow.pupils.add(pupil)
            work.did(Did.PUPIL_ADDED, Noun.PUPILS, subject_kind="pupil", subject_id=pupil.id)
            work.done()
        return pupil

    def change(self, pupil: Pupil) -> Pupil:
        """Change the facts of a pupil: number, birth date, year, classes, days on the roll. Names have their own deeds.

        Raises FieldError, ChangedMeanwhileError.
        """
        with self._session.work() as work:
            self._demand(work, Action.EDIT_PUPILS)
            before = work.uow.pupils.get(pupil.id)
            names = names_of(before)
            same = replace(
                pupil,
                given_name=names.given_name,
                family_name=names.family_name,
                known_as=names.known_as,
                known_family_name=names.known_family_name,
                former_names=before.former_names,
                family_id=before.family_id,
            )
            kept = self._kept(work, self._numbered(work, check_pupil(same, self._session.today)))
            if (kept.birth_date, kept.on_roll_to) != (before.birth_date, before.on_roll_to):
                answers_moved(work, (kept.id,))
            work.done()
        return kept

    def leave(self, pupil_id: UUID, last_day: date) -> Pupil:
        """The pupil leaves: the last day on the roll. Answers stay; nothing new goes out after it. Raises FieldError."""
        with self._session.work() as work:
            self._demand(work, Action.EDIT_PUPILS)
            pupil = replace(work.uow.pupils.get(pupil_id), on_roll_to=last_day)
            kept = self._kept(work, check_pupil(pupil, self._session.today))
            answers_moved(work, (kept.id,))
            work.done()
        return kept

    def come_back(self, pupil_id: UUID, first_day: date) -> Pupil:
        """A pupil who had left, or was to leave, is on the roll again. Raises RuleError, FieldError."""
        with self._session.work() as work:
            self._demand(work, Action.EDIT_PUPILS)
            pupil = work.uow.pupils.get(pupil_id)
            if pupil.on_roll_to is None:
                raise RuleError(tr("This pupil is on the roll. Nothing was changed."))
            if first_day > pupil.on_roll_to:
                pupil = replace(pupil, on_roll_from=first_day)
            kept = self._kept(work, check_pupil(replace(pupil, on_roll_to=None), self._session.today))
            work.done()
        return kept

    def _numbered(self, work: Work, pupil: Pupil) -> Pupil:
        """With the pupil number written as it should be. Raises FieldError for one that cannot be, or is another's."""
        upn = checked_upn(pupil.upn)
        if upn and any(other.id != pupil.id for other in work.uow.pupils.with_upn(upn)):
            raise FieldError("upn", tr("Another pupil has this number. Look at both; nothing was saved."))
        return replace(pupil, upn=upn)


def _pictures_of(session: Session, uow: UnitOfWork, pupil: Pupil) -> tuple[PictureLine, ...]:
    """Where the pupil can be seen: what is out, planned, checked, given away."""
    found = found_pictures(pupil, read_published(session, uow), None)
    return tuple(PictureLine(one.words, one.record_id) for one in found)


def _forms_of(uow: UnitOfWork, pupil_id: UUID) -> tuple[FormLine, ...]:
    """The photo forms that were given out, the newest first."""
    rounds = {each.id: each for each in uow.form_rounds.all()}
    forms = sorted(uow.photo_forms.of_pupil(pupil_id), key=lambda f: rounds[f.round_id].opened_on, reverse=True)
    return tuple(FormLine(rounds[f.round_id].name, _form_words(f)) for f in forms)


def _form_words(form: PhotoForm) -> str:
    if form.back_on is not None:
        return tr("back {day}", day=day_text(form.back_on))
    if form.sent_on is not None:
        return tr("out since {day}", day=day_text(form.sent_on))
    return tr("not given out yet")
