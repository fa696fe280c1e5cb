"""Backups made by themselves and by hand: in every place, only ours counted, and good for opening the records."""

from __future__ import annotations

import re
import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError, OfficeError
from schoolsm_desktop.services.desk import SignInDesk
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.storage import upgrade
from schoolsm_desktop.storage.backup import backups_in, verify_backup
from schoolsm_desktop.storage.errors import BackupInsideStoreError, FullFolderError, NotAFolderError
from tests.services.school import InventedSchool

PASSWORD = SecretField.PASSWORD
Usage = namedtuple("Usage", "total used free")


def names(place: Path) -> list[str]:
    """The finished backups in a place."""
    return sorted(made.folder.name for made in backups_in(place))


def test_every_close_leaves_a_verified_backup(school: InventedSchool) -> None:
    page = school.add_account()
    place = school.base / "backups"
    assert names(place) == []
    key = school.office.session.keys.store_key
    school.office.close()
    (made,) = backups_in(place)
    assert verify_backup(made.folder, key) == made
    school.clock.set(school.clock.now() + timedelta(hours=1))
    school.office = school.sign_in_again()
    school.office.close()
    assert len(names(place)) == 2
    school.office = school.sign_in_again()
    assert school.office.secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"


def test_a_backup_opens_with_the_same_sign_ins_in_another_folder(school: InventedSchool) -> None:
    page = school.add_account()
    school.office.backups.make()
    school.office.secrets.change(page.id, {PASSWORD: "only after the backup 4!"}, confirmed=True)
    (made,) = backups_in(school.base / "backups")
    elsewhere = school.base / "brought back"
    shutil.copytree(made.folder, elsewhere)
    office = SignInDesk(elsewhere, school.beside).sign_in(school.head.id, school.words[school.head.id])
    assert isinstance(office, Office)
    assert office.secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"
    assert office.log.altered_rows() == ()
    office.close(with_backup=False)


def test_two_places_each_get_one_and_a_missing_one_is_said(school: InventedSchool) -> None:
    first, second = school.base / "backups", school.base / "stick" / "backups"
    second.parent.mkdir()
    school.office.backups.choose_places((first, second))
    assert len(school.office.backups.make()) == 2
    assert names(first) == names(second)
    assert [p.is_there for p in school.office.backups.places()] == [True, True]
    shutil.rmtree(second.parent)
    assert [p.is_there for p in school.office.backups.places()] == [True, False]
    assert any("backup" in x.item.key for x in school.office.today.view().lines)
    school.clock.set(school.clock.now() + timedelta(minutes=1))
    assert len(school.office.backups.make()) == 1
    assert len(names(first)) == 2


def test_a_full_place_is_said_and_the_other_one_gets_its_backup(
    school: InventedSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, good = school.base / "nothing-left", school.base / "good"
    full.mkdir()
    school.office.backups.choose_places((full, good))
    real = shutil.disk_usage
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: Usage(1, 1, 0) if Path(path).name == "nothing-left" else real(path)
    )
    with school.office.session.reading() as uow:
        before = uow.audit.count()
    with pytest.raises(FullFolderError) as caught:
        school.office.backups.make()
    assert "room" in caught.value.sentence or "full" in caught.value.sentence
    assert (len(names(full)), len(names(good))) == (0, 1)
    with school.office.session.reading() as uow:
        assert uow.audit.count() == before, "a backup that failed is not logged as made"
    school.clock.set(school.clock.now() + timedelta(minutes=1))
    with pytest.raises(FullFolderError):
        school.office.close()
    assert len(names(good)) == 2
    monkeypatch.undo()
    school.office = school.sign_in_again()  # the records were closed all the same


def test_a_place_that_cannot_be_written_to_is_refused_when_it_is_chosen(school: InventedSchool) -> None:
    in_the_way = school.base / "a file"
    in_the_way.write_text("not a folder")
    before = school.office.backups.places()
    with pytest.raises(NotAFolderError):
        school.office.backups.choose_places((in_the_way / "backups",))
    with pytest.raises(BackupInsideStoreError):
        school.office.backups.choose_places((school.folder / "backups",))
    assert school.office.backups.places() == before


def test_another_schools_backups_in_the_same_place_are_not_ours(
    school: InventedSchool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = InventedSchool(tmp_path_factory.mktemp("other"), anew=True)
    shared = school.base / "backups"
    other.office.backups.choose_places((shared,))
    other.office.backups.make()
    assert len(names(shared)) == 1
    assert school.office.backups.places()[0].last_good is None
    card = next(c for c in school.office.today.view().cards if c.page == "settings")
    assert not card.good
    school.office.backups.make()
    assert school.office.backups.places()[0].last_good is not None
    assert len(names(shared)) == 2
    other.office.close(with_backup=False)


def test_our_backups_stay_ours_after_the_databases_key_was_renewed(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.office.backups.make()
    before = school.office.backups.places()[0].last_good
    assert before is not None
    school.office.sign_ins.end(jo.id)
    assert school.office.backups.places()[0].last_good == before


def test_a_backup_by_hand_needs_the_duty_and_is_logged(school: InventedSchool) -> None:
    school.office.backups.make()
    with school.office.session.reading() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.did, last.details["places"]) == (Did.BACKUP_MADE, "1")
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    with pytest.raises(NotAllowedError):
        office.backups.make()
    with pytest.raises(NotAllowedError):
        office.backups.choose_places(())


def test_without_a_place_today_says_so_and_closing_works(school: InventedSchool) -> None:
    school.office.backups.choose_places(())
    assert any(x.item.key.startswith("backup") for x in school.office.today.view().lines)
    school.office.close()
    assert not (school.base / "backups").exists()
    school.office = school.sign_in_again()


NEXT = '''"""A later release's tables."""

import sqlalchemy as sa
from alembic import op

revision = "9999_later"
down_revision = "0007_reports"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("people", sa.Column("shoe_size", sa.Text(), nullable=True))
'''


def _with_a_later_release(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "v9999_later.py").write_text(NEXT, encoding="utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)


@pytest.mark.parametrize("place_is_there", [True, False], ids=["in its place", "beside the records"])
def test_a_backup_is_made_before_the_records_are_upgraded(
    school: InventedSchool,
    monkeypatch: pytest.MonkeyPatch,
    place_is_there: bool,
    expect_log: object,
) -> None:
    place = school.base / "stick" / "backups"
    place.parent.mkdir()
    school.office.backups.choose_places((place,))
    school.office.close(with_backup=False)
    if not place_is_there:
        assert callable(expect_log)
        expect_log("the place for backups is not there")
        shutil.rmtree(place.parent)
    _with_a_later_release(school.base / "later", monkeypatch)
    school.office = school.sign_in_again()
    assert upgrade.version_of(school.office.session.database) == "9999_later"
    found = names(place if place_is_there else school.folder / upgrade.BEFORE_UPGRADE)
    assert len(found) == 1
    assert re.fullmatch(r"schoolsm-backup-\d{8}-\d{6}", found[0])
    where = (place if place_is_there else school.folder / upgrade.BEFORE_UPGRADE) / found[0]
    assert '"0007_reports"' in (where / "backup.json").read_text(encoding="utf-8")


def test_no_upgrade_without_a_backup(school: InventedSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    school.office.close(with_backup=False)
    _with_a_later_release(school.base / "later", monkeypatch)

    def fails(*_: object, **__: object) -> None:
        raise FullFolderError(0, 5)

    monkeypatch.setattr(upgrade, "take_backup", fails)
    monkeypatch.setattr(upgrade, "write_backup", fails)
    monkeypatch.setattr(upgrade._log, "warning", lambda *_: None)
    with pytest.raises(OfficeError):
        school.sign_in_again()
    monkeypatch.undo()
    school.office = school.sign_in_again()
    assert upgrade.version_of(school.office.session.database) == "0007_reports"
