"""A file sealed as a stream: chunks of 1 MiB under a key of its own, none of which opens in another's place.

The sealed file is nothing but its sealed chunks, one after another. What each belongs to (store, file, its place, whether
it is the last) is its context, so that a chunk moved, left out, put in from elsewhere or cut off does not open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security import sealing
from schoolsm_desktop.security.errors import SealBrokenError, SecurityError

CHUNK = 1 << 20
_FORMAT = "1"
_PURPOSE = "evidence"
_OVERHEAD = 29
"""Bytes that sealing adds to each chunk: version, nonce and tag."""

Read = Callable[[int], bytes]
Write = Callable[[bytes], object]


class EvidenceBrokenError(SecurityError):
    """A sealed file is not the one that was kept: cut off, altered, reordered, or another one in its place."""

    key = "evidence-broken"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file is no longer as it was kept: somebody or something has changed it outside the program. "
                "Nothing of it is shown or given out. Look for it in a backup, and tell a keyholder."
            )
        )


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many bytes a file has, and their SHA-256."""

    size: int
    digest: bytes


@dataclass(frozen=True, slots=True, repr=False)
class FileKey:
    """The key of one file of evidence; it opens no other."""

    store_id: UUID
    evidence_id: UUID
    key: bytes


def new_file_key(store_id: UUID) -> FileKey:
    """A fresh key for a new file, with a random id."""
    return FileKey(store_id, uuid4(), sealing.new_key())


def seal_stream(key: FileKey, read: Read, write: Write, took: Callable[[int], object] | None = None) -> Fingerprint:
    """Seal everything that `read` gives, chunk by chunk, and hand it to `write`; the fingerprint of what came in.

    `took` hears after each chunk how many bytes have come in; what it raises ends the sealing.
    """
    running, size, index = sha256(), 0, 0
    chunk = _full(read)
    while True:
        following = _full(read) if len(chunk) == CHUNK else b""
        running.update(chunk)
        size += len(chunk)
        write(sealing.seal(key.key, chunk, _context(key, index, last=not following)))
        if took is not None:
            took(size)
        if not following:
            return Fingerprint(size, running.digest())
        chunk, index = following, index + 1


def opened_chunks(key: FileKey, read: Read) -> Iterator[bytes]:
    """What was sealed, chunk by chunk. Raises EvidenceBrokenError at the first chunk that is not in its own place.

    Whoever uses chunks before the end must be able to throw them away: that the file was cut off shows at its end.
    """
    index, sealed = 0, _full(read, CHUNK + _OVERHEAD)
    while True:
        following = _full(read, CHUNK + _OVERHEAD)
        try:
            chunk = sealing.open_sealed(key.key, sealed, _context(key, index, last=not following))
        except SealBrokenError:
            raise EvidenceBrokenError from None
        yield chunk
        if not following:
            return
        sealed, index = following, index + 1


def verified_chunks(key: FileKey, read: Read, expected: Fingerprint) -> Iterator[bytes]:
    """As `opened_chunks`, and at the end raises EvidenceBrokenError unless the whole is what came in."""
    running, size = sha256(), 0
    for chunk in opened_chunks(key, read):
        running.update(chunk)
        size += len(chunk)
        yield chunk
    if size != expected.size or not sealing.same(running.digest(), expected.digest):
        raise EvidenceBrokenError


def _context(key: FileKey, index: int, *, last: bool) -> bytes:
    flag = b"\x01" if last else b"\x00"
    return sealing.context(_FORMAT, key.store_id.bytes, _PURPOSE, key.evidence_id.bytes, index.to_bytes(8, "big"), flag)


def _full(read: Read, wanted: int = CHUNK) -> bytes:
    """As many bytes as wanted, fewer only at the end: a read may give less than it was asked for."""
    got = read(wanted)
    if len(got) == wanted or not got:
        return got
    parts, have = [got], len(got)
    while have < wanted and (more := read(wanted - have)):
        parts.append(more)
        have += len(more)
    return b"".join(parts)
