"""The chosen entry of a password file: its name, its platform and what it becomes can be corrected here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from schoolsm_desktop.domain.accounts import Platform
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.theme import State, px, set_state

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.entries_step import EntryChoice

EXISTING, NEW = "existing", "new"


class EntryCard(Card):
    """`edited` gives the choice as it was corrected."""

    edited = Signal(object)

    def __init__(self, platforms: Sequence[Platform], parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(tr("The chosen entry"))
        self.platforms = tuple(platforms)
        self._choice: EntryChoice | None = None
        self._showing = False
        self.ours = QCheckBox(tr("This one is the school’s"), self)
        self.ours.toggled.connect(lambda _on: self._edited())
        self.form = Form(self)
        self.form.add_line("name", tr("Name here"), longest=200)
        offered = [(p.id, p.name, "") for p in platforms]
        self.form.add_search("platform", tr("Platform"), offered)
        self.form.add_choice("becomes", tr("Becomes"), [(EXISTING, ""), (NEW, tr("A new account"))])
        self.reused = words("", "", self, wrap=True)
        set_state(self.reused, State.WARN)
        for part in (self.ours, self.form, self.reused):
            self.add(part)
        self.fill()
        self.form.edited.connect(lambda _name: self._edited())
        self.setMinimumHeight(px(250))
        self.setEnabled(False)

    def show_entry(self, choice: EntryChoice | None) -> None:
        """Show one entry, or nothing."""
        self._choice = choice
        self.setEnabled(choice is not None)
        if choice is None:
            return
        offer = choice.offer
        self._showing = True  # filling the fields is no correction
        self.ours.setChecked(choice.taken)
        if self.form.value("name") != choice.name.strip():
            self.form.set_value("name", choice.name)
        platform = choice.platform.id if choice.platform else ""
        if self.form.value("platform") != platform:
            self.form.set_value("platform", platform)
        self.form.field("becomes").setVisible(offer.account_id is not None)
        becomes = self.form.field("becomes").editor
        if hasattr(becomes, "setItemText"):
            becomes.setItemText(0, tr("Goes to {account}", account=offer.account_name))
        self.form.set_value("becomes", NEW if choice.as_new else EXISTING)
        self.form.field("name").setEnabled(not choice.becomes_existing)
        self.reused.setVisible(bool(offer.reused_with))
        self.reused.setText(
            tr(
                "! The same password is used for {names}. Change one of them soon.",
                names=list_text(list(offer.reused_with)),
            )
        )
        self._showing = False

    def _edited(self) -> None:
        if self._choice is None or self._showing:
            return
        platform = next((p for p in self.platforms if p.id == self.form.value("platform")), None)
        changed = replace(
            self._choice,
            taken=self.ours.isChecked(),
            name=self.form.value("name"),
            platform=platform,
            as_new=self.form.value("becomes") == NEW,
        )
        if changed != self._choice:
            self.edited.emit(changed)
