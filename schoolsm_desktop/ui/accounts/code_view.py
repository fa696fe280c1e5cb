"""The one-time code of an account: its digits, a ring that empties as its seconds pass, and Copy."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.one_time_codes import CodeNow
from schoolsm_desktop.ui.common.screen_guard import guard_screen
from schoolsm_desktop.ui.theme import SIZES, px, theme, tokens

SHOWN_SECONDS: Final = 90  # three codes: long enough to type one at leisure
LATE: Final = 5  # seconds from which the ring warns


class Source(Protocol):
    """Gives the code of this moment; a service's CodeSource is one."""

    def now(self) -> CodeNow:
        """The code and how many seconds it still holds."""


class _Digits(QWidget):
    """Painted, so that no other program can ask for the digits by name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("One-time code"))

    def put(self, code: str) -> None:
        self._code = code
        self.update()

    @property
    def empty(self) -> bool:
        return not self._code

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(_digit_font())
        return QSize(metrics.horizontalAdvance("000 000 ") + px(6), metrics.height() + px(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = (len(self._code) + 1) // 2
        painter = QPainter(self)
        painter.setFont(_digit_font())
        painter.setPen(QColor(tokens().text))
        painter.drawText(
            self.rect(), int(Qt.AlignmentFlag.AlignVCenter), f"{self._code[:middle]} {self._code[middle:]}"
        )


def _digit_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(round(theme().text_px * SIZES["title"]))
    font.setWeight(QFont.Weight.DemiBold)
    return font


class Ring(QWidget):
    """The seconds a code still holds, as a number inside a ring that empties."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._left, self._period = 0, 30
        self.setFixedSize(px(34), px(34))

    def put(self, left: int, period: int) -> None:
        """Show `left` of `period` seconds."""
        self._left, self._period = left, max(1, period)
        self.setAccessibleName(ntr("new code in {count} second", "new code in {count} seconds", left))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        use = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(QColor(use.line), px(3)))
        painter.drawEllipse(room)
        ink = use.warn if self._left <= LATE else use.accent
        painter.setPen(QPen(QColor(ink), px(3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(room, 90 * 16, round(360 * 16 * self._left / self._period))
        painter.setPen(QColor(use.text))
        painter.setFont(theme().font("small", bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._left))


class CodeView(QWidget):
    """Asks for its source when the code is wanted (`wanted`); shows codes for 90 seconds; `copied` gives one to copy."""

    wanted = Signal()
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: Source | None = None
        self._ticks = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        self.show_button = QPushButton(tr("Show the code"), self)
        self._digits = _Digits(self)
        self.ring = Ring(self)
        self.copy = QToolButton(self)
        self.copy.setIcon(theme().icon("copy"))
        self.copy.setIconSize(QSize(px(16), px(16)))
        self.copy.setAccessibleName(tr("Copy the one-time code"))
        self.copy.setToolTip(tr("Copy the one-time code"))
        row.addWidget(self.show_button)
        row.addWidget(self._digits, 1)
        row.addWidget(self.ring)
        row.addWidget(self.copy)
        row.addStretch(0)
        self.show_button.clicked.connect(lambda _on=False: self.wanted.emit())
        self.copy.clicked.connect(lambda _on=False: self._copy())
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._second)
        self.stop()

    @property
    def shown(self) -> bool:
        """Whether a code can be read on the screen now."""
        return self._source is not None

    def start(self, source: Source) -> None:
        """Show the codes of `source` as time passes."""
        self._source = source
        self._ticks = 0
        self._lay_out()
        self._second()
        self._timer.start()
        guard_screen(self, True)
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Hide the code and let go of its source."""
        if self._source is not None:
            guard_screen(self, False)
        self._source = None
        self._timer.stop()
        self._digits.put("")
        self._lay_out()

    def hideEvent(self, event: object) -> None:
        self.stop()
        super().hideEvent(event)  # type: ignore[arg-type]  # an event in, the same event on

    def _lay_out(self) -> None:
        on = self._source is not None
        self.show_button.setVisible(not on)
        for part in (self._digits, self.ring, self.copy):
            part.setVisible(on)

    def _second(self) -> None:
        self._ticks += 1
        if self._source is None or self._ticks > SHOWN_SECONDS:
            self.stop()
            return
        now = self._source.now()
        self._digits.put(now.code)
        self.ring.put(now.seconds_left, now.period)

    def _copy(self) -> None:
        if self._source is not None:
            self.copied.emit(self._source.now().code)
