"""The photo forms of the demonstration: September’s round is nearly back, a few are chased, one class waits to be typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_forms import FormRound, PaperCodeKind, PhotoForm
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.paper_codes import codes_for
from schoolsm_desktop.services.picture_books import read_places
from schoolsm_desktop.services.schools import home_school

if TYPE_CHECKING:
    from .build import Performer

CHASED_AFTER = timedelta(days=28)


def photo_forms(performer: Performer) -> None:
    """A form went home with everybody in September; whoever has answered since is back."""
    session, today = performer.session("office"), performer.today
    year = today.year if (today.month, today.day) >= (9, 9) else today.year - 1
    begun = date(year, 9, 7)
    with session.work() as work:
        uow = work.uow
        asked = FormRound(
            uuid4(),
            home_school(uow).id,
            f"September {year}",
            begun,
            session.person_id,
            tuple((place.key, "") for place in read_places(session, uow)),
            (),
            begun + timedelta(days=18),
            date(year + 1, 10, 31),
        )
        uow.form_rounds.add(asked)
        answered: dict[UUID, date] = {}
        for answer in uow.photo_answers.all():
            answered.setdefault(answer.pupil_id, min(answer.on, today))
        forms = [
            PhotoForm(uuid4(), asked.school_id, asked.id, pupil.id, begun, back_on=answered.get(pupil.id))
            for pupil in uow.pupils.all()
            if pupil.on_roll(today)
        ]
        chased = begun + CHASED_AFTER
        uow.photo_forms.add_many(
            replace(form, back_by=session.person_id)
            if form.back_on
            else replace(form, chased_on=chased if chased <= today else None)
            for form in forms
        )
        codes_for(work, PaperCodeKind.FORM, [form.id for form in forms])
        work.did(
            Did.FORMS_STARTED, Noun.PHOTO_FORMS, subject_kind="form-round", subject_id=asked.id, record=asked,
            forms=str(len(forms)),
        )  # fmt: skip
        work.done()
