"""What goes with the picture: the file, the caption, its description, who else is in it; and what the guard found there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.caption_guard import MAY_STAY, WHERE_WORDS, Finding, Weight
from schoolsm_desktop.domain.photo_checks import CheckedWhat
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, px, set_look, set_state

from .picture_pane import PicturePane

_STATES = {Weight.STOP: State.STOP, Weight.ASK: State.WARN, Weight.SEEN: State.UNKNOWN}


class Findings(QWidget):
    """What the caption guard found, each with a button where somebody may say that it can stay."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(5))
        self._shown: tuple[Finding, ...] = ()
        self._lines: list[QWidget] = []
        self.meant: dict[str, str] = {}

    def show_findings(self, findings: tuple[Finding, ...], *, again: bool = False) -> None:
        """Show them; made anew only where others were found."""
        if findings == self._shown and not again:
            return
        self._shown = findings
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(finding) for finding in findings]
        for line in self._lines:
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(findings))

    def forget(self) -> None:
        """Nothing was said of any words."""
        self.meant.clear()

    def _line(self, finding: Finding) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        stays = finding.key in self.meant
        state = State.GOOD if stays else _STATES[finding.weight]
        said = tr("it may stay") if stays else finding.said
        label = words(f"{state.sign} “{finding.text}”: {said}", "", line, wrap=True)
        label.setToolTip(tr(WHERE_WORDS[finding.where]))
        label.setAccessibleName(f"{tr(WHERE_WORDS[finding.where])}: “{finding.text}”: {said}")
        set_state(label, state)
        row.addWidget(label, 1)
        if finding.weight is Weight.ASK:
            button = QPushButton(tr("Ask again") if stays else tr("It may stay"), line)
            button.setAccessibleName(tr("{words}: {text}", words=button.text(), text=finding.text))
            button.clicked.connect(partial(self._pressed, finding.key))
            row.addWidget(button)
        return line

    def _pressed(self, key: str, _on: bool = False) -> None:
        if key in self.meant:
            del self.meant[key]
        else:
            self.meant[key] = MAY_STAY
        self.show_findings(self._shown, again=True)
        self.changed.emit()


class WordsCard(Card):
    """`changed` tells of each key; `picture` is the pane with the file and its safe copy."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(tr("What goes with it"))
        self.picture = PicturePane(page)
        right = QWidget(self)
        set_look(right, "body")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.caption = QPlainTextEdit(right)
        self.caption.setTabChangesFocus(True)
        self.caption.setFixedHeight(self.caption.fontMetrics().lineSpacing() * 4 + px(22))
        self.caption.textChanged.connect(self.changed)
        self.findings = Findings(right)
        self.findings.changed.connect(self.changed)
        self.description = QLineEdit(right)
        self.others = QLineEdit(right)
        hints: Sequence[tuple[str, QWidget, str]] = (
            (tr("Caption, or the words of the post"), self.caption, ""),
            (tr("Description for people who cannot see it"), self.description, ""),
            (tr("Who else is in it"), self.others, tr("Colleagues, visitors, other children.")),
        )
        self._fields = [Field(label, editor, hint, needed=False, parent=right) for label, editor, hint in hints]
        for line in (self.description, self.others):
            line.setMaxLength(400)
            line.textChanged.connect(lambda _text: self.changed.emit())
        column.addWidget(self._fields[0])
        column.addWidget(self.findings)
        column.addWidget(self._fields[1])
        column.addWidget(self._fields[2])
        self.of_others = words("", "error", right, wrap=True)
        self.of_others.hide()
        column.addWidget(self.of_others)
        column.addStretch(1)
        self.add(Split(right, self.picture, (3, 2), narrow=520))

    def show_what(self, what: CheckedWhat) -> None:
        """A post without a picture has no file, no description and nobody in it."""
        pictured = what is not CheckedWhat.WORDS
        self.picture.setVisible(what is CheckedWhat.PICTURE)
        for field in self._fields[1:]:
            field.setVisible(pictured)

    def forget(self) -> None:
        """Empty for the next check."""
        self.findings.forget()
        self.picture.clear()
        self.caption.clear()
        self.description.clear()
        self.others.clear()
        self.say_of_others(())

    def say_of_others(self, found: Sequence[str]) -> None:
        """Which of the colleagues and visitors in it have not agreed to be shown there."""
        self.of_others.setText("\n".join(f"{State.STOP.sign} {line}" for line in found))
        self.of_others.setVisible(bool(found))
