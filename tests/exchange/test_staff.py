"""Staff lists of other schools: names, days and contracts in every shape."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from schoolsm_desktop.domain.people import Contract, Duty
from schoolsm_desktop.exchange.day_reader import month_comes_first, read_day
from schoolsm_desktop.exchange.errors import NotRecognisedError
from schoolsm_desktop.exchange.person_names import mixed_case, part_full_name
from schoolsm_desktop.exchange.read import recognise_bytes
from schoolsm_desktop.exchange.records import Fault, Kind, ReadFile
from schoolsm_desktop.exchange.staff import contract_of, duties_of
from tests.exchange.files import csv_bytes, xlsx_bytes


def names(found: ReadFile) -> list[tuple[str, str]]:
    return [(person.given_name, person.family_name) for person in found.staff]


def test_a_workbook_with_titles_real_days_and_one_name_column() -> None:
    found = recognise_bytes(
        xlsx_bytes(
            [
                ["Hill Top Primary: staff, autumn 2026"],
                [],
                ["Staff name", "Role", "Type of contract", "Work email", "Start Date", "Leaving date", "DOB"],
                [
                    "SMITH, Jo",
                    "Head Teacher",
                    "Permanent",
                    "jo@hilltop.example",
                    date(2019, 9, 1),
                    None,
                    date(1970, 1, 1),
                ],
                [
                    "Mrs Ada de Souza",
                    "Class Teacher",
                    "Fixed term",
                    "",
                    datetime.fromisoformat("2026-09-01 00:00"),
                    46600,
                    None,
                ],
                ["O'NEILL Tom", "Supply", "Agency", "tom@agency.example", "1st September 2026", "18/12/26", None],
            ]
        )
    )
    assert (found.kind, found.format) == (Kind.STAFF, "staff-xlsx")
    assert names(found) == [("Jo", "Smith"), ("Ada", "de Souza"), ("Tom", "O'Neill")]
    assert [person.start for person in found.staff] == [date(2019, 9, 1), date(2026, 9, 1), date(2026, 9, 1)]
    assert [person.end for person in found.staff] == [None, date(2027, 8, 1), date(2026, 12, 18)]
    assert [person.contract for person in found.staff] == [Contract.EMPLOYEE, Contract.TEMPORARY, Contract.AGENCY]
    assert [person.line for person in found.staff] == [4, 5, 6]
    assert found.columns["DOB"] is None
    assert found.faults == ()


def test_semicolons_capitals_and_a_known_as_column() -> None:
    found = recognise_bytes(
        csv_bytes(
            "SURNAME;FORENAME;KNOWN AS;POST;START",
            "HÅKANSSON;NIAMH;Nia;TEACHER;2026-09-01",
            "MCDONALD;MOHAMMED ALI;;TEACHING ASSISTANT;2026-09-01 00:00:00",
            "VAN DER BERG;D'ANDRE;;MIDDAY SUPERVISOR;",
            encoding="utf-8-sig",
        )
    )
    assert names(found) == [("Niamh", "Håkansson"), ("Mohammed Ali", "McDonald"), ("D'Andre", "van der Berg")]
    assert found.staff[0].known_as == "Nia"
    assert found.staff[1].start == date(2026, 9, 1)


def test_every_fault_is_named_by_line_and_every_row_is_counted() -> None:
    found = recognise_bytes(
        csv_bytes(
            "First name,Surname,Job title,Contract,Email,Start date,End date",
            "Ada,Hill,Teacher,Employee,ada@x.example,31/02/2026,",
            "Ben,Moor,Teacher,Employee,not an address,01/09/2026,",
            "Cy,Fen,Teacher,Employee,,01/09/2026,01/09/2025",
            ",,Teacher,Employee,,,",
            "Ada,Hill,Teacher,Employee,ada@x.example,,",
            "Di,Lake,Teacher,Wizard,,,",
            "Eve,,Teacher,Employee,,,",
            "Vacant,,Teacher,,,,",
            ",,,,,,",
            "Fay,Brook,Cleaner,Employee,fay@x.example,,",
            "Fay,Brook,Midday supervisor,Employee,FAY@x.example,,",
            "Cy,Fen,Caretaker,Employee,other@x.example,,",
        )
    )
    assert found.records + found.left == 11
    assert found.left_because == {"duplicate-row": 1, "missing-name": 1, "vacant-post": 1, "second-post": 1}
    assert set(found.faults) == {
        Fault(2, "Start date", "bad-date"),
        Fault(3, "Email", "bad-email"),
        Fault(4, "End date", "end-before-start"),
        Fault(5, "Surname", "missing-name"),
        Fault(6, "Surname", "duplicate-row"),
        Fault(7, "Contract", "unknown-contract"),
        Fault(8, "First name", "one-name-only"),
        Fault(9, "Surname", "vacant-post"),
        Fault(12, "Job title", "second-post"),
        Fault(13, "Surname", "same-name"),
    }
    by_line = {person.line: person for person in found.staff}
    assert by_line[2].start is None
    assert by_line[3].email == ""
    assert (by_line[4].start, by_line[4].end) == (date(2026, 9, 1), None)
    assert by_line[7].contract is None
    assert by_line[11].job_title == "Cleaner; Midday supervisor"


@pytest.mark.parametrize(
    ("cell", "given", "family"),
    [
        ("SMITH, Jo", "Jo", "Smith"),
        ("Smith, Mrs Jo Ann", "Jo Ann", "Smith"),
        ("Jo Smith", "Jo", "Smith"),
        ("Mr. Jo Smith", "Jo", "Smith"),
        ("Dr Jo Smith PhD", "Jo", "Smith"),
        ("Yasmin de Souza", "Yasmin", "de Souza"),
        ("Anna van der Berg", "Anna", "van der Berg"),
        ("Jan te Velde", "Jan", "te Velde"),
        ("JO SMITH", "Jo", "Smith"),
        ("jo smith", "Jo", "Smith"),
        ("Jo SMITH", "Jo", "Smith"),
        ("SMITH Jo", "Jo", "Smith"),
        ("SMITH-JONES Jo", "Jo", "Smith-Jones"),
        ("DE SOUZA Yasmin", "Yasmin", "de Souza"),
        ("Jo DE SOUZA", "Jo", "de Souza"),
        ("Conor O’NEILL", "Conor", "O’Neill"),
        ("McDONALD, Gabriel", "Gabriel", "McDonald"),
        ("MACLEOD, Umar", "Umar", "MacLeod"),
        ("MACHIN, Sue", "Sue", "Machin"),
        ("Mac, Sue", "Sue", "Mac"),
        ("Ana-Maria Lindqvist", "Ana-Maria", "Lindqvist"),
        ("Mary Jane Watson", "Mary Jane", "Watson"),
        ("Jo (Joanna) Smith", "Jo", "Smith"),
        ("Łukasz NOWAK", "Łukasz", "Nowak"),
        ("Smith", "", "Smith"),
        ("  Jo\u00a0 Smith ", "Jo", "Smith"),
        ("Mrs Smith", "", "Smith"),
        ("St John, Amy", "Amy", "St John"),
        ("J Smith", "J", "Smith"),
        ("J. P. Smith", "J. P.", "Smith"),
    ],
)
def test_a_full_name_is_parted_with_care(cell: str, given: str, family: str) -> None:
    assert part_full_name(cell) == (given, family)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("HÅKANSSON", "Håkansson"),
        ("d'andre", "D'Andre"),
        ("de Souza", "de Souza"),
        ("MacLeod", "MacLeod"),
        ("ng", "Ng"),
    ],
)
def test_capitals_become_mixed_case_and_mixed_case_stays(written: str, shown: str) -> None:
    assert mixed_case(written) == shown


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("01/09/2026", date(2026, 9, 1)),
        ("1/9/26", date(2026, 9, 1)),
        ("1.9.2026", date(2026, 9, 1)),
        ("01-09-2026", date(2026, 9, 1)),
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-09-01 00:00:00", date(2026, 9, 1)),
        ("2026-09-01T00:00:00Z", date(2026, 9, 1)),
        ("01/09/2026 00:00", date(2026, 9, 1)),
        ("1 September 2026", date(2026, 9, 1)),
        ("1st Sept 2026", date(2026, 9, 1)),
        ("Tuesday 1 September 2026", date(2026, 9, 1)),
        ("1-Sep-26", date(2026, 9, 1)),
        ("September 1, 2026", date(2026, 9, 1)),
        ("46266", date(2026, 9, 1)),
        ("46266.0", date(2026, 9, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("1/9/98", date(1998, 9, 1)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (datetime.fromisoformat("2026-09-01 08:30"), date(2026, 9, 1)),
        ("", None),
        ("n/a", None),
        ("Ongoing", None),
        ("permanent", None),
    ],
)
def test_days_as_lists_write_them(cell: str | date, day: date | None) -> None:
    assert read_day(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2026",
        "29/02/2025",
        "2026",
        "Sept 2026",
        "1/9",
        "September",
        "next term",
        "32/01/2026",
        "2026-13-01",
        "99999",
        "12",
        "1/1/1066",
        "Sep-26",
        "soon 1",
        "1e9",
        "0001-01-01",
        "٣/٤/٢٠٢٦",
        "9" * 50,
    ],
)
def test_what_is_no_whole_day_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"day|month|year"):
        read_day(cell)


def test_an_american_column_is_read_as_one() -> None:
    assert month_comes_first(["09/25/2026", "01/02/2026"])
    assert not month_comes_first(["09/25/2026", "25/09/2026"])
    assert not month_comes_first(["01/02/2026"])
    found = recognise_bytes(
        csv_bytes("Name,Role,Start date", "Ada Hill,Teacher,09/25/2026", "Ben Moor,Teacher,01/02/2026")
    )
    assert [person.start for person in found.staff] == [date(2026, 9, 25), date(2026, 1, 2)]


@pytest.mark.parametrize(
    ("words", "contract"),
    [
        ("Permanent", Contract.EMPLOYEE),
        ("Perm - part time", Contract.EMPLOYEE),
        ("FT", Contract.EMPLOYEE),
        ("Teaching staff", Contract.EMPLOYEE),
        ("Fixed-term", Contract.TEMPORARY),
        ("Maternity cover", Contract.TEMPORARY),
        ("Supply", Contract.AGENCY),
        ("Agency worker", Contract.AGENCY),
        ("Self employed", Contract.CONTRACTOR),
        ("On secondment", Contract.SECONDEE),
        ("PGCE student", Contract.TRAINEE),
        ("Volunteer", Contract.VOLUNTEER),
        ("LA Governor", Contract.GOVERNOR),
        ("Visitor", Contract.VISITOR),
        ("Wizard", None),
        ("", None),
    ],
)
def test_contract_words(words: str, contract: Contract | None) -> None:
    assert contract_of(words) is contract


@pytest.mark.parametrize(
    ("job", "duties"),
    [
        ("Headteacher", (Duty.HEADTEACHER,)),
        ("Head", (Duty.HEADTEACHER,)),
        ("Executive Principal", (Duty.HEADTEACHER,)),
        ("Deputy Headteacher", (Duty.DEPUTY_HEADTEACHER,)),
        ("Deputy Head / DSL", (Duty.DEPUTY_HEADTEACHER, Duty.DSL)),
        ("Head of Year 4", ()),
        ("Deputy Designated Safeguarding Lead", (Duty.DEPUTY_DSL,)),
        ("ICT Co-ordinator", (Duty.COORDINATOR,)),
        ("Computing Lead", (Duty.COORDINATOR,)),
        ("School Business Manager", (Duty.OFFICE_MANAGER,)),
        ("Data Protection Officer", (Duty.DPO,)),
        ("Chair of the Governing Body", (Duty.CHAIR,)),
        ("Vice Chair of Governors", ()),
        ("Class Teacher 4B", (Duty.CLASS_TEACHER,)),
        ("Teaching assistant", ()),
        ("Supply teacher", ()),
        ("Caretaker", ()),
    ],
)
def test_duties_are_offered_from_the_job(job: str, duties: tuple[Duty, ...]) -> None:
    assert duties_of(job) == duties


@pytest.mark.parametrize(
    "headings",
    [
        "Forename,Surname,Position,Employment type,E-mail,Date started,Date left",
        "Legal first name,Legal surname,Role,Contract type,Work email,Start,End",
        "First Name,Last Name,Job Role,Employment Status,School Email,Employment start date,Leaving Date",
        "Enw cyntaf,Cyfenw,Swydd,Contract,Ebost,Dechrau,Diwedd",
        "GIVEN NAME,FAMILY NAME,POST TITLE,CONTRACT,E-MAIL ADDRESS,FROM,TO",
        "Staff First Name,Staff Surname,Responsibility,Staff type,Email,Joined,Until",
    ],
)
def test_headings_of_other_schools(headings: str) -> None:
    found = recognise_bytes(csv_bytes(headings, "Ada,Hill,Teacher,Permanent,ada@x.example,01/09/2025,31/08/2027"))
    person = found.staff[0]
    assert (person.full_name, person.job_title, person.contract) == ("Ada Hill", "Teacher", Contract.EMPLOYEE)
    assert (person.email, person.start, person.end) == ("ada@x.example", date(2025, 9, 1), date(2027, 8, 31))
    assert found.faults == ()


def test_a_person_names_the_columns_of_a_strange_list() -> None:
    raw = csv_bytes("Who,Does,Since", "Hill Ada,Teacher,1/9/25", "Moor Ben,Cook,1/9/24")
    with pytest.raises(NotRecognisedError):
        recognise_bytes(raw)
    found = recognise_bytes(raw, mapping={"Who": "full_name", "Does": "job_title", "Since": "start"})
    assert [person.start for person in found.staff] == [date(2025, 9, 1), date(2024, 9, 1)]


def test_staff_are_not_pupils_and_pupils_are_not_staff() -> None:
    staff = recognise_bytes(csv_bytes("Name,DOB,Class,Job title", "Ada Hill,1/1/80,4B,Teacher"))
    assert staff.kind is Kind.STAFF
    for pupils in (
        csv_bytes("Name,DOB,Class", "Ada Hill,1/1/2018,4B"),
        csv_bytes("Pupil name,Class,Photo consent", "Ada Hill,4B,Y"),
    ):
        assert recognise_bytes(pupils).kind is Kind.PUPILS


def test_email_addresses_in_angle_brackets() -> None:
    found = recognise_bytes(
        csv_bytes("Name,Role,Email", "Ada Hill,Teacher,Ada Hill <ada@x.example>", "B C,T,mailto:b@x.example")
    )
    assert [person.email for person in found.staff] == ["ada@x.example", "b@x.example"]
