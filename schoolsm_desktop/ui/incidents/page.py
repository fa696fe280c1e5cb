"""Incidents: what happened and what was done, complaints, moderation, who is blocked, what others were asked to remove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.incidents import ReportChoices
from schoolsm_desktop.ui.pages import Desk
from schoolsm_desktop.ui.parts import PartedPage, PartSpec

from .blocks_part import BlocksPart
from .complaints_part import ComplaintsPart
from .incidents_part import IncidentsPart
from .moderation_part import ModerationPart
from .print_dialogs import print_form
from .report_dialog import NEW
from .takedowns_part import TakedownsPart

BLANK_FORM = "incident-form"
COMPLAINTS = "complaints"
SHOWN = "shown"
"""In a draft: the part that was shown when it was typed."""
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
        self.report_choices: ReportChoices | None = None
        self.add_button(tr("First-hour card…"), lambda: self.begin("first-hour-card", ""))
        self.add_button(tr("Blank form"), lambda: self.begin(BLANK_FORM, ""))
        self.complaint = self.add_button(tr("New complaint…"), lambda: self.begin("complaint-new", ""))
        self.complaint.hide()
        self.add_button(tr("Write down what happened…"), lambda: self.begin(NEW, ""), main=True)

    def reload(self) -> None:
        office = self.desk.office

        def read() -> tuple[ReportChoices, bool]:
            return office.incidents.choices(), office.may(Action.RECORD_COMPLAINTS)

        # Read before the parts are: a report that was typed before a lock finds what it chooses from.
        self.work(read, self._keep_choices)
        super().reload()

    def _keep_choices(self, read: tuple[ReportChoices, bool]) -> None:
        self.report_choices = read[0]
        self.complaint.setVisible(read[1])

    def draft(self) -> dict[str, Any] | None:
        """With the part it was typed on: evidence, letters and sharing are begun from incidents and complaints alike."""
        found = super().draft()
        return None if found is None else {SHOWN: self.shown_part(), **found}

    def place_of_draft(self, draft: Mapping[str, Any]) -> int | None:
        """The part a draft goes back to: that of complaints knows the complaint its dialog was begun from."""
        keys = [spec.key for spec, _ in self._made]
        if draft.get("record") and draft.get(SHOWN) == COMPLAINTS and COMPLAINTS in keys:
            return keys.index(COMPLAINTS)
        return super().place_of_draft(draft)

    def begin(self, act: str, record: str) -> None:
        if act == BLANK_FORM:
            print_form(self)
        else:
            super().begin(act, record)
