"""What was typed and not saved waits sealed, for nobody but who typed it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.services.drafts import DraftValue
from tests.services.school import InventedSchool

TYPED: dict[str, DraftValue] = {"name": "Half a thought about Łukasz", "ours": True, "owner": None}


def test_a_draft_comes_back_after_the_next_sign_in(school: InventedSchool) -> None:
    school.office.drafts.keep({"accounts/new": TYPED, "people/new": {"given_name": "Zoë"}})
    office = school.sign_in(school.coordinator)
    assert office.drafts.all() == {"accounts/new": TYPED, "people/new": {"given_name": "Zoë"}}
    office.drafts.forget("accounts/new")
    office.drafts.keep({"people/new": {"given_name": "Zoë", "family_name": "Q"}})
    assert school.sign_in(school.coordinator).drafts.all() == {"people/new": {"given_name": "Zoë", "family_name": "Q"}}


def test_another_person_sees_none_and_cannot_open_the_blob(school: InventedSchool) -> None:
    school.office.drafts.keep({"accounts/new": TYPED})
    with school.office.session.reading() as uow:
        blob = uow.drafts.of(school.coordinator.id)["accounts/new"]
    office = school.sign_in(school.head)
    assert office.drafts.all() == {}
    with pytest.raises(OfficeError):
        office.session.keys.open_draft("accounts/new", blob)
    assert b"Half" not in blob


def test_a_draft_of_one_form_is_not_taken_for_that_of_another(school: InventedSchool) -> None:
    school.office.drafts.keep({"accounts/new": TYPED})
    with school.office.session.reading() as uow:
        blob = uow.drafts.of(school.coordinator.id)["accounts/new"]
    with pytest.raises(OfficeError):
        school.office.session.keys.open_draft("people/new", blob)


@pytest.mark.skipif(sys.platform == "win32", reason="files that are open cannot be copied by another program there")
def test_the_bytes_of_the_folder_hold_none_of_it(school: InventedSchool) -> None:
    school.office.drafts.keep({"accounts/new": TYPED})
    words = ("Half a thought", "Łukasz", "accounts/new")
    for path in school.folder.rglob("*"):
        if path.is_file():  # by another process: closing a live file here would drop the database's locks
            raw = subprocess.run(["cat", str(path)], capture_output=True, check=True).stdout
            for word in words:
                assert word.encode() not in raw, path.name
                assert word.encode("utf-16-le") not in raw, path.name


def test_a_draft_survives_a_change_of_passphrase_and_goes_with_a_reset(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    office.drafts.keep({"accounts/new": TYPED})
    new = "kettle anchor mosaic thistle grove"
    office.sign_ins.change_passphrase(school.words[jo.id], new)
    school.words[jo.id] = new
    assert school.sign_in(jo).drafts.all() == {"accounts/new": TYPED}
    school.words[jo.id] = "temporary badger lemon skylight rivet"
    school.sign_in(school.head).sign_ins.reset(jo.id, school.words[jo.id])
    assert school.sign_in(jo).drafts.all() == {}


def test_nothing_typed_writes_nothing(school: InventedSchool) -> None:
    school.office.drafts.keep({})
    assert school.office.drafts.all() == {}
