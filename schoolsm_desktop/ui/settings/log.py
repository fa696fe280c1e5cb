"""Who did what: the signed log, newest first, and a check of every signature."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.services.log import LogCheck, LogLine
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage


class LogPart(Part):
    """The newest entries. Nothing here can be changed or taken out.

    They show no number: beside the others, a number left out would tell of a sealed record (PRACTICE 3).
    """

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        row = QHBoxLayout()
        row.addWidget(
            words(
                tr("Every entry is signed by the person who acted and tied to the one before it."),
                "quiet",
                self,
                wrap=True,
            ),
            1,
        )
        self.check = QPushButton(tr("Check every signature"), self)
        self.check.clicked.connect(lambda _on=False: self._check())
        row.addWidget(self.check)
        self.list: ListPane[LogLine] = ListPane(
            "log",
            _columns(),
            page.desk.views,
            Teaching(tr("Nothing was done yet"), tr("Each deed leaves a line here.")),
            name=tr("Who did what"),
            identity=lambda line: line.entry.number,
        )
        self.column.addLayout(row)
        self.column.addWidget(self.list, 1)

    def reload(self) -> None:
        self.page.work(self.page.desk.office.log.lines, self.list.set_rows)

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.page.work(self.page.desk.office.log.check, self._checked, self._failed)

    def _checked(self, result: LogCheck) -> None:
        self.check.setEnabled(True)
        if result.sound:
            self.page.messages.good(tr("The whole log was read: every entry is signed and in its place."))
            return
        if result.first_fault is None:
            self.page.messages.stop(_altered_text(result))
            return
        self.page.messages.stop(
            tr(
                "The log is not as it was written. Somebody may have changed the records outside this program. "
                "Keep the PC as it is, compare with a backup, and tell the headteacher and your data protection officer."
            )
        )

    def _failed(self, error: Exception) -> None:
        from schoolsm_desktop.ui.common.background import show_failure

        self.check.setEnabled(True)
        show_failure(self.page, error)


def _altered_text(result: LogCheck) -> str:
    kinds = list_text(list(dict.fromkeys(row.words for row in result.altered)))
    return ntr(
        "The log is in order, but {count} record is not as it says ({kinds}). Somebody may have changed the records "
        "outside this program. Compare with a backup, and tell the headteacher and your data protection officer.",
        "The log is in order, but {count} records are not as it says ({kinds}). Somebody may have changed the records "
        "outside this program. Compare with a backup, and tell the headteacher and your data protection officer.",
        len(result.altered),
        kinds=kinds,
    )


def _columns() -> tuple[Column[LogLine], ...]:
    return (
        Column("when", tr("When"), lambda line: line.when, sort=lambda line: line.entry.number),
        Column("who", tr("Who"), lambda line: line.who, bold=True),
        Column("did", tr("Did what"), lambda line: line.did),
        Column("about", tr("About"), lambda line: line.about or "–", grow=True),
    )
