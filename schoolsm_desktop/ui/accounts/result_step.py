"""What an import did, what comes next, and the offer to delete the file that held every password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.imports import Brought
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.theme import State, px, set_look, set_state


class ResultStep(QWidget):
    """`delete_wanted` asks that the file be deleted; the dialog puts the question."""

    delete_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self.done = words("", "heading", self, wrap=True)
        set_state(self.done, State.GOOD)
        self.next = words("", "", self, wrap=True)
        column.addWidget(self.done)
        column.addWidget(self.next)
        self._card = Card(tr("The file that was brought in"), self)
        self.file_words = words("", "", self._card, wrap=True)
        self.delete = QPushButton(tr("Delete the file…"), self._card)
        set_look(self.delete, "danger")
        self.delete.clicked.connect(lambda _on=False: self.delete_wanted.emit())
        row = QHBoxLayout()
        row.addWidget(self.delete)
        row.addStretch(1)
        self._card.add(self.file_words)
        self._card.add(row)
        column.addWidget(self._card)
        column.addStretch(1)

    def show_result(self, brought: Brought, path: Path, *, sealed: bool) -> None:
        """Say what was done. `sealed` tells that the file has a password of its own."""
        parts = [ntr("{count} new account", "{count} new accounts", brought.new)] if brought.new else []
        if brought.changed:
            parts.append(ntr("{count} account has new secrets", "{count} accounts have new secrets", brought.changed))
        self.done.setText(tr("✓ Brought in: {what}.", what=", ".join(parts) or tr("nothing")))
        left = ntr("{count} entry was left where it is.", "{count} entries were left where they are.", brought.left)
        follow = tr("Next: say of each new account who looks after it. What else is not known is asked for later.")
        self.next.setText(
            " ".join(part for part in (left if brought.left else "", follow if brought.new else "") if part)
        )
        if sealed:
            said = tr(
                "{file} still holds these passwords, locked with a password of its own. Keep it only while it is needed.",
                file=path.name,
            )
        else:
            said = tr("{file} still holds every password for anybody who opens it.", file=path.name)
        self.file_words.setText(said)
        self.delete.setVisible(True)

    def file_deleted(self, path: Path) -> None:
        """Say that the file is gone, and what that does not promise."""
        self.delete.setVisible(False)
        self.file_words.setText(
            tr(
                "✓ {file} is deleted. Copies in backups, in a synced folder, in e-mails or on the disk itself may still be "
                "there: delete those you know of.",
                file=path.name,
            )
        )
