"""What a termly report says in sentences: right for none, one and many, for what is held back, and for a first term."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.held import Cell, Held
from schoolsm_desktop.domain.report_sections import SECTION_TOPICS, Section, hours_text
from schoolsm_desktop.domain.report_sentences import ReportSentences, report_sentences
from schoolsm_desktop.domain.suppression import PublishedFacts, PublishedFigures, PublishedTable, Topic
from schoolsm_desktop.domain.term_reports import PlannedAction, ReportWords
from tests.domain.read_policies import ALL, BLANK, CHURCHWARD, KEW, profile_of
from tests.reports.made_term import AUTUMN, TERMS, answers, everything, nothing_recorded, published_figures, table

_NUMBER = re.compile(r"\d+")


def said_of(section: Section, topic: Topic, key: str, cells: Sequence[Cell | None], **facts: object) -> str:
    """The sentence of a section whose only table has one row."""
    tables = [table(topic, "A table", TERMS[: len(cells)], {key: ("A row", cells)})]
    figures = published_figures(tables, facts=replace(PublishedFacts(), **facts))  # type: ignore[arg-type]  # any field
    return report_sentences(figures, ReportWords(), BLANK).of_section(section)


def all_words(said: ReportSentences) -> str:
    """Every sentence of a report."""
    concerns = [f"{each.what} {each.since} {each.who}" for each in said.concerns]
    return "\n".join([*said.fine, *concerns, *said.asked, *(sentence for _section, sentence in said.sections)])


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (0, "No incident became known this term."),
        (1, "1 incident became known this term."),
        (23, "23 incidents became known this term."),
        (Held.FEWER, "Fewer than 5 incidents became known this term."),
        (Held.BACK, "What is counted here is too small to print, or held back so that it cannot be worked out."),
    ],
)
def test_incidents_are_said_for_none_one_many_and_held(cell: Cell, sentence: str) -> None:
    assert said_of(Section.INCIDENTS, Topic.INCIDENTS, "total", (cell,)) == sentence


@pytest.mark.parametrize(
    ("section", "topic", "key", "none", "one", "few"),
    [
        (Section.ACCOUNTS, Topic.ACCOUNTS, "in_use", "no account in use", "1 account in use", "fewer than 5 accounts"),
        (Section.ACCESS, Topic.ACCESS, "people", "Nobody has access", "1 person has access", "Fewer than 5 people"),
        (Section.SECRETS, Topic.SECRETS, "passwords_overdue", "No password", "1 password is", "Fewer than 5 passwords"),
        (Section.PICTURES, Topic.PHOTO_CHECKS, "total", "No photo check", "1 photo check was", "Fewer than 5 photo"),
        (Section.PAGES, Topic.MODERATION, "total", "No comment", "1 comment was", "Fewer than 5 comments"),
        (Section.PAGES, Topic.BLOCKS, "standing", "Nobody is blocked", "1 block stands", "Fewer than 5 blocks stand"),
        (Section.PAGES, Topic.TAKEDOWNS, "total", "Nobody was asked", "1 time to", "fewer than 5 times"),
        (Section.COMPLAINTS, Topic.COMPLAINTS, "total", "No complaint", "1 complaint was", "Fewer than 5 complaints"),
        (Section.REQUESTS, Topic.REQUESTS, "asked", "Nothing was asked", "1 request was", "Fewer than 5 requests"),
    ],
)
def test_every_section_says_none_one_and_few(
    section: Section, topic: Topic, key: str, none: str, one: str, few: str
) -> None:
    assert none in said_of(section, topic, key, (0,))
    assert one in said_of(section, topic, key, (1,))
    assert few in said_of(section, topic, key, (Held.FEWER,))
    assert "17" in said_of(section, topic, key, (17,))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ((7, 5, 9), "It was 5 in the term before and 9 in the same term last year."),
        ((7, 0, None), "It was 0 in the term before."),
        ((7, None, 9), "It was 9 in the same term last year."),
        ((7, Held.FEWER, 9), "It was fewer than 5 in the term before and 9 in the same term last year."),
        ((7, Held.BACK, Held.BACK), ""),
        ((7,), ""),
    ],
)
def test_earlier_terms_are_compared_as_far_as_they_are_printed(cells: Sequence[Cell | None], sentence: str) -> None:
    said = said_of(Section.COMPLAINTS, Topic.COMPLAINTS, "total", cells)
    assert said == f"7 complaints were received this term. {sentence}".strip()


def test_several_terms_counted_together_are_not_called_this_term() -> None:
    together = [
        table(Topic.INCIDENTS, "Incidents", (("three-terms", "Since Autumn term 2025"),), {"total": ("T", (6,))})
    ]
    said = report_sentences(published_figures(together), ReportWords(), BLANK)
    assert "6 incidents became known over the terms that are counted together." in said.of_section(Section.INCIDENTS)
    none = [table(Topic.INCIDENTS, "Incidents", (("three-terms", AUTUMN.name),), {"total": ("T", (0,))})]
    first = report_sentences(published_figures(none, before=None), ReportWords(), BLANK)
    assert "No incident became known this term." in first.fine


@pytest.mark.parametrize(
    ("hours", "words"), [(0.2, "an hour"), (1.2, "1 hour"), (6.0, "6 hours"), (47.0, "47 hours"), (72.0, "3 days")]
)
def test_a_time_is_said_as_people_say_it(hours: float, words: str) -> None:
    assert hours_text(hours) == words


def test_the_time_to_first_action_is_held_back_with_too_few() -> None:
    said = said_of(Section.INCIDENTS, Topic.INCIDENTS, "total", (6,), first_action_median_hours=Held.FEWER)
    assert "too few to say how long" in said
    said = said_of(
        Section.INCIDENTS, Topic.INCIDENTS, "total", (6,), first_action_median_hours=3.0, first_action_before_hours=1.0
    )
    assert "Half of them were acted on within 3 hours; in the term before it was 1 hour." in said


def test_what_is_fine_and_what_is_not_are_never_said_of_the_same() -> None:
    figures = published_figures()
    said = report_sentences(figures, ReportWords(), CHURCHWARD)
    assert "All 13 accounts that were due were checked." not in said.fine
    assert "2 accounts were not checked." in {each.what for each in said.concerns}
    in_order = table(Topic.CHECKS, "Checks", TERMS[:1], {"checks_due": ("Due", (13,)), "checks_done": ("Done", (13,))})
    said = report_sentences(published_figures([in_order], facts=PublishedFacts()), ReportWords(), CHURCHWARD)
    assert said.fine == ("All 13 accounts that were due were checked.",)


@pytest.mark.parametrize(
    ("in_use", "due", "done", "said", "concern"),
    [
        (1, 1, 0, "The 1 that was due was not checked.", "1 account was not checked."),
        (8, 8, 7, "7 of the 8 that were due were checked.", "1 account was not checked."),
        (8, 9, 0, "not yet in use are due to be checked too.", "9 of 9 accounts were not checked. Those paused"),
        (8, 9, 8, "8 of the 9 that were due were checked.", "1 of 9 accounts was not checked. Those paused"),
    ],
)
def test_more_due_than_in_use_are_explained(in_use: int, due: int, done: int, said: str, concern: str) -> None:
    accounts = table(Topic.ACCOUNTS, "Accounts", TERMS[:1], {"in_use": ("In use", (in_use,))})
    checks = table(Topic.CHECKS, "Checks", TERMS[:1], {"checks_due": ("Due", (due,)), "checks_done": ("Done", (done,))})
    made = report_sentences(published_figures([accounts, checks], facts=PublishedFacts()), ReportWords(), BLANK)
    assert said in made.of_section(Section.ACCOUNTS)
    (found,) = (each.what for each in made.concerns if "checked" in each.what)
    assert found.startswith(concern)
    assert ("paused" in made.of_section(Section.ACCOUNTS)) == ("paused" in found) == (due > in_use)


def test_a_concern_says_since_when_and_which_duty() -> None:
    said = report_sentences(published_figures(), ReportWords(), BLANK)
    (password,) = (each for each in said.concerns if "password" in each.what)
    assert password.since == "The longest since 5 Oct 2026"
    assert password.who == "Computing coordinator sees to it"
    (review,) = (each for each in said.concerns if "review day" in each.what)
    assert review.since == "Since 4 Nov 2026"


@pytest.mark.parametrize("policy", ALL)
def test_duties_stand_by_the_titles_of_each_policy(policy: str) -> None:
    profile = profile_of(policy)
    said = report_sentences(published_figures(), ReportWords(), profile)
    titles = set(profile.titles.values()) | {"Headteacher", "Computing coordinator", "Incident lead", "Office manager"}
    assert said.concerns
    assert {each.who.removesuffix(" sees to it") for each in said.concerns} <= titles


def test_what_the_headteacher_asks_stands_in_place_of_what_is_derived() -> None:
    derived = report_sentences(published_figures(), ReportWords(), KEW).asked
    assert derived[0] == "To note this report, and what is not fine in it."
    assert "To review the policy: its review day is 4 Nov 2026." in derived
    written = report_sentences(published_figures(), ReportWords(asked="Adopt the policy.\n\nMeet again."), KEW).asked
    assert written == ("Adopt the policy.", "Meet again.")


def test_the_board_is_asked_to_adopt_to_set_a_day_and_to_agree_to_the_plan() -> None:
    plan = (PlannedAction("One"), PlannedAction("Two", done_on=date(2026, 11, 1)))
    said = report_sentences(published_figures(facts=PublishedFacts()), ReportWords(plan=plan), KEW).asked
    assert "To adopt the policy: no day of adoption is recorded." in said
    assert "To set a review day for the policy." in said
    assert "To agree to the action plan: 1 action is open." in said


def test_nothing_recorded_is_calm() -> None:
    said = report_sentences(nothing_recorded(), ReportWords(), BLANK)
    assert said.fine == ("No incident became known this term.",)
    assert said.concerns == ()
    assert said.asked == ("To note this report.",)
    assert said.of_section(Section.PERMISSIONS) == "No pupil is on the roll, so no answers were counted."


def test_no_place_is_called_the_most_where_another_is_held_back() -> None:
    first, second = answers("Website", 2, 60), answers("Newsletter", 2, 60)
    said = report_sentences(published_figures([first, second]), ReportWords(), BLANK).of_section(Section.PERMISSIONS)
    assert said == "To each place, pictures of 70 % of the pupils may go."
    rows = tuple(replace(row, cells=(row.cells[0], Held.NEARLY, Held.FEWER, 0)) for row in second.rows)
    hidden = published_figures([first, replace(second, rows=rows)])
    said = report_sentences(hidden, ReportWords(), BLANK).of_section(Section.PERMISSIONS)
    assert said == "Pictures of 70 % of the pupils may go here: Website. Of some places it is held back."


def test_a_section_without_a_table_is_left_out() -> None:
    one = [each for each in everything() if each.topic is Topic.SECRETS]
    said = report_sentences(published_figures(one), ReportWords(), BLANK)
    assert [section for section, _sentence in said.sections] == [Section.SECRETS]
    assert {topic for topics in SECTION_TOPICS.values() for topic in topics} == set(Topic)


def _with_cells(figures: PublishedFigures, cells: Sequence[Cell | None]) -> PublishedFigures:
    """The same tables with other cells, taken in turn."""
    left = list(cells)

    def drawn(one: PublishedTable) -> PublishedTable:
        rows = [replace(row, cells=tuple(left.pop(0) for _ in row.cells)) for row in one.rows]
        return replace(one, rows=tuple(rows))

    return replace(figures, tables=tuple(drawn(one) for one in figures.tables))


_CELLS = sum(len(row.cells) for one in everything() for row in one.rows)
_SAID_ANYWAY = {"5"} | set(_NUMBER.findall("4 Nov 2026 5 Oct 2026 30 Sep 2026 4 hours 6 hours"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 5, 317, 4129, Held.FEWER, Held.BACK, None]), min_size=_CELLS, max_size=_CELLS))
def test_no_sentence_has_a_number_that_is_not_printed_or_the_difference_of_two(cells: list[Cell | None]) -> None:
    said = all_words(report_sentences(_with_cells(published_figures(), cells), ReportWords(), BLANK))
    printed = {cell for cell in cells if isinstance(cell, int)}
    known = {str(number) for number in printed} | {str(a - b) for a in printed for b in printed}
    shares = {str(a * 100 // b) for a in printed for b in printed if b}
    assert set(_NUMBER.findall(said)) <= known | shares | _SAID_ANYWAY


def test_with_everything_held_back_no_number_is_said() -> None:
    facts = PublishedFacts(first_action_median_hours=Held.FEWER)
    hidden = _with_cells(published_figures(facts=facts), [Held.BACK] * _CELLS)
    assert not _NUMBER.findall(all_words(report_sentences(hidden, ReportWords(), BLANK)))
