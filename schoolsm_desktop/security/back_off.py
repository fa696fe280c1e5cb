"""The wait after wrong passphrases: 1, 2, 4 ... 60 seconds, for each sign-in by itself.

It stands in `store.tries` beside the key file, so that starting the program again does not end it. Somebody who can
write to the folder can delete the file: against them the cost of the derivation protects, not the wait. Where the
file cannot be written the wait is kept in memory. A clock put back does not shorten it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

from schoolsm_desktop.security.atomic_file import write_atomically
from schoolsm_desktop.security.errors import TooSoonError

TRIES_FILE = "store.tries"
MOST_SECONDS = 60


class _Tries(msgspec.Struct, frozen=True):
    count: int
    last: datetime


class BackOff:
    """Counts wrong tries. `clock` gives aware UTC moments."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._path = folder / TRIES_FILE
        self._clock = clock
        self._tries = self._read()

    def seconds_left(self, person_id: UUID) -> int:
        """Whole seconds this person still has to wait, 0 when they may try."""
        tries = self._tries.get(person_id)
        if tries is None or tries.count < 1:
            return 0
        now = self._clock()
        if tries.last > now:  # the clock was put back: the wait begins again instead of growing or vanishing
            tries = _Tries(tries.count, now)
            self._keep(person_id, tries)
        passed = (now - tries.last).total_seconds()
        wait = MOST_SECONDS if tries.count > 6 else 2 ** (tries.count - 1)
        return max(0, math.ceil(wait - passed))

    def check(self, person_id: UUID) -> None:
        """Nothing when the person may try; raises TooSoonError."""
        seconds = self.seconds_left(person_id)
        if seconds:
            raise TooSoonError(seconds)

    def failed(self, person_id: UUID) -> None:
        """One more wrong try."""
        tries = self._tries.get(person_id)
        count = min(tries.count, MOST_SECONDS) + 1 if tries else 1
        self._keep(person_id, _Tries(count, self._clock()))

    def succeeded(self, person_id: UUID) -> None:
        """The count begins anew."""
        if self._tries.pop(person_id, None) is not None:
            self._write()

    def _keep(self, person_id: UUID, tries: _Tries) -> None:
        self._tries[person_id] = tries
        self._write()

    def _read(self) -> dict[UUID, _Tries]:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=dict[UUID, _Tries])
        except (OSError, msgspec.MsgspecError, ValueError):
            return {}
        return {person_id: tries for person_id, tries in kept.items() if tries.last.tzinfo is not None}

    def _write(self) -> None:
        try:
            write_atomically(self._path, msgspec.json.encode(self._tries))
        except OSError:  # a folder that may only be read: the wait still holds in this process
            return
