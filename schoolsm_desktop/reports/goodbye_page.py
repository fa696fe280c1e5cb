"""The goodbye page: what ended for somebody who leaves, what was given back, what stays true; signed by both."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, Signer, draw_nothing, draw_sign_off, draw_signed_lines, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_BOLD, LABEL, Sign


@dataclass(frozen=True, slots=True)
class GoodbyeFigures:
    """Everything the page shows. `open` is what is still to be done: the page says so, and both sign all the same."""

    page: PageFacts
    person: str
    lead: str
    facts: tuple[Fact, ...]
    ended: tuple[str, ...]
    open: tuple[str, ...]
    stays: tuple[str, ...]
    rests_on: str
    signers: tuple[Signer, ...]


def render(figures: GoodbyeFigures) -> bytes:
    """The page as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    if figures.facts:
        grid = FactGrid(paper, figures.facts, 2)
        paper.need(grid.height)
        grid.draw()
    paper.heading(tr("What ended and was given back"))
    if figures.ended:
        draw_signed_lines(paper, [(Sign.GOOD, words) for words in figures.ended])
    else:
        draw_nothing(paper, tr("Nothing is done yet."))
    if figures.open:
        paper.heading(tr("Still to be done"))
        draw_signed_lines(paper, [(Sign.BOX, words) for words in figures.open], BODY_BOLD)
    paper.heading(tr("What stays true"), keep=60)
    for words in figures.stays:
        paper.flow(words, BODY)
        paper.skip(3)
    if figures.rests_on:
        paper.flow(figures.rests_on, LABEL)
    paper.need(sign_off_height(paper, figures.signers))
    draw_sign_off(
        paper, tr("We have gone through this page together. Nothing of the school’s was kept back."), figures.signers
    )
    return paper.finish()
