"""One entry of a list, one platform, and the day on which a platform closed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from schoolsm_desktop.domain.accounts import Platform
from schoolsm_desktop.domain.lists import LIST_WORDS, MOST_NAME, ListEntry, ListKind
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page


class EntryDialog(FormDialog):
    """Adds an entry, or calls one something else."""

    def __init__(self, page: Page, kind: ListKind, entry: ListEntry | None, saved: Callable[[UUID, str], None]) -> None:
        super().__init__(page, tr(LIST_WORDS[kind]), tr("Save"), self._save)
        self._kind, self._entry, self._saved = kind, entry, saved
        self.form.add_line("name", tr("Name"), entry.name if entry else "", needed=True, longest=MOST_NAME)
        self.form.add_lines("note", tr("Note"), entry.note if entry else "", hint=tr("Shown where it is chosen."))
        if entry is not None:
            self.form.field("name").editor.setAccessibleDescription(
                tr("Everything recorded under the old name says the new one from now on.")
            )
        self.form.saved()

    def _save(self) -> None:
        lists, kind, entry = self.page.desk.office.lists, self._kind, self._entry
        name, note = self.form.value("name"), self.form.value("note")

        def call() -> ListEntry:
            return lists.add(kind, name, note) if entry is None else lists.rename(kind, entry.id, name, note)

        def saved(kept: ListEntry) -> None:
            self._saved(kept.id, kept.name)
            self.accept()

        self.work(call, saved)


class PlatformDialog(FormDialog):
    """Adds a platform the list does not know, or renames one; old names are kept."""

    def __init__(self, page: Page, platform: Platform | None, saved: Callable[[str, str], None]) -> None:
        older = list_text(platform.aliases) if platform else ""
        super().__init__(
            page,
            tr("Platform"),
            tr("Save"),
            self._save,
            sentence=tr("Also found as: {names}.", names=older) if older else "",
        )
        self._platform, self._saved = platform, saved
        self.form.add_line(
            "name",
            tr("Name"),
            platform.name if platform else "",
            needed=True,
            longest=MOST_NAME,
            hint=tr("The old name is kept and still found.") if platform else "",
        )
        self.form.add_lines("note", tr("Note"), platform.note if platform else "")
        self.form.saved()

    def _save(self) -> None:
        lists, platform = self.page.desk.office.lists, self._platform
        name, note = self.form.value("name"), self.form.value("note")

        def call() -> Platform:
            return (
                lists.add_platform(name, note) if platform is None else lists.rename_platform(platform.id, name, note)
            )

        def saved(kept: Platform) -> None:
            self._saved(kept.id, kept.name)
            self.accept()

        self.work(call, saved)


class PlatformGoneDialog(FormDialog):
    """The day on which a platform closed, or will."""

    def __init__(self, page: Page, platform: Platform, accounts: int, done: Callable[[Platform], object]) -> None:
        super().__init__(
            page,
            tr("{name} is gone", name=platform.name),
            tr("Mark as gone"),
            self._save,
            sentence=tr(
                "It is offered no more and stays in the list, because records name it. Accounts on it: {count}.",
                count=accounts,
            ),
        )
        self._platform, self._done = platform, done
        self.form.add_day("closed_on", tr("It closed on"), page.desk.today(), needed=True)
        self.form.saved()

    def _save(self) -> None:
        on, lists, platform = self.form.day("closed_on"), self.page.desk.office.lists, self._platform
        if on is None:
            return

        def done(kept: Platform) -> None:
            self._done(kept)
            self.accept()

        self.work(lambda: lists.platform_gone(platform.id, on), done)
