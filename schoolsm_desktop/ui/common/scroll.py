"""A place that scrolls where its contents are higher than it, and asks no more height than their wrapped text needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from schoolsm_desktop.ui.theme import set_look


class Scroll(QScrollArea):
    """Holds one widget. Qt's own scroll area takes the height of text wrapped at its narrowest; this one does not."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(inner, "body")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self._width = 0  # of the part that shows `inner`; kept, because to ask for that part makes the binding learn every kind of widget
        inner.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._width = event.size().width()
        self._fit()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None or not layout.hasHeightForWidth():
            return
        width = max(self._width, layout.minimumSize().width())
        inner.setMinimumHeight(max(1, layout.minimumHeightForWidth(width)))
