"""What README.md promises a stranger is what the requirements, the wheel and CI really do."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

_LINES = {
    "bash": (
        "python -m pip install --require-hashes -r requirements.txt && python -m schoolsm_desktop --demo",
        "python -m pip install --require-hashes -r requirements-dev.txt && python -m pytest",
    ),
    "powershell": (
        "python -m pip install --require-hashes -r requirements.txt; if ($?) { python -m schoolsm_desktop --demo }",
        "python -m pip install --require-hashes -r requirements-dev.txt; if ($?) { python -m pytest }",
    ),
}
_REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)


def _wanted(path: Path) -> list[str]:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def _pins(path: Path) -> dict[str, str]:
    return {found["name"]: found["version"] for found in _REQUIREMENT.finditer(path.read_text(encoding="utf-8"))}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!;\[ ]", name, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("shell", sorted(_LINES))
def test_the_readme_has_one_line_for_the_window_and_one_for_the_tests(project_root: Path, shell: str) -> None:
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    blocks = tuple(re.findall(rf"```{shell}\n(.*?)\n```", readme, re.DOTALL))
    assert blocks == _LINES[shell]


def test_every_picture_and_page_that_the_documents_point_to_is_there(project_root: Path) -> None:
    documents = [*project_root.glob("*.md"), *(project_root / "docs").rglob("*.md")]
    links = [
        (document, target.partition("#")[0])
        for document in documents
        for target in re.findall(r"\]\(([^)]+)\)", document.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert sum(target.endswith(".png") for _, target in links) >= 4
    missing = [f"{document.name}: {target}" for document, target in links if not (document.parent / target).exists()]
    assert missing == []


def test_ci_runs_the_readmes_own_line_for_the_tests(project_root: Path) -> None:
    script = (project_root / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m1 -E '(.*)' README\.md", script)
    assert pattern is not None
    readme = (project_root / "README.md").read_text(encoding="utf-8").splitlines()
    found = [line for line in readme if re.match(pattern[1], line)]
    assert found == [_LINES["bash"][1]]


def test_ci_installs_every_system_library_that_the_readme_names(project_root: Path) -> None:
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    sentence = readme[readme.index("On Linux, Qt needs the system libraries") :].split(";", 1)[0]
    named = set(re.findall(r"\blib[a-z0-9-]+\b", sentence)) - {"libraries", "libxcb"}
    script = (project_root / ".ci" / "run").read_text(encoding="utf-8")
    assert len(named) >= 7
    assert {name for name in named if not re.search(rf"\b{re.escape(name)}\b", script)} == set()


def test_the_wheel_depends_on_what_requirements_in_says(project_root: Path) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "dynamic" not in project
    assert project["dependencies"] == _wanted(project_root / "requirements.in")


@pytest.mark.parametrize(
    ("source", "pinned"),
    [("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt")],
)
def test_everything_wanted_is_pinned_with_hashes_and_no_host(project_root: Path, source: str, pinned: str) -> None:
    text = (project_root / pinned).read_text(encoding="utf-8")
    assert not re.search(r"://|--index-url|--extra-index-url|--find-links|--trusted-host", text)
    pins = _pins(project_root / pinned)
    assert {_plain(name) for name in _wanted(project_root / source)} <= {_plain(name) for name in pins}
    requirements = re.split(r"\n(?=[A-Za-z0-9])", text)
    without_hash = [part.splitlines()[0] for part in requirements if "==" in part and "--hash=sha256:" not in part]
    assert without_hash == []


def test_the_pins_hold_for_every_platform(project_root: Path) -> None:
    text = (project_root / "requirements-dev.txt").read_text(encoding="utf-8")
    for package, marker in (
        ("pywin32-ctypes", "sys_platform == 'win32'"),
        ("secretstorage", "sys_platform == 'linux'"),
        ("colorama", "os_name == 'nt'"),
        ("macholib", "sys_platform == 'darwin'"),
    ):
        line = next(line for line in text.splitlines() if line.startswith(f"{package}=="))
        assert marker in line


def test_both_sets_of_pins_agree(project_root: Path) -> None:
    program, tests = _pins(project_root / "requirements.txt"), _pins(project_root / "requirements-dev.txt")
    assert {name: (pin, tests.get(name)) for name, pin in program.items() if tests.get(name) != pin} == {}


def test_qt_stays_below_the_release_that_ends_the_process(project_root: Path) -> None:
    version = _pins(project_root / "requirements.txt")["pyside6-essentials"]
    assert (6, 8) <= tuple(int(part) for part in version.split(".")[:2]) < (6, 12)


def test_one_version_everywhere(project_root: Path) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tree = ast.parse((project_root / "schoolsm_desktop" / "__init__.py").read_text(encoding="utf-8"))
    assigned = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert assigned["__version__"] == project["version"]
    changelog = (project_root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog


def test_the_ci_script_is_well_formed(project_root: Path) -> None:
    script = project_root / ".ci" / "run"
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", script], capture_output=True).returncode == 0


def test_no_document_names_a_path_of_a_machine(project_root: Path) -> None:
    names = re.compile(r"/work/|/root/|/opt/")
    kept = subprocess.run(["git", "ls-files"], cwd=project_root, capture_output=True, text=True, check=True).stdout
    found = []
    for name in kept.splitlines():
        path = project_root / name
        if path.suffix in {".py", ".md", ".toml", ".txt", ".spec", ".in"} and path.is_file():
            text = path.read_text(encoding="utf-8")
            found += [f"{name}: {hit.group()}" for hit in names.finditer(text) if "test_setting_up" not in name]
    assert found == []
