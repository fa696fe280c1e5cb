"""Changing one list of your policy line by line: who is told, first-hour steps, breaches, courses and the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, get_origin, get_type_hints

from schoolsm_desktop.domain.clauses import clause_name
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.policy import Profile, clause_words
from schoolsm_desktop.domain.rule_limits import KEY_FIELDS, LENGTHS
from schoolsm_desktop.domain.rule_lines import (
    FIELD_WORDS,
    LINE_KINDS,
    field_choices,
    key_from,
    line_from,
    line_values,
    line_words,
    new_line,
)
from schoolsm_desktop.domain.rule_settings import BY_KEY
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.common.line_list import LineList, Values
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes
from schoolsm_desktop.ui.pages import Page

from .book import Book


class LinesDialog(FormDialog):
    """The list of the setting `key`; `saved` gets the policy as it stands afterwards.

    What is typed about a line stands in the list at once, so that a lock keeps it.
    """

    def __init__(self, page: Page, book: Book, key: str, saved: Callable[[Profile], object]) -> None:
        setting = BY_KEY[key]
        sentence = clause_words(book.profile, setting.subject) if setting.subject is not None else ""
        super().__init__(page, setting.title, tr("Save"), self._save, sentence=sentence, wide=True)
        self.key, self._profile, self._saved = key, book.profile, saved
        self._kind = LINE_KINDS[key]
        self._hints = get_type_hints(self._kind)
        self._platforms = book.platforms
        began = [line_values(line) for line in setting.value(book.profile)]
        self.lines = LineList(setting.title, began, self._said, lambda: line_values(new_line(key)))
        self.form.add_editor(key, setting.title, self.lines)
        self.line = Form(self.body)
        self.rows.insertWidget(1, self.line)
        self._loading = False
        self._add_fields()
        self.finished.connect(self.line.end)
        self.line.edited.connect(self._typed)
        self.lines.picked.connect(self._show_line)
        self._show_line(self.lines.at)
        self.form.saved()

    def _said(self, values: Values) -> str:
        typed = str(values.get("words") or values.get("title") or "")
        if not typed and self.key != "routes":
            return tr("a new line")
        try:
            return line_words(line_from(self.key, values), self._profile)
        except FieldError:
            return typed or tr("a line that is not whole yet")

    def _add_fields(self) -> None:
        self.line.add_heading(tr("The line that is chosen"))
        for part in fields(self._kind):
            if part.name not in KEY_FIELDS:
                self._add(part.name, self._hints[part.name])

    def _add(self, name: str, hint: Any) -> None:
        title = tr(FIELD_WORDS[name])
        if hint is bool:
            self.line.add_tick(name, title)
        elif hint is int:
            self.line.add_line(name, title, longest=6)
        elif name == "clause":
            self.line.add_choice(name, title, self._clauses())
        elif name == "platform":
            self.line.add_choice(name, title, [("", tr("not chosen yet")), *self._platforms])
        elif hint is str and name == "words":
            self.line.add_lines(name, title, lines=2)
        elif hint is str:
            self.line.add_line(name, title, longest=LENGTHS[name])
        elif get_origin(hint) is tuple:
            self.line.add_editor(name, title, TickBoxes(field_choices(name, self._profile)))
        else:
            self.line.add_choice(name, title, field_choices(name, self._profile))

    def _clauses(self) -> list[tuple[str, str]]:
        offered = [("", tr("no clause"))]
        for clause in self._profile.clauses:
            heading = clause.heading or clause.gist[:60]
            offered.append((clause.id, clause_name(replace(clause, heading=heading))))
        return offered

    def _show_line(self, at: int) -> None:
        """Load the fields; whatever is set here is no typing."""
        self.line.setVisible(at >= 0)
        if at < 0:
            return
        self._loading = True
        values = self.lines.lines[at]
        for part in fields(self._kind):
            if part.name not in KEY_FIELDS:
                self.line.set_value(part.name, _as_text(values[part.name]))
        self.line.clear_errors()
        self._loading = False

    def _typed(self, name: str) -> None:
        if self._loading:
            return
        hint, typed = self._hints[name], self.line.value(name)
        value: object = typed
        if hint is bool:
            value = bool(typed)
        elif get_origin(hint) is tuple:
            value = typed.split()
        elif hint is str:
            value = " ".join(typed.split())
        self.lines.put(name, value)

    def _made(self) -> tuple[object, ...]:
        """The lines as records; shows the first line that cannot be one. Raises FieldError."""
        self._name_new_ones()
        made = []
        for at, values in enumerate(self.lines.lines):
            try:
                self._check(values)
                made.append(line_from(self.key, values))
            except FieldError as error:
                self.lines.pick(at)
                self.line.show_error(error.field, error.sentence)
                raise
        return tuple(made)

    def _check(self, values: Values) -> None:
        for name in ("words", "title", "platform"):
            if name in values and not values[name]:
                raise FieldError(name, tr("A word or two is needed here. Nothing was saved yet."))
            if name in values and len(values[name]) > LENGTHS[name]:
                longest = LENGTHS[name]
                raise FieldError(
                    name, tr("At most {longest} characters are kept. Nothing was saved yet.", longest=longest)
                )
        for name in ("tell", "concerned"):
            if name in values and not values[name]:
                raise FieldError(name, tr("Tick at least one. Nothing was saved yet."))

    def _name_new_ones(self) -> None:
        """A line that was added gets a key of its own, kept when its words change later."""
        name = next((part.name for part in fields(self._kind) if part.name in KEY_FIELDS), "")
        for values in self.lines.lines if name else ():
            if not values[name]:
                taken = [line[name] for line in self.lines.lines]
                values[name] = key_from(str(values.get("words") or values.get("title") or ""), taken)

    def _save(self) -> None:
        try:
            made = self._made()
        except FieldError as error:
            self.messages.stop(tr("One line cannot be kept as it is: {why}", why=error.sentence))
            self.bring_into_view(self.line.field(error.field))
            return

        def saved(kept: Profile) -> None:
            self._saved(kept)
            self.form.saved()
            self.accept()

        self.work(lambda: self.page.desk.office.policies.change({self.key: made}), saved)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return " ".join(value) if isinstance(value, list) else str(value)
