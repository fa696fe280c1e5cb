"""What can go wrong with keys, sign-ins and sealed things: one class each, with the sentence the user reads."""

from __future__ import annotations

from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.security.key_file_errors import (
    DamagedKeyFileError,
    KdfRefusedError,
    KeyFileExistsError,
    KeyFileForgedError,
    KeyFileReadError,
    KeyFileWriteError,
    NewerKeyFileError,
    NoKeyFileError,
    RecordForgedError,
    RootReplacedError,
    SecurityError,
)

__all__ = [
    "CodeMistypedError",
    "DamagedKeyFileError",
    "GrantForgedError",
    "HeadNeededError",
    "HeadStaysError",
    "KdfRefusedError",
    "KeyFileExistsError",
    "KeyFileForgedError",
    "KeyFileReadError",
    "KeyFileWriteError",
    "KeyRingError",
    "KeyholderNeededError",
    "MakeAgainError",
    "MustChangePassphraseError",
    "NewerKeyFileError",
    "NoKeyFileError",
    "NoSuchSignInError",
    "NotCertifiedError",
    "NotForYouError",
    "NotYourselfError",
    "NothingToConfirmError",
    "RecordForgedError",
    "RecoveryCodeUsedError",
    "RecoveryNeededError",
    "RootReplacedError",
    "SealBrokenError",
    "SecurityError",
    "SetupCodeNeededError",
    "SignInEndedError",
    "SignInExistsError",
    "SignInUnconfirmedError",
    "SignatureForgedError",
    "TooSoonError",
    "WeakPassphraseError",
    "WrongPassphraseError",
    "WrongRecoveryCodeError",
    "WrongSetupCodeError",
]

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
                "This sign-in waits for the headteacher, who confirms it on the page “Policy and staff”. "
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


class NothingToConfirmError(NotAllowedError):
    """The sign-in does not wait for the headteacher."""

    key = "nothing-to-confirm"

    def __init__(self) -> None:
        super().__init__(tr("This sign-in does not wait to be confirmed. Nothing was changed."))


class MakeAgainError(NotAllowedError):
    """The keyholder who made this sign-in is none any more, so nothing vouches for it."""

    key = "make-again"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The person who made this sign-in is no longer a keyholder, so it cannot be confirmed. "
                "Give it a new temporary passphrase instead."
            )
        )


class HeadStaysError(NotAllowedError):
    """The headteacher's sign-in cannot be ended or lose its role; another must be made headteacher first."""

    key = "head-stays"

    def __init__(self) -> None:
        super().__init__(
            tr("The headteacher's sign-in stays until somebody else is made headteacher. Nothing was changed.")
        )


class MustChangePassphraseError(NotAllowedError):
    """A temporary passphrase must be changed before anything else."""

    key = "must-change-passphrase"

    def __init__(self) -> None:
        super().__init__(tr("Your passphrase is a temporary one. Choose your own before you go on."))


class NoChairCodeError(SecurityError):
    """There is no code of the chair that goes with this deputy's key."""

    key = "no-chair-code"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "There is no code of the chair that goes with your sign-in, or your keys were renewed since it was printed. "
                "Nothing was changed. Use the recovery sheet from the safe instead."
            )
        )


class WrongChairCodeError(SecurityError):
    """A well-formed code that is not the chair's present one."""

    key = "wrong-chair-code"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This is not the chair’s present code. A newer sheet, or one that was used, makes the older ones worthless. "
                "Nothing was changed."
            )
        )


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
