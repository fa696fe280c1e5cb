"""What every table shares: the declarative base, and its column types."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Date, DateTime, Dialect, LargeBinary, MetaData, String, Table, Text, Uuid
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC to the microsecond. A naive one is refused, without being shown."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To naive UTC, as SQLite keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must know its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Back to an aware moment in UTC; straight from its text, and one for all that an import kept at once."""
        return _moment


@lru_cache(maxsize=10_000)
def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


class Key(TypeDecorator[UUID]):
    """A record's id. The same ids come back over and over, and making one is the dearest part of reading a row."""

    impl = Uuid
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None]:
        """From 32 hex digits."""
        return _key


@lru_cache(maxsize=50_000)
def _key(digits: str | None) -> UUID | None:
    return None if digits is None else UUID(digits)


class _Members(dict[str | None, StrEnum | None]):
    """Members by their value; what is not among them is refused without being shown."""

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__({member.value: member for member in kind})
        self[None] = None
        self._name = kind.__name__

    def __missing__(self, value: str | None) -> StrEnum | None:
        raise ValueError(f"the records hold a {self._name} this version does not know")


class Word(TypeDecorator[StrEnum]):
    """A member of a StrEnum, kept as its value. A value this version does not know is a bug or damage: ValueError."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind
        self._members = _Members(kind)

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The value; anything but a member is refused without being shown."""
        if value is None:
            return None
        if not isinstance(value, self.kind):
            raise TypeError(f"a {self.kind.__name__} is needed")
        return value.value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], StrEnum | None]:
        """The member."""
        return self._members.__getitem__


class Pairs(TypeDecorator[tuple[tuple[str, str], ...]]):
    """Facts by stable keys, in their order, kept as a JSON list of pairs."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[str, str], ...] | None, dialect: Dialect) -> str | None:
        """The list as text."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[tuple[str, str], ...] | None:
        """The pairs again."""
        return None if value is None else tuple((str(key), str(fact)) for key, fact in json.loads(value))


class Base(DeclarativeBase):
    """The mapped tables. Rows never leave this room: repositories hand out domain records."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Key(),
        datetime: Moment(),
        date: Date(),
        bytes: LargeBinary(),
        str: Text(),
    }


def table_of(row: type[Base]) -> Table:
    """The table a mapped class stands for; statements are built on it, so that no session is needed."""
    table = row.__table__
    if not isinstance(table, Table):
        raise TypeError("a mapped class stands for one table")
    return table
