"""What is printed says what the records say, holds no secret, and leaves its trace."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import (
    Account,
    AccountClass,
    Known,
    Moderation,
    NotOurs,
    RecoveryFacts,
    SecretField,
)
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.people import Duty, School
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.printing import Printed
from tests.reports import reading
from tests.services.school import InventedSchool

SECRETS = {
    SecretField.PASSWORD: "kX9#mQ2$vL7&pT4w",
    SecretField.ONE_TIME_SEED: "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM",
    SecretField.BACKUP_CODES: "1111-2222 3333-4444",
    SecretField.RECOVERY_ANSWERS: "the first pet was Biscuit",
    SecretField.NOTE: "kept behind the piano",
}


def table(document: Printed) -> list[list[object]]:
    """The workbook's rows, read by another library than the one that wrote them."""
    assert document.table is not None
    book = CalamineWorkbook.from_filelike(io.BytesIO(document.table))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def groups_of(code: str) -> list[str]:
    """The eight groups of a recovery code as they are printed."""
    return code.replace(" ", "-").split("-")


@pytest.fixture
def full(school: InventedSchool) -> InventedSchool:
    """A school with something of everything that is printed."""
    page = school.add_account(
        "School X",
        None,
        handle="@alder",
        address="https://x.com/alder",
        user_name="alder_x",
        purpose="News for families",
        deputy_owner_id=school.head.id,
        recovery=RecoveryFacts(mailbox="office@alder.example", mailbox_is_schools=Known.YES),
    )
    school.office.secrets.change(page.id, SECRETS, confirmed=True)
    website = school.add_account("Website", "another strong one 7!")
    school.add_account(
        "Parents’ group",
        None,
        account_class=AccountClass.NOT_OURS,
        not_ours=NotOurs("the parents’ association", Known.YES, date(2026, 10, 1)),
    )
    holder, gone = school.add_person("Jo Marsh"), school.add_person("Dan Pryce", "Caretaker")
    own = school.add_person("Sam Adeyemi", "Governor")
    school.give(holder, page, reason="class news")
    school.give(own, page, AccessKind.OWN_LOGIN, ends=date(2027, 1, 8))
    ended = school.give(gone, website)
    school.office.access.end(ended.id, "an investigation")
    return school


@pytest.mark.clause("churchward:2-mk-directory", "churchward:2-mk-ownership")
def test_the_directory_names_every_account_and_who_looks_after_it(full: InventedSchool) -> None:
    document = full.office.printing.account_directory()
    text = reading.text(document.pdf)
    for said in ("School X", "Website", "Rosa Okafor", "Anna Whitfield", "News for families", "Alder Brook Primary"):
        assert said in text, said
    assert "@alder" in text
    assert "office@alder.example" in text
    rows = table(document)
    by_name = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert set(by_name) == {"School X", "Website", "Parents’ group"}
    assert by_name["School X"]["Looked after by"] == "Rosa Okafor"
    assert by_name["School X"]["Deputy"] == "Anna Whitfield"
    assert by_name["School X"]["Password changed on"] == date(2026, 11, 20)


def test_accounts_that_are_not_ours_stand_apart_with_who_runs_them(full: InventedSchool) -> None:
    text = reading.text(full.office.printing.account_directory().pdf)
    assert reading.in_order(text, "School X", "Parents’ group", "parents’ association")
    register = reading.text(full.office.printing.access_register().pdf)
    assert "Parents’ group" not in register


@pytest.mark.clause("valence:roles-1")
def test_the_register_names_people_kinds_levels_and_who_allowed_it(full: InventedSchool) -> None:
    document = full.office.printing.access_register()
    text = reading.text(document.pdf)
    for said in ("Jo Marsh", "Sam Adeyemi", "Knows the password", "Own login", "Anna Whitfield", "class news"):
        assert said in text, said
    rows = table(document)
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [(x["Person"], x["Kind"], x["Level"]) for x in lines] == [
        ("Sam Adeyemi", "Own login", "Posts"),
        ("Jo Marsh", "Knows the password", "Posts"),
    ]
    assert lines[0]["Until"] == date(2027, 1, 8)
    assert {x["Authorised by"] for x in lines} == {"Anna Whitfield"}
    assert {x["Given by"] for x in lines} == {"Rosa Okafor"}


def test_keyholders_stand_in_the_register_and_whoever_left_does_not(full: InventedSchool) -> None:
    text = reading.text(full.office.printing.access_register().pdf)
    assert "Rosa Okafor" in text
    assert "eyholder" in text
    assert "Dan Pryce" not in text
    assert "investigation" not in text


@pytest.mark.clause("valence:use-11")
def test_a_password_that_must_become_another_one_is_printed_without_whose_doing_it_is(full: InventedSchool) -> None:
    assert full.office.access.matrix().accounts
    for document in (full.office.printing.access_register(), full.office.printing.account_directory()):
        text = reading.text(document.pdf).lower()
        assert "new password needed" in text
        assert "pryce" not in text


def test_lost_separations_are_printed(tmp_path_factory: pytest.TempPathFactory) -> None:
    school = InventedSchool(tmp_path_factory.mktemp("school"))
    page = school.add_account()
    school.give(school.add_person("Jo Marsh"), page)
    assert "same person" not in reading.text(school.office.printing.access_register().pdf)
    office = school.sign_in(school.head)
    held = next(d for x in office.people.lines() for d in x.duties if d.duty is Duty.COORDINATOR)
    office.people.give_duty(school.head.id, Duty.COORDINATOR, school.clock.today())
    office.people.end_duty(held.id, school.clock.today())
    school.clock.set(school.clock.now().replace(day=21))
    assert "same person" in reading.text(office.printing.access_register().pdf)
    school.sign_out()


@pytest.mark.clause("churchward:4-passwords-strong-secure", "churchward:4-never-share")
def test_no_document_and_no_table_holds_a_secret(full: InventedSchool) -> None:
    for document in (full.office.printing.access_register(), full.office.printing.account_directory()):
        text = reading.text(document.pdf)
        cells = " ".join(str(cell) for row in table(document) for cell in row)
        for secret in (*SECRETS.values(), "another strong one 7!"):
            assert secret not in text
            assert secret not in cells
            assert secret.encode() not in document.pdf


def test_no_name_of_a_person_or_account_stands_in_a_file_name(full: InventedSchool) -> None:
    names = [full.office.printing.access_register().file_name, full.office.printing.account_directory().file_name]
    assert names == ["Register of posting access 2026-11-20", "Account directory 2026-11-20"]


def test_printing_and_saving_leave_their_trace_and_only_making_does_not(full: InventedSchool) -> None:
    printing = full.office.printing
    with full.office.session.reading() as uow:
        before = uow.audit.count()
    document = printing.account_directory()
    with full.office.session.reading() as uow:
        assert uow.audit.count() == before
    printing.was_printed(document)
    printing.was_saved(document, "xlsx")
    with full.office.session.reading() as uow:
        saved, printed = uow.audit.newest(2)
    assert (printed.did, printed.details) == (Did.PRINTED, {"document": "account-directory"})
    assert (saved.did, saved.details) == (Did.SAVED_AS_FILE, {"document": "account-directory", "kind": "xlsx"})


def test_a_formula_in_a_name_stays_a_text_in_the_table(school: InventedSchool) -> None:
    school.add_account("=HYPERLINK(1)", None)
    rows = table(school.office.printing.account_directory())
    assert rows[1][0] in ("=HYPERLINK(1)", "'=HYPERLINK(1)")
    assert "HYPERLINK" in reading.text(school.office.printing.account_directory().pdf)


def test_the_first_sheet_and_a_new_one_hold_their_own_code_and_may_only_be_printed(school: InventedSchool) -> None:
    first = school.founded.sheet
    text = reading.text(first.document.pdf)
    assert all(group in text for group in groups_of(first.code))
    assert all(group in text for group in school.founded.code.split("-"))
    office = school.sign_in(school.head)
    second = office.printing.recovery_sheet()
    again = reading.text(second.document.pdf)
    assert all(group in again for group in groups_of(second.code))
    assert not any(group in again for group in groups_of(first.code))
    for sheet in (first, second):
        assert not sheet.document.may_save
        assert sheet.document.table is None
        assert sheet.code not in repr(sheet)
    assert office.session.keys.root_fingerprint.split()[0] in reading.text(second.document.pdf)
    groups = groups_of(second.code)
    for number in second.TYPED_BACK:
        assert second.fits(number, groups[number - 1].lower())
        assert not second.fits(number, groups[number % len(groups)])


def test_without_the_duty_nothing_is_printed(school: InventedSchool) -> None:
    with pytest.raises(NotAllowedError):
        school.office.printing.recovery_sheet()  # the headteacher's alone
    sheet = school.founded.sheet
    colleague = school.add_person("Jo Marsh")
    school.make_sign_in(colleague)
    office = school.sign_in(colleague)
    for ask in (office.printing.account_directory, office.printing.access_register, office.printing.recovery_sheet):
        with pytest.raises(NotAllowedError):
            ask()
    with pytest.raises(NotAllowedError):
        office.printing.put_in_force(sheet)


def test_where_there_are_two_schools_each_account_says_whose_it_is(school: InventedSchool) -> None:
    second = school.office.schools.add(School(uuid4(), "Bridge End Academy", "Bridge End"))
    school.office.accounts.add(Account(uuid4(), second.id, "x", "Bridge End X", owner_id=school.head.id))
    text = reading.text(school.office.printing.account_directory().pdf)
    assert text.count("Bridge End") >= 2
    assert "Bridge End" in reading.text(school.office.printing.access_register().pdf)


def test_access_from_before_is_marked_until_it_is_authorised(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    before = GiveRequest(jo.id, page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, school.clock.today())
    school.office.access.already_had([before])
    rows = table(school.office.printing.access_register())
    line = dict(zip(rows[0], rows[1], strict=True))
    assert (line["Already had it"], line["Authorised by"]) == ("yes", "")


def test_a_leaver_is_not_named_as_looking_after_an_account(school: InventedSchool) -> None:
    owner = school.add_person("Dan Pryce")
    school.add_account("Website", None, owner_id=owner.id)
    school.office.people.change(replace(owner, ends=date(2026, 11, 19)))
    document = school.office.printing.account_directory()
    assert "Pryce" not in reading.text(document.pdf)
    assert "Nobody" in [str(cell) for cell in table(document)[1]]


@pytest.mark.clause("valence:fb-1", "valence:fb-4", "churchward:1-professional-comms")
def test_purpose_moderation_and_kind_of_an_account_are_kept_and_printed(school: InventedSchool) -> None:
    school.add_account(
        "News page",
        purpose="Updates and successes for families",
        moderation=Moderation.AFTER_POSTING,
        may_follow_individuals=Known.NO,
    )
    school.add_account("Class blog", account_class=AccountClass.CURRICULUM, moderation=Moderation.BEFORE_POSTING)
    text = " ".join(reading.text(school.office.printing.account_directory().pdf).split())
    assert "Updates and successes for families" in text
    assert "Comments are checked after they show" in text
    assert "Comments are checked before they show" in text
    assert "Official account" in text
    assert "Used in lessons" in text


def test_a_files_name_is_one_that_windows_takes(school: InventedSchool) -> None:
    made = school.office.printing.made("letter", "Photo forms not back: Spring 1/2 <draft>?", b"%PDF")
    assert made.file_name == "Photo forms not back, Spring 1 2  draft   2026-11-20"
