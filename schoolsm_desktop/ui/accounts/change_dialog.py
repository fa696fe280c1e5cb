"""A new password for an account: made by chance or typed, put on the platform, kept here, confirmed now or later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from schoolsm_desktop.domain.accounts import SecretField, SecretVersion
from schoolsm_desktop.domain.cards import CardTask
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.how_to import HowToView
from schoolsm_desktop.ui.theme import State, px, set_state

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart

LENGTHS: Final = range(12, 65)
USUAL_LENGTH: Final = 20
PAUSE_MS: Final = 350  # a typed password is judged when the typing rests
KEEP, RESET = "keep", "reset"
STEPS: Final = (CardTask.CHANGE_PASSWORD, CardTask.SIGN_OUT_EVERYWHERE)
YES, NOT_YET = "yes", "not-yet"


class Judged(Protocol):
    """How strong a password is, as the service says it."""

    @property
    def weak(self) -> bool: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...


class ChangePasswordDialog(FormDialog):
    """`record` is the account's id. What is typed survives a lock: it may be on the platform already."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        facts = part.facts_of(UUID(record))
        self._account, self._platform = facts.line.account, facts.line.platform
        self._first = SecretField.PASSWORD not in facts.fields
        name = self._account.name
        title = (
            tr("Keep the password of {account}", account=name)
            if self._first
            else tr("New password for {account}", account=name)
        )
        super().__init__(part.page, title, tr("Save"), self._save, sentence=self._where())
        self._made = ""
        self._add_fields()
        self.form.edited.connect(self._edited)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self._fit_to_way()

    def _where(self) -> str:
        if self._first or not self._platform.change_password:
            return ""
        return tr("On {platform}: {where}.", platform=self._platform.name, where=self._platform.change_password)

    def _add_fields(self) -> None:
        form = self.form
        ways = [
            (KEEP, tr("Keep the password here")),
            (RESET, tr("It was reset there and is not kept here")),
        ]
        form.add_choice("way", tr("What happened"), ways, KEEP)
        form.field("way").setVisible(not self._first)
        self.secret = form.add_secret(
            "password",
            tr("Password") if self._first else tr("New password"),
            keep=True,
            hint="" if self._first else tr("Make one by chance, or type the one that was set there."),
        )
        self._maker = self._maker_line()
        form.add_widget(self._maker)
        self._strength = words("", "", self.form, wrap=True)
        form.add_widget(self._strength)
        self._strength.setVisible(False)
        answers = [
            (NOT_YET, tr("Not yet: I change it there next, and confirm it afterwards")),
            (YES, tr("Yes, {platform} has it already", platform=self._platform.name)),
        ]
        form.add_choice(
            "there",
            tr("Is it already changed on the platform?"),
            answers,
            YES if self._first else NOT_YET,
            hint="" if self._first else tr("Until it is confirmed, the previous password is kept as well."),
        )
        form.field("there").setVisible(not self._first)
        self._add_steps()
        form.saved()

    def _add_steps(self) -> None:
        """How it is done on the platform, and how every other device is signed out afterwards."""
        self.steps = [HowToView(self.page.desk, self.form) for _ in STEPS]
        for view, task in zip(self.steps, STEPS, strict=True):
            self.form.add_widget(view)
            view.loaded.connect(lambda: QTimer.singleShot(0, self, self.fit))
            if not self._first:
                view.load(self._platform.id, task)

    def _maker_line(self) -> QWidget:
        line = QWidget(self.form)
        flow = Flow(line, gap=8)
        self.make = QPushButton(tr("Make a new one"), line)
        self.make.clicked.connect(lambda _on=False: self._make())
        self.copy = QPushButton(tr("Copy it"), line)
        self.copy.setAccessibleName(tr("Copy the new password"))
        self.copy.clicked.connect(lambda _on=False: self._copy())
        self.length = QSpinBox(line)
        self.length.setRange(LENGTHS[0], LENGTHS[-1])
        self.length.setValue(USUAL_LENGTH)
        self.length.setAccessibleName(tr("Length"))
        self.symbols = QCheckBox(tr("Signs such as # and ?"), line)
        self.symbols.setChecked(True)
        self._length_word = QLabel(tr("Length"), line)
        self._length_word.setBuddy(self.length)
        pair = QWidget(line)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self._length_word)
        row.addWidget(self.length)
        for part in (self.make, self.copy, pair, self.symbols):
            flow.addWidget(part)
        return line

    # What the person does

    def _make(self) -> None:
        secrets, length, symbols = self.page.desk.office.secrets, self.length.value(), self.symbols.isChecked()

        def made(password: str) -> None:
            self._made = password
            self.secret.setText(password)
            self.secret.eye.setChecked(True)

        self.work(lambda: secrets.generate(length, symbols=symbols), made)

    def _copy(self) -> None:
        if self.secret.text():
            self.page.desk.clipboard.copy(self.secret.text())
            self.messages.inform(tr("Copied. The clipboard is cleared in 20 seconds."))

    def _edited(self, name: str) -> None:
        if name == "way":
            self._fit_to_way()
        elif name == "password":
            self.copy.setEnabled(bool(self.secret.text()))
            self._strength.setVisible(False)
            self._pause.start()

    def _fit_to_way(self) -> None:
        keep = self.form.value("way") == KEEP
        self.form.field("password").setVisible(keep)
        self.form.field("there").setVisible(keep and not self._first)
        self._maker.setVisible(keep)
        self._strength.setVisible(keep and bool(self._strength.text()))
        self.copy.setEnabled(bool(self.secret.text()))
        self.form.field("way").set_hint(
            "" if keep else tr("The register then counts it as changed. Whoever needs it asks whoever reset it.")
        )

    def _judge(self) -> None:
        text = self.secret.text()
        if not text or text == self._made:
            self._strength.setVisible(False)
            return
        secrets, account = self.page.desk.office.secrets, self._account

        def said(strength: Judged) -> None:
            if self.secret.text() == text:
                self._say(strength)

        self.page.desk.background.run(lambda: secrets.judge(text, account), said, owner=self)

    def _say(self, strength: Judged) -> None:
        state = State.WARN if strength.weak else State.GOOD
        said = tr("Weak. {reasons}", reasons=" ".join(strength.reasons)) if strength.weak else tr("Not weak.")
        self._strength.setText(tr("{sign} {words}", sign=state.sign, words=said))
        set_state(self._strength, state)
        self._strength.setVisible(True)
        self.fit()

    def _save(self) -> None:
        if self.form.value("way") == RESET:
            self._save_reset()
            return
        password = self.secret.text()
        if not password:
            self.form.show_error("password", tr("Type the password, or make a new one."))
            return
        secrets, account_id = self.page.desk.office.secrets, self._account.id
        confirmed = self.form.value("there") == YES
        generated = password == self._made

        def done(version: SecretVersion) -> None:
            self._close()
            if not self._first and version.password_since < version.number:
                self.page.messages.warn(
                    tr("This is the password that {account} has had, so nothing is new.", account=self._account.name)
                )
                return
            self.page.messages.good(
                tr("The password of {account} is kept.", account=self._account.name)
                if confirmed
                else tr(
                    "The new password of {account} is kept here. Confirm it when {platform} has it too.",
                    account=self._account.name,
                    platform=self._platform.name,
                )
            )

        self.work(
            lambda: secrets.change(
                account_id, {SecretField.PASSWORD: password}, confirmed=confirmed, generated=generated
            ),
            done,
        )

    def _save_reset(self) -> None:
        secrets, account_id = self.page.desk.office.secrets, self._account.id

        def done(_nothing: None) -> None:
            self._close()
            self.page.messages.good(tr("The reset of {account} is recorded.", account=self._account.name))

        self.work(lambda: secrets.record_reset(account_id), done)

    def _close(self) -> None:
        self.form.saved()
        self.secret.hide_now()
        self.accept()
