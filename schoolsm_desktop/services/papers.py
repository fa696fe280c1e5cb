"""Scans that stand behind records: kept inside the records, looked at inside the program, never copied to the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.papers import Paper, paper_name
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.scan import read_scan, scan_kind

from .schools import home_school
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class Scan:
    """A file somebody has chosen as a scan, read and proved to open; nothing is kept yet."""

    name: str
    kind: str
    content: bytes = field(repr=False)


class PaperService:
    """Deeds and views of scanned papers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, path: Path) -> Scan:
        """The file at `path` as a scan. Raises what exchange.scan raises; nothing is kept."""
        content = read_scan(path)
        return Scan(paper_name(path.name), scan_kind(content), content)

    def keep(self, name: str, content: bytes) -> Paper:
        """Keep a scan by itself. Raises what exchange.scan raises."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.SEE_REGISTER)
            kept = keep_paper(work, name, content)
            work.done()
        return kept

    def open(self, paper_id: UUID) -> tuple[Paper, bytes]:
        """A kept scan with its bytes; that somebody looked is recorded.

        Raises RuleError where the bytes are no longer those that were kept.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.SEE_REGISTER)
            opened = open_paper(work, paper_id)
            work.done()
        return opened


def open_paper(work: Work, paper_id: UUID) -> tuple[Paper, bytes]:
    """A kept scan inside a unit of work that has asked for the right to see it; that somebody looked is recorded.

    Raises RuleError where the bytes are no longer those that were kept.
    """
    paper, content = work.uow.papers.get(paper_id), work.uow.papers.content(paper_id)
    if hashlib.sha256(content).digest() != paper.digest:
        raise RuleError(
            tr(
                "This scan is no longer as it was kept, so it is not shown. Nothing was changed. "
                "Check the records in Settings, and look at the paper itself."
            )
        )
    work.did(Did.PAPER_OPENED, subject_kind="paper", subject_id=paper.id)
    return paper, content


def keep_paper(work: Work, name: str, content: bytes) -> Paper:
    """Keep a scan inside a unit of work that has asked for the right to do so. Raises what exchange.scan raises."""
    kind = scan_kind(content)
    paper = Paper(
        uuid4(),
        home_school(work.uow).id,
        paper_name(name),
        kind,
        len(content),
        hashlib.sha256(content).digest(),
        work.session.person_id,
        work.session.clock.now(),
    )
    work.uow.papers.add(paper, content)
    work.did(Did.PAPER_KEPT, subject_kind="paper", subject_id=paper.id, record=paper)
    return paper


def keep_scan(work: Work, scan: Scan | None) -> UUID | None:
    """Keep what a dialog's scan field gave and return its id; None where nothing was chosen."""
    return keep_paper(work, scan.name, scan.content).id if scan is not None else None
