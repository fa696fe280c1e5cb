"""What was typed into a class grid and is not saved yet, with every step that can be taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS, Capacity, Said, Verdict
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.answer_views import ClassGrid, GridPlace, GridRow
from schoolsm_desktop.services.photo_answers import FormRow

PUPIL = "pupil"
"""Who signed, where it was the pupil."""
SIGNS = {"Y": Said.YES, "N": Said.NO, "C": Said.CONDITION}
SIGNER_KEYS = {
    "M": Capacity.MOTHER,
    "F": Capacity.FATHER,
    "P": Capacity.PARENT,
    "G": Capacity.GUARDIAN,
    "R": Capacity.GRANDPARENT,
    "C": Capacity.CARER,
    "L": Capacity.LOCAL_AUTHORITY,
    "O": Capacity.OTHER,
    "U": Capacity.NOT_KNOWN,
}
PUPIL_KEY = "S"
_SAME = {Said.YES: Verdict.YES, Said.NO: Verdict.NO, Said.CONDITION: Verdict.CONDITION, Said.OBJECTED: Verdict.OBJECTED}


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What was typed for one pupil: who signed, yes or no for each place, the words of a condition."""

    by: str = ""
    said: Mapping[str, Said] = field(default_factory=dict)
    words: str = field(default="", repr=False)
    saving: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step that can be taken back: how a row was typed before, or that it was saved with these answers."""

    pupil_id: UUID
    before: TypedRow
    saved: tuple[UUID, ...] = ()


class GridState:
    """The rows of one class, what is typed in them, and the steps."""

    def __init__(self) -> None:
        self.places: tuple[GridPlace, ...] = ()
        self.rows: dict[UUID, GridRow] = {}
        self.typed: dict[UUID, TypedRow] = {}
        self.steps: list[Step] = []
        self.at: tuple[str, int] = ("", 0)
        self._waiting = ""
        self._began = False

    def show(self, grid: ClassGrid) -> None:
        """Take a class; what came back from before a lock is put into it."""
        self.places = grid.places
        self.rows = {row.pupil_id: row for row in grid.rows}
        if self._waiting:
            waiting, self._waiting = self._waiting, ""
            self._put_back(waiting)

    # --- typing

    def row(self, pupil_id: UUID) -> TypedRow:
        """What is typed for a pupil."""
        return self.typed.get(pupil_id, TypedRow())

    def answer(self, pupil_id: UUID, place: GridPlace, sign: str) -> None:
        """Type Y, N or C; a no where homes are told is an objection."""
        said = SIGNS[sign]
        if said is Said.NO and not place.by_consent:
            said = Said.OBJECTED
        row = self.row(pupil_id)
        self._type(pupil_id, replace(row, said={**row.said, place.key: said}))

    def clear(self, pupil_id: UUID, place: GridPlace) -> None:
        """Take a cell back to what stands."""
        row = self.row(pupil_id)
        if place.key in row.said:
            self._type(pupil_id, replace(row, said={k: v for k, v in row.said.items() if k != place.key}))

    def all_yes(self, pupil_id: UUID) -> None:
        """Yes for every place of the row."""
        self._type(pupil_id, replace(self.row(pupil_id), said={place.key: Said.YES for place in self.places}))

    def sign(self, pupil_id: UUID, letter: str) -> bool:
        """Type who signed by its letter; where two are like that, each press takes the next. False for no such letter."""
        if letter == PUPIL_KEY:
            self._type(pupil_id, replace(self.row(pupil_id), by=PUPIL))
            return True
        capacity = SIGNER_KEYS.get(letter)
        if capacity is None:
            return False
        known = [str(s.id) for s in self.rows[pupil_id].signs if s.capacity == capacity.value]
        choices = known or [capacity.value]
        now = self.row(pupil_id).by
        at = choices.index(now) + 1 if now in choices else 0
        self._type(pupil_id, replace(self.row(pupil_id), by=choices[at % len(choices)]))
        return True

    def word(self, pupil_id: UUID, words: str) -> None:
        """Type what the form says; no step of its own."""
        if words != self.row(pupil_id).words:
            self.typed[pupil_id] = replace(self.row(pupil_id), words=words)
            self._began = True

    def _type(self, pupil_id: UUID, after: TypedRow) -> None:
        self.steps.append(Step(pupil_id, self.row(pupil_id)))
        self.typed[pupil_id] = after
        self._began = True

    # --- who signed

    def by_of(self, pupil_id: UUID) -> str:
        """Who signed: as typed, else the one adult who is entered."""
        typed = self.row(pupil_id).by
        signs = self.rows[pupil_id].signs
        return typed or (str(signs[0].id) if len(signs) == 1 else "")

    def by_words(self, pupil_id: UUID) -> str:
        """Who signed, in words; empty where nobody knows yet."""
        by = self.by_of(pupil_id)
        if by == PUPIL:
            return tr("The pupil")
        known = next((s.words for s in self.rows[pupil_id].signs if str(s.id) == by), "")
        return known or (tr(CAPACITY_WORDS[Capacity(by)]) if by in Capacity._value2member_map_ else "")

    # --- saving

    def is_typed(self, pupil_id: UUID) -> bool:
        """Whether the row holds an answer that is not saved."""
        return bool(self.row(pupil_id).said)

    def lacks(self, pupil_id: UUID) -> str:
        """What a typed row still needs before it can be saved; empty where nothing."""
        row = self.row(pupil_id)
        if Said.CONDITION in row.said.values() and not row.words.strip():
            return tr("Type what the form says.")
        return "" if self.by_of(pupil_id) else tr("Type who signed.")

    def form_row(self, pupil_id: UUID, on: date | None) -> FormRow:
        """The row as it is recorded."""
        row, by = self.row(pupil_id), self.by_of(pupil_id)
        who: UUID | Capacity | None = None
        if by != PUPIL:
            who = Capacity(by) if by in Capacity._value2member_map_ else UUID(by)
        return FormRow(
            pupil_id, dict(row.said), who, on, condition=row.words.strip(), form_id=self.rows[pupil_id].form_id
        )

    def waiting(self) -> list[UUID]:
        """The rows that hold something not saved, in the order of the class."""
        return [pupil_id for pupil_id in self.rows if self.is_typed(pupil_id) and not self.row(pupil_id).saving]

    def begin_saving(self, pupil_id: UUID) -> None:
        """The row is on its way."""
        self.typed[pupil_id] = replace(self.row(pupil_id), saving=True)

    def saved(self, row: GridRow, answers: Sequence[UUID]) -> None:
        """The row is kept; the step can still be taken back."""
        before = replace(self.row(row.pupil_id), saving=False)
        self.steps = [step for step in self.steps if step.pupil_id != row.pupil_id or step.saved]
        self.steps.append(Step(row.pupil_id, before, tuple(answers)))
        self.typed.pop(row.pupil_id, None)
        self.rows[row.pupil_id] = row

    def not_saved(self, pupil_id: UUID) -> None:
        """Saving went wrong: the row is as it was typed."""
        self.typed[pupil_id] = replace(self.row(pupil_id), saving=False)

    def take_back(self) -> Step | None:
        """The last step; one that was typed is undone here, one that was saved by whoever calls."""
        if not self.steps:
            return None
        step = self.steps.pop()
        if not step.saved:
            self.typed[step.pupil_id] = step.before
        return step

    def taken_back(self, row: GridRow, step: Step) -> None:
        """A saved row was marked as entered by mistake: what was typed stands there again, to be changed."""
        self.rows[row.pupil_id] = row
        self.typed[row.pupil_id] = step.before

    # --- words

    def left(self) -> int:
        """How many pupils still have a place without an answer, typed ones not counted."""
        return len([r for r in self.rows.values() if r.is_left and not self._covers(r)])

    def _covers(self, row: GridRow) -> bool:
        said = self.row(row.pupil_id).said
        return all(place.key in said for place in self.places)

    def count_words(self) -> str:
        """What is left, always in view."""
        said = ntr("{left} of {count} pupil left", "{left} of {count} pupils left", len(self.rows), left=self.left())
        waiting = self.waiting()
        if waiting:
            rows = ntr("{count} row typed and not saved", "{count} rows typed and not saved", len(waiting))
            said = tr(
                "{said}. {rows}: {why}", said=said, rows=rows, why=self.lacks(waiting[0]) or tr("Enter saves it.")
            )
        return said

    # --- drafts

    def value(self) -> str:
        """What was typed, as text; empty before the first key."""
        if self._waiting:
            return self._waiting
        if not self._began:
            return ""
        rows = {
            str(pupil_id): {
                "by": row.by,
                "said": {place: said.value for place, said in row.said.items()},
                "words": row.words,
                "saving": row.saving,
            }
            for pupil_id, row in self.typed.items()
            if row.said or row.by
        }
        return json.dumps({"at": list(self.at), "rows": rows}, ensure_ascii=False)

    def set_value(self, text: str) -> None:
        """Put back what `value` gave; where the class is not read yet, once it is."""
        if not text:
            return
        if self.rows:
            self._put_back(text)
        else:
            self._waiting = text

    def _put_back(self, text: str) -> None:
        try:
            kept = json.loads(text)
        except ValueError:
            return
        self._began = True
        where = kept.get("at") or ["", 0]
        self.at = (str(where[0]), int(where[1]))
        for name, row in kept.get("rows", {}).items():
            pupil_id = UUID(name)
            if pupil_id in self.rows:
                said = {
                    place: Said(value) for place, value in row["said"].items() if self._is_open(pupil_id, place, row)
                }
                self.typed[pupil_id] = TypedRow(row["by"] if said or not row["saving"] else "", said, row["words"])

    def _is_open(self, pupil_id: UUID, place: str, row: Mapping[str, object]) -> bool:
        """Whether a cell still waits: one that was on its way at the lock may have been kept."""
        keys = [each.key for each in self.places]
        if place not in keys:
            return False
        said = row["said"]
        value = Said(said[place]) if isinstance(said, dict) else Said.NO
        return not (row["saving"] and self.rows[pupil_id].verdicts[keys.index(place)] is _SAME.get(value))
