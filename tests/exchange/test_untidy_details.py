"""Small things in lists of accounts that decide whether a password is the right one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from schoolsm_desktop.exchange.read import recognise_bytes
from schoolsm_desktop.exchange.records import Fault
from tests.exchange.files import csv_bytes, told, xlsx_bytes


def test_a_password_typed_with_an_equals_sign_is_found_again() -> None:
    book = Workbook()
    page = book.worksheets[0]
    for row in (["Site", "Login", "Password"], ["X", "a", "=Summer2019"], ["Y", "b", "two"]):
        page.append(row)
    assert page["C2"].data_type == "f"
    out = io.BytesIO()
    book.save(out)
    found = recognise_bytes(out.getvalue())
    assert told(found.entries) == [("X", "a", "=Summer2019"), ("Y", "b", "two")]
    assert found.faults == (Fault(2, "Password", "looks-like-a-formula"),)


def test_zeros_that_only_the_format_shows_are_kept() -> None:
    book = Workbook()
    page = book.worksheets[0]
    for row in (["Site", "Login", "PIN"], ["Alarm", "office", 42], ["Copier", "office", 1234]):
        page.append(row)
    page["C2"].number_format = "0000"
    out = io.BytesIO()
    book.save(out)
    assert [entry.password for entry in recognise_bytes(out.getvalue()).entries] == ["0042", "1234"]


def test_a_number_too_long_for_excel_is_marked() -> None:
    found = recognise_bytes(
        xlsx_bytes([["Site", "Login", "Password"], ["X", "a", 12345678901234567890], ["Y", "b", "c"]])
    )
    assert found.faults == (Fault(2, "Password", "number-was-rounded"),)


def test_the_headings_of_a_second_block_are_no_data() -> None:
    found = recognise_bytes(
        csv_bytes(
            "SOCIAL MEDIA,,",
            "Site,Login,Password",
            "Facebook,office,one",
            ",,",
            "WEBSITES,,",
            "Website,User name,PASSWORD",
            "CMS,webadmin,two",
        )
    )
    assert told(found.entries) == [("Facebook", "office", "one"), ("CMS", "webadmin", "two")]
    assert found.left_because == {"no-password": 1}


def test_a_separator_inside_a_password_is_marked() -> None:
    found = recognise_bytes(csv_bytes("Site,Login,Password", "Facebook,office,one,two", "X,a,three", "Y,b,four"))
    assert found.faults == (Fault(2, "Column D", "more-cells-than-headings"),)
    assert found.entries[0].extra == (("Column D", "two"),)


@pytest.mark.parametrize("hidden", ["********", "••••••••", "●●●"])
def test_stars_are_no_password(hidden: str) -> None:
    found = recognise_bytes(csv_bytes("Site,Login,Password", f"X,a,{hidden}", "Y,b,c***"))
    assert told(found.entries) == [("Y", "b", "c***")]
    assert found.left_because == {"no-password": 1}


def test_backslashes_before_quotation_marks_as_keepass_writes_them() -> None:
    found = recognise_bytes(
        csv_bytes(
            '"Account","Login Name","Password","Web Site","Comments"',
            r'"Facebook","office","a\"b\\c","https://facebook.com",""',
            '"X","office","plain","https://x.com","one, two"',
        )
    )
    assert told(found.entries) == [("Facebook", "office", 'a"b\\c'), ("X", "office", "plain")]
    assert found.entries[0].address == "https://facebook.com"


def test_a_secure_note_of_another_program_is_left() -> None:
    found = recognise_bytes(
        csv_bytes(
            "url,username,password,totp,extra,name,grouping,fav",
            "http://sn,,,,the safe,Safe,,0",
            "https://x.com,a,b,,,X,,0",
        )
    )
    assert found.left_because == {"secure-note": 1}


def test_of_two_names_the_second_signs_in() -> None:
    found = recognise_bytes(csv_bytes("Platform,Account,Password", "Facebook,hilltop,one", "X,@hilltop,two"))
    assert told(found.entries) == [("Facebook", "hilltop", "one"), ("X", "@hilltop", "two")]


def test_the_mail_address_signs_in_where_no_user_name_stands() -> None:
    found = recognise_bytes(
        csv_bytes("Site,Username,Email,Password", "Facebook,,a@x.example,one", "X,@hilltop,b@x.example,two")
    )
    assert told(found.entries) == [("Facebook", "a@x.example", "one"), ("X", "@hilltop", "two")]


def test_same_as_above_is_followed_and_marked() -> None:
    found = recognise_bytes(csv_bytes("Site,Login,Password", "Facebook,a,one", "Instagram,a,as above", "X,b,three"))
    assert told(found.entries)[1] == ("Instagram", "a", "one")
    assert found.faults == (Fault(3, "Password", "same-as-above"),)
    assert found.reused == (("Facebook", "Instagram"),)


def test_reading_a_file_loads_only_what_that_file_needs(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "a.csv").write_bytes(csv_bytes("Site,Login,Password", "X,a,b"))
    program = (
        "import sys; from pathlib import Path; from schoolsm_desktop.exchange.read import recognise; "
        f"recognise(Path({str(tmp_path / 'a.csv')!r})); "
        "heavy = {'pykeepass', 'python_calamine', 'openpyxl', 'zxingcpp', 'PIL', 'charset_normalizer', 'msgspec', "
        "'cryptography', 'dateutil', 'lxml', 'PySide6', 'sqlalchemy'}; print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_headings_in_another_alphabet_can_be_named() -> None:
    raw = csv_bytes("Сайт,Логин,Пароль", "Facebook,office1,one1", "X,office2,two2")
    mapping = {"Сайт": "title", "Логин": "user_name", "Пароль": "password"}
    assert told(recognise_bytes(raw, mapping=mapping).entries) == [
        ("Facebook", "office1", "one1"),
        ("X", "office2", "two2"),
    ]


def test_two_columns_given_to_one_field_lose_nothing() -> None:
    raw = csv_bytes("Site,Page,Login,Password", "Facebook,Hill Top,office,one")
    mapping = {"Site": "title", "Page": "title", "Login": "user_name", "Password": "password"}
    entry = recognise_bytes(raw, mapping=mapping).entries[0]
    assert (entry.title, entry.extra) == ("Facebook", (("Page", "Hill Top"),))


def test_headings_in_two_rows() -> None:
    found = recognise_bytes(
        csv_bytes("Account,Login details,,Notes", ",Username,Password,", "Facebook,a,b,n", "X,c,d,")
    )
    assert told(found.entries) == [("Facebook", "a", "b"), ("X", "c", "d")]
    assert found.entries[0].notes == "n"


@pytest.mark.parametrize(
    ("cell", "user", "password"),
    [
        ("office@x.example/Summer2019!", "office@x.example", "Summer2019!"),
        ("office / pass word 2", "office", "pass word 2"),
        ("Username: office  Password: a/b c", "office", "a/b c"),
        ("user=office; pw=x y", "office", "x y"),
        ('"office\nSummer"', "office", "Summer"),
    ],
)
def test_login_and_password_in_one_cell(cell: str, user: str, password: str) -> None:
    found = recognise_bytes(csv_bytes("Site,Username/Password", f"Facebook,{cell}"))
    assert told(found.entries) == [("Facebook", user, password)]
    assert found.faults == (Fault(2, "Username/Password", "split-cell"),)


def test_a_year_among_the_headings_does_not_hide_them() -> None:
    found = recognise_bytes(xlsx_bytes([["Site", "Login", "Password", 2026], ["Facebook", "office", "one", "ok"]]))
    assert told(found.entries) == [("Facebook", "office", "one")]
    assert list(found.columns) == ["Site", "Login", "Password", "2026"]
