"""Bringing in term dates: choose the file, look through what was understood line by line, correct it, keep it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.term_lines import LINE_WORDS, LineKind, Proposal, TermLine, proposal
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.terms_file import Kept
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.file_drop import FileDrop
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ForgottenViews, ListPane
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State, px

CHOOSE, LINES = range(2)


class TermsFileDialog(FormDialog):
    """Two steps. The path and every correction survive a lock; nothing is kept before the last button."""

    def __init__(self, page: Page, school_id: UUID, brought: Callable[[Kept, date | None], object]) -> None:
        super().__init__(page, tr("Bring in term dates"), tr("Read the file"), self._next, wide=True)
        self._school_id, self._brought = school_id, brought
        self._lines: tuple[TermLine, ...] = ()
        self._found: Proposal | None = None
        self._showing = False
        self._shown: int | None = None
        self._add_choose()
        self._add_lines()
        self._go(CHOOSE)

    # What it is made of

    def _add_choose(self) -> None:
        form = self.form
        self.drop = FileDrop(
            tr(
                "Drop the term dates here: a calendar (.ics) from your local authority or trust, or a list (CSV, Excel)."
            ),
            tr("Calendars and lists (*.ics *.csv *.xlsx *.ods *.txt);;All files (*)"),
            form,
        )
        self.drop.chosen.connect(self.take_file)
        form.add_widget(self.drop)
        hint = tr("Nothing is kept before you agree, and the file is not changed.")
        form.add_line("path", tr("File"), hint=hint, needed=True, longest=2000)
        form.add_line("lines", tr("What was understood"), longest=1_000_000)
        form.field("lines").setVisible(False)  # never shown: it comes back after a lock
        form.saved()

    def _add_lines(self) -> None:
        self.list: ListPane[TermLine] = ListPane(
            "term-lines",
            self._columns(),
            ForgottenViews(),
            Teaching("", ""),
            name=tr("What was understood"),
            identity=lambda line: line.number,
            filtered=False,
        )
        self.list.picked.connect(lambda _line, _key: self._show_line())
        self.line_form = Form(self)
        kinds = [(kind.value, tr(LINE_WORDS[kind])) for kind in LineKind]
        self.line_form.add_choice("kind", tr("Taken for"), kinds)
        self.line_form.add_line("name", tr("Name"), longest=200)
        self.line_form.add_day("starts", tr("First day"))
        self.line_form.add_day("ends", tr("Last day"))
        self.line_form.edited.connect(lambda _name: self._correct())
        self.line_heading = words("", "strong", self, wrap=True)
        self.summary = words("", "strong", self, wrap=True)
        lines_step = QWidget(self)
        column = QVBoxLayout(lines_step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.list.setMinimumHeight(px(200))
        for part, stretch in ((self.list, 1), (self.summary, 0), (self.line_heading, 0), (self.line_form, 0)):
            column.addWidget(part, stretch)
        choose_step = QWidget(self)
        first = QVBoxLayout(choose_step)
        first.setContentsMargins(0, 0, 0, 0)
        self.rows.removeWidget(self.form)
        self.rows.takeAt(0)
        first.addWidget(self.form)
        first.addStretch(1)
        self.steps = QStackedWidget(self)
        for step in (choose_step, lines_step):
            self.steps.addWidget(step)
        self.rows.addWidget(self.steps, 1)

    def _columns(self) -> tuple[Column[TermLine], ...]:
        return (
            Column("kind", tr("Taken for"), lambda line: tr(LINE_WORDS[line.kind]), sort=lambda line: line.number),
            Column("name", tr("Name"), lambda line: line.name or "–", bold=True),
            Column("days", tr("Days"), _days),
            Column(
                "doubt",
                tr("To look at"),
                self._said,
                state=self._state,
                hint=self._said,
                grow=True,
            ),
        )

    def fit(self) -> None:
        """Wide enough for the lines, within the screen."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(980), room.width() - px(40)), min(px(680), room.height() - px(40)))

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self.form.value("lines") and not self._lines:
            self._take_lines(_from_text(self.form.value("lines")))

    # From step to step

    def take_file(self, path: Path) -> None:
        """Read this file."""
        self.form.set_value("path", str(path))
        self._next()

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.heading.setText(tr("Bring in term dates") if step == CHOOSE else tr("Is this right?"))
        if step == CHOOSE:
            self.main.setText(tr("Read the file"))

    def _pressed(self) -> None:
        """Only the first step has fields that must be complete."""
        if self.steps.currentIndex() == CHOOSE:
            super()._pressed()
        else:
            self._next()

    def _next(self) -> None:
        self.messages.clear()
        office = self.page.desk.office
        if self.steps.currentIndex() == LINES:
            self._keep()
            return
        path = Path(self.form.value("path")).expanduser()
        self.work(lambda: office.terms_file.read(path), self._take_lines)

    def _take_lines(self, lines: tuple[TermLine, ...]) -> None:
        self._lines = lines
        self._shown = None
        self._go(LINES)
        self._judge()
        first = next((x for x in lines if self._state(x) is State.STOP), lines[0])
        self.list.pick(first.number)
        self._show_line()

    # Looking through

    def _judge(self) -> None:
        self._found = proposal(self._lines, self._school_id)
        self.form.set_value("lines", _to_text(self._lines))
        self.list.set_rows(self._lines)
        terms = ntr("{count} term", "{count} terms", len(self._found.terms))
        closures = ntr(
            "{count} entry of days without school", "{count} entries of days without school", len(self._found.closures)
        )
        said = tr("{terms} and {closures} will be kept.", terms=terms, closures=closures)
        wrong = len(self._found.stops)
        if wrong:
            first = ntr(
                "{count} line has to be corrected or left out.",
                "{count} lines have to be corrected or left out.",
                wrong,
            )
            said = tr("{first} Then: {said}", first=first, said=said)
        self.summary.setText(said)
        self.main.setText(tr("Keep them"))
        self.main.setEnabled(bool(self._found.terms or self._found.closures or wrong))

    def _show_line(self) -> None:
        line = self.list.current()
        if line is not None and line.number == self._shown:
            return  # it is being corrected: what is typed stays, half a day as well
        self._shown = line.number if line is not None else None
        for name in ("kind", "name", "starts", "ends"):
            self.line_form.field(name).setEnabled(line is not None)
        if line is None:
            self.line_heading.setText(tr("Choose a line to correct it."))
            return
        self._showing = True
        said = tr("In the file: {said}", said=line.said) if line.said and line.starts is None else ""
        self.line_heading.setText(tr("Correct “{name}”. {said}", name=line.name or "–", said=said).strip())
        self.line_form.set_value("kind", line.kind.value)
        self.line_form.set_value("name", line.name)
        self.line_form.set_value("starts", day_text(line.starts) if line.starts else "")
        self.line_form.set_value("ends", day_text(line.ends) if line.ends else "")
        self.line_form.clear_errors()
        self._showing = False

    def _correct(self) -> None:
        line = self.list.current()
        if line is None or self._showing:
            return
        changed = replace(
            line,
            kind=LineKind(self.line_form.value("kind")),
            name=self.line_form.value("name"),
            starts=self._typed_day("starts"),
            ends=self._typed_day("ends"),
        )
        # A doubt about what a line is ends when somebody says what it is.
        changed = replace(changed, doubts=() if changed.kind is not line.kind else line.doubts)
        self._lines = tuple(changed if each.number == line.number else each for each in self._lines)
        self._showing = True
        self._judge()
        self._showing = False

    def _typed_day(self, name: str) -> date | None:
        try:
            return self.line_form.day(name)
        except FieldError:
            return None

    def _said(self, line: TermLine) -> str:
        if self._found is None or line.kind is LineKind.LEFT_OUT:
            return " ".join(line.doubts)
        stop = self._found.stops.get(line.number)
        return stop or " ".join(self._found.doubts.get(line.number, ())) or tr("understood")

    def _state(self, line: TermLine) -> State | None:
        if line.kind is LineKind.LEFT_OUT or self._found is None:
            return None
        if line.number in self._found.stops:
            return State.STOP
        return State.WARN if line.number in self._found.doubts else State.GOOD

    # Keeping

    def _keep(self) -> None:
        lines = self._lines
        first = self._found.terms[0].starts if self._found and self._found.terms else None

        def kept(done: Kept) -> None:
            self.form.saved()
            self._brought(done, first)
            self.accept()

        self.work(lambda: self.page.desk.office.terms_file.keep(lines, self._school_id), kept, self._not_kept)

    def _not_kept(self, error: Exception) -> None:
        """A rule names a term; the sentence says which, and the first line to look at is shown."""
        if isinstance(error, FieldError):
            self.messages.stop(error.sentence)
        else:
            self.show_failure(error)
        wrong = next((line for line in self._lines if self._state(line) is State.STOP), None)
        if wrong is not None:
            self.list.pick(wrong.number)
            self._show_line()


def _days(line: TermLine) -> str:
    if line.starts is None or line.ends is None:
        return line.said or "–"
    if line.starts == line.ends:
        return day_text(line.starts)
    return tr("{first} to {last}", first=day_text(line.starts), last=day_text(line.ends))


def _to_text(lines: tuple[TermLine, ...]) -> str:
    plain = [
        {
            "number": line.number,
            "name": line.name,
            "kind": line.kind.value,
            "starts": line.starts.isoformat() if line.starts else None,
            "ends": line.ends.isoformat() if line.ends else None,
            "said": line.said,
            "doubts": list(line.doubts),
        }
        for line in lines
    ]
    return json.dumps(plain, ensure_ascii=False)


def _from_text(text: str) -> tuple[TermLine, ...]:
    """The draft as this dialog wrote it; it was sealed to the person meanwhile."""
    return tuple(
        TermLine(
            each["number"],
            each["name"],
            LineKind(each["kind"]),
            date.fromisoformat(each["starts"]) if each["starts"] else None,
            date.fromisoformat(each["ends"]) if each["ends"] else None,
            each["said"],
            tuple(each["doubts"]),
        )
        for each in json.loads(text)
    )
