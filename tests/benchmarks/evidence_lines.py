"""What it costs to seal a film, beside the same bytes put through the cipher alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from uuid import UUID, uuid4

from tests.benchmarks.harness import Against, Contender, Line, timed

_SIZE = 200_000_000
_CHUNK = 1 << 20


def seal_200_mb(name: str) -> Line:
    """A file read, sealed and kept on the disk with both fingerprints, against AES-256-GCM over the same file."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from schoolsm_desktop.security.evidence import new_file_key, seal_stream
    from schoolsm_desktop.storage.evidence_folder import EvidenceFolder

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    film, store = Path(folder.name) / "film", EvidenceFolder(Path(folder.name))
    with film.open("wb") as out:
        for _ in range(_SIZE // 10**6):
            out.write(os.urandom(10**6))

    def ours() -> None:
        key = new_file_key(UUID(int=1))
        with film.open("rb") as source:
            store.keep(key.evidence_id, lambda write: seal_stream(key, source.read, write))
        store.file(key.evidence_id).unlink()

    def plain() -> None:
        cipher = AESGCM(os.urandom(32))
        target = film.with_name(uuid4().hex)
        with film.open("rb") as source, target.open("wb") as out:
            while chunk := source.read(_CHUNK):
                out.write(cipher.encrypt(os.urandom(12), chunk, None))
            out.flush()
            os.fsync(out.fileno())
        target.unlink()

    return Line(
        name,
        ours=Contender("200 MB sealed and kept", timed(ours)),
        floor=Contender("AES-256-GCM alone", timed(plain)),
        against=Against.FLOOR,
        goal=3.0,
        rounds=3,
        close=folder.cleanup,
    )
