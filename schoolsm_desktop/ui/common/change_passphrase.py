"""Changing one's own passphrase: the present one first, then a new one, judged in words while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.passphrase_fields import PassphraseFields

if TYPE_CHECKING:
    from schoolsm_desktop.ui.pages import Page


class ChangePassphraseDialog(FormDialog):
    """For the person signed in. `changed` is called when the new passphrase is in force; nothing typed here is kept."""

    def __init__(self, page: Page, changed: Callable[[], object]) -> None:
        super().__init__(
            page,
            tr("Change my passphrase"),
            tr("Use this passphrase"),
            self._check,
            sentence=tr(
                "It opens the school’s records on every PC you use. Nobody can read it back to you, and nobody else "
                "needs to know it."
            ),
        )
        self._changed = changed
        self.form.add_secret("old", tr("Your passphrase now"), needed=True)
        self.fields = PassphraseFields(
            page.desk.background, page.desk.office.sign_ins, label=tr("Your new passphrase"), parent=self.form
        )
        self.form.add_widget(self.fields)
        self.setTabOrder(self.form.field("old").editor, self.fields)

    def _check(self) -> None:
        self.messages.clear()
        self.fields.check(self._change)

    def _change(self) -> None:
        old, new = self.form.value("old"), self.fields.text()

        def done(_none: None) -> None:
            self.form.set_value("old", "")
            self.fields.clear()
            self._changed()
            self.accept()

        def failed(error: Exception) -> None:
            if isinstance(error, OfficeError) and error.key == "wrong-passphrase":
                self.form.show_error("old", error.sentence)
            elif isinstance(error, OfficeError) and error.key == "weak-passphrase":
                reasons = " ".join(getattr(error, "reasons", ()))
                self.fields.form.show_error("passphrase", reasons or error.sentence)
            else:
                self.show_failure(error)

        self.work(lambda: self.page.desk.office.sign_ins.change_passphrase(old, new), done, failed)
