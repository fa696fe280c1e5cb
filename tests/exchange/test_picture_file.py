"""A picture's safe copy: nothing hidden goes along, whatever the file held, and bad files are refused in words."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from schoolsm_desktop.exchange import picture_file
from schoolsm_desktop.exchange.errors import FileEmptyError, FileUnusableError
from schoolsm_desktop.exchange.picture_file import (
    Hidden,
    PictureFormat,
    PictureKindError,
    PictureNotCleanError,
    PictureTooLargeError,
    PictureUnreadableError,
    read_picture,
    safe_copy,
)

PLANTED = b"PLANTED-KITCHEN-STREET"
GPS, IFD1 = 0x8825, 1


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Something to see: red above, blue below."""
    picture = Image.new(mode, (width, height), (200, 30, 30) if mode == "RGB" else (200, 30, 30, 255))
    picture.paste((30, 30, 200) if mode == "RGB" else (30, 30, 200, 255), (0, height // 2, width, height))
    return picture


def notes(orientation: int = 1) -> bytes:
    """EXIF with a camera, a place and words."""
    exif = Image.Exif()
    exif[0x0110] = "PhoneModel " + PLANTED.decode()
    exif[0x0112] = orientation
    exif[0x9286] = PLANTED.decode()
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (51.0, 30.0, 0.0)
    return exif.tobytes()


def profile() -> bytes:
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made + PLANTED  # a name rides along in it


def jpeg(picture: Image.Image | None = None, orientation: int = 1) -> bytes:
    out = io.BytesIO()
    (picture or scene()).save(
        out, "JPEG", exif=notes(orientation), icc_profile=profile(), comment=PLANTED, xmp=b"<x:xmpmeta>" + PLANTED
    )
    whole = out.getvalue()
    iptc = b"Photoshop 3.0\0" + PLANTED
    return whole[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + whole[2:] + PLANTED


def png() -> bytes:
    out, said = io.BytesIO(), PngImagePlugin.PngInfo()
    said.add_text("Author", PLANTED.decode())
    said.add_itxt("XML:com.adobe.xmp", PLANTED.decode())
    scene(mode="RGBA").save(out, "PNG", pnginfo=said, exif=notes(), icc_profile=profile())
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    scene().save(out, "WEBP", exif=notes(), icc_profile=profile(), xmp=PLANTED)
    return out.getvalue()


def heic() -> bytes:
    import pillow_heif

    out = io.BytesIO()
    made = pillow_heif.from_pillow(scene())
    made.info["exif"] = notes()
    made.info["xmp"] = PLANTED
    made.save(out)
    return out.getvalue()


FILES = {PictureFormat.JPEG: jpeg, PictureFormat.PNG: png, PictureFormat.WEBP: webp, PictureFormat.HEIC: heic}


@pytest.mark.parametrize("kind", list(FILES))
def test_nothing_hidden_goes_along(kind: PictureFormat) -> None:
    whole = FILES[kind]()
    found = read_picture(whole)
    assert found.format is kind
    assert {Hidden.CAMERA, Hidden.PLACE, Hidden.XMP} <= set(found.hidden)
    if kind is not PictureFormat.HEIC:
        assert Hidden.PROFILE in found.hidden
    made = safe_copy(whole, 1600)
    assert made.removed == found.hidden
    assert PLANTED in whole
    assert PLANTED not in made.content
    again = read_picture(made.content)
    assert again.hidden == ()
    assert again.digest == made.digest != found.digest
    assert made.format is (PictureFormat.JPEG if kind is PictureFormat.HEIC else kind)
    seen = Image.open(io.BytesIO(made.content)).convert("RGB")
    red, blue = seen.getpixel((10, 10)), seen.getpixel((10, 470))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 150 > red[2]
    assert blue[2] > 150 > blue[0]


def test_every_hiding_place_of_a_jpeg_is_named() -> None:
    assert set(read_picture(jpeg()).hidden) == {
        Hidden.CAMERA, Hidden.PLACE, Hidden.PROFILE, Hidden.TEXT, Hidden.IPTC, Hidden.XMP, Hidden.MORE_PICTURES,
    }  # fmt: skip


def test_a_thumbnail_from_before_the_crop_is_found_and_goes() -> None:
    small = io.BytesIO()
    scene(64, 48).save(small, "JPEG")
    body = b"JFXX\0\x10" + small.getvalue()
    out = io.BytesIO()
    scene().save(out, "JPEG")
    whole = out.getvalue()
    with_thumbnail = whole[:20] + b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body + whole[20:]
    assert Hidden.THUMBNAIL in read_picture(with_thumbnail).hidden
    assert read_picture(safe_copy(with_thumbnail, 1600).content).hidden == ()


def test_it_stands_upright_and_is_no_larger_than_the_school_allows() -> None:
    made = safe_copy(jpeg(scene(800, 400), orientation=6), 300)
    assert (made.width, made.height) == (150, 300)
    small = safe_copy(jpeg(scene(80, 40)), 300)
    assert (small.width, small.height) == (80, 40), "never made larger"


def test_a_plain_picture_has_nothing_to_remove() -> None:
    out = io.BytesIO()
    scene().save(out, "PNG")
    assert safe_copy(out.getvalue(), 1600).removed == ()


def test_a_copy_that_is_not_clean_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_file, "_HARMLESS_PNG", frozenset({b"IHDR"}))
    with pytest.raises(PictureNotCleanError) as refused:
        safe_copy(png(), 1600)
    assert "thrown away" in str(refused.value)


def bomb(side: int) -> bytes:
    """A PNG that says it has `side` x `side` pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("untrusted", "error"),
    [
        (b"", FileEmptyError),
        (b"Amara Bello said yes", PictureKindError),
        (b"GIF89a" + b"\0" * 40, PictureKindError),
        (b"%PDF-1.7", PictureKindError),
        (b"\xff\xd8\xff\xe0" + b"text" * 40, PictureUnreadableError),
        (b"\0\0\0\x18ftypheic" + b"\0" * 64, PictureUnreadableError),
        (b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 20, PictureUnreadableError),
    ],
    ids=["empty", "text", "gif", "pdf", "text called jpeg", "empty heic", "empty webp"],
)
def test_what_is_no_picture_is_refused_in_words(untrusted: bytes, error: type[Exception]) -> None:
    for read in (read_picture, lambda b: safe_copy(b, 1600)):
        with pytest.raises(error) as refused:
            read(untrusted)
        assert "Nothing was" in str(refused.value) or "nothing" in str(refused.value)


@pytest.mark.parametrize("kind", list(FILES))
def test_a_picture_that_was_cut_off_is_refused(kind: PictureFormat) -> None:
    whole = FILES[kind]()
    with pytest.raises(PictureUnreadableError):
        safe_copy(whole[: len(whole) // 2] if kind is PictureFormat.HEIC else whole[: len(whole) // 3], 1600)


def test_a_picture_of_twenty_thousand_by_twenty_thousand_is_not_unpacked() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(PictureTooLargeError):
            safe_copy(bomb(20_000), 1600)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(FILES)), st.integers(0, 2**32))
def test_a_spoiled_file_is_refused_or_copied_clean(kind: PictureFormat, seed: int) -> None:
    chance, spoiled = random.Random(seed), bytearray(_WHOLE[kind])
    for _ in range(chance.randrange(1, 12)):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    try:
        made = safe_copy(bytes(spoiled), 200)
    except FileUnusableError:
        return
    assert read_picture(made.content).hidden == ()
    assert PLANTED not in made.content


_WHOLE = {kind: make() for kind, make in FILES.items()}
