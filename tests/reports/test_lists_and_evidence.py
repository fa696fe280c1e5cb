"""Lists, review evidence, account check, handover book, undertaking and cards, read back from the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.cards import CardTask
from schoolsm_desktop.domain.reviews import Verdict
from schoolsm_desktop.reports import (
    account_check_sheet,
    handover_book,
    leaver_list,
    platform_cards,
    review_evidence,
    undertaking,
)
from tests.conftest import Partner

from . import made_papers as made
from .made_figures import HARD_NAMES
from .reading import in_order, laid_out, outline, page_text, pages, squeezed, text

# --- a list that is worked off


def test_a_line_says_what_to_do_by_when_and_who_did_it_with_what_proof() -> None:
    shown = text(leaver_list.render(made.list_figures(4)))
    assert in_order(
        shown,
        "Change the password on the platform",
        "18 Nov 2026",
        "Done Rose Okafor, 21 Nov 2026",
        "Changed, and tried by Pia",
    )
    assert "Not needed Rose Okafor, 21 Nov 2026 Never had one" in shown
    assert "Overdue 20 Nov 2026" in shown


def test_an_open_line_has_an_empty_box_and_a_done_one_none() -> None:
    still = made.list_figures(0, cards=False)
    one_open = replace(still, lines=(made.list_line(3),))
    one_done = replace(still, lines=(made.list_line(0),))
    assert "open" in text(leaver_list.render(one_open)).split("Line by line")[1]
    assert b"FormXob.BOX" in boxes(leaver_list.render(one_open))
    assert b"FormXob.BOX" not in boxes(leaver_list.render(one_done))


def boxes(pdf: bytes) -> bytes:
    """What the pages draw, unpacked."""
    from .reading import reader

    drawn = b""
    for page in reader(pdf).pages:
        content = page.get_contents()
        drawn += content.get_data() if content is not None else b""
    return drawn


@pytest.mark.clause("mill-lane:6.1-xiv")
def test_a_leaver_reads_and_signs_the_reminder_about_former_pupils_beside_the_clause() -> None:
    shown = text(leaver_list.render(made.list_figures(2)))
    assert in_order(
        shown,
        "Before goodbye",
        "former pupils are not contacted",
        "Your policy: 6.1 (xiv)",
        "Signature: who leaves",
        "Signature: Computing coordinator",
    )


def test_a_list_without_a_reminder_has_no_goodbye() -> None:
    assert "goodbye" not in text(leaver_list.render(replace(made.list_figures(2), reminder="", rests_on="")))


def test_the_steps_of_the_platforms_stand_behind_the_list_with_the_day_they_were_looked_up() -> None:
    pdf = leaver_list.render(made.list_figures(2))
    last = page_text(pdf, pages(pdf))
    assert in_order(last, "Facebook", "Take an administrator off", "1.", "2.", "3.", "Looked up on 21 Nov 2026")
    assert "Not checked yet" in last


def test_an_empty_list_says_that_nothing_was_held() -> None:
    assert "nothing was held" in text(leaver_list.render(made.list_figures(0)))


# --- the evidence of a review


@pytest.mark.clause("valence:roles-1")
def test_each_decision_stands_with_whose_it_was_and_what_followed() -> None:
    shown = text(review_evidence.render(made.evidence_figures(1, 5)))
    assert "James Marsh Posts Knows the password End Rose Okafor 21 Nov 2026 As before ended 21 Nov 2026" in shown
    assert "Change from now on: Looks until 26 Mar 2027" in shown
    assert "Signed off Alice Whitfield, 21 Nov 2026" in shown
    assert "no longer has the access that stood in the last review" in shown
    for verdict in ("Keep", "Change", "End", "Unsure", "not looked at yet"):
        assert verdict in shown


def test_passwords_that_had_to_become_new_say_when_they_did_or_by_when_they_must() -> None:
    shown = text(review_evidence.render(made.evidence_figures()))
    assert "Facebook: changed 21 Nov 2026" in shown
    assert "Kidblog: still to be changed, by 22 Nov 2026" in shown
    assert "YouTube: a new one is advised" in shown


def test_a_review_that_is_not_signed_off_says_that_nothing_was_carried_out() -> None:
    shown = text(review_evidence.render(replace(made.evidence_figures(), signed_off="")))
    assert "not yet: nothing was carried out so far" in shown


def test_decisions_are_counted_by_verdict() -> None:
    figures = made.evidence_figures(1, 5)
    kept = tuple(replace(a, verdict=Verdict.KEEP) for a in figures.accounts[0].accesses)
    shown = page_text(
        review_evidence.render(replace(figures, accounts=(replace(figures.accounts[0], accesses=kept),))), 1
    )
    assert "5 stay as they are 0 to be changed 0 to be ended 0 not sure 0 not looked at yet" in shown


# --- the account check


def test_every_answer_is_a_word_and_an_account_nobody_checked_has_boxes() -> None:
    shown = text(account_check_sheet.render(made.check_figures(4)))
    assert in_order(shown, "Harbour Lane Primary Facebook", "not known", "yes", "no", "Rose Okafor 21 Nov 2026")
    assert "not checked yet" in shown
    assert b"FormXob.BOX" in boxes(account_check_sheet.render(made.check_figures(4)))
    assert b"FormXob.BOX" not in boxes(account_check_sheet.render(made.check_figures(1)))


def test_what_is_open_is_said_of_each_account_with_who_looks_after_it() -> None:
    figures = made.check_figures(1)
    answers = dict.fromkeys(CheckQuestion, Known.YES) | {CheckQuestion.SECOND_FACTOR: Known.NO}
    one = replace(figures.accounts[0], answers=answers)
    shown = text(account_check_sheet.render(replace(figures, accounts=(one,))))
    assert "Harbour Lane Primary (Rose Okafor): no second factor" in shown
    all_well = replace(one, answers=dict.fromkeys(CheckQuestion, Known.YES))
    assert "Nothing: every account was checked" in text(
        account_check_sheet.render(replace(figures, accounts=(all_well,)))
    )


def test_a_question_that_the_policy_does_not_ask_has_no_column() -> None:
    asked = tuple(q for q in CheckQuestion if q is not CheckQuestion.FOLLOWS_NO_INDIVIDUAL)
    assert "Follows no individual" not in text(account_check_sheet.render(replace(made.check_figures(), asked=asked)))


# --- the handover book


def test_the_book_holds_what_waits_accounts_access_rules_people_rounds_and_papers_and_is_signed_by_both() -> None:
    shown = text(handover_book.render(made.book_figures()))
    assert in_order(
        shown,
        "Handed over by",
        "Rose Okafor",
        "What waits",
        "New password: Facebook",
        "The accounts",
        "Who has access",
        "The rules of your policy",
        "People to ask",
        "Keyholder: can open every password",
        "nobody is recorded",
        "What is done each day, week and term",
        "Printed lists, and where they lie",
        "in the school’s safe",
        "Signature: hands over",
        "Signature: takes over",
    )


def test_a_long_book_has_a_bookmark_for_each_chapter() -> None:
    pdf = handover_book.render(made.book_figures(12, 20))
    assert pages(pdf) > 4
    names = [name for name, _page in outline(pdf)]
    chapters = [
        "What waits",
        "The accounts",
        "Who has access",
        "The rules of your policy",
        "People to ask",
        "What is done each day, week and term",
        "Printed lists, and where they lie",
    ]
    assert [name for name in names if name in chapters] == chapters
    assert "Facebook: Harbour Lane Primary" in names, "each account is found too"


def test_a_book_before_anything_is_kept_can_be_printed() -> None:
    shown = text(handover_book.render(replace(made.book_figures(0, 0), waiting=())))
    assert "Nothing waits on this day" in shown
    assert "No account is kept yet" in shown
    assert "Nobody has access to an account on this day" in shown


# --- the undertaking and the cards


@pytest.mark.clause("valence:use-11")
def test_the_undertaking_names_the_person_the_accounts_and_each_promise_and_has_a_witness() -> None:
    shown = text(undertaking.render(made.undertaking_figures()))
    assert in_order(
        shown,
        "Łukasz Wiśniewski",
        "Facebook: Harbour Lane Posts Knows the password",
        "Kidblog: Class 4B Administers Own login",
        "1.",
        "Use 11",
        "8.",
        "Signature: who undertakes it",
        "Signature: witness",
    )


def test_a_blank_undertaking_names_nobody() -> None:
    shown = text(undertaking.render(made.undertaking_figures("")))
    assert "Wiśniewski" not in shown
    assert "Facebook" not in shown
    assert "What I undertake" in shown


def test_cards_number_their_steps_and_say_how_far_they_can_be_relied_on() -> None:
    shown = text(platform_cards.render(made.card_figures()))
    assert shown.count("Looked up on 21 Nov 2026") == len(CardTask)
    assert in_order(shown, "Change the password", "Sign out everywhere", "Take an administrator off")


# --- all of them

LONG: dict[str, Callable[[], bytes]] = {
    "list": lambda: leaver_list.render(made.list_figures(60)),
    "evidence": lambda: review_evidence.render(made.evidence_figures(20, 60)),
    "check": lambda: account_check_sheet.render(made.check_figures(40)),
    "book": lambda: handover_book.render(made.book_figures(20, 60)),
}


@pytest.mark.parametrize("document", LONG)
def test_a_long_one_repeats_its_heads_and_numbers_its_pages(document: str) -> None:
    pdf = LONG[document]()
    assert f"Page {pages(pdf)} of {pages(pdf)}" in page_text(pdf, pages(pdf))
    heads = {"list": "What to do", "evidence": "What followed", "check": "Checked by", "book": "Given by"}
    again = [page for page in range(2, pages(pdf) + 1) if heads[document] in page_text(pdf, page)]
    assert again, "its head stands on a following page too"


SIZES = {
    "list": lambda n: leaver_list.render(replace(made.list_figures(n, cards=False), reminder="", rests_on="")),
    "evidence": lambda n: review_evidence.render(made.evidence_figures(1, n)),
    "check": lambda n: account_check_sheet.render(made.check_figures(n)),
}


@pytest.mark.parametrize("count", range(1, 30, 2))
@pytest.mark.parametrize("document", SIZES)
def test_the_signatures_never_stand_alone_on_a_sheet(document: str, count: int) -> None:
    pdf = SIZES[document](count)
    above = page_text(pdf, pages(pdf)).split("Signature:")[0].split("Confidential")[-1]
    assert "Rose Okafor" in above or "Person" in above or "still to be changed" in above, above


def test_hard_names_are_read_back_as_they_are_written(partner: Partner, tmp_path: Path) -> None:
    pdf = leaver_list.render(replace(made.list_figures(0), lines=made.HARD_LINES))
    shown = squeezed(laid_out(pdf, partner("pdftotext"), tmp_path))
    for name in HARD_NAMES:
        assert squeezed(name) in shown


def test_the_same_figures_give_the_same_bytes() -> None:
    assert handover_book.render(made.book_figures()) == handover_book.render(made.book_figures())
    assert review_evidence.render(made.evidence_figures()) == review_evidence.render(made.evidence_figures())
