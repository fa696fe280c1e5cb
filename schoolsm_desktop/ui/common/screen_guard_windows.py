"""SetWindowDisplayAffinity: Windows leaves the window out of screen prints and recordings (Windows 10 2004 and later)."""

from __future__ import annotations

import ctypes
from typing import Final

_NONE: Final = 0x00
_EXCLUDE_FROM_CAPTURE: Final = 0x11


def keep_out_of_recordings(window: int, out: bool) -> bool:
    """Leave the window with this handle out of recordings, or let it in again; False where it cannot be done."""
    wanted = _EXCLUDE_FROM_CAPTURE if out else _NONE
    library = getattr(ctypes, "windll", None)  # only Windows has it
    return library is not None and bool(library.user32.SetWindowDisplayAffinity(window, wanted))
