"""The documents of a pack on their way out: one after another to the printer, or each as a file into one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.saving import NotSavedError, save_document
from schoolsm_desktop.ui.common.background import Progress
from schoolsm_desktop.ui.common.pdf_pages import Pages
from schoolsm_desktop.ui.common.print_run import PrintRun, chosen_pages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from schoolsm_desktop.services.printing import Printed


class PackPrinting(QObject):
    """Each document is a job of its own, so that copies and two-sided printing keep them apart.

    `one_out` hears of each that is through; `ended` gets an empty text, or what went wrong: the rest is not printed.
    """

    def __init__(
        self,
        printer: QPrinter,
        documents: Sequence[Printed],
        progress: Progress,
        one_out: Callable[[Printed], None],
        ended: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._printer, self._documents, self._progress = printer, list(documents), progress
        self._one_out, self._ended = one_out, ended
        self._file = Path(printer.outputFileName()) if printer.outputFileName() else None
        self._at = 0
        self._pages: Pages | None = None

    def begin(self) -> None:
        """Begin with the first."""
        self._next()

    def _next(self) -> None:
        if self._at == len(self._documents):
            self._end("")
            return
        document = self._documents[self._at]
        self._pages = Pages(document.pdf)
        self._printer.setDocName(document.title)
        if self._file is not None:  # a printer that writes files would write one over the other
            self._printer.setOutputFileName(str(self._file.with_stem(f"{self._file.stem} {self._at + 1}")))
        chosen = chosen_pages(self._printer, len(self._pages), 0)
        PrintRun(self._printer, self._pages, chosen, self._progress, self._through, self).begin()

    def _through(self, wrong: str) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        if wrong:
            self._end(wrong)
            return
        self._one_out(self._documents[self._at])
        self._at += 1
        self._next()

    def _end(self, wrong: str) -> None:
        self._ended(wrong)
        self.deleteLater()


@dataclass(frozen=True, slots=True)
class OneFile:
    """One file to write: of which document, `pdf` or `xlsx`, where, and what."""

    document: Printed
    kind: str
    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """What was written, what was not and why, by the file's name, and whether it was stopped on the way."""

    saved: tuple[OneFile, ...]
    wrong: Mapping[str, str]
    stopped: bool = False


def files_of(folder: Path, documents: Sequence[Printed]) -> list[OneFile]:
    """What is written: of each document its PDF and, where it has one, its table. Never what must not be a file."""
    files: list[OneFile] = []
    taken: set[str] = set()
    for document in documents:
        name, number = document.file_name, 1
        while name.casefold() in taken:  # two reports of one title
            number += 1
            name = f"{document.file_name} ({number})"
        taken.add(name.casefold())
        if document.may_save:
            files.append(OneFile(document, "pdf", folder / f"{name}.pdf", document.pdf))
            if document.table is not None:
                files.append(OneFile(document, "xlsx", folder / f"{name}.xlsx", document.table))
    return files


def save_files(files: Sequence[OneFile], progress: Progress) -> SavedFiles:
    """On the worker: write one after another. One that cannot be written is named and the rest go on."""
    saved, wrong = [], {}
    for at, one in enumerate(files):
        if progress.cancelled:
            break
        progress.said.emit(at / len(files), tr("file {number} of {count}", number=at + 1, count=len(files)))
        try:
            save_document(one.path, one.data)
            saved.append(one)
        except NotSavedError as problem:
            wrong[one.path.name] = problem.sentence
    return SavedFiles(tuple(saved), wrong, stopped=progress.cancelled)
