"""The key of one-time codes: typed, pasted, or read from a picture of the square code; or kept apart on a device."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.accounts import Account, SecondFactor, SecretField
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.file_drop import FileDrop

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart

HERE, APART = "here", "apart"
LARGEST_PICTURE: Final = 20_000_000  # bytes; the reader refuses more


class SeedDialog(FormDialog):
    """`record` is the account's id."""

    def __init__(self, part: AccountsPart, record: str) -> None:
        facts = part.facts_of(UUID(record))
        self._account = facts.line.account
        self._kept = SecretField.ONE_TIME_SEED in facts.fields
        self._may_edit = facts.may_edit
        self._part = part
        super().__init__(
            part.page,
            tr("One-time codes of {account}", account=self._account.name),
            tr("Save"),
            self._save,
            sentence=tr("The platform shows a square code, or a key in letters, when two-step sign-in is switched on."),
        )
        self._add_fields()
        self.form.edited.connect(self._edited)
        self._fit_to_place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V with a picture on the clipboard reads the picture wherever the cursor is."""
        pasting = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pasting and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            return True
        return super().eventFilter(watched, event)

    def paste(self) -> bool:
        """Read the picture that lies on the clipboard; False if there is none."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            return False
        self._read(_as_png(image))
        return True

    def take_file(self, path: Path) -> None:
        """Read a picture from disk."""
        self.work(lambda: _bytes_of(path), self._read)

    def _add_fields(self) -> None:
        form = self.form
        places = [
            (HERE, tr("Here, beside the password")),
            (APART, tr("Apart, on a phone or a key")),
        ]
        form.add_choice("where", tr("Where the codes live"), places, APART if self._account.seeds_kept_apart else HERE)
        form.field("where").setVisible(self._may_edit)
        self.secret = form.add_secret("seed", tr("Key, or an address that begins with otpauth"), keep=True)
        self.secret.line.installEventFilter(self)
        self.drop = FileDrop(
            tr("Drop a picture of the square code here, or paste it with Ctrl+V."),
            tr("Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.webp)"),
            form,
        )
        self.drop.chosen.connect(self.take_file)
        form.add_widget(self.drop)
        self.paste_button = QPushButton(tr("Paste a picture"), self.drop)
        self.paste_button.clicked.connect(lambda _on=False: self._paste_pressed())
        layout = self.drop.layout()
        if layout is not None:
            layout.addWidget(self.paste_button)
            layout.setAlignment(self.paste_button, Qt.AlignmentFlag.AlignHCenter)
        form.add_line(
            "device",
            tr("Which device"),
            self._account.recovery.second_factor_where,
            hint=tr("Such as: office phone, security key in the safe."),
        )
        form.saved()
        self.installEventFilter(self)

    def _fit_to_place(self) -> None:
        here = self.form.value("where") == HERE
        self.form.field("seed").setVisible(here)
        self.drop.setVisible(here)
        self.form.field("device").setVisible(not here)
        self.form.field("where").set_hint(
            tr(
                "A key beside its password makes one factor of two: whoever opens this account here has both. It is handy, "
                "and it is weaker."
            )
            if here
            else tr(
                "Two factors stay two. No key is kept here, and one that is kept now is taken away: each sign-in then needs the device."
            )
        )

    def _edited(self, name: str) -> None:
        if name == "where":
            self._fit_to_place()

    def _paste_pressed(self) -> None:
        if not self.paste():
            self.messages.warn(tr("There is no picture on the clipboard. Copy the square code first, then paste it."))

    def _read(self, picture: bytes) -> None:
        secrets = self.page.desk.office.secrets

        def found(seed: str) -> None:
            self.messages.clear()
            self.form.set_value("seed", seed)
            self.messages.good(tr("The square code was read. Save it, then type the first code on the platform."))

        self.work(lambda: secrets.seed_from_picture(picture), found)

    def _save(self) -> None:
        here, seed = self.form.value("where") == HERE, self.form.value("seed").strip()
        if here and not seed:
            self.form.show_error("seed", tr("Type the key, or give a picture of the square code."))
            return
        device = self.form.value("device")
        account, kept, may_edit = self._account, self._kept, self._may_edit
        office = self.page.desk.office

        def done(_nothing: None) -> None:
            self.form.saved()
            self.secret.hide_now()
            self.accept()
            self.page.messages.good(
                tr("The codes of {account} are kept here.", account=account.name)
                if here
                else tr("The codes of {account} are kept apart from its password.", account=account.name)
            )
            if here:
                self._part.opening.codes(tr("To switch two-step sign-in on"))

        self.work(lambda: _keep(office, account, seed if here else "", device, kept=kept, may_edit=may_edit), done)


def _keep(office: Office, account: Account, seed: str, device: str, *, kept: bool, may_edit: bool) -> None:
    """Keep the key (or take it away where there is none), and say in the account's facts where its codes live."""
    if seed or kept:
        office.secrets.change(account.id, {SecretField.ONE_TIME_SEED: seed}, confirmed=True)
    if not may_edit:
        return
    factor = SecondFactor.CODES_HERE if seed else account.recovery.second_factor
    if not seed and factor in (SecondFactor.CODES_HERE, SecondFactor.NOT_KNOWN, SecondFactor.NONE):
        factor = SecondFactor.APP
    recovery = replace(account.recovery, second_factor=factor, second_factor_where="" if seed else device)
    changed = replace(account, seeds_kept_apart=not seed, recovery=recovery)
    if changed != account:
        office.accounts.change(changed)


def _as_png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the binding's type leaves out the device it takes
    return bytes(data.data())


def _bytes_of(path: Path) -> bytes:
    """The file's bytes, at most one more than a picture may have; an unreadable file reads as no picture."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_PICTURE + 1)
    except OSError:
        return b""
