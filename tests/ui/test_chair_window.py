"""The chair of governors in front of the program: every page reads right, and nothing of the school's daily work is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.permissions import Action, needed_for_duty
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.accounts.page import AccountsPage
from schoolsm_desktop.ui.arrival import gather
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.settings.page import SettingsPage
from tests.services.cases import filed
from tests.services.roll import add_pupil
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.walk import faults_of


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with an account, access, a pupil and a case of the office; the chair is signed in."""
    made = InventedSchool(tmp_path)
    made.give(made.coordinator, made.add_account("Our X page"))
    add_pupil(made.office, "Ada Lark")
    filed(made.office.session, {made.head.id, made.coordinator.id})
    with_chair(made)
    yield made
    made.sign_out()


def with_chair(school: InventedSchool) -> Person:
    """Edith Wain is chair of governors with a sign-in of her own, and signed in."""
    chair = school.add_person("Edith Wain", "Chair of governors")
    school.office.people.give_duty(chair.id, Duty.CHAIR, school.clock.today())
    school.make_sign_in(chair)
    school.sign_in(chair)
    return chair


def tabs_of(page: PartedPage) -> list[str]:
    """The parts that are offered."""
    return [page.tabs.tabText(at) for at in range(page.tabs.count()) if page.tabs.isTabVisible(at)]


def said(page: Page) -> str:
    """Every word that is shown."""
    shown = [x for x in page.findChildren(QLabel) if x.isVisible()]
    return "\n".join([x.text() for x in shown] + [x.text() for x in page.findChildren(QPushButton) if x.isVisible()])


def test_every_page_of_the_chair_reads_well(qtbot: QtBot, school: InventedSchool) -> None:
    looks.theme().apply(looks.Scheme.LIGHT)
    specs = gather(school.office, demo=False).specs
    assert [spec.key for spec in specs] == ["today", "accounts", "access", "incidents", "people", "reports", "settings"]
    with page_stage(qtbot, school.office) as stage:
        for spec in specs:
            page = stage.window.show_page(spec.key)
            stage.rest()
            assert stage.said(page) == []
            assert faults_of(page) == []
            for words in ("Ada Lark", "Our X page", "the playground"):
                assert words not in said(page)
            if isinstance(page, PartedPage):
                _each_part(stage, page)


def _each_part(stage: PageStage, page: PartedPage) -> None:
    for at in range(page.tabs.count()):
        if page.tabs.isTabVisible(at):
            page.tabs.setCurrentIndex(at)
            stage.rest()
            assert stage.said(page) == [], page.tabs.tabText(at)
            assert faults_of(page) == [], page.tabs.tabText(at)


def test_empty_pages_say_whose_they_are_and_offer_nothing_of_others(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        accounts = said(stage.page("accounts", AccountsPage))
        assert "No account is given to you" in accounts
        assert "No accounts yet" not in accounts
        assert "Bring in passwords…" not in accounts
        access = said(stage.page("access", AccessPage))
        assert "You are not on the register" in access
        assert "Already had it…" not in access
        assert "Staff" not in tabs_of(stage.page("people", PolicyPage))
        settings = tabs_of(stage.page("settings", SettingsPage))
        assert "Check" in settings
        assert not {"Who did what", "Backups", "Letters"} & set(settings)


def test_only_who_makes_sign_ins_makes_somebody_chair(school: InventedSchool) -> None:
    assert needed_for_duty(Duty.CHAIR) is Action.MAKE_SIGN_INS
    chair_id = school.office.person_id
    with pytest.raises(NotAllowedError):
        school.office.people.give_duty(school.coordinator.id, Duty.CHAIR, school.clock.today())
    office = school.sign_in(school.coordinator)
    clerk = school.add_person("Olu Clerk", "Office manager")
    office.people.give_duty(clerk.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.make_sign_in(clerk)
    office = school.sign_in(clerk)
    with pytest.raises(NotAllowedError, match="sign-ins"):
        office.people.give_duty(clerk.id, Duty.CHAIR, school.clock.today())
    assert [p.id for p in office.people.holders(Duty.CHAIR)] == [chair_id]
