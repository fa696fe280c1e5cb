"""A scan is taken by its contents, and only where everything in it opens."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from schoolsm_desktop.domain.papers import MOST_BYTES, paper_name
from schoolsm_desktop.exchange import errors, scan
from schoolsm_desktop.exchange.scan import read_scan, scan_kind
from tests.exchange.scans import scan_pdf, scan_picture


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (scan_pdf("one", "two"), "application/pdf"),
        (scan_picture("PNG"), "image/png"),
        (scan_picture("JPEG"), "image/jpeg"),
    ],
)
def test_the_three_kinds_are_told_by_their_contents(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "holiday.exe"
    path.write_bytes(content)
    assert read_scan(path) == content
    assert scan_kind(content) == kind


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00 a program", b"PK\x03\x04 a word file", b"GIF89a", b"<html>signed</html>", scan_picture("BMP")],
)
def test_another_kind_is_refused_whatever_its_name_says(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(content)
    with pytest.raises(errors.ScanKindError) as refused:
        scan_kind(read_scan(path))
    assert "Nothing was kept" in refused.value.sentence


def test_nothing_and_a_missing_file_are_said(tmp_path: Path) -> None:
    with pytest.raises(errors.FileEmptyError):
        scan_kind(b"")
    with pytest.raises(errors.FileMissingError):
        read_scan(tmp_path / "none.pdf")


def test_more_than_twenty_megabytes_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(scan_pdf())
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(errors.ScanTooLargeError, match="20 MB"):
        read_scan(path)
    with pytest.raises(errors.ScanTooLargeError):
        scan_kind(path.read_bytes())


@pytest.mark.parametrize("content", [scan_picture("PNG"), scan_picture("JPEG"), scan_pdf()])
def test_a_scan_that_was_cut_off_is_refused(content: bytes) -> None:
    with pytest.raises(errors.ScanUnreadableError):
        scan_kind(content[: len(content) // 3])


def test_a_pdf_with_a_password_is_refused_since_nobody_could_look_at_it() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(scan_pdf())))
    writer.encrypt("only the sender knows")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(errors.ScanLockedError):
        scan_kind(out.getvalue())


def test_a_picture_of_too_many_dots_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MOST_PIXELS", 600 * 800 - 1)
    with pytest.raises(errors.ScanUnreadableError):
        scan_kind(scan_picture("PNG"))


def test_a_pdf_of_a_book_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MOST_PAGES", 2)
    assert scan_kind(scan_pdf("one", "two"))
    with pytest.raises(errors.ScanUnreadableError):
        scan_kind(scan_pdf("one", "two", "three"))


@pytest.mark.parametrize("whole", [scan_picture("PNG", (60, 80)), scan_picture("JPEG", (60, 80)), scan_pdf()])
def test_any_damage_is_a_typed_error_or_a_scan(whole: bytes) -> None:
    chance = random.Random(7)
    refused = 0
    for _ in range(150):
        hurt = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        try:
            scan_kind(bytes(hurt[: chance.randint(1, len(hurt))]))
        except errors.FileUnusableError:
            refused += 1
    assert refused > 20


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C:\\Users\\office\\signed form.pdf", "signed form.pdf"),
        ("/home/office/form.png", "form.png"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("\x00\n", "Scan"),
        ("x" * 400, "x" * 120),
    ],
)
def test_only_the_last_part_of_a_name_is_kept_and_nothing_that_cannot_be_seen(typed: str, kept: str) -> None:
    assert paper_name(typed) == kept
