"""Bringing in a staff list: choose the file, say what its columns hold, tick its rows, agree to duties, keep it whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.services.imports import Brought, Kind, ReadFile, StaffPreview
from schoolsm_desktop.ui.common.background import CancelledError, Progress, sentence_of
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.column_boxes import ColumnBoxes
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.file_drop import FileDrop
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page, Target
from schoolsm_desktop.ui.theme import State, px, set_state

from .book import Book
from .duty_dialogs import OPENS_PASSWORDS
from .import_rows import RowsStep, offered_duties
from .import_words import FIELD_WORDS

T = TypeVar("T")
CHOOSE, COLUMNS, ROWS, DUTIES, RESULT = range(5)
_UNNAMED: Final = ("no-headings", "not-recognised", "mapping")


class BringInStaffDialog(FormDialog):
    """One dialog of five steps. The file's path and every choice survive a lock; nothing is kept before the last step.

    `brought` gets what was done.
    """

    def __init__(self, page: Page, book: Book, brought: Callable[[Brought], object]) -> None:
        super().__init__(page, tr("Bring in a staff list"), tr("Read the file"), self._next, wide=True)
        self._book, self._brought = book, brought
        self._file: ReadFile | None = None
        self._preview: StaffPreview | None = None
        self._resuming = False
        self._add_fields()
        self.columns = ColumnBoxes(
            tr("This is what the columns seem to hold. Correct what is wrong; it is remembered for the next list."),
            FIELD_WORDS,
            self,
        )
        self.columns.changed.connect(self._columns_changed)
        self.rows_step = RowsStep(self)
        self.rows_step.changed.connect(self._ticked)
        self.duties = TickList(tr("Duties that the job titles suggest"), self)
        self.duties.changed.connect(self._duties_changed)
        self._lay_out()
        self._go(CHOOSE)

    # What it is made of

    def _add_fields(self) -> None:
        form = self.form
        self.drop = FileDrop(
            tr("Drop the staff list here: a CSV or Excel file, as your school’s system exports it."),
            tr("Lists (*.csv *.xlsx *.xlsm *.ods *.txt);;All files (*)"),
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
        for name in ("step", "columns", "sheet", "unticked", "duties"):  # what comes back after a lock
            form.add_line(name, name, longest=1_000_000)
            form.field(name).setVisible(False)
        form.saved()

    def _lay_out(self) -> None:
        duty_step = QWidget(self)
        column = QVBoxLayout(duty_step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.duty_words = words("", "", duty_step, wrap=True)
        column.addWidget(self.duty_words)
        column.addWidget(self.duties, 1)
        result_step = QWidget(self)
        column = QVBoxLayout(result_step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self.outcome = words("", "heading", result_step, wrap=True)
        set_state(self.outcome, State.GOOD)
        self.outcome_next = words("", "", result_step, wrap=True)
        column.addWidget(self.outcome)
        column.addWidget(self.outcome_next)
        column.addStretch(1)
        self.steps = QStackedWidget(self)
        self.steps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.rows.removeWidget(self.form)
        self.rows.takeAt(0)
        choose_step = QWidget(self)
        column = QVBoxLayout(choose_step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        for step in (choose_step, self.columns, self.rows_step, duty_step, result_step):
            self.steps.addWidget(step)
        self.rows.addWidget(self.steps, 1)
        self.back = QPushButton(tr("Back"), self)
        self.back.setAutoDefault(False)
        self.back.clicked.connect(lambda _on=False: self._go_back())
        layout = self.layout()
        last = layout.itemAt(layout.count() - 1) if layout is not None else None
        buttons = last.layout() if last is not None else None
        if isinstance(buttons, QHBoxLayout):
            buttons.insertWidget(0, self.back)

    def fit(self) -> None:
        """Wide enough for the rows, within the screen."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(1000), room.width() - px(40)), min(px(660), room.height() - px(40)))

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self.form.value("path") and self._file is None and self.form.value("step"):
            self._resuming = True
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
        for name in ("columns", "sheet", "unticked", "duties"):
            self.form.set_value(name, "")
        self._next()

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        if step != RESULT:
            self.form.set_value("step", str(step) if step else "")
        self.back.setVisible(step in (COLUMNS, ROWS, DUTIES))
        self.cancel.setVisible(step != RESULT)
        self.heading.setText(
            (
                tr("Bring in a staff list"),
                tr("What the columns hold"),
                tr("Who is brought in?"),
                tr("Which duties do they hold?"),
                tr("Brought in"),
            )[step]
        )
        self._name_main()

    def _go_back(self) -> None:
        self.messages.clear()
        self._go(self.steps.currentIndex() - 1)

    def _name_main(self) -> None:
        step, taken = self.steps.currentIndex(), self.rows_step.taken
        bring = ntr("Bring in {count} person", "Bring in {count} people", len(taken))
        self.main.setText(
            (
                tr("Read the file"),
                tr("Show the people"),
                tr("On to duties") if self._offered() else bring,
                bring,
                tr("Done"),
            )[step]
        )
        self.main.setEnabled(step != ROWS or bool(taken))

    def _pressed(self) -> None:
        """Only the first step has fields that must be complete."""
        if self.steps.currentIndex() == CHOOSE:
            super()._pressed()
        else:
            self._next()

    def _next(self) -> None:
        self.messages.clear()
        step = self.steps.currentIndex()
        if step == CHOOSE:
            self._read(self._kept_columns(), self.form.value("sheet") or None)
        elif step == COLUMNS:
            self._after_columns()
        elif step == ROWS and self._offered():
            self._show_duties()
        elif step in (ROWS, DUTIES):
            self._bring_in()
        else:
            self.form.saved()
            self.accept()

    # Reading

    def rest(self, on: bool) -> None:
        super().rest(on)
        self.back.setEnabled(not on)
        if not on:
            self._name_main()

    def _read(self, mapping: Mapping[str, str | None] | None, sheet: str | None, then: int = COLUMNS) -> None:
        path = Path(self.form.value("path")).expanduser()
        imports = self.page.desk.office.imports

        def read(progress: Progress) -> tuple[ReadFile, StaffPreview | None]:
            progress.report(-1.0)
            file = imports.read(path, None, mapping, sheet)
            progress.report(-1.0)  # what was read after Cancel is dropped
            return file, imports.staff(path, file) if file.kind is Kind.STAFF else None

        self.long_work(tr("Reading the file"), read, lambda found: self._was_read(found, then), self._was_not_read)

    def _was_read(self, found: tuple[ReadFile, StaffPreview | None], then: int) -> None:
        file, preview = found
        if file.kind is Kind.PUPILS:
            self.messages.warn(
                tr("This is a list of pupils. Nothing was changed. Bring it in on the page “Photo permissions”.")
            )
            self._go(CHOOSE)
            return
        if preview is None:
            message = self.messages.warn(
                tr(
                    "This is a list of passwords and not of staff. Nothing was changed. Bring it in on the page “Accounts”."
                )
            )
            message.offer(tr("Go to Accounts"), self._to_accounts)
            self._go(CHOOSE)
            return
        self._file, self._preview = file, preview
        self.columns.show_columns(file.guesses, file.sheets, file.sheet)
        self.rows_step.show_preview(preview, self._book, self._kept_lines())
        step, self._resuming = self._step_wanted(then), False
        self._go(step)
        if step == DUTIES:
            self._show_duties()

    def _step_wanted(self, then: int) -> int:
        with suppress(ValueError):
            return int(self.form.value("step")) if self._resuming else then
        return then

    def _was_not_read(self, error: Exception) -> None:
        self._resuming = False
        if isinstance(error, CancelledError):
            self.messages.inform(error.sentence)
            return
        self.messages.stop(sentence_of(error))
        guesses = getattr(error, "guesses", ())
        if isinstance(error, OfficeError) and error.key in _UNNAMED and guesses:
            self._file = None
            self.columns.show_columns(guesses)
            self._go(COLUMNS)

    def _to_accounts(self) -> None:
        self.form.saved()
        self.reject()
        self.page.desk.go(Target("accounts"))

    def _columns_changed(self) -> None:
        if self.columns.other_sheet is not None:
            self.messages.clear()
            self.form.set_value("sheet", self.columns.other_sheet)
            self._read(None, self.columns.other_sheet)
            return
        self.form.set_value("columns", json.dumps(dict(self.columns.mapping)))

    def _after_columns(self) -> None:
        if self._file is not None and not self.columns.corrected:
            self._go(ROWS)
            return
        self.form.set_value("unticked", "")
        self.form.set_value("duties", "")
        self._read(self.columns.mapping, self.columns.chosen_sheet, ROWS)

    def _kept_columns(self) -> dict[str, str | None] | None:
        with suppress(ValueError):
            kept = json.loads(self.form.value("columns") or "null")
            if isinstance(kept, dict):
                return {str(heading): str(field) if field else None for heading, field in kept.items()}
        return None

    # Ticks and duties

    def _kept_lines(self) -> list[int] | None:
        with suppress(ValueError):
            kept = json.loads(self.form.value("unticked") or "null")
            return [int(line) for line in kept] if isinstance(kept, list) else None
        return None

    def _ticked(self) -> None:
        self.form.set_value("unticked", json.dumps(self.rows_step.unticked))
        self._name_main()

    def _offered(self) -> list[tuple[int, str, Duty]]:
        """What may be agreed to here: the duties that open passwords are the headteacher's to give."""
        if self._preview is None:
            return []
        offered = offered_duties(self._preview, self._book, self.rows_step.taken)
        return [one for one in offered if self._book.rights.confirm or one[2] not in OPENS_PASSWORDS]

    def _show_duties(self) -> None:
        titles, offered, kept = self._book.titles, self._offered(), self.form.value("duties")
        self.duties.set_items([(f"{line}|{d.value}", name, titles[d]) for line, name, d in offered], ticked=True)
        with suppress(ValueError):
            ticked = json.loads(kept) if kept else None
            for line, _name, duty in offered:
                key = f"{line}|{duty.value}"
                self.duties.tick(key, key in ticked if isinstance(ticked, list) else duty not in OPENS_PASSWORDS)
        opens = list_text([titles[duty] for duty in OPENS_PASSWORDS])
        self.duty_words.setText(
            tr("Untick what is not so. {duties} open passwords, so tick these yourself.", duties=opens)
            if self._book.rights.confirm
            else tr("Untick what is not so. {duties} are given by the headteacher, not from a list.", duties=opens)
        )
        self._go(DUTIES)

    def _duties_changed(self) -> None:
        if self.steps.currentIndex() == DUTIES:
            self.form.set_value("duties", json.dumps(self.duties.ticked()))

    def _agreed(self) -> dict[int, list[Duty]]:
        agreed: dict[int, list[Duty]] = {}
        for key in self.duties.ticked() if self._offered() else []:
            line, _, duty = key.partition("|")
            agreed.setdefault(int(line), []).append(Duty(duty))
        return agreed

    # Agreed

    def _bring_in(self) -> None:
        file, preview = self._file, self._preview
        if file is None or preview is None:
            return
        lines, agreed, office = self.rows_step.taken, self._agreed(), self.page.desk.office

        def bring(progress: Progress) -> Brought:
            progress.report(-1.0)
            office.imports.remember_columns(file)  # first: harmless where nobody is brought in after all
            return office.imports.bring_in_staff(preview, lines, agreed)

        self.long_work(tr("Bringing in"), bring, lambda brought: self._done(brought, agreed), self._was_not_read)

    def _done(self, brought: Brought, agreed: Mapping[int, list[Duty]]) -> None:
        self.form.saved()
        given = sum(len(duties) for duties in agreed.values())
        self.outcome.setText(f"{State.GOOD.sign} {brought_words(brought)}")
        parts = [ntr("{count} duty is recorded from today.", "{count} duties are recorded from today.", given)]
        parts.append(tr("Next: make a sign-in for those who work with this program; most colleagues never need one."))
        self.outcome_next.setText(" ".join(parts if given else parts[1:]))
        self._go(RESULT)
        self._brought(brought)


def brought_words(brought: Brought) -> str:
    """What an import did, in one sentence."""
    said = [ntr("{count} new person", "{count} new people", brought.new)] if brought.new else []
    if brought.changed:
        said.append(ntr("{count} brought up to date", "{count} brought up to date", brought.changed))
    if brought.left:
        said.append(ntr("{count} line left out", "{count} lines left out", brought.left))
    return tr("Brought in: {what}.", what=", ".join(said) or tr("nothing"))
