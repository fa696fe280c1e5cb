"""What lies on each person's desk: unfinished forms, how they like things, and what the school set for everybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, table_of


class DraftRow(Base):
    """What somebody typed and did not save, sealed to their own key."""

    __tablename__ = "drafts"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    blob: Mapped[bytes]
    moment: Mapped[datetime]


class PreferenceRow(Base):
    """How somebody likes one thing."""

    __tablename__ = "preferences"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value_json: Mapped[str]


class RememberedColumnsRow(Base):
    """How the columns of a file with these headings were understood last time."""

    __tablename__ = "remembered_columns"

    heading_digest: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    mapping_json: Mapped[str]


class SettingRow(Base):
    """One thing the school set for everybody."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value_json: Mapped[str]


_DRAFTS = table_of(DraftRow)
_PREFERENCES = table_of(PreferenceRow)
_COLUMNS = table_of(RememberedColumnsRow)
_SETTINGS = table_of(SettingRow)


def _put(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Keep a row under its key, in place of the one that stood there."""
    statement = insert(table).values(dict(row))
    keys = [column.name for column in table.primary_key]
    changed = {c.name: c for c in statement.excluded if c.name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


class Drafts:
    """Unfinished forms by person and place; they go when the form is saved or given up."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, person_id: UUID, place: str, blob: bytes, moment: datetime) -> None:
        """Keep what was typed at `place`, in place of an earlier draft."""
        _put(self._connection, _DRAFTS, {"person_id": person_id, "place": place, "blob": blob, "moment": moment})

    def of(self, person_id: UUID) -> dict[str, bytes]:
        """The person's drafts by place, oldest first."""
        query = select(_DRAFTS.c.place, _DRAFTS.c.blob).where(_DRAFTS.c.person_id == person_id)
        return {row.place: row.blob for row in self._connection.execute(query.order_by(_DRAFTS.c.moment))}

    def remove(self, person_id: UUID, place: str) -> None:
        """Forget a draft; nothing happens where there is none."""
        self._connection.execute(delete(_DRAFTS).where(_DRAFTS.c.person_id == person_id, _DRAFTS.c.place == place))

    def remove_all(self, person_id: UUID) -> None:
        """Forget every draft of a person, whose key no longer opens them."""
        self._connection.execute(delete(_DRAFTS).where(_DRAFTS.c.person_id == person_id))


class Preferences:
    """How each person likes things; values are JSON texts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, person_id: UUID, key: str, value_json: str) -> None:
        """Keep one preference."""
        _put(self._connection, _PREFERENCES, {"person_id": person_id, "key": key, "value_json": value_json})

    def of(self, person_id: UUID) -> dict[str, str]:
        """The person's preferences by key."""
        query = select(_PREFERENCES.c.key, _PREFERENCES.c.value_json)
        found = self._connection.execute(query.where(_PREFERENCES.c.person_id == person_id))
        return {row.key: row.value_json for row in found}


class RememberedColumns:
    """What the school said about the columns of its own files, by a digest of their headings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remember_columns(self, heading_digest: str, kind: str, columns: Mapping[str, str | None]) -> None:
        """Keep {heading: field, None where it is left out} for the next file with these headings."""
        text = json.dumps(dict(columns), ensure_ascii=False)
        _put(self._connection, _COLUMNS, {"heading_digest": heading_digest, "kind": kind, "mapping_json": text})

    def columns(self, heading_digest: str, kind: str) -> dict[str, str | None] | None:
        """{heading: field} as it was kept, or None."""
        query = select(_COLUMNS.c.mapping_json).where(
            _COLUMNS.c.heading_digest == heading_digest, _COLUMNS.c.kind == kind
        )
        text = self._connection.execute(query).scalar()
        if text is None:
            return None
        kept: dict[str, str | None] = json.loads(text)
        return kept


class Settings:
    """What the school set for everybody, beside its policy: the place for backups, the id of these records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, key: str, value_json: str) -> None:
        """Keep one setting."""
        _put(self._connection, _SETTINGS, {"key": key, "value_json": value_json})

    def all(self) -> dict[str, str]:
        """Every setting by key, as JSON text."""
        return {row.key: row.value_json for row in self._connection.execute(select(_SETTINGS))}

    def get(self, key: str) -> str | None:
        """One setting as JSON text, or None."""
        return self._connection.execute(select(_SETTINGS.c.value_json).where(_SETTINGS.c.key == key)).scalar()
