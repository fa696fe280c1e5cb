"""What of the log somebody is shown: nothing that tells of a sealed record which is not shared with them (PRACTICE 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.audit import AuditEntry
from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.retention import SEALED_CLASSES
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .session import Session
from .vouching import AlteredRow

SEALED_KINDS = frozenset({"case", "evidence"})
"""Subjects of log entries that exist for the readers of a case and for nobody else."""


@dataclass(frozen=True, slots=True)
class LogSight:
    """The sealed records and files that the person signed in knows of."""

    known: frozenset[UUID]
    hidden: frozenset[UUID] = frozenset()
    """Orders to keep a sealed record that is not shared with them: the order would tell that there is one."""

    def entries(self, entries: Iterable[AuditEntry]) -> tuple[AuditEntry, ...]:
        """Those entries that may be shown, in their order."""
        return tuple(e for e in entries if self._shows(e.subject_kind, e.subject_id))

    def rows(self, rows: Iterable[AlteredRow]) -> tuple[AlteredRow, ...]:
        """Those altered records that may be named; what is wrong with the others their readers are told."""
        return tuple(r for r in rows if self._shows(r.kind, r.id))

    def _shows(self, kind: str, record_id: UUID | None) -> bool:
        return record_id in self.known if kind in SEALED_KINDS else record_id not in self.hidden


def log_sight(session: Session, uow: UnitOfWork) -> LogSight:
    """What the person signed in may see of the log."""
    kinds: Collection[str] = [sort.value for sort in CaseSort]
    mine = {wrap.record_id for wrap in uow.sealed.wraps_to(session.person_id) if wrap.kind in kinds}
    files = {file.id for file in uow.evidence_files.all() if file.case_id in mine}
    orders = {
        order.id
        for order in uow.keep_orders.all()
        if order.record_class in SEALED_CLASSES and order.record_id is not None and order.record_id not in mine
    }
    return LogSight(frozenset(mine | files), frozenset(orders))
