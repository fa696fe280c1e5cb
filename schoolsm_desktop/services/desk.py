"""The sign-in desk: who may sign in, signing in, and what is put right at each sign-in.

The sign-in window stands on this file before anything heavy is imported: the database room comes in only when
somebody has given a passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.chain import HeadMemory
from schoolsm_desktop.security.errors import DamagedKeyFileError, SetupCodeNeededError, WrongSetupCodeError
from schoolsm_desktop.security.kdf import STANDARD_LIMITS, KdfLimits
from schoolsm_desktop.security.os_keyring import KeyRingState, SchoolKeyRing
from schoolsm_desktop.security.recovery import parse_school_key
from schoolsm_desktop.security.vault import KEY_FILE, SignInSlot, Vault, put_back_previous

from .clock import Clock
from .this_pc import ThisPc

if TYPE_CHECKING:
    from schoolsm_desktop.security.unlocked import UnlockedVault

    from .office import Office

DATABASE_FILE = "records.db"


SETTING_UP = "setting-up"
"""A file of this name stands in the folder while a set-up runs."""


def has_records(folder: Path) -> bool:
    """Whether a school's records lie in `folder`; a set-up that was cut off does not count."""
    return (folder / KEY_FILE).is_file() and not (folder / SETTING_UP).exists()


@dataclass(frozen=True, slots=True)
class Beside:
    """What the desk needs from this PC: the key ring, its memory, the clock; a demonstration brings its own."""

    ring: SchoolKeyRing
    this_pc: ThisPc
    clock: Clock
    limits: KdfLimits = STANDARD_LIMITS
    is_demo: bool = False

    @property
    def heads(self) -> HeadMemory:
        """The newest end of the log that this PC has seen; it lies outside the records, so that both cannot go back."""
        return HeadMemory(self.this_pc.file.with_name("log-heads.json"))


class KeysCanBePutBackError(DamagedKeyFileError):
    """The key file is damaged, and the one before it lies whole beside it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(previous_kept=True)
        self._folder = folder

    def put_back(self) -> None:
        """Put the one before it in its place; the damaged one is kept. Raises what the vault raises; in a worker."""
        put_back_previous(self._folder)


class PassphraseDue:
    """Signed in with a temporary passphrase: nothing opens until an own one is chosen."""

    def __init__(self, desk: SignInDesk, keys: UnlockedVault, temporary: str) -> None:
        self._desk = desk
        self._keys = keys
        self._temporary = temporary

    def choose(self, passphrase: str) -> Office:
        """The own passphrase, and in. Raises WeakPassphraseError; in a worker."""
        self._keys.change_passphrase(self._temporary, passphrase)
        return self._desk.open(self._keys, own_passphrase_chosen=True)


class SignInDesk:
    """The desk of one folder of records. Construction reads the key file only.

    Raises NoKeyFileError, DamagedKeyFileError, KeysCanBePutBackError, NewerKeyFileError.
    """

    def __init__(self, folder: Path, beside: Beside) -> None:
        self.folder = folder
        self._beside = beside
        try:
            self._vault = Vault(folder, limits=beside.limits, clock=beside.clock.now)
        except DamagedKeyFileError as error:
            if error.previous_kept:
                raise KeysCanBePutBackError(folder) from None
            raise
        self._typed_code: bytes | None = None

    @property
    def is_demo(self) -> bool:
        """Whether nothing here is real."""
        return self._beside.is_demo

    def people(self) -> tuple[SignInSlot, ...]:
        """Who can be offered, by name."""
        return self._vault.sign_ins()

    def last_person(self) -> UUID | None:
        """Who signed in last on this PC."""
        return self._beside.this_pc.last_person(self.folder)

    def seconds_to_wait(self, person_id: UUID) -> int:
        """How long wrong tries make this person wait."""
        return self._vault.seconds_to_wait(person_id)

    def uses_code(self) -> bool:
        """Whether these records need the set-up code for this PC."""
        return self._vault.uses_school_key

    def knows_code(self) -> bool:
        """Whether this PC keeps the set-up code; asks the key ring, so in a worker."""
        return self._school_key() is not None

    def ring_state(self) -> KeyRingState:
        """What key ring this account has; tried for real, so in a worker."""
        return self._beside.ring.state()

    def type_code(self, typed: str) -> None:
        """Take the set-up code as typed; kept in the key ring after the next good sign-in.

        Raises CodeMistypedError for a slip, WrongSetupCodeError for another school's code.
        """
        key = parse_school_key(typed)
        if not self._vault.school_key_fits(key):
            raise WrongSetupCodeError
        self._typed_code = key

    def sign_in(self, person_id: UUID, passphrase: str) -> Office | PassphraseDue:
        """Open the records for one person; a second or so, in a worker.

        Raises what the vault raises for a passphrase, a code or a file that is not right, StoreInUseError, and what
        the folder, the database and an upgrade raise.
        """
        key = self._school_key()
        if self._vault.uses_school_key and key is None:
            raise SetupCodeNeededError
        keys = self._vault.unlock(person_id, passphrase, key)
        if self._typed_code is not None and self._beside.ring.state().usable:
            self._beside.ring.put(self._vault.store_id, self._typed_code)
        if keys.must_change_passphrase:
            return PassphraseDue(self, keys, passphrase)
        return self.open(keys)

    def recover(self, code: str, person_id: UUID, temporary_passphrase: str) -> None:
        """With the recovery sheet: give somebody a new passphrase, which they change as they sign in.

        Everything the register gives them is sealed to their new keys. Raises CodeMistypedError,
        WrongRecoveryCodeError, RecoveryCodeUsedError, TooSoonError, WeakPassphraseError.
        """
        from .entry import hold, recover

        if person_id not in {slot.person_id for slot in self._vault.sign_ins()}:
            raise RuleError(tr("This person has no sign-in, so there is none to give back."))
        with hold(self.folder) as lock:
            keys = self._vault.unlock_with_recovery(code)
            recover(self.folder, self._beside, keys, lock, person_id, temporary_passphrase)
        self._vault = Vault(self.folder, limits=self._beside.limits, clock=self._beside.clock.now)

    def open(self, keys: UnlockedVault, *, own_passphrase_chosen: bool = False) -> Office:
        """The services for somebody whose keys are open."""
        from .entry import enter

        office = enter(self.folder, self._beside, keys, self._school_key(), own_passphrase_chosen=own_passphrase_chosen)
        self._beside.this_pc.remember_person(self.folder, keys.person_id)
        self._beside.this_pc.remember_store(self.folder)
        return office

    def _school_key(self) -> bytes | None:
        if not self._vault.uses_school_key:
            return None
        key = self._typed_code or self._beside.ring.get(self._vault.store_id)
        return key if key is not None and self._vault.school_key_fits(key) else None
