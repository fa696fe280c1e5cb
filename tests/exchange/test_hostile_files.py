"""Files that are broken, enormous or made to harm: each one typed error with a sentence, and soon."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.exchange import errors, file_kind, workbook
from schoolsm_desktop.exchange.read import recognise, recognise_bytes
from tests.exchange.files import SCHOOL_A, csv_bytes, xlsx_bytes

GOOD = xlsx_bytes([["Site", "Username", "Password"], ["X", "me", "one"], ["Y", "you", "two"]])
SECRET = "Summer2019!"
EXAMPLES = int(os.environ.get("SCHOOLSM_FUZZ", "60"))
FUZZ = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def repacked(raw: bytes, **changed: bytes) -> bytes:
    """A workbook with parts replaced; `sheet1` stands for the first sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = Path(name).stem
            new.writestr(name, changed.get(key, old.read(name)))
    return out.getvalue()


def sheet_xml(cells: bytes) -> bytes:
    return (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + cells + b"</sheetData></worksheet>"
    )


def ods(rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "META-INF/manifest.xml", '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        book.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return out.getvalue()


def ods_row(*cells: str, repeated: int = 1) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inner}</table:table-row>'


def test_an_open_document_sheet_is_read() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    found = recognise_bytes(ods(ods_row("Site", "Login", "Password") + ods_row("X", "me", " one") + empty))
    assert found.format == "spreadsheet-ods"
    assert [entry.password for entry in found.entries] == [" one"]


FAR = sheet_xml(
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
)
FAR_QUOTES = sheet_xml(b"<row r='1'><c r = 'A1'><v>1</v></c><c\nr = 'ZZ99'><v>1</v></c></row>")
FAR_ROW = sheet_xml(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="B900000"><v>1</v></c></row>')
WIDE = csv_bytes(",".join(["Site", "Username", "Password", *("x" * 1 for _ in range(1_000_000))]))
LONG = csv_bytes("Site,Username,Password", f'X,me,"{"p" * 200_000}"')

HOSTILE: dict[str, tuple[bytes, type[OfficeError]]] = {
    "empty": (b"", errors.FileEmptyError),
    "only blank lines": (b"\r\n , ,\r\n\r\n", errors.FileEmptyError),
    "only a byte order mark": (b"\xef\xbb\xbf", errors.FileEmptyError),
    "a NUL": (b"Site,Username,Password\r\nX,me,o\x00ne\r\n", errors.NotWhatItSaysError),
    "noise": (random.Random(1).randbytes(5000).replace(b"\x00", b"\x01"), errors.FileUnusableError),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), errors.NotWhatItSaysError),
    "a photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), errors.NotWhatItSaysError),
    "a PDF": (b"%PDF-1.7\nx", errors.NotWhatItSaysError),
    "a web page": (b"<!DOCTYPE html><html><table><tr><td>Site</td></tr></table></html>", errors.NotWhatItSaysError),
    "a program": (b"MZ\x90\x00" + bytes(100), errors.NotWhatItSaysError),
    "a database": (b"SQLite format 3\x00" + bytes(100), errors.NotWhatItSaysError),
    "a letter": (b"{\\rtf1 hello}", errors.NotWhatItSaysError),
    "other data": (b'<?xml version="1.0"?><things></things>', errors.NotWhatItSaysError),
    "KeePass 1": (b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5" + bytes(200), errors.OldFormatError),
    "KeePass as XML": (b'<?xml version="1.0"?><KeePassFile></KeePassFile>', errors.OldFormatError),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.OldWorkbookError),
    "locked Excel": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        errors.WorkbookLockedError,
    ),
    "a million columns": (WIDE, errors.TooManyColumnsError),
    "too many rows": (csv_bytes("Site,Username,Password", *(["X,me,p"] * 100_001)), errors.TooManyRowsError),
    "a cell like a book": (LONG, errors.CellTooLongError),
    "a quotation mark never closed": (
        csv_bytes("Site,Username,Password", 'X,me,"one', "Y,you"),
        errors.FileDamagedError,
    ),
    "cut off inside a quoted cell": (b'Site,Username,Password\r\nX,me,one\r\nY,you,"tw', errors.FileDamagedError),
    "a quoted export cut off": (
        b'"Site","Username","Password"\r\n"X","me","one"\r\n"Y","you","tw',
        errors.FileDamagedError,
    ),
    "an XML bomb": (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><CTfile>&a;</CTfile>',
        errors.UnsafeXmlError,
    ),
    "a workbook cut off": (GOOD[: len(GOOD) // 2], errors.FileDamagedError),
    "a workbook with a far cell": (repacked(GOOD, sheet1=FAR), errors.TooManyColumnsError),
    "a far cell in odd quotes": (repacked(GOOD, sheet1=FAR_QUOTES), errors.TooManyColumnsError),
    "a far row": (repacked(GOOD, sheet1=FAR_ROW), errors.TooManyRowsError),
    "a workbook whose sheet is no XML": (
        repacked(GOOD, sheet1=b"<worksheet><sheetData><row><c"),
        errors.FileUnusableError,
    ),
    "a word document": (repacked(GOOD).replace(b"xl/workbook.xml", b"word/document.x"), errors.FileUnusableError),
    "ODS of a billion cells": (ods(ods_row("X", "Y", repeated=1_000_000)), errors.TooManyRowsError),
    "ODS with a far cell": (
        ods(
            '<table:table-row><table:table-cell table:number-columns-repeated="9000"/>'
            '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'
        ),
        errors.TooManyColumnsError,
    ),
    "a cell of a megabyte in Excel": (
        repacked(
            GOOD,
            sheet1=sheet_xml(b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"x" * 1_000_000 + b"</t></is></c></row>"),
        ),
        errors.CellTooLongError,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_one_typed_error_with_a_sentence(name: str) -> None:
    raw, error = HOSTILE[name]
    with pytest.raises(error) as caught:
        recognise_bytes(raw) if raw else recognise(_written(raw))
    assert caught.value.sentence.endswith(".")
    assert len(caught.value.sentence) > 40


def _written(raw: bytes) -> Path:
    path = Path(os.environ["XDG_CACHE_HOME"]) / "hostile"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return path


def zip_bomb(stated: int | None = None) -> bytes:
    """A sheet of a gigabyte of blanks in a megabyte of file; `stated` is what the directory claims instead."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blanks, crc = bytes(1 << 20).replace(b"\x00", b" "), 0
    packed = b""
    for _ in range(1024):
        packed += packer.compress(blanks)
        crc = zlib.crc32(blanks, crc)
    packed += packer.flush()
    size = stated if stated is not None else 1 << 30
    name = b"xl/workbook.xml"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0) + name
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0, 0, 0, 0, 0, 0
    )
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central) + len(name), len(local) + len(packed), 0)
    return local + packed + central + name + end


def test_a_zip_bomb_is_refused_by_what_it_states() -> None:
    with pytest.raises(errors.UnpacksTooLargeError):
        recognise_bytes(zip_bomb())


def test_a_zip_bomb_that_lies_about_its_size_is_refused_before_the_library_sees_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "_open", lambda _: pytest.fail("the bomb was opened"))
    with pytest.raises(errors.FileDamagedError):
        recognise_bytes(zip_bomb(stated=1000))


def test_a_file_larger_than_any_list_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(file_kind.FILE_BYTES + 1)
    with pytest.raises(errors.FileTooLargeError):
        recognise(large)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.FileMissingError):
        recognise(tmp_path / "none.csv")
    with pytest.raises(errors.FileMissingError):
        recognise(tmp_path)
    with pytest.raises(errors.FileMissingError):
        recognise(Path("a\x00b"))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("passwords.csv", "passwords-kdbx4.kdbx"),
        ("passwords.xlsx", "passwords-chrome.csv"),
        ("passwords.kdbx", "passwords-keepassxc.csv"),
        ("passwords.txt", "passwords-bitwarden.json"),
        ("passwords", "staff.csv"),
    ],
)
def test_a_file_is_what_it_holds_whatever_its_name_says(name: str, source: str, tmp_path: Path) -> None:
    renamed = tmp_path / name
    renamed.write_bytes((SCHOOL_A / source).read_bytes())
    by_name = recognise(renamed, "correct horse")
    by_content = recognise(SCHOOL_A / source, "correct horse")
    assert by_name == by_content


def test_no_sentence_ever_holds_a_cell() -> None:
    lists = [
        csv_bytes(f"{SECRET},{SECRET}x", "a,b"),
        csv_bytes(f'Site,Username,Password\r\nX,"me","{SECRET}'),
        csv_bytes(f"{SECRET}\x00"),
        csv_bytes("First,Second", f"{SECRET},1", f"{SECRET},2"),
    ]
    for raw in lists:
        with pytest.raises(OfficeError) as caught:
            recognise_bytes(raw)
        assert SECRET not in str(caught.value)
        assert SECRET not in repr(caught.value)
        assert caught.value.__cause__ is None


# -------- fuzz: more with SCHOOLSM_FUZZ=20000


def reads_or_says(raw: bytes) -> None:
    """Only two things may happen: every data row is counted, or a typed error."""
    try:
        found = recognise_bytes(raw, "correct horse")
    except OfficeError:
        return
    assert found.records + found.left >= 0
    assert len({guess.heading for guess in found.guesses}) == len(found.guesses)
    found.to_json_object()


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    reads_or_says(raw)


CELL = st.one_of(
    st.sampled_from(
        ["", "Site", "Password", "Username", "Website / Login", "First name", "Surname", "Start", "End", "-"]
    ),
    st.sampled_from(
        ['"', '""', "'", "otpauth://totp/x?secret=", "x@y.z", "31/02/2026", "45901", "=1+1", "\ufeff", "SMITH, Jo"]
    ),
    st.text(max_size=12),
)


@FUZZ
@given(
    st.lists(st.lists(CELL, max_size=6), max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "utf-16-le"]),
)
def test_any_table_of_text(rows: list[list[str]], separator: str, encoding: str) -> None:
    reads_or_says("\n".join(separator.join(row) for row in rows).encode(encoding, errors="replace"))


@FUZZ
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=12), st.booleans())
def test_every_data_row_is_counted(rows: list[tuple[str, str, str, str]], staff: bool) -> None:
    import csv as writer

    headings = (
        ("First name", "Surname", "Job title", "Start date") if staff else ("Site", "Username", "Password", "Notes")
    )
    out = io.StringIO(newline="")
    written = writer.writer(out)
    written.writerow(headings)
    data = [row for row in rows if "".join(row).strip() and "\x00" not in "".join(row)]
    written.writerows(data)
    try:
        found = recognise_bytes(out.getvalue().encode("utf-8", errors="replace"))
    except OfficeError:
        return
    pairs = [[(cell, heading) for cell, heading in zip(row, headings, strict=True) if cell] for row in data]
    repeated = sum(len(row) >= 3 and all(cell == heading for cell, heading in row) for row in pairs)
    if found.guesses and tuple(found.columns)[:4] == headings:
        assert found.records + found.left == len(data) - repeated


SOURCES = ["passwords-chrome.csv", "passwords-bitwarden.json", "passwords-keepassxc.csv", "staff.csv"]


@FUZZ
@given(st.sampled_from([*SOURCES, "xlsx"]), st.data())
def test_any_change_to_a_good_file(source: str, data: st.DataObject) -> None:
    raw = bytearray(GOOD if source == "xlsx" else (SCHOOL_A / source).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.integers(0, 255))
    reads_or_says(bytes(raw[: data.draw(st.integers(len(raw) // 2, len(raw)))]))


@FUZZ
@given(st.data())
def test_any_change_inside_a_workbook(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        name = data.draw(st.sampled_from(sorted(book.namelist())))
        raw = bytearray(book.read(name))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        raw = raw or bytearray(b" ")
    reads_or_says(repacked(GOOD, **{Path(name).stem: bytes(raw)}))
