"""Passwords out to KDBX 4 and CSV, read back by KeePassXC itself, by oathtool, and by our own readers."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pykeepass import PyKeePass

from schoolsm_desktop.exchange.kdbx_out import LANES, MEMORY, PASSES, to_kdbx
from schoolsm_desktop.exchange.one_time_code import read_seed
from schoolsm_desktop.exchange.passwords_out import (
    CSV_HEADINGS,
    CannotBeWrittenError,
    OutEntry,
    otp_address,
    to_password_csv,
)
from schoolsm_desktop.exchange.read import recognise_bytes
from tests.conftest import Partner

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"
PASSPHRASE = "crumpet lantern örbit velvet “quarry”"
NAME = "Alder Brook Primary"
HARD = OutEntry(
    title='A “page” of <b>Year 6</b> & "friends" – 日本語 🎒',
    user_name="off\"ice, 'main'@a.example",
    address="https://example.org/login?a=1&b=2#<c>",
    group="Official account",
    tags=("In use", "a;b"),
    shown=(("Handle", "@Alder_Brook"), ("Purpose", '=HYPERLINK("http://evil")'), ("Looked after by", "R. O’Kafor")),
    password=" =cmd|'/c calc'!A0 \"x\", é ß 𝔘 ]]> &amp; \\n ",
    notes="line one\n\nline three\ttab\n" + "naïve ‘quotes’ – " * 60 + "\n@end",
    otp=otp_address(SEED, "X", "office@a.example"),
    hidden=(("Backup codes", "1234-5678\n=2+3\n9999-0000"), ("Recovery answers", 'First pet: "Ré\'x"')),
)
PLAIN = OutEntry(title="Leading", user_name="+44", password="=1+1", group="Used in lessons", notes="")
SHA512 = OutEntry(
    title="Eight digits",
    group="Used in lessons",
    otp=otp_address(f"otpauth://totp/a?secret={SEED}&digits=8&period=60&algorithm=SHA512", "Site", ""),
)
ENTRIES = (HARD, PLAIN, SHA512)


@dataclass
class KeePassXC:
    """`keepassxc-cli` on one file; the passphrase goes in by standard input."""

    program: Path
    file: Path
    passphrase: str = PASSPHRASE

    def __call__(self, command: str, *arguments: str) -> str:
        """What it prints. Bytes, so that no line end is changed on the way."""
        done = subprocess.run(
            [str(self.program), command, "-q", *arguments],
            input=f"{self.passphrase}\n".encode(),
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def field(self, entry: OutEntry, name: str) -> str:
        """One field of an entry."""
        told = self("show", "-s", "-a", name, str(self.file), f"{entry.group}/{entry.title}")
        return told.removesuffix("\n")


@pytest.fixture(scope="module")
def made() -> bytes:
    """A file as the program writes it, at its full cost."""
    return to_kdbx(ENTRIES, PASSPHRASE, name=NAME)


@pytest.fixture(scope="module")
def keepassxc(made: bytes, partner: Partner, tmp_path_factory: pytest.TempPathFactory) -> KeePassXC:
    program = partner("keepassxc-cli")
    file = tmp_path_factory.mktemp("given") / "given.kdbx"
    file.write_bytes(made)
    return KeePassXC(program, file)


def test_keepassxc_reads_every_field_to_the_letter(keepassxc: KeePassXC) -> None:
    told = {name: keepassxc.field(HARD, name) for name in ("Title", "UserName", "Password", "URL", "Notes")}
    assert told == {
        "Title": HARD.title,
        "UserName": HARD.user_name,
        "Password": HARD.password,
        "URL": HARD.address,
        "Notes": HARD.notes,
    }
    assert len(HARD.notes) > 1000
    for name, text in (*HARD.shown, *HARD.hidden, ("otp", HARD.otp)):
        assert keepassxc.field(HARD, name) == text
    assert keepassxc.field(PLAIN, "Password") == "=1+1"


@pytest.mark.parametrize(
    ("entry", "options"),
    [(HARD, ["--totp=SHA1", "-d", "6", "-s", "30s"]), (SHA512, ["--totp=SHA512", "-d", "8", "-s", "60s"])],
)
def test_keepassxc_gives_the_code_that_oathtool_gives(
    keepassxc: KeePassXC, partner: Partner, entry: OutEntry, options: list[str]
) -> None:
    oathtool = str(partner("oathtool"))

    def right() -> str:
        return subprocess.run([oathtool, *options, "-b", SEED], capture_output=True, text=True, check=True).stdout

    before = right()
    told = keepassxc("show", "-t", str(keepassxc.file), f"{entry.group}/{entry.title}")
    assert told.strip() in (before.strip(), right().strip())  # the second may have turned meanwhile


def test_keepassxc_finds_groups_tags_and_argon2id(keepassxc: KeePassXC) -> None:
    about = keepassxc("db-info", str(keepassxc.file))
    assert f"KDF: Argon2id ({PASSES} rounds, {MEMORY // 1024} KB)" in about
    assert "AES 256-bit" in about
    assert f"Name: {NAME}" in about
    assert set(keepassxc("ls", str(keepassxc.file)).split("\n")) >= {"Official account/", "Used in lessons/"}
    assert "Tags: In use,a,b" in keepassxc("show", str(keepassxc.file), f"{HARD.group}/{HARD.title}")


def test_what_is_secret_is_protected_and_nothing_of_the_pc_is_inside(made: bytes) -> None:
    database: Any = PyKeePass(io.BytesIO(made), password=PASSPHRASE)
    entry = next(e for e in database.entries if e.title == HARD.title)
    assert [name for name, _ in HARD.hidden if not entry.is_custom_property_protected(name)] == []
    assert entry._is_property_protected("Password")
    assert entry._is_property_protected("otp")
    ids = [thing.uuid for thing in (*database.entries, *database.groups)]
    assert {each.version for each in ids} == {4}  # a version 1 holds the network address of the PC
    assert len(set(ids)) == len(ids)


def seeds(database: Any) -> list[object]:
    """Everything in a file that is drawn by chance."""
    header = database.kdbx.header.value.dynamic_header
    return [
        header.master_seed.data,
        header.encryption_iv.data,
        header.kdf_parameters.data.dict["S"].value,
        database.kdbx.body.payload.inner_header.protected_stream_key.data,
        database.root_group.uuid,
    ]


def test_two_files_of_the_same_have_no_seed_in_common() -> None:
    one, two = (
        PyKeePass(io.BytesIO(to_kdbx((PLAIN,), PASSPHRASE, name=NAME, memory=1 << 20, passes=1)), password=PASSPHRASE)
        for _ in range(2)
    )
    assert set(seeds(one)).isdisjoint(seeds(two))
    parameters = one.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
    assert parameters["P"].value == LANES


def test_our_own_reader_takes_the_file_as_it_was(made: bytes) -> None:
    read = recognise_bytes(made, PASSPHRASE)
    assert read.format == "kdbx-4"
    entry = next(e for e in read.entries if e.title == HARD.title)
    assert (entry.password, entry.notes, entry.user_name, entry.address, entry.group) == (
        HARD.password,
        HARD.notes,
        HARD.user_name,
        HARD.address,
        HARD.group,
    )
    assert dict(entry.extra) == dict((*HARD.shown, *HARD.hidden))
    assert entry.seed == read_seed(HARD.otp)


def test_the_csv_is_keepassxcs_own(keepassxc: KeePassXC) -> None:
    """KeePassXC's export of the KDBX and our CSV of the same accounts say the same, column by column."""
    theirs = list(csv.DictReader(io.StringIO(keepassxc("export", "-f", "csv", str(keepassxc.file)), newline="")))
    ours = list(csv.DictReader(io.StringIO(to_password_csv(ENTRIES).decode(), newline="")))
    assert set(CSV_HEADINGS) <= set(theirs[0])
    by_title = {row["Title"]: row for row in theirs}
    for row, entry in zip(ours, ENTRIES, strict=True):
        there = by_title[entry.title]
        for name in ("Title", "Username", "Password", "URL"):
            assert row[name] == there[name]
        assert there["Notes"] == entry.notes
        assert row["Notes"] == entry.whole_note
        assert there["Group"] == f"{NAME}/{row['Group']}"
        assert bool(there["TOTP"]) == bool(row["TOTP"])
        if row["TOTP"]:
            mine, told = read_seed(row["TOTP"]), read_seed(there["TOTP"])
            assert (mine.secret, mine.digits, mine.period) == (told.secret, told.digits, told.period)


def test_our_own_reader_takes_the_csv_as_it_was() -> None:
    read = recognise_bytes(to_password_csv(ENTRIES))
    assert (read.format, read.left, read.faults) == ("keepassxc-csv", 0, ())
    for entry, was in zip(read.entries, ENTRIES, strict=True):
        assert (entry.title, entry.user_name, entry.password, entry.address, entry.notes, entry.group) == (
            was.title,
            was.user_name,
            was.password,
            was.address,
            was.whole_note,
            was.group,
        )
        assert entry.seed == (read_seed(was.otp) if was.otp else None)


@pytest.mark.parametrize("password", ["=1+1", "+44", "-1", "@SUM(1)", "\tx", "'quoted", '"', "a,b\nc", " x "])
def test_no_password_comes_back_as_another_one(password: str) -> None:
    entry = OutEntry(title="A", password=password)
    (back,) = recognise_bytes(to_password_csv((entry, PLAIN))).entries[:1]
    assert back.password == password
    file = to_kdbx((entry,), PASSPHRASE, name=NAME, memory=1 << 20, passes=1)
    assert recognise_bytes(file, PASSPHRASE).entries[0].password == password


def test_a_control_character_in_a_secret_refuses_the_file_and_in_a_title_goes() -> None:
    for write in (to_password_csv, lambda entries: to_kdbx(entries, PASSPHRASE, name=NAME)):
        with pytest.raises(CannotBeWrittenError) as refused:
            write((OutEntry(title="The page", password="secret\x07bell"),))
        assert "The page" in refused.value.sentence
        assert "bell" not in refused.value.sentence
    assert b'"The page"' in to_password_csv((OutEntry(title="The\x07 page", password="x"),))


def test_nothing_secret_shows_in_a_representation() -> None:
    shown = repr(HARD)
    assert not any(text in shown for text in ("calc", "line one", SEED, "1234-5678", "First pet"))


def test_it_costs_a_thief_something_and_the_office_little(made: bytes) -> None:
    began = time.perf_counter()
    recognise_bytes(made, PASSPHRASE)
    assert 0.05 < time.perf_counter() - began < 20
    assert re.search(rb"crumpet|Alder|calc", made) is None
