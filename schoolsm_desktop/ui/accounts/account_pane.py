"""The pane beside the list: one account, what needs doing, its secrets, its facts, and its next steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.accounts import Account, AccountClass, AccountState
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.accounts import AccountFacts
from schoolsm_desktop.ui.accounts.account_facts import facts_shown
from schoolsm_desktop.ui.accounts.banners import Banner, notices_of
from schoolsm_desktop.ui.accounts.book import PaneFacts
from schoolsm_desktop.ui.accounts.code_view import Source
from schoolsm_desktop.ui.accounts.columns import SHORT_STATES
from schoolsm_desktop.ui.accounts.life import CLOSE, SEEN, Step, care_of, steps_of
from schoolsm_desktop.ui.accounts.secrets_panel import SecretsPanel
from schoolsm_desktop.ui.accounts.site import site_address
from schoolsm_desktop.ui.common.card import Card, rule, selectable, words
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.fact_list import FactList
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.theme import State, px, set_look, theme


class AccountPane(Card):
    """`acted` gives the key of a task: a dialog, a step of the account's life, `open-site`, `copy-user-name`."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(tr("The chosen account"))
        self.setMinimumHeight(px(360))
        self.facts: AccountFacts | None = None
        self.title = words("", "heading", self, wrap=True)
        self.subtitle = words("", "quiet", self, wrap=True)
        self.chip = Chip(State.UNKNOWN, "", self)
        self.hint = words(
            tr("Choose an account to see who looks after it, its password and its facts."), "quiet", self, wrap=True
        )
        self.site = QPushButton(theme().icon("external-link"), tr("Open the site"), self)
        self.site.setIconSize(QSize(px(16), px(16)))
        self.site.clicked.connect(lambda _on=False: self.acted.emit("open-site"))
        top = QHBoxLayout()
        top.addWidget(self.chip)
        top.addStretch(1)
        top.addWidget(self.site)
        for part in (self.title, self.subtitle, top, self.hint):
            self.add(part)
        self.secrets = SecretsPanel(self)
        self.secrets.acted.connect(self.acted)
        self.list = FactList(self)
        self._banners: list[Banner] = []
        self.buttons: dict[str, QPushButton] = {}
        self._scroll = self._body()
        self.add(self._scroll, 1)
        self._foot = QWidget(self)
        self._steps = Flow(self._foot)
        self.add(self._foot)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that nothing is chosen."""
        self.facts = None
        self.secrets.hide_all()
        for part in (self.title, self.subtitle, self.chip, self.site, self._scroll, self._foot):
            part.setVisible(False)
        self.hint.setVisible(True)
        self.column.setAlignment(self.hint, Qt.AlignmentFlag.AlignTop)

    def show_account(self, found: PaneFacts, school: str = "") -> None:
        """Show one account; secrets on the screen stay if it is the same one. `school` is named where there are several."""
        facts = found.facts
        account = facts.line.account
        other = self.facts is None or self.facts.line.account.id != account.id
        self.facts = facts
        self.hint.setVisible(False)
        self.title.setText(account.name)
        self.subtitle.setText(_subtitle(facts))
        said, state = tr(SHORT_STATES[account.state][0]), SHORT_STATES[account.state][1]
        self.chip.show_state(
            state if account.is_ours else _outside_state(account),
            said if account.is_ours else _outside_words(account),
            signed=account.is_ours or _outside_state(account) is State.WARN,
        )
        for part in (self.title, self.subtitle, self.chip, self._scroll, self._foot):
            part.setVisible(True)
        self._show_banners(facts, found.now)
        self._show_ways(facts)
        self.secrets.show_account(facts)
        self.list.show_facts(facts_shown(facts, found.knowers, school))
        self._show_steps(facts)
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def show_codes(self, source: Source) -> None:
        """Show one-time codes and bring them into view."""
        self.secrets.show_codes(source)
        if self.secrets.code is not None:
            self._scroll.ensureWidgetVisible(self.secrets.code)

    @property
    def banners(self) -> tuple[Banner, ...]:
        """What stands above the facts now."""
        return tuple(self._banners)

    def _body(self) -> Scroll:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(9))
        self._banner_place = QVBoxLayout()
        self._banner_place.setSpacing(px(6))
        column.addLayout(self._banner_place)
        column.addWidget(self._ways())
        column.addWidget(self.secrets)
        column.addWidget(rule(inside))
        column.addWidget(self.list)
        column.addStretch(1)
        scroll = Scroll(inside, self)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Facts about the account"))
        return scroll

    def _ways(self) -> QWidget:
        """The user name with its copy button."""
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._user_label = words(tr("User name"), "quiet", place)
        line = QHBoxLayout()
        line.setSpacing(px(4))
        self.user_name = selectable(words("", "", place))
        self.user_name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.copy_user = QToolButton(place)
        self.copy_user.setIcon(theme().icon("copy"))
        self.copy_user.setIconSize(QSize(px(16), px(16)))
        self.copy_user.setAccessibleName(tr("Copy the user name"))
        self.copy_user.setToolTip(tr("Copy the user name"))
        self.copy_user.clicked.connect(lambda _on=False: self.acted.emit("copy-user-name"))
        line.addWidget(self.user_name, 1)
        line.addWidget(self.copy_user)
        column.addWidget(self._user_label)
        column.addLayout(line)
        return place

    def _show_ways(self, facts: AccountFacts) -> None:
        account = facts.line.account
        for part in (self._user_label, self.user_name, self.copy_user):
            part.setVisible(bool(account.user_name))
        self.user_name.setText(account.user_name)
        self.user_name.setToolTip(account.user_name)
        self.site.setVisible(site_address(account.address) is not None)

    def _show_banners(self, facts: AccountFacts, now: datetime) -> None:
        for banner in self._banners:
            self._banner_place.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self._banners = [Banner(notice, self) for notice in notices_of(facts, now)]
        for banner in self._banners:
            banner.acted.connect(self.acted)
            self._banner_place.addWidget(banner)

    def _show_steps(self, facts: AccountFacts) -> None:
        while (item := self._steps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        if facts.may_edit:
            self._add_step("edit", tr("Edit…"), tr("Edit the facts of this account"))
        account = facts.line.account
        if account.state is AccountState.IN_USE and account.is_live and (facts.may_edit or facts.line.mine):
            self._add_step(SEEN, tr("Seen in use today"))
        for step in steps_of(facts):
            self._add_step(step.key, step.words)
        self._add_menu(care_of(facts))
        self._foot.setVisible(bool(self.buttons))

    def _add_menu(self, steps: Sequence[Step]) -> None:
        if not steps:
            return
        more = QPushButton(tr("More"), self._foot)
        more.setAccessibleName(tr("More to do with this account"))
        menu = QMenu(more)
        for step in steps:
            menu.addAction(step.words).triggered.connect(lambda _on=False, key=step.key: self.acted.emit(key))
        more.setMenu(menu)
        self._steps.addWidget(more)
        more.show()
        self.buttons["more"] = more

    def _add_step(self, key: str, said: str, name: str = "") -> None:
        button = QPushButton(said, self._foot)
        button.setAccessibleName(name or said)
        if key in ("closed", CLOSE):
            set_look(button, "danger")
        button.clicked.connect(lambda _on=False: self.acted.emit(key))
        self._steps.addWidget(button)
        button.show()
        self.buttons[key] = button


def _outside_words(account: Account) -> str:
    if account.not_ours.gone_on is not None:
        return tr("Gone")
    return tr("Pretends") if account.account_class is AccountClass.PRETENDS else tr("Not ours")


def _outside_state(account: Account) -> State:
    """One that pretends to be the school's is a matter for today until it is gone."""
    standing = account.account_class is AccountClass.PRETENDS and account.not_ours.gone_on is None
    return State.WARN if standing else State.UNKNOWN


def _subtitle(facts: AccountFacts) -> str:
    account, platform = facts.line.account, facts.line.platform
    where = account.address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    parts = [platform.name, account.handle, where]
    return " · ".join(part for part in dict.fromkeys(parts) if part)
