"""The throw-away folder outlives a handed-over process and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from schoolsm_desktop.demo.folder import PREFIX, DemoFolder, sweep

OTHER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from schoolsm_desktop.demo.folder import DemoFolder
    held = DemoFolder.join(Path(sys.argv[1]))
    print("held", flush=True)
    sys.stdin.readline()
    held.leave()
    """
)


def other_process(folder: Path) -> subprocess.Popen[str]:
    """Another process that shows the same demonstration until a line is sent to it."""
    started = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "held\n"
    return started


def made_long_ago(path: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(path, (an_hour_ago, an_hour_ago))


def test_the_last_process_takes_the_folder_away(tmp_path: Path) -> None:
    held = DemoFolder.new(tmp_path)
    (held.folder / "records").mkdir()
    assert held.folder.name.startswith(PREFIX)
    held.leave()
    assert list(tmp_path.iterdir()) == []
    held.leave()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps folders private by inheritance, not by mode")
def test_nobody_else_on_the_pc_may_look_in(tmp_path: Path) -> None:
    held = DemoFolder.new(tmp_path)
    assert held.folder.stat().st_mode & 0o077 == 0
    held.leave()


def test_a_folder_that_was_handed_over_outlives_the_first_process(tmp_path: Path) -> None:
    held = DemoFolder.new(tmp_path)
    held.hand_over()
    held.leave()
    assert held.folder.is_dir()
    fresh = DemoFolder.join(held.folder)
    fresh.leave()
    assert not held.folder.exists()


def test_the_folder_stays_while_another_process_shows_it(tmp_path: Path) -> None:
    held = DemoFolder.new(tmp_path)
    other = other_process(held.folder)
    held.leave()
    assert held.folder.is_dir()
    other.communicate("end\n", timeout=30)
    assert other.returncode == 0
    assert not held.folder.exists()


def test_a_killed_process_leaves_a_folder_that_the_next_start_takes_away(tmp_path: Path) -> None:
    held = DemoFolder.new(tmp_path)
    other = other_process(held.folder)
    held.leave()
    other.kill()
    other.communicate(timeout=30)
    made_long_ago(held.folder)
    fresh = DemoFolder.new(tmp_path)
    assert list(tmp_path.iterdir()) == [fresh.folder]
    fresh.leave()


def test_a_promise_that_nobody_kept_is_swept_after_a_while(tmp_path: Path) -> None:
    held = DemoFolder.new(tmp_path)
    held.hand_over()
    held.leave()
    made_long_ago(held.folder)
    assert sweep(tmp_path) == 0
    made_long_ago(held.folder / "handed-over")
    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_made_a_moment_ago_or_of_another_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}new").mkdir()
    (tmp_path / "holiday-pictures").mkdir()
    made_long_ago(tmp_path / "holiday-pictures")
    assert sweep(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 2


def test_a_demonstration_that_has_ended_cannot_be_joined(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="start it again"):
        DemoFolder.join(tmp_path / "gone")


def test_joining_a_demonstration_imports_nothing_heavy() -> None:
    asked = "import sys, schoolsm_desktop.demo; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    for heavy in ("sqlalchemy", "sqlcipher3", "alembic", "cryptography", "reportlab", "zxcvbn", "PySide6"):
        assert f"'{heavy}'" not in done.stdout
