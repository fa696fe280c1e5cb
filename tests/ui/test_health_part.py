"""The part “To put right”: chosen with the mouse, left with a reason, taken up again, gone to, printed; every look."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.policy_health import Where
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.policy.health_part import PLACE_WORDS, PLACES, HealthPart, LeaveDialog
from schoolsm_desktop.ui.policy.page import PARTS, PolicyPage
from schoolsm_desktop.ui.theme import Scheme
from schoolsm_desktop.ui.today.page import TARGETS
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of


@pytest.fixture
def office(school: InventedSchool) -> Iterator[Office]:
    """The coordinator of a school that follows Mill Lane's policy."""
    office = school.sign_in_again()
    office.policies.choose(shipped_profile("mill-lane"))
    yield office
    office.close()


def shown(stage: PageStage) -> tuple[PolicyPage, HealthPart]:
    page = stage.page("people", PolicyPage)
    page.begin("health", "")
    stage.rest()
    return page, page.part(HealthPart)


def tab_of(page: PolicyPage) -> str:
    return next(page.tabs.tabText(at) for at in range(page.tabs.count()) if "put right" in page.tabs.tabText(at))


def test_what_is_found_is_read_left_and_taken_up_again(qtbot: QtBot, office: Office) -> None:
    with page_stage(qtbot, office) as stage:
        page, part = shown(stage)
        count = office.policy_health.view().open_count
        assert tab_of(page) == f"To put right ({count})"
        assert not part.pane.go.isVisible()
        part.list.pick("law:mca-1998")
        stage.rest()
        assert part.pane.title.text() == "There is no “Malicious Communication Act 1998”"
        assert part.pane.clause.text() == "4.3, “Legal Framework”"
        assert "1988" in part.pane.why.text()
        assert part.pane.checked.text() == "Looked up on 21 Nov 2026; check with your adviser."
        stage.press(part, "Known, leave it…")
        dialog = stage.dialog(LeaveDialog)
        stage.finish(dialog)
        assert dialog.isVisible(), "a reason is needed"
        dialog.form.set_value("reason", "The text is being written anew")
        stage.finish(dialog)
        assert any("Left as it is" in said for said in stage.said(page))
        assert tab_of(page) == f"To put right ({count - 1})"
        part.list.pick("law:mca-1998")
        stage.rest()
        assert "The text is being written anew" in part.pane.left.text()
        assert not part.pane.leave.isVisible()
        stage.press(part, "Take up again")
        assert tab_of(page) == f"To put right ({count})"


def test_each_place_that_a_finding_leads_to_is_there(qtbot: QtBot, office: Office) -> None:
    keys = {spec.key for spec in PARTS}
    assert set(PLACES) == set(PLACE_WORDS) == set(Where)
    assert {act for page, act in PLACES.values() if page == "people"} <= keys
    with page_stage(qtbot, office) as stage:
        page, part = shown(stage)
        part.list.pick("law:kcsie-2018")
        stage.rest()
        stage.press(part, "To your policy")
        assert page.tabs.tabText(page.tabs.currentIndex()).startswith("Your policy")


def test_today_leads_here_and_the_list_is_printed(qtbot: QtBot, office: Office) -> None:
    with page_stage(qtbot, office) as stage:
        line = next(line for line in office.today.view().lines if line.item.key == "policy-health")
        assert line.may_begin
        page, act = TARGETS[line.item.place]
        stage.window.go(Target(page, "", act))
        stage.rest()
        part = stage.page("people", PolicyPage).part(HealthPart)
        assert part.isVisible()
        stage.press(part, "Print the list")
        assert [document.key for document in stage.previews] == ["policy-health"]


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)], ids=["light", "dark"])
def test_every_look_of_it_is_readable(
    qtbot: QtBot, office: Office, look: Callable[..., object], scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    with page_stage(qtbot, office) as stage:
        page, part = shown(stage)
        assert faults_of(stage.window) == []
        part.list.pick("law:mca-1998")
        stage.rest()
        assert faults_of(stage.window) == []
        page.open_dialog("leave-finding", "law:mca-1998")
        stage.rest()
        assert faults_of(stage.dialog(LeaveDialog)) == []
