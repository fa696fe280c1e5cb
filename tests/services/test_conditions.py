"""Ticked off one by one or for a whole meeting, filed once, taken back where it was wrong; and read by everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.policies import shipped_profile
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
READ, TRAINING, UNDERTAKING = AccessCondition.POLICY_READ, AccessCondition.TRAINING, AccessCondition.UNDERTAKING


@pytest.mark.clause("valence:purpose-staff-guidance")
def test_a_meeting_is_one_entry_and_its_sheet_is_filed_once(school: InventedSchool) -> None:
    staff = [school.add_person(f"Person Number{n}") for n in range(6)]
    there = [p.id for p in staff[:5]]
    sheet = Scan("sheet.pdf", "application/pdf", scan_pdf())
    kept = school.office.conditions.tick(Tick(tuple(there), READ, date(2026, 1, 12), scan=sheet))
    assert [m.person_id for m in kept] == there
    assert {m.paper_id for m in kept} != {None}
    assert len({m.paper_id for m in kept}) == 1
    assert {m.about for m in kept} == {"Valence Primary School"}
    ready = school.office.conditions.readiness()
    assert [[m.condition for m in ready[p.id].missing] for p in staff] == [[UNDERTAKING]] * 5 + [[READ, UNDERTAKING]]
    assert school.sign_in(school.head).log.altered_rows() == ()


def test_a_wrong_tick_is_taken_back_and_stays_visible(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.ready(jo)
    assert school.office.conditions.readiness()[jo.id].ok
    wrong = school.office.conditions.of_person(jo.id)[0].met
    school.office.conditions.take_back(wrong.id)
    assert not school.office.conditions.readiness()[jo.id].ok
    lines = school.office.conditions.of_person(jo.id)
    assert len(lines) == 2
    assert [x.met.withdrawn_at is not None for x in lines if x.met.id == wrong.id] == [True]
    with pytest.raises(RuleError, match="already"):
        school.office.conditions.take_back(wrong.id)


def test_nobody_ticked_and_a_day_to_come_are_said_beside_their_fields(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    for tick, field in (
        (Tick((), READ, TODAY), "people"),
        (Tick((jo.id,), READ, date(2026, 11, 21)), "on"),
        (Tick((jo.id,), TRAINING, TODAY, until=date(2026, 1, 1)), "until"),
    ):
        with pytest.raises(FieldError) as caught:
            school.office.conditions.tick(tick)
        assert caught.value.field == field
    assert school.office.conditions.of_person(jo.id) == ()


def test_another_policy_is_to_be_read_anew_and_changed_settings_are_not(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.office.conditions.tick(Tick((jo.id,), READ, date(2026, 9, 3)))
    office = school.office
    office.policies.choose(replace(office.policies.current(), hours_until_change=12))
    assert [m.condition for m in office.conditions.readiness()[jo.id].missing] == [UNDERTAKING]
    school.clock.set(datetime.fromisoformat("2026-11-23T09:00:00+00:00"))
    office.policies.choose(shipped_profile("kew-woods"))
    (found,) = office.conditions.readiness()[jo.id].missing
    assert found.sentence == "Policy read and signed on 3 Sep 2026, before the present one was chosen"
    school.clock.set(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    office.conditions.tick(Tick((jo.id,), READ, date(2026, 11, 24)))
    assert office.conditions.readiness()[jo.id].ok


@pytest.mark.clause("churchward:2-staff-train")
def test_training_that_ran_out_is_named_with_its_day(school: InventedSchool) -> None:
    school.office.policies.choose(shipped_profile("churchward"))
    jo = school.add_person("Jo Marsh")
    school.office.conditions.tick(Tick((jo.id,), READ, TODAY))
    school.office.conditions.tick(Tick((jo.id,), TRAINING, date(2025, 11, 20), until=date(2026, 11, 19)))
    ready = school.office.conditions.readiness()[jo.id]
    assert ready.words == "Training ended on 19 Nov 2026"


def test_who_ticks_and_who_sees(school: InventedSchool) -> None:
    teacher, clerk = school.add_person("Jo Marsh"), school.add_person("Pat Lowe")
    school.office.people.give_duty(clerk.id, Duty.OFFICE_MANAGER, TODAY)
    for person in (teacher, clerk):
        school.make_sign_in(person)
        school.sign_in(school.coordinator)
    office = school.sign_in(teacher)
    assert set(office.conditions.readiness()) == {teacher.id}
    with pytest.raises(NotAllowedError):
        office.conditions.tick(Tick((teacher.id,), READ, TODAY))
    with pytest.raises(NotAllowedError):
        office.conditions.of_person(clerk.id)
    assert office.conditions.of_person(teacher.id) == ()
    assert len(school.sign_in(clerk).conditions.tick(Tick((teacher.id,), READ, TODAY))) == 1


def test_what_is_asked_names_the_clause_and_what_the_policy_does_not_ask(school: InventedSchool) -> None:
    asked = [(a.condition, a.clause, a.needed) for a in school.office.conditions.asked()]
    assert asked == [(READ, "Purpose", True), (UNDERTAKING, "Use 11", True), (TRAINING, "", False)]


def test_today_names_those_with_access_whose_conditions_are_missing(school: InventedSchool) -> None:
    jo, page = school.add_person("Jo Marsh"), school.add_account()
    school.give(jo, page)

    def lines() -> list[str]:
        return [x.item.title for x in school.office.today.view().lines if x.item.key == "conditions"]

    assert lines() == []
    school.office.conditions.take_back(school.office.conditions.of_person(jo.id)[0].met.id)
    assert lines() == ["1 person with access: policy or training is missing"]
