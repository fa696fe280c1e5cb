"""The term's pack for the person signed in: which documents, made of what, with the reason of each."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.documents_asked import documents_not_asked
from schoolsm_desktop.domain.periods import Period, period_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.term_pack import PAPERS, PackChoice, PackFacts, pack_for
from schoolsm_desktop.domain.term_reports import ReportPart
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .last_out import last_out
from .register import read_register
from .session import Session


@dataclass(frozen=True, slots=True)
class PackView:
    """The term that the pack is of, and its documents; empty for somebody who prints none of them."""

    term: str
    choices: tuple[PackChoice, ...]


class TermPackService:
    """What belongs to this term's pack. Making and printing are the printing service's, as for one document."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> PackView:
        """The pack as the school's policy and the person's rights make it today; nothing for whoever prints none of it."""
        with self._session.reading() as uow:
            period = period_on(uow.terms.all(), self._session.today)
            register = read_register(self._session, uow)
            facts = PackFacts(
                may=frozenset(paper.needs for paper in PAPERS if self._session.allows(uow, paper.needs)),
                not_asked=documents_not_asked(register.profile),
                of_term=_of_term(uow, period, drafts=self._session.allows(uow, Action.MAKE_REPORTS)),
                last={key: out.on for key, out in last_out(self._session, uow, register.people).items()},
                starts=period.starts,
            )
            return PackView(period.name, pack_for(facts))


def _of_term(uow: UnitOfWork, period: Period, *, drafts: bool) -> dict[str, str]:
    """What there is of this term: its report that stands, a draft for those who make it; its newest review, its check."""
    found: dict[str, str] = {}
    reports = [r for r in uow.term_reports.all() if r.dropped_at is None and r.starts == period.starts]
    reports = [r for r in reports if drafts or r.finished_at is not None]
    if reports:
        newest = max(reports, key=lambda r: r.begun_at)
        found |= {f"term-report-{part}": str(newest.id) for part in ReportPart}
    reviews = [r for r in uow.reviews.all() if r.cancelled_at is None and r.term == period.name]
    if reviews:
        found["review-evidence"] = str(max(reviews, key=lambda r: r.started_at).id)
    if any(check.term == period.name for check in uow.account_checks.all()):
        found["account-checks"] = period.name
    return found
