"""What two people destroyed is nowhere in the database: no page in the clear, free ones too, no log of writing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from schoolsm_desktop.domain.retention import SEALED_CLASSES, RecordClass
from schoolsm_desktop.services.office import Office
from tests.services.old_records import plant_all
from tests.services.pupil_school import make_pupil_school
from tests.storage.test_independent_reader import plain_pages

MARK = "Quillfeather"
BY_HAND = SEALED_CLASSES | {RecordClass.LESSONS, RecordClass.LOG, RecordClass.POLICIES, RecordClass.DESTRUCTIONS}
"""Classes without a planted record: sealed ones go by their own way, three never go, ticks hold no words."""


def in_the_clear(path: Path, key: bytes) -> bytes:
    """Every page of the closed database file, as somebody with the key and a tool reads it."""
    raw = subprocess.run(["cat", str(path)], capture_output=True, check=True).stdout
    return b"".join(plain_pages(raw, key))


def the_file(office: Office) -> tuple[Path, bytes]:
    database = office.session.database
    database.checkpoint()
    return database.path, database.key


@pytest.mark.clause("mill-lane:8.4")
def test_nothing_of_any_class_is_left_in_the_file(tmp_path: Path) -> None:
    school = make_pupil_school(tmp_path)
    office = school.as_who("office")
    planted = plant_all(office, MARK)
    assert set(planted) == set(RecordClass) - BY_HAND, "a class was forgotten"
    path, key = the_file(office)
    before = in_the_clear(path, key)
    assert before.count(MARK.encode()) >= len(planted), "pages are read in the clear"
    asked = office.destruction.ask([(x.record.record_class, x.record.id) for x in office.retention.review()])
    head = school.as_who("head")
    head.destruction.agree(asked.id)
    path, key = the_file(head)
    school.school.sign_out()
    after = in_the_clear(path, key)
    assert MARK.encode() not in after
    assert MARK.encode("utf-16-le") not in after
    beside = [file for file in path.parent.iterdir() if file.name.startswith(path.name) and file != path]
    assert all(file.stat().st_size == 0 for file in beside if "wal" in file.name), beside
