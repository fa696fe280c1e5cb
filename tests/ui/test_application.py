"""From sign-in to lock to sign-in again over a real store; and, on a virtual screen, that the old process is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.application import Program
from schoolsm_desktop.ui.common import lock
from schoolsm_desktop.ui.common.lock import WindowPlace
from schoolsm_desktop.ui.main_window import MainWindow
from schoolsm_desktop.ui.unlock.sign_in_window import SignInWindow
from schoolsm_desktop.ui.unlock.wizard import FirstRunWizard
from tests.services.roll import add_adult, add_pupil, answer, set_rules
from tests.services.school import COORDINATOR, InventedSchool
from tests.ui.conftest import TestDoorway
from tests.ui.walk import faults_of

Look = Callable[..., looks.Theme]


class House:
    """A program whose end and whose fresh process are noted instead of done."""

    def __init__(
        self, app: QApplication, doorway: TestDoorway, place: WindowPlace | None = None, frozen: bytes = b""
    ) -> None:
        self.done: list[object] = []
        self.doorway = doorway
        self.program = Program(
            app, doorway, demo=False, place=place, frozen=frozen, fresh=self.fresh, end=lambda: self.done.append("end")
        )

    def fresh(self, arguments: Sequence[str], place: WindowPlace, frozen: bytes = b"") -> None:
        """Note what a fresh process would have been given."""
        self.done.append((tuple(arguments), place, frozen) if frozen else (tuple(arguments), place))

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


def test_the_photo_check_alone_stays_open_where_the_school_says_so(
    qtbot: QtBot, qapp: QApplication, look: Look, doorway: TestDoorway, school: InventedSchool
) -> None:
    house = House(qapp, doorway)
    main = house.sign_in(qtbot)
    said_yes = add_pupil(main.office, "Zoë Holt")
    answer(main.office, said_yes, Said.YES, "website", by=add_adult(main.office, said_yes))
    add_pupil(main.office, "Efe Demir")
    school.clock.set(datetime.now().astimezone())
    house.program.lock()
    assert len(house.done[0]) == 2, "not set: nothing stays open"  # type: ignore[arg-type]
    house.close()

    house = House(qapp, doorway)
    main = house.sign_in(qtbot)
    set_rules(main.office, stay_open_minutes=15)
    house.program.lock()
    arguments, place, frozen = cast("tuple[Sequence[str], WindowPlace, bytes]", house.done[0])
    assert "Zoë" not in repr((arguments, place))
    house.close()

    fresh = House(qapp, doorway, place, frozen)
    window = fresh.program.start()
    card = window.open_check
    assert card is not None
    offer = next(b for b in window.findChildren(QPushButton) if b.text() == "Check a picture")
    offer.click()
    assert card.isVisible()
    card.place.setCurrentIndex(card.place.findText("The school’s website"))
    qtbot.keyClicks(card.typed, "zo")
    qtbot.keyClick(card.typed, Qt.Key.Key_Return)
    assert card.answer.text().startswith("✓ Post it")
    qtbot.keyClicks(card.typed, "efe")
    qtbot.keyClick(card.typed, Qt.Key.Key_Return)
    assert card.answer.text() == "✕ Not this picture. Not this child here: Efe Demir"
    assert faults_of(window) == []
    card.over.emit()
    assert fresh.done[-1] == "end", "what it held goes with its process"
    assert len(fresh.done[0]) == 2  # type: ignore[arg-type]
    fresh.close()


def test_the_answers_go_through_a_pipe_and_stand_in_no_environment_or_argument(tmp_path: Path) -> None:
    script = tmp_path / "fresh_one.py"
    script.write_text(
        f"import os, pathlib, sys\nsys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
        "from schoolsm_desktop.ui.common import lock\n"
        "seen = repr(dict(os.environ)) + repr(sys.argv)\n"
        "got = lock.frozen_left_by_lock()\n"
        "out = pathlib.Path(sys.argv[1])\n"
        "out.with_suffix('.new').write_bytes(got + b'|' + str('PLANTED' in seen).encode() + b'|' + str(len(got)).encode())\n"
        "out.with_suffix('.new').rename(out)\n"
    )
    note = tmp_path / "note"
    frozen = "PLANTED Zoë".encode() * 20_000
    lock.start_fresh([str(note)], WindowPlace(1, 2, 300, 300), frozen, program=[sys.executable, str(script)])
    deadline = time.monotonic() + 20
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert note.read_bytes() == frozen + b"|False|" + str(len(frozen)).encode()


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
