"""The deeds around replacing the headteacher and checking the records, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from schoolsm_desktop.domain.audit import Did
from tests.services.stage import Stage


def _chair_code(s: Stage) -> str:
    s.with_deputy()
    s.school.sign_in(s.deputy)
    s.office = s.school.sign_in(s.school.head)
    sheet = s.office.printing.chair_code(s.deputy.id)
    s.office.printing.put_chair_code_in_force(sheet)
    return sheet.code


def _replace(s: Stage) -> None:
    code = _chair_code(s)
    s.office = s.school.sign_in(s.deputy)
    s.office.head_replacement.replace(code, s.deputy.id)


HEAD_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "printing.put_chair_code_in_force": (Did.PRINTED, _chair_code),
    "records_check.run": (Did.RECORDS_CHECKED, lambda s: s.office.records_check.run()),
    "head_replacement.replace": (Did.HEAD_REPLACED, _replace),
}
