"""The term dates: typed by the school, never built in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.parts import Part, PartedPage


class TermsPart(Part):
    """Every term with its half-term holiday."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._terms: tuple[Term, ...] = ()
        self._school_id: UUID | None = None
        teaching = Teaching(
            tr("No term dates yet"),
            tr("Reviews, reports and the week in the top bar are counted from them."),
            tr("Add a term…"),
            self._add,
        )
        self.list: ListPane[Term] = ListPane(
            "terms",
            _columns(),
            page.desk.views,
            teaching,
            name=tr("Terms"),
            identity=lambda term: term.id,
            filtered=False,
        )
        self.list.opened.connect(lambda term, _key: self._change(term))
        row = QHBoxLayout()
        self.add = QPushButton(tr("Add a term…"), self)
        self.add.clicked.connect(lambda _on=False: self._add())
        self.change = QPushButton(tr("Change…"), self)
        self.change.clicked.connect(lambda _on=False: self._change(self.list.current()))
        self.remove = QPushButton(tr("Remove"), self)
        self.remove.clicked.connect(lambda _on=False: self._remove(self.list.current()))
        for button in (self.add, self.change, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        self.list.picked.connect(lambda _row, _key: self._offer())
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row)
        self._may = False

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {"term": self._dialog}

    def reload(self) -> None:
        office = self.page.desk.office

        def read() -> tuple[tuple[Term, ...], UUID, bool]:
            return office.schools.terms(), office.schools.school().id, office.may(Action.EDIT_SCHOOL)

        self.page.work(read, self._show)

    def _show(self, read: tuple[tuple[Term, ...], UUID, bool]) -> None:
        self._terms, self._school_id, self._may = read
        self.list.set_rows(self._terms)
        self._offer()

    def _offer(self) -> None:
        self.add.setVisible(self._may)
        for button in (self.change, self.remove):
            button.setVisible(self._may)
            button.setEnabled(self.list.current() is not None)

    def _dialog(self, record: str) -> FormDialog:
        term = next((t for t in self._terms if str(t.id) == record), None)
        return TermDialog(self.page, self._terms, term, self._school_id or uuid4())

    def _add(self) -> None:
        self.page.open_dialog("term")

    def _change(self, term: Term | None) -> None:
        if term is not None and self._may:
            self.page.open_dialog("term", str(term.id))

    def _remove(self, term: Term | None) -> None:
        if term is None:
            return
        left = [t for t in self._terms if t.id != term.id]
        schools = self.page.desk.office.schools

        def put_back() -> None:
            self.page.work(lambda: schools.change_terms([*left, term]))

        def removed(_terms: tuple[Term, ...]) -> None:
            self.page.messages.inform(tr("{term} is removed.", term=term.name)).offer(tr("Put it back"), put_back)

        self.page.work(lambda: schools.change_terms(left), removed)


class TermDialog(FormDialog):
    """One term: its name, first and last day, and the half-term holiday."""

    def __init__(self, page: Page, terms: tuple[Term, ...], term: Term | None, school_id: UUID) -> None:
        super().__init__(page, tr("Term"), tr("Save"), self._save)
        self._terms, self._term, self._school_id = terms, term, school_id
        form = self.form
        form.add_line(
            "name", tr("Name"), term.name if term else "", needed=True, hint=tr("For example: Spring term 2027.")
        )
        form.add_day("starts", tr("First day"), term.starts if term else None, needed=True)
        form.add_day("ends", tr("Last day"), term.ends if term else None, needed=True)
        form.add_day("half_starts", tr("Half-term holiday from"), term.half_term_starts if term else None)
        form.add_day("half_ends", tr("Half-term holiday until"), term.half_term_ends if term else None)
        form.saved()

    def _save(self) -> None:
        form = self.form
        starts, ends = form.day("starts"), form.day("ends")
        if starts is None or ends is None:
            return
        term = Term(
            self._term.id if self._term else uuid4(),
            self._school_id,
            form.value("name"),
            starts,
            ends,
            form.day("half_starts"),
            form.day("half_ends"),
        )
        others = [t for t in self._terms if self._term is None or t.id != self._term.id]

        def saved(_terms: tuple[Term, ...]) -> None:
            self.page.messages.good(tr("{term} is saved.", term=term.name))
            self.accept()

        self.work(lambda: self.page.desk.office.schools.change_terms([*others, term]), saved, self._wrong)

    def _wrong(self, error: Exception) -> None:
        """The rule names a term and a day; this form has only the day."""
        if isinstance(error, FieldError):
            kind = error.field.partition(":")[0]
            self.form.show_error({"half": "half_starts"}.get(kind, kind), error.sentence)
        else:
            self.show_failure(error)


def _columns() -> tuple[Column[Term], ...]:
    return (
        Column("name", tr("Term"), lambda term: term.name, bold=True, grow=True),
        Column("starts", tr("First day"), lambda term: day_text(term.starts), sort=lambda term: term.starts),
        Column("ends", tr("Last day"), lambda term: day_text(term.ends), sort=lambda term: term.ends),
        Column("half", tr("Half-term holiday"), _half_term),
    )


def _half_term(term: Term) -> str:
    if term.half_term_starts is None:
        return "–"
    return tr("{first} to {last}", first=day_text(term.half_term_starts), last=day_text(term.half_term_ends))
