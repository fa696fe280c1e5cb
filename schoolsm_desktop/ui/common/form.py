"""Labelled fields in a column: each says beside itself what is wrong, and what was typed can be kept and brought back.

    form = Form()
    form.add_line("handle", tr("User name"), needed=True)
    form.add_choice("kind", tr("Kind"), [("own", tr("own login")), ("shared", tr("knows the password"))])
    form.add_day("until", tr("Until"), hint=tr("empty: until the next termly review"))
    form.add_search("person", tr("Who"), [(str(p.id), p.name, p.job) for p in people])
    ... form.value("handle"), form.day("until"), form.value("person")
    form.show_error("handle", tr("The platform needs a user name."))

`draft()` gives what was typed as plain text by field; `restore(draft)` puts it back. Passphrase fields stay out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dates import day_typed
from schoolsm_desktop.ui.common.field import Field
from schoolsm_desktop.ui.common.search_combo import Choice, SearchCombo
from schoolsm_desktop.ui.common.secret_field import SecretEdit
from schoolsm_desktop.ui.theme import px


class OwnEditor(QWidget):
    """An editor with a value of its own kind that can be written as text: lines that are ticked, a file that was chosen."""

    HAS_LABEL: ClassVar[bool] = False
    """Whether it shows its own label."""
    edited = Signal()
    """A person has changed the value."""

    def value(self) -> str:
        """The value as text; "" for none."""
        raise NotImplementedError

    def set_value(self, text: str) -> None:
        """Put back what `value` gave."""
        raise NotImplementedError


Editor = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox | SecretEdit


class Form(QWidget):
    """A column of fields known by name. `edited` names the field a person has just changed."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(11))
        self._fields: dict[str, Field] = {}
        self._needed: dict[str, str] = {}
        self._days: dict[str, Callable[[str], date | None]] = {}
        self._kept_out: set[str] = set()
        self._clean: dict[str, str] = {}
        self._is_over = False

    # Adding fields

    def add_line(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        hint: str = "",
        needed: bool = False,
        longest: int = 400,
    ) -> QLineEdit:
        """One line of text."""
        editor = QLineEdit(value, self)
        editor.setMaxLength(longest)
        editor.textChanged.connect(lambda: self._changed(name))
        self._add(name, label, editor, hint, needed=needed)
        return editor

    def add_lines(
        self, name: str, label: str, value: str = "", *, hint: str = "", needed: bool = False, lines: int = 3
    ) -> QPlainTextEdit:
        """Several lines of text; Tab leaves the field."""
        editor = QPlainTextEdit(value, self)
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * lines + px(22))
        editor.textChanged.connect(lambda: self._changed(name))
        self._add(name, label, editor, hint, needed=needed)
        return editor

    def add_choice(
        self, name: str, label: str, choices: Sequence[tuple[str, str]], value: str = "", *, hint: str = ""
    ) -> QComboBox:
        """One of few: (value, words)."""
        editor = QComboBox(self)
        editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor.setMinimumContentsLength(14)
        for key, said in choices:
            editor.addItem(said, key)
        editor.setCurrentIndex(max(0, editor.findData(value)))
        editor.currentIndexChanged.connect(lambda: self._changed(name))
        self._add(name, label, editor, hint, needed=False)
        return editor

    def add_search(
        self,
        name: str,
        label: str,
        choices: Sequence[Choice],
        value: str = "",
        *,
        hint: str = "",
        needed: bool = False,
    ) -> SearchCombo:
        """One of many people or accounts, found by typing: (value, words, quiet detail)."""
        editor = SearchCombo(choices, self)
        editor.choose(value)
        editor.chosen.connect(lambda: self._changed(name))
        self._add(name, label, editor, hint, needed=needed)
        return editor

    def add_day(
        self,
        name: str,
        label: str,
        value: date | None = None,
        *,
        hint: str = "",
        needed: bool = False,
        read: Callable[[str], date | None] = day_typed,
    ) -> QLineEdit:
        """A day as it is typed: `12/9`, `12 Sep 2026`. It is written out in full when the field is left."""
        editor = QLineEdit(day_text(value) if value else "", self)
        editor.setPlaceholderText(tr("day month year"))
        editor.textChanged.connect(lambda: self._changed(name))
        editor.editingFinished.connect(lambda: self._write_out(name))
        self._days[name] = read
        self._add(name, label, editor, hint, needed=needed)
        return editor

    def add_tick(self, name: str, label: str, value: bool = False, *, hint: str = "") -> QCheckBox:
        """Yes or no."""
        editor = QCheckBox(label, self)
        editor.setChecked(value)
        editor.toggled.connect(lambda: self._changed(name))
        self._add(name, label, editor, hint, needed=False)
        return editor

    def add_secret(
        self, name: str, label: str, *, hint: str = "", needed: bool = False, keep: bool = False
    ) -> SecretEdit:
        """A secret being typed. `keep` lets it into the draft, which is sealed to the person; a passphrase never is."""
        editor = SecretEdit(self)
        editor.edited.connect(lambda: self._changed(name))
        self._add(name, label, editor, hint, needed=needed)
        if not keep:
            self._kept_out.add(name)
        return editor

    def add_editor(self, name: str, label: str, editor: OwnEditor, *, hint: str = "", needed: bool = False) -> None:
        """An editor of its own kind."""
        editor.edited.connect(lambda: self._changed(name))
        self._add(name, label, editor, hint, needed=needed)

    def add_options(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        """Put other choices into a choice: for what is read only after the form was made."""
        editor = self._fields[name].editor
        if not isinstance(editor, QComboBox):
            raise TypeError(name)
        editor.clear()
        for key, said in choices:
            editor.addItem(said, key)
        return editor

    def add_widget(self, widget: QWidget) -> None:
        """Put something that is not a field between the fields."""
        self._column.addWidget(widget)

    def add_heading(self, text: str) -> None:
        """A heading over the fields that follow."""
        self._column.addWidget(words(text, "strong", self, wrap=True))

    # Reading and setting

    def field(self, name: str) -> Field:
        """The field with its label, hint and error."""
        return self._fields[name]

    def value(self, name: str) -> str:
        """What stands in the field, without surrounding spaces; "1" or "" for a tick, the value of a choice."""
        editor = self._fields[name].editor
        if isinstance(editor, QCheckBox):
            return "1" if editor.isChecked() else ""
        if isinstance(editor, (SearchCombo, OwnEditor)):
            return editor.value()
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText().strip()
        if isinstance(editor, SecretEdit):
            return editor.text()
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def set_value(self, name: str, value: str) -> None:
        """Put `value` into the field as if it had been typed."""
        editor = self._fields[name].editor
        if isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, SearchCombo):
            editor.choose(value)
        elif isinstance(editor, OwnEditor):
            editor.set_value(value)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
        elif isinstance(editor, (QLineEdit, SecretEdit)):
            editor.setText(value)

    def day(self, name: str) -> date | None:
        """The day typed; None for nothing. Raises FieldError where it cannot be read."""
        typed = self.value(name)
        if not typed:
            return None
        try:
            found = self._days[name](typed)
        except ValueError:
            found = None
        if found is None:
            raise FieldError(name, tr("This is not a day. Type it like 12 Sep 2026 or 12/9/2026."))
        return found

    def ticked(self, name: str) -> bool:
        """Whether a tick is set."""
        return bool(self.value(name))

    def complete(self) -> bool:
        """Check that what is needed is there and every day can be read; says so beside each field and goes to the first."""
        self.clear_errors()
        for name, label in self._needed.items():
            if not self.value(name) and not self._fields[name].isHidden():
                self._mark(name, tr("“{label}” is needed.", label=label))
        for name in self._days:
            try:
                self.day(name)
            except FieldError as error:
                self._mark(name, error.sentence)
        return self._go_to_first_error()

    def show_error(self, name: str, sentence: str) -> None:
        """Say beside the field what is wrong, and go there."""
        self._mark(name, sentence)
        self._go_to_first_error()

    def show_field_error(self, error: Exception) -> bool:
        """Show a FieldError of a service beside its field; False if it is none of this form's."""
        if isinstance(error, FieldError) and error.field in self._fields:
            self.show_error(error.field, error.sentence)
            return True
        return False

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in self._fields.values():
            field.show_error("")

    # Drafts

    @property
    def dirty(self) -> bool:
        """Whether something was typed since the form was made or last saved."""
        return any(self.value(name) != self._clean.get(name, "") for name in self._fields)

    def saved(self) -> None:
        """What stands in the fields counts as saved."""
        self._clean = {name: self.value(name) for name in self._fields}

    def draft(self) -> dict[str, str]:
        """What was typed, by field; without passphrases."""
        return {name: self.value(name) for name in self._fields if name not in self._kept_out}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put back what `draft` gave; fields it does not know stay as they are."""
        for name, value in draft.items():
            if name in self._fields:
                self.set_value(name, value)

    # Inside

    def _add(self, name: str, label: str, editor: QWidget, hint: str, *, needed: bool) -> None:
        if name in self._fields:
            raise ValueError(f"the form has a field {name} already")
        labelled = not isinstance(editor, QCheckBox)  # a tick carries its label itself
        if isinstance(editor, OwnEditor):
            labelled = not editor.HAS_LABEL
        field = Field(label, editor, hint, needed=needed, parent=self, labelled=labelled)
        self._fields[name] = field
        if needed:
            self._needed[name] = label
        self._clean[name] = self.value(name)
        self._column.addWidget(field)

    def end(self) -> None:
        """Its dialog is closed: an editor that is taken down must not speak through a form that may be gone already."""
        self._is_over = True

    def _changed(self, name: str) -> None:
        if name in self._fields and not self._is_over:
            self._fields[name].show_error("")
            self.edited.emit(name)

    def _write_out(self, name: str) -> None:
        try:
            found = self.day(name)
        except FieldError as error:
            self._mark(name, error.sentence)
            return
        if found is not None:
            self.set_value(name, day_text(found))

    def _mark(self, name: str, sentence: str) -> None:
        self._fields[name].show_error(sentence)

    def _go_to_first_error(self) -> bool:
        for field in self._fields.values():
            if field.error:
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True
