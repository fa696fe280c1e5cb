"""What holds for every test: no real key ring, no network, no home folder, and no warning that nobody expected."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_OPT_IN_MARKS = ("keyring", "display")
_FOLDERS = ("DATA", "CONFIG", "CACHE", "STATE")
_WINDOWS_FOLDERS = ("LOCAL_APPDATA", "APPDATA", "COMMON_APPDATA")
_LITTER = 150_000  # young objects that may wait for the end of a test; fewer are not worth a collection


def pytest_configure(config: pytest.Config) -> None:
    """Set the surroundings before the first import of the program, in each worker of its own."""
    base = Path(tempfile.mkdtemp(prefix="schoolsm-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(base, ignore_errors=True))
    expression = config.getoption("markexpr") or ""
    _keep_out_of_the_home_folder(base)
    if "display" not in expression:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if "keyring" not in expression:
        _keep_away_from_key_rings()
    sys.addaudithook(_refuse_network)
    # The same examples each time, and no clock over them: a busy machine must not fail a property. SCHOOLSM_FUZZ looks further.
    settings.register_profile("suite", deadline=None, derandomize="SCHOOLSM_FUZZ" not in os.environ, print_blob=True)
    settings.load_profile("suite")
    # As in the program (ADR 10): no collection may fall on a worker in the middle of a test. It is done between the tests.
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is imported by now stays until the end, and need not be walked by each collection."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Between two tests, with no work under way, is the time to collect what they left."""
    if gc.get_count()[0] > _LITTER:
        gc.collect()


def _keep_out_of_the_home_folder(base: Path) -> None:
    for name in _FOLDERS:
        # The real key ring test runs its service on a data folder of its own, made before this process.
        if name == "DATA" and os.environ.get("SCHOOLSM_KEYRING"):
            continue
        os.environ[f"XDG_{name}_HOME"] = str(base / name.lower())
    for name in _WINDOWS_FOLDERS:
        os.environ[f"WIN_PD_OVERRIDE_{name}"] = str(base / name.lower())


def _keep_away_from_key_rings() -> None:
    # Both roads to a key ring: the message bus it answers on, and the library's own choice of one.
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook: only sockets of this machine's own file system may be connected."""
    if event != "socket.connect":
        return
    connecting = arguments[0]
    local = getattr(socket, "AF_UNIX", None)
    if isinstance(connecting, socket.socket) and local is not None and connecting.family == local:
        return
    if sys.platform == "win32" and isinstance(arguments[1], tuple) and arguments[1][0] == "127.0.0.1":
        return  # socketpair() is made of two loopback sockets there
    raise ConnectionRefusedError("a test tried to reach the network: SchoolSM Desktop never does")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need a real key ring or a screen run only when they are asked for by name (`-m keyring`)."""
    expression = config.getoption("markexpr") or ""
    unasked = [mark for mark in _OPT_IN_MARKS if mark not in expression]
    left = [item for item in items if any(item.get_closest_marker(mark) for mark in unasked)]
    if left:
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=left)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


ExpectLog = Callable[[str], None]


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[ExpectLog]:
    """Fails the test on any log line at WARNING or above, unless the test said it expects that text.

    Call it with a part of the line; a line that was expected and never came fails the test as well.
    """
    collector = _Collector()
    expected: list[str] = []
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield expected.append
    finally:
        root.removeHandler(collector)
    surprises = [line for line in collector.messages if not any(part in line for part in expected)]
    missing = [part for part in expected if not any(part in line for line in collector.messages)]
    if surprises:
        pytest.fail("logged without being expected:\n" + "\n".join(surprises), pytrace=False)
    if missing:
        pytest.fail("expected in the log and not there: " + ", ".join(missing), pytrace=False)


@pytest.fixture(autouse=True)
def quick_tables(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Makes new databases quickly, except where the migrations themselves are tested."""
    if "storage" in request.path.parts or not _makes_schools(request):
        yield
        return
    from tests.quick_tables import remembered_tables

    with remembered_tables(monkeypatch):
        yield


def _makes_schools(request: pytest.FixtureRequest) -> bool:
    """Whether the test can come near the records: most rules are tested without, and need not import them."""
    return not {"domain", "architecture"} & set(request.path.parts)


Partner = Callable[[str], Path]


@pytest.fixture(scope="session")
def partner() -> Partner:
    """`partner("oathtool")`: the path of another program that a test compares ours with.

    Where it is not installed the test is skipped, with its name; with SCHOOLSM_PARTNERS=required, as in CI,
    the test fails instead, so that no comparison can go missing unseen.
    """

    def find(program: str) -> Path:
        found = shutil.which(program)
        if found is not None:
            return Path(found)
        if os.environ.get("SCHOOLSM_PARTNERS") == "required":
            pytest.fail(f"{program} is not installed, and SCHOOLSM_PARTNERS=required", pytrace=False)
        pytest.skip(f"{program} is not installed on this machine")

    return find


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder of the clone the tests run in."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def without_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that nobody sits at."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        with contextlib.suppress(KeyError):
            monkeypatch.delenv(name)
