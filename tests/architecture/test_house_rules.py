"""Rules of the house that no linter knows; each is proved by a source that breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_LINES = 450
_LINES_OF = {"schoolsm_desktop/ui/main_window.py": 250}
_VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common_utils"}
_NEVER_IMPORTED = {
    "PySide6.QtNetwork": "the program never opens a network",
    "PySide6.QtWebEngineWidgets": "the program shows no web page",
    "pickle": "input from outside must not become code",
    "marshal": "input from outside must not become code",
    "shelve": "input from outside must not become code",
    "dill": "input from outside must not become code",
    "yaml": "input from outside must not become code",
    "requests": "the program never opens a network",
    "http.client": "the program never opens a network",
    "urllib.request": "the program never opens a network",
    "ftplib": "the program never opens a network",
    "smtplib": "the program never opens a network",
}
_NEVER_CALLED = {"eval", "exec", "compile", "__import__"}
_CLOCK_OR_DISK = {"os", "pathlib", "time", "io", "shutil", "tempfile", "socket", "subprocess", "random", "secrets"}
_CLOCK_CALLS = {"now", "today", "utcnow", "time_ns"}


def _sources(root: Path, folder: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((root / folder).rglob("*.py")):
        yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def forbidden_imports(tree: ast.Module) -> list[str]:
    """What of `_NEVER_IMPORTED` a module imports, with the reason."""
    found = []
    for name in _imported(tree):
        for never, reason in _NEVER_IMPORTED.items():
            if name == never or name.startswith(never + "."):
                found.append(f"{name}: {reason}")
    return found


def forbidden_calls(tree: ast.Module) -> list[str]:
    """Calls that turn text into code."""
    return [
        f"line {node.lineno}: {node.func.id}()"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NEVER_CALLED
    ]


def clock_or_disk(tree: ast.Module) -> list[str]:
    """Where a module of the domain looks at the clock or at the disk."""
    found = [f"imports {name}" for name in _imported(tree) if name.partition(".")[0] in _CLOCK_OR_DISK]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in _CLOCK_CALLS:
            found.append(f"line {node.lineno}: {node.func.attr}()")
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            found.append(f"line {node.lineno}: open()")
    return found


def silenced(text: str) -> list[str]:
    """Lines that silence a check without saying which, or leave work behind."""
    bare = re.compile(r"#\s*noqa(?!:)|#\s*type:\s*ignore(?!\[)|\b(?:TO[D]O|FIX[M]E)\b")
    return [f"line {number}: {line.strip()}" for number, line in enumerate(text.splitlines(), 1) if bare.search(line)]


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (forbidden_imports, "from PySide6.QtNetwork import QTcpSocket"),
        (forbidden_imports, "from PySide6 import QtNetwork"),
        (forbidden_imports, "import pickle"),
        (forbidden_imports, "def f():\n    import yaml"),
        (forbidden_imports, "from urllib.request import urlopen"),
        (forbidden_calls, "eval('1')"),
        (clock_or_disk, "from datetime import date\nx = date.today()"),
        (clock_or_disk, "import os.path"),
        (clock_or_disk, "with open('x') as f: pass"),
    ],
)
def test_each_rule_notices_a_planted_violation(rule: Callable[[ast.Module], list[str]], planted: str) -> None:
    assert rule(ast.parse(planted))
    assert not rule(ast.parse("from dataclasses import dataclass\nx = len('eval')"))


def test_silencing_without_a_code_is_noticed() -> None:
    planted = ["x = 1  # no" + "qa", "x = 1  # type: ig" + "nore", "# TO" + "DO later"]
    assert all(silenced(line) for line in planted)
    assert not silenced("x = 1  # no" + "qa: S101")


def test_nothing_reaches_a_network_or_turns_input_into_code(project_root: Path) -> None:
    found = {
        name: faults
        for name, tree in _sources(project_root, "schoolsm_desktop")
        if (faults := forbidden_imports(tree) + forbidden_calls(tree))
    }
    assert found == {}


def test_the_domain_looks_at_no_clock_and_no_disk(project_root: Path) -> None:
    found = {
        name: faults
        for name, tree in _sources(project_root, "schoolsm_desktop/domain")
        if (faults := clock_or_disk(tree))
    }
    assert found == {}


@pytest.mark.parametrize("folder", ["schoolsm_desktop", "tests"])
def test_files_stay_small(project_root: Path, folder: str) -> None:
    long = {}
    for path in sorted((project_root / folder).rglob("*.py")):
        name = path.relative_to(project_root).as_posix()
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > _LINES_OF.get(name, _LINES):
            long[name] = lines
    assert long == {}


@pytest.mark.parametrize("folder", ["schoolsm_desktop", "tests"])
def test_names_say_what_is_inside(project_root: Path, folder: str) -> None:
    vague = [path.name for path in (project_root / folder).rglob("*") if path.stem in _VAGUE_NAMES]
    assert vague == []


@pytest.mark.parametrize("folder", ["schoolsm_desktop", "tests"])
def test_nothing_is_silenced_without_its_code(project_root: Path, folder: str) -> None:
    found = {
        path.name: lines
        for path in sorted((project_root / folder).rglob("*.py"))
        if (lines := silenced(path.read_text(encoding="utf-8")))
    }
    assert found == {}
