"""A file that is taken in as evidence: read as a stream, whole or not at all, and what it is by its bytes."""

from __future__ import annotations

import contextlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, ClassVar

from schoolsm_desktop.domain.wording import tr

from .errors import FileEmptyError, FileMissingError, FileUnusableError

MOST_BYTES = 8 * 10**9
"""Hours of film; more is not evidence but a disk, and belongs to the police as it is."""

_HEAD = 64
_TEXT_LOOKED_AT = 4096


class FileIsFolderError(FileUnusableError):
    """A folder was dropped where files are taken."""

    key: ClassVar[str] = "file-is-folder"

    def __init__(self) -> None:
        super().__init__(tr("That is a folder. Nothing of it was kept. Choose the files in it, as many as are needed."))


class FileVanishedError(FileUnusableError):
    """The file went away or changed while it was read."""

    key: ClassVar[str] = "file-vanished"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The file went away or changed while it was being read. Nothing of it was kept. "
                "Copy it to this PC first, then add that copy."
            )
        )


class EvidenceTooLargeError(FileUnusableError):
    """More bytes than are sealed as one file."""

    key: ClassVar[str] = "evidence-too-large"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file has more than 8 GB, so it was not taken in. Nothing of it was kept. "
                "Leave it where it is, write down what and where it is, and ask the police how they want it."
            )
        )


@dataclass(frozen=True, slots=True)
class Source:
    """An open file from outside: its size, what it is, and how to read it. `read` gives fewer bytes only at the end.

    `still_there` raises FileVanishedError where it is not as it was when it was opened; ask before it counts as taken in.
    """

    size: int
    media: str
    read: Callable[[int], bytes]
    still_there: Callable[[], None]


@contextlib.contextmanager
def source_of(file: Path | bytes) -> Iterator[Source]:
    """A file from outside, or bytes that were pasted, for one reading from the beginning to the end.

    Raises FileMissingError, FileIsFolderError, FileEmptyError and EvidenceTooLargeError; its `read` FileVanishedError.
    """
    if isinstance(file, bytes):
        if not file:
            raise FileEmptyError
        held = io.BytesIO(file)
        yield Source(len(file), media_of(file[:_TEXT_LOOKED_AT]), held.read, lambda: None)
        return
    with _opened(file) as opened:
        began = os.fstat(opened.fileno())

        def still_there() -> None:
            try:
                now = file.stat()
            except OSError:
                raise FileVanishedError from None
            if (began.st_size, began.st_mtime_ns) != (now.st_size, now.st_mtime_ns):
                raise FileVanishedError

        try:
            head = opened.read(_TEXT_LOOKED_AT)
            opened.seek(0)
        except OSError:
            raise FileVanishedError from None
        yield Source(began.st_size, media_of(head), _reader(opened, began.st_size), still_there)


def _reader(opened: BinaryIO, size: int) -> Callable[[int], bytes]:
    """Reads on; an end before `size`, more than `size`, or a disk that is gone, is a file that vanished."""
    left = size

    def read(wanted: int) -> bytes:
        nonlocal left
        try:
            got = opened.read(wanted)
        except OSError:
            raise FileVanishedError from None
        left -= len(got)
        if left < 0 or (left > 0 and len(got) < wanted):
            raise FileVanishedError
        return got

    return read


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileIsFolderError
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device would never end
            raise FileMissingError
        if not found.st_size:
            raise FileEmptyError
        if found.st_size > MOST_BYTES:
            raise EvidenceTooLargeError
        opened = path.open("rb")
    except (OSError, ValueError):
        raise FileMissingError from None
    with opened:
        yield opened


_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"#!", "application/x-executable"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole"),
)
_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_RIFF = {b"WEBP": "image/webp", b"AVI ": "video/avi", b"WAVE": "audio/wav"}
UNKNOWN = "application/octet-stream"
TEXT = "text/plain"


def media_of(untrusted: bytes) -> str:
    """What a file is by its first bytes, whatever its name says; `application/octet-stream` where nobody knows."""
    found = next((media for beginning, media in _BEGINNINGS if untrusted.startswith(beginning)), None)
    if found is not None:
        return found
    if untrusted[:4] == b"RIFF":
        return _RIFF.get(untrusted[8:12], UNKNOWN)
    if untrusted[4:8] == b"ftyp":
        return "image/heic" if untrusted[8:12] in _HEIF else "video/mp4"
    return TEXT if _is_text(untrusted) else UNKNOWN


def _is_text(untrusted: bytes) -> bool:
    if untrusted[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return b"\0" not in untrusted and not any(sign < 9 or 13 < sign < 27 for sign in untrusted)
