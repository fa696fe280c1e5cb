"""A school's crest from a picture: unpacked, made small and written anew, so that nothing else of the file is kept."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from schoolsm_desktop.domain.wording import tr

from .errors import FileTooLargeError, FileUnusableError
from .file_kind import read_bytes

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 512
"""The longer side of what is kept, in pixels: sharp on paper at 300 dots per inch up to 4 cm."""
_STRIP = 64
"""Rows of the smaller picture that are made at a time."""
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class CrestKindError(FileUnusableError):
    """A file that is no picture a crest can be made of."""

    key: ClassVar[str] = "crest-kind"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file is no PNG or JPEG picture, whatever its name says. Nothing was changed. "
                "Save the crest as PNG in a drawing program, and choose that."
            )
        )


class CrestUnreadableError(FileUnusableError):
    """A picture that is damaged, cut off, or far too large."""

    key: ClassVar[str] = "crest-unreadable"

    def __init__(self) -> None:
        super().__init__(
            tr("This picture is damaged, cut off or far too large. Nothing was changed. Choose another picture.")
        )


def read_crest(path: Path) -> bytes:
    """The picture at `path` as a small PNG. Raises FileMissingError, FileEmptyError, CrestKindError or CrestUnreadableError."""
    try:
        return crest_of(read_bytes(path, MOST_BYTES))
    except FileTooLargeError:
        raise CrestUnreadableError from None


def crest_of(untrusted: bytes) -> bytes:
    """The picture as a small PNG: its size is read from the head before a pixel is unpacked. Raises as `read_crest`."""
    from PIL import Image, ImageOps

    if not untrusted.startswith(_STARTS):
        raise CrestKindError
    try:
        with Image.open(io.BytesIO(untrusted), formats=("PNG", "JPEG")) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise CrestUnreadableError
            upright = ImageOps.exif_transpose(_small(opened)).convert("RGBA")
        out = io.BytesIO()
        Image.frombytes("RGBA", upright.size, upright.tobytes()).save(out, "PNG", optimize=True)
    except CrestUnreadableError:
        raise
    except Exception:  # a decoder may raise anything on a hostile file; all of it means the same
        raise CrestUnreadableError from None
    return out.getvalue()


def _small(opened: Image.Image) -> Image.Image:
    """The picture with its longer side at SIDE, made smaller strip by strip: never a second copy of the whole."""
    from PIL import Image

    opened.draft("RGB", (2 * SIDE, 2 * SIDE))  # of a JPEG, fewer pixels are unpacked in the first place
    factor = max(opened.size) // (2 * SIDE)
    small = opened
    if factor > 1:
        width, height = opened.size
        small = Image.new("RGBA", (-(-width // factor), -(-height // factor)))
        small.info = opened.info
        for top in range(0, height, factor * _STRIP):
            strip = opened.crop((0, top, width, min(top + factor * _STRIP, height))).convert("RGBA")
            small.paste(strip.reduce(factor), (0, top // factor))
    small = small.convert("RGBA")
    small.thumbnail((SIDE, SIDE))
    return small
