"""Settings and versions of the policy that were put in past the program are named, and decide nothing in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.vouching import AlteredRow
from tests.services.school import InventedSchool
from tests.services.test_editions import added, adopted

from .by_hand import edit, put_in

LINE = "settings-altered"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def _keys(office: Office) -> list[str]:
    return [line.item.key for line in office.today.view().lines]


def _named(office: Office) -> tuple[AlteredRow, ...]:
    return office.log.altered_rows()


def test_settings_as_they_were_chosen_and_changed_are_in_order(school: InventedSchool) -> None:
    office = school.office
    office.policies.change({"review_months": 24})
    office.policies.choose(shipped_profile("kew-woods"))
    assert _named(office) == ()
    assert office.log.check().sound
    assert LINE not in _keys(office)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE policy_versions SET profile_json = replace(profile_json, '\"review_months\":24', '\"review_months\":36')",
        "UPDATE policy_versions SET chosen_by = zeroblob(16) WHERE number = 2",
        "UPDATE policy_versions SET chosen_at = '2020-01-01 00:00:00.000000' WHERE number = 2",
    ],
    ids=["a setting", "who", "when"],
)
def test_an_edited_version_is_named_and_today_says_so_until_it_is_chosen_anew(school: InventedSchool, sql: str) -> None:
    school.office.policies.change({"review_months": 24})
    if "chosen_by" in sql:
        edit(school.office, "UPDATE policy_versions SET chosen_by = ? WHERE number = 2", school.head.id.hex)
    else:
        edit(school.office, sql)
    office = school.sign_in(school.head)
    assert _named(office) == (AlteredRow("policy", UUID(int=2)),)
    assert office.log.check().altered[0].words == "the settings of your policy"
    assert LINE in _keys(office)
    with pytest.raises(RuleError):
        office.snoozes.put_off(LINE, school.clock.today() + timedelta(days=1), "on Monday")
    office.policies.choose(office.policies.current())
    assert LINE not in _keys(office)
    assert _named(office) == (AlteredRow("policy", UUID(int=2)),), "the edited one stays named"


def test_the_first_settings_are_fixed_by_the_deed_that_set_the_school_up(school: InventedSchool) -> None:
    edit(school.office, 'UPDATE policy_versions SET profile_json = replace(profile_json, \'"name":"\', \'"name":"X \')')
    assert _named(school.office) == (AlteredRow("policy", UUID(int=1)),)
    assert LINE in _keys(school.office)


def test_a_version_put_in_or_taken_out_is_named(school: InventedSchool) -> None:
    office = school.office
    office.policies.change({"review_months": 24})
    put_in(office, lambda uow: uow.policies.add(shipped_profile("blank"), school.clock.now(), school.head.id))
    assert _named(office) == (AlteredRow("policy", UUID(int=3)),)
    assert LINE in _keys(office)
    edit(office, "DELETE FROM policy_versions WHERE number >= 2")
    assert _named(office) == (AlteredRow("policy", UUID(int=2), gone=True),)


def test_settings_that_somebody_without_the_duty_signed_are_said_on_today(school: InventedSchool) -> None:
    """The best an insider can forge: the row, and an entry for it with their own key."""
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    with office.session.work() as work:
        version = work.uow.policies.add(shipped_profile("blank"), school.clock.now(), school.head.id)
        work.did(Did.POLICY_CHOSEN, subject_kind="policy", record=version, policy="blank", version=str(version.number))
        work.done()
    office = school.sign_in(school.head)
    assert LINE in _keys(office)
    assert next(x for x in office.log.lines() if x.entry.did is Did.POLICY_CHOSEN).who == "Jo Marsh"


def test_a_forged_signature_changes_nothing_of_what_is_read_and_asked(school: InventedSchool) -> None:
    """Readiness for access, Today and what is signed for go by the version that was really adopted."""
    real = adopted(school, "2025")
    jo = school.add_person("Jo Marsh")
    tick = Tick((jo.id,), AccessCondition.POLICY_READ, school.clock.today())
    assert school.office.conditions.tick(tick)[0].edition_id == real.id
    ready = school.office.conditions.readiness()[jo.id]
    today = _keys(school.office)
    forged = added(school, "Forged")
    before = _keys(school.office)
    edit(
        school.office,
        "UPDATE editions SET head_name = 'Anna Whitfield', head_signed_on = ?, chair_name = 'E. Wainford',"
        " chair_signed_on = ?, in_force_from = ? WHERE id = ?",
        *[school.clock.today().isoformat()] * 3,
        forged.id.hex,
    )
    office = school.office
    assert office.editions.to_read() == real
    assert office.conditions.readiness()[jo.id] == ready
    assert office.conditions.versions() == (real,)
    assert office.conditions.tick(replace(tick, people=(school.head.id,)))[0].edition_id == real.id
    assert office.mine.view().version == real
    after = _keys(office)
    assert set(before) - set(today) == {f"policy-sign:{forged.id}", f"policy-adopt:{forged.id}"}
    assert not [key for key in after if str(forged.id) in key]
