"""A table from outside: its row of headings found, its rows below, every row with its own line number."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from . import heading_words
from .errors import FileEmptyError, TooManyColumnsError
from .file_kind import FileForm
from .heading_words import fold
from .text_table import COLUMNS, read_text_rows
from .workbook import Cell, read_sheet_rows

_LOOK_FOR_HEADINGS = 40
_PLACE = {"title", "address"}
_WORDS = frozenset(heading_words.PASSWORD_WORDS) | frozenset(heading_words.STAFF_WORDS)


@dataclass(frozen=True, slots=True)
class UntrustedTable:
    """Cells as they stood; nothing is believed yet.

    `headings` are unique, and `Column A` and so on where there are none. `lines[i]` is the physical line (text)
    or sheet row of `rows[i]`; a row may be shorter or longer than the headings. Blank rows, titles above the
    headings and repeated headings are no data rows and are left out. `heading_line` is 0 without headings.
    """

    form: str
    headings: tuple[str, ...]
    blank_headings: frozenset[int]
    heading_line: int
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""

    def text(self, row: Sequence[Cell], column: int) -> str:
        """The cell exactly as it stood; a day as dd/mm/yyyy; "" beyond the end of the row."""
        if column >= len(row):
            return ""
        cell = row[column]
        return cell if type(cell) is str else cell_text(cell)

    def column(self, column: int, rows: int) -> list[str]:
        """The filled cells of a column in the first `rows` rows, trimmed."""
        texts = (self.text(row, column).strip() for row in self.rows[:rows])
        return [text for text in texts if text]

    @property
    def digest(self) -> str:
        """The same for every table with the same headings in the same order."""
        return digest_of(self.headings)


def digest_of(headings: Sequence[str]) -> str:
    """What a choice of columns is remembered by."""
    return hashlib.sha256("\x1f".join(map(fold, headings)).encode()).hexdigest()[:24]


def cell_text(cell: Cell) -> str:
    """The cell as a person would type it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    return cell.strftime("%d/%m/%Y")


def read_table(
    untrusted: bytes, form: FileForm, sheet: str | None = None, named: Collection[str] = ()
) -> UntrustedTable:
    """The table in `untrusted`; `named` are headings a person has already mapped, and so must be found.

    Raises FileEmptyError and the errors of text_table and workbook.
    """
    if form is FileForm.TEXT:
        text = read_text_rows(untrusted, heading_words.is_known)
        rows: Sequence[Sequence[Cell]] = text.rows
        lines: Sequence[int] = text.lines
        about = {"form": "csv", "encoding": text.encoding, "separator": text.separator}
        return _below_headings(rows, lines, about, (), named)
    book = read_sheet_rows(untrusted, form, _worth, sheet)
    about = {"form": form.name.lower(), "sheet": book.sheet}
    return _below_headings(book.rows, book.lines, about, book.sheets, named)


def _worth(rows: Sequence[Sequence[Cell]]) -> int:
    """Which sheet to read: understood headings first, then a password column, then how many rows."""
    place = find_headings(rows, ())
    if place is None:
        return min(len(rows), 1000)
    score = heading_score(rows[place])
    secret = any(
        meaning is not None and meaning.field == "password"
        for meaning in map(heading_words.password_meaning, map(cell_text, rows[place]))
    )
    return (
        int(score * 100_000)
        + secret * 150_000
        + (100_000 + min(len(rows) - place - 1, 99_999)) * (len(rows) > place + 1)
    )


# -------- where the headings are


def find_headings(rows: Sequence[Sequence[Cell]], named: Collection[str]) -> int | None:
    """The index of the row of headings, or None when no row above the data can be one."""
    first = rows[:_LOOK_FOR_HEADINGS]
    if named:
        wanted = {fold(name) for name in named}
        hits = [len(wanted & {fold(cell_text(cell)) for cell in row}) for row in first]
        best = max(hits, default=0)
        return hits.index(best) if best and best * 2 >= len(wanted) else None
    scores = [_with_password(row, heading_score(row)) for row in first]
    best_score = max(scores, default=0.0)
    if best_score >= 1.5:
        return scores.index(best_score)
    width = Counter(_filled(row) for row in rows[:200]).most_common(1)[0][0] if rows else 0
    for place, row in enumerate(first):
        if _filled(row) >= max(2, width - 1):
            return (
                place if _could_be_headings(row) and (scores[place] or _unlike_below(row, rows[place + 1 :])) else None
            )
    return scores.index(best_score) if best_score else None


def heading_score(row: Sequence[Cell]) -> float:
    """How many different cells are headings that schools use; 0 for a row with data in it."""
    texts = [cell.strip() for cell in row[:COLUMNS] if isinstance(cell, str) and cell.strip()]
    if any(_is_data(text) for text in texts):
        return 0.0
    exact = {fold(text) for text in texts if _is_exact(text)}
    near = {fold(text) for text in texts if fold(text) not in exact and heading_words.is_known(text)}
    numbers = sum(text.replace("/", "").isdigit() for text in texts)
    days = sum(not isinstance(cell, str) for cell in row[:COLUMNS])
    return len(exact) + 0.5 * len(near) if numbers + days < len(exact) or not numbers + days else 0.0


def _with_password(row: Sequence[Cell], score: float) -> float:
    """Of two rows of headings, one above the other, the one that names the password is the one that counts."""
    words = (heading_words.PASSWORD_WORDS.get(fold(cell_text(cell))) for cell in row if cell)
    named = any(word is not None and word.field == "password" for word in words)
    return score + 2 if score and named else score


def _is_exact(text: str) -> bool:
    folded = fold(text)
    return (
        folded in heading_words.PASSWORD_WORDS
        or folded in heading_words.STAFF_WORDS
        or folded in heading_words.PUPIL_WORDS
        or folded in heading_words.BIRTH_WORDS
    )


def _is_data(text: str) -> bool:
    if "(" in text or "e.g" in text.lower():
        return False
    return "@" in text or "://" in text or text.lower().startswith("www.")


def _filled(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if cell)


def _could_be_headings(row: Sequence[Cell]) -> bool:
    texts = [cell_text(cell).strip() for cell in row if cell]
    return len(set(texts)) == len(texts) and all(
        isinstance(cell, str) and len(cell) <= 60 and not _is_data(cell.strip()) and not cell.strip().isdigit()
        for cell in row
        if cell
    )


def _unlike_below(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether some column below is plainly of another shape than the cell above it: digits, addresses, days."""
    for column, cell in enumerate(row):
        if not cell or any(letter.isdigit() for letter in cell_text(cell)):
            continue
        under = [one[column] for one in below[:50] if column < len(one) and one[column]]
        shaped = sum(1 for one in under if not isinstance(one, str) or any(c.isdigit() or c in "@:" for c in one))
        if len(under) > 1 and shaped * 2 > len(under):
            return True
    return False


def _below_headings(
    rows: Sequence[Sequence[Cell]],
    lines: Sequence[int],
    about: dict[str, str],
    sheets: tuple[str, ...],
    named: Collection[str],
) -> UntrustedTable:
    if not rows:
        raise FileEmptyError
    lettered = bool(named) and all(name.startswith("Column ") and len(name) <= 9 for name in named)
    place = None if lettered else find_headings(rows, named)
    if place is None:
        width = max(len(row) for row in rows)
        headings, blank = tuple(map(_letter_name, range(width))), frozenset(range(width))
        return UntrustedTable(
            headings=headings,
            blank_headings=blank,
            heading_line=0,
            rows=rows,
            lines=lines,
            sheets=sheets,
            **about,
        )
    headings, blank = _headings(rows, place)
    data, numbers = _without_repeats(rows, lines, place)
    return UntrustedTable(
        headings=headings,
        blank_headings=blank,
        heading_line=lines[place],
        rows=data,
        lines=numbers,
        sheets=sheets,
        **about,
    )


def _headings(rows: Sequence[Sequence[Cell]], place: int) -> tuple[tuple[str, ...], frozenset[int]]:
    """Unique headings, trailing empty columns dropped; a gap is filled from the row above where that is known."""
    below = rows[place + 1 :]
    width = max(itertools.chain((len(rows[place]),), map(len, below)))
    raw = [_heading_text(rows[place], column) for column in range(width)]
    above = rows[place - 1] if place else ()
    for column, text in enumerate(raw):
        if not text and heading_words.is_known(_heading_text(above, column)):
            raw[column] = _heading_text(above, column)
    while raw and not raw[-1] and not any(len(row) >= len(raw) and row[len(raw) - 1] for row in below):
        raw.pop()
    if len(raw) > COLUMNS:
        raise TooManyColumnsError(COLUMNS)
    seen: Counter[str] = Counter()
    headings = []
    for column, text in enumerate(raw):
        name = text or _letter_name(column)
        seen[name] += 1
        while seen[name] > 1 and f"{name} ({seen[name]})" in raw:
            seen[name] += 1
        headings.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(headings), frozenset(column for column, text in enumerate(raw) if not text)


def _heading_text(row: Sequence[Cell], column: int) -> str:
    return " ".join(cell_text(row[column]).split())[:120] if column < len(row) else ""


def _letter_name(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"Column {letters}"


def _without_repeats(
    rows: Sequence[Sequence[Cell]], lines: Sequence[int], place: int
) -> tuple[Sequence[Sequence[Cell]], Sequence[int]]:
    """The rows below the headings; headings printed again on each page are no data."""
    headings = [cell_text(cell) for cell in rows[place]]
    column = next(index for index, cell in enumerate(rows[place]) if cell)
    lead, start = rows[place][column], place + 1
    begins = {cell for cell in {row[column] for row in rows[start:] if len(row) > column} if _begins_as(cell, lead)}
    again = {
        index
        for index, row in enumerate(rows[start:] if begins else (), start)
        if len(row) > column and row[column] in begins and _repeats(row, headings)
    }
    if not again:
        return rows[start:], lines[start:]
    kept = [index for index in range(start, len(rows)) if index not in again]
    return [rows[index] for index in kept], [lines[index] for index in kept]


def _begins_as(cell: Cell, lead: Cell) -> bool:
    """A quick look at the first cell of a row, taken once for each different one."""
    return cell == lead or (isinstance(cell, str) and cell.replace(" ", "").lower() in _WORDS)


def _repeats(row: Sequence[Cell], headings: list[str]) -> bool:
    """The same headings again, in these words or in others for the same fields, column by column."""
    pairs = [(cell_text(cell), heading) for cell, heading in zip(row, headings, strict=False) if cell]
    same = sum(fold(text) == fold(heading) or _same_field(text, heading) for text, heading in pairs)
    return same == len(pairs) == _filled(row) and same >= min(3, _filled(headings))


def _same_field(text: str, heading: str) -> bool:
    for meaning_of in (heading_words.PASSWORD_WORDS.get, heading_words.STAFF_WORDS.get):
        one, other = meaning_of(fold(text)), meaning_of(fold(heading))
        if one is not None and other is not None and (one.field == other.field or {one.field, other.field} == _PLACE):
            return True
    return False


def longer_rows(table: UntrustedTable) -> list[int]:
    """Lines with filled cells beyond the last heading, where most rows have none: a separator inside a cell."""
    if table.form != "csv" or not table.heading_line:
        return []
    width = max((index + 1 for index in range(len(table.headings)) if index not in table.blank_headings), default=0)
    if width == len(table.headings):
        return []
    lines = [
        line
        for row, line in zip(table.rows, table.lines, strict=True)
        if any(map(str.strip, map(cell_text, row[width:])))
    ]
    return lines if len(lines) * 2 < len(table.rows) or len(lines) == 1 else []
