"""The spreadsheets schools really keep their passwords in, each of another shape."""

from __future__ import annotations

from datetime import date

import pytest

from schoolsm_desktop.exchange.errors import (
    MappingError,
    NoHeadingsError,
    NotRecognisedError,
    SheetMissingError,
)
from schoolsm_desktop.exchange.read import recognise_bytes
from schoolsm_desktop.exchange.records import Fault, Kind
from tests.exchange.files import csv_bytes, told, xlsx_bytes

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"


def test_titles_above_the_headings_and_a_sum_below() -> None:
    found = recognise_bytes(
        xlsx_bytes(
            [
                ["Hill Top Primary - social media", None, None, None],
                ["Last updated by the office, March", None, None, None],
                [],
                ["Site", "Login", "Pass word", "Notes"],
                ["Facebook", "office@hilltop.example", "Sunny-Day7", "ask Sam first"],
                ["Instagram", "hilltop_primary", "Rainy-Day8", None],
                [],
                ["2 accounts", None, None, None],
            ]
        )
    )
    assert (found.kind, found.format) == (Kind.PASSWORDS, "spreadsheet-xlsx")
    assert told(found.entries) == [
        ("Facebook", "office@hilltop.example", "Sunny-Day7"),
        ("Instagram", "hilltop_primary", "Rainy-Day8"),
    ]
    assert [entry.position for entry in found.entries] == [5, 6]
    assert found.entries[0].notes == "ask Sam first"
    assert found.left_because == {"no-password": 1}
    assert found.columns == {"Site": "title", "Login": "user_name", "Pass word": "password", "Notes": "notes"}


def test_one_merged_cell_heads_two_columns() -> None:
    rows: list[list[str | None]] = [
        ["Website / Login", None, "Password"],
        ["www.facebook.com", "office@hilltop.example", "one"],
        ["x.com", "@hilltop", "two"],
    ]
    found = recognise_bytes(xlsx_bytes(rows, merged=["A1:B1"]))
    assert [(e.title, e.address, e.user_name, e.password) for e in found.entries] == [
        ("facebook.com", "www.facebook.com", "office@hilltop.example", "one"),
        ("x.com", "x.com", "@hilltop", "two"),
    ]


def test_one_column_holds_website_and_login() -> None:
    found = recognise_bytes(
        csv_bytes(
            "Website / Login,Password,Comments",
            "facebook.com / office@hilltop.example,one two,",
            '"Twitter\n@hilltop",three,main',
        )
    )
    assert [(e.title, e.address, e.user_name, e.password) for e in found.entries] == [
        ("facebook.com", "facebook.com", "office@hilltop.example", "one two"),
        ("Twitter", "", "@hilltop", "three"),
    ]


def test_one_column_holds_login_and_password_and_is_marked_as_doubtful() -> None:
    found = recognise_bytes(
        csv_bytes("Account;Username / Password", "Facebook;office@hilltop.example / Sunny-Day7", "X;@hilltop / b c")
    )
    assert told(found.entries) == [
        ("Facebook", "office@hilltop.example", "Sunny-Day7"),
        ("X", "@hilltop", "b c"),
    ]
    assert {fault.reason for fault in found.faults} == {"split-cell"}


def test_a_site_merged_over_two_logins_names_both() -> None:
    rows: list[list[str | None]] = [
        ["Site", "User name", "Password"],
        ["Facebook", "head@hilltop.example", "one"],
        [None, "office@hilltop.example", "two"],
        ["X", "@hilltop", "three"],
    ]
    found = recognise_bytes(xlsx_bytes(rows, merged=["A2:A3"]))
    assert told(found.entries) == [
        ("Facebook", "head@hilltop.example", "one"),
        ("Facebook", "office@hilltop.example", "two"),
        ("X", "@hilltop", "three"),
    ]
    assert found.faults == ()


def test_an_empty_site_in_text_leans_on_the_row_above_and_says_so() -> None:
    found = recognise_bytes(
        csv_bytes(
            "Site,Username,Password",
            "Facebook,head@x.example,one",
            ",office@x.example,two",
            '"""",third,three',
        )
    )
    assert [entry.title for entry in found.entries] == ["Facebook", "Facebook", "Facebook"]
    assert found.faults == (Fault(3, "Site", "name-from-above"), Fault(4, "Site", "name-from-above"))


@pytest.mark.parametrize(
    ("stored", "password"),
    [
        (123456, "123456"),
        (123456.0, "123456"),
        (12.5, "12.5"),
        ("00123", "00123"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("+441234", "+441234"),
        ("-dash", "-dash"),
        ("@home", "@home"),
        (" leads", " leads"),
        ("trails ", "trails "),
        ("two  spaces", "two  spaces"),
        ("it’s “smart”", "it’s “smart”"),
        ("a\tb", "a\tb"),
        ("1/2/2024", "1/2/2024"),
        ("TRUE", "TRUE"),
        (True, "TRUE"),
        ("1E5", "1E5"),
        ("pässwörd£€", "pässwörd£€"),
    ],
)
def test_a_password_is_exactly_what_stood_there(stored: str | float, password: str) -> None:
    found = recognise_bytes(xlsx_bytes([["Site", "Username", "Password"], ["X", "me", stored], ["Y", "you", "b"]]))
    assert found.entries[0].password == password
    assert found.faults == ()


def test_a_password_that_the_spreadsheet_turned_into_a_day_is_marked() -> None:
    found = recognise_bytes(
        xlsx_bytes([["Site", "Username", "Password"], ["X", "me", date(2024, 2, 1)], ["Y", "you", "b"]])
    )
    assert found.entries[0].password == "01/02/2024"
    assert found.faults == (Fault(2, "Password", "password-is-a-date"),)


@pytest.mark.parametrize(
    "password", ["00123", "=1+1", "1e5", " lead", "trail ", "12/03/2024", "1,234.50", "#N/A", "'x"]
)
def test_text_files_keep_every_letter_of_a_password(password: str) -> None:
    found = recognise_bytes(csv_bytes("Site,Username,Password", f'X,me,"{password}"', "Y,you,b"))
    assert found.entries[0].password == password


@pytest.mark.parametrize("word", ["", "   ", "-", "n/a", "N/A", "None", "tbc", "?", "Unknown"])
def test_words_for_no_password_are_none(word: str) -> None:
    found = recognise_bytes(csv_bytes("Site,Username,Password", f"X,me,{word}", "Y,you,b"))
    assert found.records == 1
    assert found.left_because == {"no-password": 1}
    assert found.faults == (Fault(2, "Password", "no-password"),)


def test_old_and_new_password_side_by_side() -> None:
    found = recognise_bytes(
        csv_bytes(
            "Site,Username,Old password,New password",
            "Facebook,office,spring,summer",
            "X,office,autumn,",
        )
    )
    assert told(found.entries) == [("Facebook", "office", "summer"), ("X", "office", "autumn")]
    assert found.faults == (Fault(3, "Old password", "other-password-column"),)
    assert found.columns["Old password"] == "extra"


def test_two_columns_with_one_heading() -> None:
    found = recognise_bytes(csv_bytes("Site,Username,Password,Password", "Facebook,office,one,two"))
    assert told(found.entries) == [("Facebook", "office", "one")]
    assert list(found.columns) == ["Site", "Username", "Password", "Password (2)"]
    assert found.entries[0].extra == (("Password (2)", "two"),)


def test_two_logins_for_one_site_are_two_accounts_and_the_same_row_twice_is_one() -> None:
    found = recognise_bytes(
        csv_bytes("Site,Username,Password", "Facebook,a,one", "Facebook,b,two", "Facebook,a,one", "X,a,one")
    )
    assert [(e.title, e.user_name) for e in found.entries] == [
        ("Facebook", "a"),
        ("Facebook", "b"),
        ("X", "a"),
    ]
    assert found.left_because == {"duplicate-row": 1}
    assert found.reused == (("Facebook", "X"),)
    assert found.records + found.left == 4


def test_empty_columns_blank_rows_and_repeated_headings_are_no_data() -> None:
    found = recognise_bytes(
        csv_bytes(
            ",Site,Username,Password,,,",
            ",Facebook,office,one,,,",
            ",,,,,,",
            ",Site,Username,Password,,,",
            ",X,office,two,,,",
            "   ,,  ,,,,",
        )
    )
    assert told(found.entries) == [("Facebook", "office", "one"), ("X", "office", "two")]
    assert [entry.position for entry in found.entries] == [2, 5]
    assert found.left == 0
    assert [heading for heading, field in found.columns.items() if field] == ["Site", "Username", "Password"]


def test_notes_over_several_lines_keep_the_line_numbers_right() -> None:
    found = recognise_bytes(
        csv_bytes(
            "Site,Username,Password,Notes",
            'Facebook,office,one,"first\nsecond\nthird"',
            "X,office,two,",
            newline="\n",
        )
    )
    assert found.entries[0].notes == "first\nsecond\nthird"
    assert [entry.position for entry in found.entries] == [2, 5]


def test_a_code_key_in_the_notes_is_found_and_taken_out_of_them() -> None:
    note = f"Page admin otpauth://totp/X:office?secret={SEED}&issuer=X&period=30 since May"
    found = recognise_bytes(csv_bytes("Site,Username,Password,Notes", f"X,office,one,{note}"))
    seed = found.entries[0].seed
    assert seed is not None
    assert seed.secret == SEED
    assert SEED not in found.entries[0].notes
    assert found.one_time_codes == 1


def test_a_column_of_keys_and_a_column_that_only_talks_of_them() -> None:
    keys = recognise_bytes(
        csv_bytes("Site,Username,Password,2FA", f"X,office,one,{SEED.lower()}", "Y,office,two,none", "Z,a,b,GUJG")
    )
    assert keys.one_time_codes == 1
    assert keys.columns["2FA"] == "one_time_code"
    talk = recognise_bytes(
        csv_bytes("Site,Username,Password,2FA", "X,office,one,Yes - Sam's phone", "Y,office,two,Authenticator app")
    )
    assert talk.columns["2FA"] == "extra"
    assert talk.entries[0].extra == (("2FA", "Yes - Sam's phone"),)
    assert talk.one_time_codes == 0


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_separator_encoding_and_line_end(separator: str, encoding: str, newline: str) -> None:
    lines = [
        separator.join(line)
        for line in (
            ("Site", "Username", "Password", "Notes"),
            ("Facebook", "office@x.example", "Sommer£19", "Zoë’s page"),
            ("X", "@x", " café ", "naïve – yes"),
        )
    ]
    found = recognise_bytes(csv_bytes(*lines, encoding=encoding, newline=newline))
    assert told(found.entries) == [("Facebook", "office@x.example", "Sommer£19"), ("X", "@x", " café ")]
    assert found.entries[0].notes == "Zoë’s page"
    assert [entry.position for entry in found.entries] == [2, 3]


def test_letters_of_an_old_mac_and_stray_windows_letters() -> None:
    mac = csv_bytes("Site,Username,Password", "Café,Zoë,Crème", "X,b,c", encoding="mac_roman")
    assert told(recognise_bytes(mac).entries)[0] == ("Café", "Zoë", "Crème")
    mixed = csv_bytes("Site,Username,Password", "Café Zoë,a,Crème").replace(b"\r\n", b"\r\n", 1) + b"X,b,caf\xe9\r\n"
    assert told(recognise_bytes(mixed).entries) == [("Café Zoë", "a", "Crème"), ("X", "b", "café")]


def test_commas_in_notes_do_not_hide_the_semicolons() -> None:
    found = recognise_bytes(
        csv_bytes(
            "Passwords, 2026, office",
            "Site;Username;Password;Notes",
            "Facebook;a;p,1;one, two, three",
            "X;b;p,2;four, five, six",
        )
    )
    assert told(found.entries) == [("Facebook", "a", "p,1"), ("X", "b", "p,2")]


def test_a_quotation_mark_that_is_a_plain_letter() -> None:
    found = recognise_bytes(csv_bytes("Site,Username,Password,Notes", 'X,a,"open,n', "Y,b,two,n", 'Z,c,5"disk,n'))
    assert [entry.password for entry in found.entries] == ['"open', "two", '5"disk']


def test_spaces_after_each_comma_are_style() -> None:
    found = recognise_bytes(csv_bytes("Site, Username, Password", 'Facebook, office, "a,b"', "X, me, two"))
    assert told(found.entries) == [("Facebook", "office", "a,b"), ("X", "me", "two")]


def test_the_separator_line_of_excel_is_no_row() -> None:
    found = recognise_bytes(csv_bytes("sep=;", "Site;Username;Password", "X;a;b"))
    assert told(found.entries) == [("X", "a", "b")]
    assert found.entries[0].position == 3


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        ("Platform,Handle,Password (changed Sept 26)", "Facebook,@h,p", ("Facebook", "@h", "p")),
        (
            "Social media account,E-mail used to sign in,Current Password",
            "Facebook,a@b.example,p",
            ("Facebook", "a@b.example", "p"),
        ),
        ("Account Name,User ID,PW", "Facebook,u,p", ("Facebook", "u", "p")),
        ("SITE:,USER NAME:,PASSWORD:", "Facebook,u,p", ("Facebook", "u", "p")),
        ("Website,Log in,Pasword", "Facebook,u,p", ("Facebook", "u", "p")),
        (
            "Account,Login Name,Password,Web Site,Comments",
            "Facebook,u,p,facebook.com,",
            ("Facebook", "u", "p"),
        ),
        ("Name,Username,Password", "Facebook,u,p", ("Facebook", "u", "p")),
        ("What is it for?,User,Pass", "Facebook,u,p", ("Facebook", "u", "p")),
        ("Safle,Enw defnyddiwr,Cyfrinair", "Facebook,u,p", ("Facebook", "u", "p")),
        ("Password,Username,Site", "p,u,Facebook", ("Facebook", "u", "p")),
        (
            "Site,Password last changed,Who knows the password,Username,Password",
            "Facebook,1/9/25,Sam,u,p",
            ("Facebook", "u", "p"),
        ),
        (
            "url,username,password,totp,extra,name,grouping,fav",
            "https://facebook.com,u,p,,,Facebook,,0",
            ("Facebook", "u", "p"),
        ),
        (
            "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes",
            "Facebook,,u,p,,,,,",
            ("Facebook", "u", "p"),
        ),
    ],
)
def test_headings_of_other_schools_and_programs(headings: str, row: str, expected: tuple[str, str, str]) -> None:
    found = recognise_bytes(csv_bytes(headings, row, row.replace("Facebook", "Threads")))
    assert told(found.entries)[0] == expected
    assert found.records == 2
    assert found.left == 0


def test_the_sheet_with_the_passwords_is_chosen_and_another_can_be() -> None:
    book = xlsx_bytes(
        [["Site", "Login", "Password"], ["Facebook", "office", "one"]],
        title="Logins",
        before=[
            ("Read me", [["How to use this file"], ["Never print it"], ["Ask Sam"]]),
            ("Phones", [["Name", "Number"], ["Sam", "01234"], ["Kim", "04321"], ["Lou", "0"]]),
            ("Old", [["Site", "Login", "Password"], ["Bebo", "office", "old"]]),
        ],
        hidden=["Old"],
    )
    found = recognise_bytes(book)
    assert (found.sheet, found.sheets) == ("Logins", ("Read me", "Phones", "Logins", "Old"))
    assert told(found.entries) == [("Facebook", "office", "one")]
    assert told(recognise_bytes(book, sheet="Old").entries) == [("Bebo", "office", "old")]
    with pytest.raises(SheetMissingError):
        recognise_bytes(book, sheet="None")


def test_without_headings_a_person_says_what_the_columns_hold() -> None:
    raw = csv_bytes("Facebook,office@x.example,Sunny7", "X,@x,Rainy8")
    with pytest.raises(NoHeadingsError) as caught:
        recognise_bytes(raw)
    assert [guess.heading for guess in caught.value.guesses] == ["Column A", "Column B", "Column C"]
    assert "Sunny7" not in repr(caught.value.guesses)
    assert all("Sunny7" not in guess.samples for guess in caught.value.guesses)
    found = recognise_bytes(raw, mapping={"Column A": "title", "Column B": "user_name", "Column C": "password"})
    assert told(found.entries) == [("Facebook", "office@x.example", "Sunny7"), ("X", "@x", "Rainy8")]


def test_a_person_corrects_a_wrong_guess() -> None:
    raw = csv_bytes("Thing,Who,Magic word,Password hint", "Facebook,office,one1,dog", "X,office,two2,cat")
    with pytest.raises(NotRecognisedError) as caught:
        recognise_bytes(raw)
    assert [guess.heading for guess in caught.value.guesses] == [
        "Thing",
        "Who",
        "Magic word",
        "Password hint",
    ]
    found = recognise_bytes(
        raw, mapping={"Thing": "title", "Who": "user_name", "Magic word": "password", "Password hint": None}
    )
    assert told(found.entries) == [("Facebook", "office", "one1"), ("X", "office", "two2")]
    with pytest.raises(MappingError):
        recognise_bytes(raw, mapping={"Thing": "title"})
    with pytest.raises(MappingError):
        recognise_bytes(raw, mapping={"Thing": "title", "Who": "start", "Magic word": "password"})


def test_the_digest_belongs_to_the_headings_and_not_to_the_rows() -> None:
    one = recognise_bytes(csv_bytes("Site,Username,Password", "X,a,b"))
    same = recognise_bytes(csv_bytes("SITE;User-name;password", "Y;c;d"))
    other = recognise_bytes(csv_bytes("Site,Password,Username", "X,b,a"))
    assert one.headings_digest == same.headings_digest != other.headings_digest


def test_a_list_of_pupils_with_passwords_and_numbers_is_a_list_of_pupils() -> None:
    found = recognise_bytes(csv_bytes("Forename,Surname,UPN,Username,Password", "Ada,Hill,A123,ada,cat"))
    assert found.kind is Kind.PUPILS
    assert found.left_behind == ("Username", "Password")
    assert "cat" not in repr(found.guesses) + repr([guess.samples for guess in found.guesses]) + repr(found.pupils)


def test_a_password_without_any_name_is_left() -> None:
    found = recognise_bytes(csv_bytes("Site,Username,Password", ",,lost", "X,a,b"))
    assert found.left_because == {"no-name": 1}
    assert found.records + found.left == 2
