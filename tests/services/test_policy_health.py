"""What is worth putting right in the policy, over real records: left with a reason, taken up again, printed, on Today."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.services.editions import NewEdition
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.policy_health import HealthLine
from schoolsm_desktop.services.printing import Printed
from tests.services.school import InventedSchool


def following(school: InventedSchool, policy: str) -> Office:
    school.office.policies.choose(shipped_profile(policy))
    return school.office


def lines_of(office: Office) -> dict[str, HealthLine]:
    return {line.finding.key: line for line in office.policy_health.view().lines}


def text_of(document: Printed) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(document.pdf))
    text = " ".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))
    pages.close()
    return " ".join(text.split())


def test_what_is_found_names_its_clause_and_the_day_it_was_looked_up(school: InventedSchool) -> None:
    office = following(school, "mill-lane")
    view = office.policy_health.view()
    assert view.policy == "Mill Lane Primary School (council model)"
    assert view.checked == "Last looked up on 21 Nov 2026. Check with your adviser."
    assert view.lines[0].finding.weighty
    found = lines_of(office)
    assert found["law:mca-1998"].clause == "4.3, “Legal Framework”"
    assert found["adoption"].clause == "Signatures"
    assert found["nobody:dpo"].clause == "6.1 VIII, “Use of Social Media Sites”"
    assert view.open_count == len(view.lines)


def test_a_policy_that_names_no_law_says_nothing_of_having_looked_one_up(school: InventedSchool) -> None:
    assert following(school, "blank").policy_health.view().checked == ""


def test_what_is_known_is_left_with_a_reason_for_a_year_and_taken_up_again(school: InventedSchool) -> None:
    office = following(school, "kew-woods")
    before = office.policy_health.view().open_count
    with pytest.raises(FieldError) as refused:
        office.policy_health.leave("recruitment", "  ")
    assert refused.value.field == "reason"
    kept = office.policy_health.leave("recruitment", "The governors decided on 3 November.")
    left = lines_of(office)["recruitment"]
    assert left.left == (
        "Left by R. Okafor on 20 Nov 2026: The governors decided on 3 November. Shown again from 20 Nov 2027."
    )
    assert office.policy_health.view().open_count == before - 1
    assert office.policy_health.view().lines[-1].finding.key == "recruitment"
    with pytest.raises(RuleError, match="already"):
        office.policy_health.leave("recruitment", "once more")
    assert office.log.lines()[0].entry.did is Did.SNOOZED
    assert office.log.check().sound
    office.policy_health.take_up("recruitment")
    assert lines_of(office)["recruitment"].is_open
    with pytest.raises(RuleError, match="not left"):
        office.policy_health.take_up("recruitment")
    assert kept.until == date(2027, 11, 20)


def test_after_a_year_it_is_shown_again(school: InventedSchool) -> None:
    office = following(school, "kew-woods")
    office.policy_health.leave("number:2.2", "until the text is changed")
    school.clock.set(school.clock.now() + timedelta(days=364))
    assert not lines_of(office)["number:2.2"].is_open
    school.clock.set(school.clock.now() + timedelta(days=1))
    assert lines_of(office)["number:2.2"].is_open


def test_what_was_put_right_meanwhile_cannot_be_left(school: InventedSchool) -> None:
    office = following(school, "kew-woods")
    office.policies.choose(shipped_profile("blank"))
    with pytest.raises(RuleError, match="put right meanwhile"):
        office.policy_health.leave("recruitment", "decided")


def test_today_leaves_out_what_was_left(school: InventedSchool) -> None:
    office = following(school, "kew-woods")
    assert "policy-health" in [line.item.key for line in office.today.view().lines]
    office.policy_health.leave("recruitment", "decided by the governors")
    assert "policy-health" not in [line.item.key for line in office.today.view().lines]
    office.policy_health.take_up("recruitment")
    line = next(line for line in office.today.view().lines if line.item.key == "policy-health")
    assert line.may_begin


def test_who_may_not_choose_the_policy_reads_and_does_not_leave(school: InventedSchool) -> None:
    following(school, "kew-woods")
    lead = school.add_person("Dana Lee", "Assistant head")
    school.office.people.give_duty(lead.id, Duty.DSL, school.clock.today())
    school.make_sign_in(lead)
    office = school.sign_in(lead)
    assert not office.policy_health.view().may_leave
    assert "recruitment" in lines_of(office)
    with pytest.raises(NotAllowedError):
        office.policy_health.leave("recruitment", "decided")
    with pytest.raises(NotAllowedError):
        office.policy_health.take_up("recruitment")


def test_a_version_that_is_entered_is_no_longer_missed(school: InventedSchool) -> None:
    office = following(school, "valence")
    assert "No version" in lines_of(office)["adoption"].finding.title
    edition = office.editions.add(NewEdition("Autumn 2026"))
    found = lines_of(office)["adoption"].finding
    assert "not signed by both" in found.title
    assert found.record == edition.id


@pytest.mark.clause("valence:technologies-school")
def test_the_register_is_held_against_the_list_in_the_policy(school: InventedSchool) -> None:
    office = following(school, "valence")
    missing = {key for key in lines_of(office) if key.startswith("named:")}
    live = {line.account.platform_id for line in office.accounts.lines() if line.account.is_live}
    named = {"facebook", "x", "youtube", "website"}
    assert missing == {f"named:{platform}" for platform in named - live}


def test_the_list_is_printed_with_what_was_left(school: InventedSchool) -> None:
    office = following(school, "kew-woods")
    office.policy_health.leave("service:twitter", "a word in brackets is coming")
    text = text_of(office.printing.policy_health())
    assert "Searches on applicants are forbidden" in text
    assert "2 clauses have the number 2.2" in text
    assert "Known, and left as it is" in text
    assert "a word in brackets is coming" in text
    assert "Check with your adviser." in text
