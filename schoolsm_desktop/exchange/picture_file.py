"""A picture that is to be posted: what hides in its file, and a copy that holds nothing but what can be seen.

Nobody is recognised in it: the program never looks for faces (docs/adr says why).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from schoolsm_desktop.domain.wording import tr

from .errors import FileEmptyError, FileTooLargeError, FileUnusableError
from .file_kind import read_bytes

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 60 * 1024 * 1024
MOST_PIXELS = 64_000_000
"""More than the pictures of any camera a school has; three bytes each when they are unpacked."""
_QUALITY = 90
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


class PictureFormat(StrEnum):
    """What a picture file is, told by its contents."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"


class Hidden(StrEnum):
    """What a picture file can carry that nobody sees."""

    PLACE = "place"
    CAMERA = "camera"
    THUMBNAIL = "thumbnail"
    XMP = "xmp"
    IPTC = "iptc"
    PROFILE = "profile"
    TEXT = "text"
    MORE_PICTURES = "more-pictures"
    OTHER = "other"


HIDDEN_WORDS = {
    Hidden.PLACE: "where it was taken",
    Hidden.CAMERA: "camera, day and settings",
    Hidden.THUMBNAIL: "a small copy of the picture before it was cropped",
    Hidden.XMP: "notes of a picture program",
    Hidden.IPTC: "caption and names for the press",
    Hidden.PROFILE: "the name of the screen or telephone",
    Hidden.TEXT: "written notes",
    Hidden.MORE_PICTURES: "more pictures or a film",
    Hidden.OTHER: "other data",
}


class PictureKindError(FileUnusableError):
    """A file that is no picture of a kind that is read here."""

    key: ClassVar[str] = "picture-kind"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file is no JPEG, PNG, HEIC or WebP picture, whatever its name says. Nothing was kept. "
                "Choose the picture itself, or save it as JPEG first."
            )
        )


class PictureUnreadableError(FileUnusableError):
    """A picture that is damaged or cut off."""

    key: ClassVar[str] = "picture-unreadable"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This picture is damaged or cut off. Nothing was kept. Copy it from the camera again, or choose another."
            )
        )


class PictureTooLargeError(FileUnusableError):
    """A picture with more pixels or bytes than this PC should unpack."""

    key: ClassVar[str] = "picture-too-large"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This picture is far larger than one from a camera, so it was not opened. Nothing was kept. "
                "Save it smaller in a picture program, and choose that."
            )
        )


class PictureNotCleanError(FileUnusableError):
    """The copy was read back and still held something nobody sees."""

    key: ClassVar[str] = "picture-not-clean"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The copy of this picture still held hidden data when it was read back, so it was thrown away. "
                "Nothing was kept. Save the picture as PNG in a picture program, and choose that."
            )
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file as it was found: SHA-256 of its bytes, its kind and size in pixels, what hides in it."""

    digest: bytes
    format: PictureFormat
    width: int
    height: int
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True, slots=True)
class SafeCopy:
    """A copy with nothing hidden, read back and found clean; HEIC becomes JPEG. `removed` is what the original held."""

    content: bytes = field(repr=False)
    digest: bytes
    format: PictureFormat
    width: int
    height: int
    removed: tuple[Hidden, ...]


def picture_bytes(path: Path) -> bytes:
    """The bytes of the file at `path`. Raises FileMissingError, FileEmptyError or PictureTooLargeError."""
    try:
        return read_bytes(path, MOST_BYTES)
    except FileTooLargeError:
        raise PictureTooLargeError from None


def read_picture(untrusted: bytes) -> Picture:
    """What a picture file is and what hides in it. Raises FileEmptyError or one of the errors above."""
    kind = _kind(untrusted)
    with _opened(untrusted, kind) as opened:
        width, height = opened.size
        hidden = _hidden(untrusted, kind, opened)
    return Picture(hashlib.sha256(untrusted).digest(), kind, width, height, hidden)


def safe_copy(untrusted: bytes, largest_side: int) -> SafeCopy:
    """A copy no larger than `largest_side` pixels, upright, in ordinary colours, without anything hidden.

    It is made of the pixels alone and read back. Raises as `read_picture`, and PictureNotCleanError.
    """
    from PIL import Image

    kind = _kind(untrusted)
    with _opened(untrusted, kind) as opened:
        removed = _hidden(untrusted, kind, opened)
        upright = _upright(opened, kind, largest_side)
    # From bare pixels, so that nothing rides along in the picture's own notes.
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    out = io.BytesIO()
    target = PictureFormat.JPEG if kind is PictureFormat.HEIC else kind
    if target is PictureFormat.PNG:
        bare.save(out, "PNG", optimize=True)
    elif target is PictureFormat.WEBP:
        bare.save(out, "WEBP", quality=_QUALITY)
    else:
        bare.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True)
    content = out.getvalue()
    back = read_picture(content)
    if back.hidden or (back.width, back.height) != bare.size:
        raise PictureNotCleanError
    return SafeCopy(content, back.digest, target, *bare.size, removed)


def _kind(untrusted: bytes) -> PictureFormat:
    if not untrusted:
        raise FileEmptyError
    if len(untrusted) > MOST_BYTES:
        raise PictureTooLargeError
    if untrusted.startswith(b"\xff\xd8\xff"):
        return PictureFormat.JPEG
    if untrusted.startswith(b"\x89PNG\r\n\x1a\n"):
        return PictureFormat.PNG
    if untrusted[:4] == b"RIFF" and untrusted[8:12] == b"WEBP":
        return PictureFormat.WEBP
    if untrusted[4:8] == b"ftyp" and untrusted[8:12] in _HEIF_BRANDS:
        return PictureFormat.HEIC
    raise PictureKindError


def _opened(untrusted: bytes, kind: PictureFormat) -> Image.Image:
    """The picture with all its pixels; its size is read from the head before one of them is unpacked."""
    from PIL import Image

    try:
        if kind is PictureFormat.HEIC:
            import pillow_heif

            found = pillow_heif.open_heif(io.BytesIO(untrusted), convert_hdr_to_8bit=True)
            _demand_size(found.size)
            opened = found.to_pillow()
            opened.info["heif"] = dict(found.info)
        else:
            opened = Image.open(io.BytesIO(untrusted), formats=(kind.value.upper(),))
            _demand_size(opened.size)
        opened.load()
    except PictureTooLargeError:
        raise
    except Image.DecompressionBombError:
        raise PictureTooLargeError from None
    except Exception:  # a decoder may raise anything on a hostile file; all of it means the same
        raise PictureUnreadableError from None
    return opened


def _demand_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise PictureTooLargeError


def _upright(opened: Image.Image, kind: PictureFormat, largest_side: int) -> Image.Image:
    from PIL import Image, ImageOps

    try:
        # HEIC pixels come upright from the library already.
        upright = opened if kind is PictureFormat.HEIC else ImageOps.exif_transpose(opened)
        plain = _in_ordinary_colours(upright, opened.info.get("icc_profile"))
        plain.thumbnail((largest_side, largest_side), Image.Resampling.LANCZOS)
    except Exception:  # as above: whatever is wrong with it, it cannot be used
        raise PictureUnreadableError from None
    return plain


def _in_ordinary_colours(picture: Image.Image, profile: object) -> Image.Image:
    """RGB or RGBA in the colours every screen takes for granted, so that the profile can go without a shift."""
    from PIL import ImageCms

    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    mode = "RGBA" if has_alpha else "RGB"
    if isinstance(profile, bytes) and profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if made is not None:
                return made
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile is no reason to refuse the picture
    return picture.convert(mode)


_INFO = {
    "icc_profile": Hidden.PROFILE,
    "xmp": Hidden.XMP,
    "XML:com.adobe.xmp": Hidden.XMP,
    "photoshop": Hidden.IPTC,
    "comment": Hidden.TEXT,
    "exif": Hidden.CAMERA,
}
_HARMLESS_JPEG = frozenset({0xD8, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD, 0xD9})
_HARMLESS_PNG = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_HARMLESS_WEBP = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})
_GPS, _IFD1 = 0x8825, 1


def _hidden(untrusted: bytes, kind: PictureFormat, opened: Image.Image) -> tuple[Hidden, ...]:
    """What hides in the file, in the order of the words; from what the library reads and from the file's own parts."""
    info: dict[Any, Any] = {**opened.info, **opened.info.get("heif", {})}
    found = {what for key, what in _INFO.items() if info.get(key)}
    found |= _in_exif(opened)
    if getattr(opened, "n_frames", 1) > 1 or info.get("thumbnails"):
        found.add(Hidden.MORE_PICTURES)
    if getattr(opened, "text", None):
        found.add(Hidden.TEXT)
    if kind is not PictureFormat.HEIC:
        parts = set(_in_parts(untrusted, kind))
        found |= parts & _SURE if found else parts
    return tuple(what for what in Hidden if what in found)


_SURE = frozenset({Hidden.MORE_PICTURES, Hidden.IPTC, Hidden.TEXT})
"""What a file's own parts tell for certain; the rest of them is told better by the library, or is one part of it."""


def _in_exif(opened: Image.Image) -> set[Hidden]:
    try:
        exif = opened.getexif()
        found = {Hidden.CAMERA} if len(exif) else set()
        if exif.get_ifd(_GPS):
            found.add(Hidden.PLACE)
        if exif.get_ifd(_IFD1):
            found.add(Hidden.THUMBNAIL)
    except Exception:  # broken notes are notes all the same
        return {Hidden.CAMERA}
    return found


def _in_parts(untrusted: bytes, kind: PictureFormat) -> Iterator[Hidden]:
    """What the file's own parts hold beside the picture; anything that is not known to be harmless counts."""
    if kind is PictureFormat.JPEG:
        yield from _jpeg_parts(untrusted)
    elif kind is PictureFormat.PNG:
        yield from _chunks(untrusted, 8, _HARMLESS_PNG, big=True)
    else:
        yield from _chunks(untrusted, 12, _HARMLESS_WEBP, big=False)


def _jpeg_parts(untrusted: bytes) -> Iterator[Hidden]:
    """The segments of a JPEG file (ITU T.81, B.1.1): APP0 may only say that it is JFIF; nothing stands after the end."""
    at, end = 2, len(untrusted)
    while at + 4 <= end:
        if untrusted[at] != 0xFF:
            yield Hidden.OTHER
            return
        marker, size = untrusted[at + 1], int.from_bytes(untrusted[at + 2 : at + 4], "big")
        if marker == 0xDA:
            break
        body = untrusted[at + 4 : at + 2 + size]
        if marker == 0xFE:
            yield Hidden.TEXT
        elif marker == 0xED:
            yield Hidden.IPTC
        elif marker == 0xE0 and not (body.startswith(b"JFIF\0") and len(body) == 14):
            yield Hidden.THUMBNAIL
        elif marker not in _HARMLESS_JPEG and marker != 0xE0:
            yield Hidden.OTHER
        at += 2 + size
    last = untrusted.rfind(b"\xff\xd9")
    if last < 0 or untrusted[last + 2 :].strip(b"\0") or untrusted.find(b"\xff\xd9", at) != last:
        yield Hidden.MORE_PICTURES


def _chunks(untrusted: bytes, start: int, harmless: frozenset[bytes], *, big: bool) -> Iterator[Hidden]:
    """The chunks of a PNG (big-endian, with a sum) or of a WebP file (little-endian, padded to even sizes)."""
    at, end = start, len(untrusted)
    while at + 8 <= end:
        if big:
            size, name = int.from_bytes(untrusted[at : at + 4], "big"), untrusted[at + 4 : at + 8]
            at += 12 + size
        else:
            name, size = untrusted[at : at + 4], int.from_bytes(untrusted[at + 4 : at + 8], "little")
            at += 8 + size + size % 2
        if name in (b"tEXt", b"iTXt", b"zTXt"):
            yield Hidden.TEXT
        elif name in (b"ANMF", b"fdAT"):
            yield Hidden.MORE_PICTURES
        elif name not in harmless:
            yield Hidden.OTHER
        if name == b"IEND":
            break
    if untrusted[at:].strip(b"\0"):
        yield Hidden.MORE_PICTURES
