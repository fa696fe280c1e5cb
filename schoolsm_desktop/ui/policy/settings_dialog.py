"""Changing one group of your policy's settings: beside each the clause it rests on, and what guidance says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, get_args

from schoolsm_desktop.domain.clauses import SUBJECT_WORDS, Subject
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.policy import GuidanceNote, Profile, clause_words, clauses_for
from schoolsm_desktop.domain.rule_guidance import guidance
from schoolsm_desktop.domain.rule_limits import LENGTHS
from schoolsm_desktop.domain.rule_settings import Group, Setting, Shape, choices, settings_of, value_type
from schoolsm_desktop.domain.rule_words import GROUP_WORDS
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page

from .book import Book

HEADS_WORD = "means_our_accounts"
"""The headteacher alone says it (PRACTICE 32)."""
LONGEST_TITLE, LONGEST_NAME = 80, 120


class SettingsDialog(FormDialog):
    """The settings of `group`; `saved` gets the policy as it stands afterwards."""

    def __init__(
        self, page: Page, book: Book, group: Group, saved: Callable[[Profile], object], *, first: str = ""
    ) -> None:
        """The keyboard begins at the setting called `first`, where it is offered."""
        super().__init__(
            page,
            tr(GROUP_WORDS[group]),
            tr("Save"),
            self._save,
            sentence=tr("The settings count from now on. What was done under the former ones stays as it was."),
            wide=True,
        )
        self._book, self._profile, self._saved = book, book.profile, saved
        self.group = group
        self._settings = [setting for setting in settings_of(group) if self._is_offered(setting)]
        self._add_fields()
        self.form.saved()
        self.form.edited.connect(lambda _name: self._show_what_matters())
        self._show_what_matters()
        if any(setting.key == first for setting in self._settings):
            self.form.field(first).editor.setFocus()

    def _is_offered(self, setting: Setting) -> bool:
        if setting.key == HEADS_WORD and not self._book.rights.heads_word:
            return False
        return setting.shape is not Shape.LINES  # a list has a dialog of its own

    def _add_fields(self) -> None:
        subject: Subject | None = None
        for setting in self._settings:
            hint = ""
            if setting.subject is not None and setting.subject is not subject:
                hint = self._why(setting.subject)
                if sum(one.subject is setting.subject for one in self._settings) > 1:
                    self.form.add_heading(tr(SUBJECT_WORDS[setting.subject]))
            subject = setting.subject
            self._add(setting, hint)
            note = guidance(setting.key)
            if note is not None:
                self.form.add_widget(words(note_words(note), "quiet", self.form, wrap=True))

    def _why(self, subject: Subject) -> str:
        found = clauses_for(self._profile, subject)
        said = clause_words(self._profile, subject)
        return tr("{clause}: {gist}", clause=said, gist=found[0].gist) if found else said

    def _add(self, setting: Setting, hint: str) -> None:
        form, key, title = self.form, setting.key, setting.title
        value: Any = setting.value(self._profile)
        if setting.shape is Shape.TICK:
            form.add_tick(key, title, value, hint=hint)
        elif setting.shape is Shape.CHOICE:
            form.add_choice(key, title, choices(setting), value, hint=hint)
        elif setting.shape is Shape.NUMBER:
            form.add_line(key, title, str(value), hint=hint, longest=5, needed=True)
        elif setting.shape is Shape.SEVERAL:
            form.add_editor(key, title, TickBoxes(choices(setting), value), hint=hint)
        elif key == "references":
            form.add_editor(key, title, self._laws(title, value), hint=hint)
        elif setting.shape is Shape.TEXTS:
            form.add_lines(key, title, "\n".join(value), hint=_joined(hint, tr("One on each line.")), lines=5)
        elif setting.subject is not None:
            form.add_lines(key, title, value, hint=hint)
        else:
            longest = LONGEST_NAME if key == "name" else LONGEST_TITLE
            form.add_line(key, title, value, hint=hint, longest=longest, needed=key == "name")

    def _laws(self, title: str, ticked: Sequence[str]) -> TickList:
        """Too many for boxes side by side: a list that is filtered by typing."""
        laws = TickList(title)
        laws.set_items([(one.key, one.title, "") for one in self._book.references])
        for key in ticked:
            laws.tick(key)
        return laws

    def _show_what_matters(self) -> None:
        for setting in self._settings:
            if setting.needs is None:
                continue
            other, values = setting.needs
            wanted = {"1" if value is True else str(value) for value in values}
            self.form.field(setting.key).setVisible(self.form.value(other) in wanted)

    def _typed(self) -> dict[str, object]:
        """What differs from the policy as it stands, by key. Raises FieldError."""
        found = {}
        for setting in self._settings:
            if self.form.field(setting.key).isHidden():
                continue
            value = self._value(setting)
            if value != setting.value(self._profile):
                found[setting.key] = value
        return found

    def _value(self, setting: Setting) -> object:
        typed, kind = self.form.value(setting.key), value_type(setting.key)
        if setting.shape is Shape.TICK:
            return bool(typed)
        if setting.shape is Shape.NUMBER:
            return _number(setting.key, typed)
        if setting.shape is Shape.SEVERAL:
            word: type[StrEnum] = get_args(kind)[0]
            return tuple(word(one) for one in typed.split())
        if setting.key == "references":
            return self._references(typed)
        if setting.shape is Shape.TEXTS:
            return tuple(" ".join(line.split()) for line in typed.splitlines() if line.strip())
        if setting.shape is Shape.CHOICE:
            return kind(typed)
        return _text(setting.key, " ".join(typed.split()))

    def _references(self, typed: str) -> tuple[str, ...]:
        """The ticked ones, in the order they stand in the policy, and those that the program does not know."""
        known = {one.key for one in self._book.references}
        ticked = typed.split()
        kept = [key for key in self._profile.rules.references if key in ticked or key not in known]
        return (*kept, *(key for key in ticked if key not in kept))

    def _save(self) -> None:
        try:
            values = self._typed()
        except FieldError as error:
            self.show_failure(error)
            return

        def saved(kept: Profile) -> None:
            self._saved(kept)
            self.form.saved()
            self.accept()

        self.work(lambda: self.page.desk.office.policies.change(values), saved)


def note_words(note: GuidanceNote) -> str:
    """A note of guidance with its source and the day it was looked up."""
    return tr(
        "{text} ({source}; looked up on {day})", text=note.text, source=note.source, day=day_text(note.checked_on)
    )


def _number(key: str, typed: str) -> int:
    if not (typed.isascii() and typed.isdigit()):
        raise FieldError(key, tr("A whole number is needed here. Nothing was saved yet."))
    return int(typed)


def _text(key: str, typed: str) -> str:
    longest = LENGTHS.get(key.rpartition(".")[2])
    if longest is not None and len(typed) > longest:
        raise FieldError(key, tr("At most {longest} characters are kept. Nothing was saved yet.", longest=longest))
    return typed


def _joined(first: str, second: str) -> str:
    return " ".join(part for part in (first, second) if part)
