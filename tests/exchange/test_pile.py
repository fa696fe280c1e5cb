"""Scanned piles: squares are found on crooked, pale and small copies; what is hostile or endless is refused in a sentence."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.exchange import pile
from schoolsm_desktop.exchange.errors import FileMissingError
from schoolsm_desktop.exchange.pile import PageKind, page_count, pile_pages, read_pile
from schoolsm_desktop.services.paper_codes import new_code
from tests.conftest import Partner
from tests.exchange.piles import (
    as_pictures,
    bound,
    coded_page,
    faint,
    foreign_square,
    shrunk,
    skewed,
    stained,
    upside_down,
)
from tests.exchange.scans import scan_pdf, scan_picture


def test_squares_are_read_from_worn_pages_drawn_by_another_program(partner: Partner, tmp_path: Path) -> None:
    code = new_code()
    (page,) = as_pictures(coded_page(code), partner("pdftoppm"), tmp_path)
    worn = [wear(page) for wear in (skewed, upside_down, shrunk, faint, stained)] + [page.rotate(90, expand=True)]
    read = list(pile_pages(bound(worn)))
    assert [(one.number, one.kind, one.codes) for one in read] == [
        (number, PageKind.CODED, (code,)) for number in range(1, 7)
    ]
    for one in read:
        assert max(Image.open(io.BytesIO(one.picture)).size) <= 1500
        assert len(one.picture) < 150_000
        assert "picture" not in repr(one)


def test_each_page_is_told_by_itself(partner: Partner, tmp_path: Path) -> None:
    codes = [new_code() for _ in range(3)]
    (brothers,) = as_pictures(coded_page(*codes), partner("pdftoppm"), tmp_path)
    blank = Image.new("RGB", (1240, 1754), (252, 252, 250))
    (written,) = as_pictures(scan_pdf("A note from home " * 4), partner("pdftoppm"), tmp_path, 90)[-1:]
    both = foreign_square()
    both.paste(brothers.resize((1240, 1754)).crop((0, 0, 1240, 400)), (0, 0))
    read = list(pile_pages(bound([brothers, blank, written, foreign_square(), both])))
    assert [one.kind for one in read] == [
        PageKind.CODED,
        PageKind.BLANK,
        PageKind.UNREADABLE,
        PageKind.FOREIGN,
        PageKind.CODED,
    ]
    assert set(read[4].codes) == set(codes)
    assert set(read[0].codes) == set(codes)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photograph_of_one_form_is_a_pile_of_one(partner: Partner, tmp_path: Path, kind: str) -> None:
    code = new_code()
    (page,) = as_pictures(coded_page(code), partner("pdftoppm"), tmp_path)
    out = io.BytesIO()
    skewed(page).save(out, kind)
    assert page_count(out.getvalue()) == 1
    assert [one.codes for one in pile_pages(out.getvalue())] == [(code,)]
    assert [one.codes for one in pile_pages(scan_picture(kind))] == [()]


def _endless_pdf(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _huge_picture() -> bytes:
    """A PNG whose head says 60,000 by 60,000 and whose body is a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("untrusted", "key"),
    [
        (b"", "file-empty"),
        (b"PK\x03\x04 a zip", "scan-kind"),
        (b"MZ\x90 a program", "scan-kind"),
        (b"%PDF-1.7\n%cut off", "scan-unreadable"),
        (scan_pdf()[:300], "scan-unreadable"),
        (scan_picture()[:500], "scan-unreadable"),
        (b"\xff\xd8\xff not a photograph", "scan-unreadable"),
        (_huge_picture(), "scan-unreadable"),
        (_endless_pdf(1001), "pile-too-long"),
    ],
)
def test_what_is_no_pile_is_refused_in_a_sentence(untrusted: bytes, key: str) -> None:
    with pytest.raises(OfficeError) as refused:
        list(pile_pages(untrusted))
    assert refused.value.key == key
    assert refused.value.sentence.endswith(".")


def test_a_locked_pdf_says_so() -> None:
    from reportlab.lib import pdfencrypt

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0))
    canvas.showPage()
    canvas.save()
    with pytest.raises(OfficeError) as refused:
        page_count(out.getvalue())
    assert refused.value.key == "scan-locked"


def test_a_page_as_large_as_a_field_or_as_thin_as_a_thread_holds_up_no_other(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for size in ((14_400, 14_400), (1, 14_400), (595, 842)):
        canvas.setPageSize(size)
        canvas.drawString(1, 1, "x")
        canvas.showPage()
    canvas.save()
    read = list(pile_pages(out.getvalue()))
    assert len(read) == 3
    assert read[1].kind is PageKind.UNREADABLE
    with pytest.raises(FileMissingError):
        read_pile(tmp_path / "none.pdf")


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pile, "MOST_PILE_BYTES", 1000)
    path = tmp_path / "pile.pdf"
    path.write_bytes(b"%PDF-" + b"0" * 2000)
    with pytest.raises(OfficeError) as refused:
        read_pile(path)
    assert refused.value.key == "pile-too-large"
    assert "two parts" in refused.value.sentence
