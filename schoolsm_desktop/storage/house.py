"""Channels, devices, the texts of the house, and weekly looks at accounts."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.house import Channel, ChannelFor, Device, HouseRules, Look, LookResult

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class ChannelRow(Base):
    """A way to write to parents or pupils."""

    __tablename__ = "channels"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[str]
    used_with: Mapped[ChannelFor] = mapped_column(Word(ChannelFor))
    allowed: Mapped[bool]
    note: Mapped[str]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


class DeviceRow(Base):
    """A device of somebody with access."""

    __tablename__ = "devices"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    is_schools: Mapped[bool]
    updated: Mapped[Known] = mapped_column(Word(Known))
    locked: Mapped[Known] = mapped_column(Word(Known))
    checked_on: Mapped[date | None]
    note: Mapped[str]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int]


class HouseRulesRow(Base):
    """The texts of one school."""

    __tablename__ = "house_rules"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    page_rules: Mapped[str]
    monitoring: Mapped[str]
    monitoring_in_notice: Mapped[Known] = mapped_column(Word(Known))
    notice_checked_on: Mapped[date | None]
    revision: Mapped[int]


class LookRow(Base):
    """Somebody looked at an account."""

    __tablename__ = "looks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", deferrable=True, initially="DEFERRED"))
    on: Mapped[date]
    recorded_at: Mapped[datetime]
    result: Mapped[LookResult] = mapped_column(Word(LookResult))
    note: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    revision: Mapped[int]


_CHANNELS = plain_map(ChannelRow, Channel)
_DEVICES = plain_map(DeviceRow, Device)
_HOUSE_RULES = plain_map(HouseRulesRow, HouseRules)
_LOOKS = plain_map(LookRow, Look)


class Channels(RevisedRepository[Channel]):
    """Every channel, ended ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _CHANNELS)


class Devices(RevisedRepository[Device]):
    """Every device, ended ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _DEVICES)


class HouseTexts(RevisedRepository[HouseRules]):
    """The texts, one record a school."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _HOUSE_RULES)


class Looks(RevisedRepository[Look]):
    """Every look, those taken back included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _LOOKS)
