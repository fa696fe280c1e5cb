"""Accounts used in lessons by colleagues with access only; what is taught; agreements by class."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import Account, AccountClass
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.lessons import ClassTickKind
from schoolsm_desktop.domain.people import Duty, Nation, Person
from schoolsm_desktop.domain.rules import LessonNetworking
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState
from schoolsm_desktop.services.lessons import InLesson, Tally
from schoolsm_desktop.services.papers import Scan
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
AUTUMN = "Autumn term 2026"
PUPILS, PARENTS = ClassTickKind.PUPIL_AGREEMENT, ClassTickKind.PARENT_AGREEMENT


def asks(school: InventedSchool, **rules: object) -> None:
    """Let the policy ask for this; the coordinator is signed in afterwards."""
    office = school.sign_in(school.coordinator)
    profile = office.policies.current()
    office.policies.choose(replace(profile, rules=replace(profile.rules, **rules)))  # type: ignore[arg-type]


def lesson(account: Account, person: Person, group: str = "Year 4") -> InLesson:
    return InLesson(account.id, person.id, group, AUTUMN, TODAY)


@pytest.mark.clause("valence:teach-6")
@pytest.mark.clause("valence:roles-3")
@pytest.mark.clause("valence:purpose-pupils")
def test_only_who_has_access_uses_an_account_in_a_lesson_and_is_responsible(school: InventedSchool) -> None:
    asks(school, lesson_networking=LessonNetworking.GENERAL)
    account, jo, sam = school.add_account(), school.add_person("Jo Marsh"), school.add_person("Sam Field")
    access = school.give(jo, account)
    lessons = school.office.lessons
    kept = lessons.record_use(lesson(account, jo))
    with pytest.raises(FieldError, match=r"with access .*\(Teach 6\)") as caught:
        lessons.record_use(lesson(account, sam))
    assert caught.value.field == "person"
    with pytest.raises(FieldError, match="already"):
        lessons.record_use(lesson(account, jo, "  year 4 "))
    (line,) = lessons.view().uses
    assert (line.teacher, line.use.group, line.use.term, line.has_access) == ("Jo Marsh", "Year 4", AUTUMN, True)
    school.office.access.end(access.id, "moved")
    assert not lessons.view().uses[0].has_access
    lessons.withdraw_use(kept.id)
    assert lessons.view().uses == ()
    with pytest.raises(RuleError, match="already"):
        lessons.withdraw_use(kept.id)


@pytest.mark.clause("valence:teach-5")
def test_a_pupil_is_nobody_who_could_hold_access_or_lead_a_lesson(school: InventedSchool) -> None:
    asks(school, lesson_networking=LessonNetworking.GENERAL)
    account = school.add_account()
    with pytest.raises(FieldError, match="The register gives this person none"):
        school.office.lessons.record_use(InLesson(account.id, uuid4(), "Year 4", AUTUMN, TODAY))
    assert {name for _, name, _ in school.office.lessons.view().teachers} == {"Anna Whitfield", "Rosa Okafor"}


def test_a_seat_in_a_tool_is_not_enough_and_lesson_use_is(school: InventedSchool) -> None:
    asks(school, lesson_networking=LessonNetworking.GENERAL)
    account, jo = school.add_account(), school.add_person("Jo Marsh")
    school.give(jo, account, AccessKind.TOOL_SEAT)
    with pytest.raises(FieldError):
        school.office.lessons.record_use(lesson(account, jo))
    school.give(jo, account, AccessKind.LESSON_USE)
    assert school.office.lessons.record_use(lesson(account, jo)).person_id == jo.id


@pytest.mark.clause("mill-lane:1.3")
def test_where_the_policy_has_none_there_is_none(school: InventedSchool) -> None:
    asks(school, lesson_networking=LessonNetworking.OFF, curriculum_ticks=False)
    account, jo = school.add_account(), school.add_person("Jo Marsh")
    school.give(jo, account)
    with pytest.raises(RuleError, match="no social media with pupils in lessons"):
        school.office.lessons.record_use(lesson(account, jo))
    assert not school.office.lessons.view().has_lessons


@pytest.mark.clause("kew-woods:4.2")
def test_per_area_needs_an_area_that_the_headteacher_approved(school: InventedSchool) -> None:
    asks(school, lesson_networking=LessonNetworking.PER_AREA)
    page, area = school.add_account(), school.add_account("Class blog", account_class=AccountClass.CLOSED_AREA)
    jo = school.add_person("Jo Marsh")
    for account in (page, area):
        school.give(jo, account)
    lessons = school.office.lessons
    assert lessons.view().accounts == ()
    for account in (page, area):
        with pytest.raises(FieldError, match="closed area that the headteacher has approved") as caught:
            lessons.record_use(lesson(account, jo))
        assert caught.value.field == "account"
    school.sign_in(school.head).accounts.authorise(area.id, school.head.id, TODAY)
    assert school.office.lessons.record_use(lesson(area, jo)).account_id == area.id
    _allow(school, page)
    assert {name for _, name, _ in school.office.lessons.view().accounts} == {"Class blog", "X page"}


def _allow(school: InventedSchool, account: Account) -> None:
    session = school.office.session
    allowed = SchoolRequest(
        uuid4(), account.school_id, RequestKind.CLOSED_AREA, TODAY, session.person_id, session.clock.now(),
        account_id=account.id, state=SchoolRequestState.ALLOWED,
    )  # fmt: skip
    with session.work() as work:
        work.uow.school_requests.add(allowed)
        work.done()


@pytest.mark.clause("valence:curric-nc-ks1-ks2")
@pytest.mark.clause("valence:teach-1")
@pytest.mark.clause("valence:teach-4")
def test_one_tick_for_each_year_group_and_term(school: InventedSchool) -> None:
    asks(school, curriculum_ticks=True)
    lessons = school.office.lessons
    view = lessons.view()
    assert view.terms == (AUTUMN, "Spring term 2027", "Summer term 2027")
    assert [row.group for row in view.taught][:2] == ["Reception", "Year 1"]
    lessons.set_taught("Year 4", AUTUMN, True)
    lessons.set_taught("Year 4", AUTUMN, True)
    year_4 = next(row for row in lessons.view().taught if row.group == "Year 4")
    assert [cell.day for cell in year_4.cells] == [TODAY, None, None]
    lessons.set_taught("Year 4", AUTUMN, False)
    assert all(cell.day is None for row in lessons.view().taught for cell in row.cells)
    with pytest.raises(RuleError, match="no such year group"):
        lessons.set_taught("P4", AUTUMN, True)
    asks(school, curriculum_ticks=False)
    with pytest.raises(RuleError, match="does not ask"):
        school.office.lessons.set_taught("Year 4", AUTUMN, True)


def test_year_groups_are_the_schools_own_in_the_words_of_its_nation(school: InventedSchool) -> None:
    asks(school, curriculum_ticks=True)
    office = school.office
    assert office.lessons.choose_groups(("Year 2", "Year 1")) == ("Year 1", "Year 2")
    assert [row.group for row in office.lessons.view().taught] == ["Year 1", "Year 2"]
    with pytest.raises(FieldError):
        office.lessons.choose_groups(("P1",))
    office.schools.change(replace(office.schools.school(), nation=Nation.SCOTLAND))
    assert [row.group for row in office.lessons.view().taught] == [f"P{n}" for n in range(1, 8)]


@pytest.mark.clause("bucklebury:scope")
def test_agreements_are_ticked_by_class_and_no_parent_is_named(school: InventedSchool) -> None:
    asks(school, pupil_agreements=True, parent_agreements=True)
    lessons = school.office.lessons
    assert lessons.view().agreements == (PUPILS, PARENTS)
    first = lessons.keep_tally(Tally(PARENTS, "4B", 20, 27, TODAY, scan=Scan("s.pdf", "application/pdf", scan_pdf())))
    again = lessons.keep_tally(Tally(PARENTS, " 4b", 27, 27, TODAY))
    assert (again.id, again.paper_id) == (first.id, first.paper_id), "one entry for a class, with its scan"
    (line,) = lessons.view().tallies
    assert (line.tick.signed, line.is_complete) == (27, True)
    for tally, field in (
        (Tally(PUPILS, "", 1, 2, TODAY), "group"),
        (Tally(PUPILS, "4B", 3, 2, TODAY), "signed"),
        (Tally(PUPILS, "4B", 0, 0, TODAY), "asked"),
        (Tally(PUPILS, "4B", 1, 2, date(2026, 12, 1)), "on"),
    ):
        with pytest.raises(FieldError) as caught:
            lessons.keep_tally(tally)
        assert caught.value.field == field
    lessons.take_back_tally(first.id)
    assert lessons.view().tallies == ()
    assert school.sign_in(school.head).log.altered_rows() == ()


def test_agreements_that_are_not_asked_for_are_not_kept(school: InventedSchool) -> None:
    asks(school, pupil_agreements=False, parent_agreements=False)
    with pytest.raises(FieldError, match="does not ask"):
        school.office.lessons.keep_tally(Tally(PUPILS, "4B", 1, 2, TODAY))


def test_a_row_put_in_behind_the_program_is_found(school: InventedSchool) -> None:
    asks(school, curriculum_ticks=True, pupil_agreements=True)
    kept = school.office.lessons.keep_tally(Tally(PUPILS, "4B", 1, 27, TODAY))
    with school.office.session.database.unit_of_work() as uow:
        uow.class_ticks.save(replace(kept, signed=27))
        uow.class_ticks.add(replace(kept, id=uuid4(), kind=ClassTickKind.CURRICULUM, group="Year 1", period=AUTUMN))
        uow.commit()
    kinds = [row.kind for row in school.sign_in(school.head).log.altered_rows()]
    assert kinds == ["class-tick", "class-tick"]


def test_who_ticks(school: InventedSchool) -> None:
    asks(school, curriculum_ticks=True)
    teacher, other = school.add_person("Jo Marsh"), school.add_person("Sam Field")
    school.office.people.give_duty(teacher.id, Duty.CLASS_TEACHER, TODAY)
    for person in (teacher, other):
        school.make_sign_in(person)
    school.sign_in(teacher).lessons.set_taught("Year 4", AUTUMN, True)
    office = school.sign_in(other)
    with pytest.raises(NotAllowedError):
        office.lessons.view()
    with pytest.raises(NotAllowedError):
        office.lessons.set_taught("Year 4", AUTUMN, False)


def test_a_teacher_ticks_their_own_lessons_and_sees_nobody_elses(school: InventedSchool) -> None:
    """PRACTICE 13."""
    asks(school, lesson_networking=LessonNetworking.GENERAL)
    own, other = school.add_account("Own page"), school.add_account("Other page")
    jo, sam = school.add_person("Jo Marsh"), school.add_person("Sam Field")
    school.office.people.give_duty(jo.id, Duty.CLASS_TEACHER, TODAY)
    school.give(jo, own)
    school.give(sam, other)
    kept = school.office.lessons.record_use(lesson(other, sam))
    school.make_sign_in(jo)
    lessons = school.sign_in(jo).lessons
    lessons.record_use(lesson(own, jo))
    view = lessons.view()
    assert [name for _, name, _ in view.accounts] == ["Own page"]
    assert [name for _, name, _ in view.teachers] == ["Jo Marsh"]
    assert [line.teacher for line in view.uses] == ["Jo Marsh"]
    with pytest.raises(NotAllowedError):
        lessons.record_use(lesson(other, sam, "Year 1"))
    with pytest.raises(NotAllowedError):
        lessons.withdraw_use(kept.id)
