"""The entries of a password file: which are the school's, what each is called, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from schoolsm_desktop.domain.accounts import Platform
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.imports import ImportedEntry, PasswordPreview
from schoolsm_desktop.ui.accounts.entry_card import EntryCard
from schoolsm_desktop.ui.accounts.import_words import doubt_lines, format_words, left_lines
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.common.table import ForgottenViews, ListPane
from schoolsm_desktop.ui.common.tick_painter import TICK_COLUMN, TickPainter
from schoolsm_desktop.ui.theme import State, px


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """One entry and what the person has decided about it."""

    offer: ImportedEntry
    taken: bool
    name: str
    platform: Platform | None
    as_new: bool

    @property
    def becomes_existing(self) -> bool:
        """Whether its secrets go to an account that is here already."""
        return self.offer.account_id is not None and not self.as_new


def first_choice(offer: ImportedEntry) -> EntryChoice:
    """What is offered before the person has decided anything."""
    return EntryChoice(offer, offer.taken, offer.account_name or offer.title, offer.platform, as_new=False)


def becomes_words(choice: EntryChoice) -> str:
    """What bringing it in would do."""
    if choice.becomes_existing:
        return tr("Goes to {account}", account=choice.offer.account_name)
    return tr("New account")


def remarks(choice: EntryChoice) -> str:
    """What is worth knowing of an entry: a password used twice first, else its codes, its note, what it lacks."""
    offer = choice.offer
    if offer.reused_with:
        return tr("used twice")
    said = [] if offer.has_password else [tr("no password")]
    if offer.has_code:
        said.append(tr("one-time codes"))
    if offer.note:
        said.append(tr("note"))
    return ", ".join(said)


def _columns() -> tuple[Column[EntryChoice], ...]:
    return (
        Column(
            TICK_COLUMN,
            tr("Ours"),
            lambda c: tr("ticked") if c.taken else tr("not ticked"),
            sort=lambda c: not c.taken,
            look=Look.BUTTON,
            width=54,
        ),
        Column("name", tr("Name"), lambda c: c.name, detail=lambda c: c.offer.user_name, bold=True, width=186),
        Column(
            "platform",
            tr("Platform"),
            lambda c: c.platform.name if c.platform else tr("not known"),
            detail=lambda c: _host(c.offer.address),
            width=146,
        ),
        Column("becomes", tr("Becomes"), becomes_words, width=146),
        Column(
            "remarks",
            tr("Worth knowing"),
            remarks,
            state=lambda c: State.WARN if c.offer.reused_with else None,
            width=130,
        ),
    )


def _host(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


class EntriesStep(QWidget):
    """Shows the preview and keeps the choices; `changed` tells of each. `columns_wanted` asks for the columns."""

    changed = Signal()
    columns_wanted = Signal()

    def __init__(self, platforms: Sequence[Platform], parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._preview: PasswordPreview | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.summary = words("", "", self, wrap=True)
        column.addWidget(self.summary)
        column.addLayout(self._tools())
        self.list = self._list()
        self.card = EntryCard(platforms, self)
        self.card.edited.connect(self._replace)
        column.addWidget(Split(self.list, self.card, (5, 2), narrow=640), 1)
        self.apart = QCheckBox(tr("Leave keys for one-time codes out: the codes stay on their device"), self)
        self.apart.setToolTip(tr("A key beside its password makes one factor of two."))
        column.addWidget(self.apart)
        self.notes = words("", "quiet", self, wrap=True)
        self._notes_place = QScrollArea(self)
        self._notes_place.setWidgetResizable(True)
        self._notes_place.setWidget(self.notes)
        self._notes_place.setAccessibleName(tr("What was not taken, and what to check"))
        self._notes_place.setMaximumHeight(px(110))
        column.addWidget(self._notes_place)

    def show_preview(self, preview: PasswordPreview, kept: str = "") -> None:
        """Show what the file holds; `kept` are choices from before a lock, as `kept_choices` gave them."""
        self._preview = preview
        file = preview.file
        self.list.set_rows([first_choice(entry) for entry in preview.entries])
        self._take_kept(kept)
        left = [(row.position, row.reason) for row in file.left_rows]
        lines = []
        if left:
            lines += [tr("Not taken:"), *left_lines(file.format, left)]
        doubts = doubt_lines(file.format, file.faults, left)
        if doubts:
            lines += [tr("Worth a look:"), *doubts]
        self.notes.setText("\n".join(lines))
        self._notes_place.setVisible(bool(lines))
        self.apart.setVisible(any(entry.has_code for entry in preview.entries))
        self.columns_button.setVisible(bool(file.headings_digest))
        if preview.entries:
            self.list.pick(preview.entries[0].position)
        self._tell()

    @property
    def choices(self) -> list[EntryChoice]:
        """Every entry with what was decided, in the order of the file."""
        return sorted(self.list.model.all_rows(), key=lambda choice: choice.offer.position)

    @property
    def taken(self) -> int:
        """How many are ticked."""
        return sum(choice.taken for choice in self.list.model.all_rows())

    def agreed(self) -> tuple[PasswordPreview, dict[int, str]]:
        """The preview as it was corrected, and the names of the ticked entries by their place."""
        if self._preview is None:
            message = "nothing was read yet"
            raise RuntimeError(message)
        entries = tuple(
            replace(c.offer, platform=c.platform, account_id=c.offer.account_id if c.becomes_existing else None)
            for c in self.choices
        )
        chosen = {c.offer.position: c.name for c in self.choices if c.taken}
        return replace(self._preview, entries=entries), chosen

    def kept_choices(self) -> str:
        """The choices as text, to come back after a lock; no secret is in it."""
        return json.dumps(
            {c.offer.position: [c.taken, c.name, c.platform.id if c.platform else "", c.as_new] for c in self.choices}
        )

    def _take_kept(self, kept: str) -> None:
        if not kept:
            return
        with suppress(ValueError, KeyError, TypeError):  # what was kept fits another file: the file's own names stand
            known = json.loads(kept)
            by_id = {platform.id: platform for platform in self.card.platforms}
            for choice in self.choices:
                taken, name, platform, as_new = known[str(choice.offer.position)]
                self.list.model.replace_row(
                    replace(
                        choice, taken=bool(taken), name=str(name), platform=by_id.get(platform), as_new=bool(as_new)
                    )
                )

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.all_button = QPushButton(tr("Tick all"), self)
        self.none_button = QPushButton(tr("Tick none"), self)
        self.columns_button = QPushButton(tr("Correct the columns…"), self)
        self.all_button.clicked.connect(lambda _on=False: self._tick_all(True))
        self.none_button.clicked.connect(lambda _on=False: self._tick_all(False))
        self.columns_button.clicked.connect(lambda _on=False: self.columns_wanted.emit())
        for button in (self.all_button, self.none_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.columns_button)
        return row

    def _list(self) -> ListPane[EntryChoice]:
        pane = ListPane(
            "import-entries",
            _columns(),
            ForgottenViews(),
            Teaching(tr("Nothing to bring in"), tr("No line of this file holds an account with a password.")),
            name=tr("Entries of the file"),
            identity=lambda choice: choice.offer.position,
            two_line=True,
        )
        pane.table.setItemDelegate(TickPainter(pane.table))
        pane.picked.connect(lambda choice, _key: self.card.show_entry(choice))
        pane.pressed_button.connect(lambda choice, _key: self._replace(replace(choice, taken=not choice.taken)))
        return pane

    def _tick_all(self, on: bool) -> None:
        for choice in self.list.model.all_rows():
            self.list.model.replace_row(replace(choice, taken=on))
        self._after_change()

    def _replace(self, choice: EntryChoice) -> None:
        self.list.model.replace_row(choice)
        self._after_change()

    def _after_change(self) -> None:
        current = self.list.current()
        if current is not None:
            self.card.show_entry(current)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        if self._preview is None:
            return
        file = self._preview.file
        count = ntr("{count} entry", "{count} entries", len(self._preview.entries))
        said = tr(
            "{format}: {count}. Tick those that are the school’s; private ones stay where they are.",
            format=format_words(file.format)[:1].upper() + format_words(file.format)[1:],
            count=count,
        )
        if file.left:
            said += " " + ntr(
                "{count} was not taken; why stands below.", "{count} were not taken; why stands below.", file.left
            )
        self.summary.setText(said)
