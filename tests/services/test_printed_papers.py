"""Lists, evidence, checks, the handover book, undertakings and cards, made from real records and read back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Account, Known, SecretField
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Contract, Person
from schoolsm_desktop.domain.policy import clause_words, clauses_for
from schoolsm_desktop.domain.reviews import Decision, Verdict
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.printing import Printed
from tests.reports import reading

from .school import InventedSchool
from .test_printing import SECRETS, table

POLICIES = [
    pytest.param(policy, marks=pytest.mark.clause(clause))
    for policy, clause in (
        ("bucklebury", "bucklebury:purpose-3"),
        ("churchward", "churchward:2-staff-comply"),
        ("kew-woods", "kew-woods:3.1"),
        ("mill-lane", "mill-lane:5.2-understand"),
        ("valence", "valence:purpose-staff-guidance"),
    )
]
"""Each policy with its clause about knowing it and keeping to it."""


@pytest.fixture
def page(school: InventedSchool) -> Account:
    """A page with secrets; the coordinator is signed in."""
    kept = school.add_account("School X", None)
    school.office.secrets.change(kept.id, SECRETS, confirmed=True)
    return kept


@pytest.fixture
def holder(school: InventedSchool, page: Account) -> Person:
    """Somebody who may know its password."""
    person = school.add_person("Łukasz Wiśniewski", "Year 4 teacher")
    school.give(person, page)
    return person


def said(document: Printed) -> str:
    """The text of a document, its tables checked for secrets on the way."""
    text = reading.text(document.pdf)
    cells = " ".join(str(cell) for row in table(document) for cell in row) if document.table else ""
    for secret in SECRETS.values():
        assert secret not in text
        assert secret not in cells
    return text


def signed_off(school: InventedSchool, verdict: Verdict) -> UUID:
    """A review begun and decided by the coordinator and signed off by the headteacher."""
    review = school.office.reviews.start()
    with school.office.session.reading() as uow:
        lines = uow.reviews.lines.of(review.id)
    for line in lines:
        school.office.reviews.decide(review.id, line.access_id, Decision(verdict, "no longer in Year 4"))
    office = school.sign_in(school.head)
    office.reviews.sign_off(review.id, office.reviews.signing_off(review.id).seen, "gone through together")
    return review.id


# --- lists


@pytest.mark.clause("mill-lane:6.1-xiv", "valence:use-4")
def test_a_leavers_list_shows_what_is_held_the_reminder_and_the_signatures_of_both(
    school: InventedSchool, holder: Person
) -> None:
    begun = school.office.leaving.prepare(holder.id, school.clock.today() + timedelta(days=7))
    document = school.office.printing.leaver_list(begun.id)
    text = said(document)
    assert reading.in_order(
        text,
        "Leaver list",
        "Łukasz Wiśniewski leaves; the last day is 27 Nov 2026",
        "Password: School X",
        "Pictures on devices",
        "Former pupils",
        "Before goodbye",
        "former pupils of this school are not contacted",
        "Signature: who leaves",
        "Signature: Computing",
        "How it is done on each platform",
        "Change the password",
    )
    rows = table(document)
    assert [row[3] for row in rows[1:]] == ["open"] * (len(rows) - 1)
    assert document.file_name == "Leaver list 2026-11-27", "no name of a person stands in it"


def test_a_line_that_was_done_is_printed_with_its_proof(school: InventedSchool, holder: Person) -> None:
    begun = school.office.leaving.prepare(holder.id, school.clock.today())
    lines = {one.line.kind: one for one in school.office.checklists.view(begun.id).lines}
    school.office.checklists.tick(lines[LineKind.PRINTED_LISTS].line.id, "shredded in the office")
    school.office.checklists.not_needed(lines[LineKind.PICTURES].line.id, "never took any")
    text = said(school.office.printing.leaver_list(begun.id))
    assert "Done R. Okafor, 20 Nov 2026" in text
    assert "shredded in the office" in text
    assert reading.in_order(text, "Not needed", "never took any")


def test_a_quiet_list_shows_nothing_of_its_reason(school: InventedSchool, holder: Person) -> None:
    begun = school.office.leaving.prepare(holder.id, school.clock.today() + timedelta(days=1), quiet=True)
    document = school.office.printing.leaver_list(begun.id)
    text = said(document).lower() + " ".join(str(cell) for row in table(document) for cell in row).lower()
    for word in ("leave", "left", "goodbye", "former pupils", "last day", "suspend"):
        assert word not in text, word
    assert "wiśniewski" in text
    assert document.title == "List to work off"
    office = school.sign_in(school.head)
    assert office.printing.leaver_list(begun.id).title == "List to work off"


def test_a_changed_job_is_printed_as_one(school: InventedSchool, holder: Person) -> None:
    begun = school.office.leaving.prepare(
        holder.id,
        school.clock.today(),
        ChecklistKind.CHANGES_JOB,
        new_job="Librarian",
        ends=[held.key for held in school.office.leaving.holdings(holder.id)],
    )
    text = said(school.office.printing.leaver_list(begun.id))
    assert "changes to another job on 20 Nov 2026: Librarian" in text
    assert "goodbye" not in text


# --- the review


def test_the_evidence_names_each_decision_what_followed_and_the_password_that_must_become_new(
    school: InventedSchool, page: Account, holder: Person
) -> None:
    review_id = signed_off(school, Verdict.END)
    document = school.office.printing.review_evidence(review_id)
    text = said(document)
    assert reading.in_order(
        text,
        "Autumn term 2026",
        "Anna Whitfield, 20 Nov 2026",
        "gone through together",
        "There was no review before this one",
        "Łukasz Wiśniewski",
        "Knows the password",
        "End",
        "Rosa Okafor",
        "no longer in Year 4",
        "ended 20 Nov 2026",
        "Passwords that had to become new",
        "School X: still to be changed, by 21 Nov 2026 09:00",
    )
    row = dict(zip(*table(document)[:2], strict=True))
    assert (row["Person"], row["Decision"], row["What followed"]) == ("Łukasz Wiśniewski", "End", "ended 20 Nov 2026")
    school.clock.set(school.clock.now() + timedelta(hours=1))
    school.office.secrets.change(page.id, {SecretField.PASSWORD: "another one 8 !pQ"}, confirmed=True)
    assert "School X: changed 20 Nov 2026" in said(school.office.printing.review_evidence(review_id))


def test_a_second_review_is_compared_with_the_first(school: InventedSchool, page: Account, holder: Person) -> None:
    signed_off(school, Verdict.KEEP)
    school.clock.set(school.clock.now() + timedelta(days=50))
    school.sign_in(school.coordinator)
    school.give(school.add_person("Sam Adeyemi"), page)
    second = signed_off(school, Verdict.KEEP)
    text = said(school.office.printing.review_evidence(second))
    assert "signed off 20 Nov 2026. Since then: 1 new, 0 changed, 1 as before, 0 no longer there" in text
    assert "New since the last review" in text


def test_an_open_review_says_so_and_one_that_is_not_there_is_refused(school: InventedSchool, holder: Person) -> None:
    review = school.office.reviews.start()
    text = said(school.office.printing.review_evidence(review.id))
    assert "not yet: nothing was carried out so far" in text
    assert "not looked at yet" in text
    with pytest.raises(RuleError, match="no such review"):
        school.office.printing.review_evidence(uuid4())


# --- the account check


def test_the_check_prints_answers_what_is_open_and_who_looked(school: InventedSchool, page: Account) -> None:
    school.add_account("Website", None)
    checks = school.office.account_checks
    for question in CheckQuestion:
        checks.answer(page.id, question, Known.YES, tried_today=question is CheckQuestion.RECOVERY_TRIED)
    checks.answer(page.id, CheckQuestion.STILL_NEEDED, Known.NO)
    checks.note(page.id, "nobody has posted since June")
    document = school.office.printing.account_checks("")
    text = said(document)
    assert "looked at in Autumn term 2026" in text
    assert "School X (Rosa Okafor): no longer needed" in text
    assert "Website (Rosa Okafor): not checked yet" in text
    assert "nobody has posted since June" in text
    rows = {row[0]: dict(zip(table(document)[0], row, strict=True)) for row in table(document)[1:]}
    assert rows["School X"]["Still needed"] == "no"
    assert rows["School X"]["Second factor"] == "yes"
    assert rows["Website"]["Second factor"] == ""
    assert "looked at in Spring term 2026" in said(school.office.printing.account_checks("Spring term 2026"))


# --- the handover book


@pytest.mark.clause("churchward:2-mk-directory", "churchward:2-mk-ownership", "valence:roles-1")
def test_the_book_tells_the_next_one_everything_but_a_secret(
    school: InventedSchool, page: Account, holder: Person
) -> None:
    school.office.printing.was_printed(school.office.printing.access_register())
    school.office.secrets.open(page.id, SecretField.PASSWORD)
    school.office.leaving.prepare(holder.id, school.clock.today() - timedelta(days=1))
    text = said(school.office.printing.handover_book())
    assert reading.in_order(
        text,
        "Handed over by",
        "Rosa Okafor",
        "What waits",
        "Lists to work off",
        "The accounts",
        "School X",
        "Looked after by Rosa Okafor",
        "The rules of your policy",
        "Once a year",
        "People to ask",
        "Anna Whitfield",
        "Keyholder: can open every password",
        "What is done each day, week and term",
        "Register of posting access 20 Nov 2026",
        "Recovery sheet 20 Nov 2026 in the school’s safe",
        "Signature: hands over",
        "Signature: takes over",
    )


def test_once_a_handover_is_begun_the_book_names_both(school: InventedSchool, page: Account) -> None:
    person = school.add_person("Siân ap Gwŷn")
    school.make_sign_in(person)
    begun = school.office.handover.begin(school.coordinator.id, person.id, school.clock.today())
    text = said(school.office.printing.handover_book())
    assert reading.in_order(text, "Handed over by", "Taken over by", "Rosa Okafor", "Siân ap Gwŷn")
    listed = said(school.office.printing.leaver_list(begun.id))
    assert reading.in_order(
        listed,
        "Handover list",
        "Rosa Okafor hands over to Siân ap Gwŷn as Computing Coordinator",
        "Handover book",
        "New holder: Siân ap Gwŷn",
        "Recovery sheet",
        "Signature: hands over",
        "Signature: takes over",
    )


# --- undertakings and cards


@pytest.mark.parametrize("policy", POLICIES)
def test_the_undertaking_rests_on_the_clauses_of_each_policy(school: InventedSchool, policy: str) -> None:
    school.office.policies.choose(shipped_profile(policy))
    text = said(school.office.printing.undertaking(None))
    profile = school.office.policies.current()
    assert profile.name in text
    assert "records each time I open or copy a password" in text
    own_login = "I use my own login only" in text
    assert own_login is (profile.shared_passwords.value == "not-allowed")
    assert clause_words(profile, Subject.POLICY_READ) in text
    assert clauses_for(profile, Subject.POLICY_READ), "this policy speaks about it"


@pytest.mark.clause("kew-woods:3.2")
def test_somebody_from_an_agency_undertakes_it_with_the_agency_and_the_last_day(school: InventedSchool) -> None:
    person = school.add_person(
        "Sam Adeyemi", "Supply teacher", contract=Contract.AGENCY, agency="Bright Staff", ends=date(2026, 12, 18)
    )
    text = said(school.office.printing.undertaking(person.id))
    assert "Supply teacher · Bright Staff · until 18 Dec 2026" in text


@pytest.mark.clause("valence:use-11")
def test_the_undertaking_of_a_person_names_their_accounts(school: InventedSchool, holder: Person) -> None:
    text = said(school.office.printing.undertaking(holder.id))
    assert reading.in_order(text, "Łukasz Wiśniewski", "School X", "Posts", "Knows the password", "Use 11")
    assert "School X" not in said(school.office.printing.undertaking(None))
    with pytest.raises(RuleError, match="no such person"):
        school.office.printing.undertaking(uuid4())


def test_every_platform_of_the_catalogue_has_cards_to_print(school: InventedSchool) -> None:
    for platform in school.office.accounts.platforms():
        text = said(school.office.printing.platform_cards(platform.id))
        assert "Change the password" in text, platform.id


# --- the shelf, and who may


def test_the_shelf_says_what_can_be_printed_and_when_it_was(school: InventedSchool, holder: Person) -> None:
    printing = school.office.printing
    begun = school.office.leaving.prepare(holder.id, date(2026, 12, 1))
    printing.was_printed(printing.leaver_list(begun.id))
    shelf = printing.shelf()
    assert shelf.last["leaver-list"].on == school.clock.today()
    (one,) = shelf.choices["leaver-list"]
    assert (one.id, one.words, one.detail) == (str(begun.id), "Łukasz Wiśniewski", "Leaver list, 1 Dec 2026")
    assert shelf.choices["undertaking"][1].words == "Łukasz Wiśniewski", "who has access comes first"


def test_a_quiet_list_is_not_on_the_shelf_of_others(school: InventedSchool, holder: Person) -> None:
    office = school.sign_in(school.head)
    begun = office.leaving.prepare(holder.id, date(2026, 12, 1), quiet=True)
    assert len(office.printing.shelf().choices["leaver-list"]) == 1
    office = school.sign_in(school.coordinator)
    assert office.printing.shelf().choices["leaver-list"] == ()
    with pytest.raises(RuleError, match="no such list"):
        office.printing.leaver_list(begun.id)


def test_without_the_duty_only_the_steps_are_printed(school: InventedSchool, holder: Person) -> None:
    school.make_sign_in(holder)
    printing = school.sign_in(holder).printing
    assert set(printing.shelf().choices) == {"platform-cards", "first-hour-card"}
    assert printing.shelf().last == {}
    for refused in (printing.handover_book, lambda: printing.undertaking(None), lambda: printing.account_checks("")):
        with pytest.raises(NotAllowedError):
            refused()
    assert "Change the password" in said(printing.platform_cards("x"))
