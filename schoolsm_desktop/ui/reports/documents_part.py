"""Every document the program can print, for whom it is, when it was printed last, and a preview of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.ui.common.code_sheet_dialog import CodeSheetDialog
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage

from .documents import RECOVERY_SHEET, Document, documents, make
from .which_dialog import WhichDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.printed_shelf import PaperChoice
    from schoolsm_desktop.services.printing import NewRecoverySheet


@dataclass(frozen=True, slots=True)
class Line:
    """One document as it stands: when it was printed last, and what it can be made of."""

    document: Document
    state: str
    choices: tuple[PaperChoice, ...]


class DocumentsPart(Part):
    """Choose a document; it opens in a preview, from where it is printed or saved.

    An act is a document's key; its record, where it has one, is what the document is made of.
    """

    ACTS = frozenset(document.key for document in documents())

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        teaching = Teaching(
            tr("Nothing to print for you"), tr("The lists of the school are printed by the office and the coordinator.")
        )
        self.list: ListPane[Line] = ListPane(
            "reports",
            _columns(),
            page.desk.views,
            teaching,
            name=tr("Documents"),
            identity=lambda line: line.document.key,
            two_line=True,
            filtered=False,
        )
        self.list.pressed_button.connect(lambda line, _key: self._begin(line))
        self.list.opened.connect(lambda line, _key: self._begin(line))
        self._lines: tuple[Line, ...] = ()
        self.column.addWidget(self.list, 1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"which": self._which}

    def reload(self) -> None:
        self.read(self._read, self._show)

    def begin(self, act: str, record: str) -> None:
        line = next((one for one in self._lines if one.document.key == act), None)
        if line is not None and record:
            self._make(act, record)
        elif line is not None:
            self._begin(line)

    def _read(self) -> tuple[Line, ...]:
        """What the person may print. On the worker: the first document imports what draws it."""
        office = self.page.desk.office
        shelf = office.printing.shelf()
        return tuple(
            Line(each, _state(each, shelf.printed_on.get(each.key)), shelf.choices.get(each.key, ()))
            for each in documents()
            if each.key not in shelf.not_asked and (each.needs is None or office.may(each.needs))
        )

    def _show(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        self.list.set_rows(lines)

    def _begin(self, line: Line) -> None:
        """Make what is of everything or of one thing only; ask where there is a choice."""
        document = line.document
        if document.key == RECOVERY_SHEET:
            self.page.work(self._sheet, self._new_sheet)
        elif not document.which:
            self._make(document.key, "")
        elif not line.choices:
            self.page.messages.inform(document.none_yet)
        elif len(line.choices) == 1:
            self._make(document.key, line.choices[0].id)
        else:
            self.page.open_dialog("which", document.key)

    def _which(self, key: str) -> WhichDialog:
        line = next(one for one in self._lines if one.document.key == key)
        return WhichDialog(self.page, line.document, line.choices, lambda which: self._make(key, which))

    def _make(self, key: str, which: str) -> None:
        self.page.work(lambda: make(self.page.desk.office.printing, key, which), self.page.desk.preview)

    def _sheet(self) -> NewRecoverySheet:
        return self.page.desk.office.printing.recovery_sheet()

    def _new_sheet(self, sheet: NewRecoverySheet) -> None:
        CodeSheetDialog(
            self.page,
            sheet,
            title=tr("New recovery sheet"),
            sentence=tr("The sheet in the safe stays good until this one is in force; then it opens nothing any more."),
            put_in_force=lambda: self.page.desk.office.printing.put_in_force(sheet),
            done=self._in_force,
        ).open()

    def _in_force(self) -> None:
        self.page.messages.good(
            tr("The new recovery sheet is in force. Destroy the old one and put this one into the safe.")
        )


def _state(document: Document, printed_on: date | None) -> str:
    if printed_on is not None:
        return tr("Printed {day}", day=day_text(printed_on))
    return tr("Not printed yet") if document.needs is not None else ""


def _choice_words(line: Line) -> str:
    """How many there are to choose from; nothing for a document of everything."""
    if not line.document.which:
        return ""
    return (
        ntr("{count} to choose from", "{count} to choose from", len(line.choices)) if line.choices else tr("None yet")
    )


def _detail(line: Line) -> str:
    return _choice_words(line) if line.state else ""


def _columns() -> tuple[Column[Line], ...]:
    """The button stands next to the name: with large type the rest is scrolled to."""
    return (
        Column(
            "title",
            tr("Document"),
            lambda line: line.document.title,
            detail=lambda line: line.document.carries,
            bold=True,
            grow=True,
        ),
        Column(
            "go",
            tr("Make it"),
            lambda line: tr("New sheet…") if line.document.key == RECOVERY_SHEET else tr("Print…"),
            look=Look.BUTTON,
        ),
        Column("state", tr("State"), lambda line: line.state or _choice_words(line), detail=_detail),
        Column("for", tr("For"), lambda line: line.document.for_whom),
    )
