"""Walks a window and says what a person could not read, hear or press: used on every page and dialog, and by the tour.

    assert faults_of(page) == []

Each fault names the widget by the way to it, so that it can be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTextEdit,
    QToolButton,
    QWidget,
)

from schoolsm_desktop.ui.theme import contrast

LEAST_CONTRAST = 4.5
LEAST_OUTLINE = 3.0
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
_OWN_PARTS = ("qt_", "ScrollLeftButton", "ScrollRightButton")  # widgets that Qt makes inside its own


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its kind ("unnamed", "clipped", "contrast", "outline", "dead"), where, and the details."""

    kind: str
    where: str
    details: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.details}"


LAYOUT_ROUNDS = 4


def faults_of(root: QWidget) -> list[Fault]:
    """Every fault of `root` and of what it shows. `root` has been shown and laid out."""
    # Layouts that wait for the event loop are done before anything is measured; one inside a scroll area waits its turn.
    for _round in range(LAYOUT_ROUNDS):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()
    found: list[Fault] = []
    picture = root.window().grab().toImage()
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisibleTo(root) and not _is_part_of_another(widget):
            found += _unnamed(widget)
            found += _clipped(widget)
            found += _contrast(widget, picture)
            found += _outlines(widget.viewport() if isinstance(widget, QListWidget) else widget, picture)
            found += _dead(widget)
    return found


def _is_part_of_another(widget: QWidget) -> bool:
    if isinstance(widget, (QScrollBar, QHeaderView)):
        return True
    if widget.objectName().startswith(_OWN_PARTS):
        return True
    parent = widget.parentWidget()
    return isinstance(parent, (QComboBox, QAbstractSpinBox)) or (
        isinstance(parent, QLineEdit) and isinstance(widget, QToolButton)
    )


def _unnamed(widget: QWidget) -> Iterator[Fault]:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not isinstance(widget, (QAbstractButton, *_FIELDS)):
        return
    if isinstance(widget, QAbstractButton):
        if not (widget.accessibleName() or widget.text().strip()):
            yield Fault("unnamed", _way(widget), "a button that a screen reader cannot name")
    elif isinstance(widget, _FIELDS) and not widget.accessibleName() and not _has_buddy(widget):
        yield Fault("unnamed", _way(widget), "a field that a screen reader cannot name")


def _has_buddy(widget: QWidget) -> bool:
    return any(label.buddy() is widget for label in widget.window().findChildren(QLabel))


def _clipped(widget: QWidget) -> Iterator[Fault]:
    if isinstance(widget, QLabel) and widget.text() and not _has_markup(widget):
        yield from _clipped_label(widget)
    elif isinstance(widget, (QPushButton, QToolButton)) and widget.text():
        text = widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        needed = QFontMetrics(widget.font()).horizontalAdvance(text)
        if needed > widget.contentsRect().width() or widget.height() < QFontMetrics(widget.font()).height():
            yield Fault("clipped", _way(widget), f"“{widget.text()}” needs {needed} of {widget.width()} px")
    elif isinstance(widget, QAbstractButton) and widget.text() and widget.sizeHint().width() > widget.width() + 1:
        yield Fault("clipped", _way(widget), f"“{widget.text()}” needs {widget.sizeHint().width()} px")


def _has_markup(label: QLabel) -> bool:
    return label.textFormat() == Qt.TextFormat.RichText


def _clipped_label(label: QLabel) -> Iterator[Fault]:
    room = label.contentsRect()
    margin = label.margin() * 2
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
    needed = QFontMetrics(label.font()).boundingRect(
        QRect(0, 0, max(1, room.width() - margin), 100000), flags, label.text()
    )
    if needed.width() - 1 > room.width() or needed.height() - 2 > room.height():
        asked, given = f"{needed.width()}x{needed.height()}", f"{room.width()}x{room.height()}"
        yield Fault("clipped", _way(label), f"“{label.text()[:60]}” needs {asked} px and has {given}")
    shown = label.visibleRegion().boundingRect()
    inside_scroll = any(isinstance(each, QAbstractScrollArea) for each in _parents(label))
    if not inside_scroll and shown.width() < min(needed.width(), room.width()):
        yield Fault("clipped", _way(label), f"“{label.text()[:60]}” is partly covered")


def _contrast(widget: QWidget, picture: QImage) -> Iterator[Fault]:
    """The letters as they are drawn: the colour that most pixels have, against the one that differs most from it."""
    if not isinstance(widget, (QLabel, QAbstractButton)) or not widget.text().strip() or not widget.isEnabled():
        return
    if widget.visibleRegion().boundingRect().height() < widget.fontMetrics().height():
        return  # scrolled so far that no letter is whole
    colours = _colours(widget, picture)
    if len(colours) < 2:
        return
    ground = max(colours, key=lambda colour: colours[colour])
    ratio = max(_ratio(ground, colour) for colour in colours)
    if ratio < LEAST_CONTRAST:
        yield Fault("contrast", _way(widget), f"“{widget.text()[:40]}” {ratio:.1f} to 1 on {_rgb(ground)}")


def _outlines(widget: QWidget, picture: QImage) -> Iterator[Fault]:
    """The boxes that are ticked: what is drawn of one, an empty one too, is seen on its ground."""
    for box in _boxes(widget):
        shown = box.intersected(widget.visibleRegion().boundingRect())
        if shown != box:
            continue  # scrolled so far that it is not whole
        colours = _colours(widget, picture, box.adjusted(-3, -3, 3, 3))
        if not colours:
            continue
        ground = _at(widget, picture, box.topLeft() - QPoint(2, 2))
        ratio = max((contrast(ground, _rgb(each)) for each, count in colours.items() if count >= 8), default=21.0)
        if ratio < LEAST_OUTLINE:
            yield Fault("outline", _way(widget), f"a box to tick has {ratio:.1f} to 1 on {ground}")
            return


def _boxes(widget: QWidget) -> list[QRect]:
    """Where `widget` draws boxes to tick."""
    if isinstance(widget, QCheckBox) and widget.isEnabled():
        button = QStyleOptionButton()
        button.initFrom(widget)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        return [widget.style().subElementRect(part, button, widget)]
    view = widget.parentWidget()
    if not isinstance(view, QListWidget) or view.viewport() is not widget:
        return []
    found = []
    for at in range(view.count()):
        item = view.item(at)
        ticked = item.data(Qt.ItemDataRole.CheckStateRole)  # without one no box is drawn
        if item.isHidden() or ticked is None or not item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            continue
        option = QStyleOptionViewItem()
        option.initFrom(view)
        option.rect = view.visualItemRect(item)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        found.append(view.style().subElementRect(part, option, view))
    return found


def _at(widget: QWidget, picture: QImage, point: QPoint) -> str:
    place = widget.mapTo(widget.window(), point) * picture.devicePixelRatio()
    inside = picture.rect().intersected(QRect(place, QSize(1, 1)))
    return _rgb(picture.pixel(place)) if not inside.isEmpty() else "#ffffff"


def _colours(widget: QWidget, picture: QImage, part_of: QRect | None = None) -> dict[int, int]:
    window = widget.window()
    shown = widget.visibleRegion().boundingRect() if part_of is None else part_of
    place = QRect(widget.mapTo(window, shown.topLeft()), shown.size()).intersected(window.rect())
    ratio = picture.devicePixelRatio()
    part = QRect(place.topLeft() * ratio, place.size() * ratio)
    drawn = picture.copy(part).convertToFormat(QImage.Format.Format_RGB888)
    if drawn.isNull():
        return {}
    size = (drawn.width(), drawn.height())
    counted = Image.frombuffer("RGB", size, bytes(drawn.constBits()), "raw", "RGB", drawn.bytesPerLine(), 1)
    found = cast("list[tuple[int, tuple[int, int, int]]]", counted.getcolors(size[0] * size[1]))
    return {red << 16 | green << 8 | blue: count for count, (red, green, blue) in found}


def _dead(widget: QWidget) -> Iterator[Fault]:
    if not isinstance(widget, QAbstractButton) or not widget.isEnabled() or widget.isCheckable():
        return
    if isinstance(widget, QToolButton) and (widget.menu() is not None or widget.defaultAction() is not None):
        return
    if isinstance(widget, QPushButton) and widget.menu() is not None:
        return
    signals = ("clicked(bool)", "pressed()", "released()", "toggled(bool)")
    if all(widget.receivers(f"2{name}") == 0 for name in signals):
        yield Fault(
            "dead", _way(widget), f"“{widget.text() or widget.accessibleName()}” does nothing when it is pressed"
        )


def _way(widget: QWidget) -> str:
    names = [type(each).__name__ for each in reversed([widget, *_parents(widget)])]
    return " > ".join(names[-4:])


def _parents(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


@cache
def _ratio(one: int, other: int) -> float:
    return contrast(_rgb(one), _rgb(other))


def _rgb(colour: int) -> str:
    return f"#{colour & 0xFFFFFF:06x}"
