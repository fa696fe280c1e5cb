"""What a start costs, without a clock: modules before the first paint, and a Qt that survives ten thousand calls."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.made_school import make_locked_records
from tests.benchmarks.start_lines import MODULES_MORE_THAN_BARE, start

_NOT_BEFORE_THE_FIRST_PAINT = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "pykeepass", "keyring", "PIL")


@pytest.fixture(scope="module")
def locked_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records that somebody set up and closed."""
    return make_locked_records(tmp_path_factory.mktemp("records"))


@pytest.mark.parametrize("which", ["sign-in", "first-run"])
def test_nothing_heavy_is_imported_before_the_first_paint(locked_records: Path, tmp_path: Path, which: str) -> None:
    folder = locked_records if which == "sign-in" else tmp_path / "nothing here yet"
    loaded = start("program", "--store", str(folder))
    roots = {name.partition(".")[0] for name in loaded}
    assert "PySide6" in roots
    assert [name for name in _NOT_BEFORE_THE_FIRST_PAINT if name in roots] == []
    assert len(loaded) - len(start("nothing")) <= MODULES_MORE_THAN_BARE


def test_the_command_line_itself_imports_no_library() -> None:
    asked = "import sys, schoolsm_desktop.__main__; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    outside = set(done.stdout.split()) - sys.stdlib_module_names - {"schoolsm_desktop", "__main__", "__mp_main__"}
    assert {name for name in outside if not name.startswith(("_", "sitecustomize", "distutils"))} == set()


def test_qt_survives_ten_thousand_calls_that_return_nothing() -> None:
    # PySide6 6.12.0 on Python 3.11 loses a reference to None at each such call and ends the process.
    source = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([])\n"
        "label = QLabel()\n"
        "for number in range(10_000):\n"
        "    label.setText(str(number))\n"
        "print(label.text())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", source],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "9999"), done.stderr
