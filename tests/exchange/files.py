"""Files made for tests, as other schools would send them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SCHOOL_A = Path(__file__).parents[1] / "data" / "school-a"


def csv_bytes(*lines: str, encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    """Lines of text as a file."""
    return newline.join((*lines, "")).encode(encoding)


def xlsx_bytes(
    rows: Sequence[Sequence[Any]],
    *,
    title: str = "Sheet1",
    merged: Sequence[str] = (),
    before: Sequence[tuple[str, Sequence[Sequence[Any]]]] = (),
    hidden: Sequence[str] = (),
) -> bytes:
    """A workbook whose last sheet is `title`; text that begins with = is stored as text."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, cells in (*before, (title, rows)):
        page = book.create_sheet(name)
        for row in cells:
            page.append(list(row))
        for line in page.iter_rows():
            for cell in line:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        if name in hidden:
            page.sheet_state = "hidden"
    for cells_merged in merged:
        book[title].merge_cells(cells_merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(entries: Sequence[Any]) -> list[tuple[str, str, str]]:
    """Title, user name and password of each entry."""
    return [(entry.title, entry.user_name, entry.password) for entry in entries]
