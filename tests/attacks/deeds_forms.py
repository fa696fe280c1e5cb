"""The deeds of photo forms and of scanned piles, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.domain.form_rounds import NewRound
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.photo_forms import FormRound, PhotoForm
from schoolsm_desktop.services.form_answers import TypedForm
from schoolsm_desktop.services.printed_forms import LetterOrder
from schoolsm_desktop.services.scanned_pile import ReadPile
from tests.services.roll import add_pupil

from .deed import Deed
from .stage import Stage


def _round(s: Stage) -> UUID:
    return _form(s).round_id


def _form(s: Stage) -> PhotoForm:
    """A form of a round, put there behind the services’ back."""
    pupil = add_pupil(s.office, "Ada Lark")
    session = s.office.session
    asked = FormRound(uuid4(), pupil.school_id, f"Round {uuid4().hex[:6]}", session.today, s.me, (("website", ""),))
    form = PhotoForm(uuid4(), pupil.school_id, asked.id, pupil.id, sent_on=session.today)
    with session.work() as work:
        work.uow.form_rounds.add(asked)
        work.uow.photo_forms.add(form)
        work.done()
    return form


def _back(s: Stage) -> UUID:
    form = _form(s)
    with s.office.session.work() as work:
        work.uow.connection.exec_driver_sql("UPDATE photo_forms SET back_on = sent_on")
        work.done()
    return form.id


def _start(s: Stage) -> object:
    add_pupil(s.office, "Tom Wren")
    return s.office.photo_forms.start(NewRound("Autumn 2026", ("website",)))


def _pile(s: Stage) -> Path:
    return s.scan_file()


RUN = Action.RUN_FORMS
DEEDS: Mapping[str, Deed] = {
    "PhotoFormService.choices": Deed(RUN, lambda s: s.office.photo_forms.choices()),
    "PhotoFormService.lines": Deed(RUN, lambda s: s.office.photo_forms.lines()),
    "PhotoFormService.view": Deed(RUN, lambda s: s.office.photo_forms.view(_round(s))),
    "PhotoFormService.start": Deed(RUN, _start),
    "PhotoFormService.change": Deed(RUN, lambda s: s.office.photo_forms.change(_round(s), None, None)),
    "PhotoFormService.add_newcomers": Deed(RUN, lambda s: s.office.photo_forms.add_newcomers(_round(s))),
    "PhotoFormService.send": Deed(RUN, lambda s: s.office.photo_forms.send((_form(s).id,))),
    "PhotoFormService.back": Deed(RUN, lambda s: s.office.photo_forms.back((_form(s).id,))),
    "PhotoFormService.not_back": Deed(RUN, lambda s: s.office.photo_forms.not_back(_back(s))),
    "PhotoFormService.close": Deed(RUN, lambda s: s.office.photo_forms.close(_round(s))),
    "FormAnswerService.waiting": Deed(RUN, lambda s: s.office.form_answers.waiting(_round(s))),
    "FormAnswerService.form": Deed(RUN, lambda s: s.office.form_answers.form(_form(s).id)),
    "FormAnswerService.typed": Deed(
        RUN,
        lambda s: s.office.form_answers.typed(TypedForm(_form(s).id, {"website": Said.YES}, Capacity.MOTHER)),
    ),
    "ScannedPileService.read": Deed(RUN, lambda s: s.office.scanned_pile.read(_pile(s))),
    "ScannedPileService.name_page": Deed(
        RUN, lambda s: s.office.scanned_pile.name_page(ReadPile("pile.pdf", ()), 1, "0123456789AB")
    ),
    "ScannedPileService.sort": Deed(RUN, lambda s: s.office.scanned_pile.sort(ReadPile("pile.pdf", ()), keep=True)),
    "PrintingService.photo_letters": Deed(RUN, lambda s: s.office.printing.photo_letters(LetterOrder((_form(s).id,)))),
    "PrintingService.form_chase_list": Deed(RUN, lambda s: s.office.printing.form_chase_list(_round(s))),
}
