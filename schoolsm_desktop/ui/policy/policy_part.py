"""Your policy: what it asks for, with the clause beside each setting, how it came about, and the policy as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.rule_lines import LINE_KINDS
from schoolsm_desktop.domain.rule_settings import BY_KEY, Group
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.policies import VersionLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.parts import Part, PartedPage

from .book import Book, read_book
from .choose_dialog import ChoosePolicyDialog
from .history_dialog import PolicyHistoryDialog
from .lines_dialog import LinesDialog
from .load_dialog import LoadPolicyDialog
from .policy_view import PolicyView
from .settings_dialog import HEADS_WORD, SettingsDialog


class PolicyPart(Part):
    """Shows the policy in force and opens the dialogs that choose and change it.

    A record is a group of settings, or the key of one setting.
    """

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._book: Book | None = None
        self._history: tuple[VersionLine, ...] = ()
        self.choose = self.add_button(tr("Choose another policy…"), partial(self.begin, "choose-policy", ""))
        self.load = self.add_button(tr("Load from a file…"), partial(self.begin, "load-policy", ""))
        self.save = self.add_button(tr("Save as a file…"), self._choose_file)
        self.history = self.add_button(tr("Earlier settings…"), partial(self.begin, "policy-history", ""))
        self.change = self.add_button(tr("Change settings…"), self._change, main=True)
        self.view = PolicyView()
        self.column.addWidget(self.view, 1)
        self.view.wants_list.connect(lambda key: self.begin("change-list", key))
        self._dialogs: dict[str, Callable[[str], FormDialog]] = {
            "change-settings": lambda record: SettingsDialog(
                page, self.book, Group(record) if record in set(Group) else Group.PASSWORDS, self._settings_saved
            ),
            "heads-word": lambda _record: SettingsDialog(
                page, self.book, Group.PICTURES, self._settings_saved, first=HEADS_WORD
            ),
            "change-list": lambda record: LinesDialog(
                page, self.book, record if record in LINE_KINDS else "routes", self._settings_saved
            ),
            "choose-policy": lambda _record: ChoosePolicyDialog(page, self.book, self._policy_chosen),
            "load-policy": lambda _record: LoadPolicyDialog(page, self.book, self._policy_chosen),
            "policy-history": lambda _record: PolicyHistoryDialog(
                page, self._history, may_go_back=self.book.rights.choose, chosen=self._went_back
            ),
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
        self.read(lambda: (read_book(office), office.policies.history()), self._show)

    def show_record(self, record: str) -> None:
        group = BY_KEY[record].group if record in BY_KEY else None
        if record in set(Group):
            group = Group(record)
        if group is not None:
            self.when_ready(lambda: self.view.show_group(group))

    def begin(self, act: str, record: str) -> None:
        def start() -> None:
            if self.book.rights.choose or act == "policy-history":
                self.page.open_dialog(act, record)

        self.when_ready(start)

    def save_to(self, path: Path, *, replace: bool) -> None:
        """Write the policy to `path`."""

        def done(_nothing: None) -> None:
            self.page.messages.good(tr("Your policy is saved as {name}. It holds no names of people.", name=path.name))

        self.page.work(lambda: self.page.desk.office.policies.save_file(path, replace=replace), done)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Save as"), str(Path.home() / f"{self.book.profile.id}.toml"))
        dialog.setNameFilter(tr("Policy files (*.toml);;All files (*)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        # The chooser has asked already whether a file of that name is to be replaced.
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen), replace=True))
        dialog.open()

    def _change(self) -> None:
        self.begin("change-settings", self.view.group.value)

    def _show(self, read: tuple[Book, tuple[VersionLine, ...]]) -> None:
        self._book, self._history = read
        self.view.show_policy(self.book)
        for button in (self.choose, self.load, self.save, self.change):
            button.setVisible(self.book.rights.choose)

    def _settings_saved(self, _profile: Profile) -> None:
        self.page.messages.good(tr("The settings of your policy are saved and count from now on."))

    def _policy_chosen(self, profile: Profile) -> None:
        self.page.messages.good(tr("The school now follows “{name}”.", name=profile.name))

    def _went_back(self, profile: Profile) -> None:
        self.page.messages.good(tr("The earlier settings of “{name}” are in force again.", name=profile.name))
