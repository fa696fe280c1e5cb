"""From the first paint to the end of the process: sign-in window, main window, lock, close.

`run_window` is called by `bootstrap` with a `Doorway`. Before the first paint only Qt, the look and the sign-in
window are imported; everything else is imported by the worker while the passphrase is typed.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from schoolsm_desktop.ui.common.background import Background, show_failure
from schoolsm_desktop.ui.common.lock import (
    SECONDS,
    End,
    Fresh,
    WindowPlace,
    end_process,
    frozen_left_by_lock,
    place_left_by_lock,
    start_fresh,
)
from schoolsm_desktop.ui.common.sweeper import Sweeper
from schoolsm_desktop.ui.theme import application, px, theme
from schoolsm_desktop.ui.unlock.sign_in_window import SignInWindow

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.ui.arrival import Arrival
    from schoolsm_desktop.ui.common.auto_lock import AutoLock
    from schoolsm_desktop.ui.common.kept_views import PersonViews
    from schoolsm_desktop.ui.main_window import MainWindow
    from schoolsm_desktop.ui.unlock.doorway import Doorway

log = logging.getLogger(__name__)
WINDOW_DRAFT = "window"


class Program(QObject):
    """The windows of one process, one after another. `end` and `fresh` are replaced in tests alone."""

    def __init__(
        self,
        app: QApplication,
        doorway: Doorway,
        *,
        demo: bool,
        folder: Path | None = None,
        place: WindowPlace | None = None,
        frozen: bytes = b"",
        fresh: Fresh = start_fresh,
        end: End = end_process,
    ) -> None:
        super().__init__(app)
        self._app, self._doorway, self._demo, self._folder = app, doorway, demo, folder
        self._place, self._fresh, self._end = place, fresh, end
        self._frozen = frozen
        self.background = Background(self)
        self.window: QWidget | None = None
        self.main: MainWindow | None = None
        self.auto_lock: AutoLock | None = None
        self._views: PersonViews | None = None
        self._ending = False
        app.setQuitOnLastWindowClosed(False)

    def start(self) -> SignInWindow:
        """Show the sign-in window; who can sign in is read after it is painted."""
        window = SignInWindow(self._doorway, self.background, demo=self._demo, after_lock=self._place is not None)
        window.opened.connect(self._arrive)
        window.wizard_wanted.connect(self._set_up)
        window.closing.connect(self._leave_unopened)
        window.painted.connect(window.begin)
        if self._frozen:
            window.offer_check(self._frozen)
            window.check_over.connect(self._end_check)
            self._frozen = b""
        self._show(window)
        return window

    def _end_check(self) -> None:
        """The time of an open photo check is over: what it held goes with its process."""
        if self.window is None or self.main is not None or self._ending:
            return
        self._ending = True
        self.background.stop(SECONDS)
        self._fresh(tuple(self._doorway.again()), WindowPlace.of(self.window))
        self.window.hide()
        self._end()

    def lock(self) -> None:
        """Seal what was typed, close the records, and let a fresh process stand here."""
        main = self.main
        if main is None or self._ending:
            return
        self._ending = True
        main.cover.cover()
        main.clipboard.clear()
        office, drafts = main.office, _drafts(main)
        if self._views is not None:
            self._views.flush()
        self._app.processEvents()  # the cover is painted before anything else is waited for
        frozen: list[bytes] = []

        def freeze() -> None:
            check = office.open_check.frozen()
            frozen.extend([check.text()] if check is not None else [])

        self.background.run(lambda: office.drafts.keep(drafts))
        self.background.run(freeze)
        self.background.run(lambda: self._doorway.leave(office, closing=False))
        if not self.background.stop(SECONDS):
            log.warning("work was still running five seconds after a lock; it is rolled back")
        self._fresh(tuple(self._doorway.again()), WindowPlace.of(main), b"".join(frozen))
        main.hide()
        self._end()

    # From window to window

    def _set_up(self) -> None:
        from datetime import datetime

        from schoolsm_desktop.ui.unlock.wizard import FirstRunWizard

        today = datetime.now().astimezone().date()
        wizard = FirstRunWizard(self._doorway, self.background, today=today, folder=self._folder)
        wizard.opened.connect(self._arrive)
        wizard.closing.connect(self._leave_unopened)
        self._show(wizard)

    def _arrive(self, office: Office) -> None:
        def call() -> Arrival:
            # Late, and on the worker: the first window is painted before the main one is imported.
            from schoolsm_desktop.ui.arrival import gather

            return gather(office, demo=self._demo)

        self.background.run(call, self._open, owner=self.window)

    def _open(self, arrival: Arrival) -> None:
        from schoolsm_desktop.ui.arrival import counts_of, finder_of
        from schoolsm_desktop.ui.common.appearance import Appearance
        from schoolsm_desktop.ui.common.auto_lock import AutoLock
        from schoolsm_desktop.ui.common.kept_views import PersonViews
        from schoolsm_desktop.ui.main_window import MainWindow

        office = arrival.office
        appearance = Appearance.of(arrival.kept)
        if appearance is not None:
            appearance.apply()

        def save(changed: dict[str, Any]) -> None:
            self.background.run(lambda: office.preferences.put(changed))

        self._views = PersonViews(arrival.kept, save, self)
        self.main = main = MainWindow(
            arrival.frame,
            arrival.specs,
            office,
            self._views,
            background=self.background,
            find=finder_of(office),
            counts=counts_of(office),
        )
        main.bus.follow(office.changes)
        main.lock_asked.connect(self.lock)
        main.closing.connect(self._leave)
        if arrival.drafts:
            main.restore(_from_kept(arrival.drafts))
            self._forget_drafts(office, list(arrival.drafts))
        self._show(main)
        self.auto_lock = AutoLock(self)
        self.auto_lock.due.connect(lambda _why: self.lock())
        self.auto_lock.start()

    def _forget_drafts(self, office: Office, places: list[str]) -> None:
        def forget() -> None:
            for place in places:
                office.drafts.forget(place)

        self.background.run(forget)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        if before is not None:
            WindowPlace.of(before).put(window)
            filled = before.isMaximized()
        elif self._place is not None:
            self._place.put(window)
            filled = self._place.filled
        else:
            filled = _usual_place(window)
        if filled:
            window.showMaximized()
        else:
            window.show()
        window.raise_()
        window.activateWindow()
        if before is not None:
            before.blockSignals(True)
            before.close()
            before.deleteLater()

    # The end

    def _leave_unopened(self) -> None:
        if not self._ending:
            self._ending = True
            self.background.stop(SECONDS)
            self._app.quit()

    def _leave(self) -> None:
        main = self.main
        if main is None or self._ending:
            return
        self._ending = True
        if self.auto_lock is not None:
            self.auto_lock.stop()
        if self._views is not None:
            self._views.flush()
        office = main.office

        def wrong(error: Exception) -> None:
            # The window is shown once more, so that a backup that failed is not missed.
            main.show()
            show_failure(main, error)
            main.closing.disconnect(self._leave)
            main.closing.connect(self._app.quit)

        def done(_nothing: None) -> None:
            self.background.stop(SECONDS)
            self._app.quit()

        self.background.run(lambda: self._doorway.leave(office, closing=True), done, wrong)


def run_window(doorway: Doorway, *, demo: bool = False, folder: Path | None = None) -> int:
    """Show the window and stay until it is closed; the exit code. `folder` is where new records are proposed."""
    frozen = frozen_left_by_lock()
    app = application()
    app.setApplicationName("SchoolSM Desktop")
    app.setApplicationDisplayName("SchoolSM Desktop")
    theme().apply()
    program = Program(app, doorway, demo=demo, folder=folder, place=place_left_by_lock(), frozen=frozen)
    program.start()
    Sweeper(app).start()
    return app.exec()


def _drafts(main: MainWindow) -> dict[str, dict[str, str]]:
    import json

    draft = main.draft()
    kept = {f"page:{key}": {"json": json.dumps(value, ensure_ascii=False)} for key, value in draft["pages"].items()}
    return {WINDOW_DRAFT: {"page": str(draft["page"])}, **kept}


def _from_kept(drafts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    import json

    pages = {}
    for place, values in drafts.items():
        if place.startswith("page:") and isinstance(values.get("json"), str):
            pages[place.removeprefix("page:")] = json.loads(values["json"])
    return {"page": drafts.get(WINDOW_DRAFT, {}).get("page"), "pages": pages}


def _usual_place(window: QWidget) -> bool:
    room = window.screen().availableGeometry()
    width, height = min(px(1366), room.width()), min(px(768), room.height())
    window.resize(width, height)
    frame = window.frameGeometry()
    frame.moveCenter(room.center())
    window.move(frame.topLeft())
    return room.width() <= px(1400)
