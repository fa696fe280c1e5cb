"""The window on the invented school: made at the first start, joined again by the process that follows a lock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .demonstration import Demonstration, join_demo
from .folder import DemoFolder

if TYPE_CHECKING:
    from schoolsm_desktop.services.desk import SignInDesk
    from schoolsm_desktop.services.first_run import FirstRun
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.ui.unlock.doorway import DemoPerson

FOLDER = "SCHOOLSM_DESKTOP_DEMONSTRATION"
"""The process before a lock leaves here, for the next one, where its demonstration lies."""


class DemoDoorway:
    """The way into a demonstration. It is made on the worker, behind the first paint."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._made: Demonstration | None = None

    def desk(self) -> SignInDesk | None:
        """The sign-in desk of the invented school."""
        from schoolsm_desktop.services.clock import SystemClock
        from schoolsm_desktop.services.desk import SignInDesk

        demonstration = self._demonstration()
        return SignInDesk(demonstration.records, demonstration.beside(SystemClock()))

    def first_run(self) -> FirstRun:
        """Never asked for: the school is there. The passphrase dialogs use its judgement of passphrases."""
        from schoolsm_desktop.services.clock import SystemClock
        from schoolsm_desktop.services.first_run import FirstRun

        return FirstRun(self._demonstration().beside(SystemClock()))

    def demo_people(self) -> Sequence[DemoPerson]:
        """The people whose passphrases are shown."""
        from schoolsm_desktop.ui.unlock.doorway import DemoPerson

        return [DemoPerson(s.person_id, s.name, s.title, s.passphrase) for s in self._demonstration().sign_ins]

    def warm_up(self) -> None:
        """Nothing: making the school has imported everything."""

    def leave(self, office: Office, *, closing: bool) -> None:
        """Close the records; at the end the folder goes, at a lock the next process takes it over."""
        place = self._demonstration().place
        office.close(with_backup=False)
        if closing:
            place.leave()
        else:
            place.hand_over()
            os.environ[FOLDER] = str(place.folder)

    def abandon(self) -> None:
        """The window was closed before anybody signed in: the folder goes."""
        if self._made is not None:
            self._made.place.leave()

    def again(self) -> Sequence[str]:
        """A fresh process shows the demonstration again; where it lies is said in its environment."""
        return ("--demo",)

    def _demonstration(self) -> Demonstration:
        if self._made is None:
            if self._folder is not None and self._folder.is_dir():
                self._made = join_demo(self._folder)
            else:
                from .making import build_demo

                self._made = build_demo(DemoFolder.new(), datetime.now().astimezone().date())
        return self._made


def open_demonstration() -> int:
    """Show the invented school and stay until it is closed; the exit code."""
    from schoolsm_desktop.ui.application import run_window

    left = os.environ.pop(FOLDER, "")
    doorway = DemoDoorway(Path(left) if left else None)
    code = run_window(doorway, demo=True)
    doorway.abandon()
    return code
