"""What was brought in and turned, the newest first, and Undo for the last of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import moment_text, tr
from schoolsm_desktop.services.roll import BatchLine
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px

MOST = 30


class RollHistoryDialog(FormDialog):
    """Imports and turns of the year; the last one can be undone while nothing rests on it."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            tr("Imports and undo"),
            tr("Close"),
            self.accept,
            sentence=tr("The last one can be undone as a whole while nothing rests on it."),
            wide=True,
        )
        self.cancel.hide()
        self.undo_buttons: list[QPushButton] = []
        self._place = QWidget(self.body)
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self.form.add_widget(self._place)
        self.form.saved()
        self._load()

    def _load(self) -> None:
        self.page.work(self.page.desk.office.roll.history, self._show)

    def _show(self, lines: Sequence[BatchLine]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.undo_buttons = []
        if not lines:
            self._column.addWidget(words(tr("Nothing was brought in yet."), "quiet", self._place, wrap=True))
        for line in lines[:MOST]:
            self._column.addWidget(self._card(line))
        self._grow()

    def _card(self, line: BatchLine) -> Card:
        card = Card(parent=self._place)
        card.add(words(line.title, "strong", card, wrap=True))
        said = tr("{day}, {who}: {what}", day=moment_text(line.batch.at), who=line.by, what=line.sentence)
        card.add(words(said, "", card, wrap=True))
        if line.held:
            card.add(words(line.held, "quiet", card, wrap=True))
        else:
            button = QPushButton(tr("Undo…"), card)
            button.setAutoDefault(False)
            button.setAccessibleName(tr("Undo: {title}", title=line.title))
            button.clicked.connect(lambda _on=False: self._ask(line))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            card.add(row)
            self.undo_buttons.append(button)
        return card

    def _ask(self, line: BatchLine) -> None:
        confirm.ask(
            self,
            title=tr("Undo this?"),
            consequence=tr(
                "{title}: {what}. The roll and the photo answers stand as they did before.",
                title=line.title,
                what=line.sentence,
            ),
            action=tr("Undo it"),
            yes=partial(self._undo, line),
        )

    def _undo(self, line: BatchLine) -> None:
        roll = self.page.desk.office.roll
        self.long_work(
            tr("Undoing"), lambda _progress: roll.undo(line.batch.id), lambda _batch: self._undone(), self.show_failure
        )

    def _undone(self) -> None:
        self.messages.good(tr("Undone: the roll stands as it did before."))
        self._load()
