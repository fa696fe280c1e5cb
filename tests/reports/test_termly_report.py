"""The termly report on paper: what stands on its first page and in which order, its two parts, schools of every size."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from schoolsm_desktop.domain.figures import TermFigures
from schoolsm_desktop.domain.suppression import HeldBack, Topic, published
from schoolsm_desktop.domain.term_reports import PlannedAction, ReportPart, ReportWords
from schoolsm_desktop.reports.termly_report import render
from tests.conftest import Partner
from tests.domain.read_policies import ALL, BLANK, BUCKLEBURY, VALENCE, profile_of

from . import reading
from .made_term import (
    AUTUMN,
    LOG_SEAL,
    WORDS,
    answers,
    nothing_recorded,
    published_figures,
    report_figures,
    three_terms,
)
from .test_hostile_text import PATTERNS

PUBLIC, CONFIDENTIAL = ReportPart.PUBLIC, ReportPart.CONFIDENTIAL


def made(pupils: int, years: int, part: ReportPart = CONFIDENTIAL, *, draft: bool = False, word: str = "") -> bytes:
    """A part of the report of a school of that size."""
    return render(report_figures(BUCKLEBURY, published(three_terms(pupils, years, word), part), draft=draft))


@pytest.mark.clause("mill-lane:3.1-aim-4")
def test_the_first_page_says_what_is_fine_what_is_not_and_what_the_board_is_asked(
    partner: Partner, tmp_path: Path
) -> None:
    pdf = render(report_figures(BLANK))
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    command = [str(partner("pdftotext")), "-l", "1", "-enc", "UTF-8", str(file), "-"]
    said = reading.squeezed(subprocess.run(command, capture_output=True, check=True).stdout.decode())
    assert reading.in_order(
        said,
        "Termly report to governors",
        "Autumn term 2026, 2 Sep 2026 to 18 Dec 2026.",
        "A calm term.",
        "What is fine",
        "The photo check stopped 11 pictures before they were published.",
        "What is not",
        "In fewer than 5 incidents a step is overdue.",
        "2 passwords are overdue to be changed.",
        "The longest since 5 Oct 2026 · Computing coordinator sees to it",
        "What the board is asked",
        "1. To note this report, and what is not fine in it.",
        "4. To agree to the action plan: 2 actions are open.",
    )
    assert said.count("Page 1 of") == 1
    assert reading.in_order(reading.page_text(pdf, 1), "What is fine", "What is not", "What the board is asked", "1.")


def test_the_sections_stand_in_the_order_of_the_report_and_each_is_bookmarked() -> None:
    marks = [title for title, _page in reading.outline(made(450, 7))]
    wanted = [
        "What is fine",
        "What is not",
        "What the board is asked",
        "Accounts and their checks",
        "Who has access",
        "Passwords and codes",
        "Where pictures of pupils may go",
        "Photo checks and pictures",
        "Incidents",
        "Comments, blocks and take-downs",
        "Complaints",
        "The policy: read, signed, trained",
        "Requests decided",
        "Action plan",
        "What was held back",
        "How it was counted",
        "Signed",
    ]
    assert [mark for mark in marks if mark in wanted] == wanted


def test_part_1_says_that_it_may_be_published_and_part_2_that_it_is_confidential() -> None:
    public, confidential = made(450, 7, PUBLIC), made(450, 7)
    said, kept_back = reading.text(public), reading.text(confidential)
    assert said.count("Part 1: may be published") == reading.pages(public)
    assert kept_back.count("Part 2: confidential") == reading.pages(confidential)
    remark = "One matter was taken to the local authority"
    assert remark in kept_back
    assert remark not in said
    assert reading.pages(public) < reading.pages(confidential)


def test_only_a_draft_says_draft_and_only_a_final_report_has_the_seal_number() -> None:
    draft, final = made(12, 1, draft=True), made(12, 1)
    of_draft, of_final = reading.text(draft), reading.text(final)
    assert of_draft.count("Draft ") == reading.pages(draft)
    assert of_final.count(f"Seal number {LOG_SEAL}") == reading.pages(final)
    assert "Draft" not in of_final
    assert "Seal number" not in of_draft
    assert "the seal number of the log stands on the final report" in of_draft


def test_it_is_signed_presented_and_minuted_on_the_last_page() -> None:
    pdf = made(12, 7)
    last = reading.page_text(pdf, reading.pages(pdf))
    assert reading.in_order(
        last, "Signed", "Signature: Headteacher", "Signature: Chair of governors", "Presented to the board on", "Minute"
    )


@pytest.mark.parametrize(("pupils", "years"), [(12, 7), (12, 1), (450, 7), (2500, 14)])
@pytest.mark.parametrize("part", list(ReportPart))
def test_schools_of_every_size_have_a_report_of_a_few_pages(pupils: int, years: int, part: ReportPart) -> None:
    pdf = made(pupils, years, part)
    assert reading.pages(pdf) <= 10
    assert "What the board is asked" in reading.page_text(pdf, 1)
    assert "What the board is asked" not in reading.page_text(pdf, 2)


@pytest.mark.parametrize("part", list(ReportPart))
def test_nothing_recorded_at_all_is_two_calm_pages(part: ReportPart) -> None:
    for shown in (nothing_recorded(), published(TermFigures(AUTUMN, AUTUMN.ends), part)):
        pdf = render(report_figures(BLANK, replace(shown, part=part), ReportWords()))
        assert reading.pages(pdf) == 2
        assert "To note this report." in reading.page_text(pdf, 1)
        assert "In this report nothing had to be held back." in reading.page_text(pdf, 2)
        assert "None" not in reading.text(pdf)


def test_what_is_held_back_stands_in_no_stream_of_either_part() -> None:
    """Two schools that differ only in counts that are hidden print the very same pages."""
    figures = three_terms(450, 7)
    assert figures.incidents is not None
    assert figures.removals is not None
    other = replace(
        figures,
        incidents=replace(figures.incidents, overdue=4, actions_overdue=1),
        removals=replace(figures.removals, overdue=3),
    )
    for part in ReportPart:
        here, there = published(figures, part), published(other, part)
        assert render(report_figures(BLANK, here)) == render(report_figures(BLANK, there))


def test_a_held_cell_reads_in_words_in_the_table_and_in_the_chart() -> None:
    said = reading.text(render(report_figures(BLANK)))
    assert said.count("fewer than 5") >= 6
    assert said.count("held back") >= 6


def test_many_places_stand_as_sums_and_by_year_group_at_the_end() -> None:
    few, many = published_figures(), published_figures([answers(f"Place {at}", 7, 62) for at in range(9)])
    said = reading.text(render(report_figures(BLANK, few)))
    assert reading.in_order(said, "Where pictures of pupils may go", "School website", "Reception", "Photo checks")
    said = reading.text(render(report_figures(BLANK, many)))
    assert reading.in_order(said, "Place 8", "stands at the end of this report", "Signed", "by year group", "Reception")
    sums = said[said.index("Where pictures of pupils may go") : said.index("stands at the end")]
    assert "Reception" not in sums


def test_what_was_held_back_of_the_places_is_told_together() -> None:
    place = HeldBack(Topic.PERMISSIONS, "Place", 2, 1, "Words of one place.")
    pdf = render(report_figures(BLANK, published_figures(held=(place,) * 5, held_words=("Why.",))))
    said = reading.text(pdf)
    assert "10 numbers are too small to print. 5 numbers are held back" in said
    assert "Words of one place." not in said


@pytest.mark.parametrize("policy", ALL)
def test_every_policy_has_its_own_titles_on_the_report(policy: str) -> None:
    said = reading.page_text(render(report_figures(profile_of(policy))), 1)
    assert "sees to it" in said
    if policy == "valence":
        assert "Computing Coordinator sees to it" in said


@pytest.mark.parametrize("pattern", PATTERNS)
def test_whatever_the_headteacher_writes_is_printed_whole_and_breaks_nothing(pattern: str) -> None:
    typed = PATTERNS[pattern][:300]
    words = ReportWords(typed, typed, (PlannedAction(typed, typed),) * 3, typed)
    pdf = render(report_figures(BLANK, words=words))
    said = reading.text(pdf)
    assert f"of {reading.pages(pdf)}" in said
    assert reading.pages(pdf) < 12
    assert "\u202e" not in said


def test_a_long_opening_has_a_page_of_its_own_and_long_wishes_stay_in_one_piece() -> None:
    words = replace(WORDS, opening="Long words. " * 300 + "The end of them.", asked="Decide. " + "that " * 390)
    pdf = render(report_figures(BLANK, words=words))
    assert "stand on the next page" in reading.page_text(pdf, 1)
    assert "What the board is asked" in reading.page_text(pdf, 1)
    assert "The end of them." in reading.page_text(pdf, 2)


def test_no_word_runs_out_of_the_margins(partner: Partner, tmp_path: Path) -> None:
    pdf = made(2500, 14, word=" " + "Llanfairpwllgwyngyll" * 10)
    assert reading.outside_margins(pdf, partner("pdftotext"), tmp_path) == []


def test_it_is_sound_and_says_its_title_author_and_language(partner: Partner, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(made(450, 7))
    done = subprocess.run([str(partner("qpdf")), "--check", str(file)], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors found" in done.stdout
    document = reading.reader(file.read_bytes())
    assert document.metadata is not None
    assert document.metadata.title == "Termly report to governors"
    assert document.metadata.author == "Harbour Lane Primary School"
    assert str(document.root_object["/Lang"]) == "en-GB"


def test_the_same_figures_give_the_same_bytes() -> None:
    shown = report_figures(VALENCE, published_figures())
    assert render(shown) == render(shown)
    assert not re.search(rb"/Type ?/Annot", render(shown))
