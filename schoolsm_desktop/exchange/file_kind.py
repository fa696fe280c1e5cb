"""What the bytes of a file are, whatever its name says."""

from __future__ import annotations

import io
import zipfile
import zlib
from enum import Enum, auto
from pathlib import Path

from schoolsm_desktop.domain.wording import tr

from .errors import (
    FileDamagedError,
    FileEmptyError,
    FileMissingError,
    FileTooLargeError,
    NotWhatItSaysError,
    OldFormatError,
    OldWorkbookError,
    WorkbookLockedError,
)

FILE_BYTES = 50_000_000
"""No list of a school comes near this."""


class FileForm(Enum):
    """The forms that can be read."""

    TEXT = auto()
    JSON = auto()
    XML = auto()
    KDBX = auto()
    XLSX = auto()
    ODS = auto()


_KDBX = b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5"
_OLD_KEEPASS = (b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5", b"\x03\xd9\xa2\x9a\x66\xfb\x4b\xb5")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_bytes(path: Path, limit: int = FILE_BYTES) -> bytes:
    """All bytes of a file, never more than `limit`.

    Raises FileMissingError, FileEmptyError or FileTooLargeError.
    """
    try:
        if not path.is_file():
            raise FileMissingError
        with path.open("rb") as file:
            untrusted = file.read(limit + 1)
    except (OSError, ValueError):
        raise FileMissingError from None
    if not untrusted:
        raise FileEmptyError
    if len(untrusted) > limit:
        raise FileTooLargeError(limit // 1_000_000)
    return untrusted


def form_of(untrusted: bytes) -> FileForm:
    """The form of the bytes; raises the error that says what they are when they cannot be a list."""
    if untrusted.startswith(_KDBX):
        return FileForm.KDBX
    if untrusted.startswith(_OLD_KEEPASS):
        raise OldFormatError
    if untrusted.startswith(_OLE):
        raise WorkbookLockedError if _is_locked_workbook(untrusted) else OldWorkbookError
    if untrusted.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_form(untrusted)
    other = _other_kind(untrusted)
    if other:
        raise NotWhatItSaysError(other)
    return _text_form(untrusted)


def _is_locked_workbook(untrusted: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in untrusted


def _zip_form(untrusted: bytes) -> FileForm:
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
            names = set(archive.namelist())
            named_type = archive.open("mimetype").read(200) if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        raise FileDamagedError from None
    if "xl/workbook.xml" in names:
        return FileForm.XLSX
    if "xl/workbook.bin" in names:
        raise OldWorkbookError
    if "content.xml" in names and b"opendocument.spreadsheet" in named_type:
        return FileForm.ODS
    if "word/document.xml" in names or "content.xml" in names:
        raise NotWhatItSaysError(tr("a word-processor document"))
    if "ppt/presentation.xml" in names:
        raise NotWhatItSaysError(tr("a presentation"))
    raise NotWhatItSaysError(tr("a compressed folder"))


def _other_kind(untrusted: bytes) -> str | None:
    kinds = (
        ((b"%PDF",), tr("a PDF document")),
        ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x00", b"RIFF"), tr("a picture or a recording")),
        ((b"SQLite format 3\x00",), tr("a database")),
        ((b"MZ", b"\x7fELF"), tr("a program")),
        ((b"{\\rtf",), tr("a word-processor document")),
        ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"), tr("a compressed folder")),
        ((b"BEGIN:VCALENDAR",), tr("a calendar")),
        ((b"BEGIN:VCARD",), tr("address cards")),
    )
    for starts, name in kinds:
        if untrusted.startswith(starts):
            return name
    return None


def _text_form(untrusted: bytes) -> FileForm:
    head = untrusted[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n")
    lowered = head[:1024].lower()
    if lowered.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")) or b"<html" in lowered:
        raise NotWhatItSaysError(tr("a web page"))
    if head.startswith(b"<"):
        return FileForm.XML
    if head.startswith((b"{", b"[")):
        return FileForm.JSON
    return FileForm.TEXT
