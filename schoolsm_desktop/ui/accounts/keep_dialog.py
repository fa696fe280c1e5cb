"""Backup codes, recovery answers or a secret note: typed, or taken out to be changed, and kept under the account's key."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.accounts import SECRET_WORDS, SecretField, SecretVersion
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.screen_guard import guard_screen

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart


class KeepDialog(FormDialog):
    """`record` is `account secret`."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        account, secret = record.split()
        facts = part.facts_of(UUID(account))
        self._account_id, self._secret = facts.line.account.id, SecretField(secret)
        self._kept = self._secret in facts.fields
        name = tr(SECRET_WORDS[self._secret])
        super().__init__(
            part.page,
            tr("{what} of {account}", what=name, account=facts.line.account.name),
            tr("Save"),
            self._save,
            sentence=_sentence(self._secret),
        )
        self._reason_needed = self._kept and part.book.reason_needed
        if self._reason_needed:
            self.form.add_line("reason", tr("Why do you open what is kept?"), hint=part.book.reason_clause, longest=200)
        if self._kept:
            self.fetch = QPushButton(tr("Show what is kept, to change it"), self.form)
            self.fetch.clicked.connect(lambda _on=False: self._fetch())
            self.form.add_widget(self.fetch)
        hint = (
            tr("What you type takes the place of what is kept. Empty takes it away.")
            if self._kept
            else ("" if self._secret is SecretField.NOTE else tr("One to a line."))
        )
        self.edit = self.form.add_lines("text", name, lines=6, hint=hint)
        self.edit.setUndoRedoEnabled(False)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.form.saved()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        guard_screen(self, True)

    def hideEvent(self, event: object) -> None:
        guard_screen(self, False)
        super().hideEvent(event)  # type: ignore[arg-type]  # an event in, the same event on

    def _fetch(self) -> None:
        reason = self.form.value("reason") if self._reason_needed else ""
        if self._reason_needed and not reason:
            self.form.show_error("reason", tr("Your policy asks why a secret is opened. Write a few words."))
            return
        secrets, account_id, secret = self.page.desk.office.secrets, self._account_id, self._secret

        def opened(text: str) -> None:
            self.edit.setPlainText(text)
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.saved()

        self.work(lambda: secrets.open(account_id, secret, reason), opened)

    def _save(self) -> None:
        text = self.form.value("text")
        if not text and not self._kept:
            self.form.show_error("text", tr("Nothing is typed yet."))
            return
        secrets, account_id, secret = self.page.desk.office.secrets, self._account_id, self._secret

        def done(_version: SecretVersion) -> None:
            self.form.saved()
            self.accept()
            name = tr(SECRET_WORDS[secret])
            self.page.messages.good(tr("{what}: kept.", what=name) if text else tr("{what}: taken away.", what=name))

        self.work(lambda: secrets.change(account_id, {secret: text}, confirmed=True), done)


def _sentence(secret: SecretField) -> str:
    return {
        SecretField.BACKUP_CODES: tr(
            "The codes a platform gives for the day the second factor is lost. Strike out each one used."
        ),
        SecretField.RECOVERY_ANSWERS: tr(
            "What was answered to the platform’s security questions. Made-up answers are the safest."
        ),
        SecretField.NOTE: tr(
            "Anything secret that belongs to this account. The account’s readers can open it, nobody else."
        ),
    }.get(secret, "")
