"""The guide: shows windows, presses buttons as a person would, waits until nothing moves, and takes the pictures."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QCompleter,
    QDialog,
    QLabel,
    QMenu,
    QTabBar,
    QWidget,
)

from schoolsm_desktop import __version__
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.common.sweeper import Sweeper

log = logging.getLogger(__name__)
T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
WIDTH, HEIGHT = 1366, 768
LIMIT_SECONDS = 180.0
WAKE_MS = 20
PNG_QUALITY = 60  # hardly larger than the smallest file, and written in two thirds of the time
NOON = 12
LookAt = Callable[[str, QWidget], None]


class TourError(Exception):
    """Something that must be on the screen is not there; the text is the program's own."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step of the walk: what it gave (a path inside the folder, "" where it failed) and why it failed."""

    name: str
    file: str
    seconds: float
    failed: str = ""


class Guide:
    """Walks through the program. `seen` holds every class of widget that stood in a picture."""

    def __init__(
        self, out: Path, on: date, scheme: str = "light", text: int = 100, look_at: LookAt | None = None
    ) -> None:
        self.out, self.on = out, on
        self.steps: list[TourStep] = []
        self.seen: set[type[QWidget]] = set()
        self.pages_seen: set[str] = set()
        self.total = 0.0
        self._look_at = look_at
        self._began = time.perf_counter()
        self._window: QWidget | None = None
        self._busy = False
        self._app = looks.application()
        looks.use_shipped_font()
        looks.theme().apply(looks.Scheme(scheme), text_factor=text / 100)
        self._flash = self._app.cursorFlashTime()
        self._app.setCursorFlashTime(0)  # a cursor that blinks makes two pictures of one page differ
        self.background = Background()
        self._sweeper = Sweeper()
        self._sweeper.start()
        self.background.busy.connect(self._now_busy)
        _remove_earlier(out)

    def __enter__(self) -> Guide:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.tidy()
        self.leave_window()
        self.background.stop()
        self._sweeper.stop()
        self._app.setCursorFlashTime(self._flash)
        self.total = time.perf_counter() - self._began

    def clock(self) -> SetClock:
        """Noon of the tour's day; a clock of its own for each window, so that one does not hurry another."""
        return SetClock(datetime(self.on.year, self.on.month, self.on.day, NOON).astimezone())

    # Steps

    @contextmanager
    def step(self, name: str, *, stay: bool = False) -> Iterator[None]:
        """What is done inside ends in one picture called `name`. A failure is recorded and the walk goes on.

        Dialogs and messages are put away afterwards unless `stay`.
        """
        began, file, failed = time.perf_counter(), "", ""
        try:
            yield
            self.settle()
            file = self._picture(name)
        except Exception as error:  # whatever it is, the next pages can still be shown
            log.exception("the step %s of the tour failed", name)
            failed = _said(error)
            stay = False
        self.steps.append(TourStep(name, file, round(time.perf_counter() - began, 3), failed))
        if not stay:
            self.tidy()

    @contextmanager
    def task(self, name: str, file: Path) -> Iterator[None]:
        """As `step`, for something that writes `file` instead of a picture."""
        began, failed = time.perf_counter(), ""
        try:
            yield
            if not file.is_file() or not file.stat().st_size:
                raise TourError("nothing was written")
        except Exception as error:
            log.exception("the step %s of the tour failed", name)
            failed = _said(error)
        made = "" if failed else file.relative_to(self.out).as_posix()
        self.steps.append(TourStep(name, made, round(time.perf_counter() - began, 3), failed))

    def cut_off(self, part: str, error: Exception) -> None:
        """Record that the rest of a part could not be walked."""
        self.tidy()
        self.steps.append(TourStep(f"{part}-cut-off", "", 0.0, _said(error)))

    def write_account(self, policy: str, on: date) -> None:
        """Leave `tour.json` beside the pictures."""
        self.total = time.perf_counter() - self._began
        steps = [{key: value for key, value in asdict(s).items() if key != "failed" or value} for s in self.steps]
        account = {
            "version": __version__,
            "policy": policy,
            "on": on.isoformat(),
            "steps": steps,
            "total": round(self.total, 3),
        }
        (self.out / "tour.json").write_text(json.dumps(account, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    # Windows

    def show(self, window: W) -> W:
        """Put `window` in front at the size of the office's screen; the one before it is put away."""
        self.leave_window()
        self._window = window
        window.resize(WIDTH, HEIGHT)
        window.show()
        self.settle()
        return window

    def leave_window(self) -> None:
        """Put the window in front away, without asking it."""
        window, self._window = self._window, None
        if window is not None:
            window.blockSignals(True)
            window.hide()
            window.deleteLater()
            self._flush()

    @property
    def front(self) -> QWidget:
        """The dialog in front, or the window."""
        others = self._others()
        found = others[-1] if others else self._window
        if found is None:
            raise TourError("no window is open")
        return found

    def dialog(self, kind: type[W]) -> W:
        """The dialog of this class that is open."""
        self.settle()
        found = [each for each in self._others() if isinstance(each, kind)]
        if not found:
            raise TourError(f"no {kind.__name__} is open")
        return found[-1]

    def tidy(self) -> None:
        """Close every dialog and take away every message."""
        for other in reversed(self._others()):
            form = getattr(other, "form", None)
            if form is not None:
                form.saved()
            if isinstance(other, QDialog):
                QDialog.done(other, 0)
            else:
                other.close()
        if self._window is not None:
            for place in self._window.findChildren(MessagePlace):
                place.clear()
        with suppress(TourError):
            self.settle()

    # What a person does

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Press the button with these words that can be seen, or choose them in a button’s menu, and wait for what it does."""
        root = within or self.front
        for button in root.findChildren(QAbstractButton):
            if button.text().replace("&", "") == words and button.isVisible() and button.isEnabled():
                button.click()
                self.settle()
                return
        for menu in root.findChildren(QMenu):
            holder = menu.parentWidget()
            for action in menu.actions() if holder is not None and holder.isVisible() else ():
                if action.text() == words:
                    action.trigger()
                    self.settle()
                    return
        raise TourError(f"there is no button “{words}” to press")

    def choose_tab(self, words: str) -> None:
        """Choose the tab with these words; a count behind them does not matter."""
        for bar in self.front.findChildren(QTabBar):
            for at in range(bar.count()):
                if bar.isVisible() and words in (said := bar.tabText(at).replace("&", ""), said.rpartition(" (")[0]):
                    bar.setCurrentIndex(at)
                    self.settle()
                    return
        raise TourError(f"there is no tab “{words}”")

    def reads(self, words: str) -> bool:
        """Whether `words` stand on what is in front."""
        return any(label.isVisible() and words in label.text() for label in self.front.findChildren(QLabel))

    def find(self, kind: type[W], within: QWidget | None = None) -> W:
        """The first widget of this class that can be seen."""
        for found in (within or self.front).findChildren(kind):
            if found.isVisible():
                return found
        raise TourError(f"no {kind.__name__} can be seen")

    # Waiting

    def settle(self) -> None:
        """Wait until the worker has nothing to do and nothing on the screen moves any more."""
        calm = 0
        while calm < 3:
            if self._busy:
                self.until(lambda: not self._busy, "the work behind the window")
                calm = 0
            self._flush()
            calm = 0 if self._busy else calm + 1

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Handle events until `true()`. Raises TourError where it does not become so."""
        end = time.monotonic() + LIMIT_SECONDS
        waker = QTimer()
        waker.start(WAKE_MS)
        while not true():
            if time.monotonic() > end:
                raise TourError(f"waited in vain for {what}")
            self._app.processEvents(
                QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )

    def ask(self, call: Callable[[], T]) -> T:
        """What `call` gives on the worker; raises what it raises."""
        got: list[T] = []
        wrong: list[Exception] = []
        self.background.run(call, got.append, wrong.append)
        self.until(lambda: bool(got or wrong), "an answer of the records")
        if wrong:
            raise wrong[0]
        return got[0]

    # Inside

    def _others(self) -> list[QWidget]:
        """Dialogs and popups over the window, the one in front last."""
        shown = [
            each
            for each in self._app.topLevelWidgets()
            if each is not self._window and each.isVisible() and not _is_tip(each)
        ]
        active = self._app.activeModalWidget()
        return sorted(shown, key=lambda each: (each is active, _depth(each)))

    def _picture(self, name: str) -> str:
        window = self._window
        if window is None:
            raise TourError("no window is open")
        others = self._others()
        picture = _composed(window, others)
        file = f"pages/{len(self.steps) + 1:03}-{name}.png"
        if not picture.save(str(self.out / file), "PNG", PNG_QUALITY):
            raise TourError("the picture could not be written")
        for shown in (window, *others):
            self.seen |= {type(each) for each in (shown, *shown.findChildren(QWidget)) if each.isVisible()}
        key = getattr(window, "page_key", None)
        if isinstance(key, str) and not others:
            self.pages_seen.add(key)
        if self._look_at is not None:
            self._look_at(name, others[-1] if others else window)
        return file

    def _now_busy(self, on: bool) -> None:
        self._busy = on

    def _flush(self) -> None:
        self._app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def fill(dialog: Any, values: Mapping[str, str]) -> None:
    """Type into the fields of a dialog or a form."""
    form = getattr(dialog, "form", dialog)
    for name, value in values.items():
        form.set_value(name, value)


def pick_box(box: QComboBox, words: str) -> None:
    """Choose the line of a box that begins with `words`."""
    at = box.findText(words, Qt.MatchFlag.MatchStartsWith)
    if at < 0:
        raise TourError(f"“{words}” is not offered")
    box.setCurrentIndex(at)


def _composed(window: QWidget, others: list[QWidget]) -> QPixmap:
    """The window with its dialogs over it, each in the middle, as a person sees them."""
    picture = window.grab()
    room = QRect(QPoint(0, 0), picture.deviceIndependentSize().toSize())
    painter = QPainter(picture)
    for other in others:
        shown = other.grab()
        place = QRect(QPoint(0, 0), shown.deviceIndependentSize().toSize())
        place.moveCenter(room.center())
        place.moveTop(max(0, place.top()))
        painter.fillRect(room, QColor(0, 0, 0, 90))
        painter.drawPixmap(place.topLeft(), shown)
        painter.setPen(QColor(looks.tokens().edge))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
    painter.end()
    return picture


def _depth(window: QWidget) -> int:
    depth, parent = 0, window.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.parentWidget()
    return depth


def _is_tip(window: QWidget) -> bool:
    popup = window.windowType() in (Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
    return popup or isinstance(window.parent(), QCompleter)


def _said(error: Exception) -> str:
    """A sentence of the program, or the kind of a fault and where; never what a library says of its values."""
    if isinstance(error, (OfficeError, TourError)):
        return str(error)
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f" {Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last is not None else ""
    return f"{type(error).__name__}{where}"


def _remove_earlier(out: Path) -> None:
    """What an earlier tour left in the folder goes, by its own list; nothing else there is touched."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        earlier = json.loads((out / "tour.json").read_text(encoding="utf-8"))
        for step in earlier["steps"]:
            file = (out / str(step["file"])).resolve()
            if step["file"] and file.is_relative_to(out.resolve()):
                file.unlink(missing_ok=True)
        (out / "tour.json").unlink()
