"""From sign-in to lock to sign-in again over a real store; and, on a virtual screen, that the old process is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.application import Program
from schoolsm_desktop.ui.common.lock import WindowPlace
from schoolsm_desktop.ui.main_window import MainWindow
from schoolsm_desktop.ui.unlock.sign_in_window import SignInWindow
from schoolsm_desktop.ui.unlock.wizard import FirstRunWizard
from tests.services.school import COORDINATOR, InventedSchool
from tests.ui.conftest import TestDoorway

Look = Callable[..., looks.Theme]


class House:
    """A program whose end and whose fresh process are noted instead of done."""

    def __init__(self, app: QApplication, doorway: TestDoorway, place: WindowPlace | None = None) -> None:
        self.done: list[object] = []
        self.doorway = doorway
        self.program = Program(
            app, doorway, demo=False, place=place, fresh=self.fresh, end=lambda: self.done.append("end")
        )

    def fresh(self, arguments: Sequence[str], place: WindowPlace) -> None:
        """Note what a fresh process would have been given."""
        self.done.append((tuple(arguments), place))

    def sign_in(self, qtbot: QtBot) -> MainWindow:
        """Sign the coordinator in."""
        window = self.program.start()
        qtbot.waitUntil(lambda: window.card.people.count() > 0)
        window.card.passphrase.setText(COORDINATOR)
        window.card.button.click()
        qtbot.waitUntil(lambda: self.program.main is not None, timeout=20000)
        assert self.program.main is not None
        return self.program.main

    def close(self) -> None:
        """Leave nothing running."""
        if self.program.auto_lock is not None:
            self.program.auto_lock.stop()
        if self.program.window is not None:
            self.program.window.blockSignals(True)
            self.program.window.close()
        self.program.background.stop(5)


def test_after_the_sign_in_today_stands_where_the_sign_in_window_stood(
    qtbot: QtBot, qapp: QApplication, look: Look, doorway: TestDoorway
) -> None:
    house = House(qapp, doorway, WindowPlace(30, 40, 760, 640))
    main = house.sign_in(qtbot)
    assert main.page_key == "today"
    assert main.geometry() == house.program.window.geometry()  # type: ignore[union-attr]  # it has been shown
    assert (main.width(), main.height()) == (760, 640)
    assert main.side._who.text() == "Signed in: Rosa Okafor"
    assert main.top.term.text().startswith("Autumn term 2026")
    main.office.close()
    house.close()


def test_locking_seals_what_was_typed_closes_the_records_and_ends_the_process(
    qtbot: QtBot, qapp: QApplication, look: Look, doorway: TestDoorway, school: InventedSchool
) -> None:
    house = House(qapp, doorway)
    main = house.sign_in(qtbot)
    main.show_page("accounts")
    main.clipboard.copy("kX9#mQ2$vL7&pT4w")
    typed = {"dialog": "none", "record": "", "typed": {"name": "Zoë’s page"}}
    main.restore({"page": "accounts", "pages": {"reports": typed}})
    main.views.put("accounts", {"filter": "zo"})
    main.lock_asked.emit()
    place = WindowPlace.of(main)
    assert house.done == [(doorway.again(), place), "end"]
    assert doorway.left == [False]
    assert QGuiApplication.clipboard().text() == ""
    assert not main.isVisible()
    stored = b"".join(path.read_bytes() for path in school.folder.rglob("*") if path.is_file())
    assert "Zoë’s page".encode() not in stored
    house.close()

    again = House(qapp, doorway)
    main = again.sign_in(qtbot)
    assert main.page_key == "accounts"
    assert main.draft()["pages"]["reports"] == typed
    assert main.views.get("accounts")["filter"] == "zo"
    qtbot.waitUntil(lambda: main.office.drafts.all() == {}, timeout=10000)
    main.office.close()
    again.close()


def test_what_one_person_typed_is_not_another_s(
    qtbot: QtBot, qapp: QApplication, look: Look, doorway: TestDoorway, school: InventedSchool
) -> None:
    house = House(qapp, doorway)
    main = house.sign_in(qtbot)
    main.restore({"page": "today", "pages": {"reports": {"typed": {"name": "x"}}}})
    house.program.lock()
    house.close()
    assert school.desk().sign_in(school.head.id, school.words[school.head.id]).drafts.all() == {}  # type: ignore[union-attr]


def test_idle_minutes_and_the_system_s_lock_lock(
    qtbot: QtBot, qapp: QApplication, look: Look, doorway: TestDoorway
) -> None:
    house = House(qapp, doorway)
    house.sign_in(qtbot)
    assert house.program.auto_lock is not None
    house.program.auto_lock.system_locked()
    assert house.done[-1] == "end"
    house.program.lock()
    assert house.done.count("end") == 1, "a lock that has begun is not begun again"
    house.close()


def test_closing_makes_a_backup_and_a_failure_of_it_is_not_missed(
    qtbot: QtBot, qapp: QApplication, look: Look, doorway: TestDoorway
) -> None:
    house = House(qapp, doorway)
    main = house.sign_in(qtbot)
    main.close()
    qtbot.waitUntil(lambda: doorway.left == [True])
    house.close()


def test_an_empty_pc_is_led_into_the_first_run(qtbot: QtBot, qapp: QApplication, look: Look, tmp_path: Path) -> None:
    house = House(qapp, TestDoorway(tmp_path))
    first = house.program.start()
    assert isinstance(first, SignInWindow)
    qtbot.waitUntil(lambda: isinstance(house.program.window, FirstRunWizard))
    house.close()


@pytest.mark.display
def test_after_a_lock_the_old_process_is_gone_and_a_fresh_one_stands_there(tmp_path: Path) -> None:
    # The real end and the real fresh process: nothing is replaced but the house the window stands in.
    script = Path(__file__).with_name("locking_program.py")
    root = Path(__file__).resolve().parent.parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root), "LOCKING_PROGRAM_NOTES": str(tmp_path)}
    old = subprocess.Popen([sys.executable, str(script)], env=environment, cwd=root)
    notes, until = tmp_path / "fresh", time.monotonic() + 60
    while not notes.exists() and time.monotonic() < until:
        assert old.poll() in (None, 0), "the program ended with a fault"
        time.sleep(0.05)  # another process is waited for: it has no signal for us
    pid, place = notes.read_text().split()
    assert old.wait(20) == 0
    assert not psutil.pid_exists(old.pid)
    assert place == "40,60,900,650,0"
    fresh = psutil.Process(int(pid))
    assert fresh.pid != old.pid
    fresh.terminate()
    fresh.wait(20)
