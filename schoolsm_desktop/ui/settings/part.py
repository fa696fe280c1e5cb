"""One part of the settings: a widget that is read anew each time it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look


class Part(QWidget):
    """A column of cards on the settings page; `page.work` and `page.messages` are its page's."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        set_look(self, "body")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(12))

    def reload(self) -> None:
        """Read what the part shows, through `page.work`."""

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        """The dialogs that the page opens for this part, by name; what is typed in them survives a lock."""
        return {}
