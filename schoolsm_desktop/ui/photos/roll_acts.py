"""The dialogs about the roll as a whole: bringing pupils in, what was brought in, the turn of the year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

from .import_dialog import BringInPupilsDialog
from .roll_history_dialog import RollHistoryDialog
from .turn_dialog import YearTurnDialog

IMPORT: Final = "roll-import"
HISTORY: Final = "roll-batches"
TURN: Final = "year-turn"
ROLL_ACTS: Final = frozenset({IMPORT, HISTORY, TURN})


def roll_dialogs(page: Page) -> Mapping[str, Callable[[str], FormDialog]]:
    """By their acts; the record of an import is the path of a file that was dropped, or nothing."""
    return {
        IMPORT: lambda record: BringInPupilsDialog(page, Path(record) if record else None),
        HISTORY: lambda _record: RollHistoryDialog(page),
        TURN: lambda _record: YearTurnDialog(page),
    }


class FileCatcher(QObject):
    """Lets a file be dropped on a whole part; `caught` is given its path."""

    def __init__(self, part: QWidget, caught: Callable[[Path], object]) -> None:
        super().__init__(part)
        self._caught = caught
        part.setAcceptDrops(True)
        part.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and _path(event) is not None:
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            path = _path(event)
            if path is not None:
                event.acceptProposedAction()
                self._caught(path)
                return True
        return False


def _path(event: QDropEvent) -> Path | None:
    """The one file of a drop; None for anything else."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
