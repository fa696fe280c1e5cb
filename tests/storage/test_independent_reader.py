"""A reader that shares no code with ours opens the database by its raw key and finds the same rows; bytes say nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from schoolsm_desktop.storage import connection
from schoolsm_desktop.storage.backup import take_backup
from schoolsm_desktop.storage.database import Database
from tests.storage.conftest import KEY, NOW
from tests.storage.everything import PLANTED, Everything, keep_everything


def _independent(path: Path, key: bytes) -> apsw.Connection:
    opened = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    opened.pragma("cipher", "sqlcipher")
    opened.pragma("legacy", 4)
    opened.pragma("key", f"x'{key.hex()}'")
    return opened


def _counts(opened: apsw.Connection) -> dict[str, int]:
    names = [str(row[0]) for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    # The names come from the schema itself.
    return {name: len(opened.execute(f'SELECT 1 FROM "{name}"').fetchall()) for name in names}  # noqa: S608


def test_it_counts_the_same_rows_with_the_raw_key(database: Database, everything: Everything) -> None:
    opened = database.connection()
    ours = connection.row_counts(opened)
    opened.close()
    database.close()
    reader = _independent(database.path, KEY)
    assert _counts(reader) == ours
    assert ours["people"] == 2
    assert ours["sealed_fields"] == 2
    assert reader.execute("SELECT family_name FROM people WHERE given_name = 'Ada'").fetchall() == [("Marchbank",)]
    assert reader.pragma("integrity_check") == "ok"
    reader.close()


def test_it_opens_a_backup_too(database: Database, everything: Everything, tmp_path: Path) -> None:
    made = take_backup(database, database.path.parent, tmp_path / "backups", NOW)
    reader = _independent(made.folder / "records.db", KEY)
    assert _counts(reader)["people"] == 2
    reader.close()


def test_with_another_key_it_reads_nothing(database: Database, everything: Everything) -> None:
    database.close()
    with pytest.raises(apsw.Error):
        _counts(_independent(database.path, bytes(32)))


def _every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def test_nothing_that_was_put_in_stands_in_the_folders_bytes(database: Database) -> None:
    keep_everything(database)
    with database.unit_of_work() as uow:
        for person in uow.people.all():
            uow.people.save(person)
        uow.commit()
    seen = dict(_every_byte_of_a_running_store(database))
    assert {"records.db", "records.db-wal"} <= set(seen)
    database.close()
    seen.update((f"closed {name}", raw) for name, raw in _every_byte(database.path.parent))
    for name, raw in seen.items():
        for word in (*PLANTED, "Quillfeather", "quillfeather"):
            assert word.encode() not in raw, name
            assert word.encode("utf-16-le") not in raw, name
        assert KEY not in raw
        assert KEY.hex().encode() not in raw
        assert b"CREATE TABLE" not in raw, name
        assert not raw.startswith(b"SQLite format 3"), name


def _every_byte_of_a_running_store(database: Database) -> Iterator[tuple[str, bytes]]:
    """As `_every_byte`, copied by the system: closing the live files here would drop SQLite's locks on them."""
    for path in database.path.parent.iterdir():
        if path.is_file():
            yield path.name, subprocess.run(["cat", str(path)], capture_output=True, check=True).stdout


def test_what_was_deleted_is_overwritten(database: Database, everything: Everything) -> None:
    database.checkpoint()
    before = _plain_pages(database)
    assert all(any(blob in page for page in before) for blob in everything.fields.values()), (
        "pages are read in the clear"
    )
    with database.unit_of_work() as uow:
        uow.secrets.drop_sealed(everything.version.id)
        uow.drafts.remove_all(everything.person.id)
        uow.commit()
    database.checkpoint()
    after = _plain_pages(database)
    gone = (*everything.fields.values(), everything.wrap.blob, everything.wrap.signature, b"\x01draft")
    for blob in gone:
        assert not any(blob in page for page in after)
    assert any(b"Marchbank" in page for page in after)


def _plain_pages(database: Database) -> list[bytes]:
    """Every page of the main file, read with nothing else at work in it."""
    database.close()
    return plain_pages(database.path.read_bytes(), KEY)


def plain_pages(raw: bytes, key: bytes) -> list[bytes]:
    """Every page in the clear, free ones too, taken apart by hand as SQLCipher 4 documents it.

    AES-256-CBC under the raw key; the last 80 bytes of a page hold its initial vector and its seal; page 1 begins with
    the salt.
    """
    pages = []
    for start in range(0, len(raw), 4096):
        page = raw[start : start + 4096]
        vector = page[4096 - 80 : 4096 - 64]
        opened = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        pages.append(opened.update(page[16 if start == 0 else 0 : 4096 - 80]) + opened.finalize())
    return pages
