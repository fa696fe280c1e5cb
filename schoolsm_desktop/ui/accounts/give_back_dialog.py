"""Passwords saved as a file: asked for, allowed by the headteacher, and written once to a place that is chosen here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.approvals import ApprovalState
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.services.giving_back import Choice, FileFormat, Saved, SaveOrder, Standing
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.common.form import OwnEditor
from schoolsm_desktop.ui.common.passphrase_fields import PassphraseFields
from schoolsm_desktop.ui.common.tick_list import TickList
from schoolsm_desktop.ui.theme import State, set_state

if TYPE_CHECKING:
    from schoolsm_desktop.ui.pages import Page

ALL, TICKED = "all", "ticked"
OWN_FIELDS = ("format", "which", "accounts", "path", "passphrase")
"""What is filled in once the headteacher has allowed it."""


class GiveBackDialog(FormDialog):
    """Shows what comes next for whoever is signed in: asking, waiting, or saving."""

    def __init__(self, page: Page, record: str = "") -> None:
        super().__init__(page, tr("Save passwords as a file"), tr("Ask the headteacher"), self._go, wide=True)
        self._service = page.desk.office.giving_back
        self._standing: Standing | None = None
        self._replace = False
        self.sentence.setVisible(True)
        self._meaning = self._note(meaning())
        self.form.add_lines("reason", tr("What the file is for"), needed=True, lines=2)
        self._add_format()
        self._add_choice()
        self._add_places()
        self.form.edited.connect(self._edited)
        self.form.saved()
        self._show_fields()
        self.main.setEnabled(False)
        self.work(self._service.standing, self._show)

    # The fields

    def _note(self, text: str, state: State | None = None) -> QLabel:
        label = words(f"{state.sign} {text}" if state else text, "", self.form, wrap=True)
        if state is not None:
            set_state(label, state)
        self.form.add_widget(label)
        return label

    def _add_format(self) -> None:
        kinds = [
            (FileFormat.KDBX.value, tr("KeePass file (KDBX 4), locked with a passphrase of its own")),
            (FileFormat.CSV.value, tr("CSV, open to whoever has the file")),
        ]
        self.form.add_choice("format", tr("Kind of file"), kinds, FileFormat.KDBX.value)
        self._warning = self._note(csv_warning(), State.STOP)

    def _add_choice(self) -> None:
        which = [(ALL, tr("All accounts whose secrets I can open")), (TICKED, tr("Only those I tick"))]
        self.form.add_choice("which", tr("Which accounts"), which, ALL)
        self.ticks = Ticks(tr("Accounts"))
        self.form.add_editor("accounts", "", self.ticks)

    def _add_places(self) -> None:
        self.fields = PassphraseFields(
            self.page.desk.background,
            self.page.desk.office.sign_ins,
            label=tr("Passphrase for the file"),
            parent=self.form,
        )
        self.form.add_widget(self.fields)
        self._keep = self._note(
            tr(
                "Write this passphrase down, apart from the file: nobody opens the file without it. It is not kept here."
            )
        )
        self.form.add_line("path", tr("Where the file goes"), str(self._proposed()), needed=True)
        self._where = QWidget(self.form)
        self.choose = QPushButton(tr("Choose where…"), self._where)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(lambda _on=False: self._choose())
        Flow(self._where).addWidget(self.choose)
        self.form.add_widget(self._where)
        self.form.add_secret(
            "passphrase",
            tr("Your own passphrase, once more"),
            needed=True,
            hint=tr("The one you sign in with. It proves that nobody else is sitting at your place."),
        )

    # What it shows

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.sentence.setText(standing.words)
        self.ticks.offer(standing.choices)
        self._show_fields()
        first = self.fields.form.field("passphrase") if self._is_locked() else self.form.field("path")
        first = first if self._state() is ApprovalState.GOOD else self.form.field("reason")
        first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.fit)  # when the fields that came have their room

    def _is_locked(self) -> bool:
        return self.form.value("format") == FileFormat.KDBX.value

    def _state(self) -> ApprovalState | None:
        return self._standing.state if self._standing is not None else None

    def _show_fields(self) -> None:
        state, known = self._state(), self._standing is not None
        saving, waiting = state is ApprovalState.GOOD, state is ApprovalState.WAITING
        locked = self._is_locked()
        for name in OWN_FIELDS:
            self.form.field(name).setVisible(saving)
        self.form.field("accounts").setVisible(saving and self.form.value("which") == TICKED)
        self.form.field("reason").setVisible(known and not saving and not waiting)
        self._warning.setVisible(saving and not locked)
        self._where.setVisible(saving)
        for part in (self.fields, self._keep):
            part.setVisible(saving and locked)
        alone = waiting and self._standing is not None and self._standing.alone
        self.main.setVisible(known and (alone or not waiting))
        self.main.setText(
            tr("Save the file") if saving else tr("Allow it myself") if alone else tr("Ask the headteacher")
        )
        self.cancel.setText(tr("Close") if waiting else tr("Cancel"))

    def _edited(self, name: str) -> None:
        if name == "format":
            path = Path(self.form.value("path"))
            if path.suffix in {f".{kind.value}" for kind in FileFormat}:
                self.form.set_value("path", str(path.with_suffix(f".{self.form.value('format')}")))
        if name in ("format", "which"):
            self._show_fields()
            QTimer.singleShot(0, self, self.fit)

    def _proposed(self) -> Path:
        return Path.home() / f"passwords-{self.page.desk.today().isoformat()}.{FileFormat.KDBX.value}"

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Where the file goes"), self.form.value("path"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # asked here, where the reason can be said
        dialog.setDefaultSuffix(self.form.value("format"))
        dialog.fileSelected.connect(lambda chosen: self.form.set_value("path", chosen))
        dialog.open()

    # What is done

    def _go(self) -> None:
        state = self._state()
        if state is ApprovalState.WAITING:
            self._allow_alone()
        elif state is ApprovalState.GOOD:
            self._check()
        else:
            self._ask()

    def _ask(self) -> None:
        reason, service = self.form.value("reason"), self._service

        def asked(_approval: object) -> None:
            self.form.set_value("reason", "")
            self.form.saved()
            self.work(service.standing, self._show)

        self.work(lambda: service.ask(reason), asked)

    def _allow_alone(self) -> None:
        standing, service = self._standing, self._service
        if standing is None or standing.approval is None:
            return
        approval_id = standing.approval.id

        def yes() -> None:
            self.work(lambda: service.decide(approval_id, allow=True), self._read_again)

        confirm.ask(
            self,
            title=tr("Allow what you asked for yourself?"),
            consequence=tr(
                "Nobody else here has the duty and a sign-in to decide it. “Who did what” will say that you did both."
            ),
            action=tr("Allow it"),
            yes=yes,
        )

    def _read_again(self, _done: object) -> None:
        self.work(self._service.standing, self._show)

    def _check(self) -> None:
        self._replace = False
        if self.form.value("which") == TICKED and not self.ticks.value():
            self.form.show_error("accounts", tr("Tick at least one account."))
        elif not Path(self.form.value("path")).is_absolute():
            self.form.show_error("path", tr("Choose a folder and a name for the file."))
        elif self._is_locked():
            self.fields.check(self._save)
        else:
            confirm.ask(
                self,
                title=tr("Save every password readable?"),
                consequence=ntr(
                    "The file holds the secrets of {count} account, and nothing locks it. {warning}",
                    "The file holds the secrets of {count} accounts, and nothing locks it. {warning}",
                    len(self._chosen()),
                    warning=csv_warning(),
                ),
                action=tr("Save it unlocked"),
                yes=self._save,
            )

    def _chosen(self) -> tuple[UUID, ...]:
        if self.form.value("which") == TICKED:
            return tuple(UUID(key) for key in self.ticks.value().split())
        return tuple(choice.account_id for choice in (self._standing.choices if self._standing else ()))

    def _save(self) -> None:
        kind = FileFormat(self.form.value("format"))
        order = SaveOrder(
            self._chosen(),
            kind,
            Path(self.form.value("path")),
            self.form.value("passphrase"),
            self.fields.text() if kind is FileFormat.KDBX else "",
            self._replace,
        )
        self.work(lambda: self._service.save(order), self._saved, self._failed)

    def _saved(self, saved: Saved) -> None:
        locked = self._is_locked()
        self.form.set_value("passphrase", "")
        self.fields.clear()
        self.form.saved()
        self.accept()
        held = ntr(
            "The file is saved, with {count} account in it.",
            "The file is saved, with {count} accounts in it.",
            saved.accounts,
        )
        then = (
            tr("Keep its passphrase apart from it.")
            if locked
            else tr("Bring it into the other program now, and delete it straight afterwards.")
        )
        self.page.messages.good(tr("{held} {then}", held=held, then=then))

    def _failed(self, error: Exception) -> None:
        key = error.key if isinstance(error, OfficeError) else ""
        if key == "file-there":
            confirm.ask(
                self,
                title=tr("Replace the file that is there?"),
                consequence=tr("A file of this name is there already. What it holds is lost when it is replaced."),
                action=tr("Replace it"),
                yes=self._save_over,
            )
        elif key in ("wrong-passphrase", "too-soon"):
            self.form.show_error("passphrase", str(error))
        elif getattr(error, "field", "") == "file_passphrase":
            self.fields.form.show_error("passphrase", str(error))
        else:
            self.show_failure(error)

    def _save_over(self) -> None:
        self._replace = True
        self._save()


class Ticks(OwnEditor):
    """The accounts to tick; ticks that come back after a lock wait until the accounts have been read."""

    def __init__(self, label: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.list = TickList(label, self)
        column.addWidget(self.list)
        self._waiting = ""
        self.list.changed.connect(self.edited)

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """Show these accounts, with what would go into the file of each."""
        self.list.set_items([(str(c.account_id), c.name, tr("({holds})", holds=c.holds)) for c in choices])
        self.set_value(self._waiting)

    def value(self) -> str:
        return " ".join(self.list.ticked())

    def set_value(self, text: str) -> None:
        self._waiting = text
        for key in text.split():
            self.list.tick(key)


def meaning() -> str:
    """What it means to have the passwords as a file, said before anybody asks or allows."""
    return tr(
        "Whoever has the file knows every password in it. The register counts whoever saves it as knowing them: when "
        "that person leaves, each of these passwords has to be changed. If the file is lost or seen by somebody else, "
        "change them all at once."
    )


def csv_warning() -> str:
    """Why an open file is the last resort."""
    return tr(
        "Whoever finds it on this PC, in a backup or in a mailbox reads every password. Do not open it in a "
        "spreadsheet: that changes passwords and can run what stands in a cell. Delete it as soon as the other "
        "program has it."
    )
