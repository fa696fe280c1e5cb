"""Facts about one thing: a quiet label over its value, one under another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.theme import State, px, set_state


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line of a value; a state gives it its sign and colour."""

    text: str
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value: a text, or lines of which each may have a state. An empty value reads "not known yet"."""

    label: str
    value: str | Sequence[FactLine]

    def lines(self) -> Sequence[FactLine]:
        """The value as lines."""
        if isinstance(self.value, str):
            return (FactLine(self.value or tr("not known yet")),)
        return self.value or (FactLine(tr("not known yet")),)


class FactList(QWidget):
    """Shows facts; `show_facts` replaces them all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(9))

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show `facts` in their order."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact in facts:
            self._column.addWidget(_shown(fact, self))


def _shown(fact: Fact, parent: QWidget) -> QWidget:
    block = QWidget(parent)
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(1))
    column.addWidget(words(fact.label, "quiet", block, wrap=True))
    for line in fact.lines():
        text = f"{line.state.sign} {line.text}" if line.state else line.text
        label = selectable(words(text, "", block, wrap=True))
        label.setAccessibleName(f"{fact.label}: {line.text}")
        if line.state:
            label.setAccessibleDescription(line.state.spoken)
            set_state(label, line.state)
        column.addWidget(label)
    return block
