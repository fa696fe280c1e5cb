"""Every document the program can print, for whom it is, when it was printed last, and a preview of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.ui.common.background import Progress
from schoolsm_desktop.ui.common.code_sheet_dialog import CodeSheetDialog
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State

from .documents import PURPOSE_WORDS, RECOVERY_SHEET, Document, documents, make
from .pack_dialog import PackDialog
from .purpose_bar import ALL, DUE, PurposeBar
from .which_dialog import WhichDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.last_out import LastOut
    from schoolsm_desktop.services.printed_shelf import PaperChoice
    from schoolsm_desktop.services.printing import NewRecoverySheet, Printed
    from schoolsm_desktop.services.term_pack import PackView

PACK = "term-pack"
LONG_MS = 500
CHOSEN, PURPOSE = "reports-chosen", "reports-purpose"
"""What each document was made of last, and the purpose that was listed last: kept for each person."""


@dataclass(frozen=True, slots=True)
class Line:
    """One document as it stands: when it went out last and by whom, what it can be made of, why it is due."""

    document: Document
    state: str
    choices: tuple[PaperChoice, ...]
    by: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """Everything the part shows."""

    lines: tuple[Line, ...]
    pack: PackView


class DocumentsPart(Part):
    """Choose a document; it opens in a preview, from where it is printed or saved.

    An act is a document's key; its record, where it has one, is what the document is made of.
    """

    ACTS = frozenset({PACK, *(document.key for document in documents())})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        teaching = Teaching(
            tr("Nothing to print for you"), tr("The lists of the school are printed by the office and the coordinator.")
        )
        self.pack_button = self.add_button(tr("Pack of the term…"), lambda: self.begin(PACK, ""))
        self.purposes = PurposeBar(self)
        self.purposes.chosen.connect(self._list_purpose)
        self.list: ListPane[Line] = ListPane(
            "reports",
            _columns(),
            page.desk.views,
            teaching,
            name=tr("Documents"),
            identity=lambda line: line.document.key,
            find=_find,
            two_line=True,
        )
        self.list.pressed_button.connect(lambda line, _key: self._begin(line))
        self.list.opened.connect(lambda line, _key: self._begin(line))
        self._lines: tuple[Line, ...] = ()
        self._pack: PackView | None = None
        self._purpose = str(page.desk.views.get(PURPOSE).get("key", ALL))
        self.column.addWidget(self.purposes)
        self.column.addWidget(self.list, 1)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"which": self._which, PACK: self._pack_dialog}

    def reload(self) -> None:
        self.read(self._read, self._show)

    def begin(self, act: str, record: str) -> None:
        self.when_ready(lambda: self._begin_act(act, record))

    def _begin_act(self, act: str, record: str) -> None:
        if act == PACK:
            if self._pack is not None and self._pack.choices:
                self.page.open_dialog(PACK)
            else:
                self.page.messages.inform(tr("There is nothing in the pack of the term that is printed by you."))
            return
        line = next((one for one in self._lines if one.document.key == act), None)
        if line is not None and record:
            self._make(line.document, record)
        elif line is not None:
            self._begin(line)

    def _read(self) -> DocumentsView:
        """What the person may print. On the worker: the first document imports what draws it."""
        office = self.page.desk.office
        shelf = office.printing.shelf()
        offered = [
            each
            for each in documents()
            if each.key not in shelf.not_asked and (each.needs is None or office.may(each.needs))
        ]
        due = {one.key: one.why for one in office.printing.due(shelf, [each.key for each in offered])}
        lines = [_line(each, shelf.last.get(each.key), shelf.choices.get(each.key, ()), due) for each in offered]
        lines.sort(key=lambda line: not line.due)  # what is to be printed stands on top, the rest by purpose
        return DocumentsView(tuple(lines), office.term_pack.view())

    def _show(self, view: DocumentsView) -> None:
        self._lines, self._pack = view.lines, view.pack
        self.pack_button.setVisible(bool(view.pack.choices))
        counts = Counter(line.document.purpose.value for line in view.lines)
        counts[ALL], counts[DUE] = len(view.lines), len([line for line in view.lines if line.due])
        self._purpose = self.purposes.show_counts(counts, self._purpose)
        self._show_lines()

    def _list_purpose(self, key: str) -> None:
        self._purpose = key
        self.page.desk.views.put(PURPOSE, {"key": key})
        self._show_lines()

    def _show_lines(self) -> None:
        wanted = self._purpose
        self.list.set_rows(
            [
                line
                for line in self._lines
                if wanted == ALL or (wanted == DUE and line.due) or line.document.purpose == wanted
            ]
        )

    def _begin(self, line: Line) -> None:
        """Make what is of everything or of one thing only; ask where there is a choice."""
        document = line.document
        if document.key == RECOVERY_SHEET:
            self.page.work(self._sheet, self._new_sheet)
        elif not document.which:
            self._make(document, "")
        elif not line.choices:
            self.page.messages.inform(document.none_yet)
        elif len(line.choices) == 1:
            self._make(document, line.choices[0].id)
        else:
            self.page.open_dialog("which", document.key)

    def _pack_dialog(self, _record: str) -> PackDialog:
        if self._pack is None:
            raise LookupError("the pack was not read yet")
        return PackDialog(self.page, self._pack)

    def _which(self, key: str) -> WhichDialog:
        line = next((one for one in self._lines if one.document.key == key), None)
        if line is None or not line.choices:
            raise LookupError("there is nothing to choose from any more")
        last = str(self.page.desk.views.get(CHOSEN).get(key, ""))

        def chosen(which: str) -> None:
            self.page.desk.views.put(CHOSEN, {**self.page.desk.views.get(CHOSEN), key: which})
            self._make(line.document, which)

        return WhichDialog(self.page, line.document, line.choices, last, chosen)

    def _make(self, document: Document, which: str) -> None:
        """Behind the progress line: a list of a whole trust takes its time, and can be called off."""
        printing = self.page.desk.office.printing

        def made(progress: Progress) -> Printed:
            printed = make(printing, document.key, which)
            progress.report(1.0)  # called off meanwhile: it is not shown
            return printed

        self.page.long_work(tr("Making {title}", title=document.title), made, self.page.desk.preview, after_ms=LONG_MS)

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


def _line(document: Document, last: LastOut | None, choices: tuple[PaperChoice, ...], due: Mapping[str, str]) -> Line:
    why = due.get(document.key, "")
    if last is None:
        return Line(document, tr("Not printed yet") if document.needs is not None else "", choices, due=why)
    day = day_text(last.on)
    state = tr("Saved {day}", day=day) if last.as_file else tr("Printed {day}", day=day)
    return Line(document, state, choices, tr("by {name}", name=last.by), why)


def _find(line: Line) -> str:
    document = line.document
    return f"{document.title} {document.carries} {document.for_whom} {tr(PURPOSE_WORDS[document.purpose])}"


def _choice_words(line: Line) -> str:
    """How many there are to choose from; nothing for a document of everything."""
    if not line.document.which:
        return ""
    return (
        ntr("{count} to choose from", "{count} to choose from", len(line.choices)) if line.choices else tr("None yet")
    )


def _detail(line: Line) -> str:
    return line.due or line.by or (_choice_words(line) if line.state else "")


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
        Column(
            "state",
            tr("State"),
            lambda line: tr("To be printed") if line.due else line.state or _choice_words(line),
            sort=lambda line: (not line.due, line.state),
            state=lambda line: State.UNKNOWN if line.due else None,  # calm: on the first morning nearly all are
            signed=False,
            detail=_detail,
            width=290,  # so that a long line leaves room for what the document is
        ),
        Column(
            "for",
            tr("For"),
            lambda line: line.document.for_whom,
            detail=lambda line: tr(PURPOSE_WORDS[line.document.purpose]),
        ),
    )
