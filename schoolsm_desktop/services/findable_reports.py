"""Termly reports to governors, as the search finds them: for those who may read them, by their term alone."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.report_rules import STATE_WORDS, replacements, standing
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .session import Session


def term_reports(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Each report that was not dropped, with its state; nothing of what it says."""
    if not session.allows(uow, Action.READ_REPORTS):
        return
    reports = uow.term_reports.all()
    replaced = replacements(reports)
    for report in standing(reports):
        title = tr("Termly report to governors: {term}", term=report.term)
        state = tr("Replaced") if report.id in replaced else tr(STATE_WORDS[report.state])
        yield Entry(Found(FoundKind.TERM_REPORT, report.id, title, state, "reports", "term"), report.minute)
