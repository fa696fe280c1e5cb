"""The deeds of paper about incidents, for the table: cards and form are everybody's, a copy needs key and duty."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from schoolsm_desktop.domain.permissions import Action
from tests.services.cases import filed
from tests.services.log_deeds_case_paper import COPY

from .deed import EVERYBODY, Deed
from .stage import Stage


def _case(s: Stage) -> UUID:
    """An incident that whoever is signed in can read."""
    return filed(s.office.session, {s.me})


PRINT = Action.PRINT_CASES
DEEDS: Mapping[str, Deed] = {
    "FirstCardService.cards": Deed(EVERYBODY, lambda s: s.office.first_cards.cards()),
    "PrintingService.first_hour_card": Deed(EVERYBODY, lambda s: s.office.printing.first_hour_card("wrong-post")),
    "PrintingService.first_hour_cards": Deed(EVERYBODY, lambda s: s.office.printing.first_hour_cards()),
    "PrintingService.incident_form": Deed(EVERYBODY, lambda s: s.office.printing.incident_form()),
    "PrintingService.copy_choices": Deed(PRINT, lambda s: s.office.printing.copy_choices(_case(s))),
    "PrintingService.copy_preview": Deed(PRINT, lambda s: s.office.printing.copy_preview(_case(s), COPY)),
    "PrintingService.chronology": Deed(PRINT, lambda s: s.office.printing.chronology(_case(s), COPY)),
}
