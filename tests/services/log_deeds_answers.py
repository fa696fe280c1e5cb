"""The deeds of photo answers, places for pictures and the rules, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_answers import AnswerBy, Capacity, PhotoAnswer, Said
from schoolsm_desktop.services.photo_answers import FormRow, NewAnswer, Withdrawal
from schoolsm_desktop.services.picture_places import NewTerms
from tests.services.roll import add_adult, add_pupil
from tests.services.stage import Stage


def form(s: Stage) -> FormRow:
    """A form that came back."""
    return FormRow(add_pupil(s.office, "Ada Bell").id, {"website": Said.YES}, Capacity.MOTHER)


def said(s: Stage, said: Said = Said.YES) -> PhotoAnswer:
    """An answer that was recorded."""
    pupil = add_pupil(s.office, "Ada Bell")
    adult = add_adult(s.office, pupil)
    entry = NewAnswer(pupil.id, "website", said, adult.id, how=AnswerBy.FORM, condition="Not her face")
    return s.office.photo_answers.record([entry])[0]


def withdraw(s: Stage) -> object:
    """A yes that is withdrawn, with the search for pictures."""
    answer = said(s)
    asked = Withdrawal(answer.pupil_id, ("website",), answer.adult_id)
    return s.office.photo_answers.withdraw(asked, find=True)


ANSWER_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "photo_answers.record": (Did.ANSWERS_RECORDED, said),
    "photo_answers.record_forms": (Did.ANSWERS_RECORDED, lambda s: s.office.photo_answers.record_forms([form(s)])),
    "photo_answers.withdraw": (Did.REMOVAL_BEGUN, withdraw),
    "photo_answers.settle": (
        Did.ANSWERS_RECORDED,
        lambda s: s.office.photo_answers.settle(said(s, Said.CONDITION).id, {"website": Said.NO}),
    ),
    "photo_answers.mistaken": (Did.ANSWER_MISTAKEN, lambda s: s.office.photo_answers.mistaken(said(s).id)),
    "photo_answers.all_mistaken": (Did.ANSWER_MISTAKEN, lambda s: s.office.photo_answers.all_mistaken([said(s).id])),
    "photo_answers.told": (
        Did.TOLD_ELSEWHERE,
        lambda s: s.office.photo_answers.told([f"{said(s).pupil_id}/website"]),
    ),
    "picture_places.change": (Did.PLACE_TERMS_CHANGED, lambda s: s.office.picture_places.change(NewTerms("website"))),
    "picture_places.set_rules": (
        Did.PICTURE_RULES_CHANGED,
        lambda s: s.office.picture_places.set_rules(replace(s.office.picture_places.view().rules, shred_days=3)),
    ),
}
