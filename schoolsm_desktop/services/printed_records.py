"""The sheet of a check of the records."""

from __future__ import annotations

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.records_report import RecordsReport
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.reports import records_check as paper
from schoolsm_desktop.reports.records_check import RecordsFigures

from .paper_maker import PaperMaker, Printed
from .register import read_register


class RecordsPapers(PaperMaker):
    """Documents about whether the records are as they were written."""

    def records_check(self, report: RecordsReport) -> Printed:
        """What a check found, to be signed and kept."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.CHECK_RECORDS)
            facts = read_register(self._session, uow)
            title = tr("Check of the records")
            page = self.page(uow, facts, title, tr("For the headteacher"), tr("For the school’s own use"))
        figures = RecordsFigures(page, report, self.signers(facts, Duty.HEADTEACHER, Duty.COORDINATOR))
        return self.made("records-check", title, paper.render(figures))
