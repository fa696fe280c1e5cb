"""The last step of the first run: the recovery sheet on paper, and two groups of its code typed back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.theme import px, set_look
from schoolsm_desktop.ui.unlock.wizard_steps import Step

if TYPE_CHECKING:
    from schoolsm_desktop.services.first_run import Founded
    from schoolsm_desktop.services.printing import Printed


class SheetStep(Step):
    """Prints the sheet and asks part of it back, so that it is known to be on paper and legible."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._founded: Founded | None = None
        self.column.addWidget(
            words(
                tr(
                    "The records are made. If every passphrase is forgotten, this sheet is the only way back in: print it "
                    "now and put it into the school's safe. It cannot be saved as a file."
                ),
                "",
                self,
                wrap=True,
            )
        )
        row = QHBoxLayout()
        self.print_button = QPushButton(tr("Look at the sheet and print it…"), self)
        set_look(self.print_button, "main")
        self.print_button.clicked.connect(lambda _on=False: self._preview())
        row.addWidget(self.print_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.form = Form(self)
        self.column.addWidget(self.form)
        self._note = words(
            tr("No printer here? Copy the code by hand from the preview, on paper only."),
            "quiet",
            self,
            wrap=True,
        )
        self.column.addWidget(self._note)
        self.column.addStretch(1)
        self.column.setSpacing(px(12))

    def show_sheet(self, founded: Founded) -> None:
        """Offer the sheet of the records just made."""
        self._founded = founded
        for group in founded.sheet.TYPED_BACK:
            self.form.add_line(
                f"group{group}",
                tr("Type group {number} of the code from the paper", number=group),
                longest=12,
            )

    def check(self, good: Callable[[], None]) -> None:
        """Both groups are right; the log says so."""
        founded = self._founded
        if founded is None:
            return
        self.form.clear_errors()
        wrong = [g for g in founded.sheet.TYPED_BACK if not founded.sheet.fits(g, self.form.value(f"group{g}"))]
        for group in wrong:
            self.form.show_error(f"group{group}", tr("This is not what the sheet says. Compare letter by letter."))
        if not wrong:
            self._background.run(founded.office.printing.recovery_confirmed, lambda _none: good(), owner=self)

    def _preview(self) -> None:
        from schoolsm_desktop.ui.common.print_preview import PrintPreview

        if self._founded is not None:
            PrintPreview(self, self._founded.sheet.document, self._went_out, self._background).open()

    def _went_out(self, document: Printed, _way: str) -> None:
        if self._founded is not None:
            printing = self._founded.office.printing
            self._background.run(lambda: printing.was_printed(document), owner=self)
