"""The rows of a staff list beside the people they belong to: what each would do, ticked or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from schoolsm_desktop.domain.people import Duty, contract_words
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.services.imports import ImportedPerson, Match, StaffPreview
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ForgottenViews, ListPane
from schoolsm_desktop.ui.common.tick_painter import TICK_COLUMN, TickPainter
from schoolsm_desktop.ui.theme import State, px

from .book import Book
from .import_words import doubt_lines, doubt_words, left_lines


@dataclass(frozen=True, slots=True)
class RowChoice:
    """One row, what it would change of somebody who is here, why to look at it, and whether it is ticked."""

    offer: ImportedPerson
    changes: str
    doubts: tuple[str, ...]
    taken: bool

    @property
    def line(self) -> int:
        """The line of the file."""
        return self.offer.row.line


def row_choices(preview: StaffPreview, book: Book) -> list[RowChoice]:
    """Every row as it is first offered."""
    doubts: dict[int, list[str]] = {}
    for fault in preview.file.faults:
        doubts.setdefault(fault.line, []).append(doubt_words(fault.reason))
    return [
        RowChoice(offer, changed_words(offer, book), tuple(doubts.get(offer.row.line, ())), offer.taken)
        for offer in preview.people
    ]


def changed_words(offer: ImportedPerson, book: Book) -> str:
    """Which facts of somebody on the list the row would change."""
    known = book.line(offer.person_id) if offer.person_id else None
    if known is None or offer.match is not Match.CHANGED:
        return ""
    row, person = offer.row, known.person
    pairs: tuple[tuple[str, object, object], ...] = (
        (tr("first name"), row.given_name, person.given_name),
        (tr("family name"), row.family_name, person.family_name),
        (tr("known as"), row.known_as, person.known_as),
        (tr("job"), row.job_title, person.job_title),
        (tr("contract"), row.contract, person.contract),
        (tr("e-mail"), row.email, person.email),
        (tr("first day"), row.start, person.starts),
        (tr("last day"), row.end, person.ends),
    )
    return list_text([what for what, new, old in pairs if new and new != old])


def offered_duties(preview: StaffPreview, book: Book, lines: Iterable[int]) -> list[tuple[int, str, Duty]]:
    """Duties that the job titles of these lines suggest and that are not held yet: (line, name, duty)."""
    wanted, found = set(lines), []
    for offer in preview.people:
        if offer.row.line not in wanted:
            continue
        known = book.line(offer.person_id) if offer.person_id else None
        held = {duty.duty for duty in known.duties} if known else set()
        found += [(offer.row.line, offer.row.full_name, duty) for duty in offer.row.duties if duty not in held]
    return found


def becomes_words(choice: RowChoice) -> str:
    """What bringing the row in would do."""
    if choice.offer.match is Match.NEW:
        return tr("New")
    if choice.offer.match is Match.SAME:
        return tr("Same as here")
    return tr("Changed")


def _becomes_state(choice: RowChoice) -> State | None:
    if choice.offer.match is Match.SAME:
        return None
    return State.GOOD if choice.offer.match is Match.NEW else State.WARN


def _remarks(choice: RowChoice) -> str:
    said = [tr("changes {what}", what=choice.changes)] if choice.changes else []
    return "; ".join([*said, *choice.doubts])


def _contract(choice: RowChoice) -> str:
    contract = choice.offer.row.contract
    said = contract_words(contract) if contract else ""
    return said[:1].upper() + said[1:]


def _days(choice: RowChoice) -> str:
    row = choice.offer.row
    if row.start and row.end:
        return tr("{first} until {last}", first=day_text(row.start), last=day_text(row.end))
    if row.end:
        return tr("until {day}", day=day_text(row.end))
    return tr("since {day}", day=day_text(row.start)) if row.start else ""


def _columns() -> tuple[Column[RowChoice], ...]:
    return (
        Column(
            TICK_COLUMN,
            tr("Take"),
            lambda c: tr("ticked") if c.taken else tr("not ticked"),
            sort=lambda c: not c.taken,
            look=Look.BUTTON,
            width=58,
        ),
        Column("line", tr("Line"), lambda c: str(c.line), sort=lambda c: c.line, width=52),
        Column(
            "name",
            tr("Person"),
            lambda c: c.offer.row.full_name,
            detail=lambda c: c.offer.row.job_title,
            bold=True,
            width=190,
        ),
        Column("contract", tr("Contract"), _contract, detail=_days, width=190),
        Column("becomes", tr("Becomes"), becomes_words, state=_becomes_state, signed=False, width=110),
        Column(
            "remarks",
            tr("Worth knowing"),
            _remarks,
            state=lambda c: State.WARN if c.doubts else None,
            hint=_remarks,
            width=170,
            grow=True,
        ),
    )


class RowsStep(QWidget):
    """Shows the preview and keeps the ticks; `changed` tells of each."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.summary = words("", "", self, wrap=True)
        column.addWidget(self.summary)
        row = QHBoxLayout()
        self.all_button = QPushButton(tr("Tick all"), self)
        self.none_button = QPushButton(tr("Tick none"), self)
        self.all_button.clicked.connect(lambda _on=False: self._tick_all(True))
        self.none_button.clicked.connect(lambda _on=False: self._tick_all(False))
        for button in (self.all_button, self.none_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.list = self._list()
        column.addWidget(self.list, 1)
        self.notes = words("", "quiet", self, wrap=True)
        self._notes_place = QScrollArea(self)
        self._notes_place.setWidgetResizable(True)
        self._notes_place.setWidget(self.notes)
        self._notes_place.setAccessibleName(tr("What is not taken, and what to check"))
        self._notes_place.setMaximumHeight(px(104))
        column.addWidget(self._notes_place)

    def show_preview(self, preview: StaffPreview, book: Book, unticked: Iterable[int] | None = None) -> None:
        """Show what the file holds; `unticked` are the lines without a tick, as they stood before a lock."""
        choices = row_choices(preview, book)
        if unticked is not None:
            off = set(unticked)
            choices = [replace(choice, taken=choice.line not in off) for choice in choices]
        self.list.set_rows(choices)
        file = preview.file
        lines = [tr("Not taken:"), *left_lines(file.left_rows)] if file.left_rows else []
        doubts = doubt_lines(file.faults, file.left_rows)
        if doubts:
            lines += [tr("Worth a look:"), *doubts]
        self.notes.setText("\n".join(lines))
        self._notes_place.setVisible(bool(lines))
        self.summary.setText(_summary(choices, file.left))

    @property
    def choices(self) -> list[RowChoice]:
        """Every row with its tick, in the order of the file."""
        return sorted(self.list.model.all_rows(), key=lambda choice: choice.line)

    @property
    def taken(self) -> list[int]:
        """The lines that are ticked."""
        return [choice.line for choice in self.choices if choice.taken]

    @property
    def unticked(self) -> list[int]:
        """The lines that are not."""
        return [choice.line for choice in self.choices if not choice.taken]

    def _list(self) -> ListPane[RowChoice]:
        pane: ListPane[RowChoice] = ListPane(
            "staff-rows",
            _columns(),
            ForgottenViews(),
            Teaching(tr("Nobody to bring in"), tr("No line of this file holds somebody’s name.")),
            name=tr("Rows of the file"),
            identity=lambda choice: choice.line,
            two_line=True,
        )
        pane.table.setItemDelegate(TickPainter(pane.table))
        pane.pressed_button.connect(lambda choice, _key: self._replace(replace(choice, taken=not choice.taken)))
        return pane

    def _tick_all(self, on: bool) -> None:
        for choice in self.list.model.all_rows():
            self.list.model.replace_row(replace(choice, taken=on))
        self.changed.emit()

    def _replace(self, choice: RowChoice) -> None:
        self.list.model.replace_row(choice)
        self.changed.emit()


def _summary(choices: list[RowChoice], left: int) -> str:
    def counted(match: Match) -> int:
        return sum(choice.offer.match is match for choice in choices)

    looked = sum(bool(choice.doubts) for choice in choices)
    found = (
        (counted(Match.NEW), tr("new")),
        (counted(Match.CHANGED), tr("changed")),
        (counted(Match.SAME), tr("the same as here")),
        (looked, tr("worth a look")),
        (left, tr("not taken")),
    )
    parts = [tr("{count} {what}", count=count, what=what) for count, what in found if count]
    people = ntr("{count} person", "{count} people", len(choices))
    return tr("{people}: {parts}. Nothing is kept before you agree.", people=people, parts=", ".join(parts))
