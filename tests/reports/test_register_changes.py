"""What the register says of changes, of what is missing and of parts of it; and the history of one access on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from schoolsm_desktop.reports.access_history import HistoryFigures, PastDeed
from schoolsm_desktop.reports.access_history import render as render_history
from schoolsm_desktop.reports.access_register import render
from schoolsm_desktop.reports.register_changes import RegisterChange

from .made_figures import PRINTED_AT, page_facts, register_figures
from .reading import in_order, page_text, pages, text
from .test_access_register import ALICE, JAMES, POSTS, ROSE, small

GIVEN = RegisterChange(date(2026, 11, 3), "Given", "James Marsh", "Facebook", "Rose Okafor")


def test_the_first_print_says_that_it_is_the_first() -> None:
    assert "This is the first print: everything above is new." in text(render(small()))


def test_a_later_print_says_since_when_and_what_changed() -> None:
    shown = text(render(small(changes=(GIVEN, replace(GIVEN, what="Stopped")), last_printed=date(2026, 11, 2))))
    assert in_order(
        shown,
        "The register was last printed on 2 Nov 2026.",
        "3 Nov 2026 Given James Marsh Facebook Rose Okafor",
        "3 Nov 2026 Stopped James Marsh Facebook Rose Okafor",
    )
    assert "Nothing has changed since." in text(render(small(last_printed=date(2026, 11, 2))))


def test_a_part_of_the_register_says_so_and_tells_of_no_changes() -> None:
    shown = text(render(small(selection="A part of the register only: 1 person, all accounts.", changes=(GIVEN,))))
    assert in_order(shown, "A part of the register only", "Person by account")
    assert "Changes since" not in shown


def test_a_part_of_the_register_claims_nothing_of_those_who_are_left_out() -> None:
    shown = text(render(small(people=(replace(JAMES, missing=()),), selection="A part only.")))
    assert "Nobody in this part is a keyholder." in shown
    assert "For everybody in this part, policy and training are in date." in shown
    assert "No keyholder is recorded" not in shown
    assert "nobody else has any" not in shown


@pytest.mark.clause("valence:roles-1")
def test_an_override_stands_beside_its_access_with_its_reason() -> None:
    shown = text(render(small(entries=(replace(POSTS, override_reason="Governors meet tonight"),))))
    assert "Year 4 residential Given although a condition was missing: Governors meet tonight" in shown


def test_cover_and_paper_are_said_where_somebody_authorised() -> None:
    shown = text(render(small(entries=(replace(POSTS, under_cover=True, on_paper=True),))))
    assert "Alice Whitfield 10 Sep 2026 under cover and on paper" in shown
    assert "under cover" not in text(render(small()))


def test_what_is_missing_stands_under_the_name_and_whole_at_the_end() -> None:
    lacking = replace(JAMES, missing=("Training ended on 1 Nov 2026 (Use 11)", "No undertaking (Use 11)"))
    shown = text(render(small(people=(replace(ALICE, missing=()), lacking, ROSE))))
    assert "James Marsh Year 4 teacher Training ended on 1 Nov 2026 (Use 11) Posts" in shown
    assert "James Marsh: Training ended on 1 Nov 2026 (Use 11); No undertaking (Use 11)" in shown
    assert "Policy and training in date" in page_text(
        render(small(people=(replace(ALICE, missing=()),), entries=())), 1
    )


def test_everybody_in_date_is_said_in_one_line() -> None:
    shown = text(render(small(people=(ALICE, replace(JAMES, missing=()), ROSE))))
    assert "For everybody with access, policy and training are in date." in shown


def test_whoever_has_no_access_to_the_accounts_of_a_sheet_is_left_out_of_it() -> None:
    figures = register_figures(20, 12, every=1)
    entries = tuple(e for e in figures.entries if e.person != "p5" or e.account == figures.accounts[0].key)
    name = figures.people[5].name
    shown = text(render(replace(figures, entries=entries)))
    assert shown.count(f"{name} {figures.people[5].job}") == 2, "one sheet of three, and its one access in detail"


def test_the_history_reads_from_first_to_last() -> None:
    deeds = (
        PastDeed(PRINTED_AT, "Asked for", "J. Marsh", "Knows the password, posts. Class news"),
        PastDeed(PRINTED_AT, "Given", "R. Okafor"),
    )
    shown = text(render_history(HistoryFigures(page_facts(), "James Marsh", "Facebook", deeds)))
    assert in_order(shown, "James Marsh, Facebook.", "Asked for", "Class news", "J. Marsh", "Given", "R. Okafor")
    empty = render_history(HistoryFigures(page_facts(), "James Marsh", "Facebook"))
    assert pages(empty) == 1
    assert "Nothing has happened here yet." in text(empty)
