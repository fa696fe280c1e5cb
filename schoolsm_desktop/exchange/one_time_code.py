"""One-time codes by the clock (RFC 6238): seeds read from text or a picture, and the code of a moment."""

from __future__ import annotations

import base64
import binascii
import io
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from .errors import CodeKindError, CodeSeedError, NoCodeInPictureError, PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURE_BYTES = 20_000_000
PICTURE_PIXELS = 40_000_000
_PICTURE_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
_OTPAUTH = re.compile(r"otpauth://[^\s\"'<>]+", re.IGNORECASE)
_ALGORITHMS = {"SHA1": "SHA1", "SHA256": "SHA256", "SHA512": "SHA512"}


@dataclass(frozen=True, slots=True)
class Seed:
    """What makes the codes: `secret` in upper-case base32 without padding, `period` in seconds.

    `algorithm` is SHA1, SHA256 or SHA512; `digits` 6 to 8. `issuer` and `account` only name it.
    """

    secret: str = field(repr=False)
    digits: int = 6
    period: int = 30
    algorithm: str = "SHA1"
    issuer: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """The digits that are right now, and for how many more seconds (1 to the period)."""

    digits: str = field(repr=False)
    seconds_left: int


def make_seed(
    secret: str,
    *,
    digits: int = 6,
    period: int = 30,
    algorithm: str = "SHA1",
    issuer: str = "",
    account: str = "",
) -> Seed:
    """A checked seed from its parts; spaces, hyphens, case and padding of `secret` do not matter.

    Raises CodeSeedError when it is no base32 of at least five bytes or a number is out of bounds.
    """
    bare = re.sub(r"[\s\-]+", "", secret).rstrip("=").upper()
    name = _ALGORITHMS.get(algorithm.upper().replace("-", "").removeprefix("HMAC"))
    if not 6 <= digits <= 8 or not 1 <= period <= 3600 or name is None or not 8 <= len(bare) <= 1024:
        raise CodeSeedError
    try:
        key = base64.b32decode(bare + "=" * (-len(bare) % 8))
    except (binascii.Error, ValueError):
        raise CodeSeedError from None
    if not key:
        raise CodeSeedError
    return Seed(bare, digits, period, name, issuer, account)


def read_seed(text: str) -> Seed:
    """The seed in `text`: an otpauth address, KeeOtp's `key=...&step=...&size=...`, or bare base32.

    Raises CodeKindError for counters, Steam and transfers of a whole phone, CodeSeedError for anything else.
    """
    stripped = text.strip()
    lowered = stripped.lower()
    if lowered.startswith(("steam://", "otpauth-migration://")):
        raise CodeKindError
    if lowered.startswith("otpauth://"):
        return _from_address(stripped)
    if lowered.startswith("key=") or "&key=" in lowered:
        return _from_keeotp(stripped)
    return make_seed(stripped)


def is_code_key(text: str) -> bool:
    """Whether a cell holds a key, and not a word such as `Authenticator app`, which base32 also allows."""
    stripped = text.strip()
    lowered = stripped.lower()
    if lowered.startswith(("otpauth://", "steam://", "otpauth-migration://")) or "key=" in lowered:
        return True
    bare = re.sub(r"[\s\-=]+", "", stripped)
    if not re.fullmatch(r"[A-Za-z2-7]{16,512}", bare):
        return False
    return any(letter.isdigit() for letter in bare) or (bare.isupper() and "AUTHENTICATOR" not in bare)


def find_address(text: str) -> str | None:
    """The first otpauth address inside a longer text, such as a note."""
    found = _OTPAUTH.search(text)
    return found.group(0).rstrip(".,;)") if found else None


def seed_address(seed: Seed) -> str:
    """The otpauth address that other programs read."""
    label = quote(f"{seed.issuer}:{seed.account}" if seed.issuer and seed.account else seed.account or seed.issuer)
    query = {"secret": seed.secret, "digits": seed.digits, "period": seed.period, "algorithm": seed.algorithm}
    if seed.issuer:
        query["issuer"] = seed.issuer
    return f"otpauth://totp/{label}?{urlencode(query, quote_via=quote)}"


def code_at(seed: Seed, moment: datetime) -> Code:
    """The code at an aware moment (RFC 6238).

    Many sites still give keys of 80 bits, which pyotp refuses since it follows NIST SP 800-63B; a key is the
    site's choice and not ours, so the codes come from cryptography, which can be told to take it.
    """
    from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    digest: SHA1 | SHA256 | SHA512
    digest = SHA512() if seed.algorithm == "SHA512" else SHA256() if seed.algorithm == "SHA256" else SHA1()  # noqa: S303 -- RFC 6238: HMAC-SHA-1 unless the site says otherwise
    key = base64.b32decode(seed.secret + "=" * (-len(seed.secret) % 8))
    seconds = int(moment.timestamp())
    code = TOTP(key, seed.digits, digest, seed.period, enforce_key_length=False).generate(seconds)
    return Code(code.decode("ascii"), seed.period - seconds % seed.period)


def seed_from_picture(untrusted_picture: bytes) -> Seed:
    """The seed in the square code of a picture (PNG, JPEG, GIF, BMP, WebP).

    Raises PictureError, NoCodeInPictureError, CodeKindError or CodeSeedError.
    """
    import zxingcpp

    image = _open_picture(untrusted_picture)
    texts = [found.text for found in zxingcpp.read_barcodes(image)]
    lowered = [text.strip().lower() for text in texts]
    for text, low in zip(texts, lowered, strict=True):
        if low.startswith("otpauth://"):
            return read_seed(text)
    if any(low.startswith("otpauth-migration://") for low in lowered):
        raise CodeKindError
    raise NoCodeInPictureError


def _open_picture(untrusted_picture: bytes) -> Image:
    """The decoded picture, its size checked from the header before a pixel is unpacked."""
    from PIL import Image

    if len(untrusted_picture) > PICTURE_BYTES:
        raise PictureError
    try:
        with Image.open(io.BytesIO(untrusted_picture), formats=_PICTURE_FORMATS) as opened:
            width, height = opened.size
            if width * height > PICTURE_PIXELS:
                raise PictureError
            return opened.convert("L")
    except PictureError:
        raise
    except Exception:  # a decoder may raise anything on a hostile file; all of it means the same
        raise PictureError from None


def _from_address(address: str) -> Seed:
    try:
        parts = urlsplit(address)
        query = {key.lower(): values[0] for key, values in parse_qs(parts.query, max_num_fields=50).items()}
    except ValueError:
        raise CodeSeedError from None
    if parts.netloc.lower() != "totp" or query.get("encoder", "").lower() == "steam":
        raise CodeKindError
    label = unquote(parts.path.lstrip("/"))
    issuer, colon, account = label.partition(":")
    return make_seed(
        query.get("secret", ""),
        digits=_number(query.get("digits"), 6),
        period=_number(query.get("period"), 30),
        algorithm=query.get("algorithm", "SHA1"),
        issuer=query.get("issuer", issuer if colon else ""),
        account=(account if colon else label).strip(),
    )


def _from_keeotp(text: str) -> Seed:
    try:
        query = {key.lower(): values[0] for key, values in parse_qs(text, max_num_fields=50).items()}
    except ValueError:
        raise CodeSeedError from None
    if query.get("type", "totp").lower() != "totp":
        raise CodeKindError
    return make_seed(
        query.get("key", ""),
        digits=_number(query.get("size"), 6),
        period=_number(query.get("step"), 30),
        algorithm=query.get("otphashmode", "SHA1"),
    )


def _number(text: str | None, default: int) -> int:
    if text is None or not text.strip():
        return default
    if not re.fullmatch(r"[0-9]{1,6}", text.strip()):
        raise CodeSeedError
    return int(text)
