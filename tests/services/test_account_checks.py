"""The termly account check: asked in words, proposed from facts, answers written back, a “no” that stays visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Account, AccountState, Known, RecoveryFacts, SecondFactor
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.services.account_checks import Asked
from tests.services.school import InventedSchool

Q = CheckQuestion


def ask(school: InventedSchool, account: Account, question: CheckQuestion) -> Asked:
    """One question as the sheet has it."""
    asked = school.office.account_checks.sheet().asked
    return next(each for each in asked if each.account.id == account.id and each.question is question)


def today_keys(school: InventedSchool) -> set[str]:
    """What Today says, by the first part of its keys."""
    return {line.item.key.partition(":")[0] for line in school.office.today.view().lines}


def answer_all(school: InventedSchool, account: Account, answer: Known = Known.YES) -> None:
    """Every question alike."""
    for question in CheckQuestion:
        school.office.account_checks.answer(account.id, question, answer)


def test_the_fixed_list_is_asked_of_every_live_account_in_words(school: InventedSchool) -> None:
    school.add_account("X page")
    site = school.add_account("Website", platform_id="website", password=None)
    old = school.add_account("Old page", password=None)
    school.office.accounts.move(old.id, AccountState.CLOSED)
    sheet = school.office.account_checks.sheet()
    assert [(e.account.name, e.question) for e in sheet.asked] == [
        (name, question) for name in ("Website", "X page") for question in CheckQuestion
    ]
    assert (sheet.period, sheet.due_on, sheet.done, sheet.total) == ("Autumn term 2026", date(2026, 12, 18), 0, 2)
    first = ask(school, site, Q.SECOND_FACTOR)
    assert first.words == "Is a second factor switched on?"
    assert "security settings" in first.help
    with pytest.raises(RuleError, match="not checked"):
        school.office.account_checks.answer(old.id, Q.STILL_NEEDED, Known.YES)


@pytest.mark.clause("valence:fb-5", "valence:tw-4")
def test_what_the_account_may_do_on_pages_of_individuals_comes_from_the_policy(school: InventedSchool) -> None:
    page = school.add_account("Facebook page", platform_id="facebook")
    asked = ask(school, page, Q.FOLLOWS_NO_INDIVIDUAL)
    assert asked.help.startswith(
        "Your policy: our accounts do not like the posts of individuals, follow individuals and comment on"
    )
    school.office.account_checks.answer(page.id, Q.FOLLOWS_NO_INDIVIDUAL, Known.NO)
    line = next(x for x in school.office.today.view().lines if x.item.key == f"check-no:{page.id}")
    assert line.item.title == "Facebook page: it follows, likes or comments on individuals"
    assert ask(school, page, Q.FOLLOWS_NO_INDIVIDUAL).open_since == date(2026, 11, 20)
    with school.office.session.reading() as uow:
        assert uow.accounts.get(page.id).may_follow_individuals is Known.YES
    school.office.account_checks.answer(page.id, Q.FOLLOWS_NO_INDIVIDUAL, Known.YES)
    assert f"check-no:{page.id}" not in {x.item.key for x in school.office.today.view().lines}


def test_what_the_facts_say_is_proposed_and_never_assumed(school: InventedSchool) -> None:
    facts = RecoveryFacts(
        second_factor=SecondFactor.APP, second_administrator="A. Whitfield", last_tried=date(2026, 3, 1)
    )
    page = school.add_account("X page", recovery=facts)
    for question in (Q.SECOND_FACTOR, Q.TWO_ADMINISTRATORS, Q.RECOVERY_TRIED):
        asked = ask(school, page, question)
        assert asked.proposed is not None
        assert asked.proposed.answer is Known.YES
        assert asked.answer is None
    assert ask(school, page, Q.STILL_NEEDED).proposed is None
    assert ask(school, page, Q.ADDRESS_AND_PICTURE).proposed is None
    old = school.add_account(
        "Old", recovery=RecoveryFacts(last_tried=date(2025, 3, 1), second_factor=SecondFactor.NONE)
    )
    for question in (Q.SECOND_FACTOR, Q.RECOVERY_TRIED):
        proposed = ask(school, old, question).proposed
        assert proposed is not None
        assert proposed.answer is Known.NO


def test_two_people_who_administer_by_the_register_are_proposed(school: InventedSchool) -> None:
    page = school.add_account("X page", password=None)
    assert ask(school, page, Q.TWO_ADMINISTRATORS).proposed is None
    for name in ("Jo Marsh", "Sam Adeyemi"):
        person = school.add_person(name)
        access = school.give(person, page, AccessKind.OWN_LOGIN)
        school.office.access.change(replace(access, level=AccessLevel.ADMINISTERS))
    proposed = ask(school, page, Q.TWO_ADMINISTRATORS).proposed
    assert proposed is not None
    assert proposed.why == "the register names 2"


@pytest.mark.clause("churchward:4-passwords-strong-secure")
def test_answers_that_are_facts_are_written_to_the_account(school: InventedSchool) -> None:
    page = school.add_account("X page", recovery=RecoveryFacts(second_administrator="A. Whitfield"))
    checks = school.office.account_checks

    def facts() -> RecoveryFacts:
        with school.office.session.reading() as uow:
            return uow.accounts.get(page.id).recovery

    checks.answer(page.id, Q.RECOVERY_TRIED, Known.YES)
    assert facts().last_tried is None
    checks.answer(page.id, Q.RECOVERY_TRIED, Known.YES, tried_today=True)
    assert facts().last_tried == date(2026, 11, 20)
    checks.answer(page.id, Q.SECOND_FACTOR, Known.NO)
    assert facts().second_factor is SecondFactor.NONE
    assert "second-factor" in today_keys(school)
    checks.answer(page.id, Q.SECOND_FACTOR, Known.YES)
    assert facts().second_factor is SecondFactor.NOT_KNOWN
    checks.answer(page.id, Q.TWO_ADMINISTRATORS, Known.NO)
    assert facts().second_administrator == ""
    assert school.office.log.altered_rows() == ()


def test_a_no_stays_until_a_fact_or_a_later_check_says_yes(school: InventedSchool) -> None:
    page = school.add_account("X page")
    checks = school.office.account_checks
    for question in (Q.TWO_ADMINISTRATORS, Q.ADDRESS_AND_PICTURE):
        checks.answer(page.id, question, Known.NO)
    (line,) = [x for x in school.office.today.view().lines if x.item.key.startswith("check-no")]
    assert line.item.title == "X page: no second administrator and address, name or picture are not right"
    with school.office.session.reading() as uow:
        account = uow.accounts.get(page.id)
    school.office.accounts.change(
        replace(account, recovery=replace(account.recovery, second_administrator="A. Whitfield"))
    )
    (line,) = [x for x in school.office.today.view().lines if x.item.key.startswith("check-no")]
    assert line.item.title == "X page: address, name or picture are not right"
    school.clock.set(datetime(2027, 2, 1, 9, tzinfo=UTC))
    assert "check-no" in today_keys(school)
    checks.answer(page.id, Q.ADDRESS_AND_PICTURE, Known.NOT_KNOWN)
    assert "check-no" in today_keys(school)
    checks.answer(page.id, Q.ADDRESS_AND_PICTURE, Known.YES)
    assert "check-no" not in today_keys(school)


@pytest.mark.clause("churchward:intro-benefits")
def test_an_account_that_serves_no_purpose_any_more_is_offered_for_closing(school: InventedSchool) -> None:
    page = school.add_account("X page")
    school.office.account_checks.answer(page.id, Q.STILL_NEEDED, Known.NO)
    (line,) = [x for x in school.office.today.view().lines if x.item.key == f"check-unneeded:{page.id}"]
    assert line.item.button == "Close it…"
    school.office.accounts.move(page.id, AccountState.CLOSED)
    assert "check-unneeded" not in today_keys(school)


def test_a_term_is_complete_when_every_live_account_was_checked_and_the_next_term_asks_anew(
    school: InventedSchool,
) -> None:
    one, two = school.add_account("One"), school.add_account("Two")
    answer_all(school, one)
    assert "account-check" in today_keys(school)
    sheet = school.office.account_checks.sheet()
    assert (sheet.done, sheet.total) == (1, 2)
    answer_all(school, two, Known.NOT_KNOWN)
    assert (school.office.account_checks.sheet().done, "account-check" in today_keys(school)) == (2, False)
    school.office.account_checks.answer(two.id, Q.STILL_NEEDED, None)
    assert school.office.account_checks.sheet().done == 1
    school.clock.set(datetime(2027, 3, 10, 9, tzinfo=UTC))
    sheet = school.office.account_checks.sheet()
    assert (sheet.period, sheet.done, sheet.printable) == ("Spring term 2027", 0, ("Autumn term 2026",))
    line = next(x for x in school.office.today.view().lines if x.item.key == "account-check")
    assert (line.item.title, line.item.due) == ("Termly account check: 2 accounts are left", date(2027, 3, 26))


def test_a_note_is_kept_beside_the_answers(school: InventedSchool) -> None:
    page = school.add_account("X page")
    school.office.account_checks.answer(page.id, Q.STILL_NEEDED, Known.YES)
    check = school.office.account_checks.note(page.id, "  New crest since September ")
    assert (check.note, dict(check.answers)) == ("New crest since September", {Q.STILL_NEEDED: Known.YES})
    assert ask(school, page, Q.SECOND_FACTOR).note == "New crest since September"


def test_without_the_duty_nobody_answers(school: InventedSchool) -> None:
    page, jo = school.add_account("X page"), school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    with pytest.raises(NotAllowedError):
        office.account_checks.answer(page.id, Q.STILL_NEEDED, Known.NO)
    with pytest.raises(NotAllowedError):
        office.account_checks.note(page.id, "x")
    with pytest.raises(NotAllowedError):
        office.account_checks.sheet()
