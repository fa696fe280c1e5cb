"""The top of the window: one search over everything, the term and week, It has happened, and Lock now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.theme import px, set_look, theme

HIT_ROLE = Qt.ItemDataRole.UserRole + 1


class Hit(Protocol):
    """What was found: its words, what stands over hits of its kind, its icon, and where it leads."""

    @property
    def title(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def target(self) -> object: ...
    @property
    def group(self) -> str: ...
    @property
    def icon(self) -> str: ...


class Search(QLineEdit):
    """The search field. `asked` gives what is typed; `show_hits` lists the answers under it; `chosen` gives one."""

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Find anything: a name, a page, “give access”…"))
        self.setAccessibleName(tr("Find anything"))
        self.setMaxLength(200)
        self.setObjectName("search")
        glass = QLabel(self)
        glass.setPixmap(theme().icon("search", "quiet").pixmap(px(15), px(15)))
        keys = words(QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText), "keys", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(10), 0, px(10), 0)
        row.addWidget(glass)
        row.addStretch(1)
        row.addWidget(keys, 0, Qt.AlignmentFlag.AlignVCenter)
        self._keys = keys
        self._hits = QStandardItemModel(self)
        self.list: QListView | None = None
        self._popup: QFrame | None = None
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._take)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List `hits` under the field, each kind under its own words; none says that there is none."""
        if not self.text().strip():
            return
        self._hits.clear()
        for group, alike in groupby(hits, key=lambda hit: hit.group):
            if group:
                self._hits.appendRow(_heading(group))
            for hit in alike:
                self._hits.appendRow(_line(hit))
        if not hits:
            nothing = QStandardItem(tr("Nothing found for “{typed}”", typed=self.text().strip()))
            nothing.setEnabled(False)
            self._hits.appendRow(nothing)
        popup, view = self._made()
        self._place(popup, view)
        view.setCurrentIndex(self._hits.index(self._next_hit(-1, 1), 0))
        view.scrollToTop()
        popup.raise_()
        popup.show()
        self.setAccessibleDescription(ntr("{count} hit", "{count} hits", len(hits)))

    def hide_hits(self) -> None:
        """Take the list away."""
        if self._popup is not None:
            self._popup.hide()

    def keyPressEvent(self, event: Any) -> None:
        view = self.list
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.hide_hits()
            return
        step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(int(event.key()))
        if step is not None and view is not None and self._popup is not None and self._popup.isVisible():
            view.setCurrentIndex(self._hits.index(self._next_hit(view.currentIndex().row(), step), 0))
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = self._popup is not None and self._popup.isVisible()
        if shown and watched is self.window() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._place_again)  # when the field has its new place
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.hide_hits()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._keys.setVisible(not self.text() and self.width() >= px(300))

    def _next_hit(self, line: int, step: int) -> int:
        """The next line that leads somewhere, round the end; headings are passed over."""
        count = max(1, self._hits.rowCount())
        lines = [(line + step * far) % count for far in range(1, count + 1)]
        return next((at for at in lines if self._hits.index(at, 0).data(HIT_ROLE) is not None), 0)

    def _place(self, popup: QFrame, view: QListView) -> None:
        """Under the field, as high as its lines ask and the window gives."""
        place = self.mapTo(self.window(), QPoint(0, self.height() + px(4)))
        lines = sum(max(1, view.sizeHintForRow(at)) for at in range(self._hits.rowCount()))
        width = min(max(self.width(), px(520)), self.window().width() - place.x() - px(12))
        room = max(px(80), self.window().height() - place.y() - px(12))
        popup.setGeometry(place.x(), place.y(), width, min(lines + px(14), room))

    def _place_again(self) -> None:
        if self._popup is not None and self.list is not None and self._popup.isVisible():
            self._place(self._popup, self.list)

    def _typed(self, text: str) -> None:
        self._keys.setVisible(not text and self.width() >= px(300))
        if text.strip():
            self.asked.emit(text.strip())
        else:
            self.hide_hits()

    def _take(self) -> None:
        if self.list is None or self._popup is None or not self._popup.isVisible():
            return
        target = self.list.currentIndex().data(HIT_ROLE)
        if target is not None:
            self.clear()
            self.hide_hits()
            self.chosen.emit(target)

    def _made(self) -> tuple[QFrame, QListView]:
        if self._popup is None or self.list is None:
            self._popup = QFrame(self.window())
            set_look(self._popup, "popup")
            column = QVBoxLayout(self._popup)
            column.setContentsMargins(px(5), px(5), px(5), px(5))
            self.list = QListView(self._popup)
            self.list.setModel(self._hits)
            self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            self.list.setAccessibleName(tr("What was found"))
            self.list.viewport().setAutoFillBackground(True)  # nothing of the page shines through, nor is drawn in vain
            self.list.clicked.connect(lambda _index: self._take())
            column.addWidget(self.list)
            self.window().installEventFilter(self)
        return self._popup, self.list


def _heading(group: str) -> QStandardItem:
    item = QStandardItem(group)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setFont(theme().font("small", bold=True))
    return item


def _line(hit: Hit) -> QStandardItem:
    item = QStandardItem(tr("{title}, {detail}", title=hit.title, detail=hit.detail) if hit.detail else hit.title)
    item.setData(hit.target, HIT_ROLE)
    if hit.icon:
        item.setIcon(theme().icon(hit.icon, "quiet"))
    if hit.group:
        spoken = tr("{kind}: {hit}", kind=hit.group, hit=item.text())
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    return item


class TopBar(QFrame):
    """Search at the left; the term, It has happened and Lock now at the right."""

    lock_asked = Signal()
    happened_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(7), px(20), px(7))
        row.setSpacing(px(16))
        self.search = Search(self)
        self.search.setMaximumWidth(px(420))
        self.term = _Term(self)
        self.happened = QPushButton(tr("It has happened"), self)
        self.happened.setToolTip(tr("What to do first, whom to tell and whom to ring (F9)"))
        set_look(self.happened, "danger")
        self.happened.clicked.connect(lambda _on=False: self.happened_asked.emit())
        self.lock = QPushButton(tr("Lock now"), self)
        self.lock.setToolTip(tr("Lock now (Ctrl+L)"))
        self.lock.clicked.connect(lambda _on=False: self.lock_asked.emit())
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.term)
        row.addWidget(self.happened)
        row.addWidget(self.lock)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(super().sizeHint().height(), px(46)))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        beside = self.search.minimumSizeHint(), self.term.sizeHint(), self.happened.sizeHint(), self.lock.sizeHint()
        self.term.setVisible(sum(size.width() for size in beside) + px(5 * 16 + 40) <= self.width())


class _Term(QLabel):
    """The term and week; it gives way where the window is too narrow for the buttons beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
