"""The papers of a round of photo forms: letters with their forms in bag order, and the list of what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.form_rounds import Envelope, class_of, envelopes
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS, Capacity, age_on
from schoolsm_desktop.domain.photo_forms import FormRound, PaperCodeKind, PhotoForm
from schoolsm_desktop.domain.picture_places import Basis, terms_on
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.reports import chase_list as chase_paper
from schoolsm_desktop.reports import photo_form as form_paper
from schoolsm_desktop.reports.chase_list import ChaseClass, ChasedPupil, ChaseFigures
from schoolsm_desktop.reports.photo_form import (
    CHILDREN_ON_A_FORM,
    BagPile,
    EnvelopeFigures,
    FormChild,
    FormPlace,
    FormsFigures,
)
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .letters import LetterPreview, merged_letters
from .paper_maker import PaperMaker, Printed
from .photo_forms import open_forms, open_round, read_round
from .picture_books import picture_rules, read_places
from .printed_letters import letterhead, paragraphs
from .register import read_register
from .session import Session

FIRST_LETTER, SECOND_LETTER = "photo-form", "photo-form-reminder"
_SIGNS = tuple(capacity for capacity in Capacity if capacity is not Capacity.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """Which forms are printed with which letter; `together`: one form for brothers and sisters instead of one each."""

    form_ids: tuple[UUID, ...]
    together: bool = False
    second: bool = False


class FormPapers(PaperMaker):
    """Documents about photo forms."""

    def photo_letters(self, order: LetterOrder, heard: Callable[[float], object] = lambda _part: None) -> Printed:
        """Letters and forms by class in bag order, one envelope a family. `heard` gets the part that is done.

        Raises NotAllowedError, RuleError for forms that are not there or of a closed round.
        """
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.RUN_FORMS)
            forms = open_forms(uow, order.form_ids)
            asked = open_round(uow, forms[0].round_id)
            facts = read_register(session, uow)
            title = tr("Second letters: {round}", round=asked.name) if order.second else asked.name
            figures = FormsFigures(
                page=letterhead(self, uow, facts, title),
                round_name=asked.name,
                day=day_text(facts.today),
                reference=asked.name,
                back_by=day_text(asked.due_on) if asked.due_on else tr("the end of next week"),
                lasts=tr("A yes lasts until {day}.", day=day_text(asked.until)) if asked.until else "",
                places=_places(session, uow, asked),
                capacities=tuple(tr(CAPACITY_WORDS[capacity]) for capacity in _SIGNS),
                signer=self.signers(facts, Duty.HEADTEACHER)[0],
                piles=_piles(session, uow, asked, forms, order),
            )
        # For the office: on the letters themselves the round alone is named.
        named = title if order.second else tr("Photo forms: {round}", round=asked.name)
        return self.made("photo-letters", named, form_paper.render(figures, heard))

    def form_chase_list(self, round_id: UUID, classes: Collection[str] = ()) -> Printed:
        """Whose form is not back, a page a class; of these classes alone where some are named. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_FORMS)
            view = read_round(self._session, uow, round_id)
            facts = read_register(self._session, uow)
            title = tr("Photo forms not back: {round}", round=view.line.round.name)
            page = self.page(uow, facts, title, tr("Whose form is missing"))
        found = []
        for each in view.classes:
            missing = [x for x in view.forms if x.class_name == each.name and not x.is_back]
            if missing and (not classes or each.name in classes):
                pupils = tuple(
                    ChasedPupil(
                        line.pupil.name,
                        day_text(line.form.sent_on) if line.form.sent_on else tr("not sent yet"),
                        day_text(line.form.chased_on) if line.form.chased_on else "",
                    )
                    for line in missing
                )
                found.append(ChaseClass(each.name or tr("Without a class"), each.words, pupils))
        due = view.line.round.due_on
        lead = (
            tr("The forms were due on {day}.", day=day_text(due))
            if due
            else tr("Ask at the gate, by telephone, in class.")
        )
        return self.made("form-chase-list", title, chase_paper.render(ChaseFigures(page, lead, tuple(found))))


def _places(session: Session, uow: UnitOfWork, asked: FormRound) -> tuple[FormPlace, ...]:
    """The places with the wording that held when the round began: that is what an answer is recorded against."""
    names = {place.key: place for place in read_places(session, uow)}
    terms = terms_on(uow.place_terms.all(), asked.opened_on)
    return tuple(
        FormPlace(
            names[key].name,
            terms[key].wording if key in terms else "",
            key in terms and terms[key].basis is not Basis.CONSENT,
        )
        for key in asked.place_keys
        if key in names
    )


def _piles(
    session: Session, uow: UnitOfWork, asked: FormRound, forms: Sequence[PhotoForm], order: LetterOrder
) -> tuple[BagPile, ...]:
    codes = uow.paper_codes.of_records(PaperCodeKind.FORM, [form.id for form in forms])
    by_pupil = {form.pupil_id: codes.get(form.id, "") for form in forms}
    rules = picture_rules(uow)
    letter = merged_letters(session, uow, SECOND_LETTER if order.second else FIRST_LETTER)
    fields = {
        "places": list_text([place.name for place in _places(session, uow, asked)]),
        "back-by": day_text(asked.due_on) if asked.due_on else "",
    }

    def child(pupil: Pupil) -> FormChild:
        signs = bool(
            rules.own_answer_age
            and pupil.birth_date is not None
            and age_on(pupil.birth_date, asked.due_on or session.today) >= rules.own_answer_age
        )
        return FormChild(pupil.name, class_of(pupil), by_pupil[pupil.id], signs)

    return tuple(
        BagPile(name, tuple(_envelope(envelope, child, letter, fields, order) for envelope in pile))
        for name, pile in envelopes(uow.pupils.of(by_pupil)).items()
    )


def _envelope(
    envelope: Envelope,
    child: Callable[[Pupil], FormChild],
    letter: Callable[[Mapping[str, str], str], LetterPreview],
    fields: Mapping[str, str],
    order: LetterOrder,
) -> EnvelopeFigures:
    children = [child(pupil) for pupil in envelope.children]
    across = CHILDREN_ON_A_FORM if order.together else 1
    on_forms = tuple(tuple(children[at : at + across]) for at in range(0, len(children), across))
    count = ntr("one form", "{count} forms, one for each child", len(on_forms))
    if order.together and len(children) > 1:
        count = ntr("one form for all of them", "{count} forms for all of them", len(on_forms))
    names = list_text([pupil.name for pupil in envelope.children])
    read = letter({**fields, "form-count": count}, names)
    return EnvelopeFigures(read.addressed_to, read.title, paragraphs(read.text), on_forms)
