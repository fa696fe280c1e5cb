"""What needs care: every account with something wrong, worst first, and the button that begins to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from schoolsm_desktop.domain.account_health import CONCERN_WORDS, Concern, Weight
from schoolsm_desktop.domain.accounts import beside_name
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.account_care import HealthLine, HealthView
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State, px, set_look

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

STATES: Mapping[Weight, State] = {
    Weight.MUST: State.STOP,
    Weight.SHOULD: State.WARN,
    Weight.NOT_KNOWN: State.UNKNOWN,
}
BUTTON_WORDS: Mapping[Concern, str] = {
    Concern.MUST_CHANGE: "Change…",
    Concern.PLATFORM_CLOSED: "Close…",
    Concern.NOBODY_LOOKS_AFTER: "Choose…",
    Concern.NOBODY_HAS_ACCESS: "Give access…",
    Concern.WEAK: "Change…",
    Concern.USED_TWICE: "Change…",
    Concern.TOO_OLD: "Change…",
    Concern.NO_SECOND_FACTOR: "Enter it…",
    Concern.ONE_ADMINISTRATOR: "Enter it…",
    Concern.PRIVATE_RECOVERY: "Enter it…",
    Concern.RECOVERY_NOT_TRIED: "Tried…",
    Concern.FEW_CODES: "Keep…",
    Concern.NOT_USED: "Seen in use",
}
ACTS: Mapping[Concern, str] = {
    Concern.MUST_CHANGE: "change-password",
    Concern.PLATFORM_CLOSED: "close-account",
    Concern.NOBODY_LOOKS_AFTER: "new-owner",
    Concern.WEAK: "change-password",
    Concern.USED_TWICE: "change-password",
    Concern.TOO_OLD: "change-password",
    Concern.NO_SECOND_FACTOR: "account",
    Concern.ONE_ADMINISTRATOR: "account",
    Concern.PRIVATE_RECOVERY: "account",
    Concern.RECOVERY_NOT_TRIED: "tried",
    Concern.FEW_CODES: "keep-backup-codes",
}
"""What each button begins among the accounts; giving access begins elsewhere, and being seen in use is one click."""
ALL = ""


class HealthPart(Part):
    """One line for each account and concern. A record of this part is an account's id."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view = HealthView((), {}, 0, 0)
        self._wanted = ""
        head = QWidget(self)
        set_look(head, "body")
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        self.summary: QLabel = words("", "", head, wrap=True)
        self.concerns = QComboBox(head)
        self.concerns.setAccessibleName(tr("Which concern"))
        self.concerns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.owners = QPushButton(tr("New owner…"), head)
        row.addWidget(self.summary, 1)
        row.addWidget(self.concerns)
        row.addWidget(self.owners)
        self.list: ListPane[HealthLine] = ListPane(
            "health",
            _columns(),
            page.desk.views,
            Teaching(
                tr("Every account is in good health"),
                tr("Passwords, second factors, recovery and the people who look after them are in order."),
                icon="shield-check",
            ),
            name=tr("What needs care"),
            find=_find_text,
            identity=lambda line: (line.account.id, line.finding.concern),
            two_line=True,
        )
        self.column.addWidget(head)
        self.column.addWidget(self.list, 1)
        self.concerns.currentIndexChanged.connect(lambda _at: self._fill())
        self.owners.clicked.connect(lambda _on=False: self.page.begin("new-owner", ""))
        self.list.pressed_button.connect(self._begin)
        self.list.opened.connect(lambda line, _key: self.page.desk.go(Target("accounts", str(line.account.id))))
        self.list.setVisible(False)  # until it has been read: "in good health" would not be true

    def reload(self) -> None:
        self.page.work(self.page.desk.office.account_care.health, self._show)

    @staticmethod
    def waiting(office: Office) -> int:
        return len(office.account_care.health().lines)

    def show_record(self, record: str) -> None:
        """The first line of this account."""
        self._wanted = record
        self._go_to_wanted()

    def _show(self, view: HealthView) -> None:
        self._view = view
        self.list.setVisible(True)
        self.summary.setText(_summary(view))
        before = self.concerns.currentData()
        self.concerns.blockSignals(True)
        self.concerns.clear()
        self.concerns.addItem(tr("Everything ({count})", count=len(view.lines)), ALL)
        for concern, count in view.counts.items():
            said = tr("{concern} ({count})", concern=tr(CONCERN_WORDS[concern]), count=count)
            self.concerns.addItem(said, concern.value)
        self.concerns.setCurrentIndex(max(0, self.concerns.findData(before)))
        self.concerns.blockSignals(False)
        self.concerns.setVisible(bool(view.lines))
        self.page.set_count(self, len(view.lines))
        self._fill()
        self._go_to_wanted()

    def _fill(self) -> None:
        wanted = self.concerns.currentData() or ALL
        self.list.set_rows([x for x in self._view.lines if wanted in (ALL, x.finding.concern.value)])

    def _go_to_wanted(self) -> None:
        line = next((x for x in self._view.lines if str(x.account.id) == self._wanted), None)
        if line is not None:
            self._wanted = ""
            self.list.pick((line.account.id, line.finding.concern))

    def _begin(self, line: HealthLine, _key: str) -> None:
        account, concern = line.account, line.finding.concern
        if not line.may_begin:
            self.page.desk.go(Target("accounts", str(account.id)))
        elif concern is Concern.NOT_USED:
            self._seen(line)
        elif concern is Concern.NOBODY_HAS_ACCESS:
            self.page.desk.go(Target("access", f"|{account.id}", "give"))
        else:
            self.page.desk.go(Target("accounts", str(account.id), ACTS[concern]))

    def _seen(self, line: HealthLine) -> None:
        def done(_account: object) -> None:
            self.page.messages.good(tr("{account} was seen in use today.", account=line.account.name))

        self.page.work(lambda: self.page.desk.office.account_care.seen_in_use(line.account.id), done)


def _summary(view: HealthView) -> str:
    if view.well:
        well = ntr("{count} account is in good health.", "{count} accounts are in good health.", view.well)
    else:
        well = tr("Every account has something to look at.") if view.accounts else ""
    if not view.urgent:
        return well
    urgent = ntr("{count} thing must be done.", "{count} things must be done.", view.urgent)
    return tr("{urgent} {well}", urgent=urgent, well=well)


def _find_text(line: HealthLine) -> str:
    owner = line.owner.name if line.owner else tr("Nobody")
    return " ".join((line.account.name, line.account.handle, line.platform.name, line.finding.words, owner))


def _columns() -> tuple[Column[HealthLine], ...]:
    return (
        Column(
            "account",
            tr("Account"),
            lambda x: x.account.name,
            detail=lambda x: beside_name(x.platform.name, x.account.name),
            bold=True,
            width=180,
        ),
        Column(
            "concern",
            tr("What is wrong"),
            lambda x: x.finding.words,
            sort=lambda x: list(Concern).index(x.finding.concern),
            state=lambda x: STATES[x.finding.weight],
            width=190,
        ),
        Column(
            "said",
            tr("What to do"),
            lambda x: x.finding.said,
            detail=lambda x: x.finding.to_do,
            hint=lambda x: f"{x.finding.said}\n{x.finding.to_do}",
            grow=True,
        ),
        Column(
            "owner",
            tr("Looked after by"),
            lambda x: x.owner.short_name if x.owner else tr("Nobody"),
            width=120,
        ),
        Column(
            "go",
            tr("Do it"),
            lambda x: tr(BUTTON_WORDS[x.finding.concern]) if x.may_begin else tr("Open"),
            look=Look.BUTTON,
            width=120,
        ),
    )
