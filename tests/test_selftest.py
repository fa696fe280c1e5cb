"""The self-test tells the truth: it passes on a whole program and fails on a broken one, and prints no value."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from schoolsm_desktop import selftest
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.selftest import SelfTestError, Trial, run_self_test

_OFFSCREEN = "This plugin does not support propagateSizeHints()"  # what Qt says of every window without a screen
_SECRET = "kX9#mQ2$vL7&pT4w"


def test_a_whole_program_passes_every_check(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "schoolsm_desktop", "--self-test"],
        env={**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(selftest._checks()) + 1
    assert all(re.fullmatch(r"ok      .+ \(\d+\.\d s\)", line) for line in lines[:-1])
    assert lines[-1] == "All checks passed."
    assert set(done.stderr.splitlines()) <= {_OFFSCREEN}
    assert list(tmp_path.iterdir()) == [], "the throw-away records were left behind"


@pytest.mark.parametrize(
    "error",
    [
        ValueError(_SECRET),
        RuntimeError(_SECRET),
        ImportError(_SECRET, name="a_library"),
        OSError(28, _SECRET),
    ],
)
def test_a_fault_is_named_by_its_class_and_place_and_never_by_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def broken(trial: Trial) -> None:
        raise error

    seen: list[str] = []
    checks = (("first", broken), ("second", lambda trial: seen.append("run all the same")))
    monkeypatch.setattr(selftest, "_checks", lambda: checks)
    assert run_self_test() == 1
    said = capsys.readouterr().out
    assert f"FAILED  first: {type(error).__name__}" in said
    assert "test_selftest.py" in said
    assert "must not be used" in said
    assert _SECRET not in said
    assert seen == ["run all the same"]


@pytest.mark.parametrize("error", [SelfTestError("the folder icons is empty"), OfficeError("The disk is full.")])
def test_the_programs_own_sentences_are_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def broken(trial: Trial) -> None:
        raise error

    monkeypatch.setattr(selftest, "_checks", lambda: (("first", broken),))
    assert run_self_test() == 1
    assert str(error) in capsys.readouterr().out


def test_a_missing_file_of_the_program_is_noticed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "icons").mkdir()
    monkeypatch.setattr("schoolsm_desktop.paths.resources_folder", lambda: tmp_path)
    first: tuple[tuple[str, Callable[[Trial], None]], ...] = selftest._checks()[:1]
    monkeypatch.setattr(selftest, "_checks", lambda: first)
    assert run_self_test() == 1
    assert "the folder icons is empty" in capsys.readouterr().out


def test_checks_after_a_failed_one_say_that_it_failed(tmp_path: Path) -> None:
    with pytest.raises(SelfTestError, match="an earlier check failed"):
        Trial(tmp_path).opened()
