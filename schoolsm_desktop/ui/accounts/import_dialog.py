"""Bringing in passwords: choose the file, look at what it holds, agree, and be rid of the file afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.imports import Brought, Kind, PasswordPreview, ReadFile
from schoolsm_desktop.ui.accounts.entries_step import EntriesStep
from schoolsm_desktop.ui.accounts.import_words import FIELD_WORDS
from schoolsm_desktop.ui.accounts.result_step import ResultStep
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.background import CancelledError, Progress, sentence_of
from schoolsm_desktop.ui.common.column_boxes import ColumnBoxes
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.file_drop import FileDrop
from schoolsm_desktop.ui.theme import px

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart

T = TypeVar("T")
CHOOSE, COLUMNS, ENTRIES, RESULT = range(4)
_LOCKED: Final = ("password-needed", "wrong-password", "key-file")
_UNNAMED: Final = ("no-headings", "not-recognised", "mapping")


class ImportDialog(FormDialog):
    """One dialog of four steps. The file and the choices made survive a lock; the file's password never does."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        super().__init__(part.page, tr("Bring in passwords"), tr("Read the file"), self._next, wide=True)
        self._file: ReadFile | None = None
        self._asked_mapping: Mapping[str, str | None] | None = None
        self._add_fields()
        self.columns = ColumnBoxes(
            tr(
                "Say what each column holds. It is remembered for the next file with the same headings. "
                "A column of passwords is never shown."
            ),
            FIELD_WORDS,
            self,
            unshown="",
        )
        self.entries = EntriesStep(part.book.platforms, self)
        self.entries.changed.connect(self._chosen)
        self.entries.columns_wanted.connect(self._correct_columns)
        self.outcome = ResultStep(self)
        self.outcome.delete_wanted.connect(self._ask_delete)
        self.steps = QStackedWidget(self)
        self.steps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.rows.removeWidget(self.form)
        self.rows.takeAt(0)
        for step in (self._form_step(), self.columns, self.entries, self.outcome):
            self.steps.addWidget(step)
        self.rows.addWidget(self.steps, 1)
        self.back = QPushButton(tr("Back"), self)
        self.back.setAutoDefault(False)
        self.back.clicked.connect(lambda _on=False: self._go(CHOOSE))
        layout = self.layout()
        last = layout.itemAt(layout.count() - 1) if layout is not None else None
        buttons = last.layout() if last is not None else None
        if isinstance(buttons, QHBoxLayout):
            buttons.insertWidget(0, self.back)
        self._go(CHOOSE)

    # The file

    def take_file(self, path: Path) -> None:
        """Choose this file."""
        self.form.set_value("path", str(path))
        self._ask_password(False)
        self.messages.clear()
        self._next()

    def fit(self) -> None:
        """Wide enough for the entries, within the screen."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(1020), room.width() - px(40)), min(px(660), room.height() - px(40)))

    def reject(self) -> None:
        """While something runs, Cancel stops that; what was brought in needs no question."""
        if self.running is not None:
            self.running.cancel()
            return
        if self.steps.currentIndex() == RESULT:
            self.form.saved()
        super().reject()

    def _form_step(self) -> QWidget:
        step = QWidget(self)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        return step

    def _add_fields(self) -> None:
        form = self.form
        self.drop = FileDrop(
            tr(
                "Drop the file here. KeePass and KeePassXC, Bitwarden, Chrome, Edge, Firefox, Apple, or your own spreadsheet."
            ),
            tr("Password files (*.kdbx *.csv *.json *.xlsx *.txt);;All files (*)"),
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
        form.add_secret("password", tr("The file’s own password"))
        form.add_line("key_file", tr("Key file, if it has one"), longest=2000)
        self.key_button = QPushButton(tr("Choose a key file…"), form)
        self.key_button.clicked.connect(lambda _on=False: self._choose_key_file())
        form.add_widget(self.key_button)
        form.add_line("choices", tr("Choices"), longest=1_000_000)
        form.field("choices").setVisible(False)
        form.edited.connect(self._edited)
        self._ask_password(False)
        form.saved()

    def _ask_password(self, on: bool) -> None:
        for name in ("password", "key_file"):
            self.form.field(name).setVisible(on)
        self.key_button.setVisible(on)

    def _choose_key_file(self) -> None:
        chooser = QFileDialog(self, tr("Choose a key file"), str(Path(self.form.value("path")).parent))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda path: self.form.set_value("key_file", path))
        chooser.open()

    def _edited(self, name: str) -> None:
        if name == "path":
            self._ask_password(False)

    # From step to step

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.back.setVisible(step in (COLUMNS, ENTRIES))
        self.cancel.setVisible(step != RESULT)
        self.heading.setText(
            (
                tr("Bring in passwords"),
                tr("What the columns hold"),
                tr("Which of these are the school’s?"),
                tr("Brought in"),
            )[step]
        )
        self._name_main()

    def _name_main(self) -> None:
        step = self.steps.currentIndex()
        count = self.entries.taken
        self.main.setText(
            (
                tr("Read the file"),
                tr("Read with these columns"),
                ntr("Bring in {count} entry", "Bring in {count} entries", count),
                tr("Done"),
            )[step]
        )
        self.main.setEnabled(step != ENTRIES or count > 0)

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
            self._read(None, None)
        elif step == COLUMNS:
            self._read(
                self.columns.mapping if self.columns.corrected or self._file is None else None,
                self.columns.chosen_sheet,
            )
        elif step == ENTRIES:
            self._bring_in()
        else:
            self.form.saved()
            self.accept()

    def rest(self, on: bool) -> None:
        super().rest(on)
        self.back.setEnabled(not on)
        if not on:
            self._name_main()

    def _read(self, mapping: Mapping[str, str | None] | None, sheet: str | None) -> None:
        path = Path(self.form.value("path")).expanduser()
        shown = not self.form.field("password").isHidden()
        password = (self.form.value("password") or None) if shown else None
        key_text = self.form.value("key_file") if shown else ""
        key_file = Path(key_text).expanduser() if key_text else None
        imports = self.page.desk.office.imports
        self._asked_mapping = mapping

        def read(progress: Progress) -> tuple[ReadFile, PasswordPreview | None]:
            progress.report(-1.0)
            file = imports.read(path, password, mapping, sheet, key_file)
            progress.report(-1.0)  # what was read after Cancel is dropped
            if mapping is not None:
                imports.remember_columns(file)
            return file, imports.passwords(path, file) if file.kind is Kind.PASSWORDS else None

        self.long_work(tr("Reading the file"), read, self._was_read, self._was_not_read)

    def _was_read(self, found: tuple[ReadFile, PasswordPreview | None]) -> None:
        file, preview = found
        self._file = file
        if preview is None:
            staff = tr("This is a list of staff. Nothing was changed. Bring it in on the page “Policy and staff”.")
            pupils = tr("This is a list of pupils. Nothing was changed. Bring it in on the page “Photo permissions”.")
            self.messages.warn(pupils if file.kind is Kind.PUPILS else staff)
            self._go(CHOOSE)
            return
        self.entries.show_preview(preview, self.form.value("choices"))
        self._go(ENTRIES)

    def _was_not_read(self, error: Exception) -> None:
        key = error.key if isinstance(error, OfficeError) else ""
        guesses = getattr(error, "guesses", ())
        if isinstance(error, CancelledError):
            self.messages.inform(error.sentence)
        elif key in _LOCKED:
            self._go(CHOOSE)
            self._ask_password(True)
            if key == "password-needed":
                self.messages.inform(sentence_of(error))
                self.form.field("password").editor.setFocus()
            else:
                self.form.show_error("key_file" if key == "key-file" else "password", sentence_of(error))
        else:
            self.messages.stop(sentence_of(error))
            if key in _UNNAMED and guesses:
                self._file = None
                self.columns.show_columns(guesses)
                self._go(COLUMNS)

    def _correct_columns(self) -> None:
        if self._file is not None:
            self.columns.show_columns(self._file.guesses, self._file.sheets, self._file.sheet)
            self._go(COLUMNS)

    def _chosen(self) -> None:
        self.form.set_value("choices", self.entries.kept_choices())
        self._name_main()

    # Agreed

    def _bring_in(self) -> None:
        preview, chosen = self.entries.agreed()
        if any(not name.strip() for name in chosen.values()):
            self.messages.stop(tr("A ticked entry has no name. Give it one, or untick it. Nothing was brought in yet."))
            return
        apart = self.entries.apart.isChecked() and not self.entries.apart.isHidden()
        office = self.page.desk.office

        def bring(progress: Progress) -> Brought:
            brought = office.imports.bring_in_passwords(preview, chosen, apart, progress.report)
            office.secrets.refresh_health()
            return brought

        def done(brought: Brought) -> None:
            self.form.saved()
            self.outcome.show_result(brought, preview.path, sealed=preview.file.format.startswith("kdbx"))
            self._go(RESULT)

        self.long_work(tr("Bringing in"), bring, done, self._was_not_read)

    def _ask_delete(self) -> None:
        path = Path(self.form.value("path")).expanduser()
        confirm.ask(
            self,
            title=tr("Delete {file}?", file=path.name),
            consequence=tr(
                "The file goes for good, past the recycle bin. What was not ticked is then only where it was kept before. "
                "Copies in backups, in a synced folder, in e-mails or on the disk itself may stay."
            ),
            action=tr("Delete the file"),
            yes=lambda: self._delete(path),
        )

    def _delete(self, path: Path) -> None:
        self.work(
            lambda: self.page.desk.office.imports.delete_file(path), lambda _nothing: self.outcome.file_deleted(path)
        )
