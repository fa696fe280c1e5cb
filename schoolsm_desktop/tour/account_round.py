"""The accounts: the list, an account in each state, every dialog of it, and bringing passwords in."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.ui.accounts.account_dialog import AccountDialog
from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart
from schoolsm_desktop.ui.accounts.change_dialog import ChangePasswordDialog
from schoolsm_desktop.ui.accounts.import_dialog import ImportDialog
from schoolsm_desktop.ui.accounts.keep_dialog import KeepDialog
from schoolsm_desktop.ui.accounts.life_dialogs import AuthoriseDialog, WaiveDialog
from schoolsm_desktop.ui.accounts.opening import ReasonDialog
from schoolsm_desktop.ui.accounts.page import AccountsPage
from schoolsm_desktop.ui.accounts.seed_dialog import SeedDialog
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.search_combo import SearchCombo

from .guide import Guide, TourError, fill
from .samples import KDBX_PASSWORD, Samples
from .scene import Stage


class Accounts:
    """The page of accounts as one person has it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide = stage, stage.guide
        page = stage.page("accounts")
        if not isinstance(page, AccountsPage):
            raise TourError("the page of accounts is another one")
        self.page, self.part = page, page.part(AccountsPart)
        self.lines = stage.guide.ask(stage.office.accounts.lines)

    def account(self, name: str) -> Account:
        """An account of the demonstration by its name."""
        return next(line.account for line in self.lines if line.account.name == name)

    def choose(self, name: str) -> str:
        """Choose an account on the list; its id as text."""
        account_id: UUID = self.account(name).id
        self.part.show_account(account_id)
        self.guide.settle()
        return str(account_id)


def account_round(stage: Stage, samples: Samples) -> None:
    """Everything on the page of accounts, as the coordinator has it."""
    accounts = Accounts(stage)
    _states(stage, accounts)
    _secrets(stage, accounts)
    _facts(stage, accounts)
    _password(stage, accounts)
    _codes(stage, accounts, samples)
    _bring_in(stage, accounts, samples)
    _bring_in_faults(stage, accounts, samples)


def _states(stage: Stage, accounts: Accounts) -> None:
    guide = stage.guide
    for name, state in (
        ("Instagram", "must-change"),
        ("X (Twitter)", "weak"),
        ("YouTube channel", "change-advised"),
        ("Year 6 blog", "nobody-looks-after-it"),
        ("News channel for parents", "proposed"),
        ("Facebook page", "no-password"),
        ("Old Year 4 class page", "closed"),
        ("Friends of Fernhollow group", "not-ours"),
    ):
        with guide.step(f"accounts-{state}"):
            accounts.choose(name)
    with guide.step("accounts-filter"):
        accounts.choose("Instagram")
        accounts.part.list.filter.setText("tw")
    with guide.step("accounts-nothing-found"):
        accounts.part.list.filter.setText("zeppelin")
    accounts.part.list.filter.clear()
    with guide.step("accounts-close"):
        accounts.choose("News channel for parents")
        accounts.part.pane.acted.emit("closed")  # one that never began is closed by a click
        guide.dialog(Question)


def _secrets(stage: Stage, accounts: Accounts) -> None:
    guide = stage.guide
    accounts.choose("School website")
    panel = accounts.part.pane.secrets
    with guide.step("accounts-reason"):
        panel.wanted.emit("password", "show")
        guide.settle()
        guide.dialog(ReasonDialog)
    _open(guide, accounts.part, "password", "show")
    with guide.step("accounts-password-shown"):
        pass
    _open(guide, accounts.part, "password", "copy")
    with guide.step("accounts-password-copied"):
        guide.until(panel.clipboard_words.isVisible, "the words about the clipboard")
    with guide.step("accounts-codes"):
        panel.code_wanted.emit()
    panel.hide_all()


def _open(guide: Guide, part: AccountsPart, secret: str, how: str) -> None:
    """Show or copy a secret; the headteacher of the tour wants a reason for it."""
    part.pane.secrets.wanted.emit(secret, how)
    guide.settle()
    dialog = guide.dialog(ReasonDialog)
    fill(dialog, {"reason": "news item for the summer fair"})
    dialog.main.click()
    guide.settle()


def _facts(stage: Stage, accounts: Accounts) -> None:
    guide, page = stage.guide, accounts.page
    with guide.step("accounts-new", stay=True):
        guide.press("New account…", page)
        dialog = guide.dialog(AccountDialog)
    with guide.step("accounts-new-wrong"):
        fill(dialog, {"address": "https://www.instagram.com/fernhollow.pta"})
        owner = dialog.form.field("owner_id").editor
        if isinstance(owner, SearchCombo):
            owner.keep_typed("Somebody Unknown")
        dialog.main.click()
    with guide.step("accounts-edit", stay=True):
        account = accounts.choose("Instagram")
        page.begin("account", account)
        guide.settle()
        dialog = guide.dialog(AccountDialog)
    with guide.step("accounts-edit-all-facts", stay=True):
        for section in dialog.fields.sections:
            section.setChecked(True)
        dialog.resize(dialog.width(), 728)
    with guide.step("accounts-leave-unsaved"):
        fill(dialog, {"handle": "@fernhollow.news"})
        dialog.cancel.click()
        guide.dialog(Question)
    with guide.step("accounts-authorise-from-paper"):
        page.begin("authorise", accounts.choose("News channel for parents"))
        guide.settle()
        guide.dialog(AuthoriseDialog)


def _password(stage: Stage, accounts: Accounts) -> None:
    guide, page = stage.guide, accounts.page
    account = accounts.choose("Instagram")
    with guide.step("accounts-new-password", stay=True):
        page.begin("change-password", account)
        guide.settle()
        dialog = guide.dialog(ChangePasswordDialog)
    with guide.step("accounts-new-password-weak", stay=True):
        fill(dialog, {"password": "Summer2019"})
        guide.until(lambda: guide.reads("Weak."), "the judgement of a password")
    with guide.step("accounts-new-password-made", stay=True):
        guide.press("Make a new one")
    with guide.step("accounts-password-reset-elsewhere"):
        fill(dialog, {"way": "reset"})
    with guide.step("accounts-new-password-kept"):
        page.begin("change-password", account)
        guide.settle()
        guide.press("Make a new one")
        guide.press("Save")
    with guide.step("accounts-first-password"):
        page.begin("change-password", accounts.choose("Facebook page"))
        guide.settle()
        guide.dialog(ChangePasswordDialog)


def _codes(stage: Stage, accounts: Accounts, samples: Samples) -> None:
    guide, page = stage.guide, accounts.page
    account = accounts.choose("X (Twitter)")
    with guide.step("accounts-codes-set-up", stay=True):
        page.begin("seed", account)
        guide.settle()
        dialog = guide.dialog(SeedDialog)
    with guide.step("accounts-codes-no-picture", stay=True):
        QApplication.clipboard().clear()
        guide.press("Paste a picture", dialog)
    with guide.step("accounts-codes-picture-without", stay=True):
        dialog.messages.clear()
        dialog.take_file(samples.no_code)
    with guide.step("accounts-codes-read", stay=True):
        QApplication.clipboard().setImage(QImage(str(samples.square_code)))
        guide.press("Paste a picture", dialog)
    with guide.step("accounts-codes-apart"):
        dialog.messages.clear()
        fill(dialog, {"where": "apart"})
    QApplication.clipboard().clear()
    for secret in ("backup-codes", "recovery-answers", "note"):
        with guide.step(f"accounts-keep-{secret}"):
            accounts.choose("Instagram")
            accounts.part.pane.acted.emit(f"keep-{secret}")
            guide.settle()
            guide.dialog(KeepDialog)


def _import(guide: Guide, page: AccountsPage) -> ImportDialog:
    guide.press("Bring in passwords…", page)
    return guide.dialog(ImportDialog)


def _bring_in(stage: Stage, accounts: Accounts, samples: Samples) -> None:
    guide, page = stage.guide, accounts.page
    with guide.step("import-choose", stay=True):
        dialog = _import(guide, page)
    with guide.step("import-entries", stay=True):
        dialog.take_file(samples.browser)
    with guide.step("import-columns", stay=True):
        guide.press("Correct the columns…", dialog)
    with guide.step("import-result", stay=True):
        guide.press("Back", dialog)
        guide.press("Read the file", dialog)
        dialog.main.click()
    with guide.step("import-delete", stay=True):
        guide.press("Delete the file…", dialog)
        guide.dialog(Question)
    with guide.step("import-deleted"):
        guide.press("Delete the file")


def _bring_in_faults(stage: Stage, accounts: Accounts, samples: Samples) -> None:
    guide, page = stage.guide, accounts.page
    for name, file in (
        ("not-what-it-says", samples.not_what_it_says),
        ("file-missing", samples.staff.with_name("gone.csv")),
        ("columns-not-recognised", samples.nameless),
        ("untidy-list", samples.untidy),
        ("staff-list", samples.staff),
    ):
        with guide.step(f"import-{name}"):
            _import(guide, page).take_file(file)
    with guide.step("import-keepass-password", stay=True):
        dialog = _import(guide, page)
        dialog.take_file(samples.kdbx)
    with guide.step("import-keepass-wrong-password", stay=True):
        dialog.messages.clear()
        fill(dialog, {"password": "not this one"})
        guide.press("Read the file", dialog)
    with guide.step("import-keepass-entries"):
        fill(dialog, {"password": KDBX_PASSWORD})
        guide.press("Read the file", dialog)


def head_round(stage: Stage) -> None:
    """What only the headteacher does on the page of accounts."""
    guide, accounts = stage.guide, Accounts(stage)
    with guide.step("accounts-authorise"):
        accounts.page.begin("authorise", accounts.choose("News channel for parents"))
        guide.settle()
        guide.dialog(AuthoriseDialog)
    with guide.step("accounts-waive"):
        accounts.page.begin("waive", accounts.choose("YouTube channel"))
        guide.settle()
        guide.dialog(WaiveDialog)
