"""The deeds of channels, devices, the texts of the house and the weekly look, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.house import Channel, ChannelFor, Device, Look
from schoolsm_desktop.domain.permissions import Action

from .deed import EVERYBODY, Deed
from .stage import Stage


def _channel(s: Stage) -> Channel:
    channel = Channel(uuid4(), s.school.head.school_id, "School e-mail", ChannelFor.PARENTS, allowed=True)
    with s.office.session.work() as work:
        work.uow.channels.add(channel)
        work.done()
    return channel


def _device(s: Stage) -> Device:
    device = Device(uuid4(), s.school.head.school_id, "Office laptop")
    with s.office.session.work() as work:
        work.uow.devices.add(device)
        work.done()
    return device


def _look(s: Stage) -> UUID:
    """A look that somebody else has entered."""
    look = Look(
        uuid4(), s.school.head.school_id, s.elsewhere.id, s.school.head.id, s.school.clock.today(), s.school.clock.now()
    )
    with s.office.session.work() as work:
        work.uow.looks.add(look)
        work.done()
    return look.id


A = Action
DEEDS: Mapping[str, Deed] = {
    "PrintingService.look_sheet": Deed(A.LOOK_AT_ACCOUNTS, lambda s: s.office.printing.look_sheet()),
    "PrintingService.house_rules": Deed(EVERYBODY, lambda s: s.office.printing.house_rules()),
    "HouseService.view": Deed(EVERYBODY, lambda s: s.office.house.view()),
    "HouseService.change": Deed(A.EDIT_HOUSE_RULES, lambda s: s.office.house.change(s.office.house.view().rules)),
    "HouseService.save_channel": Deed(A.EDIT_HOUSE_RULES, lambda s: s.office.house.save_channel(_channel(s))),
    "HouseService.end_channel": Deed(A.EDIT_HOUSE_RULES, lambda s: s.office.house.end_channel(_channel(s).id)),
    "HouseService.devices": Deed(A.SEE_REGISTER, lambda s: s.office.house.devices()),
    "HouseService.save_device": Deed(
        A.EDIT_HOUSE_RULES, lambda s: s.office.house.save_device(replace(_device(s), note="x"))
    ),
    "HouseService.device_in_order": Deed(A.EDIT_HOUSE_RULES, lambda s: s.office.house.device_in_order(_device(s).id)),
    "HouseService.end_device": Deed(A.EDIT_HOUSE_RULES, lambda s: s.office.house.end_device(_device(s).id)),
    "LookService.view": Deed(EVERYBODY, lambda s: s.office.looks.view()),
    "LookService.past": Deed(A.SEE_ALL_ACCOUNTS, lambda s: s.office.looks.past(s.elsewhere.id)),
    "LookService.looked": Deed(A.LOOK_AT_ACCOUNTS, lambda s: s.office.looks.looked(s.elsewhere.id)),
    "LookService.take_back": Deed(A.EDIT_ACCOUNTS, lambda s: s.office.looks.take_back(_look(s))),
    "LookService.choose_looker": Deed(A.EDIT_ACCOUNTS, lambda s: s.office.looks.choose_looker(s.elsewhere.id, None)),
}
