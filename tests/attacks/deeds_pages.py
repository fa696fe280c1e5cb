"""The pages for people that are printed from what stands, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from schoolsm_desktop.domain.permissions import Action

from .deed import EVERYBODY, Deed
from .stage import Stage


def _leaver(s: Stage) -> UUID:
    """The list of a colleague who leaves, which everybody may know of."""
    with s.school.office.session.reading() as uow:
        begun = next((c.id for c in uow.checklists.all() if c.person_id == s.colleague.id), None)
    return begun or s.office.leaving.prepare(s.colleague.id, s.school.clock.today()).id


A = Action
DEEDS: Mapping[str, Deed] = {
    "PrintingService.due": Deed(EVERYBODY, lambda s: s.office.printing.due(s.office.printing.shelf(), ())),
    "TermPackService.view": Deed(EVERYBODY, lambda s: s.office.term_pack.view()),
    "PrintingService.friday_sheet": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.friday_sheet()),
    "PrintingService.supply_page": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.supply_page()),
    "PrintingService.data_protection_pack": Deed(A.SEE_REGISTER, lambda s: s.office.printing.data_protection_pack()),
    "PrintingService.goodbye_page": Deed(A.WORK_OFF_LISTS, lambda s: s.office.printing.goodbye_page(_leaver(s))),
}
