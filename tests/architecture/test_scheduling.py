"""Where several processes test, what a file makes once for its tests is made in one of them alone."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.scheduling import ByFile, group_of

WALK = "tests/tour/test_walk.py"


@dataclass(eq=False)
class _Process:
    """A process as the scheduler sees one; it keeps what it is given."""

    given: list[int] = field(default_factory=list)
    gateway: Any = field(default_factory=lambda: SimpleNamespace(id="a process"))
    shutting_down: bool = False

    def send_runtest_some(self, numbers: list[int]) -> None:
        self.given += numbers

    def shutdown(self) -> None:
        self.shutting_down = True


def test_what_stands_in_one_file_is_given_to_one_process() -> None:
    names = [f"{WALK}::test_{number}" for number in range(4)] + ["tests/ui/a.py::x", "tests/ui/b.py::x"]
    config: Any = SimpleNamespace(option=SimpleNamespace(), getvalue=lambda _name: ["popen", "popen"])
    plan, processes = ByFile(config), (_Process(), _Process())
    for process in processes:
        plan.add_node(process)
        plan.add_node_collection(process, names)
    plan.schedule()
    assert [process.given for process in processes] == [[0, 1, 2, 3], [4, 5]]


def test_the_tests_of_one_file_go_together() -> None:
    assert group_of(f"{WALK}::test_a") == group_of(f"{WALK}::test_b[light-100]") == WALK
    assert group_of("tests/ui/test_walk.py::TestIt::test_a[x::y]") == "tests/ui/test_walk.py"


def test_the_two_walks_through_the_program_may_be_taken_side_by_side(project_root: Path) -> None:
    asked = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", "-p", "no:xdist", WALK]
    listed = subprocess.run(asked, cwd=project_root, capture_output=True, text=True, check=True).stdout.splitlines()
    names = [line for line in listed if line.startswith(WALK)]
    assert len(names) > 5
    assert [name for name in names if group_of(name) != WALK] == [name for name in names if "dark" in name]
    assert len({group_of(name) for name in names}) == 2
