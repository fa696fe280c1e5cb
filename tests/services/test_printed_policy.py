"""The papers of the policy: the sheet that is signed, the proof that it was, and the schedule of reviews."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from schoolsm_desktop.domain.editions import LinkedPolicy, SignedLine
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.services.editions import NewEdition, PaperSignatures
from tests.attacks.by_hand import edit
from tests.reports import reading
from tests.services.school import InventedSchool

CHAIR = SignedLine("Edith Wainford", date(2026, 11, 18))
HEAD = SignedLine("Anna Whitfield", date(2026, 11, 17))


@pytest.mark.clause("kew-woods:signature", "mill-lane:signature", "mill-lane:5.1-implement")
def test_the_sheet_has_lines_to_sign_until_both_have_and_then_says_who_did(school: InventedSchool) -> None:
    office = school.office
    edition = office.editions.add(
        NewEdition("Autumn 2026", date(2026, 9, 1), date(2027, 9, 1), note="The platforms were brought up to date.")
    )
    blank = reading.text(office.printing.policy_sign_off(edition.id).pdf)
    for words in ("Autumn 2026", "1 Sep 2026", "1 Sep 2027", "The platforms were brought up to date."):
        assert words in blank
    assert "Not adopted until everybody below has signed." in blank
    assert blank.count("Signature:") == 2
    office.editions.enter_signatures(edition.id, PaperSignatures(chair=CHAIR))
    half = reading.text(office.printing.policy_sign_off(edition.id).pdf)
    assert half.count("Signature:") == 1
    assert "Edith Wainford, 18 Nov 2026, on paper" in half
    office.editions.enter_signatures(edition.id, PaperSignatures(head=HEAD))
    whole = reading.text(office.printing.policy_sign_off(edition.id).pdf)
    assert "Signature:" not in whole
    assert "Not adopted" not in whole
    assert "Anna Whitfield, 17 Nov 2026, on paper" in whole


@pytest.mark.clause("churchward:adoption")
def test_a_trusts_policy_is_printed_with_the_schools_own_titles_and_changes(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "churchward")
    editions = school.office.editions
    kept = editions.add(
        NewEdition("2026", parent_policy="Trust policy of March 2025", local_changes="Marketing is done by our office.")
    )
    sheet = reading.text(school.office.printing.policy_sign_off(kept.id).pdf)
    assert "Adopted from: Trust policy of March 2025" in sheet
    assert "Marketing is done by our office." in sheet
    assert "Principal" in sheet
    own = editions.add(NewEdition("Our own"))
    assert "Adopted from" not in reading.text(school.office.printing.policy_sign_off(own.id).pdf)
    school.sign_out()


@pytest.mark.clause("churchward:2-cs-documents")
def test_the_schedule_says_what_is_looked_at_again_and_what_changed(school: InventedSchool) -> None:
    office = school.office
    edition = office.editions.add(NewEdition("2025", date(2025, 9, 1), date(2026, 9, 1), note="Typing put right"))
    office.editions.enter_signatures(edition.id, PaperSignatures(HEAD, CHAIR))
    office.editions.published(edition.id, "https://alder.example/policy")
    where = LinkedPolicy(uuid4(), edition.school_id, "Acceptable use", "Office manager", "Shelf 2", date(2027, 1, 5))
    office.editions.add_linked(["Child protection"], where)
    made = office.printing.review_schedule()
    paper = reading.text(made.pdf)
    for words in ("Overdue 1 Sep 2026", "Acceptable use", "5 Jan 2027", "Typing put right", "20 Nov 2027"):
        assert words in paper, words
    assert made.table is not None
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(made.table)).worksheets[0].iter_rows()]
    flat = [row for row in rows if row[0] in ("Acceptable use", "Child protection")]
    assert flat[0][2:5] == ["Office manager", "Shelf 2", "5 Jan 2027"]
    assert [row[0] for row in flat] == ["Acceptable use", "Child protection"]


def test_no_sheet_is_made_of_a_version_that_was_altered_or_is_not_there(school: InventedSchool) -> None:
    edition = school.office.editions.add(NewEdition("Autumn 2026"))
    with pytest.raises(RuleError, match="no such version"):
        school.office.printing.policy_sign_off(uuid4())
    edit(school.office, "UPDATE editions SET chair_name = 'Somebody', chair_signed_on = '2026-11-01'")
    with pytest.raises(RuleError, match="not as somebody entitled entered it"):
        school.office.printing.policy_sign_off(edition.id)
    assert "Not as it was entered" in reading.text(school.office.printing.review_schedule().pdf)


def test_a_version_taken_back_says_so_on_paper(school: InventedSchool) -> None:
    edition = school.office.editions.add(NewEdition("Autumn 2026"))
    school.office.editions.take_back(edition.id)
    assert "was taken back" in reading.text(school.office.printing.policy_sign_off(edition.id).pdf)


def test_whoever_prints_no_registers_prints_none_of_it(school: InventedSchool) -> None:
    edition = school.office.editions.add(NewEdition("Autumn 2026"))
    dsl = school.add_person("Sam Adeyemi")
    school.office.people.give_duty(dsl.id, Duty.DSL, school.clock.today())
    school.make_sign_in(dsl)
    office = school.sign_in(dsl)
    with pytest.raises(NotAllowedError):
        office.printing.policy_sign_off(edition.id)
    with pytest.raises(NotAllowedError):
        office.printing.review_schedule()
