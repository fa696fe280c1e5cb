"""The window: side bar, top bar, and one page at a time, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.change_bus import ChangeBus
from schoolsm_desktop.ui.common.clipboard import SecretClipboard
from schoolsm_desktop.ui.common.cover import Cover, EverywhereKeys
from schoolsm_desktop.ui.common.due_counts import DueCounts
from schoolsm_desktop.ui.common.side_bar import SideBar
from schoolsm_desktop.ui.common.top_bar import TopBar
from schoolsm_desktop.ui.pages import Due, Found, Page, PageSpec, Target
from schoolsm_desktop.ui.places import HAPPENED
from schoolsm_desktop.ui.theme import theme

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.services.printing import Printed as Document
    from schoolsm_desktop.ui.common.table import KeptViews

Finder = Callable[[str], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame itself shows: the school, who is signed in as what, when it locks, the term, the demonstration."""

    school: str
    person: str
    duty: str
    locks: str
    term: str
    demo: bool = False
    crest: bytes = field(default=b"", repr=False)


class MainWindow(QMainWindow):
    """Is the `Desk` of its pages. `lock_asked` when the person wants to lock, `closing` when the window is closed."""

    lock_asked = Signal()
    closing = Signal()

    def __init__(
        self,
        frame: Frame,
        specs: Sequence[PageSpec],
        office: Office,
        views: KeptViews,
        *,
        background: Background,
        find: Finder,
        counts: Callable[[], Mapping[str, Due]],
    ) -> None:
        """`find` (search) and `counts` (what is due, by page key) are called on the worker."""
        super().__init__()
        self.office, self.views, self.background = office, views, background
        self._find = find
        self._due = DueCounts(self, background, counts, self._show_due)
        self.bus = ChangeBus(self)
        self.clipboard = SecretClipboard(self)
        self._specs = {spec.key: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._drafts: dict[str, Mapping[str, Any]] = {}
        self._asked, self._frame, self._text_px = 0, frame, theme().text_px
        self.setWindowTitle(tr("{school}: SchoolSM Desktop", school=frame.school))
        self._lay_out(frame)
        self.cover = Cover(self, frame.school, frame.crest)
        self._connect()
        self.show_page(specs[0].key)
        self.setFocus()
        self._due.ask()

    # Being a Desk

    def today(self) -> date:
        """The day by the school's clock."""
        return self.office.clock.today()

    def go(self, target: Target) -> None:
        """Show the page of `target` and the record on it; a target without a page is an act of the window itself."""
        if not target.page:
            (self.it_has_happened if target.act == HAPPENED else self.lock_asked.emit)()
            return
        page = self.show_page(target.page)
        if target.act:
            page.begin(target.act, target.record)
        elif target.record:
            page.show_record(target.record)

    def it_has_happened(self) -> None:
        """What to do first, whatever page is on show; over an open dialog too, which stays as it is."""
        from schoolsm_desktop.ui.incidents.happened_window import HappenedWindow

        if not self.cover.isVisible() and not any(each.isVisible() for each in self.findChildren(HappenedWindow)):
            HappenedWindow(self, self).open()

    def preview(self, document: Document) -> None:
        """Show a document before it is printed; what becomes of it is recorded."""
        from schoolsm_desktop.ui.common.print_preview import PrintPreview

        PrintPreview(self, document, self._went_out, self.background).open()

    # Pages

    def show_page(self, key: str) -> Page:
        """Show a page, made now if this is the first time."""
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self._specs[key].factory(self)
            self._stack.addWidget(page)
            draft = self._drafts.pop(key, None)
            if draft is not None:
                page.restore(draft)
        self.side.show_page(key)
        self._stack.setCurrentWidget(page)
        return page

    @property
    def page_key(self) -> str:
        """The key of the page on show."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    def draft(self) -> dict[str, Any]:
        """What was typed and not saved, by page, and the page on show; plain JSON, to be sealed to the person."""
        typed = {key: draft for key, page in self._pages.items() if (draft := page.draft()) is not None}
        return {"page": self.page_key, "pages": {**self._drafts, **typed}}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Bring back what `draft` gave before the lock; a page gets its part when it is shown."""
        pages = draft.get("pages", {})
        self._drafts = {key: value for key, value in pages.items() if key in self._specs}
        for key in [key for key in self._drafts if key in self._pages]:
            self._pages[key].restore(self._drafts.pop(key))
        if draft.get("page") in self._specs:
            self.show_page(str(draft["page"]))

    # Inside

    def _lay_out(self, frame: Frame) -> None:
        pages = [(spec.key, spec.title) for spec in self._specs.values()]
        self.side = SideBar(frame.school, pages, crest=frame.crest)
        self.side.show_person(frame.person, frame.duty, frame.locks)
        self.side.chosen.connect(self.show_page)
        self.top = TopBar()
        self.top.term.setText(frame.term)
        self.top.lock_asked.connect(self.lock_asked)
        self.top.happened_asked.connect(self.it_has_happened)
        self.top.search.asked.connect(self._search)
        self.top.search.chosen.connect(self.go)
        self._stack = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        if frame.demo:
            band = QLabel(tr("Demonstration: nothing here is real"))
            band.setObjectName("band")
            band.setAlignment(Qt.AlignmentFlag.AlignCenter)
            right.addWidget(band)
        right.addWidget(self.top)
        right.addWidget(self._stack, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.bus.changed.connect(self._due.heard)
        self.bus.changed.connect(self._school_changed)
        theme().changed.connect(self._look_changed)
        QShortcut(QKeySequence("Ctrl+K"), self, self._to_search)
        everywhere = {
            QKeyCombination(Qt.Key.Key_F12): self.cover.toggle,
            QKeyCombination(Qt.Key.Key_F9): self.it_has_happened,
            QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L): self.lock_asked.emit,
        }
        EverywhereKeys(self, everywhere, self.cover.isVisible)
        for at, key in enumerate(self._specs, start=1):
            QShortcut(QKeySequence(f"Ctrl+{at}"), self, lambda key=key: self.show_page(key))

    def _school_changed(self, nouns: frozenset[str], _by: object) -> None:
        """The school's name and crest stand in the frame itself."""
        if "school" not in nouns:
            return
        schools = self.office.schools

        def show(now: tuple[str, bytes]) -> None:
            self._frame = replace(self._frame, school=now[0], crest=now[1])
            self.side.show_school(*now)
            self.cover.show_school(*now)
            self.setWindowTitle(tr("{school}: SchoolSM Desktop", school=now[0]))

        self.background.run(lambda: (schools.school().name, schools.crest()), show, owner=self)

    def _look_changed(self) -> None:
        """Lengths grow with the text and were measured when each page was made: a page made anew fits the new size."""
        if theme().text_px != self._text_px:
            self._text_px = theme().text_px
            QTimer.singleShot(0, self, self._make_anew)

    def _make_anew(self) -> None:
        draft, part = self.draft(), self._pages[self.page_key].shown_part()
        self._pages.clear()
        self._lay_out(self._frame)
        self.restore(draft)
        if part:
            self._pages[self.page_key].begin(part, "")
        self.cover.raise_()
        self._due.ask()

    def _to_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _search(self, typed: str) -> None:
        self._asked += 1
        number = self._asked

        def found(hits: Sequence[Found]) -> None:
            if number == self._asked:  # an answer to what was typed before is of no use
                self.top.search.show_hits(hits)

        self.background.run(lambda: self._find(typed), found, owner=self)

    def _show_due(self, counts: Mapping[str, Due]) -> None:
        self.side.show_due({key: (due.count, due.urgent) for key, due in counts.items()})

    def _went_out(self, document: Document, way: str) -> None:
        printing = self.office.printing
        on_paper, saved = partial(printing.was_printed, document), partial(printing.was_saved, document, way)
        self.background.run(on_paper if way == "paper" else saved, owner=self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.clipboard.clear()
        self.closing.emit()
        super().closeEvent(event)
