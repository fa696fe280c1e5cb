"""Whether evidence is as it was kept: its sealed bytes against the row, and what came in wherever there is a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort, Entry, EntryKind, Evidence, EvidenceFile, EvidenceState
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.evidence import EvidenceBrokenError, verified_chunks
from schoolsm_desktop.security.sealing import same
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder, EvidenceMissingError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, open_case, open_cases
from .evidence_out import file_key, fingerprint
from .evidence_taking import Report
from .evidence_views import EvidenceFinding, FindingKind, Standing, state_standing
from .session import Session

CHECKED_IN_A_LIST = 32 * 10**6
"""A list checks files up to this size while it is read; larger ones are checked when somebody asks."""


def any_case(session: Session, uow: UnitOfWork, case_id: UUID) -> Opened:
    """A case of either sort. Raises RecordMissingError where it is not there or not shared with the person signed in."""
    file = uow.cases.find(case_id)
    if file is None:
        raise RecordMissingError
    return open_case(session, uow, file.sort, case_id)


def found(session: Session, uow: UnitOfWork, case_id: UUID, evidence_id: UUID) -> tuple[Opened, Evidence, EvidenceFile]:
    """A piece of evidence with its case and its file. Raises RecordMissingError."""
    opened = any_case(session, uow, case_id)
    file = uow.evidence_files.get(evidence_id)
    evidence = next((one for one in opened.evidence if one.id == evidence_id), None)
    if evidence is None or file.case_id != case_id:
        raise RecordMissingError
    return opened, evidence, file


def demand_kept(file: EvidenceFile, entries: Iterable[Entry]) -> None:
    """Raise RuleError for what nobody views any more: also where only the sealed record says so, and the row no more."""
    gated = any(entry.kind is EntryKind.GATE and entry.evidence_id == file.id for entry in entries)
    if file.state is EvidenceState.SEALED_OFF or (gated and file.state is EvidenceState.KEPT):
        raise RuleError(
            tr("This file is sealed off because it may be illegal: nobody opens it or gives it out. Ask the police.")
        )
    if file.state is EvidenceState.REMOVED:
        raise RuleError(tr("This file was removed by two people on police instruction. There is nothing to show."))


def leading(sort: CaseSort) -> Action:
    """What somebody must be allowed to add to a case of this sort."""
    return Action.RECORD_COMPLAINTS if sort is CaseSort.COMPLAINT else Action.LEAD_INCIDENTS


def standing_of(
    folder: EvidenceFolder, file: EvidenceFile | None, *, whole: bool = False, progress: Report | None = None
) -> Standing:
    """How a sealed file stands; a large one is read only where the `whole` is asked for."""
    if file is None:
        return Standing.MISSING
    beyond = state_standing(file)
    if beyond is not None:
        return beyond
    try:
        if folder.size(file.id) != file.sealed_size:
            return Standing.ALTERED
        if file.sealed_size > CHECKED_IN_A_LIST and not whole:
            return Standing.NOT_CHECKED

        def took(seen: int) -> None:
            if progress is not None:
                progress(seen / max(1, file.sealed_size), "")

        is_same = same(folder.digest(file.id, took), file.sealed_digest)
        return Standing.UNCHANGED if is_same else Standing.ALTERED
    except EvidenceMissingError:
        return Standing.MISSING


def check_all(session: Session, going: Callable[[float], object]) -> tuple[EvidenceFinding, ...]:
    """What is wrong with a sealed file: all of them against their rows, and against what came in where there is a key.

    `going` hears how far it is, also within a large file; what it raises ends the check.
    """
    folder = EvidenceFolder(session.folder)
    with session.reading() as uow:
        files = uow.evidence_files.all()
        mine = _mine(session, uow)
    findings = []
    for at, file in enumerate(files):
        kind = _finding(session, folder, file, mine.get(file.id), partial(going, at / len(files)))
        if kind is not None:
            findings.append(EvidenceFinding(kind, file.id, file.case_id if file.id in mine else None))
    return tuple(findings)


def _mine(session: Session, uow: UnitOfWork) -> dict[UUID, Evidence]:
    cases = [one for sort in CaseSort for one in open_cases(session, uow, sort)]
    return {one.id: one for opened in cases for one in opened.evidence}


def _finding(
    session: Session,
    folder: EvidenceFolder,
    file: EvidenceFile,
    evidence: Evidence | None,
    still: Callable[[], object],
) -> FindingKind | None:
    still()
    if file.state is EvidenceState.REMOVED:
        return FindingKind.PUT_BACK if folder.has(file.id) else None
    if not folder.has(file.id):
        return FindingKind.MISSING
    if not same(folder.digest(file.id, lambda _seen: still()), file.sealed_digest):
        return FindingKind.ALTERED
    # What was sealed off is never decrypted, not even to be checked.
    if evidence is None or file.state is EvidenceState.SEALED_OFF:
        return None
    try:
        with folder.opened(file.id) as sealed:
            for _ in verified_chunks(file_key(session, evidence), sealed.read, fingerprint(evidence)):
                still()
    except EvidenceBrokenError:
        return FindingKind.NOT_WHAT_CAME_IN
    return None
