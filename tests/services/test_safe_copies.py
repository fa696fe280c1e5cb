"""Safe copies lie in one folder, under no child's name, for seven days; a picture that may be illegal is never opened."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.exchange.picture_file import Hidden, PictureKindError, read_picture
from schoolsm_desktop.services import safe_copies
from schoolsm_desktop.services.safe_copies import CopyNotKeptError
from tests.exchange.test_picture_file import jpeg, png, scene
from tests.services.roll import set_rules
from tests.services.school import InventedSchool


def test_the_copy_lies_under_no_childs_name_and_no_larger_than_the_school_allows(school: InventedSchool) -> None:
    set_rules(school.office, largest_side=320)
    taken = school.base / "Amara Bello 4B.jpg"
    taken.write_bytes(jpeg(scene(900, 600)))
    made = school.office.safe_copies.make(taken)
    assert made.path == school.office.safe_copies.folder / "picture 2026-11-20 1.jpg"
    assert (made.width, made.height) == (320, 213)
    assert made.path.read_bytes() == made.content
    assert read_picture(made.content).hidden == ()
    assert made.picture == read_picture(taken.read_bytes()).digest
    assert Hidden.PLACE in made.removed
    assert "where it was taken" in made.removed_words
    assert stat.S_IMODE(school.office.safe_copies.folder.stat().st_mode) == 0o700
    assert school.office.safe_copies.make(png()).path.name == "picture 2026-11-20 1.png"
    assert school.office.safe_copies.make(taken).path.name == "picture 2026-11-20 2.jpg"


def test_copies_go_after_seven_days_and_nothing_else_does(school: InventedSchool) -> None:
    service = school.office.safe_copies
    old, young = service.make(jpeg()).path, service.make(jpeg()).path
    note = service.folder / "picture notes.txt"
    note.write_text("not a picture")
    then = (school.clock.now() - timedelta(days=7, minutes=1)).timestamp()
    for path in (old, note):
        os.utime(path, (then, then))
    os.utime(young, (then + 120, then + 120))
    assert service.empty_old() == 1
    assert sorted(p.name for p in service.folder.iterdir()) == [young.name, note.name]
    os.utime(young, (then, then))
    school.office.close()
    assert not young.exists(), "closing clears away too"
    school.office = school.sign_in_again()


def test_a_folder_that_cannot_be_written_is_said_and_leaves_nothing(school: InventedSchool) -> None:
    school.office.safe_copies.folder.write_text("a file where the folder should be")
    with pytest.raises(CopyNotKeptError) as refused:
        school.office.safe_copies.make(jpeg())
    assert "no record was changed" in str(refused.value)


def test_a_file_that_is_no_picture_leaves_no_copy(school: InventedSchool) -> None:
    with pytest.raises(PictureKindError):
        school.office.safe_copies.make(b"surname,forename")
    assert not school.office.safe_copies.folder.exists()


def test_what_may_be_illegal_is_never_opened_and_that_it_asked_is_recorded(
    school: InventedSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_copies, "picture_bytes", lambda _path: pytest.fail("it was opened"))
    lead = school.add_person("Dina Lovell")
    school.sign_in(school.head).people.give_duty(lead.id, Duty.DSL, school.clock.today())
    said = school.office.safe_copies.not_opened()
    assert lead.name in said
    assert "police" in said
    with school.office.session.reading() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.did, last.details) == (Did.PICTURE_NOT_OPENED, {})


def test_who_checks_no_pictures_makes_no_copies(school: InventedSchool) -> None:
    plain = school.add_person("Tom Ray")
    school.make_sign_in(plain)
    school.sign_in(plain)
    with pytest.raises(NotAllowedError):
        school.office.safe_copies.make(Path("anything.jpg"))
