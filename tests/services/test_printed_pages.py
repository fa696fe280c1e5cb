"""The Friday sheet, the page for the supply folder, the goodbye page and the data protection pack, read back."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # it ships no types

from schoolsm_desktop.domain.due import Place
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.processing import Activity, record_of_processing
from schoolsm_desktop.domain.retention import RecordClass, RetentionPeriod
from schoolsm_desktop.reports import friday_sheet
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.friday_sheet import FridayFigures, FridayGroup, FridayLine
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.printing import Printed
from tests.reports import reading
from tests.reports.made_figures import page_facts

from .cases import filed
from .school import InventedSchool

LONG = FridayLine(
    "A line of Today with a title that fills the cell from side to side",
    "and a detail " * 20,
    "Overdue 3 days",
    "R. Sondhi and others",
    True,
)


def pages(document: Printed | bytes) -> int:
    """How many pages a document has."""
    return len(PdfDocument(document if isinstance(document, bytes) else document.pdf))


def said(document: Printed) -> str:
    """Its text on one line, so that a broken line hides no sentence."""
    return " ".join(reading.text(document.pdf).split())


class TestFridaySheet:
    def test_it_is_one_side_however_much_waits(self) -> None:
        full = FridayGroup(tuple(LONG for _ in range(30)))
        fine = tuple(f"Something is fine {number}" for number in range(12))
        figures = FridayFigures(
            page_facts(), "For the headteacher", full, full, full, fine, (Signer("Headteacher", "A. Name"),)
        )
        pdf = friday_sheet.render(figures)
        assert pages(pdf) == 1
        text = " ".join(reading.text(pdf).split())
        assert "more stand on Today" in text
        assert "Something is fine 11" in text

    def test_lines_that_read_alike_stand_once_with_their_number(self, school: InventedSchool) -> None:
        for _ in range(3):
            filed(school.sign_in(school.head).session, {school.head.id}, kind=IncidentKind.WRONG_POST)
        text = said(school.office.printing.friday_sheet())
        assert "3 such lines" in text
        titles = [x.item.title for x in school.office.today.view().lines if x.item.place is Place.INCIDENT]
        assert len(titles) > len(set(titles))
        assert [text.count(title) for title in set(titles)] == [1] * len(set(titles))

    def test_what_lies_sealed_stands_on_it_only_where_the_headteacher_prints_it(self, school: InventedSchool) -> None:
        office = school.sign_in(school.head)
        filed(office.session, {school.head.id, school.coordinator.id}, kind=IncidentKind.WRONG_POST)
        assert "ncident" in said(office.printing.friday_sheet())
        assert "ncident" not in said(school.sign_in(school.coordinator).printing.friday_sheet())

    def test_nothing_due_reads_calmly(self) -> None:
        none = FridayGroup()
        figures = FridayFigures(page_facts(), "For the headteacher", none, none, none, (), (Signer("Headteacher"),))
        text = " ".join(reading.text(friday_sheet.render(figures)).split())
        for sentence in ("Nothing waits for you.", "Nothing is late.", "Nothing falls into the next seven days."):
            assert sentence in text

    def test_who_prints_no_registers_cannot_print_it(self, school: InventedSchool) -> None:
        teacher = school.add_person("Jo Marsh")
        school.make_sign_in(teacher)
        with pytest.raises(NotAllowedError):
            school.sign_in(teacher).printing.friday_sheet()


@pytest.mark.parametrize("policy", ["kew-woods", "churchward", "mill-lane", "valence", "bucklebury", "blank"])
def test_the_supply_page_is_one_side_in_the_schools_own_titles(school: InventedSchool, policy: str) -> None:
    office = school.sign_in(school.head)
    office.policies.choose(shipped_profile(policy))
    made = school.office.printing.supply_page()
    assert pages(made) == 1
    text = said(made)
    assert "If this is true, did an adult harm a child" in text
    assert "Take none on a phone or camera of your own" in text
    assert school.head.name in text


class TestGoodbye:
    def test_both_sign_what_ended_and_what_is_still_open(self, school: InventedSchool) -> None:
        account = school.add_account("School X")
        person = school.add_person("Łukasz Wiśniewski", "Year 4 teacher")
        school.give(person, account)
        office = school.sign_in(school.coordinator)
        begun = office.leaving.prepare(person.id, office.session.today + timedelta(days=3))
        text = said(office.printing.goodbye_page(begun.id))
        assert "Łukasz Wiśniewski leaves" in text
        assert "Still to be done" in text
        assert "School X" in text
        assert "former pupils" in text.lower()
        assert "Signature: who leaves" in text

    def test_a_quiet_list_and_another_kind_have_none(self, school: InventedSchool) -> None:
        person = school.add_person("Jo Marsh")
        office = school.sign_in(school.head)
        quiet = office.leaving.prepare(person.id, office.session.today, quiet=True)
        with pytest.raises(RuleError, match="Nothing was printed"):
            office.printing.goodbye_page(quiet.id)
        with pytest.raises(RuleError):
            office.printing.goodbye_page(uuid4())
        assert "goodbye-page" in office.printing.shelf().choices
        assert office.printing.shelf().choices["goodbye-page"] == ()


class TestDataProtectionPack:
    def test_it_is_filled_from_the_settings(self, school: InventedSchool) -> None:
        office = school.sign_in(school.head)
        with office.session.work() as work:
            now = work.session.clock.now()
            work.uow.retention_periods.add(
                RetentionPeriod(
                    uuid4(), school.head.school_id, RecordClass.COMPLAINTS, 30, "As our trust asks", school.head.id, now
                )
            )
            work.done()
        made = office.printing.data_protection_pack()
        text = said(made)
        assert "Complaints: 2 years and 6 months after it was closed" in text
        assert "Record of processing" in text
        assert "Alder Brook Primary" in text
        assert made.table is not None
        for activity in Activity:
            name = next(x.name for x in record_of_processing(shipped_profile("valence"), ()) if x.activity is activity)
            assert name in text

    def test_who_sees_what_is_the_table_of_permissions(self) -> None:
        profile = shipped_profile("valence")
        sees = {one.activity: one.sees for one in record_of_processing(profile, ())}
        assert "Lead for Child Protection" in sees[Activity.PICTURES]
        assert "nobody by duty alone" in sees[Activity.INCIDENTS]
        assert Duty.CLASS_TEACHER.value not in sees[Activity.PICTURES]
