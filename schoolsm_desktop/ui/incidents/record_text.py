"""The chronology of a record as a text to read, mark and copy: quick with hundreds of entries, and never markup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.incident_record import Line, short_moment
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.theme import px, set_look, theme, tokens

TIMES = 116
MOST_HIGH = 520


class RecordText(QTextEdit):
    """Lines of a record under one another: when, and beside it what. Only plain words are put into it, so that nothing in them is taken for markup."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._now: datetime | None = None
        self.setAccessibleName(name)
        self.setReadOnly(True)
        set_look(self, "record")
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme().changed.connect(self._draw)

    def show_lines(self, lines: Sequence[Line], now: datetime) -> None:
        """Show these lines; where the same ones stand already, nothing moves."""
        if tuple(lines) == self._lines and self._now is not None:
            return
        self._lines, self._now = tuple(lines), now
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its words, up to what a screen shows; from there on it scrolls by itself."""
        needed = round(self.document().size().height()) + px(6)
        self.setFixedHeight(min(max(needed, px(30)), px(MOST_HIGH)))

    def to_top(self) -> None:
        """Show the first entry: another record is shown."""
        self.verticalScrollBar().setValue(0)

    def _draw(self) -> None:
        if self._now is None:
            return
        place = self.verticalScrollBar().value()
        self.clear()
        self.document().setDefaultFont(theme().font("body"))
        self.document().setDocumentMargin(0)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if self._lines:
            table = cursor.insertTable(len(self._lines), 2, _shape())
            for row, line in enumerate(self._lines):
                _write_time(table.cellAt(row, 0), short_moment(line.at, self._now))
                _write_line(table.cellAt(row, 1), line)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)  # it went to the end with the words, and would be scrolled to
        self._fit()
        self.verticalScrollBar().setValue(place)


def _shape() -> QTextTableFormat:
    shape = QTextTableFormat()
    shape.setBorder(0)
    shape.setCellSpacing(0)
    shape.setCellPadding(0)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    times = QTextLength(QTextLength.Type.FixedLength, px(TIMES))
    shape.setColumnWidthConstraints([times, QTextLength(QTextLength.Type.VariableLength, 0)])
    return shape


def _ruled(cell: QTextTableCell) -> QTextCursor:
    """A cell with room around its words and a line under it."""
    look = QTextTableCellFormat()
    look.setTopPadding(px(7))
    look.setBottomPadding(px(7))
    look.setRightPadding(px(8))
    look.setBottomBorder(1)
    look.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBottomBorderBrush(QBrush(QColor(tokens().line)))
    cell.setFormat(look)
    return cell.firstCursorPosition()


def _look(ink: str, *, bold: bool = False, size: str = "body", ground: str = "") -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(theme().font(size))
    look.setForeground(QColor(ink))
    if bold:
        look.setFontWeight(QFont.Weight.Bold)
    if ground:
        look.setBackground(QColor(ground))
    return look


def _write_time(cell: QTextTableCell, said: str) -> None:
    _ruled(cell).insertText(said, _look(tokens().quiet, size="quiet"))


def _write_line(cell: QTextTableCell, line: Line) -> None:
    use = tokens()
    cursor = _ruled(cell)
    cursor.insertText(line.title, _look(use.text, bold=True))
    if line.text:
        # Of a letter its title: the whole of it is printed again from the record.
        text = line.text.partition("\n")[0] if line.kind is EntryKind.LETTER else line.text
        cursor.insertText(f" {text}", _look(use.text))
    if line.done:
        cursor.insertText("  ", _look(use.text))
        cursor.insertText(f" ✓ {line.done} ", _look(use.good, size="quiet", bold=True, ground=use.good_ground))
    if line.late:
        cursor.insertText("  ", _look(use.text))
        cursor.insertText(f" ! {line.late} ", _look(use.warn, size="quiet", bold=True, ground=use.warn_ground))
    if line.kind is not EntryKind.REPORTED:
        cursor.insertText("  " + tr("entered by {name}", name=line.by), _look(use.quiet, size="quiet"))
    for said in line.corrections:
        cursor.insertBlock()
        cursor.insertText(f"↳ {said}", _look(use.warn))
