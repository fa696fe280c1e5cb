"""Evidence made fit to be looked at inside the program: a picture drawn anew, pages of a PDF, words without markup.

Whatever a file is, nothing here runs it, follows it or lets another program open it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from schoolsm_desktop.domain.wording import tr

from .errors import FileUnusableError
from .evidence_file import TEXT, media_of
from .picture_file import PictureFormat, safe_copy
from .scan import PDF, scan_kind

LARGEST_SIDE = 4000
MOST_BYTES = 60 * 1024 * 1024
"""What is looked at here fits into memory; a film is only given out."""
MOST_TEXT = 200_000
_PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/heic"})
_MEDIA = {PictureFormat.JPEG: "image/jpeg", PictureFormat.PNG: "image/png"}
_ENCODINGS = ("utf-8-sig", "cp1252")


class NotShownError(FileUnusableError):
    """A kind of file that is not shown here, only given out as it came in."""

    key: ClassVar[str] = "evidence-not-shown"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Files of this kind are not opened here. It lies sealed and unchanged; "
                "save a copy for whoever needs to look at it."
            )
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """What can be shown: PNG, JPEG or PDF as `content`, or `text`; `is_cut` where a text is longer than is shown."""

    media: str
    content: bytes = field(default=b"", repr=False)
    text: str = field(default="", repr=False)
    is_cut: bool = False


def can_show(media: str, size: int) -> bool:
    """Whether a file of this kind and size is shown at all."""
    return size <= MOST_BYTES and (media in _PICTURES or media in (PDF, TEXT))


def show(untrusted: bytes) -> Shown:
    """The file as it is shown. Raises NotShownError, and the errors of pictures and scans for what is damaged or too large."""
    media = media_of(untrusted[:4096])
    if not can_show(media, len(untrusted)):
        raise NotShownError
    if media == TEXT:
        text = _decoded(untrusted)
        return Shown(TEXT, text=_plain(text[:MOST_TEXT]), is_cut=len(text) > MOST_TEXT)
    if media == PDF:
        scan_kind(untrusted)  # every page opens, and there are not too many
        return Shown(PDF, untrusted)
    copy = safe_copy(untrusted, LARGEST_SIDE)
    if copy.format in _MEDIA:
        return Shown(_MEDIA[copy.format], copy.content)
    return Shown("image/png", _as_png(copy.content))


def _as_png(content: bytes) -> bytes:
    """Our own safe copy in a form that the window reads without a plug-in."""
    import io

    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=("WEBP",)) as opened:
        opened.save(out, "PNG")
    return out.getvalue()


def _decoded(untrusted: bytes) -> str:
    if untrusted[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return untrusted.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return untrusted.decode(encoding)
        except UnicodeDecodeError:
            continue
    return untrusted.decode("latin-1")


_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def _plain(text: str) -> str:
    """Words, line ends and tabs; a sign that turns the direction of reading is shown as what it is."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if x in _DIRECTIONS or (x < " " and x not in "\n\t") else x for x in lines
    )
