"""What the invented school's people find of the life of an access: each list, request, review and check is in some state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from schoolsm_desktop.demo import Demonstration
from schoolsm_desktop.domain.accounts import AccountClass, Known
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.requests import RequestState
from schoolsm_desktop.domain.reviews import Verdict
from schoolsm_desktop.services.office import Office
from tests.services.demo_fixture import ON, sign_in


@pytest.fixture
def office(demo: Demonstration) -> Iterator[Office]:
    """The headteacher's, who sees all of it."""
    signed_in = sign_in(demo, "head")
    yield signed_in
    signed_in.close()


def test_most_are_in_order_one_was_not_trained_and_the_supply_teacher_has_not_signed(office: Office) -> None:
    with office.session.reading() as uow:
        people = {p.id: p for p in uow.people.all()}
    ready = office.conditions.readiness()
    lacking = {people[p].job_title: r for p, r in ready.items() if not r.ok and not people[p].left_by(ON)}
    assert "Supply teacher, Year 2" in lacking
    assert sum(r.ok for r in ready.values()) > 20
    with office.session.reading() as uow:
        courses = [m for m in uow.conditions.all() if m.condition is AccessCondition.TRAINING]
    latest = {m.person_id: max(c.until or ON for c in courses if c.person_id == m.person_id) for m in courses}
    ended = [p for p, until in latest.items() if until < ON and not people[p].left_by(ON)]
    assert [people[p].job_title for p in ended] == ["Teacher, Year 3"]


def test_requests_wait_are_authorised_refused_and_given(office: Office) -> None:
    lines = office.requests.lines()
    assert [line.request.state for line in lines].count(RequestState.ASKED) == 1
    assert [line.request.state for line in lines].count(RequestState.AUTHORISED) == 1
    (refused,) = (line.request for line in lines if line.request.state is RequestState.REFUSED)
    assert refused.decision_note
    with office.session.reading() as uow:
        given = [a for a in uow.access.all() if a.request_id is not None]
    assert [a.override_reason for a in given if a.override_reason]
    assert len([a for a in given if a.under_cover]) == 1


def test_the_deputy_covered_last_month_and_the_headteacher_was_told(office: Office) -> None:
    with office.session.reading() as uow:
        (cover,) = uow.covers.all()
    assert cover.in_emergency
    assert cover.told_on is not None
    assert not cover.stands_on(ON)
    assert cover.starts > ON - timedelta(days=45)


def test_a_leaver_knew_three_passwords_of_which_one_is_another_by_now(office: Office) -> None:
    (head,) = (
        line.checklist
        for line in office.checklists.open_lists()
        if line.checklist.kind is ChecklistKind.LEAVES and line.checklist.day < ON
    )
    known = [view for view in office.checklists.view(head.id).lines if view.line.kind is LineKind.PASSWORD_KNOWN]
    assert sorted(view.is_open for view in known) == [False, True, True]


def test_lists_stand_at_every_stage(office: Office) -> None:
    lists = [line.checklist for line in office.checklists.lists()]
    finished = [c for c in lists if not c.is_open]
    assert [c.kind for c in finished] == [ChecklistKind.LEAVES]
    assert finished[0].signed_on is not None
    kinds = [c.kind for c in lists if c.is_open]
    assert kinds.count(ChecklistKind.LEAVES) == 2
    assert kinds.count(ChecklistKind.CHANGES_JOB) == kinds.count(ChecklistKind.CLOSES_ACCOUNT) == 1
    (later,) = (c for c in lists if c.is_open and c.kind is ChecklistKind.LEAVES and c.day > ON)
    assert later.day in {term.ends for term in office.schools.terms()}


def test_last_terms_review_is_signed_off_with_changes_and_this_terms_half_done(office: Office) -> None:
    sheet = office.reviews.sheet()
    assert sheet.review is not None
    with office.session.reading() as uow:
        reviews = {r.id: r for r in uow.reviews.all()}
        lines = uow.reviews.lines.all()
    (signed,) = (r for r in reviews.values() if r.signed_off_at is not None)
    done = [line for line in lines if line.review_id == signed.id]
    assert {line.verdict for line in done} == {Verdict.KEEP, Verdict.CHANGE, Verdict.END}
    assert all(line.carried_out_at for line in done)
    now = [line for line in lines if line.review_id == sheet.review.id]
    decided = [line for line in now if line.verdict is not None]
    assert 0.3 < len(decided) / len(now) < 0.7
    assert Verdict.UNSURE in {line.verdict for line in decided}


def test_last_terms_account_check_holds_one_no(office: Office) -> None:
    with office.session.reading() as uow:
        checks = uow.account_checks.all()
    noes = [answer for check in checks for answer in check.answers.values() if answer is Known.NO]
    assert len(checks) == 5
    assert len(noes) == 1
    assert office.account_checks.sheet().period not in {check.term for check in checks}


def test_accounts_have_a_past_and_some_are_on_their_way_out(office: Office) -> None:
    with office.session.reading() as uow:
        assert len(uow.code_uses.all()) == 3
        (former,) = uow.former_logins.all()
        (pretends,) = (a for a in uow.accounts.all() if a.account_class is AccountClass.PRETENDS)
    assert former.user_name.startswith("concerts@")
    assert pretends.not_ours is not None
    assert pretends.not_ours.reported_on is not None
    assert pretends.not_ours.gone_on is None


def test_the_deputy_signs_in_with_the_passphrase_that_is_shown(demo: Demonstration) -> None:
    office = sign_in(demo, "deputy")
    assert office.my_title() == "Deputy headteacher"
    office.close()


def test_nothing_was_put_in_past_the_services(office: Office) -> None:
    assert office.log.altered_rows() == ()


def test_today_asks_for_all_of_it(office: Office) -> None:
    asked = {line.item.key.partition(":")[0] for line in office.today.view().lines}
    assert asked >= {"request-decide", "request-give", "list", "review-open", "account-check", "pretends-still"}
