"""The key ring of the person's Windows, macOS or Linux account: it keeps the school key of each store, nothing else.

The class is chosen here per platform and set by hand, never read from a configuration file. A back end that fails,
forgets, chains or writes plain text counts as none. There is no fallback to a file: without a ring the program asks.
"""

from __future__ import annotations

import base64
import binascii
import queue
import secrets
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.errors import KeyRingError
from schoolsm_desktop.security.recovery import SCHOOL_KEY_BYTES

_USER = "school set-up code"
_PROBE = "SchoolSM Desktop check"
_UNTRUSTED = ("keyring.backends.fail", "keyring.backends.null", "keyring.backends.chainer", "keyrings.alt")
_Answer = TypeVar("_Answer")


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


class Backend(Protocol):
    """What is asked of a back end of the keyring library."""

    def get_password(self, service: str, username: str) -> str | None:
        """The text kept under service and user name."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps a text."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forgets it."""
        ...


class MemoryKeyRing:
    """A ring that lives as long as the process: for the demonstration and for tests, never the real one."""

    def __init__(self, *, usable: bool = True) -> None:
        self._kept: dict[UUID, bytes] = {}
        self._usable = usable

    def state(self) -> KeyRingState:
        """Usable unless it was made unusable."""
        kind = KeyRingKind.MEMORY if self._usable else KeyRingKind.NONE
        return KeyRingState(kind, self._usable, _name(kind))

    def get(self, store_id: UUID) -> bytes | None:
        """What was put, or None."""
        return self._kept.get(store_id)

    def put(self, store_id: UUID, key: bytes) -> None:
        """Keeps the key; raises KeyRingError where the ring was made unusable."""
        if not self._usable:
            raise KeyRingError
        self._kept[store_id] = key

    def remove(self, store_id: UUID) -> None:
        """Forgets the key."""
        self._kept.pop(store_id, None)


class _Fault:
    """Stands in the answer's place where a back end raised."""


class SystemKeyRing:
    """The ring of the account, through one back end; every call runs in a thread that is given up after the limit.

    A Secret Service can look unlocked and fail only on writing, or wait for a question nobody sees.
    """

    def __init__(self, kind: KeyRingKind, backend: Callable[[], Backend], limit_seconds: float) -> None:
        self._kind = kind
        self._backend = backend
        self._limit = limit_seconds

    def state(self) -> KeyRingState:
        """Usable if a random value could be written, read back and removed within the limit."""
        try:
            usable = self._in_time(self._probe)
        except KeyRingError:
            usable = False
        kind = self._kind if usable else KeyRingKind.NONE
        return KeyRingState(kind, usable, _name(kind))

    def get(self, store_id: UUID) -> bytes | None:
        """The key kept, or None where there is none, it is not one, or nobody answers."""
        try:
            return _decoded(self._in_time(lambda: self._trusted().get_password(service_name(store_id), _USER)))
        except KeyRingError:
            return None

    def put(self, store_id: UUID, key: bytes) -> None:
        """Keeps the key and proves it by reading it back."""
        service, text = service_name(store_id), base64.b64encode(key).decode()

        def keep() -> str | None:
            backend = self._trusted()
            backend.set_password(service, _USER, text)
            return backend.get_password(service, _USER)

        if self._in_time(keep) != text:
            raise KeyRingError

    def remove(self, store_id: UUID) -> None:
        """Forgets the key where there is one."""
        service = service_name(store_id)

        def forget() -> None:
            backend = self._trusted()
            if backend.get_password(service, _USER) is not None:
                backend.delete_password(service, _USER)

        self._in_time(forget)

    def _trusted(self) -> Backend:
        """The back end, unless it is one that fails, forgets, chains or writes plain text."""
        backend = self._backend()
        if any(kind.__module__.startswith(_UNTRUSTED) for kind in type(backend).__mro__):
            raise KeyRingError
        return backend

    def _probe(self) -> bool:
        backend = self._trusted()
        value, user = secrets.token_hex(16), secrets.token_hex(4)
        backend.set_password(_PROBE, user, value)
        kept = backend.get_password(_PROBE, user)
        backend.delete_password(_PROBE, user)
        return kept == value and backend.get_password(_PROBE, user) is None

    def _in_time(self, ask: Callable[[], _Answer]) -> _Answer:
        """The answer of the ring; raises KeyRingError for any fault (back ends raise of every kind) or when it is late."""
        answers: queue.SimpleQueue[_Answer | _Fault] = queue.SimpleQueue()

        def run() -> None:
            try:
                answers.put(ask())
            except Exception:
                answers.put(_Fault())

        threading.Thread(target=run, name="key-ring", daemon=True).start()
        try:
            answer = answers.get(timeout=self._limit)
        except queue.Empty:
            raise KeyRingError from None
        if isinstance(answer, _Fault):
            raise KeyRingError
        return answer


def service_name(store_id: UUID) -> str:
    """One service name for each store: Windows mixes up two users under one name."""
    return f"SchoolSM Desktop {store_id}"


def system_key_ring(limit_seconds: float = 10.0) -> SchoolKeyRing:
    """The key ring of this account; its `state().usable` is False where there is none that can be trusted.

    The limit leaves time to answer a question of the system ("unlock your key ring?").
    """
    kind, backend = KeyRingKind.SECRET_SERVICE, _secret_service_backend
    if sys.platform == "win32":
        from schoolsm_desktop.security.os_keyring_windows import windows_backend

        kind, backend = KeyRingKind.WINDOWS, windows_backend
    if sys.platform == "darwin":
        kind, backend = KeyRingKind.MACOS, _macos_backend
    return SystemKeyRing(kind, backend, limit_seconds)


def _macos_backend() -> Backend:
    from keyring.backends.macOS import Keyring

    make: Callable[[], Backend] = Keyring
    return make()


def _secret_service_backend() -> Backend:
    from keyring.backends.SecretService import Keyring

    make: Callable[[], Backend] = Keyring
    return make()


def _decoded(kept: str | None) -> bytes | None:
    try:
        key = base64.b64decode(kept or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == SCHOOL_KEY_BYTES else None


def _name(kind: KeyRingKind) -> str:
    return {
        KeyRingKind.WINDOWS: tr("Windows Credential Manager"),
        KeyRingKind.MACOS: tr("macOS Keychain"),
        KeyRingKind.SECRET_SERVICE: tr("the system's key ring"),
        KeyRingKind.MEMORY: tr("a key ring for this demonstration only"),
        KeyRingKind.NONE: tr("no key ring"),
    }[kind]
