"""What closing waits for, what may follow for whom, and the answer that nobody gives before it is released."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import EntryKind, EvidenceFile, EvidenceState
from schoolsm_desktop.domain.closing_rules import (
    OUTSIDE,
    Closing,
    Finding,
    Kept,
    asks_finding,
    check_closing,
    check_release,
    closing_words,
    missing,
    outcome_choices,
    reply_rule,
    usual_retention,
)
from schoolsm_desktop.domain.decision_words import Question
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, Mark, Who
from schoolsm_desktop.domain.policy import Profile

from .incident_looks import SCHOOL, TEACHER, added, decided, hurt, look, said
from .read_policies import BLANK, BUCKLEBURY, CHURCHWARD, KEW, MILL, VALENCE

K = IncidentKind
WHOLE = Closing(("none-needed",), None, "", None, "", "both parents", Answer.YES, "", Kept.USUAL)


def settled(
    kind: IncidentKind = K.PARENT_COMMENT, *people: object, profile: Profile = KEW, **facts: object
) -> CaseLook:
    """With both questions that every incident asks answered."""
    seen = look(kind, *people, profile=profile, allegation=Answer.NO, **facts)  # type: ignore[arg-type]
    return decided(seen, Question.SCOPE, "inside")


def of(profile: Profile, *people: object) -> set[tuple[str, str]]:
    return {(one.words, one.clause) for one in outcome_choices(look(K.STAFF_BREACH, *people, profile=profile))}  # type: ignore[arg-type]


@pytest.mark.clause(
    "bucklebury:breach-staff", "bucklebury:breach-pupils", "mill-lane:8.2", "valence:private-6", "churchward:5-breach"
)
def test_what_may_follow_depends_on_whom_it_is_about() -> None:
    staff, pupil = said(Who.STAFF, person_id=TEACHER), said(Who.PUPIL)
    clauses = {profile.id: {clause for _, clause in of(profile, staff)} for profile in (BUCKLEBURY, MILL, VALENCE)}
    assert "bucklebury:breach-staff" in clauses["bucklebury"]
    assert "bucklebury:breach-pupils" not in clauses["bucklebury"]
    assert "mill-lane:8.2" in clauses["mill-lane"]
    assert "valence:private-6" in clauses["valence"]
    assert "bucklebury:breach-pupils" in {clause for _, clause in of(BUCKLEBURY, pupil)}
    assert len(of(BUCKLEBURY)) > len(of(BUCKLEBURY, pupil))


@pytest.mark.clause("kew-woods:5.2")
def test_a_colleague_against_the_school_may_go_to_discipline_by_day_and_reference_only() -> None:
    seen = settled(K.STAFF_BREACH, said(Who.STAFF, person_id=TEACHER), clauses=("against-school",), severity=None)
    assert any(one.clause == "kew-woods:5.2" for one in KEW.rules.breaches if one.key in seen.incident.clauses)
    discipline = next(one for one in outcome_choices(seen) if one.clause == "kew-woods:8-7.1")
    closing = replace(
        WHOLE,
        outcomes=(discipline.key,),
        finding=Finding.SUBSTANTIATED,
        discipline_on=date(2026, 11, 24),
        discipline_reference="D-7",
    )
    said_words = closing_words(closing, outcome_choices(seen))
    assert "Discipline: 24 Nov 2026, reference D-7; the file is kept elsewhere" in said_words
    assert "Substantiated" in said_words
    assert discipline.words in said_words


def test_one_list_says_everything_that_is_missing() -> None:
    seen = look(K.PARENT_COMMENT, said(Who.PARENT, "Mr Grey"), marks=(Mark.THREAT,), hold_reply=True)
    seen = added(seen, EntryKind.ACTION, words="ring the parent")
    sealed = EvidenceFile(uuid4(), SCHOOL, seen.incident.id, 1, b"", EvidenceState.SEALED_OFF)
    kept = replace(sealed, id=uuid4(), state=EvidenceState.KEPT)
    found = missing(seen, [sealed, kept])
    assert len(found) == 4 + 3  # four questions, an action, a piece sealed off, a held answer
    assert found[-3:] == (
        "1 action is not done",
        "1 piece of evidence is sealed off, and the police have not said what becomes of it",
        "The answer is held: release it, or decide that nobody answers",
    )
    with pytest.raises(RuleError) as refused:
        check_closing(seen, WHOLE, [sealed])
    assert all(one in refused.value.sentence for one in found)
    done = added(seen, EntryKind.DONE, of=seen.case.entries[-1].number)
    assert len(missing(done, [kept])) == 5


@pytest.mark.clause("churchward:2-mk-outcomes")
def test_it_closes_with_an_outcome_who_was_told_support_and_how_long_it_is_kept() -> None:
    seen = settled(profile=CHURCHWARD)
    check_closing(seen, WHOLE)
    for without, field in (
        (replace(WHOLE, outcomes=()), "outcomes"),
        (replace(WHOLE, outcomes=("of another policy",)), "outcomes"),
        (replace(WHOLE, told=" "), "told"),
        (replace(WHOLE, support=Answer.NOT_SURE), "support"),
        (replace(WHOLE, support=Answer.NO), "support_words"),
        (replace(WHOLE, kept=None), "kept"),
        (replace(WHOLE, kept=Kept.REMOVE), "kept"),
    ):
        with pytest.raises(FieldError) as wrong:
            check_closing(seen, without)
        assert wrong.value.field == field
    check_closing(seen, replace(WHOLE, support=Answer.NO, support_words="nobody was harmed"))


def test_for_an_adult_one_of_the_five_outcomes_is_needed() -> None:
    seen = settled(K.STAFF_BREACH, said(Who.STAFF, person_id=TEACHER))
    assert asks_finding(seen)
    assert not asks_finding(settled(K.PARENT_COMMENT, said(Who.PARENT, "Mr Grey")))
    with pytest.raises(FieldError) as wrong:
        check_closing(seen, WHOLE)
    assert wrong.value.field == "finding"
    for finding in Finding:
        check_closing(seen, replace(WHOLE, finding=finding))
    check_closing(seen, replace(WHOLE, finding=Finding.MALICIOUS, kept=Kept.REMOVE))
    with pytest.raises(FieldError):
        check_closing(seen, replace(WHOLE, finding=Finding.UNFOUNDED, kept=Kept.REMOVE))


@pytest.mark.clause("churchward:1-out-of-scope")
def test_outside_the_policy_it_closes_only_with_support_offered() -> None:
    seen = look(K.STAFF_BREACH, said(Who.STAFF), hurt(), profile=CHURCHWARD, allegation=Answer.NO)
    seen = decided(seen, Question.SCOPE, "outside", reason="a private quarrel")
    assert [(one.key, one.clause) for one in outcome_choices(seen)] == [(OUTSIDE, "churchward:1-out-of-scope")]
    assert not asks_finding(seen)
    assert usual_retention(seen) is Kept.SHORT
    outside = replace(WHOLE, outcomes=(OUTSIDE,), kept=Kept.SHORT)
    check_closing(seen, outside)
    with pytest.raises(FieldError) as wrong:
        check_closing(seen, replace(outside, support=Answer.NO, support_words="not asked"))
    assert wrong.value.field == "support_words"


def test_how_long_it_is_kept_is_proposed_by_what_it_was() -> None:
    assert usual_retention(settled()) is Kept.USUAL
    assert usual_retention(settled(K.LOST_DEVICE)) is Kept.DATA
    assert usual_retention(settled(K.PUPIL_CONTACTS_STAFF)) is Kept.CHILD
    assert usual_retention(look(K.STAFF_CONTACTS_PUPIL)) is Kept.ALLEGATION


@pytest.mark.clause("kew-woods:app1-no-reply")
def test_what_may_be_answered_is_the_policys_to_say() -> None:
    held = look(hold_reply=True).incident
    assert not reply_rule(KEW).may_answer
    assert "Appendix 1" in reply_rule(KEW).rests_on
    with pytest.raises(RuleError, match="Appendix 1"):
        check_release(held, KEW, "Dear all", "", at_all=True)
    with pytest.raises(FieldError):
        check_release(held, KEW, "", " ", at_all=False)
    check_release(held, KEW, "", "it would feed it", at_all=False)
    assert reply_rule(BLANK).may_answer
    check_release(held, BLANK, "Please ring the office.", "", at_all=True)
    with pytest.raises(FieldError):
        check_release(held, BLANK, " ", "", at_all=True)
    with pytest.raises(RuleError, match="Nothing is held"):
        check_release(look().incident, BLANK, "text", "", at_all=True)
