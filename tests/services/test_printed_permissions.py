"""Photo answers on paper: yes or no and nothing that says why; a hold reads like any other no; the other system's list."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.picture_places import Master
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.photo_answers import FormRow
from schoolsm_desktop.services.printing import Printed
from tests.reports import reading
from tests.services.roll import add_pupil, hold, set_rules
from tests.services.school import InventedSchool


def _rows(document: Printed) -> list[tuple[object, ...]]:
    assert document.table is not None
    sheet = load_workbook(BytesIO(document.table)).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def _class(office: Office) -> None:
    """One yes, one no, one withdrawn, one condition, one on hold, one who has not answered."""
    names = ("Ada Bell", "Ben Dent", "Eva Holt", "Kit Moore", "Lia Young")
    said = (Said.YES, Said.NO, Said.WITHDRAWN, Said.CONDITION, Said.YES)
    born = date(2017, 3, 14)
    pupils = [add_pupil(office, name, birth_date=born) for name in names]
    office.photo_answers.record_forms(
        [
            FormRow(pupil.id, {"website": each}, Capacity.MOTHER, condition="Not her face")
            for pupil, each in zip(pupils, said, strict=True)
        ]
    )
    hold(office, pupils[-1])
    add_pupil(office, "Max Park")


def _website(rows: list[tuple[object, ...]]) -> dict[object, object]:
    at = rows[0].index("The school’s website")
    return {row[1]: row[at] for row in rows[1:]}


def test_a_teacher_reads_yes_or_no_and_nothing_that_says_why(school: InventedSchool) -> None:
    office = school.office
    _class(office)
    document = office.printing.permissions_by_class(["4B"])
    assert _website(_rows(document)) == {
        "Ada Bell": "Yes", "Ben Dent": "No", "Eva Holt": "No", "Kit Moore": "No", "Lia Young": "No", "Max Park": "No",
    }  # fmt: skip
    text = " ".join(reading.text(document.pdf).split())
    assert "Ada Bell" in text
    for word in ("Withdrawn", "withdrawn", "hold", "Condition", "face", "Mother", "2017", "answer yet"):
        assert word not in text, word


def test_the_office_also_reads_who_has_not_answered(school: InventedSchool) -> None:
    office = school.office
    _class(office)
    document = office.printing.permissions_by_class(["4B"], for_office=True)
    found = _website(_rows(document))
    assert (found["Max Park"], found["Lia Young"]) == ("No answer yet", "No")
    assert "no answer yet: counts as no" in " ".join(reading.text(document.pdf).split())


def test_each_class_has_a_page_of_its_own(school: InventedSchool) -> None:
    office = school.office
    add_pupil(office, "Ada Bell", "4B")
    add_pupil(office, "Tom Holt", "RB")
    add_pupil(office, "Eva Marsh", "")
    pages = " ".join(reading.text(office.printing.permissions_by_class().pdf).split())
    for words in ("4B", "RB", "Without a class", "Eva Marsh"):
        assert words in pages
    with pytest.raises(RuleError):
        office.printing.permissions_by_class(["9Z"])


def test_the_other_system_is_told_by_class(school: InventedSchool) -> None:
    office = school.office
    set_rules(office, master=Master.ELSEWHERE, master_name="Our system")
    _class(office)
    text = " ".join(reading.text(office.printing.other_system_list().pdf).split())
    assert "5 changes to make in Our system." in text
    for words in ("Ada Bell", "Yes, until 31 Oct 2027", "Lia Young"):
        assert words in text
    for word in ("hold", "Withdrawn", "face"):
        assert word not in text
