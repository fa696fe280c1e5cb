"""Your policy: what it asks for, with the clause beside each setting, and which one is followed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.rule_settings import Group
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.parts import Part, PartedPage

from .book import Book, read_book
from .choose_dialog import ChoosePolicyDialog
from .policy_view import PolicyView
from .settings_dialog import SettingsDialog


class PolicyPart(Part):
    """Shows the policy in force and opens the dialogs that choose and change it."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._book: Book | None = None
        self.choose = self.add_button(tr("Choose another policy…"), partial(self.begin, "choose-policy", ""))
        self.change = self.add_button(tr("Change settings…"), partial(self.begin, "change-settings", ""), main=True)
        self.view = PolicyView()
        self.column.addWidget(self.view, 1)
        self._dialogs: dict[str, Callable[[str], FormDialog]] = {
            "change-settings": lambda record: SettingsDialog(
                page, self.book, Group(record or Group.PASSWORDS), self._settings_saved
            ),
            "choose-policy": lambda _record: ChoosePolicyDialog(page, self.book, self._policy_chosen),
        }

    @property
    def book(self) -> Book:
        """What was read last; the dialogs are opened after the first reading only."""
        if self._book is None:
            message = "nothing was read yet"
            raise RuntimeError(message)
        return self._book

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return self._dialogs

    def reload(self) -> None:
        office = self.page.desk.office
        self.read(lambda: read_book(office), self._show)

    def begin(self, act: str, record: str) -> None:
        def start() -> None:
            if self.book.rights.choose:
                self.page.open_dialog(act, record)

        self.when_ready(start)

    def _show(self, book: Book) -> None:
        self._book = book
        self.view.show_policy(book)
        for button in (self.choose, self.change):
            button.setVisible(book.rights.choose)

    def _settings_saved(self, _profile: Profile) -> None:
        self.page.messages.good(tr("The settings of your policy are saved and count from now on."))

    def _policy_chosen(self, profile: Profile) -> None:
        self.page.messages.good(tr("The school now follows “{name}”.", name=profile.name))
