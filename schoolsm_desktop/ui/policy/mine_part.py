"""What is each person's own: the policy to read and sign, their training, their undertaking, what they declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from schoolsm_desktop.domain.conditions import ConditionMet
from schoolsm_desktop.domain.papers import Paper
from schoolsm_desktop.domain.read_and_signed import Signed
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.mine import MyPart
from schoolsm_desktop.ui.common.card import Card, Pane, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, set_look, set_state

from .mine_declarations import MineDeclarations
from .training_words import course_lines, read_words, undertaking_line

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office


class MinePart(Part):
    """What is to be signed on top, the policy below as it is to be read; beside it what was attended and undertaken."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.desk = page.desk
        self._mine: MyPart | None = None
        right = QWidget(self)
        set_look(right, "body")
        side = Sides(right)
        self._state = FactList(side)
        own = Card(tr("Your training and access"), side)
        own.add(self._state)
        self._promises = Card(tr("What you undertook for posting access"), side)
        self._promised = words("", "", self._promises, wrap=True)
        self._promises.add(self._promised)
        self._declared = MineDeclarations(page)
        for card in (own, self._declared, self._promises):
            side.add(card)
        side.fill()
        self.column.addWidget(self._sign_card(self))
        self.column.addWidget(Split(self._reading(), side, (6, 4)), 1)

    def _reading(self) -> QWidget:
        card = Pane()
        self._heading = words("", "heading", card, wrap=True)
        self._under = words("", "quiet", card, wrap=True)
        self.open_text = QPushButton(tr("Read the school’s own text…"), card)
        self.open_text.clicked.connect(lambda _on=False: self._show_text())
        place = QWidget(card)
        set_look(place, "body")
        Flow(place).addWidget(self.open_text)
        self._monitoring = words("", "", card, wrap=True)
        self._monitored = words(tr("What the school says about monitoring"), "strong", card, wrap=True)
        self._clauses = words(tr("Clause by clause, in short"), "strong", card, wrap=True)
        self._gists = FactList(card)
        for part in (
            self._heading,
            self._under,
            place,
            self._monitored,
            self._monitoring,
            self._clauses,
            self._gists,
        ):
            card.add(part)
        card.fill()
        return card

    def _sign_card(self, parent: QWidget) -> Card:
        card = Card(parent=parent)
        self._said = words("", "heading", card, wrap=True)
        self._why = words("", "quiet", card, wrap=True)
        self.agree = QCheckBox("", card)
        self.agree.setText(tr("I have read it and keep to it"))
        self.sign = QPushButton(tr("Read and signed"), card)
        set_look(self.sign, "main")
        self.sign.setEnabled(False)
        self.agree.toggled.connect(self.sign.setEnabled)
        self.sign.clicked.connect(lambda _on=False: self._do_sign())
        place = QWidget(card)
        set_look(place, "body")
        Flow(place).addWidget(self.sign)
        for part in (self._said, self._why, self.agree, place):
            card.add(part)
        return card

    # Reading

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return self._declared.dialogs()

    def reload(self) -> None:
        self._declared.reload()
        self.read(self.desk.office.mine.view, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return int(office.mine.view().may_sign)

    def _show(self, mine: MyPart) -> None:
        self._mine = mine
        self.page.set_count(self, int(mine.may_sign))
        version = mine.version
        self._heading.setText(mine.policy)
        self._under.setText(
            tr("Version “{version}”, in force from {day}", version=version.label, day=day_text(version.in_force_from))
            if version is not None
            else tr("The policy the school follows. Its text lies in the office.")
        )
        self.open_text.setVisible(version is not None and version.text_id is not None)
        for label in (self._monitored, self._monitoring):
            label.setVisible(bool(mine.monitoring))
        self._monitoring.setText(mine.monitoring)
        self._clauses.setVisible(bool(mine.clauses))
        self._gists.show_facts(_gists(mine))
        self._show_sign(mine)
        self._state.show_facts(
            [
                Fact(tr("Training"), course_lines(mine.needs, mine.line.courses)),
                Fact(tr("Undertaking for posting access"), [undertaking_line(mine.line.undertaking)]),
            ]
        )
        self._promises.setVisible(bool(mine.promises))
        self._promised.setText("\n".join(f"{number}. {said}" for number, said in enumerate(mine.promises, 1)))

    def _show_sign(self, mine: MyPart) -> None:
        read = mine.line.read
        state = State.GOOD if read.state is Signed.YES else State.WARN if read.is_lacking else State.UNKNOWN
        self._said.setText(f"{state.sign} {read_words(read)}")
        set_state(self._said, state)
        self._why.setText(_why(mine))
        self.agree.setChecked(False)
        self.agree.setVisible(mine.may_sign)
        self.sign.setVisible(mine.may_sign)

    # Deeds

    def _do_sign(self) -> None:
        mine = self._mine
        if mine is None or not self.agree.isChecked():
            return
        version = mine.version.id if mine.version is not None else None

        def signed(_met: ConditionMet) -> None:
            self.page.messages.good(tr("Thank you. That you have read and signed stands in the records."))
            self.reload()

        self.sign.setEnabled(False)
        self.page.work(lambda: self.desk.office.mine.read_and_sign(version), signed)

    def _show_text(self) -> None:
        version = self._mine.version if self._mine is not None else None
        if version is None:
            return

        def show(kept: tuple[Paper, bytes]) -> None:
            paper, content = kept
            ScanView(self.page, paper.name, paper.kind, content).open()

        self.page.work(lambda: self.desk.office.editions.text(version.id), show)


class Sides(Pane):
    """Cards one below the other, without a card around them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, tight=True)
        set_look(self, "body")
        self.column.setSpacing(12)


def _gists(mine: MyPart) -> list[Fact]:
    """The gists, those of one clause together."""
    found: dict[str, list[FactLine]] = {}
    for each in mine.clauses:
        named = " · ".join(dict.fromkeys(part for part in (each.label, each.heading) if part))
        found.setdefault(named, []).append(FactLine(each.gist))
    return [Fact(named, lines) for named, lines in found.items()]


def _why(mine: MyPart) -> str:
    read = mine.line.read
    if read.state is Signed.NOT_ASKED:
        return tr("The policy is not for the kind of contract you have. You can read it all the same.")
    if read.state is Signed.YES:
        return mine.rests_on
    if read.asked.by is None:
        return mine.rests_on
    return tr("Please by {day}. {clause}", day=day_text(read.asked.by), clause=mine.rests_on)
