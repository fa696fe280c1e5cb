"""A crest from a picture: small, written anew, without what else the file held; hostile files are refused with a sentence."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from schoolsm_desktop.exchange.crest_file import SIDE, CrestKindError, CrestUnreadableError, crest_of, read_crest
from schoolsm_desktop.exchange.errors import FileEmptyError, FileMissingError
from tests.exchange.scans import scan_pdf, scan_picture


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png), formats=("PNG",))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_a_small_png_of_the_same_shape(kind: str) -> None:
    image = opened(crest_of(scan_picture(kind, (1200, 1600))))
    assert image.size == (SIDE * 3 // 4, SIDE)
    small = opened(crest_of(scan_picture(kind, (40, 30))))
    assert small.size == (40, 30)


def test_nothing_but_the_picture_is_kept() -> None:
    """Where a photograph was taken, a comment, a profile: none of it goes into the records."""
    info = PngInfo()
    info.add_text("Comment", "taken at home by Jo Marsh")
    out = io.BytesIO()
    Image.new("RGB", (60, 60), "navy").save(out, "PNG", pnginfo=info)
    kept = crest_of(out.getvalue())
    assert b"Jo Marsh" in out.getvalue()
    assert b"Jo Marsh" not in kept
    photograph = io.BytesIO()
    image = Image.new("RGB", (60, 30), "navy")
    exif = Image.Exif()
    exif[0x0112] = 6  # a telephone held upright
    exif[0x010E] = "taken at home"
    image.save(photograph, "JPEG", exif=exif)
    turned = crest_of(photograph.getvalue())
    assert opened(turned).size == (30, 60)
    assert b"taken at home" not in turned


def test_what_is_see_through_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(crest_of(out.getvalue())).getpixel((3, 3)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 40,
        b"%PDF-1.7",
        b"MZ",
    ],
)
def test_another_kind_of_file_is_refused_whatever_its_name_says(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "crest.png"
    path.write_bytes(content)
    with pytest.raises(CrestKindError) as caught:
        read_crest(path)
    assert "PNG or JPEG" in caught.value.sentence


def _bomb() -> bytes:
    """A PNG whose head says 60,000 by 60,000 and whose body is a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("content", [scan_picture("PNG")[:900], b"\xff\xd8\xff" + scan_pdf(), _bomb()])
def test_a_damaged_or_hostile_picture_is_refused(content: bytes) -> None:
    with pytest.raises(CrestUnreadableError):
        crest_of(content)


def test_a_huge_an_empty_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    huge, empty = tmp_path / "huge.png", tmp_path / "empty.png"
    with huge.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(200 * 1024 * 1024)
    empty.write_bytes(b"")
    with pytest.raises(CrestUnreadableError):
        read_crest(huge)
    with pytest.raises(FileEmptyError):
        read_crest(empty)
    with pytest.raises(FileMissingError):
        read_crest(tmp_path / "none.png")
