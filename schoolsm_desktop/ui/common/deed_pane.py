"""The pane beside a list: what is chosen, what can be done with it, and its facts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from schoolsm_desktop.ui.common.card import Pane, words
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.theme import set_look


class DeedPane(Pane):
    """`heading` names what is chosen, `flow` takes the buttons (in `buttons`), `facts` the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = words("", "heading", self, wrap=True)
        self.facts = FactList(self)
        self.buttons = QWidget(self)
        set_look(self.buttons, "body")
        self.flow = Flow(self.buttons)
        for part in (self.heading, self.buttons, self.facts):
            self.add(part)
        self.fill()
