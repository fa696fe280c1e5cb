"""A handful of ticks side by side, as one field: whom a rule is for, who is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QWidget

from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.theme import px


class TickBoxes(OwnEditor):
    """Boxes of (key, words). Its value is the ticked keys in their order, with a space between."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], ticked: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = Flow(self, gap=8)
        self.boxes: dict[str, QCheckBox] = {}
        for key, said in choices:
            box = QCheckBox(said, self)
            box.setChecked(key in ticked)
            box.toggled.connect(lambda _on: self.edited.emit())
            self.boxes[key] = box
            row.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def sizeHint(self) -> QSize:
        """As wide as a field: more boxes begin a new line and do not widen the dialog."""
        width = px(420)
        return QSize(width, self.heightForWidth(width))

    def value(self) -> str:
        return " ".join(key for key, box in self.boxes.items() if box.isChecked())

    def set_value(self, text: str) -> None:
        wanted = set(text.split())
        for key, box in self.boxes.items():
            box.setChecked(key in wanted)
