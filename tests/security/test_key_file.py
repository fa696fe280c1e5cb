"""The key file on disk: whole or not at all, light to read, and never trusted beyond its own bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.errors import ChangedMeanwhileError
from schoolsm_desktop.security import key_file
from schoolsm_desktop.security.errors import (
    DamagedKeyFileError,
    KeyFileExistsError,
    KeyFileReadError,
    KeyFileWriteError,
    NewerKeyFileError,
    NoKeyFileError,
)
from schoolsm_desktop.security.vault import Vault, put_back_previous
from tests.security.school import HEAD_PASSPHRASE, OTHER, OWN, School, found_school


def test_the_file_is_the_one_in_the_folder_and_written_in_one_spelling(school: School) -> None:
    file, raw = key_file.read(school.folder)
    assert raw == (school.folder / "store.keys").read_bytes()
    assert key_file.encode(file.content, file.seal) == raw
    assert file.format == 1
    assert len(raw) < 16_000


def test_it_holds_none_of_what_it_protects(school: School) -> None:
    raw = key_file.read(school.folder)[1]
    head = school.head()
    secrets = (HEAD_PASSPHRASE.encode(), head.store_key, school.school_key or b"", school.code.encode())
    for secret in secrets:
        assert secret not in raw
        assert secret.hex().encode() not in raw.lower()


def test_a_folder_without_one_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoKeyFileError):
        Vault(tmp_path)
    with pytest.raises(NoKeyFileError):
        put_back_previous(tmp_path)


def test_a_second_founding_in_the_same_folder_is_refused(school: School) -> None:
    before = (school.folder / "store.keys").read_bytes()
    with pytest.raises(KeyFileExistsError):
        found_school(school.folder)
    assert (school.folder / "store.keys").read_bytes() == before


def test_a_file_of_a_newer_version_is_told_from_a_damaged_one(school: School) -> None:
    path = school.folder / "store.keys"
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 2', 1))
    with pytest.raises(NewerKeyFileError):
        school.vault()


def test_every_cut_of_the_file_is_refused(school: School) -> None:
    raw = key_file.read(school.folder)[1]
    for length in range(len(raw)):
        with pytest.raises(DamagedKeyFileError):
            key_file.decode(raw[:length])


def test_every_flipped_bit_of_the_file_is_refused(school: School) -> None:
    raw = key_file.read(school.folder)[1]
    for position in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises((DamagedKeyFileError, NewerKeyFileError)):
            key_file.decode(bytes(changed))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b'{"format": 1}',
        b'{"format": "1"}',
        b'{"format": 0}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"format": 1e999}',
        b" " * (8 * 1024 * 1024 + 1),
    ],
)
def test_hostile_bytes_are_refused(text: bytes) -> None:
    with pytest.raises(DamagedKeyFileError):
        key_file.decode(text)


def test_more_fields_double_fields_and_another_layout_are_refused(school: School) -> None:
    raw = key_file.read(school.folder)[1]
    for wrong in (
        raw.replace(b'"revision"', b'"role": "head",\n  "revision"', 1),
        raw.replace(b'"format": 1', b'"format": 1,\n "format": 1', 1),
        raw.replace(b"\n", b"\r\n"),
        raw + b" ",
    ):
        with pytest.raises(DamagedKeyFileError):
            key_file.decode(wrong)


def test_the_previous_file_is_kept_and_can_be_put_back(school: School) -> None:
    first = (school.folder / "store.keys").read_bytes()
    school.head().change_passphrase(HEAD_PASSPHRASE, OWN)
    assert (school.folder / "store.keys.previous").read_bytes() == first
    (school.folder / "store.keys").write_bytes(b"{ half")
    with pytest.raises(DamagedKeyFileError) as caught:
        school.vault()
    assert caught.value.previous_kept
    put_back_previous(school.folder)
    assert (school.folder / "store.keys.damaged").read_bytes() == b"{ half"
    assert school.head().is_head  # with the passphrase of before


def test_a_key_file_that_is_gone_is_put_back_from_the_previous_one(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.head().change_passphrase(HEAD_PASSPHRASE, OWN)
    (school.folder / "store.keys").unlink()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        patched.setattr("pathlib.Path.unlink", full)  # tidying up fails as well: the first fault is told
        with pytest.raises(KeyFileWriteError):
            put_back_previous(school.folder)
    put_back_previous(school.folder)
    assert not (school.folder / "store.keys.damaged").exists()
    assert school.head().is_head


def test_a_damaged_previous_file_is_not_put_back(school: School) -> None:
    (school.folder / "store.keys.previous").write_bytes(b"{")
    (school.folder / "store.keys").write_bytes(b"{ half")
    with pytest.raises(DamagedKeyFileError) as caught:
        school.vault()
    assert not caught.value.previous_kept
    with pytest.raises(DamagedKeyFileError):
        put_back_previous(school.folder)
    assert (school.folder / "store.keys").read_bytes() == b"{ half"


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failing_disk_leaves_the_old_file_and_the_old_passphrase(
    school: School, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    head = school.head()
    before = (school.folder / "store.keys").read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(step, fail)
        with pytest.raises(KeyFileWriteError):
            head.change_passphrase(HEAD_PASSPHRASE, OWN)
    assert (school.folder / "store.keys").read_bytes() == before
    assert not list(school.folder.glob("*.tmp"))
    head.change_passphrase(HEAD_PASSPHRASE, OTHER)  # the same session goes on, and the disk is well again
    school.passphrases[school.head_id] = OTHER
    assert school.head().is_head


def test_a_kill_between_any_two_steps_leaves_old_or_new(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is ended at each rename in turn; the folder then opens with the old or the new passphrase."""
    real = Path.replace

    class KilledError(BaseException):
        pass

    for survive in range(3):
        head = school.head()
        old = school.passphrases[school.head_id]
        new = OWN if old != OWN else OTHER
        left = [survive]

        def replace(self: Path, target: Path, left: list[int] = left) -> Path:
            if left[0] == 0:
                raise KilledError
            left[0] -= 1
            return real(self, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", replace)
            try:
                head.change_passphrase(old, new)
                finished = True
            except KilledError:
                finished = False
        assert finished == (survive == 2)
        school.passphrases[school.head_id] = new if finished else old
        assert school.head().is_head


def test_a_file_changed_by_somebody_else_is_not_overwritten(school: School) -> None:
    stale, other = school.head(), school.coordinator()
    other.invite(uuid4(), "Tess Teacher", OWN)
    before = (school.folder / "store.keys").read_bytes()
    with pytest.raises(ChangedMeanwhileError):
        stale.change_passphrase(HEAD_PASSPHRASE, OTHER)
    assert (school.folder / "store.keys").read_bytes() == before


def test_a_folder_in_place_of_the_file_says_that_it_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "store.keys").mkdir()
    with pytest.raises(KeyFileReadError):
        Vault(tmp_path)


def test_the_sign_in_window_needs_neither_cryptography_nor_database(school: School) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from schoolsm_desktop.security.vault import Vault\n"
        f"names = [slot.name for slot in Vault(Path({str(school.folder)!r})).sign_ins()]\n"
        "heavy = [name for name in ('cryptography', 'sqlalchemy', 'zxcvbn', 'keyring', 'sqlcipher3', 'PySide6')\n"
        "         if name in sys.modules]\n"
        "print(names, heavy)\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip() == "['Carl Coordinator', 'Hannah Head'] []"
