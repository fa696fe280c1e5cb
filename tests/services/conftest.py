"""The small school of service tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .school import InventedSchool

Schools = Callable[[str], InventedSchool]


@pytest.fixture
def schools(tmp_path: Path) -> Iterator[Schools]:
    """Makes schools with the policy that a test asks for; the coordinator is signed in."""
    made: list[InventedSchool] = []

    def one(policy: str) -> InventedSchool:
        made.append(InventedSchool(tmp_path / f"{policy}{len(made)}", policy))
        return made[-1]

    yield one
    for school in made:
        school.sign_out()


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with a headteacher and a coordinator; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()
