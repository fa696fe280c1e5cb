"""What the policy says of a request before anybody decides, what is asked, and what a decision needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.access import AuthorisedOn
from schoolsm_desktop.domain.clauses import ClauseRef, Subject
from schoolsm_desktop.domain.due_facts import BackupFacts, DueFacts, DueItem
from schoolsm_desktop.domain.due_school_requests import due_school_requests
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.requests import DecidedAlreadyError
from schoolsm_desktop.domain.rules import (
    ContactExemption,
    FormerPupils,
    LessonNetworking,
    ParentFriends,
    PupilContact,
    RecruitmentSearch,
    Rules,
    Strength,
)
from schoolsm_desktop.domain.school_request_questions import QUESTIONS, answer_words, question, tidy_answers, title_of
from schoolsm_desktop.domain.school_request_rules import PolicyAnswer, kinds_of, policy_says, worth_a_look
from schoolsm_desktop.domain.school_requests import (
    RequestKind,
    SchoolDecision,
    SchoolRequest,
    SchoolRequestState,
    began_before_agreed,
    decide,
    demand_state,
    months_later,
    refused_before,
)

from .records import SCHOOL, at, held, person

TODAY = date(2026, 11, 20)
NOW = at(20)
HEAD = person("Anna Whitfield")
DECIDES, NEVER = PolicyAnswer.DECIDES, PolicyAnswer.NEVER
ADVISED, DECLARED = PolicyAnswer.ADVISED_AGAINST, PolicyAnswer.DECLARED
LOGO, AREA, FRIEND = RequestKind.NAME_AND_LOGO, RequestKind.CLOSED_AREA, RequestKind.FRIEND_REQUEST
CONNECTION, SEARCH, NEW = RequestKind.CONNECTION, RequestKind.RECRUITMENT_SEARCH, RequestKind.NEW_ACCOUNT
SAFE = {"measures": "members-only moderated", "moderator": "Miss Marsh"}


def profile(subject: Subject | None = None, **rules: object) -> Profile:
    """A policy with these rules, and one clause about a subject."""
    made = Profile("a", "A", rules=replace(Rules(), **rules))  # type: ignore[arg-type]
    if subject is None:
        return made
    return replace(made, clauses=(ClauseRef("a:5.4", "5.4", "Friends", "gist"),), rests_on={subject: ("a:5.4",)})


def request(kind: RequestKind = LOGO, **more: object) -> SchoolRequest:
    fields: dict[str, object] = {"asked_on": TODAY, "recorded_by": uuid4(), "recorded_at": NOW, "asker_name": "PTA"}
    return SchoolRequest(id=uuid4(), school_id=SCHOOL, kind=kind, **(fields | more))  # type: ignore[arg-type]


def decision(*, allowed: bool = True, by: UUID = HEAD.id, **more: object) -> SchoolDecision:
    fields: dict[str, object] = {"on": TODAY, "how": AuthorisedOn.SCREEN} | more
    return SchoolDecision(allowed, by, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parents", "asking", "direction", "answer"),
    [
        (ParentFriends.HEAD_APPROVES, False, "incoming", DECIDES),
        (ParentFriends.HEAD_APPROVES, False, "outgoing", NEVER),
        (ParentFriends.HEAD_APPROVES, True, "outgoing", DECIDES),
        (ParentFriends.FORBIDDEN, True, "incoming", NEVER),
        (ParentFriends.FORBIDDEN, True, "outgoing", NEVER),
        (ParentFriends.ADVISED_AGAINST, False, "incoming", ADVISED),
        (ParentFriends.DECLARE, False, "outgoing", DECLARED),
    ],
)
def test_a_parents_friend_request_goes_as_the_policy_says(
    parents: ParentFriends, asking: bool, direction: str, answer: PolicyAnswer
) -> None:
    """D2, PRACTICE 32: one that comes in can go to the headteacher, one that goes out cannot."""
    policy = profile(Subject.PARENTS, parents=parents, parents_asking=asking)
    said = policy_says(policy, FRIEND, {"direction": direction})
    assert said.answer is answer
    assert "5.4" in said.rests_on
    assert said.sentence.endswith(".")


@pytest.mark.parametrize(
    ("rule", "answers", "answer"),
    [
        (PupilContact(), {"whom": "pupil", "link": "other"}, NEVER),
        (PupilContact(), {"whom": "pupil", "link": "relative"}, DECIDES),
        (PupilContact(), {"whom": "pupil", "link": "outside-link"}, NEVER),
        (PupilContact(exemption=ContactExemption.OUTSIDE_LINK), {"whom": "pupil", "link": "outside-link"}, DECIDES),
        (PupilContact(exemption=ContactExemption.NONE), {"whom": "pupil", "link": "relative"}, NEVER),
        (PupilContact(strength=Strength.ADVISED), {"whom": "pupil"}, ADVISED),
        (PupilContact(), {"whom": "former", "of-age": "no"}, NEVER),
        (PupilContact(), {"whom": "former", "of-age": "not-known"}, NEVER),
        (PupilContact(), {"whom": "former", "of-age": "yes"}, DECLARED),
        (PupilContact(former=FormerPupils.NONE), {"whom": "former", "of-age": "no"}, DECLARED),
        (
            PupilContact(former=FormerPupils.ANY, former_strength=Strength.ADVISED),
            {"whom": "former", "of-age": "yes"},
            ADVISED,
        ),
    ],
)
def test_contact_with_a_pupil_goes_as_the_policy_says(
    rule: PupilContact, answers: dict[str, str], answer: PolicyAnswer
) -> None:
    """D3, D20: never, advised against, with the exemption the policy leaves, or outside what it speaks about."""
    said = policy_says(profile(Subject.PUPILS, pupils=rule), CONNECTION, answers)
    assert said.answer is answer
    assert said.tell_safeguarding is (answer in (NEVER, ADVISED)), "who is refused hears whom to speak to"


@pytest.mark.parametrize(
    ("rule", "answer", "noted"),
    [
        (RecruitmentSearch.FORBIDDEN, NEVER, True),
        (RecruitmentSearch.ALLOWED, DECIDES, False),
        (RecruitmentSearch.EXPECTED, DECIDES, False),
    ],
)
def test_a_search_about_applicants_goes_as_the_policy_says(
    rule: RecruitmentSearch, answer: PolicyAnswer, noted: bool
) -> None:
    """D1; a policy that forbids it stands against guidance, which is said with the day it was looked up."""
    said = policy_says(profile(Subject.RECRUITMENT, recruitment=rule), SEARCH, {})
    assert said.answer is answer
    assert (said.guidance is not None) is noted
    if said.guidance:
        assert "2022" in said.guidance.text
        assert said.guidance.checked_on.year >= 2026


@pytest.mark.parametrize(
    ("rule", "answer"),
    [(LessonNetworking.OFF, NEVER), (LessonNetworking.PER_AREA, DECIDES), (LessonNetworking.GENERAL, DECIDES)],
)
def test_a_closed_area_goes_as_the_policy_says(rule: LessonNetworking, answer: PolicyAnswer) -> None:
    """D13."""
    assert policy_says(profile(lesson_networking=rule), AREA, {}).answer is answer


def test_only_the_kinds_a_policy_uses_are_offered_at_once() -> None:
    assert kinds_of(profile(Subject.PARENTS)) == (FRIEND,)
    assert kinds_of(profile(Subject.PARENTS, parents=ParentFriends.FORBIDDEN, name_and_logo=True)) == (LOGO,)
    assert kinds_of(
        profile(Subject.PUPILS, pupils=PupilContact(exemption=ContactExemption.NONE), name_and_logo=True)
    ) == (LOGO,)
    assert kinds_of(profile(Subject.CLOSED_AREA, lesson_networking=LessonNetworking.PER_AREA)) == (AREA,)
    assert kinds_of(profile(Subject.CLOSED_AREA, lesson_networking=LessonNetworking.OFF, name_and_logo=True)) == (LOGO,)
    assert kinds_of(profile(recruitment=RecruitmentSearch.EXPECTED)) == (SEARCH,)
    assert kinds_of(profile(Subject.NEW_ACCOUNT)) == (NEW,)
    assert kinds_of(profile()) == tuple(RequestKind), "a policy that leads to none hides none"


def test_every_kind_says_in_a_sentence_what_the_policy_says_of_it() -> None:
    for kind in RequestKind:
        said = policy_says(profile(), kind, {})
        assert said.sentence.endswith(".")
        assert "{" not in said.sentence
        assert said.rests_on


def test_no_question_asks_for_a_name_of_a_candidate_pupil_or_parent() -> None:
    """What is not asked for is not kept."""
    keys = {q.key for questions in QUESTIONS.values() for q in questions}
    assert keys.isdisjoint({"name", "candidate", "pupil", "parent", "child"})
    assert {q.answering.value for q in QUESTIONS[SEARCH] if q.key == "relevant"} == {"choice"}, "yes or no only"


def test_answers_are_kept_in_order_without_empty_ones() -> None:
    given = {"use": " on the fair’s banner ", "item": "banner", "material": "", "other": "x"}
    assert tidy_answers(LOGO, given) == (("item", "banner"), ("use", "on the fair’s banner"))
    assert title_of(LOGO, (("item", "a  banner"),)) == "a banner"
    assert "banner" not in title_of(FRIEND, (("item", "banner"),))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"item": "banner"}, "use"),
        ({"item": "x" * 2001, "use": "y"}, "item"),
        ({"item": "banner", "use": "y", "material": "everything"}, "material"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field(answers: dict[str, str], field: str) -> None:
    with pytest.raises(FieldError) as caught:
        tidy_answers(LOGO, answers)
    assert caught.value.field == field


def test_ticked_measures_are_read_out() -> None:
    said = answer_words(question(AREA, "measures"), "members-only rules-taught")
    assert said.startswith("Closed: only the people let in")
    assert "; The class was taught" in said
    with pytest.raises(FieldError):
        tidy_answers(AREA, {"area": "a", "purpose": "b", "class": "c", "platform": "d", "measures": "luck"})


def test_what_is_worth_a_look_is_said_before_the_decision() -> None:
    assert len(worth_a_look(profile(), AREA, {})) == 4
    assert worth_a_look(profile(), AREA, SAFE | {"age-terms": "old-enough", "dpia": "yes"}) == ()
    assert len(worth_a_look(profile(), SEARCH, {"off-panel": "no"})) == 2
    assert worth_a_look(profile(), LOGO, {}) == ()


def test_a_closed_area_is_allowed_only_with_measures_and_a_moderator() -> None:
    """kew-woods:4.2 asks for both beforehand."""
    for missing in SAFE:
        with pytest.raises(RuleError):
            decide(request(AREA), decision(), HEAD.id, NOW, SAFE | {missing: ""})
    allowed = decide(request(AREA), decision(), HEAD.id, NOW, SAFE)
    assert allowed.state is SchoolRequestState.ALLOWED
    refused = decide(request(AREA), decision(allowed=False, note="No need."), HEAD.id, NOW, {})
    assert refused.state is SchoolRequestState.REFUSED, "a refusal needs neither"


@pytest.mark.parametrize(
    ("made", "field"),
    [
        ({"allowed": False}, "note"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"starts": TODAY, "ends": TODAY - timedelta(days=1)}, "ends"),
        ({"starts": TODAY, "review_on": TODAY - timedelta(days=1)}, "review_on"),
    ],
)
def test_a_decision_that_cannot_stand_is_refused_beside_its_field(made: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as caught:
        decide(request(), decision(**made), HEAD.id, NOW, {})  # type: ignore[arg-type]
    assert caught.value.field == field


def test_nobody_decides_on_their_own() -> None:
    with pytest.raises(FieldError) as caught:
        decide(request(asker_id=HEAD.id), decision(), HEAD.id, NOW, {})
    assert caught.value.field == "by"


def test_what_began_before_it_was_agreed_is_said() -> None:
    """kew-woods:4.2: agreed in advance."""
    early = decide(request(AREA), decision(starts=TODAY - timedelta(days=3)), HEAD.id, NOW, SAFE)
    assert began_before_agreed(early)
    assert not began_before_agreed(decide(request(AREA), decision(starts=TODAY), HEAD.id, NOW, SAFE))


@pytest.mark.parametrize(
    ("starts", "months", "last"),
    [
        (date(2026, 11, 20), 12, date(2027, 11, 19)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 1, 1), 1, date(2026, 1, 31)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
    ],
)
def test_a_period_in_months_ends_the_day_before(starts: date, months: int, last: date) -> None:
    assert months_later(starts, months) == last


def test_what_was_done_meanwhile_is_said() -> None:
    decided = decide(request(), decision(), HEAD.id, NOW, {})
    with pytest.raises(DecidedAlreadyError, match="Anna allowed it on 20 Nov 2026"):
        demand_state(decided, (SchoolRequestState.ASKED,), {HEAD.id: "Anna"})
    with pytest.raises(DecidedAlreadyError, match="was changed since you opened it"):
        demand_state(request(revision=3), (SchoolRequestState.ASKED,), {}, 2)
    demand_state(request(), (SchoolRequestState.ASKED,), {}, 1)


def test_a_refused_one_is_found_when_it_is_asked_again() -> None:
    refused = replace(decide(request(title="Banner"), decision(allowed=False, note="no"), HEAD.id, NOW, {}))
    again = request(title="banner", recorded_at=at(21))
    assert refused_before(again, [refused, again]) == refused
    assert refused_before(replace(again, title="Mugs"), [refused]) is None
    assert refused_before(replace(again, asker_name="Scouts"), [refused]) is None
    assert refused_before(replace(again, kind=AREA), [refused]) is None


# Today


def due(*requests: SchoolRequest, readable: frozenset[UUID] = frozenset()) -> dict[str, DueItem]:
    """Lines of Today by the first part of their key."""
    facts = DueFacts(
        (HEAD,), (held(HEAD, Duty.HEADTEACHER),), (), {}, (), (), (), (), (), BackupFacts(), frozenset(), profile(),
        school_requests=requests, sealed_readable=readable,
    )  # fmt: skip
    return {item.key.partition(":")[0]: item for item in due_school_requests(facts, TODAY, NOW)}


def test_what_waits_for_the_headteacher_stands_on_today() -> None:
    asked = request(title="Banner", asked_on=date(2026, 11, 17))
    line = due(asked)["school-request-decide"]
    assert (line.duty, line.due, line.subject_id) == (Duty.HEADTEACHER, date(2026, 11, 22), asked.id)
    assert line.key == f"school-request-decide:{asked.id}"
    assert "Banner" in line.title
    assert "PTA" in line.detail
    soon = due(replace(asked, starts=date(2026, 11, 18)))["school-request-decide"]
    assert soon.due == date(2026, 11, 18), "what is wanted sooner is due sooner"


def test_the_headteachers_own_is_signed_by_somebody_else() -> None:
    own = due(request(asker_id=HEAD.id, asker_name="", title="Banner"))
    assert set(own) == {"school-request-paper"}
    assert own["school-request-paper"].duty is Duty.OFFICE_MANAGER
    sealed = request(FRIEND, asker_id=HEAD.id, asker_name="")
    assert due(sealed, readable=frozenset({sealed.id}))["school-request-paper"].duty is Duty.DSL


def test_a_sealed_one_is_on_nobody_elses_today_and_says_nothing_of_itself() -> None:
    sealed = request(FRIEND, asker_name="")
    assert due(sealed) == {}
    line = due(sealed, readable=frozenset({sealed.id}))["school-request-decide"]
    assert line.title == "Confidential request"
    assert "riend" not in line.title + line.detail


def allowed(kind: RequestKind = LOGO, **more: object) -> SchoolRequest:
    fields: dict[str, object] = {
        "state": SchoolRequestState.ALLOWED,
        "decided_by": HEAD.id,
        "decided_on": date(2026, 11, 10),
        "letter_made_on": date(2026, 11, 10),
    }
    return request(kind, **(fields | more))


@pytest.mark.clause("bucklebury:gen-7b")
def test_a_decision_in_writing_asks_for_its_letter() -> None:
    assert due(allowed(letter_made_on=None))["school-request-letter"].due == date(2026, 11, 13)
    assert due(allowed(letter_made_on=None, state=SchoolRequestState.REFUSED)).keys() == {"school-request-letter"}
    assert due(allowed()) == {}
    assert due(allowed(SEARCH, letter_made_on=None, asker_name="")) == {}
    by_policy = request(SEARCH, state=SchoolRequestState.REFUSED, decided_on=TODAY)
    assert due(by_policy, readable=frozenset({by_policy.id})) == {}, "what the policy refused has no letter"


def test_a_permission_says_a_month_before_that_it_ends_and_afterwards_that_it_is_over() -> None:
    assert due(allowed(ends=TODAY + timedelta(days=31))) == {}
    assert due(allowed(ends=TODAY + timedelta(days=30))).keys() == {"school-request-ends"}
    assert due(allowed(ends=TODAY)).keys() == {"school-request-ends"}
    over = due(allowed(AREA, ends=TODAY - timedelta(days=1)))
    assert over["school-request-past"].due == TODAY
    assert over["school-request-past"].duty is Duty.COORDINATOR
    assert due(allowed(ends=TODAY, state=SchoolRequestState.ENDED)) == {}


def test_a_review_comes_up_on_its_day() -> None:
    assert due(allowed(review_on=TODAY + timedelta(days=1))) == {}
    assert due(allowed(review_on=TODAY))["school-request-review"].duty is Duty.HEADTEACHER
