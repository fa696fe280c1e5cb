"""Run by a test on a virtual screen: signs in, locks, and is then started again by its own lock.

The first process makes a school, signs in and locks. The process that the lock starts notes its number and the place
it was given, shows the sign-in window there, and waits to be ended.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from schoolsm_desktop.ui.application import Program
from schoolsm_desktop.ui.common import lock
from schoolsm_desktop.ui.theme import theme
from tests.services.school import COORDINATOR, InventedSchool
from tests.ui.conftest import TestDoorway


def fresh(arguments: Sequence[str], place: lock.WindowPlace, frozen: bytes = b"") -> None:
    """Start this script again, by the way the program starts itself."""
    lock.start_fresh(arguments, place, frozen, program=[sys.executable, __file__])


def main() -> int:
    """Which of the two processes this is shows in the environment."""
    notes = Path(os.environ["LOCKING_PROGRAM_NOTES"])
    app = QApplication([])
    theme().apply()
    place = lock.place_left_by_lock()
    if place is not None:
        program = Program(app, TestDoorway(notes), demo=False, place=place)
        window = program.start()
        stands = lock.WindowPlace.of(window)
        fresh_note = notes / "fresh.new"
        fresh_note.write_text(f"{os.getpid()} {stands.text()}")
        fresh_note.rename(notes / "fresh")
        return app.exec()
    (notes / "school").mkdir()
    school = InventedSchool(notes / "school")
    school.sign_out()
    program = Program(
        app, TestDoorway(notes, school), demo=False, place=lock.WindowPlace(40, 60, 900, 650), fresh=fresh
    )
    window = program.start()

    def press() -> None:
        window.card.passphrase.setText(COORDINATOR)
        window.card.button.click()

    def lock_now() -> None:
        if program.main is not None:
            steps.stop()
            program.lock()

    steps = QTimer()
    steps.timeout.connect(lambda: lock_now() if program.main else press() if window.card.button.isEnabled() else None)
    steps.start(50)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
