"""The papers of reading, signing and training, made from real records and read back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook

from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Contract, Duty, Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.rules import Monitoring, TrainingNeed
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.paper_maker import Printed
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.training import Meeting
from tests.reports import reading
from tests.services.school import InventedSchool
from tests.services.test_training import adopted

TODAY = date(2026, 11, 20)
READ = AccessCondition.POLICY_READ
COURSES = (
    TrainingNeed("social-media", "Networks and their risks", for_access=True),
    TrainingNeed("safe-use", "Using networks in safety", months=24),
)


def text(document: Printed) -> str:
    return reading.text(document.pdf)


def cells(document: Printed) -> list[list[object]]:
    assert document.table is not None
    (page,) = load_workbook(io.BytesIO(document.table)).worksheets
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.fixture
def jo(school: InventedSchool) -> Person:
    """A teacher whose line manager is the headteacher, under a policy with two courses."""
    profile = shipped_profile("mill-lane")
    school.office.policies.choose(replace(profile, rules=replace(profile.rules, training=COURSES)))
    return school.add_person("Jo Marsh", "Year 4 teacher", manager_id=school.head.id)


@pytest.mark.clause(
    "churchward:2-staff-know", "churchward:2-staff-comply", "kew-woods:3.1", "valence:purpose-staff-guidance"
)
@pytest.mark.parametrize("policy", ["churchward", "kew-woods", "valence"])
def test_the_sheet_to_sign_names_the_version_everybody_and_what_is_said_about_monitoring(
    school: InventedSchool, policy: str
) -> None:
    school.office.policies.choose(shipped_profile(policy))
    jo, pat = school.add_person("Jo Marsh"), school.add_person("Łukasz Wiśniewski")
    kim = school.add_person("Visiting Kim", contract=Contract.GOVERNOR)
    view = school.office.house.view()
    school.office.house.change(replace(view.rules, monitoring="Our own accounts are looked at each week."))
    version = adopted(school, "Autumn 2026")
    school.office.conditions.tick(Tick((jo.id,), READ, TODAY, edition_id=version.id))
    printed = school.office.printing.signing_sheet()
    said = text(printed)
    for words in (
        "“Autumn 2026”, in force from 20 Nov 2026",
        "Signed 20 Nov 2026",
        pat.name,
        "Signature",
        "keep to it",
    ):
        assert words in said
    monitored = "Our own accounts are looked at each week." in said
    assert monitored is (shipped_profile(policy).rules.monitoring is not Monitoring.NOTHING)
    assert (kim.name in said) is (policy == "churchward"), "only those whom the policy binds"
    rows = cells(printed)
    assert rows[0][0] == "Name"
    assert "Signed 20 Nov 2026" in [row[4] for row in rows if row[0] == "Jo Marsh"]


@pytest.mark.clause("kew-woods:3.2", "mill-lane:2.1")
def test_the_short_sheet_fits_one_page_with_lines_for_those_who_stay_a_few_days(
    school: InventedSchool, jo: Person
) -> None:
    del jo
    printed = school.office.printing.short_stay_sheet()
    said = text(printed)
    assert len(reading.reader(printed.pdf).pages) == 1
    for words in (
        "agency staff, contractors, drivers, trainees, volunteers and visitors",
        "Agency or firm",
        "Signature",
    ):
        assert words in said
    assert "Jo Marsh" not in said, "nobody's name is on it"


@pytest.mark.clause("mill-lane:5.3-co-operate", "churchward:2-staff-train")
def test_the_list_of_who_is_missing_has_a_page_for_each_line_manager_to_bring_back(
    school: InventedSchool, jo: Person
) -> None:
    school.add_person("Pat Lowe", "Cook")
    printed = school.office.printing.chase_list()
    pages = [page.extract_text() for page in reading.reader(printed.pdf).pages]
    assert len(pages) == 2
    assert "For Anna Whitfield" in pages[0]
    assert "Jo Marsh" in pages[0]
    assert "No line manager is entered" in pages[1]
    for page in pages:
        assert "Please bring this page back to the office by 27 Nov 2026." in " ".join(page.split())
    assert "Networks and their risks" in text(printed)
    (row,) = [row for row in cells(printed) if row[0] == jo.name]
    assert row[2] == "Anna Whitfield"
    assert "read and sign the policy" in str(row[-2])
    assert "For Anna Whitfield" not in text(school.office.printing.chase_list(by_group=True))
    people = tuple(x.person.id for x in school.office.training.view().lines)
    school.office.conditions.tick(Tick(people, READ, TODAY))
    for topic in ("social-media", "safe-use"):
        school.office.conditions.tick(Tick(people, AccessCondition.TRAINING, TODAY, topic=topic))
    assert "Nobody is missing anything today." in text(school.office.printing.chase_list())


@pytest.mark.clause("mill-lane:5.2-risks", "churchward:2-cs-training", "churchward:intro-support-training")
def test_the_numbers_are_counted_by_kind_of_people_with_what_was_held(school: InventedSchool, jo: Person) -> None:
    sam = school.add_person("Sam Adeyemi", contract=Contract.AGENCY)
    school.office.training.meeting(
        Meeting(TODAY, (jo.id, sam.id), read=True, trained=True, topic="social-media", led_by="R. Okafor")
    )
    printed = school.office.printing.training_coverage()
    said = text(printed)
    assert "2 of 4" in said
    assert reading.in_order(said, "Training held in the last twelve months", "20 Nov 2026", "R. Okafor", "2")
    assert cells(printed)[1:] == [
        ["Staff", "1 of 3", "1 of 3", "0 of 3"],
        ["Agency, contractors and visitors", "1 of 1", "1 of 1", "0 of 1"],
    ]


def test_the_numbers_say_what_qualifies_them(school: InventedSchool) -> None:
    school.office.policies.choose(shipped_profile("churchward"))
    assert "Nobody is recorded as Central Services" in text(school.office.printing.training_coverage())


@pytest.mark.clause("mill-lane:5.1-access-new-staff")
def test_a_starter_is_handed_what_to_read_sign_and_attend_and_both_sign(school: InventedSchool, jo: Person) -> None:
    del jo
    new = school.add_person("Nadia Brindle", "Teaching assistant", starts=TODAY + timedelta(days=3))
    said = text(school.office.printing.starter_sheet(new.id))
    for words in (
        "Nadia Brindle",
        "Read the policy and sign it",
        "Attend: Networks and their risks",
        "I was handed a copy of the policy",
        "Signature: who starts",
    ):
        assert words in said
    with pytest.raises(RuleError, match="Nothing was printed"):
        school.office.printing.starter_sheet(uuid4())


@pytest.mark.clause("churchward:intro-support-training", "churchward:2-staff-train")
def test_the_attendance_sheet_has_everybody_and_after_the_training_who_was_there(
    school: InventedSchool, jo: Person
) -> None:
    assert {row[2] for row in cells(school.office.printing.attendance_sheet())[1:]} == {None}
    held = school.office.training.meeting(Meeting(TODAY, (jo.id,), trained=True, title="Online safety"))
    assert held is not None
    printed = school.office.printing.attendance_sheet(held.id)
    assert [row[0] for row in cells(printed) if row[2] == "was there"] == ["Jo Marsh"]
    assert "Online safety" in text(printed)


def test_who_prints_no_registers_prints_none_of_these(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, TODAY)
    school.make_sign_in(jo)
    printing = school.sign_in(jo).printing
    nobody = UUID(int=0)
    for make in (
        printing.signing_sheet,
        printing.short_stay_sheet,
        printing.attendance_sheet,
        printing.chase_list,
        printing.training_coverage,
        lambda: printing.starter_sheet(nobody),
    ):
        with pytest.raises(NotAllowedError):
            make()
