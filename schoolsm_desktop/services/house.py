"""The house's own rules: channels with parents and pupils, devices of those with access, the texts of the house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.house import Channel, Device, HouseRules, check_channel, check_device, is_in_order
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.rules import Monitoring
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .schools import home_school
from .session import Session


@dataclass(frozen=True, slots=True)
class HouseView:
    """The texts and the channels, with the clauses they rest on; `monitors` whether the policy speaks of monitoring."""

    rules: HouseRules
    channels: tuple[Channel, ...]
    channel_clause: str
    monitoring_clause: str
    comment_clause: str
    monitors: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device with its holder, and whether it is in order today."""

    device: Device
    person: Person | None
    in_order: bool


@dataclass(frozen=True, slots=True)
class DevicesView:
    """The devices, those not in order first; who holds access and could have one; the clause."""

    lines: tuple[DeviceLine, ...]
    people: tuple[Person, ...]
    clause: str
    may_edit: bool

    @property
    def waiting(self) -> int:
        """How many are not in order."""
        return len([line for line in self.lines if not line.in_order])


class HouseService:
    """Deeds and views of channels, devices and the texts of the house."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> HouseView:
        """The texts and the channels that stand; everybody with a sign-in may read them."""
        with self._session.reading() as uow:
            profile = self._session.profile(uow)
            channels = [c for c in uow.channels.all() if c.ended_at is None]
            return HouseView(
                house_rules(uow),
                tuple(sorted(channels, key=lambda c: (c.used_with, not c.allowed, c.name.casefold()))),
                clause_words(profile, Subject.CHANNELS),
                clause_words(profile, Subject.MONITORING),
                clause_words(profile, Subject.MODERATION),
                profile.rules.monitoring is not Monitoring.NOTHING,
                self._session.allows(uow, Action.EDIT_HOUSE_RULES),
            )

    def change(self, rules: HouseRules) -> HouseRules:
        """Save the texts. Whether the privacy notice says so as well carries the day it was looked at."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_HOUSE_RULES)
            before = work.uow.house_rules.find(rules.id)
            tidy = replace(rules, page_rules=rules.page_rules.strip(), monitoring=rules.monitoring.strip())
            kept = work.uow.house_rules.add(tidy) if before is None else work.uow.house_rules.save(tidy)
            work.did(Did.HOUSE_RULES_CHANGED, Noun.HOUSE, subject_kind="house-rules", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def save_channel(self, channel: Channel) -> Channel:
        """Keep a new or changed channel. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_HOUSE_RULES)
            tidy, repository = check_channel(channel), work.uow.channels
            kept = repository.add(tidy) if repository.find(tidy.id) is None else repository.save(tidy)
            work.did(Did.CHANNEL_CHANGED, Noun.HOUSE, subject_kind="channel", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def end_channel(self, channel_id: UUID) -> Channel:
        """Take a channel out of use; it stays in the records. Raises RuleError where it is out already."""
        with self._session.reading() as uow:
            channel = uow.channels.get(channel_id)
        if channel.ended_at is not None:
            raise RuleError(tr("{name} is no longer in use already. Nothing was changed.", name=channel.name))
        return self.save_channel(replace(channel, ended_at=self._session.clock.now()))

    def devices(self) -> DevicesView:
        """Every device in use. Raises NotAllowedError."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SEE_REGISTER)
            people = {p.id: p for p in uow.people.all()}
            with_access = {a.person_id for a in uow.access.all() if a.live_on(session.today)}
            devices = [d for d in uow.devices.all() if d.ended_at is None]
            clause = clause_words(session.profile(uow), Subject.DEVICES)
            may_edit = session.allows(uow, Action.EDIT_HOUSE_RULES)
        lines = [
            DeviceLine(d, people.get(d.person_id) if d.person_id else None, is_in_order(d, session.today))
            for d in devices
        ]
        lines.sort(key=lambda x: (x.in_order, x.device.checked_on or date.min, x.device.name.casefold()))
        holders = [people[p] for p in with_access if p in people and not people[p].left_by(session.today)]
        return DevicesView(tuple(lines), tuple(sorted(holders, key=lambda p: p.sort_name.casefold())), clause, may_edit)

    def save_device(self, device: Device) -> Device:
        """Keep a new or changed device. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_HOUSE_RULES)
            tidy, repository = check_device(device, self._session.today), work.uow.devices
            kept = repository.add(tidy) if repository.find(tidy.id) is None else repository.save(tidy)
            work.did(Did.DEVICE_CHANGED, Noun.HOUSE, subject_kind="device", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def device_in_order(self, device_id: UUID) -> Device:
        """Looked at today: updated and locked."""
        with self._session.reading() as uow:
            device = uow.devices.get(device_id)
        return self.save_device(replace(device, updated=Known.YES, locked=Known.YES, checked_on=self._session.today))

    def end_device(self, device_id: UUID) -> Device:
        """Take a device out of use; it stays in the records. Raises RuleError where it is out already."""
        with self._session.reading() as uow:
            device = uow.devices.get(device_id)
        if device.ended_at is not None:
            raise RuleError(tr("{name} is no longer in use already. Nothing was changed.", name=device.name))
        return self.save_device(replace(device, ended_at=self._session.clock.now()))


def house_rules(uow: UnitOfWork) -> HouseRules:
    """The texts of the school the records were set up for; empty ones before any were typed."""
    school = home_school(uow).id
    return next((r for r in uow.house_rules.all() if r.school_id == school), HouseRules(uuid4(), school))
