"""How a person finds things on the screen: by the words they read, in the window that stands in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

W = TypeVar("W", bound=QWidget)


def front() -> QWidget:
    """The window that a person can act in: the dialog on top, else the window itself."""
    modal = QApplication.activeModalWidget()
    if modal is not None:
        return modal
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.windowTitle()]
    assert len(shown) == 1, f"one window is expected, not {[each.windowTitle() for each in shown]}"
    return shown[0]


def seen(kind: type[W]) -> list[W]:
    """What of this kind can be seen in the window in front, in its order."""
    window = front()
    return [each for each in window.findChildren(kind) if each.isVisible() and each.window() is window]


def find_button(words: str) -> QAbstractButton | None:
    """The first button that says `words`, or is called so where it shows a picture only."""
    for button in seen(QAbstractButton):
        if words in (button.text().replace("&", ""), button.accessibleName()):
            return button
    return None


def find_in_menu(words: str) -> QAction | None:
    """What says `words` in the menu of a button that can be seen, as “More” has one."""
    menus = [each.menu() for each in seen(QPushButton) if each.menu() is not None and each.isEnabled()]
    return next((act for menu in menus for act in menu.actions() if act.text() == words and act.isEnabled()), None)


def find_field(label: str, nth: int = 0) -> QWidget | None:
    """What stands under a label; `nth` where several are called the same."""
    found = [
        each.buddy() for each in seen(QLabel) if each.text().removesuffix(" *") == label and each.buddy() is not None
    ]
    return found[nth] if nth < len(found) else None


def line_of(field: QWidget) -> QWidget:
    """What the keys go into: the line inside a field that is made of several parts."""
    if isinstance(field, QComboBox):
        return field.lineEdit() or field
    proxy = field.focusProxy()
    return proxy if proxy is not None else field


def bring_into_view(widget: QWidget) -> None:
    """Scroll as a person does until `widget` can be seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def find_index(view: QAbstractItemView, matches: Callable[[QModelIndex], bool]) -> QModelIndex | None:
    """The first cell of a list or table for which `matches` holds."""
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(_width(model)):
            index = model.index(row, column)
            if matches(index):
                return index
    return None


def _width(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def cell_words(index: QModelIndex) -> str:
    """What a cell says, its second line included."""
    spoken: Any = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(spoken or index.data() or "")


def find_row(words: str) -> tuple[QAbstractItemView, int] | None:
    """The list and the line on which a cell holds `words`."""
    for view in seen(QAbstractItemView):
        index = find_index(view, lambda each: words in cell_words(each))
        if index is not None:
            return view, index.row()
    return None


def rows_of(view: QAbstractItemView) -> list[list[str]]:
    """A list or table as it is read, line by line."""
    model = view.model()
    return [
        [cell_words(model.index(row, column)) for column in range(_width(model))] for row in range(model.rowCount())
    ]


def column_of(table: QTableView, heading: str) -> int:
    """The column under `heading`."""
    model = table.model()
    headings = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(_width(model))]
    return headings.index(heading)


def find_list(name: str) -> QAbstractItemView | None:
    """The list or table that is called so."""
    return next((each for each in seen(QAbstractItemView) if each.accessibleName() == name), None)


def everything_read() -> str:
    """All words on the window in front: labels, buttons, fields that are not hidden, lists, tabs."""
    said = [front().windowTitle()]
    said += [each.text() for each in seen(QLabel)]
    said += [each.text() or each.accessibleName() for each in seen(QAbstractButton)]
    said += [each.text() for each in seen(QLineEdit) if each.echoMode() == QLineEdit.EchoMode.Normal]
    said += [each.toPlainText() for each in seen(QPlainTextEdit)]
    said += [each.toPlainText() for each in seen(QTextEdit)]
    said += [each.currentText() for each in seen(QComboBox)]
    for bar in seen(QTabBar):
        said += [bar.tabText(at) for at in range(bar.count())]
    for view in seen(QAbstractItemView):
        said += [" · ".join(row) for row in rows_of(view)]
    return "\n".join(said)


def items_of(label: str) -> list[str]:
    """The lines of a plain list called `label`."""
    lists = [each for each in seen(QListWidget) if each.accessibleName() == label]
    return [lists[0].item(at).text() for at in range(lists[0].count())] if lists else []
