"""Tables over many pages: laid out row by row, so that a long one grows no slower than its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schoolsm_desktop.domain.wording import tr

from .paper import ASCENT, Paper
from .styles import CELL, HAIR, INK, SUBHEADING, TABLE_HEAD, Sign, Style, clipped, lines_of

_PAD = 3.0
_GAP = 7.0
_SIGN_GAP = 3.0
_HEAD_LINES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of a cell, with a sign before it where it tells a state or a kind."""

    text: str
    style: Style = CELL
    sign: Sign | None = None


Cell = str | Piece | tuple[Piece, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the width, in parts of the sum of all shares."""

    heading: Cell
    share: float


@dataclass(frozen=True, slots=True)
class Band:
    """A heading inside a table, over its whole width; repeated where its rows go on on the next page."""

    text: str
    note: str = ""
    bookmark: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    style: Style
    sign: Sign | None
    x: float


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row broken into lines: each cell's lines, and the height of the whole."""

    cells: tuple[tuple[_Line, ...], ...]
    height: float
    band: Band | None = None


def opening(paper: Paper, columns: Sequence[Column], rows: Sequence[Row | Band]) -> float:
    """Points that the head and the first rows take, for a heading that must not be parted from them."""
    grid = _Grid(paper, columns)
    first = rows[: 3 if rows and isinstance(rows[0], Band) else 2]
    return grid.head_height + sum(grid.lay(row).height for row in first)


def draw_table(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Row | Band], *, below: float = 0.0, pad: float = _PAD
) -> None:
    """Set the table; its head is repeated, and no row stands alone on a page if another can go with it.

    The last rows leave `below` points for what must not be parted from them; `pad` points are free over and under a row.
    """
    if not rows:
        return
    grid = _Grid(paper, columns, pad)
    laid = grid.lay(rows[0])
    band: Band | None = None
    paper.need(opening(paper, columns, rows))
    grid.draw_head()
    for index in range(len(rows)):
        ahead = grid.lay(rows[index + 1]) if index + 1 < len(rows) else None
        wanted = laid.height
        if ahead is not None and (laid.band is not None or index == len(rows) - 2):
            wanted += ahead.height
        if index >= len(rows) - 2:
            wanted += below
        if wanted > paper.room() and not grid.fresh:
            paper.turn()
            grid.draw_head()
            if band is not None and laid.band is None:
                grid.draw(grid.lay(replace(band, text=tr("{heading} (continued)", heading=band.text))))
        band = laid.band or band
        if laid.band is not None and laid.band.bookmark:
            paper.mark(laid.band.text, 1)
        grid.draw(laid)
        if ahead is not None:
            laid = ahead
    paper.skip(10)


class _Grid:
    """The columns of one table on one width of paper."""

    def __init__(self, paper: Paper, columns: Sequence[Column], pad: float = _PAD) -> None:
        self._paper, self._pad = paper, pad
        total = sum(column.share for column in columns)
        self._lefts: list[float] = []
        self._widths: list[float] = []
        left = paper.left
        for column in columns:
            wide = paper.width * column.share / total
            self._lefts.append(left)
            self._widths.append(wide - _GAP)
            left += wide
        self._widths[-1] += _GAP
        self._head = self._lay_head(columns)
        self.head_height = self._head.height
        self.fresh = True

    def _lay_head(self, columns: Sequence[Column]) -> _Laid:
        """A long heading is clipped: it is repeated on every page, and the rows must have room."""
        cells = []
        for at, column in enumerate(columns):
            pieces = column.heading if isinstance(column.heading, tuple) else (_heading(column.heading),)
            lines: list[_Line] = []
            for piece in pieces:
                laid = self._lay_piece(piece.text, piece.style, None, self._lefts[at], self._widths[at])
                lines += _at_most(laid, _HEAD_LINES, self._widths[at])
            cells.append(tuple(lines))
        high = max([sum([line.style.leading for line in lines]) for lines in cells], default=0.0)
        return _Laid(tuple(cells), high + 2 * self._pad)

    def lay(self, row: Row | Band) -> _Laid:
        """Break a row into lines."""
        if isinstance(row, Band):
            return self._lay_band(row)
        cells = tuple([self._lay_cell(cell, self._lefts[at], self._widths[at]) for at, cell in enumerate(row)])
        most = max([sum([line.style.leading for line in lines]) for lines in cells], default=0.0)
        return _Laid(cells, most + 2 * self._pad)

    def _lay_band(self, band: Band) -> _Laid:
        width = self._paper.right - self._paper.left
        pieces = (Piece(band.text, SUBHEADING), Piece(band.note)) if band.note else (Piece(band.text, SUBHEADING),)
        lines = self._lay_cell(pieces, self._paper.left, width)
        return _Laid((lines,), sum(line.style.leading for line in lines) + 2 * self._pad + 6, band)

    def _lay_cell(self, cell: Cell, left: float, width: float) -> tuple[_Line, ...]:
        if isinstance(cell, tuple):
            found: list[_Line] = []
            for piece in cell:
                found += self._lay_piece(piece.text, piece.style, piece.sign, left, width)
            return self._no_taller_than_page(found, left, width)
        if isinstance(cell, Piece):
            return self._no_taller_than_page(
                self._lay_piece(cell.text, cell.style, cell.sign, left, width), left, width
            )
        return self._no_taller_than_page(self._lay_piece(cell, CELL, None, left, width), left, width)

    def _lay_piece(self, text: str, style: Style, sign: Sign | None, left: float, width: float) -> list[_Line]:
        indent = style.size + _SIGN_GAP if sign is not None else 0.0
        broken = lines_of(self._paper.lettering.fit(text), style, width - indent)
        lines = [_Line(broken[0], style, sign, left + indent)]
        if len(broken) > 1:
            lines += [_Line(line, style, None, left + indent) for line in broken[1:]]
        return lines

    def _no_taller_than_page(self, lines: list[_Line], left: float, width: float) -> tuple[_Line, ...]:
        """A cell is cut, with a mark, before it would be taller than half a page."""
        if len(lines) < 16:
            return tuple(lines)
        most = int(self._paper.page_height() / 2 / CELL.leading)
        # A piece with a sign is set in by its width, and has that much less room.
        indent = lines[most - 1].x - left if most <= len(lines) else 0.0
        return tuple(_at_most(lines, most, width - indent))

    def draw_head(self) -> None:
        """The headings, over a strong line."""
        self._place(self._head)
        paper = self._paper
        paper.rule(paper.left, paper.right, paper.y, 0.9, INK)
        self.fresh = True

    def draw(self, laid: _Laid) -> None:
        """One row, over a fine line."""
        if laid.band is not None:
            self._paper.y -= 6 if not self.fresh else 0
        self._place(laid)
        paper = self._paper
        paper.rule(paper.left, paper.right, paper.y, 0.5, HAIR)
        self.fresh = False

    def _place(self, laid: _Laid) -> None:
        paper = self._paper
        put = paper.pen.put
        top = paper.y - self._pad
        for cell in laid.cells:
            y = top
            for line in cell:
                baseline = y - line.style.leading * ASCENT
                if line.sign is not None:
                    size = line.style.size
                    paper.sign(line.sign, line.x - size - _SIGN_GAP, baseline - size * 0.12, size)
                put(line.x, baseline, line.text, line.style)
                y -= line.style.leading
        paper.y -= laid.height if laid.band is None else laid.height - 6


def _heading(cell: str | Piece) -> Piece:
    return Piece(cell, TABLE_HEAD) if isinstance(cell, str) else cell


def _at_most(lines: list[_Line], most: int, width: float) -> list[_Line]:
    """The first `most` lines, the last of them ending in an ellipsis where some are left out."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    shown = clipped((last.text, ""), 1, last.style, width)[0]
    return [*lines[: most - 1], replace(last, text=shown)]
