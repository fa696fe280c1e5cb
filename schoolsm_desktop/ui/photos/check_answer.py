"""The answer of a photo check, large enough to be read from two metres, with what it rests on and what is still asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.check_draft import IN_ORDER, AskedQuestion, CheckAnswer, Stopper, Why
from schoolsm_desktop.domain.photo_checks import CheckOutcome
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.theme import State, px, set_look, set_state

MOST_STOPPERS = 8
LEAST = 150
_SIGNS = {CheckOutcome.MAY_POST: State.GOOD, CheckOutcome.STOPPED: State.STOP, CheckOutcome.WAITS: State.WARN}


def answer_state(answer: CheckAnswer) -> State:
    """How an answer is coloured: what only waits for a tick is no stop sign."""
    if answer.outcome is None:
        return State.UNKNOWN
    if answer.reason is Why.QUESTIONS:
        return State.WARN
    return _SIGNS[answer.outcome]


class BigAnswer(QFrame):
    """The one line, with the line under it."""

    def __init__(self, parent: QWidget | None = None, *, aloud: bool = False) -> None:
        """`aloud` shows the second line large too: it is read out."""
        super().__init__(parent)
        set_look(self, "message")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(12), px(14), px(12))
        column.setSpacing(px(4))
        self.headline = words("", "answer", self, wrap=True)
        self.why = words("", "heading" if aloud else "", self, wrap=True)
        column.addWidget(self.headline)
        column.addWidget(self.why)

    def show_answer(self, answer: CheckAnswer, *, why: str = "") -> None:
        """Show it; `why` in the place of the answer's own line."""
        state = answer_state(answer)
        for part in (self, self.headline, self.why):
            set_state(part, state)
        headline = answer.headline if state is State.UNKNOWN else f"{state.sign} {answer.headline}"
        self.headline.setText(headline)
        self.headline.setAccessibleName(answer.headline)
        self.why.setText(why or answer.why)
        self.setAccessibleName(f"{answer.headline}. {why or answer.why}")


class Stoppers(QWidget):
    """Who stops it, a line each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(5))
        self._lines: list[tuple[QWidget, QLabel, QLabel]] = []
        for _ in range(MOST_STOPPERS):
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(10))
            name, said = words("", "strong", line, wrap=True), words("", "", line, wrap=True)
            row.addWidget(name, 2)
            row.addWidget(said, 3)
            column.addWidget(line)
            self._lines.append((line, name, said))
        self._more = words("", "quiet", self)
        column.addWidget(self._more)

    def show_stoppers(self, stoppers: Sequence[Stopper]) -> None:
        """Show the first of them, and how many more there are."""
        for at, (line, name, said) in enumerate(self._lines):
            there = at < len(stoppers)
            line.setVisible(there)
            name.setText(stoppers[at].name if there else "")
            said.setText(stoppers[at].words if there else "")
        left = len(stoppers) - MOST_STOPPERS
        self._more.setVisible(left > 0)
        self._more.setText(ntr("and {count} more", "and {count} more", max(left, 0)))
        self.setVisible(bool(stoppers))


class Questions(QWidget):
    """The questions before posting, a tick each: “looked at, and in order”."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._blocks: list[QWidget] = []

    def show_questions(self, questions: Sequence[AskedQuestion]) -> None:
        """Show them; made anew only where others are asked."""
        shown = tuple((q.key, q.words, q.clause) for q in questions)
        if shown != self._shown:
            self._shown = shown
            self._make(questions)

    def answered(self) -> tuple[tuple[str, str], ...]:
        """Those that are ticked."""
        return tuple((key, IN_ORDER) for key, box in self.boxes.items() if box.isChecked())

    def tick_all(self, on: bool = True) -> None:
        """Tick every question, or none."""
        self.tick(self.boxes, on=on)

    def tick(self, keys: Iterable[str], *, on: bool = True) -> None:
        """Tick the questions with these keys, as far as they are asked."""
        for box in [self.boxes[key] for key in keys if key in self.boxes]:
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self.changed.emit()

    def _make(self, questions: Sequence[AskedQuestion]) -> None:
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        for block in self._blocks:
            self._column.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._blocks, self.boxes = [], {}
        for question in questions:
            block = QWidget(self)
            row = QHBoxLayout(block)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(6))
            box = QCheckBox(block)
            box.setChecked(question.key in ticked)
            box.setAccessibleName(tr("In order: {question}", question=question.words))
            box.setAccessibleDescription(question.clause)
            box.toggled.connect(lambda _on: self.changed.emit())
            said = QVBoxLayout()
            said.setSpacing(0)
            label = words(question.words, "", block, wrap=True)
            label.setBuddy(box)
            said.addWidget(label)
            said.addWidget(words(question.clause, "quiet", block, wrap=True))
            row.addWidget(box)
            row.addLayout(said, 1)
            self._column.addWidget(block)
            self._blocks.append(block)
            self.boxes[question.key] = box


class _Rests(Scroll):
    """What the answer rests on: it scrolls beside the list, and is as high as it needs under it."""

    def __init__(self, inner: QWidget, parent: QWidget) -> None:
        super().__init__(inner, parent)
        self._scrolls = True

    def scrolls(self, on: bool) -> None:
        """Scroll in the height there is, or take what is needed."""
        self._scrolls = on
        self.fit()

    def sizeHint(self) -> QSize:
        """No more than it must have: what the page has left is given to it, and none is asked of the page."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def fit(self) -> None:
        super().fit()
        inner = self.widget()
        if inner is not None:
            self.setMinimumHeight(min(inner.minimumHeight(), px(LEAST)) if self._scrolls else inner.minimumHeight())


class AnswerPane(Pane):
    """The right side of the check: the answer above and the buttons below stay, what it rests on scrolls between them.

    `changed` tells of a tick or of a name typed; the buttons are the part's.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.big = BigAnswer(self)
        rests = QWidget(self)
        self._rests = _Rests(rests, self)
        self.clause = words("", "quiet", rests, wrap=True)
        self.stoppers = Stoppers(rests)
        self.advice = words("", "", rests, wrap=True)
        self.could_go = words("", "", rests, wrap=True)
        self._heading = words(tr("Also looked at, and in order?"), "strong", rests, wrap=True)
        self.questions = Questions(rests)
        self.questions.changed.connect(self.changed)
        self.all_in_order = QPushButton(tr("All in order"), rests)
        set_look(self.all_in_order, "link")
        self.all_in_order.clicked.connect(lambda _on=False: self.questions.tick_all())
        self.facts_by = QLineEdit(rests)
        self._facts_field = Field(
            tr("Facts checked by"), self.facts_by, tr("Empty: by you."), needed=False, parent=rests
        )
        self.asked_by = QLineEdit(rests)
        self._asked_field = Field(tr("Asked by"), self.asked_by, "", needed=False, parent=rests)
        self.checked_by = words("", "quiet", rests, wrap=True)
        self._buttons = QWidget(self)
        set_look(self._buttons, "body")
        self._flow = Flow(self._buttons)
        column = QVBoxLayout(rests)
        column.setContentsMargins(0, 0, px(6), 0)
        column.setSpacing(px(8))
        for part in (
            self.clause, self.stoppers, self.advice, self.could_go, self._heading, self.questions, self.all_in_order,
            self._facts_field, self._asked_field, self.checked_by,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        self.add(self.big)
        self.add(self._rests, 1)
        self.add(self._buttons)

    def stand(self, beside: bool) -> None:
        """Stand beside the list, or under it."""
        self._rests.scrolls(beside)

    def add_button(self, button: QPushButton) -> None:
        """Put a button under the answer, where it is seen without scrolling."""
        button.setParent(self._buttons)
        self._flow.addWidget(button)

    def offer_colleagues(self, names: Sequence[str]) -> None:
        """Names to choose from while typing who asked."""
        for line in (self.asked_by, self.facts_by):
            completer = QCompleter(list(names), line)
            completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
            line.setCompleter(completer)

    def show_answer(self, answer: CheckAnswer) -> None:
        """Show the answer; nothing is made anew that is as it was."""
        self.big.show_answer(answer)
        self.stoppers.show_stoppers(answer.stoppers)
        for label, said in (
            (self.clause, answer.clause),
            (self.advice, answer.advice),
            (self.could_go, answer.could_go_words),
        ):
            label.setText(said)
            label.setVisible(bool(said))
        self.questions.show_questions(answer.questions)
        answered = answer.outcome is not None
        for part in (self._asked_field, self.checked_by, self._buttons):
            part.setVisible(answered)
        there = bool(answer.questions) and answered
        open_ones = any(not question.answer for question in answer.questions)
        self._heading.setVisible(there)
        self.questions.setVisible(there)
        self.all_in_order.setVisible(there and open_ones)
        self._facts_field.setVisible(there and any(q.key == "facts" for q in answer.questions))
