"""People, their dates and their duties."""

from __future__ import annotations

from datetime import date

import pytest

from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import (
    Contract,
    Duty,
    check_duty_end,
    check_person,
    duties_on,
    holders_on,
    lost_separations,
)

from .records import TODAY, held, person


def test_a_name_is_enough_to_begin() -> None:
    somebody = person("Rosa Okafor")
    assert check_person(somebody) is somebody
    assert (somebody.name, somebody.sort_name, somebody.short_name) == ("Rosa Okafor", "Okafor, Rosa", "R. Okafor")


def test_the_known_as_name_is_the_one_on_the_screen() -> None:
    somebody = person("Rosalind Okafor", known_as="Rosa")
    assert somebody.name == "Rosa Okafor"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"given_name": " ", "family_name": ""}, "family_name"),
        ({"starts": date(2026, 9, 2), "ends": date(2026, 9, 1)}, "ends"),
        ({"email": "not an address"}, "email"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, object], wrong: str) -> None:
    from dataclasses import replace

    with pytest.raises(FieldError) as caught:
        check_person(replace(person(), **fields))  # type: ignore[arg-type]
    assert caught.value.field == wrong


def test_nobody_is_their_own_line_manager() -> None:
    from dataclasses import replace

    somebody = person()
    with pytest.raises(FieldError) as caught:
        check_person(replace(somebody, manager_id=somebody.id))
    assert caught.value.field == "manager_id"


def test_the_last_day_still_counts() -> None:
    leaver = person(ends=TODAY)
    assert leaver.here_on(TODAY)
    assert not leaver.left_by(TODAY)
    assert leaver.left_by(date(2026, 11, 21))
    assert not leaver.here_on(date(2026, 11, 21))


@pytest.mark.clause("kew-woods:3.1", "kew-woods:3.2", "mill-lane:2.1")
def test_every_kind_of_contract_that_the_policies_bind_can_be_recorded() -> None:
    named = {"employee", "temporary", "agency", "contractor", "secondee", "trainee", "volunteer"}
    assert named <= {contract.value for contract in Contract}
    agency = check_person(person(contract=Contract.AGENCY, agency="Invented Supply", ends=date(2026, 12, 18)))
    assert agency.agency == "Invented Supply"


def test_one_person_may_hold_several_duties_and_a_duty_may_be_shared() -> None:
    one, other = person("Ann One"), person("Bea Other")
    duties = [
        held(one, Duty.HEADTEACHER),
        held(one, Duty.DSL),
        held(other, Duty.DSL, date(2026, 10, 1)),
        held(other, Duty.COORDINATOR, ends=date(2026, 10, 1)),
    ]
    assert duties_on(duties, one.id, TODAY) == {Duty.HEADTEACHER, Duty.DSL}
    assert holders_on(duties, Duty.DSL, TODAY) == (one.id, other.id)
    assert holders_on(duties, Duty.COORDINATOR, TODAY) == ()
    assert holders_on(duties, Duty.COORDINATOR, date(2026, 10, 1)) == (other.id,)


def test_the_last_headteacher_cannot_be_taken_off() -> None:
    one, other = person("Ann One"), person("Bea Other")
    only = held(one, Duty.HEADTEACHER)
    with pytest.raises(RuleError, match="authorise"):
        check_duty_end([only], only, TODAY)
    check_duty_end([only, held(other, Duty.HEADTEACHER)], only, TODAY)


def test_a_duty_does_not_end_before_it_began() -> None:
    duty = held(person(), Duty.OFFICE_MANAGER)
    with pytest.raises(FieldError):
        check_duty_end([duty], duty, date(2026, 8, 31))


def test_a_small_school_is_told_which_separation_it_has_lost() -> None:
    one, other = person("Ann One"), person("Bea Other")
    both = [held(one, Duty.HEADTEACHER), held(one, Duty.COORDINATOR)]
    assert "the same person" in lost_separations(both, TODAY)[0]
    apart = [held(one, Duty.HEADTEACHER), held(other, Duty.COORDINATOR)]
    assert lost_separations(apart, TODAY) == ()
    assert len(lost_separations([], TODAY)) == 2
