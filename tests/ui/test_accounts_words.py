"""Every short key that the reader of password files can give has words of an office, in the singular and the plural."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from schoolsm_desktop.ui.accounts.import_words import (
    DOUBT_WORDS,
    FIELD_WORDS,
    FORMAT_WORDS,
    LEFT_WORDS,
    doubt_lines,
    left_lines,
)

READERS = Path(__file__).parents[2] / "schoolsm_desktop" / "exchange"
_OF_STAFF = {
    "missing-name",
    "vacant-post",
    "bad-email",
    "bad-date",
    "end-before-start",
    "same-name",
    "one-name-only",
    "unknown-contract",
}


@dataclass(frozen=True)
class _Doubt:
    line: int
    column: str
    reason: str


def _source(*names: str) -> str:
    return "\n".join((READERS / name).read_text(encoding="utf-8") for name in names)


def test_every_reason_for_leaving_an_entry_has_words() -> None:
    source = _source("passwords.py", "kdbx.py", "bitwarden.py")
    given = set(re.findall(r'leave\([\w.]+, "([a-z-]+)"', source))
    given |= set(re.findall(r'^NO_PASSWORD = "([a-z-]+)"', source, re.MULTILINE))
    given |= set(re.findall(r'\d: "([a-z-]+)"', source))
    given |= set(re.findall(r'return "([a-z-]+)" if', source)) | set(re.findall(r'else "([a-z-]+)"\)', source))
    assert {"no-password", "secure-note", "recycle-bin", "duplicate-row"} <= given  # the search itself works
    assert given <= set(LEFT_WORDS)


def test_every_doubt_has_words() -> None:
    source = _source("passwords.py", "kdbx.py", "bitwarden.py")
    given = set(re.findall(r'_doubt\([^)]*, "([a-z-]+)"\)', source))
    given |= set(re.findall(r'Fault\([^)]*, "([a-z-]+)"\)', source))
    given |= set(re.findall(r'return None, "([a-z-]+)"', source))
    assert {"bad-code-key", "split-cell"} <= given
    assert given - _OF_STAFF <= set(DOUBT_WORDS)


def test_every_field_and_format_has_words() -> None:
    from schoolsm_desktop.exchange.records import PasswordField

    assert {field.value for field in PasswordField} <= set(FIELD_WORDS)
    formats = set(re.findall(r'"([a-z]+-(?:csv|json))"', _source("passwords.py", "read.py")))
    assert formats <= set(FORMAT_WORDS)


@pytest.mark.parametrize(("file_format", "place"), [("chrome-csv", "Line 3"), ("kdbx-4", "Entry 3")])
def test_a_line_says_where_and_why(file_format: str, place: str) -> None:
    assert left_lines(file_format, [(3, "no-password")]) == [f"{place}: it has no password"]


def test_a_long_list_ends_in_a_number() -> None:
    lines = left_lines("chrome-csv", [(line, "no-password") for line in range(35)])
    assert len(lines) == 31
    assert lines[-1] == "and 5 more"


def test_a_row_that_was_left_is_not_doubted_as_well() -> None:
    doubts = (_Doubt(3, "Title", "duplicate-row"), _Doubt(5, "Password", "password-is-a-date"))
    assert doubt_lines("chrome-csv", doubts, [(3, "duplicate-row")]) == [
        "Line 5, “Password”: the spreadsheet has made a date of the password: check it"
    ]
