"""Incidents: what happened and what was done, complaints, moderation, who is blocked, what others were asked to remove."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import PartedPage, PartSpec

from .blocks_part import BlocksPart
from .complaints_part import ComplaintsPart
from .incidents_part import IncidentsPart
from .moderation_part import ModerationPart
from .print_dialogs import print_form
from .takedowns_part import TakedownsPart

BLANK_FORM = "incident-form"
PART_WORDS = {
    "incidents": "Incidents",
    "complaints": "Complaints",
    "moderation": "Moderation",
    "blocks": "Blocked",
    "takedowns": "Removals",
}
PARTS: tuple[PartSpec, ...] = (
    PartSpec("incidents", IncidentsPart),
    PartSpec("complaints", ComplaintsPart, wanted=lambda office: office.complaints.is_asked()),
    PartSpec("moderation", ModerationPart, Action.MODERATE),
    PartSpec("blocks", BlocksPart, Action.BLOCK_USERS),
    PartSpec("takedowns", TakedownsPart, Action.ASK_TO_REMOVE),
)


class IncidentsPage(PartedPage):
    """Records and acts: see the parts; a record without an act is an incident."""

    NOUNS = frozenset(
        {
            "incidents",
            "complaints",
            "moderation",
            "blocks",
            "takedowns",
            "accounts",
            "lists",
            "policy",
            "people",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=tr("Incidents"),
            sentence=tr("When something happens: write it down, see what to do first, keep what shows it."),
            tabs=tr("Incidents, complaints, moderation, blocks and removals"),
            words=PART_WORDS,
            parts=PARTS,
        )

    def begin(self, act: str, record: str) -> None:
        if act == BLANK_FORM:
            print_form(self)
        else:
            super().begin(act, record)
