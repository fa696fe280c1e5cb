"""Photo forms: rounds with their letters, what went out, what is back, and who is chased."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.form_rounds import (
    NewRound,
    Tally,
    check_round,
    check_round_days,
    class_of,
    counts_in,
    state_words,
    tallies,
    tally,
    who_is_asked,
)
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_forms import FormRound, PaperCodeKind, PhotoForm
from schoolsm_desktop.domain.pupils import Pupil, classes_of, sort_key
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .paper_codes import codes_for
from .picture_books import read_book, read_places
from .schools import home_school
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round with its counts and a sentence on where it stands."""

    round: FormRound
    tally: Tally
    state: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class of a round. The name is empty for pupils without a class."""

    name: str
    words: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class FormLine:
    """One pupil's form of a round."""

    form: PhotoForm
    pupil: Pupil
    class_name: str
    state: str

    @property
    def is_back(self) -> bool:
        """Whether it came back."""
        return self.form.back_on is not None


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round with its classes and its forms, in the order of class lists."""

    line: RoundLine
    classes: tuple[ClassLine, ...]
    forms: tuple[FormLine, ...]
    places: tuple[str, ...]
    """The names of the places that are asked about."""
    newcomers: int = 0
    """Pupils of its classes who came since and have no form of it."""


@dataclass(frozen=True, slots=True)
class RoundChoices:
    """What a new round can ask: places by key and name, with their order; classes; a name to begin with."""

    places: tuple[tuple[str, str], ...]
    classes: tuple[str, ...]
    name: str


class PhotoFormService:
    """Deeds and views of rounds of photo forms."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def choices(self) -> RoundChoices:
        """What the dialog for a new round offers. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_FORMS)
            today = self._session.today
            places = tuple((place.key, place.name) for place in read_places(self._session, uow))
            year = today.year if today.month >= 8 else today.year - 1
            name = tr("Photo forms {from_year}/{to_year}", from_year=year, to_year=f"{(year + 1) % 100:02}")
            return RoundChoices(places, tuple(classes_of(uow.pupils.all(), today)), name)

    def lines(self) -> tuple[RoundLine, ...]:
        """Every round, the open ones and the newest first. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_FORMS)
            pupils = {pupil.id: pupil for pupil in uow.pupils.all()}
            forms: dict[UUID, list[PhotoForm]] = {}
            for form in uow.photo_forms.all():
                if counts_in(form, pupils, self._session.today):
                    forms.setdefault(form.round_id, []).append(form)
            rounds = sorted(uow.form_rounds.all(), key=lambda r: (r.closed_on is None, r.opened_on), reverse=True)
            return tuple(_line(one, tally(forms.get(one.id, ())), self._session.today) for one in rounds)

    def view(self, round_id: UUID) -> RoundView:
        """One round. Raises NotAllowedError, RuleError where there is none."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_FORMS)
            return read_round(self._session, uow, round_id)

    def start(self, asked: NewRound) -> FormRound:
        """Begin a round: a form with its number for each pupil who is asked. Raises FieldError, NotAllowedError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            book = read_book(session, work.uow)
            asked = check_round(
                asked, session.today, book.places.keys(), classes_of(book.pupils.values(), session.today)
            )
            if any(one.name.casefold() == asked.name.casefold() for one in work.uow.form_rounds.all()):
                raise FieldError(
                    "name", tr("There are photo forms of this name already. Give another; nothing was saved yet.")
                )
            pupils = who_is_asked(asked, book)
            if not pupils:
                raise FieldError(
                    "whom", tr("Nobody would get a form: everybody in these classes has an answer that lasts.")
                )
            begun = FormRound(
                uuid4(),
                home_school(work.uow).id,
                asked.name,
                session.today,
                session.person_id,
                tuple((key, "") for key in book.places if key in asked.places),
                tuple((name, "") for name in asked.classes),
                asked.due_on,
                asked.until,
            )
            work.uow.form_rounds.add(begun)
            _add_forms(work, begun, pupils)
            _did_round(work, Did.FORMS_STARTED, begun, forms=str(len(pupils)))
            work.done()
        return begun

    def change(self, round_id: UUID, due_on: date | None, until: date | None) -> FormRound:
        """Another day to be back by, another day until which a yes lasts; answers that were typed keep theirs.

        Raises FieldError, RuleError.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            before = open_round(work.uow, round_id)
            check_round_days(due_on if due_on != before.due_on else None, until, session.today)
            kept = work.uow.form_rounds.save(replace(before, due_on=due_on, until=until))
            _did_round(work, Did.FORMS_CHANGED, kept)
            work.done()
        return kept

    def add_newcomers(self, round_id: UUID) -> int:
        """A form for each pupil of the round's classes who came since. Raises RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            asked = open_round(work.uow, round_id)
            new = _newcomers(session, asked, work.uow.pupils.all(), work.uow.photo_forms.of_round(round_id))
            if new:
                _add_forms(work, asked, new)
                _did_round(work, Did.FORMS_CHANGED, asked, forms=str(len(new)))
                work.done()
        return len(new)

    def send(self, form_ids: Collection[UUID], *, again: bool = False) -> int:
        """Record that these forms go home today, or the second letter where `again`; how many were not out before.

        Raises RuleError where a round is closed.
        """
        session, today = self._session, self._session.today
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            forms = open_forms(work.uow, form_ids)
            out = [f for f in forms if f.back_on is None and (again or f.sent_on is None)]
            for form in out:
                sent = replace(form, sent_on=form.sent_on or today, chased_on=today if again else form.chased_on)
                work.uow.photo_forms.save(sent)
            if out:
                did_forms(work, Did.FORMS_CHANGED, out, second=str(again).lower())
                work.done()
        return len(out)

    def back(self, form_ids: Collection[UUID], on: date | None = None) -> tuple[PhotoForm, ...]:
        """Tick forms off as back; the answers are typed by themselves. Raises FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            forms = open_forms(work.uow, form_ids)
            day = on or session.today
            if day > session.today:
                raise FieldError("on", tr("The day lies ahead. Nothing was saved; enter the day they came back."))
            kept = mark_back(work, forms, day)
            if kept:
                work.done()
        return kept

    def not_back(self, form_id: UUID) -> PhotoForm:
        """Take a tick back that was set by mistake. Raises RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            (form,) = open_forms(work.uow, (form_id,))
            if form.back_on is None:
                raise RuleError(tr("This form is not back yet. Nothing was changed."))
            kept = work.uow.photo_forms.save(replace(form, back_on=None, back_by=None))
            did_forms(work, Did.FORMS_CHANGED, (kept,))
            work.done()
        return kept

    def close(self, round_id: UUID) -> FormRound:
        """Close a round; what is still missing stays missing and reads “Not asked” or as it was. Raises RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            kept = work.uow.form_rounds.save(replace(open_round(work.uow, round_id), closed_on=session.today))
            _did_round(work, Did.FORMS_CHANGED, kept)
            work.done()
        return kept


def read_round(session: Session, uow: UnitOfWork, round_id: UUID) -> RoundView:
    """A round with its classes and forms. Raises RuleError where there is none."""
    asked = uow.form_rounds.find(round_id)
    if asked is None:
        raise RuleError(tr("There are no such photo forms."))
    everybody = uow.pupils.all()
    pupils = {pupil.id: pupil for pupil in everybody}
    forms = [f for f in uow.photo_forms.of_round(round_id) if counts_in(f, pupils, session.today)]
    names = {place.key: place.name for place in read_places(session, uow)}
    lines = [
        FormLine(f, pupils[f.pupil_id], class_of(pupils[f.pupil_id]), state_words(f, asked, session.today))
        for f in forms
    ]
    by_class = tallies(forms, pupils)
    order = {name: at for at, name in enumerate(by_class)}
    lines.sort(key=lambda line: (order[line.class_name], sort_key(line.pupil)))
    return RoundView(
        _line(asked, tally(forms), session.today),
        tuple(ClassLine(name, count.words, count) for name, count in by_class.items()),
        tuple(lines),
        tuple(names.get(key, key) for key in asked.place_keys),
        0 if asked.closed_on else len(_newcomers(session, asked, everybody, uow.photo_forms.of_round(round_id))),
    )


def open_round(uow: UnitOfWork, round_id: UUID) -> FormRound:
    """A round that is open. Raises RuleError."""
    asked = uow.form_rounds.find(round_id)
    if asked is None or asked.closed_on is not None:
        raise RuleError(tr("These photo forms are closed. Nothing was changed; begin new ones."))
    return asked


def open_forms(uow: UnitOfWork, form_ids: Collection[UUID]) -> tuple[PhotoForm, ...]:
    """Forms of rounds that are open. Raises RuleError where one is not there or its round is closed."""
    forms = uow.photo_forms.some(form_ids)
    if len(forms) != len(set(form_ids)):
        raise RuleError(tr("There is no such photo form. Nothing was changed; look at the list again."))
    for round_id in {form.round_id for form in forms}:
        open_round(uow, round_id)
    return forms


def mark_back(
    work: Work, forms: Sequence[PhotoForm], on: date, papers: Mapping[UUID, UUID] | None = None
) -> tuple[PhotoForm, ...]:
    """Keep those forms as back that were not, or that have a page now; `papers` are the kept pages by form."""
    papers = papers or {}
    new = [form for form in forms if form.back_on is None or form.id in papers]
    kept = tuple(
        work.uow.photo_forms.save(
            replace(
                form,
                back_on=form.back_on or on,
                back_by=form.back_by or work.session.person_id,
                paper_id=papers.get(form.id, form.paper_id),
            )
        )
        for form in new
    )
    if kept:
        did_forms(work, Did.FORMS_BACK, kept)
    return kept


def did_forms(work: Work, what: Did, forms: Sequence[PhotoForm], **details: str) -> None:
    """One entry in the log for many forms of one round, by their number and without a name."""
    for round_id in dict.fromkeys(form.round_id for form in forms):
        count = len([form for form in forms if form.round_id == round_id])
        work.did(what, Noun.PHOTO_FORMS, subject_kind="form-round", subject_id=round_id, forms=str(count), **details)


def _did_round(work: Work, what: Did, asked: FormRound, **details: str) -> None:
    work.did(what, Noun.PHOTO_FORMS, subject_kind="form-round", subject_id=asked.id, record=asked, **details)


def _add_forms(work: Work, asked: FormRound, pupils: Sequence[Pupil]) -> None:
    forms = [PhotoForm(uuid4(), asked.school_id, asked.id, pupil.id) for pupil in pupils]
    work.uow.photo_forms.add_many(forms)
    codes_for(work, PaperCodeKind.FORM, [form.id for form in forms])


def _newcomers(
    session: Session, asked: FormRound, pupils: Sequence[Pupil], forms: Sequence[PhotoForm]
) -> tuple[Pupil, ...]:
    """Who is on the roll since the round began, in one of its classes, without a form of it."""
    classes, there = {name for name, _ in asked.classes}, {form.pupil_id for form in forms}
    return tuple(
        pupil
        for pupil in pupils
        if pupil.id not in there
        and pupil.on_roll(session.today)
        and (not classes or classes & set(pupil.classes))
        and pupil.on_roll_from is not None
        and pupil.on_roll_from >= asked.opened_on
    )


def _line(asked: FormRound, count: Tally, today: date) -> RoundLine:
    if asked.closed_on is not None:
        return RoundLine(asked, count, tr("Closed on {day}", day=day_text(asked.closed_on)))
    if not count.missing:
        return RoundLine(asked, count, tr("All back: close it"))
    if asked.due_on is not None and asked.due_on < today:
        return RoundLine(
            asked, count, ntr("Due {count} day ago", "Due {count} days ago", (today - asked.due_on).days), True
        )
    return RoundLine(asked, count, tr("Due on {day}", day=day_text(asked.due_on)) if asked.due_on else tr("Open"))
