"""The photo check on a locked PC: where, who, and the answer; nothing can be saved and nobody can be leafed through."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from schoolsm_desktop.domain.open_check import OpenCheck
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.sides import Sides
from schoolsm_desktop.ui.theme import State, px, set_look, set_state

_NUMBER = Qt.ItemDataRole.UserRole


class OpenCheckCard(Card):
    """`back` leads to the sign-in; `over` says that its time has come."""

    back = Signal()
    over = Signal()

    def __init__(self, check: OpenCheck, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._check = check
        self._ticked: list[int] = []
        self.column.setContentsMargins(px(26), px(22), px(26), px(20))
        self.add(words(tr("May we post this picture?"), "title", self, wrap=True))
        self.add(
            words(
                tr(
                    "The answers of {at}, open until {until}. Nothing can be saved here: sign in to save a check.",
                    at=_clock(check.at),
                    until=_clock(check.until),
                ),
                "quiet",
                self,
                wrap=True,
            )
        )
        self.place = QComboBox(self)
        self.place.addItems(list(check.places))
        self._labelled(tr("Where will it be posted?"), self.place)
        self.typed = QLineEdit(self)
        self.typed.setMaxLength(60)
        self.typed.setPlaceholderText(tr("Two letters of a name"))
        self._labelled(tr("Who can be seen?"), self.typed)
        self.found = QListWidget(self)
        self.found.setAccessibleName(tr("Pupils with this name"))
        self.found.setFixedHeight(px(150))
        self.add(self.found)
        self.seen = words("", "", self, wrap=True)
        self.add(self.seen)
        self.answer = QLabel(self)
        self.answer.setWordWrap(True)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.answer, "open-answer")
        self.add(self.answer)
        self.elsewhere = words("", "quiet", self, wrap=True)
        self.add(self.elsewhere)
        again = QPushButton(tr("Next picture"), self)
        again.clicked.connect(lambda _on=False: self.clear())
        leave = QPushButton(tr("Back"), self)
        leave.clicked.connect(lambda _on=False: self.back.emit())
        self.add(Sides(leave, again, self))
        self.typed.textChanged.connect(self._look_up)
        self.typed.returnPressed.connect(self._take_first)
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self.place.currentIndexChanged.connect(lambda _at: self._say())
        self._ends = QTimer(self)
        self._ends.setSingleShot(True)
        self._ends.timeout.connect(self.over.emit)
        left = (check.until - datetime.now().astimezone()).total_seconds()
        self._ends.start(max(0, round(left * 1000)))
        self._say()

    def clear(self) -> None:
        """Begin with the next picture."""
        self._ticked = []
        self.typed.clear()
        self._say()
        self.typed.setFocus()

    def _labelled(self, said: str, editor: QWidget) -> None:
        label = words(said, "quiet", self)
        label.setBuddy(editor)
        editor.setAccessibleName(said)
        self.add(label)
        self.add(editor)

    def _look_up(self, typed: str) -> None:
        self.found.clear()
        for number in self._check.found(typed):
            pupil = self._check.pupils[number]
            item = QListWidgetItem(f"{pupil.name}, {pupil.classes}" if pupil.classes else pupil.name)
            item.setData(_NUMBER, number)
            self.found.addItem(item)

    def _take_first(self) -> None:
        first = self.found.item(0)
        if first is not None:
            self._take(first)

    def _take(self, item: QListWidgetItem) -> None:
        number = int(item.data(_NUMBER))
        if number not in self._ticked:
            self._ticked.append(number)
        self.typed.clear()
        self.typed.setFocus()
        self._say()

    def _say(self) -> None:
        check, place = self._check, self.place.currentIndex()
        names = [check.pupils[number].name for number in self._ticked]
        self.seen.setText(tr("In the picture: {names}", names=list_text(names)) if names else "")
        self.elsewhere.setText("")
        if not names:
            set_state(self.answer, State.UNKNOWN)
            self.answer.setText(tr("? Type who can be seen"))
            return
        stopping = check.stopping(self._ticked, place)
        if not stopping:
            set_state(self.answer, State.GOOD)
            said = ntr(
                "✓ Post it: {count} pupil may be shown there", "✓ Post it: all {count} may be shown there", len(names)
            )
            self.answer.setText(said)
            return
        set_state(self.answer, State.STOP)
        who = list_text([check.pupils[number].name for number in stopping])
        self.answer.setText(tr("✕ Not this picture. Not this child here: {who}", who=who))
        others = check.could_go(self._ticked)
        self.elsewhere.setText(
            tr("It could go here: {places}.", places=list_text(others))
            if others
            else tr("Use another picture, or crop this one and check again.")
        )


def _clock(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M")
