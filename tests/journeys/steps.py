"""What a person does in front of the program, in a person's words. Nothing here knows the inside of a page.

A `Seat` is one chair in front of one PC. The program that runs there is the real one, over a real store; only what
lies outside the program is replaced: file chooser, printer, clock, the end of the process and the start of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from schoolsm_desktop.bootstrap import RecordsDoorway
from schoolsm_desktop.services.desk import Beside
from schoolsm_desktop.services.first_run import FirstRun
from schoolsm_desktop.ui.application import Program
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.lock import WindowPlace
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from tests.journeys import eyes
from tests.services.school import QUICK, InventedSchool

T = TypeVar("T")
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000  # ms; only a machine that is busy with something else needs it


class QuickDoorway(RecordsDoorway):
    """The program's own way in; new records get a key derivation that costs a test nothing."""

    def __init__(self, folder: Path | None, beside: Beside) -> None:
        super().__init__(folder, beside)
        self._here = beside

    def first_run(self) -> FirstRun:
        """The deeds of the wizard."""
        return FirstRun(self._here, QUICK)


@dataclass
class Outside:
    """What lies outside the program: what the file chooser gives next, and what came out of the printer."""

    chosen: list[Path] = field(default_factory=list)
    paper: list[Path] = field(default_factory=list)
    opened_sites: list[str] = field(default_factory=list)


@dataclass
class Seat:
    """Somebody in front of the program."""

    qtbot: QtBot
    app: QApplication
    outside: Outside
    program: Program | None = None
    locked: tuple[Sequence[str], WindowPlace] | None = None
    frozen: bytes = b""
    ended: bool = False
    actions: int = 0
    """How often something was pressed, chosen or typed so far."""
    _beside: Beside | None = None
    _working: bool = False

    # Starting and ending

    def start(
        self,
        school: InventedSchool | None = None,
        *,
        folder: Path | None = None,
        beside: Beside | None = None,
        place: WindowPlace | None = None,
    ) -> None:
        """Start the program on a school's records, or on a folder where there are none yet."""
        assert self.program is None, "the program runs already"
        self._beside = beside or (school.beside if school is not None else None)
        assert self._beside is not None
        where = folder or (school.folder if school is not None else None)
        self.locked, self.ended = None, False
        self.program = Program(
            self.app,
            QuickDoorway(where, self._beside),
            demo=False,
            folder=where,
            place=place,
            frozen=self.frozen,
            fresh=self._next_process,
            end=self._process_ends,
        )
        self._working = False
        self.program.background.busy.connect(self._busy)
        self.program.start()
        self.rest()

    def close_window(self) -> None:
        """Close the window at its corner and wait until the program is gone."""
        assert self.program is not None
        assert self.program.window is not None
        self.program.window.close()
        self._until_the_worker_is_gone()

    def come_back(self) -> None:
        """Sit down in front of the process that a lock has started."""
        assert self.locked is not None, "no fresh process was started"
        arguments, place = self.locked
        self._until_the_worker_is_gone()
        assert next(iter(arguments)) == "--store"
        self.start(folder=Path(arguments[1]), beside=self._beside, place=place)

    def leave_it(self) -> None:
        """After a test: let go of whatever still runs."""
        program = self.program
        if program is None:
            return
        for dialog in [each for each in QApplication.topLevelWidgets() if each.isModal() and each.isVisible()]:
            dialog.hide()
        if program.main is not None and not self.ended:
            program.main.close()
        self._until_the_worker_is_gone()

    def _until_the_worker_is_gone(self) -> None:
        program = self.program
        assert program is not None
        if program.main is None or self.ended:
            program.background.stop()
        thread = program.background._thread
        self.qtbot.waitUntil(lambda: not thread.is_alive(), timeout=PATIENCE)
        if program.auto_lock is not None:
            program.auto_lock.stop()
        for window in [each for each in (program.main, program.window) if each is not None]:
            window.hide()
            window.deleteLater()
        program.deleteLater()
        self.program = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.app.processEvents()

    def _next_process(self, arguments: Sequence[str], place: WindowPlace, frozen: bytes = b"") -> None:
        self.locked, self.frozen = (tuple(arguments), place), frozen

    def _process_ends(self) -> None:
        self.ended = True

    def _busy(self, on: bool) -> None:
        self._working = on

    # Waiting and reading

    def rest(self) -> None:
        """Wait until what was asked for has come."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self._working, timeout=PATIENCE)
            self.app.processEvents()

    def wait_for(self, look: Callable[[], T | None], what: str) -> T:
        """Look until it is there."""
        found: list[T] = []

        def there() -> bool:
            got = look()
            if got is not None:
                found[:] = [got]
            return got is not None

        try:
            self.qtbot.waitUntil(there, timeout=PATIENCE)
        except Exception as error:
            raise AssertionError(f"{what} is not to be seen. On the screen:\n{eyes.everything_read()}") from error
        return found[0]

    def sees(self, *words: str) -> None:
        """Read these words somewhere on the window in front."""
        for each in words:
            self.wait_for(lambda each=each: True if each in eyes.everything_read() else None, f"“{each}”")  # type: ignore[misc]  # a default argument

    def does_not_see(self, *words: str) -> None:
        """These words are nowhere on the window in front."""
        self.rest()
        read = eyes.everything_read()
        for each in words:
            assert each not in read, f"“{each}” is to be seen"

    def reads_beside(self, label: str, words: str, nth: int = 0) -> None:
        """The field itself says what is wrong with it."""

        def said() -> bool | None:
            editor = eyes.find_field(label, nth)
            around = editor.parentWidget() if editor is not None else None
            return True if isinstance(around, Field) and words in around.error else None

        self.wait_for(said, f"“{words}” beside “{label}”")

    def value_in(self, label: str, nth: int = 0) -> str:
        """What stands in a field, even behind dots."""
        editor = eyes.line_of(self._field(label, nth))
        if isinstance(editor, QComboBox):
            return editor.currentText()
        assert isinstance(editor, QLineEdit)
        return editor.text()

    def everything(self) -> str:
        """All words on the window in front."""
        self.rest()
        return eyes.everything_read()

    def row(self, words: str) -> list[str]:
        """The line of a list on which `words` stand."""
        view, row = self.wait_for(lambda: eyes.find_row(words), f"a line with “{words}”")
        return eyes.rows_of(view)[row]

    def rows(self, list_called: str) -> list[list[str]]:
        """All lines of the list called so."""
        self.rest()
        return eyes.rows_of(self.wait_for(lambda: eyes.find_list(list_called), f"the list “{list_called}”"))

    @property
    def title(self) -> str:
        """What the window in front is called."""
        return eyes.front().windowTitle()

    # Acting

    def press(self, words: str) -> None:
        """Press a button with the mouse, and wait for what comes of it."""
        self.press_and_go_on(words)
        self._after()

    def press_and_go_on(self, words: str) -> None:
        """Press a button with the mouse, and do not wait."""

        def ready() -> QWidget | QAction | None:
            button = eyes.find_button(words)
            if button is not None and button.isEnabled():
                return button
            return eyes.find_in_menu(words)

        button = self.wait_for(ready, f"a button “{words}” that can be pressed")
        self.actions += 1
        if isinstance(button, QAction):
            self.actions += 1  # the menu is opened first
            button.trigger()
            return
        assert isinstance(button, QWidget)
        eyes.bring_into_view(button)
        if isinstance(button, QCheckBox):
            self.qtbot.mouseClick(button, LEFT, pos=QPoint(8, button.height() // 2))
        else:
            self.qtbot.mouseClick(button, LEFT)

    def cannot_press(self, words: str) -> bool:
        """Whether a button is not there, or rests."""
        self.rest()
        button = eyes.find_button(words)
        return button is None or not button.isEnabled()

    def type_into(self, label: str, text: str, nth: int = 0) -> None:
        """Replace what stands in a field by typing; in a box of names the first one offered is taken."""
        whole = self._field(label, nth)
        self.actions += 1
        line = eyes.line_of(whole)
        eyes.bring_into_view(line)
        self.qtbot.mouseClick(line, LEFT)
        self.qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClick(line, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(line, text)
        completer = whole.completer() if isinstance(whole, QComboBox) else None
        offered = completer.popup() if completer is not None else None
        if offered is not None and offered.isVisible():
            self.qtbot.keyClick(offered, Qt.Key.Key_Down)
            self.qtbot.keyClick(offered, Qt.Key.Key_Return)
            offered.hide()

    def choose(self, label: str, words: str) -> None:
        """Choose in a box of few, with the arrow keys."""
        box = self._field(label)
        assert isinstance(box, QComboBox)
        eyes.bring_into_view(box)
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if words in box.currentText():
                return
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
        assert words in box.currentText(), f"“{words}” is not offered under “{label}”"

    def click_row(self, words: str, column: str = "") -> None:
        """Click a line of a list, or its cell under a heading."""
        view, row = self.wait_for(lambda: eyes.find_row(words), f"a line with “{words}”")
        self.actions += 1
        at = eyes.column_of(view, column) if column and isinstance(view, QTableView) else 0
        index = view.model().index(row, at)
        view.scrollTo(index)
        self.qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
        self._after()

    def tick_row(self, words: str) -> None:
        """Tick, or untick, a line of a plain list with the space bar."""
        self.click_row(words)
        view, _ = self.wait_for(lambda: eyes.find_row(words), words)
        self.qtbot.keyClick(view, Qt.Key.Key_Space)
        self.rest()

    def key(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press a key where the keyboard is."""
        where = QApplication.focusWidget() or eyes.front()
        self.actions += 1
        how = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(where, key, how)
        self._after()

    def type_here(self, text: str) -> None:
        """Type where the keyboard is."""
        where = QApplication.focusWidget()
        assert where is not None, "the keyboard is nowhere"
        self.actions += 1
        self.qtbot.keyClicks(where, text)
        self._after()

    def _after(self) -> None:
        if not self.ended:
            self.rest()

    def _field(self, label: str, nth: int = 0) -> QWidget:
        return self.wait_for(lambda: eyes.find_field(label, nth), f"the field “{label}”")

    # The usual ways

    def sign_in_as(self, name: str, passphrase: str) -> None:
        """Choose a name, type a passphrase, press Enter, and stand on the first page."""
        self.try_to_sign_in(name, passphrase)
        self.wait_for(self._main, "the main window")
        self.rest()

    def try_to_sign_in(self, name: str, passphrase: str) -> None:
        """As far as pressing Enter; whatever comes of it."""
        self.wait_for(lambda: eyes.items_of("Who are you?") or None, "the list of people")
        self.click_row(name)
        self.type_into("Passphrase", passphrase)
        self.key(Qt.Key.Key_Return)

    def go_to(self, page: str) -> None:
        """Go to a page through the side bar."""
        self.press(page)

    def show_tab(self, words: str) -> None:
        """Show the part of a page under a tab."""

        def there() -> tuple[QTabBar, int] | None:
            for bar in eyes.seen(QTabBar):
                for at in range(bar.count()):
                    if words in (bar.tabText(at), bar.tabText(at).rpartition(" (")[0]):
                        return bar, at
            return None

        bar, at = self.wait_for(there, f"a tab “{words}”")
        self.qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(at).center())
        self.rest()

    def lock_now(self) -> None:
        """Lock with Ctrl+L; the old process ends."""
        self.key(Qt.Key.Key_L, ctrl=True)
        self.qtbot.waitUntil(lambda: self.ended, timeout=PATIENCE)

    def hand_over(self, file: Path) -> None:
        """What the file chooser will give when it is opened next."""
        self.outside.chosen.append(file)

    def pass_seconds(self, seconds: int) -> None:
        """Let the clipboard's timer run on."""
        assert self.program is not None
        assert self.program.main is not None
        for _ in range(seconds):
            self.program.main.clipboard._second()

    def preview(self) -> PrintPreview:
        """The document that is being looked at."""
        return self.wait_for(_preview_in_front, "a preview")

    def read_preview(self) -> str:
        """The words of the document that is being looked at, from the pages the preview draws."""
        return "\n".join(page.get_textpage().get_text_range() for page in self.preview()._pages._document)

    def _main(self) -> QWidget | None:
        main = self.program.main if self.program is not None else None
        return main if main is not None and main.isVisible() else None


def _preview_in_front() -> PrintPreview | None:
    window = eyes.front()
    return window if isinstance(window, PrintPreview) else None


def on_the_clipboard() -> str:
    """What a browser would paste."""
    return QGuiApplication.clipboard().text()


def list_called(name: str) -> QListWidget:
    """A list to tick or choose from."""
    (found,) = [each for each in eyes.seen(QListWidget) if each.accessibleName() == name]
    return found
