"""Your policy group by group: every setting in plain words with the clause beside it, and its lists line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.policy_words import (
    SettingLine,
    kind_words,
    other_lines,
    own_settings,
    setting_lines,
    usual_title,
)
from schoolsm_desktop.domain.rule_guidance import applies, guidance, is_against_guidance
from schoolsm_desktop.domain.rule_lines import line_clause, line_words
from schoolsm_desktop.domain.rule_settings import BY_KEY, Group, Shape
from schoolsm_desktop.domain.rule_words import GROUP_WORDS
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import Card, rule, selectable, words
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.theme import State, px, set_look, set_state

from .book import Book
from .settings_dialog import note_words

SHOWN_LINES = 8
"""As many lines of a list are shown at once; the rest opens at a press."""


class PolicyView(QWidget):
    """Shows one group of a book's policy at a time; `wants_list` asks for the dialog of a list."""

    wants_list = Signal(str)
    turned = Signal()
    """Another group is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: Book | None = None
        self.groups = QListWidget()
        self.groups.setAccessibleName(tr("Groups of settings"))
        self.groups.setWordWrap(True)
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.groups.ensurePolished()
        for group in (Group.TITLES, *(each for each in Group if each is not Group.TITLES)):
            said = tr("The policy you follow") if group is Group.TITLES else tr(GROUP_WORDS[group])
            item = QListWidgetItem(said)
            item.setData(Qt.ItemDataRole.UserRole, group.value)
            self.groups.addItem(item)
        self.groups.setCurrentRow(0)
        self.groups.currentRowChanged.connect(lambda _at: self._turn())
        self.groups.setMinimumHeight(px(60))
        self._place = QWidget()
        set_look(self._place, "body")
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(12))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Split(self.groups, self._place, (2, 7)))

    @property
    def group(self) -> Group:
        """The group that is shown; the policy as a whole counts as that of its name and titles."""
        item = self.groups.currentItem()
        return Group(str(item.data(Qt.ItemDataRole.UserRole)))

    def show_group(self, group: Group) -> None:
        """Turn to a group."""
        for at in range(self.groups.count()):
            if self.groups.item(at).data(Qt.ItemDataRole.UserRole) == group.value:
                self.groups.setCurrentRow(at)

    def show_policy(self, book: Book) -> None:
        """Show the school's policy as it stands, the group that was shown before."""
        self._book = book
        self._show_group()

    def _turn(self) -> None:
        if self._book is not None:
            self._show_group()
        self.turned.emit()

    def _show_group(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        book = self._book
        if book is None:
            return
        parts = _whole(book) if self.group is Group.TITLES else [self._group_card(book, self.group)]
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)

    def _group_card(self, book: Book, group: Group) -> Card:
        card = Card(tr(GROUP_WORDS[group]))
        for at, line in enumerate(setting_lines(book.profile, group, book.laws)):
            if at:
                card.add(rule(card))
            self._add_subject(card, book, line)
        return card

    def _add_subject(self, card: Card, book: Book, line: SettingLine) -> None:
        place = QWidget(card)
        grid = _grid(place)
        plain = [
            (key, sentence)
            for key, sentence in zip(line.keys, line.sentences, strict=True)
            if BY_KEY[key].shape is not Shape.LINES
        ]
        said = [words(line.title, "strong", place, wrap=True)]
        for key, sentence in plain:
            label = selectable(words(sentence, "", place, wrap=True))
            label.setAccessibleName(f"{line.title}: {sentence}")
            if is_against_guidance(key, book.profile):
                label.setText(f"{State.WARN.sign} {sentence}")
                label.setAccessibleDescription(State.WARN.spoken)
                set_state(label, State.WARN)
            said.append(label)
        grid.addWidget(_stacked(place, *said), 0, 0)
        grid.addWidget(_clause(line, place), 0, 1)
        card.add(place)
        for key, _sentence in plain:
            note = guidance(key)
            if note is not None and applies(key, book.profile):
                card.add(selectable(words(note_words(note), "quiet", card, wrap=True)))
        for key in line.keys:
            if BY_KEY[key].shape is Shape.LINES:
                self._add_list(card, book, key)

    def _add_list(self, card: Card, book: Book, key: str) -> None:
        place = _ListLines(book, key, card)
        place.change.clicked.connect(lambda _on=False: self.wants_list.emit(key))
        place.change.setVisible(book.rights.choose)
        card.add(place)


class _ListLines(QWidget):
    """One list of the policy: its first lines, the rest at a press, and the button that changes it."""

    def __init__(self, book: Book, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        setting = BY_KEY[key]
        lines = setting.value(book.profile)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(6))
        count = ntr("{count} line", "{count} lines", len(lines)) if lines else tr("none")
        column.addWidget(words(tr("{title}: {count}", title=setting.title, count=count), "quiet", self, wrap=True))
        grid_place = QWidget(self)
        grid = _grid(grid_place)
        rest: list[QWidget] = []
        for at, line in enumerate(lines):
            said = selectable(words(line_words(line, book.profile), "", grid_place, wrap=True))
            clause = words(line_clause(line, book.profile), "quiet", grid_place, wrap=True)
            for label in (said, clause):
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, at, 0)
            grid.addWidget(clause, at, 1)
            if at >= SHOWN_LINES:
                rest += [said, clause]
        column.addWidget(grid_place)
        grid_place.setVisible(bool(lines))
        self.change = QPushButton(tr("Change: {title}…", title=setting.title), self)
        self.more = QPushButton(
            ntr("Show {count} more line", "Show {count} more lines", max(0, len(lines) - SHOWN_LINES)), self
        )
        self.more.setVisible(bool(rest))
        self.more.clicked.connect(lambda _on=False: self._show_all(rest))
        for widget in rest:
            widget.hide()
        row = QWidget(self)
        flow = Flow(row)
        for button in (self.more, self.change):
            flow.addWidget(button)
        column.addWidget(row)

    def _show_all(self, rest: Sequence[QWidget]) -> None:
        for widget in rest:
            widget.show()
        self.more.hide()


def _whole(book: Book) -> list[QWidget]:
    """What the policy is, the titles of its duties, and what else it speaks about."""
    about = Card(tr("The policy you follow"))
    facts = FactList()
    facts.show_facts(_about(book))
    about.add(facts)
    titles = Card(tr("Titles of duties"))
    place = QWidget(titles)
    grid = _grid(place)
    for at, duty in enumerate(Duty):
        title, usual = duty_title(book.profile, duty), usual_title(duty)
        grid.addWidget(words(usual, "quiet", place, wrap=True), at, 0)
        grid.addWidget(selectable(words(title, "strong" if title != usual else "", place, wrap=True)), at, 1)
    titles.add(place)
    others = other_lines(book.profile)
    return [about, titles, *([_others(others)] if others else [])]


def _about(book: Book) -> list[Fact]:
    profile, follows = book.profile, book.follows
    own = own_settings(profile, follows)
    facts = [Fact(tr("Name"), profile.name)]
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
        facts.append(Fact(tr("Follows"), kept))
    facts.append(Fact(tr("Kind"), kind_words(profile)))
    facts.append(Fact(tr("About"), " ".join(profile.about.split()) or tr("not said")))
    facts.append(Fact(tr("Clauses"), ntr("{count} is named here", "{count} are named here", len(profile.clauses))))
    return facts


def _others(lines: Sequence[SettingLine]) -> Card:
    card = Card(tr("What else it speaks about"))
    for at, line in enumerate(lines):
        if at:
            card.add(rule(card))
        place = QWidget(card)
        grid = _grid(place)
        grid.addWidget(selectable(words(line.title, "strong", place, wrap=True)), 0, 0)
        grid.addWidget(_clause(line, place), 0, 1)
        card.add(place)
    return card


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
