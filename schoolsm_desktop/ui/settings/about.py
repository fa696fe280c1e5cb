"""About the program: its version, where the records lie, when it locks, and its licence."""

from __future__ import annotations

from schoolsm_desktop import __version__
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.auto_lock import IDLE_MINUTES
from schoolsm_desktop.ui.common.card import Card
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.parts import Part, PartedPage


class AboutPart(Part):
    """Facts an IT person asks for."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        card = Card()
        self._facts = FactList(card)
        card.add(self._facts)
        card.fill()
        self.column.addWidget(card)
        self.column.addStretch(1)

    def reload(self) -> None:
        folder = self.page.desk.office.folder
        self._facts.show_facts(
            [
                Fact(tr("Version"), f"SchoolSM Desktop {__version__}"),
                Fact(tr("The school’s records"), str(folder)),
                Fact(
                    tr("Locks"),
                    ntr(
                        "After {count} minute away, when the PC locks or sleeps, and with Ctrl+L. F12 covers the screen.",
                        "After {count} minutes away, when the PC locks or sleeps, and with Ctrl+L. F12 covers the screen.",
                        IDLE_MINUTES,
                    ),
                ),
                Fact(tr("Appearance"), tr("Follows the system: light or dark, text size, high contrast.")),
                Fact(tr("Network"), tr("None. Nothing is sent anywhere, and nothing is fetched.")),
                Fact(tr("Licence"), tr("GNU General Public License, version 3 or later.")),
            ]
        )
