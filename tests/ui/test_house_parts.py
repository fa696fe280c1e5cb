"""The weekly look, the devices and the house rules in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.house import Channel, ChannelFor, Device, LookResult
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.devices_part import DevicesPart
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.accounts.looks_dialogs import LookerDialog, SomethingDialog
from schoolsm_desktop.ui.accounts.looks_part import LooksPart
from schoolsm_desktop.ui.accounts.page import AccountsPage
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.policy.house_part import ChannelDialog, HousePart, TextsDialog
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """Two accounts, a device, a channel, under a policy that monitors. The coordinator is signed in."""
    made = InventedSchool(tmp_path)
    made.add_account("X page")
    made.add_account("Facebook page", platform_id="facebook", owner_id=None)
    made.sign_in(made.coordinator)
    made.office.policies.choose(shipped_profile("mill-lane"))
    home = made.head.school_id
    made.office.house.save_device(Device(uuid4(), home, "Office laptop"))
    made.office.house.save_channel(Channel(uuid4(), home, "Parents’ app", ChannelFor.PARENTS, allowed=True))
    yield made
    made.sign_out()


def looking(stage: PageStage) -> LooksPart:
    page = stage.page("accounts", AccountsPage)
    page.begin("looks", "")
    stage.rest()
    return page.part(LooksPart)


def devices(stage: PageStage) -> DevicesPart:
    page = stage.page("access", AccessPage)
    page.begin("devices", "")
    stage.rest()
    return page.part(DevicesPart)


def house(stage: PageStage) -> HousePart:
    page = stage.page("people", PolicyPage)
    page.begin("house", "")
    stage.rest()
    return page.part(HousePart)


def test_one_click_says_seen_nothing(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = looking(stage)
        line = next(x for x in part.list.model.all_rows() if x.account.name == "X page")
        part.list.pressed_button.emit(line, "nothing")
        stage.rest()
        assert stage.said(part.page) == ["X page: seen, nothing."]
        after = next(x for x in part.list.model.all_rows() if x.account.name == "X page")
        assert after.last is not None
        assert after.last_by == "R. Okafor"


def test_what_was_seen_is_written_and_taken_back(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = looking(stage)
        line = part.list.model.all_rows()[0]
        part.list.pressed_button.emit(line, "something")
        stage.rest()
        dialog = stage.dialog(SomethingDialog)
        stage.finish(dialog)
        assert dialog.isVisible(), "nothing is saved without words"
        dialog.form.set_value("note", "Rude comment, screen print taken")
        stage.finish(dialog)
        part.list.pick(line.account.id)
        stage.rest()
        (past,) = school.office.looks.past(line.account.id)
        assert past.look.result is LookResult.SOMETHING
        stage.press(part, "Take the last one back")
        assert school.office.looks.past(line.account.id)[0].look.withdrawn_at is not None


def test_who_looks_is_chosen(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = looking(stage)
        line = next(x for x in part.list.model.all_rows() if x.looker is None)
        part.list.pick(line.account.id)
        stage.rest()
        stage.press(part, "Who looks…")
        dialog = stage.dialog(LookerDialog)
        dialog.form.set_value("looker_id", str(school.head.id))
        stage.finish(dialog)
        named = next(x for x in part.list.model.all_rows() if x.account.id == line.account.id)
        assert named.looker is not None
        assert named.looker.id == school.head.id


def test_a_device_is_put_in_order_and_taken_out(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = devices(stage)
        (line,) = part.list.model.all_rows()
        assert not line.in_order
        part.list.pressed_button.emit(line, "in-order")
        stage.rest()
        assert part.list.model.all_rows()[0].in_order
        part.list.pressed_button.emit(line, "end")
        stage.rest()
        stage.press(stage.question(), "Take out of use")
        assert list(part.list.model.all_rows()) == []


def test_the_texts_and_a_channel_are_changed(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        part = house(stage)
        stage.press(part, "Change the texts…")
        texts = stage.dialog(TextsDialog)
        texts.form.set_value("monitoring", "School e-mail may be looked at.")
        stage.finish(texts)
        assert "School e-mail may be looked at." in part._monitoring.text.text()
        assert not part._monitoring.isHidden()
        stage.press(part, "Add a way to write…")
        dialog = stage.dialog(ChannelDialog)
        stage.finish(dialog)
        assert dialog.form.field("name").error
        dialog.form.set_value("name", "Private messages")
        dialog.form.set_value("allowed", "no")
        stage.finish(dialog)
        assert [c.name for c in part.list.model.all_rows()] == ["Parents’ app", "Private messages"]


def test_the_papers_are_shown(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        stage.press(looking(stage), "Print a sheet to tick")
        stage.press(house(stage), "Print house rules")
        assert [document.key for document in stage.previews] == ["look-sheet", "house-rules"]


def test_today_leads_to_the_account(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        account = school.office.looks.view().lines[0].account
        stage.window.go(Target("accounts", str(account.id), "looks"))
        stage.rest()
        part = stage.page("accounts", AccountsPage).part(LooksPart)
        current = part.list.current()
        assert current is not None
        assert current.account.id == account.id


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_the_walk_finds_no_fault(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    with page_stage(qtbot, school.office) as stage:
        faults = []
        for make in (looking, devices, house):
            part = make(stage)
            faults += [f"{type(part).__name__}: {fault}" for fault in faults_of(part.page)]
            record = str(school.office.looks.view().lines[0].account.id)
            for name, dialog in part.dialogs().items():
                opened = dialog(record)
                opened.show()
                stage.rest()
                faults += [f"{name}: {fault}" for fault in faults_of(opened)]
                opened.form.saved()
                opened.reject()
        assert faults == []
