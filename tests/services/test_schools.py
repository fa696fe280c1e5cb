"""The school's details and terms, and several schools of a trust."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, NotAllowedError
from schoolsm_desktop.domain.people import Nation, Person, School, SchoolKind
from schoolsm_desktop.exchange.crest_file import CrestKindError
from tests.attacks.by_hand import edit
from tests.exchange.scans import scan_picture
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


def test_a_crest_stands_on_every_page_and_is_known_to_everybody(school: InventedSchool, tmp_path: Path) -> None:
    schools = school.office.schools
    picture = tmp_path / "crest.jpg"
    picture.write_bytes(scan_picture("JPEG", (900, 600)))
    drawn = school.office.printing.account_directory().pdf
    assert schools.crest() == b""
    kept = schools.change(schools.school(), schools.read_crest(picture))
    assert kept.crest_id is not None
    assert schools.crest().startswith(b"\x89PNG")
    with_crest = school.office.printing.account_directory().pdf
    images = [image for page in reading.reader(with_crest).pages for image in page.images]
    assert images
    assert not [image for page in reading.reader(drawn).pages for image in page.images]
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    assert school.sign_in(jo).schools.crest().startswith(b"\x89PNG")
    with pytest.raises(NotAllowedError):
        school.office.schools.change(school.office.schools.school(), b"")
    office = school.sign_in(school.head)
    assert office.schools.change(office.schools.school(), b"").crest_id is None
    assert office.schools.crest() == b""
    assert office.log.altered_rows() == ()


def test_a_crest_whose_bytes_were_changed_is_not_shown(school: InventedSchool) -> None:
    schools = school.office.schools
    schools.change(schools.school(), scan_picture("PNG", (60, 60)))
    edit(school.office, "UPDATE papers SET content = ?", scan_picture("PNG", (61, 61)))
    assert schools.crest() == b""


def test_a_crest_is_proved_again_before_it_is_kept(school: InventedSchool) -> None:
    schools = school.office.schools
    with pytest.raises(CrestKindError):
        schools.change(schools.school(), b"<svg/>")
    assert schools.school().crest_id is None


def test_nation_address_and_how_the_school_is_reached(school: InventedSchool) -> None:
    schools = school.office.schools
    full = replace(
        schools.school(),
        nation=Nation.WALES,
        address=" 1 Alder Lane\nOldtown ",
        telephone="01632 960001",
        email="office@alder.example",
    )
    kept = schools.change(full)
    assert (kept.nation, kept.address) == (Nation.WALES, "1 Alder Lane\nOldtown")
    for field, wrong in (("email", "office at alder"), ("telephone", "ring us")):
        with pytest.raises(FieldError) as caught:
            schools.change(replace(kept, **{field: wrong}))  # type: ignore[arg-type]
        assert caught.value.field == field


def test_two_schools_of_one_name_are_refused(school: InventedSchool) -> None:
    with pytest.raises(FieldError) as caught:
        school.office.schools.add(School(uuid4(), "alder brook  primary"))
    assert caught.value.field == "name"


def test_where_there_are_several_schools_people_and_accounts_say_theirs(school: InventedSchool) -> None:
    """PRACTICE 28: and with one school nothing of it shows."""
    assert {line.school for line in school.office.people.lines()} == {""}
    school.add_account("Our page")
    assert {line.school for line in school.office.accounts.lines()} == {""}
    other = school.office.schools.add(School(uuid4(), "Bridge End Academy", "Bridge End"))
    jo = school.office.people.add(Person(uuid4(), other.id, "Jo", "Marsh", "Teacher"))
    school.add_account("Their page", owner_id=jo.id)
    with school.office.session.reading() as uow:
        theirs = next(a for a in uow.accounts.all() if a.name == "Their page")
    school.office.accounts.change(replace(theirs, school_id=other.id))
    people = {line.person.name: line.school for line in school.office.people.lines()}
    assert (people["Jo Marsh"], people["Rosa Okafor"]) == ("Bridge End", "Alder Brook Primary")
    accounts = {line.account.name: line.school for line in school.office.accounts.lines()}
    assert accounts == {"Our page": "Alder Brook Primary", "Their page": "Bridge End"}
    directory = reading.text(school.office.printing.account_directory().pdf)
    assert "Bridge End" in directory
    moved = school.office.people.change(replace(jo, school_id=school.head.school_id))
    assert {x.person.name: x.school for x in school.office.people.lines()}[moved.name] == "Alder Brook Primary"
