"""Taking evidence in: sealed into the folder of the records before there is a case, and claimed by one within its deed.

staged = office.evidence.stage(path, progress=progress.report)      # sealed at once, JSON by staged_text()
with session.work() as work:                                        # whoever files or adds
    evidence = [claim(work, case_id, one, facts) for one in staged]
    file_case(work, incident, readers, [reported, *map(…evidence_entry…)], reference=…, evidence=evidence)
    work.done()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import UUID

import msgspec

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import Entry, EntryKind, Evidence, EvidenceFile, EvidenceState
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.evidence import EvidenceFacts, StagedEvidence, file_name, short_fingerprint
from schoolsm_desktop.domain.incidents import Answer
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.evidence_file import source_of
from schoolsm_desktop.security.evidence import Fingerprint, new_file_key, seal_stream
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder, EvidenceMissingError

from .case_files import Opened, new_entry
from .changes import Noun
from .schools import home_school
from .session import Session, Work

Report = Callable[[float, str], None]
"""How far work is (0 to 1) and words; raises where it is to stop."""
NOTHING_KNOWN = EvidenceFacts()


def stage_file(
    session: Session, source: Path | bytes, name: str = "", progress: Report | None = None
) -> StagedEvidence:
    """Seal a file into the records' folder, under a key of its own, in bounded memory; nothing is half-kept.

    Raises what `exchange.evidence_file.source_of` raises, DiskFullError, StoreReadOnlyError, RecordsClosedError, and
    whatever `progress` raises to stop it.
    """
    folder = EvidenceFolder(session.folder)
    with session.reading() as uow:
        known = {file.id for file in uow.evidence_files.all()}
    if not session.went_back:  # records that were put back do not know what is theirs
        folder.sweep(known, session.clock.now())
    key = new_file_key(session.keys.store_id)
    with source_of(source) as opened:

        def took(size: int) -> None:
            if progress is not None:
                progress(min(1.0, size / max(1, opened.size)), "")

        found: list[Fingerprint] = []

        def fill(write: Callable[[bytes], object]) -> None:
            took(0)
            found.append(seal_stream(key, opened.read, write, took))

            opened.still_there()

        sealed = folder.keep(key.evidence_id, fill, room=opened.size)
        media = opened.media
    (came_in,) = found
    shown = file_name(name or (source.name if isinstance(source, Path) else "")) or tr("Screen print")
    return StagedEvidence(
        key.evidence_id,
        shown,
        media,
        came_in.size,
        came_in.digest,
        key.key,
        sealed.size,
        sealed.digest,
        session.clock.now(),
    )


def claim(work: Work, case: UUID | Opened, staged: StagedEvidence, facts: EvidenceFacts = NOTHING_KNOWN) -> Evidence:
    """Make a staged file part of a case, inside the deed that files or adds to it; the caller adds what this gives.

    Raises EvidenceMissingError where the file went meanwhile, RuleError where a case has it already.
    """
    folder, session = EvidenceFolder(work.session.folder), work.session
    if folder.size(staged.id) != staged.sealed_size:
        raise EvidenceMissingError
    if work.uow.evidence_files.find(staged.id) is not None:
        raise RuleError(
            tr("This file stands in a record already. Nothing was saved. Take it out here, then save again.")
        )
    case_id = case.file.id if isinstance(case, Opened) else case
    file = EvidenceFile(
        staged.id, home_school(work.uow).id, case_id, staged.sealed_size, staged.sealed_digest, EvidenceState.KEPT
    )
    work.uow.evidence_files.add(file)
    work.did(Did.EVIDENCE_KEPT, Noun.INCIDENTS, subject_kind="evidence", subject_id=file.id, record=file)
    return Evidence(
        staged.id,
        staged.name,
        staged.media,
        staged.size,
        staged.digest,
        staged.key,
        session.clock.now(),
        session.person_id,
        facts.source,
        facts.address,
        facts.seen_at,
        facts.captured_at,
        facts.captured_by,
        facts.note,
    )


def evidence_entry(work: Work, evidence: Evidence) -> Entry:
    """The entry that says a file was kept, with the beginning of its fingerprint."""
    return new_entry(
        work,
        EntryKind.EVIDENCE,
        tr("“{name}” was sealed. Seal number {print}.", name=evidence.name, print=short_fingerprint(evidence.digest)),
        evidence_id=evidence.id,
    )


def gate_entry(work: Work, *, refused: bool) -> Entry:
    """The entry that says it was asked before files came in (PRACTICE 8); `refused` where one was not taken in."""
    if refused:
        words = tr("A file that may be illegal was not taken in. It was asked before; only words stand here.")
        return new_entry(work, EntryKind.GATE, words, answer=Answer.YES.value)
    words = tr("Before files were taken in it was asked whether one may be a sexual picture of somebody under 18: no.")
    return new_entry(work, EntryKind.EVIDENCE, words, about=EntryKind.GATE.value, answer=Answer.NO.value)


def give_up(session: Session, staged: Iterable[StagedEvidence]) -> None:
    """Take staged files away again that no case has claimed."""
    folder = EvidenceFolder(session.folder)
    with session.reading() as uow:
        free = [one.id for one in staged if uow.evidence_files.find(one.id) is None]
    for evidence_id in free:
        folder.destroy(evidence_id)


def staged_text(staged: Iterable[StagedEvidence]) -> str:
    """Staged files as JSON, for a draft: the draft is sealed to whoever typed it, and so are their keys."""
    return msgspec.json.encode(tuple(staged)).decode()


def staged_from(text: str) -> tuple[StagedEvidence, ...]:
    """What `staged_text` gave; nothing for a text that is none."""
    try:
        return msgspec.json.decode(text.encode(), type=tuple[StagedEvidence, ...]) if text else ()
    except msgspec.DecodeError:
        return ()
