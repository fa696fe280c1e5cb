"""A how-to card on the screen: numbered steps, how far they can be relied on, and both Copy and Print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.cards import CardTask, HowTo, task_words
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import sentence_of
from schoolsm_desktop.ui.common.card import Card, selectable, words
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.theme import State, px, set_state

if TYPE_CHECKING:
    from schoolsm_desktop.ui.pages import Desk


class HowToView(Card):
    """Shows one card, and nothing at all where there is none."""

    loaded = Signal()
    """The card that `load` asked for stands here, and may need more room."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._card: HowTo | None = None
        self._platform_name = self._platform_id = ""
        self.title = words("", "strong", self, wrap=True)
        self._steps = QWidget(self)
        self._lines = QVBoxLayout(self._steps)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(4))
        self.note = words("", "", self, wrap=True)
        self.checked = words("", "quiet", self, wrap=True)
        self.said = words("", "quiet", self, wrap=True)
        self.said.setVisible(False)
        for part in (self.title, self._steps, self.note, self.checked, self._buttons(), self.said):
            self.add(part)
        self.setVisible(False)

    def load(self, platform_id: str, task: CardTask) -> None:
        """Read the card for `task` on this platform, and show it."""
        cards = self._desk.office.cards

        def read() -> tuple[HowTo | None, str]:
            return cards.card(platform_id, task), cards.platform_name(platform_id)

        def came(found: tuple[HowTo | None, str]) -> None:
            self.show_card(*found, of=platform_id)
            self.loaded.emit()

        self._desk.background.run(read, came, owner=self)

    def show_card(self, card: HowTo | None, platform_name: str = "", *, of: str = "") -> None:
        """Show `card`, or nothing for None. `of` is the platform asked for, where a general card stands in for it."""
        self._card, self._platform_name, self._platform_id = card, platform_name, of
        self.said.setVisible(False)
        self.setVisible(card is not None)
        while (item := self._lines.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        if card is None:
            return
        heading = task_words(card.task)
        if platform_name:
            heading = tr("{platform}: {task}", platform=platform_name, task=heading)
        self.title.setText(heading)
        self.setAccessibleName(heading)
        for number, step in enumerate(card.steps, start=1):
            self._lines.addWidget(_step(number, step, self._steps))
        self.note.setText(card.note)
        self.note.setVisible(bool(card.note))
        unsure = card.checked_on is None
        sign = State.WARN.sign if unsure else State.GOOD.sign
        self.checked.setText(tr("{sign} {words}", sign=sign, words=card.checked_words))
        set_state(self.checked, State.WARN if unsure else None)

    def _buttons(self) -> QWidget:
        line = QWidget(self)
        flow = Flow(line, gap=8)
        self.copy = QPushButton(tr("Copy the steps"), line)
        self.print = QPushButton(tr("Print all steps of this platform"), line)
        self.copy.clicked.connect(lambda _on=False: self._copy())
        self.print.clicked.connect(lambda _on=False: self._print())
        for button in (self.copy, self.print):
            button.setAutoDefault(False)
            flow.addWidget(button)
        return line

    def _copy(self) -> None:
        if self._card is not None:
            QGuiApplication.clipboard().setText(self._card.as_text(self._platform_name))
            self._say(tr("Copied. There is no secret in it."))

    def _print(self) -> None:
        if self._card is None:
            return
        office, platform_id = self._desk.office, self._platform_id or self._card.platform_id

        def wrong(error: Exception) -> None:
            self._say(sentence_of(error))

        self._desk.background.run(
            lambda: office.printing.platform_cards(platform_id), self._desk.preview, wrong, owner=self
        )

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(True)


def _step(number: int, text: str, parent: QWidget) -> QWidget:
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    count = QLabel(tr("{number}.", number=number), line)
    step = selectable(words(text, "", line, wrap=True))
    step.setAccessibleName(tr("Step {number}: {step}", number=number, step=text))
    row.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(step, 1)
    return line
