"""Your policy on one page: what it is, every setting in plain words, and the clause beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import duty_title, regular_change_note
from schoolsm_desktop.domain.policy_words import (
    SettingLine,
    kind_words,
    other_lines,
    own_settings,
    setting_lines,
    usual_title,
)
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.ui.common.card import Card, rule, selectable, words
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.theme import px, set_look

from .book import Book


class PolicyView(QWidget):
    """Shows the policy of a book; nothing is changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = _Lines(tr("What it asks for"))
        self._others = _Lines(tr("What else it speaks about"))
        self._titles = Card(tr("Titles of duties"))
        self._title_grid = QWidget(self._titles)
        self._titles.add(self._title_grid)
        self._about = FactList()
        self.guidance = Card(tr("Before a short interval is set"))
        left = _column(self._settings, self._others)
        about = Card(tr("The policy you follow"))
        about.add(self._about)
        right = _column(about, self.guidance, self._titles)
        self._fill_guidance()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Split(left, right, (7, 4)))

    def show_policy(self, book: Book) -> None:
        """Show the school's policy as it stands."""
        profile, follows = book.profile, book.follows
        own = own_settings(profile, follows)
        begun = [Fact(tr("Name"), profile.name)]
        if follows is not None:
            kept = (
                ntr(
                    "“{name}”, with {count} setting of your own",
                    "“{name}”, with {count} settings of your own",
                    own,
                    name=follows.name,
                )
                if own
                else tr("“{name}”, as it comes with the program", name=follows.name)
            )
            begun.append(Fact(tr("Follows"), kept))
        begun.append(Fact(tr("Kind"), kind_words(profile)))
        begun.append(Fact(tr("About"), " ".join(profile.about.split()) or tr("not said")))
        begun.append(Fact(tr("Clauses"), ntr("{count} is named here", "{count} are named here", len(profile.clauses))))
        self._about.show_facts(begun)
        self._settings.show_lines(setting_lines(profile))
        others = other_lines(profile)
        self._others.show_lines(others)
        self._others.setVisible(bool(others))
        self._show_titles(book)

    def _show_titles(self, book: Book) -> None:
        grid_place = QWidget(self._titles)
        grid = _grid(grid_place)
        for at, duty in enumerate(Duty):
            title, usual = duty_title(book.profile, duty), usual_title(duty)
            grid.addWidget(words(usual, "quiet", grid_place, wrap=True), at, 0)
            grid.addWidget(selectable(words(title, "strong" if title != usual else "", grid_place, wrap=True)), at, 1)
        self._titles.column.replaceWidget(self._title_grid, grid_place)
        self._title_grid.hide()
        self._title_grid.deleteLater()
        self._title_grid = grid_place

    def _fill_guidance(self) -> None:
        note = regular_change_note()
        self.guidance.add(selectable(words(note.text, "", self.guidance, wrap=True)))
        self.guidance.add(
            words(
                tr("{source}; looked up on {day}", source=note.source, day=day_text(note.checked_on)),
                "quiet",
                self.guidance,
                wrap=True,
            )
        )


class _Lines(Card):
    """Settings under one another: what is set left, the clause right."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._inside = QWidget(self)
        self.add(self._inside)

    def show_lines(self, lines: Sequence[SettingLine]) -> None:
        """Show `lines` in place of what was there."""
        place = QWidget(self)
        grid = _grid(place)
        for at, line in enumerate(lines):
            if at:
                grid.addWidget(rule(place), 2 * at - 1, 0, 1, 2)
            grid.addWidget(_said(line, place), 2 * at, 0)
            grid.addWidget(_clause(line, place), 2 * at, 1)
        self.column.replaceWidget(self._inside, place)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = place


def _said(line: SettingLine, parent: QWidget) -> QWidget:
    if not line.value:
        return selectable(words(line.title, "strong", parent, wrap=True))
    value = selectable(words(line.value, "", parent, wrap=True))
    value.setAccessibleName(f"{line.title}: {line.value}")
    return _stacked(parent, words(line.title, "strong", parent, wrap=True), value)


def _clause(line: SettingLine, parent: QWidget) -> QWidget:
    clause = selectable(words(line.clause, "" if line.is_said else "quiet", parent, wrap=True))
    if not line.gist:
        return _stacked(parent, clause)
    return _stacked(parent, clause, selectable(words(line.gist, "quiet", parent, wrap=True)))


def _stacked(parent: QWidget, *parts: QWidget) -> QWidget:
    place = QWidget(parent)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(2))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return place


def _grid(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(18))
    grid.setVerticalSpacing(px(8))
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _column(*parts: QWidget) -> QWidget:
    place = QWidget()
    set_look(place, "body")
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return place
