"""The left side of the window: the school's crest and name, the pages with what is due, and who is signed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import rule, words
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.theme import px, set_look, set_mark, theme, tokens


class Crest(QWidget):
    """The school's own crest, or a shield with the first letter of its name."""

    def __init__(self, letter: str, parent: QWidget | None = None, *, side: int = 30, picture: bytes = b"") -> None:
        super().__init__(parent)
        self._letter = letter[:1].upper()
        self._picture = _drawn(picture)
        self._side = side
        self.setFixedSize(px(side), px(side * 1.13))
        self.setAccessibleName(tr("Crest"))

    def show_school(self, name: str, picture: bytes) -> None:
        """Show another letter or picture."""
        self._letter = name[:1].upper()
        self._picture = _drawn(picture)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = QSizeF(self._picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QPointF(), size)
            place.moveCenter(room.center())
            painter.drawImage(place, self._picture)
            return
        corner, foot = room.width() * 0.15, room.height() * 0.42
        path = QPainterPath(QPointF(room.left() + corner, room.top()))
        path.lineTo(room.right() - corner, room.top())
        path.quadTo(room.topRight(), QPointF(room.right(), room.top() + corner))
        path.lineTo(room.right(), room.bottom() - foot)
        path.quadTo(QPointF(room.right(), room.bottom()), QPointF(room.center().x(), room.bottom()))
        path.quadTo(QPointF(room.left(), room.bottom()), QPointF(room.left(), room.bottom() - foot))
        path.lineTo(room.left(), room.top() + corner)
        path.quadTo(room.topLeft(), QPointF(room.left() + corner, room.top()))
        painter.fillPath(path, QColor(tokens().crest))
        painter.setPen(QColor(tokens().crest_text))
        font = theme().font("heading", bold=True)
        font.setPixelSize(round(font.pixelSize() * self._side / 30))
        painter.setFont(font)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._letter)


def _drawn(png: bytes) -> QImage:
    """The picture; an empty one for none. It is read as PNG alone, whatever it says it is."""
    buffer = QBuffer()
    buffer.setData(QByteArray(png))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer, QByteArray(b"png")).read() if png else QImage()


class Entry(QPushButton):
    """One page in the side bar, with the count of what is due."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title = title
        self._badge = QLabel("", self)
        set_look(self._badge, "badge")
        self._badge.setVisible(False)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, px(12), 0)
        row.addStretch(1)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(title)

    def show_due(self, count: int, *, urgent: bool) -> None:
        """Show `count` in red where it is urgent; 0 shows nothing."""
        self._badge.setText(str(count))
        self._badge.setVisible(count > 0)
        set_mark(self._badge, "urgent", "true" if urgent else "false")
        due = ntr("{title}, {count} thing due", "{title}, {count} things due", count, title=self._title)
        self.setAccessibleName(due if count else self._title)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + px(46), hint.height())


class SideBar(QFrame):
    """Crest, pages, and the foot. `chosen` gives the key of a page."""

    chosen = Signal(str)

    def __init__(
        self, school: str, pages: Sequence[tuple[str, str]], parent: QWidget | None = None, *, crest: bytes = b""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._entries: dict[str, Entry] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(16), px(10), px(16))
        column.setSpacing(px(2))
        column.addLayout(self._top(school, crest))
        column.addSpacing(px(12))
        column.addWidget(self._list(pages), 1)
        column.addWidget(rule(self))
        column.addSpacing(px(8))
        self._who = words("", "strong", self, wrap=True)
        self._rest = [words("", "side-quiet", self, wrap=True) for _ in range(2)]
        for label in (self._who, *self._rest):
            label.setContentsMargins(px(8), 0, px(4), 0)
            column.addWidget(label)
        self.setFixedWidth(self._width())

    def show_person(self, name: str, duty: str, locks: str) -> None:
        """Say at the foot who is signed in, as what, and when it locks."""
        self._who.setText(tr("Signed in: {name}", name=name))
        for label, text in zip(self._rest, (duty, locks), strict=True):
            label.setText(text)

    def show_page(self, key: str) -> None:
        """Mark the page that is on show."""
        self._entries[key].setChecked(True)

    def show_due(self, counts: Mapping[str, tuple[int, bool]]) -> None:
        """Put the counts beside the pages: key -> (count, urgent). A page that is not named shows none."""
        for key, entry in self._entries.items():
            count, urgent = counts.get(key, (0, False))
            entry.show_due(count, urgent=urgent)

    def entry(self, key: str) -> Entry:
        """The entry of one page."""
        return self._entries[key]

    def show_school(self, school: str, crest: bytes) -> None:
        """Show the school's name and crest as they are now."""
        self._crest.show_school(school, crest)
        self._school.setText(school)
        self._school.setToolTip(school)

    def _top(self, school: str, crest: bytes) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(8), 0, px(4), 0)
        row.setSpacing(px(10))
        self._crest = Crest(school, self, picture=crest)
        row.addWidget(self._crest, 0, Qt.AlignmentFlag.AlignTop)
        self._school = words(school, "school", self, wrap=True)
        self._school.setToolTip(school)
        row.addWidget(self._school, 1)
        return row

    def _list(self, pages: Sequence[tuple[str, str]]) -> Scroll:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        for key, title in pages:
            entry = Entry(title, inner)
            entry.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._group.addButton(entry)
            self._entries[key] = entry
            column.addWidget(entry)
        column.addStretch(1)
        scroll = Scroll(inner, self)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def _width(self) -> int:
        needed = max((entry.sizeHint().width() for entry in self._entries.values()), default=0)
        return max(px(208) if theme().text_px < 20 else 0, needed + px(24))

    def keyPressEvent(self, event: Any) -> None:
        keys = list(self._entries)
        step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(int(event.key()))
        here = [at for at, key in enumerate(keys) if self._entries[key].hasFocus()]
        if step is None or not here:
            super().keyPressEvent(event)
            return
        self._entries[keys[(here[0] + step) % len(keys)]].setFocus(Qt.FocusReason.OtherFocusReason)
