"""A scanned paper from outside: a PDF, PNG or JPEG that opens, told by its contents and never by its name."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

from schoolsm_desktop.domain.papers import MOST_BYTES
from schoolsm_desktop.pdf_turn import PDF_TURN

from .errors import (
    FileEmptyError,
    FileTooLargeError,
    ScanKindError,
    ScanLockedError,
    ScanTooLargeError,
    ScanUnreadableError,
)
from .file_kind import read_bytes

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
_STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_PICTURE_FORMATS = {PNG: "PNG", JPEG: "JPEG"}
MOST_PIXELS = 60_000_000
"""A sheet of A4 at 600 dots per inch has 35 million."""
MOST_PAGES = 300


def read_scan(path: Path) -> bytes:
    """The bytes of the file at `path`, for `scan_kind`. Raises FileMissingError, FileEmptyError or ScanTooLargeError."""
    try:
        return read_bytes(path, MOST_BYTES)
    except FileTooLargeError:
        raise ScanTooLargeError(MOST_BYTES) from None


def scan_kind(untrusted: bytes) -> str:
    """The media type of a scan whose every page or picture could be opened.

    Raises FileEmptyError, ScanTooLargeError, ScanKindError, ScanLockedError or ScanUnreadableError.
    """
    if not untrusted:
        raise FileEmptyError
    if len(untrusted) > MOST_BYTES:
        raise ScanTooLargeError(MOST_BYTES)
    kind = next((kind for start, kind in _STARTS if untrusted.startswith(start)), None)
    if kind is None:
        raise ScanKindError
    if kind == PDF:
        _open_pdf(untrusted)
    else:
        _open_picture(untrusted, kind)
    return kind


def _open_pdf(untrusted: bytes) -> None:
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    try:
        with PDF_TURN, closing(pypdfium2.PdfDocument(untrusted)) as document:
            sizes = [document.get_page_size(number) for number in range(min(len(document), MOST_PAGES + 1))]
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ScanLockedError from None
        raise ScanUnreadableError from None
    if not sizes or len(sizes) > MOST_PAGES or any(min(size) <= 0 for size in sizes):
        raise ScanUnreadableError


def _open_picture(untrusted: bytes, kind: str) -> None:
    """The size is read from the head before a pixel is unpacked; then all of them are, so that a cut-off file is found."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(untrusted), formats=(_PICTURE_FORMATS[kind],)) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise ScanUnreadableError
            opened.load()
    except ScanUnreadableError:
        raise
    except Exception:  # a decoder may raise anything on a hostile file; all of it means the same
        raise ScanUnreadableError from None
