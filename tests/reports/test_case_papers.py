"""The papers of incidents: hostile text in every field, long words, a grey copier, and heads on every page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest

from schoolsm_desktop.reports import chronology, evidence_list, first_hour_card, incident_form
from tests.conftest import Partner

from . import made_cases, reading
from .test_hostile_text import PATTERNS

MOST = 700
"""A record is printed whole, so its fields are held short where they are typed."""
Change = Callable[[str], str]
DOCUMENTS: dict[str, Callable[[Change], bytes]] = {
    "cards": lambda change: first_hour_card.render(changed(made_cases.card_set(), change)),
    "form": lambda change: incident_form.render(changed(made_cases.form(), change)),
    "chronology": lambda change: chronology.render(changed(made_cases.chronology(), change)),
    "evidence": lambda change: evidence_list.render(changed(made_cases.evidence_list(), change)),
}


def changed(value: Any, change: Change) -> Any:
    """`value` with every text changed."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: changed(getattr(value, f.name), change) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    if isinstance(value, tuple):
        return tuple(changed(one, change) for one in value)
    return change(value) if type(value) is str else value


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_field_takes_whatever_is_typed(document: str, pattern: str) -> None:
    typed = PATTERNS[pattern][:MOST]
    pdf = DOCUMENTS[document](lambda _text: typed)
    assert reading.pages(pdf) < 40
    assert f"Page {reading.pages(pdf)} of {reading.pages(pdf)}" in reading.text(pdf)
    assert "\u202e" not in reading.text(pdf)
    assert "\x00" not in reading.text(pdf)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_word_runs_out_of_the_margins(document: str, partner: Partner, tmp_path: Path) -> None:
    word = PATTERNS["one long word"][:MOST]
    pdf = DOCUMENTS[document](lambda text: f"{text} {word}" if text else "")
    assert reading.outside_margins(pdf, partner("pdftotext"), tmp_path) == []


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (2, 1), (18, 9)])
def test_two_cards_stand_on_each_page_and_each_says_everything(count: int, pages: int) -> None:
    pdf = first_hour_card.render(made_cases.card_set(count))
    said = reading.text(pdf)
    assert reading.pages(pdf) == pages
    for words in (*(step.words for step in made_cases.STEPS), "Anna Whitfield", "01632 960101", "999"):
        assert said.count(words) >= count, words
    assert reading.in_order(said, "999", "did an adult harm a child", *(step.words for step in made_cases.STEPS))


def test_the_form_stands_on_both_sides_of_one_sheet_with_the_question_first() -> None:
    pdf = incident_form.render(made_cases.form())
    assert reading.pages(pdf) == 2
    assert reading.in_order(
        reading.text(pdf),
        "999",
        "First question: If this is true",
        "not sure",
        "About the headteacher: ring the chair",
        "What happened",
        "Who told us",
        "under 18",
        "Give it today, by hand, to",
        "Anna Whitfield",
    )


def test_a_correction_stands_beside_what_it_corrects_and_a_copier_loses_nothing() -> None:
    pdf = chronology.render(made_cases.chronology())
    assert reading.in_order(
        reading.text(pdf), "The mother rang", "Corrected 21 Nov", "entered 3 days later", "[removed]", "9f2c 41d0"
    )
    grey = pypdfium2.PdfDocument(pdf)[0].render(scale=1, grayscale=True).to_pil()
    inks = grey.histogram()
    assert sum(inks[:60]) > 200  # the letters are as good as black
    assert sum(inks[250:]) > 0.75 * grey.width * grey.height
