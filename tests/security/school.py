"""A small invented school with quick keys, for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.security import key_file
from schoolsm_desktop.security.kdf import KdfLimits, KdfParameters
from schoolsm_desktop.security.key_file import KeyFileContent
from schoolsm_desktop.security.opened import seal_of
from schoolsm_desktop.security.unlocked import UnlockedVault
from schoolsm_desktop.security.vault import Founder, Founders, Vault, create_vault

QUICK_LIMITS = KdfLimits(memory_kib=(8, 1024), iterations=(1, 16), lanes=(1, 8))
QUICK = KdfParameters(memory_kib=8, iterations=1, lanes=1)
HEAD_PASSPHRASE = "orbit velvet cactus thimble"
COORDINATOR_PASSPHRASE = "marble pigeon lantern quiver"
TEMPORARY = "wonder basket fiddle onion"
OWN = "lemon anchor violin tundra"
OTHER = "paper giant hollow mitten"
SCHOOL_KEY = bytes(range(16))


class Clock:
    """A clock the test moves by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 12, 8, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class School:
    """A key file with a headteacher and a coordinator, and what opens it."""

    folder: Path
    clock: Clock
    code: str
    school_key: bytes | None
    head_id: UUID
    coordinator_id: UUID
    passphrases: dict[UUID, str] = field(default_factory=dict)

    def vault(self) -> Vault:
        """The key file as the sign-in window sees it."""
        return Vault(self.folder, limits=QUICK_LIMITS, clock=self.clock)

    def sign_in(self, person_id: UUID) -> UnlockedVault:
        """The person's opened keys."""
        return self.vault().unlock(person_id, self.passphrases[person_id], self.school_key)

    def head(self) -> UnlockedVault:
        """The headteacher's opened keys."""
        return self.sign_in(self.head_id)

    def coordinator(self) -> UnlockedVault:
        """The coordinator's opened keys."""
        return self.sign_in(self.coordinator_id)

    def recovery(self) -> UnlockedVault:
        """The keys opened with the printed code."""
        return self.vault().unlock_with_recovery(self.code)

    def admit(self, name: str, passphrase: str = OWN) -> UUID:
        """One more person, invited by the head, who has chosen their own passphrase."""
        person_id = uuid4()
        self.head().invite(person_id, name, TEMPORARY)
        self.passphrases[person_id] = TEMPORARY
        self.sign_in(person_id).change_passphrase(TEMPORARY, passphrase)
        self.passphrases[person_id] = passphrase
        return person_id

    def content(self) -> KeyFileContent:
        """What stands in the key file now."""
        return key_file.read(self.folder)[0].content

    def forge(self, change: Callable[[KeyFileContent], KeyFileContent], store_key: bytes | None = None) -> None:
        """Writes a changed key file whose checksum is right; sealed anew only by an insider with the store key."""
        file, _ = key_file.read(self.folder)
        content = change(file.content)
        seal = file.seal if store_key is None else seal_of(content, store_key)
        (self.folder / key_file.KEY_FILE).write_bytes(key_file.encode(content, seal))


def found_school(folder: Path, *, school_key: bytes | None = SCHOOL_KEY, head_temporary: bool = False) -> School:
    """A fresh school in an empty folder."""
    clock = Clock()
    head_id, coordinator_id = uuid4(), uuid4()
    founders = Founders(
        Founder(head_id, "Hannah Head", HEAD_PASSPHRASE, temporary=head_temporary),
        Founder(coordinator_id, "Carl Coordinator", COORDINATOR_PASSPHRASE),
    )
    _, code = create_vault(folder, founders, school_key, QUICK, limits=QUICK_LIMITS, clock=clock)
    passphrases = {head_id: HEAD_PASSPHRASE, coordinator_id: COORDINATOR_PASSPHRASE}
    return School(folder, clock, code, school_key, head_id, coordinator_id, passphrases)
