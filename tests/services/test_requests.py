"""Asked by one, decided by the headteacher, given by another; conditions first; on screen or on paper; nobody for themself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel, AuthorisedOn
from schoolsm_desktop.domain.accounts import Account, AccountState, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, OfficeError, RuleError
from schoolsm_desktop.domain.people import Contract, Duty, Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.requests import AccessRequest, DecidedAlreadyError, RequestState
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.giving import ConditionsMissingError, GiveRequest
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.requests import Asking, OnPaper
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
KNOWS, LOGIN, LESSON = AccessKind.KNOWS_PASSWORD, AccessKind.OWN_LOGIN, AccessKind.LESSON_USE


@pytest.fixture
def page(school: InventedSchool) -> Account:
    return school.add_account()


@pytest.fixture
def jo(school: InventedSchool) -> Person:
    return school.add_person("Jo Marsh")


def ask(
    school: InventedSchool, person: Person, account: Account, kind: AccessKind = KNOWS, **more: object
) -> AccessRequest:
    fields: dict[str, object] = {"starts": TODAY, "reason": "class news"} | more
    return school.office.requests.ask(Asking(person.id, account.id, kind, AccessLevel.POSTS, **fields))  # type: ignore[arg-type]


def now(school: InventedSchool, request_id: UUID) -> AccessRequest:
    with school.office.session.reading() as uow:
        return uow.requests.get(request_id)


def accesses(school: InventedSchool) -> list[Access]:
    with school.office.session.reading() as uow:
        return list(uow.access.all())


def deputy_of(school: InventedSchool) -> Person:
    deputy = school.add_person("Dee Putty", "Deputy head")
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    return deputy


@pytest.mark.clause("valence:roles-1")
def test_asked_authorised_and_given_by_three_people_and_the_password_opens(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    """The coordinator gives, under the headteacher's authorisation, each step dated and signed."""
    school.make_sign_in(jo)
    request = ask_as(school, jo, jo, page)
    school.sign_in(school.head).requests.authorise(request.id)
    office = school.sign_in(school.coordinator)
    school.ready(jo)
    access = office.requests.give(request.id)
    assert (access.authorised_by, access.authorised_on, access.authorised_how) == (
        school.head.id,
        TODAY,
        AuthorisedOn.SCREEN,
    )
    assert (access.given_by, access.request_id, access.override_reason) == (school.coordinator.id, request.id, "")
    kept = now(school, request.id)
    assert (kept.state, kept.access_id) == (RequestState.GIVEN, access.id)
    with office.session.reading() as uow:
        deeds = [(e.did, e.person_id) for e in uow.audit.of_subject(request.id)]
    assert deeds == [
        (Did.ACCESS_ASKED, jo.id),
        (Did.ACCESS_AUTHORISED, school.head.id),
        (Did.REQUEST_GIVEN, school.coordinator.id),
    ]
    assert office.log.altered_rows() == ()
    assert school.sign_in(jo).secrets.open(page.id, SecretField.PASSWORD) == "kX9#mQ2$vL7&pT4w"


def ask_as(school: InventedSchool, who: Person, person: Person, account: Account) -> AccessRequest:
    school.sign_in(who)
    return ask(school, person, account)


def test_nothing_opens_before_it_is_given(school: InventedSchool, page: Account, jo: Person) -> None:
    school.make_sign_in(jo)
    request = ask_as(school, jo, jo, page)
    school.sign_in(school.head).requests.authorise(request.id)
    office = school.sign_in(jo)
    with pytest.raises(NotOnRegisterError):
        office.secrets.open(page.id, SecretField.PASSWORD)
    with pytest.raises(NotAllowedError):
        office.requests.give(request.id)


def test_a_teacher_asks_for_themself_alone_and_sees_their_own_alone(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    other = school.add_person("Sam Adeyemi")
    ask(school, other, page)
    school.make_sign_in(jo)
    own = ask_as(school, jo, jo, page)
    office = school.office
    with pytest.raises(NotAllowedError):
        ask(school, other, page, LOGIN)
    assert [line.request.id for line in office.requests.lines()] == [own.id]
    rights = office.requests.rights()
    assert (rights.people, rights.decide, rights.give, rights.record) == ((jo,), False, False, False)
    assert [a.id for a, _ in rights.accounts] == [page.id], "what may be asked for is offered by name"
    with pytest.raises(NotAllowedError):
        office.requests.authorise(own.id)


@pytest.mark.parametrize("duty", [Duty.OFFICE_MANAGER, Duty.COORDINATOR])
def test_the_office_and_the_coordinator_ask_for_others_and_decide_nothing(
    school: InventedSchool, page: Account, jo: Person, duty: Duty
) -> None:
    if duty is Duty.OFFICE_MANAGER:
        clerk = school.add_person("Pat Lowe")
        school.office.people.give_duty(clerk.id, duty, TODAY)
        school.make_sign_in(clerk)
        school.sign_in(clerk)
    request = ask(school, jo, page)
    with pytest.raises(NotAllowedError):
        school.office.requests.authorise(request.id)
    with pytest.raises(NotAllowedError):
        school.office.requests.refuse(request.id, "no")
    assert now(school, request.id).state is RequestState.ASKED


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"ends": date(2026, 11, 19)}, "ends"),
        ({"kind": LESSON}, "kind"),
        ({"starts": date(2026, 8, 1)}, "starts"),
    ],
)
def test_what_could_not_be_given_cannot_be_asked_for(
    school: InventedSchool, jo: Person, more: dict[str, object], field: str
) -> None:
    account = school.add_account("Young page", opened_on=date(2026, 9, 1))
    with pytest.raises(FieldError) as caught:
        ask(school, jo, account, **more)  # type: ignore[arg-type]
    assert caught.value.field == field


def test_leavers_and_accounts_that_are_not_in_use_are_refused(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    gone = school.add_person("Dan Pryce", ends=date(2026, 11, 1))
    with pytest.raises(RuleError, match="no longer works here"):
        ask(school, gone, page)
    school.office.accounts.move(page.id, AccountState.CLOSED)
    with pytest.raises(RuleError, match="not in use"):
        ask(school, jo, page)


@pytest.mark.clause("kew-woods:3.2")
def test_agency_access_always_ends_on_a_day(school: InventedSchool, page: Account) -> None:
    for contract in (Contract.AGENCY, Contract.TRAINEE, Contract.TEMPORARY, Contract.VISITOR):
        supply = school.add_person(f"Sade {contract.value}", contract=contract)
        with pytest.raises(FieldError) as caught:
            ask(school, supply, page)
        assert caught.value.field == "ends"
        assert ask(school, supply, page, ends=date(2026, 12, 4)).ends == date(2026, 12, 4)


@pytest.mark.clause("valence:teach-6")
def test_lesson_use_is_only_for_somebody_who_has_access_already(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    with pytest.raises(FieldError, match="Teach 6"):
        school.give(jo, page, LESSON)
    login = school.give(jo, page, LOGIN)
    assert school.give(jo, page, LESSON).kind is LESSON
    sam = school.add_person("Sam Adeyemi")
    school.give(sam, page, LOGIN, starts=date(2026, 12, 1))
    with pytest.raises(FieldError):
        school.give(sam, page, LESSON)
    school.office.access.pause(login.id)
    assert len(accesses(school)) == 3


def test_the_same_is_not_asked_for_twice(school: InventedSchool, page: Account, jo: Person) -> None:
    first = ask(school, jo, page)
    with pytest.raises(RuleError, match="asked for already"):
        ask(school, jo, page)
    school.office.requests.withdraw(first.id)
    assert ask(school, jo, page).id != first.id


# Deciding


def test_a_refusal_needs_a_note_and_keeps_it(school: InventedSchool, page: Account, jo: Person) -> None:
    request = ask(school, jo, page)
    office = school.sign_in(school.head)
    with pytest.raises(FieldError) as caught:
        office.requests.refuse(request.id, "  ")
    assert caught.value.field == "note"
    refused = office.requests.refuse(request.id, "Not before the training")
    assert (refused.state, refused.decision_note) == (RequestState.REFUSED, "Not before the training")
    school.sign_in(school.coordinator)
    with pytest.raises(DecidedAlreadyError, match="refused it on 20 Nov 2026"):
        school.office.requests.give(request.id)


def test_a_decision_already_taken_is_named_and_nothing_is_overwritten(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    request = ask(school, jo, page)
    office = school.sign_in(school.head)
    office.requests.refuse(request.id, "no")
    before = now(school, request.id)
    for late in (
        lambda: office.requests.authorise(request.id),
        lambda: office.requests.refuse(request.id, "again"),
        lambda: office.requests.enter_paper(request.id, OnPaper(True, school.head.id, TODAY)),
        lambda: office.requests.withdraw(request.id),
        lambda: office.requests.give(request.id),
    ):
        with pytest.raises(DecidedAlreadyError) as caught:
            late()
        assert "A. Whitfield refused it on 20 Nov 2026" in caught.value.sentence
        assert "Nothing of yours was saved" in caught.value.sentence
    assert now(school, request.id) == before


def test_nobody_decides_on_their_own_and_a_governor_signs_for_the_head(school: InventedSchool, page: Account) -> None:
    chair = school.add_person("Edith Wainford", "Chair", contract=Contract.GOVERNOR)
    request = ask(school, school.head, page, LOGIN)
    office = school.sign_in(school.head)
    with pytest.raises(RuleError, match="on their own access"):
        office.requests.authorise(request.id)
    with pytest.raises(RuleError, match="Nobody enters the decision on their own"):
        office.requests.enter_paper(request.id, OnPaper(True, chair.id, TODAY))
    office = school.sign_in(school.coordinator)
    with pytest.raises(FieldError) as caught:
        office.requests.enter_paper(request.id, OnPaper(True, school.head.id, TODAY))
    assert caught.value.field == "by"
    decided = office.requests.enter_paper(request.id, OnPaper(True, chair.id, date(2026, 11, 18)))
    assert (decided.decided_by, decided.authorised_how, decided.under_cover) == (chair.id, AuthorisedOn.PAPER, False)
    school.ready(school.head)
    assert office.requests.give(request.id).authorised_by == chair.id


def test_straight_from_a_paper_the_head_s_own_needs_another_s_name_too(school: InventedSchool, page: Account) -> None:
    deputy = deputy_of(school)
    with pytest.raises(FieldError, match="their own access"):
        school.give(school.head, page, LOGIN)
    given = school.give(school.head, page, LOGIN, authorised_by=deputy.id)
    assert (given.authorised_by, given.under_cover) == (deputy.id, False)


def test_a_paper_keeps_its_day_its_signer_who_typed_it_and_its_scan(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    request = ask(school, jo, page)
    scan = Scan("signed form.pdf", "application/pdf", scan_pdf())
    for by, on, field in ((jo.id, TODAY, "by"), (school.head.id, date(2026, 11, 21), "on")):
        with pytest.raises(FieldError) as caught:
            school.office.requests.enter_paper(request.id, OnPaper(True, by, on, scan=scan))
        assert caught.value.field == field
    paper = OnPaper(True, school.head.id, date(2026, 11, 18), "as agreed", scan=scan)
    kept = school.office.requests.enter_paper(request.id, paper)
    assert (kept.decided_by, kept.decided_on) == (school.head.id, date(2026, 11, 18))
    assert (kept.recorded_by, kept.authorised_how) == (school.coordinator.id, AuthorisedOn.PAPER)
    assert kept.paper_id is not None
    assert school.office.papers.open(kept.paper_id)[1] == scan.content
    with school.office.session.reading() as uow:
        assert len(uow.papers.all()) == 1, "a paper that was refused left no scan behind"
    school.ready(jo)
    assert school.office.requests.give(request.id).paper_id == kept.paper_id


def test_a_deputy_s_paper_counts_on_a_day_of_cover_only(school: InventedSchool, page: Account, jo: Person) -> None:
    deputy = deputy_of(school)
    request = ask(school, jo, page)
    with pytest.raises(FieldError, match="no cover on 20 Nov 2026"):
        school.office.requests.enter_paper(request.id, OnPaper(True, deputy.id, TODAY))
    with pytest.raises(FieldError, match="no cover"):
        school.give(jo, page, LOGIN, authorised_by=deputy.id)
    school.sign_in(school.head).cover.begin(deputy.id, TODAY, TODAY)
    school.sign_in(school.coordinator)
    kept = school.office.requests.enter_paper(request.id, OnPaper(True, deputy.id, TODAY))
    assert kept.under_cover
    given = school.give(jo, page, LOGIN, authorised_by=deputy.id)
    assert (given.under_cover, given.authorised_how) == (True, AuthorisedOn.PAPER)


# Giving


@pytest.mark.clause("valence:purpose-staff-guidance", "valence:use-11")
def test_what_is_missing_is_named_with_its_clause_and_nothing_is_given(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    request = ask(school, jo, page)
    school.sign_in(school.head).requests.authorise(request.id)
    office = school.sign_in(school.coordinator)
    with pytest.raises(ConditionsMissingError) as caught:
        office.requests.give(request.id)
    assert "Policy not read and signed (Purpose)" in caught.value.sentence
    assert "No undertaking (Use 11)" in caught.value.sentence
    assert accesses(school) == []
    assert now(school, request.id).state is RequestState.AUTHORISED
    for condition in (AccessCondition.POLICY_READ, AccessCondition.UNDERTAKING):
        office.conditions.tick(Tick((jo.id,), condition, TODAY))
    assert office.requests.give(request.id).override_reason == ""


def test_the_head_may_override_with_a_reason_that_the_register_keeps(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    request = ask(school, jo, page)
    school.sign_in(school.head).requests.authorise(request.id, override_reason="Signs on Monday, the trip is today")
    access = school.sign_in(school.coordinator).requests.give(request.id)
    assert access.override_reason == "Signs on Monday, the trip is today"
    assert "Signs on Monday" in str(school.office.access.cell(jo.id, page.id).cell.live[0].override_reason)


def test_a_reason_to_override_that_was_not_needed_is_not_kept(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    school.ready(jo)
    assert school.give(jo, page, override_reason="in case").override_reason == ""
    request = ask(school, jo, school.add_account("Second page"))
    kept = school.sign_in(school.head).requests.authorise(request.id, override_reason="in case")
    assert (kept.state, kept.override_reason) == (RequestState.AUTHORISED, "")


def test_given_straight_from_a_paper_without_conditions_it_needs_the_reason(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    request = GiveRequest(
        jo.id, page.id, KNOWS, AccessLevel.POSTS, TODAY, authorised_by=school.head.id, authorised_on=TODAY
    )
    with pytest.raises(ConditionsMissingError):
        school.office.access.give(request)
    given = school.office.access.give(replace(request, override_reason="Written on the slip"))
    assert (given.override_reason, given.authorised_how) == ("Written on the slip", AuthorisedOn.PAPER)


def test_what_is_given_from_a_paper_settles_the_request_for_the_same(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    request = ask(school, jo, page)
    given = school.give(jo, page)
    settled = now(school, request.id)
    assert (settled.state, settled.access_id, settled.decided_by) == (RequestState.GIVEN, given.id, school.head.id)


def test_access_from_before_is_free_of_conditions(school: InventedSchool, page: Account, jo: Person) -> None:
    before = GiveRequest(jo.id, page.id, KNOWS, AccessLevel.POSTS, TODAY)
    (kept,) = school.office.access.already_had([before])
    assert kept.already_had
    assert not school.office.conditions.readiness()[jo.id].ok


def test_what_was_asked_for_long_ago_begins_on_the_day_it_is_given(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    request = ask(school, jo, page, ends=date(2026, 11, 27))
    school.office.requests.enter_paper(request.id, OnPaper(True, school.head.id, TODAY))
    school.ready(jo)
    school.clock.set(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    assert school.office.requests.give(request.id).starts == date(2026, 11, 24)
    late = ask(school, school.add_person("Sam Adeyemi"), page, ends=date(2026, 11, 27))
    school.office.requests.enter_paper(late.id, OnPaper(True, school.head.id, date(2026, 11, 24)))
    school.clock.set(datetime.fromisoformat("2026-11-30T09:00:00+00:00"))
    with pytest.raises(FieldError):
        school.office.requests.give(late.id)


def test_a_decision_put_into_the_records_by_other_means_gives_nothing(
    school: InventedSchool, page: Account, jo: Person
) -> None:
    request = ask(school, jo, page)
    school.ready(jo)
    with school.office.session.database.unit_of_work() as uow:
        forged = replace(
            request,
            state=RequestState.AUTHORISED,
            decided_by=school.head.id,
            decided_on=TODAY,
            authorised_how=AuthorisedOn.SCREEN,
        )
        uow.requests.save(forged)
        uow.commit()
    with pytest.raises(RuleError, match="not as somebody signed it"):
        school.office.requests.give(request.id)
    assert accesses(school) == []
    assert [row.kind for row in school.sign_in(school.head).log.altered_rows()] == ["request"]


def test_withdrawing_is_for_whoever_asked_or_the_office(school: InventedSchool, page: Account, jo: Person) -> None:
    sam = school.add_person("Sam Adeyemi")
    others = ask(school, sam, page)
    school.make_sign_in(jo)
    own = ask_as(school, jo, jo, page)
    with pytest.raises(NotAllowedError):
        school.office.requests.withdraw(others.id)
    assert school.office.requests.withdraw(own.id).state is RequestState.WITHDRAWN
    school.sign_in(school.coordinator)
    assert school.office.requests.withdraw(others.id).state is RequestState.WITHDRAWN


def test_today_leads_each_to_their_step(school: InventedSchool, page: Account, jo: Person) -> None:
    def line(start: str) -> list[tuple[str, bool]]:
        return [(x.who, x.may_begin) for x in school.office.today.view().lines if x.item.key.startswith(start)]

    request = ask(school, jo, page)
    assert line("request-decide") == [("A. Whitfield", False)]
    school.sign_in(school.head)
    assert line("request-decide") == [("A. Whitfield", True)]
    school.office.requests.authorise(request.id)
    assert line("request-decide") == []
    school.sign_in(school.coordinator)
    assert line("request-give") == [("R. Okafor", True)]
    school.ready(jo)
    school.office.requests.give(request.id)
    assert line("request") == []


def test_no_sentence_about_a_request_holds_a_secret(school: InventedSchool, page: Account, jo: Person) -> None:
    request = ask(school, jo, page)
    said = []
    for deed in (
        lambda: school.office.requests.give(request.id),
        lambda: school.office.requests.authorise(request.id),
        lambda: school.give(jo, page, LESSON),
    ):
        with pytest.raises(OfficeError) as caught:
            deed()
        said.append(caught.value.sentence)
    assert not any("kX9#mQ2$vL7&pT4w" in sentence for sentence in said)
