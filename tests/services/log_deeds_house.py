"""The deeds of channels, devices, the texts of the house and the weekly look, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.house import Channel, ChannelFor, Device
from tests.services.stage import Stage


def channel(s: Stage) -> Channel:
    """A channel that is about to be kept."""
    return Channel(uuid4(), s.school.head.school_id, "School e-mail", ChannelFor.PARENTS, allowed=True)


def device(s: Stage) -> Device:
    """A device that is about to be kept."""
    return Device(uuid4(), s.school.head.school_id, "Office laptop")


HOUSE_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "house.change": (
        Did.HOUSE_RULES_CHANGED,
        lambda s: s.office.house.change(replace(s.office.house.view().rules, page_rules="Be kind.")),
    ),
    "house.save_channel": (Did.CHANNEL_CHANGED, lambda s: s.office.house.save_channel(channel(s))),
    "house.end_channel": (
        Did.CHANNEL_CHANGED,
        lambda s: s.office.house.end_channel(s.office.house.save_channel(channel(s)).id),
    ),
    "house.save_device": (Did.DEVICE_CHANGED, lambda s: s.office.house.save_device(device(s))),
    "house.device_in_order": (
        Did.DEVICE_CHANGED,
        lambda s: s.office.house.device_in_order(s.office.house.save_device(device(s)).id),
    ),
    "house.end_device": (
        Did.DEVICE_CHANGED,
        lambda s: s.office.house.end_device(s.office.house.save_device(device(s)).id),
    ),
    "looks.looked": (Did.ACCOUNT_LOOKED_AT, lambda s: s.office.looks.looked(s.page.id)),
    "looks.take_back": (
        Did.LOOK_WITHDRAWN,
        lambda s: s.office.looks.take_back(s.office.looks.looked(s.page.id).id),
    ),
    "looks.choose_looker": (
        Did.ACCOUNT_CHANGED,
        lambda s: s.office.looks.choose_looker(s.page.id, s.school.head.id),
    ),
}
