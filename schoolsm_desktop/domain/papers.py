"""A scanned paper that stands behind a record: the form the headteacher signed, a leaver's signed list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .wording import tr

MOST_BYTES = 20 * 1024 * 1024
"""The largest scan that is kept: 20 MiB, about thirty pages in colour."""
LONGEST_NAME = 120


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


def paper_name(typed: str) -> str:
    """A file's name as the records keep it: without its folder, without what cannot be read, never empty."""
    last = typed.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in last if sign.isprintable()).strip()
    return plain[:LONGEST_NAME] or tr("Scan")
