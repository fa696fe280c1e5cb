"""A quiet part of a form: a line that opens it, and the fields it holds. What is wrong inside opens it by itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton

from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.theme import px, theme


class Section(QToolButton):
    """Stands in the form where it is made; `take` names the fields that were added after it."""

    def __init__(self, form: Form, title: str) -> None:
        super().__init__(form)
        self._form, self._title = form, title
        self._names: list[str] = []
        self._relevant: dict[str, bool] = {}
        self._first: dict[str, str] = {}
        self.setText(title)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(px(16), px(16)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._show)
        form.add_widget(self)
        self._show(False)

    def take(self, *names: str) -> None:
        """Hold these fields; they are hidden until the section is opened."""
        self._names += names
        self._first |= {name: self._form.value(name) for name in names}
        self._show(self.isChecked())

    def set_relevant(self, names: Iterable[str], relevant: bool) -> None:
        """Say whether some of its fields matter now; those that do not stay hidden when it is open."""
        self._relevant |= dict.fromkeys(names, relevant)
        self._show(self.isChecked())

    def open_if_wrong(self) -> bool:
        """Open where a field inside has an error; says whether one has."""
        wrong = any(self._form.field(name).error for name in self._names)
        if wrong:
            self.setChecked(True)
        return wrong

    def open_if_typed(self) -> bool:
        """Open where a field inside is no longer as it was, as after a lock; says whether one is."""
        typed = any(self._form.value(name) != first for name, first in self._first.items())
        if typed:
            self.setChecked(True)
        return typed

    def _show(self, on: bool) -> None:
        self.setIcon(theme().icon("chevron-down" if on else "chevron-right"))
        for name in self._names:
            self._form.field(name).setVisible(on and self._relevant.get(name, True))
        said = ntr("{count} more field", "{count} more fields", len(self._names))
        self.setAccessibleName(tr("{title}, {fields}", title=self._title, fields=said) if self._names else self._title)
