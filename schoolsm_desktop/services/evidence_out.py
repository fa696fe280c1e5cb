"""A copy of evidence that leaves the records: numbered, with its recipient and reason in the record, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from schoolsm_desktop.domain.cases import Entry, EntryKind, Evidence
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.evidence import safe_file_name
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.evidence import FileKey, Fingerprint, verified_chunks
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder

from .evidence_taking import Report
from .session import Session


class CopyNotWrittenError(OfficeError):
    """The folder that was chosen for a copy cannot be written."""

    key: ClassVar[str] = "copy-not-written"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The copy could not be written there: the folder is full, not there, or may not be written. "
                "Nothing was given out and nothing was recorded. Choose another folder."
            )
        )


def file_key(session: Session, evidence: Evidence) -> FileKey:
    """The key of a piece of evidence whose case was opened."""
    return FileKey(session.keys.store_id, evidence.id, evidence.key)


def fingerprint(evidence: Evidence) -> Fingerprint:
    """What came in."""
    return Fingerprint(evidence.size, evidence.digest)


def copy_number(entries: tuple[Entry, ...], evidence: Evidence) -> int:
    """The number of the next copy of a piece of evidence."""
    given = [x for x in entries if x.kind is EntryKind.GIVEN_OUT and x.evidence_id == evidence.id]
    return len(given) + 1


def write_copy(session: Session, evidence: Evidence, folder: Path, number: int, progress: Report | None) -> Path:
    """Write what came in under another name than its final one, checked to the last byte; the path of that.

    Raises EvidenceBrokenError, EvidenceMissingError, CopyNotWrittenError and what `progress` raises; nothing is left then.
    """
    if not folder.is_dir() or folder.resolve().is_relative_to(session.folder.resolve()):
        raise CopyNotWrittenError
    unfinished = folder / f".{evidence.id.hex}-{number}.part"
    sealed = EvidenceFolder(session.folder)
    written = 0
    try:
        with sealed.opened(evidence.id) as source, _to_folder(), unfinished.open("wb") as out:
            for chunk in verified_chunks(file_key(session, evidence), source.read, fingerprint(evidence)):
                out.write(chunk)
                written += len(chunk)
                if progress is not None:
                    progress(written / max(1, evidence.size), "")
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def free_path(folder: Path, evidence: Evidence, number: int) -> Path:
    """A name that nothing in the folder has: the file's own, and which copy it is."""
    name = Path(safe_file_name(evidence.name))
    stem = tr("{name}, copy {number}", name=name.stem, number=number)
    paths = (folder / f"{stem}{'' if at == 1 else f' ({at})'}{name.suffix}" for at in range(1, 1000))
    return next(path for path in paths if not path.exists())


def put_in_place(unfinished: Path, final: Path) -> None:
    """Give a written copy its name. Raises CopyNotWrittenError."""
    with _to_folder():
        unfinished.replace(final)


@contextlib.contextmanager
def _to_folder() -> Iterator[None]:
    try:
        yield
    except OSError:
        raise CopyNotWrittenError from None
