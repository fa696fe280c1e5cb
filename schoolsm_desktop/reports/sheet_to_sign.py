"""A sheet that people sign: for a version of the policy, for a training, short for those who stay a few days, for a starter."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, Signer, draw_nothing, draw_sign_off, draw_signed_lines, draw_steps
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, CELL, CELL_BOLD, CELL_QUIET, LABEL, Sign
from .tables import Cell, Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """One line: who, as what, and in words what is signed or attended already ("" for nothing)."""

    name: str
    job: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class SheetFigures:
    """Everything the sheet shows; what is empty is left out.

    `points` are read before signing, `boxes` are ticked by hand, `note` is the wording on monitoring. People are printed
    with a place to sign each; `blank` lines follow for those who are not on it.
    """

    page: PageFacts
    lead: str
    facts: tuple[Fact, ...] = ()
    points_heading: str = ""
    points: tuple[str, ...] = ()
    boxes_heading: str = ""
    boxes: tuple[str, ...] = ()
    note_heading: str = ""
    note: str = ""
    rests_on: str = ""
    statement: str = ""
    people: tuple[SheetPerson, ...] = ()
    nobody: str = ""
    blank: int = 0
    job_heading: str = ""
    signers: tuple[Signer, ...] = ()
    signed_statement: str = ""


def render(figures: SheetFigures) -> bytes:
    """The sheet as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(figures.lead)
    if figures.facts:
        grid = FactGrid(paper, figures.facts, 2)
        paper.need(grid.height)
        grid.draw()
    _points(paper, figures)
    _boxes(paper, figures)
    _note(paper, figures)
    _people(paper, figures)
    draw_sign_off(paper, figures.signed_statement, figures.signers)
    return paper.finish()


def _points(paper: Paper, figures: SheetFigures) -> None:
    if figures.points:
        if figures.points_heading:
            paper.heading(figures.points_heading)
        draw_steps(paper, figures.points)


def _boxes(paper: Paper, figures: SheetFigures) -> None:
    if figures.boxes:
        paper.heading(figures.boxes_heading)
        draw_signed_lines(paper, [(Sign.BOX, words) for words in figures.boxes])


def _note(paper: Paper, figures: SheetFigures) -> None:
    if figures.note:
        paper.heading(figures.note_heading)
        paper.flow(figures.note, BODY)
    if figures.rests_on:
        paper.skip(4)
        paper.flow(figures.rests_on, LABEL)


def _people(paper: Paper, figures: SheetFigures) -> None:
    if not figures.people and not figures.blank:
        if figures.nobody:
            draw_nothing(paper, figures.nobody)
        return
    columns = (
        Column(tr("Name"), 2.2),
        Column(figures.job_heading or tr("Job"), 1.8),
        Column(tr("Signature"), 2.8),
        Column(tr("Day"), 1.2),
    )
    rows = [_row(person) for person in figures.people] + [_blank()] * figures.blank
    paper.heading(figures.statement, keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows)


def _row(person: SheetPerson) -> Row:
    """Two lines high, so that there is room to write; what is done already stands where the signature would."""
    done: Cell = (Piece(person.done, CELL_QUIET, Sign.GOOD), Piece("", CELL)) if person.done else ""
    return ((Piece(person.name, CELL_BOLD), Piece("", CELL)), person.job, done, "")


def _blank() -> Row:
    return ((Piece("", CELL_BOLD), Piece("", CELL)), "", "", "")
