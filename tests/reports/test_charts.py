"""Charts: told apart on a grey copy, every figure written beside its bar, nothing drawn to the scale of what is held back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from schoolsm_desktop.reports.charts import (
    BarRow,
    BarTable,
    Fill,
    Mark,
    Panel,
    Upright,
    draw_panels,
    fill_area,
)
from schoolsm_desktop.reports.paper import Paper
from tests.conftest import Partner

from . import reading
from .made_figures import page_facts

PARTS = (("Yes", Fill.SOLID), ("No", Fill.STRIPES), ("No answer", Fill.OPEN))
FEWER, BACK, NOTHING = Mark("fewer than 5", is_held=True), Mark("held back", is_held=True), Mark("–")


def drawn(draw: Callable[[Paper], None]) -> bytes:
    """A document of nothing but a chart."""
    paper = Paper(page_facts("Chart"))
    draw(paper)
    return paper.finish()


def number(value: int) -> Mark:
    """A figure that is printed."""
    return Mark(str(value), value)


def bars(*rows: BarRow) -> bytes:
    """A table of bars."""
    return drawn(lambda paper: BarTable(paper, "Year group", PARTS, "Pupils").draw(rows, "School website"))


def inks(pdf: bytes) -> list[int]:
    """How bright each part of the first page is, as a grey copy has it."""
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=1, grayscale=True)
    return list(bitmap.to_pil().tobytes())


def test_each_fill_is_told_from_every_other_on_a_grey_copy() -> None:
    def swatch(fill: Fill) -> float:
        empty = inks(drawn(lambda paper: None))
        filled = inks(drawn(lambda paper: fill_area(paper, fill, 60, 400, 100, 40)))
        return sum(before - after for before, after in zip(empty, filled, strict=True)) / (100 * 40)

    dark = sorted(swatch(fill) for fill in Fill)
    steps = [darker - lighter for lighter, darker in zip(dark, dark[1:], strict=False)]
    assert dark[0] > 0  # even the open ones have an edge
    assert min(steps) > 1.5


def test_no_fill_has_a_colour() -> None:
    def every(paper: Paper) -> None:
        for at, fill in enumerate(Fill):
            fill_area(paper, fill, 60, 500 - at * 30, 100, 20)

    shown = pypdfium2.PdfDocument(drawn(every))[0].render(scale=1).to_pil().convert("RGB").crop((55, 300, 165, 480))
    pixels = shown.tobytes()
    assert pixels[0::3] == pixels[1::3] == pixels[2::3]
    assert min(pixels) < 60


def test_every_figure_stands_beside_its_bar_and_the_headings_carry_the_patterns() -> None:
    said = reading.text(bars(BarRow("Year 1", (number(40), number(12), number(8)), number(60))))
    assert reading.in_order(said, "Year group", "Yes", "No", "No answer", "Pupils", "Year 1", "40", "12", "8", "60")


def test_what_is_held_back_is_drawn_in_one_size() -> None:
    held = bars(BarRow("Year 1", (number(40), FEWER, BACK), number(60)))
    assert "fewer than 5" in reading.text(held)
    assert "held back" in reading.text(held)
    hidden = drawn(
        lambda paper: draw_panels(paper, [Panel("A", (Upright("Now", FEWER), Upright("Then", number(900))))])
    )
    shown = drawn(lambda paper: draw_panels(paper, [Panel("A", (Upright("Now", FEWER), Upright("Then", number(6))))]))
    assert _broken_boxes(hidden) == _broken_boxes(shown)
    assert len(_broken_boxes(hidden)) == 1


def test_a_figure_that_was_not_counted_has_no_bar() -> None:
    pdf = drawn(lambda paper: draw_panels(paper, [Panel("A", (Upright("Now", NOTHING), Upright("Then", number(0))))]))
    assert _broken_boxes(pdf) == []
    assert _operators(pdf).count(" re") == _operators(drawn(lambda paper: None)).count(" re")


def test_a_long_table_says_on_the_next_page_what_it_is_of() -> None:
    rows = [BarRow(f"Year {at}", (number(10), number(5), number(5)), number(20)) for at in range(60)]
    pdf = bars(*rows)
    assert reading.pages(pdf) == 2
    assert "School website (continued)" in reading.page_text(pdf, 2)
    assert "No answer" in reading.page_text(pdf, 2)
    assert "Year 59" in reading.page_text(pdf, 2)


def test_long_names_stay_inside_the_margins(partner: Partner, tmp_path: Path) -> None:
    long = "Llanfairpwllgwyngyll" * 10

    def both(paper: Paper) -> None:
        BarTable(paper, long, [(long, Fill.SOLID)] * 3, long).draw([BarRow(long, (number(3), FEWER, BACK), number(9))])
        draw_panels(paper, [Panel(long, (Upright(long, number(10**12), now=True), Upright(long, FEWER)))] * 5)

    assert reading.outside_margins(drawn(both), partner("pdftotext"), tmp_path) == []


def test_panels_of_nothing_but_noughts_are_drawn_flat() -> None:
    pdf = drawn(lambda paper: draw_panels(paper, [Panel("Pictures", (Upright("Autumn term 2026", number(0)),))]))
    assert reading.in_order(reading.text(pdf), "Pictures", "0", "Autumn term 2026")


def _operators(pdf: bytes) -> str:
    contents = reading.reader(pdf).pages[0].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def _broken_boxes(pdf: bytes) -> list[str]:
    """The outlines drawn for what is held back."""
    return [line for line in _operators(pdf).splitlines() if "[1.6 1.6]" in line]
