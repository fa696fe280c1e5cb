"""Where the objects meet: the records of this PC, their key ring, the clock, and the window that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from schoolsm_desktop.logging_setup import set_up_logging
from schoolsm_desktop.paths import Reach, places

if TYPE_CHECKING:
    from schoolsm_desktop.services.desk import Beside, SignInDesk
    from schoolsm_desktop.services.first_run import FirstRun
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.ui.unlock.doorway import DemoPerson

THIS_PC_FILE = "this-pc.json"


def beside_this_pc() -> Beside:
    """The real surroundings: this account's key ring, this PC's memory, its clock."""
    from schoolsm_desktop.security.os_keyring import system_key_ring
    from schoolsm_desktop.services.clock import SystemClock
    from schoolsm_desktop.services.desk import Beside
    from schoolsm_desktop.services.this_pc import ThisPc

    return Beside(system_key_ring(), ThisPc(places().records.parent / THIS_PC_FILE), SystemClock())


class RecordsDoorway:
    """The way into one folder of records, or into the first-run wizard where there are none yet."""

    def __init__(self, folder: Path | None = None, beside: Beside | None = None) -> None:
        self._folder = folder
        self._beside = beside

    def desk(self) -> SignInDesk | None:
        """The sign-in desk of the records; None where there are none yet."""
        from schoolsm_desktop.services.desk import SignInDesk, has_records

        folder = self._find()
        return SignInDesk(folder, self._surroundings()) if has_records(folder) else None

    def first_run(self) -> FirstRun:
        """The deeds of the first-run wizard."""
        from schoolsm_desktop.services.first_run import FirstRun

        return FirstRun(self._surroundings())

    def demo_people(self) -> Sequence[DemoPerson]:
        """Nobody: these records are real."""
        return ()

    def warm_up(self) -> None:
        """Import what is needed after the sign-in."""
        import schoolsm_desktop.services.entry
        import schoolsm_desktop.services.office
        import schoolsm_desktop.ui.main_window
        import schoolsm_desktop.ui.today.page  # noqa: F401 - imported for the next sign-in to find

    def leave(self, office: Office, *, closing: bool) -> None:
        """Close the records; with a verified backup first when the program closes."""
        self._folder = office.folder
        office.close(with_backup=closing)

    def again(self) -> Sequence[str]:
        """A fresh process opens the same folder."""
        return ("--store", str(self._find()))

    def _surroundings(self) -> Beside:
        if self._beside is None:
            # Here and not before the window: nothing is looked for on the disk until it is painted.
            set_up_logging(places().logs)
            self._beside = beside_this_pc()
        return self._beside

    def _find(self) -> Path:
        """The folder that was asked for, the one opened last, the one everybody of this PC shares, or this account's."""
        from schoolsm_desktop.services.desk import has_records

        if self._folder is not None:
            return self._folder
        last = self._surroundings().this_pc.last_store()
        shared = places(Reach.ALL_ACCOUNTS).records
        for folder in (last, shared):
            if folder is not None and has_records(folder):
                return folder
        return places().records


def open_window(folder: Path | None = None) -> int:
    """Show the sign-in window, or the wizard on an empty PC, and stay until the program is closed; the exit code."""
    import gc

    # The window sweeps for itself (ui/common/sweeper.py). Before that, in all that is imported, nothing is garbage yet.
    gc.disable()
    from schoolsm_desktop.ui.application import run_window

    return run_window(RecordsDoorway(folder), folder=folder)
