"""The Common Transfer File: a few fields, nothing else, and nothing that could do harm."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date

import pytest

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.exchange import ctf
from schoolsm_desktop.exchange.errors import (
    CellTooLongError,
    FileDamagedError,
    NoPupilsError,
    NotWhatItSaysError,
    TooManyRowsError,
    UnsafeXmlError,
)
from schoolsm_desktop.exchange.read import recognise_bytes
from schoolsm_desktop.exchange.records import ReadFile
from tests.exchange.files import SCHOOL_A
from tests.exchange.pupil_lists import transfer_file, upn

TODAY = date(2026, 11, 21)
ADA = f"<UPN>{upn(1)}</UPN><Surname>MOOR</Surname><Forename>ADELAIDE</Forename><DOB>2018-06-14</DOB>"
SECRET = "Hidden Street 12"


def read(raw: bytes) -> ReadFile:
    return recognise_bytes(raw, today=TODAY)


def test_names_in_use_year_and_class_are_read_where_they_are() -> None:
    more = (
        "<PreferredSurname>FOX</PreferredSurname><PreferredForename>Ada</PreferredForename>"
        "<BasicDetails><NCyearActual>3</NCyearActual><RegGroup>3B</RegGroup></BasicDetails>"
    )
    row = read(transfer_file(ADA + more, ADA.replace(upn(1), upn(2)).replace("MOOR", "Elm"))).pupils[0]
    assert (row.given_name, row.family_name, row.known_as, row.known_family_name) == ("Adelaide", "Moor", "Ada", "Fox")
    assert (row.upn, row.birth_date, row.year, row.class_name) == (upn(1), date(2018, 6, 14), "3", "3B")


def test_everything_beside_is_named_in_words_once_and_never_read() -> None:
    beside = (
        f"<Address><Street>{SECRET}</Street></Address><SENhistory><SEN><Type>{SECRET}</Type></SEN></SENhistory>"
        f"<Contacts><Contact><Surname>{SECRET}</Surname><Forename>{SECRET}</Forename></Contact></Contacts>"
        f"<BasicDetails><Ethnicity>{SECRET}</Ethnicity><NCyearActual>3</NCyearActual></BasicDetails>"
        f"<SomethingNew><Deep>{SECRET}</Deep></SomethingNew><FormerUPN>{upn(3)}</FormerUPN><MedicalFlag/>"
    )
    found = read(transfer_file(ADA + beside, ADA.replace(upn(1), upn(2)).replace("MOOR", "ELM") + beside))
    assert found.left_behind == (
        *("ethnicity", "special educational needs and disabilities", "addresses", "parents and other contacts"),
        *("former UPNs", "other details"),
    )
    assert [(row.family_name, row.upn) for row in found.pupils] == [("Moor", upn(1)), ("Elm", upn(2))]
    assert SECRET not in repr(found) + repr(found.pupils) + json.dumps(found.to_json_object())


def test_rows_are_held_to_the_same_rules_as_a_list() -> None:
    found = read(
        transfer_file(
            ADA,
            ADA,
            ADA.replace(upn(1), "B000000000000").replace("MOOR", "ELM"),
            "<Forename>Ben</Forename><DOB>2018-01-01</DOB>",
            ADA.replace(upn(1), upn(4)).replace("2018", "2062"),
        )
    )
    assert [(row.position, row.reason) for row in found.left_rows] == [
        *((2, "duplicate-upn"), (4, "missing-surname"), (5, "future-birth-date")),
    ]
    assert [(fault.line, fault.column, fault.reason) for fault in found.faults if fault.line == 3] == [
        (3, "UPN", "bad-upn")
    ]


UNSAFE = {
    "a document type": "<!DOCTYPE CTfile>",
    "an entity": '<!DOCTYPE CTfile [<!ENTITY a "aaaa">]>',
    "a billion laughs": "<!DOCTYPE l [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>",
    "another file": '<!DOCTYPE CTfile [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "an address outside": '<!DOCTYPE CTfile SYSTEM "http://school.example/ctf.dtd">',
}


@pytest.mark.parametrize("name", UNSAFE)
def test_instructions_beside_the_data_are_refused(name: str) -> None:
    with pytest.raises(UnsafeXmlError, match="Nothing was changed"):
        read(transfer_file(ADA, before=UNSAFE[name]))


def test_what_cannot_be_read_says_so_and_gives_nothing() -> None:
    whole = (SCHOOL_A / "pupils-ctf.xml").read_bytes()
    cases: list[tuple[bytes, type[OfficeError]]] = [
        (whole[: len(whole) // 2], FileDamagedError),
        (whole.replace(b"<Surname>", b"<Surname", 3), FileDamagedError),
        (whole.replace(b"WOOD", b"WO\x00D", 1), FileDamagedError),
        (transfer_file(), NoPupilsError),
        (transfer_file(f"<Surname>{'x' * 5000}</Surname>"), CellTooLongError),
        (b"<?xml version='1.0'?><orders><Pupil/></orders>", NotWhatItSaysError),
        (transfer_file("&undefined;"), FileDamagedError),
        (b"<?xml version='1.0' encoding='no-such'?><CTfile></CTfile>", FileDamagedError),
    ]
    for raw, error in cases:
        with pytest.raises(error) as caught:
            read(raw)
        assert "othing was changed" in caught.value.sentence


def test_too_many_pupils(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctf, "ROWS", 2)
    with pytest.raises(TooManyRowsError):
        read(transfer_file(ADA, ADA, ADA))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_letters_in_every_encoding(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = transfer_file("<Surname>Håkansson</Surname><Forename>Zoë</Forename>").decode()
    raw = text.replace('encoding="utf-8"', f'encoding="{name}"').encode(encoding)
    assert read(raw).pupils[0].given_name == "Zoë"
    wrongly_marked = text.encode("cp1252")
    assert read(wrongly_marked).pupils[0].family_name == "Håkansson"


def test_a_large_file_needs_little_memory_and_a_deep_one_is_refused() -> None:
    """12 MB of what is not read, and two hundred thousand elements one in the other."""
    wide = transfer_file(*([ADA + f"<Address><Street>{'x' * 60_000}</Street></Address>"] * 200))
    deep = transfer_file(ADA + "<a>" * 200_000 + "x" + "</a>" * 200_000)
    read(transfer_file(ADA))
    tracemalloc.start()
    try:
        assert read(wide).records == 1
        with pytest.raises(FileDamagedError):
            read(deep)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
