"""Sizes, colours and line breaking of everything printed. All of it reads as well black on white."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from reportlab.lib.colors import Color, HexColor

from .fonts import Face, clusters, width_of

MM = 72 / 25.4

INK = HexColor("#1c2733")
QUIET = HexColor("#52616d")
HAIR = HexColor("#b9c4cd")
PALE = HexColor("#f1f4f6")
GHOST = HexColor("#e3e8ec")
GOOD = HexColor("#145a2e")
STOP = HexColor("#8f2410")
WARN = HexColor("#6f4a00")
WHITE = HexColor("#ffffff")


@dataclass(frozen=True, slots=True)
class Style:
    """A cut of type at a size, with the distance between lines, all in points."""

    face: Face
    size: float
    leading: float
    ink: Color = INK


TITLE = Style(Face.BOLD, 21, 26)
LEAD = Style(Face.REGULAR, 9.5, 14, QUIET)
HEADING = Style(Face.BOLD, 13, 18)
SUBHEADING = Style(Face.BOLD, 10, 14)
BODY = Style(Face.REGULAR, 9, 13)
BODY_BOLD = Style(Face.BOLD, 9, 13)
BODY_QUIET = Style(Face.REGULAR, 9, 13, QUIET)
LABEL = Style(Face.REGULAR, 7.5, 11, QUIET)
CELL = Style(Face.REGULAR, 8, 10.6)
CELL_BOLD = Style(Face.BOLD, 8, 10.6)
CELL_QUIET = Style(Face.REGULAR, 7.5, 10.2, QUIET)
CELL_NARROW = Style(Face.REGULAR, 7, 9.8, QUIET)
CELL_ABSENT = Style(Face.ITALIC, 8, 10.6, QUIET)
CELL_GOOD = Style(Face.BOLD, 8, 10.6, GOOD)
CELL_WARN = Style(Face.BOLD, 8, 10.6, WARN)
CELL_STOP = Style(Face.BOLD, 8, 10.6, STOP)
TABLE_HEAD = Style(Face.BOLD, 7.5, 9.8, QUIET)
SMALL = Style(Face.REGULAR, 7, 9.4, QUIET)
SMALL_BOLD = Style(Face.BOLD, 7, 9.4, INK)
CODE = Style(Face.MONO, 23, 33)
CODE_SMALL = Style(Face.MONO, 14, 21)


class Sign(Enum):
    """A drawn sign that stands before a word, so that no state is told by colour alone."""

    GOOD = auto()
    WARN = auto()
    STOP = auto()
    UNKNOWN = auto()
    WAITING = auto()
    OVER = auto()
    KEY = auto()
    OWN_LOGIN = auto()
    SEAT = auto()
    LESSON = auto()
    KEYHOLDER = auto()
    BOX = auto()
    """An empty box, to be ticked by hand."""


SIGN_INK = {Sign.GOOD: GOOD, Sign.WARN: WARN, Sign.STOP: STOP, Sign.UNKNOWN: QUIET, Sign.OVER: QUIET}

_BREAK_AFTER = re.compile(r"(?<=[/\\?&=_.@:;,+\-–—])(?=[^\s/])")


def lines_of(text: str, style: Style, width: float) -> tuple[str, ...]:
    """`text` broken into lines no wider than `width` points; an empty text is one empty line.

    A word that is too long is broken after a mark of an address, and in the middle only where it has none.
    """
    if width_of(text, style.face, style.size) <= width:
        return (text,)
    lines: list[str] = []
    current = ""
    for piece, joined in _pieces(text, style, width):
        trial = current + piece if joined or not current else f"{current} {piece}"
        if current and width_of(trial, style.face, style.size) > width:
            lines.append(current)
            current = piece
        else:
            current = trial
    lines.append(current)
    return tuple(lines)


def _pieces(text: str, style: Style, width: float) -> Iterator[tuple[str, bool]]:
    """The words of `text`, long ones in parts; True where a part follows without a space."""
    for word in text.split(" "):
        if width_of(word, style.face, style.size) <= width:
            yield word, False
            continue
        for index, part in enumerate(_BREAK_AFTER.split(word)):
            for number, bit in enumerate(_cut(part, style, width)):
                yield bit, bool(index or number)


def _cut(word: str, style: Style, width: float) -> Iterator[str]:
    """`word` in pieces that each fit in `width`, at least one letter each; accents stay with their letter."""
    if width_of(word, style.face, style.size) <= width:
        yield word
        return
    piece = ""
    for cluster in clusters(word):
        if piece and width_of(piece + cluster, style.face, style.size) > width:
            yield piece
            piece = cluster
        else:
            piece += cluster
    yield piece


def clipped(lines: tuple[str, ...], most: int, style: Style, width: float) -> tuple[str, ...]:
    """At most `most` lines; where some are left out the last one ends in an ellipsis and still fits."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + " …", style.face, style.size) > width:
        last = "".join(clusters(last)[:-1])
    return (*lines[: most - 1], (last + " …").strip())
