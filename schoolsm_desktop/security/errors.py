"""What can go wrong with keys, sign-ins and sealed things: one class each, with the sentence the user reads."""

from __future__ import annotations

from typing import ClassVar

from schoolsm_desktop.domain.errors import NotAllowedError, OfficeError
from schoolsm_desktop.domain.wording import ntr, tr


class SecurityError(OfficeError):
    """Any refusal of this room."""

    key: ClassVar[str] = "security"


# --- signing in -------------------------------------------------------------------------------------------------


class WrongPassphraseError(SecurityError):
    """The passphrase does not open this person's keys."""

    key = "wrong-passphrase"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That passphrase does not open this sign-in. Nothing was changed. Check Caps Lock and try again; "
                "if it is forgotten, a keyholder can give you a new one."
            )
        )


class WrongSetupCodeError(SecurityError):
    """The set-up code given is not the one of this school."""

    key = "wrong-setup-code"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That is not the set-up code of these records. It stands on the recovery sheet, "
                "which is usually in the school safe. Nothing was changed."
            )
        )


class SetupCodeNeededError(SecurityError):
    """This PC does not know the set-up code yet and this sign-in needs it."""

    key = "setup-code-needed"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This PC does not know the school's set-up code yet. "
                "Type it once from the recovery sheet, then sign in."
            )
        )


class WrongRecoveryCodeError(SecurityError):
    """The recovery code is well formed and belongs to other records, or was never theirs."""

    key = "wrong-recovery-code"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That recovery code does not belong to these records. "
                "Check that the sheet is the newest one of this school. Nothing was changed."
            )
        )


class RecoveryCodeUsedError(SecurityError):
    """The recovery code was valid once and has been replaced."""

    key = "recovery-code-used"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That recovery code has been replaced and no longer opens anything. "
                "Look for the newer recovery sheet and destroy this one."
            )
        )


class CodeMistypedError(SecurityError):
    """A printed code was typed wrongly; `group` is the group to look at (from 1), or None if the length is wrong."""

    key = "code-mistyped"

    def __init__(self, group: int | None, groups: int) -> None:
        self.group = group
        if group is None:
            sentence = tr(
                "The code has {count} groups of five letters and figures. Please type all of them.", count=groups
            )
        else:
            sentence = tr(
                "Group {number} of the code is not right. Compare it with the sheet, letter by letter.", number=group
            )
        super().__init__(sentence)


class NoSuchSignInError(SecurityError):
    """The key file knows no sign-in of this person."""

    key = "no-such-sign-in"

    def __init__(self) -> None:
        super().__init__(tr("There is no sign-in for this person. A keyholder can make one."))


class SignInEndedError(SecurityError):
    """The sign-in was ended; its keys no longer exist."""

    key = "sign-in-ended"

    def __init__(self) -> None:
        super().__init__(tr("This sign-in has ended. If that is a mistake, ask a keyholder to make a new one."))


class SignInUnconfirmedError(SecurityError):
    """The sign-in was made by a keyholder and waits for the headteacher."""

    key = "sign-in-unconfirmed"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This sign-in waits for the headteacher, who confirms it in the program under People. "
                "After that the temporary passphrase works."
            )
        )


class TooSoonError(SecurityError):
    """Tried again before the wait was over; `seconds` are left."""

    key = "too-soon"

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            ntr(
                "After wrong tries there is a short wait. Try again in {count} second.",
                "After wrong tries there is a short wait. Try again in {count} seconds.",
                seconds,
            )
        )


class WeakPassphraseError(SecurityError):
    """The passphrase chosen is too easy to guess; `reasons` say why in plain words."""

    key = "weak-passphrase"

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__(tr("This passphrase is too easy to guess. Four or more words chosen by the program are best."))


# --- the key file -----------------------------------------------------------------------------------------------


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


# --- who may do what with sign-ins ------------------------------------------------------------------------------


class KeyholderNeededError(NotAllowedError):
    """Only a keyholder may do this with sign-ins."""

    key = "keyholder-needed"

    def __init__(self) -> None:
        super().__init__(tr("Only a keyholder can do this. Nothing was changed."))


class HeadNeededError(NotAllowedError):
    """Only the headteacher's key (or the recovery sheet) may do this."""

    key = "head-needed"

    def __init__(self) -> None:
        super().__init__(tr("Only the headteacher can do this. Nothing was changed."))


class RecoveryNeededError(NotAllowedError):
    """The headteacher's own passphrase is only replaced with the recovery sheet."""

    key = "recovery-needed"

    def __init__(self) -> None:
        super().__init__(
            tr("The headteacher's passphrase can only be replaced with the recovery sheet. Nothing was changed.")
        )


class NotYourselfError(NotAllowedError):
    """This cannot be done for one's own sign-in."""

    key = "not-yourself"

    def __init__(self) -> None:
        super().__init__(tr("Another keyholder must do this for you. To change your own passphrase, use My sign-in."))


class SignInExistsError(SecurityError):
    """The person already has a sign-in."""

    key = "sign-in-exists"

    def __init__(self) -> None:
        super().__init__(tr("This person already has a sign-in."))


class MustChangePassphraseError(NotAllowedError):
    """A temporary passphrase must be changed before anything else."""

    key = "must-change-passphrase"

    def __init__(self) -> None:
        super().__init__(tr("Your passphrase is a temporary one. Choose your own before you go on."))


# --- sealed things ----------------------------------------------------------------------------------------------


class SealBrokenError(SecurityError):
    """A sealed thing was altered, belongs somewhere else, or was sealed under another key."""

    key = "seal-broken"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "A sealed entry does not open: it was altered or does not belong where it stands. "
                "Nothing was shown. Use the newest backup to look it up, and tell a keyholder."
            )
        )


class NotForYouError(NotAllowedError):
    """The person signed in holds no key for this."""

    key = "no-key"

    def __init__(self) -> None:
        super().__init__(
            tr("You have not been given the key to this. Ask a keyholder if you should have posting access.")
        )


class GrantForgedError(SecurityError):
    """A key handed on is not signed by somebody who may hand it on, or was put in another's place."""

    key = "grant-forged"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The key to this entry was not given by anybody who may give it, so it was not used. "
                "Tell a keyholder: somebody has altered the records outside the program."
            )
        )


class NotCertifiedError(SecurityError):
    """The person meant to receive or have signed this has no sign-in that the headteacher confirmed."""

    key = "not-certified"

    def __init__(self) -> None:
        super().__init__(
            tr("This person has no sign-in confirmed by the headteacher, so no key can be sealed to them.")
        )


class SignatureForgedError(SecurityError):
    """A signature is not that person's."""

    key = "signature-forged"

    def __init__(self) -> None:
        super().__init__(tr("A signature in the records is not genuine. Tell the headteacher; nothing was changed."))


# --- the key ring of the system ---------------------------------------------------------------------------------


class KeyRingError(SecurityError):
    """The key ring of this Windows account (or its like elsewhere) did not answer, or refused."""

    key = "key-ring"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The key ring of this account did not answer, so the set-up code was not kept. "
                "It will be asked for at each sign-in."
            )
        )
