"""The photo check: where, and who can be seen; the answer at once."""

from __future__ import annotations

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.empty import Empty, Teaching
from schoolsm_desktop.ui.parts import Part, PartedPage


class CheckPart(Part):
    """May we post this picture?"""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.column.addWidget(Empty(Teaching(tr("No pupils yet"), tr("Bring the pupils in to check a picture."))), 1)
