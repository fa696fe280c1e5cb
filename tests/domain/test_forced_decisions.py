"""Which decisions an incident forces, whose they are, and what an answer begins; counted by hand for each branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.decision_words import HINT_WORDS, QUESTION_WORDS, Question, choices
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.forced_decisions import (
    Forced,
    check_answer,
    check_not_decided,
    forced_decisions,
    open_decisions,
)
from schoolsm_desktop.domain.incident_kinds import IncidentKind, Severity
from schoolsm_desktop.domain.incidents import Answer, Mark, Who
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import TellParents

from .incident_looks import DSL, HEAD, TEACHER, added, decided, hurt, look, said
from .read_policies import CHURCHWARD, KEW

K, Q = IncidentKind, Question
ALWAYS = {Q.ALLEGATION, Q.SCOPE}


def asked(seen: CaseLook) -> set[Question]:
    return {one.question for one in forced_decisions(seen)}


def still_open(seen: CaseLook) -> set[Question]:
    return {one.question for one in open_decisions(seen)}


def of(seen: CaseLook, question: Question) -> Forced:
    return next(one for one in forced_decisions(seen) if one.question is question)


def test_every_question_has_words_a_hint_and_answers() -> None:
    assert set(QUESTION_WORDS) == set(HINT_WORDS) == set(Question)
    assert all(choices(question) for question in Question)


def test_a_plain_incident_asks_the_first_question_and_whether_the_policy_is_meant() -> None:
    assert asked(look(K.ABUSE_OF_STAFF)) == ALWAYS
    assert still_open(look(K.ABUSE_OF_STAFF, allegation=Answer.NO)) == {Q.SCOPE}
    assert next(iter(forced_decisions(look()))).question is Q.ALLEGATION


@pytest.mark.clause("kew-woods:app1-police")
@pytest.mark.parametrize("mark", [Mark.THREAT, Mark.HATE, Mark.SEXUAL, Mark.ILLEGAL])
def test_a_mark_forces_yes_or_no_on_the_police(mark: Mark) -> None:
    seen = look(K.ABUSE_OF_STAFF, marks=(mark,))
    assert asked(seen) == ALWAYS | {Q.POLICE, Q.LEGALITY}
    police = of(seen, Q.POLICE)
    assert police.is_open
    assert police.clause == "kew-woods:app1-police"
    assert not police.duties
    with pytest.raises(FieldError) as wrong:
        check_answer(police, "no", " ", "")
    assert wrong.value.field == "reason"
    with pytest.raises(FieldError) as wrong:
        check_answer(police, "yes", "she is afraid", "")
    assert wrong.value.field == "reference"
    with pytest.raises(FieldError) as wrong:
        check_answer(police, "perhaps", "", "")
    assert wrong.value.field == "answer"
    assert check_answer(police, "yes", "she is afraid", "CRN 1182/26").answer == "yes"
    assert Q.POLICE not in still_open(decided(seen, Q.POLICE, "no", reason="no threat in it"))


def test_a_child_at_risk_forces_social_care_the_police_and_the_parents_and_they_are_the_safeguarding_leads() -> None:
    seen = look(K.ABUSE_OF_STAFF, hurt(Who.PUPIL), marks=(Mark.CHILD_AT_RISK,))
    assert asked(seen) == ALWAYS | {Q.SAFEGUARDING, Q.POLICE, Q.CARE, Q.PARENTS, Q.LEGALITY}
    for question in (Q.SAFEGUARDING, Q.POLICE, Q.CARE, Q.PARENTS):
        assert of(seen, question).duties == {Duty.DSL, Duty.DEPUTY_DSL}
    told = added(seen, EntryKind.TOLD, about="parents", answer="no", reason="they may be part of it")
    assert of(told, Q.PARENTS).answer == "no"


@pytest.mark.clause("kew-woods:5.5")
@pytest.mark.parametrize("kind", [K.PUPIL_CONTACTS_STAFF, K.STAFF_CONTACTS_PUPIL])
def test_contact_with_a_pupil_waits_for_the_safeguarding_decision(kind: IncidentKind) -> None:
    seen = look(kind, said(Who.PUPIL), allegation=Answer.NO)
    lead = of(seen, Q.SAFEGUARDING)
    assert lead.is_open
    assert lead.duties == {Duty.DSL, Duty.DEPUTY_DSL}
    assert lead.clause == "kew-woods:5.5"
    after = decided(seen, Q.SAFEGUARDING, "risk", reason="he writes every night", reference="file 12")
    assert after.incident.marks == (Mark.CHILD_AT_RISK,)
    assert {Q.CARE, Q.POLICE, Q.PARENTS} <= still_open(after)
    back = decided(after, Q.SAFEGUARDING, "no-risk", reason="it was his brother")
    assert back.incident.marks == ()
    assert Q.CARE not in asked(back)


def test_about_a_safeguarding_lead_the_head_decides_and_about_the_head_the_chair() -> None:
    about_lead = look(K.STAFF_CONTACTS_PUPIL, said(Who.STAFF, person_id=DSL))
    about_head = look(K.STAFF_CONTACTS_PUPIL, said(Who.STAFF, person_id=HEAD), severity=Severity.GROSS)
    assert of(about_lead, Q.SAFEGUARDING).duties == {Duty.HEADTEACHER}
    assert of(about_head, Q.SAFEGUARDING).duties == of(about_head, Q.HEAD).duties == {Duty.CHAIR}
    assert "Chair" in of(about_head, Q.HEAD).words


def test_an_allegation_asks_for_the_officer_and_then_for_what_they_advise() -> None:
    seen = look(K.STAFF_BREACH, said(Who.STAFF, person_id=TEACHER), allegation=Answer.YES)
    assert {Q.SAFEGUARDING, Q.OFFICER} <= still_open(seen)
    assert Q.OFFICER_ADVISED not in asked(seen)
    told = decided(seen, Q.OFFICER, "yes", reference="rang the duty line")
    assert Q.OFFICER_ADVISED in still_open(told)
    assert Q.OFFICER not in still_open(told)
    assert Q.OFFICER_ADVISED not in still_open(decided(told, Q.OFFICER_ADVISED, "advised", reason="wait"))
    assert Q.OFFICER_ADVISED not in asked(decided(seen, Q.OFFICER, "no", reason="she left in 2009"))


@pytest.mark.clause("kew-woods:8-7.2-a")
def test_personal_data_unanswered_counts_as_yes_where_it_hides() -> None:
    four = {Q.DATA, Q.DATA_ADVICE, Q.REGULATOR, Q.PEOPLE_TOLD}
    for kind in (K.DATA_BREACH, K.PHOTO_WITHOUT_PERMISSION, K.WRONG_POST, K.ACCOUNT_COMPROMISED, K.LOST_DEVICE):
        assert asked(look(kind)) == ALWAYS | four
        assert asked(look(kind, data=Answer.NOT_SURE)) == ALWAYS | four
        assert asked(look(kind, data=Answer.NO)) == ALWAYS | {Q.DATA}
    assert asked(look(K.NAME_OR_LOGO)) == ALWAYS
    assert asked(look(K.NAME_OR_LOGO, data=Answer.YES)) == ALWAYS | four
    seen = look(K.LOST_DEVICE)
    assert of(seen, Q.REGULATOR).clause == "kew-woods:8-7.2-a"
    advised = added(seen, EntryKind.ADVICE, about="data-protection", words="no need")
    assert Q.DATA_ADVICE not in still_open(advised)
    with pytest.raises(FieldError):
        check_answer(of(seen, Q.REGULATOR), "no", "", "")
    assert asked(decided(seen, Q.DATA, "no", reason="it was encrypted")) == ALWAYS | {Q.DATA}


@pytest.mark.clause("churchward:5-serious-principal", "churchward:3-internal-vs-illegal")
def test_what_is_serious_goes_to_the_principal_and_asks_whether_it_is_against_the_law() -> None:
    seen = look(K.STAFF_BREACH, profile=CHURCHWARD, severity=Severity.SERIOUS)
    assert asked(seen) == ALWAYS | {Q.HEAD, Q.LEGALITY}
    head = of(seen, Q.HEAD)
    assert head.duties == {Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER}
    assert head.clause == "churchward:5-serious-principal"
    assert "principal" in head.words
    assert of(seen, Q.LEGALITY).clause == "churchward:3-internal-vs-illegal"
    # “More is to be done first” and “not sure yet” leave it open.
    assert Q.HEAD in still_open(decided(seen, Q.HEAD, "more", reason="ask IT"))
    assert Q.LEGALITY in still_open(decided(seen, Q.LEGALITY, "not-sure", reason="ask"))
    illegal = decided(seen, Q.LEGALITY, "illegal", reason="a threat to kill")
    assert Q.POLICE in still_open(illegal)
    assert of(illegal, Q.POLICE).clause == "churchward:3-internal-vs-illegal"
    inside = decided(seen, Q.LEGALITY, "unacceptable", reason="rude, no more")
    assert Q.POLICE not in asked(inside)
    assert Q.LEGALITY not in still_open(inside)


@pytest.mark.clause("churchward:3-unacceptable-list")
def test_what_it_may_break_says_how_grave_it_first_counts() -> None:
    grave = next(b for b in CHURCHWARD.rules.breaches if b.clause == "churchward:3-unacceptable-list")
    assert grave.severity is not Severity.MINOR
    assert Q.HEAD in asked(look(K.STAFF_BREACH, profile=CHURCHWARD, clauses=(grave.key,)))
    assert Q.HEAD not in asked(look(K.STAFF_BREACH, profile=CHURCHWARD, clauses=(grave.key,), severity=Severity.MINOR))


@pytest.mark.parametrize(
    ("rule", "severity", "expected"),
    [
        (TellParents.ALWAYS, None, True),
        (TellParents.DECIDE, None, True),
        (TellParents.SERIOUS, None, False),
        (TellParents.SERIOUS, Severity.SERIOUS, True),
    ],
)
def test_parents_are_asked_about_as_the_policy_says(
    rule: TellParents, severity: Severity | None, expected: bool
) -> None:
    profile = replace(KEW, rules=replace(KEW.rules, tell_parents=rule))
    with_pupil = look(K.PUPIL_MISUSE, said(Who.PUPIL), profile=profile, severity=severity)
    without = look(K.PUPIL_MISUSE, said(Who.PARENT, "Mr Grey"), profile=profile, severity=severity)
    assert (Q.PARENTS in asked(with_pupil)) is expected
    assert Q.PARENTS not in asked(without)


def test_a_first_look_in_the_record_answers_whether_the_policy_is_meant() -> None:
    seen = added(look(), EntryKind.DECISION, about="first-look", answer="within", reason="our page")
    assert Q.SCOPE not in still_open(seen)
    assert of(added(look(), EntryKind.DECISION, about="first-look", answer="outside"), Q.SCOPE).answer == "outside"


def test_a_decision_taken_while_the_dialog_was_open_is_said() -> None:
    seen = decided(look(K.ABUSE_OF_STAFF, marks=(Mark.THREAT,)), Q.POLICE, "no", reason="no threat")
    police = of(seen, Q.POLICE)
    refused: list[Callable[[], None]] = [
        lambda: check_not_decided(police, None, "A. Whitfield"),
        lambda: check_not_decided(police, 1, "A. Whitfield"),
    ]
    for call in refused:
        with pytest.raises(RuleError, match=r"A\. Whitfield decided this while you were writing: “No”"):
            call()
    assert police.entry is not None
    check_not_decided(police, police.entry.number, "A. Whitfield")
