"""Where each class goes: a line for each class and year group, corrected by the person; pupils placed by hand below."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from schoolsm_desktop.domain.pupils import Pupil, class_key
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.year_turn import ClassGoes, TurnPlan, TurnView
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.dates import day_typed
from schoolsm_desktop.ui.theme import px


class TurnPlanBox(QWidget):
    """Shows a plan and gives it back as it was changed; `changed` tells of each change."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view: TurnView | None = None
        self._today = date.min
        self.boxes: dict[tuple[str, str], QComboBox] = {}
        self.hands: dict[UUID, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._goes = Card(tr("Where each class goes"), self)
        self._hand = Card(tr("To be placed by hand"), self)
        self._hand.hide()
        column.addWidget(self._goes)
        column.addWidget(self._hand)
        self.last_day = QLineEdit(self)
        self.last_day.setAccessibleName(tr("Last day on the roll of those who leave"))

    def show_plan(self, view: TurnView, today: date, kept: str = "") -> None:
        """Show what is suggested; `kept` is what `kept_plan` gave."""
        self._view, self._today = view, today
        inside = QWidget(self._goes)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        names = sorted({*view.classes, *(one.new_class for one in view.plan.goes if one.new_class)}, key=class_key)
        self.boxes = {}
        for at, one in enumerate(view.plan.goes):
            self._add_line(grid, at, one, names)
        label = words(tr("Last day of those who leave"), "", inside, wrap=True)
        label.setBuddy(self.last_day)
        self.last_day.setText(day_text(view.plan.last_day))
        self.last_day.editingFinished.connect(self.changed)
        grid.addWidget(label, len(view.plan.goes), 0)
        grid.addWidget(self.last_day, len(view.plan.goes), 1)
        self._goes.add(inside)
        self._put_back(kept)

    def show_by_hand(self, pupils: Sequence[Pupil]) -> None:
        """Ask for the class of pupils who have none yet; who stays without one is found under “no class”."""
        before = {key: box.currentText() for key, box in self.hands.items()}
        inside = QWidget(self._hand)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        names = sorted({box.currentText() for box in self.boxes.values()} - {self._leave(), ""}, key=class_key)
        for at, pupil in enumerate(pupils):
            box = QComboBox(inside)
            box.setEditable(True)
            box.addItems(["", *names])
            box.setCurrentText(before.get(pupil.id, ""))
            box.setAccessibleName(tr("Class of {pupil}", pupil=pupil.name))
            box.currentTextChanged.connect(lambda _text: self.changed.emit())
            label = words(f"{pupil.name}, {pupil.class_name}", "", inside, wrap=True)
            label.setBuddy(box)
            grid.addWidget(label, at, 0)
            grid.addWidget(box, at, 1)
            self.hands[pupil.id] = box
        self._hand.add(inside)
        self._hand.setVisible(bool(pupils))

    def plan(self) -> TurnPlan:
        """The plan as it stands in the boxes."""
        view = self._view
        if view is None:
            raise LookupError("no plan is shown")
        goes = tuple(self._changed(one) for one in view.plan.goes)
        last = day_typed(self.last_day.text(), self._today) or view.plan.last_day
        placed = {key: box.currentText().strip() for key, box in self.hands.items() if box.currentText().strip()}
        return replace(view.plan, goes=goes, last_day=last, placed=placed)

    def kept_plan(self) -> str:
        """Everything that was chosen, to come back after a lock."""
        return json.dumps(
            {
                "goes": [[*key, box.currentText()] for key, box in self.boxes.items()],
                "last": self.last_day.text(),
            }
        )

    def _add_line(self, grid: QGridLayout, at: int, one: ClassGoes, names: Sequence[str]) -> None:
        parent = grid.parentWidget()
        said = ntr(
            "{name}, year {year}: {count} pupil",
            "{name}, year {year}: {count} pupils",
            one.count,
            name=one.old_class or tr("no class"),
            year=one.old_year or "–",
        )
        box = QComboBox(parent)
        box.setEditable(True)
        box.addItems([*names, self._leave(), ""])
        box.setCurrentText(self._leave() if one.leaves else one.new_class)
        line = box.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("by hand, pupil by pupil"))
        box.setAccessibleName(tr("Where {name} goes", name=said))
        box.currentTextChanged.connect(lambda _text: self.changed.emit())
        label = words(said, "", parent, wrap=True)
        label.setBuddy(box)
        grid.addWidget(label, at, 0)
        grid.addWidget(box, at, 1)
        self.boxes[one.key] = box

    @staticmethod
    def _leave() -> str:
        return tr("They leave the school")

    def _changed(self, one: ClassGoes) -> ClassGoes:
        chosen = self.boxes[one.key].currentText().strip()
        if chosen == self._leave():
            return replace(one, leaves=True, new_class="")
        year = one.new_year or one.old_year
        return replace(one, leaves=False, new_class=chosen, new_year=year)

    def _put_back(self, kept: str) -> None:
        with suppress(ValueError, TypeError):
            said = json.loads(kept) if kept else None
            if isinstance(said, Mapping):
                for old_class, old_year, chosen in said.get("goes", []):
                    if (old_class, old_year) in self.boxes:
                        self.boxes[old_class, old_year].setCurrentText(str(chosen))
                self.last_day.setText(str(said.get("last", self.last_day.text())))
