"""A page of several parts under tabs: one part at a time, read when it is shown.

    class SettingsPage(PartedPage):
        def __init__(self, desk: Desk) -> None:
            super().__init__(desk, title=..., sentence=..., tabs=tr("Parts of the settings"), parts=PARTS,
                             words=PART_WORDS)

A part is a `Part`: a column of cards or a list with its pane. `Target(page, record, act)` comes to it when `act` is the
part's key (its `show_record` is called), the name of one of its dialogs, or one of its `ACTS` (its `begin` is called).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtWidgets import QPushButton, QTabBar, QVBoxLayout, QWidget

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.background import show_failure
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.pages import Desk, Page
from schoolsm_desktop.ui.theme import px, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

P = TypeVar("P", bound="Part")
R = TypeVar("R")
HALVES = "halves"
"""In a draft: what was typed in parts themselves, by their keys."""


def the_one(found: Iterator[R]) -> R:
    """The record that was looked for. Raises LookupError where it is not there, or not any more."""
    for each in found:
        return each
    raise LookupError("no such record")


class Part(QWidget):
    """One part of a page; `page.work`, `page.open_dialog` and `page.messages` are its page's."""

    ACTS: ClassVar[frozenset[str]] = frozenset()
    """What can be begun here besides its dialogs."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__()
        self.page = page
        self._is_read = True
        self._until_read: list[Callable[[], object]] = []
        self._button_row: Flow | None = None
        set_look(self, "body")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(12))

    def add_button(self, said: str, act: Callable[[], object], *, main: bool = False) -> QPushButton:
        """A button in the row above what the part shows; the main one is filled and stands last."""
        if self._button_row is None:
            row = QWidget(self)
            set_look(row, "body")
            self._button_row = Flow(row)
            self.column.insertWidget(0, row)
        button = QPushButton(said, self)
        if main:
            set_look(button, "main")
        button.clicked.connect(lambda _on=False: act())
        self._button_row.addWidget(button)
        return button

    def reload(self) -> None:
        """Read what the part shows, through `page.work`."""

    @staticmethod
    def waiting(office: Office) -> int:
        """On the worker: how many lines wait here. Its tab says it before the part is opened; 0 says nothing."""
        del office
        return 0

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        """The dialogs that the page opens for this part, by name; what is typed in them survives a lock."""
        return {}

    def show_record(self, record: str) -> None:
        """Bring the record with this id into view."""

    def begin(self, act: str, record: str) -> None:
        """Begin `act` for a record: by default the record is shown and the dialog of that name opened."""
        if record:
            self.show_record(record)
        if act in self.dialogs():
            self.page.open_dialog(act, record)

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Open a dialog of this part again with what was typed in it before a lock."""
        self.when_ready(lambda: Page.restore(self.page, draft))

    def typed(self) -> dict[str, Any] | None:
        """What was typed or ticked in the part itself, outside a dialog, and not saved: plain JSON; None for nothing."""
        return None

    def bring_back(self, typed: Mapping[str, Any]) -> None:
        """Put back what `typed` gave before a lock; the part has been read by then."""

    def read(self, call: Callable[[], R], show: Callable[[R], None]) -> None:
        """Read on the worker and show it; what `when_ready` was given meanwhile runs then, on what was read now."""
        self._is_read = False

        def shown(result: R) -> None:
            show(result)
            self._is_read = True
            waiting, self._until_read = self._until_read, []
            for act in waiting:
                act()

        def failed(error: Exception) -> None:
            self._until_read = []
            show_failure(self.page, error)

        self.page.work(call, shown, failed)

    def when_ready(self, act: Callable[[], object]) -> None:
        """Run `act` once a reading that is under way has been shown; at once where there is none."""
        if self._is_read:
            act()
        else:
            self._until_read.append(act)


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A part before it is made: its key (stable), how to make it, and who sees it.

    Where `wanted` says no, nobody needs it yet and its tab is hidden; it is asked on the worker at each reading.
    """

    key: str
    factory: Callable[[PartedPage], Part]
    needs: Action | None = None
    wanted: Callable[[Office], bool] | None = None


class PartedPage(Page):
    """The frame of a page with parts."""

    def __init__(
        self,
        desk: Desk,
        *,
        title: str,
        sentence: str,
        tabs: str,
        parts: tuple[PartSpec, ...],
        words: Mapping[str, str],
    ) -> None:
        """`words` are those on the tabs, by the parts' keys, not yet translated."""
        super().__init__(desk, title=title, sentence=sentence)
        self._specs = parts
        self._words = words
        self._made: list[tuple[PartSpec, Part]] = []
        self._waiting: list[Callable[[], object]] = []
        self._waiting_draft: Mapping[str, Any] | None = None
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self.tabs = QTabBar(body)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tabs)
        # Not a stack: a stack takes the height of its highest part, and every other part would scroll for it.
        self._place = QWidget(body)
        set_look(self._place, "body")
        self._parts = QVBoxLayout(self._place)
        self._parts.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        column.addWidget(self._place, 1)
        self.set_body(body)
        self.tabs.currentChanged.connect(self._show_part)

    def reload(self) -> None:
        if self._made:
            self._part().reload()
            self._count_the_others()
            if any(spec.wanted is not None for spec, _ in self._made):
                self.work(self._read_wanted, self._show_wanted)
            return

        def read() -> tuple[list[bool], dict[str, bool]]:
            allowed = [spec.needs is None or self.desk.office.may(spec.needs) for spec in self._specs]
            return allowed, self._read_wanted()

        self.work(read, lambda found: self._make_parts(*found))

    def show_record(self, record: str) -> None:
        self.begin("", record)

    def begin(self, act: str, record: str) -> None:
        self._when_made(lambda: self._begin(act, record))

    def open_dialog(self, key: str, record: str = "", typed: Mapping[str, str] | None = None) -> FormDialog:
        self._waiting_draft = None
        return super().open_dialog(key, record, typed)

    def shown_part(self) -> str:
        return self._made[max(0, self.tabs.currentIndex())][0].key if self._made else ""

    def draft(self) -> dict[str, Any] | None:
        """What was typed and not saved; also what came back from before a lock and could not be shown yet."""
        if self._waiting_draft:
            return super().draft() or dict(self._waiting_draft)
        halves = {spec.key: half for spec, made in self._made if (half := made.typed()) is not None}
        return {**(super().draft() or {}), **({HALVES: halves} if halves else {})} or None

    def restore(self, draft: Mapping[str, Any]) -> None:
        self._waiting_draft = draft

        def back() -> None:
            self._bring_back(draft.get(HALVES) or {})
            at = self.place_of_draft(draft)
            if at is None:
                self._waiting_draft = None
            else:
                self.tabs.setCurrentIndex(at)
                self._made[at][1].restore(draft)

        self._when_made(back)

    def place_of_draft(self, draft: Mapping[str, Any]) -> int | None:
        """Which part opens the dialog of a draft again; None where none can."""
        return self._place_of(str(draft.get("dialog", "")))

    def _bring_back(self, halves: Mapping[str, Any]) -> None:
        """Each part gets what was typed in it; the tab goes to the last of them."""
        for at, (spec, part) in enumerate(self._made):
            if isinstance(half := halves.get(spec.key), dict):
                self.tabs.setCurrentIndex(at)
                part.when_ready(partial(part.bring_back, half))

    def set_count(self, part: Part, count: int) -> None:
        """Say on a part's tab how many lines wait there; 0 says nothing."""
        for at, (spec, made) in enumerate(self._made):
            if made is part:
                words = tr(self._words[spec.key])
                self.tabs.setTabText(at, tr("{words} ({count})", words=words, count=count) if count else words)

    def part(self, kind: type[P]) -> P:
        """The part of this kind. Raises LookupError before the parts are made, or for one that is not shown."""
        for _, made in self._made:
            if isinstance(made, kind):
                return made
        raise LookupError(kind.__name__)

    def has(self, act: str) -> bool:
        """Whether a part that was made can begin `act`."""
        return self._place_of(act) is not None

    def _begin(self, act: str, record: str) -> None:
        keys = [spec.key for spec, _ in self._made]
        if act in keys:
            if not self.tabs.isTabVisible(keys.index(act)):
                return
            self.tabs.setCurrentIndex(keys.index(act))
            if record:
                self._part().show_record(record)
            return
        at = self._place_of(act)
        if at is not None:
            self.tabs.setCurrentIndex(at)
            part = self._made[at][1]
            part.when_ready(lambda: part.begin(act, record))
        elif record:
            self.tabs.setCurrentIndex(0)
            self._part().show_record(record)

    def _place_of(self, act: str) -> int | None:
        return next((at for at, (_, p) in enumerate(self._made) if act in p.ACTS or act in p.dialogs()), None)

    def _when_made(self, act: Callable[[], object]) -> None:
        if self._made:
            act()
        else:
            self._waiting.append(act)

    def _read_wanted(self) -> dict[str, bool]:
        """On the worker."""
        return {spec.key: spec.wanted(self.desk.office) for spec in self._specs if spec.wanted is not None}

    def _show_wanted(self, wanted: Mapping[str, bool]) -> None:
        for at, (spec, _) in enumerate(self._made):
            if self.tabs.isTabVisible(at) != wanted.get(spec.key, True):
                self.tabs.setTabVisible(at, wanted.get(spec.key, True))

    def _make_parts(self, allowed: list[bool], wanted: Mapping[str, bool]) -> None:
        if self._made:
            return
        self.tabs.blockSignals(True)
        for spec, may in zip(self._specs, allowed, strict=True):
            if may:
                part = spec.factory(self)
                self._made.append((spec, part))
                part.hide()
                self._parts.addWidget(part)
                self.tabs.addTab(tr(self._words[spec.key]))
                for name, dialog in part.dialogs().items():
                    self.dialogs[name] = dialog
        self.tabs.setVisible(len(self._made) > 1)
        self._show_wanted(wanted)
        first = next((at for at in range(len(self._made)) if self.tabs.isTabVisible(at)), 0)
        self.tabs.setCurrentIndex(first)
        self.tabs.blockSignals(False)
        self._show_part(first)
        self._count_the_others()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _show_part(self, at: int) -> None:
        if 0 <= at < len(self._made):
            for number, (_, part) in enumerate(self._made):
                part.setVisible(number == at)
            self._part().reload()

    def _count_the_others(self) -> None:
        """The part that is shown counts for itself when it has been read."""
        others = [part for _, part in self._made if part is not self._part()]

        def read() -> list[int]:
            return [part.waiting(self.desk.office) for part in others]

        def say(counts: list[int]) -> None:
            for part, count in zip(others, counts, strict=True):
                self.set_count(part, count)

        # A reading that fails is said where the part itself is opened, and not over another part.
        self.work(read, say, lambda _error: None)

    def _part(self) -> Part:
        return self._made[max(0, self.tabs.currentIndex())][1]
