"""The documents of the term's pack: each with its tick and reason, and later how far it is and a button to look at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.term_pack import PackChoice
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import rule, words
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.theme import State, px


class Stage(Enum):
    """How far one document of the pack is."""

    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    LEFT = "left"
    OUT = "out"


_STATES = {
    Stage.MAKING: State.UNKNOWN,
    Stage.READY: State.GOOD,
    Stage.FAILED: State.STOP,
    Stage.LEFT: State.WARN,
    Stage.OUT: State.GOOD,
}
_STAGE_WORDS = {
    Stage.MAKING: "Being made",
    Stage.READY: "Ready",
    Stage.FAILED: "Not made",
    Stage.LEFT: "Left out",
    Stage.OUT: "Done",
}


class PackRow(QWidget):
    """One document. `look` shows it once it is made."""

    def __init__(self, choice: PackChoice, title: str, look: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(2), 0, px(2))
        row.setSpacing(px(10))
        column = QVBoxLayout()
        column.setSpacing(0)
        self.tick = QCheckBox(title, self)
        self.tick.setChecked(choice.ticked)
        self.tick.setEnabled(choice.there)
        self.reason = words(choice.reason, "quiet", self, wrap=True)
        self.reason.setContentsMargins(px(26), 0, 0, 0)
        self.tick.setAccessibleDescription(choice.reason)
        column.addWidget(self.tick)
        column.addWidget(self.reason)
        row.addLayout(column, 1)
        self.chip = Chip(State.UNKNOWN, "", self)
        self.chip.setVisible(False)
        self.look = QPushButton(tr("Look"), self)
        self.look.setAccessibleName(tr("Look at {title}", title=title))
        self.look.setAutoDefault(False)
        self.look.setVisible(False)
        self.look.clicked.connect(lambda _on=False: look())
        row.addWidget(self.chip)
        row.addWidget(self.look)

    def show_stage(self, stage: Stage, why: str = "") -> None:
        """Say how far it is; of one that could not be made, `why`."""
        self.chip.show_state(_STATES[stage], tr(_STAGE_WORDS[stage]))
        self.chip.setVisible(True)
        self.look.setVisible(stage in (Stage.READY, Stage.OUT))
        self.reason.setText(why or self.choice.reason)


class PackRows(OwnEditor):
    """Every document of the pack; its value is the keys of those that are ticked."""

    HAS_LABEL = True

    def __init__(
        self, choices: Sequence[tuple[PackChoice, str]], look: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self.rows: dict[str, PackRow] = {}
        for choice, title in choices:
            row = PackRow(choice, title, partial(look, choice.key), self)
            row.tick.toggled.connect(lambda _on: self.edited.emit())
            if self.rows:
                column.addWidget(rule(self))
            column.addWidget(row)
            self.rows[choice.key] = row
        if self.rows:
            self.setFocusProxy(next(iter(self.rows.values())).tick)

    def ticked(self) -> list[PackChoice]:
        """What is to be made, in the order of the pack."""
        return [row.choice for row in self.rows.values() if row.tick.isChecked()]

    def rest(self) -> None:
        """What is made was chosen: the ticks cannot be changed any more."""
        for row in self.rows.values():
            row.tick.setEnabled(False)

    def value(self) -> str:
        """The keys of what is ticked."""
        return " ".join(choice.key for choice in self.ticked())

    def set_value(self, text: str) -> None:
        """Tick what `value` gave, as far as it is still there."""
        wanted = set(text.split())
        for key, row in self.rows.items():
            row.tick.setChecked(key in wanted and row.choice.there)

    def is_empty(self) -> bool:
        """Whether nothing is ticked."""
        return not self.ticked()
