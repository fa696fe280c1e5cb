"""Point by point where the five policies differ: what each school decides, and the clause that stands behind it."""

from __future__ import annotations

import pytest

from schoolsm_desktop.domain.clauses import ClauseKind, Subject
from schoolsm_desktop.domain.incident_kinds import Concerned, IncidentKind, Severity
from schoolsm_desktop.domain.people import Contract, Duty
from schoolsm_desktop.domain.policy import Profile, clauses_for
from schoolsm_desktop.domain.rules import (
    Audience,
    ContactExemption,
    FormerPupils,
    LessonNetworking,
    ModerationMode,
    Monitoring,
    NamesWithPictures,
    NamingEmployer,
    ParentFriends,
    PlatformReporter,
    PostingPupils,
    PrivateUse,
    RecruitmentSearch,
    Replying,
    Reporter,
    Strength,
    TellParents,
    VisitorPictures,
)
from tests.domain.read_policies import (
    BLANK,
    BUCKLEBURY,
    CHURCHWARD,
    KEW,
    MILL,
    VALENCE,
    bound,
    rests,
)

# D1


@pytest.mark.clause("kew-woods:6.1")
def test_kew_woods_forbids_looking_applicants_up() -> None:
    assert KEW.rules.recruitment is RecruitmentSearch.FORBIDDEN
    assert rests(KEW, Subject.RECRUITMENT, "6.1")


@pytest.mark.clause("churchward:3-hr-recruitment")
def test_churchward_lets_human_resources_look_and_the_others_are_silent() -> None:
    assert CHURCHWARD.rules.recruitment is RecruitmentSearch.ALLOWED
    assert rests(CHURCHWARD, Subject.RECRUITMENT, "3-hr-recruitment")
    assert all(p.rules.recruitment is RecruitmentSearch.ALLOWED for p in (MILL, VALENCE, BUCKLEBURY))
    assert not any(clauses_for(p, Subject.RECRUITMENT) for p in (MILL, VALENCE, BUCKLEBURY))


# D2


@pytest.mark.clause("kew-woods:5.4-d", "kew-woods:5.4-f", "valence:private-2", "mill-lane:6.1-xii")
def test_parents_as_friends_are_asked_for_advised_against_or_declared() -> None:
    assert KEW.rules.parents is ParentFriends.HEAD_APPROVES
    assert not KEW.rules.parents_asking
    assert rests(KEW, Subject.PARENTS, "5.4-d", "5.4-f")
    assert VALENCE.rules.parents is ParentFriends.ADVISED_AGAINST
    assert rests(VALENCE, Subject.PARENTS, "private-2")
    assert MILL.rules.parents is ParentFriends.DECLARE
    assert MILL.rules.declare_families
    assert rests(MILL, Subject.PARENTS, "6.1-xii")
    assert not any(clauses_for(p, Subject.PARENTS) for p in (CHURCHWARD, BUCKLEBURY))


# D3 and D20


@pytest.mark.clause("kew-woods:5.4-c", "kew-woods:5.4-e", "bucklebury:staff-4a", "valence:private-1a")
def test_contact_with_pupils_is_out_of_the_question_in_three_schools() -> None:
    for profile in (KEW, BUCKLEBURY, VALENCE):
        assert profile.rules.pupils.strength is Strength.MUST
        assert profile.rules.pupils.exemption is ContactExemption.NONE
    for profile in (KEW, BUCKLEBURY):
        assert (profile.rules.pupils.former, profile.rules.pupils.former_age) == (FormerPupils.UNDER_AGE, 18)
    assert rests(KEW, Subject.PUPILS, "5.4-c", "5.4-e")
    assert rests(KEW, Subject.FORMER_PUPILS, "5.4-c", "5.4-e")
    assert rests(BUCKLEBURY, Subject.FORMER_PUPILS, "staff-4a")
    assert rests(VALENCE, Subject.PUPILS, "private-1a")


@pytest.mark.clause("mill-lane:6.1-iv", "mill-lane:1.3", "mill-lane:6.1-xiii")
def test_mill_lane_advises_against_former_pupils_of_any_age_and_leaves_relatives_alone() -> None:
    pupils = MILL.rules.pupils
    assert (pupils.strength, pupils.former, pupils.former_strength) == (
        Strength.MUST,
        FormerPupils.ANY,
        Strength.ADVISED,
    )
    assert pupils.former_age == 0
    assert pupils.exemption is ContactExemption.RELATIVES
    assert MILL.rules.declare_relatives
    assert rests(MILL, Subject.PUPILS, "6.1-iv", "1.3", "6.1-xiii")


@pytest.mark.clause("churchward:1-student-friends")
def test_churchward_lets_a_link_from_elsewhere_be() -> None:
    pupils = CHURCHWARD.rules.pupils
    assert (pupils.strength, pupils.exemption) == (Strength.ADVISED, ContactExemption.OUTSIDE_LINK)
    assert CHURCHWARD.rules.declare_connections
    assert rests(CHURCHWARD, Subject.PUPILS, "1-student-friends")


# D4


@pytest.mark.clause("mill-lane:6.1-x", "bucklebury:staff-1", "kew-woods:5.4-a")
def test_who_may_post_pupils() -> None:
    assert [p.rules.posting_pupils for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY)] == [
        PostingPupils.PRIVATE_BARRED,
        PostingPupils.AFTER_CHECK,
        PostingPupils.NEVER,
        PostingPupils.AFTER_CHECK,
        PostingPupils.NEVER,
    ]
    assert all(p.rules.names is NamesWithPictures.NONE for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY))
    assert rests(KEW, Subject.POSTING_PUPILS, "5.4-a")
    assert rests(MILL, Subject.POSTING_PUPILS, "6.1-x")
    assert rests(VALENCE, Subject.POSTING_PUPILS, "use-5")
    assert rests(VALENCE, Subject.NAMES, "use-6")
    assert rests(BUCKLEBURY, Subject.POSTING_PUPILS, "staff-1")
    assert not clauses_for(CHURCHWARD, Subject.POSTING_PUPILS)


# D5


@pytest.mark.clause("valence:events-1", "valence:events-4", "bucklebury:parent-1a", "bucklebury:parent-1b")
def test_what_visitors_may_photograph() -> None:
    assert VALENCE.rules.events.visitors is VisitorPictures.OWN_CHILD
    assert not VALENCE.rules.events.may_record_staff
    assert "staff" in VALENCE.rules.events.notice
    assert BUCKLEBURY.rules.events.visitors is VisitorPictures.NO_POSTING
    assert rests(VALENCE, Subject.EVENTS, "events-1", "events-2", "events-3", "events-4")
    assert rests(BUCKLEBURY, Subject.EVENTS, "parent-1a", "parent-1b")


# D7


@pytest.mark.clause("mill-lane:6.1-i", "valence:private-3", "valence:use-10", "churchward:3-byod")
def test_private_use_by_place_and_time() -> None:
    assert MILL.rules.private_use.school_equipment is PrivateUse.NOT_ALLOWED
    assert VALENCE.rules.private_use.school_hours is PrivateUse.NOT_ALLOWED
    assert VALENCE.rules.private_use.own_device_near_pupils is PrivateUse.NOT_ALLOWED
    assert CHURCHWARD.rules.private_use.school_hours is PrivateUse.REASONABLE
    assert {KEW.rules.private_use.school_hours, BUCKLEBURY.rules.private_use.school_hours} == {PrivateUse.NOT_SAID}
    assert rests(MILL, Subject.PRIVATE_USE, "6.1-i")
    assert rests(VALENCE, Subject.PRIVATE_USE, "private-3", "use-10")
    assert rests(CHURCHWARD, Subject.PRIVATE_USE, "3-byod")


# D8


@pytest.mark.clause("mill-lane:6.1-iii", "mill-lane:6.1-vii", "churchward:1-disclaimer", "bucklebury:staff-2")
def test_naming_the_school_on_a_private_account() -> None:
    assert MILL.rules.naming_employer is NamingEmployer.NO
    assert MILL.rules.disclaimer
    assert CHURCHWARD.rules.naming_employer is NamingEmployer.WITH_DISCLAIMER
    assert "trust" in CHURCHWARD.rules.disclaimer
    assert CHURCHWARD.rules.declare_private_account
    assert BUCKLEBURY.rules.naming_employer is NamingEmployer.NO
    assert rests(MILL, Subject.NAMING_EMPLOYER, "6.1-iii", "6.1-vii")
    assert rests(CHURCHWARD, Subject.NAMING_EMPLOYER, "1-disclaimer")
    assert rests(BUCKLEBURY, Subject.NAMING_EMPLOYER, "staff-2")


# D9


def told(profile: Profile, kind: IncidentKind, severity: Severity = Severity.MINOR) -> set[Duty]:
    routes = [r for r in profile.rules.routes if r.kind is kind and r.from_severity is severity]
    return {duty for route in routes for duty in route.tell}


@pytest.mark.clause("churchward:2-cs-lead-incidents")
def test_who_is_told_of_what() -> None:
    assert told(KEW, IncidentKind.ABUSE_OF_STAFF) == {Duty.HEADTEACHER}
    assert told(CHURCHWARD, IncidentKind.STAFF_BREACH) == {Duty.INCIDENT_LEAD}
    assert CHURCHWARD.titles[Duty.INCIDENT_LEAD] == "Central Services"
    assert told(CHURCHWARD, IncidentKind.STAFF_BREACH, Severity.SERIOUS) == {
        Duty.HEADTEACHER,
        Duty.DEPUTY_HEADTEACHER,
    }
    assert Duty.HEADTEACHER in told(MILL, IncidentKind.PUPIL_CONTACTS_STAFF)
    assert told(VALENCE, IncidentKind.PUPIL_CONTACTS_STAFF) == {Duty.DSL, Duty.COORDINATOR}
    assert told(VALENCE, IncidentKind.VISITOR_RECORDING) == {Duty.HEADTEACHER}
    assert told(BUCKLEBURY, IncidentKind.PUPIL_CONTACTS_STAFF) == {Duty.DSL, Duty.HEADTEACHER}


# D10


@pytest.mark.clause("mill-lane:7.1", "bucklebury:monitoring", "churchward:3-monitoring")
def test_what_each_policy_says_is_watched() -> None:
    assert [p.rules.monitoring for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY)] == [
        Monitoring.NOTHING,
        Monitoring.SCHOOL_SYSTEMS,
        Monitoring.WITHOUT_NOTICE,
        Monitoring.OUR_ACCOUNTS,
        Monitoring.WITHOUT_NOTICE,
    ]
    assert rests(MILL, Subject.MONITORING, "7.1")
    assert rests(BUCKLEBURY, Subject.MONITORING, "monitoring")
    assert rests(CHURCHWARD, Subject.MONITORING, "3-monitoring")


# D11


@pytest.mark.clause("kew-woods:3.1", "kew-woods:3.2")
def test_kew_woods_binds_employees_and_whoever_comes_for_a_time() -> None:
    assert bound(KEW) == {
        Contract.EMPLOYEE,
        Contract.TEMPORARY,
        Contract.AGENCY,
        Contract.CONTRACTOR,
        Contract.SECONDEE,
    }
    assert rests(KEW, Subject.WHO_IS_BOUND, "3.1", "3.2")


@pytest.mark.clause("mill-lane:2.1")
def test_mill_lane_binds_trainees_and_volunteers_too() -> None:
    assert bound(MILL) == set(Contract) - {Contract.GOVERNOR, Contract.VISITOR}
    assert rests(MILL, Subject.WHO_IS_BOUND, "2.1")


@pytest.mark.clause("churchward:intro-purpose")
def test_churchward_binds_everybody_who_uses_social_media_there() -> None:
    assert bound(CHURCHWARD) == set(Contract)
    assert Audience.PUPILS in CHURCHWARD.rules.audiences
    assert rests(CHURCHWARD, Subject.WHO_IS_BOUND, "intro-purpose")


@pytest.mark.clause("bucklebury:scope")
def test_bucklebury_binds_governors_and_pupils_and_asks_parents() -> None:
    assert Contract.GOVERNOR in bound(BUCKLEBURY)
    assert {Audience.PUPILS, Audience.PARENTS} <= set(BUCKLEBURY.rules.audiences)
    assert BUCKLEBURY.rules.pupil_agreements
    assert BUCKLEBURY.rules.parent_agreements
    assert rests(BUCKLEBURY, Subject.WHO_IS_BOUND, "scope")
    assert rests(BUCKLEBURY, Subject.AGREEMENTS, "scope")
    assert not any(p.rules.pupil_agreements or p.rules.parent_agreements for p in (KEW, CHURCHWARD, MILL, VALENCE))


# D12, D13, D15


def test_answering_what_hurts() -> None:
    assert [p.rules.replying for p in (KEW, CHURCHWARD, VALENCE)] == [Replying.NONE, Replying.HOLD, Replying.NONE]
    assert BUCKLEBURY.rules.correct_own_errors
    assert rests(KEW, Subject.REPLYING, "app1-no-reply")
    assert rests(CHURCHWARD, Subject.REPLYING, "5-questionable-content-before-reply")
    assert rests(VALENCE, Subject.REPLYING, "use-2")
    assert rests(BUCKLEBURY, Subject.REPLYING, "gen-6")


@pytest.mark.clause("mill-lane:1.3")
def test_social_media_in_lessons_is_off_agreed_or_usual() -> None:
    assert [p.rules.lesson_networking for p in (KEW, MILL, VALENCE)] == [
        LessonNetworking.PER_AREA,
        LessonNetworking.OFF,
        LessonNetworking.GENERAL,
    ]
    assert rests(MILL, Subject.LESSON_NETWORKING, "1.3")
    assert rests(KEW, Subject.LESSON_NETWORKING, "4.2")
    assert VALENCE.rules.curriculum_ticks
    assert rests(VALENCE, Subject.CURRICULUM, "curric-nc-ks1-ks2")


def test_only_mill_lane_advises_care_with_colleagues() -> None:
    assert [p.id for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY) if p.rules.colleagues_advice] == ["mill-lane"]
    assert rests(MILL, Subject.COLLEAGUES, "6.1-xv")


# D14


@pytest.mark.clause("kew-woods:8-7.1")
def test_kew_woods_counts_its_two_lists_as_possibly_gross_misconduct() -> None:
    lists = {f"kew-woods:4.1-{letter}" for letter in "abcde"} | {f"kew-woods:5.4-{letter}" for letter in "abcdef"}
    gross = {breach.clause for breach in KEW.rules.breaches if breach.severity is Severity.GROSS}
    assert lists <= gross
    assert rests(KEW, Subject.SANCTIONS, "8-7.1")


def test_outcomes_are_there_for_every_kind_of_person() -> None:
    for profile in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY, BLANK):
        assert {outcome.concerned for outcome in profile.rules.outcomes} == set(Concerned)
    by_clause = {outcome.clause: outcome.concerned for outcome in BUCKLEBURY.rules.outcomes}
    assert by_clause["bucklebury:breach-staff"] is Concerned.STAFF
    assert by_clause["bucklebury:breach-pupils"] is Concerned.PUPIL
    assert by_clause["bucklebury:breach-parents"] is Concerned.PARENT


# D16 to D19


def test_how_often_privacy_is_looked_at() -> None:
    months = [p.rules.privacy_check_months for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY)]
    assert months == [0, 12, 12, 3, 12]
    assert rests(VALENCE, Subject.PRIVACY, "private-4")
    assert rests(MILL, Subject.PRIVACY, "6.1-xvi")


@pytest.mark.clause("valence:fb-4")
def test_valence_looks_at_comments_once_they_stand_and_blocks() -> None:
    assert VALENCE.rules.moderation is ModerationMode.AFTER_POSTING
    assert not VALENCE.rules.warn_before_block
    assert rests(VALENCE, Subject.MODERATION, "fb-4")
    assert all(p.rules.moderation is ModerationMode.NOT_SAID for p in (KEW, CHURCHWARD, MILL, BUCKLEBURY))


def test_only_bucklebury_asks_for_permission_for_name_and_logo() -> None:
    assert [p.id for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY) if p.rules.name_and_logo] == ["bucklebury"]
    assert rests(BUCKLEBURY, Subject.NAME_AND_LOGO, "gen-7b")


def test_valence_was_to_be_looked_at_after_fourteen_months() -> None:
    assert [p.rules.review_months for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY)] == [12, 12, 12, 14, 12]
    assert {p.rules.review_lead_days for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY)} == {60}
    assert rests(VALENCE, Subject.REVIEW, "signed-approved-review-march-2017")


# D21 to D24


def test_anybody_may_report_at_churchward() -> None:
    assert set(CHURCHWARD.rules.reporters) == set(Reporter)
    assert Reporter.PUBLIC not in KEW.rules.reporters
    assert rests(CHURCHWARD, Subject.REPORTERS, "5-anyone-may-report")


def test_who_tells_the_platform() -> None:
    assert MILL.rules.platform_reporter is PlatformReporter.COLLEAGUE
    assert KEW.rules.platform_reporter is PlatformReporter.LEAD_DECIDES
    assert VALENCE.rules.platform_reporter is PlatformReporter.SCHOOL
    assert rests(MILL, Subject.PLATFORM_REPORT, "6.1-vi")
    assert rests(KEW, Subject.PLATFORM_REPORT, "app1-refuse-decide")
    assert rests(VALENCE, Subject.PLATFORM_REPORT, "parents-abuse")


def test_parents_are_told_in_grave_cases() -> None:
    assert all(p.rules.tell_parents is TellParents.SERIOUS for p in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY))
    assert rests(VALENCE, Subject.TELL_PARENTS, "teach-3")
    assert not clauses_for(KEW, Subject.TELL_PARENTS)


def test_the_laws_that_each_text_names() -> None:
    assert {"mca-1998", "dpa-1998", "dpa-2018", "kcsie-2018", "libel-1843"} <= set(MILL.rules.references)
    assert BUCKLEBURY.rules.references == ("mca-1988",)
    assert "dpa-undated" in KEW.rules.references
    assert rests(MILL, Subject.LAW, "4.1", "4.3", "8.4", "9")


def test_a_clause_that_is_the_school_s_to_decide_stands_behind_something() -> None:
    for profile in (KEW, CHURCHWARD, MILL, VALENCE, BUCKLEBURY):
        named = {name for names in profile.rests_on.values() for name in names}
        deciding = {clause.id for clause in profile.clauses if ClauseKind.SETTING in clause.kinds}
        assert deciding
        assert deciding <= named
