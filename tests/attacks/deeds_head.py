"""The deeds around replacing the headteacher and checking the records, for the table."""

from __future__ import annotations

from collections.abc import Mapping

from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.records_report import RecordsReport
from schoolsm_desktop.services.printing import NewChairCode, Printed
from tests.services.cases import filed

from .deed import EVERYBODY, Deed
from .stage import Stage

CODE = "0" * 40


def _in_force(s: Stage) -> None:
    sheet = NewChairCode(Printed("chair-code", "", "", b""), CODE, s.colleague.id)
    s.office.printing.put_chair_code_in_force(sheet)


DEEDS: Mapping[str, Deed] = {
    "HeadReplacementService.view": Deed(EVERYBODY, lambda s: s.office.head_replacement.view()),
    "HeadReplacementService.replace": Deed(
        Action.REPLACE_HEAD, lambda s: s.office.head_replacement.replace(CODE, s.colleague.id)
    ),
    "CaseRemovalService.view": Deed(
        EVERYBODY, lambda s: s.office.case_removal.view(filed(s.office.session, {s.me, s.colleague.id}))
    ),
    "CaseRemovalService.ask": Deed(Action.LEAD_INCIDENTS, lambda s: s.office.case_removal.ask(s.asked)),
    "CaseRemovalService.keep": Deed(Action.LEAD_INCIDENTS, lambda s: s.office.case_removal.keep(s.asked, "an appeal")),
    "CaseRemovalService.confirm": Deed(Action.LEAD_INCIDENTS, lambda s: s.office.case_removal.confirm(s.asked)),
    "RecordsCheckService.broken": Deed(EVERYBODY, lambda s: s.office.records_check.broken(CaseSort.INCIDENT)),
    "RecordsCheckService.run": Deed(Action.CHECK_RECORDS, lambda s: s.office.records_check.run()),
    "RecordsCheckService.last_on": Deed(Action.CHECK_RECORDS, lambda s: s.office.records_check.last_on()),
    "PrintingService.records_check": Deed(
        Action.CHECK_RECORDS, lambda s: s.office.printing.records_check(RecordsReport(s.school.clock.now(), "", ()))
    ),
    "PrintingService.chair_code": Deed(
        Action.PRINT_RECOVERY_SHEET, lambda s: s.office.printing.chair_code(s.colleague.id)
    ),
    "PrintingService.put_chair_code_in_force": Deed(Action.PRINT_RECOVERY_SHEET, _in_force),
}
