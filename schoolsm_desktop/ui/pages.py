"""How a page is written, and the list of all pages.

A page is one folder under `ui/` with a `page.py`. It is a `Page` with a head, a message place and a body:

    class AccountsPage(Page):
        NOUNS = frozenset({"accounts", "secrets"})        # what it shows; a change of one of them makes it stale

        def __init__(self, desk: Desk) -> None:
            super().__init__(desk, title=tr("Accounts"), sentence=tr("Every account of the school and who looks after it."))
            self.add_button(tr("Print directory"), self._print)          # at most four; the main one stands last, filled
            self.add_button(tr("New account…"), self._new, main=True)
            self.list = ListPane("accounts", COLUMNS, desk.views, Teaching(tr("No account yet"), tr("...")),
                                 name=tr("Accounts"), identity=lambda line: line.account.id)
            self.list.picked.connect(self._show)                         # gives (row or None, column key)
            self.facts = FactList()
            card = Card(); card.add(self.facts); card.fill()
            self.set_body(Split(self.list, card))
            self.dialogs["new-account"] = self._new_dialog               # record text -> FormDialog: comes back after a lock

        def reload(self) -> None:                                        # called when shown and stale, on the window's thread
            self.work(self.desk.office.accounts.lines, self.list.set_rows)

        def _save(self, draft: AccountDraft) -> None:
            def saved(account: Account) -> None:
                self.messages.good(tr("{name} is saved.", name=account.name))
            self.work(lambda: self.desk.office.accounts.add(draft), saved)

        def _print(self) -> None:                                        # preview with Print, Save as PDF, Save as a table
            self.work(self.desk.office.printing.account_directory, self.desk.preview)

        def show_record(self, record: str) -> None:                      # search and Today come here: Target("accounts", id)
            self.list.pick(UUID(record))

Nothing need be reloaded by hand: the session tells what a commit changed, and every page whose NOUNS it touches reads anew
(at once if shown, else when next shown). `work(call, done, failed=None)` runs on the one worker thread and shows failures in
`self.messages` by itself. Services are called only inside `work`. `self.desk` has: `office` (the services of the person signed
in), `background`, `bus`, `views` (widths, order and filter a person left), `clipboard` (secrets only through it), `today()`,
`go(Target)`, `preview(document)`. Long work: `self.long_work(tr("Reading the file"), lambda progress: ..., done)`.

A dialog with fields is a `FormDialog` (ui/common/dialogs.py); open it with `self.open_dialog(key, record)`, which also restores
what was typed before a lock. A dangerous question is `confirm.ask(...)`. The page's entry stands in `page_specs()` below;
its folder is imported only when the page is first shown.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Background, Progress, show_failure
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.change_bus import ChangeBus
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.common.progress_line import ProgressLine
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.theme import px, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed as Document
    from schoolsm_desktop.ui.common.clipboard import SecretClipboard
    from schoolsm_desktop.ui.common.dialogs import FormDialog
    from schoolsm_desktop.ui.common.table import KeptViews

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Target:
    """A place to go to: a page by its key, and a record on it by its id as text ("" for the page alone).

    `act` names something to begin there at once, as Today's buttons do: Target("accounts", id, "change-password").
    """

    page: str
    record: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of the search over everything."""

    title: str
    detail: str
    target: Target
    group: str = ""
    """What stands over the hits of its kind."""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """How much of a page's work is due; `urgent` makes the count red."""

    count: int
    urgent: bool = False


class Desk(Protocol):
    """What a page has at hand. The main window is one; tests make a small one of their own."""

    @property
    def office(self) -> Office: ...
    @property
    def background(self) -> Background: ...
    @property
    def bus(self) -> ChangeBus: ...
    @property
    def views(self) -> KeptViews: ...
    @property
    def clipboard(self) -> SecretClipboard: ...

    def today(self) -> date:
        """The day by the school's clock."""

    def go(self, target: Target) -> None:
        """Show another page, and the record on it."""

    def preview(self, document: Document) -> None:
        """Show a printed document in the window, with Print and Save as PDF."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page before it is made: its key (stable), its words in the side bar, how to make it, and who sees it.

    Without `needs` everybody does; with it, whoever the permissions allow that action.
    """

    key: str
    title: str
    factory: Callable[[Desk], Page]
    needs: Action | None = None


class Page(QWidget):
    """The frame of every page: head, message place, progress line, body. See the top of this file."""

    NOUNS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, *, title: str, sentence: str) -> None:
        super().__init__()
        self.desk = desk
        self.stale = True
        self.dialogs: dict[str, Callable[[str], FormDialog]] = {}
        self._dialog: tuple[str, str, FormDialog] | None = None
        self.setAccessibleName(title)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(px(22), px(16), px(22), px(18))
        self._column.setSpacing(px(12))
        self.head = PageHead(title, sentence, whole)
        self.messages = MessagePlace(whole)
        self.progress = ProgressLine(whole)
        for part in (self.head, self.messages, self.progress):
            self._column.addWidget(part)
        self._scroll = Scroll(whole, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self.messages.said.connect(self._to_top)
        desk.bus.changed.connect(self._heard)

    # What a page calls

    def set_body(self, body: QWidget) -> None:
        """Put the page's contents under its head; the page scrolls where the window is too small."""
        set_look(body, "body")
        self._column.addWidget(body, 1)

    def add_button(self, words: str, act: Callable[[], None], *, main: bool = False) -> QPushButton:
        """Put a button into the page head. At most four; the main one is filled."""
        return self.head.add_button(words, act, main=main)

    def set_title(self, title: str, sentence: str) -> None:
        """Say something else in the head."""
        self.head.set_words(title, sentence)

    def work(
        self,
        call: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `call` on the worker and `done(result)` here; a failure is shown above the page unless `failed` takes it."""
        self.desk.background.run(call, done, failed, owner=self)

    def long_work(
        self,
        title: str,
        call: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        after_ms: int = 0,
    ) -> None:
        """Run `call(progress)` behind the progress line with Cancel; it calls `progress.report(part, words)` on its way.

        With `after_ms` the line comes only where the work takes longer.
        """
        progress = self.progress.begin(title, after_ms)

        def finished(result: T) -> None:
            self.progress.end()
            if done is not None:
                done(result)

        def wrong(error: Exception) -> None:
            self.progress.end()
            if failed is not None:
                failed(error)
            else:
                show_failure(self, error)

        self.desk.background.run(lambda: call(progress), finished, wrong, owner=self, progress=progress)

    def refresh(self) -> None:
        """Read anew now if the page is on screen, else when it is next shown."""
        self.stale = True
        if self.isVisible():
            self.stale = False
            self.reload()

    def open_dialog(self, key: str, record: str = "", typed: Mapping[str, str] | None = None) -> FormDialog:
        """Open the dialog that `self.dialogs[key]` makes for `record`; what is typed in it survives a lock."""
        dialog = self.dialogs[key](record)
        if typed is not None:
            dialog.form.restore(typed)
        self._dialog = (key, record, dialog)
        dialog.finished.connect(self._dialog_closed)
        dialog.open()
        return dialog

    # What a page may override

    def reload(self) -> None:
        """Read what the page shows, through `self.work`. Called when the page is shown and stale."""

    def show_record(self, record: str) -> None:
        """Bring the record with this id into view; search and Today come here."""

    def begin(self, act: str, record: str) -> None:
        """Begin what a Target asks for; by default the record is shown and the dialog of that name opened for it."""
        if record:
            self.show_record(record)
        if act in self.dialogs:
            self.open_dialog(act, record)

    def shown_part(self) -> str:
        """The key of the part on show, where the page has parts; `begin` brings it back."""
        return ""

    def draft(self) -> dict[str, Any] | None:
        """What was typed here and not saved, as plain JSON; None for nothing. By default the open dialog's fields."""
        if self._dialog is None or not self._dialog[2].form.dirty:
            return None
        key, record, dialog = self._dialog
        return {"dialog": key, "record": record, "typed": dialog.form.draft()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Bring back what `draft` gave before the lock; what it was about may be gone meanwhile."""
        if draft.get("dialog") not in self.dialogs:
            return
        try:
            self.open_dialog(str(draft["dialog"]), str(draft.get("record", "")), draft.get("typed") or {})
        except LookupError:
            self.messages.stop(
                tr("What you were typing about is not there any more, so it was not brought back. Nothing was changed.")
            )

    # What the frame does

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self.stale:
            self.stale = False
            self.reload()

    def _heard(self, nouns: frozenset[str], by: object) -> None:
        if by is not self and self.NOUNS & nouns:
            self.refresh()

    def _to_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    def _dialog_closed(self) -> None:
        self._dialog = None


class PageHead(QWidget):
    """Title, one sentence, and buttons at the right, or under them where the window is narrow."""

    MOST = 4

    def __init__(self, title: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(12))
        text = QVBoxLayout()
        text.setSpacing(0)
        self.title = words(title, "title", self, wrap=True)
        self.sentence = words(sentence, "quiet", self, wrap=True)
        text.addWidget(self.title)
        text.addWidget(self.sentence)
        self._buttons = QWidget(self)
        self._flow = Flow(self._buttons, right=True)
        self._line.addLayout(text, 1)
        self._line.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop)

    def set_words(self, title: str, sentence: str) -> None:
        """Put another title and sentence."""
        self.title.setText(title)
        self.sentence.setText(sentence)

    def add_button(self, words: str, act: Callable[[], None], *, main: bool = False) -> QPushButton:
        """Add a button at the right end."""
        if self._flow.count() == self.MOST:
            raise ValueError("a page head has at most four buttons")
        button = QPushButton(words, self._buttons)
        if main:
            set_look(button, "main")
        button.clicked.connect(lambda _on=False: act())
        self._flow.addWidget(button)
        self._fit()
        return button

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._flow.sizeHint().width()
        beside = wanted <= self.width() * 0.62
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._buttons.setMinimumWidth(wanted if beside else 0)
        self._line.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))


def _made_by(folder: str, name: str) -> Callable[[Desk], Page]:
    def factory(desk: Desk) -> Page:
        module = importlib.import_module(f"schoolsm_desktop.ui.{folder}.page")
        page = getattr(module, name)(desk)
        if not isinstance(page, Page):
            raise TypeError(f"{name} is no page")
        return page

    return factory


def page_specs() -> tuple[PageSpec, ...]:
    """The pages of the program in the order of the side bar. A page's folder is imported when it is first shown."""
    return (
        PageSpec("today", tr("Today"), _made_by("today", "TodayPage")),
        PageSpec("accounts", tr("Accounts"), _made_by("accounts", "AccountsPage")),
        PageSpec("access", tr("Posting access"), _made_by("access", "AccessPage")),
        PageSpec("photos", tr("Photo permissions"), _made_by("photos", "PhotosPage"), Action.CHECK_PHOTOS),
        PageSpec("incidents", tr("Incidents"), _made_by("incidents", "IncidentsPage")),
        PageSpec("people", tr("Policy and staff"), _made_by("policy", "PolicyPage")),
        PageSpec("reports", tr("Reports"), _made_by("reports", "ReportsPage"), Action.SEE_REPORTS),
        PageSpec("settings", tr("Settings"), _made_by("settings", "SettingsPage")),
    )
