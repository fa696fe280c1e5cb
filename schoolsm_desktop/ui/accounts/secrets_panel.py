"""What is kept secret for one account: hidden, shown for 20 seconds, copied for 20 seconds, and the way to change it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.accounts import SECRET_WORDS, SecretField, SignInKind
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.accounts import AccountFacts
from schoolsm_desktop.ui.accounts.code_view import CodeView, Source
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.secret_field import SecretView
from schoolsm_desktop.ui.theme import State, px, set_state

PREVIOUS: Final = "previous"  # the password before a change that is not confirmed yet
SHOW: Final = "show"
COPY: Final = "copy"
KEEPABLE: Final = (SecretField.BACKUP_CODES, SecretField.RECOVERY_ANSWERS, SecretField.NOTE)


class SecretsPanel(QWidget):
    """Asks for what is wanted and holds nothing: `wanted` gives (secret, "show" or "copy"), `acted` a task by its key.

    It is built anew only when another account or another set of secrets comes, so that a reading of the records does
    not hide what is being shown.
    """

    wanted = Signal(str, str)
    code_wanted = Signal()
    code_copied = Signal(str)
    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._inside: QWidget | None = None
        self._key: object = None
        self._copied_here = False
        self._account: UUID | None = None
        self.views: dict[str, SecretView] = {}
        self.code: CodeView | None = None
        self.codes: QPushButton | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.clipboard_words = words("", "quiet", self, wrap=True)
        self._column.addWidget(self.clipboard_words)
        self.clipboard_words.setVisible(False)

    def show_account(self, facts: AccountFacts) -> None:
        """Show what is kept for this account; what is on screen stays where nothing changed."""
        version = facts.version
        unconfirmed = version is not None and version.confirmed_at is None
        account = facts.line.account
        key: tuple[object, ...] = (
            account.id,
            facts.fields,
            facts.may_open,
            facts.may_keep,
            unconfirmed,
            facts.line.platform,
            account.seeds_kept_apart,
            version.password_since if version is not None else 0,
            facts.codes,
        )
        if self._account != account.id:
            self._account, self._copied_here = account.id, False  # the words would speak of another account’s secret
        if key != self._key:
            self._key = key
            self._build(facts, unconfirmed)

    def show_secret(self, secret: str, text: str) -> None:
        """Show an opened secret where it belongs."""
        if secret in self.views:
            self.views[secret].show_secret(text)

    def show_codes(self, source: Source) -> None:
        """Show one-time codes."""
        if self.code is not None:
            self.code.start(source)

    def copied(self) -> None:
        """A secret of this account went to the clipboard just now."""
        self._copied_here = True

    def clipboard_left(self, seconds: int) -> None:
        """Say how long what was copied here still lies on the clipboard."""
        if not self._copied_here:
            return
        if seconds:
            said = ntr(
                "Copied. The clipboard is cleared in {count} second.",
                "Copied. The clipboard is cleared in {count} seconds.",
                seconds,
            )
        else:
            said = tr("The clipboard is cleared.")
            self._copied_here = False
        self.clipboard_words.setText(said)
        self.clipboard_words.setVisible(True)

    def hide_all(self) -> None:
        """Put the dots back everywhere."""
        for view in self.views.values():
            view.hide_now()
        if self.code is not None:
            self.code.stop()

    def _build(self, facts: AccountFacts, unconfirmed: bool) -> None:
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self.views, self.buttons, self.code, self.codes = {}, {}, None, None
        self.clipboard_words.setVisible(False)
        inside = self._inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._column.addWidget(inside)  # under the words about the clipboard, which must be seen at once
        if facts.may_open:
            self._add_kept(facts, column, unconfirmed)
        said = _nothing_words(facts)
        if said:
            column.addWidget(words(said, "quiet", inside, wrap=True))
        self._add_buttons(facts, inside, column)
        inside.show()

    def _add_kept(self, facts: AccountFacts, column: QVBoxLayout, unconfirmed: bool) -> None:
        if SecretField.PASSWORD in facts.fields:
            self._add_view(SecretField.PASSWORD.value, tr(SECRET_WORDS[SecretField.PASSWORD]), column)
            if unconfirmed and facts.version is not None and facts.version.password_since > 1:
                self._add_view(PREVIOUS, tr("Previous password"), column)
        if SecretField.ONE_TIME_SEED in facts.fields:
            column.addWidget(words(tr(SECRET_WORDS[SecretField.ONE_TIME_SEED]), "quiet", self._inside))
            self.code = CodeView(self._inside)
            self.code.wanted.connect(self.code_wanted)
            self.code.copied.connect(self.code_copied)
            column.addWidget(self.code)
        for secret in KEEPABLE:
            if secret is SecretField.BACKUP_CODES and secret in facts.fields:
                self._add_codes(facts, column)
            elif secret in facts.fields:
                self._add_view(secret.value, tr(SECRET_WORDS[secret]), column)

    def _add_codes(self, facts: AccountFacts, column: QVBoxLayout) -> None:
        """How many are left is said without opening them."""
        column.addWidget(words(tr(SECRET_WORDS[SecretField.BACKUP_CODES]), "quiet", self._inside))
        line = QWidget(self._inside)
        flow = Flow(line)
        if facts.codes is not None:
            left = words(facts.codes.words, "", line)
            if facts.codes.few:
                left.setText(tr("{sign} {words}", sign=State.WARN.sign, words=facts.codes.words))
                set_state(left, State.WARN)
            flow.addWidget(left)
        self.codes = QPushButton(tr("Open the codes…"), line)
        self.codes.clicked.connect(lambda _on=False: self.acted.emit("codes"))
        flow.addWidget(self.codes)
        column.addWidget(line)

    def _add_view(self, secret: str, name: str, column: QVBoxLayout) -> None:
        column.addWidget(words(name, "quiet", self._inside))
        view = SecretView(name, self._inside)
        view.wanted.connect(lambda how, secret=secret: self.wanted.emit(secret, how))
        self.views[secret] = view
        column.addWidget(view)

    def _add_buttons(self, facts: AccountFacts, inside: QWidget, column: QVBoxLayout) -> None:
        if not facts.may_keep or not facts.line.account.is_ours:
            return
        line = QWidget(inside)
        flow = Flow(line)
        has = SecretField.PASSWORD in facts.fields
        change = QPushButton(tr("Change…") if has else tr("Keep the password…"), line)
        if has:
            change.setAccessibleName(tr("Change the password"))
        change.clicked.connect(lambda _on=False: self.acted.emit("change-password"))
        flow.addWidget(change)
        more = QPushButton(tr("Keep more here"), line)
        more.setMenu(self._menu(facts, more))
        flow.addWidget(more)
        self.buttons = {"change-password": change, "more": more}
        column.addWidget(line)

    def _menu(self, facts: AccountFacts, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        entries = [("seed", SecretField.ONE_TIME_SEED), *((f"keep-{secret.value}", secret) for secret in KEEPABLE)]
        for act, secret in entries:
            name = tr(SECRET_WORDS[secret])
            said = tr("Change: {what}…", what=name) if secret in facts.fields else tr("{what}…", what=name)
            menu.addAction(said).triggered.connect(lambda _on=False, act=act: self.acted.emit(act))
        return menu


def _nothing_words(facts: AccountFacts) -> str:
    account, platform = facts.line.account, facts.line.platform
    if not account.is_ours:
        return tr("It is not the school’s account, so no password of it is kept here.")
    if facts.fields and not facts.may_open:
        return tr("Its password is kept here. The register does not give it to you: ask for access where you need it.")
    if SecretField.PASSWORD in facts.fields:
        return ""
    if platform.sign_in is SignInKind.OWN_LOGINS:
        return tr(
            "Everybody enters {platform} with a login of their own, so there is no shared password.",
            platform=platform.name,
        )
    return tr("No password is kept here yet.")
