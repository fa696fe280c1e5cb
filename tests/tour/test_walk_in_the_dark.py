"""The whole program walked in the dark at twice the text size.

Two walks and not four: what is too pale does not depend on the size of the text, nor what is cut off on the colours. In a
file of its own, so that another process than that of the light can walk it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Walked

pytestmark = pytest.mark.timeout(1800)


def test_every_step_goes_well_and_nothing_seen_is_unreadable_or_dead(tours: Callable[[str, int], Walked]) -> None:
    tour = tours("dark", 200)
    assert tour.failures() == []
    assert tour.unreadable() == ""
