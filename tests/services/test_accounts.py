"""The life of an account: proposed, authorised, in use, paused, closed; and who may do which step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import Account, AccountClass, AccountState, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import School
from schoolsm_desktop.services.accounts import PasswordState
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)


def proposed(school: InventedSchool) -> Account:
    """A new account that waits for the headteacher."""
    return school.office.accounts.add(
        Account(uuid4(), school.head.school_id, "instagram", "School trips", state=AccountState.PROPOSED)
    )


@pytest.mark.clause("churchward:intro-authorised-purposes")
def test_without_the_headteachers_word_an_account_is_not_used(school: InventedSchool) -> None:
    account = proposed(school)
    with pytest.raises(RuleError):
        school.office.accounts.move(account.id, AccountState.IN_USE)
    with pytest.raises(RuleError, match="not in use"):
        school.give(school.add_person("Jo Marsh"), account, AccessKind.OWN_LOGIN)
    with pytest.raises(NotAllowedError):
        school.office.accounts.authorise(account.id, school.coordinator.id, TODAY)
    kept = school.sign_in(school.head).accounts.authorise(account.id, school.head.id, TODAY)
    assert (kept.state, kept.authorised_by, kept.authorised_on) == (AccountState.AUTHORISED, school.head.id, TODAY)
    school.sign_in(school.coordinator)
    assert school.office.accounts.move(account.id, AccountState.IN_USE).state is AccountState.IN_USE
    assert school.office.accounts.facts(account.id).authoriser == school.head


def test_an_authorisation_on_paper_is_entered_with_its_day_and_logged_under_who_typed_it(
    school: InventedSchool,
) -> None:
    account = proposed(school)
    kept = school.office.accounts.authorise(account.id, school.head.id, date(2026, 11, 12))
    assert (kept.state, kept.authorised_on) == (AccountState.AUTHORISED, date(2026, 11, 12))
    with school.office.session.reading() as uow:
        entry = uow.audit.newest(1)[0]
    assert (entry.did, entry.person_id) == (Did.ACCOUNT_MOVED, school.coordinator.id)


def test_an_account_that_was_in_use_before_stays_in_use_when_it_is_authorised(school: InventedSchool) -> None:
    page = school.add_account()
    assert school.sign_in(school.head).accounts.authorise(page.id, school.head.id, TODAY).state is AccountState.IN_USE


def test_paused_closed_and_opened_again(school: InventedSchool) -> None:
    page = school.add_account()
    accounts = school.office.accounts
    assert accounts.move(page.id, AccountState.SUSPENDED).state is AccountState.SUSPENDED
    with pytest.raises(RuleError):
        accounts.move(page.id, AccountState.IN_USE)  # nobody has authorised it yet
    closed = accounts.move(page.id, AccountState.CLOSED)
    assert closed.closed_on == TODAY
    assert accounts.lines()[-1].account.state is AccountState.CLOSED
    assert not [x for x in school.office.today.view().lines if x.item.subject_id == page.id]
    again = accounts.move(page.id, AccountState.PROPOSED)
    assert (again.state, again.closed_on) == (AccountState.PROPOSED, None)
    with pytest.raises(RuleError):
        accounts.move(page.id, AccountState.SUSPENDED)


def test_changing_facts_changes_neither_the_state_nor_the_authorisation(school: InventedSchool) -> None:
    account = proposed(school)
    sly = replace(
        account,
        purpose="Trips",
        state=AccountState.IN_USE,
        authorised_by=school.coordinator.id,
        authorised_on=TODAY,
    )
    kept = school.office.accounts.change(sly)
    assert (kept.purpose, kept.state) == ("Trips", AccountState.PROPOSED)
    assert (kept.authorised_by, kept.authorised_on) == (None, None)
    with pytest.raises(ChangedMeanwhileError):
        school.office.accounts.change(account)


@pytest.mark.clause("churchward:2-mk-ownership")
def test_a_policy_can_ask_for_somebody_who_looks_after_every_account(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    school = InventedSchool(tmp_path_factory.mktemp("school"), "churchward")
    bare = Account(uuid4(), school.head.school_id, "x", "School X")
    with pytest.raises(FieldError) as caught:
        school.office.accounts.add(bare)
    assert caught.value.field == "owner_id"
    owned = school.office.accounts.add(replace(bare, owner_id=school.head.id, deputy_owner_id=school.coordinator.id))
    with pytest.raises(FieldError):
        school.office.accounts.change(replace(owned, owner_id=None, deputy_owner_id=None))
    with pytest.raises(FieldError) as caught:
        school.office.accounts.change(replace(owned, deputy_owner_id=school.head.id))
    assert caught.value.field == "deputy_owner_id"
    assert len(school.office.accounts.lines()) == 1
    school.sign_out()


def test_where_the_policy_is_silent_an_account_begins_with_a_name_and_a_platform(school: InventedSchool) -> None:
    kept = school.office.accounts.add(Account(uuid4(), school.head.school_id, "other", "Newsletter tool"))
    line = next(x for x in school.office.accounts.lines() if x.account.id == kept.id)
    assert line.owner is None
    assert line.missing
    assert line.password is PasswordState.NOT_KEPT


def test_accounts_belong_to_one_of_several_schools(school: InventedSchool) -> None:
    second = school.office.schools.add(School(uuid4(), "Bridge End Academy"))
    kept = school.office.accounts.add(Account(uuid4(), second.id, "x", "Bridge End X"))
    jo = school.add_person("Jo Marsh")
    assert school.give(jo, replace(kept), AccessKind.OWN_LOGIN).school_id == second.id
    with school.office.session.reading() as uow:
        assert uow.accounts.of_school(second.id) == (kept,)


def test_accounts_of_others_are_listed_and_give_no_access(school: InventedSchool) -> None:
    theirs = school.add_account("Parents’ group", None, account_class=AccountClass.NOT_OURS)
    assert school.office.accounts.lines()[-1].account.id == theirs.id
    with pytest.raises(RuleError, match="not the school"):
        school.give(school.add_person("Jo Marsh"), theirs)


def test_the_pane_says_what_may_be_done_by_whom(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.sign_in(school.coordinator)
    school.give(jo, page)
    facts = school.office.accounts.facts(page.id)
    assert (facts.may_open, facts.may_edit, facts.may_authorise, facts.may_waive) == (True, True, False, False)
    assert facts.fields == {SecretField.PASSWORD}
    assert [p.id for _, p in facts.accesses] == [jo.id]
    facts = school.sign_in(jo).accounts.facts(page.id)
    assert (facts.may_open, facts.may_edit, facts.may_authorise, facts.may_waive) == (True, False, False, False)
    with pytest.raises(NotAllowedError):
        school.office.accounts.change(facts.line.account)
    with pytest.raises(NotAllowedError):
        school.office.accounts.move(page.id, AccountState.CLOSED)


def test_a_platform_says_where_its_password_is_changed(school: InventedSchool) -> None:
    page = school.add_account()
    assert school.office.accounts.facts(page.id).line.platform.change_password
    with school.office.session.reading() as uow:
        assert uow.platforms.get("x").change_password
    found = school.office.accounts.platform_for("https://twitter.com/alder")
    assert found is not None
    assert found.id == "x"
