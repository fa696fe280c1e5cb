"""The habits of tests/conftest.py are proved by tests that break them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def _run(project_root: Path, folder: Path, source: str, **environment: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(project_root / "tests" / "conftest.py", folder / "conftest.py")
    shutil.copy(project_root / "pyproject.toml", folder / "pyproject.toml")
    (folder / "test_planted.py").write_text(source, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "test_planted.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(project_root), "PYTEST_ADDOPTS": "", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_an_unexpected_warning_in_the_log_fails_a_test(project_root: Path, tmp_path: Path) -> None:
    done = _run(
        project_root, tmp_path, "import logging\ndef test_it():\n    logging.getLogger('x').warning('odd thing')\n"
    )
    assert done.returncode == 1
    assert "logged without being expected" in done.stdout
    assert "odd thing" in done.stdout


def test_an_expected_warning_that_does_not_come_fails_a_test(project_root: Path, tmp_path: Path) -> None:
    done = _run(project_root, tmp_path, "def test_it(expect_log):\n    expect_log('odd thing')\n")
    assert done.returncode == 1
    assert "expected in the log and not there" in done.stdout


def test_an_expected_warning_passes(project_root: Path, tmp_path: Path) -> None:
    done = _run(
        project_root,
        tmp_path,
        "import logging\ndef test_it(expect_log):\n    expect_log('odd')\n    logging.warning('odd thing')\n",
    )
    assert done.returncode == 0, done.stdout


def test_a_warning_of_qt_fails_a_test(project_root: Path, tmp_path: Path) -> None:
    done = _run(
        project_root, tmp_path, "from PySide6.QtCore import qWarning\ndef test_it():\n    qWarning('odd layout')\n"
    )
    assert done.returncode == 1
    assert "odd layout" in done.stdout


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("192.0.2.1", 80)])
def test_the_network_is_refused(project_root: Path, tmp_path: Path, address: tuple[str, int]) -> None:
    if sys.platform == "win32" and address[0] == "127.0.0.1":
        address = ("198.51.100.1", 80)
    done = _run(
        project_root,
        tmp_path,
        f"import socket\ndef test_it():\n    socket.create_connection({address!r}, timeout=2)\n",
    )
    assert done.returncode == 1
    assert "tried to reach the network" in done.stdout


def test_a_missing_partner_skips_here_and_fails_where_partners_are_required(project_root: Path, tmp_path: Path) -> None:
    source = "def test_it(partner):\n    partner('no-such-program-anywhere')\n"
    here = _run(project_root, tmp_path, source, SCHOOLSM_PARTNERS="")
    assert (here.returncode, "1 skipped" in here.stdout) == (0, True)
    required = _run(project_root, tmp_path, source, SCHOOLSM_PARTNERS="required")
    assert required.returncode == 1
    assert "no-such-program-anywhere is not installed" in required.stdout


def test_key_ring_tests_run_only_when_asked_for(project_root: Path, tmp_path: Path) -> None:
    source = (
        "import pytest\n@pytest.mark.keyring\ndef test_it():\n    raise AssertionError\ndef test_other():\n    pass\n"
    )
    done = _run(project_root, tmp_path, source)
    assert done.returncode == 0, done.stdout
    assert "1 deselected" in done.stdout


def test_no_test_reaches_a_real_key_ring_or_home_folder() -> None:
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"
    assert os.environ["PYTHON_KEYRING_BACKEND"] == "keyring.backends.fail.Keyring"
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        assert "schoolsm-tests-" in os.environ[f"XDG_{name}_HOME"]
