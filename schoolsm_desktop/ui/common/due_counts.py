"""How much is due on each page, asked for after changes: once for many that come together, and not for the log alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from .background import Background, show_failure

if TYPE_CHECKING:
    from schoolsm_desktop.ui.pages import Due

_TELLS_NOTHING = frozenset({"log"})
"""Every deed leaves a line in the log; that alone makes nothing due."""


class DueCounts(QObject):
    """`counts` is called on the worker and `show` here. While one answer is under way, others are asked for once, after it."""

    def __init__(
        self,
        owner: QWidget,
        background: Background,
        counts: Callable[[], Mapping[str, Due]],
        show: Callable[[Mapping[str, Due]], None],
    ) -> None:
        super().__init__(owner)
        self._owner, self._background, self._counts, self._show = owner, background, counts, show
        self._asking = self._again = False

    def heard(self, nouns: frozenset[str], _by: object) -> None:
        """Ask anew, where what changed can make something due."""
        if not nouns <= _TELLS_NOTHING:
            self.ask()

    def ask(self) -> None:
        """Ask now, or as soon as the answer that is under way has come."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._background.run(self._counts, self._counted, self._failed, owner=self._owner)

    def _counted(self, counts: Mapping[str, Due]) -> None:
        self._show(counts)
        self._over()

    def _failed(self, error: Exception) -> None:
        show_failure(self._owner, error)
        self._over()

    def _over(self) -> None:
        self._asking, again, self._again = False, self._again, False
        if again:
            self.ask()
