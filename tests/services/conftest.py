"""The small school of service tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .school import InventedSchool


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school with a headteacher and a coordinator; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()
