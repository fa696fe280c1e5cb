"""The house of the demonstration: ways to write, devices, texts, and looks at most accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.house import Channel, ChannelFor, Device, LookResult, is_looked_at
from schoolsm_desktop.services.house import HouseService
from schoolsm_desktop.services.looks import LookService

if TYPE_CHECKING:
    from .build import Performer

_CHANNELS = (
    ("School e-mail", ChannelFor.BOTH, True, "From the school’s address only"),
    ("ClassDojo messages", ChannelFor.PARENTS, True, "On school days until 18:00"),
    ("Telephone of the office", ChannelFor.PARENTS, True, ""),
    ("Private telephones and messages", ChannelFor.BOTH, False, "Not in an emergency either: ring the office"),
    ("Groups on WhatsApp", ChannelFor.PARENTS, False, "Parents run their own; we are not in them"),
)
_PAGE_RULES = (
    "Thank you for following us. Be kind, stay on the subject, and name no child.\n"
    "We take away what hurts, sells or is wrong, and may block whoever goes on. Complaints: please ring the office."
)
_MONITORING = "The school keeps a record of what is posted on its own accounts. Private accounts are not watched."


def house(performer: Performer) -> None:
    """Enter them as the coordinator would have."""
    session, today = performer.session("coordinator"), performer.today
    service, looks = HouseService(session), LookService(session)
    rules = service.view().rules
    for name, used_with, allowed, note in _CHANNELS:
        service.save_channel(Channel(uuid4(), rules.school_id, name, used_with, allowed, note))
    service.change(replace(rules, page_rules=_PAGE_RULES, monitoring=_MONITORING))
    for days, (name, key, updated, locked) in enumerate(
        (
            ("Office PC", "office", Known.YES, Known.YES),
            ("Coordinator’s laptop", "coordinator", Known.YES, Known.YES),
            ("Tablet of the media club", None, Known.NO, Known.YES),
        )
    ):
        service.save_device(
            Device(
                uuid4(),
                rules.school_id,
                name,
                performer.people[key] if key else None,
                updated=updated,
                locked=locked,
                checked_on=today - timedelta(days=20 + 40 * days),
            )
        )
    live = sorted((line.account for line in looks.view().lines if is_looked_at(line.account)), key=lambda a: a.name)
    for at, account in enumerate(live[:-2]):
        looks.looked(account.id, on=today - timedelta(days=2 + 2 * at % 9))
    looks.looked(
        live[-1].id, LookResult.SOMETHING, "Advert under a post: screen print taken, hidden", today - timedelta(days=3)
    )
