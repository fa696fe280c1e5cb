"""Dialogs that look at the register: the history of one cell, and which accounts stand in the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.cell_history import CellHistory, HistoryLine
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ForgottenViews, ListPane
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px

if TYPE_CHECKING:
    from schoolsm_desktop.domain.accounts import Account
    from schoolsm_desktop.domain.people import Person
    from schoolsm_desktop.services.printing import Printed


class HistoryDialog(FormDialog):
    """Everything that happened between a person and an account, oldest first; printed on demand."""

    def __init__(self, page: Page, person: Person, account: Account, *, may_print: bool) -> None:
        super().__init__(
            page,
            tr("History"),
            tr("Print the history"),
            self._print,
            sentence=tr("{person} · {account}", person=person.name, account=account.name),
            wide=True,
        )
        self._who, self._where = person.id, account.id
        self.cancel.setText(tr("Close"))
        self.main.setVisible(may_print)
        self.list: ListPane[HistoryLine] = ListPane(
            "access-history",
            history_columns(),
            ForgottenViews(),
            Teaching(
                tr("Nothing has happened here yet"), tr("What is asked for, given, changed or opened stands here.")
            ),
            name=tr("History"),
            identity=lambda line: (line.at, line.what),
            two_line=True,
        )
        self.list.setMinimumHeight(px(360))
        self.form.add_widget(self.list)
        office = page.desk.office
        self.work(lambda: office.access.history(self._who, self._where), self._show)

    def _show(self, history: CellHistory) -> None:
        self.list.set_rows(history.lines)

    def _print(self) -> None:
        def make() -> Printed:
            return self.page.desk.office.printing.access_history(self._who, self._where)

        def made(document: Printed) -> None:
            self.accept()
            self.page.desk.preview(document)

        self.work(make, made)


def history_columns() -> tuple[Column[HistoryLine], ...]:
    """When, what, who; the details under what happened."""
    return (
        Column("when", tr("When"), lambda line: line.when, sort=lambda line: line.at, width=140),
        Column("what", tr("What happened"), lambda line: line.what, detail=_more, hint=_more, grow=True),
        Column("who", tr("Who"), lambda line: line.who, width=130),
    )


def _more(line: HistoryLine) -> str:
    return line.more


class WhichAccountsDialog(FormDialog):
    """Which accounts the register shows, and prints as a selection."""

    def __init__(
        self, page: Page, accounts: Sequence[Account], shown: Sequence[str], chosen: Callable[[list[str]], object]
    ) -> None:
        super().__init__(
            page,
            tr("Which accounts?"),
            tr("Show these accounts"),
            self._choose,
            sentence=tr("The register shows the accounts that are ticked; the others stay as they are."),
        )
        self._chosen = chosen
        self.accounts = TickList(tr("Accounts"), self.form)
        self.accounts.set_items([(str(a.id), a.name, "") for a in accounts])
        for account in accounts:
            if not shown or str(account.id) in shown:
                self.accounts.tick(str(account.id))
        self.form.add_widget(self.accounts)

    def _choose(self) -> None:
        ticked = self.accounts.ticked()
        if not ticked:
            self.messages.warn(tr("Tick at least one account."))
            return
        everything = self.accounts.list.count() == len(ticked)
        self._chosen([] if everything else ticked)
        self.accept()
