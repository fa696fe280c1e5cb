"""Lists of pupils as other schools keep them: other letters, separators, headings, names, days and answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.exchange.errors import MappingError, NoHeadingsError, NotRecognisedError
from schoolsm_desktop.exchange.pupil_columns import place_words
from schoolsm_desktop.exchange.read import recognise_bytes
from schoolsm_desktop.exchange.records import Kind, PupilField, PupilRow, ReadFile
from tests.exchange.files import csv_bytes, xlsx_bytes

TODAY = date(2026, 11, 21)
LINES = (
    "Name,DOB,Class,Website,Newsletter",
    "Ada Moor,14/06/2018,4B,Y,N",
    "Zoë Åberg,1/9/2017,4A,,yes but not her face",
)


def read(raw: bytes, **how: Any) -> ReadFile:
    found = recognise_bytes(raw, today=TODAY, **how)
    assert found.kind is Kind.PUPILS
    return found


def names(found: ReadFile) -> list[tuple[str, str]]:
    return [(row.given_name, row.family_name) for row in found.pupils]


def said(row: PupilRow) -> dict[str, tuple[Said | None, str]]:
    return {heading: (answer, words) for heading, answer, words in row.answers}


def doubts(found: ReadFile) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.reason) for fault in found.faults]


def left(found: ReadFile) -> list[tuple[int, str]]:
    return [(row.position, row.reason) for row in found.left_rows]


def one(cell: object, heading: str = "Website") -> tuple[Said | None, str]:
    """What one cell says beside a plain yes, in a workbook."""
    rows: Sequence[Sequence[object]] = [
        ["Forename", "Surname", "UPN", heading, "Press"],
        ["Ada", "Moor", "", cell, "Yes"],
        ["Ben", "Fox", "", "N", "Yes"],
    ]
    found = read(xlsx_bytes(rows))
    return said(found.pupils[0])[heading]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator(encoding: str, separator: str) -> None:
    lines = [line.replace(",", separator) for line in LINES]
    found = read(csv_bytes(*lines, encoding=encoding))
    assert names(found) == [("Ada", "Moor"), ("Zoë", "Åberg")]
    assert [row.birth_date for row in found.pupils] == [date(2018, 6, 14), date(2017, 9, 1)]
    assert said(found.pupils[1]) == {
        "Website": (None, ""),
        "Newsletter": (Said.CONDITION, "yes but not her face"),
    }
    assert doubts(found) == [(3, "Newsletter", "has-condition")]


def test_titles_above_headings_printed_again_and_totals_are_no_pupils() -> None:
    found = read(
        csv_bytes("Photo permissions,,,,", ",,,,", *LINES, LINES[0], "Tom Dent,1/1/2018,4A,Y,Y", "Total: 3,,,,")
    )
    assert [row.line for row in found.pupils] == [4, 5, 7]
    assert left(found) == [(8, "missing-surname")]


def test_a_name_alone_under_a_class_of_its_own_is_a_title() -> None:
    found = read(csv_bytes("Surname,Forename,DOB,Website,Press", "Class 4B,,,,", "Moor,Ada,1/1/2018,Y,N"))
    assert left(found) == [(2, "not-a-pupil")]
    assert names(found) == [("Ada", "Moor")]


@pytest.mark.parametrize(
    ("cell", "given", "family"),
    [
        ("MOORE, Umar", "Umar", "Moore"),
        ("DE SOUZA, MARY-ANN", "Mary-Ann", "de Souza"),
        ("O'NEILL, Zoë", "Zoë", "O'Neill"),
        ("Umar Moore", "Umar", "Moore"),
        ("Mary Ann van der Berg", "Mary Ann", "van der Berg"),
        ("McDonald, Jakub", "Jakub", "McDonald"),
        ("TRAORE, Ba", "Ba", "Traore"),
    ],
)
def test_both_names_in_one_column(cell: str, given: str, family: str) -> None:
    found = read(csv_bytes("Pupil,Reg,Photo consent", f'"{cell}",RA,Y'))
    assert names(found) == [(given, family)]
    assert found.pupils[0].case_is_guessed is (family.rsplit(maxsplit=1)[-1] not in cell)


def test_legal_and_daily_names_each_have_their_place() -> None:
    found = read(
        csv_bytes(
            "Legal Surname,Legal Forename,Surname,Forename,UPN,Class,Class",
            "Moor,Adelaide,Fox,Ada,,4A,Readers",
            "Elm,Tom,Elm,Tom,,4B,",
        )
    )
    first, second = found.pupils
    assert (first.given_name, first.family_name, first.known_as, first.known_family_name) == (
        "Adelaide",
        "Moor",
        "Ada",
        "Fox",
    )
    assert (first.class_name, first.second_class) == ("4A", "Readers")
    assert (second.known_as, second.known_family_name, second.second_class) == ("", "", "")


def test_days_as_days_moments_serial_numbers_and_american_order() -> None:
    rows: Sequence[Sequence[object]] = [
        ["Forename", "Surname", "DOB", "Class"],
        *(
            ["A", f"B{'cdef'[at]}", day, "4B"]
            for at, day in enumerate([date(2018, 6, 14), 43265, datetime.fromisoformat("2018-06-14"), "14 June 2018"])
        ),
    ]
    assert {row.birth_date for row in read(xlsx_bytes(rows)).pupils} == {date(2018, 6, 14)}
    found = read(csv_bytes("Forename,Surname,UPN,DOB", "A,B,,06/14/2018", "C,D,,03/02/2018"))
    assert [row.birth_date for row in found.pupils] == [date(2018, 6, 14), date(2018, 3, 2)]


def test_days_that_cannot_be_are_said_and_only_the_future_leaves_a_row() -> None:
    found = read(
        csv_bytes(
            "Forename,Surname,UPN,DOB",
            "A,B,,31/02/2018",
            "C,D,,unknown",
            "E,F,,1/1/1931",
            "G,H,,22/11/2026",
            "I,J,,21/11/2026",
        )
    )
    assert doubts(found) == [(2, "DOB", "bad-date"), (4, "DOB", "old-birth-date"), (5, "DOB", "future-birth-date")]
    assert left(found) == [(5, "future-birth-date")]
    assert [row.birth_date for row in found.pupils] == [None, None, None, TODAY]


def test_numbers_of_pupils() -> None:
    found = read(
        csv_bytes(
            "Forename,Surname,UPN",
            "A,B,a869 303026 000",
            "C,D,n/a",
            "E,F,A86930302600",
            "G,H,B869303026000",
            "I,J,B999303026001",
        )
    )
    assert [row.upn for row in found.pupils] == ["A869303026000", "", "", "", "B999303026001"]
    assert doubts(found) == [(4, "UPN", "bad-upn"), (5, "UPN", "bad-upn"), (6, "UPN", "unknown-authority")]


@pytest.mark.parametrize(
    "cell", ["Y", "yes", "TRUE", True, 1, "1", "✓", "✔", "☑", "Consent given", "Agreed.", " Yes ", "Ie"]
)
def test_words_for_yes(cell: object) -> None:
    assert one(cell) == (Said.YES, "")


@pytest.mark.parametrize(
    "cell",
    [
        "N",
        "no",
        "FALSE",
        False,
        0,
        "x",
        "X",
        "✗",
        "✘",
        "❌",
        "Consent refused",
        "No consent",
        "I do not agree",
        "Don’t consent",
    ],
)
def test_words_for_no(cell: object) -> None:
    assert one(cell) == (Said.NO, "")


@pytest.mark.parametrize("cell", ["", None, "-", "n/a", "No response", "Not returned", "pending", "?", "☐"])
def test_words_for_no_answer(cell: object) -> None:
    assert one(cell) == (None, "")


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("Withdrawn", Said.WITHDRAWN), ("consent withdrawn", Said.WITHDRAWN), ("Objected", Said.OBJECTED)],
)
def test_words_for_more_than_no(cell: str, answer: Said) -> None:
    assert one(cell) == (answer, "")


@pytest.mark.parametrize(
    "cell", ["yes but not her face", "Y - group photos only", "ask mum", "banana", "=1+1", "Yes\u202e"]
)
def test_whatever_is_not_plain_keeps_its_words_and_stops(cell: str) -> None:
    answer, words = one(cell)
    if cell == "Yes\u202e":
        assert (answer, words) == (Said.YES, "")  # a mark that nobody sees is no condition
    else:
        assert (answer, words) == (Said.CONDITION, cell)


def test_a_cross_means_no_only_where_something_else_means_yes() -> None:
    alone = read(csv_bytes("Forename,Surname,Class,Website,Press", "Ada,Moor,4B,x,", "Ben,Fox,4B,,x"))
    assert said(alone.pupils[0])["Website"] == (Said.CONDITION, "x")
    assert doubts(alone) == [(2, "Website", "unclear-cross"), (3, "Press", "unclear-cross")]
    beside = read(csv_bytes("Forename,Surname,Class,Website,Press", "Ada,Moor,4B,x,✓"))
    assert said(beside.pupils[0]) == {"Website": (Said.NO, ""), "Press": (Said.YES, "")}


def test_a_yes_under_a_heading_of_refusal_is_a_no_and_its_no_is_never_a_yes() -> None:
    found = read(
        csv_bytes("Forename,Surname,Class,No photos,Website", "A,B,4B,x,", "C,D,4B,N,Y", "E,F,4B,Y,N", "G,H,4B,,Y")
    )
    assert found.columns["No photos"] == PupilField.REFUSAL
    assert [said(row)["No photos"][0] for row in found.pupils] == [Said.NO, None, Said.NO, None]


def test_consents_to_other_things_and_what_is_none_of_our_business_are_left() -> None:
    headings = "Forename,Surname,UPN,Consent: Trips,Consent: Website,Biometric consent,Ethnicity,SEN,FSM,Our blog,Consent: Press"
    found = read(csv_bytes(headings, "Ada,Moor,A869303026000,Y,Y,N,WBRI,K,Y,Y,N"))
    assert [heading for heading, _, _ in found.pupils[0].answers] == ["Consent: Website", "Our blog", "Consent: Press"]
    assert found.left_behind == ("Consent: Trips", "Biometric consent", "Ethnicity", "SEN", "FSM")
    assert {guess.heading: guess.samples for guess in found.guesses}["Ethnicity"] == ()


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("Photo - Website", "Website"),
        ("Consent: Display in school", "Display in school"),
        ("Photographs in newsletter", "newsletter"),
        ("Website", "Website"),
        ("Photo consent", "consent"),
        ("Permission for local press (2026)", "local press"),
        ("School app", "School app"),
    ],
)
def test_the_place_in_a_heading(heading: str, place: str) -> None:
    assert place_words(heading) == place


def test_merged_cells_headings_in_two_rows_and_the_right_sheet() -> None:
    rows: Sequence[Sequence[object]] = [
        ["", "", "", "Photo permissions", "", ""],
        ["Class", "First name", "Surname", "Website", "Facebook", "Twitter"],
        ["4B", "Ada", "Moor", True, False, None],
        [None, "Ben", "Fox", "✗", "✓", 1],
    ]
    raw = xlsx_bytes(rows, title="Pupils", merged=["D1:F1", "A3:A4"], before=[("Notes", [["Hello"], ["World"]])])
    found = read(raw)
    assert (found.sheet, found.sheets) == ("Pupils", ("Notes", "Pupils"))
    assert [row.class_name for row in found.pupils] == ["4B", "4B"]
    assert [[answer for _, answer, _ in row.answers] for row in found.pupils] == [
        [Said.YES, Said.NO, None],
        [Said.NO, Said.YES, Said.YES],
    ]
    assert [row.line for row in found.pupils] == [3, 4]


def test_a_pupil_twice_is_taken_once_with_the_stricter_answers() -> None:
    found = read(
        csv_bytes(
            "Forename,Surname,UPN,DOB,Website,Press",
            "Ada,Moor,A869303026000,14/06/2022,Y,",
            "Ada,Moor,A869303026000,14/06/2022,N,Y",
            "Ben,Fox,,1/1/2018,Y,Y",
            "BEN,FOX,P869303026001,1/1/2018,Y,N",
            "Cy,Fox,,,Y,N",
            "Cy,Fox,,,Y,N",
            "Twin,Elm,,1/1/2018,Y,N",
            "Other,Elm,,1/1/2018,Y,N",
        )
    )
    assert left(found) == [(3, "duplicate-upn"), (5, "duplicate-pupil")]
    assert [said(row)["Website"][0] for row in found.pupils[:2]] == [Said.NO, Said.YES]
    assert [said(row)["Press"][0] for row in found.pupils[:2]] == [Said.YES, Said.NO]
    assert found.pupils[1].upn == "P869303026001"
    assert [fault[::2] for fault in doubts(found) if fault[2] == "copy-says-other"] == [
        (3, "copy-says-other"),
        (5, "copy-says-other"),
    ]
    assert [line for line, _, reason in doubts(found) if reason == "same-name"] == [7]
    assert len(found.pupils) == 6


@pytest.mark.parametrize(
    ("cell", "capacity", "name"),
    [
        ("Mother", Capacity.MOTHER, ""),
        ("Mrs Ada Dent (mother)", Capacity.MOTHER, "Mrs Ada Dent"),
        ("Mum and Dad", Capacity.MOTHER, ""),
        ("stepfather", Capacity.OTHER, ""),
        ("Grandmother", Capacity.GRANDPARENT, ""),
        ("Foster carer", Capacity.CARER, ""),
        ("Parent/Carer", Capacity.NOT_KNOWN, ""),
        ("Parent", Capacity.PARENT, ""),
        ("Social worker", Capacity.LOCAL_AUTHORITY, ""),
        ("Ms P Smith", Capacity.NOT_KNOWN, "Ms P Smith"),
        ("", None, ""),
    ],
)
def test_who_signed(cell: str, capacity: Capacity | None, name: str) -> None:
    row = read(
        csv_bytes("Forename,Surname,UPN,Signed by,Date signed", f"A,B,,{cell},1/9/2026", "C,D,,Mother,x")
    ).pupils[0]
    assert (row.signed_by, row.signer_name, row.signed_on) == (capacity, name, date(2026, 9, 1))


def test_every_script_of_names_and_nothing_hidden_in_one() -> None:
    found = read(
        csv_bytes(
            "Forename,Surname,UPN",
            *("مريم,الأحمد,", "李,小龍,", "Anai\u0308s,Wood,", "Ольга,Ка\u0301с,", "ක්\u200dෂ,පෙරේරා,"),
            *("Ada\u202e,Mo\u200bor,", "=1+1,=cmd|x,", "1234,5678,", "x" * 150 + ",Y,", "An?,Moor,"),
        )
    )
    assert names(found)[:5] == [
        ("مريم", "الأحمد"),
        ("李", "小龍"),
        ("Anaïs", "Wood"),
        ("Ольга", "Ка\u0301с"),
        ("ක්\u200dෂ", "පෙරේරා"),
    ]
    assert names(found)[5] == ("Ada", "Moor")
    assert (7, "Forename", "hidden-marks") in doubts(found)
    assert left(found) == [(8, "not-a-pupil"), (9, "missing-name"), (10, "name-too-long")]
    assert (11, "Forename", "lost-letter") in doubts(found)
    assert found.records + found.left == 10


def test_a_person_names_the_columns_and_the_choice_belongs_to_the_headings() -> None:
    raw = csv_bytes("Ada,Moor,4B,Y,14/06/2018", "Ben,Fox,4B,N,15/06/2018")
    with pytest.raises(NoHeadingsError) as caught:
        recognise_bytes(raw, wanted=Kind.PUPILS)
    assert [guess.field for guess in caught.value.guesses] == [
        None,
        None,
        None,
        PupilField.ANSWER,
        PupilField.BIRTH_DATE,
    ]
    assert caught.value.guesses[0].samples == ("Ada", "Ben")
    mapping = {"Column A": "given_name", "Column B": "family_name", "Column D": "answer", "Column E": "birth_date"}
    found = read(raw, mapping=mapping)
    assert names(found) == [("Ada", "Moor"), ("Ben", "Fox")]
    strange = csv_bytes("Who,What,Foto OK", "Moor Ada,4B,Y")
    with pytest.raises(NotRecognisedError):
        recognise_bytes(strange)
    corrected = read(strange, mapping={"Who": "full_name", "What": "class_name", "Foto OK": "answer"})
    assert (corrected.pupils[0].class_name, corrected.pupils[0].answers[0][1]) == ("4B", Said.YES)
    again = read(csv_bytes("WHO;what;Foto-OK", "Fox Ben;4A;N"), mapping={"Who": "full_name", "What": "class_name"})
    assert again.headings_digest == corrected.headings_digest
    with pytest.raises(MappingError):
        recognise_bytes(strange, mapping={"What": "class_name"})


def test_names_alone_are_pupils_where_pupils_are_wanted() -> None:
    raw = csv_bytes("Forename,Surname", "Ada,Moor")
    with pytest.raises(NotRecognisedError):
        recognise_bytes(raw)
    assert names(read(raw, wanted=Kind.PUPILS)) == [("Ada", "Moor")]
    staff = recognise_bytes(csv_bytes("Name,Job title,Photo consent", "Ada Moor,Teacher,Y"), wanted=Kind.PUPILS)
    assert staff.kind is Kind.STAFF
