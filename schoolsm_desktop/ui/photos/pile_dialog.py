"""A scanned pile: choose the file, look at what each page is, name what could not be read, and keep it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.scanned_pile import PaperIs, ReadPile, SortedPage, SortedPile
from schoolsm_desktop.ui.common.background import CancelledError, sentence_of
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.file_drop import FileDrop
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px

from .form_words import page_columns


class PileDialog(FormDialog):
    """Two steps in one dialog. The path and the numbers that were typed survive a lock; nothing is kept before “Sort it”."""

    def __init__(self, page: Page, sorted_: Callable[[ReadPile, SortedPile], object]) -> None:
        super().__init__(
            page,
            tr("Sort a scanned pile"),
            tr("Read the pile"),
            self._next,
            sentence=tr(
                "A square on each paper says whose it is. What is ticked on it you type yourself, with the page beside."
            ),
            wide=True,
        )
        self._sorted, self._path = sorted_, ""
        self._pile: ReadPile | None = None
        form = self.form
        self.drop = FileDrop(
            tr("Drop the scan of the pile here: one PDF, or a picture of one form."),
            tr("Scans (*.pdf *.png *.jpg *.jpeg)"),
            form,
        )
        self.drop.chosen.connect(self.take_file)
        form.add_widget(self.drop)
        form.add_line("path", tr("File"), needed=True, longest=2000)
        form.add_line("named", tr("Whose pages they are"), longest=1_000_000)  # what comes back after a lock
        form.field("named").setVisible(False)
        self._add_pages()
        form.saved()
        self._show_pile(None)

    def _add_pages(self) -> None:
        self.pages: ListPane[SortedPage] = ListPane(
            "pile-pages",
            page_columns(),
            self.page.desk.views,
            Teaching(tr("No page was read"), tr("Choose the scan of a pile.")),
            name=tr("Pages of the pile"),
            identity=lambda x: x.number,
            two_line=True,
            filtered=False,
            parent=self,
        )
        self.pages.setMinimumHeight(px(240))
        self.pages.picked.connect(lambda row, _key: self._picked(row))
        self.pages.opened.connect(lambda row, _key: self._look(row))
        self.form.add_widget(self.pages)
        self.look = QPushButton(tr("Look at the page"), self.form)
        self.look.setAutoDefault(False)
        self.look.clicked.connect(lambda _on=False: self._look(self.pages.current()))
        self.form.add_widget(self.look)
        self.form.add_line("code", tr("The number under the square"), hint=tr("Twelve signs in groups of four."))
        self.name = QPushButton(tr("Name this page"), self.form)
        self.name.setAutoDefault(False)
        self.name.clicked.connect(lambda _on=False: self._name())
        self.form.add_widget(self.name)
        self.form.add_tick(
            "keep",
            tr("Keep each form’s page in the records"),
            True,
            hint=tr("Then it can be looked at later, and the answers typed another day."),
        )

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self.form.value("path") and self._pile is None and self.form.value("named"):
            self._read()

    def reject(self) -> None:
        """While the pile is being read, Cancel stops that."""
        if self.running is not None:
            self.running.cancel()
            return
        super().reject()

    def take_file(self, path: Path) -> None:
        """Read this file."""
        self.form.set_value("path", str(path))
        self.form.set_value("named", "")
        self._pile = None
        self._next()

    def _next(self) -> None:
        self.messages.clear()
        if self._pile is None or self.form.value("path") != self._path:
            self._read()
        elif self.form.value("code"):  # Enter in that field presses the main button
            self._name()
        else:
            self._sort(self._pile)

    # Reading

    def _read(self) -> None:
        self._path = self.form.value("path")
        path, service = Path(self._path).expanduser(), self.page.desk.office.scanned_pile
        named: dict[str, str] = {}
        with suppress(ValueError):
            kept = json.loads(self.form.value("named") or "{}")
            named = {str(number): str(code) for number, code in kept.items()} if isinstance(kept, dict) else {}

        def read(progress: Any) -> ReadPile:
            pile = service.read(path, progress.report)
            for number, code in named.items():
                pile = service.name_page(pile, int(number), code)
            return pile

        self.long_work(tr("Reading the pile"), read, self._show_pile, self._not_read)

    def _not_read(self, error: Exception) -> None:
        self._show_pile(None)
        if isinstance(error, CancelledError):
            self.messages.inform(error.sentence)
        else:
            self.messages.stop(sentence_of(error))

    def _show_pile(self, pile: ReadPile | None) -> None:
        self._pile = pile
        there = pile is not None
        self.drop.setVisible(not there)
        self.form.field("path").setVisible(not there)
        for part in (self.pages, self.look, self.form.field("keep")):
            part.setVisible(there)
        self.main.setText(tr("Sort it") if there else tr("Read the pile"))
        if pile is None:
            self._picked(None)
            return
        self.pages.set_rows(pile.pages)
        self.sentence.setText(_count_words(pile))
        first = next((page for page in pile.pages if page.may_be_named), pile.pages[0] if pile.pages else None)
        if first is not None:
            self.pages.pick(first.number)
        self._picked(self.pages.current())

    # One page

    def _picked(self, page: SortedPage | None) -> None:
        may = page is not None and page.may_be_named and self._pile is not None
        self.form.field("code").setVisible(may)
        self.name.setVisible(may)
        self.look.setEnabled(page is not None and self._pile is not None and page.number in self._pile.pictures)

    def _look(self, page: SortedPage | None) -> None:
        if page is not None and self._pile is not None and page.number in self._pile.pictures:
            name = tr("Page {number}", number=page.number)
            ScanView(self, name, "image/jpeg", self._pile.pictures[page.number]).open()

    def _name(self) -> None:
        pile, page, typed = self._pile, self.pages.current(), self.form.value("code")
        if pile is None or page is None:
            return
        number = page.number

        def named(new: ReadPile) -> None:
            kept = json.loads(self.form.value("named") or "{}")
            self.form.set_value("named", json.dumps({**kept, str(number): typed}))
            self.form.set_value("code", "")
            self._show_pile(new)

        self.work(lambda: self.page.desk.office.scanned_pile.name_page(pile, number, typed), named)

    def _sort(self, pile: ReadPile) -> None:
        keep = self.form.ticked("keep")

        def done(result: SortedPile) -> None:
            self.form.saved()
            self.accept()
            self._sorted(pile, result)

        self.work(lambda: self.page.desk.office.scanned_pile.sort(pile, keep=keep), done)


def _count_words(pile: ReadPile) -> str:
    forms = pile.of(PaperIs.FORM)
    said = [ntr("{count} page", "{count} pages", len(pile.pages)), ntr("{count} form", "{count} forms", len(forms))]
    aside = len([page for page in pile.pages if page.paper not in (PaperIs.FORM, PaperIs.LIST, PaperIs.BLANK)])
    if aside:
        said.append(ntr("{count} to look at", "{count} to look at", aside))
    return " · ".join(said)
