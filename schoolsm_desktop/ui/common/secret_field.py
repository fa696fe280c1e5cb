"""Secrets on the screen: hidden, shown for 20 seconds, never in a title, tooltip, accessible name or undo stack."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.screen_guard import guard_screen
from schoolsm_desktop.ui.theme import px, theme, tokens

SHOWN_SECONDS = 20
DOTS = "•" * 12


def _tool(parent: QWidget, icon: str, name: str) -> QToolButton:
    tool = QToolButton(parent)
    if icon:
        tool.setIcon(theme().icon(icon))
    tool.setIconSize(QSize(px(16), px(16)))
    tool.setAccessibleName(name)
    tool.setToolTip(name)
    return tool


class SecretLine(QLineEdit):
    """A line without undo, without a menu that could read it out, and without help from input methods."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            from PySide6.QtGui import QKeySequence  # late: the first picture has it drawn and nothing typed

            keys = QKeySequence.StandardKey
            copied = event.matches(keys.Copy) or event.matches(keys.Cut)
            if event.matches(keys.Undo) or event.matches(keys.Redo) or copied:
                event.accept()
                return True
        return super().event(event)


class SecretEdit(QWidget):
    """A secret being typed. `edited` tells of a change; the eye shows it for 20 seconds; a maker can fill it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, late: bool = False) -> None:
        """`late` leaves the icon to `draw_icons`: the first window wants its first picture soon."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        self.line = SecretLine(self)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.setFocusProxy(self.line)
        self.eye = _tool(self, "" if late else "eye", tr("Show for 20 seconds"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        self._row = row
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_SECONDS * 1000)
        self._timer.timeout.connect(lambda: self.eye.setChecked(False))

    def draw_icons(self) -> None:
        """Draw the icon that was left out."""
        self.eye.setIcon(theme().icon("eye"))

    def text(self) -> str:
        """What was typed, every space of it."""
        return self.line.text()

    def setText(self, text: str) -> None:
        """Put `text` in; nothing of what stood there stays in an undo stack."""
        self.line.setText(text)
        self.edited.emit()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def hide_now(self) -> None:
        """Hide what is typed again."""
        self.eye.setChecked(False)

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        typed, place = self.line.text(), self.line.cursorPosition()
        self.line.setEchoMode(mode)
        self.line.setText(typed)  # a line that was readable keeps no undo of it
        self.line.setCursorPosition(place)
        self.eye.setIcon(theme().icon("eye-off" if on else "eye"))
        guard_screen(self, on)
        if on:
            self._timer.start()
        else:
            self._timer.stop()


class _Painted(QWidget):
    """Letters on the screen and nowhere else: a label would hand them to every program that asks for its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = DOTS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("hidden"))

    def put(self, text: str, said: str) -> None:
        self._shown = text
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    @property
    def dotted(self) -> bool:
        return self._shown == DOTS

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(_fixed())
        return QSize(metrics.horizontalAdvance(DOTS) + px(8), metrics.lineSpacing() * self._lines(self.width()) + px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(tokens().text))
        painter.setFont(_fixed())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(self.rect(), int(flags), self._shown)

    def _lines(self, width: int) -> int:
        """How many lines the letters take: backup codes and notes have several of their own."""
        metrics, room = QFontMetrics(_fixed()), max(width, px(80))
        return sum(max(1, -(-metrics.horizontalAdvance(line) // room)) for line in self._shown.split("\n"))


def _fixed() -> QFont:
    font = QFont(theme().mono)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(round(theme().text_px))
    return font


class SecretView(QWidget):
    """A kept secret: dots, Show for 20 seconds, Copy. It asks for the secret only when it is wanted.

    `wanted` gives "show" or "copy": the page opens the secret through its service (which records the opening) and calls
    `show_secret(text)`, or hands it to `desk.clipboard.copy(text)`. Nothing is kept here after the 20 seconds.
    """

    wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        self._letters = _Painted(self)
        self.eye = _tool(self, "eye", tr("Show {what} for 20 seconds", what=name))
        self.copy = _tool(self, "copy", tr("Copy {what}", what=name))
        row.addWidget(self._letters, 1)
        row.addWidget(self.eye)
        row.addWidget(self.copy)
        self.setAccessibleName(name)
        self.eye.clicked.connect(self._eye)
        self.copy.clicked.connect(lambda: self.wanted.emit("copy"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_SECONDS * 1000)
        self._timer.timeout.connect(self.hide_now)

    @property
    def shown(self) -> bool:
        """Whether the secret can be read on the screen now."""
        return not self._letters.dotted

    def show_secret(self, secret: str) -> None:
        """Show `secret` for 20 seconds."""
        self._letters.put(secret, tr("shown on the screen"))
        self.eye.setIcon(theme().icon("eye-off"))
        guard_screen(self, True)
        self._timer.start()

    def hide_now(self) -> None:
        """Put the dots back."""
        self._timer.stop()
        self._letters.put(DOTS, tr("hidden"))
        self.eye.setIcon(theme().icon("eye"))
        guard_screen(self, False)

    def hideEvent(self, event: object) -> None:
        self.hide_now()
        super().hideEvent(event)  # type: ignore[arg-type]  # an event in, the same event on

    def _eye(self) -> None:
        if self.shown:
            self.hide_now()
        else:
            self.wanted.emit("show")
