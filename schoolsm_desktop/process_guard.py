"""What this process never does, whatever is loaded into it: reach a network, or leave its memory on the disk."""

from __future__ import annotations

import sys

_REFUSED = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})


class NetworkRefusedError(PermissionError):
    """Something in this process tried to reach a network."""


def guard_process() -> None:
    """From now on and for good: no network, no memory dump. It cannot be undone, so it is called once."""
    sys.addaudithook(_refuse_network)
    _no_memory_dumps()


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook: sockets of this machine's own file system pass (the key ring answers on one), all others do not.

    It does not see what Qt opens by itself: QtNetwork is never imported, and the journeys also run without a network.
    """
    if not event.startswith("socket."):
        return
    if event in _NAMES or (event in _REFUSED and not _is_local(arguments[0])):
        raise NetworkRefusedError("SchoolSM Desktop opens no network connection")


def _is_local(connecting: object) -> bool:
    import socket

    local = getattr(socket, "AF_UNIX", None)
    return local is not None and getattr(connecting, "family", None) == local


def _no_memory_dumps() -> None:
    """A crash must not write the keys in memory to the disk. Windows writes none unless somebody has asked it to."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
