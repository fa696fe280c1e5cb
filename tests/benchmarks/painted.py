"""Run in a process of its own: starts a window, and says when its first picture stands and what was imported for it.

    python -m tests.benchmarks.painted bare
    python -m tests.benchmarks.painted program [ARGUMENT ...]
    python -m tests.benchmarks.painted resting RECORDS   (signs in and stays, for others to look at)
    python -m tests.benchmarks.painted nothing

Prints one line of JSON: the modules that were loaded at that moment. Then the process ends.
"""

from __future__ import annotations

import sys

STARTED_WITH = frozenset(sys.modules)


def _say_and_end() -> None:
    import json
    import os

    sys.stdout.write(json.dumps({"modules": sorted(sys.modules), "bare": len(STARTED_WITH)}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def _end_after_the_first_paint() -> None:
    """Put an event loop in the place of Qt's that ends once a window has been painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                # After the event that is under way the picture is on the screen.
                QTimer.singleShot(0, _say_and_end)
            return False

    loop = QApplication.exec

    def until_painted(*_: object) -> int:
        application = QApplication.instance()
        if application is None:
            return 1
        watcher = Watcher(application)
        # On the windows alone: on the application it would be handed thousands of events, and be what is measured.
        for window in QApplication.topLevelWidgets():
            window.installEventFilter(watcher)
            window.update()
        return loop()

    QApplication.exec = until_painted  # type: ignore[method-assign]


def _bare() -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    _end_after_the_first_paint()
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    return application.exec()


def _resting(records: str) -> int:
    """Sign in as the first person once the window stands, then wait to be ended."""
    from pathlib import Path

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    loop = QApplication.exec

    def signed_in() -> None:
        from schoolsm_desktop.bootstrap import beside_this_pc
        from schoolsm_desktop.services.desk import SignInDesk
        from schoolsm_desktop.services.office import Office
        from schoolsm_desktop.ui.unlock.sign_in_window import SignInWindow
        from tests.benchmarks.made_school import PASSPHRASE

        desk = SignInDesk(Path(records), beside_this_pc())
        office = desk.sign_in(desk.people()[0].person_id, PASSPHRASE)
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, SignInWindow))
        if isinstance(office, Office):
            window.opened.emit(office)

    def exec_and_sign_in(*_: object) -> int:
        QTimer.singleShot(200, signed_in)
        return loop()

    QApplication.exec = exec_and_sign_in  # type: ignore[method-assign]
    from schoolsm_desktop.__main__ import main

    return main(["--store", records])


def _program(arguments: list[str]) -> int:
    _end_after_the_first_paint()
    from schoolsm_desktop.__main__ import main

    return main(arguments)


if __name__ == "__main__":
    which = sys.argv[1]
    if which == "nothing":
        _say_and_end()
    if which == "resting":
        sys.exit(_resting(sys.argv[2]))
    sys.exit(_bare() if which == "bare" else _program(sys.argv[2:]))
