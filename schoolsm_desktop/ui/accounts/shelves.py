"""Which accounts are listed: ours, those that are not ours, closed ones. Quiet, and absent where there is but one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.accounts import AccountLine
from schoolsm_desktop.ui.accounts.columns import SHELF_WORDS, Shelf, shelf_of


class Shelves(QTabBar):
    """`chosen` tells that another shelf was taken."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelves: list[Shelf] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(tr("Which accounts are listed"))
        self.currentChanged.connect(lambda _at: self.chosen.emit())
        self.setVisible(False)

    @property
    def shelf(self) -> Shelf:
        """The shelf that is listed."""
        at = self.currentIndex()
        return self._shelves[at] if 0 <= at < len(self._shelves) else Shelf.OURS

    def show_lines(self, lines: Iterable[AccountLine]) -> None:
        """Count what stands on each shelf; the chosen one stays chosen while it has anything."""
        counts = Counter(shelf_of(line) for line in lines)
        wanted = [shelf for shelf in Shelf if shelf is Shelf.OURS or counts[shelf]]
        before = self.shelf
        self.blockSignals(True)
        if wanted != self._shelves:
            while self.count():
                self.removeTab(0)
            for _shelf in wanted:
                self.addTab("")
            self._shelves = wanted
            self.setCurrentIndex(wanted.index(before) if before in wanted else 0)
        for at, shelf in enumerate(wanted):
            self.setTabText(at, tr("{shelf} ({count})", shelf=tr(SHELF_WORDS[shelf]), count=counts[shelf]))
        self.blockSignals(False)
        self.setVisible(len(wanted) > 1)

    def choose(self, shelf: Shelf) -> None:
        """Take a shelf, if it has anything."""
        if shelf in self._shelves:
            self.setCurrentIndex(self._shelves.index(shelf))
