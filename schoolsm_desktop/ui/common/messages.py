"""Messages stand in one place above the page, stay until dismissed, and can be copied. Their text is plain."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.theme import State, px, set_look, set_state, theme


class Message(QFrame):
    """One message: its sign, its words, what can be done about it, Copy and Dismiss."""

    def __init__(self, state: State, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        set_look(self, "message")
        set_state(self, state)
        self.setAccessibleName(f"{state.spoken}: {words}")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(6), px(6), px(6))
        row.setSpacing(px(8))
        sign = QLabel(state.sign if state is not State.UNKNOWN else "i", self)
        set_look(sign, "strong")
        set_state(sign, state)
        self.label = QLabel(words, self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        policy = self.label.sizePolicy()  # its own: it knows that wrapped text needs less height where it is wide
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.label.setSizePolicy(policy)
        set_state(self.label, state)
        row.addWidget(sign)
        row.addWidget(self.label, 1)
        self._row = row
        ink = state.value
        self._tool("copy", ink, tr("Copy this message"), self._copy)
        self._tool("x", ink, tr("Dismiss this message"), self.dismiss)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its words need at this width: no less where room is short, no more where there is plenty."""
        self.label.setMinimumHeight(self.label.heightForWidth(self.label.width()))
        super().resizeEvent(event)

    def offer(self, words: str, act: Callable[[], None]) -> QPushButton:
        """Put a button with `words` into the message; it dismisses the message and does `act`."""
        button = QPushButton(words, self)

        def pressed(_on: bool = False) -> None:
            self.dismiss()
            act()

        button.clicked.connect(pressed)
        self._row.insertWidget(self._row.count() - 2, button)
        return button

    def dismiss(self) -> None:
        """Take the message away."""
        place = self.parentWidget()
        if isinstance(place, MessagePlace):
            place.remove(self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words)

    def _tool(self, icon: str, ink: str, name: str, act: Callable[[], None]) -> None:
        tool = QToolButton(self)
        tool.setIcon(theme().icon(icon, ink))
        tool.setIconSize(QSize(px(16), px(16)))
        tool.setAccessibleName(name)
        tool.setToolTip(name)
        tool.clicked.connect(lambda _on=False: act())
        self._row.addWidget(tool)


class MessagePlace(QWidget):
    """The one place of a window or a dialog where messages stand, newest first; empty it takes no room."""

    MOST = 4
    said = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self.setVisible(False)

    def good(self, words: str) -> Message:
        """Say that something was done."""
        return self.say(State.GOOD, words)

    def inform(self, words: str) -> Message:
        """Say something worth knowing."""
        return self.say(State.UNKNOWN, words)

    def warn(self, words: str) -> Message:
        """Say something to look at before going on."""
        return self.say(State.WARN, words)

    def stop(self, words: str) -> Message:
        """Say that something did not work or may not be done."""
        return self.say(State.STOP, words)

    def say(self, state: State, words: str) -> Message:
        """Show one message. The same words are not shown twice; beyond four the oldest goes."""
        for old in [each for each in self.messages() if each.words == words]:
            self.remove(old)
        while len(self.messages()) >= self.MOST:
            self.remove(self.messages()[-1])
        message = Message(state, words, self)
        self._column.insertWidget(0, message)
        self.setVisible(True)
        self.said.emit()
        return message

    def messages(self) -> list[Message]:
        """The messages on show, newest first."""
        found = []
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            widget = item.widget() if item is not None else None
            if isinstance(widget, Message):
                found.append(widget)
        return found

    def remove(self, message: Message) -> None:
        """Take one message away."""
        self._column.removeWidget(message)
        message.setParent(None)
        message.deleteLater()
        self.setVisible(bool(self.messages()))

    def clear(self) -> None:
        """Take all messages away."""
        for message in self.messages():
            self.remove(message)


def message_place_of(widget: QWidget) -> MessagePlace:
    """The message place nearest to `widget`: its page's or dialog's, else its window's, else a new one in its window."""
    here: QObject | None = widget
    while here is not None:
        place = getattr(here, "messages", None)
        if isinstance(place, MessagePlace):
            return place
        here = here.parent()
    window = widget.window()
    found = window.findChild(MessagePlace)
    return found if isinstance(found, MessagePlace) else MessagePlace(window)
