"""Charts for black and white: patterns in place of colours, and every figure written beside its own bar.

A bar without a value stands for a figure that is held back: it is drawn as an open broken outline of one size, whatever
the figure was, as nothing here is ever told the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from schoolsm_desktop.domain.wording import tr

from .paper import ASCENT, Paper
from .pen import Operators
from .styles import CELL, CELL_BOLD, CELL_NARROW, INK, LABEL, SUBHEADING, TABLE_HEAD, Style, clipped, lines_of

_EDGE = 0.7
_SWATCH = 8.0
_ROW = 15.0
_HELD_HIGH = 14.0
_STRIPE_GAP = 3.2


class Fill(Enum):
    """How an area is told from the one beside it on a grey copy."""

    SOLID = auto()
    STRIPES = auto()
    DOTS = auto()
    OPEN = auto()
    HELD = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure: the words that are printed for it, and its value where it may be drawn to scale.

    Without a value it was not counted, or it `is_held` back.
    """

    words: str
    value: int | None = None
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row of a chart of bars: what it is of, its parts in the order of the fills, and the whole."""

    label: str
    parts: tuple[Mark, ...]
    whole: Mark
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Upright:
    """One upright bar of a panel, with the words under it; `now` is the term that the report is on."""

    under: str
    mark: Mark
    now: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A small chart of one thing over the terms."""

    title: str
    bars: tuple[Upright, ...]


class BarTable:
    """A table whose last column draws each row's parts as one bar; the headings carry the patterns, so nothing is hunted."""

    def __init__(self, paper: Paper, first: str, parts: Sequence[tuple[str, Fill]], whole: str) -> None:
        self._paper, self._parts = paper, tuple(parts)
        figures = len(parts) + 1
        share = min(58.0, paper.width * 0.48 / figures)
        self._label = paper.width * 0.2
        self._lefts = [paper.left + self._label + at * share for at in range(figures)]
        self._share = share
        self._bar = paper.left + self._label + figures * share + 6
        fitted = [paper.lettering.fit(words) for words in (first, *(words for words, _ in parts), whole)]
        widths = [self._label - 6] + [share - 6] * figures
        self._heads = [
            clipped(lines_of(words, TABLE_HEAD, wide), 3, TABLE_HEAD, wide)
            for words, wide in zip(fitted, widths, strict=True)
        ]

    @property
    def head_height(self) -> float:
        """Points of the headings with their patterns."""
        return max(len(lines) for lines in self._heads) * TABLE_HEAD.leading + _SWATCH + 8

    def draw(self, rows: Sequence[BarRow], title: str = "") -> None:
        """Set the rows; where they go on on a next page, `title` and the headings stand again."""
        paper = self._paper
        paper.need(self.head_height + 2 * _ROW)
        self._draw_head()
        for row in rows:
            labels, figures = self._labels(row), self._figures(row)
            lines = max(len(labels), *(len(each) for each in figures))
            high = max(_ROW, lines * CELL.leading + 4.4)
            if high > paper.room():
                paper.turn()
                if title:
                    paper.flow(tr("{heading} (continued)", heading=title), SUBHEADING)
                self._draw_head()
            self._draw_row(row, labels, figures, high)
        paper.skip(10)

    def _labels(self, row: BarRow) -> tuple[str, ...]:
        style = CELL_BOLD if row.is_strong else CELL
        return clipped(
            lines_of(self._paper.lettering.fit(row.label), style, self._label - 6), 3, style, self._label - 6
        )

    def _figures(self, row: BarRow) -> list[tuple[str, ...]]:
        """The words of each figure, in two lines where it is held back in more words than the column is wide."""
        room, found = self._share - 4, []
        for mark in (*row.parts, row.whole):
            style = CELL_NARROW if mark.value is None else CELL_BOLD
            found.append(clipped(lines_of(mark.words, style, room), 2, style, room))
        return found

    def _draw_head(self) -> None:
        paper, top = self._paper, self._paper.y
        for at, (_words, fill) in enumerate(self._parts):
            fill_area(paper, fill, self._lefts[at], top - _SWATCH - 1, _SWATCH * 1.6, _SWATCH)
        for lines, x in zip(self._heads, [paper.left, *self._lefts], strict=True):
            for number, line in enumerate(lines):
                paper.pen.put(x, top - _SWATCH - 4 - TABLE_HEAD.leading * (number + ASCENT), line, TABLE_HEAD)
        paper.y -= self.head_height
        paper.rule(paper.left, paper.right, paper.y, 0.9, INK)

    def _draw_row(self, row: BarRow, labels: tuple[str, ...], figures: Sequence[tuple[str, ...]], high: float) -> None:
        paper = self._paper
        style = CELL_BOLD if row.is_strong else CELL
        baseline = paper.y - 2.2 - style.leading * ASCENT
        for number, label in enumerate(labels):
            paper.pen.put(paper.left, baseline - number * style.leading, label, style)
        for mark, lines, x in zip((*row.parts, row.whole), figures, self._lefts, strict=True):
            _put_lines(paper, lines, x, baseline, CELL_NARROW if mark.value is None else style)
        self._draw_bar(row, baseline - 1.4)
        paper.y -= high
        paper.rule(paper.left, paper.right, paper.y)

    def _draw_bar(self, row: BarRow, y: float) -> None:
        whole, wide = row.whole.value, self._paper.right - self._bar
        if not whole:
            if row.whole.is_held:
                fill_area(self._paper, Fill.HELD, self._bar, y, wide, 8.4)
            return
        x = self._bar
        for mark, (_words, fill) in zip(row.parts, self._parts, strict=True):
            part = wide * min(mark.value or 0, whole) / whole
            fill_area(self._paper, fill, x, y, part, 8.4)
            x += part
        # What is held back is one open stretch: the printed whole without the printed parts.
        fill_area(self._paper, Fill.HELD, x, y, self._paper.right - x, 8.4)


def draw_panels(paper: Paper, panels: Sequence[Panel], *, across: int = 4, high: float = 54.0) -> None:
    """Small charts beside each other on one scale, each with its own title; a row of them is never torn."""
    most = max((bar.mark.value or 0 for panel in panels for bar in panel.bars), default=0)
    wide = (paper.width - (across - 1) * 14) / across
    for start in range(0, len(panels), across):
        row = panels[start : start + across]
        titles = [clipped(lines_of(paper.lettering.fit(p.title), CELL_BOLD, wide), 2, CELL_BOLD, wide) for p in row]
        over = max(len(lines) for lines in titles) * CELL_BOLD.leading
        full = over + 2 * CELL.leading + high + 3 * LABEL.leading
        paper.need(full)
        for at, (panel, lines) in enumerate(zip(row, titles, strict=True)):
            x = paper.left + at * (wide + 14)
            for number, line in enumerate(lines):
                paper.pen.put(x, paper.y - CELL_BOLD.leading * (number + ASCENT), line, CELL_BOLD)
            floor = paper.y - over - 2 * CELL.leading - high
            _draw_panel(paper, panel, x, floor, wide, high / most if most else 0.0)
        paper.y -= full
        paper.skip(8)


def _draw_panel(paper: Paper, panel: Panel, x: float, floor: float, wide: float, scale: float) -> None:
    """Its bars on their line, each under its figure and over its term."""
    step = min(wide / max(len(panel.bars), 1), 44.0)
    paper.rule(x, x + wide, floor, 0.7, INK)
    for at, bar in enumerate(panel.bars):
        left, value = x + at * step, bar.mark.value
        tall = (value or 0) * scale
        if bar.mark.is_held:
            tall = _HELD_HIGH
            fill_area(paper, Fill.HELD, left, floor, step - 14, tall)
        elif tall:
            fill_area(paper, Fill.SOLID if bar.now else Fill.STRIPES, left, floor, step - 14, tall)
        style = CELL_NARROW if value is None else (CELL_BOLD if bar.now else CELL)
        words = clipped(lines_of(bar.mark.words, style, step - 2), 2, style, step - 2)
        _put_lines(paper, words, left, floor + tall + 2 + (len(words) - 1) * style.leading, style)
        under = clipped(lines_of(paper.lettering.fit(bar.under), LABEL, step - 4), 3, LABEL, step - 4)
        _put_lines(paper, under, left, floor - 8.6, LABEL)


def _put_lines(paper: Paper, lines: tuple[str, ...], x: float, y: float, style: Style) -> None:
    for number, line in enumerate(lines):
        paper.pen.put(x, y - number * style.leading, line, style)


def fill_area(paper: Paper, fill: Fill, x: float, y: float, wide: float, high: float) -> None:
    """A rectangle in one of the fills; one thinner than a hair is left out."""
    if wide < 0.05 or high < 0.05:
        return
    box = f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re"
    grey = 0.16
    if fill is Fill.SOLID:
        inside = [f"{grey} g {box} f"]
    elif fill is Fill.STRIPES:
        inside = ["q", f"1 g {box} f", f"{box} W n", f"{grey} G 1 w", *_stripes(x, y, wide, high), "S Q"]
    elif fill is Fill.DOTS:
        inside = ["q", f"1 g {box} f", f"{box} W n", f"{grey} g", *_dots(x, y, wide, high), "Q"]
    else:
        inside = [f"1 g {box} f"]
    dash = "[1.6 1.6] 0 d" if fill is Fill.HELD else "[] 0 d"
    line = "0.45 G" if fill is Fill.HELD else f"{grey} G"
    Operators("q", *inside, f"{line} {_EDGE} w {dash} {box} S", "Q").draw(paper.canvas)


def _stripes(x: float, y: float, wide: float, high: float) -> list[str]:
    """Lines that rise to the right, from one corner to the other."""
    count = int((wide + high) / _STRIPE_GAP) + 1
    lefts = [x - high + at * _STRIPE_GAP for at in range(count)]
    return [f"{left:.2f} {y:.2f} m {left + high:.2f} {y + high:.2f} l" for left in lefts]


def _dots(x: float, y: float, wide: float, high: float) -> list[str]:
    """Small squares in rows, every other row set in."""
    found = []
    for row in range(int(high / 2.6) + 1):
        left = x + 0.7 + (1.6 if row % 2 else 0.0)
        found += [f"{left + at * 3.2:.2f} {y + 0.8 + row * 2.6:.2f} 1.1 1.1 re" for at in range(int(wide / 3.2) + 1)]
    return [*found, "f"]
