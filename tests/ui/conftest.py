"""Windows for tests: one look on every machine, a school to stand on, and a house to enter it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from schoolsm_desktop.security.os_keyring import MemoryKeyRing
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.desk import Beside, SignInDesk
from schoolsm_desktop.services.first_run import FirstRun
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.unlock.doorway import DemoPerson
from tests.services.school import NOW, QUICK, QUICK_LIMITS, InventedSchool


@dataclass
class TestDoorway:
    """A real store behind the window: `school`, or an empty folder where there is none."""

    __test__ = False

    base: Path
    school: InventedSchool | None = None
    demo: Sequence[DemoPerson] = ()
    left: list[bool] = field(default_factory=list)
    ring: MemoryKeyRing = field(default_factory=MemoryKeyRing)

    def desk(self) -> SignInDesk | None:
        """The desk of the school, if there is one."""
        return self.school.desk() if self.school is not None else None

    def first_run(self) -> FirstRun:
        """The first run with a cheap key derivation."""
        if self.school is not None:
            return FirstRun(self.school.beside, QUICK)
        return FirstRun(Beside(self.ring, ThisPc(self.base / "pc.json"), SetClock(NOW), QUICK_LIMITS), QUICK)

    def demo_people(self) -> Sequence[DemoPerson]:
        """Whoever the test offers."""
        return self.demo

    def warm_up(self) -> None:
        """Everything is imported already."""

    def leave(self, office: Office, *, closing: bool) -> None:
        """Close the records, and note why."""
        self.left.append(closing)
        office.close()

    def again(self) -> Sequence[str]:
        """Nothing is started again."""
        return ("--store", str(self.base))


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Callable[..., looks.Theme]]:
    """Puts on a look: `look(Scheme.DARK, text_factor=2.0)`; the light one is put back afterwards."""
    _forget_closed_windows()
    looks.use_shipped_font()
    theme = looks.theme()
    theme.apply(looks.Scheme.LIGHT)

    def put_on(scheme: looks.Scheme = looks.Scheme.LIGHT, *, text_factor: float = 1.0) -> looks.Theme:
        theme.apply(scheme, text_factor=text_factor)
        return theme

    yield put_on
    _forget_closed_windows()
    theme.apply(looks.Scheme.LIGHT)


def _forget_closed_windows() -> None:
    """Windows that pytest-qt has closed live until the next wait: gone now, they are not dressed in the next look."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    """A worker that is stopped after the test."""
    made = Background()
    yield made
    assert made.stop(5), "work was still running when the test ended"


@pytest.fixture
def school(tmp_path: Path) -> InventedSchool:
    """A school whose coordinator has signed out."""
    (tmp_path / "school").mkdir()
    made = InventedSchool(tmp_path / "school")
    made.sign_out()
    return made


@pytest.fixture
def doorway(tmp_path: Path, school: InventedSchool) -> TestDoorway:
    """The way into that school."""
    return TestDoorway(tmp_path, school)
