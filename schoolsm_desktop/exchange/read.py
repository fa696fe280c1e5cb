"""Take a file from outside, say what it is, and hold what would be taken from it; nothing is changed.

Needs no window and no store. What a file is, is decided by its contents, never by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .records import ReadFile


def recognise(
    path: Path,
    password: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    key_file: Path | None = None,
) -> ReadFile:
    """What the file at `path` is and what would be taken from it.

    `password` and `key_file` open a KDBX file. `mapping` is the person's correction: heading (as in
    ReadFile.columns; `Column A` and so on where there are no headings) to a value of PasswordField or StaffField,
    or None for a column to be left; it replaces the guess. `sheet` names one sheet of a workbook.

    Raises a FileUnusableError of the class that fits when nothing can be taken.
    """
    raise NotImplementedError
