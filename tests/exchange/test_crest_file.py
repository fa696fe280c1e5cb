"""A crest from a picture: small, written anew, without what else the file held; hostile files are refused with a sentence."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
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


@pytest.mark.parametrize("side", [20, 3000])
def test_what_is_see_through_stays_so(side: int) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (side, side), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(crest_of(out.getvalue())).getpixel((3, 3)) == (0, 0, 0, 0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_is_made_small_whole_and_upright(kind: str) -> None:
    image = Image.new("RGB", (3000, 2000), "white")
    image.paste("red", (0, 0, 1500, 1000))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    small = opened(crest_of(out.getvalue()))
    assert small.height == SIDE
    assert abs(small.width - SIDE * 2 / 3) <= 1
    corner, beside, foot = (small.getpixel((small.width * x // 8, SIDE * y // 8)) for x, y in ((7, 1), (1, 1), (7, 7)))
    assert isinstance(corner, tuple)
    assert corner[0] > 240 > 20 > corner[1]
    assert beside == foot == (255, 255, 255, 255)


_WEIGH = """
import io, sys
from pathlib import Path
from PIL import Image
from schoolsm_desktop.exchange.crest_file import crest_of
peak = lambda: next(int(x.split()[1]) for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
small = io.BytesIO()
Image.new(sys.argv[2], (8, 8)).save(small, Path(sys.argv[1]).suffix[1:].replace("jpg", "jpeg"))
crest_of(small.getvalue())
before = peak()
crest_of(Path(sys.argv[1]).read_bytes())
print((peak() - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says the peak in these words")
@pytest.mark.parametrize(("name", "mode"), [("crest.png", "RGB"), ("crest.jpg", "RGB")])
def test_forty_megapixels_are_unpacked_once_at_most(name: str, mode: str, tmp_path: Path) -> None:
    path = tmp_path / name
    Image.new(mode, (8000, 5000), "navy").save(path)
    done = subprocess.run([sys.executable, "-c", _WEIGH, str(path), mode], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 220


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
