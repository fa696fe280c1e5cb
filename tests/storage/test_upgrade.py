"""Upgrades: a backup first, everything or nothing, a later version's records left alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from schoolsm_desktop.storage import upgrade
from schoolsm_desktop.storage.backup import backups_in, verify_backup
from schoolsm_desktop.storage.database import Database, open_database
from schoolsm_desktop.storage.errors import BackupFailedError, NewerStoreError, OlderStoreError, UpgradeFailedError
from schoolsm_desktop.storage.tables import METADATA
from tests.conftest import ExpectLog
from tests.storage.conftest import KEY, NOW
from tests.storage.everything import Everything

HEAD = "0007_reports"

NEXT = """
revision = "9999_test"
down_revision = "{head}"
branch_labels = None
depends_on = None

import sqlalchemy as sa
from alembic import op


def upgrade():
    with op.batch_alter_table("people", recreate="always") as people:
        people.add_column(sa.Column("shoe_size", sa.Integer(), nullable=False, server_default="38"))
    op.execute("UPDATE people SET note = 'moved'")
{more}
"""


@pytest.fixture
def database(store: Path, key: bytes) -> Iterator[Database]:
    """A new database that every migration has gone over; elsewhere a copy of such a one will do."""
    made = upgrade.create_database(store / "records.db", key)
    yield made
    made.close()


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of an invented later release: one step more, rebuilding a table others point to."""
    return _later(tmp_path / "later", "")


def _later(folder: Path, more: str) -> Path:
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "v9999_test.py").write_text(NEXT.format(head=HEAD, more=more), encoding="utf-8")
    return folder


def test_the_last_migration_makes_exactly_the_tables_of_the_models(database: Database) -> None:
    with database.reading() as uow:
        context = MigrationContext.configure(
            uow.connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []
    assert upgrade.version_of(database) == HEAD
    assert not upgrade.needs_upgrade(database)
    upgrade.check_version(database)


def test_the_newest_version_is_the_one_that_alembic_finds_last(later: Path) -> None:
    for migrations in (upgrade.MIGRATIONS, later):
        found = ScriptDirectory.from_config(upgrade._config(migrations))
        assert upgrade.newest_version(migrations) == found.get_current_head()


def test_records_of_this_version_are_opened_without_alembic(database: Database) -> None:
    asked = (
        "import sys; from pathlib import Path; from schoolsm_desktop.storage.upgrade import open_upgraded; "
        f"open_upgraded(Path({str(database.path)!r}), bytes.fromhex({KEY.hex()!r})).close(); "
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_a_table_more_in_the_models_would_be_noticed(database: Database) -> None:
    with database.unit_of_work() as uow:
        uow.connection.exec_driver_sql("DROP TABLE waivers")
        uow.connection.exec_driver_sql("ALTER TABLE people ADD COLUMN extra TEXT")
        context = MigrationContext.configure(uow.connection)
        found = {change[0] for change in compare_metadata(context, METADATA) if isinstance(change, tuple)}
    assert {"add_table", "remove_column"} <= found


def test_migrations_never_import_todays_models() -> None:
    for path in (upgrade.MIGRATIONS / "versions").glob("*.py"):
        assert "schoolsm_desktop" not in path.read_text(encoding="utf-8"), path.name


def test_records_are_upgraded_with_rows_present_after_a_backup(
    database: Database, everything: Everything, later: Path
) -> None:
    copies: list[str | None] = []
    assert upgrade.needs_upgrade(database, later)
    assert upgrade.bring_up_to_date(database, lambda: copies.append(upgrade.version_of(database)), later)
    assert copies == [HEAD], "the backup comes before the first change"
    with database.reading() as uow:
        rows = uow.connection.exec_driver_sql("SELECT shoe_size, note FROM people").fetchall()
        assert [tuple(row) for row in rows] == [(38, "moved")] * 2
        assert uow.duties.all() == (everything.duty,), "rows that point at a rebuilt table stay"
        assert uow.accounts.all() == (everything.account,)
    assert not upgrade.bring_up_to_date(database, lambda: copies.append("again"), later)
    assert copies == [HEAD]


FAILING_STEPS = {
    "python": "    raise KeyError('half-way')",
    "sql": "    op.execute('INSERT INTO nothing VALUES (1)')",
    "lost-reference": '    op.execute("DELETE FROM schools")',
    "constraint": '    op.execute("INSERT INTO schools SELECT * FROM schools")',
}


@pytest.mark.parametrize("step", FAILING_STEPS)
def test_a_failed_upgrade_leaves_everything_as_it_was(
    database: Database, everything: Everything, tmp_path: Path, expect_log: ExpectLog, step: str
) -> None:
    expect_log("rolled back")
    migrations = _later(tmp_path / "failing", FAILING_STEPS[step])
    with pytest.raises(UpgradeFailedError) as refused:
        upgrade.bring_up_to_date(database, lambda: None, migrations)
    assert "as they were" in refused.value.sentence
    assert upgrade.version_of(database) == HEAD
    with database.unit_of_work() as uow:
        assert set(uow.people.all()) == {everything.person, everything.manager}
        assert uow.schools.all() == (everything.school,)
        columns = {row[1] for row in uow.connection.exec_driver_sql("PRAGMA table_info(people)")}
        assert "shoe_size" not in columns
        tables = {row[0] for row in uow.connection.exec_driver_sql("SELECT name FROM sqlite_master")}
        assert not any(name.startswith("_alembic") for name in tables)


def test_without_a_backup_nothing_is_upgraded(database: Database, everything: Everything, later: Path) -> None:
    def fail() -> None:
        raise BackupFailedError

    with pytest.raises(BackupFailedError):
        upgrade.bring_up_to_date(database, fail, later)
    assert upgrade.version_of(database) == HEAD


def test_a_later_versions_records_are_refused_and_left_alone(
    database: Database, everything: Everything, later: Path, key: bytes, tmp_path: Path
) -> None:
    upgrade.bring_up_to_date(database, lambda: None, later)
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(NewerStoreError):
        upgrade.open_upgraded(database.path, key, backups=tmp_path / "backups")
    opened = open_database(database.path, key)
    with pytest.raises(NewerStoreError):
        upgrade.check_version(opened)
    opened.close()
    assert database.path.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_an_earlier_versions_records_are_not_worked_in_before_the_upgrade(
    database: Database, monkeypatch: pytest.MonkeyPatch, later: Path
) -> None:
    monkeypatch.setattr(upgrade, "needs_upgrade", lambda _: True)
    with pytest.raises(OlderStoreError):
        upgrade.check_version(database)


def test_opening_upgrades_and_the_backup_goes_where_backups_go(
    database: Database, everything: Everything, later: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "MIGRATIONS", later)
    database.close()
    place = tmp_path / "backups"
    opened = upgrade.open_upgraded(database.path, KEY, backups=place, now=NOW)
    assert upgrade.version_of(opened) == "9999_test"
    opened.close()
    (made,) = backups_in(place)
    verify_backup(made.folder, KEY)
    before = open_database(made.folder / "records.db", KEY)
    assert upgrade.version_of(before) == HEAD, "the backup holds the records as they were"
    before.close()


@pytest.mark.parametrize("place", [None, "not-plugged-in/stick/backups"])
def test_with_no_place_for_backups_the_copy_stays_beside_the_records(
    database: Database,
    everything: Everything,
    later: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    expect_log: ExpectLog,
    place: str | None,
) -> None:
    monkeypatch.setattr(upgrade, "MIGRATIONS", later)
    if place is not None:
        expect_log("the place for backups is not there")
    backups = tmp_path / place if place else None
    opened = upgrade.open_upgraded(database.path, KEY, backups=backups, now=NOW)
    assert upgrade.version_of(opened) == "9999_test"
    opened.close()
    (made,) = backups_in(database.path.parent / "before-upgrade")
    verify_backup(made.folder, KEY)


def test_opening_todays_records_makes_no_backup(database: Database, tmp_path: Path) -> None:
    database.close()
    opened = upgrade.open_upgraded(database.path, KEY, backups=tmp_path / "backups", now=NOW)
    with opened.reading() as uow:
        assert uow.people.all() == ()
    opened.close()
    assert not (tmp_path / "backups").exists()


def test_a_creation_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrations = _later(tmp_path / "failing", FAILING_STEPS["sql"])
    monkeypatch.setattr(upgrade, "MIGRATIONS", migrations)
    with pytest.raises(Exception, match="nothing"):
        upgrade.create_database(tmp_path / "records.db", KEY)
    assert not list(tmp_path.glob("records.db*"))
