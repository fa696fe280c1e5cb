"""What can be wrong with the key file: one class each, with the sentence the user reads."""

from __future__ import annotations

from typing import ClassVar

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import tr


class SecurityError(OfficeError):
    """Any refusal of this room."""

    key: ClassVar[str] = "security"


class NoKeyFileError(SecurityError):
    """The folder has no key file."""

    key = "no-key-file"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The key file of the school's records is not in this folder, and without it nothing can be opened. "
                "Put it back from the newest backup; it travels with the database always."
            )
        )


class KeyFileExistsError(SecurityError):
    """The folder already has a key file; a new one would make its records unreadable."""

    key = "key-file-exists"

    def __init__(self) -> None:
        super().__init__(tr("This folder already holds a school's records. Choose an empty folder, or open them."))


class DamagedKeyFileError(SecurityError):
    """The key file is cut short or altered by accident; `previous_kept` says whether an older one is beside it."""

    key = "damaged-key-file"

    def __init__(self, *, previous_kept: bool = False) -> None:
        self.previous_kept = previous_kept
        more = (
            tr("The one before it is still there and can be put back; passphrases changed last are then the old ones.")
            if previous_kept
            else tr("Put it back from the newest backup.")
        )
        super().__init__(tr("The key file of the school's records is damaged and was not used. {more}", more=more))


class NewerKeyFileError(SecurityError):
    """The key file was written by a later version of the program."""

    key = "newer-key-file"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "These records were made by a newer version of the program. Nothing was changed. Install that version on this PC."
            )
        )


class KeyFileForgedError(SecurityError):
    """The key file is whole and yet was not written by anybody entitled to; `what` is a short stable key."""

    key = "key-file-forged"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            tr(
                "The key file was changed by somebody who may not change it, so it was not used. Tell the headteacher "
                "and the person who looks after the PC, and open the newest backup instead."
            )
        )


class RootReplacedError(KeyFileForgedError):
    """The school's own root key in the file is not the one this person's keys have pinned."""

    key = "root-replaced"

    def __init__(self) -> None:
        super().__init__("root")


class RecordForgedError(KeyFileForgedError):
    """A person's record was not signed by the headteacher: keys, person or role were edited."""

    key = "record-forged"

    def __init__(self) -> None:
        super().__init__("record")


class KdfRefusedError(SecurityError):
    """The stored cost of the passphrase lies outside what this program accepts; nothing was computed."""

    key = "kdf-refused"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The key file asks for a protection of passphrases that this program does not accept, so it was not "
                "used. Open the newest backup instead, and tell the person who looks after the PC."
            )
        )


class KeyFileReadError(SecurityError):
    """The key file is there and the system does not let this account read it."""

    key = "key-file-read"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This account may not read the key file of the school's records. "
                "Ask the person who looks after the PC for the right to that folder."
            )
        )


class KeyFileWriteError(SecurityError):
    """The key file could not be written; the old one is untouched."""

    key = "key-file-write"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The key file could not be written, so nothing was changed. "
                "Check that the disk is not full and that the folder may be written to."
            )
        )
