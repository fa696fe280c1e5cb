"""A scanned paper that stands behind a record: the form the headteacher signed, a leaver's signed list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

MOST_BYTES = 20 * 1024 * 1024
"""The largest scan that is kept: 20 MiB, about thirty pages in colour."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a kept scan without its bytes. `kind` is the media type, `digest` the SHA-256 of the bytes."""

    id: UUID
    school_id: UUID
    name: str
    kind: str
    size: int
    digest: bytes
    added_by: UUID
    added_at: datetime
