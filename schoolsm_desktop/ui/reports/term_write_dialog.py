"""Writing into a termly report: opening words, what the board is asked, the action plan, a remark for Part 2.

The figures are not written: they come from the records. Names are warned of while one writes, and never stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.report_guard import NameGuard
from schoolsm_desktop.domain.term_reports import PlannedAction, ReportWords, TermReport
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.term_report_views import Suggestion, TermReportsView, TermReportView
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dates import day_typed
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.line_list import LineList, Values
from schoolsm_desktop.ui.common.what_follows import WhatFollows
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look

from .term_words import planned_words

LINE_FIELDS = ("what", "who", "until", "done_on")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the dialog needs, read on the worker before it opens."""

    view: TermReportView
    guard: NameGuard
    suggestions: tuple[Suggestion, ...]


class WriteReportDialog(FormDialog):
    """Everything that is typed stands in fields of the form, so that a lock keeps it, the lines of the plan too."""

    def __init__(self, page: Page, view: TermReportsView, ready: Desk, saved: Callable[[TermReport], object]) -> None:
        report = ready.view.line.report
        super().__init__(
            page,
            tr("Write the report: {term}", term=report.term),
            tr("Save"),
            self._save,
            sentence=tr("The figures come from the records. Write to the board in a few sentences, and name nobody."),
            wide=True,
        )
        self._report, self._ready, self._saved = report, ready, saved
        written = ready.view.words or ReportWords()
        form = self.form
        form.add_lines(
            "opening", tr("Opening words"), written.opening, lines=5, hint=tr("Part 1: what the term was like.")
        )
        form.add_lines("asked", tr("What the board is asked"), written.asked, lines=3)
        self.plan = LineList(tr("Action plan"), [_values(action) for action in written.plan], _said, _new_line)
        form.add_heading(tr("Action plan"))
        form.add_editor("plan", tr("Action plan"), self.plan)
        self.line = Form(form)
        self._loading = False
        self._add_line_fields(view)
        form.add_widget(self.line)
        self.offers = _Offers(ready.suggestions, self._take, form)
        form.add_widget(self.offers)
        form.add_lines(
            "confidential",
            tr("Remark for Part 2, confidential"),
            written.confidential,
            hint=tr("Only the board reads it. A name does not belong here either."),
        )
        self.names = self._add_names()
        self.finished.connect(self.line.end)
        self.line.edited.connect(self._typed)
        self.plan.picked.connect(self._show_line)
        form.edited.connect(lambda _name: self._look_for_names())
        self._show_line(self.plan.at)
        self._look_for_names()
        form.saved()

    def _add_names(self) -> WhatFollows:
        """Above the buttons, so that it is seen wherever one is typing."""
        said = tr("A termly report names nobody. Could these be names?")
        names = WhatFollows(self.page.desk.background, self, said)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, names)
        return names

    def _add_line_fields(self, view: TermReportsView) -> None:
        line = self.line
        line.add_line("what", tr("What is to be done"), longest=300)
        line.add_choice("who", tr("Who"), [("", tr("not said yet")), *((role, role) for role in view.roles)])
        line.add_line("until", tr("Until"), longest=40).setPlaceholderText(tr("day month year"))
        line.add_line("done_on", tr("Done on"), longest=40, hint=tr("Empty: not done yet.")).setPlaceholderText(
            tr("day month year")
        )

    def _show_line(self, at: int) -> None:
        """Load the fields of the line that is chosen; whatever is set here is no typing."""
        self.line.setVisible(at >= 0)
        if at < 0:
            return
        self._loading = True
        for name in LINE_FIELDS:
            self.line.set_value(name, str(self.plan.lines[at].get(name, "")))
        self.line.clear_errors()
        self._loading = False

    def _typed(self, name: str) -> None:
        if not self._loading:
            self.plan.put(name, self.line.value(name))

    def _take(self, suggestion: Suggestion) -> None:
        self.plan.take(_values(suggestion.action))

    def _look_for_names(self) -> None:
        written = self._words(lenient=True)
        self.names.ask(lambda: self._ready.guard.look_through(written))

    def _words(self, *, lenient: bool = False) -> ReportWords:
        """What stands in the fields. Raises FieldError for a day that cannot be read, unless `lenient`."""
        plan = []
        for at, values in enumerate(self.plan.lines):
            try:
                plan.append(_action(values))
            except FieldError:
                if not lenient:
                    self.plan.pick(at)
                    raise
                plan.append(PlannedAction(str(values["what"]), str(values["who"])))
        form = self.form
        return ReportWords(form.value("opening"), form.value("asked"), tuple(plan), form.value("confidential"))

    def _save(self) -> None:
        try:
            written = self._words()
        except FieldError as error:
            self.line.show_error(error.field, error.sentence)
            self.bring_into_view(self.line.field(error.field))
            return

        def saved(kept: TermReport) -> None:
            self._saved(kept)
            self.form.saved()
            self.accept()

        self.work(lambda: self.page.desk.office.term_reports.write(self._report.id, written), saved)


class _Offers(QWidget):
    """What the plan could take in; one click does, and the offer is gone."""

    def __init__(self, offered: Sequence[Suggestion], take: Callable[[Suggestion], None], parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(words(tr("The plan could take in"), "strong", self, wrap=True))
        self.buttons: list[QPushButton] = []
        for each in offered:
            column.addWidget(self._row(each, take))
        self.setVisible(bool(offered))

    def _row(self, each: Suggestion, take: Callable[[Suggestion], None]) -> QWidget:
        row = QWidget(self)
        set_look(row, "body")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        button = QPushButton(tr("Take in"), row)
        button.setAutoDefault(False)
        button.setAccessibleName(tr("Take in: {what}", what=each.action.what))
        said = words(tr("{what} ({why})", what=each.action.what, why=each.why), "", row, wrap=True)
        line.addWidget(button)
        line.addWidget(said, 1)

        def taken() -> None:
            row.hide()
            take(each)

        button.clicked.connect(lambda _on=False: taken())
        self.buttons.append(button)
        return row


def _values(action: PlannedAction) -> Values:
    return {
        "what": action.what,
        "who": action.who,
        "until": day_text(action.until) if action.until else "",
        "done_on": day_text(action.done_on) if action.done_on else "",
    }


def _new_line() -> Values:
    return _values(PlannedAction(""))


def _action(values: Values) -> PlannedAction:
    """A line as a record. Raises FieldError for a day that cannot be read."""
    return PlannedAction(str(values["what"]), str(values["who"]), _day(values, "until"), _day(values, "done_on"))


def _day(values: Values, name: str) -> date | None:
    typed = str(values[name]).strip()
    if not typed:
        return None
    found = day_typed(typed)
    if found is None:
        raise FieldError(name, tr("This is not a day. Type it like 12 Sep 2026 or 12/9/2026."))
    return found


def _said(values: Values) -> str:
    try:
        return planned_words(_action(values))
    except FieldError:
        return str(values["what"]) or tr("a new line")
