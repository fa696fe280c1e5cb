"""A school for each test that asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.security.school import School, found_school


@pytest.fixture
def school(tmp_path: Path) -> School:
    """Headteacher and coordinator, both with passphrases of their own, and a set-up code."""
    folder = tmp_path / "store"
    folder.mkdir()
    return found_school(folder)
