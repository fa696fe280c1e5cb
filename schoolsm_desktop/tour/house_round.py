"""The weekly look, the devices, and the house rules, each with its dialogs."""

from __future__ import annotations

from schoolsm_desktop.ui.access.devices_part import DeviceDialog, DevicesPart
from schoolsm_desktop.ui.accounts.looks_dialogs import LookerDialog, SomethingDialog
from schoolsm_desktop.ui.accounts.looks_part import LooksPart
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.policy.house_part import ChannelDialog, HousePart, TextsDialog

from .guide import TourError, fill
from .scene import Stage


def house_round(stage: Stage) -> None:
    """Everything of the house, as the coordinator has it."""
    _looks(stage)
    _devices(stage)
    _house(stage)


def _looks(stage: Stage) -> None:
    guide, page = stage.guide, _page(stage, "accounts")
    with guide.step("accounts-looks"):
        page.begin("looks", "")
    part = page.part(LooksPart)
    lines = part.list.model.all_rows()
    with guide.step("accounts-looks-seen"):
        part.list.pick(lines[-1].account.id)
    with guide.step("accounts-looks-something", stay=True):
        page.open_dialog("look-something", str(lines[0].account.id))
        dialog = guide.dialog(SomethingDialog)
    with guide.step("accounts-looks-something-needed"):
        dialog.main.click()
    with guide.step("accounts-looks-who"):
        page.open_dialog("looker", str(lines[0].account.id))
        guide.dialog(LookerDialog)


def _devices(stage: Stage) -> None:
    guide, page = stage.guide, _page(stage, "access")
    with guide.step("access-devices"):
        page.begin("devices", "")
    part = page.part(DevicesPart)
    lines = part.list.model.all_rows()
    with guide.step("access-devices-change", stay=True):
        page.open_dialog("device", str(lines[0].device.id))
        dialog = guide.dialog(DeviceDialog)
    with guide.step("access-devices-no-name"):
        fill(dialog, {"name": ""})
        dialog.main.click()
    with guide.step("access-devices-take-out"):
        part.list.pressed_button.emit(lines[0], "end")
        guide.dialog(Question)


def _house(stage: Stage) -> None:
    guide, page = stage.guide, _page(stage, "people")
    with guide.step("people-house"):
        page.begin("house", "")
    part = page.part(HousePart)
    with guide.step("people-house-add"):
        guide.press("Add a way to write…", part)
        guide.dialog(ChannelDialog)
    with guide.step("people-house-texts"):
        guide.press("Change the texts…", part)
        guide.dialog(TextsDialog)
    with guide.step("people-house-take-out"):
        part.list.pressed_button.emit(part.list.model.all_rows()[0], "end")
        guide.dialog(Question)


def _page(stage: Stage, key: str) -> PartedPage:
    page = stage.page(key)
    if not isinstance(page, PartedPage):
        raise TourError("a page of parts is another one")
    return page
