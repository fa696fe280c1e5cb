"""The import contracts hold (four in pyproject.toml, one here), and each notices a planted violation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

_PLANTED = {
    "layers": ("domain/errors.py", "import schoolsm_desktop.services"),
    "layers-siblings": ("reports/__init__.py", "import schoolsm_desktop.security"),
    "qt": ("services/__init__.py", "from PySide6 import QtCore"),
    "window": ("ui/__init__.py", "import schoolsm_desktop.storage"),
    "window-libraries": ("ui/__init__.py", "import sqlalchemy"),
    "features": ("ui/accounts/__init__.py", "import schoolsm_desktop.ui.policy"),
}


def _contracts(folder: Path, *only: str) -> subprocess.CompletedProcess[str]:
    chosen = [part for name in only for part in ("--contract", name)]
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
            *chosen,
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture
def copy_of_the_package(project_root: Path, tmp_path: Path) -> Path:
    shutil.copy(project_root / "pyproject.toml", tmp_path)
    shutil.copytree(
        project_root / "schoolsm_desktop",
        tmp_path / "schoolsm_desktop",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return tmp_path


def test_every_contract_holds(project_root: Path) -> None:
    done = _contracts(project_root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 kept, 0 broken" in done.stdout


@pytest.mark.parametrize("violation", sorted(_PLANTED))
def test_a_planted_violation_is_noticed(copy_of_the_package: Path, violation: str) -> None:
    contract = violation.partition("-")[0]
    file, line = _PLANTED[violation]
    planted = copy_of_the_package / "schoolsm_desktop" / file
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = _contracts(copy_of_the_package, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout


def test_a_new_room_must_be_given_its_place(copy_of_the_package: Path) -> None:
    (copy_of_the_package / "schoolsm_desktop" / "attic.py").write_text('"""New."""\n', encoding="utf-8")
    done = _contracts(copy_of_the_package, "layers")
    assert done.returncode == 1
    assert "attic" in done.stdout


def _reached_by_domain(package: str = "schoolsm_desktop") -> set[str]:
    graph = grimp.build_graph(package, include_external_packages=True, cache_dir=None)
    domain = f"{package}.domain"
    inside = {domain, *graph.find_descendants(domain)}
    reached = {target for module in inside for target in graph.find_modules_directly_imported_by(module)}
    return reached - inside


def test_domain_reaches_nothing_outside_the_standard_library() -> None:
    outside = {name for name in _reached_by_domain() if name.partition(".")[0] not in sys.stdlib_module_names}
    assert outside == set()


def test_a_library_planted_in_domain_is_noticed(copy_of_the_package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy_of_the_package / "schoolsm_desktop").rename(copy_of_the_package / "planted_desktop")
    errors = copy_of_the_package / "planted_desktop" / "domain" / "errors.py"
    errors.write_text(errors.read_text(encoding="utf-8") + "\nimport msgspec\n", encoding="utf-8")
    monkeypatch.syspath_prepend(copy_of_the_package)
    assert "msgspec" in _reached_by_domain("planted_desktop")
