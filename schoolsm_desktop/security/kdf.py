"""From a passphrase to a key: Argon2id (RFC 9106), then HKDF-SHA256 (RFC 5869) salted with the school key.

The cost stored beside a sign-in is data from outside: it is held against `KdfLimits` before anything is computed,
so that neither a cheap setting (downgrade) nor a huge one (memory bomb) is ever followed.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from schoolsm_desktop.security.errors import KdfRefusedError

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """The cost of one derivation: memory in KiB, passes over it, lanes computed side by side."""

    memory_kib: int
    iterations: int
    lanes: int


@dataclass(frozen=True, slots=True)
class KdfLimits:
    """The costs this program is willing to compute, each as (least, most).

    Only tests build one of their own, to be quick; nothing inside the program does (a test of the tree says so).
    """

    memory_kib: tuple[int, int] = (64 * 1024, 1024 * 1024)
    iterations: tuple[int, int] = (3, 16)
    lanes: tuple[int, int] = (1, 8)

    def check(self, parameters: KdfParameters) -> None:
        """Nothing where the cost is acceptable; raises KdfRefusedError before any memory is touched."""
        pairs = (
            (self.memory_kib, parameters.memory_kib),
            (self.iterations, parameters.iterations),
            (self.lanes, parameters.lanes),
        )
        if any(not least <= value <= most for (least, most), value in pairs):
            raise KdfRefusedError


STANDARD_LIMITS = KdfLimits()
DEFAULT = KdfParameters(memory_kib=128 * 1024, iterations=3, lanes=4)


@dataclass(frozen=True, slots=True, repr=False)
class DerivedKey:
    """`kek` (32 bytes) opens the private bundle; `commit` (32 bytes) is stored and compared in constant time first."""

    kek: bytes
    commit: bytes


def derive(
    passphrase: str,
    salt: bytes,
    parameters: KdfParameters,
    school_key: bytes,
    context: bytes,
    limits: KdfLimits = STANDARD_LIMITS,
) -> DerivedKey:
    """The key of a passphrase; takes half a second or more and much memory in the caller's thread.

    The passphrase is normalised (NFKC), so that the same letters typed on another keyboard give the same key.
    `school_key` is empty where the school goes without one. Raises KdfRefusedError.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    limits.check(parameters)
    stretched = Argon2id(
        salt=salt,
        length=32,
        iterations=parameters.iterations,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    ).derive(unicodedata.normalize("NFKC", passphrase).encode())
    both = HKDF(SHA256(), length=64, salt=school_key or None, info=context).derive(stretched)
    return DerivedKey(kek=both[:32], commit=both[32:])


def _seconds(parameters: KdfParameters) -> float:
    """How long one derivation of this cost takes here."""
    began = time.perf_counter()
    derive("calibration", bytes(SALT_BYTES), parameters, b"", b"calibration")
    return time.perf_counter() - began


def calibrate(target_seconds: float = 0.75, measure: Callable[[KdfParameters], float] = _seconds) -> KdfParameters:
    """The cost that takes about `target_seconds` (0.5 to 1) on this PC: never below `DEFAULT`, never above the limits.

    Passes are added first; only where sixteen passes are still quick is the memory doubled.
    """
    most_passes = STANDARD_LIMITS.iterations[1]
    most_memory = STANDARD_LIMITS.memory_kib[1]
    memory = DEFAULT.memory_kib
    while True:
        base = KdfParameters(memory, DEFAULT.iterations, DEFAULT.lanes)
        passes = int(DEFAULT.iterations * target_seconds / max(measure(base), 1e-6))
        if passes <= most_passes or memory * 2 > most_memory:
            return KdfParameters(memory, min(max(passes, DEFAULT.iterations), most_passes), DEFAULT.lanes)
        memory *= 2
