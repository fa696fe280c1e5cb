"""The traps of opening an encrypted database, each one seen once and shut here."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # ships no type information

from schoolsm_desktop.storage import connection
from schoolsm_desktop.storage.backup import take_backup, verify_backup
from schoolsm_desktop.storage.database import Database, open_database
from schoolsm_desktop.storage.errors import (
    NotOurStoreError,
    StorageError,
    StoreDamagedError,
    StoreExistsError,
    StoreMissingError,
    WrongKeyError,
)
from schoolsm_desktop.storage.rekey import rekey
from schoolsm_desktop.storage.upgrade import bring_up_to_date, create_database
from tests.storage.everything import Everything


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_refused_and_never_becomes_a_passphrase(tmp_path: Path, length: int) -> None:
    path = tmp_path / "records.db"
    with pytest.raises(ValueError, match="32 bytes") as refused:
        create_database(path, b"\x5a" * length)
    assert "5a5a" not in str(refused.value)
    assert not path.exists() or path.stat().st_size == 0
    path.unlink(missing_ok=True)
    create_database(path, b"\x5a" * 32).close()
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, b"\x5a" * length)


def test_a_wrong_key_opens_nothing_and_changes_nothing(database: Database, everything: Everything, key: bytes) -> None:
    database.close()
    before = database.path.read_bytes()
    wrong = bytes(31) + b"\x01"
    with pytest.raises(WrongKeyError) as refused:
        open_database(database.path, wrong)
    assert wrong.hex() not in str(refused.value)
    assert database.path.read_bytes() == before
    open_database(database.path, key).close()


def test_a_new_file_is_never_a_plain_database(database: Database, everything: Everything) -> None:
    database.close()
    assert not database.path.read_bytes().startswith(b"SQLite format 3")
    plain = sqlite3.connect(database.path)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_a_forgotten_key_would_have_made_a_plain_database_and_such_a_one_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "records.db"
    forgotten = sqlcipher.connect(str(path), isolation_level=None)
    forgotten.execute("CREATE TABLE schools (name TEXT)")
    forgotten.close()
    assert path.read_bytes().startswith(b"SQLite format 3"), "the trap itself: without a key it is plain"
    with pytest.raises(NotOurStoreError):
        open_database(path, key)


def test_an_encrypted_database_of_another_program_is_not_ours(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "records.db"
    other = sqlcipher.connect(str(path), isolation_level=None)
    other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    other.execute("CREATE TABLE notes (words TEXT)")
    other.close()
    with pytest.raises(NotOurStoreError):
        open_database(path, key)


def test_an_empty_file_is_damage_and_not_an_empty_school(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "records.db"
    path.touch()
    with pytest.raises(StoreDamagedError):
        open_database(path, key)
    assert path.stat().st_size == 0


def test_a_missing_file_is_not_made_by_looking(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(StoreMissingError):
        open_database(tmp_path / "records.db", key)
    assert list(tmp_path.iterdir()) == []


def test_records_are_never_made_over_records(database: Database, key: bytes) -> None:
    with pytest.raises(StoreExistsError):
        create_database(database.path, key)
    open_database(database.path, key).close()


@pytest.mark.parametrize(
    "harm", ["first-page", "middle-page", "cut-short", "cut-inside-a-page", "text-file"], ids=lambda name: name
)
def test_a_damaged_file_is_said_calmly_and_left_as_it_is(
    database: Database, everything: Everything, key: bytes, harm: str
) -> None:
    database.checkpoint()
    database.close()
    raw = bytearray(database.path.read_bytes())
    pages = len(raw) // 4096
    if harm == "first-page":
        raw[1000] ^= 1
    elif harm == "middle-page":
        for page in range(1, pages):
            raw[page * 4096 + 2000] ^= 1
    elif harm == "cut-short":
        raw = raw[: 4096 * 3]
    elif harm == "cut-inside-a-page":
        raw = raw[:2500]
    else:
        raw = bytearray(b"Dear colleague, " * 1000)
    database.path.write_bytes(raw)
    with pytest.raises((StoreDamagedError, WrongKeyError)) as refused:
        _read_all(open_database(database.path, key))
    assert "Quillfeather" not in str(refused.value)
    assert database.path.read_bytes() == raw


def _read_all(opened: Database) -> None:
    try:
        with opened.reading() as uow:
            uow.people.all()
            uow.accounts.all()
            uow.audit.all()
    finally:
        opened.close()


def test_every_one_bit_flip_of_a_page_is_noticed(database: Database, everything: Everything, key: bytes) -> None:
    database.checkpoint()
    database.close()
    whole = database.path.read_bytes()
    for position in range(4096 * 2, 4096 * 3, 97):
        raw = bytearray(whole)
        raw[position] ^= 1 << (position % 8)
        database.path.write_bytes(raw)
        opened = connection.connect(database.path, key)
        with pytest.raises(StoreDamagedError):
            connection.check_pages(opened)
        opened.close()
    database.path.write_bytes(whole)
    _read_all(open_database(database.path, key))


def test_what_every_connection_is_told(database: Database) -> None:
    opened = database.connection()
    asked = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "temp_store": 2,
        "busy_timeout": connection.BUSY_MS,
        "application_id": connection.APPLICATION_ID,
    }
    for name, wanted in asked.items():
        assert opened.execute(f"PRAGMA {name}").fetchone()[0] == wanted, name
    assert opened.execute("PRAGMA cipher_log_level").fetchone()[0] == "NONE"
    assert opened.execute("PRAGMA cipher_page_size").fetchone()[0] == "4096"
    opened.close()


def test_damage_leaves_no_line_on_the_error_stream(
    database: Database, everything: Everything, key: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    database.close()
    raw = bytearray(database.path.read_bytes())
    for page in range(1, len(raw) // 4096):
        raw[page * 4096 + 2000] ^= 1
    database.path.write_bytes(raw)
    with pytest.raises(StorageError):
        _read_all(open_database(database.path, key))
    with pytest.raises(WrongKeyError):
        open_database(database.path, bytes(32))
    seen = capfd.readouterr()
    assert (seen.out, seen.err) == ("", "")


def test_a_path_with_odd_letters_is_opened(tmp_path: Path, key: bytes) -> None:
    folder = tmp_path / "Ecole No 1 & 50% off? #é"
    folder.mkdir()
    create_database(folder / "records.db", key).close()
    opened = open_database(folder / "records.db", key)
    with opened.reading() as uow:
        assert uow.people.all() == ()
    opened.close()
    assert [p.name for p in tmp_path.iterdir()] == [folder.name], "nothing was made under a mangled name"


def test_the_address_of_a_network_path_keeps_its_server() -> None:
    class Share:
        def absolute(self) -> Share:
            return self

        def as_posix(self) -> str:
            return "//server/share/my backup/records.db"

    class Drive(Share):
        def as_posix(self) -> str:
            return "C:/Users/office/records.db"

    assert (
        connection.file_uri(Share(), "ro", "immutable=1")  # type: ignore[arg-type]  # stands for a Windows path
        == "file:////server/share/my%20backup/records.db?mode=ro&immutable=1"
    )
    drive = connection.file_uri(Drive(), "rw")  # type: ignore[arg-type]  # stands for a Windows path
    assert drive == "file:///C%3A/Users/office/records.db?mode=rw"


class _Opened:
    """Every file that Python code opens while it listens; the hook itself can never be taken off again."""

    paths: list[str] | None = None

    @classmethod
    def note(cls, event: str, arguments: tuple[object, ...]) -> None:
        if cls.paths is not None and event == "open":
            cls.paths.append(str(arguments[0]))


sys.addaudithook(_Opened.note)


def test_the_program_itself_never_opens_the_live_files(
    database: Database, everything: Everything, key: bytes, now: datetime, tmp_path: Path
) -> None:
    # Closing such a handle would drop the locks SQLite holds on the file in this process: a committed write was lost so.
    _Opened.paths = []
    try:
        again = open_database(database.path, key)
        again.close()
        made = take_backup(database, database.path.parent, tmp_path / "backups", now)
        verify_backup(made.folder, key)
        assert not bring_up_to_date(database, lambda: None)
        database.checkpoint()
        rekey(database, bytes(32))
        opened = list(_Opened.paths)
    finally:
        _Opened.paths = None
    assert any(path.endswith("store.keys") for path in opened), "the hook listens"
    assert not [path for path in opened if path.startswith(str(database.path))]


@pytest.mark.skipif(sys.platform == "win32", reason="a trap of POSIX locks")
def test_closing_a_handle_of_the_live_file_would_have_dropped_its_locks(
    database: Database, everything: Everything, project_root: Path
) -> None:
    with database.unit_of_work() as uow:
        uow.people.save(everything.person)
        assert _another_can_write(database.path, project_root) == "busy"
        os.close(os.open(f"{database.path}-shm", os.O_RDWR))
        assert _another_can_write(database.path, project_root) == "wrote", "the trap itself"


WRITE = """
import sys
from pathlib import Path
from schoolsm_desktop.storage import connection
connection.BUSY_MS = 0
opened = connection.connect(Path(sys.argv[1]), bytes(range(32)))
try:
    opened.execute("BEGIN IMMEDIATE")
except Exception:
    print("busy")
else:
    opened.rollback()
    print("wrote")
"""


def _another_can_write(path: Path, root: Path) -> str:
    tried = subprocess.run(
        [sys.executable, "-c", WRITE, str(path)], cwd=root, capture_output=True, text=True, check=True
    )
    return tried.stdout.strip()
