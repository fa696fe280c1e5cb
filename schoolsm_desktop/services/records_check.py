"""A check of everything that is kept: has anybody changed it by other means than this program?

The database's key is known to everybody with a sign-in; what they write with a tool is signed by nobody. Nothing here
says more of a sealed record than that there is something wrong with one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.records_report import (
    LOOKED_WORDS,
    Looked,
    RecordsReport,
    database_finding,
    evidence_finding,
    log_finding,
    pc_finding,
    rows_finding,
    sealed_finding,
)
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import broken_cases, sealed_digest
from .changes import Noun
from .evidence_check import check_all
from .evidence_views import FindingKind
from .log import check_log
from .session import Session

Report = Callable[[float, str], object]


@dataclass(frozen=True, slots=True)
class Broken:
    """Cases that do not open any more, and whether whoever looks may check the records."""

    count: int = 0
    may_check: bool = False


class RecordsCheckService:
    """Runs the check, and says when it was last run."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def last_on(self) -> date | None:
        """The day of the last check; None where there was none."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.CHECK_RECORDS)
            return last_check(uow)

    def broken(self, sort: CaseSort) -> Broken:
        """How many cases shared with the person signed in were altered outside the program, so that they do not open."""
        session = self._session
        with session.reading() as uow:
            return Broken(broken_cases(session, uow, sort), session.allows(uow, Action.CHECK_RECORDS))

    def run(self, progress: Report | None = None) -> RecordsReport:
        """Look at everything; seconds, or longer with much evidence, in a worker. `progress` may raise to cancel.

        Raises NotAllowedError.
        """
        session = self._session

        def going(looked: Looked, part: float) -> None:
            if progress is not None:
                progress(part, tr(LOOKED_WORDS[looked]))

        with session.reading() as uow:
            session.demand(uow, Action.CHECK_RECORDS)
        going(Looked.DATABASE, 0.0)
        database = database_finding(session.database.is_whole())
        with session.reading() as uow:
            going(Looked.LOG, 0.1)
            log = check_log(session, uow)
            going(Looked.SEALED, 0.4)
            sealed = sealed_finding(_altered_cases(uow))
            me = session.me(uow).name
        files = check_all(session, lambda part: going(Looked.EVIDENCE, 0.5 + part / 2))
        missing = len([one for one in files if one.kind is FindingKind.MISSING])
        findings = (
            database,
            log_finding(log.count, log.first_fault),
            rows_finding([row.words for row in log.altered]),
            sealed,
            evidence_finding(missing, len(files) - missing),
            pc_finding(session.went_back),
        )
        with session.work() as work:
            work.did(Did.RECORDS_CHECKED, Noun.SCHOOL, sound="yes" if all(f.is_good for f in findings) else "no")
            work.done()
        return RecordsReport(session.clock.now(), me, tuple(sorted(findings, key=lambda f: f.is_good)))


def last_check(uow: UnitOfWork) -> date | None:
    """The day on which somebody last checked the records."""
    checks = uow.audit.of_deed(Did.RECORDS_CHECKED)
    return checks[-1].at.date() if checks else None


def _altered_cases(uow: UnitOfWork) -> int:
    """How many cases have other sealed parts than those that were kept; parts without a case count too."""
    cases = uow.cases.all()
    parts = {(sort, case_id): blobs for sort in CaseSort for case_id, blobs in uow.sealed.every(sort.value).items()}
    altered = [case for case in cases if sealed_digest(parts.get((case.sort, case.id), {})) != case.sealed_digest]
    stray = parts.keys() - {(case.sort, case.id) for case in cases}
    return len(altered) + len(stray)
