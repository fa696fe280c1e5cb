"""One worker thread for the school's records, so that the window never waits.

    desk.background.run(desk.office.accounts.lines, self.show_accounts, owner=self)

`done` and `failed` are called on the window's thread, and not at all once `owner` is gone. Without `failed` the
failure is shown in the message place nearest to `owner`: an `OfficeError` in its own sentence, anything else calmly and
with the details in the log.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import tr

log = logging.getLogger(__name__)
T = TypeVar("T")


class CancelledError(OfficeError):
    """The person pressed Cancel, or the program is locking; nothing half-done is kept."""

    key = "cancelled"


class Progress(QObject):
    """What long work says on its way, and how it learns that it is to stop. Made on the window's thread.

    `said` gives (part done 0 to 1, or -1 where unknown; words).
    """

    said = Signal(float, str)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def report(self, part: float, words: str = "") -> None:
        """Say how far the work is; raises CancelledError when it is to stop, so call it between whole units."""
        if self._stop.is_set():
            raise CancelledError(tr("Cancelled. Nothing was changed."))
        self.said.emit(part, words)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()


class _Job:
    """One piece of work on its way to the worker and back."""

    def __init__(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QWidget | None,
        progress: Progress | None,
    ) -> None:
        self.call, self.done, self.failed, self.owner, self.progress = call, done, failed, owner, progress
        self.result: Any = None
        self.error: Exception | None = None
        self.finished = threading.Event()

    def work(self) -> None:
        try:
            self.result = self.call()
        except Exception as error:  # every failure is carried to the window's thread and shown there
            self.error = error

    def let_go(self) -> None:
        """Forget all that belongs to the window, on its thread: the worker may be the last to hold this job."""
        self.done = self.failed = self.owner = self.progress = None
        self.call, self.result, self.error = _nothing, None, None


def _nothing() -> None:
    """What a job calls that was given back."""


class Background(QObject):
    """Runs calls one after another on one thread and gives their results back on the window's thread."""

    busy = Signal(bool)
    _returned = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting: list[_Job] = []
        self._closed = False
        self._returned.connect(self._give_back, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name="records", daemon=True)
        self._thread.start()

    def run(
        self,
        call: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QWidget | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Call `call` on the worker, then `done(result)` or `failed(error)` here. Nothing is taken after `stop`."""
        if self._closed:
            return
        job = _Job(call, done, failed, owner, progress)
        self._waiting.append(job)
        if len(self._waiting) == 1:
            self.busy.emit(True)
        self._jobs.put(job)

    def stop(self, seconds: float = 5.0) -> bool:
        """Take no more work, cancel what can be cancelled, and wait for the rest; False if it did not end in time."""
        self._closed = True
        for job in self._waiting:
            if job.progress is not None:
                job.progress.cancel()
        self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait, without giving results back, until all that was handed in is done."""
        until = time.monotonic() + seconds
        return all(job.finished.wait(max(0.0, until - time.monotonic())) for job in list(self._waiting))

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.work()
            job.finished.set()
            try:
                self._returned.emit(job)
            except RuntimeError:  # the window is gone already: there is nobody to tell
                return

    def _give_back(self, job: _Job) -> None:
        self._waiting.remove(job)
        if not self._waiting:
            self.busy.emit(False)
        try:
            self._tell(job)
        finally:
            job.let_go()

    def _tell(self, job: _Job) -> None:
        if job.owner is not None and not shiboken6.isValid(job.owner):
            return
        if job.error is not None:
            self._give_back_failure(job, job.error)
        elif job.done is not None:
            job.done(job.result)

    def _give_back_failure(self, job: _Job, error: Exception) -> None:
        if not isinstance(error, OfficeError):
            log.error("work for the window failed", exc_info=error)
        if job.failed is not None:
            job.failed(error)
        elif job.owner is not None:
            show_failure(job.owner, error)


def sentence_of(error: Exception) -> str:
    """What the person reads about `error`; never its technical text."""
    if isinstance(error, OfficeError):
        return error.sentence
    return tr(
        "Something went wrong inside the program. Nothing was saved by this step, and what was kept before is "
        "untouched. Please try again; if it happens twice, give the log file to the person who looks after this PC."
    )


def show_failure(owner: QWidget, error: Exception) -> None:
    """Show `error` in the message place nearest to `owner`; the log has it already where it is a fault of ours."""
    from schoolsm_desktop.ui.common.messages import message_place_of

    if isinstance(error, CancelledError):
        message_place_of(owner).inform(error.sentence)
    else:
        message_place_of(owner).stop(sentence_of(error))
