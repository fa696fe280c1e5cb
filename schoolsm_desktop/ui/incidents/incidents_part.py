"""The incidents that whoever is signed in can read."""

from __future__ import annotations

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.incidents import IncidentLine
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage


class IncidentsPart(Part):
    """A record of this part is the id of an incident."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.list: ListPane[IncidentLine] = ListPane(
            "incidents",
            (
                Column("reference", tr("Reference"), lambda x: x.reference),
                Column("kind", tr("What"), lambda x: x.kind),
                Column("when", tr("Reported"), lambda x: x.when),
                Column("state", tr("State"), lambda x: x.state),
            ),
            page.desk.views,
            Teaching(
                tr("Nothing has been reported to you"),
                tr("What is reported stands here for those it is shared with, and for nobody else."),
            ),
            name=tr("Incidents"),
            identity=lambda x: x.id,
        )
        self.column.addWidget(self.list, 1)

    def reload(self) -> None:
        self.read(self.page.desk.office.incidents.lines, self.list.set_rows)
