"""The register of posting access, read back from the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.reports.access_register import (
    PasswordNeeded,
    RegisterAccount,
    RegisterEntry,
    RegisterFigures,
    RegisterPerson,
    render,
)
from schoolsm_desktop.reports.blocks import Signer
from tests.conftest import Partner

from .made_figures import DAY, HARD_NAMES, PRINTED_AT, page_facts, register_figures
from .reading import in_order, laid_out, outline, page_text, pages, squeezed, text

ALICE = RegisterPerson("a", "Alice Whitfield", "Headteacher", keyholder=True)
ROSE = RegisterPerson("r", "Rose Okafor", "Computing coordinator", keyholder=True)
JAMES = RegisterPerson("j", "James Marsh", "Year 4 teacher")
FACEBOOK = RegisterAccount("f", "Facebook", "Harbour Lane", "Rose Okafor")
KIDBLOG = RegisterAccount("k", "Kidblog", "Class 4B")
POSTS = RegisterEntry(
    "j",
    "f",
    AccessKind.KNOWS_PASSWORD,
    AccessLevel.POSTS,
    date(2026, 9, 12),
    authorised_by="Alice Whitfield",
    authorised_on=date(2026, 9, 10),
    given_by="Rose Okafor",
    given_on=date(2026, 9, 11),
    review_on=date(2026, 12, 18),
    reason="Year 4 residential",
)


def small(**changed: object) -> RegisterFigures:
    """Three people, two accounts, one access."""
    figures = RegisterFigures(
        page=page_facts(),
        as_of=DAY,
        accounts=(FACEBOOK, KIDBLOG),
        people=(ALICE, JAMES, ROSE),
        entries=(POSTS,),
        signers=(Signer("Principal", "Alice Whitfield"), Signer("Computing coordinator", "Rose Okafor")),
    )
    return replace(figures, **changed)  # type: ignore[arg-type]  # a test may change any field of it


def test_an_account_that_is_called_as_its_platform_is_named_once() -> None:
    dojo = RegisterAccount("f", "ClassDojo", "ClassDojo", "Rose Okafor")
    needed = tuple(PasswordNeeded(key, PRINTED_AT - timedelta(days=2)) for key in ("f", "k"))
    pdf = render(small(accounts=(dojo, KIDBLOG), passwords_needed=needed))
    printed = text(pdf)
    assert "ClassDojo: ClassDojo" not in printed
    assert printed.count("ClassDojo") == 2, "the matrix and the detail name it, once each"


@pytest.mark.clause("valence:roles-1")
def test_an_access_is_printed_with_who_authorised_and_who_gave_it_and_their_days() -> None:
    assert (
        "James Marsh Year 4 teacher Posts Knows the password Alice Whitfield 10 Sep 2026 "
        "Rose Okafor 11 Sep 2026 12 Sep 2026 no last day review 18 Dec 2026 Year 4 residential"
    ) in text(render(small()))


def test_the_matrix_says_level_and_kind_of_every_pair() -> None:
    shown = page_text(render(small()), 1)
    assert in_order(
        shown,
        "Person Facebook Harbour Lane Kidblog Class 4B",
        "Alice Whitfield Headteacher – –",
        "James Marsh Year 4 teacher Posts Knows the password –",
        "Rose Okafor",
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (AccessKind.OWN_LOGIN, "Own login"),
        (AccessKind.TOOL_SEAT, "Seat in a tool"),
        (AccessKind.KNOWS_PASSWORD, "Knows the password"),
        (AccessKind.LESSON_USE, "Use in a lesson"),
    ],
)
def test_each_kind_is_told_in_words_beside_its_sign(kind: AccessKind, words: str) -> None:
    # Once in the legend, once in the matrix, once in the details.
    assert text(render(small(entries=(replace(POSTS, kind=kind),)))).count(words) == 3


def test_two_kinds_of_access_to_one_account_are_both_shown() -> None:
    own = replace(POSTS, kind=AccessKind.OWN_LOGIN, level=AccessLevel.REPLIES)
    assert "Posts Knows the password Replies Own login" in page_text(render(small(entries=(POSTS, own))), 1)


def test_access_that_was_there_already_says_so_and_who_must_still_confirm_it() -> None:
    entry = replace(
        POSTS, already_had=True, authorised_by="", authorised_on=None, given_by="", given_on=None, reason=""
    )
    shown = text(render(small(entries=(entry,))))
    assert "not authorised yet" in shown
    assert "not known" in shown
    assert "no reason given Already had it when the register began" in shown
    confirmed = text(render(small(entries=(replace(POSTS, already_had=True),))))
    assert "not authorised yet" not in confirmed


def test_access_that_ends_says_on_which_day() -> None:
    assert "18 Dec 2026 ends on this day" in text(render(small(entries=(replace(POSTS, ends=date(2026, 12, 18)),))))


def test_a_remark_stands_beside_its_access() -> None:
    assert "Year 4 residential Given against the rule" in text(
        render(small(entries=(replace(POSTS, remark="Given against the rule"),)))
    )


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (PRINTED_AT - timedelta(days=18, hours=3), "overdue 18 days"),
        (PRINTED_AT - timedelta(days=1), "overdue 1 day"),
        (PRINTED_AT - timedelta(hours=2), "overdue since 21 Nov 2026"),
        (PRINTED_AT + timedelta(hours=2), "by 21 Nov 2026"),
    ],
)
def test_a_new_password_needed_says_how_urgent_and_never_why(due: object, words: str) -> None:
    needed = PasswordNeeded("f", due)  # type: ignore[arg-type]  # a moment
    shown = text(render(small(passwords_needed=(needed,))))
    assert f"New password needed {words}" in shown
    assert "overdue 1 days" not in shown
    for told in ("left", "suspended", "ended", "revoked", "leaver"):
        assert told not in shown.casefold()


def test_a_change_that_is_only_advised_does_not_count_as_needed() -> None:
    shown = text(render(small(passwords_needed=(PasswordNeeded("f", PRINTED_AT, advised=True),))))
    assert "New password advised" in shown
    assert "0 new passwords needed" in shown


@pytest.mark.clause("churchward:4-never-share", "valence:roles-4")
def test_those_who_know_a_shared_password_are_counted_apart() -> None:
    own = replace(POSTS, person="a", kind=AccessKind.OWN_LOGIN)
    shown = page_text(render(small(entries=(POSTS, own))), 1)
    assert "2 people have access" in shown
    assert "1 person knows a shared password" in shown


@pytest.mark.parametrize(
    ("accounts", "words"), [(0, "0 accounts"), (1, "1 account 0 people"), (2, "2 accounts 0 people")]
)
def test_counts_are_in_the_right_number(accounts: int, words: str) -> None:
    figures = small(accounts=(FACEBOOK, KIDBLOG)[:accounts], entries=())
    assert words in page_text(render(figures), 1)


def test_an_account_that_nobody_looks_after_is_counted_and_said() -> None:
    entry = replace(POSTS, account="k")
    shown = text(render(small(entries=(entry,))))
    assert "1 account nobody looks after" in shown
    assert "Kidblog: Class 4B Nobody looks after it · 1 person has access" in shown


def test_keyholders_are_named() -> None:
    assert "never locked out: Alice Whitfield and Rose Okafor." in text(render(small()))
    assert "No keyholder is recorded." in text(render(small(people=(JAMES,))))


def test_a_lost_separation_is_said_and_its_heading_is_not_there_without_one() -> None:
    sentence = "Rose Okafor authorises and gives access."
    shown = text(render(small(lost_separations=(sentence,))))
    assert in_order(shown, "Two duties in one hand", sentence, "I have read this register")
    assert "Two duties in one hand" not in text(render(small()))


def test_headteacher_and_coordinator_sign_under_the_schools_own_titles() -> None:
    assert in_order(
        text(render(small())),
        "I have read this register",
        "Signature: Principal",
        "Alice Whitfield",
        "Signature: Computing coordinator",
        "Rose Okafor",
    )


@pytest.mark.parametrize("people", [1, 2, 3, 4, 5, 6, 8, 10])
def test_the_signatures_never_stand_alone_on_a_sheet(people: int) -> None:
    pdf = render(register_figures(3, people, every=1))
    assert in_order(page_text(pdf, pages(pdf)), "Keyholders", "I have read this register", "Signature")


def test_an_empty_register_says_what_will_stand_there() -> None:
    pdf = render(small(accounts=(), people=(), entries=()))
    assert pages(pdf) == 1
    assert "Nobody has access to an account yet." in text(pdf)
    assert "Each access in detail" not in text(pdf)


@pytest.mark.parametrize(("accounts", "sheets"), [(1, 1), (8, 1), (9, 2), (16, 2), (17, 3), (20, 3)])
def test_more_than_eight_accounts_go_on_several_sheets(accounts: int, sheets: int) -> None:
    shown = text(render(register_figures(accounts, 3, every=1)))
    if sheets == 1:
        assert "Sheet 1 of" not in shown
    for sheet in range(1, sheets + 1) if sheets > 1 else ():
        assert f"Sheet {sheet} of {sheets}: {accounts} accounts in all" in shown
    assert f"Sheet {sheets + 1}" not in shown


def test_every_person_of_a_large_register_stands_on_every_sheet_and_every_access_in_the_details() -> None:
    figures = register_figures(20, 60)
    pdf = render(figures)
    whole = text(pdf)
    for person in figures.people[16:]:
        held = sum(entry.person == person.key for entry in figures.entries)
        assert whole.count(f"{person.name} {person.job}") == 3 + held, person.name
    marks = [title for title, _ in outline(pdf)]
    assert marks[:3] == ["New password needed", "Person by account", "Each access in detail"]
    assert len([mark for mark in marks if mark.startswith(("Facebook", "YouTube"))]) == 7


def test_hard_names_are_read_back_as_they_are_written(partner: Partner, tmp_path: Path) -> None:
    people = tuple(RegisterPerson(f"p{n}", name, "Teacher") for n, name in enumerate(HARD_NAMES))
    entries = tuple(replace(POSTS, person=person.key) for person in people)
    pdf = render(small(people=people, entries=entries))
    whole, placed = text(pdf), squeezed(laid_out(pdf, partner("pdftotext"), tmp_path))
    for name in HARD_NAMES:
        assert name in whole
        assert name in placed


def test_the_page_reads_from_top_to_bottom(partner: Partner, tmp_path: Path) -> None:
    placed = squeezed(laid_out(render(small()), partner("pdftotext"), tmp_path))
    order = (
        "Harbour Lane Primary School",
        "Register of posting access",
        "Person by account",
        "Alice Whitfield",
        "Each access in detail",
        "Year 4 residential",
        "Page 1 of 2",
        "Keyholders",
        "Signature: Principal",
        "Page 2 of 2",
    )
    assert in_order(placed, *order)
    assert in_order(text(render(small())), *order)


def test_the_same_figures_give_the_same_bytes() -> None:
    assert render(register_figures(9, 9)) == render(register_figures(9, 9))


def test_an_account_of_one_of_several_schools_names_it() -> None:
    account = replace(FACEBOOK, school="Upper School")
    assert "Facebook: Harbour Lane (Upper School)" in text(render(small(accounts=(account,))))
