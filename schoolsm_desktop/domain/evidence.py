"""Evidence before it belongs to a case, and what is known of where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .cases import EvidenceState, Source
from .wording import ntr, tr

LONGEST_NAME = 120

SOURCE_WORDS = {
    Source.OUR_PAGE: "On a page of ours",
    Source.PUBLIC: "Public: anybody can see it",
    Source.SENT_TO_US: "Sent or shown to us",
    Source.SCHOOL_DEVICE: "On a school device",
    Source.NOT_KNOWN: "Not known yet",
}
"""There is no entry for a private account that somebody looked into: that is not done (PRACTICE 16)."""

STATE_WORDS = {
    EvidenceState.KEPT: "Kept",
    EvidenceState.SEALED_OFF: "Sealed off",
    EvidenceState.REMOVED: "Removed",
}


@dataclass(frozen=True, slots=True, repr=False)
class StagedEvidence:
    """A file that was taken in and sealed, and belongs to no case yet; goes by itself after seven days.

    `key` opens its sealed file: it lies only in the memory and in the draft, which is sealed to whoever typed it.
    """

    id: UUID
    name: str
    media: str
    size: int
    digest: bytes
    key: bytes
    sealed_size: int
    sealed_digest: bytes
    staged_at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """What is known of a piece of evidence: its page, when it was seen there, when and by whom it was captured."""

    source: Source = Source.NOT_KNOWN
    address: str = ""
    seen_at: datetime | None = None
    captured_at: datetime | None = None
    captured_by: str = ""
    note: str = ""


def short_fingerprint(digest: bytes) -> str:
    """The beginning of a fingerprint, in groups that can be read out: `9f2c 41d0 77ab`."""
    text = digest.hex()[:12]
    return " ".join(text[at : at + 4] for at in range(0, 12, 4))


def file_name(untrusted: str) -> str:
    """A file's name fit to be shown: no folders, no control or direction characters, not endless."""
    bare = untrusted.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in bare if sign.isprintable()).strip()
    if len(shown) > LONGEST_NAME:
        stem, dot, ending = shown.rpartition(".")
        tail = f"{dot}{ending}" if dot and len(ending) <= 8 else ""
        shown = f"{(stem if tail else shown)[: LONGEST_NAME - len(tail) - 1]}…{tail}"
    return shown


MEDIA_WORDS = {
    "image": "Picture",
    "video": "Film",
    "audio": "Sound",
    "text": "Text",
    "application/pdf": "PDF",
    "application/zip": "Packed files or an Office document",
    "application/x-ole": "Office document",
    "application/x-msdownload": "Program",
    "application/x-executable": "Program",
    "": "File of another kind",
}


def media_words(media: str) -> str:
    """What a file is, in words: by its own kind, or by the family it belongs to."""
    family = media.partition("/")[0]
    key = media if media in MEDIA_WORDS else family if family in MEDIA_WORDS else ""
    return tr(MEDIA_WORDS[key])


def size_text(size: int) -> str:
    """`640 bytes`, `23.6 kB`, `3.1 MB`, `2.0 GB`."""
    if size >= 10**9:
        return tr("{size} GB", size=f"{size / 10**9:.1f}")
    if size >= 10**6:
        return tr("{size} MB", size=f"{size / 10**6:.1f}")
    if size >= 1000:
        return tr("{size} kB", size=f"{size / 1000:.1f}")
    return ntr("{count} byte", "{count} bytes", size)


_RESERVED = frozenset('<>:"/\\|?*')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{x}{n}" for x in ("com", "lpt") for n in range(1, 10))})


def safe_file_name(name: str) -> str:
    """A name under which every system keeps a file; never one that hides it, and never a device of Windows."""
    plain = "".join("_" if sign in _RESERVED else sign for sign in file_name(name)).strip(". ")
    if plain.partition(".")[0].strip().casefold() in _DEVICES:
        plain = f"_{plain}"
    return plain or "evidence"
