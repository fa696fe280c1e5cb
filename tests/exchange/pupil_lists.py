"""Lists of pupils made for tests: honest numbers, names, days and answers, as long as asked for."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from schoolsm_desktop.domain.upn import LETTERS
from tests.exchange.files import xlsx_bytes

PLACES = ("Website", "Facebook", "Twitter", "YouTube", "Newsletter", "Prospectus", "Local press", "Display in school")
HEADINGS = (
    *("Surname", "Forename", "Preferred Forename", "UPN", "Date of Birth", "Gender", "Year", "Reg"),
    *(f"Photo - {place}" for place in PLACES),
    *("Consent From", "Consent Date"),
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_GIVEN = ("Umar", "Anaïs", "Niamh", "Zoë", "Łukasz", "Mei-Ling", "Éabha", "D'Andre", "Noah", "Saoirse", "Finley", "Ada")
_FAMILY = ("Moore", "Håkansson", "de Souza", "O'Neill", "McDonald", "Smith-Jones", "Nowak", "Dent", "Ali", "Lindqvist")
_SIGNED = ("Mother", "Father", "Carer", "Grandparent")


def upn(number: int) -> str:
    """The number-th unique pupil number of a school that does not exist."""
    digits = f"8693030{number // 1000:02}{number % 1000:03}"
    return LETTERS[sum(int(sign) * weight for weight, sign in enumerate(digits, 2)) % 23] + digits


def rows_of(count: int) -> Iterator[list[str]]:
    """Headings, and as many different pupils as asked for."""
    yield list(HEADINGS)
    first = date(2011, 9, 1)
    for number in range(count):
        answers = ["YYYNY"[(number + at) % 5] if (number * 7 + at) % 11 else "" for at in range(len(PLACES))]
        yield [
            f"{_FAMILY[number % 10]}{'abcdefghij'[number // 10 % 10]}",
            f"{_GIVEN[number % 12]}{'abcdefghijklmnopq'[number % 17]}",
            "",
            upn(number),
            (first + timedelta(days=number * 13 % 4000)).strftime("%d/%m/%Y"),
            "FM"[number % 2],
            f"Year {number % 6 + 1}",
            f"{number % 6 + 1}{'AB'[number % 2]}",
            *answers,
            _SIGNED[number % 4],
            "14/09/2026",
        ]


def pupils_csv(count: int) -> bytes:
    """The list as a management system gives it."""
    return as_csv(list(rows_of(count)))


def as_csv(rows: Sequence[Sequence[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as separated text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def write_xlsx(path: Path, count: int) -> None:
    """The list as a workbook, written by hand: a library takes many times as long."""
    lines = []
    for number, row in enumerate(rows_of(count), 1):
        cells = (
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in enumerate(row)
            if text
        )
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes([["a"]]))) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))


def transfer_file(*pupils: str, before: str = "", header: str = "") -> bytes:
    """A Common Transfer File around the XML of some pupils."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<CTfile><Header>{header}</Header><CTFpupilData>'
        f"{''.join(f'<Pupil>{pupil}</Pupil>' for pupil in pupils)}</CTFpupilData></CTfile>"
    ).encode()
