"""What each column of a list from outside holds: guessed, shown with samples, corrected heading by heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.theme import State, px, set_state

SURE = 0.6  # below it the guess is marked as one to check


class ColumnGuess(Protocol):
    """One column as the reader took it."""

    @property
    def heading(self) -> str: ...
    @property
    def field(self) -> str | None: ...
    @property
    def confidence(self) -> float: ...
    @property
    def samples(self) -> tuple[str, ...]: ...


class ColumnBoxes(QWidget):
    """A box for each column; `mapping` is what they say. `fields` are the words of each field, "" for left out.

    `unshown` is said of a column without samples; in a list of passwords that is no sign that it is empty.
    """

    changed = Signal()

    def __init__(
        self, sentence: str, fields: Mapping[str, str], parent: QWidget, *, unshown: str | None = None
    ) -> None:
        super().__init__(parent)
        self._field_words = fields
        self._unshown = tr("empty") if unshown is None else unshown
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(words(sentence, "", self, wrap=True))
        self._sheet_label = words(tr("Sheet"), "quiet", self)
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName(tr("Sheet"))
        self._sheet_label.setBuddy(self.sheet)
        self.sheet.activated.connect(lambda _at: self.changed.emit())
        column.addWidget(self._sheet_label)
        column.addWidget(self.sheet)
        self._card = Card(parent=self)
        column.addWidget(self._card)
        column.addStretch(1)
        self._inside: QWidget | None = None
        self._guessed: dict[str, str | None] = {}
        self._sheet = ""
        self.boxes: dict[str, QComboBox] = {}

    def show_columns(self, guesses: Sequence[ColumnGuess], sheets: Sequence[str] = (), sheet: str = "") -> None:
        """Show the columns and what each is taken for."""
        self._guessed = {guess.heading: guess.field for guess in guesses}
        self._sheet = sheet
        self.sheet.clear()
        for name in sheets:
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(sheet)))
        self.sheet.setVisible(len(sheets) > 1)
        self._sheet_label.setVisible(len(sheets) > 1)
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget(self._card)
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        self.boxes = {}
        for at, guess in enumerate(guesses):
            self._add(grid, at, guess)
        self._card.add(self._inside)

    @property
    def mapping(self) -> Mapping[str, str | None]:
        """Heading to field; None for a column that is left out."""
        return {heading: str(box.currentData()) or None for heading, box in self.boxes.items()}

    @property
    def corrected(self) -> bool:
        """Whether the person changed a guess."""
        return dict(self.mapping) != self._guessed

    @property
    def other_sheet(self) -> str | None:
        """The sheet to read instead of the one shown; None where it stays."""
        chosen = str(self.sheet.currentData() or "") if self.sheet.count() > 1 else ""
        return chosen if chosen and chosen != self._sheet else None

    @property
    def chosen_sheet(self) -> str | None:
        """The sheet to read; None where there is only one."""
        return str(self.sheet.currentData()) if self.sheet.count() > 1 else None

    def choose(self, mapping: Mapping[str, str | None]) -> None:
        """Put back what `mapping` gave; headings that are not here are passed over."""
        for heading, field in mapping.items():
            box = self.boxes.get(heading)
            if box is not None:
                box.setCurrentIndex(max(0, box.findData(field or "")))

    def _add(self, grid: QGridLayout, at: int, guess: ColumnGuess) -> None:
        heading = words(guess.heading, "strong", self._inside, wrap=True)
        heading.setMinimumWidth(px(140))
        samples = ", ".join(sample for sample in guess.samples if sample)
        said = tr("such as {samples}", samples=samples) if samples else self._unshown
        box = QComboBox(self._inside)
        for field in self._field_words:
            box.addItem(tr(self._field_words[field]), field)
        box.setCurrentIndex(max(0, box.findData(guess.field or "")))
        box.setAccessibleName(tr("What “{heading}” holds", heading=guess.heading))
        box.activated.connect(lambda _at: self.changed.emit())
        heading.setBuddy(box)
        grid.addWidget(heading, at, 0)
        grid.addWidget(words(said, "quiet", self._inside, wrap=True), at, 1)
        grid.addWidget(box, at, 2)
        if guess.field and guess.confidence < SURE:
            check = words(tr("! please check"), "quiet", self._inside)
            set_state(check, State.WARN)
            grid.addWidget(check, at, 3)
        self.boxes[guess.heading] = box
