"""Evidence: sealed when it comes in, shown and given out only as it came in, and taken out only by two people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort, EntryKind
from schoolsm_desktop.domain.evidence import EvidenceFacts, StagedEvidence
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, add_to_case, new_entry, open_case
from .evidence_taking import NOTHING_KNOWN, Report, claim, evidence_entry, give_up, stage_file
from .safe_copies import record_not_opened
from .session import Session
from .this_pc import ThisPc

__all__ = ["EvidenceFacts", "EvidenceService", "StagedEvidence", "claim", "evidence_entry"]


class EvidenceService:
    """Deeds and views of evidence; whoever has no key to a case is told nothing of its evidence."""

    def __init__(self, session: Session, this_pc: ThisPc) -> None:
        self._session = session
        self._this_pc = this_pc

    def stage(self, source: Path | bytes, name: str = "", progress: Report | None = None) -> StagedEvidence:
        """Seal a file at once, before there is a case. Everybody with a sign-in may: reporting needs no right.

        Raises as `stage_file` does; nothing is half-kept.
        """
        return stage_file(self._session, source, name, progress)

    def give_up(self, staged: Iterable[StagedEvidence]) -> None:
        """Take staged files away again that no case has claimed."""
        give_up(self._session, staged)

    def not_taken(self, case_id: UUID | None = None) -> str:
        """Record that a file was not taken in because it may be illegal; whom to tell, in words (PRACTICE 8).

        In a case that the person can read the question stands in its record too.
        """
        with self._session.work() as work:
            said = record_not_opened(work)
            if case_id is not None:
                opened = any_case(self._session, work.uow, case_id)
                words = tr("A file that may be illegal was not taken in. It was asked before; only words stand here.")
                add_to_case(work, opened, new_entry(work, EntryKind.GATE, words))
            work.done()
        return said

    def add(self, case_id: UUID, staged: Sequence[StagedEvidence], facts: EvidenceFacts = NOTHING_KNOWN) -> None:
        """Add staged files to a case, an entry each. Raises RecordMissingError, NotAllowedError and as `claim` does."""
        with self._session.work() as work:
            opened = any_case(self._session, work.uow, case_id)
            self._session.demand(work.uow, leading(opened.file.sort))
            claimed = [claim(work, opened, one, facts) for one in staged]
            entries = [evidence_entry(work, one) for one in claimed]
            add_to_case(work, opened, *entries, evidence=claimed)
            work.done()


def any_case(session: Session, uow: UnitOfWork, case_id: UUID) -> Opened:
    """A case of either sort. Raises RecordMissingError where it is not there or not shared with the person signed in."""
    file = uow.cases.find(case_id)
    if file is None:
        raise RecordMissingError
    return open_case(session, uow, file.sort, case_id)


def leading(sort: CaseSort) -> Action:
    """What somebody must be allowed to add to a case of this sort."""
    return Action.RECORD_COMPLAINTS if sort is CaseSort.COMPLAINT else Action.LEAD_INCIDENTS
