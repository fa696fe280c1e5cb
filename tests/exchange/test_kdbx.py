"""KeePass files: made here with pykeepass, opened within bounds, and every way in which they can refuse."""

from __future__ import annotations

import hashlib
import io
import logging
import struct
import uuid
import zlib
from pathlib import Path
from typing import Any

import pytest
from pykeepass import PyKeePass, create_database
from pykeepass.kdbx_parsing.common import aes_kdf

from schoolsm_desktop.exchange import kdbx
from schoolsm_desktop.exchange.errors import (
    FileDamagedError,
    FileUnusableError,
    KeyFileUnusableError,
    OldFormatError,
    PasswordNeededError,
    TooCostlyError,
    UnpacksTooLargeError,
    WrongPasswordError,
)
from schoolsm_desktop.exchange.kdbx import aes_key, take_kdbx
from schoolsm_desktop.exchange.read import recognise
from schoolsm_desktop.exchange.records import Fault
from tests.exchange.files import SCHOOL_A

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty KDBX 4 file whose derivation costs nothing."""
    database = create_database(str(tmp_path_factory.mktemp("kdbx") / "blank.kdbx"), password="open sesame")
    parameters = database.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
    parameters["M"].value, parameters["I"].value, parameters["P"].value = 64 * 1024, 1, 1
    return contents(database)


@pytest.fixture
def made(blank: bytes) -> Any:
    """That file, open, for a test to put entries in."""
    return PyKeePass(io.BytesIO(blank), password="open sesame")


def contents(database: Any) -> bytes:
    out = io.BytesIO()
    database.save(out)
    return out.getvalue()


def entry(database: Any, group: Any = None, title: str = "A", **fields: str) -> Any:
    made = database.add_entry(
        group or database.root_group,
        title,
        fields.pop("user", "office"),
        fields.pop("password", "one"),
        url=fields.pop("url", ""),
        notes=fields.pop("notes", ""),
        force_creation=True,
    )
    for name, value in fields.items():
        made.set_custom_property(name.replace("__", " ").replace("_", "-"), value)
    return made


def test_groups_extras_bins_and_empty_entries(made: Any) -> None:
    school = made.add_group(made.root_group, "School")
    old = made.add_group(school, "Old pages")
    entry(made, school, "Facebook", password=" lead and trail ", url="https://facebook.com", notes="a\nb", Admins="Sam")
    entry(made, old, "", user="", url="https://www.bebo.com/x")
    entry(made, school, "Just a note", user="", password="", notes="the safe is behind the door")
    thrown = entry(made, school, "Thrown away")
    made.trash_entry(thrown)
    entry(made, school, "Expired").expires = True
    _, taken = take_kdbx(contents(made), "open sesame")
    assert [(e.title, e.group, e.password) for e in taken.entries] == [
        ("Facebook", "School", " lead and trail "),
        ("Expired", "School", "one"),
        ("bebo.com", "School/Old pages", "one"),
    ]
    assert taken.entries[0].extra == (("Admins", "Sam"),)
    assert taken.entries[0].notes == "a\nb"
    assert sorted(row.reason for row in taken.left) == ["no-password", "recycle-bin"]


def test_earlier_versions_of_an_entry_are_no_entries(made: Any) -> None:
    changed = entry(made, title="Facebook", password="old")
    changed.save_history()
    changed.password = "new"
    _, taken = take_kdbx(contents(made), "open sesame")
    assert [(e.title, e.password) for e in taken.entries] == [("Facebook", "new")]
    assert taken.left == []


def test_every_way_in_which_keepass_programs_keep_a_seed(made: Any) -> None:
    entry(made, title="otpauth").otp = f"otpauth://totp/x?secret={SEED}&digits=8&period=60&algorithm=SHA256"
    entry(made, title="keeotp").otp = f"key={SEED}&step=60&size=8"
    entry(made, title="bare").otp = SEED.lower()
    entry(made, title="built in", TimeOtp_Secret_Base32=SEED, TimeOtp_Length="8", TimeOtp_Algorithm="HMAC-SHA-512")
    entry(made, title="tray", TOTP__Seed=SEED, TOTP__Settings="60;8")
    entry(made, title="steam", TOTP__Seed=SEED, TOTP__Settings="30;S")
    entry(made, title="counter", HmacOtp_Secret_Base32=SEED)
    entry(made, title="note", notes=f"see otpauth://totp/x?secret={SEED}.")
    entry(made, title="bad").otp = "not a key!"
    _, taken = take_kdbx(contents(made), "open sesame")
    seeds = {e.title: e.seed for e in taken.entries}
    assert {title for title, seed in seeds.items() if seed and seed.secret == SEED} == {
        *("otpauth", "keeotp", "bare", "built in", "tray", "note"),
    }
    assert seeds["otpauth"] is not None
    assert (seeds["otpauth"].digits, seeds["otpauth"].period, seeds["otpauth"].algorithm) == (8, 60, "SHA256")
    assert seeds["built in"] is not None
    assert (seeds["built in"].digits, seeds["built in"].algorithm) == (8, "SHA512")
    assert seeds["tray"] is not None
    assert (seeds["tray"].digits, seeds["tray"].period) == (8, 60)
    assert seeds["steam"] is seeds["counter"] is seeds["bad"] is None
    assert sorted(fault.reason for fault in taken.faults) == [
        "bad-code-key",
        "other-kind-of-code",
        "other-kind-of-code",
    ]
    assert all(SEED not in text for e in taken.entries if e.title != "counter" for _, text in e.extra)


def test_references_are_followed_and_a_ring_of_them_is_kept_as_it_is(made: Any) -> None:
    first = entry(made, title="Facebook", password="shared")
    second = entry(made, title="Instagram", password=first.ref("password"))
    ring = entry(made, title="Ring")
    ring.password = ring.ref("password")
    assert second.password.startswith("{REF:P@I:")
    _, taken = take_kdbx(contents(made), "open sesame")
    passwords = {e.title: e.password for e in taken.entries}
    assert passwords["Instagram"] == "shared"
    assert passwords["Ring"].startswith("{REF:")


def test_programs_own_settings_are_no_fields(made: Any) -> None:
    entry(made, title="A", KPEX_PASSKEY_PRIVATE_KEY_PEM="secret", KP2A_URL_1="https://b.example", Mailbox="office")
    found = made.find_entries(title="A", first=True)
    found.set_custom_property("KPEX_PASSKEY_USERNAME", "x")
    found.set_custom_property("KP2A_URL_2", "https://c.example")
    _, taken = take_kdbx(contents(made), "open sesame")
    names = {name for name, _ in taken.entries[0].extra}
    assert "KPEX_PASSKEY_USERNAME" not in names
    assert "Mailbox" in names
    assert "https://c.example" in taken.entries[0].more_addresses


def test_wrong_missing_and_empty_passwords(made: Any, caplog: pytest.LogCaptureFixture) -> None:
    raw = contents(made)
    with caplog.at_level(logging.DEBUG):
        with pytest.raises(WrongPasswordError):
            take_kdbx(raw, "not it")
        with pytest.raises(WrongPasswordError):
            take_kdbx(raw, "")
        with pytest.raises(PasswordNeededError):
            take_kdbx(raw, None)
        with pytest.raises(WrongPasswordError):
            recognise(SCHOOL_A / "passwords.kdbx", "Correct horse")
        with pytest.raises(PasswordNeededError):
            recognise(SCHOOL_A / "passwords.kdbx")
    assert "not it" not in caplog.text


def test_a_key_file_beside_the_password(made: Any, tmp_path: Path) -> None:
    entry(made, title="A")
    key = tmp_path / "school.key"
    key.write_bytes(b"k" * 32)
    made.keyfile = str(key)
    made.password = "open sesame"
    raw = contents(made)
    with pytest.raises(WrongPasswordError):
        take_kdbx(raw, "open sesame")
    assert [e.title for e in take_kdbx(raw, "open sesame", key)[1].entries] == ["A"]
    with pytest.raises(KeyFileUnusableError):
        take_kdbx(raw, "open sesame", tmp_path / "none.key")
    made.password = None
    assert [e.title for e in take_kdbx(contents(made), None, key)[1].entries] == ["A"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("M", 16 << 30), ("M", (1 << 64) - 1), ("I", 1 << 40), ("P", 1 << 20)],
)
def test_a_derivation_that_would_eat_the_computer_is_refused_before_it_starts(made: Any, name: str, value: int) -> None:
    made.kdbx.header.value.dynamic_header.kdf_parameters.data.dict[name].value = value
    out = io.BytesIO()
    kdbx_bytes(made, out)
    with pytest.raises(TooCostlyError):
        take_kdbx(out.getvalue(), "open sesame")


def kdbx_bytes(database: Any, out: io.BytesIO) -> None:
    """The file as its header now says, its key invented, since deriving it is what must not happen."""
    from pykeepass.kdbx_parsing import KDBX

    KDBX.build_stream(database.kdbx, out, password=None, keyfile=None, transformed_key=bytes(32), decrypt=True)


def test_too_many_aes_rounds_are_refused_before_they_start() -> None:
    raw = (SCHOOL_A / "passwords.kdbx").read_bytes()
    place = raw.index(b"\x06\x08\x00") + 3
    hostile = raw[:place] + struct.pack("<Q", 1 << 60) + raw[place + 8 :]
    with pytest.raises(TooCostlyError):
        take_kdbx(hostile, "correct horse")


def test_a_file_that_unpacks_into_all_memory_is_refused(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    entry(made, title="A", notes="x" * 3_000_000)
    raw = contents(made)
    assert len(raw) < 100_000
    monkeypatch.setattr(kdbx, "_UNPACKED_BYTES", 1_000_000)
    with pytest.raises(UnpacksTooLargeError):
        take_kdbx(raw, "open sesame")


@pytest.mark.parametrize("name", ["passwords.kdbx", "passwords-kdbx4.kdbx"])
def test_a_file_cut_off_anywhere_is_a_typed_error(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdbx, "_transformed_key", lambda *_: bytes(32))
    raw = (SCHOOL_A / name).read_bytes()
    for length in range(8, len(raw), 61):
        with pytest.raises(FileUnusableError):
            take_kdbx(raw[:length], "correct horse")


@pytest.mark.parametrize("name", ["passwords.kdbx", "passwords-kdbx4.kdbx"])
def test_one_wrong_bit_anywhere_is_a_typed_error_or_no_difference(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (SCHOOL_A / name).read_bytes()
    header = kdbx._header(raw)
    right = kdbx._transformed_key(header, "correct horse", None)
    monkeypatch.setattr(kdbx, "_transformed_key", lambda *_: right)
    expected = take_kdbx(raw, "correct horse")[1].entries
    for place in range(8, len(raw), 37):
        flipped = bytearray(raw)
        flipped[place] ^= 1 << (place % 8)
        try:
            found = take_kdbx(bytes(flipped), "correct horse")[1].entries
        except FileUnusableError:
            continue
        assert found == expected


def test_versions_that_no_program_writes_any_more(made: Any) -> None:
    raw = bytearray(contents(made))
    raw[10:12] = b"\x02\x00"
    with pytest.raises(OldFormatError):
        take_kdbx(bytes(raw), "open sesame")
    raw[10:12] = b"\x09\x00"
    with pytest.raises(OldFormatError):
        take_kdbx(bytes(raw), "open sesame")


@pytest.mark.parametrize("rounds", [0, 1, 2, 7, 65_535, 65_536, 65_537, 100_001])
def test_the_derivation_is_the_one_of_the_library(rounds: int) -> None:
    key, composite = hashlib.sha256(b"key").digest(), hashlib.sha256(b"composite").digest()
    assert aes_key(composite, key, rounds) == aes_kdf(key, rounds, composite)


def test_a_seed_of_the_wrong_length_is_damage() -> None:
    with pytest.raises(FileDamagedError):
        aes_key(bytes(32), bytes(31), 5)


def test_kdbx_4_with_the_old_derivation(made: Any) -> None:
    parameters = made.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
    from pykeepass.kdbx_parsing.kdbx4 import kdf_uuids

    entry(made, title="A")
    parameters["$UUID"].value = kdf_uuids["aeskdf"]
    rounds = parameters["I"]
    rounds.key, rounds.value, rounds.type, rounds.next_byte = "R", 5000, 0x05, 0x00
    parameters["R"] = rounds
    del parameters["I"], parameters["M"], parameters["P"], parameters["V"]
    version, taken = take_kdbx(contents(made), "open sesame")
    assert version == "kdbx-4"
    assert [e.title for e in taken.entries] == ["A"]


def test_what_is_read_is_what_keepass_would_show(made: Any) -> None:
    """The same file through the library's own entry list."""
    for number in range(20):
        entry(made, made.root_group, f"Account {number}", user=f"u{number}", password=str(uuid.uuid4()))
    raw = contents(made)
    peer = PyKeePass(io.BytesIO(raw), password="open sesame")
    _, taken = take_kdbx(raw, "open sesame")
    assert [(e.title, e.user_name, e.password) for e in taken.entries] == [
        (e.title, e.username, e.password) for e in peer.entries
    ]
    assert taken.faults == list[Fault]()


def test_the_bounded_unpacker_takes_what_zlib_takes() -> None:
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(b"abc" * 1000) + packer.flush()
    assert kdbx._BoundedZlib().decompress(packed, 31) == b"abc" * 1000
