"""The key file of one store, before anybody has signed in.

Light on purpose: the sign-in window stands on this file, so neither the cryptography library nor the database is
imported until somebody types a passphrase.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.security.kdf import DEFAULT, STANDARD_LIMITS, KdfLimits, KdfParameters
from schoolsm_desktop.security.key_file import KEY_FILE, PREVIOUS, SlotState

if TYPE_CHECKING:
    from schoolsm_desktop.security.unlocked import UnlockedVault

__all__ = [
    "KEY_FILE",
    "PREVIOUS",
    "Founder",
    "Founders",
    "SignInSlot",
    "SlotState",
    "Vault",
    "create_vault",
    "system_now",
]


def system_now() -> datetime:
    """The moment now, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class SignInSlot:
    """One line of the sign-in window. People whose sign-in has ended and the recovery slot are not among them."""

    person_id: UUID
    name: str
    state: SlotState
    needs_school_key: bool


@dataclass(frozen=True, slots=True, repr=False)
class Founder:
    """One of the first two people. `temporary`: the passphrase was typed by the other and must be changed at the
    first sign-in; a headteacher then gets new keys too."""

    person_id: UUID
    name: str
    passphrase: str
    temporary: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Founders:
    """Headteacher and coordinator; None for the coordinator where one person is both (small schools)."""

    head: Founder
    coordinator: Founder | None


def create_vault(
    folder: Path,
    founders: Founders,
    school_key: bytes | None,
    parameters: KdfParameters = DEFAULT,
    *,
    store_id: UUID | None = None,
    recovery_code: str | None = None,
    limits: KdfLimits = STANDARD_LIMITS,
    clock: Callable[[], datetime] = system_now,
) -> tuple[UnlockedVault, str]:
    """Writes a new key file into an existing folder; the opened vault of the coordinator (or of the head who is both)
    and the recovery code as printed.

    `recovery_code` (from `recovery.new_recovery_code`) may be made before, so that the wizard can print the sheet and
    ask part of it back first. Raises KeyFileExistsError, WeakPassphraseError, KdfRefusedError, CodeMistypedError,
    KeyFileWriteError.
    """
    raise NotImplementedError


class Vault:
    """The key file in `folder`. Construction reads it; nothing is written until somebody who has signed in acts.

    Raises NoKeyFileError, DamagedKeyFileError, NewerKeyFileError.
    """

    def __init__(
        self, folder: Path, *, limits: KdfLimits = STANDARD_LIMITS, clock: Callable[[], datetime] = system_now
    ) -> None:
        raise NotImplementedError

    @property
    def store_id(self) -> UUID:
        """The store this key file belongs to; it names the entry in the key ring."""
        raise NotImplementedError

    @property
    def format(self) -> int:
        """The format of the file, from 1."""
        raise NotImplementedError

    @property
    def uses_school_key(self) -> bool:
        """Whether the school decided for a set-up code."""
        raise NotImplementedError

    def sign_ins(self) -> tuple[SignInSlot, ...]:
        """Everybody who may be offered in the sign-in window, by name. Not proved until somebody signs in."""
        raise NotImplementedError

    def school_key_fits(self, school_key: bytes) -> bool:
        """Whether this is the school's own set-up code; quick, so it can be said while it is typed."""
        raise NotImplementedError

    def seconds_to_wait(self, person_id: UUID) -> int:
        """How long this person still has to wait after wrong tries; 0 when they may try."""
        raise NotImplementedError

    def unlock(self, person_id: UUID, passphrase: str, school_key: bytes | None = None) -> UnlockedVault:
        """The person's keys; half a second or more, in the caller's thread.

        Raises NoSuchSignInError, SignInEndedError, SignInUnconfirmedError, SetupCodeNeededError, WrongSetupCodeError,
        TooSoonError, KdfRefusedError, WrongPassphraseError, RootReplacedError, RecordForgedError, KeyFileForgedError,
        DamagedKeyFileError.
        """
        raise NotImplementedError

    def unlock_with_recovery(self, code: str) -> UnlockedVault:
        """The vault as RECOVERY, from the printed code alone (no set-up code, no passphrase).

        It holds ROOT and can reset the headteacher's sign-in; afterwards the code has to be replaced
        (`UnlockedVault.new_recovery_code`). Raises CodeMistypedError, WrongRecoveryCodeError, RecoveryCodeUsedError,
        TooSoonError, KdfRefusedError and what a forged or damaged file raises.
        """
        raise NotImplementedError


def put_back_previous(folder: Path) -> None:
    """Puts `store.keys.previous` in the place of a damaged key file, which is kept as `store.keys.damaged`.

    Raises NoKeyFileError where there is none, DamagedKeyFileError where it is damaged too, KeyFileWriteError.
    """
    raise NotImplementedError
