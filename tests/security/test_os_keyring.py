"""The key ring of the account: real ones by `-m keyring`, the ways they fail by stand-ins of the library's own kinds."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from schoolsm_desktop.security import os_keyring
from schoolsm_desktop.security.errors import KeyRingError
from schoolsm_desktop.security.os_keyring import (
    KeyRingKind,
    MemoryKeyRing,
    SchoolKeyRing,
    SystemKeyRing,
    service_name,
    system_key_ring,
)
from tests.security.school import SCHOOL_KEY

_SURROUNDINGS = os.environ.get("SCHOOLSM_KEYRING", "")


class _Kept(KeyringBackend):
    """A back end that keeps what it is given, as the real ones do."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class _FailsOnWriting(_Kept):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("locked")


class _Forgets(_Kept):
    def set_password(self, service: str, username: str, password: str) -> None:
        return


class _NeverRemoves(_Kept):
    def delete_password(self, service: str, username: str) -> None:
        return


class _Hangs(_Kept):
    """Waits for a question that nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.let_go.wait(30)


def _ring(backend: KeyringBackend, limit: float = 5.0) -> SystemKeyRing:
    return SystemKeyRing(KeyRingKind.SECRET_SERVICE, lambda: backend, limit)


def _is_no_ring(ring: SchoolKeyRing, store_id: UUID) -> None:
    state = ring.state()
    assert (state.kind, state.usable) == (KeyRingKind.NONE, False)
    assert state.name
    with pytest.raises(KeyRingError):
        ring.put(store_id, SCHOOL_KEY)
    assert ring.get(store_id) is None


def test_a_ring_that_works_keeps_one_key_for_each_store() -> None:
    backend = _Kept()
    ring, one, other = _ring(backend), uuid4(), uuid4()
    assert ring.state().usable
    assert ring.state().kind is KeyRingKind.SECRET_SERVICE
    assert backend.kept == {}  # the probe leaves nothing behind
    assert ring.get(one) is None
    ring.put(one, SCHOOL_KEY)
    ring.put(other, bytes(16))
    assert ring.get(one) == SCHOOL_KEY
    assert {service for service, _ in backend.kept} == {service_name(one), service_name(other)}
    assert {len(text) for text in backend.kept.values()} == {24}
    ring.remove(one)
    ring.remove(one)
    assert ring.get(one) is None
    assert ring.get(other) == bytes(16)


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, chainer.ChainerBackend])
def test_back_ends_that_fail_forget_or_chain_count_as_none(backend: type[KeyringBackend]) -> None:
    _is_no_ring(_ring(backend()), uuid4())


def test_a_plain_text_back_end_counts_as_none_even_where_it_works() -> None:
    plain = type("PlaintextKeyring", (_Kept,), {"__module__": "keyrings.alt.file"})
    derived = type("Derived", (plain,), {"__module__": "somewhere.else"})
    for kind in (plain, derived):
        backend = kind()
        _is_no_ring(_ring(backend), uuid4())
        assert backend.kept == {}


@pytest.mark.parametrize("backend", [_FailsOnWriting, _Forgets])
def test_a_ring_that_looks_unlocked_and_does_not_keep_counts_as_none(backend: type[_Kept]) -> None:
    _is_no_ring(_ring(backend()), uuid4())


def test_a_ring_that_does_not_remove_is_not_usable() -> None:
    assert not _ring(_NeverRemoves()).state().usable


def test_a_ring_that_does_not_answer_is_given_up_after_the_limit() -> None:
    backend = _Hangs()
    _is_no_ring(_ring(backend, limit=0.05), uuid4())
    backend.let_go.set()


def test_a_back_end_that_cannot_be_made_counts_as_none() -> None:
    def missing() -> KeyringBackend:
        raise RuntimeError("no such service")

    ring = SystemKeyRing(KeyRingKind.MACOS, missing, 5.0)
    _is_no_ring(ring, uuid4())
    with pytest.raises(KeyRingError):
        ring.remove(uuid4())


@pytest.mark.parametrize("text", ["", "not base64!", "AAAA", "QUJDREVGR0hJSktMTU5PUFFSUw==", "ä"])
def test_an_entry_that_is_no_school_key_counts_as_none(text: str) -> None:
    backend, store_id = _Kept(), uuid4()
    _ring(backend).put(store_id, SCHOOL_KEY)
    backend.kept = dict.fromkeys(backend.kept, text)
    assert _ring(backend).get(store_id) is None


def test_the_memory_ring_lives_with_the_process() -> None:
    ring, store_id = MemoryKeyRing(), uuid4()
    assert ring.state().kind is KeyRingKind.MEMORY
    assert ring.state().usable
    ring.put(store_id, SCHOOL_KEY)
    assert ring.get(store_id) == SCHOOL_KEY
    assert MemoryKeyRing().get(store_id) is None
    ring.remove(store_id)
    ring.remove(store_id)
    assert ring.get(store_id) is None
    _is_no_ring(MemoryKeyRing(usable=False), store_id)


def test_a_configuration_file_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own choice (environment, configuration) is a fail back end in these tests; nobody asks it."""

    def asked() -> None:
        pytest.fail("get_keyring() was asked")

    monkeypatch.setattr("keyring.core.get_keyring", asked)
    monkeypatch.setattr("keyring.get_keyring", asked)
    system_key_ring(5.0).state()
    source = Path(os_keyring.__file__).read_text(encoding="utf-8")
    assert "import keyring" not in source


def test_the_class_is_chosen_for_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {}
    for platform in ("win32", "darwin", "linux"):
        monkeypatch.setattr(sys, "platform", platform)
        ring = system_key_ring()
        assert isinstance(ring, SystemKeyRing)
        chosen[platform] = ring._kind
    assert chosen == {
        "win32": KeyRingKind.WINDOWS,
        "darwin": KeyRingKind.MACOS,
        "linux": KeyRingKind.SECRET_SERVICE,
    }


def test_the_windows_entry_is_for_this_pc_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real WinVaultKeyring over a stand-in for the Windows library: what it would write is looked at."""
    import types

    from keyring.backends import Windows

    from schoolsm_desktop.security.os_keyring_windows import windows_backend

    written: dict[str, dict[str, object]] = {}

    class NotFoundError(Exception):
        winerror, funcname = 1168, "CredRead"

    def read(*, Type: int, TargetName: str) -> dict[str, object]:  # noqa: N803 - as Windows spells it
        if TargetName not in written:
            raise NotFoundError
        kept = written[TargetName]
        return {**kept, "CredentialBlob": str(kept["CredentialBlob"]).encode("utf-16")}

    def write(credential: dict[str, object], _flags: int) -> None:
        written[str(credential["TargetName"])] = credential

    library = types.SimpleNamespace(
        CRED_TYPE_GENERIC=1,
        CRED_PERSIST_SESSION=1,
        CRED_PERSIST_LOCAL_MACHINE=2,
        CRED_PERSIST_ENTERPRISE=3,
        CredRead=read,
        CredWrite=write,
        CredDelete=lambda *, Type, TargetName: written.pop(TargetName),  # noqa: N803 - as Windows spells it
    )
    monkeypatch.setattr(Windows, "win32cred", library, raising=False)
    monkeypatch.setattr(Windows, "pywintypes", types.SimpleNamespace(error=NotFoundError), raising=False)
    ring, store_id = SystemKeyRing(KeyRingKind.WINDOWS, windows_backend, 5.0), uuid4()
    assert ring.state().usable
    assert written == {}
    ring.put(store_id, SCHOOL_KEY)
    ring.put(store_id, SCHOOL_KEY)
    assert ring.get(store_id) == SCHOOL_KEY
    assert {credential["Persist"] for credential in written.values()} == {2}
    ring.remove(store_id)
    assert written == {}


@pytest.mark.keyring
@pytest.mark.skipif(_SURROUNDINGS != "unlocked", reason="needs SCHOOLSM_KEYRING=unlocked and an unlocked ring")
def test_a_real_secret_service_keeps_and_forgets_the_key() -> None:
    store_id, other = uuid4(), uuid4()
    ring = system_key_ring()
    state = ring.state()
    assert (state.kind, state.usable) == (KeyRingKind.SECRET_SERVICE, True)
    ring.put(store_id, SCHOOL_KEY)
    ring.put(store_id, bytes(16))
    ring.put(store_id, SCHOOL_KEY)
    ring.put(other, bytes(16))
    assert system_key_ring().get(store_id) == SCHOOL_KEY
    ring.remove(store_id)
    ring.remove(store_id)
    assert ring.get(store_id) is None
    assert ring.get(other) == bytes(16)
    ring.remove(other)
    for folder in (os.environ.get("XDG_DATA_HOME", ""),):
        for path in Path(folder).rglob("*"):
            if path.is_file():
                assert SCHOOL_KEY not in path.read_bytes()


@pytest.mark.keyring
@pytest.mark.skipif(_SURROUNDINGS not in ("bus", "none"), reason="needs SCHOOLSM_KEYRING=bus or none")
def test_without_an_unlocked_ring_there_is_none_and_nothing_is_kept() -> None:
    _is_no_ring(system_key_ring(limit_seconds=3.0), uuid4())
