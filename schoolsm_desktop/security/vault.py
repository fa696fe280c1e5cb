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
from uuid import UUID, uuid4

from schoolsm_desktop.security import key_file
from schoolsm_desktop.security.back_off import BackOff
from schoolsm_desktop.security.kdf import DEFAULT, STANDARD_LIMITS, KdfLimits, KdfParameters
from schoolsm_desktop.security.key_file import KEY_FILE, PREVIOUS, SlotState, put_back_previous

if TYPE_CHECKING:
    from schoolsm_desktop.security.opened import Place
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
    "put_back_previous",
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
    from schoolsm_desktop.security.founding import found
    from schoolsm_desktop.security.opened import Place
    from schoolsm_desktop.security.recovery import new_recovery_code
    from schoolsm_desktop.security.unlocked import UnlockedVault

    code = recovery_code if recovery_code is not None else new_recovery_code()
    place = Place(folder, limits, BackOff(folder, clock))
    return UnlockedVault(found(place, founders, school_key, parameters, store_id or uuid4(), code)), code


class Vault:
    """The key file in `folder`. Construction reads it; unlocking reads it again.

    Only `unlock_with_recovery` writes to it, and only to say that the code was used; wrong tries are counted in
    `store.tries` beside it. Raises NoKeyFileError, KeyFileReadError, DamagedKeyFileError, NewerKeyFileError.
    """

    def __init__(
        self, folder: Path, *, limits: KdfLimits = STANDARD_LIMITS, clock: Callable[[], datetime] = system_now
    ) -> None:
        self._folder = folder
        self._limits = limits
        self._back_off = BackOff(folder, clock)
        self._file, _ = key_file.read(folder)

    @property
    def store_id(self) -> UUID:
        """The store this key file belongs to; it names the entry in the key ring."""
        return self._file.content.store_id

    @property
    def format(self) -> int:
        """The format of the file, from 1."""
        return self._file.format

    @property
    def uses_school_key(self) -> bool:
        """Whether the school decided for a set-up code."""
        return self._file.content.school_key_mark is not None

    def sign_ins(self) -> tuple[SignInSlot, ...]:
        """Everybody who may be offered in the sign-in window, by name. Not proved until somebody signs in."""
        content = self._file.content
        slots = [
            SignInSlot(slot.person_id, slot.name, slot.state, slot.lock.school_key_mark is not None)
            for slot in content.slots
            if slot.lock is not None and slot.person_id != content.recovery.person_id
        ]
        return tuple(sorted(slots, key=lambda slot: slot.name.casefold()))

    def school_key_fits(self, school_key: bytes) -> bool:
        """Whether this is the school's own set-up code; quick, so it can be said while it is typed."""
        from schoolsm_desktop.security.opening import school_key_fits

        return school_key_fits(self._file.content, school_key)

    def seconds_to_wait(self, person_id: UUID) -> int:
        """How long this person still has to wait after wrong tries; 0 when they may try."""
        return self._back_off.seconds_left(person_id)

    def unlock(self, person_id: UUID, passphrase: str, school_key: bytes | None = None) -> UnlockedVault:
        """The person's keys; half a second or more, in the caller's thread.

        Raises NoSuchSignInError, SignInEndedError, SignInUnconfirmedError, SetupCodeNeededError, WrongSetupCodeError,
        TooSoonError, KdfRefusedError, WrongPassphraseError, RootReplacedError, RecordForgedError, KeyFileForgedError,
        DamagedKeyFileError.
        """
        from schoolsm_desktop.security.opening import open_person
        from schoolsm_desktop.security.unlocked import UnlockedVault

        return UnlockedVault(open_person(self._place(), person_id, passphrase, school_key))

    def unlock_with_recovery(self, code: str) -> UnlockedVault:
        """The vault as RECOVERY, from the printed code alone (no set-up code, no passphrase).

        The use is written into the key file at once (hold the store's lock). RECOVERY holds ROOT, so the sheet can
        certify new keys of the headteacher; afterwards the code has to be replaced
        (`UnlockedVault.new_recovery_code`). Raises CodeMistypedError, WrongRecoveryCodeError, RecoveryCodeUsedError,
        TooSoonError, KdfRefusedError, KeyFileWriteError and what a forged or damaged file raises.
        """
        from schoolsm_desktop.security.opening import open_recovery
        from schoolsm_desktop.security.unlocked import UnlockedVault

        return UnlockedVault(open_recovery(self._place(), code))

    def _place(self) -> Place:
        from schoolsm_desktop.security.opened import Place

        return Place(self._folder, self._limits, self._back_off)
