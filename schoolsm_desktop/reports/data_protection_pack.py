"""The data protection pack: assessment, record of processing, and a paragraph for the privacy notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, Signer, draw_sign_off, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_QUIET, CELL_BOLD, CELL_GOOD, CELL_QUIET, LABEL, SUBHEADING, Sign, lines_of
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class ActivityFigures:
    """One thing that is done with personal data; everything in words."""

    name: str
    why: str
    whose: str
    what: str
    basis: str
    sees: str
    goes_to: str
    kept: str


@dataclass(frozen=True, slots=True)
class RiskFigures:
    """A risk, what stands against it, and what is left."""

    what: str
    against: str
    left: str


@dataclass(frozen=True, slots=True)
class PackFigures:
    """Everything the pack shows. `notice` is what a parent would read; `checked` says when law and periods were."""

    page: PageFacts
    about: tuple[Fact, ...]
    need: tuple[str, ...]
    risks: tuple[RiskFigures, ...]
    activities: tuple[ActivityFigures, ...]
    notice: tuple[str, ...]
    measures: tuple[str, ...]
    checked: str
    signers: tuple[Signer, ...]


def render(figures: PackFigures) -> bytes:
    """The pack as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("Filled from the school’s settings. Read it, change what is different with you, and sign it."))
    grid = FactGrid(paper, figures.about, 2)
    paper.need(grid.height)
    grid.draw()
    paper.flow(figures.checked, BODY_QUIET)
    _assessment(paper, figures)
    paper.turn()
    _record(paper, figures.activities)
    paper.turn()
    _notice(paper, figures.notice)
    return paper.finish()


def _assessment(paper: Paper, figures: PackFigures) -> None:
    paper.heading(tr("1. Assessment"), keep=80)
    paper.flow(tr("Why it is needed, and why it is not more than is needed"), SUBHEADING)
    _paragraphs(paper, figures.need)
    columns = (
        Column(tr("What could go wrong"), 1.5),
        Column(tr("What stands against it"), 2.6),
        Column(tr("Left"), 0.6),
    )
    rows: list[Row] = [
        (Piece(one.what, CELL_BOLD), one.against, Piece(one.left, CELL_GOOD, Sign.GOOD)) for one in figures.risks
    ]
    paper.skip(6)
    paper.need(SUBHEADING.leading + opening(paper, columns, rows))
    paper.flow(tr("Risks for people"), SUBHEADING)
    draw_table(paper, columns, rows)
    closing = sign_off_height(paper, figures.signers)
    said = sum(len(lines_of(paper.lettering.fit(one, 4000), BODY, paper.width)) for one in figures.measures)
    paper.need(SUBHEADING.leading + said * BODY.leading + 4 * len(figures.measures) + closing)
    paper.flow(tr("How the records are kept safe"), SUBHEADING)
    _paragraphs(paper, figures.measures)
    draw_sign_off(
        paper, tr("We have considered this. What is left of each risk is acceptable, or noted here."), figures.signers
    )


def _record(paper: Paper, activities: Sequence[ActivityFigures]) -> None:
    paper.heading(tr("2. Record of processing"), keep=80)
    for one in activities:
        facts = (
            Fact(tr("Why"), one.why),
            Fact(tr("Whose data"), one.whose),
            Fact(tr("What is kept"), one.what),
            Fact(tr("Lawful basis"), one.basis),
            Fact(tr("Who sees it here"), one.sees),
            Fact(tr("Given to"), one.goes_to),
        )
        grid, kept = FactGrid(paper, facts, 2), FactGrid(paper, (Fact(tr("Kept for"), one.kept),), 1)
        paper.need(SUBHEADING.leading + grid.height + kept.height + 8)
        paper.mark(one.name, 1)
        paper.flow(one.name, SUBHEADING)
        grid.draw()
        kept.draw()
        paper.rule(paper.left, paper.right, paper.y)
        paper.skip(10)


def _notice(paper: Paper, notice: Sequence[str]) -> None:
    paper.heading(tr("3. For the privacy notice"), keep=80)
    paper.flow(tr("To copy into the school’s notice for parents, pupils and staff."), CELL_QUIET)
    paper.skip(6)
    _paragraphs(paper, notice)
    paper.flow(tr("Check with your data protection officer before you publish it."), LABEL)


def _paragraphs(paper: Paper, texts: Sequence[str]) -> None:
    for text in texts:
        paper.flow(text, BODY)
        paper.skip(4)
