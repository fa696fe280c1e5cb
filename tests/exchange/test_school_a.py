"""Every password file of the first school, equal to what an exact reader finds in it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from schoolsm_desktop.domain.people import Contract, Duty
from schoolsm_desktop.exchange.read import recognise
from schoolsm_desktop.exchange.records import Kind, ReadFile
from tests.exchange.files import SCHOOL_A

EXPECTED: dict[str, Any] = json.loads((SCHOOL_A / "expected.json").read_text(encoding="utf-8"))
WITH_SEEDS = {
    "passwords.kdbx": "kdbx-3.1",
    "passwords-kdbx4.kdbx": "kdbx-4",
    "passwords-keepassxc.csv": "keepassxc-csv",
    "passwords-bitwarden.json": "bitwarden-json",
}


def read(name: str) -> ReadFile:
    return recognise(SCHOOL_A / name, "correct horse")


@pytest.mark.parametrize("name", WITH_SEEDS)
def test_passwords_seeds_and_reuse_are_what_an_exact_reader_finds(name: str) -> None:
    found = read(name)
    assert found.kind is Kind.PASSWORDS
    assert found.format == WITH_SEEDS[name]
    assert {entry.title: entry.password for entry in found.entries} == EXPECTED["passwords"]
    assert {entry.title: entry.seed.secret for entry in found.entries if entry.seed} == EXPECTED["totp_seeds"]
    assert [list(names) for names in found.reused] == [EXPECTED["reused_passwords"]]
    assert found.records == EXPECTED["accounts"]
    assert found.one_time_codes == 5
    assert found.faults == ()


def test_the_browser_export_also_holds_what_is_not_the_schools() -> None:
    found = read("passwords-chrome.csv")
    assert found.format == "chrome-csv"
    assert found.records == 6
    assert found.left == 0
    assert {entry.title: entry.password for entry in found.entries[:5]} == EXPECTED["passwords"]
    assert found.entries[5].title == "amazon.co.uk"
    assert [list(names) for names in found.reused] == [EXPECTED["reused_passwords"]]


def test_a_secure_note_is_left_and_counted() -> None:
    found = read("passwords-bitwarden.json")
    assert found.left_because == {"secure-note": 1}
    assert found.faults == ()


def test_the_json_object_holds_no_secret() -> None:
    for name in (*WITH_SEEDS, "passwords-chrome.csv"):
        printed = json.dumps(read(name).to_json_object(), ensure_ascii=False)
        shown = repr(read(name))
        for secret in (*EXPECTED["passwords"].values(), *EXPECTED["totp_seeds"].values()):
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in printed
            assert secret not in shown


def test_all_27_staff_are_read_without_a_fault() -> None:
    found = read("staff.csv")
    assert (found.kind, found.format) == (Kind.STAFF, "staff-csv")
    assert found.records == EXPECTED["staff"]
    assert (found.left, found.faults) == (0, ())
    by_name = {person.full_name: person for person in found.staff}
    assert by_name["Chloé Ferrier"].job_title == "Deputy Headteacher"
    assert by_name["Chloé Ferrier"].duties == (Duty.DEPUTY_HEADTEACHER,)
    assert by_name["Yasmin de Souza"].job_title == "Teacher, RA"
    assert by_name["Tariq Hussain"].start == date(2025, 9, 17)
    assert by_name["Tariq Hussain"].duties == (Duty.HEADTEACHER,)
    assert by_name["Saoirse Hill"].duties == (Duty.COORDINATOR,)
    assert by_name["Bilal Suzuki"].contract is Contract.AGENCY
    assert by_name["Bilal Suzuki"].end == date(2026, 12, 18)
    assert by_name["Reuben Wright"].duties == (Duty.CHAIR,)
    assert by_name["Éabha Clarke"].duties == ()


def test_the_json_object_has_the_keys_the_command_line_promises() -> None:
    told = read("passwords-keepassxc.csv").to_json_object()
    assert set(told) == {
        *("kind", "format", "records", "left", "left_because", "columns", "faults"),
        *("names", "reused", "one_time_codes"),
    }
    assert told["columns"] == {
        "Group": "group",
        "Title": "title",
        "Username": "user_name",
        "Password": "password",
        "URL": "address",
        "Notes": "notes",
        "TOTP": "one_time_code",
        "Icon": None,
        "Last Modified": None,
        "Created": None,
    }
