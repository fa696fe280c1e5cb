"""Records that an earlier release saved open in this one, whole, and can be worked in."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop import __version__
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.storage import connection
from schoolsm_desktop.storage.upgrade import needs_upgrade, open_upgraded
from tests.storage.conftest import KEY, NOW

SAVED = sorted(
    path for path in (Path(__file__).resolve().parent / "old_files").iterdir() if (path / "records.db").exists()
)


def test_this_release_has_saved_one() -> None:
    assert __version__ in {path.name for path in SAVED}


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.name)
def test_an_earlier_releases_records_open_and_can_be_worked_in(saved: Path, store: Path, tmp_path: Path) -> None:
    shutil.copyfile(saved / "records.db", store / "records.db")
    expected = json.loads((saved / "expected.json").read_text(encoding="utf-8"))
    database = open_upgraded(store / "records.db", KEY, backups=tmp_path / "backups", now=NOW)
    assert not needs_upgrade(database)
    opened = database.connection()
    counted = connection.row_counts(opened)
    opened.close()
    assert {table: counted[table] for table in expected["rows"]} == expected["rows"]
    with database.unit_of_work() as uow:
        person = uow.people.get(UUID(expected["person"]))
        assert person.name == "Zo Quillfeather-Łuk"
        assert uow.people.matching("zo quillfeather luk") == (person,)
        account = uow.accounts.get(UUID(expected["account"]))
        assert account.recovery.mailbox == "office@x.example"
        assert uow.accounts.save(dataclasses.replace(account, note="seen")).revision == 2
        fields = uow.secrets.sealed_fields(UUID(expected["version"]))
        assert fields[SecretField.PASSWORD] == b"\x01sealed\x00password"
        assert uow.policies.current().name == "Our policy"
        last = uow.audit.last()
        assert last is not None
        assert (last.number, last.did, last.digest) == (1, Did.ACCOUNT_ADDED, b"d" * 32)
        uow.commit()
    database.close()
