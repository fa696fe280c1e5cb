"""Which review, term, list, person or platform a document is to be made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

from .documents import Document

if TYPE_CHECKING:
    from schoolsm_desktop.services.printed_shelf import PaperChoice


class WhichDialog(FormDialog):
    """One choice: what was chosen last, else the most likely one, which stands first. `chosen` gets its id."""

    def __init__(
        self,
        page: Page,
        document: Document,
        choices: Sequence[PaperChoice],
        last: str,
        chosen: Callable[[str], object],
    ) -> None:
        super().__init__(page, document.title, tr("Preview"), self._choose, sentence=document.carries)
        self._chosen = chosen
        self.form.add_search(
            "which",
            document.which,
            [(one.id, one.words, one.detail) for one in choices],
            last if any(one.id == last for one in choices) else choices[0].id,
            needed=True,
        )
        self.form.saved()

    def _choose(self) -> None:
        which = self.form.value("which")
        self.form.saved()
        self.accept()
        self._chosen(which)
