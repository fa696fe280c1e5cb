"""The list of what is worth putting right: nothing, a little, far too much."""

from __future__ import annotations

from schoolsm_desktop.reports import health_list
from schoolsm_desktop.reports.health_list import HealthFigures, HealthFinding

from .made_figures import page_facts
from .made_health import health_figures
from .reading import pages, text


def test_nothing_to_put_right_is_said() -> None:
    said = text(health_list.render(HealthFigures(page_facts("Worth putting right"), "Our policy")))
    assert "Nothing was found today." in said
    assert "left as it is" not in said


def test_what_is_found_stands_on_one_page_with_its_clause_and_what_was_left() -> None:
    pdf = health_list.render(health_figures(8, 2))
    said = text(pdf)
    assert pages(pdf) == 1
    assert "Known, and left as it is" in said
    assert "Laws and guidance: Last looked up" in said


def test_a_long_list_goes_on_over_the_page_under_its_heading() -> None:
    pdf = health_list.render(health_figures(60, 20))
    assert pages(pdf) > 2
    assert text(pdf).count("What to do") >= pages(pdf) - 1


def test_a_finding_left_by_nobody_known_is_still_drawn() -> None:
    figures = HealthFigures(
        page_facts("Worth putting right"),
        "Our policy",
        left=(HealthFinding("A thing", "", "", "", "Left by somebody."),),
    )
    assert "Left by somebody." in text(health_list.render(figures))
