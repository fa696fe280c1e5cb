"""KeePass files, KDBX 3.1 and 4: opened with their password, within bounds, at the speed of C."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import logging
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .errors import (
    FileDamagedError,
    KeyFileUnusableError,
    OldFormatError,
    PasswordNeededError,
    TooCostlyError,
    UnpacksTooLargeError,
    WrongPasswordError,
)
from .one_time_code import Seed, find_address
from .passwords import NO_PASSWORD, Taken, host_of, seed_in_note, try_seed
from .records import Entry, Fault, Guess

FILE_BYTES = 50_000_000
AES_ROUNDS = 200_000_000
ARGON_MEMORY = 1 << 30
ARGON_LANES = 64
ARGON_WORK = 64 << 30
"""Bytes of memory times passes: some tens of seconds on an office PC."""
_UNPACKED_BYTES = 200_000_000
_KEY_FILE_BYTES = 1_000_000
_ZEROS = bytes(1 << 20)
_SETTINGS = (
    "KPEX_PASSKEY",
    "KeePassXC-Browser",
    "KeePassHttp",
    "KPRPC JSON",
    "TimeOtp-",
    "HmacOtp-",
    "TOTP ",
)
COLUMNS = (
    ("Title", "title"),
    ("URL", "address"),
    ("UserName", "user_name"),
    ("Password", "password"),
    ("otp", "one_time_code"),
    ("Notes", "notes"),
    ("Group", "group"),
)


def guesses() -> tuple[Guess, ...]:
    """The fixed columns of this format."""
    return tuple(Guess(column, heading, field, 1.0) for column, (heading, field) in enumerate(COLUMNS))


def take_kdbx(untrusted: bytes, password: str | None, key_file: Path | None = None) -> tuple[str, Taken]:
    """The format (`kdbx-3.1`, `kdbx-4`) and every entry outside the recycle bin.

    Takes as long as the file's own key derivation: never on the window's thread. Raises PasswordNeededError,
    WrongPasswordError, KeyFileUnusableError, TooCostlyError, OldFormatError, UnpacksTooLargeError or
    FileDamagedError.
    """
    if password is None and key_file is None:
        raise PasswordNeededError
    key = _key_file(key_file)
    header = _header(untrusted)
    transformed = _transformed_key(header, password, key)
    database = _open(untrusted, transformed)
    version = "kdbx-3.1" if header.major_version < 4 else "kdbx-4"
    taken = Taken()
    try:
        for position, (entry, reason) in enumerate(_entries(database), start=1):
            if reason:
                taken.leave(position, reason)
            else:
                _take(taken, position, database, entry)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise FileDamagedError from None
    return version, taken


def _key_file(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            contents = file.read(_KEY_FILE_BYTES + 1)
    except OSError:
        raise KeyFileUnusableError from None
    if not contents or len(contents) > _KEY_FILE_BYTES:
        raise KeyFileUnusableError
    return contents


def _header(untrusted: bytes) -> Any:
    """The outer header, read without deriving any key."""
    from pykeepass import PyKeePass

    if len(untrusted) > 12 and untrusted[10:12] not in (b"\x03\x00", b"\x04\x00"):
        raise OldFormatError
    try:
        file = PyKeePass(io.BytesIO(untrusted), transformed_key=bytes(32), decrypt=False)
        return file.kdbx.header.value
    except Exception:  # the parser raises whatever a hostile byte makes of it; all of it means the same
        raise FileDamagedError from None


def _transformed_key(header: Any, password: str | None, key_file: bytes | None) -> bytes:
    """The key after the file's own derivation, refused before it starts when it asks for too much."""
    from pykeepass.kdbx_parsing.common import compute_key_composite

    fields = header.dynamic_header
    try:
        composite: bytes = compute_key_composite(password, io.BytesIO(key_file) if key_file else None)
    except Exception:  # a key file of any shape may come here
        raise KeyFileUnusableError from None
    try:
        if header.major_version < 4:
            return aes_key(composite, fields.transform_seed.data, fields.transform_rounds.data)
        parameters = {name: item.value for name, item in fields.kdf_parameters.data.dict.items()}
        return _kdbx4_key(composite, parameters)
    except (KeyError, AttributeError, TypeError, ValueError):
        raise FileDamagedError from None


def _kdbx4_key(composite: bytes, parameters: dict[str, Any]) -> bytes:
    from pykeepass.kdbx_parsing.kdbx4 import kdf_uuids

    kind = parameters["$UUID"]
    if kind == kdf_uuids["aeskdf"]:
        return aes_key(composite, parameters["S"], parameters["R"])
    if kind not in (kdf_uuids["argon2"], kdf_uuids["argon2id"]):
        raise OldFormatError
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    memory, passes, lanes = parameters["M"], parameters["I"], parameters["P"]
    if memory > ARGON_MEMORY or lanes > ARGON_LANES or memory * passes > ARGON_WORK:
        raise TooCostlyError
    try:
        return hash_secret_raw(
            composite,
            parameters["S"],
            time_cost=passes,
            memory_cost=memory // 1024,
            parallelism=lanes,
            hash_len=32,
            type=Type.ID if kind == kdf_uuids["argon2id"] else Type.D,
            version=parameters["V"],
        )
    except (HashingError, OverflowError, MemoryError):
        raise FileDamagedError from None


def aes_key(composite: bytes, seed: bytes, rounds: int) -> bytes:
    """KeePass's AES key derivation: `rounds` times AES-ECB over each half, then SHA-256.

    n rounds over one block are one CBC call over n zero blocks with that block as the initial vector, so the
    whole chain runs in C; the halves run side by side. Raises TooCostlyError above AES_ROUNDS.
    """
    if rounds > AES_ROUNDS:
        raise TooCostlyError
    if len(seed) != 32:
        raise FileDamagedError
    if rounds < 1:
        return hashlib.sha256(composite).digest()
    with ThreadPoolExecutor(2) as pool:
        halves = pool.map(_aes_chain, (composite[:16], composite[16:]), (seed, seed), (rounds, rounds))
        return hashlib.sha256(b"".join(halves)).digest()


def _aes_chain(block: bytes, key: bytes, rounds: int) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    chain = Cipher(algorithms.AES(key), modes.CBC(block)).encryptor()
    buffer = bytearray(len(_ZEROS) + 15)
    left = rounds * 16
    written = 0
    while left:
        step = min(left, len(_ZEROS))
        written = chain.update_into(memoryview(_ZEROS)[:step], buffer)
        left -= step
    return bytes(buffer[written - 16 : written])


class _BoundedZlib:
    """Stands where pykeepass looks for zlib, so that a small file cannot unpack into all memory."""

    def __getattr__(self, name: str) -> Any:
        return getattr(zlib, name)

    @staticmethod
    def decompress(packed: bytes, wbits: int) -> bytes:
        unpacker = zlib.decompressobj(wbits)
        plain = unpacker.decompress(packed, _UNPACKED_BYTES)
        if unpacker.unconsumed_tail:
            raise UnpacksTooLargeError
        return plain


class _Undeciphered(logging.Filter):
    """Notices, in this thread, that pykeepass met a value it could not decipher; it only logs that."""

    def __init__(self) -> None:
        super().__init__()
        self.met = False
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.thread != self._thread or record.levelno < logging.ERROR:
            return True
        self.met = True
        return False


def _open(untrusted: bytes, transformed: bytes) -> Any:
    """The decrypted file. A wrong key shows only here, as credentials that do not fit."""
    from pykeepass import PyKeePass
    from pykeepass.exceptions import CredentialsError
    from pykeepass.kdbx_parsing import common

    if common.zlib is zlib:
        common.zlib = _BoundedZlib()
    noticed = _Undeciphered()
    common.log.addFilter(noticed)
    try:
        database = PyKeePass(io.BytesIO(untrusted), transformed_key=transformed)
    except CredentialsError:
        raise WrongPasswordError from None
    except UnpacksTooLargeError:
        raise
    except Exception:  # as above: damage behind the header shows as any error
        raise FileDamagedError from None
    finally:
        common.log.removeFilter(noticed)
    if noticed.met or not _header_is_whole(database):
        raise FileDamagedError
    return database


def _header_is_whole(database: Any) -> bool:
    """KDBX 3.1 keeps the digest of its header inside (KDBX 4 has an authenticated one, which is checked already)."""
    stated = (database.tree.getroot().findtext("Meta/HeaderHash") or "").strip()
    if not stated or database.version[0] >= 4:
        return True
    actual = base64.b64encode(hashlib.sha256(database.kdbx.header.data).digest()).decode()
    return hmac.compare_digest(actual, stated)


def _entries(database: Any) -> Iterator[tuple[Any, str]]:
    """Each entry with the reason why it is left, or "". Earlier versions of an entry are no entries."""
    meta = database.tree.getroot().find("Meta")
    bins = {_meta(meta, "RecycleBinUUID"): "recycle-bin", _meta(meta, "EntryTemplatesGroup"): "template"}
    root = database.tree.getroot().find("Root/Group")
    if root is not None:
        yield from _walk(database, root, "", bins)


def _walk(database: Any, group: Any, reason: str, bins: dict[str, str]) -> Iterator[tuple[Any, str]]:
    from pykeepass.entry import Entry as KeePassEntry

    reason = reason or bins.get((group.findtext("UUID") or "").strip() or "-", "")
    for element in group.iterchildren("Entry"):
        yield KeePassEntry(element=element, kp=database), reason
    for below in group.iterchildren("Group"):
        yield from _walk(database, below, reason, bins)


def _meta(meta: Any, name: str) -> str:
    """The id of a special group; sixteen zero bytes mean that there is none."""
    text = (meta.findtext(name) or "").strip() if meta is not None else ""
    return "" if text.startswith("AAAAAAAAAAAAAAAA") else text


def _take(taken: Taken, position: int, database: Any, entry: Any) -> None:
    strings = _strings(database, entry)
    password = strings.get("Password", "")
    seed, reason, used = _seed(strings)
    notes = strings.get("Notes", "")
    if seed is None and not reason:
        seed, notes = seed_in_note(notes)
    if reason:
        taken.faults.append(Fault(position, used or "otp", reason))
    if not password and seed is None:
        taken.leave(position, NO_PASSWORD)
        return
    address, user = strings.get("URL", "").strip(), strings.get("UserName", "").strip()
    title = strings.get("Title", "").strip() or host_of(address) or user
    if not title:
        taken.leave(position, "no-name", "Title")
        return
    more = tuple(text for name, text in strings.items() if name.startswith("KP2A_URL") and text.strip())
    extra = tuple((name, text) for name, text in strings.items() if _is_extra(name, text, used))
    group = "/".join(part for part in (entry.path or [])[:-1] if part)
    taken.entries.append(Entry(position, title, address, user, password, seed, notes, group, more, extra))


def _strings(database: Any, entry: Any) -> dict[str, str]:
    """Every field of an entry by name, references to other entries followed."""
    found: dict[str, str] = {}
    for element in entry._element.iterchildren("String"):
        text = element.findtext("Value") or ""
        if "{REF:" in text:
            text = _followed(database, text)
        found[element.findtext("Key") or ""] = text
    return found


def _followed(database: Any, text: str) -> str:
    try:
        followed = database.deref(text)
    except Exception:  # a reference may name anything, and point at itself
        return text
    return followed if isinstance(followed, str) else text


def _is_extra(name: str, text: str, used: str) -> bool:
    plain = ("Title", "UserName", "Password", "URL", "Notes", "otp")
    return bool(text.strip()) and name not in plain and name != used and not name.startswith((*_SETTINGS, "KP2A_URL"))


def _seed(strings: dict[str, str]) -> tuple[Seed | None, str, str]:
    """The seed, a reason when there is one that cannot be used, and the field it came from."""
    if strings.get("otp", "").strip():
        return *try_seed(strings["otp"]), "otp"
    for name in ("TimeOtp-Secret-Base32", "TOTP Seed"):
        if strings.get(name, "").strip():
            return *try_seed(_as_address(strings, strings[name])), name
    if any(name.startswith("HmacOtp-") for name in strings):
        return None, "other-kind-of-code", "HmacOtp"
    for name, text in strings.items():
        address = find_address(text) if name != "Notes" else None
        if address:
            return *try_seed(address), name
    return None, "", ""


def _as_address(strings: dict[str, str], secret: str) -> str:
    """One address from the fields in which KeePass 2 and its add-ons keep the parts."""
    period, _, digits = strings.get("TOTP Settings", "").partition(";")
    if digits.strip().upper() == "S":
        return "steam://"
    period = strings.get("TimeOtp-Period", period) or "30"
    digits = strings.get("TimeOtp-Length", digits) or "6"
    algorithm = strings.get("TimeOtp-Algorithm", "") or "SHA1"
    bare = "".join(secret.split())
    return f"otpauth://totp/?secret={bare}&period={period}&digits={digits}&algorithm={algorithm}"
