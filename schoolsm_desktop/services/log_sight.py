"""What of the log somebody is shown: nothing that tells of a sealed record which is not shared with them (PRACTICE 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.audit import AuditEntry
from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .session import Session
from .vouching import AlteredRow

SEALED_KINDS = frozenset({"case", "evidence"})
"""Subjects of log entries that exist for the readers of a case and for nobody else."""


@dataclass(frozen=True, slots=True)
class LogSight:
    """The sealed records and files that the person signed in knows of."""

    known: frozenset[UUID]

    def entries(self, entries: Iterable[AuditEntry]) -> tuple[AuditEntry, ...]:
        """Those entries that may be shown, in their order."""
        return tuple(e for e in entries if e.subject_kind not in SEALED_KINDS or e.subject_id in self.known)

    def rows(self, rows: Iterable[AlteredRow]) -> tuple[AlteredRow, ...]:
        """Those altered records that may be named; what is wrong with the others their readers are told."""
        return tuple(r for r in rows if r.kind not in SEALED_KINDS or r.id in self.known)


def log_sight(session: Session, uow: UnitOfWork) -> LogSight:
    """What the person signed in may see of the log."""
    kinds: Collection[str] = [sort.value for sort in CaseSort]
    mine = {wrap.record_id for wrap in uow.sealed.wraps_to(session.person_id) if wrap.kind in kinds}
    files = {file.id for file in uow.evidence_files.all() if file.case_id in mine}
    return LogSight(frozenset(mine | files))
