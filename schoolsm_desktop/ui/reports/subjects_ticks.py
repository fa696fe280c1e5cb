"""What was gathered about one person as a list to tick, under its headings: Space ticks, typing filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QListWidgetItem

from schoolsm_desktop.domain.person_file import SECTION_WORDS, Section
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.subject_views import GatheredLine
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.theme import px

_HIGH = 260


class LateTicks(TickList):
    """Lines that are read after what was ticked before a lock has come back."""

    def __init__(self, label: str, high: int = _HIGH) -> None:
        super().__init__(label)
        self.list.setMinimumHeight(px(min(high, 230)))
        self.list.setMaximumHeight(px(high))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self._wanted: str | None = None

    def set_value(self, text: str) -> None:
        if self.list.count():
            super().set_value(text)
        else:
            self._wanted = text

    def bring_back(self) -> None:
        """Tick what was ticked before the lock; to be called when the lines stand there."""
        if self._wanted is not None:
            super().set_value(self._wanted)
            self._wanted = None


class GatheredTicks(LateTicks):
    """The lines by section, each under the heading of what it is about."""

    def offer(
        self, lines: Sequence[GatheredLine], ticked: Collection[str], detail: Callable[[GatheredLine], str]
    ) -> None:
        """Show these lines; `detail` is the quiet end of each."""
        self.list.blockSignals(True)
        self.list.clear()
        section: Section | None = None
        for each in lines:
            if each.line.section is not section:
                section = each.line.section
                self._heading(section)
            self._line(each, each.line.key in ticked, detail(each))
        self.list.blockSignals(False)
        self.bring_back()
        self._ticked()

    def _heading(self, section: Section) -> None:
        item = QListWidgetItem(tr(SECTION_WORDS[section]))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _line(self, each: GatheredLine, ticked: bool, detail: str) -> None:
        day = day_text(each.line.day) if each.line.day else ""
        words = " ".join(each.line.words.split())
        item = QListWidgetItem(" · ".join(filter(None, (day, words, each.line.source, detail))))
        item.setData(Qt.ItemDataRole.UserRole, each.line.key)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        """The headings are no lines."""
        return [item for item in super()._items() if item.data(Qt.ItemDataRole.UserRole)]
