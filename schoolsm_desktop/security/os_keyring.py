"""The key ring of the person's Windows, macOS or Linux account: it keeps the school key of each store, nothing else.

The class is chosen here per platform and set by hand, never read from a configuration file. A back end that fails,
forgets, chains or writes plain text counts as none. There is no fallback to a file: without a ring the program asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class KeyRingKind(StrEnum):
    """Which key ring this account has."""

    WINDOWS = "windows"
    MACOS = "macos"
    SECRET_SERVICE = "secret-service"
    MEMORY = "memory"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class KeyRingState:
    """`usable` after a real write, read and removal; `name` is what the person calls it (translated)."""

    kind: KeyRingKind
    usable: bool
    name: str


class SchoolKeyRing(Protocol):
    """Where the school key of a store is kept for this account. Every call may take seconds: use a worker."""

    def state(self) -> KeyRingState:
        """What this account has, tried by a real write, read and removal within a time limit; never raises."""
        ...

    def get(self, store_id: UUID) -> bytes | None:
        """The school key (16 bytes) kept for this store, or None, also where the ring does not answer; never raises."""
        ...

    def put(self, store_id: UUID, key: bytes) -> None:
        """Keeps the school key and reads it back; raises KeyRingError."""
        ...

    def remove(self, store_id: UUID) -> None:
        """Forgets the school key; nothing where there was none; raises KeyRingError."""
        ...


class MemoryKeyRing:
    """A ring that lives as long as the process: for the demonstration and for tests, never the real one."""

    def __init__(self, *, usable: bool = True) -> None:
        self._kept: dict[UUID, bytes] = {}
        self._usable = usable

    def state(self) -> KeyRingState:
        raise NotImplementedError

    def get(self, store_id: UUID) -> bytes | None:
        raise NotImplementedError

    def put(self, store_id: UUID, key: bytes) -> None:
        raise NotImplementedError

    def remove(self, store_id: UUID) -> None:
        raise NotImplementedError


def system_key_ring(limit_seconds: float = 10.0) -> SchoolKeyRing:
    """The key ring of this account; its `state().usable` is False where there is none that can be trusted."""
    raise NotImplementedError
