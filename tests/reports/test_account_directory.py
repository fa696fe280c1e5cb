"""The account directory, read back from the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.accounts import (
    AccountClass,
    AccountState,
    Known,
    Moderation,
    SecondFactor,
)
from schoolsm_desktop.reports.account_directory import (
    DirectoryAccount,
    DirectoryFigures,
    OutsideAccount,
    PasswordFacts,
    RecoveryLine,
    render,
)
from schoolsm_desktop.reports.blocks import Signer
from tests.conftest import Partner

from .made_figures import DAY, HARD_NAMES, OUTSIDE, directory_figures, page_facts
from .reading import in_order, laid_out, outline, page_text, pages, squeezed, text

FULL = DirectoryAccount(
    platform="Facebook",
    name="Harbour Lane",
    handle="harbourlane",
    address="https://facebook.com/harbourlane",
    user_name="office@harbourlane.example",
    purpose="News for families",
    audience="Families",
    account_class=AccountClass.OFFICIAL,
    state=AccountState.IN_USE,
    owner="Rose Okafor",
    deputy_owner="Alice Whitfield",
    moderation=Moderation.AFTER_POSTING,
    may_follow_individuals=Known.NO,
    authorised_by="Alice Whitfield",
    authorised_on=date(2024, 9, 9),
    recovery=RecoveryLine(
        "recovery@harbourlane.example",
        Known.YES,
        "07700 900123",
        Known.NO,
        "Pia Lindqvist",
        SecondFactor.APP,
        "Office phone",
        "Safe, envelope 4",
        date(2026, 9, 3),
    ),
    password=PasswordFacts(changed_on=date(2026, 9, 14)),
)
BARE = DirectoryAccount("Kidblog", "Class 4B")


def directory(*accounts: DirectoryAccount, outside: tuple[OutsideAccount, ...] = ()) -> bytes:
    """A directory of these accounts."""
    signers = (Signer("Marketing department", "Rose Okafor"),)
    return render(DirectoryFigures(page_facts("Account directory"), DAY, accounts, outside, signers))


@pytest.mark.clause("churchward:2-mk-directory", "churchward:2-mk-ownership")
def test_an_account_is_printed_with_all_that_is_known_of_it() -> None:
    shown = text(directory(FULL))
    for words in (
        "Harbour Lane In use Facebook · Official account",
        "Looked after by Rose Okafor",
        "Deputy Alice Whitfield",
        "Authorised by Alice Whitfield, 9 Sep 2024",
        "Address https://facebook.com/harbourlane",
        "What it is for News for families",
        "Who reads it Families",
        "Comments are checked after they show · Follows no individual",
        "Signs in as office@harbourlane.example",
        "Password changed 14 Sep 2026",
        "Second factor App on a device · Office phone",
        "Backup codes Safe, envelope 4",
        "Second administrator Pia Lindqvist",
        "07700 900123 · not the school’s",
        "Recovery last tried 3 Sep 2026",
    ):
        assert words in shown, words
    assert "recovery@harbourlane.example·theschool’sown" in shown.replace(" ", "")
    assert "not known yet" not in shown


def test_what_nobody_knows_reads_not_known_yet() -> None:
    shown = text(directory(BARE))
    for label in ("Authorised by", "Address", "What it is for", "Backup codes", "Mailbox", "Phone"):
        assert f"{label} not known yet" in shown, label
    assert "Second administrator none recorded" in shown


def test_an_account_without_an_owner_is_one_nobody_looks_after() -> None:
    shown = text(directory(FULL, BARE))
    assert "1 account nobody looks after" in shown
    assert "Looked after by Nobody looks after it" in shown
    assert "1 account without a second administrator" in shown


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (PasswordFacts(changed_on=date(2026, 9, 14)), "changed 14 Sep 2026"),
        (PasswordFacts(), "not known when it was changed"),
        (PasswordFacts(kept=False), "No password is kept here"),
        (PasswordFacts(kept=False, own_logins=True), "Everybody has a login of their own"),
        (PasswordFacts(weak=True), "Weak · not known when it was changed"),
        (PasswordFacts(weak=False, used_twice=False), "not known when it was changed"),
        (
            PasswordFacts(changed_on=date(2025, 1, 6), new_one_needed=True, weak=True, used_twice=True),
            "New password needed · Weak · Used twice · changed 6 Jan 2025",
        ),
    ],
)
def test_the_state_of_a_password_is_said_in_words(facts: PasswordFacts, words: str) -> None:
    assert f"Password {words}" in text(directory(replace(FULL, password=facts)))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (AccountState.PROPOSED, "Proposed"),
        (AccountState.AUTHORISED, "Authorised, not yet in use"),
        (AccountState.IN_USE, "In use"),
        (AccountState.SUSPENDED, "Paused"),
        (AccountState.CLOSED, "Closed"),
    ],
)
def test_every_state_is_a_word_in_both_places(state: AccountState, words: str) -> None:
    shown = text(directory(replace(BARE, state=state)))
    assert shown.count(words) == 2
    assert ("1 account in use" in shown) is (state is AccountState.IN_USE)


def test_a_closed_account_says_since_when_and_is_not_counted_as_a_worry() -> None:
    shown = text(directory(replace(BARE, state=AccountState.CLOSED, closed_on=date(2026, 7, 17))))
    assert "Closed 17 Jul 2026" in shown
    assert "0 accounts nobody looks after" in shown


def test_no_second_factor_is_said_without_a_place() -> None:
    facts = RecoveryLine(second_factor=SecondFactor.NONE, second_factor_where="a drawer")
    shown = text(directory(replace(FULL, recovery=facts)))
    assert "Second factor None" in shown
    assert "a drawer" not in shown


def test_accounts_that_are_not_ours_have_a_section_of_their_own() -> None:
    shown = text(directory(FULL, outside=OUTSIDE))
    assert in_order(shown, "Account by account", "Not ours", "Friends of Harbour Lane", "Year 2 parents 2024")
    assert "Mrs T. Bell Yes not asked Uses the old crest" in shown
    assert "not known yet Not known yet asked 2 Oct 2026" in shown
    assert "Not ours" not in text(directory(FULL))


def test_the_day_each_way_back_was_tried_and_what_was_done_about_a_pretender_are_said() -> None:
    facts = replace(FULL.recovery, mailbox_tried=date(2026, 11, 3), backup_codes_tried=date(2026, 10, 5))
    fake = OutsideAccount("X", "Harbor Lane", reported_on=date(2026, 11, 10), report_reference="X-77")
    shown = text(directory(replace(FULL, recovery=facts), outside=(fake, replace(fake, gone_on=date(2026, 11, 14)))))
    assert "tried 3 Nov 2026" in shown
    assert "tried 5 Oct 2026" in shown
    assert "reported 10 Nov 2026 X-77 gone 14 Nov 2026" in shown


def test_an_empty_directory_says_what_will_stand_there() -> None:
    pdf = directory()
    assert pages(pdf) == 1
    assert "No account is kept yet." in text(pdf)
    assert "Account by account" not in text(pdf)


def test_a_card_is_never_torn() -> None:
    pdf = render(directory_figures(20))
    cards = [page_text(pdf, page) for page in range(1, pages(pdf) + 1)]
    starts = [card.count("The account Looked after by") for card in cards]
    ends = [card.count("Recovery last tried") for card in cards]
    assert starts == ends
    assert sum(starts) == 20


def test_a_long_directory_has_a_bookmark_for_every_account() -> None:
    marks = [title for title, _ in outline(render(directory_figures(20)))]
    assert marks[:2] == ["At a glance", "Account by account"]
    assert len(marks) == 23
    assert "YouTube: Harbour Lane videos" in marks


@pytest.mark.parametrize("accounts", [1, 2, 3, 4, 5, 6, 7, 8])
def test_the_signature_never_stands_alone_on_a_sheet(accounts: int) -> None:
    pdf = render(directory_figures(accounts, 0))
    assert in_order(page_text(pdf, pages(pdf)), "Recovery last tried", "I have read this directory")


def test_it_is_signed() -> None:
    assert in_order(text(directory(FULL)), "I have read this directory.", "Signature: Marketing department")


def test_hard_names_are_read_back_as_they_are_written(partner: Partner, tmp_path: Path) -> None:
    accounts = [replace(FULL, owner=name, recovery=RecoveryLine()) for name in HARD_NAMES]
    pdf = directory(*accounts)
    whole, placed = text(pdf), squeezed(laid_out(pdf, partner("pdftotext"), tmp_path))
    for name in HARD_NAMES:
        assert f"Looked after by {name}" in whole
        assert name in placed
