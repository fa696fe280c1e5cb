"""Reports: every document the program can print, for whom it is, and a preview of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.pages import Desk, Page

from .recovery_dialog import RecoveryDialog

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import NewRecoverySheet, Printed


@dataclass(frozen=True, slots=True)
class Document:
    """One line of the page: a document, for whom it is, what it carries, and how it is made."""

    key: str
    title: str
    carries: str
    for_whom: str
    needs: Action
    button: str


def documents() -> tuple[Document, ...]:
    """What can be printed so far."""
    return (
        Document(
            "access-register",
            tr("Register of posting access"),
            tr("Who may post where, who authorised and gave it, until when. With lines to sign."),
            tr("Headteacher, inspectors"),
            Action.PRINT_REGISTERS,
            tr("Preview"),
        ),
        Document(
            "account-directory",
            tr("Account directory"),
            tr("Every account, who looks after it, its purpose and recovery facts. No secret."),
            tr("Office, headteacher"),
            Action.PRINT_REGISTERS,
            tr("Preview"),
        ),
        Document(
            "recovery-sheet",
            tr("Recovery sheet"),
            tr("The way back in when every passphrase is forgotten. A new sheet ends the old one."),
            tr("The school’s safe"),
            Action.PRINT_RECOVERY_SHEET,
            tr("New sheet…"),
        ),
    )


class ReportsPage(Page):
    """Choose a document; it opens in a preview, from where it is printed or saved."""

    NOUNS = frozenset({"people", "policy"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            title=tr("Reports"),
            sentence=tr("Every list and letter on paper. You see it before it is printed."),
        )
        teaching = Teaching(
            tr("Nothing to print for you"), tr("The lists of the school are printed by the office and the coordinator.")
        )
        self.list: ListPane[Document] = ListPane(
            "reports",
            _columns(),
            desk.views,
            teaching,
            name=tr("Documents"),
            identity=lambda document: document.key,
            two_line=True,
            filtered=False,
        )
        self.list.pressed_button.connect(self._make)
        self.list.opened.connect(self._make)
        self._sheet: NewRecoverySheet | None = None
        self.set_body(self.list)

    def reload(self) -> None:
        def read() -> tuple[Document, ...]:
            return tuple(document for document in documents() if self.desk.office.may(document.needs))

        self.work(read, self.list.set_rows)

    def begin(self, act: str, record: str) -> None:
        found = next((document for document in documents() if document.key == act), None)
        if found is not None:
            self._make(found, "")

    def _make(self, document: Document, _key: str) -> None:
        # `printing` is asked for on the worker: the first document imports what draws it.
        def make() -> Printed:
            printing = self.desk.office.printing
            return printing.access_register() if document.key == "access-register" else printing.account_directory()

        def make_sheet() -> NewRecoverySheet:
            return self.desk.office.printing.recovery_sheet()

        if document.key in ("access-register", "account-directory"):
            self.work(make, self.desk.preview)
        else:
            self.work(make_sheet, self._new_sheet)

    def _new_sheet(self, sheet: NewRecoverySheet) -> None:
        dialog = RecoveryDialog(self, sheet, self._in_force)
        dialog.open()

    def _in_force(self) -> None:
        self.messages.good(
            tr("The new recovery sheet is in force. Destroy the old one and put this one into the safe.")
        )


def _columns() -> tuple[Column[Document], ...]:
    return (
        Column(
            "title",
            tr("Document"),
            lambda document: document.title,
            detail=lambda document: document.carries,
            bold=True,
            grow=True,
        ),
        Column("for", tr("For"), lambda document: document.for_whom),
        Column("go", tr("Make it"), lambda document: document.button, look=Look.BUTTON),
    )
