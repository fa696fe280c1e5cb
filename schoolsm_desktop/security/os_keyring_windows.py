"""The Windows Credential Manager, for this PC only: `local machine` keeps the entry out of a roaming profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schoolsm_desktop.security.os_keyring import Backend


def windows_backend() -> Backend:
    """The Credential Manager of the signed-in Windows account; raises where this is not Windows."""
    from keyring.backends.Windows import WinVaultKeyring

    make: Callable[[], WinVaultKeyring] = WinVaultKeyring
    ring = make()
    ring.persist = "local machine"
    return ring
