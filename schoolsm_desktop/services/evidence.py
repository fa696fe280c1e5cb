"""Evidence: sealed when it comes in, shown and given out only as it came in, and taken out only by two people."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import EntryKind, Evidence, EvidenceFile
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.evidence import EvidenceFacts, StagedEvidence
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.evidence_view import MOST_BYTES, NotShownError, Shown, show
from schoolsm_desktop.security.evidence import verified_chunks
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, add_to_case, new_entry
from .evidence_check import any_case, demand_kept, found, leading, standing_of
from .evidence_out import copy_number, file_key, fingerprint, free_path, put_in_place, write_copy
from .evidence_removal import EvidenceRemoval
from .evidence_taking import NOTHING_KNOWN, Report, claim, evidence_entry, gate_entry, give_up, stage_file
from .evidence_views import EvidenceLine, EvidenceView, line_of
from .safe_copies import record_not_opened
from .session import Session
from .this_pc import ThisPc

__all__ = ["EvidenceFacts", "EvidenceService", "StagedEvidence", "any_case", "claim", "evidence_entry", "leading"]


class EvidenceService(EvidenceRemoval):
    """Deeds and views of evidence; whoever has no key to a case is told nothing of its evidence."""

    def __init__(self, session: Session, this_pc: ThisPc) -> None:
        super().__init__(session, this_pc)

    # Coming in

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
                add_to_case(work, opened, gate_entry(work, refused=True))
            work.done()
        return said

    def add(
        self,
        case_id: UUID,
        staged: Sequence[StagedEvidence],
        facts: EvidenceFacts = NOTHING_KNOWN,
        *,
        asked: bool = False,
    ) -> None:
        """Add staged files to a case, an entry each; `asked` says that the question was answered with no before.

        Raises RecordMissingError, NotAllowedError, FieldError and as `claim` does.
        """
        if not staged:
            raise FieldError("evidence", tr("Paste, drop or choose what shows it. Nothing was saved."))
        with self._session.work() as work:
            opened = any_case(self._session, work.uow, case_id)
            self._session.demand(work.uow, leading(opened.file.sort))
            claimed = [claim(work, opened, one, facts) for one in staged]
            gate = [gate_entry(work, refused=False)] if asked else []
            entries = gate + [evidence_entry(work, one) for one in claimed]
            add_to_case(work, opened, *entries, evidence=claimed)
            work.done()

    # Looking at it

    def lines(self, case_id: UUID) -> tuple[EvidenceLine, ...]:
        """The evidence of a case, oldest first; small files are checked while they are listed. Raises RecordMissingError."""
        folder = EvidenceFolder(self._session.folder)
        with self._session.reading() as uow:
            opened = any_case(self._session, uow, case_id)
            files = {file.id: file for file in uow.evidence_files.of([case_id])}
        there = sorted(opened.evidence, key=lambda one: one.added_at)
        return tuple(line_of(one, standing_of(folder, files.get(one.id)), opened.entries) for one in there)

    def view(self, case_id: UUID) -> EvidenceView:
        """As `lines`, with what the person signed in may do."""
        session = self._session
        with session.reading() as uow:
            may_give_out, may_remove = (
                session.allows(uow, action) for action in (Action.PRINT_CASES, Action.REMOVE_EVIDENCE)
            )
        return EvidenceView(case_id, self.lines(case_id), session.person_id, may_give_out, may_remove)

    def check(self, case_id: UUID, evidence_id: UUID, progress: Report | None = None) -> EvidenceLine:
        """Check one file to its last byte, however large."""
        folder = EvidenceFolder(self._session.folder)
        with self._session.reading() as uow:
            opened, evidence, file = self._found(uow, case_id, evidence_id)
        return line_of(evidence, standing_of(folder, file, whole=True, progress=progress), opened.entries)

    def content(self, case_id: UUID, evidence_id: UUID) -> bytes:
        """What came in, checked to the last byte, in memory alone.

        Raises RecordMissingError, EvidenceBrokenError, EvidenceMissingError, RuleError for what was sealed off or
        removed, and NotShownError for what is too large to be held in memory.
        """
        with self._session.reading() as uow:
            opened, evidence, file = self._found(uow, case_id, evidence_id)
        demand_kept(file, opened.entries)
        if evidence.size > MOST_BYTES:
            raise NotShownError
        with EvidenceFolder(self._session.folder).opened(evidence.id) as sealed:
            return b"".join(verified_chunks(file_key(self._session, evidence), sealed.read, fingerprint(evidence)))

    def shown(self, case_id: UUID, evidence_id: UUID) -> Shown:
        """What came in, made fit to be looked at inside the program. Raises as `content` and `exchange.evidence_view.show`."""
        return show(self.content(case_id, evidence_id))

    # Going out

    def export(
        self,
        case_id: UUID,
        evidence_id: UUID,
        folder: Path,
        recipient: str,
        reason: str,
        progress: Report | None = None,
    ) -> Path:
        """Give out a copy as it came in, checked to its last byte; number, recipient and reason stand in the record.

        Raises RecordMissingError, NotAllowedError, FieldError, RuleError, EvidenceBrokenError, EvidenceMissingError and
        CopyNotWrittenError; nothing is left in the folder then, and nothing in the record.
        """
        session = self._session
        if not recipient.strip():
            raise FieldError("recipient", tr("Write down who gets the copy. Nothing was given out."))
        if not reason.strip():
            raise FieldError("reason", tr("Write down why it is given out. Nothing was given out."))
        with session.reading() as uow:
            session.demand(uow, Action.PRINT_CASES)
            opened, evidence, file = self._found(uow, case_id, evidence_id)
        demand_kept(file, opened.entries)
        number = copy_number(opened.entries, evidence)
        unfinished = write_copy(session, evidence, folder, number, progress)
        final = free_path(folder, evidence, number)
        try:
            with session.work() as work:
                session.demand(work.uow, Action.PRINT_CASES)
                words = tr("Copy {number} of “{name}” was given out.", number=number, name=evidence.name)
                given = new_entry(
                    work,
                    EntryKind.GIVEN_OUT,
                    words,
                    who=recipient.strip(),
                    reason=reason.strip(),
                    reference=str(number),
                    evidence_id=evidence.id,
                )
                # `opened` is as it was when the number was counted: somebody else's copy meanwhile is noticed here.
                add_to_case(work, opened, given)
                work.did(Did.EVIDENCE_GIVEN_OUT, subject_kind="evidence", subject_id=evidence.id)
                put_in_place(unfinished, final)
                work.done()
        except BaseException:
            for left in (unfinished, final):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)
            raise
        return final

    # The folder

    def empty_old(self) -> int:
        """Delete what nobody claimed for seven days; how many files went."""
        session = self._session
        if session.went_back:
            return 0
        with session.reading() as uow:
            known = {file.id for file in uow.evidence_files.all()}
        return EvidenceFolder(session.folder).sweep(known, session.clock.now())

    def _found(self, uow: UnitOfWork, case_id: UUID, evidence_id: UUID) -> tuple[Opened, Evidence, EvidenceFile]:
        return found(self._session, uow, case_id, evidence_id)
