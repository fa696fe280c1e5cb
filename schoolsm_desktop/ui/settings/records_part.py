"""The records check: has anybody changed what is kept by other means than this program?"""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.records_report import LOOKED_WORDS, Finding, RecordsReport
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, px, set_look


class RecordsPart(Part):
    """One button; what it found stands below it, what is wrong first."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.report: RecordsReport | None = None
        card = Card()
        card.add(
            words(
                tr(
                    "Everybody with a sign-in holds the key of the records, and a tool could change them past this program. "
                    "What is done here is signed; the check holds everything that is kept against it."
                ),
                "",
                card,
                wrap=True,
            )
        )
        self._last = words("", "quiet", card, wrap=True)
        card.add(self._last)
        flow = Flow()
        self.check = QPushButton(tr("Check the records now"), card)
        set_look(self.check, "main")
        self.check.clicked.connect(lambda _on=False: self._check())
        self.print = QPushButton(tr("Print what was found"), card)
        self.print.clicked.connect(lambda _on=False: self._print())
        self.print.setVisible(False)
        flow.addWidget(self.check)
        flow.addWidget(self.print)
        card.add(flow)
        card.fill()
        self.column.addWidget(card)
        self._found: QWidget | None = None
        self.column.addStretch(1)

    def reload(self) -> None:
        self.page.work(self.page.desk.office.records_check.last_on, self._show_last)

    def _show_last(self, last: date | None) -> None:
        self._last.setText(
            tr("Last checked on {day}.", day=day_text(last)) if last else tr("Nobody has checked the records yet.")
        )

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.page.messages.clear()
        office = self.page.desk.office
        self.page.long_work(
            tr("Checking the records"),
            lambda progress: office.records_check.run(progress.report),
            self._show,
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        from schoolsm_desktop.ui.common.background import show_failure

        self.check.setEnabled(True)
        show_failure(self.page, error)

    def _show(self, report: RecordsReport) -> None:
        self.check.setEnabled(True)
        self.print.setVisible(True)
        self.report = report
        if self._found is not None:
            self.column.removeWidget(self._found)
            self._found.deleteLater()
        self._found = _found(report)
        self.column.insertWidget(self.column.count() - 1, self._found)
        if report.is_sound:
            self.page.messages.good(report.verdict)
        else:
            self.page.messages.stop(report.verdict)
        self.reload()

    def _print(self) -> None:
        report = self.report
        if report is not None:
            self.page.work(lambda: self.page.desk.office.printing.records_check(report), self.page.desk.preview)


def _found(report: RecordsReport) -> Card:
    card = Card(tr("What was found"))
    for finding in report.findings:
        card.add(_line(finding, card))
    card.fill()
    return card


def _line(finding: Finding, parent: QWidget) -> QWidget:
    line = QWidget(parent)
    column = QVBoxLayout(line)
    column.setContentsMargins(0, px(4), 0, px(4))
    column.setSpacing(px(4))
    row = QHBoxLayout()
    state, said = (State.GOOD, tr("in order")) if finding.is_good else (State.STOP, tr("not in order"))
    row.addWidget(Chip(state, said, line))
    row.addWidget(words(tr(LOOKED_WORDS[finding.looked]), "strong", line))
    row.addStretch(1)
    column.addLayout(row)
    column.addWidget(words(" ".join(x for x in (finding.said, finding.todo) if x), "", line, wrap=True))
    return line
