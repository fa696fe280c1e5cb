"""Run by the attack tests in a process of its own: the real program, worked by a script instead of a hand.

`python -m tests.attacks.driven_program RECORDS NOTES ENDING` starts the program by its own command line. Once signed
in it goes to every page, opens and copies what is kept, prints, types without saving, fails in a page, in a
thread and in the worker, notes what it saw in NOTES, and ends as ENDING says: `close`, `lock` or `crash`.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from schoolsm_desktop import __main__ as command_line
from schoolsm_desktop.ui import application

PLANTED = "SCHOOLSM_TEST_PLANTED"
"""A file with what was planted, so that errors can be raised that say it."""


class DrivenProgram(application.Program):
    """The program, with somebody at it who does everything once."""

    def start(self) -> Any:
        """Show the sign-in window and begin."""
        window = super().start()
        self.script = Script(self)
        return window


class Script(QObject):
    """The steps, one each time that the worker rests."""

    def __init__(self, program: DrivenProgram) -> None:
        super().__init__(program)
        _records, notes, self.ending = sys.argv_for_script  # type: ignore[attr-defined]  # left there by main
        self.program, self.notes = program, Path(notes)
        self.planted = json.loads(Path(os.environ[PLANTED]).read_text(encoding="utf-8"))
        self.seen: dict[str, list[str]] = {"titles": [], "tips": [], "names": [], "undo": []}
        self.resting = True
        self.steps = self.walk()
        program.background.busy.connect(lambda busy: setattr(self, "resting", not busy))
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.step)
        self.timer.start(20)

    def step(self) -> None:
        """Do the next thing, unless the worker is busy."""
        if not self.resting:
            return
        self.timer.stop()
        try:
            next(self.steps)
            self.look()
            self.timer.start(20)
        except StopIteration:
            pass
        except Exception:
            import traceback

            (self.notes / "failed.txt").write_text(traceback.format_exc(), encoding="utf-8")
            os._exit(3)

    def look(self) -> None:
        """Note what every window says to the system and to a screen reader."""
        for window in QApplication.topLevelWidgets():
            self.seen["titles"].append(window.windowTitle())
            for widget in [window, *window.findChildren(QWidget)]:
                self.seen["tips"].append(f"{widget.toolTip()} {widget.statusTip()} {widget.whatsThis()}")
                self.seen["names"].append(f"{widget.accessibleName()} {widget.accessibleDescription()}")
                if isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal:
                    self.seen["undo"].append("undo" if widget.isUndoAvailable() else "")
                elif isinstance(widget, (QPlainTextEdit, QTextEdit)) and widget.isUndoRedoEnabled():
                    self.seen["names"].append(widget.accessibleName())

    def walk(self) -> Iterator[None]:
        """Everything, in the order a person might do it."""
        window: Any = self.program.window
        while not window.card.people.count():
            yield
        window.card.passphrase.setText(self.planted["passphrase"])
        window.card.button.click()
        while self.program.main is None:
            yield
        for key in list(self.program.main._specs):
            self.program.main.show_page(key)
            yield
            yield
        yield from self.open_everything()
        yield from self.print_everything()
        yield from self.type_and_leave()
        yield from self.fail_everywhere()
        self.note()
        self.end()

    def open_everything(self) -> Iterator[None]:
        """Show and copy each secret through its own button."""
        main = self.program.main
        assert main is not None
        page: Any = main.show_page("accounts")
        shown = 0
        for account in self.planted["accounts"]:
            page.show_record(account)
            yield
            yield
            for view in list(page.findChildren(QWidget)):
                if type(view).__name__ == "SecretView" and view.isVisible():
                    view.eye.click()
                    yield
                    yield
                    shown += view.shown
                    self.look()
                    view.copy.click()
                    yield
                    yield
        self.seen["shown"] = [str(shown)]
        self.seen["clipboard"] = ["a secret" if QApplication.clipboard().text() in self.planted["secrets"] else ""]

    def print_everything(self) -> Iterator[None]:
        """Each document in its preview, and saved as both kinds of file."""
        main = self.program.main
        assert main is not None
        printing = main.office.printing
        for document in (printing.account_directory(), printing.access_register()):
            main.preview(document)
            yield
            yield
            (self.notes / f"{document.key}.pdf").write_bytes(document.pdf)
            (self.notes / f"{document.key}.xlsx").write_bytes(document.table or b"")
            for each in QApplication.topLevelWidgets():
                if each is not main and each.isVisible():
                    each.close()
            yield

    def type_and_leave(self) -> Iterator[None]:
        """A new password typed and not saved, and a form left half filled."""
        main = self.program.main
        assert main is not None
        page = main.show_page("accounts")
        for act in list(page.dialogs):
            page.begin(act, self.planted["accounts"][0])
            yield
            yield
            for field in QApplication.allWidgets():
                if (
                    isinstance(field, QLineEdit)
                    and field.echoMode() is QLineEdit.EchoMode.Password
                    and field.isVisible()
                ):
                    field.setText(self.planted["typed"])
            yield
            for each in list(page.findChildren(QWidget)):
                if each.isWindow() and each.isVisible() and self.ending == "close":
                    each.deleteLater()
            yield

    def fail_everywhere(self) -> Iterator[None]:
        """Errors that say secrets: in a page, in the worker, in a thread."""
        words = " ".join(self.planted["secrets"])

        def fail() -> None:
            raise RuntimeError(words)

        QTimer.singleShot(0, fail)
        yield
        self.program.background.run(fail, owner=self.program.main)
        yield
        yield
        thread = threading.Thread(target=fail, name="failing")
        thread.start()
        thread.join()
        yield

    def note(self) -> None:
        """Write down what was seen, and what this process is."""
        try:
            socket.create_connection(("192.0.2.1", 443), timeout=1)
            network = "open"
        except OSError as problem:
            network = type(problem).__name__
        maps = Path("/proc/self/maps")
        loaded = maps.read_text() if maps.exists() else ""
        facts = {
            "seen": {key: sorted(set(value)) for key, value in self.seen.items()},
            "network": network,
            "qt_network": [name for name in sys.modules if "QtNetwork" in name],
            "qt_network_in_memory": "Qt6Network" in loaded,
            "dump": _dump_limit(),
        }
        (self.notes / "facts.json").write_text(json.dumps(facts), encoding="utf-8")

    def end(self) -> None:
        """Leave as this run is to leave."""
        main = self.program.main
        assert main is not None
        if self.ending == "crash":
            os.abort()
        elif self.ending == "lock":
            self.program.lock()
        else:
            main.close()


def _dump_limit() -> list[int]:
    if sys.platform != "win32":
        import resource

        return list(resource.getrlimit(resource.RLIMIT_CORE))
    else:  # noqa: RET505 - mypy reads each half only where it runs
        return [0, 0]


def main() -> int:
    """Start the program as its command line does."""
    sys.argv_for_script = sys.argv[1:]  # type: ignore[attr-defined]
    sys.argv = ["schoolsm-desktop", "--store", sys.argv[1]]
    application.Program = DrivenProgram  # type: ignore[misc]  # the same, with a script
    return command_line.main()


if __name__ == "__main__":
    sys.exit(main())
