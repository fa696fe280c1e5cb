"""The type in which everything is printed: loaded once, measured quickly, with accents set where they belong.

The family is Noto Sans (SIL Open Font License, `resources/fonts/OFL.txt`): it carries every Latin orthography, Greek
and Cyrillic. Only the letters a document uses are embedded in it.

Three further scripts have a cut of their own, loaded when a letter of them is first met: those whose letters stand
beside each other, left to right, as they are. Arabic and the scripts of India join and change their letters by rules that
nothing here knows, Hebrew in a line of English is copied out of order by common readers, and Chinese would be 16 MB: a name
set wrongly is worse than one that is named at the end and written in by hand.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from enum import StrEnum
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.paths import resource

_LOCA_FORMAT = 50  # where the head table says how wide the offsets of the loca table are
_ABOVE, _BELOW = 230, 220  # canonical combining classes, Unicode 4.3
FILES = threading.RLock()
"""Held by whoever reads a loaded font's tables: the library reads them at one position that all threads share."""


class TypefacesMissingError(OfficeError):
    """The program's own type files cannot be read, so nothing can be printed."""

    key = "typefaces-missing"


class Face(StrEnum):
    """One cut of the family; the value is its name inside a document."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"
    MONO = "NotoSansMono-Regular"


class Script(StrEnum):
    """One other script, set upright and regular whatever stands around it; the value is its name inside a document."""

    ARMENIAN = "NotoSansArmenian-Regular"
    GEORGIAN = "NotoSansGeorgian-Regular"
    ETHIOPIC = "NotoSansEthiopic-Regular"


Cut = Face | Script
_loaded: dict[Cut, TTFont] = {}
_BLOCKS: dict[Script, str] = {
    Script.ARMENIAN: "\u0530-\u058f\ufb13-\ufb17",
    Script.GEORGIAN: "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    Script.ETHIOPIC: "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
}
_IN_BLOCK = {script: re.compile(f"[{block}]") for script, block in _BLOCKS.items()}
OTHER_SCRIPT = re.compile(f"[{''.join(_BLOCKS.values())}]")
"""Finds a letter that may be set in a script's own cut."""
OTHER_SCRIPT_WORD = re.compile(f"[{''.join(_BLOCKS.values())}]+")


class _Advances(dict[str, float]):
    """How far each letter moves the pen, in thousandths of the type size; an unknown letter counts as none."""

    def __missing__(self, letter: str) -> float:
        script = script_of(letter)
        return advances(script)[letter] if script is not None else 0.0


@functools.cache
def script_of(letter: str) -> Script | None:
    """The script whose cut sets `letter`; None for the family's own and for what nothing here sets.

    A loose vowel sign or accent of a script is none of them: where it goes is for rules that nothing here knows.
    """
    for script, block in _IN_BLOCK.items():
        if block.match(letter):
            known = unicodedata.category(letter)[0] != "M" and ord(letter) in typeface(script).face.charWidths
            return script if known else None
    return None


def typeface(face: Cut) -> TTFont:
    """The loaded font, known to the PDF library from now on. Raises TypefacesMissingError."""
    if face not in _loaded:
        with FILES:
            if face not in _loaded:  # one document must not begin with one copy and go on with another
                _loaded[face] = _load(face)
    return _loaded[face]


def _load(face: Cut) -> TTFont:
    try:
        font = TTFont(face.value, str(resource("fonts", f"{face.value}.ttf")), asciiReadable=True)
    except (OSError, TTFError) as error:
        raise TypefacesMissingError(
            tr(
                "The document could not be set: the program's type files are missing or damaged. "
                "Your records are not affected. Install the program again, then print."
            )
        ) from error
    pdfmetrics.registerFont(font)
    return font


@functools.cache
def advances(face: Cut) -> dict[str, float]:
    """How far each letter moves the pen, in thousandths of the type size; its keys are all that `face` itself can set."""
    widths = typeface(face).face.charWidths
    return _Advances({chr(code): float(width) for code, width in widths.items()})


def width_of(text: str, face: Cut, size: float) -> float:
    """Points that `text` takes on a line, accents counted as nothing."""
    return sum(map(advances(face).__getitem__, text)) * size / 1000


@functools.cache
def _box(face: Face, letter: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a glyph from its origin, upwards positive, in thousandths of the size.

    Read from the font's own tables (OpenType: head, loca, glyf), which say it for a loose accent too.
    """
    whole: Any = typeface(face)
    with FILES:
        font = whole.face
        glyph = font.charToGlyph[ord(letter)]
        font.seek_table("head", _LOCA_FORMAT)
        long_offsets = font.read_short() == 1
        font.seek_table("loca", glyph * (4 if long_offsets else 2))
        start = font.read_ulong() if long_offsets else font.read_ushort() * 2
        end = font.read_ulong() if long_offsets else font.read_ushort() * 2
        if start == end:
            return 0.0, 0.0, 0.0, 0.0
        font.seek_table("glyf", start + 2)
        left, bottom, right, top = (float(whole.pdfScale(font.read_short())) for _ in range(4))
    return left, bottom, right, top


@functools.cache
def accent_shift(face: Face, cluster: str) -> tuple[tuple[str, float, float], ...]:
    """Where each loose accent after a letter goes: accent, points right and points up per 1,000 of type size.

    The font's accents sit over a small letter without an ascender. Over a capital, or as the second of two, they
    have to move, which matters for names such as Ọmọ́tọ́lá that Unicode has no single signs for.
    """
    base, placed = cluster[0], []
    left, bottom, right, top = _box(face, base)
    floor = _box(face, "x")[3]
    advance = advances(face)[base]
    for mark in cluster[1:]:
        mark_left, mark_bottom, mark_right, mark_top = _box(face, mark)
        across = (left + right) / 2 - advance - (mark_left + mark_right) / 2
        up = 0.0
        if unicodedata.combining(mark) == _ABOVE:
            up = max(0.0, top - floor)
            top = max(top, floor) + (mark_top - mark_bottom) + 40
        elif unicodedata.combining(mark) == _BELOW:
            up = min(0.0, bottom)
            bottom = min(bottom, 0.0) - (mark_top - mark_bottom) - 40
        placed.append((mark, across, up))
    return tuple(placed)


def clusters(text: str) -> list[str]:
    """`text` cut so that each letter keeps its loose accents."""
    found: list[str] = []
    for letter in text:
        if found and unicodedata.combining(letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found
