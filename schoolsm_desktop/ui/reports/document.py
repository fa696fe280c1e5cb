"""One document of the page of reports: what it is for, for whom, what it carries, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.permissions import Action

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed, PrintingService

RECOVERY_SHEET = "recovery-sheet"


class Purpose(StrEnum):
    """What a document is printed for; the page shows the documents under these, in this order."""

    WEEK = "week"
    TERM = "term"
    GOVERNORS = "governors"
    STAFF = "staff"
    PUPILS = "pupils"
    INCIDENTS = "incidents"
    SAFE = "safe"
    DATA_PROTECTION = "data-protection"


PURPOSES = tuple(Purpose)
PURPOSE_WORDS = {
    Purpose.WEEK: "Each week",
    Purpose.TERM: "Each term",
    Purpose.GOVERNORS: "Governors",
    Purpose.STAFF: "Staff",
    Purpose.PUPILS: "Pupils and pictures",
    Purpose.INCIDENTS: "Incidents",
    Purpose.SAFE: "The safe",
    Purpose.DATA_PROTECTION: "Data protection",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One line of the page. `which` asks for one of several; without it the document is of everything.

    `needs` is None for what everybody may print. `make` gets the id that was chosen, or an empty text, and runs on the
    worker; the recovery sheet alone has none, as it is made by typing a code back.
    """

    purpose: Purpose
    key: str
    title: str
    carries: str
    for_whom: str
    needs: Action | None
    which: str = ""
    none_yet: str = ""
    make: Callable[[PrintingService, str], Printed] | None = None
