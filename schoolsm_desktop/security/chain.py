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

import msgspec

from schoolsm_desktop.security import sealing, signing
from schoolsm_desktop.security.atomic_file import write_atomically

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
    digest = entry_digest(vault.store_id, number, vault.person_id, body, previous)
    return ChainEntry(number, vault.person_id, body, digest, vault.sign(_signed(number, digest)))


def entry_digest(store_id: UUID, number: int, person_id: UUID, body: bytes, previous: bytes) -> bytes:
    """The digest (SHA-256) of an entry: it holds the one before, the number and who acted."""
    return sealing.digest("1", store_id.bytes, "log-entry", str(number), person_id.bytes, previous, body)


def verify_chain(
    store_id: UUID,
    entries: Iterable[ChainEntry],
    keys: Mapping[UUID, Collection[bytes]],
    *,
    start: ChainHead | None = None,
    remembered: ChainHead | None = None,
) -> ChainResult:
    """Every fault of a chain in the order given; `keys` come from `UnlockedVault.signing_keys()`.

    `start` is a head proved earlier (entries begin after it). `remembered` is what this PC saw last: a chain that
    ends before it is CUT_OFF, one that has another entry there is ANOTHER_HISTORY (rolled back and written on).
    """
    head = start or ChainHead(0, GENESIS)
    faults: list[ChainFault] = []
    count = 0
    for entry in entries:
        faults += _faults_of(store_id, entry, head, keys)
        if remembered is not None and entry.number == remembered.number and entry.digest != remembered.digest:
            faults.append(ChainFault(entry.number, ChainFaultKind.ANOTHER_HISTORY))
        head = ChainHead(entry.number, entry.digest)
        count += 1
    if remembered is not None and head.number < remembered.number:
        faults.append(ChainFault(head.number + 1, ChainFaultKind.CUT_OFF))
    return ChainResult(count, head, tuple(faults))


def _faults_of(
    store_id: UUID, entry: ChainEntry, before: ChainHead, keys: Mapping[UUID, Collection[bytes]]
) -> list[ChainFault]:
    """What is wrong with one entry after the one before it."""
    if entry.number != before.number + 1:
        return [ChainFault(entry.number, ChainFaultKind.MISSING)]
    if entry.digest != entry_digest(store_id, entry.number, entry.person_id, entry.body, before.digest):
        return [ChainFault(entry.number, ChainFaultKind.ALTERED)]
    message = signing.message_statement(store_id, _signed(entry.number, entry.digest))
    if not any(signing.is_signed(key, entry.signature, message) for key in keys.get(entry.person_id, ())):
        return [ChainFault(entry.number, ChainFaultKind.NOT_SIGNED)]
    return []


def _signed(number: int, digest: bytes) -> bytes:
    return sealing.context("log-entry", str(number), digest)


class _Remembered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    digest: bytes
    serial: int


class HeadMemory:
    """The last head this PC has seen of each store, in a small file outside the store folder. It holds no secret.

    It is what notices a whole store put back to an earlier day; a PC that never saw the newer one cannot.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self, store_id: UUID) -> ChainHead | None:
        """What this PC saw last, or None; a damaged memory counts as none."""
        kept = self._read().get(store_id)
        return None if kept is None else ChainHead(kept.number, kept.digest, kept.serial)

    def remember(self, store_id: UUID, head: ChainHead) -> None:
        """Keeps the newest head, atomically, never going back to an earlier number; raises OSError."""
        kept = self._read()
        before = kept.get(store_id)
        if before is not None and before.number > head.number:
            return
        serial = max(head.serial, before.serial if before is not None else 0)
        kept[store_id] = _Remembered(number=head.number, digest=head.digest, serial=serial)
        self._write(kept)

    def accept(self, store_id: UUID, head: ChainHead) -> None:
        """Keeps this head even if it is an earlier one: the headteacher put a backup back and the log says so."""
        kept = self._read()
        kept[store_id] = _Remembered(number=head.number, digest=head.digest, serial=head.serial)
        self._write(kept)

    def _read(self) -> dict[UUID, _Remembered]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[UUID, _Remembered])
        except (OSError, msgspec.MsgspecError, ValueError):
            return {}

    def _write(self, kept: dict[UUID, _Remembered]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._path, msgspec.json.encode(kept))
