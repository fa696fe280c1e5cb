"""The deeds of photo forms and of scanned piles, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.form_rounds import NewRound
from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.photo_forms import FormRound
from schoolsm_desktop.services.form_answers import TypedForm
from schoolsm_desktop.services.scanned_pile import PaperIs, ReadPile, SortedPage, SortedPile
from tests.exchange.scans import scan_picture
from tests.services.roll import add_pupil
from tests.services.stage import Stage

ASKED = NewRound("Autumn 2026", ("website",))


def begun(s: Stage) -> FormRound:
    """A round of one form."""
    add_pupil(s.office, "Ada Lark")
    return s.office.photo_forms.start(ASKED)


def form(s: Stage) -> UUID:
    """The one form of a round that was begun."""
    return s.office.photo_forms.view(begun(s).id).forms[0].form.id


def back(s: Stage) -> UUID:
    """A form that is back."""
    return s.office.photo_forms.back((form(s),))[0].id


def sort(s: Stage) -> SortedPile:
    """A pile of one page, kept."""
    form_id = form(s)
    page = SortedPage(1, PaperIs.FORM, "Ada Lark", form_ids=(form_id,))
    return s.office.scanned_pile.sort(ReadPile("pile.pdf", (page,), {1: scan_picture("JPEG")}), keep=True)


def _newcomers(s: Stage) -> int:
    one = begun(s)
    add_pupil(s.office, "New Wren", on_roll_from=s.office.clock.today())
    return s.office.photo_forms.add_newcomers(one.id)


FORM_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "photo_forms.start": (Did.FORMS_STARTED, begun),
    "photo_forms.change": (Did.FORMS_CHANGED, lambda s: s.office.photo_forms.change(begun(s).id, None, None)),
    "photo_forms.add_newcomers": (Did.FORMS_CHANGED, _newcomers),
    "photo_forms.send": (Did.FORMS_CHANGED, lambda s: s.office.photo_forms.send((form(s),))),
    "photo_forms.back": (Did.FORMS_BACK, back),
    "photo_forms.not_back": (Did.FORMS_CHANGED, lambda s: s.office.photo_forms.not_back(back(s))),
    "photo_forms.close": (Did.FORMS_CHANGED, lambda s: s.office.photo_forms.close(begun(s).id)),
    "form_answers.form": (Did.PAPER_OPENED, lambda s: s.office.form_answers.form(sort(s).form_ids[0])),
    "form_answers.typed": (
        Did.ANSWERS_RECORDED,
        lambda s: s.office.form_answers.typed(TypedForm(form(s), {"website": Said.YES}, Capacity.MOTHER)),
    ),
    "scanned_pile.sort": (Did.FORMS_BACK, sort),
}
