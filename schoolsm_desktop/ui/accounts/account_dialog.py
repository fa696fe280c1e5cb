"""Adding an account, or changing its facts: platform and who looks after it first, everything else when it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from schoolsm_desktop.domain.accounts import Account, platform_for
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.accounts.account_form import AccountFields
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.theme import px

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart

_NO_ID = UUID(int=0)  # a new account gets its id where it is kept


class AccountDialog(FormDialog):
    """`record` is the account's id, or "" for a new one."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        line = part.book.line(UUID(record)) if record else None
        self._new = line is None
        title = tr("New account") if line is None else tr("Change {account}", account=line.account.name)
        super().__init__(
            part.page,
            title,
            tr("Save"),
            self._save,
            sentence=tr("Platform and who looks after it are enough to begin. The rest can follow.")
            if self._new
            else "",
        )
        school = part.book.schools[0].id if part.book.schools else _NO_ID
        account = line.account if line is not None else Account(_NO_ID, school, "", "")
        self._platforms = part.book.platforms
        self._guessed = ""
        self.fields = AccountFields(self.form, part.book, account, new=self._new)
        self.form.saved()
        self.form.edited.connect(self._edited)

    def open_typed(self) -> None:
        """Open the sections in which something was typed before a lock."""
        for section in self.fields.sections:
            section.open_if_typed()

    def fit(self) -> None:
        """High enough for the sections to be opened in, within the screen."""
        room = self.screen().availableGeometry()
        self.resize(min(px(560), room.width() - px(40)), min(px(660), room.height() - px(40)))

    def show_failure(self, error: Exception) -> None:
        """Beside its field, with the section around it opened."""
        super().show_failure(error)
        self._open_wrong()

    def _open_wrong(self) -> None:
        for section in self.fields.sections:
            section.open_if_wrong()

    def _pressed(self) -> None:
        super()._pressed()
        self._open_wrong()

    def _edited(self, name: str) -> None:
        if name == "address":
            self._guess_platform()
        elif name == "account_class":
            self.fields.show_class()
        if name in ("address", "platform_id", "handle"):
            guess = self.fields.name_guess()
            self.form.field("name").set_hint(
                tr("Empty: it is called “{name}”.", name=guess)
                if guess
                else tr("Empty: it is called after its platform.")
            )

    def _guess_platform(self) -> None:
        """Take the platform of the address, unless the person chose another one."""
        found = platform_for(self.form.value("address"), self._platforms)
        if found is None or self.form.value("platform_id") not in ("", self._guessed):
            return
        self._guessed = found.id
        self.form.set_value("platform_id", found.id)
        self.form.field("platform_id").set_hint(tr("Guessed from the address."))

    def _unknown_people(self) -> bool:
        """Say beside the field where a name was typed that is on nobody's staff list, so that it is not lost unseen."""
        for name in ("deputy_owner_id", "owner_id"):
            editor = self.form.field(name).editor
            if isinstance(editor, QComboBox) and editor.currentText().strip() and not self.form.value(name):
                self.form.show_error(
                    name, tr("Nobody on the staff list has this name. Choose a name, or empty the field.")
                )
                self._open_wrong()
                return True
        return False

    def _save(self) -> None:
        if self._unknown_people():
            return
        account = self.fields.account()
        accounts = self.page.desk.office.accounts

        def done(kept: Account) -> None:
            self.form.saved()
            self.accept()
            self.page.messages.good(tr("{account} is saved.", account=kept.name))
            self.page.show_record(str(kept.id))

        self.work(lambda: accounts.add(account) if self._new else accounts.change(account), done)
