"""Spreadsheets given out: read back by other programs, and nothing in them runs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from schoolsm_desktop.exchange.read import recognise_bytes
from schoolsm_desktop.exchange.spreadsheet_out import OutSheet, runs_in_spreadsheet, to_csv, to_xlsx

DANGEROUS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "=cmd|' /C calc'!A0",
    "\x01=1",
    "|x",
    "%0",
]


def sheet(*rows: tuple[str | int | float | bool | date | None, ...]) -> OutSheet:
    return OutSheet("Register", ("Name", "Since"), rows)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_file_can_run(text: str) -> None:
    back = list(csv.reader(io.StringIO(to_csv(sheet((text, None))).decode("utf-8-sig"), newline="")))
    assert back[1][0].startswith("'")
    assert not runs_in_spreadsheet(back[1][0])


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    raw = to_xlsx(sheet((text, None)))
    cell = load_workbook(io.BytesIO(raw))["Register"]["A2"]
    assert cell.data_type == "s"
    assert not str(cell.value).lstrip().startswith("=")
    assert cell.quotePrefix


def test_handles_and_numbers_stay_readable_in_a_workbook() -> None:
    page = load_workbook(io.BytesIO(to_xlsx(sheet(("@hilltop", 5), ("+44 1234", 2.5)))))["Register"]
    assert [page["A2"].value, page["B2"].value, page["A3"].value] == ["@hilltop", 5, "+44 1234"]


def test_control_marks_and_turned_writing_are_removed() -> None:
    text = "a\x00b\x07c\u202egpj.exe\u2066d\x9f\ud800"
    raw = to_csv(sheet((text, None))).decode("utf-8-sig")
    assert "abcgpj.exed" in raw
    assert load_workbook(io.BytesIO(to_xlsx(sheet((text, None)))))["Register"]["A2"].value == "abcgpj.exed"


def test_a_very_long_text_is_cut_with_a_mark() -> None:
    value = load_workbook(io.BytesIO(to_xlsx(sheet(("x" * 1_000_000, None)))))["Register"]["A2"].value
    assert isinstance(value, str)
    assert len(value) == 32_000
    assert value.endswith("…")


def test_days_are_real_and_headings_stand_still() -> None:
    moment = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    page = load_workbook(io.BytesIO(to_xlsx(sheet(("Ada", date(2026, 9, 1)), ("Ben", moment)))))["Register"]
    assert page["B2"].value == datetime.fromisoformat("2026-09-01")
    assert page["B2"].is_date
    assert page["B3"].value == moment.astimezone().replace(tzinfo=None)
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width >= 8


def test_several_sheets_with_awkward_titles() -> None:
    sheets = [
        OutSheet(title, ("A",), [("x",)])
        for title in ("Staff: [all]/old", "staff  all old", "", "'", "x" * 50, "x" * 50)
    ]
    names = CalamineWorkbook.from_object(io.BytesIO(to_xlsx(*sheets))).sheet_names
    assert len({name.lower() for name in names}) == 6
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_what_is_given_out_can_be_read_in_again() -> None:
    staff = OutSheet(
        "Staff",
        ("First name", "Surname", "Job title", "Start date", "End date"),
        [("Zoë", "de Souza", "Teacher", date(2026, 9, 1), None), ("Łukasz", "O'Neill", "Cook", None, None)],
    )
    for raw in (to_xlsx(staff), to_csv(staff)):
        found = recognise_bytes(raw)
        assert [person.full_name for person in found.staff] == ["Zoë de Souza", "Łukasz O'Neill"]
        assert found.staff[0].start == date(2026, 9, 1)
        assert found.faults == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
def test_any_text_can_be_given_out(rows: list[tuple[str, str]]) -> None:
    raw = to_xlsx(sheet(*rows))
    for line in load_workbook(io.BytesIO(raw))["Register"].iter_rows():
        assert all(cell.data_type in ("s", "n") and not str(cell.value or "").startswith("=") for cell in line)
    back = csv.reader(io.StringIO(to_csv(sheet(*rows)).decode("utf-8-sig"), newline=""))
    assert not any(runs_in_spreadsheet(cell) for row in back for cell in row)
