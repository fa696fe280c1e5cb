"""Sheets of an Excel or OpenDocument workbook, opened only after their true size is known."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from .errors import (
    CellTooLongError,
    FileDamagedError,
    SheetMissingError,
    TooManyColumnsError,
    TooManyRowsError,
    UnpacksTooLargeError,
    WorkbookLockedError,
)
from .file_kind import FileForm
from .text_table import COLUMNS, ROWS

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = str | date
"""A cell is text, or a day (or moment) where the workbook says that it is one."""


class DoubtfulText(str):
    """Text that may not be what a person typed; `reason` is a fault's key."""

    __slots__ = ("reason",)
    reason: str

    def __new__(cls, text: str, reason: str) -> DoubtfulText:
        made = super().__new__(cls, text)
        made.reason = reason
        return made


CELL_LETTERS = 100_000
_UNPACKED_BYTES = 250_000_000
_PARTS = 5_000
_SHEETS = 60
_SECOND_LOOK_BYTES = 5_000_000
_SECOND_LOOK_CELLS = 200_000
_ZEROS = re.compile("0{2,30}")
# A filled cell beyond column IV or row 99,999: the library would lay out every empty cell before it.
_FAR_CELL = re.compile(
    rb'r\s*=\s*["\'](?:[A-Za-z]{3}|[J-Zj-z][A-Za-z][0-9]|I[W-Zw-z][0-9]|[A-Za-z]{1,2}[0-9]{6})[^>]*[^/]>'
)
_REPEATED = re.compile(rb'table:number-(columns|rows)-repeated="([0-9]+)"')


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Rows of one sheet, blank ones left out; `lines[i]` is the sheet's own row number of `rows[i]`."""

    rows: list[list[Cell]] = field(repr=False)
    lines: list[int] = field(repr=False)
    sheet: str
    sheets: tuple[str, ...]


def read_sheet_rows(
    untrusted: bytes, form: FileForm, worth: Callable[[list[list[Cell]]], int], sheet: str | None
) -> SheetRows:
    """The rows of `sheet`, or of the sheet worth most.

    Raises FileDamagedError, WorkbookLockedError, SheetMissingError, UnpacksTooLargeError and the errors of size.
    """
    _refuse_bombs(untrusted, form)
    workbook = _open(untrusted)
    second = untrusted if form is FileForm.XLSX and _wants_second_look(untrusted) else b""
    names = _sheet_names(workbook)
    if sheet is not None:
        if sheet not in names:
            raise SheetMissingError
        return _sheet(workbook, sheet, names, second)
    found = [_sheet(workbook, name, names, second) for name in names[:_SHEETS]]
    if not found:
        raise FileDamagedError
    return max(found, key=lambda one: worth(one.rows))


def _sheet_names(workbook: CalamineWorkbook) -> tuple[str, ...]:
    """Work sheets, those on show first; charts have no rows."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    shown = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
    return tuple(shown + [one.name for one in sheets if one.name not in shown])


def _open(untrusted: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with _panic_as_damage():
            return CalamineWorkbook.from_object(io.BytesIO(untrusted))
    except PasswordError:
        raise WorkbookLockedError from None
    except (CalamineError, OSError, ValueError):
        raise FileDamagedError from None


@contextmanager
def _panic_as_damage() -> Iterator[None]:
    """A panic of the Rust library is no Exception, and would end the program."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise FileDamagedError from None
        raise


def _sheet(workbook: CalamineWorkbook, name: str, names: tuple[str, ...], second: bytes) -> SheetRows:
    from python_calamine import CalamineError

    try:
        with _panic_as_damage():
            sheet = workbook.get_sheet_by_name(name)
            end = sheet.end
            if end is not None and end[0] >= ROWS + 1000:
                raise TooManyRowsError(ROWS)
            raw: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError):
        raise FileDamagedError from None
    rows = _into_cells(raw)
    if second:
        _look_again(second, name, rows)
    _fill_merged(sheet, rows)
    lines = [line for line, row in enumerate(rows, start=1) if any(row) and not _blank(row)]
    if len(lines) > ROWS:
        raise TooManyRowsError(ROWS)
    kept = rows if len(lines) == len(rows) else [rows[line - 1] for line in lines]
    return SheetRows(kept, lines, name, names)


def _into_cells(rows: list[list[Any]]) -> list[list[Cell]]:
    """The same rows, numbers and moments turned into cells in place; most columns are all text and need no work."""
    filled = 0
    for index, column in enumerate(zip(*rows, strict=True)):
        kinds = set(map(type, column))
        filled += any(column)
        texts = column if kinds == {str} else [cell for cell in column if type(cell) is str]
        if max(map(len, texts), default=0) > CELL_LETTERS:
            raise CellTooLongError(_line_of_long_cell(column))
        if kinds - {str, date}:
            for row in rows:
                if type(row[index]) is not str:
                    row[index] = _cell(row[index])
    if filled > COLUMNS:
        raise TooManyColumnsError(COLUMNS)
    return rows


def _line_of_long_cell(column: tuple[Any, ...]) -> int:
    return next(line for line, cell in enumerate(column, 1) if type(cell) is str and len(cell) > CELL_LETTERS)


def _blank(row: list[Cell]) -> bool:
    first = row[0]
    if type(first) is str and first and not first.isspace():
        return False
    return all(isinstance(cell, str) and not cell.strip() for cell in row)


def _cell(value: object) -> Cell:
    """A number as it was typed: 123456 and not 123456.0; a moment at midnight is a day."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    return _hours(value) if isinstance(value, timedelta) else str(value)


def _number(value: float) -> str:
    """Excel keeps fifteen digits of a number; of a longer one the rest is lost."""
    text = f"{value:.0f}" if value.is_integer() else repr(value)
    return text if abs(value) < 1e15 else DoubtfulText(text, "number-was-rounded")


def _hours(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _fill_merged(sheet: CalamineSheet, rows: list[list[Cell]]) -> None:
    """A cell merged downwards says the same for each of its rows."""
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or [])[:10_000]:
        if top >= len(rows) or left >= len(rows[top]) or not rows[top][left]:
            continue
        for row in rows[top + 1 : min(bottom, top + 200) + 1]:
            if any(row) and not row[left]:
                row[left] = rows[top][left]


def _look_again(untrusted: bytes, name: str, rows: list[list[Cell]]) -> None:
    """What was typed, where the first reader cannot tell.

    `=Summer` typed as a password is a formula without a result; 0042 under the format 0000 is the number 42.
    """
    width = len(rows[0]) if rows else 0
    if not 0 < width * len(rows) <= _SECOND_LOOK_CELLS:
        return
    from openpyxl import load_workbook

    try:
        page = load_workbook(io.BytesIO(untrusted), read_only=True)[name]
        for line, cells in zip(rows, page.iter_rows(max_row=len(rows), max_col=width), strict=False):
            for column, cell in enumerate(cells[: len(line)]):
                if not line[column] and isinstance(cell.value, str) and cell.value.startswith("="):
                    line[column] = DoubtfulText(cell.value[:CELL_LETTERS], "looks-like-a-formula")
                elif isinstance(cell.value, int) and _ZEROS.fullmatch(cell.number_format or ""):
                    line[column] = str(cell.value).zfill(len(cell.number_format))
    except Exception:  # a second opinion on a file that the first reader could read; without it the cell stays
        return


def _wants_second_look(untrusted: bytes) -> bool:
    """Whether a list of honest size has formulas, or formats with leading zeros."""
    with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
        parts = archive.infolist()
        sheets = [part for part in parts if _is_sheet(part.filename)]
        if sum(part.file_size for part in sheets) > _SECOND_LOOK_BYTES:
            return False
        styles = b"".join(archive.read(part) for part in parts if part.filename.lower() == "xl/styles.xml")
        formulas = any(b"</f>" in archive.read(part) for part in sheets)
    return formulas or re.search(rb'formatCode="0{2,30}"', styles) is not None


# -------- bombs


def _refuse_bombs(untrusted: bytes, form: FileForm) -> None:
    """Unpack every part for its true size, and look for cells placed where laying them out fills the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
            parts = archive.infolist()
            _refuse_sizes(parts)
            for part in parts:
                if form is FileForm.XLSX and _is_sheet(part.filename):
                    _refuse_far_cells(archive.read(part))
                elif form is FileForm.ODS and part.filename == "content.xml":
                    _refuse_far_repeats(archive.read(part))
                else:
                    _unpack(archive, part)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise FileDamagedError from None


def _refuse_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED_BYTES:
        raise UnpacksTooLargeError
    if any(part.flag_bits & 1 for part in parts):
        raise WorkbookLockedError


def _is_sheet(name: str) -> bool:
    return name.lower().endswith(".xml") and "sheet" in name.lower()


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Reading to the end proves the size and checksum that the directory states."""
    with archive.open(part) as packed:
        while packed.read(1 << 20):
            pass


def _refuse_far_cells(sheet: bytes) -> None:
    far = _FAR_CELL.search(sheet)
    if far is None:
        return
    if re.search(rb"[\"'][A-Za-z]{1,2}[0-9]{6}", far.group()[:40]):
        raise TooManyRowsError(ROWS)
    raise TooManyColumnsError(COLUMNS)


def _refuse_far_repeats(content: bytes) -> None:
    """OpenDocument says "the same again, N times"; N counts only where something filled comes after it."""
    last_filled = content.rfind(b"office:value-type=")
    rows = 0
    for found in _REPEATED.finditer(content, 0, max(last_filled, 0)):
        times = int(found.group(2)[:12])
        if found.group(1) == b"rows":
            rows += times
            if rows > ROWS:
                raise TooManyRowsError(ROWS)
        elif times > COLUMNS and _filled_later_in_row(content, found.start()):
            raise TooManyColumnsError(COLUMNS)


def _filled_later_in_row(content: bytes, start: int) -> bool:
    end = content.find(b"</table:table-row", start)
    begin = content.rfind(b"<", 0, start)
    return content.find(b"office:value-type=", begin, end if end >= 0 else len(content)) >= 0
