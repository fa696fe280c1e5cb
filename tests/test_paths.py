"""Folders of each system, and the program's own files wherever it runs from."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from schoolsm_desktop import paths
from schoolsm_desktop.paths import Reach, places, resource, resources_folder


def test_records_backups_and_logs_lie_apart() -> None:
    here = places()
    assert len({here.records, here.backups, here.logs}) == 3
    assert all(folder.is_absolute() for folder in (here.records, here.backups, here.logs))


def test_asking_for_folders_makes_none() -> None:
    here = places()
    assert not here.records.exists()
    assert not here.backups.exists()


def test_one_account_and_all_accounts_do_not_share_records() -> None:
    alone, everyone = places(Reach.ONE_ACCOUNT), places(Reach.ALL_ACCOUNTS)
    assert alone.records != everyone.records
    assert alone.logs == everyone.logs


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_the_folders_of_linux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert places().records == tmp_path / "schoolsm-desktop" / "records"
    assert places(Reach.ALL_ACCOUNTS).records == Path("/var/lib/schoolsm-desktop/records")


def test_a_resource_is_found_from_source() -> None:
    assert resources_folder().name == "resources"
    assert resource("policies").is_dir()


def test_a_missing_resource_says_which() -> None:
    with pytest.raises(FileNotFoundError, match=r"policies/none\.toml"):
        resource("policies", "none.toml")


@pytest.mark.parametrize("parts", [("..", "pyproject.toml"), ("policies", "..", "..", "README.md"), ("/etc",)])
def test_a_resource_lies_below_its_folder(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="below the resources folder"):
        resource(*parts)


def test_a_wheel_carries_the_resources_and_finds_them(project_root: Path, tmp_path: Path) -> None:
    # Built with the environment's own hatchling: an isolated build would fetch one from the network.
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(project_root)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    wheel = next(tmp_path.glob("schoolsm_desktop-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "installed")
    assert any(name.startswith("schoolsm_desktop/resources/policies/") for name in names)
    assert not any(name.startswith(("tests/", "docs/", "resources/")) for name in names)
    asked = "from schoolsm_desktop.paths import resource; print(resource('policies'))"
    found = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()) == tmp_path / "installed" / "schoolsm_desktop" / "resources" / "policies"


def test_the_built_program_finds_them_inside_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "_internal" / "schoolsm_desktop"
    (package / "resources" / "fonts").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.pyc"))
    assert resource("fonts") == (package / "resources" / "fonts").resolve()
