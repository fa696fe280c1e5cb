"""The key file on disk."""

from __future__ import annotations

from enum import StrEnum

KEY_FILE = "store.keys"
PREVIOUS = "store.keys.previous"


class SlotState(StrEnum):
    """Where a sign-in stands."""

    ACTIVE = "active"
    TEMPORARY = "temporary"
    UNCONFIRMED = "unconfirmed"
    ENDED = "ended"
