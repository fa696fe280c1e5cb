"""A class typed in from a pile of forms: saved row by row, brought back after a lock where one stopped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.photo_answers import Capacity
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.services.answer_views import ClassGrid, GridRow
from schoolsm_desktop.services.photo_answers import FormRow
from schoolsm_desktop.ui.common.dialogs import FormDialog

from .grid_editor import GridEditor
from .grid_state import Step

if TYPE_CHECKING:
    from schoolsm_desktop.ui.pages import Page

NO_CLASS_RECORD = "-"
"""The record of those without a class; "" is the first class with something left."""


class ClassGridDialog(FormDialog):
    """The record is a class."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__(
            page,
            tr("Type in answers"),
            tr("Save and close"),
            self._save_all,
            sentence=tr("Each row is saved when you leave it. What is typed stays here when the screen locks."),
        )
        self._record, self._closing = record, False
        self._office = page.desk.office.photo_answers
        self._last: tuple[UUID, FormRow] | None = None
        self.cancel.setText(tr("Close"))
        self.form.add_day(
            "on",
            tr("Day on which the forms were signed"),
            page.desk.today(),
        )
        self.grid = GridEditor(self.form)
        self.form.add_editor("grid", tr("Answers of the class"), self.grid)
        self.grid.row_left.connect(self._save_row)
        self.grid.undo_saved.connect(self._take_back)
        self.grid.same_for.connect(self._same_for)
        self.form.saved()
        self._wide = True
        self.work(self._read, self._show)

    def _read(self) -> ClassGrid:
        """On the worker."""
        if self._record == NO_CLASS_RECORD:
            return self._office.grid("")
        if self._record:
            return self._office.grid(self._record)
        lines = self._office.classes()
        first = next((line for line in lines if line.asked + line.not_asked), lines[0] if lines else None)
        return self._office.grid(first.class_name if first else "")

    def _show(self, grid: ClassGrid) -> None:
        self.heading.setText(
            tr("Type in answers: {name}", name=grid.class_name) if grid.class_name else tr("Type in answers: no class")
        )
        self.grid.show_grid(grid)
        self._grow()
        self.grid.table.setFocus()
        self.bring_into_view(self.grid)

    # --- saving

    def _day(self) -> date | None:
        return self.form.day("on")

    def _save_row(self, pupil_id: UUID) -> None:
        state = self.grid.state
        try:
            row = state.form_row(pupil_id, self._day())
        except FieldError as error:
            self.show_failure(error)
            return
        state.begin_saving(pupil_id)
        self.grid.show_row(pupil_id)

        def keep() -> tuple[GridRow, tuple[UUID, ...]]:
            kept = self._office.record_forms([row])
            return self._office.row(pupil_id), tuple(answer.id for answer in kept)

        def kept(found: tuple[GridRow, tuple[UUID, ...]]) -> None:
            state.saved(*found)
            self._last = (pupil_id, row)
            self.grid.show_row(pupil_id)
            self.grid.offer_siblings(found[0])
            self._close_when_done()

        def failed(error: Exception) -> None:
            self._closing = False
            state.not_saved(pupil_id)
            self.grid.show_row(pupil_id)
            self.show_failure(error)

        self.work(keep, kept, failed)

    def _save_all(self) -> None:
        state = self.grid.state
        lacking = [pupil_id for pupil_id in state.waiting() if state.lacks(pupil_id)]
        if lacking:
            self.messages.warn(
                ntr(
                    "{count} row is not complete: {why} Delete empties a cell.",
                    "{count} rows are not complete: {why} Delete empties a cell.",
                    len(lacking),
                    why=state.lacks(lacking[0]),
                )
            )
            self.grid.go(lacking[0], 1)
            return
        self._closing = True
        for pupil_id in state.waiting():
            self._save_row(pupil_id)
        self._close_when_done()

    def _close_when_done(self) -> None:
        state = self.grid.state
        if self._closing and not any(state.is_typed(pupil_id) for pupil_id in state.rows):
            self.form.saved()
            self.accept()

    def _take_back(self, step: Step) -> None:
        """A saved row: its answers are marked as entered by mistake, and stand here again to be typed over."""

        def undo() -> GridRow:
            self._office.all_mistaken(step.saved)
            return self._office.row(step.pupil_id)

        def undone(row: GridRow) -> None:
            self.grid.state.taken_back(row, step)
            self.grid.show_row(row.pupil_id)
            self.grid.go(row.pupil_id, 1)

        self.work(undo, undone)

    def _same_for(self, pupil_id: UUID) -> None:
        """The form holds for the brothers and sisters too: signed by whoever is entered alike for them."""
        if self._last is None or self._last[0] != pupil_id:
            return
        form, state = self._last[1], self.grid.state
        row = state.rows[pupil_id]
        others = row.siblings
        by: UUID | Capacity | None = form.by
        name = ""
        if isinstance(by, UUID):
            signs = next((s for s in row.signs if s.id == by), None)
            by = Capacity(signs.capacity) if signs else Capacity.NOT_KNOWN
            name = signs.name if signs else ""
        rows = [FormRow(other, form.said, by, form.on, form.how, form.condition, None, name) for other, _ in others]

        def keep() -> list[GridRow]:
            self._office.record_forms(rows)
            return [self._office.row(other) for other, _ in others if other in state.rows]

        def kept(found: list[GridRow]) -> None:
            for each in found:
                state.rows[each.pupil_id] = each
                self.grid.show_row(each.pupil_id)
            self.messages.good(tr("The same is saved for {names}.", names=list_text([said for _, said in others])))

        self.work(keep, kept)

    def reject(self) -> None:
        if not any(self.grid.state.is_typed(pupil_id) for pupil_id in self.grid.state.rows):
            self.form.saved()  # every row is saved: nothing is left to ask about
        super().reject()
