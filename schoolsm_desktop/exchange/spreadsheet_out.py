"""Rows out to a spreadsheet file, with nothing in a cell that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | bool | date | None
"""What a cell may hold; an aware datetime is written in local time."""


@dataclass(frozen=True, slots=True)
class OutSheet:
    """One sheet: its title, its headings, its rows (each as long as the headings)."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def to_xlsx(*sheets: OutSheet) -> bytes:
    """An Excel workbook: headings bold and frozen, columns as wide as their words, real dates."""
    raise NotImplementedError


def to_csv(sheet: OutSheet) -> bytes:
    """Comma-separated UTF-8 with a byte order mark (Excel reads it so), CRLF, ISO dates."""
    raise NotImplementedError
