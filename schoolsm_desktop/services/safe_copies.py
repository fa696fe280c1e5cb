"""Copies of pictures without anything hidden, in one folder of this PC that empties itself after seven days.

The folder lies beside what this PC remembers and not among the user's own pictures: those are often copied to a cloud by
themselves. A copy is never called like the picture: a file's name is where a child's name hides.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.exchange.picture_file import HIDDEN_WORDS, Hidden, PictureFormat, picture_bytes, safe_copy

from .picture_books import picture_rules
from .session import Session, Work
from .this_pc import ThisPc

FOLDER = "Pictures to post"
KEPT_FOR = timedelta(days=7)
_ENDINGS = {PictureFormat.JPEG: ".jpg", PictureFormat.PNG: ".png", PictureFormat.WEBP: ".webp"}
_NAME = "picture"


class CopyNotKeptError(OfficeError):
    """The folder for pictures cannot be written."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The copy could not be saved on this PC: the folder for pictures is full or may not be written. "
                "Nothing was kept and no record was changed. Make room, or ask who looks after this PC."
            )
        )


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A safe copy: where it lies, SHA-256 of the picture and of the copy, its size, what was taken out, to show it."""

    path: Path
    picture: bytes
    copy: bytes
    width: int
    height: int
    removed: tuple[Hidden, ...]
    content: bytes = field(repr=False)

    @property
    def removed_words(self) -> str:
        """What was taken out, in one sentence."""
        if not self.removed:
            return tr("Nothing was hidden in it.")
        return tr("Taken out: {what}.", what=list_text([tr(HIDDEN_WORDS[hidden]) for hidden in self.removed]))


class SafeCopyService:
    """Makes safe copies and clears old ones away."""

    def __init__(self, session: Session, this_pc: ThisPc) -> None:
        self._session = session
        self._this_pc = this_pc

    @property
    def folder(self) -> Path:
        """Where the copies lie."""
        return self._this_pc.file.parent / FOLDER

    def make(self, picture: Path | bytes) -> MadeCopy:
        """A safe copy of a file, or of a picture that was pasted, no larger than the school allows.

        Raises what `exchange.picture_file.safe_copy` raises, CopyNotKeptError and NotAllowedError.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.CHECK_PHOTOS)
            largest = picture_rules(uow).largest_side
        untrusted = picture_bytes(picture) if isinstance(picture, Path) else picture
        made = safe_copy(untrusted, largest)
        self.empty_old()
        path = self._keep(made.content, _ENDINGS[made.format])
        return MadeCopy(path, _digest(untrusted), made.digest, made.width, made.height, made.removed, made.content)

    def empty_old(self) -> int:
        """Delete the copies that are older than seven days; how many went. What is not one of ours is left alone."""
        gone = 0
        last = (self._session.clock.now() - KEPT_FOR).timestamp()
        with suppress(OSError):
            for path in self.folder.glob(f"{_NAME} *"):
                if path.suffix in _ENDINGS.values() and path.is_file() and path.stat().st_mtime < last:
                    with suppress(OSError):
                        path.unlink()
                        gone += 1
        return gone

    def not_opened(self) -> str:
        """Record that somebody would not open a picture that may be illegal; whom to tell, in words (PRACTICE 8)."""
        with self._session.work() as work:
            said = record_not_opened(work)
            work.done()
        return said

    def _keep(self, content: bytes, ending: str) -> Path:
        day = self._session.today.isoformat()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            for number in range(1, 10_000):
                path = self.folder / f"{_NAME} {day} {number}{ending}"
                with suppress(FileExistsError), path.open("xb") as file:
                    file.write(content)
                    return path
        except OSError:
            raise CopyNotKeptError from None
        raise CopyNotKeptError


def _digest(untrusted: bytes) -> bytes:
    return hashlib.sha256(untrusted).digest()


def record_not_opened(work: Work) -> str:
    """Record inside a deed that a file which may be illegal was neither opened nor taken in; whom to tell, in words."""
    session = work.session
    duties, people = work.uow.duties.standing(session.today), {p.id: p for p in work.uow.people.all()}
    leads = [people[i].name for i in holders_on(duties, Duty.DSL, session.today) if i in people]
    work.did(Did.PICTURE_NOT_OPENED)
    who = list_text(leads) if leads else tr("the designated safeguarding lead")
    return tr(
        "It was not opened and nothing was kept. Do not look at it again, copy, send or delete it. "
        "Leave the device as it is and tell {who} now, face to face. If they are not there, ring the police on 101, "
        "or 999 if somebody is in danger.",
        who=who,
    )
