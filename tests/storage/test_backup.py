"""Backups: complete, encrypted, checked, one state whoever writes, and never in the place of a good one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.storage import backup as backups
from schoolsm_desktop.storage import connection
from schoolsm_desktop.storage.backup import (
    BackupMade,
    backups_in,
    mark_of,
    newest_backup,
    take_backup,
    verify_backup,
)
from schoolsm_desktop.storage.database import Database, open_database
from schoolsm_desktop.storage.errors import (
    BackupDamagedError,
    BackupFailedError,
    BackupInsideStoreError,
    BackupPlaceMissingError,
    FullFolderError,
    NotABackupError,
    ReadOnlyFolderError,
    StoreDamagedError,
    WrongKeyError,
)
from schoolsm_desktop.storage.upgrade import create_database
from tests.storage.conftest import KEY, NOW
from tests.storage.everything import PLANTED, Everything


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place for backups beside the records."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"


def _take(database: Database, place: Path, now: datetime = NOW, keep: int = 7) -> BackupMade:
    return take_backup(database, database.path.parent, place, now, keep=keep)


def test_a_backup_holds_everything_and_opens_under_the_same_key(
    database: Database, everything: Everything, place: Path, tmp_path: Path
) -> None:
    evidence = database.path.parent / "evidence" / "2026"
    evidence.mkdir()
    (evidence / "picture.sealed").write_bytes(b"\x01sealed evidence")
    made = _take(database, place)
    assert made.made == NOW
    assert made.folder.parent == place
    assert (made.log_number, made.log_digest) == (1, (b"d" * 32).hex())
    assert verify_backup(made.folder, KEY) == made
    assert (made.folder / "store.keys").read_text(encoding="utf-8") == '{"format": 1}'
    assert (made.folder / "evidence" / "2026" / "picture.sealed").read_bytes() == b"\x01sealed evidence"
    brought_back = tmp_path / "brought back"
    shutil.copytree(made.folder, brought_back)
    opened = open_database(brought_back / "records.db", KEY)
    with opened.unit_of_work() as uow:
        assert set(uow.people.all()) == {everything.person, everything.manager}
        assert uow.secrets.sealed_fields(everything.version.id) == everything.fields
        uow.people.save(everything.person)
        uow.commit()
    opened.close()
    assert verify_backup(made.folder, KEY) == made, "working in what was brought back leaves the backup as it was"


def test_what_was_written_last_is_in_it(database: Database, everything: Everything, place: Path) -> None:
    keep_open = database.connection()
    assert Path(f"{database.path}-wal").stat().st_size > 0, "still only in the write-ahead log"
    with database.unit_of_work() as uow:
        late = uow.people.add(Person(uuid4(), everything.school.id, "Late", "Comer"))
        uow.commit()
    made = _take(database, place)
    keep_open.close()
    assert late in _people(made)


def _people(made: BackupMade) -> tuple[Person, ...]:
    opened = connection.connect(made.folder / "records.db", KEY, mode="ro", options=("immutable=1",))
    opened.close()
    copied = made.folder.parent / f"look-{uuid4()}"
    copied.mkdir()
    shutil.copyfile(made.folder / "records.db", copied / "records.db")
    database = open_database(copied / "records.db", KEY)
    with database.reading() as uow:
        found = uow.people.all()
    database.close()
    shutil.rmtree(copied)
    return found


def test_copying_only_the_main_file_would_lose_what_was_written_last(
    database: Database, everything: Everything, tmp_path: Path
) -> None:
    database.checkpoint()
    keep_open = database.connection()
    with database.unit_of_work() as uow:
        late = uow.people.add(Person(uuid4(), everything.school.id, "Late", "Comer"))
        uow.commit()
    database.close()
    copied = tmp_path / "records.db"
    # In a process of its own: closing the live file in this one would drop SQLite's locks on it.
    subprocess.run([sys.executable, "-c", COPY, str(database.path), str(copied)], check=True)
    keep_open.close()
    opened = open_database(copied, KEY)
    with opened.reading() as uow:
        assert late not in uow.people.all(), "the trap itself: it opens, says nothing, and a colleague is gone"
    opened.close()


def test_one_state_is_copied_while_others_write(database: Database, everything: Everything, place: Path) -> None:
    stop = threading.Event()
    written: list[str] = []

    def write() -> None:
        # A pair is always added together: half a pair in a backup would be half a unit of work.
        while not stop.is_set():
            number = str(len(written))
            with database.unit_of_work() as uow:
                for half in ("left", "right"):
                    uow.people.add(Person(uuid4(), everything.school.id, half, number, note="x" * 500))
                uow.commit()
            written.append(number)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        made = [_take(database, place, NOW + timedelta(minutes=n)) for n in range(3)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert len(written) > 3
    for one in made:
        people = _people(one)
        assert len([p for p in people if p.given_name == "left"]) == len([p for p in people if p.given_name == "right"])
    with database.reading() as uow:
        assert len(uow.people.all()) == 2 + 2 * len(written)


def test_nothing_is_in_the_clear_in_a_backup(database: Database, everything: Everything, place: Path) -> None:
    made = _take(database, place)
    for path in made.folder.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        assert not any(word.encode() in raw for word in PLANTED), path.name
        assert KEY.hex().encode() not in raw
        assert KEY not in raw
    manifest = json.loads((made.folder / "backup.json").read_text(encoding="utf-8"))
    assert set(manifest) == {"format", "made", "mark", "tables", "log_number", "log_digest", "files"}


def test_a_backup_beside_another_takes_another_name(database: Database, everything: Everything, place: Path) -> None:
    names = {_take(database, place).folder.name for _ in range(3)}
    assert names == {f"schoolsm-backup-20261121-083000{end}" for end in ("", "-2", "-3")}
    assert newest_backup(place) == NOW


def test_the_oldest_go_when_there_are_enough_and_each_day_keeps_one(
    database: Database, everything: Everything, place: Path
) -> None:
    days = [NOW - timedelta(days=back) for back in range(12, 0, -1)]
    for day in days:
        _take(database, place, day, keep=3)
    for minute in range(5):
        _take(database, place, NOW + timedelta(minutes=minute), keep=3)
    kept = [made.made for made in backups_in(place)]
    newest = [NOW + timedelta(minutes=minute) for minute in (4, 3, 2)]
    assert kept == newest + [NOW - timedelta(days=back) for back in range(1, 7)]


def test_another_schools_backups_in_the_same_place_are_left_alone(
    database: Database, everything: Everything, place: Path, tmp_path: Path
) -> None:
    other_store = tmp_path / "other"
    other_store.mkdir()
    (other_store / "store.keys").touch()
    other = create_database(other_store / "records.db", KEY)
    first = take_backup(other, other_store, place, NOW - timedelta(days=400))
    for minute in range(3):
        _take(database, place, NOW + timedelta(minutes=minute), keep=1)
    assert first in backups_in(place)
    assert newest_backup(place, mark_of(other)) == first.made
    assert newest_backup(place, mark_of(database)) == NOW + timedelta(minutes=2)
    other.close()


def test_strange_things_in_the_place_are_left_alone(database: Database, everything: Everything, place: Path) -> None:
    (place / "holiday.jpg").write_bytes(b"x")
    (place / "schoolsm-backup-by-hand").mkdir()
    (place / "schoolsm-backup-by-hand" / "letter.txt").touch()
    made = _take(database, place, keep=1)
    assert backups_in(place) == (made,)
    assert (place / "holiday.jpg").exists()
    assert (place / "schoolsm-backup-by-hand" / "letter.txt").exists()


HARMS = ["database", "database-end", "keys", "evidence", "missing-keys", "missing-database", "manifest", "digest"]


@pytest.mark.parametrize("harm", HARMS)
def test_a_tampered_backup_is_refused(database: Database, everything: Everything, place: Path, harm: str) -> None:
    (database.path.parent / "evidence" / "a.sealed").write_bytes(b"evidence")
    folder = _take(database, place).folder
    records, manifest = folder / "records.db", folder / "backup.json"
    if harm == "database":
        raw = bytearray(records.read_bytes())
        raw[len(raw) // 2] ^= 1
        records.write_bytes(raw)
    elif harm == "database-end":
        records.write_bytes(records.read_bytes()[:-4096])
    elif harm == "keys":
        (folder / "store.keys").write_text('{"format": 2}', encoding="utf-8")
    elif harm == "evidence":
        (folder / "evidence" / "a.sealed").write_bytes(b"Evidence")
    elif harm == "missing-keys":
        (folder / "store.keys").unlink()
    elif harm == "missing-database":
        records.unlink()
    elif harm == "manifest":
        manifest.write_bytes(manifest.read_bytes()[:-30])
    else:
        manifest.write_text(
            manifest.read_text(encoding="utf-8").replace('"sha256": "', '"sha256": "0'), encoding="utf-8"
        )
    with pytest.raises(BackupDamagedError):
        verify_backup(folder, KEY)


def test_tampering_that_mends_the_manifest_too_is_noticed_by_the_pages_seals(
    database: Database, everything: Everything, place: Path
) -> None:
    folder = _take(database, place).folder
    records, manifest = folder / "records.db", folder / "backup.json"
    raw = bytearray(records.read_bytes())
    before = hashlib.sha256(raw).hexdigest()
    raw[4096 * 3 + 1234] ^= 1
    records.write_bytes(raw)
    text = manifest.read_text(encoding="utf-8")
    assert before in text
    manifest.write_text(text.replace(before, hashlib.sha256(raw).hexdigest()), encoding="utf-8")
    with pytest.raises(BackupDamagedError):
        verify_backup(folder, KEY)


def test_a_manifest_that_leads_out_of_its_folder_is_refused(
    database: Database, everything: Everything, place: Path
) -> None:
    folder = _take(database, place).folder
    manifest = folder / "backup.json"
    (place / "store.keys").write_text('{"format": 1}', encoding="utf-8")
    text = manifest.read_text(encoding="utf-8").replace('"store.keys"', '"../store.keys"')
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(BackupDamagedError):
        verify_backup(folder, KEY)


def test_a_folder_that_is_no_backup_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotABackupError):
        verify_backup(tmp_path, KEY)
    with pytest.raises(NotABackupError):
        verify_backup(tmp_path / "nothing", KEY)
    assert newest_backup(tmp_path / "nothing") is None


def test_a_backup_under_another_key_is_said_to_be_that(database: Database, everything: Everything, place: Path) -> None:
    folder = _take(database, place).folder
    with pytest.raises(WrongKeyError):
        verify_backup(folder, bytes(32))


def test_a_backup_beside_the_records_is_refused(database: Database, everything: Everything) -> None:
    store = database.path.parent
    with pytest.raises(BackupInsideStoreError):
        take_backup(database, store, store / "backups", NOW)
    with pytest.raises(BackupInsideStoreError):
        take_backup(database, store, store, NOW)
    assert not (store / "backups").exists()


def test_a_stick_that_is_not_plugged_in_is_said(database: Database, everything: Everything, tmp_path: Path) -> None:
    with pytest.raises(BackupPlaceMissingError):
        _take(database, tmp_path / "stick" / "school")
    made = _take(database, tmp_path / "new folder")
    assert made.folder.parent == tmp_path / "new folder"


def test_without_the_key_file_there_is_no_backup(database: Database, everything: Everything, place: Path) -> None:
    good = _take(database, place, NOW - timedelta(days=1))
    (database.path.parent / "store.keys").unlink()
    with pytest.raises(BackupFailedError):
        _take(database, place, keep=1)
    assert [p.name for p in place.iterdir()] == [good.folder.name], "nothing half-made is left, the good one stays"
    verify_backup(good.folder, KEY)


def test_a_damaged_live_database_never_replaces_a_good_backup(
    database: Database, everything: Everything, place: Path
) -> None:
    good = _take(database, place, NOW - timedelta(days=1))
    database.checkpoint()
    database.close()
    raw = bytearray(database.path.read_bytes())
    for page in range(2, len(raw) // 4096):
        raw[page * 4096 + 99] ^= 1
    database.path.write_bytes(raw)
    with pytest.raises((StoreDamagedError, BackupFailedError)):
        _take(database, place, keep=1)
    assert backups_in(place) == (good,)
    verify_backup(good.folder, KEY)


def test_a_copy_that_does_not_pass_its_check_is_taken_away(
    database: Database, everything: Everything, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = _take(database, place, NOW - timedelta(days=1))
    copy = Database.copy_to

    def copy_badly(self: Database, source: object, target: Path) -> None:
        copy(self, source, target)
        raw = bytearray(target.read_bytes())
        raw[-2000] ^= 1
        target.write_bytes(raw)

    monkeypatch.setattr(Database, "copy_to", copy_badly)
    with pytest.raises(BackupFailedError):
        _take(database, place, keep=1)
    assert [p.name for p in place.iterdir()] == [good.folder.name]


def test_a_place_that_fills_up_is_said_and_left_tidy(
    database: Database, everything: Everything, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = _take(database, place, NOW - timedelta(days=1))

    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(BackupFailedError):
        _take(database, place, keep=1)
    assert [p.name for p in place.iterdir()] == [good.folder.name]
    monkeypatch.undo()
    monkeypatch.setattr(backups, "_SPARE_MB", shutil.disk_usage(place).free // 10**6 + 1000)
    with pytest.raises(FullFolderError):
        _take(database, place, keep=1)


def test_what_a_cut_off_backup_left_is_cleared_a_day_later(
    database: Database, everything: Everything, place: Path
) -> None:
    old, running = place / ".schoolsm-unfinished-aa", place / ".schoolsm-unfinished-bb"
    for left in (old, running):
        left.mkdir()
        (left / "records.db").write_bytes(b"half")
    os.utime(old, (NOW.timestamp() - 90000,) * 2)
    os.utime(running, (NOW.timestamp() - 60,) * 2)
    made = _take(database, place)
    assert {p.name for p in place.iterdir()} == {made.folder.name, running.name}
    assert newest_backup(place) == NOW


def test_a_link_in_the_evidence_folder_is_not_followed(
    database: Database, everything: Everything, place: Path, tmp_path: Path
) -> None:
    (tmp_path / "private.txt").write_text("somebody's own", encoding="utf-8")
    (database.path.parent / "evidence" / "link").symlink_to(tmp_path / "private.txt")
    made = _take(database, place)
    assert not (made.folder / "evidence" / "link").exists()


def test_every_refusal_of_a_backup_is_an_office_error() -> None:
    for kind in (BackupFailedError, BackupPlaceMissingError, ReadOnlyFolderError, NotABackupError):
        assert issubclass(kind, OfficeError)


def test_moments_in_names_are_utc(database: Database, everything: Everything, place: Path) -> None:
    made = _take(database, place, datetime.fromisoformat("2026-07-01T00:30:00+01:00"))
    assert made.folder.name == "schoolsm-backup-20260630-233000"
    assert made.made == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
