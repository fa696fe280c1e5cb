"""A KDBX 4 file made in memory: Argon2id, AES-256, and every seed fresh."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from .passwords_out import OutEntry, writable

MEMORY = 64 << 20
"""Bytes. More is refused by some telephones, on which the file may have to open."""
PASSES = 12
LANES = 4


def to_kdbx(
    entries: Sequence[OutEntry], passphrase: str, *, name: str, memory: int = MEMORY, passes: int = PASSES
) -> bytes:
    """The entries under `passphrase`, in groups by their `group`; `name` is what the file calls itself inside.

    Takes a second or so: never on the window's thread. Nothing touches a disk. Raises CannotBeWrittenError.
    """
    ready = [writable(entry) for entry in entries]
    database = _blank(name, memory, passes)
    groups = {"": database.root_group}
    for entry in ready:
        if entry.group not in groups:
            groups[entry.group] = _anonymous(database.add_group(database.root_group, entry.group))
        groups[entry.group].append(_entry(database, entry))
    database.password = passphrase
    out = io.BytesIO()
    database.save(out)  # makes every seed, salt and nonce anew
    return out.getvalue()


def _blank(name: str, memory: int, passes: int) -> Any:
    """pykeepass's empty file, with our parameters and without anything that two files would have in common."""
    from pykeepass import PyKeePass
    from pykeepass.kdbx_parsing.kdbx4 import kdf_uuids
    from pykeepass.pykeepass import BLANK_DATABASE_LOCATION, BLANK_DATABASE_PASSWORD

    database = PyKeePass(BLANK_DATABASE_LOCATION, BLANK_DATABASE_PASSWORD)
    derivation = database.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
    derivation["$UUID"].value = kdf_uuids["argon2id"]
    derivation["M"].value, derivation["I"].value, derivation["P"].value = memory, passes, LANES
    database.database_name = name
    database.root_group.name = name
    database.root_group.ctime = database.root_group.mtime = datetime.now(UTC)
    _anonymous(database.root_group)
    return database


def _anonymous(element: Any) -> Any:
    """The element under a random id: pykeepass makes them of the PC's network address and the time."""
    element.uuid = uuid4()
    return element


def _entry(database: Any, entry: OutEntry) -> Any:
    """One entry. Made by hand: `add_entry` would look for others of its title with the title inside an XPath."""
    from pykeepass.entry import Entry as KeePassEntry

    made = KeePassEntry(
        title=entry.title,
        username=entry.user_name,
        password=entry.password,
        url=entry.address,
        notes=entry.notes,
        otp=entry.otp,
        tags=[tag.replace(";", ",") for tag in entry.tags],
        kp=database,
    )
    for field, secret in ((entry.shown, False), (entry.hidden, True)):
        for name, text in field:
            if text:
                made.set_custom_property(name, text, protect=secret)
    return _anonymous(made)
