"""The figures of the termly report, section by section: a sentence, a chart where the trend is the point, the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from schoolsm_desktop.domain.held import Cell, Held, cell_text
from schoolsm_desktop.domain.report_sections import SECTION_TOPICS, SECTION_WORDS, Section
from schoolsm_desktop.domain.suppression import PublishedFigures, PublishedRow, PublishedTable, Topic
from schoolsm_desktop.domain.wording import tr

from .charts import BarRow, BarTable, Fill, Mark, Panel, Upright, draw_panels
from .paper import Paper
from .styles import BODY, CELL, CELL_BOLD, CELL_NARROW, CELL_QUIET, LABEL, SUBHEADING
from .tables import Column, Piece, Row, draw_table, opening

_CHARTED: Mapping[Topic, frozenset[str]] = {
    Topic.INCIDENTS: frozenset(),
    Topic.PHOTO_CHECKS: frozenset(),
    Topic.ACCESS_CHANGES: frozenset({"given", "ended"}),
}
"""The tables whose trend is the point, and which of their rows; none named means every one that adds up to the total."""
_ANSWERS = (("yes", Fill.SOLID), ("no", Fill.STRIPES), ("none", Fill.OPEN))
_WHOLE = "pupils"
_MOST_PLACES = 3
"""With more places than that, their year groups stand at the end, so that the report itself stays short."""
_OLDEST_FIRST = ("last-year", "before", "term")
_MOST_PANELS, _FEW_PANELS = 8, 3
"""With more rows than that, the sum and the largest few are charted; the table has them all."""


def draw_section(paper: Paper, figures: PublishedFigures, section: Section, sentence: str) -> None:
    """One section under its heading."""
    paper.heading(tr(SECTION_WORDS[section]), keep=90)
    paper.flow(sentence, BODY)
    paper.skip(8)
    topics = SECTION_TOPICS[section]
    if section is Section.PERMISSIONS:
        _where_pictures_go(paper, [each for each in figures.tables_on(Topic.PERMISSIONS) if _says_more(each)])
        return
    there = [each for topic in topics for each in figures.tables_on(topic) if _says_more(each)]
    for table in _joined(there):
        if table.topic in _CHARTED:
            draw_trend(paper, table, _CHARTED[table.topic])
        _numbers(paper, table, under=tr(SECTION_WORDS[section]))
    paper.skip(4)


def _joined(tables: Sequence[PublishedTable]) -> Sequence[PublishedTable]:
    """Tables of a row or two under the same headings as one, as Part 1 prints little more than sums."""
    if len(tables) < 2 or any(len(each.rows) > 2 or each.columns != tables[0].columns for each in tables):
        return tables
    rows = [
        replace(row, title=each.title, is_total=False) if row.is_total and len(each.rows) == 1 else row
        for each in tables
        for row in each.rows
    ]
    return (replace(tables[0], title="", rows=tuple(rows), note=" ".join(filter(None, (x.note for x in tables)))),)


def _says_more(table: PublishedTable) -> bool:
    """Whether a table says more than the sentence over it: one of nothing but noughts is left out."""
    return any(cell not in (None, 0) for row in table.rows for cell in row.cells)


def _numbers(paper: Paper, table: PublishedTable, under: str) -> None:
    """A table as it is published: rows by columns, a total in bold, a part of the row above set in."""
    columns = [Column("", 2.6), *(Column(column.title, 1.0) for column in table.columns)]
    rows: list[Row] = [_row(row) for row in table.rows]
    if not rows:
        return
    _subheading(paper, table.title if table.title != under else "", opening(paper, columns, rows))
    draw_table(paper, columns, rows, pad=2.2)
    if table.note:
        paper.flow(table.note, LABEL)
        paper.skip(6)


def _row(row: PublishedRow) -> Row:
    style = CELL_BOLD if row.is_total else CELL
    return (
        Piece(row.title, CELL_QUIET if row.is_part else style),
        *(_cell(cell, strong=row.is_total) for cell in row.cells),
    )


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


def draw_trend(paper: Paper, table: PublishedTable, only: frozenset[str]) -> None:
    """A small chart for each row that ever had something in it, oldest term first."""
    keys = {column.key: at for at, column in enumerate(table.columns)}
    order = [(key, keys[key]) for key in _OLDEST_FIRST if key in keys]
    charted = [row for row in table.rows_are() if not only or row.key in only]
    rows = [row for row in charted or table.rows if any(row.cells[at] not in (None, 0) for _key, at in order)]
    if not rows or len(order) < 2:
        return
    if len(rows) > _MOST_PANELS:
        rows = [*(row for row in table.rows if row.is_total), *_largest(rows, [at for _key, at in order])]
    panels = [
        Panel(
            row.title, tuple(Upright(table.columns[at].title, _mark(row.cells[at]), key == "term") for key, at in order)
        )
        for row in rows
    ]
    draw_panels(paper, panels, high=54.0 if len(panels) <= 4 else 36.0)


def _largest(rows: Sequence[PublishedRow], columns: Sequence[int]) -> list[PublishedRow]:
    """The few rows of which most is printed, in the order of the table."""

    def printed(row: PublishedRow) -> int:
        return sum(cell for at in columns if isinstance(cell := row.cells[at], int))

    kept = sorted(rows, key=printed, reverse=True)[:_FEW_PANELS]
    return [row for row in rows if row in kept and printed(row)]


def _where_pictures_go(paper: Paper, tables: Sequence[PublishedTable]) -> None:
    """One chart with a row for each place; below it each place by year group, or at the end where there are many places."""
    sums = [replace(_bar_row(each, row), label=each.title) for each in tables for row in each.rows if row.is_total]
    if sums and (len(tables) > _MOST_PLACES or not _by_year(tables)):
        _bars(paper, tables[0], tr("Place")).draw([replace(row, is_strong=False) for row in sums])
    if len(tables) > _MOST_PLACES and _by_year(tables):
        paper.flow(tr("Each place by year group stands at the end of this report."), LABEL)
        paper.skip(6)
    elif _by_year(tables):
        _year_groups(paper, tables)


def draw_annex(paper: Paper, figures: PublishedFigures) -> None:
    """Where there are many places: each by year group, on pages of its own after the signatures."""
    tables = [each for each in figures.tables_on(Topic.PERMISSIONS) if _says_more(each)]
    if len(tables) <= _MOST_PLACES or not _by_year(tables):
        return
    paper.turn()
    paper.heading(tr("Where pictures of pupils may go, by year group"))
    _year_groups(paper, tables)


def _by_year(tables: Sequence[PublishedTable]) -> bool:
    """Whether this part prints more of a place than its sum."""
    return any(len(table.rows) > 1 for table in tables)


def _year_groups(paper: Paper, tables: Sequence[PublishedTable]) -> None:
    for table in tables:
        chart = _bars(paper, table, tr("Year group"))
        _subheading(paper, table.title, chart.head_height + 15 * min(len(table.rows), 9))
        chart.draw([_bar_row(table, row) for row in table.rows], table.title)


def _bars(paper: Paper, table: PublishedTable, first: str) -> BarTable:
    titles = {column.key: column.title for column in table.columns}
    return BarTable(paper, first, [(titles.get(key, key), fill) for key, fill in _ANSWERS], titles.get(_WHOLE, ""))


def _bar_row(table: PublishedTable, row: PublishedRow) -> BarRow:
    cells = {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}
    return BarRow(
        row.title,
        tuple(_mark(cells.get(key)) for key, _fill in _ANSWERS),
        _mark(cells.get(_WHOLE)),
        is_strong=row.is_total,
    )


def _mark(cell: Cell | None) -> Mark:
    """A figure with its words; what is held back has no value, so nothing can be drawn to its scale."""
    if isinstance(cell, Held):
        return Mark(cell_text(cell), is_held=True)
    return Mark(cell_text(cell), cell)
