"""Photo permissions: the check, the pupils with their answers, forms, what was published, take-downs, events, places."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import PartedPage, PartSpec

from .check_part import CheckPart
from .colleagues_part import ColleaguesPart
from .pupils_part import PupilsPart

PART_WORDS = {
    "check": "Photo check",
    "checks": "Saved checks",
    "pupils": "Pupils",
    "forms": "Photo forms",
    "posts": "Published",
    "removals": "Take down",
    "events": "Events and lists",
    "colleagues": "Colleagues",
    "places": "Places and rules",
}
PARTS: tuple[PartSpec, ...] = (
    PartSpec("check", CheckPart),
    PartSpec("pupils", PupilsPart, Action.SEE_PUPILS),
    PartSpec("colleagues", ColleaguesPart, Action.SEE_PUPILS),
)


class PhotosPage(PartedPage):
    """Records and acts: see the parts; a record without an act is a pupil."""

    NOUNS = frozenset(
        {
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
