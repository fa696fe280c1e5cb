"""New databases in tests get their tables from a memory of the first one: running every migration each time took half of all
the tests' minutes. What the migrations themselves do is tested in tests/storage, where nothing is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from schoolsm_desktop.storage import upgrade
from schoolsm_desktop.storage.database import Database

_TABLES = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'index'"
_REMEMBERED: dict[str, tuple[str, ...]] = {}
_MIGRATE = upgrade._run
_SHIPPED = upgrade.MIGRATIONS


@contextmanager
def remembered_tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within it, a database that is still empty is made from memory."""

    def run(database: Database, target: str, migrations: Path | None = None) -> None:
        plain = target == "head" and migrations is None and upgrade.MIGRATIONS == _SHIPPED
        if not plain or _statements(database):
            _MIGRATE(database, target, migrations)
        elif _REMEMBERED:
            _replay(database)
        else:
            _MIGRATE(database, target, migrations)
            _REMEMBERED["tables"] = _statements(database)

    monkeypatch.setattr(upgrade, "_run", run)
    yield


def _statements(database: Database) -> tuple[str, ...]:
    with database.reading() as uow:
        return tuple(row[0] for row in uow.connection.exec_driver_sql(_TABLES))


def _replay(database: Database) -> None:
    engine = database.engine_for_upgrade()
    try:
        with engine.connect() as connection, connection.begin():
            for statement in _REMEMBERED["tables"]:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(
                "INSERT INTO alembic_version (version_num) VALUES (?)", (upgrade.newest_version(),)
            )
    finally:
        engine.dispose()
