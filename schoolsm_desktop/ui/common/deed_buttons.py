"""A few buttons for what is chosen, and under “More” what is done seldom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.theme import set_look

Deed = tuple[str, str, str]
"""What to begin, the words of its button, its look."""
FEW = 4
"""So many deeds stand as buttons, whichever they are; of more, those at hand do and the rest under “More”."""


class DeedButtons(QWidget):
    """Hidden while there are none. `at_hand` are the deeds that always stand as buttons; `more` names the menu aloud."""

    def __init__(self, parent: QWidget, at_hand: Collection[str], more: str) -> None:
        super().__init__(parent)
        self._at_hand, self._more_name = at_hand, more
        self._flow = Flow(self)

    def show_deeds(self, deeds: Sequence[Deed], begin: Callable[[str], object]) -> None:
        """Put a button for each deed at hand, and the others under “More”."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        at_hand = [deed for deed in deeds if len(deeds) <= FEW or deed[0] in self._at_hand]
        for act, said, look in at_hand:
            button = QPushButton(said, self)
            if look:
                set_look(button, look)
            button.clicked.connect(lambda _on=False, act=act: begin(act))
            self._flow.addWidget(button)
        others = [deed for deed in deeds if deed not in at_hand]
        if others:
            self._flow.addWidget(self._more(others, begin))
        self.setVisible(bool(deeds))

    def _more(self, deeds: Sequence[Deed], begin: Callable[[str], object]) -> QPushButton:
        button = QPushButton(tr("More"), self)
        button.setAccessibleName(self._more_name)
        menu = QMenu(button)
        for act, said, _look in deeds:
            menu.addAction(said).triggered.connect(lambda _on=False, act=act: begin(act))
        button.setMenu(menu)
        return button
