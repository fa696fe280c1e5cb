"""*It has happened*: the type, the first question, five steps, whom to tell and whom to ring; there is no field to fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.first_card import CardNumber, CardPerson, FirstCard, danger_words
from schoolsm_desktop.domain.first_hour import FirstLine
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.pages import Desk, Target
from schoolsm_desktop.ui.theme import State, px, set_look, set_state

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed, PrintingService

_WIDE = 900
"""From this width on (at the normal text size) things stand beside each other."""


class HappenedWindow(QDialog):
    """Opens over any page. What it shows is nothing secret: everybody with a sign-in may read it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cards: tuple[FirstCard, ...] = ()
        self.setWindowTitle(tr("It has happened"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addWidget(words(tr("It has happened"), "title", self, wrap=True))
        column.addWidget(
            words(
                tr("Choose what fits best. Nothing is written down yet, and nothing has to be typed."),
                "quiet",
                self,
                wrap=True,
            )
        )
        self.messages = MessagePlace(self)
        column.addWidget(self.messages)
        column.addLayout(self._middle(), 1)
        column.addWidget(self._foot())
        room = self.screen().availableGeometry().size().expandedTo(parent.window().size()) - QSize(px(40), px(40))
        self.resize(min(px(1180), room.width()), min(px(728), room.height()))
        cards = desk.office.first_cards
        desk.background.run(cards.cards, self.show_cards, owner=self)

    # What it shows

    def show_cards(self, cards: Sequence[FirstCard]) -> None:
        """The types, and the card of the first of them."""
        self._cards = tuple(cards)
        self.types.clear()
        for card in cards:
            self.types.addItem(QListWidgetItem(card.title))
        self.types.setCurrentRow(0)
        self.types.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def card(self) -> FirstCard | None:
        """The card of the type that is chosen."""
        at = self.types.currentRow()
        return self._cards[at] if 0 <= at < len(self._cards) else None

    def choose(self, key: str) -> None:
        """Choose a type by its key."""
        for at, card in enumerate(self._cards):
            if card.key == key:
                self.types.setCurrentRow(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.types.hasFocus():
            self.write_down()
            return
        super().keyPressEvent(event)

    # Inside

    def _middle(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(16))
        self.types = _Types(self)
        self.types.currentRowChanged.connect(lambda _at: self._show())
        self.types.doubleClicked.connect(self._double_clicked)
        row.addWidget(self.types, 3)
        self._inner = QWidget(self)
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, px(8), 0)
        self._lines.setSpacing(px(10))
        self._scroll = Scroll(self._inner, self)
        row.addWidget(self._scroll, 7)
        return row

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        set_look(foot, "body")
        flow = Flow(foot, right=True)
        deeds: tuple[tuple[str, Callable[[], object]], ...] = (
            (tr("Close"), self.reject),
            (tr("Print a blank form"), self.print_form),
            (tr("Print this card"), self.print_card),
            (tr("Write it down now…"), self.write_down),
        )
        for said, act in deeds:
            button = QPushButton(said, foot)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, act=act: act())
            flow.addWidget(button)
        set_look(button, "main")
        if QApplication.activeModalWidget() is not None:
            button.setEnabled(False)
            button.setToolTip(tr("Finish or leave what is open first; nothing typed in it is lost."))
        self.main = button
        return foot

    def _show(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        card = self.card
        if card is None:
            return
        self._add(words(card.title, "heading", self._inner, wrap=True))
        self._add(_asked(card, self._inner))
        self._add(words(tr("Do this first"), "strong", self._inner, wrap=True))
        wide = self.width() >= px(_WIDE)
        for number, step in enumerate(card.steps, 1):
            self._add(_step(number, step, self._inner, wide=wide))
        self._add(_whom(card, self._inner, wide=wide))
        self._add(_head(card, self._inner, wide=wide))
        if not card.is_whole:
            missing = tr(
                "Numbers are entered under Settings, “Whom to ring”; who holds a duty, under “Policy and staff”, “Staff”."
            )
            self._add(words(missing, "quiet", self._inner, wrap=True))
        self._lines.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self._scroll, self._scroll.fit)

    def _add(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()

    # What can be done

    def write_down(self) -> None:
        """Go on to the report, with the type chosen."""
        card = self.card
        if card is not None and self.main.isEnabled():
            self.accept()
            self._desk.go(Target("incidents", card.key, "incident-new"))

    def print_card(self) -> None:
        """The card of this type on paper."""
        card = self.card
        if card is not None:
            self._print(lambda printing: printing.first_hour_card(card.key))

    def print_form(self) -> None:
        """The form to fill in by hand."""
        self._print(lambda printing: printing.incident_form())

    def _print(self, make: Callable[[PrintingService], Printed]) -> None:
        office = self._desk.office
        self._desk.background.run(lambda: make(office.printing), self._desk.preview, owner=self)

    def _double_clicked(self, _at: QModelIndex) -> None:
        self.write_down()


class _Types(QListWidget):
    """The types, one under another; long names go on on a second line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What happened"))
        set_look(self, "people")
        self.setSpacing(px(1))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(px(170))
        self.ensurePolished()
        self.model().rowsInserted.connect(self._fit)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give each as many lines as it needs: the style would measure without its own margins, and cut the last word."""
        room = QRect(0, 0, self.viewport().width() - px(32), px(400))
        for row in range(self.count()):
            item = self.item(row)
            needed = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, item.text())
            item.setSizeHint(QSize(room.width(), needed.height() + px(14)))


def _asked(card: FirstCard, parent: QWidget) -> QWidget:
    """The first question in its frame, and what comes even before it."""
    frame = _frame(State.STOP, parent)
    column = frame.layout()
    if column is not None:
        for text, look in (
            (danger_words(), "strong"),
            (tr("Ask first: {question}", question=card.question), "strong"),
            (card.decides, ""),
        ):
            column.addWidget(selectable(words(text, look, frame, wrap=True)))
    return frame


def _whom(card: FirstCard, parent: QWidget, *, wide: bool) -> QWidget:
    """Whom to tell, and beside or below it whom to ring."""
    whom = QWidget(parent)
    set_look(whom, "body")
    way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
    line = QBoxLayout(way, whom)
    line.setContentsMargins(0, px(4), 0, 0)
    line.setSpacing(px(14))
    tell = [_line(p.title, _holder(p), whom, known=bool(p.names)) for p in card.people]
    ring = [_line(*_ring(n), whom, known=n.is_known) for n in card.numbers]
    for heading, lines in ((tr("Tell"), tell), (tr("Ring, where it is needed"), ring)):
        if lines:
            column = QVBoxLayout()
            column.setSpacing(px(6))
            column.addWidget(words(heading, "strong", whom, wrap=True))
            for each in lines:
                column.addWidget(each)
            column.addStretch(1)
            line.addLayout(column, 1)
    return whom


def _head(card: FirstCard, parent: QWidget, *, wide: bool) -> QWidget:
    """What is done where it is about the headteacher; nothing of that is typed in here first."""
    frame = _frame(State.WARN, parent)
    column = frame.layout()
    if isinstance(column, QVBoxLayout):
        column.addWidget(selectable(words(card.about_head, "strong", frame, wrap=True)))
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        line = QBoxLayout(way)
        line.setSpacing(px(14))
        for number in card.head_numbers:
            title, said = _ring(number)
            line.addWidget(_line(title, said, frame, known=number.is_known), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
    return frame


def _frame(state: State, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    set_look(frame, "message")
    set_state(frame, state)
    column = QVBoxLayout(frame)
    column.setContentsMargins(px(12), px(8), px(12), px(8))
    column.setSpacing(px(3))
    return frame


def _step(number: int, step: FirstLine, parent: QWidget, *, wide: bool) -> QWidget:
    """A step, and what it rests on beside or below it."""
    line = QWidget(parent)
    set_look(line, "body")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(10))
    said = selectable(words(step.words, "", line, wrap=True))
    said.setAccessibleName(tr("Step {number}: {step}", number=number, step=step.words))
    rests = words(step.rests_on, "quiet", line, wrap=not wide)
    way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
    text = QBoxLayout(way)
    text.setSpacing(px(14) if wide else 0)
    text.addWidget(said, 1)
    text.addWidget(rests, 0, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0))
    row.addWidget(words(tr("{number}.", number=number), "strong", line), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(text, 1)
    return line


def _line(title: str, said: str, parent: QWidget, *, known: bool) -> QWidget:
    line = QWidget(parent)
    set_look(line, "body")
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(words(title, "quiet", line, wrap=True))
    value = selectable(words(said, "" if known else "quiet", line, wrap=True))
    value.setAccessibleName(f"{title}: {said}")
    column.addWidget(value)
    return line


def _holder(person: CardPerson) -> str:
    names = person.names or tr("not known yet")
    return tr("{names}, {soon}", names=names, soon=person.soon) if person.soon else names


def _ring(number: CardNumber) -> tuple[str, str]:
    title = tr("{what}: {who}", what=number.what, who=number.who) if number.who else number.what
    return title, number.words
