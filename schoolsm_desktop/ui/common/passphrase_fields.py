"""A passphrase chosen by a person: typed twice, judged in words while it is typed, or made of several words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.card import selectable, words
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.theme import State, px, set_state


class Judged(Protocol):
    """What a service says of a passphrase."""

    @property
    def weak(self) -> bool: ...
    @property
    def reasons(self) -> Sequence[str]: ...


class Judge(Protocol):
    """Judges and makes passphrases: the first-run or the sign-in service."""

    def judge(self, text: str, /) -> Judged:
        """How strong `text` is, with reasons."""

    def suggest_passphrase(self) -> str:
        """A passphrase of several words."""


class PassphraseFields(QWidget):
    """Two fields, the judgement between them, and a proposal that can be taken. `changed` after each judgement."""

    changed = Signal()

    def __init__(self, background: Background, judge: Judge, *, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background, self._judge = background, judge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.form = Form(self)
        self.form.add_secret("passphrase", label, needed=True)
        self._words = words("", "", self, wrap=True)
        self._words.setVisible(False)
        self.form.add_widget(self._words)
        self.form.add_secret("again", tr("The same once more"), needed=True)
        column.addWidget(self.form)
        row = QHBoxLayout()
        self.make = QPushButton(tr("Make one of five words"), self)
        self.make.clicked.connect(lambda _on=False: self.propose())
        row.addWidget(self.make)
        row.addStretch(1)
        column.addLayout(row)
        self._proposal = selectable(words("", "code", self, wrap=True))
        self._proposal.setAccessibleName(tr("The proposed passphrase is shown"))
        self._proposal.setVisible(False)
        column.addWidget(self._proposal)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(250)
        self._wait.timeout.connect(self._ask)
        self.form.edited.connect(self._edited)

    def text(self) -> str:
        """The passphrase as typed."""
        return self.form.value("passphrase")

    def clear(self) -> None:
        """Forget what was typed."""
        for name in ("passphrase", "again"):
            self.form.set_value(name, "")
        self._proposal.setVisible(False)
        self._proposal.clear()

    def propose(self) -> None:
        """Make a passphrase, show it so that it can be written down, and put it into the first field."""
        self._background.run(self._judge.suggest_passphrase, self._proposed, owner=self)

    def check(self, good: Callable[[], None]) -> None:
        """Call `good` if the passphrase is there, strong and typed twice alike; else say so beside the field."""
        if not self.form.complete():
            return
        if self.form.value("again") != self.text():
            self.form.show_error("again", tr("This is not the same as above."))
            return

        def judged(verdict: Judged) -> None:
            self._wait.stop()
            self._show(verdict, self.text())
            if verdict.weak:
                reasons = " ".join(verdict.reasons)
                self.form.show_error("passphrase", reasons or tr("This is too easy to guess."))
                self._words.setVisible(False)  # it would say the same twice
            else:
                good()

        typed = self.text()
        self._background.run(lambda: self._judge.judge(typed), judged, owner=self)

    def _proposed(self, text: str) -> None:
        self.form.set_value("passphrase", text)
        self.form.set_value("again", "")
        self._proposal.setText(text)
        self._proposal.setAccessibleName(tr("The proposed passphrase is shown"))
        self._proposal.setVisible(True)

    def _edited(self, name: str) -> None:
        if name == "passphrase":
            if self._proposal.text() != self.text():
                self._proposal.setVisible(False)
            self._wait.start()

    def _ask(self) -> None:
        typed = self.text()
        if not typed:
            self._words.setVisible(False)
            return
        self._background.run(lambda: self._judge.judge(typed), lambda verdict: self._show(verdict, typed), owner=self)

    def _show(self, verdict: Judged, typed: str) -> None:
        if typed != self.text():
            return
        state = State.STOP if verdict.weak else State.GOOD
        said = tr("weak: {why}", why=" ".join(verdict.reasons)) if verdict.weak else tr("hard to guess")
        self._words.setText(f"{state.sign} {said}")
        set_state(self._words, state)
        self._words.setVisible(True)
        self.changed.emit()
