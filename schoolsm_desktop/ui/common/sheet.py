"""One page on the screen, as a widget of its own: for a scan beside a form, and for a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.pdf_pages import Drawn
from schoolsm_desktop.ui.theme import px, theme, tokens


class Sheet(QWidget):
    """One page on the screen."""

    def __init__(self, pages: Drawn, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages, self._number, self._scale = pages, number, 1.0
        self._picture: QPixmap | None = None
        self.setAccessibleName(tr("Page {number}", number=number + 1))
        self.zoom(1.0)

    def zoom(self, scale: float) -> None:
        """Show the page at `scale` times 100 %."""
        self._scale = scale
        self._picture = None
        self.setFixedSize(self._pages.size(self._number) * scale)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap.fromImage(self._pages.draw(self._number, self._scale * ratio))
            self._picture.setDevicePixelRatio(ratio)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            painter.setPen(QColor(tokens().edge))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def sign_tool(parent: QWidget, icon: str, name: str, act: Callable[[], object]) -> QToolButton:
    """A small button with a sign alone: larger, smaller, next, previous."""
    tool = QToolButton(parent)
    tool.setIcon(theme().icon(icon))
    tool.setIconSize(QSize(px(16), px(16)))
    tool.setAccessibleName(name)
    tool.setToolTip(name)
    tool.clicked.connect(lambda _on=False: act())
    return tool
