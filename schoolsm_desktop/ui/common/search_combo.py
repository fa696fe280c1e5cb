"""A box in which one of many people or accounts is found by typing any part of the name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.wording import tr

Choice = tuple[str, str, str]  # value, words, quiet detail


class _FoldedCompleter(QCompleter):
    """Completes on folded text: `zoe` offers Zoë."""

    def __init__(self, shown: Sequence[str], parent: QWidget) -> None:
        self._source = QStringListModel(list(shown))
        self._hits = _FoldedFilter()
        self._hits.setSourceModel(self._source)
        super().__init__(self._hits, parent)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(8)

    def splitPath(self, path: str) -> list[str]:
        self._hits.look_for(path)
        return [""]


class _FoldedFilter(QSortFilterProxyModel):
    """At most some hundred names stand in a box, so a proxy is quick enough here."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []

    def look_for(self, typed: str) -> None:
        self._parts = folded(typed).split()
        self.invalidate()

    def filterAcceptsRow(self, line: int, parent: object) -> bool:
        model = self.sourceModel()
        text = folded(str(model.index(line, 0).data()))
        return all(part in text for part in self._parts)


class SearchCombo(QComboBox):
    """`value()` is the chosen value, or "" while what is typed is nobody. `chosen` tells of every change."""

    chosen = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._values: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        line = self._line = QLineEdit(self)
        self.setLineEdit(line)
        line.setPlaceholderText(tr("Type a name"))
        line.textChanged.connect(lambda _text: self.chosen.emit())
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; what is chosen stays if it is still among them."""
        before = self.value()
        self.clear()
        self._values.clear()
        self._shown.clear()
        for value, said, detail in choices:
            shown = self._apart(tr("{name} ({detail})", name=said, detail=detail) if detail else said)
            self._values[shown] = value
            self._shown[value] = shown
            self.addItem(shown, value)
        completer = _FoldedCompleter(list(self._values), self)
        self.setCompleter(completer)
        completer.activated.connect(self.setCurrentText)
        self.setCurrentIndex(-1)
        self.choose(before)

    def _apart(self, shown: str) -> str:
        """Two choices that read alike are numbered, or nobody could choose the second."""
        number, apart = 1, shown
        while apart in self._values:
            number += 1
            apart = tr("{name}, no. {number}", name=shown, number=number)
        return apart

    def value(self) -> str:
        """The value of what stands in the box: exact words, or the one choice that holds all that was typed."""
        typed = self.currentText()
        if typed in self._values:
            return self._values[typed]
        parts = folded(typed).split()
        if not parts:
            return ""
        hits = [shown for shown in self._values if all(part in folded(shown) for part in parts)]
        return self._values[hits[0]] if len(hits) == 1 else ""

    def choose(self, value: str) -> None:
        """Put the choice with `value` into the box; "" empties it."""
        self.setCurrentIndex(self.findData(value) if value else -1)
        self.setEditText(self._shown.get(value, ""))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def keep_typed(self, typed: str) -> None:
        """Put back words that are not a choice yet."""
        self.setEditText(typed)

    def focusOutEvent(self, event: object) -> None:
        value = self.value()
        if value:
            self.setEditText(self._shown[value])
        super().focusOutEvent(event)  # type: ignore[arg-type]  # an event in, the same event on
