"""The register of permissions and the sheet of one request, made from real records and read back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest
from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.services.school_requests import SchoolAsking, Terms
from tests.reports import reading

from .school import InventedSchool
from .test_printing import table
from .test_school_requests import ANSWERS, asking

LOGO, AREA, FRIEND = RequestKind.NAME_AND_LOGO, RequestKind.CLOSED_AREA, RequestKind.FRIEND_REQUEST


def said(document: Printed) -> str:
    return " ".join(reading.text(document.pdf).split())


def allowed(school: InventedSchool, kind: RequestKind, terms: Terms) -> SchoolRequest:
    school.sign_in(school.head)
    request = school.office.school_requests.ask(asking(kind)).request
    return school.office.school_requests.allow(request.id, terms, 1)


@pytest.mark.clause("bucklebury:gen-7b", "kew-woods:4.2")
def test_the_register_shows_what_stands_and_nothing_else(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "bucklebury")
    allowed(school, LOGO, Terms("The crest is not changed.", ends=date(2026, 11, 19)))
    area = allowed(school, AREA, Terms(review_on=date(2026, 11, 30)))
    waits = school.office.school_requests.ask(
        SchoolAsking(LOGO, {"item": "Mugs", "use": "the concert"}, None, "Scouts")
    ).request
    document = school.office.printing.permission_register()
    text = said(document)
    for words in (
        "Banner for the summer fair",
        "Parents’ association",
        "The crest is not changed.",
        "Past its last day",
        "General 7",
        "Year 6 reading blog",
        "Closed: only the people let in can see it",
        "looked after by Jo Marsh",
        "A. Whitfield, 20 Nov 2026, with their own sign-in",
    ):
        assert words in text, words
    assert "Mugs" not in text, "what waits is no permission"
    cells = [str(cell) for row in table(document) for cell in row]
    assert "Banner for the summer fair" in cells
    assert "Mugs" not in cells
    school.office.school_requests.end(area.id)
    assert "Year 6 reading blog" not in said(school.office.printing.permission_register())
    assert "None stands today." in said(school.office.printing.permission_register())
    assert "To be looked at again" not in text
    assert waits.waits
    school.sign_out()


def test_a_request_that_waits_is_printed_with_lines_to_decide_on(school: InventedSchool) -> None:
    request = school.office.school_requests.ask(asking(AREA)).request
    text = said(school.office.printing.school_request(request.id))
    for words in ("Year 6 reading blog", "Conditions, or the reason", "Signature: Headteacher", "Anna Whitfield"):
        assert words in text, words
    assert "No data protection assessment has been made yet." in text


def test_the_headteachers_own_is_signed_by_a_deputy_or_governor(school: InventedSchool) -> None:
    request = school.office.school_requests.ask(asking(LOGO, asker_id=school.head.id)).request
    text = said(school.office.printing.school_request(request.id))
    assert "Signature: deputy or governor, for the headteacher" in text
    assert "Signature: Headteacher" not in text


def test_a_decided_one_is_printed_with_its_decision(school: InventedSchool) -> None:
    request = allowed(school, LOGO, Terms("Crest unchanged", "For this year", ends=date(2027, 1, 1)))
    text = said(school.office.printing.school_request(request.id))
    for words in ("Allowed", "Crest unchanged", "For this year", "until 1 Jan 2027", "with their own sign-in"):
        assert words in text, words
    assert "Signature" not in text


def test_a_sealed_one_is_printed_for_its_readers_and_says_so(school: InventedSchool) -> None:
    request = school.office.school_requests.ask(asking(FRIEND)).request
    with pytest.raises(RuleError, match="no such request"):
        school.office.printing.school_request(request.id)
    school.sign_in(school.head)
    text = said(school.office.printing.school_request(request.id))
    assert ANSWERS[FRIEND]["reason"] in text
    assert "Sealed: for the headteacher and the safeguarding lead" in text


def test_hostile_words_stay_words(school: InventedSchool) -> None:
    school.sign_in(school.head)
    nasty = {"item": '=HYPERLINK("http://x")', "use": "<b>bold</b> \u202e reversed " + "x" * 900}
    request = school.office.school_requests.ask(SchoolAsking(LOGO, nasty, None, "=1+1")).request
    school.office.school_requests.allow(request.id, Terms("@SUM(A1)"), 1)
    document = school.office.printing.permission_register()
    assert "<b>bold</b>" in said(document)
    assert document.table is not None
    sheet = load_workbook(io.BytesIO(document.table)).worksheets[0]
    kinds = {str(cell.value): cell.data_type for row in sheet.iter_rows() for cell in row}
    assert any("HYPERLINK" in text for text in kinds)
    assert "f" not in kinds.values(), "kept as text, never as a formula"
    assert school.office.printing.school_request(request.id).pdf.startswith(b"%PDF")


def test_without_the_duty_nobody_prints_the_register(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.sign_in(jo)
    with pytest.raises(NotAllowedError):
        school.office.printing.permission_register()
