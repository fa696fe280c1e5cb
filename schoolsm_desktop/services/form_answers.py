"""Typing what stands on a form that came back: the pupil, who may have signed, the places, and its page if it was kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.form_rounds import class_of
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, PhotoAnswer, Said, age_on
from schoolsm_desktop.domain.photo_forms import FormRound, PhotoForm
from schoolsm_desktop.domain.picture_places import Basis, terms_on
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .answer_keeping import NewAnswer, keep_answers, signer
from .changes import Noun
from .papers import open_paper
from .photo_forms import mark_back, open_forms, read_round
from .picture_books import picture_rules, read_places
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """One place of a form; where it `is_told` parents were told and may object."""

    key: str
    name: str
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class FormToType:
    """A form that is about to be typed. `signs_too`: there is a line for the pupil's own answer."""

    form: PhotoForm
    round: FormRound
    pupil: Pupil
    class_name: str
    places: tuple[AskedPlace, ...]
    adults: tuple[Adult, ...]
    signs_too: bool
    typed_before: bool
    page: bytes = field(default=b"", repr=False)
    """The kept page as a picture; empty where none was kept."""


@dataclass(frozen=True, slots=True)
class TypedForm:
    """What stands on a form. `said` has the ticks by place; what nobody ticked counts as no, as the form says.

    `by` is an adult of the pupil, or as what somebody new signed. With a `condition` every yes waits for the office.
    """

    form_id: UUID
    said: Mapping[str, Said]
    by: UUID | Capacity
    name: str = ""
    responsible: Known = Known.NOT_KNOWN
    on: date | None = None
    condition: str = field(default="", repr=False)
    pupil_agrees: bool | None = None


class FormAnswerService:
    """What is typed from the paper, form after form."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self, round_id: UUID, at_hand: Collection[UUID] = ()) -> tuple[UUID, ...]:
        """The forms of a round that are back and not typed yet, in the order of class lists. Raises NotAllowedError.

        Where no page lies `at_hand` or was kept, an answer that came another way since the round began is one too.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_FORMS)
            view = read_round(self._session, uow, round_id)
            back = [line.form for line in view.forms if line.is_back]
            typed = uow.photo_answers.typed_forms([form.id for form in back])
            answered = uow.photo_answers.answered_since(view.line.round.opened_on)
            paper = {form.id for form in back if form.paper_id is not None or form.id in at_hand}
            return tuple(
                form.id for form in back if form.id not in typed and (form.id in paper or form.pupil_id not in answered)
            )

    def form(self, form_id: UUID) -> FormToType:
        """One form with everything that is needed to type it; that its kept page was looked at is recorded.

        Raises NotAllowedError, RuleError.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            session.demand(work.uow, Action.RECORD_ANSWERS)
            found = _to_type(session, work.uow, form_id)
            if found.form.paper_id is not None:
                found = replace(found, page=open_paper(work, found.form.paper_id)[1])
                work.done()
        return found

    def typed(self, typed: TypedForm) -> tuple[PhotoAnswer, ...]:
        """Keep the answers of one form, all or nothing, and tick it off as back. Raises FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            session.demand(work.uow, Action.RECORD_ANSWERS)
            found = _to_type(session, work.uow, typed.form_id)
            adult_id = signer(work, found.pupil.id, typed.by, typed.name)
            if adult_id is None:
                raise FieldError("by", tr("Choose who signed. Nothing was saved yet."))
            _with_responsibility(work, adult_id, typed.responsible)
            kept = keep_answers(work, _entries(found, typed, adult_id))
            mark_back(work, (found.form,), session.today)
            work.done()
        return kept


def _to_type(session: Session, uow: UnitOfWork, form_id: UUID) -> FormToType:
    """One form with its ground. Raises RuleError where it is not there or its round is closed."""
    (form,) = open_forms(uow, (form_id,))
    asked, pupil = uow.form_rounds.get(form.round_id), uow.pupils.get(form.pupil_id)
    terms = terms_on(uow.place_terms.all(), asked.opened_on)
    names = {place.key: place.name for place in read_places(session, uow)}
    age = picture_rules(uow).own_answer_age
    return FormToType(
        form,
        asked,
        pupil,
        class_of(pupil),
        tuple(
            AskedPlace(key, names[key], key in terms and terms[key].basis is not Basis.CONSENT)
            for key in asked.place_keys
            if key in names
        ),
        tuple(adult for adult in uow.adults.of((pupil.id,)) if adult.say_ended_at is None),
        bool(age and pupil.birth_date and age_on(pupil.birth_date, asked.due_on or session.today) >= age),
        bool(uow.photo_answers.typed_forms((form.id,))),
    )


def _with_responsibility(work: Work, adult_id: UUID, said: Known) -> None:
    """What the form says of parental responsibility, where nothing is recorded: a no of the office stays a no."""
    adult = work.uow.adults.get(adult_id)
    if said is Known.NOT_KNOWN or adult.responsibility is not Known.NOT_KNOWN:
        return
    work.uow.adults.save(replace(adult, responsibility=said))
    work.did(Did.ADULT_CHANGED, Noun.PHOTO_ANSWERS, subject_kind="pupil", subject_id=adult.pupil_id)


def _entries(found: FormToType, typed: TypedForm, adult_id: UUID) -> list[NewAnswer]:
    entries = []
    condition = typed.condition.strip()
    for place in found.places:
        said = typed.said.get(place.key, Said.NO)
        if place.is_told:
            if said is not Said.OBJECTED:
                continue
        elif said is Said.YES and condition:
            said = Said.CONDITION
        entries.append(
            NewAnswer(
                found.pupil.id,
                place.key,
                said,
                adult_id,
                typed.on,
                condition=condition if said is Said.CONDITION else "",
                form_id=found.form.id,
                paper_id=found.form.paper_id,
            )
        )
    if typed.pupil_agrees is not None and found.signs_too:
        entries += _own(found, typed, typed.pupil_agrees)
    return entries


def _own(found: FormToType, typed: TypedForm, agrees: bool) -> list[NewAnswer]:
    """The pupil's own line: the same as above, or no to everything."""
    asked = [place.key for place in found.places if not place.is_told]
    return [
        NewAnswer(
            found.pupil.id,
            key,
            typed.said.get(key, Said.NO) if agrees else Said.NO,
            None,
            typed.on,
            form_id=found.form.id,
            paper_id=found.form.paper_id,
        )
        for key in asked
    ]
