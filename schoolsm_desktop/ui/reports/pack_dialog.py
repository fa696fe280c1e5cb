"""The term's pack: choose its documents, make them one after another, look at each, print or save them all."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QPushButton

from schoolsm_desktop.domain.term_pack import PackChoice
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.background import CancelledError, Progress, sentence_of
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.print_run import choose_printer, no_printer_words, printers_there
from schoolsm_desktop.ui.pages import Page

from .documents import documents, make
from .pack_out import OneFile, PackPrinting, SavedFiles, files_of, save_files
from .pack_rows import PackRows, Stage

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from schoolsm_desktop.services.printing import Printed
    from schoolsm_desktop.services.term_pack import PackView


class PackDialog(FormDialog):
    """First a checklist; once they are made, the same lines with what became of each. Nothing is printed unasked."""

    def __init__(self, page: Page, view: PackView) -> None:
        super().__init__(
            page,
            tr("Pack of the term: {term}", term=view.term),
            tr("Make them"),
            self._begin,
            sentence=tr(
                "What is printed together once a term. They are made one after another; "
                "you can look at the first while the rest are made."
            ),
            wide=True,
        )
        titles = {document.key: document.title for document in documents()}
        offered = [(choice, titles[choice.key]) for choice in view.choices if choice.key in titles]
        self.pack = PackRows(offered, self._look, self.form)
        self.form.add_editor("pack", tr("Documents of the pack"), self.pack)
        self.save_all = QPushButton(tr("Save all into a folder…"), self)
        self.save_all.setAutoDefault(False)
        self.save_all.setVisible(False)
        self.save_all.clicked.connect(lambda _on=False: self._choose_folder())
        self._titles = titles
        self._waiting: list[PackChoice] = []
        self._whole = 0
        self.made: dict[str, Printed] = {}
        self._place_save_all()
        self.form.saved()

    def reject(self) -> None:
        """While they are made, printed or saved, the first press stops that."""
        if self.running is not None:
            self.running.cancel()
            return
        super().reject()

    def rest(self, on: bool) -> None:
        super().rest(on)
        self.save_all.setEnabled(not on)

    # Making

    def _begin(self) -> None:
        chosen = self.pack.ticked()
        if not chosen:
            self.messages.stop(tr("No document is ticked. Tick those that you want to make."))
            return
        self.form.saved()
        self.pack.rest()
        self._waiting, self._whole = list(chosen), len(chosen)
        self.running = self.progress.begin(tr("Making the pack"))
        self.rest(True)
        self._make_next(self.running)

    def _make_next(self, progress: Progress) -> None:
        if not self._waiting or progress.cancelled:
            self._all_made()
            return
        choice = self._waiting.pop(0)
        self.pack.rows[choice.key].show_stage(Stage.MAKING)
        at = self._whole - len(self._waiting)
        progress.said.emit((at - 1) / self._whole, tr("{number} of {count}", number=at, count=self._whole))
        printing = self.page.desk.office.printing

        def made(document: Printed) -> None:
            self.made[choice.key] = document
            self.pack.rows[choice.key].show_stage(Stage.READY)
            self._make_next(progress)

        def failed(error: Exception) -> None:
            self.pack.rows[choice.key].show_stage(Stage.FAILED, sentence_of(error))
            self._make_next(progress)

        self.page.desk.background.run(
            lambda: make(printing, choice.key, choice.which), made, failed, owner=self, progress=progress
        )

    def _all_made(self) -> None:
        for choice in self._waiting:
            self.pack.rows[choice.key].show_stage(Stage.LEFT, tr("Not made: it was stopped before."))
        self._waiting = []
        self._ended()
        asked, there = self._whole, len(self.made)
        if there == asked:
            self.messages.good(ntr("{count} document is ready.", "{count} documents are ready.", there))
        else:
            self.messages.warn(
                tr("{there} of {asked} documents are ready. The lines below say what is missing, and why.",
                   there=there, asked=asked)
            )  # fmt: skip
        self._act = self._print_all
        self.main.setText(tr("Print all…"))
        self.main.setEnabled(bool(self.made))
        self.main.setFocus()
        self.save_all.setVisible(bool(self.made))
        self.cancel.setText(tr("Close"))

    def _look(self, key: str) -> None:
        self.page.desk.preview(self.made[key])

    # Out

    def _print_all(self) -> None:
        if not printers_there():
            message = self.messages.stop(no_printer_words(may_save=True))
            message.offer(tr("Save all into a folder…"), self._choose_folder)
            return
        choose_printer(self, self.windowTitle(), 1, to_file=True, then=self.print_to)

    def print_to(self, printer: QPrinter) -> None:
        """Print every document that was made, each as a job of its own."""
        self.running = self.progress.begin(tr("Printing the pack"))
        self.rest(True)
        PackPrinting(
            printer, list(self.made.values()), self.running, self._one_printed, self._all_printed, self
        ).begin()

    def _one_printed(self, document: Printed) -> None:
        printing = self.page.desk.office.printing
        self.page.work(lambda: printing.was_printed(document))
        self._row_of(document)

    def _all_printed(self, wrong: str) -> None:
        self._ended()
        if wrong:
            self.messages.stop(wrong)
        else:
            self.messages.good(
                ntr("{count} document was sent to the printer.", "{count} documents were sent to the printer.",
                    len(self.made))
            )  # fmt: skip

    def _choose_folder(self) -> None:
        papers = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Choose a folder"), papers or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.save_into(Path(path)))
        dialog.open()

    def save_into(self, folder: Path) -> None:
        """Save every document that was made into `folder`; asks before it writes over what is there."""
        files = files_of(folder, list(self.made.values()))
        there = len([one for one in files if one.path.exists()])
        if not there:
            self._save(files)
            return
        confirm.ask(
            self,
            title=ntr(
                "{count} file of these names is there already", "{count} files of these names are there already", there
            ),
            consequence=tr("They are replaced by what was made now."),
            action=tr("Replace"),
            yes=partial(self._save, files),
        )

    def _save(self, files: list[OneFile]) -> None:
        printing = self.page.desk.office.printing

        def save(progress: Progress) -> SavedFiles:
            done = save_files(files, progress)
            for one in done.saved:
                printing.was_saved(one.document, one.kind)
            return done

        def failed(error: Exception) -> None:
            if not isinstance(error, CancelledError):
                self.messages.stop(sentence_of(error))

        self.long_work(tr("Saving the pack"), save, self._all_saved, failed)

    def _all_saved(self, done: SavedFiles) -> None:
        for one in done.saved:
            self._row_of(one.document)
        if done.saved:
            name = done.saved[0].path.parent.name
            self.messages.good(
                ntr("{count} file was saved in “{folder}”.", "{count} files were saved in “{folder}”.",
                    len(done.saved), folder=name)
            )  # fmt: skip
        if done.stopped:
            self.messages.inform(tr("Stopped. What was not saved by then was left out."))
        for name, why in done.wrong.items():
            self.messages.stop(tr("{name}: {why}", name=name, why=why))

    # Inside

    def _ended(self) -> None:
        self.running = None
        self.progress.end()
        self.rest(False)

    def _row_of(self, document: Printed) -> None:
        for key, made in self.made.items():
            if made is document:
                self.pack.rows[key].show_stage(Stage.OUT)

    def _place_save_all(self) -> None:
        """Between Cancel and the main button, in their row."""
        column = self.layout()
        last = column.itemAt(column.count() - 1) if column is not None else None
        row = last.layout() if last is not None else None
        if row is not None:
            row.removeWidget(self.main)
            row.addWidget(self.save_all)
            row.addWidget(self.main)
