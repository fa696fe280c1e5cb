"""The figures of the termly report, section by section: a sentence, a chart where the trend is the point, the table."""

from __future__ import annotations

from collections.abc import Sequence

from schoolsm_desktop.domain.held import Cell, Held, cell_text
from schoolsm_desktop.domain.report_sections import SECTION_TOPICS, SECTION_WORDS, Section
from schoolsm_desktop.domain.suppression import PublishedFigures, PublishedRow, PublishedTable, Topic
from schoolsm_desktop.domain.wording import tr

from .charts import BarRow, BarTable, Fill, Mark, Panel, Upright, draw_panels
from .paper import Paper
from .styles import BODY, CELL, CELL_BOLD, CELL_NARROW, LABEL, SUBHEADING
from .tables import Column, Piece, Row, draw_table, opening

_CHARTED = frozenset({Topic.INCIDENTS, Topic.PHOTO_CHECKS, Topic.ACCESS_CHANGES})
_ANSWERS = (("yes", Fill.SOLID), ("no", Fill.STRIPES), ("none", Fill.OPEN))
_OLDEST_FIRST = ("last-year", "before", "term")
_MOST_PANELS = 8


def draw_section(paper: Paper, figures: PublishedFigures, section: Section, sentence: str) -> None:
    """One section under its heading."""
    paper.heading(tr(SECTION_WORDS[section]), keep=90)
    paper.flow(sentence, BODY)
    paper.skip(8)
    topics = SECTION_TOPICS[section]
    for table in [each for topic in topics for each in figures.tables if each.topic is topic]:
        if table.topic is Topic.PERMISSIONS:
            _answers(paper, table)
            continue
        if table.is_trend and table.topic in _CHARTED:
            draw_trend(paper, table)
        _numbers(paper, table)
    paper.skip(4)


def _numbers(paper: Paper, table: PublishedTable) -> None:
    """A table as it is published: rows by columns, a total in bold, a part of the row above set in."""
    columns = [Column("", 2.6), *(Column(column.title, 1.0) for column in table.columns)]
    rows: list[Row] = [_row(row) for row in table.rows]
    if not rows:
        return
    _subheading(paper, table.title, opening(paper, columns, rows))
    draw_table(paper, columns, rows, pad=2.2)
    if table.note:
        paper.flow(table.note, LABEL)
        paper.skip(6)


def _row(row: PublishedRow) -> Row:
    style = CELL_BOLD if row.is_total else CELL
    title = tr("of these: {what}", what=row.title) if row.is_part else row.title
    return (Piece(title, style), *(_cell(cell, strong=row.is_total) for cell in row.cells))


def _cell(cell: Cell | None, *, strong: bool) -> Piece:
    words = cell_text(cell)
    if isinstance(cell, int):
        return Piece(words, CELL_BOLD if strong else CELL)
    return Piece(words, CELL_NARROW)


def _subheading(paper: Paper, title: str, keep: float) -> None:
    if not title:
        return
    paper.need(SUBHEADING.leading + 2 + keep)
    paper.mark(title, 1)
    paper.flow(title, SUBHEADING)
    paper.y -= 2


def draw_trend(paper: Paper, table: PublishedTable) -> None:
    """A small chart for each row that ever had something in it, oldest term first."""
    keys = {column.key: at for at, column in enumerate(table.columns)}
    order = [(key, keys[key]) for key in _OLDEST_FIRST if key in keys]
    rows = [row for row in table.rows_are() if any(row.cells[at] not in (None, 0) for _key, at in order)]
    if not rows or len(order) < 2 or len(rows) > _MOST_PANELS:
        return
    panels = [
        Panel(
            row.title, tuple(Upright(table.columns[at].title, _mark(row.cells[at]), key == "term") for key, at in order)
        )
        for row in rows
    ]
    draw_panels(paper, panels, high=54.0 if len(panels) <= 4 else 36.0)


def _answers(paper: Paper, table: PublishedTable) -> None:
    """Where pictures may go, by year group: the numbers, and each row as one bar."""
    keys = {column.key: column.title for column in table.columns}
    parts = [(keys[key], fill) for key, fill in _ANSWERS if key in keys]
    if not table.rows or not parts:
        return
    chart = BarTable(paper, tr("Year group"), parts, keys.get("total", tr("Pupils")))
    rows = [_bar_row(table, row, [key for key, _fill in _ANSWERS if key in keys]) for row in table.rows]
    _subheading(paper, table.title, chart.head_height + 40)
    chart.draw(rows)


def _bar_row(table: PublishedTable, row: PublishedRow, keys: Sequence[str]) -> BarRow:
    cells = {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}
    parts = tuple(_mark(cells[key]) for key in keys)
    return BarRow(row.title, parts, _mark(cells.get("total")), strong=row.is_total)


def _mark(cell: Cell | None) -> Mark:
    """A figure with its words; what is held back has no value, so nothing can be drawn to its scale."""
    if isinstance(cell, Held):
        return Mark(cell_text(cell), is_held=True)
    return Mark(cell_text(cell), cell)
