"""The lists that a school edits: platforms, where pictures may go, types of incident."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from schoolsm_desktop.domain.accounts import Platform
from schoolsm_desktop.domain.lists import LIST_WORDS, ListEntry, ListKind
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.services.lists import ListsView, PlatformLine
from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.list_keys import ListKeys
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, set_look

from .list_dialogs import EntryDialog, PlatformDialog, PlatformGoneDialog

PLATFORMS = "platforms"
HOW_WORDS: Mapping[str, str] = {
    PLATFORMS: "Services on which accounts can be. A new name keeps the old one, so that both are found.",
    ListKind.PICTURE_PLACES.value: "What parents are asked about, place by place. Each account in use is a place by itself.",
    ListKind.INCIDENT_TYPES.value: "What something that happened can be called when it is reported.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of whichever list is shown."""

    id: str
    name: str
    note: str
    gone: str = ""
    """Why it is offered no more; empty while it is."""
    accounts: int = 0
    older: str = ""


class EditedListsPart(Part):
    """A record of this part is the key of a list, or of a list and an entry: `picture-places:<id>`."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view: ListsView | None = None
        self._wanted = ""
        self.which = QComboBox(self)
        self.which.setAccessibleName(tr("Which list"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.addItem(tr("Platforms"), PLATFORMS)
        for kind in ListKind:
            self.which.addItem(tr(LIST_WORDS[kind]), kind.value)
        self.which.currentIndexChanged.connect(lambda _at: self._show_list())
        self.add = self.add_button(tr("Add to this list…"), self._add, main=True)
        self.how = words("", "quiet", self, wrap=True)
        top = QWidget(self)
        set_look(top, "body")
        label = words(tr("List"), "quiet", top)
        label.setBuddy(self.which)
        flow = Flow(top)
        flow.addWidget(label)
        flow.addWidget(self.which)
        self.column.addWidget(top)
        self.column.addWidget(self.how)
        self.pane = _EntryPane(self)
        self.list: ListPane[Row] = ListPane(
            "edited-lists",
            _columns(),
            page.desk.views,
            Teaching(tr("Nothing in this list"), tr("What can be chosen elsewhere stands here.")),
            name=tr("Entries of the list"),
            identity=lambda row: row.id,
            two_line=True,
        )
        self.list.picked.connect(lambda row, _key: self._show_row(row))
        self.list.opened.connect(lambda _row, _key: self.change())
        ListKeys(self.list.table, {"+": partial(self.reorder, -1), "-": partial(self.reorder, 1)})
        self.column.addWidget(Split(self.list, self.pane, (7, 4)), 1)
        self.add.hide()

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            "list-entry": self._entry_dialog,
            "platform": lambda record: PlatformDialog(self.page, self._platform(record), self._saved),
            "platform-gone": self._gone_dialog,
        }

    def reload(self) -> None:
        self.read(self.page.desk.office.lists.view, self._show)

    def show_record(self, record: str) -> None:
        def go() -> None:
            key, _, entry = record.partition(":")
            self.which.setCurrentIndex(max(0, self.which.findData(key)))
            self._wanted = entry
            self._go_to_wanted()

        self.when_ready(go)

    @property
    def key(self) -> str:
        """The key of the list that is shown."""
        return str(self.which.currentData())

    # What can be done with the chosen entry

    def change(self) -> None:
        """Open its form."""
        row = self.list.current()
        if row is None or not self._may:
            return
        if self.key == PLATFORMS:
            self.page.open_dialog("platform", row.id)
        else:
            self.page.open_dialog("list-entry", f"{self.key}:{row.id}")

    def end_or_bring_back(self) -> None:
        """Offer it no more, or again."""
        row = self.list.current()
        if row is None or not self._may:
            return
        lists = self.page.desk.office.lists
        if self.key == PLATFORMS:
            if row.gone:
                self.page.work(lambda: lists.platform_back(row.id))
            else:
                self.page.open_dialog("platform-gone", row.id)
            return
        kind, entry_id = ListKind(self.key), UUID(row.id)
        self.page.work(lambda: lists.bring_back(kind, entry_id) if row.gone else lists.end(kind, entry_id))

    def reorder(self, steps: int) -> None:
        """Put it earlier or later in its list."""
        row = self.list.current()
        if row is None or not self._may or self.key == PLATFORMS or row.gone:
            return
        lists, kind, entry_id = self.page.desk.office.lists, ListKind(self.key), UUID(row.id)
        self.page.work(lambda: lists.move(kind, entry_id, steps))

    @property
    def _may(self) -> bool:
        return self._view is not None and self._view.may_edit

    def _add(self) -> None:
        if self.key == PLATFORMS:
            self.page.open_dialog("platform")
        else:
            self.page.open_dialog("list-entry", f"{self.key}:")

    def _platform(self, record: str) -> Platform | None:
        return next((x.platform for x in self._platforms() if x.platform.id == record), None)

    def _platforms(self) -> tuple[PlatformLine, ...]:
        return self._view.platforms if self._view is not None else ()

    def _entry_dialog(self, record: str) -> FormDialog:
        key, _, entry_id = record.partition(":")
        kind = ListKind(key)
        entries: tuple[ListEntry, ...] = self._view.entries(kind) if self._view is not None else ()
        entry = next((e for e in entries if str(e.id) == entry_id), None)
        return EntryDialog(self.page, kind, entry, lambda kept, name: self._saved(str(kept), name))

    def _gone_dialog(self, record: str) -> FormDialog:
        line = next((x for x in self._platforms() if x.platform.id == record), None)
        if line is None:
            raise LookupError(record)
        return PlatformGoneDialog(
            self.page,
            line.platform,
            line.accounts,
            lambda kept: self.page.messages.good(tr("{name} is marked as gone.", name=kept.name)),
        )

    def _saved(self, record: str, name: str) -> None:
        self._wanted = record
        self.page.messages.good(tr("“{name}” is saved.", name=name))

    # Showing

    def _show(self, view: ListsView) -> None:
        self._view = view
        self.add.setVisible(view.may_edit)
        self._show_list()

    def _show_list(self) -> None:
        if self._view is None:
            return
        self.how.setText(tr(HOW_WORDS[self.key]))
        if self.key == PLATFORMS:
            rows = [_platform_row(line) for line in self._view.platforms]
        else:
            rows = [_entry_row(entry) for entry in self._view.entries(ListKind(self.key))]
        self.list.set_rows(rows)
        self._go_to_wanted()
        current = self.list.current()
        if current is None and rows:
            self.list.pick(rows[0].id)
        else:
            self._show_row(current)

    def _go_to_wanted(self) -> None:
        if self._wanted and self.list.pick(self._wanted):
            self._wanted = ""

    def _show_row(self, row: Row | None) -> None:
        self.pane.show_row(row, may=self._may, is_platform=self.key == PLATFORMS)


class _EntryPane(Pane):
    """One entry, and what can be done with it."""

    def __init__(self, part: EditedListsPart) -> None:
        super().__init__()
        self.title = words("", "heading", self, wrap=True)
        self.facts = FactList(self)
        self._buttons = QWidget(self)
        set_look(self._buttons, "body")
        flow = Flow(self._buttons)
        self.change = _button(tr("Change…"), part.change, self._buttons, flow)
        self.up = _button(tr("Earlier (+)"), partial(part.reorder, -1), self._buttons, flow)
        self.down = _button(tr("Later (−)"), partial(part.reorder, 1), self._buttons, flow)
        self.end = _button("", part.end_or_bring_back, self._buttons, flow)
        for each in (self.title, self.facts, self._buttons):
            self.add(each)
        self.fill()

    def show_row(self, row: Row | None, *, may: bool, is_platform: bool) -> None:
        """Show one entry; the deeds only to whoever may edit the lists."""
        self._buttons.setVisible(may and row is not None)
        self.title.setText(row.name if row is not None else tr("Choose an entry"))
        if row is None:
            self.facts.show_facts(())
            return
        for button in (self.up, self.down):
            button.setVisible(not is_platform and not row.gone)
        self.end.setText(_end_words(row, is_platform=is_platform))
        self.end.setVisible(not (is_platform and row.id == "other"))
        facts = [
            (tr("Also found as"), row.older),
            (
                tr("Used by"),
                ntr("{count} account", "{count} accounts", row.accounts) if is_platform and row.accounts else "",
            ),
            (tr("Offered no more"), row.gone),
            (tr("Note"), row.note),
        ]
        self.facts.show_facts([Fact(label, said) for label, said in facts if said])


def _button(said: str, act: Callable[[], object], place: QWidget, flow: Flow) -> QPushButton:
    button = QPushButton(said, place)
    button.clicked.connect(lambda _on=False: act())
    flow.addWidget(button)
    return button


def _end_words(row: Row, *, is_platform: bool) -> str:
    if row.gone:
        return tr("It is there after all") if is_platform else tr("Offer it again")
    return tr("It is gone…") if is_platform else tr("Offer it no more")


def _platform_row(line: PlatformLine) -> Row:
    platform = line.platform
    gone = tr("closed on {day}", day=day_text(platform.closed_on)) if platform.closed_on is not None else ""
    return Row(platform.id, platform.name, platform.note, gone, line.accounts, list_text(platform.aliases))


def _entry_row(entry: ListEntry) -> Row:
    gone = tr("since {day}", day=day_text(entry.ended_at.astimezone().date())) if entry.ended_at is not None else ""
    return Row(str(entry.id), entry.name, entry.note, gone)


def _columns() -> tuple[Column[Row], ...]:
    return (
        Column(
            "name", tr("Name"), lambda row: row.name, detail=lambda row: row.older or row.note, bold=True, grow=True
        ),
        Column(
            "state",
            tr("Now"),
            lambda row: row.gone or (ntr("{count} account", "{count} accounts", row.accounts) if row.accounts else ""),
            state=lambda row: State.UNKNOWN if row.gone else None,
        ),
    )
