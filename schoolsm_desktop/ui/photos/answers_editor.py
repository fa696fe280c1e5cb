"""One pupil's answers as a field: who answers, and yes, no, objection, condition or withdrawal for each place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS, Capacity, Said
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.answer_views import GridPlace, PupilSaid
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.theme import px

from .grid_state import PUPIL

SAID_WORDS = {
    Said.YES: "Yes",
    Said.NO: "No",
    Said.OBJECTED: "Objects",
    Said.CONDITION: "Condition",
    Said.WITHDRAWN: "Withdraws the yes",
}
REFUSALS = frozenset({Said.NO, Said.OBJECTED, Said.WITHDRAWN})


def by_choices(said: PupilSaid) -> list[tuple[str, str]]:
    """Whom an answer can come from: those who are entered, the pupil, and somebody new by what they are."""
    known = [(str(signs.id), signs.words) for signs in said.signs]
    taken = {signs.capacity for signs in said.signs}
    new = [(c.value, tr(CAPACITY_WORDS[c])) for c in Capacity if c.value not in taken]
    return [("", tr("Choose who answers")), *known, (PUPIL, tr("The pupil")), *new]


class AnswersEditor(OwnEditor):
    """Shows a pupil once it was read; what came back from before a lock is put in then."""

    HAS_LABEL = True

    def __init__(self, parent: QWidget, *, withdraw: bool = False) -> None:
        super().__init__(parent)
        self._withdraw = withdraw
        self._waiting = ""
        self.said: PupilSaid | None = None
        self.boxes: dict[str, QComboBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._label = words(tr("Who answers"), "quiet", self, wrap=True)
        self.by = QComboBox(self)
        self.by.setAccessibleName(tr("Who answers"))
        self.by.currentIndexChanged.connect(lambda _at: self.edited.emit())
        self._label.setBuddy(self.by)
        self._column.addWidget(self._label)
        self._column.addWidget(self.by)
        self._places = QGridLayout()
        self._places.setColumnStretch(0, 3)
        self._places.setColumnStretch(1, 2)
        self._places.setVerticalSpacing(px(4))
        self._column.addLayout(self._places)
        self._lines: list[QWidget] = []
        self.setFocusProxy(self.by)

    def show_nobody(self) -> None:
        """Forget the pupil before, until the next one was read: nothing is saved for a child who was not meant."""
        self.said = None

    def show_pupil(self, said: PupilSaid) -> None:
        """Show what stands for a pupil, with nothing chosen."""
        self.said = said
        self.blockSignals(True)
        self.by.clear()
        for key, shown in by_choices(said):
            self.by.addItem(shown, key)
        if len(said.signs) == 1:
            self.by.setCurrentIndex(1)
        for line in self._lines:
            self._places.removeWidget(line)
            line.deleteLater()
        self._lines, self.boxes = [], {}
        for each in said.places:
            self._add(each.place, each.words, is_good=each.verdict.value in ("yes", "told"))
        self.blockSignals(False)
        waiting, self._waiting = self._waiting, ""
        if waiting:
            self.set_value(waiting)
        self.edited.emit()

    def _add(self, place: GridPlace, stands: str, *, is_good: bool) -> None:
        label: QLabel = words(tr("{place}: {stands}", place=place.name, stands=stands), "quiet", self, wrap=True)
        box = QComboBox(self)
        box.setAccessibleName(place.name)
        box.addItem(tr("As it is"), "")
        for said in self._offered(place):
            box.addItem(tr(SAID_WORDS[said]), said.value)
        if self._withdraw and is_good:
            box.setCurrentIndex(box.findData(Said.WITHDRAWN.value))
        box.currentIndexChanged.connect(lambda _at: self.edited.emit())
        label.setBuddy(box)
        row = len(self.boxes)
        self._places.addWidget(label, row, 0)
        self._places.addWidget(box, row, 1)
        self._lines += [label, box]
        self.boxes[place.key] = box

    def _offered(self, place: GridPlace) -> tuple[Said, ...]:
        if self._withdraw:
            return (Said.WITHDRAWN,)
        no = Said.NO if place.by_consent else Said.OBJECTED
        return (Said.YES, no, Said.CONDITION, Said.WITHDRAWN)

    # --- what was chosen

    def chosen(self) -> dict[str, Said]:
        """What is said now, by place."""
        return {key: Said(box.currentData()) for key, box in self.boxes.items() if box.currentData()}

    def signer(self) -> tuple[bool, UUID | Capacity | None]:
        """Whether somebody was chosen, and who: an adult, what a new one is, or None for the pupil."""
        by = str(self.by.currentData() or "")
        if by in ("", PUPIL):
            return bool(by), None
        return True, Capacity(by) if by in Capacity._value2member_map_ else UUID(by)

    def value(self) -> str:
        if self._waiting or self.said is None:
            return self._waiting
        chosen = {key: str(box.currentData()) for key, box in self.boxes.items() if box.currentData()}
        by = str(self.by.currentData() or "")
        begun = chosen or (len(self.said.signs) != 1 and by)
        return json.dumps({"by": by, "said": chosen}) if begun else ""

    def set_value(self, text: str) -> None:
        if not text:
            return
        if self.said is None:
            self._waiting = text
            return
        kept: Mapping[str, object] = json.loads(text)
        self.by.setCurrentIndex(max(0, self.by.findData(kept.get("by", ""))))
        said = kept.get("said")
        for key, box in self.boxes.items():
            wanted = said.get(key, "") if isinstance(said, dict) else ""
            box.setCurrentIndex(max(0, box.findData(wanted)))
