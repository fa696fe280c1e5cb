"""What is next with an incident: by type, by who it is said to be, and by the answers given; each step with its clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import CaseLevel, EntryKind
from schoolsm_desktop.domain.decision_words import Question
from schoolsm_desktop.domain.first_hour import MOST_ON_CARD
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, Who
from schoolsm_desktop.domain.next_steps import DONE, NOT_NEEDED, Step, StepState, first_hour, next_steps
from schoolsm_desktop.domain.people import Duty

from .incident_looks import HEAD, TEACHER, added, decided, hurt, look, said
from .read_policies import ALL, BLANK, BUCKLEBURY, CHURCHWARD, KEW, MILL, VALENCE, profile_of

K = IncidentKind


def steps(seen: CaseLook) -> dict[str, Step]:
    return {step.key: step for step in next_steps(seen)}


def clauses(seen: CaseLook) -> dict[str, str]:
    return {step.key: step.clause for step in next_steps(seen)}


def test_the_first_hour_asks_about_an_allegation_first_in_every_policy_and_type() -> None:
    for profile in (profile_of(name) for name in ALL):
        for kind in K:
            lines = first_hour(profile, kind)
            assert 3 <= len(lines) <= MOST_ON_CARD
            assert lines[0].key == "allegation"
            assert "put one at risk" in lines[0].words
            assert all(line.rests_on for line in lines)
            assert len({line.words for line in lines}) == len(lines)


@pytest.mark.clause("kew-woods:app1-intro", "kew-woods:app1-no-reply", "kew-woods:app1-evidence")
def test_the_card_of_an_abused_colleague_begins_with_the_question_and_the_support() -> None:
    found = [(line.key, line.clause) for line in first_hour(KEW, K.ABUSE_OF_STAFF)]
    assert found == [
        ("allegation", ""),
        ("support", "kew-woods:app1-intro"),
        ("no-reply", "kew-woods:app1-no-reply"),
        ("evidence", "kew-woods:app1-evidence"),
        ("", "kew-woods:7.1-first"),
    ]


def test_a_policy_without_steps_gets_usual_practice() -> None:
    silent = replace(BLANK, rules=replace(BLANK.rules, first_steps=()))
    lines = first_hour(silent, K.ABUSE_OF_STAFF)
    assert [line.key for line in lines] == ["allegation", "support", "no-reply", "evidence", ""]
    assert {line.rests_on for line in lines} == {"Usual practice"}


def test_the_question_and_the_support_stand_first_in_the_record_too() -> None:
    first = next_steps(look(K.PARENT_COMMENT, said(Who.PARENT, "Mr Grey"), hurt()))[:2]
    assert [step.key for step in first] == ["decide-allegation", "support"]
    assert first[0].state is StepState.OPEN
    assert first[0].question == "allegation"
    # A lost device hurts nobody: no support is asked for before somebody is said to be affected.
    assert "support" not in steps(look(K.LOST_DEVICE))
    assert "support" in steps(look(K.LOST_DEVICE, hurt(Who.PUPIL)))


@pytest.mark.clause("kew-woods:app1-pupil-colleague", "bucklebury:breach-pupils", "bucklebury:breach-staff")
def test_a_pupil_or_a_colleague_comes_under_the_schools_own_procedures() -> None:
    pupil = clauses(look(K.ABUSE_OF_STAFF, said(Who.PUPIL)))
    colleague = clauses(look(K.ABUSE_OF_STAFF, said(Who.STAFF, person_id=TEACHER)))
    assert pupil["own-mediation"] == colleague["own-procedure"] == "kew-woods:app1-pupil-colleague"
    assert "meeting" not in pupil
    assert "ask-removal" not in colleague
    assert "platform-report" not in pupil
    at_bucklebury = clauses(look(K.PUPIL_MISUSE, said(Who.PUPIL), said(Who.STAFF), profile=BUCKLEBURY))
    assert at_bucklebury["own-mediation"] == "bucklebury:breach-pupils"
    assert at_bucklebury["own-procedure"] == "bucklebury:breach-staff"


@pytest.mark.clause("mill-lane:5.2-discipline", "valence:private-6", "churchward:5-breach")
def test_a_colleagues_breach_leads_to_the_procedure_the_policy_names() -> None:
    for profile, clause in (
        (MILL, "mill-lane:5.2-discipline"),
        (VALENCE, "valence:private-6"),
        (CHURCHWARD, "churchward:5-breach"),
    ):
        found = steps(look(K.STAFF_BREACH, said(Who.STAFF), profile=profile))
        assert found["own-procedure"].clause == clause
        assert "only its day and reference" in found["own-procedure"].words
        assert "hr-advice" in found


@pytest.mark.clause("kew-woods:app1-adult-meeting", "kew-woods:app1-remove-request", "kew-woods:app1-refuse-decide")
def test_an_adult_from_outside_is_met_asked_and_when_they_refuse_the_school_decides() -> None:
    seen = look(K.PARENT_COMMENT, said(Who.PARENT, "Mr Grey"))
    found = clauses(seen)
    assert found["meeting"] == "kew-woods:app1-adult-meeting"
    assert found["ask-removal"] == "kew-woods:app1-remove-request"
    assert "decide-removed" not in found
    assert "decide-refused" not in found
    asked = added(seen, EntryKind.ASKED_TO_REMOVE, who="Mr Grey")
    assert steps(asked)["ask-removal"].state is StepState.DONE
    assert steps(asked)["decide-removed"].state is StepState.OPEN
    refused = decided(asked, Question.REMOVED, "no")
    assert steps(refused)["decide-refused"].clause == "kew-woods:app1-refuse-decide"
    assert "decide-refused" not in steps(decided(asked, Question.REMOVED, "yes"))


def test_an_invitation_is_not_yet_the_meeting() -> None:
    seen = look(K.PARENT_COMMENT, said(Who.PARENT, "Mr Grey"))
    invited = added(seen, EntryKind.MEETING, about="invited")
    assert steps(invited)["meeting"].state is StepState.OPEN
    assert steps(added(invited, EntryKind.MEETING, about="held"))["meeting"].state is StepState.DONE


def test_where_nobody_knows_who_it_goes_to_the_platform() -> None:
    found = steps(look(K.ABUSE_OF_STAFF))
    assert "platform-report" in found
    assert "meeting" not in found
    assert "own-mediation" not in found
    assert found["platform-report"].detail == "Whoever leads decides who reports it."
    assert "platform-report" in steps(look(K.ABUSE_OF_STAFF, said(Who.UNKNOWN)))
    assert "platform-report" not in steps(look(K.DATA_BREACH))
    # A former colleague or a former pupil is an adult from outside, no employee.
    assert "meeting" in steps(look(K.ABUSE_OF_STAFF, said(Who.FORMER_STAFF, "A. Nother")))


def test_until_the_officer_has_advised_nobody_is_questioned_and_the_steps_say_so() -> None:
    seen = look(K.PARENT_COMMENT, said(Who.PARENT, "Mr Grey"), allegation=Answer.NOT_SURE)
    found = steps(seen)
    assert [step.key for step in next_steps(seen)][:5] == [
        "decide-allegation",
        "support",
        "question-nobody",
        "decide-safeguarding",
        "decide-lado",
    ]
    for key in ("meeting", "ask-removal"):
        assert found[key].state is StepState.WAITS
        assert found[key].detail == "Not before the local authority’s officer has advised."
    said_once = [step.words for step in next_steps(look(K.STAFF_CONTACTS_PUPIL, allegation=Answer.YES))]
    assert len([words for words in said_once if words.startswith("Question nobody")]) == 1
    asked = decided(seen, Question.OFFICER, "yes")
    assert steps(asked)["meeting"].state is StepState.WAITS
    advised = decided(asked, Question.OFFICER_ADVISED, "advised")
    assert steps(advised)["meeting"].state is StepState.OPEN
    assert steps(advised)["question-nobody"].state is StepState.DONE
    # An answer of the officer that was entered as the agency's counts as well.
    answered = added(asked, EntryKind.AGENCY, about="lado", answer="go ahead")
    assert steps(answered)["meeting"].state is StepState.OPEN
    # The safeguarding lead says that no child is at risk: no allegation, no officer.
    no_risk = decided(seen, Question.SAFEGUARDING, "no-risk")
    assert "question-nobody" not in steps(no_risk)
    assert "decide-lado" not in steps(no_risk)


def test_ticks_and_reasons_stand_beside_their_step() -> None:
    seen = look(K.ABUSE_OF_STAFF, said(Who.UNKNOWN))
    done = added(seen, EntryKind.STEP, about="no-reply", answer=DONE)
    assert (steps(done)["no-reply"].state, steps(done)["no-reply"].detail) == (StepState.DONE, "done 20 Nov 2026")
    not_needed = added(seen, EntryKind.STEP, about="contain", answer=NOT_NEEDED, reason="it is gone")
    assert steps(not_needed)["contain"].state is StepState.NOT_NEEDED
    assert steps(not_needed)["contain"].detail == "not needed: it is gone"
    after_all = added(not_needed, EntryKind.STEP, about="contain", answer=DONE)
    assert steps(after_all)["contain"].state is StepState.DONE
    supported = added(seen, EntryKind.SUPPORT, words="talked to her")
    assert steps(supported)["support"].state is StepState.DONE


@pytest.mark.clause("churchward:1-out-of-scope", "churchward:1-private-life")
def test_outside_the_policy_support_is_still_offered_and_nothing_else_is_asked() -> None:
    seen = look(K.STAFF_BREACH, said(Who.STAFF), hurt(), profile=CHURCHWARD)
    assert steps(seen)["decide-scope"].clause == "churchward:1-out-of-scope"
    private = replace(seen, case=replace(seen.case, incident=replace(seen.incident, is_private_account=True)))
    assert steps(private)["decide-scope"].clause == "churchward:1-private-life"
    outside = steps(decided(seen, Question.SCOPE, "outside", reason="private, and not about us"))
    assert outside["support"].state is StepState.OPEN
    assert outside["decide-allegation"].state is StepState.OPEN
    assert outside["own-procedure"].state is StepState.NOT_NEEDED
    assert {s.state for s in outside.values() if not s.question and s.key != "support"} == {StepState.NOT_NEEDED}


@pytest.mark.clause("churchward:5-act-at-once")
def test_the_first_look_asks_what_contains_it_now_and_why_it_is_enough() -> None:
    found = steps(look(K.STAFF_BREACH, said(Who.STAFF), profile=CHURCHWARD))
    assert found["contain"].clause == "churchward:5-act-at-once"
    assert "pause the access" in found["contain"].words
    assert list(found)[-1] == "enough"


def test_the_policys_own_steps_stand_there_and_keep_their_keys_when_one_comes_between() -> None:
    seen = look(K.DATA_BREACH)
    own = [step.key for step in next_steps(seen) if step.key.startswith("own-")]
    moved = replace(KEW.rules, first_steps=tuple(reversed(KEW.rules.first_steps)))
    again = look(K.DATA_BREACH, profile=replace(KEW, rules=moved))
    assert own
    assert set(own) == {step.key for step in next_steps(again) if step.key.startswith("own-")}
    # Who is told by the policy's route stands once, with its clock, and not again as a step without one.
    assert not any(
        step.words.startswith("Tell the headteacher") for step in next_steps(seen) if step.key != "tell-headteacher"
    )
    assert steps(seen)["tell-headteacher"].state is StepState.OPEN
    told = added(seen, EntryKind.TOLD, person_id=HEAD)
    assert steps(told)["tell-headteacher"].state is StepState.DONE


def test_about_the_headteacher_no_step_sends_anybody_to_somebody_else_than_the_chair() -> None:
    for profile in (profile_of(name) for name in ALL):
        titles = {title.casefold() for duty, title in profile.titles.items() if duty is not Duty.CHAIR}
        for kind in K:
            seen = look(kind, said(Who.STAFF, person_id=HEAD), profile=profile, level=CaseLevel.NAMED)
            told = [step.words.casefold() for step in next_steps(seen) if step.words.startswith(("Tell ", "Let "))]
            assert not [words for words in told for title in titles if words.startswith(f"tell the {title}")], told
