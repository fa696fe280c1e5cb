"""The list of what is worth putting right in the policy, on paper."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.reports import health_list
from schoolsm_desktop.reports.health_list import HealthFigures, HealthFinding

from .paper_maker import PaperMaker, Printed
from .policy_health import HealthLine, read_health
from .register import read_register


class HealthPapers(PaperMaker):
    """Documents about the policy itself."""

    def policy_health(self) -> Printed:
        """What is worth putting right, why and how, and what was left with its reason."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            facts = read_register(self._session, uow)
            title = tr("Worth putting right in our policy")
            page = self.page(uow, facts, title, tr("For the next time the text is looked at"))
            view = read_health(self._session, uow)
        figures = HealthFigures(
            page,
            view.policy,
            tuple(_finding(line) for line in view.lines if line.is_open),
            tuple(_finding(line) for line in view.lines if not line.is_open),
            view.checked,
        )
        return self.made("policy-health", title, health_list.render(figures))


def _finding(line: HealthLine) -> HealthFinding:
    found = line.finding
    return HealthFinding(found.title, line.clause, found.why, found.what_to_do, line.left)
