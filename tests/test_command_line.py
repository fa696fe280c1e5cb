"""The command line as an IT person and a script meet it: in a process of its own, by exit code and words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from schoolsm_desktop import __version__
from schoolsm_desktop.__main__ import has_display, main

_SECRETS = (
    "Summer2019!",
    "leads with a space",
    "kX9#mQ2$vL7&pT4w",
    'quo"te,comma;£€',
    "correct horse",
    "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM",
    "XU6L4C4HKHVDQIIUK665NMJIYZT3S3YR",
)
_PASSWORD_FILES = (
    "passwords.kdbx",
    "passwords-kdbx4.kdbx",
    "passwords-keepassxc.csv",
    "passwords-chrome.csv",
    "passwords-bitwarden.json",
)


@pytest.fixture(scope="session")
def school_a(project_root: Path) -> Path:
    """The invented school's files, as an office receives them."""
    return project_root / "tests" / "data" / "school-a"


@pytest.fixture
def kdbx_password(tmp_path: Path) -> Path:
    path = tmp_path / "password.txt"
    path.write_text("correct horse\nthis line is not part of it\n", encoding="utf-8")
    return path


def _run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        [sys.executable, "-m", "schoolsm_desktop", *map(str, arguments)],
        env={**kept, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def _assert_no_secret(done: subprocess.CompletedProcess[str]) -> None:
    said = done.stdout + done.stderr
    assert [secret for secret in _SECRETS if secret in said] == []
    assert "Traceback" not in said


def test_version() -> None:
    done = _run("--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"SchoolSM Desktop {__version__}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-thing"],
        ["no-such-command"],
        ["read-file"],
        ["tour"],
        ["tour", "out", "--on", "yesterday"],
        ["--demo", "--store", "folder"],
        ["--demo", "--self-test"],
        ["--demo", "read-file", "list.csv"],
        ["--store"],
        ["read-file", "one.csv", "two.csv"],
    ],
)
def test_wrong_arguments_show_the_usage_and_exit_2(arguments: list[str]) -> None:
    done = _run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: schoolsm-desktop")
    assert done.stdout == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux can there be no screen at all")
@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--store", "nowhere"]])
@pytest.mark.parametrize("platform", ["", "xcb", "wayland"])
def test_without_a_screen_one_sentence_says_so_and_names_the_tour(arguments: list[str], platform: str) -> None:
    done = _run(*arguments, QT_QPA_PLATFORM=platform)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "screen" in done.stderr
    assert "schoolsm-desktop tour" in done.stderr


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc", "vnc:size=1366x768"])
def test_a_platform_that_needs_no_screen_is_let_through(
    without_display: None, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    assert not has_display("linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert has_display("linux")


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen_is_a_screen(without_display: None, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, ":0")
    assert has_display("linux")


def test_windows_and_macos_always_have_one(without_display: None) -> None:
    assert has_display("win32")
    assert has_display("darwin")


@pytest.mark.parametrize("file", _PASSWORD_FILES)
def test_read_file_finds_the_same_five_accounts_in_every_format(school_a: Path, kdbx_password: Path, file: str) -> None:
    done = _run("read-file", school_a / file, "--password-file", kdbx_password, "--json")
    assert done.returncode == 0, done.stderr
    _assert_no_secret(done)
    found = json.loads(done.stdout)
    expected = json.loads((school_a / "expected.json").read_text(encoding="utf-8"))
    assert found["kind"] == "passwords"
    assert set(expected["passwords"]) <= set(found["names"])
    assert len(found["names"]) == found["records"]
    assert sum(found["left_because"].values()) == found["left"]
    assert expected["reused_passwords"] in [sorted(names) for names in found["reused"]]
    assert set(found) == {
        "kind", "format", "records", "left", "left_because", "columns", "faults", "names", "reused", "one_time_codes"
    }  # fmt: skip


def test_read_file_knows_a_staff_list(school_a: Path) -> None:
    done = _run("read-file", school_a / "staff.csv", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["kind"] == "staff"
    assert found["records"] == json.loads((school_a / "expected.json").read_text(encoding="utf-8"))["staff"]
    assert "names" not in found


@pytest.mark.parametrize("file", ["pupils-sims.csv", "pupils-arbor.csv", "pupils.xlsx", "pupils-ctf.xml"])
def test_read_file_knows_pupils_and_prints_no_child(school_a: Path, file: str) -> None:
    told = json.loads(_run("read-file", school_a / file, "--json").stdout)
    expected = json.loads((school_a / "expected.json").read_text(encoding="utf-8"))
    assert (told["kind"], told["records"]) == ("pupils", expected["pupils"])
    assert told["left"] == (3 if file == "pupils-sims.csv" else 0)
    done = _run("read-file", school_a / file)
    assert done.returncode == 0, done.stderr
    assert f"{file} is taken for a list of pupils" in done.stdout
    assert ("care status" in done.stdout) is (file == "pupils-ctf.xml")
    for child in ("Umar", "UMAR", "Håkansson", "HÅKANSSON", "A869303026000", "2022"):
        assert child not in done.stdout
        assert child not in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("file", _PASSWORD_FILES)
def test_read_file_in_plain_words_prints_no_secret(school_a: Path, kdbx_password: Path, file: str) -> None:
    done = _run("read-file", school_a / file, "--password-file", kdbx_password)
    assert done.returncode == 0, done.stderr
    _assert_no_secret(done)
    assert f"{file} is taken for a list of passwords" in done.stdout
    assert "School Facebook" in done.stdout
    assert "The same password is used for School Facebook and School website CMS." in done.stdout
    assert done.stdout.rstrip().endswith("Nothing was changed.")


def test_read_file_changes_nothing(school_a: Path, kdbx_password: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in school_a.iterdir()}
    _run("read-file", school_a / "passwords-kdbx4.kdbx", "--password-file", kdbx_password)
    assert {path: path.stat().st_mtime_ns for path in school_a.iterdir()} == before


@pytest.mark.parametrize("file", ["passwords.kdbx", "passwords-kdbx4.kdbx"])
def test_a_kdbx_file_without_its_password_is_a_sentence(school_a: Path, file: str) -> None:
    done = _run("read-file", school_a / file)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "--password-file" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_wrong_password_is_a_sentence(school_a: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("wrong horse\n", encoding="utf-8")
    done = _run("read-file", school_a / "passwords-kdbx4.kdbx", "--password-file", wrong)
    assert (done.returncode, done.stdout) == (1, "")
    assert "wrong horse" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("damaged.kdbx", b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5" + b"\0" * 40),
        ("poem.csv", b"Roses are red\nViolets are blue\n"),
        ("half.json", b'{"items": [{"login":'),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_a_file_of_which_nothing_can_be_taken_is_a_sentence(
    tmp_path: Path, name: str, content: bytes, as_json: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = _run("read-file", path, *(["--json"] if as_json else []))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_missing_file_and_a_folder_are_sentences(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        done = _run("read-file", path)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.strip().splitlines()) == 1


def test_a_password_file_that_is_not_there_is_a_sentence(school_a: Path, tmp_path: Path) -> None:
    done = _run("read-file", school_a / "passwords.kdbx", "--password-file", tmp_path / "none.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert "password file" in done.stderr


@pytest.mark.parametrize("line_end", ["\n", "\r\n", ""])
def test_the_password_is_the_first_line_as_it_stands(
    school_a: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line_end: str
) -> None:
    path = tmp_path / "password.txt"
    path.write_bytes(b"\xef\xbb\xbfcorrect horse" + line_end.encode())
    code = main(["read-file", str(school_a / "passwords-kdbx4.kdbx"), "--password-file", str(path)])
    assert code == 0, capsys.readouterr().err


def test_read_file_needs_no_window_and_no_records(school_a: Path) -> None:
    asked = (
        "import sys; from schoolsm_desktop.__main__ import main; "
        f"code = main(['read-file', {str(school_a / 'staff.csv')!r}, '--json']); "
        "heavy = [m for m in ('PySide6', 'sqlalchemy', 'sqlcipher3', 'reportlab', 'alembic') if m in sys.modules]; "
        "print(heavy, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
