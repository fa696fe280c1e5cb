"""One request to the school with its decision; undecided with lines on which the headteacher decides and signs."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, Signer, draw_sign_off, draw_signed_lines, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_BOLD, BODY_QUIET, INK, LABEL, Sign

_LINE_HIGH = 22.0


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """Everything the sheet shows. With `signers` it is still to be decided, and is signed on paper."""

    page: PageFacts
    what: str
    asked: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    policy_says: str
    clause: str
    decided: tuple[tuple[str, str], ...] = ()
    state: str = ""
    sign: Sign = Sign.UNKNOWN
    warnings: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()


def render(figures: RequestFigures) -> bytes:
    """The sheet as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.what)
    _facts(paper, figures.asked, 2)
    paper.heading(tr("What is asked for"), keep=60)
    _facts(paper, figures.answers, 1)
    paper.heading(tr("What your policy says"), keep=50)
    if figures.policy_says:
        paper.flow(figures.policy_says, BODY)
    paper.flow(figures.clause, BODY_QUIET)
    if figures.warnings:
        paper.skip(4)
        draw_signed_lines(paper, tuple((Sign.WARN, said) for said in figures.warnings))
    paper.heading(tr("Decision"), keep=80 + sign_off_height(paper, figures.signers))
    if figures.signers:
        _to_decide(paper, figures)
    else:
        _facts(paper, (), 1, Fact(tr("State"), figures.state, figures.sign, BODY_BOLD))
        _facts(paper, figures.decided, 1)
    return paper.finish()


def _facts(paper: Paper, pairs: tuple[tuple[str, str], ...], columns: int, *first: Fact) -> None:
    facts = (*first, *(Fact(label, text) for label, text in pairs))
    at = 0
    while at < len(facts):
        grid = FactGrid(paper, facts[at : at + columns], columns)
        paper.need(grid.height)
        grid.draw()
        at += columns


def _to_decide(paper: Paper, figures: RequestFigures) -> None:
    labels = (tr("Allowed or refused"), tr("Until, looked at again on"), tr("Conditions, or the reason"), "")
    for label in labels:
        paper.need(_LINE_HIGH)
        baseline = paper.y - _LINE_HIGH + 6
        paper.pen.put(paper.left, baseline, label, LABEL)
        paper.rule(paper.left + 130, paper.right, baseline - 2, 0.7, INK)
        paper.y -= _LINE_HIGH
    draw_sign_off(paper, tr("This is my decision."), figures.signers)
