"""What goes with the last day, or with the last access: a duty gives no power, and lesson use does not stand alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.reviews import Decision, Verdict
from tests.services.leaver import go_to, stored
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
SOON = date(2026, 11, 27)


# --- duties


def _two_heads(school: InventedSchool) -> None:
    """A second headteacher, so that the first may leave; that one's own row of the duty ends by nobody's hand."""
    second = school.add_person("Sam Adeyemi", "Headteacher")
    school.make_sign_in(second)
    office = school.sign_in(school.head)
    office.people.give_duty(second.id, Duty.HEADTEACHER, TODAY)
    office.sign_ins.set_keyholder(second.id, keyholder=True)


def test_a_duty_gives_power_on_its_holders_last_day_and_none_after_it(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.sign_in(school.head)
    held = school.office.people.give_duty(jo.id, Duty.COORDINATOR, TODAY)
    school.office.leaving.prepare(jo.id, SOON)
    go_to(school, SOON)
    office = school.sign_in(jo)
    assert office.may(Action.GIVE_ACCESS), "the last day is a working day"
    go_to(school, SOON + timedelta(days=1))
    with office.session.reading() as uow:
        assert uow.duties.get(held.id).ends is None, "nobody has signed for the end of the duty yet"
        assert office.session.duties(uow) == frozenset()
        with pytest.raises(NotAllowedError):
            office.session.demand(uow, Action.GIVE_ACCESS)
    assert office.my_duties() == frozenset()
    assert jo.id not in {p.id for p in office.people.holders(Duty.COORDINATOR)}


def test_a_duty_that_nobody_could_end_yet_does_not_come_back_with_its_holder(school: InventedSchool) -> None:
    jo, office_manager = school.add_person("Jo Marsh"), school.add_person("Pat Lindqvist", "Office manager")
    school.make_sign_in(office_manager)
    school.sign_in(school.head)
    school.office.people.give_duty(office_manager.id, Duty.OFFICE_MANAGER, TODAY)
    held = school.office.people.give_duty(jo.id, Duty.DSL, TODAY)
    school.office.leaving.prepare(jo.id, SOON)
    back = SOON + timedelta(days=5)
    go_to(school, back)
    with pytest.raises(RuleError, match="still holds a duty"):
        school.sign_in(office_manager).leaving.come_back(jo.id, back)
    office = school.sign_in(school.head)
    office.leaving.come_back(jo.id, back)
    with office.session.reading() as uow:
        assert uow.duties.get(held.id).ends == SOON


def test_a_headteacher_who_left_authorises_nothing_on_paper_and_stands_for_nobody(school: InventedSchool) -> None:
    jo, page = school.add_person("Jo Marsh"), school.add_account()
    _two_heads(school)
    school.office.leaving.prepare(school.head.id, SOON)
    go_to(school, SOON + timedelta(days=1))
    office = school.sign_in(school.coordinator)
    with pytest.raises(Exception, match="Only the headteacher authorises"):
        school.give(jo, page)
    assert school.give(jo, page, authorised_on=SOON).authorised_by == school.head.id, "a paper of their last day holds"
    assert [p.given_name for p in office.people.holders(Duty.HEADTEACHER)] == ["Sam"]
    author = office.access.default_authoriser()
    assert author is not None
    assert author.given_name == "Sam"


# --- lesson use


def _holds(school: InventedSchool, *kinds: AccessKind, **more: object) -> tuple[Access, ...]:
    jo, page = school.add_person("Jo Marsh"), school.add_account()
    return tuple(school.give(jo, page, kind, **(more if kind is not AccessKind.LESSON_USE else {})) for kind in kinds)


KNOWS, LOGIN, LESSON = AccessKind.KNOWS_PASSWORD, AccessKind.OWN_LOGIN, AccessKind.LESSON_USE


def test_lesson_use_ends_with_the_last_other_access_and_not_before(school: InventedSchool) -> None:
    knows, login, lesson = _holds(school, KNOWS, LOGIN, LESSON)
    access = school.office.access
    access.end(knows.id)
    access.pause(login.id)
    assert stored(school, lesson).ended_at is None, "a login that is paused goes on"
    access.end(login.id)
    ended = stored(school, lesson)
    assert ended.ended_at is not None
    assert ended.ended_by == school.coordinator.id
    with school.office.session.reading() as uow:
        assert uow.audit.of_subject(lesson.id)[-1].did is Did.ACCESS_ENDED
    assert school.office.log.altered_rows() == ()


def test_lesson_use_ends_when_the_date_of_the_last_access_passes(school: InventedSchool) -> None:
    knows, lesson = _holds(school, KNOWS, LESSON, ends=SOON)
    go_to(school, SOON + timedelta(days=2))
    school.sign_in(school.coordinator)
    assert stored(school, lesson).ended_at == stored(school, knows).ended_at is not None
    with school.office.session.reading() as uow:
        assert uow.audit.of_subject(lesson.id)[-1].did is Did.ACCESS_EXPIRED


@pytest.mark.parametrize("verdict", [Verdict.KEEP, Verdict.END])
def test_the_review_that_ends_the_last_access_ends_lesson_use_too(school: InventedSchool, verdict: Verdict) -> None:
    knows, lesson = _holds(school, KNOWS, LESSON)
    office = school.sign_in(school.head)
    review = office.reviews.start()
    office.reviews.decide(review.id, knows.id, Decision(Verdict.END))
    office.reviews.decide(review.id, lesson.id, Decision(verdict))
    office.reviews.sign_off(review.id, office.reviews.signing_off(review.id).seen)
    assert stored(school, lesson).ended_at is not None
    assert office.log.altered_rows() == ()
