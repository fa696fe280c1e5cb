"""The first morning of a school: nobody is late, whatever the policy and the day, and Today speaks the policy's words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from schoolsm_desktop.domain.due import Urgency
from schoolsm_desktop.domain.policy import head_within
from schoolsm_desktop.domain.school_requests import RequestKind
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.policies import SHIPPED, shipped_profile
from schoolsm_desktop.services.school_requests import SchoolAsking
from schoolsm_desktop.ui.today.page import target_of
from tests.services.school import InventedSchool

MONDAY = datetime(2026, 9, 7, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOLIDAYS = datetime(2026, 12, 28, 9, tzinfo=UTC)


@pytest.mark.parametrize("morning", [MONDAY, FRIDAY, HOLIDAYS])
@pytest.mark.parametrize("policy", sorted(SHIPPED))
def test_nobody_is_late_on_the_first_morning(tmp_path: Path, policy: str, morning: datetime) -> None:
    school = InventedSchool(tmp_path, policy, SetClock(morning))
    school.add_person("Jo Marsh")
    view = school.office.today.view()
    school.sign_out()
    assert [line.item.title for line in view.lines if line.urgency is Urgency.OVERDUE] == []


def test_who_may_not_decide_is_led_to_where_it_stands(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "churchward")
    mugs = {"item": "Mugs with the crest", "use": "Sold at the winter concert."}
    asked = school.office.school_requests.ask(SchoolAsking(RequestKind.NAME_AND_LOGO, mugs, None, "The parents"))
    lines = {line.item.key.partition(":")[0]: line for line in school.office.today.view().lines}
    school.sign_out()
    decide = lines["school-request-decide"]
    assert not decide.may_begin
    target = target_of(decide)
    assert (target.page, target.act, target.record) == ("people", "requests", str(asked.request.id))


def test_the_headteacher_is_called_what_the_policy_calls_them() -> None:
    assert head_within(shipped_profile("churchward")) == "principal"
    assert head_within(shipped_profile("valence")) == "headteacher"
