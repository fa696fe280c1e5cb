"""A white card with a line around it, and the small labels that stand on cards and pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from schoolsm_desktop.ui.theme import px, set_look


def words(text: str = "", look: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A label with plain text in one of the looks: title, heading, strong, quiet, figure, error, code."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # else the label keeps the height of some other width
        label.setSizePolicy(policy)
    if look:
        set_look(label, look)
    return label


def selectable(label: QLabel) -> QLabel:
    """Let the words of `label` be marked and copied."""
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line between two things."""
    line = QFrame(parent)
    set_look(line, "rule")
    return line


class Card(QFrame):
    """A card; `add` puts widgets and layouts under its optional heading."""

    def __init__(self, heading: str = "", parent: QWidget | None = None, *, tight: bool = False) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.column = QVBoxLayout(self)
        edge = 1 if tight else px(14)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(0 if tight else px(8))
        self.heading = words(heading, "strong", self, wrap=True)
        self.heading.setVisible(bool(heading))
        if heading:
            self.column.addWidget(self.heading)
            self.setAccessibleName(heading)

    def add(self, thing: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout at the end of the card."""
        if isinstance(thing, QWidget):
            self.column.addWidget(thing, stretch)
        else:
            self.column.addLayout(thing, stretch)

    def fill(self) -> None:
        """Leave the rest of the card empty: what was added stays at its top."""
        self.column.addStretch(1)


class Pane(Card):
    """The card beside a list: never lower than its wrapped words need at its width, wherever the page gets its height."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _fit(self) -> None:
        needed = self.column.totalMinimumHeightForWidth(self.width())
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)


class FigureCard(Card):
    """Three lines: what it is about, the figure or finding, a remark; as on Today's right side."""

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setSpacing(px(4))
        self._about = words(about, "quiet", self, wrap=True)
        self._figure = words("", "figure", self, wrap=True)
        self._remark = words("", "quiet", self, wrap=True)
        for label in (self._about, self._figure, self._remark):
            self.add(label)
        self.setAccessibleName(about)

    def show_figure(self, figure: str, remark: str = "") -> None:
        """Put `figure` and `remark` on the card."""
        self._figure.setText(figure)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
