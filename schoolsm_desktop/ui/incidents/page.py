"""Incidents: what happened and what was done, complaints, moderation, who is blocked, what others were asked to remove."""

from __future__ import annotations

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import PartedPage, PartSpec

from .incidents_part import IncidentsPart

PART_WORDS = {
    "incidents": "Incidents",
}
PARTS: tuple[PartSpec, ...] = (PartSpec("incidents", IncidentsPart),)


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
