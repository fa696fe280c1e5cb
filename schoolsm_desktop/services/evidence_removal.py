"""What may be illegal and got in all the same: sealed off at once, and removed only by two people for the police.

Two people and the reference of the police are asked for whatever the append-only rule says (PRACTICE 8). The records
check reads such a file as removed properly; the fingerprint and what the entries say of it stay, the key does not.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import EntryKind, Evidence, EvidenceFile, EvidenceState
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.storage.backup import BackupMade, backups_in, mark_of
from schoolsm_desktop.storage.backup_evidence import pool_of, remove_from
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder

from .case_files import add_to_case, new_entry
from .evidence_check import found
from .evidence_views import REMOVAL, removal_asked
from .session import Session, Work
from .this_pc import ThisPc


class EvidenceRemoval:
    """Deeds on evidence that may be illegal; `EvidenceService` has them."""

    def __init__(self, session: Session, this_pc: ThisPc) -> None:
        self._session = session
        self._this_pc = this_pc

    def seal_off(self, case_id: UUID, evidence_id: UUID) -> str:
        """Let nobody view a file any more and leave it out of new backups; a sentence for the police.

        Raises RecordMissingError, NotAllowedError, and RuleError where it was sealed off or removed already.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.REMOVE_EVIDENCE)
            opened, evidence, file = found(self._session, work.uow, case_id, evidence_id)
            if file.state is not EvidenceState.KEPT:
                raise RuleError(tr("This file was sealed off or removed before. Nothing was changed."))
            words = tr("A file was sealed off: it may be illegal. Nobody views it, and new backups leave it out.")
            _put(work, replace(file, state=EvidenceState.SEALED_OFF), Did.EVIDENCE_SEALED_OFF)
            add_to_case(work, opened, new_entry(work, EntryKind.GATE, words, evidence_id=evidence.id))
            work.done()
        return self.for_the_police(case_id, evidence_id)

    def for_the_police(self, case_id: UUID, evidence_id: UUID) -> str:
        """Where a sealed-off file and its old copies lie, to be read out to the police. Raises as `seal_off`."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.REMOVE_EVIDENCE)
            found(session, uow, case_id, evidence_id)
        file = EvidenceFolder(session.folder).file(evidence_id)
        copies = self._copies(evidence_id)
        said = tr(
            "Tell the police: it lies sealed in {folder} as {file}; nobody can open it without this program. "
            "Do not look at it, copy it or delete it.",
            folder=str(file.parent),
            file=file.name,
        )
        for copy, made in copies:
            days = ntr("{count} backup names it", "{count} backups name it", len(made))
            said += " " + tr("An older copy lies in {folder} ({backups}).", folder=str(copy.parent), backups=days)
        if not copies:
            said += " " + tr(
                "No backup that can be reached now holds it; others may, on drives that are not plugged in."
            )
        return said

    def ask_removal(self, case_id: UUID, evidence_id: UUID, reference: str) -> None:
        """The first of two: the police have said that a sealed-off file goes. `reference` is theirs.

        Raises RecordMissingError, NotAllowedError, FieldError and RuleError.
        """
        if not reference.strip():
            raise FieldError("reference", tr("Write down the reference that the police gave. Nothing was changed."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.REMOVE_EVIDENCE)
            opened, evidence, file = found(self._session, work.uow, case_id, evidence_id)
            _demand_sealed_off(file)
            words = tr("Asked that a sealed-off file is removed, on the instruction of the police.")
            asked = new_entry(
                work,
                EntryKind.DECISION,
                words,
                about=REMOVAL,
                reference=reference.strip(),
                evidence_id=evidence.id,
            )
            add_to_case(work, opened, asked)
            work.done()

    def remove(self, case_id: UUID, evidence_id: UUID) -> str:
        """The second of two: the file is written over and deleted, here and in the backup places that can be reached.

        Raises RecordMissingError, NotAllowedError, and RuleError where nobody has asked, or whoever did confirms it.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.REMOVE_EVIDENCE)
            opened, evidence, file = found(session, work.uow, case_id, evidence_id)
            _demand_sealed_off(file)
            asked = removal_asked([entry for entry in opened.entries if entry.evidence_id == evidence_id])
            if asked is None:
                raise RuleError(tr("Nobody has asked for this with the reference of the police. Nothing was changed."))
            if asked.by == session.person_id:
                raise RuleError(tr("You asked for it yourself: a second person confirms it. Nothing was changed."))
            words = tr("A sealed-off file was removed by two people, on the instruction of the police.")
            _put(work, replace(file, state=EvidenceState.REMOVED), Did.EVIDENCE_REMOVED)
            gone = new_entry(
                work, EntryKind.GATE, words, reference=asked.reference, of=asked.number, evidence_id=evidence.id
            )
            add_to_case(work, opened, gone, evidence=[_without_key(evidence)])
            session.opened_cases.pop(case_id, None)
            work.done()
        session.database.checkpoint()  # the log of writing holds the page with its key until then
        return self._destroy(evidence_id)

    def _destroy(self, evidence_id: UUID) -> str:
        """After the record says so: write over and delete; what could not be reached is said."""
        EvidenceFolder(self._session.folder).destroy(evidence_id)
        left = []
        for copy, _ in self._copies(evidence_id):
            with contextlib.suppress(OSError):
                remove_from(copy.parent, copy.name)
            if copy.exists():
                left.append(str(copy.parent))
        said = tr(
            "It is removed. Copies on drives that are not plugged in, and in backups that were copied on, are still "
            "there: tell the police of them."
        )
        for folder in left:
            said += " " + tr("The copy in {folder} could not be deleted.", folder=folder)
        return said

    def _copies(self, evidence_id: UUID) -> list[tuple[Path, list[BackupMade]]]:
        """The copies in the places that can be reached, each with the backups that name it."""
        session = self._session
        places = self._this_pc.backup_places(session.folder)
        mark = mark_of(session.database) if places else ""
        name = EvidenceFolder(session.folder).file(evidence_id).name
        pools = [(place, pool_of(place, mark) / name) for place in places]
        return [
            (copy, [made for made in backups_in(place, mark) if name in made.evidence])
            for place, copy in pools
            if copy.is_file()
        ]


def _put(work: Work, file: EvidenceFile, did: Did) -> None:
    kept = work.uow.evidence_files.save(file)
    work.did(did, subject_kind="evidence", subject_id=kept.id, record=kept)


def _demand_sealed_off(file: EvidenceFile) -> None:
    if file.state is not EvidenceState.SEALED_OFF:
        raise RuleError(tr("Only a file that is sealed off is removed, and only once. Nothing was changed."))


def _without_key(evidence: Evidence) -> Evidence:
    """What stays: that there was a file, its fingerprint and its day. Without the key its bytes are noise anywhere."""
    return replace(evidence, key=b"", name="", address="", note="", captured_by="")
