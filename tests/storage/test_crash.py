"""A program that is killed, and a disk that fills up: the old state or the new one, never half of either."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from schoolsm_desktop.storage import connection
from schoolsm_desktop.storage.database import Database, open_database
from schoolsm_desktop.storage.errors import WrongKeyError
from schoolsm_desktop.storage.rekey import which_key
from tests.storage.conftest import KEY
from tests.storage.everything import Everything

NEW_KEY = bytes(range(100, 132))

WRITE = """
import sys
from pathlib import Path
from uuid import UUID, uuid4
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.storage.database import open_database
database = open_database(Path(sys.argv[1]), bytes(range(32)))
school = UUID(sys.argv[2])
number = int(sys.argv[3])
while True:
    with database.unit_of_work() as uow:
        for half in ("left", "right"):
            uow.people.add(Person(uuid4(), school, half, str(number), note="x" * 2000))
        uow.commit()
    print(number, flush=True)
    number += 1
"""

REKEY = """
import sys
from pathlib import Path
from schoolsm_desktop.storage.database import open_database
from schoolsm_desktop.storage import rekey as rekeying
from schoolsm_desktop.storage.rekey import rekey, which_key
write = rekeying._write
def write_and_say(*arguments):
    print("begins", flush=True)
    write(*arguments)
rekeying._write = write_and_say
path, old, new = Path(sys.argv[1]), bytes(range(32)), bytes(range(100, 132))
now = which_key(path, (old, new))
database = open_database(path, now)
rekey(database, new if now == old else old)
database.close()
"""


def test_a_killed_writer_leaves_whole_units_and_every_one_that_was_said_to_be_saved(
    database: Database, everything: Everything, project_root: Path
) -> None:
    database.close()
    number = 0
    for lines in (1, 2, 7, 20):
        said = _write_and_kill(database.path, str(everything.school.id), number, lines, project_root)
        found = open_database(database.path, KEY)
        with found.reading() as uow:
            people = uow.people.all()
        opened = found.connection()
        connection.check_pages(opened)
        opened.close()
        found.close()
        lefts = {p.family_name for p in people if p.given_name == "left"}
        rights = {p.family_name for p in people if p.given_name == "right"}
        assert lefts == rights
        assert {str(n) for n in range(said + 1)} <= lefts
        assert len(lefts) <= said + 2, "at most one more was saved than could be said"
        number = len(lefts)


def test_wrong_keys_tried_on_a_cut_off_store_lose_nothing(
    database: Database, everything: Everything, project_root: Path
) -> None:
    database.close()
    said = _write_and_kill(database.path, str(everything.school.id), 0, 5, project_root)
    log = Path(f"{database.path}-wal")
    assert log.stat().st_size > 0, "what was saved stands in the write-ahead log alone"
    for wrong in (NEW_KEY, bytes(32)):
        with pytest.raises(WrongKeyError):
            open_database(database.path, wrong)
    assert which_key(database.path, (NEW_KEY, KEY)) == KEY
    found = open_database(database.path, KEY)
    with found.reading() as uow:
        assert {str(n) for n in range(said + 1)} <= {p.family_name for p in uow.people.all()}
    found.close()


def _write_and_kill(path: Path, school: str, number: int, lines: int, root: Path) -> int:
    with subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path), school, str(number)], cwd=root, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        said = [program.stdout.readline() for _ in range(lines)]
        program.kill()
        said += program.stdout.readlines()
    return int([line for line in said if line.endswith("\n")][-1])


def test_a_killed_change_of_key_leaves_the_old_key_or_the_new_one(
    database: Database, everything: Everything, project_root: Path
) -> None:
    with database.unit_of_work() as uow:
        uow.connection.exec_driver_sql("CREATE TABLE ballast (a BLOB)")
        uow.connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
            " INSERT INTO ballast SELECT randomblob(3000) FROM n"
        )
        uow.commit()
    database.checkpoint()
    database.close()
    whole = _rekey_and_kill(database.path, 60, project_root)
    assert which_key(database.path, (KEY, NEW_KEY)) == NEW_KEY
    for part in (0.05, 0.3, 0.6, 0.8, 0.9, 1.0):
        _rekey_and_kill(database.path, whole * part, project_root)
        key = which_key(database.path, (KEY, NEW_KEY))
        found = open_database(database.path, key)
        opened = found.connection()
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.check_pages(opened)
        assert connection.row_counts(opened)["ballast"] == 4000
        opened.close()
        with found.reading() as uow:
            assert set(uow.people.all()) == {everything.person, everything.manager}
        found.close()


def _rekey_and_kill(path: Path, after: float, root: Path) -> float:
    """Change the key and kill the program `after` seconds into the writing; how many it had then."""
    with subprocess.Popen(
        [sys.executable, "-c", REKEY, str(path)], cwd=root, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begins\n"
        begun = time.monotonic()
        try:
            program.wait(after)
        except subprocess.TimeoutExpired:
            program.kill()
        return time.monotonic() - begun


FILL = """
import subprocess, sys
from pathlib import Path
from uuid import uuid4
disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], check=True)
from schoolsm_desktop.domain.people import Person, School
from schoolsm_desktop.storage.database import open_database
from schoolsm_desktop.storage.errors import DiskFullError
from schoolsm_desktop.storage.upgrade import create_database
key = bytes(range(32))
database = create_database(disk / "records.db", key)
school = School(uuid4(), "Oak School")
with database.unit_of_work() as uow:
    uow.schools.add(school)
    uow.commit()
saved = 0
try:
    while True:
        with database.unit_of_work() as uow:
            uow.people.add_many([Person(uuid4(), school.id, "a", "b", note="x" * 2000) for _ in range(10)])
            uow.commit()
        saved += 10
except DiskFullError as full:
    print(full.key)
with database.reading() as uow:
    print(len(uow.people.all()) == saved)
database.close()
again = open_database(disk / "records.db", key)
with again.reading() as uow:
    print(len(uow.people.all()) == saved, saved > 0)
again.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="mounts a small disk in memory")
def test_a_full_disk_keeps_what_was_saved_and_says_so(tmp_path: Path, project_root: Path) -> None:
    own_mounts = ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*own_mounts, "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk of their own")
    disk = tmp_path / "disk"
    disk.mkdir()
    tried = subprocess.run(
        [*own_mounts, sys.executable, "-c", FILL, str(disk)], cwd=project_root, capture_output=True, text=True
    )
    assert tried.stderr == ""
    assert tried.stdout.split("\n") == ["disk-full", "True", "True True", ""]
