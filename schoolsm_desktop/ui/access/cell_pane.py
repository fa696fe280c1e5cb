"""The pane beside the register: one cell in full with what can be done there, or a person's policy and training."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.access import Access
from schoolsm_desktop.domain.accounts import beside_name
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.matrix import CellFacts, MatrixRow
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.theme import px, set_look

from .cell_facts import before_posting, cell_facts


class CellPane(Card):
    """`wanted` gives the name of what a button is for, and the record it is about."""

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._heading = words("", "heading", self, wrap=True)
        self._under = words("", "quiet", self, wrap=True)
        self._facts = FactList(self)
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, px(6), 0)
        column.addWidget(self._facts)
        column.addStretch(1)
        scroll = Scroll(place, self)
        scroll.setMinimumHeight(px(200))
        self._buttons = QWidget(self)
        set_look(self._buttons, "body")
        self._flow = Flow(self._buttons)
        for part in (self._heading, self._under):
            self.add(part)
        self.add(scroll, 1)  # a cell with much to tell does not make the whole page scroll
        self.add(self._buttons)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what would stand here."""
        self._begin(tr("Choose a cell"), tr("Click a person’s cell to see who authorised it, since when and why."))
        self._facts.show_facts(())

    def show_person(self, row: MatrixRow, *, may_tick: bool) -> None:
        """A person, and what stands between them and posting."""
        held = [cell for cell in row.cells if cell.live]
        self._begin(row.person.name, ntr("Access to {count} account.", "Access to {count} accounts.", len(held)))
        self._facts.show_facts([before_posting(row.readiness)] if row.readiness is not None else ())
        if may_tick and row.readiness is not None and not row.readiness.ok:
            self._button(tr("Tick off…"), "tick", row.person.id)

    def show_cell(self, facts: CellFacts, today: date, *, may_ask: bool) -> None:
        """One cell and its buttons; `may_ask` where there is something to choose from."""
        self._begin(
            tr("{person} · {account}", person=facts.person.short_name, account=facts.account.name),
            facts.account.address or beside_name(facts.platform.name, facts.account.name),
        )
        self._facts.show_facts(cell_facts(facts))
        if facts.cell.waiting is not None:
            self._button(tr("Go to the request"), "request", facts.cell.waiting.id)
        for access in facts.cell.live:
            self._of_access(facts, access)
        paused = [a for a in facts.cell.ended if a.paused_at is not None and not a.over_by(today)]
        for access in paused if facts.may_give else ():
            self._button(tr("Let it stand again"), "resume", access)
        if facts.may_give and not facts.cell.live and may_ask:
            self._button(tr("Give access…"), "give", facts)
        if facts.may_see_history and not facts.cell.is_empty:
            self._button(tr("History"), "history", facts)

    def _of_access(self, facts: CellFacts, access: Access) -> None:
        if access.paper_id is not None:
            self._button(tr("Look at the paper"), "paper", access.paper_id)
        if facts.may_give:
            self._button(tr("Change…"), "change", access)
        if facts.may_end:
            self._button(tr("End access…"), "end", access, danger=True)
            self._button(tr("Pause"), "pause", access)

    def _begin(self, heading: str, under: str) -> None:
        self._heading.setText(heading)
        self._under.setText(under)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _button(self, said: str, what: str, record: object, *, danger: bool = False) -> None:
        button = QPushButton(said, self._buttons)
        if danger:
            set_look(button, "danger")
        press: Callable[[], None] = partial(self.wanted.emit, what, record)
        button.clicked.connect(lambda _on=False: press())
        self._flow.addWidget(button)
