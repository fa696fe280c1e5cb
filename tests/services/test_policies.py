"""Your policy: chosen, changed, the former ones kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schoolsm_desktop.domain.errors import FieldError, NotAllowedError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import Profile, SharedPasswords
from schoolsm_desktop.services.policies import SHIPPED, shipped_profile
from tests.services.school import InventedSchool


@pytest.mark.parametrize("name", SHIPPED)
def test_every_policy_that_comes_along_is_kept_as_it_was_chosen(school: InventedSchool, name: str) -> None:
    chosen = school.office.policies.choose(shipped_profile(name))
    assert school.sign_in(school.coordinator).policies.current() == chosen == shipped_profile(name)


def test_every_version_is_kept_with_who_chose_it(school: InventedSchool) -> None:
    first = school.office.policies.current()
    second = school.office.policies.choose(replace(first, hours_until_change=48, reveal_reason=True))
    office = school.sign_in(school.head)
    office.policies.choose(shipped_profile("churchward"))
    with office.session.reading() as uow:
        kept = uow.policies.versions()
    assert [v.profile.id for v in kept] == ["valence", "valence", "churchward"]
    assert [v.profile for v in kept][:2] == [first, second]
    assert [v.chosen_by for v in kept] == [school.coordinator.id, school.coordinator.id, school.head.id]


@pytest.mark.clause("valence:use-11")
def test_a_setting_is_at_work_from_the_next_moment_on(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    access = school.give(jo, page)
    school.office.policies.choose(replace(school.office.policies.current(), hours_until_change=2))
    due = school.office.access.end(access.id)
    assert due is not None
    assert (due.due - due.since).total_seconds() == 2 * 3600
    school.office.policies.choose(
        replace(school.office.policies.current(), shared_passwords=SharedPasswords.NOT_ALLOWED, reveal_reason=True)
    )
    assert school.office.secrets.needs_reason()
    with pytest.raises(FieldError) as caught:
        school.give(jo, page)
    assert caught.value.field == "kind"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hours_until_change": 0}, "hours_until_change"),
        ({"change_days": 3}, "change_days"),
        ({"name": " "}, "name"),
        ({"titles": {Duty.DSL: ""}}, "titles.headteacher"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_beside_its_field(
    school: InventedSchool, wrong: dict[str, object], field: str
) -> None:
    before: Profile = school.office.policies.current()
    with pytest.raises(FieldError) as caught:
        school.office.policies.choose(replace(before, **wrong))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert school.office.policies.current() == before


def test_without_the_duty_nothing_is_chosen(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    with pytest.raises(NotAllowedError):
        office.policies.choose(shipped_profile("blank"))
    assert office.policies.current().id == "valence"
