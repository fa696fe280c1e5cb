"""A place that scrolls where its contents are higher than it, and asks no more height than their wrapped text needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from schoolsm_desktop.ui.theme import set_look


class _Relaid(QObject):
    """Has its parent, a `Scroll`, fitted when the layout of what it watches asks for another room."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        scroll = self.parent()
        if event.type() == QEvent.Type.LayoutRequest and isinstance(scroll, Scroll):
            scroll.fit()
            scroll.relaid.emit()
        return False


class Scroll(QScrollArea):
    """Holds one widget. Qt's own scroll area takes the height of text wrapped at its narrowest; this one does not."""

    relaid = Signal()
    """What it holds came to need another room."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(inner, "body")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self._width = 0  # of the part that shows `inner`; kept, because to ask for that part makes the binding learn every kind of widget
        # An object of its own: an `eventFilter` of this class would also be handed every event of the scroll bars.
        inner.installEventFilter(_Relaid(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._width = event.size().width()
        self.fit()
        super().resizeEvent(event)

    def fit(self) -> None:
        """Be as high inside as the text needs at this width."""
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None or not layout.hasHeightForWidth():
            return
        width = max(self._width, layout.minimumSize().width())
        inner.setMinimumHeight(max(1, layout.minimumHeightForWidth(width)))
