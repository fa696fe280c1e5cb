"""Loading your policy from a file: what would change is said first, and a faulty file changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import Card, selectable, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.file_drop import FileDrop
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look

from .book import Book
from .choose_dialog import consequence_lines


class LoadPolicyDialog(FormDialog):
    """Takes a file by choosing or dropping it; `loaded` gets the policy that is followed from then on."""

    def __init__(self, page: Page, book: Book, loaded: Callable[[Profile], object]) -> None:
        super().__init__(
            page,
            tr("Load your policy from a file"),
            tr("Follow this policy"),
            self._follow,
            sentence=tr(
                "A file that was saved here or written by hand. You see what would change before anything does."
            ),
            wide=True,
        )
        self._book, self._loaded = book, loaded
        self.wanted: Profile | None = None
        self.main.setDefault(False)
        self.main.setAutoDefault(False)
        self.drop = FileDrop(tr("Drop the policy file here"), tr("Policy files (*.toml);;All files (*)"), self.form)
        self.drop.chosen.connect(self.take_file)
        self.form.add_widget(self.drop)
        self._card = Card(tr("What would change"), self.form)
        self._what = words("", "strong", self._card, wrap=True)
        self.consequences = selectable(words("", "", self._card, wrap=True))
        self._card.add(self._what)
        self._card.add(self.consequences)
        self.form.add_widget(self._card)
        self._show(None)

    def fit(self) -> None:
        """Room for what would change, within the screen."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(820), room.width() - px(40)), min(px(640), room.height() - px(40)))

    def take_file(self, path: Path) -> None:
        """Read a file and show what following it would change; a faulty one is refused with its line."""
        self.messages.clear()
        self._show(None)
        self.work(lambda: self.page.desk.office.policies.read_file(path), self._show, self._refused)

    def _refused(self, error: Exception) -> None:
        self._show(None)
        self.show_failure(error)

    def _show(self, wanted: Profile | None) -> None:
        self.wanted = wanted
        self.main.setEnabled(wanted is not None)
        self._card.setVisible(wanted is not None)
        if wanted is None:
            return
        self._what.setText(
            ntr("“{name}”, {count} clause", "“{name}”, {count} clauses", len(wanted.clauses), name=wanted.name)
        )
        self.consequences.setText("\n\n".join(consequence_lines(self._book, wanted)))
        set_look(self.main, "main")

    def _follow(self) -> None:
        wanted = self.wanted
        if wanted is None:
            return

        def done(kept: Profile) -> None:
            self._loaded(kept)
            self.accept()

        self.work(lambda: self.page.desk.office.policies.choose(wanted), done)
