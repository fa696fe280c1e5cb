"""A key file as version 0.1.0 wrote it, with its passphrases and its sheet: every later version must open it."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.security.chain import ChainEntry, verify_chain
from schoolsm_desktop.security.errors import SignInEndedError, SignInUnconfirmedError
from schoolsm_desktop.security.items import ContentWrap, ItemWrap
from schoolsm_desktop.security.recovery import parse_school_key
from schoolsm_desktop.security.unlocked import UnlockedVault
from schoolsm_desktop.security.vault import Vault

_FROZEN = Path(__file__).parent.parent / "data" / "frozen" / "keys-1"
_FACTS: dict[str, Any] = json.loads((_FROZEN / "facts.json").read_text(encoding="utf-8"))
_PEOPLE = {name: UUID(person) for name, person in _FACTS["people"].items()}


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The frozen key file, copied: even opening with the sheet writes to it."""
    shutil.copy(_FROZEN / "store.keys", tmp_path)
    return tmp_path


def _sign_in(folder: Path, name: str) -> UnlockedVault:
    person = _PEOPLE[name]
    return Vault(folder).unlock(person, _FACTS["passphrases"][str(person)], parse_school_key(_FACTS["school_key_code"]))


def _item_wraps() -> list[ItemWrap]:
    item = _FACTS["item"]
    ids = (UUID(item["account_id"]), UUID(item["version_id"]))
    return [
        ItemWrap(*ids, UUID(w["recipient_id"]), UUID(w["giver_id"]), _bytes(w["blob"]), _bytes(w["signature"]))
        for w in item["wraps"]
    ]


@pytest.mark.parametrize("name", ["head", "coordinator", "teacher"])
def test_everybody_signs_in_and_opens_what_was_theirs(folder: Path, name: str) -> None:
    vault = _sign_in(folder, name)
    assert str(vault.store_id) == _FACTS["store_id"]
    assert vault.store_key == _bytes(_FACTS["store_key"])
    assert vault.root_fingerprint == _FACTS["root_fingerprint"]
    assert vault.serial == _FACTS["serial"]
    assert (vault.is_head, vault.is_keyholder) == (name == "head", name != "teacher")
    item = vault.open_item(next(wrap for wrap in _item_wraps() if wrap.recipient_id == vault.person_id))
    for field in SecretField:
        opened = item.open_field(field, _bytes(_FACTS["item"]["fields"][field.value]))
        assert opened == _FACTS["item"]["texts"][field.value]


def test_the_sheet_opens_and_reads_every_secret(folder: Path) -> None:
    vault = Vault(folder).unlock_with_recovery(_FACTS["recovery_code"])
    assert vault.store_key == _bytes(_FACTS["store_key"])
    item = vault.open_item(next(wrap for wrap in _item_wraps() if wrap.recipient_id == vault.recovery_id))
    text = item.open_field(SecretField.PASSWORD, _bytes(_FACTS["item"]["fields"]["password"]))
    assert text == _FACTS["item"]["texts"]["password"]


def test_sealed_records_drafts_and_the_log_are_read(folder: Path) -> None:
    teacher = _sign_in(folder, "teacher")
    content = _FACTS["content"]
    wrap = next(w for w in content["wraps"] if w["recipient_id"] == str(teacher.person_id))
    opened = teacher.open_content(
        ContentWrap(
            content["kind"],
            UUID(content["record_id"]),
            UUID(wrap["recipient_id"]),
            UUID(wrap["giver_id"]),
            _bytes(wrap["blob"]),
            _bytes(wrap["signature"]),
        )
    )
    assert opened.open("text", _bytes(content["sealed"])).decode() == content["text"]
    draft = _FACTS["draft"]
    assert teacher.open_draft(draft["name"], _bytes(draft["sealed"])).decode() == draft["text"]
    entries = [
        ChainEntry(e["number"], UUID(e["person_id"]), e["body"].encode(), _bytes(e["digest"]), _bytes(e["signature"]))
        for e in _FACTS["chain"]
    ]
    result = verify_chain(teacher.store_id, entries, teacher.signing_keys())
    assert result.sound
    assert result.count == 3


def test_who_waits_and_who_left_are_still_told_apart(folder: Path) -> None:
    key = parse_school_key(_FACTS["school_key_code"])
    with pytest.raises(SignInUnconfirmedError):
        Vault(folder).unlock(_PEOPLE["waiting"], "wonder basket fiddle onion", key)
    with pytest.raises(SignInEndedError):
        Vault(folder).unlock(_PEOPLE["ended"], "wonder basket fiddle onion", key)
    _sign_in(folder, "head").confirm(_PEOPLE["waiting"])
    assert Vault(folder).unlock(_PEOPLE["waiting"], "wonder basket fiddle onion", key).must_change_passphrase
