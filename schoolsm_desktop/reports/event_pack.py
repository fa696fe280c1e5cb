"""The event pack: the rule of the day, who holds the list, who sits where, what to do; then the list and the notice."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, draw_steps
from .do_not_photograph import ListFigures, draw_heading, draw_list, draw_sentence_box
from .event_notice import NoticeFigures, draw_notice
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_QUIET, INK, LABEL
from .tables import Column, Row, draw_table

_LINES = 4


@dataclass(frozen=True, slots=True)
class PackFigures:
    """Everything the pack shows. `tell` are who is told, the name where it is known, and how soon; in words."""

    page: PageFacts
    facts: tuple[Fact, ...]
    rule: tuple[str, ...]
    notice_words: str
    rule_source: str
    seating: str
    note: str
    steps: tuple[str, ...]
    tell: tuple[tuple[str, str, str], ...]
    list: ListFigures
    notice: NoticeFigures | None = None


def render(figures: PackFigures) -> bytes:
    """The pack as one PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("For whoever leads it, and whoever holds the list."))
    grid = FactGrid(paper, figures.facts, 2)
    paper.need(grid.height)
    grid.draw()
    paper.heading(tr("The rule of the day"))
    draw_sentence_box(paper, figures.notice_words)
    for sentence in figures.rule:
        paper.flow(sentence, BODY)
    paper.flow(figures.rule_source, BODY_QUIET)
    for heading, text in ((tr("Who sits and stands where"), figures.seating), (tr("Note"), figures.note)):
        if text:
            paper.heading(heading)
            paper.flow(text, BODY)
    _if_broken(paper, figures)
    paper.turn()
    draw_heading(
        paper,
        tr("Do not photograph"),
        tr("Please take no picture in which one of these children can be seen, not even in the background."),
    )
    draw_list(paper, figures.list)
    if figures.notice is not None:
        paper.turn(tr("For everybody to read"))
        draw_notice(paper, figures.notice)
    return paper.finish()


def _if_broken(paper: Paper, figures: PackFigures) -> None:
    paper.heading(tr("If somebody breaks the rule"))
    draw_steps(paper, figures.steps)
    if figures.tell:
        paper.skip(4)
        columns = (Column(tr("Who is told"), 1.4), Column(tr("Name"), 1.6), Column(tr("How soon"), 1.0))
        rows: list[Row] = [tuple(cells) for cells in figures.tell]
        draw_table(paper, columns, rows)
    paper.need(30 + _LINES * 24)
    paper.flow(tr("What happened, when, who was told: write it here and hand it in at the office the same day."), BODY)
    for _ in range(_LINES):
        paper.y -= 24
        paper.rule(paper.left, paper.right, paper.y, 0.6, INK)
    paper.y -= 4
    paper.flow(tr("The office enters it under “Events and lists”."), LABEL)
