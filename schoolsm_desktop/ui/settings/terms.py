"""The school year: terms and days without school as the school enters them, and the bank holidays of its nation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QPushButton

from schoolsm_desktop.domain.calendar import CLOSURE_WORDS, Closure, Term
from schoolsm_desktop.domain.people import School
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_days import FIRST_MONTH
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.school_days import YearView
from schoolsm_desktop.services.terms_file import Kept
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage

from .count_dialog import CountDialog
from .term_dialogs import ClosureDialog, TermDialog
from .terms_file_dialog import TermsFileDialog

WHAT = 250
T = TypeVar("T", Term, Closure)


@dataclass(frozen=True, slots=True)
class YearRow:
    """One line of a year: a term, its half-term holiday, days without school, or a bank holiday."""

    key: object
    kind: str
    name: str
    starts: date
    ends: date
    record: Term | Closure | None = None


@dataclass(frozen=True, slots=True)
class YearBook:
    """What the part shows, read at once."""

    years: tuple[YearView, ...]
    schools: tuple[School, ...]
    terms: tuple[Term, ...]
    closures: tuple[Closure, ...]
    may: bool


class TermsPart(Part):
    """One year of one school at a time."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._book: YearBook | None = None
        self._wanted_year = ""
        self.count = self.add_button(tr("Count school days…"), lambda: page.open_dialog("count-days"))
        self.bring_in = self.add_button(tr("Bring in term dates…"), lambda: page.open_dialog("terms-file"))
        self.close_days = self.add_button(tr("Add days without school…"), lambda: page.open_dialog("closure"))
        self.add = self.add_button(tr("Add a term…"), lambda: page.open_dialog("term"), main=True)
        self._add_choosers()
        self.list: ListPane[YearRow] = ListPane(
            "terms",
            _columns(),
            page.desk.views,
            Teaching(
                tr("No term dates yet"),
                tr("Reviews, reports and the week in the top bar are counted from them."),
                tr("Add a term…"),
                self._add_term,
            ),
            name=tr("Terms, days without school and bank holidays"),
            identity=lambda row: row.key,
            filtered=False,
        )
        self.list.opened.connect(lambda row, _key: self._change(row))
        self.list.picked.connect(lambda _row, _key: self._offer())
        self.column.addWidget(self.list, 1)
        self.sentence = words("", "quiet", self, wrap=True)
        self.column.addWidget(self.sentence)
        row = Flow()
        self.change = QPushButton(tr("Change…"), self)
        self.change.clicked.connect(lambda _on=False: self._change(self.list.current()))
        self.remove = QPushButton(tr("Remove"), self)
        self.remove.clicked.connect(lambda _on=False: self._remove(self.list.current()))
        for button in (self.change, self.remove):
            row.addWidget(button)
        self.column.addLayout(row)

    def _add_choosers(self) -> None:
        row = Flow(gap=12)
        self.year = QComboBox(self)
        self.year.setAccessibleName(tr("School year"))
        self.year.activated.connect(lambda _at: self._show_year())
        self.school = QComboBox(self)
        self.school.setAccessibleName(tr("School"))
        self.school.activated.connect(lambda _at: self.reload())
        for box in (self.year, self.school):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(20)
        row.addWidget(self.year)
        row.addWidget(self.school)
        self.column.addLayout(row)

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        page = self.page
        return {
            "term": lambda record: TermDialog(
                page, self._terms(), self._of(self._terms(), record), self._school_id(), self._saved_term
            ),
            "closure": lambda record: ClosureDialog(
                page, self._closures(), self._of(self._closures(), record), self._school_id(), self._saved_closure
            ),
            "terms-file": lambda _record: TermsFileDialog(page, self._school_id(), self._brought),
            "count-days": lambda _record: CountDialog(
                page, self._book.schools if self._book else (), self._school_id()
            ),
        }

    def reload(self) -> None:
        office, wanted = self.page.desk.office, self.school.currentData()

        def read() -> YearBook:
            schools = office.schools.schools()
            known = next((s.id for s in schools if str(s.id) == wanted), office.schools.school().id)
            return YearBook(
                office.school_days.years(known),
                schools,
                office.schools.terms(),
                office.school_days.closures(),
                office.may(Action.EDIT_SCHOOL),
            )

        self.read(read, self._show)

    def show_record(self, record: str) -> None:
        """Bring the term or the closed days with this id into view, in their year."""
        self.when_ready(lambda: self._pick(record))

    def _pick(self, record: str) -> None:
        book = self._book
        for year in book.years if book else ():
            found = next((row for row in _rows(year) if str(row.key) == record), None)
            if found is not None:
                self.year.setCurrentIndex(self.year.findData(year.year))
                self._show_year()
                self.list.pick(found.key)

    # What is shown

    def _show(self, book: YearBook) -> None:
        self._book = book
        shown = book.years[-1].school
        self.school.clear()
        for school in book.schools:
            self.school.addItem(school.name, str(school.id))
        self.school.setCurrentIndex(max(0, self.school.findData(str(shown.id))))
        self.school.setVisible(len(book.schools) > 1)
        wanted = self._wanted_year or self.year.currentData() or self._present_year()
        self._wanted_year = ""
        self.year.clear()
        for year in book.years:
            self.year.addItem(tr("School year {year}", year=year.year), year.year)
        at = self.year.findData(wanted)
        self.year.setCurrentIndex(at if at >= 0 else self.year.findData(self._present_year()))
        self._show_year()

    def _present_year(self) -> str:
        return next((year.year for year in self._book.years if year.is_present), "") if self._book else ""

    def _show_year(self) -> None:
        year = next((y for y in self._book.years if y.year == self.year.currentData()), None) if self._book else None
        if year is None:
            return
        self.list.set_rows(_rows(year) if year.terms or year.closures else ())
        self.sentence.setText(_sentence(year))
        self._offer()

    def _offer(self) -> None:
        may = self._book is not None and self._book.may
        for button in (self.add, self.close_days, self.bring_in):
            button.setVisible(may)
        row = self.list.current()
        for button in (self.change, self.remove):
            button.setVisible(may)
            button.setEnabled(row is not None and row.record is not None)

    # What is done

    def _add_term(self) -> None:
        self.page.open_dialog("term")

    def _change(self, row: YearRow | None) -> None:
        if row is not None and row.record is not None and self._book is not None and self._book.may:
            self.page.open_dialog("term" if isinstance(row.record, Term) else "closure", str(row.record.id))

    def _remove(self, row: YearRow | None) -> None:
        if row is None or row.record is None:
            return
        gone = row.record
        office = self.page.desk.office
        if isinstance(gone, Term):
            terms = [t for t in self._terms() if t.id != gone.id]
            self._removed(
                gone.name,
                lambda: office.schools.change_terms(terms),
                lambda: office.schools.change_terms([*terms, gone]),
            )
        else:
            left = [c for c in self._closures() if c.id != gone.id]
            change = office.school_days.change_closures
            self._removed(gone.name, lambda: change(left), lambda: change([*left, gone]))

    def _removed(self, name: str, remove: Callable[[], object], put_back: Callable[[], object]) -> None:
        def said(_done: object) -> None:
            message = self.page.messages.inform(tr("{name} is removed.", name=name))
            message.offer(tr("Put it back"), lambda: self.page.work(put_back))

        self.page.work(remove, said)

    def _saved_term(self, term: Term) -> None:
        self._to_year_of(term.starts)
        self.page.messages.good(tr("{term} is saved.", term=term.name))

    def _saved_closure(self, closure: Closure) -> None:
        self._to_year_of(closure.starts)
        self.page.messages.good(tr("{name} is saved.", name=closure.name))

    def _brought(self, kept: Kept, first: date | None) -> None:
        if first is not None:
            self._to_year_of(first)
        terms = ntr("{count} term", "{count} terms", kept.terms)
        closures = ntr("{count} entry of days without school", "{count} entries of days without school", kept.closures)
        said = tr("Brought in: {terms} and {closures}.", terms=terms, closures=closures)
        known = ntr("{count} stood here already.", "{count} stood here already.", kept.known)
        self.page.messages.good(tr("{said} {known}", said=said, known=known) if kept.known else said)

    def _to_year_of(self, day: date) -> None:
        """After the next reading the year of `day` is shown."""
        first = day.year if day.month >= self._first_month() else day.year - 1
        self._wanted_year = f"{first}-{(first + 1) % 100:02d}"

    def _first_month(self) -> int:
        return FIRST_MONTH[self._book.years[-1].school.nation] if self._book else 9

    # What it stands on

    def _terms(self) -> tuple[Term, ...]:
        return self._book.terms if self._book else ()

    def _closures(self) -> tuple[Closure, ...]:
        return self._book.closures if self._book else ()

    def _school_id(self) -> UUID:
        if self._book is None:
            raise LookupError("the part has not been read")
        return self._book.years[-1].school.id

    @staticmethod
    def _of(records: Sequence[T], record: str) -> T | None:
        return next((each for each in records if str(each.id) == record), None)


def _rows(year: YearView) -> list[YearRow]:
    rows = [YearRow(t.id, tr("Term"), t.name, t.starts, t.ends, t) for t in year.terms]
    for t in year.terms:
        if t.half_term_starts is not None and t.half_term_ends is not None:
            name = tr("{term}, half-term holiday", term=t.name)
            rows.append(YearRow(f"{t.id}:half", tr("Half-term holiday"), name, t.half_term_starts, t.half_term_ends, t))
    rows += [YearRow(c.id, tr(CLOSURE_WORDS[c.kind]), c.name, c.starts, c.ends, c) for c in year.closures]
    rows += [YearRow(h.day.isoformat(), tr("Bank holiday"), h.name, h.day, h.day) for h in year.bank_holidays]
    return sorted(rows, key=lambda row: (row.starts, -row.ends.toordinal()))


def _sentence(year: YearView) -> str:
    if not year.terms:
        return tr("No term dates are entered for {year}. Bank holidays come with the program.", year=year.year)
    return ntr(
        "{count} school day in the terms entered for {year}. Bank holidays come with the program and are not stored.",
        "{count} school days in the terms entered for {year}. Bank holidays come with the program and are not stored.",
        year.school_days,
        year=year.year,
    )


def _columns() -> tuple[Column[YearRow], ...]:
    return (
        Column("name", tr("What"), lambda row: row.name, bold=True, grow=True, width=WHAT),
        Column("kind", tr("Kind"), lambda row: row.kind),
        Column("starts", tr("First day"), lambda row: day_text(row.starts), sort=lambda row: row.starts),
        Column("ends", tr("Last day"), lambda row: day_text(row.ends), sort=lambda row: row.ends),
    )
