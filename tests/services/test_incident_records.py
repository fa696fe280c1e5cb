"""What is added to the record of an incident, what is changed of its facts, and who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.cases import CaseState, EntryKind
from schoolsm_desktop.domain.errors import (
    ChangedMeanwhileError,
    FieldError,
    NotAllowedError,
    RuleError,
)
from schoolsm_desktop.domain.incident_kinds import Severity
from schoolsm_desktop.domain.incidents import (
    LegalMark,
    Mark,
)
from schoolsm_desktop.domain.record_changes import FactChange
from schoolsm_desktop.domain.record_entries import Adding, NewEntry
from schoolsm_desktop.domain.rules import PlatformReporter, TellParents
from tests.services.cases import WORDS, filed
from tests.services.conftest import Schools
from tests.services.records import add, case, change, entries, texts, view
from tests.services.school import InventedSchool


def test_the_record_reads_in_the_order_things_happened_with_what_came_late(school: InventedSchool) -> None:
    made = case(school)
    began = school.clock.now()
    school.clock.set(began + timedelta(days=3))
    add(school, made, Adding.TOLD, "in person", person_id=school.head.id)
    add(school, made, Adding.NOTE, "rang the parent", at=began - timedelta(hours=1))
    shown = view(school, made)
    assert [x.kind for x in shown.lines] == [EntryKind.NOTE, EntryKind.REPORTED, EntryKind.TOLD]
    assert [x.late for x in shown.lines] == ["entered 3 days later", "", ""]
    assert shown.lines[2].text == "A. Whitfield, in person"
    assert shown.title == f"Incident {shown.incident.reference}"
    assert shown.sentence == "A parent’s comment · Read by A. Whitfield and R. Okafor"


@pytest.mark.clause("kew-woods:app1-refuse-decide")
@pytest.mark.clause("churchward:5-review-proportionate")
def test_a_decision_is_kept_with_what_could_be_done_what_is_and_why_it_is_in_proportion(schools: Schools) -> None:
    school = schools("churchward")
    made = case(school)
    options = "report to the site; ask the local authority; a lawyer"
    with pytest.raises(FieldError) as wrong:
        add(school, made, Adding.DECISION, options, answer="report to the site")
    assert wrong.value.field == "reason"
    add(school, made, Adding.DECISION, options, answer="report to the site", reason="seen by forty, named nobody")
    (line,) = [x for x in view(school, made).lines if x.kind is EntryKind.DECISION]
    assert line.text == (
        f"How it is dealt with, {options}. Decided: report to the site. Reason: seen by forty, named nobody"
    )


@pytest.mark.clause("churchward:2-cs-initial-assessment")
def test_the_first_look_says_what_contains_it_whom_it_brought_in_and_when(schools: Schools) -> None:
    school = schools("churchward")
    made = case(school)
    add(
        school,
        made,
        Adding.FIRST_LOOK,
        "The account is paused; HR and the police are asked",
        answer="within",
        reason="nobody can post any more",
    )
    line = view(school, made).lines[-1]
    assert line.text.startswith("First look, The account is paused; HR and the police are asked. Decided: within this")
    assert line.at.date() == school.clock.today()


@pytest.mark.clause("kew-woods:app1-legal-advice")
def test_legal_advice_is_kept_apart_and_other_advice_is_not(schools: Schools) -> None:
    school = schools("kew-woods")
    made = case(school)
    add(school, made, Adding.ADVICE, "enough to write a letter", about="legal", who="Solicitor")
    add(school, made, Adding.ADVICE, "talk to her first", about="hr")
    add(school, made, Adding.CORRECTION, "two letters", of=2)
    shown = view(school, made)
    assert [x.text for x in shown.advice] == ["Legal advice, Solicitor, enough to write a letter"]
    assert "two letters" in shown.advice[0].corrections[0]
    assert "letter" not in texts(school, made)
    assert "HR advice, talk to her first" in texts(school, made)
    assert [x.privileged for x in entries(school, made)] == [False, True, False, True]


@pytest.mark.clause("kew-woods:app1-intro")
@pytest.mark.clause("kew-woods:app1-pupil-colleague")
@pytest.mark.clause("kew-woods:app1-adult-meeting")
@pytest.mark.clause("kew-woods:8-7.2-b")
def test_support_mediation_and_the_meeting_with_an_adult_stand_in_the_record(schools: Schools) -> None:
    school = schools("kew-woods")
    made = case(school)
    colleague = school.add_person("Jo Marsh")
    day = school.clock.now() + timedelta(days=4)
    add(school, made, Adding.SUPPORT, "time off the page, a talk each Friday", person_id=colleague.id)
    add(school, made, Adding.MEETING, "welfare talk each Friday", about="welfare", who="J. Marsh")
    add(school, made, Adding.MEETING, "both agreed to talk", about="mediation", who="both colleagues")
    add(school, made, Adding.MEETING, "told of the complaints procedure", about="invited", who="the parent", due=day)
    add(school, made, Adding.TOLD, "the safeguarding lead, by telephone", who="D. Hale")
    said = texts(school, made)
    assert "Told D. Hale, the safeguarding lead, by telephone" in said
    assert "Support J. Marsh, time off the page" in said
    assert "Meeting Mediation, both colleagues, both agreed to talk" in said
    assert "Meeting Welfare talk, J. Marsh" in said
    assert "Meeting Invitation to a meeting, the parent, told of the complaints procedure. By 24 Nov 2026" in said


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param("bucklebury", marks=pytest.mark.clause("bucklebury:parent-3")),
        pytest.param("mill-lane", marks=pytest.mark.clause("mill-lane:8.3")),
    ],
)
def test_what_goes_to_an_agency_has_its_reference_and_its_answer(schools: Schools, policy: str) -> None:
    school = schools(policy)
    made = case(school)
    change(school, made, legal_marks=(LegalMark.MALICIOUS_COMMUNICATION,), marks=(Mark.THREAT,))
    add(school, made, Adding.AGENCY, "the messages", about="police", reference="CR 118")
    add(school, made, Adding.AGENCY, "a child may be at risk", about="childrens-services")
    asked = [number for number, _ in view(school, made).waiting]
    add(school, made, Adding.ANSWER, of=asked[0], answer="an officer will ring on Monday", reference="CR 118/2")
    assert [number for number, _ in view(school, made).waiting] == asked[1:]
    with pytest.raises(FieldError, match="meanwhile"):
        add(school, made, Adding.ANSWER, of=asked[0], answer="again")
    assert "Agency Police, the messages. Reference CR 118" in texts(school, made)
    facts = dict(view(school, made).facts)
    assert (facts["Legal"], facts["Marked"]) == ("malicious communication", "a threat")


@pytest.mark.clause("valence:teach-3")
def test_whether_the_parents_were_told_or_why_not(schools: Schools) -> None:
    school = schools("valence")
    made = case(school)
    assert school.office.incident_records.choices(made).tell_parents is TellParents.SERIOUS
    with pytest.raises(FieldError) as wrong:
        add(school, made, Adding.PARENTS, answer="no")
    assert wrong.value.field == "reason"
    add(school, made, Adding.PARENTS, answer="no", reason="the safeguarding lead asks to wait")
    add(school, made, Adding.PARENTS, "by telephone", answer="yes", who="both parents")
    assert "Told Parents. Not told. Reason: the safeguarding lead asks to wait" in texts(school, made)
    assert "Told Parents, both parents, by telephone. Told" in texts(school, made)


def test_nothing_is_hidden_before_a_screen_print_and_who_reports_is_the_policys(schools: Schools) -> None:
    school = schools("kew-woods")
    made = case(school)
    with pytest.raises(FieldError) as wrong:
        add(school, made, Adding.MODERATION, "three comments", about="deleted")
    assert wrong.value.field == "printed"
    add(school, made, Adding.MODERATION, "three comments", about="deleted", printed=True)
    add(school, made, Adding.MODERATION, "one comment", about="left")
    add(school, made, Adding.PLATFORM, "the comments", who="Facebook", about="school", reference="FB-77")
    assert "Report to the platform by the school, Facebook, the comments. Reference FB-77" in texts(school, made)
    reporter = school.office.incident_records.choices(made).platform_reporter
    assert reporter is school.office.policies.current().rules.platform_reporter
    assert reporter in PlatformReporter


def test_an_action_has_an_owner_a_day_not_before_it_begins_and_its_proof(school: InventedSchool) -> None:
    made, now = case(school), school.clock.now()
    with pytest.raises(FieldError, match="before it begins"):
        add(school, made, Adding.ACTION, "ring", due=now - timedelta(days=1))
    add(school, made, Adding.ACTION, "ring", due=now + timedelta(days=2))
    (action,) = view(school, made).actions
    assert (action.owner, action.is_overdue) == ("R. Okafor", False)
    school.clock.set(now + timedelta(days=4))
    assert view(school, made).actions[0].is_overdue
    add(school, made, Adding.DONE, "note of the call", of=action.number)
    assert view(school, made).actions == ()
    with pytest.raises(FieldError, match="meanwhile"):
        add(school, made, Adding.DONE, of=action.number)


def test_a_second_window_that_decides_on_an_old_look_is_told_and_nothing_is_kept(school: InventedSchool) -> None:
    made = case(school)
    seen = view(school, made).revision
    decision = NewEntry(Adding.DECISION, answer="leave it", reason="nobody saw it", revision=seen)
    school.office.incident_records.add(made, decision)
    before = len(entries(school, made))
    for deed in (
        lambda: school.office.incident_records.add(made, replace(decision, answer="report it")),
        lambda: school.office.incident_records.change(made, FactChange(Severity.GROSS, revision=seen)),
        lambda: school.office.incident_records.lead(made, school.head.id, seen),
        lambda: school.office.incident_records.name_people(made, (), "", seen),
    ):
        with pytest.raises(ChangedMeanwhileError, match="Look at the record again"):
            deed()
    assert len(entries(school, made)) == before
    school.office.incident_records.add(made, NewEntry(Adding.NOTE, "a note is always welcome", revision=seen))


def test_a_clock_set_back_and_what_is_still_to_come_are_refused(school: InventedSchool) -> None:
    made, now = case(school), school.clock.now()
    with pytest.raises(FieldError, match="still to come"):
        add(school, made, Adding.NOTE, "tomorrow", at=now + timedelta(days=1))
    school.clock.set(now - timedelta(hours=1))
    with pytest.raises(RuleError, match="The clock of this PC"):
        add(school, made, Adding.NOTE, "an hour before it was reported")
    school.clock.set(now + timedelta(hours=1))
    assert len(entries(school, made)) == 1
    assert add(school, made, Adding.NOTE, "now") == 2


def test_links_point_at_what_is_there_and_hide_what_is_not_shared(school: InventedSchool) -> None:
    made, account = case(school), school.add_account("Year 6 blog")
    secret = filed(school.office.session, {school.coordinator.id})
    for link in (f"post:{uuid4()}", f"incident:{uuid4()}", "account:nothing"):
        with pytest.raises(FieldError, match="not there"):
            add(school, made, Adding.LINK, link=link)
    for link in (f"account:{account.id}", f"person:{school.head.id}", f"incident:{secret}"):
        add(school, made, Adding.LINK, "the same parent", link=link)
    assert [x.kind for x in view(school, made).links] == ["account", "person", "incident"]
    assert view(school, made).links[0].words == "Account: Year 6 blog"
    school.sign_in(school.head)
    seen = view(school, made)
    assert [x.kind for x in seen.links] == ["account", "person"]
    assert len([x for x in seen.lines if x.kind is EntryKind.LINK]) == 2
    assert all(o != f"incident:{secret}" for o, _, _ in school.office.incident_records.choices(made).links)


def test_where_the_safeguarding_file_has_it_is_the_leads_to_say(school: InventedSchool) -> None:
    made = case(school)
    with pytest.raises(NotAllowedError):
        add(school, made, Adding.SAFEGUARDING, who="the safeguarding system", reference="S 14")
    assert not view(school, made).may_safeguard
    school.sign_in(school.head)
    add(school, made, Adding.SAFEGUARDING, who="the safeguarding system", reference="S 14")
    assert "Note Safeguarding file, the safeguarding system. Reference S 14" in texts(school, made)


def test_a_closed_record_takes_a_note_and_a_correction_and_nothing_that_decides(school: InventedSchool) -> None:
    made = case(school, state=CaseState.CLOSED)
    add(school, made, Adding.NOTE, "a letter came")
    add(school, made, Adding.CORRECTION, "by post", of=2)
    for adding, more in ((Adding.DECISION, {"answer": "x", "reason": "y"}), (Adding.ACTION, {"words": "ring"})):
        with pytest.raises(RuleError, match="closed"):
            add(school, made, adding, **more)
    with pytest.raises(RuleError, match="closed"):
        change(school, made, severity=Severity.GROSS)


def test_the_list_knows_what_is_mine_and_every_word(school: InventedSchool) -> None:
    made = case(school)
    other = filed(school.sign_in(school.head).session, {school.head.id, school.coordinator.id})
    school.sign_in(school.coordinator)
    shelf = school.office.incident_records.shelf()
    assert shelf.mine == {made}
    assert WORDS in shelf.words[other]
    add(school, other, Adding.ACTION, "ring the bakery", person_id=school.coordinator.id)
    shelf = school.office.incident_records.shelf()
    assert shelf.mine == {made, other}
    assert "bakery" in shelf.words[other]
