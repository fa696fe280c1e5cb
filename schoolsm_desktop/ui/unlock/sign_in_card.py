"""Who are you, and your passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.secret_field import SecretEdit, SecretLine
from schoolsm_desktop.ui.common.sides import Sides
from schoolsm_desktop.ui.theme import State, px, set_look, set_state
from schoolsm_desktop.ui.unlock.caps_lock import CapsLockWatch

if TYPE_CHECKING:
    from uuid import UUID

    from schoolsm_desktop.ui.unlock.doorway import Lobby, SignInName

MOST_ROWS = 5


class SignInCard(Card):
    """`asked` when the person wants in; `lost` when they have the recovery sheet instead."""

    asked = Signal()
    lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(px(26), px(22), px(26), px(20))
        self.column.setSpacing(px(10))
        self._names: tuple[SignInName, ...] = ()
        self._wait = 0
        self._busy = False
        title = words(tr("Sign in"), "title", self)
        self.add(title)
        who = words(tr("Who are you?"), "quiet", self)
        self.people = QListWidget(self)
        set_look(self.people, "people")
        self.people.setAccessibleName(tr("Who are you?"))
        self.people.setUniformItemSizes(True)
        who.setBuddy(self.people)
        self.add(who)
        self.add(self.people)
        self.remark = words("", "quiet", self, wrap=True)
        self.add(self.remark)
        self.passphrase = SecretEdit(self, late=True)
        self.passphrase_field = Field(tr("Passphrase"), self.passphrase, "", needed=False, parent=self)
        self.typed_code = SecretLine(self)
        self.typed_code.setEchoMode(QLineEdit.EchoMode.Normal)  # long, and read off paper
        self.typed_code.setMaxLength(80)
        self.code_field = Field(tr("Set-up code for this PC"), self.typed_code, "", needed=False, parent=self)
        self.code_field.setVisible(False)
        for field in (self.passphrase_field, self.code_field):
            self.add(field)
        self.caps = words(f"{State.WARN.sign} {tr('Caps Lock is on.')}", "strong", self)
        set_state(self.caps, State.WARN)
        self.caps.setVisible(False)
        self.add(self.caps)
        CapsLockWatch(self.passphrase.line).changed.connect(self.caps.setVisible)
        self.people.currentItemChanged.connect(lambda *_: self._person_changed())
        self.people.itemActivated.connect(lambda _item: self.passphrase.setFocus())
        self.passphrase.edited.connect(lambda: self.passphrase_field.show_error(""))
        self.typed_code.textEdited.connect(lambda _text: self.code_field.show_error(""))
        self.add(self._buttons())
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._count_down)
        self._ready()

    def show_lobby(self, lobby: Lobby) -> None:
        """Offer the people of these records; the last one is chosen."""
        self._names = lobby.names
        self.people.clear()
        for each in lobby.names:
            item = QListWidgetItem(f"{each.name}, {each.remark}" if each.remark else each.name)
            self.people.addItem(item)
        self._fit_list()
        rows = [at for at, each in enumerate(lobby.names) if each.person_id == lobby.last]
        self.people.setCurrentRow(rows[0] if rows else 0)
        self.ask_code(lobby.asks_code, keeps=lobby.keeps_code, ring=lobby.ring)
        self.lost_button.setVisible(not lobby.demo)
        self._ready()
        (self.passphrase if self.people.count() else self.people).setFocus()

    def ask_code(self, asks: bool, *, keeps: bool, ring: str) -> None:
        """Show or hide the field for the set-up code, and say why it is asked."""
        self.code_field.setVisible(asks)
        self.code_field.set_hint(
            tr("It stands on the recovery sheet. It is kept in {ring} and not asked again here.", ring=ring)
            if keeps
            else tr("It stands on the recovery sheet. This PC has no key ring to keep it, so it is asked each time.")
        )

    def person(self) -> UUID | None:
        """Who is chosen."""
        row = self.people.currentRow()
        return self._names[row].person_id if 0 <= row < len(self._names) else None

    def code(self) -> str:
        """The set-up code typed, where it is asked."""
        return "" if self.code_field.isHidden() else self.typed_code.text().strip()

    def busy(self, on: bool) -> None:
        """Rest while the records are being opened."""
        self._busy = on
        self._ready()

    def wait(self, seconds: int) -> None:
        """Count `seconds` down before the next try."""
        self._wait = seconds
        if seconds > 0:
            self._second.start()
        self._ready()

    def wrong(self, field: str, sentence: str) -> None:
        """Say beside `field` ("passphrase" or "code") what is wrong; a wrong passphrase is emptied."""
        place = self.code_field if field == "code" else self.passphrase_field
        if place is self.passphrase_field:
            self.passphrase.setText("")
        place.show_error(sentence)
        place.editor.setFocus()

    def draw_icons(self) -> None:
        """Draw what was left out of the first picture to have it sooner."""
        self.passphrase.draw_icons()

    def _buttons(self) -> Sides:
        # Given its words by themselves: made with words, a button makes the binding learn all about icons first.
        self.lost_button = QPushButton(self)
        self.lost_button.setText(tr("I have the recovery sheet"))
        set_look(self.lost_button, "link")
        self.lost_button.setAutoDefault(False)
        self.lost_button.clicked.connect(lambda _on=False: self.lost.emit())
        self.button = QPushButton(self)
        self.button.setText(tr("Sign in"))
        set_look(self.button, "main")
        self.button.setDefault(True)
        self.button.clicked.connect(lambda _on=False: self._go())
        self.passphrase.line.returnPressed.connect(self._go)
        self._sides = Sides(self.lost_button, self.button, self)
        return self._sides

    def _go(self) -> None:
        if not self.button.isEnabled():
            return
        self._clear_errors()
        if not self.passphrase.text():
            self.wrong("passphrase", tr("Type your passphrase."))
        elif not self.code_field.isHidden() and not self.code():
            self.wrong("code", tr("Type the set-up code from the recovery sheet."))
        else:
            self.asked.emit()

    def _person_changed(self) -> None:
        chosen = [each for each in self._names if each.person_id == self.person()]
        shown = chosen[0].passphrase if chosen else ""
        self.passphrase.setText(shown)
        said = tr("Passphrase: {passphrase}", passphrase=shown) if shown else ""
        self.remark.setText(said)
        self.remark.setVisible(bool(said))
        self._clear_errors()
        self.wait(0)

    def _clear_errors(self) -> None:
        for field in (self.passphrase_field, self.code_field):
            field.show_error("")

    def _count_down(self) -> None:
        self._wait = max(0, self._wait - 1)
        if self._wait == 0:
            self._second.stop()
        self._ready()

    def _ready(self) -> None:
        self.button.setEnabled(not self._busy and self._wait == 0 and self.people.count() > 0)
        if self._busy:
            self.button.setText(tr("Opening the records…"))
        elif self._wait:
            self.button.setText(ntr("Try again in {count} second", "Try again in {count} seconds", self._wait))
        else:
            self.button.setText(tr("Sign in"))
        self._sides.fit()

    def _fit_list(self) -> None:
        rows = max(1, min(MOST_ROWS, self.people.count()))
        self.people.setFixedHeight(self.people.sizeHintForRow(0) * rows + px(12) if self.people.count() else px(48))
