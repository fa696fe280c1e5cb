"""The school's details and terms, and several schools of a trust."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, NotAllowedError
from schoolsm_desktop.domain.people import School, SchoolKind
from tests.reports import reading
from tests.services.school import InventedSchool
from tests.services.school_files import STAFF_CSV


def test_details_are_changed_and_tidied_and_a_colleagues_change_is_noticed(school: InventedSchool) -> None:
    schools = school.office.schools
    before = schools.school()
    kept = schools.change(replace(before, name="  Alder Brook Academy ", website="https://alder.example"))
    assert (kept.name, kept.revision) == ("Alder Brook Academy", 2)
    assert schools.school() == kept
    with pytest.raises(ChangedMeanwhileError):
        schools.change(replace(before, name="Another"))
    with pytest.raises(FieldError) as caught:
        schools.change(replace(kept, name="  "))
    assert caught.value.field == "name"
    assert schools.school() == kept


def test_terms_are_put_in_order_and_replaced_whole(school: InventedSchool) -> None:
    schools = school.office.schools
    autumn, spring, summer = schools.terms()
    assert [t.name for t in (autumn, spring, summer)] == ["Autumn term 2026", "Spring term 2027", "Summer term 2027"]
    assert schools.term_text() == "Autumn term 2026, week 12"
    later = Term(uuid4(), autumn.school_id, "Autumn term 2027", date(2027, 9, 2), date(2027, 12, 17))
    schools.change_terms([later, summer, spring, autumn])
    assert [t.name for t in schools.terms()][-1] == "Autumn term 2027"
    over = replace(later, id=uuid4(), name="Again")
    with pytest.raises(FieldError):
        schools.change_terms([autumn, later, over])
    assert len(schools.terms()) == 4
    school.clock.set(datetime(2026, 12, 24, 9, tzinfo=UTC))
    assert schools.term_text() == "Holiday. Spring term 2027 begins on 5 Jan 2027"


def test_a_trust_keeps_several_schools_and_its_office(school: InventedSchool) -> None:
    schools = school.office.schools
    schools.add(School(uuid4(), "Bridge End Academy", kind=SchoolKind.SCHOOL))
    schools.add(School(uuid4(), "The Trust", kind=SchoolKind.TRUST_OFFICE))
    assert {s.name for s in schools.schools()} == {"Alder Brook Primary", "Bridge End Academy", "The Trust"}
    with pytest.raises(FieldError):
        schools.add(School(uuid4(), " "))
    assert len(schools.schools()) == 3


def test_the_school_these_records_began_with_stays_the_first(school: InventedSchool) -> None:
    first = school.office.schools.school()
    school.office.schools.add(School(uuid4(), "Abbey Lane Primary"))  # before it by name
    assert school.office.schools.school() == first
    assert first.name in reading.text(school.office.printing.access_register().pdf)
    path = school.base / "staff.csv"
    path.write_text(STAFF_CSV, encoding="utf-8")
    imports = school.office.imports
    preview = imports.staff(path, imports.read(path))
    imports.bring_in_staff(preview, [p.row.line for p in preview.people], {})
    assert {x.person.school_id for x in school.office.people.lines()} == {first.id}


def test_without_the_duty_nothing_changes(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    for deed in (
        lambda: office.schools.change(replace(office.schools.school(), name="Mine")),
        lambda: office.schools.add(School(uuid4(), "Mine")),
        lambda: office.schools.change_terms([]),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    assert office.schools.school().name == "Alder Brook Primary"
    assert len(office.schools.terms()) == 3
