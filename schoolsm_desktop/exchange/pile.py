"""A scanned pile from outside: each page with the numbers on it, as far as a square can be read.

    for page in pile_pages(read_pile(path)):
        page.codes                      # the numbers of our own papers on it

One page at a time is unpacked; what is kept of it is a small grey picture, so that a pile of any length needs little room.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from schoolsm_desktop.domain.photo_forms import CODE_MARK, meant_code
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.pdf_turn import PDF_TURN

from .errors import (
    FileEmptyError,
    FileTooLargeError,
    FileUnusableError,
    ScanKindError,
    ScanLockedError,
    ScanUnreadableError,
)
from .file_kind import read_bytes
from .scan import JPEG, MOST_PIXELS, PDF, PNG

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PILE_BYTES = 200_000_000
"""Five hundred sheets in colour at 200 dots per inch."""
MOST_PILE_PAGES = 1000
_STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_PICTURES = {PNG: "PNG", JPEG: "JPEG"}
_READ_SIDE = 2400
"""Pixels of the longer side in which squares are looked for: A4 at 200 dots per inch."""
_KEPT_SIDE = 1500
"""Pixels of the longer side of the picture of a page: a tick and a name can be read."""
_INK = 140
_BLANK = 0.0005


class PageKind(StrEnum):
    """What a page shows to a reader of squares."""

    CODED = "coded"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
    BLANK = "blank"


class PileTooLongError(FileUnusableError):
    """A pile of more pages than are sorted in one go."""

    key: ClassVar[str] = "pile-too-long"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This pile has more than {pages} pages. Nothing was changed. Scan it in two parts.",
                pages=MOST_PILE_PAGES,
            )
        )


class PileTooLargeError(FileUnusableError):
    """A pile of more bytes than are read in one go."""

    key: ClassVar[str] = "pile-too-large"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This pile is larger than {megabytes} MB. Nothing was changed. "
                "Scan it in two parts, or in grey with fewer dots.",
                megabytes=MOST_PILE_BYTES // 1_000_000,
            )
        )


@dataclass(frozen=True, slots=True)
class PilePage:
    """One page: what was read from it, and the page itself as a small grey JPEG. `number` counts from 1."""

    number: int
    kind: PageKind
    codes: tuple[str, ...] = ()
    picture: bytes = field(default=b"", repr=False)


def read_pile(path: Path) -> bytes:
    """The bytes of the file at `path`. Raises FileMissingError, FileEmptyError or PileTooLargeError."""
    try:
        return read_bytes(path, MOST_PILE_BYTES)
    except FileTooLargeError:
        raise PileTooLargeError from None


def page_count(untrusted: bytes) -> int:
    """How many pages a pile has. Raises what `pile_pages` raises."""
    if _kind(untrusted) != PDF:
        return 1
    with _document(untrusted) as document:
        return len(document)


def pile_pages(untrusted: bytes) -> Iterator[PilePage]:
    """The pages of a PDF, or of one PNG or JPEG, one after the other.

    Raises FileEmptyError, ScanKindError, ScanLockedError, ScanUnreadableError or PileTooLongError; a single page that
    cannot be drawn is an unreadable page and holds up none of the others.
    """
    kind = _kind(untrusted)
    if kind != PDF:
        yield _looked_at(1, _picture(untrusted, kind))
        return
    with _document(untrusted) as document:
        for number in range(len(document)):
            drawn = _drawn(document, number)
            yield PilePage(number + 1, PageKind.UNREADABLE) if drawn is None else _looked_at(number + 1, drawn)


def _kind(untrusted: bytes) -> str:
    if not untrusted:
        raise FileEmptyError
    kind = next((kind for start, kind in _STARTS if untrusted.startswith(start)), None)
    if kind is None:
        raise ScanKindError
    return kind


@contextmanager
def _document(untrusted: bytes) -> Iterator[Any]:
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    try:
        with PDF_TURN:
            document = pypdfium2.PdfDocument(untrusted)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ScanLockedError from None
        raise ScanUnreadableError from None
    try:
        if not len(document):
            raise ScanUnreadableError
        if len(document) > MOST_PILE_PAGES:
            raise PileTooLongError
        yield document
    finally:
        with PDF_TURN:
            document.close()


def _drawn(document: Any, number: int) -> Image | None:
    """One page in grey, no larger than squares need, whatever size the file says it has."""
    import pypdfium2

    try:
        with PDF_TURN, closing(document[number]) as page:
            longest, shortest = max(page.get_size()), min(page.get_size())
            if shortest <= 0 or longest > shortest * 20:
                return None
            with closing(page.render(scale=_READ_SIDE / longest, grayscale=True)) as bitmap:
                drawn: Image = bitmap.to_pil().copy()
            return drawn
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None


def _picture(untrusted: bytes, kind: str) -> Image:
    """The size is read from the head before a pixel is unpacked."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(untrusted), formats=(_PICTURES[kind],)) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise ScanUnreadableError
            upright = ImageOps.exif_transpose(opened).convert("L")
    except ScanUnreadableError:
        raise
    except Exception:  # a decoder may raise anything on a hostile file; all of it means the same
        raise ScanUnreadableError from None
    upright.thumbnail((_READ_SIDE * 2, _READ_SIDE * 2))
    return upright


def _looked_at(number: int, page: Image) -> PilePage:
    texts = _texts(page)
    codes = tuple(dict.fromkeys(code for text in texts if text.startswith(CODE_MARK) and (code := meant_code(text))))
    if codes:
        kind = PageKind.CODED
    elif texts:
        kind = PageKind.FOREIGN
    else:
        kind = PageKind.BLANK if _is_blank(page) else PageKind.UNREADABLE
    return PilePage(number, kind, codes, _kept(page))


def _texts(page: Image) -> list[str]:
    """What the squares on a page say. Two scales are always looked at: a form of brothers and sisters has several."""
    found = _read(page, 1.0) + _read(page, 0.5)
    if found or _is_blank(page):
        return found
    return _read(page, 1.5) or _read(page, 1.0, hard=True) or _read(page, 0.5, hard=True)


def _read(page: Image, scale: float, *, hard: bool = False) -> list[str]:
    """At one scale; `hard` parts dark from light by the whole page instead of by its surroundings."""
    import zxingcpp

    looked = (
        page if scale == 1 else page.resize((max(1, round(page.width * scale)), max(1, round(page.height * scale))))
    )
    binarizer = zxingcpp.Binarizer.GlobalHistogram if hard else zxingcpp.Binarizer.LocalAverage
    found = zxingcpp.read_barcodes(
        looked, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), binarizer=binarizer
    )
    return [one.text for one in found]


def _is_blank(page: Image) -> bool:
    """The back of a sheet that was scanned on both sides."""
    small = page.reduce(4) if min(page.size) >= 4 else page
    dark = sum(small.histogram()[:_INK])
    return dark < small.width * small.height * _BLANK


def _kept(page: Image) -> bytes:
    small = page.copy()
    small.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=55)
    return out.getvalue()
