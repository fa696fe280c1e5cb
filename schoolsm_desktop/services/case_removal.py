"""Removing the record of a malicious or false allegation whole: one person asks, another confirms (PRACTICE 10).

What stays is two signed entries without a word, so that the records check knows that it went properly. Copies in older
backups go when those backups go.
"""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseSort, CaseState, EntryKind
from schoolsm_desktop.domain.closing_rules import Finding
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.incidents import Incident
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder

from .case_files import Opened, add_to_case, new_entry, open_case
from .changes import Noun
from .session import Session, Work

REMOVAL = "removal"
"""What the entry is about with which somebody asks for it."""
REMOVABLE = frozenset({Finding.MALICIOUS.value, Finding.FALSE.value})


class CaseRemovalService:
    """Asks for the removal of a record, and removes it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(self, case_id: UUID) -> None:
        """Ask that the record of a closed allegation goes, which was found malicious or false.

        Raises NotAllowedError, RecordMissingError, RuleError.
        """
        with self._session.work() as work:
            opened = self._removable(work, case_id)
            if asked_by(opened) is not None:
                raise RuleError(tr("Its removal is asked for already. Another person who leads it confirms."))
            said = tr("Asked for the whole record to be removed; a second person confirms.")
            entry = new_entry(work, EntryKind.DECISION, said, about=REMOVAL, answer="asked")
            add_to_case(work, opened, entry)
            work.did(Did.CASE_REMOVAL_ASKED, Noun.INCIDENTS, subject_kind="case", subject_id=case_id)
            work.done()

    def keep(self, case_id: UUID, reason: str) -> None:
        """Take back that it was asked for: the record stays. Raises as `ask` does."""
        with self._session.work() as work:
            opened = self._removable(work, case_id)
            entry = new_entry(
                work, EntryKind.DECISION, tr("The record stays."), about=REMOVAL, answer="kept", reason=reason.strip()
            )
            add_to_case(work, opened, entry)
            work.done()

    def confirm(self, case_id: UUID) -> None:
        """Remove the record, its keys and its evidence for good. Only another person than who asked can do it.

        Raises NotAllowedError, RecordMissingError, RuleError.
        """
        session = self._session
        with session.work() as work:
            opened = self._removable(work, case_id)
            asked = asked_by(opened)
            if asked is None:
                raise RuleError(tr("Nobody has asked for its removal. Nothing was changed."))
            if asked == session.person_id:
                raise RuleError(
                    tr("You asked for it yourself: another person who leads it confirms. Nothing was changed.")
                )
            files = work.uow.evidence_files.of([case_id])
            work.uow.sealed.drop_wraps(opened.readers, CaseSort.INCIDENT.value, case_id)
            work.uow.sealed.put_parts(CaseSort.INCIDENT.value, case_id, {})
            for file in files:
                work.uow.evidence_files.remove(file.id)
                work.did(Did.CASE_REMOVED, subject_kind="evidence", subject_id=file.id, case=str(case_id))
            work.uow.cases.remove(case_id)
            work.did(Did.CASE_REMOVED, Noun.INCIDENTS, subject_kind="case", subject_id=case_id)
            work.done()
        session.opened_cases.pop(case_id, None)
        folder = EvidenceFolder(session.folder)
        for file in files:
            folder.destroy(file.id)
        session.database.checkpoint()  # the log of writing holds the old pages until then

    def _removable(self, work: Work, case_id: UUID) -> Opened:
        self._session.demand(work.uow, Action.LEAD_INCIDENTS)
        opened = open_case(self._session, work.uow, CaseSort.INCIDENT, case_id)
        facts = opened.facts
        if not isinstance(facts, Incident) or facts.state is not CaseState.CLOSED or not may_go(facts):
            raise RuleError(
                tr(
                    "Only the record of an allegation that was closed as malicious or false can be removed. "
                    "Nothing was changed."
                )
            )
        return opened


def may_go(incident: Incident) -> bool:
    """Whether the outcome lets the record be removed whole."""
    return bool(REMOVABLE & set(incident.outcomes))


def asked_by(opened: Opened) -> UUID | None:
    """Who asked for the removal, where that stands."""
    said = [entry for entry in opened.entries if entry.kind is EntryKind.DECISION and entry.about == REMOVAL]
    return said[-1].by if said and said[-1].answer == "asked" else None
