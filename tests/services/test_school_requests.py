"""What somebody asks the school for: asked, decided by the right duty, written, ended; the sealed kinds read by few."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.accounts import AccountClass, AccountState
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.requests import DecidedAlreadyError
from schoolsm_desktop.domain.school_request_rules import PolicyAnswer
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState
from schoolsm_desktop.services.school_request_views import SchoolRequestLine
from schoolsm_desktop.services.school_requests import Asked, SchoolAsking, Terms
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
BANNER = {"item": "Banner for the summer fair", "use": "The banner at the gate and the fair’s page."}
BLOG = {
    "area": "Year 6 reading blog",
    "purpose": "Book reviews",
    "class": "Year 6",
    "platform": "Kidblog",
    "measures": "members-only moderated",
    "moderator": "Jo Marsh",
}
FRIEND = {"direction": "incoming", "platform": "Facebook", "reason": "old school friends, zebra"}
CONNECTION = {"whom": "pupil", "link": "other", "reason": "same running club, zebra"}
SEARCH = {"role": "Year 3 teacher", "told-on": "1 Dec 2026", "off-panel": "yes", "searcher": "the office"}
ANSWERS = {
    RequestKind.NAME_AND_LOGO: BANNER,
    RequestKind.CLOSED_AREA: BLOG,
    RequestKind.NEW_ACCOUNT: {"account": "PE page", "platform": "X", "purpose": "Match reports"},
    RequestKind.FRIEND_REQUEST: FRIEND,
    RequestKind.CONNECTION: CONNECTION,
    RequestKind.RECRUITMENT_SEARCH: SEARCH,
}
LOGO, AREA, NEW = RequestKind.NAME_AND_LOGO, RequestKind.CLOSED_AREA, RequestKind.NEW_ACCOUNT
SEALED = (RequestKind.FRIEND_REQUEST, RequestKind.CONNECTION, RequestKind.RECRUITMENT_SEARCH)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[list[InventedSchool]]:
    schools: list[InventedSchool] = []
    yield schools
    for each in schools:
        each.sign_out()


def at(made: list[InventedSchool], tmp_path: Path, policy: str) -> InventedSchool:
    """A school with one of the shipped policies; the coordinator is signed in."""
    school = InventedSchool(tmp_path, policy)
    made.append(school)
    return school


def asking(kind: RequestKind, **more: object) -> SchoolAsking:
    fields: dict[str, object] = {"answers": ANSWERS[kind], "asker_name": "Parents’ association"} | more
    if fields.get("asker_id"):
        fields["asker_name"] = ""
    return SchoolAsking(kind, **fields)  # type: ignore[arg-type]


def ask(school: InventedSchool, kind: RequestKind, **more: object) -> Asked:
    return school.office.school_requests.ask(asking(kind, **more))


def row(school: InventedSchool, request: SchoolRequest) -> SchoolRequest:
    with school.office.session.reading() as uow:
        return uow.school_requests.get(request.id)


def line(school: InventedSchool, request: SchoolRequest) -> SchoolRequestLine:
    assert any(x.request.id == request.id for x in school.office.school_requests.lines())
    return school.office.school_requests.open(request.id)


def left(school: InventedSchool, request: SchoolRequest) -> list[Did]:
    with school.office.session.reading() as uow:
        return [e.did for e in uow.audit.fixing(request.id)]


def teacher(school: InventedSchool) -> Person:
    """A colleague with a sign-in and no duty; the coordinator is signed in afterwards."""
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.sign_in(school.coordinator)
    return jo


@pytest.mark.clause("bucklebury:gen-7b")
def test_name_and_logo_asked_allowed_in_writing_and_ended(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "bucklebury")
    asked = ask(school, LOGO)
    assert asked.verdict.answer is PolicyAnswer.DECIDES
    assert "General 7" in asked.verdict.rests_on
    school.sign_in(school.head)
    requests = school.office.school_requests
    allowed = requests.allow(
        asked.request.id,
        Terms("The crest is not changed.", starts=TODAY, ends=date(2027, 11, 19), review_on=date(2027, 7, 1)),
        1,
    )
    shown = line(school, allowed)
    assert (shown.is_proved, shown.request.state) == (True, SchoolRequestState.ALLOWED)
    assert shown.decided == "A. Whitfield, 20 Nov 2026, with their own sign-in"
    preview = school.office.request_letters.preview(allowed.id)
    assert preview.missing == ()
    assert (
        "You may use “Banner for the summer fair” for this: the banner at the gate and the fair’s page." in preview.text
    )
    assert "The crest is not changed." in preview.text
    assert "19 Nov 2027" in preview.text
    letter = school.office.request_letters.make(allowed.id)
    assert letter.recipient == "Parents’ association"
    assert row(school, allowed).letter_made_on == TODAY
    assert line(school, allowed).is_proved, "a letter that was made leaves the decision as it was signed"
    assert len(school.office.letters.letters_about("school-request", allowed.id)) == 1
    ended = requests.end(allowed.id)
    assert (ended.state, ended.ended_on) == (SchoolRequestState.ENDED, TODAY)
    assert left(school, allowed) == [
        Did.SCHOOL_REQUEST_ASKED,
        Did.SCHOOL_REQUEST_DECIDED,
        Did.SCHOOL_REQUEST_CHANGED,
        Did.SCHOOL_REQUEST_ENDED,
    ]
    assert school.office.log.altered_rows() == ()


@pytest.mark.clause("kew-woods:4.2")
def test_a_closed_area_is_agreed_with_its_measures_and_authorises_its_account(
    made: list[InventedSchool], tmp_path: Path
) -> None:
    school = at(made, tmp_path, "kew-woods")
    jo = teacher(school)
    bare = {k: v for k, v in BLOG.items() if k not in ("measures", "moderator")}
    asked = ask(school, AREA, asker_id=jo.id, answers=bare, starts=date(2027, 1, 5), ends=date(2027, 3, 26))
    assert len(line(school, asked.request).warnings) == 4
    school.sign_in(school.head)
    requests = school.office.school_requests
    with pytest.raises(RuleError, match="keeps this area safe"):
        requests.allow(asked.request.id, Terms(), 1)
    changed = requests.change(
        asked.request.id, asking(AREA, asker_id=jo.id, starts=date(2027, 1, 5), ends=date(2027, 3, 26)), 1
    )
    allowed = requests.allow(changed.request.id, Terms(starts=date(2027, 1, 5), ends=date(2027, 3, 26)), 2)
    school.sign_in(school.coordinator)
    account = school.office.request_accounts.make(allowed.id, "x", school.coordinator.id)
    assert (account.state, account.account_class) == (AccountState.PROPOSED, AccountClass.CLOSED_AREA)
    assert line(school, allowed).account == account
    kept = school.office.request_accounts.authorise(allowed.id)
    assert (kept.state, kept.authorised_by, kept.authorised_on) == (AccountState.AUTHORISED, school.head.id, TODAY)
    with pytest.raises(RuleError, match="bound to this request already"):
        school.office.request_accounts.make(allowed.id, "x")


@pytest.mark.clause("churchward:1-digital-comms-with-learners")
def test_an_account_of_another_kind_is_not_bound_to_a_closed_area(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "churchward")
    page = school.add_account("Official page")
    platform = school.add_account("Kidblog", account_class=AccountClass.LEARNER_PLATFORM)
    asked = ask(school, AREA)
    school.sign_in(school.head)
    allowed = school.office.school_requests.allow(asked.request.id, Terms(), 1)
    with pytest.raises(FieldError):
        school.office.request_accounts.bind(allowed.id, page.id)
    with pytest.raises(RuleError, match="No account is bound"):
        school.office.request_accounts.authorise(allowed.id)
    school.office.request_accounts.bind(allowed.id, platform.id)
    assert row(school, allowed).account_id == platform.id
    with pytest.raises(RuleError, match="cannot become"):
        school.office.request_accounts.authorise(allowed.id)


@pytest.mark.clause("churchward:2-staff-inform")
def test_a_new_account_that_was_allowed_becomes_a_proposed_one(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "churchward")
    jo = teacher(school)
    school.sign_in(jo)
    asked = ask(school, NEW, asker_id=jo.id)
    with pytest.raises(NotAllowedError):
        school.office.school_requests.allow(asked.request.id, Terms(), 1)
    school.sign_in(school.head)
    school.office.school_requests.allow(asked.request.id, Terms(), 1)
    account = school.office.request_accounts.make(asked.request.id, "x", school.coordinator.id)
    assert (account.name, account.purpose, account.state) == ("PE page", "Match reports", AccountState.PROPOSED)


POLICY_ANSWERS = [
    ("kew-woods", RequestKind.FRIEND_REQUEST, {}, PolicyAnswer.DECIDES, "kew-woods:5.4-d"),
    ("kew-woods", RequestKind.FRIEND_REQUEST, {"direction": "outgoing"}, PolicyAnswer.NEVER, "kew-woods:5.4-f"),
    ("valence", RequestKind.FRIEND_REQUEST, {}, PolicyAnswer.ADVISED_AGAINST, "valence:private-2"),
    ("mill-lane", RequestKind.FRIEND_REQUEST, {}, PolicyAnswer.DECLARED, "mill-lane:6.1-xii"),
    ("kew-woods", RequestKind.CONNECTION, {}, PolicyAnswer.NEVER, "kew-woods:5.4-c"),
    (
        "churchward",
        RequestKind.CONNECTION,
        {"link": "outside-link"},
        PolicyAnswer.DECIDES,
        "churchward:1-student-friends",
    ),
    ("mill-lane", RequestKind.CONNECTION, {}, PolicyAnswer.NEVER, "mill-lane:6.1-iv"),
    (
        "mill-lane",
        RequestKind.CONNECTION,
        {"whom": "former", "of-age": "yes"},
        PolicyAnswer.ADVISED_AGAINST,
        "mill-lane:6.1-iv",
    ),
    ("valence", RequestKind.CONNECTION, {}, PolicyAnswer.NEVER, "valence:private-1a"),
    ("bucklebury", RequestKind.CONNECTION, {}, PolicyAnswer.NEVER, "bucklebury:staff-4a"),
    (
        "bucklebury",
        RequestKind.CONNECTION,
        {"whom": "former", "of-age": "no"},
        PolicyAnswer.NEVER,
        "bucklebury:staff-4a",
    ),
    ("kew-woods", RequestKind.RECRUITMENT_SEARCH, {}, PolicyAnswer.NEVER, "kew-woods:6.1"),
    ("churchward", RequestKind.RECRUITMENT_SEARCH, {}, PolicyAnswer.DECIDES, "churchward:3-hr-recruitment"),
    ("valence", AREA, {}, PolicyAnswer.DECIDES, "valence:technologies-class"),
]


@pytest.mark.parametrize(
    ("policy", "kind", "answers", "answer"),
    [
        pytest.param(policy, kind, answers, answer, marks=pytest.mark.clause(clause), id=f"{clause}-{answer.value}")
        for policy, kind, answers, answer, clause in POLICY_ANSWERS
    ],
)
def test_each_policy_answers_as_it_is_written(
    made: list[InventedSchool],
    tmp_path: Path,
    policy: str,
    kind: RequestKind,
    answers: dict[str, str],
    answer: PolicyAnswer,
) -> None:
    school = at(made, tmp_path, policy)
    school.sign_in(school.head)
    jo = school.add_person("Jo Marsh")
    asked = ask(school, kind, asker_id=jo.id, answers=ANSWERS[kind] | answers)
    assert asked.verdict.answer is answer
    refused = answer is PolicyAnswer.NEVER
    assert (asked.request.state is SchoolRequestState.REFUSED) is refused
    assert "usual practice" not in asked.verdict.rests_on, "the clause stands beside the answer"
    shown = line(school, asked.request)
    if refused:
        assert asked.verdict.rests_on in shown.request.note
        assert shown.decided == "Your policy, 20 Nov 2026"
        with pytest.raises(DecidedAlreadyError):
            school.office.school_requests.allow(asked.request.id, Terms(), 1)
    else:
        allowed = school.office.school_requests.allow(asked.request.id, Terms(conditions="none"), 1)
        assert allowed.state is SchoolRequestState.ALLOWED
        assert line(school, allowed).is_proved


def test_where_the_policy_never_allows_a_contact_the_safeguarding_lead_is_named(
    made: list[InventedSchool], tmp_path: Path
) -> None:
    school = at(made, tmp_path, "valence")
    school.sign_in(school.head)
    lead = school.add_person("Noor Haddad", "Deputy headteacher")
    school.office.people.give_duty(lead.id, Duty.DSL, TODAY)
    asked = ask(school, RequestKind.CONNECTION, asker_id=lead.id)
    assert "Noor Haddad" in asked.lead
    assert "Noor Haddad" in line(school, asked.request).request.note


@pytest.mark.parametrize("kind", SEALED, ids=lambda k: k.value)
def test_the_words_of_a_sealed_request_lie_nowhere_in_the_open(
    made: list[InventedSchool], tmp_path: Path, kind: RequestKind
) -> None:
    school = at(made, tmp_path, "churchward")
    jo = teacher(school)
    before = school.office.school_requests.lines()
    asked = ask(school, kind, asker_id=jo.id)
    assert not asked.may_read
    kept = row(school, asked.request)
    assert (kept.title, kept.details, kept.conditions, kept.note, kept.asker_name) == ("", (), "", "", "")
    assert school.office.school_requests.lines() == before, "who files it does not see it"
    school.sign_in(jo)
    (closed,) = school.office.school_requests.lines()
    assert (closed.title, closed.asker, closed.answers, closed.earlier) == ("Confidential request", "–", (), "")
    school.sign_in(school.head)
    shown = line(school, asked.request)
    assert dict(shown.request.details) == {k: v for k, v in ANSWERS[kind].items() if v}
    if asked.request.state is SchoolRequestState.ASKED:
        school.office.school_requests.allow(asked.request.id, Terms("quagga", "okapi"), 1)
        assert (row(school, asked.request).conditions, row(school, asked.request).note) == ("", "")
        assert line(school, asked.request).request.conditions == "quagga"
        school.sign_in(jo)
        assert line(school, asked.request).request.note == "okapi", "who asked reads the decision"


def test_a_sealed_letter_is_made_by_a_reader_only(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "kew-woods")
    jo = teacher(school)
    asked = ask(school, RequestKind.FRIEND_REQUEST, asker_id=jo.id)
    school.sign_in(school.head)
    school.office.school_requests.refuse(asked.request.id, "Not while the child is here.", 1)
    school.sign_in(school.coordinator)
    with pytest.raises(RuleError, match="no such request"):
        school.office.request_letters.make(asked.request.id)
    school.sign_in(school.head)
    letter = school.office.request_letters.make(asked.request.id)
    assert (letter.sealed, letter.text) == (True, "")
    assert line(school, asked.request).is_proved


@pytest.mark.clause("churchward:3-hr-recruitment")
def test_a_search_ends_with_yes_or_no_and_nothing_else(made: list[InventedSchool], tmp_path: Path) -> None:
    school = at(made, tmp_path, "churchward")
    school.sign_in(school.head)
    jo = school.add_person("Jo Marsh")
    asked = ask(school, RequestKind.RECRUITMENT_SEARCH, asker_id=jo.id)
    requests = school.office.school_requests
    with pytest.raises(DecidedAlreadyError):
        requests.enter_result(asked.request.id, relevant="no", outcome="nothing")
    requests.allow(asked.request.id, Terms(), 1)
    with pytest.raises(FieldError):
        requests.enter_result(asked.request.id, relevant="he drinks", outcome="nothing")
    over = requests.enter_result(asked.request.id, relevant="no", outcome="nothing")
    assert (over.state, dict(over.details)["relevant"]) == (SchoolRequestState.ENDED, "no")


@pytest.mark.clause("kew-woods:6.1")
def test_a_search_the_policy_forbids_is_kept_as_refused_with_the_note_on_guidance(
    made: list[InventedSchool], tmp_path: Path
) -> None:
    school = at(made, tmp_path, "kew-woods")
    school.sign_in(school.head)
    asked = ask(school, RequestKind.RECRUITMENT_SEARCH)
    assert asked.request.refused_by_policy
    assert asked.verdict.guidance is not None
    assert "6.1" in line(school, asked.request).request.note
    with pytest.raises(RuleError):
        school.office.request_letters.make(asked.request.id)
