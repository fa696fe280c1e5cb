"""The demonstration school as a fixture: `from tests.services.demo_fixture import demo, demo_office`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from schoolsm_desktop.demo import DemoFolder, Demonstration
from schoolsm_desktop.demo.making import build_demo
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.desk import SignInDesk
from schoolsm_desktop.services.office import Office

ON = date(2026, 11, 20)
"""A Friday in an autumn term."""
NOON = datetime.combine(ON, time(12)).astimezone()


def sign_in(demonstration: Demonstration, key: str, at: datetime = NOON) -> Office:
    """The services for `head`, `coordinator`, `office` or `teacher`, by default at noon of the demonstration's day.

    The records are open to one at a time: close the office before the next one signs in.
    """
    person = next(s for s in demonstration.sign_ins if s.key == key)
    desk = SignInDesk(demonstration.records, demonstration.beside(SetClock(at)))
    office = desk.sign_in(person.person_id, person.passphrase)
    assert isinstance(office, Office)
    return office


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The invented school on ON. One for the whole run: tests that change it build their own."""
    place = DemoFolder.new(tmp_path_factory.mktemp("demonstration"))
    yield build_demo(place, ON)
    place.leave()


def fresh_demo(parent: Path, policy: str | None = None) -> Demonstration:
    """A demonstration of one test's own; pytest takes the folder away."""
    return build_demo(DemoFolder.new(parent), ON, policy)
