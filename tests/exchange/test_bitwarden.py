"""Bitwarden's exports, JSON and CSV."""

from __future__ import annotations

import json
from typing import Any

import pytest

from schoolsm_desktop.exchange.errors import (
    EncryptedExportError,
    FileDamagedError,
    FileUnusableError,
    NotWhatItSaysError,
)
from schoolsm_desktop.exchange.read import recognise_bytes
from tests.exchange.files import csv_bytes, told

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"


def export(*items: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"encrypted": False, "items": items} | more).encode()


def login(name: str = "A", **more: Any) -> dict[str, Any]:
    fields = {"username": "office", "password": " one ", "uris": [], "totp": None} | more.pop("login", {})
    return {"type": 1, "name": name, "notes": None, "login": fields} | more


def test_folders_fields_addresses_and_everything_that_is_left() -> None:
    found = recognise_bytes(
        export(
            login(
                "Facebook",
                folderId="f1",
                notes="page admins",
                login={"uris": [{"uri": "https://facebook.com"}, {"uri": "https://m.facebook.com"}, {"uri": None}]},
                fields=[{"name": "Page", "value": "Hill Top", "type": 0}, {"name": "Empty", "value": None}],
            ),
            {"type": 2, "name": "note", "notes": "x"},
            {"type": 3, "name": "card"},
            {"type": 4, "name": "identity"},
            {"type": 5, "name": "key"},
            {"type": 99, "name": "what"},
            login("Thrown away", deletedDate="2026-01-01T00:00:00Z"),
            login("Passkey only", login={"password": None}),
            login("", login={"uris": [{"uri": "https://www.x.com/login"}]}),
            folders=[{"id": "f1", "name": "Social"}],
        )
    )
    assert [(e.title, e.group, e.password) for e in found.entries] == [
        ("Facebook", "Social", " one "),
        ("x.com", "", " one "),
    ]
    assert found.entries[0].more_addresses == ("https://m.facebook.com",)
    assert found.entries[0].extra == (("Page", "Hill Top"),)
    assert found.left_because == {
        "secure-note": 1,
        "card": 1,
        "identity": 1,
        "ssh-key": 1,
        "other-kind": 1,
        "recycle-bin": 1,
        "no-password": 1,
    }
    assert found.records + found.left == 9


def test_an_entry_with_a_key_and_no_password_is_taken() -> None:
    found = recognise_bytes(export(login(login={"password": None, "totp": SEED})))
    assert found.records == 1
    assert found.one_time_codes == 1


@pytest.mark.parametrize(
    ("totp", "reason"),
    [
        ("steam://ABCDEFGH", "other-kind-of-code"),
        ("otpauth://hotp/x?secret=" + SEED, "other-kind-of-code"),
        ("!!", "bad-code-key"),
    ],
)
def test_a_key_that_cannot_be_used_is_a_fault_and_nothing_is_lost(totp: str, reason: str) -> None:
    found = recognise_bytes(export(login(login={"totp": totp})))
    assert found.records == 1
    assert [fault.reason for fault in found.faults] == [reason]
    assert ("totp", totp) in found.entries[0].extra


@pytest.mark.parametrize(
    "document",
    [
        {"encrypted": True, "encKeyValidation_DO_NOT_EDIT": "2.x", "folders": [], "items": []},
        {"encrypted": True, "passwordProtected": True, "salt": "x", "kdfType": 0, "data": "2.x"},
    ],
)
def test_an_encrypted_export_says_what_to_do(document: dict[str, Any]) -> None:
    with pytest.raises(EncryptedExportError) as caught:
        recognise_bytes(json.dumps(document).encode())
    assert "without encryption" in caught.value.sentence


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b'{"items": [', FileDamagedError),
        (b'{"items": [{"type": 1}, 7]}', FileDamagedError),
        (b'{"a": 1}', NotWhatItSaysError),
        (b'[{"type": 1}]', NotWhatItSaysError),
        (b'{"items": {}}', NotWhatItSaysError),
        (b"[" * 100_000, FileDamagedError),
        (b'{"items": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", FileDamagedError),
        (b'{"items": [{"type": 1, "name": "\xff"}]}', FileDamagedError),
    ],
)
def test_json_of_any_other_shape_is_a_typed_error(raw: bytes, error: type[FileUnusableError]) -> None:
    with pytest.raises(error):
        recognise_bytes(raw)


def test_values_of_the_wrong_type_are_nothing_and_never_a_crash() -> None:
    strange: list[Any] = [None, 7, [], {}, True, "x"]
    for value in strange:
        item = {"type": 1, "name": value, "notes": value, "fields": value, "folderId": value, "collectionIds": value}
        found = recognise_bytes(export({**item, "login": value}, {**item, "login": {"password": "p", "uris": value}}))
        assert found.records + found.left == 2


def test_the_csv_export() -> None:
    found = recognise_bytes(
        csv_bytes(
            "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
            f'Social,,login,Facebook,"a, b","Page: x",0,"https://facebook.com,https://m.facebook.com",office, one ,{SEED}',
            ",,note,Safe,behind the door,,0,,,,",
        )
    )
    assert found.format == "bitwarden-csv"
    assert told(found.entries) == [("Facebook", "office", " one ")]
    assert found.entries[0].address == "https://facebook.com"
    assert found.entries[0].more_addresses == ("https://m.facebook.com",)
    assert found.entries[0].group == "Social"
    assert found.left_because == {"secure-note": 1}
    assert found.one_time_codes == 1
    assert found.faults == ()


def test_firefox_apple_and_old_chrome() -> None:
    firefox = recognise_bytes(
        csv_bytes(
            '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed",'
            '"timePasswordChanged"',
            '"https://www.facebook.com","office"," one","","","{1}","1","2","3"',
            '"chrome://FirefoxAccounts","uid","{json}","","","{2}","1","2","3"',
        )
    )
    assert (firefox.format, told(firefox.entries)) == ("firefox-csv", [("facebook.com", "office", " one")])
    assert firefox.left_because == {"browser-own": 1}
    apple = recognise_bytes(
        csv_bytes(
            "Title,URL,Username,Password,Notes,OTPAuth",
            f"facebook.com (office),https://facebook.com/,office,one,,otpauth://totp/x?secret={SEED}",
        )
    )
    assert (apple.format, apple.one_time_codes) == ("apple-csv", 1)
    old = recognise_bytes(
        csv_bytes("name,url,username,password", "x.com,https://x.com,office,one", "y.com,https://y.com,,")
    )
    assert (old.format, old.records, old.left_because) == ("chrome-csv", 1, {"no-password": 1})
