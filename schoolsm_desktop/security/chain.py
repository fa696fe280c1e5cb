"""Who did what, as a signed chain: every entry holds the one before it, signed by the person who acted.

The order is the number's, not the clock's. What an insider can still do is destroy, and lie under their own name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from schoolsm_desktop.security.unlocked import UnlockedVault

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One entry as storage keeps it: `body` is the service's canonical bytes (moment and all), `digest` its 32 bytes."""

    number: int
    person_id: UUID
    body: bytes
    digest: bytes
    signature: bytes


class ChainFaultKind(StrEnum):
    """What is wrong with a chain."""

    ALTERED = "altered"
    MISSING = "missing"
    NOT_SIGNED = "not-signed"
    CUT_OFF = "cut-off"
    ANOTHER_HISTORY = "another-history"


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where the chain breaks and how."""

    number: int
    kind: ChainFaultKind


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last entry seen: its number (0 before the first), its digest, and the key file's serial then."""

    number: int
    digest: bytes
    serial: int = 0


@dataclass(frozen=True, slots=True)
class ChainResult:
    """How many entries were read, the last of them, and every fault; `sound` without any."""

    count: int
    head: ChainHead
    faults: tuple[ChainFault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def sign_entry(vault: UnlockedVault, number: int, body: bytes, previous: bytes) -> ChainEntry:
    """The next entry, by the person signed in. `number` counts from 1; `previous` is the last digest or GENESIS."""
    raise NotImplementedError


def verify_chain(
    store_id: UUID,
    entries: Iterable[ChainEntry],
    keys: Mapping[UUID, Collection[bytes]],
    *,
    start: ChainHead | None = None,
    remembered: ChainHead | None = None,
) -> ChainResult:
    """Every fault of a chain; `keys` come from `UnlockedVault.signing_keys()`.

    `start` is a head proved earlier (entries begin after it). `remembered` is what this PC saw last: a chain that
    ends before it is CUT_OFF, one that has another entry there is ANOTHER_HISTORY (rolled back and written on).
    """
    raise NotImplementedError


class HeadMemory:
    """The last head this PC has seen of each store, in a small file outside the store folder. It holds no secret."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self, store_id: UUID) -> ChainHead | None:
        """What this PC saw last, or None; a damaged memory counts as none."""
        raise NotImplementedError

    def remember(self, store_id: UUID, head: ChainHead) -> None:
        """Keeps the newest head; written atomically, and never back to an earlier number."""
        raise NotImplementedError
