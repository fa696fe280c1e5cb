"""The shortcut of the other tests makes the very tables that the migrations make."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.storage.upgrade import create_database, needs_upgrade, version_of
from tests.quick_tables import _statements, remembered_tables

KEY = bytes(range(32))


def test_remembered_tables_are_those_of_the_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrated = create_database(tmp_path / "migrated.db", KEY)
    with remembered_tables(monkeypatch):
        create_database(tmp_path / "first.db", KEY).close()
        quick = create_database(tmp_path / "quick.db", KEY)
    assert sorted(_statements(quick)) == sorted(_statements(migrated))
    assert version_of(quick) == version_of(migrated)
    assert not needs_upgrade(quick)
    with migrated.reading() as uow:
        names = uow.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        filled = [n for n in names if uow.connection.exec_driver_sql(f'SELECT count(*) FROM "{n}"').scalar()]  # noqa: S608 -- names of our own tables
    assert filled == ["alembic_version"], "a migration that writes rows has to be remembered too"
    quick.close()
    migrated.close()
