"""The four pupil files of the first school: every spoiled row found by its line, and no good one touched."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from schoolsm_desktop.domain.photo_answers import RESPONSIBLE, Capacity, Said
from schoolsm_desktop.exchange.pupil_columns import place_words
from schoolsm_desktop.exchange.read import recognise
from schoolsm_desktop.exchange.records import Kind, PupilField, PupilRow, ReadFile
from tests.exchange.files import SCHOOL_A

EXPECTED: dict[str, Any] = json.loads((SCHOOL_A / "expected.json").read_text(encoding="utf-8"))
SPOILED: dict[str, list[int]] = EXPECTED["sims_fault_rows"]
TODAY = date(2026, 11, 21)
WITH_ANSWERS = ("pupils-sims.csv", "pupils-arbor.csv", "pupils.xlsx")
ALL = (*WITH_ANSWERS, "pupils-ctf.xml")


def read(name: str) -> ReadFile:
    return recognise(SCHOOL_A / name, today=TODAY)


def lines_with(found: ReadFile, reason: str) -> list[int]:
    return [fault.line for fault in found.faults if fault.reason == reason]


@pytest.mark.parametrize("name", ALL)
def test_each_file_has_the_421_pupils(name: str) -> None:
    found = read(name)
    assert found.kind is Kind.PUPILS
    assert found.records == EXPECTED["pupils"]
    assert len({(row.given_name, row.family_name, row.birth_date) for row in found.pupils}) == EXPECTED["pupils"]
    assert all(row.given_name and row.family_name and row.birth_date for row in found.pupils)


def test_every_spoiled_row_is_found_by_its_line_and_no_other() -> None:
    found = read("pupils-sims.csv")
    assert found.records + found.left == EXPECTED["sims_rows"]
    assert {row.reason: row.position for row in found.left_rows} == {
        "duplicate-upn": SPOILED["duplicate_upn"][0],
        "missing-surname": SPOILED["missing_surname"][0],
        "future-birth-date": SPOILED["future_birth_date"][0],
    }
    assert lines_with(found, "bad-upn") == sorted(SPOILED["bad_upn_check_letter"])
    text = (SCHOOL_A / "pupils-sims.csv").read_text(encoding="cp1252").splitlines()
    assert lines_with(found, "lost-letter") == [number for number, line in enumerate(text, 1) if "?" in line]
    told = {"bad-upn", "lost-letter", "duplicate-upn", "missing-surname", "future-birth-date"}
    assert {fault.reason for fault in found.faults} == told
    for name in ("pupils-arbor.csv", "pupils.xlsx", "pupils-ctf.xml"):
        assert (read(name).left_rows, read(name).faults) == ((), ())


def test_a_wrong_upn_is_left_out_and_its_pupil_is_not() -> None:
    """The other files have the right number, so that it fills in later."""
    sims = {row.line: row for row in read("pupils-sims.csv").pupils}
    arbor = {(row.given_name, row.family_name, row.birth_date): row.upn for row in read("pupils-arbor.csv").pupils}
    for line in SPOILED["bad_upn_check_letter"]:
        row = sims[line]
        assert row.upn == ""
        assert arbor[row.given_name, row.family_name, row.birth_date]
    assert sum(not row.upn for row in sims.values()) == len(SPOILED["bad_upn_check_letter"])


@pytest.mark.parametrize("name", WITH_ANSWERS)
def test_answers_by_place_are_what_an_exact_reader_counts(name: str) -> None:
    said = Counter((place_words(heading), answer) for row in read(name).pupils for heading, answer, _ in row.answers)
    for place in EXPECTED["channels"]:
        assert said.pop((place, Said.YES)) == EXPECTED["yes_by_channel"][place]
        assert said.pop((place, Said.NO)) == EXPECTED["no_by_channel"][place]
        assert said.pop((place, None)) == EXPECTED["no_answer_by_channel"][place]
    assert not said


@pytest.mark.parametrize("name", ALL[1:])
def test_the_files_agree_on_every_pupil(name: str) -> None:
    """Where no letter was lost: a name that stood in capitals is the same name, and says that its case is a guess."""
    found = read("pupils-sims.csv")
    spoiled = {fault.line for fault in found.faults if fault.reason == "lost-letter"}
    other = {_key(row): row for row in read(name).pupils}
    for row in found.pupils:
        if row.line in spoiled:
            continue
        same = other[_key(row)]
        assert same.class_name in ("", row.class_name)
        assert same.upn in ("", row.upn) or not row.upn
        assert same.case_is_guessed or (same.given_name, same.family_name) == (row.given_name, row.family_name)


def _key(row: PupilRow) -> tuple[str, str, date | None]:
    return row.given_name.casefold(), row.family_name.casefold(), row.birth_date


def test_classes_years_and_names_in_daily_use() -> None:
    sims, transfer = read("pupils-sims.csv"), read("pupils-ctf.xml")
    assert sorted({row.class_name for row in sims.pupils}) == EXPECTED["classes"]
    assert {row.year for row in sims.pupils} == {row.year for row in transfer.pupils} == {"R", *"123456"}
    assert {row.class_name for row in transfer.pupils} == {""}
    assert {row.known_as for row in sims.pupils} >= {"Eli", "Xan", "Zak"}
    assert not any(row.case_is_guessed for row in sims.pupils)
    assert all(row.case_is_guessed for row in transfer.pupils)


def test_who_signed_and_when() -> None:
    rows = read("pupils-sims.csv").pupils
    # 229 rows of the file are signed so; the three that are left are among them.
    assert sum(row.signed_by in (Capacity.GRANDPARENT, Capacity.CARER) for row in rows) == 226
    assert {row.signed_by for row in rows} - RESPONSIBLE == {Capacity.GRANDPARENT, Capacity.CARER}
    assert all(row.signed_on and row.signed_on <= TODAY for row in rows)


def test_a_transfer_file_is_read_in_a_few_fields_and_says_what_it_left() -> None:
    found = read("pupils-ctf.xml")
    assert set(found.columns.values()) == {
        *(PupilField.UPN, PupilField.FAMILY_NAME, PupilField.GIVEN_NAME, PupilField.KNOWN_AS),
        *(PupilField.BIRTH_DATE, PupilField.YEAR),
    }
    assert found.left_behind == (
        *("ethnicity", "sex or gender", "special educational needs and disabilities", "care status", "addresses"),
    )
    shown = repr(found) + json.dumps(found.to_json_object())
    assert "WBRI" not in shown
    assert "Invented Street" not in shown


@pytest.mark.parametrize("name", ALL)
def test_what_is_printed_about_a_file_names_no_child(name: str) -> None:
    found = read(name)
    printed = json.dumps(found.to_json_object(), ensure_ascii=False) + repr(found)
    for row in found.pupils:
        assert row.given_name + " " not in printed
        assert row.family_name not in printed or row.family_name in ("Young",)
        assert not row.upn or row.upn not in printed
