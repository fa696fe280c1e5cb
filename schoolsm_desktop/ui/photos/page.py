"""Photo permissions: the check, the pupils with their answers, forms, what was published, take-downs, events, places."""

from __future__ import annotations

from functools import partial

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import PartedPage, PartSpec

from .answers_part import AnswersPart
from .check_part import CheckPart
from .checks_part import ChecksPart
from .colleagues_part import ColleaguesPart
from .events_part import EventsPart
from .forms_part import FormsPart
from .places_part import PlacesPart
from .posts_part import PostsPart
from .pupils_part import PupilsPart
from .removals_part import RemovalsPart

PART_WORDS = {
    "check": "Photo check",
    "checks": "Saved checks",
    "pupils": "Pupils",
    "answers": "Answers",
    "forms": "Photo forms",
    "posts": "Published",
    "removals": "Take down",
    "events": "Events and lists",
    "colleagues": "Colleagues",
    "places": "Places",
}
PARTS: tuple[PartSpec, ...] = (
    PartSpec("check", CheckPart),
    PartSpec("checks", ChecksPart),
    PartSpec("pupils", PupilsPart, Action.SEE_PUPILS),
    PartSpec("answers", AnswersPart, Action.SEE_PUPILS),
    PartSpec("forms", FormsPart, Action.RUN_FORMS),
    PartSpec("posts", PostsPart, Action.RECORD_POSTS),
    PartSpec("removals", RemovalsPart, Action.TAKE_DOWN),
    PartSpec("events", EventsPart, Action.RUN_EVENTS),
    PartSpec("colleagues", ColleaguesPart, Action.SEE_PUPILS),
    PartSpec("places", PlacesPart, Action.SEE_PUPILS),
)


class PhotosPage(PartedPage):
    """Records and acts: see the parts; a record without an act is a pupil."""

    NOUNS = frozenset(
        {
            "incidents",
            "pupils",
            "photo-answers",
            "picture-rules",
            "photo-forms",
            "photo-checks",
            "posts",
            "removals",
            "events",
            "colleague-pictures",
            "accounts",
            "lists",
            "policy",
            "people",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=tr("Photo permissions"),
            sentence=tr("Ask before every post: may we post this picture?"),
            tabs=tr("Check, pupils, forms, published pictures, events and places"),
            words=PART_WORDS,
            parts=PARTS,
        )
        heads = (
            ("by-class", tr("Permissions by class"), Action.PRINT_PUPIL_LISTS),
            ("list-new", tr("Do-not-photograph list…"), Action.RUN_EVENTS),
            ("roll-import", tr("Bring in pupils…"), Action.IMPORT_PUPILS),
            ("phone-answer", tr("Phone answer…"), Action.CHECK_PHOTOS),
        )
        self._heads = {
            act: (self.add_button(said, partial(self.begin, act, ""), main=act == "phone-answer"), needs)
            for act, said, needs in heads
        }
        for button, _needs in self._heads.values():
            button.setVisible(False)

    def reload(self) -> None:
        super().reload()
        self.work(self._read_head, self._show_head)

    def _read_head(self) -> dict[str, bool]:
        """On the worker: what the person signed in may begin; a check needs a roll."""
        office = self.desk.office
        there = bool(office.picture_books.today().pupils)
        return {
            act: office.may(needs) and (there or act == "roll-import") for act, (_button, needs) in self._heads.items()
        }

    def _show_head(self, may: dict[str, bool]) -> None:
        for act, (button, _needs) in self._heads.items():
            button.setVisible(may[act] and self.has(act))
