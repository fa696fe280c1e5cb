"""A new key for the database: everything under the new one, nothing under the old one, or as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.storage import rekey as rekeying
from schoolsm_desktop.storage.database import Database, open_database
from schoolsm_desktop.storage.errors import DiskFullError, RekeyFailedError, StoreDamagedError, WrongKeyError
from schoolsm_desktop.storage.rekey import rekey, which_key
from tests.storage.conftest import KEY
from tests.storage.everything import Everything

NEW_KEY = bytes(range(100, 132))


def test_the_new_key_opens_everything_and_the_old_one_nothing(database: Database, everything: Everything) -> None:
    rekey(database, NEW_KEY)
    with database.unit_of_work() as uow:
        assert set(uow.people.all()) == {everything.person, everything.manager}
        uow.people.save(everything.person)
        uow.commit()
    database.close()
    with pytest.raises(WrongKeyError):
        open_database(database.path, KEY)
    opened = open_database(database.path, NEW_KEY)
    with opened.reading() as uow:
        assert uow.people.get(everything.person.id).revision == 2
    opened.close()
    assert which_key(database.path, (KEY, NEW_KEY)) == NEW_KEY
    assert sorted(p.name for p in database.path.parent.glob("records.db*")) == ["records.db"]


def test_a_copy_of_old_pages_is_not_left_beside_it(database: Database, everything: Everything) -> None:
    old_pages = _pages(database.path)
    keep_open = database.connection()
    keep_open.close()
    rekey(database, NEW_KEY)
    database.close()
    assert not old_pages & _pages(database.path)


def _pages(path: Path) -> set[bytes]:
    raw = path.read_bytes()
    return {raw[start : start + 4096] for start in range(0, len(raw), 4096)}


def test_a_change_that_cannot_be_written_leaves_the_old_key(
    database: Database, everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(database: Database, new_key: bytes) -> None:
        raise DiskFullError

    monkeypatch.setattr(rekeying, "_write", full)
    with pytest.raises(RekeyFailedError):
        rekey(database, NEW_KEY)
    with database.reading() as uow:
        assert set(uow.people.all()) == {everything.person, everything.manager}
    assert which_key(database.path, (KEY, NEW_KEY)) == KEY


def test_damaged_records_are_not_touched(database: Database, everything: Everything) -> None:
    database.checkpoint()
    database.close()
    raw = bytearray(database.path.read_bytes())
    raw[4096 * 4 + 77] ^= 1
    database.path.write_bytes(raw)
    with pytest.raises(StoreDamagedError):
        rekey(database, NEW_KEY)
    assert database.path.read_bytes() == raw
    assert which_key(database.path, (KEY, NEW_KEY)) == KEY


def test_a_key_of_another_length_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        rekey(database, b"short")


def test_neither_key_is_said(database: Database, everything: Everything) -> None:
    database.close()
    with pytest.raises(WrongKeyError):
        which_key(database.path, (NEW_KEY, bytes(32)))
