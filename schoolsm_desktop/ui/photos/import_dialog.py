"""Bringing pupils in: the file, what its columns hold, what it would do, what is asked, and what was done, with Undo."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.pupils import RollBatch
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.roll import RollChoices, RollPreview
from schoolsm_desktop.services.roll_views import batch_sentence
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.background import CancelledError, Progress, sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.column_boxes import ColumnBoxes
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.file_drop import FileDrop
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, px, set_state

from .import_columns import field_words, shown_guesses, split_mapping
from .import_preview import PreviewStep
from .import_questions import QuestionsStep, has_questions

CHOOSE, COLUMNS, PREVIEW, QUESTIONS, RESULT = range(5)
_UNNAMED: Final = ("no-headings", "not-recognised", "mapping")
_KEPT: Final = ("step", "columns", "sheet", "unticked", "answers")


class BringInPupilsDialog(FormDialog):
    """One dialog of five steps. The file's path and every choice survive a lock; nothing is kept before the last step."""

    def __init__(self, page: Page, path: Path | None = None) -> None:
        super().__init__(page, tr("Bring pupils in"), tr("Read the file"), self._next, wide=True)
        self._preview: RollPreview | None = None
        self._batch: RollBatch | None = None
        self._resuming = False
        self._add_fields()
        self.columns = self._column_boxes({})
        self.preview_step = PreviewStep(self)
        self.preview_step.changed.connect(self._ticked)
        self.questions = QuestionsStep(self)
        self.questions.changed.connect(self._answered)
        self._lay_out()
        self._go(CHOOSE)
        if path is not None:
            self.form.set_value("path", str(path))

    # What it is made of

    def _add_fields(self) -> None:
        form = self.form
        self.drop = FileDrop(
            tr(
                "Drop the list of pupils here: CSV, Excel or text from your school’s system, or a Common Transfer File."
            ),
            tr("Lists of pupils (*.csv *.xlsx *.xlsm *.ods *.txt *.tsv *.xml *.ctf);;All files (*)"),
            form,
        )
        self.drop.chosen.connect(self.take_file)
        form.add_widget(self.drop)
        form.add_line(
            "path",
            tr("File"),
            hint=tr("Nothing is kept before you agree, and the file is not changed."),
            needed=True,
            longest=2000,
        )
        self.history = QPushButton(tr("What was brought in before, and undo…"), form)
        self.history.setAutoDefault(False)
        self.history.clicked.connect(lambda _on=False: self._to_history())
        form.add_widget(self.history)
        for name in _KEPT:  # what comes back after a lock
            form.add_line(name, name, longest=1_000_000)
            form.field(name).setVisible(False)
        form.saved()

    def _to_history(self) -> None:
        self.form.saved()
        self.reject()
        self.page.open_dialog("roll-batches")

    def _column_boxes(self, place_names: Mapping[str, str]) -> ColumnBoxes:
        boxes = ColumnBoxes(
            tr(
                "This is what the columns seem to hold. Correct what is wrong, and say for which place each answer is; it "
                "is remembered for the next file with these headings."
            ),
            field_words(place_names),
            self,
        )
        boxes.changed.connect(self._columns_changed)
        return boxes

    def _lay_out(self) -> None:
        self.steps = QStackedWidget(self)
        self.steps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.rows.removeWidget(self.form)
        self.rows.takeAt(0)
        choose_step = QWidget(self)
        column = QVBoxLayout(choose_step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self._columns_page = Scroll(self.columns, self)  # else a list of many columns sets the height of every step
        for step in (choose_step, self._columns_page, self.preview_step, self.questions, self._result_step()):
            self.steps.addWidget(step)
        self.rows.addWidget(self.steps, 1)
        self.back = QPushButton(tr("Back"), self)
        self.back.clicked.connect(lambda _on=False: self._go_back())
        self.undo = QPushButton(tr("Undo"), self)
        self.undo.clicked.connect(lambda _on=False: self._ask_undo())
        layout = self.layout()
        last = layout.itemAt(layout.count() - 1) if layout is not None else None
        buttons = last.layout() if last is not None else None
        for at, button in enumerate((self.back, self.undo)):
            button.setAutoDefault(False)
            if isinstance(buttons, QHBoxLayout):
                buttons.insertWidget(at, button)

    def _result_step(self) -> QWidget:
        step = QWidget(self)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self.outcome = words("", "heading", step, wrap=True)
        self.outcome_next = words("", "", step, wrap=True)
        column.addWidget(self.outcome)
        column.addWidget(self.outcome_next)
        column.addStretch(1)
        return step

    def fit(self) -> None:
        """Wide enough for the rows, within the screen."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(1000), room.width() - px(40)), min(px(660), room.height() - px(40)))

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self.form.value("path") and self._preview is None and self.running is None:
            self._resuming = bool(self.form.value("step"))
            self._next()

    def reject(self) -> None:
        """While something runs, Cancel stops that; what was brought in needs no question."""
        if self.running is not None:
            self.running.cancel()
            return
        if self.steps.currentIndex() == RESULT:
            self.form.saved()
        super().reject()

    # From step to step

    def take_file(self, path: Path) -> None:
        """Read this file."""
        self.form.set_value("path", str(path))
        for name in _KEPT:
            self.form.set_value(name, "")
        self._preview = None
        self._next()

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        if step != RESULT:
            self.form.set_value("step", str(step) if step else "")
        self.back.setVisible(step in (COLUMNS, PREVIEW, QUESTIONS))
        self.undo.setVisible(step == RESULT and self._batch is not None)
        self.cancel.setVisible(step != RESULT)
        self.heading.setText(
            (
                tr("Bring pupils in"),
                tr("What the columns hold"),
                tr("What the file would do"),
                tr("Before it is kept"),
                tr("Brought in"),
            )[step]
        )
        self._name_main()

    def _go_back(self) -> None:
        self.messages.clear()
        step = self.steps.currentIndex() - 1
        self._go(CHOOSE if step == COLUMNS and not self.columns.boxes else step)

    def _name_main(self) -> None:
        step, preview = self.steps.currentIndex(), self._preview
        count = len(preview.rows) - len(self.preview_step.left_out) if preview is not None else 0
        bring = ntr("Bring in {count} pupil", "Bring in {count} pupils", count)
        asks = preview is not None and has_questions(preview)
        self.main.setText(
            (
                tr("Read the file"),
                tr("Show what it would do"),
                tr("On to the questions") if asks else bring,
                bring,
                tr("Done"),
            )[step]
        )
        nothing = preview is not None and (preview.changes_nothing or not preview.rows)
        self.main.setEnabled(step not in (PREVIEW, QUESTIONS) or not nothing)

    def _pressed(self) -> None:
        """Only the first step has fields that must be complete."""
        if self.steps.currentIndex() == CHOOSE:
            super()._pressed()
        else:
            self._next()

    def _next(self) -> None:
        self.messages.clear()
        step, preview = self.steps.currentIndex(), self._preview
        if step == CHOOSE:
            columns, places = self._kept_columns()
            self._read(columns, self.form.value("sheet") or None, places, COLUMNS)
        elif step == COLUMNS:
            self._after_columns()
        elif step == PREVIEW and preview is not None and has_questions(preview):
            self._go(QUESTIONS)
        elif step in (PREVIEW, QUESTIONS):
            self._bring_in()
        else:
            self.form.saved()
            self.accept()

    def rest(self, on: bool) -> None:
        super().rest(on)
        self.back.setEnabled(not on)
        self.undo.setEnabled(not on)
        if not on:
            self._name_main()

    # Reading

    def _read(
        self,
        columns: Mapping[str, str | None] | None,
        sheet: str | None,
        places: Mapping[str, str] | None,
        then: int,
    ) -> None:
        path = Path(self.form.value("path")).expanduser()
        roll = self.page.desk.office.roll

        def read(progress: Progress) -> RollPreview:
            progress.report(-1.0)
            preview = roll.preview(path, columns, sheet, places)
            progress.report(-1.0)  # what was read after Cancel is dropped
            return preview

        self.long_work(tr("Reading the file"), read, lambda found: self._was_read(found, then), self._was_not_read)

    def _was_read(self, preview: RollPreview, then: int) -> None:
        self._preview = preview
        old, self.columns = self._columns_page, self._column_boxes(preview.place_names)
        self._columns_page = Scroll(self.columns, self)
        self.steps.insertWidget(COLUMNS, self._columns_page)
        self.steps.removeWidget(old)
        old.deleteLater()
        self.columns.show_columns(shown_guesses(preview), preview.file.sheets, preview.file.sheet)
        self.preview_step.show_preview(preview, self._kept_lines())
        today = self.page.desk.office.clock.today()
        self.questions.show_questions(preview, today, self.form.value("answers"))
        step = self._step_wanted(then)
        self._resuming = False
        # A transfer file has no columns to speak of.
        self._go(PREVIEW if step == COLUMNS and not self.columns.boxes else step)

    def _step_wanted(self, then: int) -> int:
        with suppress(ValueError):
            return min(int(self.form.value("step")), QUESTIONS) if self._resuming else then
        return then

    def _was_not_read(self, error: Exception) -> None:
        self._resuming = False
        if isinstance(error, CancelledError):
            self.messages.inform(error.sentence)
            return
        self.messages.stop(sentence_of(error))
        guesses = getattr(error, "guesses", ())
        if isinstance(error, OfficeError) and error.key in _UNNAMED and guesses:
            self._preview = None
            self.columns.show_columns(guesses)
            self._go(COLUMNS)

    def _columns_changed(self) -> None:
        if self.columns.other_sheet is not None:
            self.messages.clear()
            self.form.set_value("sheet", self.columns.other_sheet)
            self._read(None, self.columns.other_sheet, None, COLUMNS)
            return
        self.form.set_value("columns", json.dumps(dict(self.columns.mapping)))

    def _after_columns(self) -> None:
        if self._preview is not None and not self.columns.corrected:
            self._go(PREVIEW)
            return
        for name in ("unticked", "answers"):
            self.form.set_value(name, "")
        columns, places = split_mapping(self.columns.mapping)
        self._read(columns, self.columns.chosen_sheet, places, PREVIEW)

    def _kept_columns(self) -> tuple[dict[str, str | None] | None, dict[str, str] | None]:
        with suppress(ValueError):
            kept = json.loads(self.form.value("columns") or "null")
            if isinstance(kept, dict):
                return split_mapping({str(heading): str(field) if field else None for heading, field in kept.items()})
        return None, None

    # Ticks and answers

    def _kept_lines(self) -> list[int]:
        with suppress(ValueError):
            kept = json.loads(self.form.value("unticked") or "[]")
            return [int(line) for line in kept]
        return []

    def _ticked(self) -> None:
        self.form.set_value("unticked", json.dumps(sorted(self.preview_step.left_out)))
        self._name_main()

    def _answered(self) -> None:
        self.form.set_value("answers", self.questions.kept_answers())

    def _choices(self) -> RollChoices:
        return self.questions.choices(self.preview_step.left_out, self.page.desk.office.clock.today())

    # Agreed

    def _bring_in(self) -> None:
        preview = self._preview
        if preview is None:
            return
        choices, roll = self._choices(), self.page.desk.office.roll

        def bring(progress: Progress) -> RollBatch:
            return roll.apply(preview, choices, progress.report)

        self.long_work(tr("Bringing in"), bring, self._done, self._was_not_read)

    def _done(self, batch: RollBatch) -> None:
        self._batch = batch
        self.form.saved()
        set_state(self.outcome, State.GOOD)
        self.outcome.setText(f"{State.GOOD.sign} {batch_sentence(batch)}")
        self.outcome_next.setText(
            tr(
                "It can be undone as a whole until something rests on it: here, or later under “Imports and undo”. The "
                "file itself holds pupils’ details: keep it where the school keeps such files, or delete it."
            )
        )
        self._go(RESULT)

    def _ask_undo(self) -> None:
        confirm.ask(
            self,
            title=tr("Undo this import?"),
            consequence=tr(
                "The roll and the photo answers stand as they did before. The file can be brought in again."
            ),
            action=tr("Undo it"),
            yes=self._undo,
        )

    def _undo(self) -> None:
        batch, roll = self._batch, self.page.desk.office.roll
        if batch is None:
            return

        def undo(progress: Progress) -> RollBatch:
            progress.report(-1.0)
            return roll.undo(batch.id)

        self.long_work(tr("Undoing"), undo, self._undone, self._was_not_read)

    def _undone(self, _batch: RollBatch) -> None:
        self._batch = None
        set_state(self.outcome, State.WARN)
        self.outcome.setText(tr("Undone: the roll stands as it did before."))
        self.outcome_next.setText(tr("Nothing of this file is kept. It can be brought in again at any time."))
        self._go(RESULT)
