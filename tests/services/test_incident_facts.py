"""The facts of an incident change in the open: how grave, what it may concern, who it is about, and who leads it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.errors import (
    FieldError,
    NotAllowedError,
    RuleError,
)
from schoolsm_desktop.domain.incident_kinds import IncidentKind, Severity
from schoolsm_desktop.domain.incidents import (
    CasePerson,
    DeviceOwner,
    Duties,
    Harm,
    LegalMark,
    Mark,
    Part,
    Visibility,
    Who,
)
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.record_entries import Adding
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.services.cases import filed
from tests.services.conftest import Schools
from tests.services.records import add, case, change, incident, view
from tests.services.school import InventedSchool


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(
            "kew-woods",
            marks=[
                pytest.mark.clause("kew-woods:1.1"),
                pytest.mark.clause("kew-woods:3.3"),
                pytest.mark.clause("kew-woods:3.4"),
            ],
        ),
        pytest.param("mill-lane", marks=[pytest.mark.clause("mill-lane:1.4")]),
        pytest.param(
            "churchward",
            marks=[pytest.mark.clause("churchward:1-applies"), pytest.mark.clause("churchward:1-personal-comms")],
        ),
        pytest.param("valence", marks=[pytest.mark.clause("valence:purpose-legal")]),
        pytest.param("bucklebury", marks=[pytest.mark.clause("bucklebury:purpose-4")]),
    ],
)
def test_every_change_of_the_facts_says_what_was_otherwise_before(schools: Schools, policy: str) -> None:
    school = schools(policy)
    made = case(school)
    change(
        school,
        made,
        severity=Severity.SERIOUS,
        marks=(Mark.HATE,),
        legal_marks=(LegalMark.DEFAMATION,),
        harms=(Harm.PERSON, Harm.REPUTATION, Harm.SECURITY, Harm.AUTHORITY),
        duty=Duties.OFF_DUTY,
        device=DeviceOwner.OWN,
        visibility=Visibility.GROUP,
        is_private_account=True,
        is_urgent=True,
        why="the parent rang again",
    )
    line = view(school, made).lines[-1]
    assert line.kind is EntryKind.CHANGED
    assert line.text == (
        "How grave: serious (before: not said yet). Marked: hate (before: nothing). Legal: defamation (before: "
        "nothing). May harm: a person, the school’s good name, security and the local authority or trust (before: "
        "nothing). It happened: in private time (before: not known yet). Device: their own (before: not known yet). "
        "Seen by: a group (before: not known yet). Account: private (before: not said to be private). Urgent: yes "
        "(before: no). Reason: the parent rang again"
    )
    change(school, made, severity=Severity.SERIOUS)
    assert "Marked: nothing (before: hate)" in view(school, made).lines[-1].text
    with pytest.raises(RuleError, match="Nothing is other"):
        change(school, made, severity=Severity.SERIOUS)


@pytest.mark.clause("mill-lane:4.4")
def test_where_the_employer_could_be_liable_the_insurer_is_put_on_the_list(schools: Schools) -> None:
    school = schools("mill-lane")
    made = case(school)
    change(school, made, legal_marks=(LegalMark.EMPLOYER_LIABILITY,))
    (action,) = view(school, made).actions
    assert (action.words, action.owner) == ("Tell the insurer, and ask for legal advice", "R. Okafor")
    assert action.due is not None
    assert action.due.date() == school.clock.today() + timedelta(days=3)  # Friday: the next working day is Monday
    change(school, made, legal_marks=(LegalMark.EMPLOYER_LIABILITY, LegalMark.DEFAMATION))
    assert len(view(school, made).actions) == 1


@pytest.mark.parametrize(
    ("policy", "clauses"),
    [
        pytest.param(
            "mill-lane",
            ("mill-lane:5.3-disrepute", "mill-lane:6.1-v", "mill-lane:6.1-xi"),
            marks=[
                pytest.mark.clause("mill-lane:5.3-disrepute"),
                pytest.mark.clause("mill-lane:6.1-v"),
                pytest.mark.clause("mill-lane:6.1-xi"),
            ],
        ),
        pytest.param("valence", ("valence:private-5",), marks=pytest.mark.clause("valence:private-5")),
        pytest.param(
            "bucklebury",
            ("bucklebury:gen-7a", "bucklebury:pupil-2"),
            marks=[pytest.mark.clause("bucklebury:gen-7a"), pytest.mark.clause("bucklebury:pupil-2")],
        ),
        pytest.param("kew-woods", ("kew-woods:5.4-stem",), marks=pytest.mark.clause("kew-woods:5.4-stem")),
        pytest.param(
            "churchward",
            ("churchward:3-standard", "churchward:1-professional-duty"),
            marks=[
                pytest.mark.clause("churchward:3-standard"),
                pytest.mark.clause("churchward:1-professional-duty"),
            ],
        ),
    ],
)
def test_whoever_leads_it_names_what_it_may_concern_of_the_policy(
    schools: Schools, policy: str, clauses: tuple[str, ...]
) -> None:
    school = schools(policy)
    made = case(school)
    offered = {key: words for key, words, _ in school.office.incident_records.choices(made).clauses}
    profile = school.office.policies.current()
    breaches = {x.clause: x.key for x in profile.rules.breaches}
    keys = tuple(breaches.get(clause, clause) for clause in clauses)
    labels = {x.id: x.label for x in profile.clauses}
    assert all(labels[clause] in offered[key] for clause, key in zip(clauses, keys, strict=True))
    change(school, made, clauses=keys)
    assert incident(school, made).clauses == keys
    said = view(school, made).lines[-1].text
    assert said.startswith("May concern: ")
    assert all(offered[key] in said for key in keys)


@pytest.mark.clause("mill-lane:8.1")
def test_bullying_is_marked_and_linked_to_the_procedure_it_falls_under(schools: Schools) -> None:
    school = schools("mill-lane")
    made = case(school, kind=IncidentKind.ABUSE_OF_STAFF)
    change(school, made, legal_marks=(LegalMark.HARASSMENT,), clauses=("mill-lane:8.1",))
    facts = dict(view(school, made).facts)
    assert facts["Legal"] == "harassment or bullying"
    assert "8.1" in facts["May concern"]


def test_the_office_names_no_clauses(school: InventedSchool) -> None:
    clerk = school.add_person("Pia Lindqvist", "Office manager")
    school.office.people.give_duty(clerk.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.make_sign_in(clerk)
    made = filed(school.office.session, {school.head.id, clerk.id})
    school.sign_in(clerk)
    assert not view(school, made).may_add
    with pytest.raises(NotAllowedError):
        change(school, made, severity=Severity.GROSS)
    with pytest.raises(NotAllowedError):
        add(school, made, Adding.NOTE, "x")


def test_whoever_it_is_said_to_be_reads_it_no_more(school: InventedSchool) -> None:
    made = case(school)
    parent = CasePerson(Part.SAID_TO_BE, Who.PARENT, "Dan Price")
    records = school.office.incident_records
    records.name_people(made, (parent,), "she rang", view(school, made).revision)
    assert view(school, made).lines[-1].text == "Said to be: Dan Price, a parent (before: not known). Reason: she rang"
    me = CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=school.coordinator.id)
    records.name_people(made, (me,), "", view(school, made).revision)
    with pytest.raises(RecordMissingError):
        view(school, made)
    school.sign_in(school.head)
    assert view(school, made).incident.subject_ids == {school.coordinator.id}


def test_about_the_headteacher_it_goes_to_the_chair_alone_or_nothing_is_kept(school: InventedSchool) -> None:
    made, chair = case(school), school.add_person("Cho Chair", "Governor")
    school.office.people.give_duty(chair.id, Duty.CHAIR, school.clock.today())
    about = (CasePerson(Part.SAID_TO_BE, Who.STAFF, person_id=school.head.id),)
    with pytest.raises(RuleError, match="Ring the chair"):
        school.office.incident_records.name_people(made, about, "", view(school, made).revision)
    school.make_sign_in(chair)
    school.sign_in(school.coordinator)
    school.office.incident_records.name_people(made, about, "", view(school, made).revision)
    for person in (school.coordinator, school.head):
        school.sign_in(person)
        with pytest.raises(RecordMissingError):
            view(school, made)
    school.sign_in(chair)
    assert "A. Whitfield" in view(school, made).lines[-1].text


def test_what_cannot_be_is_said_beside_its_field(school: InventedSchool) -> None:
    made = case(school)
    with pytest.raises(FieldError):
        add(school, made, Adding.TOLD, person_id=uuid4())
    revision = view(school, made).revision
    for one in (CasePerson(Part.AFFECTED, person_id=uuid4()), CasePerson(Part.AFFECTED, pupil_id=uuid4())):
        with pytest.raises(FieldError):
            school.office.incident_records.name_people(made, (one,), "", revision)
    with pytest.raises(RuleError, match="able to read it"):
        school.office.incident_records.lead(made, school.add_person("Jo Marsh").id, revision)
    school.office.incident_records.lead(made, school.head.id, revision)
    assert dict(view(school, made).facts)["Leads it"] == "A. Whitfield"
