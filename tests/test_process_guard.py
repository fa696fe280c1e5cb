"""The guard holds in a process of its own: it cannot be taken off again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_GUARDED = "from schoolsm_desktop.process_guard import guard_process\nguard_process()\nimport socket\n"


def _run(source: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('192.0.2.1', 443), timeout=1)",
        "socket.socket().connect(('127.0.0.1', 9))",
        "socket.socket(socket.AF_INET6).connect(('::1', 9))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "socket.socket().bind(('127.0.0.1', 0))",
        "socket.getaddrinfo('school.example', 443)",
        "socket.gethostbyname('school.example')",
        "import urllib.request; urllib.request.urlopen('https://school.example')",
    ],
)
def test_every_way_to_a_network_is_refused(attempt: str) -> None:
    done = _run(_GUARDED + attempt)
    assert done.returncode == 1
    assert "SchoolSM Desktop opens no network connection" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' key ring answers on no socket")
def test_a_socket_of_this_machine_passes(tmp_path: Path) -> None:
    source = (
        "server = socket.socket(socket.AF_UNIX)\n"
        f"server.bind({str(tmp_path / 's')!r})\n"
        "server.listen()\n"
        f"socket.socket(socket.AF_UNIX).connect({str(tmp_path / 's')!r})\n"
        "print('through')\n"
    )
    done = _run(_GUARDED + source)
    assert (done.returncode, done.stdout) == (0, "through\n"), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit on Windows")
def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    done = _run(_GUARDED + "import resource\nprint(resource.getrlimit(resource.RLIMIT_CORE))")
    assert done.stdout == "(0, 0)\n"


def test_the_command_line_stands_under_the_guard() -> None:
    source = (
        "import sys, schoolsm_desktop.__main__ as line\n"
        "sys.argv = ['schoolsm-desktop', 'read-file', 'no-such-file']\n"
        "line.main()\n"
        "import socket\n"
        "socket.create_connection(('192.0.2.1', 443), timeout=1)\n"
    )
    done = _run(source)
    # The error stream is guarded too: it names the error and does not quote it.
    assert "NetworkRefusedError" in done.stderr
    assert "Traceback" not in done.stderr
