"""What keeps accounts in good health: the list of what needs care, and every dialog that puts something right."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from schoolsm_desktop.domain.accounts import Account, AccountClass, Known, NotOurs, SecretField
from schoolsm_desktop.ui.accounts.care_dialogs import CloseDialog, HandOnDialog, NewOwnerDialog, TriedDialog
from schoolsm_desktop.ui.accounts.codes_dialog import CodesDialog
from schoolsm_desktop.ui.accounts.health_part import HealthPart
from schoolsm_desktop.ui.accounts.pretend_dialogs import GoneDialog, ReportDialog
from schoolsm_desktop.ui.common.dialogs import FormDialog

from .account_round import Accounts
from .guide import fill, pick_box
from .scene import Stage

WITH_CODES, MEANT = "School website", "Instagram"
D = TypeVar("D", bound=FormDialog)
CODES = "4821-0937\n7713-5520\n9046-2218\n3359-8174\n6620-4491"


def account_care_round(stage: Stage) -> None:
    """Everything about the care of accounts, as the coordinator has it."""
    accounts = Accounts(stage)
    _health(accounts)
    _codes(accounts)
    _dialogs(accounts)
    _pretender(accounts)


def _health(accounts: Accounts) -> None:
    guide, page = accounts.guide, accounts.page
    with guide.step("accounts-health"):
        page.begin("health", "")
    part = page.part(HealthPart)
    with guide.step("accounts-health-one-concern"):
        pick_box(part.concerns, part.concerns.itemText(1))
    pick_box(part.concerns, part.concerns.itemText(0))


def _codes(accounts: Accounts) -> None:
    guide, page, office = accounts.guide, accounts.page, accounts.stage.office
    account = accounts.account(WITH_CODES)
    page.begin("accounts", "")
    guide.ask(lambda: office.secrets.change(account.id, {SecretField.BACKUP_CODES: CODES}, confirmed=True))
    guide.ask(lambda: office.account_care.tick_code(account.id, 2, guide.on))
    with guide.step("accounts-codes-left"):
        accounts.choose(WITH_CODES)
    with guide.step("accounts-codes-closed", stay=True):
        dialog = _open(accounts, "codes", account.id, CodesDialog)
    with guide.step("accounts-codes-open", stay=True):
        if dialog.reason_needed:
            fill(dialog, {"reason": "the phone with the codes is lost"})
        dialog.main.click()
        guide.until(lambda: bool(dialog.lines), "the backup codes")
    with guide.step("accounts-codes-copied", stay=True):
        dialog.lines[0].view.copy.click()
    with guide.step("accounts-codes-ticked"):
        dialog.lines[0].tick.click()
        guide.settle()


def _dialogs(accounts: Accounts) -> None:
    guide = accounts.guide
    meant = accounts.account(MEANT).id
    with guide.step("accounts-tried"):
        _open(accounts, "tried", meant, TriedDialog)
    with guide.step("accounts-handed-on"):
        _open(accounts, "hand-on", meant, HandOnDialog)
    with guide.step("accounts-new-owner"):
        _open(accounts, "new-owner", accounts.account("Year 6 blog").id, NewOwnerDialog)
    with guide.step("accounts-closing"):
        _open(accounts, "close-account", meant, CloseDialog)


def _pretender(accounts: Accounts) -> None:
    guide = accounts.guide
    account = _one_that_pretends(accounts)
    with guide.step("accounts-pretends"):
        accounts.part.show_account(account.id)
    with guide.step("accounts-report"):
        _open(accounts, "report", account.id, ReportDialog)
    with guide.step("accounts-gone"):
        _open(accounts, "gone", account.id, GoneDialog)


def _one_that_pretends(accounts: Accounts) -> Account:
    """The one of the demonstration, or one made for the picture."""
    for line in accounts.lines:
        if line.account.account_class is AccountClass.PRETENDS:
            return line.account
    first = accounts.lines[0].account
    made = Account(
        first.id,
        first.school_id,
        "facebook",
        "Fernhollow Primary official",
        account_class=AccountClass.PRETENDS,
        not_ours=NotOurs("Not known", Known.YES),
    )
    return accounts.guide.ask(lambda: accounts.stage.office.accounts.add(made))


def _open(accounts: Accounts, act: str, account: UUID, kind: type[D]) -> D:
    accounts.page.begin(act, str(account))
    accounts.guide.settle()
    return accounts.guide.dialog(kind)
