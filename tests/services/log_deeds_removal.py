"""The deeds of removing a sealed record, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseState
from tests.services.cases import filed
from tests.services.stage import Stage


def _closed(s: Stage) -> UUID:
    readers = {s.school.head.id, s.school.coordinator.id}
    return filed(s.office.session, readers, outcomes=("finding:malicious",), state=CaseState.CLOSED)


def _keep(s: Stage) -> None:
    case = _closed(s)
    s.office.case_removal.ask(case)
    s.office.case_removal.keep(case, "an appeal is under way")


def _confirm(s: Stage) -> None:
    case = _closed(s)
    s.school.sign_in(s.school.coordinator).case_removal.ask(case)
    s.office = s.school.sign_in(s.school.head)
    s.office.case_removal.confirm(case)


REMOVAL_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "case_removal.ask": (Did.CASE_REMOVAL_ASKED, lambda s: s.office.case_removal.ask(_closed(s))),
    "case_removal.keep": (Did.CASE_ADDED_TO, _keep),
    "case_removal.confirm": (Did.CASE_REMOVED, _confirm),
}
