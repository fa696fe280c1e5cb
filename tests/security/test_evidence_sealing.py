"""A file sealed as a stream: no chunk opens in another's place, and a file that is cut off is noticed."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.security.evidence import (
    CHUNK,
    EvidenceBrokenError,
    FileKey,
    Fingerprint,
    new_file_key,
    opened_chunks,
    seal_stream,
    verified_chunks,
)

STORE = UUID(int=7)
SEALED = CHUNK + 29


def sealed(content: bytes, key: FileKey) -> bytes:
    out = io.BytesIO()
    found = seal_stream(key, io.BytesIO(content).read, out.write)
    assert found == Fingerprint(len(content), hashlib.sha256(content).digest())
    return out.getvalue()


def opened(blob: bytes, key: FileKey) -> bytes:
    return b"".join(opened_chunks(key, io.BytesIO(blob).read))


@pytest.fixture(scope="module")
def content() -> bytes:
    return os.urandom(3 * CHUNK + 12345)


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_is_sealed_opens_whatever_its_size(size: int) -> None:
    key, content = new_file_key(STORE), os.urandom(size)
    blob = sealed(content, key)
    assert opened(blob, key) == content
    assert content[:64] not in blob or size < 16


def test_a_source_that_gives_little_at_a_time_is_sealed_in_the_same_chunks(content: bytes) -> None:
    key, source, out = new_file_key(STORE), io.BytesIO(content), io.BytesIO()
    seal_stream(key, lambda wanted: source.read(min(wanted, 70_001)), out.write)
    assert len(out.getvalue()) == len(content) + 4 * 29
    blob = io.BytesIO(out.getvalue())
    assert b"".join(opened_chunks(key, lambda wanted: blob.read(min(wanted, 999_983)))) == content


def test_cut_reordered_swapped_lengthened_and_altered_files_are_refused(content: bytes) -> None:
    key = new_file_key(STORE)
    blob = sealed(content, key)
    first, second, third, last = (blob[at : at + SEALED] for at in range(0, len(blob), SEALED))
    other = sealed(content, FileKey(STORE, key.evidence_id, os.urandom(32)))
    broken = {
        "cut at a chunk": first + second + third,
        "cut inside a chunk": blob[:-1],
        "cut to nothing": b"",
        "first left out": second + third + last,
        "middle left out": first + third + last,
        "reordered": second + first + third + last,
        "twice": first + first + third + last,
        "lengthened": blob + last,
        "more behind it": blob + b"\0",
        "a chunk of another file": other[:SEALED] + second + third + last,
        "version": b"\x02" + blob[1:],
    }
    for what, altered in broken.items():
        with pytest.raises(EvidenceBrokenError):
            opened(altered, key)
        assert altered != blob, what
    for at in (1, 13, 40, SEALED - 1, SEALED + 5, len(blob) - 1):
        with pytest.raises(EvidenceBrokenError):
            opened(blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :], key)


def test_another_key_store_or_file_opens_nothing(content: bytes) -> None:
    key = new_file_key(STORE)
    blob = sealed(content[:1000], key)
    for wrong in (
        FileKey(STORE, key.evidence_id, os.urandom(32)),
        FileKey(UUID(int=8), key.evidence_id, key.key),
        FileKey(STORE, uuid4(), key.key),
    ):
        with pytest.raises(EvidenceBrokenError):
            opened(blob, wrong)


def test_the_fingerprint_is_checked_on_the_way_out(content: bytes) -> None:
    key = new_file_key(STORE)
    blob = sealed(content, key)
    right = Fingerprint(len(content), hashlib.sha256(content).digest())
    assert b"".join(verified_chunks(key, io.BytesIO(blob).read, right)) == content
    for wrong in (Fingerprint(right.size + 1, right.digest), Fingerprint(right.size, b"\0" * 32)):
        with pytest.raises(EvidenceBrokenError):
            list(verified_chunks(key, io.BytesIO(blob).read, wrong))


_BIG = """
import sys
from uuid import UUID
from schoolsm_desktop.security.evidence import new_file_key, seal_stream, verified_chunks
size = int(sys.argv[1])
left = size
def read(wanted):
    global left
    given = min(wanted, left)
    left -= given
    return bytes(given)
def most():  # of this process alone: what getrusage tells began before it
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
key, path = new_file_key(UUID(int=1)), sys.argv[2]
warm = [b"", b"warm"]
seal_stream(key, lambda wanted: warm.pop(), lambda sealed: None)
before = most()
with open(path, "wb") as out:
    found = seal_stream(key, read, out.write)
with open(path, "rb") as sealed:
    came = sum(len(chunk) for chunk in verified_chunks(key, sealed.read, found))
assert came == size
print((most() - before) // 1024)
"""
MOST_MB = 24
"""Half a dozen chunks, the reading ahead among them: the size of the file has no part in it."""


def most_memory(size: int, path: Path) -> int:
    """The megabytes that sealing and opening a file of this size took beyond what the process had."""
    command = [sys.executable, "-c", _BIG, str(size), str(path)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell the most memory of one process")
def test_a_large_file_takes_no_more_memory_than_a_few_chunks(tmp_path: Path) -> None:
    assert 1 <= most_memory(200_000_000, tmp_path / "big.sealed") <= MOST_MB
