"""Rows out to a spreadsheet file, with nothing in a cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

Cell = str | int | float | bool | date | None
"""What a cell may hold; an aware datetime is written in local time."""

CELL_LETTERS = 32_000
"""Excel's own limit is 32,767; a longer text is cut and ends in three dots."""
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_WIDEST, _NARROWEST = 60, 8


@dataclass(frozen=True, slots=True)
class OutSheet:
    """One sheet: its title, its headings, its rows (each as long as the headings)."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def plain_text(text: str) -> str:
    """The text without control characters and marks that turn the direction of writing, and not too long."""
    cleaned = _TURNS.sub("", _CONTROLS.sub("", text))
    return cleaned if len(cleaned) <= CELL_LETTERS else cleaned[: CELL_LETTERS - 1] + "…"


def runs_in_spreadsheet(text: str) -> bool:
    """Whether a spreadsheet that reads this text as typed might take it for a formula or a command."""
    return text.lstrip(" \u00a0\u200b\ufeff").startswith(_RUNS) or text.startswith(_RUNS)


def to_csv(sheet: OutSheet) -> bytes:
    """Comma-separated UTF-8 with a byte order mark (Excel reads it so), CRLF, ISO dates.

    Text that a spreadsheet would run is led by an apostrophe, the sign that it is text (OWASP, CSV injection).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (sheet.headings, *sheet.rows):
        writer.writerow([_csv_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return _local(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        text = plain_text(cell)
        return f"'{text}" if runs_in_spreadsheet(text) else text
    return str(cell)


def to_xlsx(*sheets: OutSheet) -> bytes:
    """An Excel workbook: headings bold and frozen, columns as wide as their words, real dates.

    Every text is stored as text with the mark that Excel itself sets after a typed apostrophe, so it never runs
    and still reads as it is; text that begins with an equals sign is led by a visible apostrophe besides.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    used: set[str] = set()
    for number, sheet in enumerate(sheets, start=1):
        _write_sheet(workbook.create_sheet(_title(sheet.title, number, used)), sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _write_sheet(page: Any, sheet: OutSheet) -> None:
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    for column, heading in enumerate(sheet.headings):
        page.column_dimensions[get_column_letter(column + 1)].width = _width(heading, sheet.rows, column)
    page.append([_xlsx_cell(page, heading, heading=True) for heading in sheet.headings])
    for row in sheet.rows:
        page.append([_xlsx_cell(page, cell) for cell in row])


def _xlsx_cell(page: Any, value: Cell, *, heading: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    if isinstance(value, bool):
        value = "yes" if value else "no"
    text = plain_text(value) if isinstance(value, str) else ""
    if value is None or (isinstance(value, str) and not text):
        return None
    if isinstance(value, str):
        cell = WriteOnlyCell(page, value=f"'{text}" if text.lstrip().startswith("=") else text)
        cell.data_type = "s"
        cell.quotePrefix = runs_in_spreadsheet(text)
        if "\n" in text:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        stored: Any = _local(value) if isinstance(value, datetime) else value
        cell = WriteOnlyCell(page, value=stored)
        if isinstance(value, date):
            cell.number_format = "dd mmm yyyy hh:mm" if isinstance(value, datetime) else "dd mmm yyyy"
    if heading:
        cell.font = Font(bold=True)
    return cell


def _local(moment: datetime) -> datetime:
    """An aware moment as the wall clock here shows it; a spreadsheet knows no time zones."""
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


def _width(heading: str, rows: Sequence[Sequence[Cell]], column: int) -> float:
    longest = len(heading)
    for row in islice(rows, 500):
        if column < len(row):
            cell = row[column]
            shown = 12 if isinstance(cell, date) else len(str(cell or "").partition("\n")[0])
            longest = max(longest, shown)
    return float(min(max(longest + 2, _NARROWEST), _WIDEST))


def _title(title: str, number: int, used: set[str]) -> str:
    """A sheet title Excel allows: 31 letters, none of its forbidden ones, unique without regard to case."""
    bare = " ".join(_NOT_IN_TITLE.sub(" ", plain_text(title)).split()).strip("'")[:31].strip() or str(number)
    unique, again = bare, 1
    while unique.lower() in used:
        again += 1
        unique = f"{bare[:27]} {again}"
    used.add(unique.lower())
    return unique
