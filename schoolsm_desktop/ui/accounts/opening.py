"""Opening and copying secrets from the page: with a reason where your policy wants one, recorded by the service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from schoolsm_desktop.domain.accounts import SECRET_WORDS, SecretField
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.one_time_codes import CodeSource
from schoolsm_desktop.ui.accounts.book import PaneFacts, read_pane
from schoolsm_desktop.ui.accounts.secrets_panel import COPY, PREVIOUS, SHOW
from schoolsm_desktop.ui.common.dialogs import FormDialog

if TYPE_CHECKING:
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart

CODES: Final = "codes"  # the one-time codes made from a kept key, not the key itself


def secret_name(secret: str) -> str:
    """What a secret is called on the screen."""
    return tr("Previous password") if secret == PREVIOUS else tr(SECRET_WORDS[SecretField(secret)])


class Opening:
    """Takes a secret to the screen or the clipboard. Nothing is kept here but the last reason, while the page lives."""

    def __init__(self, part: AccountsPart) -> None:
        self._part = part
        self.last_reason = ""

    def want(self, secret: str, how: str) -> None:
        """Show or copy a secret of the chosen account; asks why first where the policy says so."""
        account_id = self._part.chosen
        if account_id is None:
            return
        if self._part.book.reason_needed:
            self._part.page.open_dialog("reason", f"{account_id} {secret} {how}")
        else:
            self._part.page.work(
                lambda: self.fetch(account_id, secret, how, ""), lambda text: self.hand_over(secret, how, text)
            )

    def fetch(self, account_id: UUID, secret: str, how: str, reason: str) -> str:
        """The secret, from its service; called on the worker. The opening is recorded there."""
        service = self._part.desk.office.secrets
        if secret == PREVIOUS:
            return service.open_previous(account_id, reason)[0]
        field = SecretField(secret)
        return service.copy(account_id, field, reason) if how == COPY else service.open(account_id, field, reason)

    def hand_over(self, secret: str, how: str, text: str) -> None:
        """Put an opened secret on the screen or the clipboard."""
        panel = self._part.pane.secrets
        if how == SHOW:
            panel.show_secret(secret, text)
            return
        panel.copied()
        self._part.desk.clipboard.copy(text)

    def codes(self, reason: str = "") -> None:
        """Show the one-time codes of the chosen account; asks why first where the policy says so and nothing said it yet."""
        account_id = self._part.chosen
        if account_id is None:
            return
        if self._part.book.reason_needed and not reason:
            self._part.page.open_dialog("reason", f"{account_id} {SecretField.ONE_TIME_SEED.value} {CODES}")
        else:
            self._part.page.work(
                lambda: self.fetch_codes(account_id, reason), lambda found: self.hand_over_codes(account_id, found)
            )

    def fetch_codes(self, account_id: UUID, reason: str) -> tuple[PaneFacts, CodeSource]:
        """The codes, and the pane read anew with them, since their key may just be kept; called on the worker."""
        office = self._part.desk.office
        source = office.secrets.code_source(account_id, reason)
        return read_pane(office, account_id), source

    def hand_over_codes(self, account_id: UUID, found: tuple[PaneFacts, CodeSource]) -> None:
        """Show the codes, if their account is still the chosen one."""
        if self._part.chosen == account_id:
            self._part.show_pane(found[0])
            self._part.pane.show_codes(found[1])

    def copy_code(self, code: str) -> None:
        """Put the present code on the clipboard."""
        self._part.pane.secrets.copied()
        self._part.desk.clipboard.copy(code)


class ReasonDialog(FormDialog):
    """Asks why a secret is opened. `record` is `account secret how`, so that it comes back after a lock."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        account, self._secret, self._how = record.split()
        self._account_id = UUID(account)
        self._part = part
        name = secret_name(self._secret)
        copying = self._how == COPY
        super().__init__(
            part.page,
            tr("Why do you copy it?") if copying else tr("Why do you open it?"),
            tr("Copy") if copying else tr("Show"),
            self._open,
            sentence=tr(
                "{what} of {account}. {clause}.",
                what=name,
                account=part.name_of(self._account_id),
                clause=part.book.reason_clause,
            ),
        )
        line = self.form.add_line(
            "reason",
            tr("Reason"),
            part.opening.last_reason,
            needed=True,
            longest=200,
            hint=tr("A few words; they are kept in who did what."),
        )
        line.selectAll()

    def _open(self) -> None:
        opening, reason, account_id = self._part.opening, self.form.value("reason"), self._account_id

        def shown(text: str) -> None:
            opening.last_reason = reason
            self.accept()
            opening.hand_over(self._secret, self._how, text)

        def codes(found: tuple[PaneFacts, CodeSource]) -> None:
            opening.last_reason = reason
            self.accept()
            opening.hand_over_codes(account_id, found)

        if self._how == CODES:
            self.work(lambda: opening.fetch_codes(account_id, reason), codes)
        else:
            self.work(lambda: opening.fetch(account_id, self._secret, self._how, reason), shown)
