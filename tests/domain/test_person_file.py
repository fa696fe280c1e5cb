"""The two copies of everything about one person, and the clock of the request: pure, by hand-made lines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.person_file import (
    SECTION_WORDS,
    Choice,
    PersonFile,
    PersonLine,
    Section,
    ThirdParty,
    in_order,
    marked,
    redactor_for,
    release_copy,
    working_copy,
)
from schoolsm_desktop.domain.subject_access import SubjectSort, asks_own_say, due_day

DAY = date(2026, 11, 20)
WORDS = {section: SECTION_WORDS[section] for section in Section}


def line(key: str, words: str, section: Section = Section.POSTS, day: date | None = None) -> PersonLine:
    return PersonLine(key, section, words, "Entered by Rosa Okafor", day)


FILE = PersonFile(
    "Ada Bello",
    ("Ada Bello",),
    (
        line("b", "Tomás Peña jumps beside Ada", day=DAY),
        line("a", "Grace Bello rang about Ada Bello", day=date(2026, 1, 1)),
        line("c", "Name: Ada Bello", Section.FACTS),
    ),
    (ThirdParty("Tomás Peña"), ThirdParty("Grace Bello"), ThirdParty("Rosa Okafor", at_work=True)),
)


def said(sections: object) -> str:
    return repr([(s.title, x.day, x.words, x.source, x.held_back) for s in sections for x in s.lines])  # type: ignore[attr-defined]


def test_the_working_copy_shows_everything_and_marks_what_goes() -> None:
    sections = working_copy(FILE, Choice((("b", "Another family"),)), WORDS)
    assert [s.title for s in sections] == ["Who it is", "What was published"]
    first, second = sections[1].lines
    assert first.words == "«Grace Bello» rang about Ada Bello"
    assert second.words == "«Tomás Peña» jumps beside Ada"
    assert second.source == "Entered by «Rosa Okafor»"
    assert second.held_back == "Another family"


def test_the_release_copy_has_no_gap_where_something_went() -> None:
    harmful = release_copy(FILE, Choice((("b", "Another family"),)), WORDS, harmful=["a"])
    never_there = release_copy(PersonFile(FILE.name, FILE.names, FILE.lines[2:], FILE.third), Choice(), WORDS)
    assert said(harmful) == said(never_there)
    assert [len(section.lines) for section in harmful] == [1]
    assert "Another" not in said(harmful)


def test_names_go_but_the_own_name_and_those_who_may_stay() -> None:
    everybody = said(release_copy(FILE, Choice(), WORDS))
    for gone in ("Tomás", "Peña", "Grace", "Rosa", "Okafor"):
        assert gone not in everybody
    assert "Ada Bello" in everybody
    some = said(release_copy(FILE, Choice(names_stay=("Grace Bello",), also_remove="jumps"), WORDS))
    assert "Grace Bello rang" in some
    assert "jumps" not in some


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_marks_never_lose_a_letter_and_hold_every_name(before: str, after: str) -> None:
    redactor = redactor_for(FILE, Choice())
    text = f"{before} Tomás Peña {after}"
    shown = marked(redactor, text)
    assert shown.replace("«", "").replace("»", "") == text.replace("«", "").replace("»", "")
    assert "«" in shown


def test_lines_of_one_day_stay_as_they_were_gathered() -> None:
    lines = [line(str(n), f"{n}", day=DAY) for n in (3, 1, 2)]
    assert [x.key for x in in_order(lines)] == ["3", "1", "2"]
    assert in_order([line("x", "later", day=DAY), line("y", "no day")])[0].key == "y"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 3)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(received: date, due: date) -> None:
    assert due_day(received, lambda day: day) == due
    assert due_day(received, lambda _day: DAY) == DAY, "moved where that day is closed"


def test_from_twelve_on_a_pupil_is_asked_first() -> None:
    pupil = SubjectSort.PUPIL
    assert asks_own_say(pupil, "parent", date(2014, 11, 20), DAY)
    assert not asks_own_say(pupil, "parent", date(2014, 11, 21), DAY)
    assert not asks_own_say(pupil, "themself", date(2010, 1, 1), DAY)
    assert not asks_own_say(pupil, "parent", None, DAY)
    assert not asks_own_say(SubjectSort.COLLEAGUE, "for-them", date(1980, 1, 1), DAY)
