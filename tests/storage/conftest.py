"""A real encrypted database in a folder of its own, empty or with one of everything in it.

The first of a process is migrated, and the others are copies of its file; test_upgrade.py migrates each of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schoolsm_desktop.storage.database import Database, open_database
from schoolsm_desktop.storage.upgrade import create_database
from tests.storage.everything import Everything, keep_everything

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
_MIGRATED: dict[bytes, bytes] = {}


@pytest.fixture
def key() -> bytes:
    """The raw key of the test's database."""
    return KEY


@pytest.fixture
def now() -> datetime:
    """The moment at which a test happens."""
    return NOW


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A folder of records with a key file, as the set-up leaves it."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "store.keys").write_text('{"format": 1}', encoding="utf-8")
    (folder / "evidence").mkdir()
    return folder


@pytest.fixture
def database(store: Path, key: bytes) -> Iterator[Database]:
    """A new database with this version's tables."""
    path = store / "records.db"
    if key not in _MIGRATED:
        create_database(path, key).close()
        _MIGRATED[key] = path.read_bytes()
    else:
        path.write_bytes(_MIGRATED[key])
        path.chmod(0o600)
    made = open_database(path, key)
    yield made
    made.close()


@pytest.fixture
def everything(database: Database) -> Everything:
    """One record of each kind, every field filled, kept in the database."""
    return keep_everything(database)
