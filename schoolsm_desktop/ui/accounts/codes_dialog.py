"""Backup codes: opened once with a reason where one is asked, each shown, copied or ticked off on its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.accounts import CodeUse
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.account_care import CodeLine
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.secret_field import SecretView
from schoolsm_desktop.ui.theme import State, px, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart


class CodesDialog(FormDialog):
    """`record` is the account's id. The codes are here while the dialog is open, and never among what survives a lock."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        facts = part.facts_of(UUID(record))
        account = facts.line.account
        super().__init__(
            part.page,
            tr("Backup codes of {account}", account=account.name),
            tr("Show the codes"),
            self._open,
            sentence=tr(
                "Each one opens the account once, on the day the second factor is lost. Tick off each one used."
            ),
            wide=True,
        )
        self.cancel.setText(tr("Close"))
        self._account_id = account.id
        self.reason_needed = part.book.reason_needed
        if self.reason_needed:
            self.form.add_line(
                "reason",
                tr("Why do you open them?"),
                part.opening.last_reason,
                needed=True,
                longest=200,
                hint=part.book.reason_clause,
            )
        self.form.add_day(
            "used_on", tr("Day of use"), part.desk.today(), needed=True, hint=tr("For the codes that you tick off now.")
        )
        self.form.field("used_on").setVisible(False)
        self.form.saved()
        self._opening = part.opening
        self.lines: list[CodeRow] = []
        self._list = QWidget(self.form)
        set_look(self._list, "body")
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(px(6))
        self.form.add_widget(self._list)

    def _open(self) -> None:
        care, account_id = self.page.desk.office.account_care, self._account_id
        reason = self.form.value("reason") if self.reason_needed else ""

        def came(codes: Sequence[CodeLine]) -> None:
            self._opening.last_reason = reason or self._opening.last_reason
            self.form.saved()
            self._show(codes)

        self.work(lambda: care.backup_codes(account_id, reason), came)

    def _show(self, codes: Sequence[CodeLine]) -> None:
        self.main.setVisible(False)
        if self.reason_needed:
            self.form.field("reason").setVisible(False)
        self.form.field("used_on").setVisible(any(line.use is None for line in codes))
        for line in codes:
            row = CodeRow(line, self._list)
            row.view.wanted.connect(lambda how, row=row: self._wanted(row, how))
            row.tick.clicked.connect(lambda _on=False, row=row: self._tick(row))
            self._rows.addWidget(row)
            self.lines.append(row)
            row.view.show_secret(line.code)
        QTimer.singleShot(0, self, self.fit)

    def _wanted(self, row: CodeRow, how: str) -> None:
        if how == "show":
            row.view.show_secret(row.line.code)
            return
        self.page.desk.clipboard.copy(row.line.code)
        self.messages.clear()
        self.messages.inform(
            tr(
                "Code {number} is on the clipboard for 20 seconds. If the platform took it, tick it off.",
                number=row.line.position,
            )
        )
        row.tick.setFocus()

    def _tick(self, row: CodeRow) -> None:
        care, account_id, position = self.page.desk.office.account_care, self._account_id, row.line.position
        day = self.form.day("used_on")
        if day is None:
            self.form.show_error("used_on", tr("Enter the day on which the code was used."))
            return

        def ticked(use: CodeUse) -> None:
            self.form.saved()
            self.messages.clear()
            row.show_used(use, tr("you"))

        self.work(lambda: care.tick_code(account_id, position, day), ticked)


class CodeRow(QWidget):
    """One code: dots or letters, Copy, and either the button that ticks it off or when and by whom it was used."""

    def __init__(self, line: CodeLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(words(tr("{number}.", number=line.position), "quiet", self))
        self.view = SecretView(tr("Code {number}", number=line.position), self)
        self.tick = QPushButton(tr("Tick off"), self)
        self.tick.setAccessibleName(tr("Tick off code {number}", number=line.position))
        self.tick.setAutoDefault(False)
        self.used = words("", "quiet", self)
        row.addWidget(self.view, 1)
        side = QWidget(self)
        beside = QHBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.tick)
        beside.addWidget(self.used)
        beside.addStretch(1)
        row.addWidget(side, 1)
        self.used.setVisible(False)
        if line.use is not None:
            self.show_used(line.use, line.used_by.short_name if line.used_by else "–")

    def show_used(self, use: CodeUse, who: str) -> None:
        """Say when it was used and by whom."""
        self.used.setText(tr("{sign} used on {day} by {who}", sign=State.GOOD.sign, day=day_text(use.used_on), who=who))
        self.used.setVisible(True)
        self.tick.setVisible(False)
