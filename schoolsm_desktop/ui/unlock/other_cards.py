"""The other cards of the sign-in window: choosing an own passphrase, the recovery sheet, and what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.passphrase_fields import Judge, PassphraseFields
from schoolsm_desktop.ui.common.sides import Sides
from schoolsm_desktop.ui.theme import px, set_look
from schoolsm_desktop.ui.unlock.doorway import SignInName


class _StepCard(Card):
    """A title, a sentence, a body, and two buttons."""

    done = Signal()
    back = Signal()

    def __init__(self, title: str, sentence: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(px(26), px(22), px(26), px(20))
        self.column.setSpacing(px(10))
        self.add(words(title, "title", self, wrap=True))
        self.add(words(sentence, "quiet", self, wrap=True))
        self.cancel = QPushButton(tr("Back"), self)
        self.cancel.clicked.connect(lambda _on=False: self.back.emit())
        self.go = QPushButton(action, self)
        self.go.setDefault(True)
        set_look(self.go, "main")

    def finish(self) -> None:
        self.column.addSpacing(px(4))
        self.add(Sides(self.cancel, self.go, self))


class OwnPassphraseCard(_StepCard):
    """After a temporary passphrase: choose your own. `done` once it is strong and typed twice alike."""

    def __init__(self, background: Background, judge: Judge, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Choose your own passphrase"),
            tr(
                "The one you signed in with was made by somebody else and works only once. Several words that "
                "belong together for nobody but you are best; nobody can read it back to you."
            ),
            tr("Use this passphrase"),
            parent,
        )
        self.fields = PassphraseFields(background, judge, label=tr("Your new passphrase"))
        self.add(self.fields)
        self.finish()
        self.go.clicked.connect(lambda _on=False: self.fields.check(self.done.emit))


class RecoveryCard(_StepCard):
    """With the recovery sheet: whose passphrase is lost, the code, and a temporary passphrase."""

    def __init__(self, background: Background, judge: Judge, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("I have the recovery sheet"),
            tr(
                "The code on the sheet gives one person a new, temporary passphrase. The sheet is used up by it: "
                "print a new one afterwards. What is kept in the records stays as it is."
            ),
            tr("Give the new passphrase"),
            parent,
        )
        self.form = Form(self)
        self._who = self.form.add_choice("who", tr("Whose passphrase is lost?"), [])
        self.form.add_line("code", tr("Recovery code, eight groups of five"), needed=True, longest=80)
        self.add(self.form)
        self.fields = PassphraseFields(background, judge, label=tr("Temporary passphrase"))
        self.add(self.fields)
        self.finish()
        self.go.clicked.connect(lambda _on=False: self._check())

    def show_people(self, names: Sequence[SignInName]) -> None:
        """Offer these people, and forget what was typed before."""
        self._who.clear()
        for each in names:
            self._who.addItem(each.name, str(each.person_id))
        self.form.set_value("code", "")
        self.fields.clear()
        self.form.clear_errors()

    def person(self) -> UUID:
        """Who is to get the new passphrase."""
        return UUID(self.form.value("who"))

    def _check(self) -> None:
        if self.form.complete():
            self.fields.check(self.done.emit)


class TroubleCard(_StepCard):
    """What is in the way of signing in, and what can be done now. `done` tries again, `back` takes the way back offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("The records cannot be opened now"), "", tr("Try again"), parent)
        self.sentence = words("", "", self, wrap=True)
        self.add(self.sentence)
        self.finish()
        self.cancel.setVisible(False)
        self.go.clicked.connect(lambda _on=False: self.done.emit())

    def show_sentence(self, sentence: str, way_back: str = "") -> None:
        """Say what is in the way; `way_back` is the button that puts it right, where there is one."""
        self.cancel.setText(way_back)
        self.cancel.setVisible(bool(way_back))
        self.sentence.setText(sentence)
        self.setAccessibleDescription(sentence)
