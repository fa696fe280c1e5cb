"""A word with its sign on a coloured ground: how one thing stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from schoolsm_desktop.ui.common.headings import broken
from schoolsm_desktop.ui.theme import State, px, set_look, set_state, theme, tokens


def chip_text(state: State, word: str, *, signed: bool = True) -> str:
    """`✓ Ready`: the sign and the word."""
    return f"{state.sign} {word}" if signed else word


class Chip(QLabel):
    """A chip as a widget. `signed=False` only where the word itself cannot be misread (a level, a day)."""

    def __init__(self, state: State, word: str, parent: QWidget | None = None, *, signed: bool = True) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_look(self, "chip")
        self.show_state(state, word, signed=signed)

    def show_state(self, state: State, word: str, *, signed: bool = True) -> None:
        """Show another state and word."""
        self.setText(chip_text(state, word, signed=signed))
        self.setAccessibleName(word)
        self.setAccessibleDescription(state.spoken)
        set_state(self, state)


ICON = 13
GAP = 5


def chip_size(text: str, *, icon: str = "", lines: int = 1) -> QSize:
    """The size that a painted chip needs on one line or two, with an icon before its words or without."""
    metrics = theme().metrics("quiet", bold=True)
    extra = px(ICON + GAP) if icon else 0
    parts = [text] if lines == 1 else broken(text, metrics)
    wide = max(map(metrics.horizontalAdvance, parts))
    return QSize(wide + px(14) + extra, len(parts) * metrics.height() + px(4))


def paint_chip(
    painter: QPainter, room: QRect, text: str, state: State, *, centred: bool = False, icon: str = ""
) -> None:
    """Paint a chip into `room`, as wide as its text and no wider than `room`; `icon` stands in the place of a sign.

    A text that is wider than `room` stands on two lines where `room` is high enough, and is cut where it is not.
    """
    ink, ground, edge = tokens().state(state)
    size, lines = chip_size(text, icon=icon), [text]
    if size.width() > room.width():
        twice = chip_size(text, icon=icon, lines=2)
        if twice.height() <= room.height():
            size, lines = twice, broken(text, theme().metrics("quiet", bold=True))
    place = QRect(room.left(), 0, min(size.width(), room.width()), size.height())
    place.moveTop(room.center().y() - place.height() // 2)
    if centred:
        place.moveLeft(room.left() + (room.width() - place.width()) // 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(edge) if ground == tokens().card else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, px(4), px(4))
    words = place
    if icon:
        side = px(ICON)
        at = QRect(place.left() + px(7), place.center().y() - side // 2, side, side)
        theme().icon(icon, state.value, ICON).paint(painter, at)
        words = place.adjusted(px(ICON + GAP), 0, 0, 0)
    painter.setPen(QColor(ink))
    painter.setFont(theme().font("quiet", bold=True))
    wide = words.width() - px(10)
    shown = [painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, wide) for line in lines]
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "\n".join(shown))
    painter.restore()
