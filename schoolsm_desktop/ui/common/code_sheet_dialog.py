"""A code on paper: printed first, two groups of it typed back, and only then in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import NewRecoverySheet


class CodeSheetDialog(FormDialog):
    """Nothing typed here outlives the dialog: the code is a secret, and a lock throws the unfinished sheet away."""

    def __init__(
        self,
        page: Page,
        sheet: NewRecoverySheet,
        *,
        title: str,
        sentence: str,
        put_in_force: Callable[[], None],
        done: Callable[[], None],
    ) -> None:
        """`put_in_force` is called on the worker once both groups are right, then `done` here."""
        super().__init__(page, title, tr("Put this sheet in force"), self._put_in_force, sentence=sentence)
        self.sheet = sheet
        self._put = put_in_force
        self._done = done
        self.look = QPushButton(tr("1. Look at the sheet and print it…"), self)
        self.look.clicked.connect(lambda _on=False: page.desk.preview(sheet.document))
        self.form.add_widget(self.look)
        self.form.add_widget(
            words(
                tr("2. Type two groups of the code from the paper, so that it is known to be legible."),
                "",
                self,
                wrap=True,
            )
        )
        for group in sheet.TYPED_BACK:
            self.form.add_line(f"group{group}", tr("Group {number} of the code", number=group), needed=True, longest=12)

    def _put_in_force(self) -> None:
        wrong = [g for g in self.sheet.TYPED_BACK if not self.sheet.fits(g, self.form.value(f"group{g}"))]
        for group in wrong:
            self.form.show_error(f"group{group}", tr("This is not what the sheet says. Compare letter by letter."))
        if wrong:
            return

        def done(_none: None) -> None:
            self._done()
            self.accept()

        self.work(self._put, done)
