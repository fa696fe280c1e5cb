"""Papers about classes: what is taught to each year group, agreements by class, and a class's blank sheet."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Count, Signer, draw_counts, draw_nothing, draw_sign_off, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, CELL, CELL_ABSENT, CELL_BOLD, CELL_QUIET, LABEL, Sign
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class TaughtFigures:
    """Year groups by terms; each cell is the day in words, "" where it is not ticked."""

    page: PageFacts
    clause: str
    terms: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    uses: tuple[tuple[str, str, str, str], ...] = ()
    """Account, class, term and teacher responsible of each lesson use."""
    rule: str = ""
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassTally:
    """One class's agreements."""

    whose: str
    group: str
    signed: int
    asked: int
    day: str


@dataclass(frozen=True, slots=True)
class TallyFigures:
    """Everything the tally shows."""

    page: PageFacts
    year: str
    clause: str
    classes: tuple[ClassTally, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetFigures:
    """A class's blank sheet; `group` is "" where the class is written in by hand."""

    page: PageFacts
    agreement: str
    clause: str
    group: str = ""
    lines: int = 30


def render_taught(figures: TaughtFigures) -> bytes:
    """What is taught, as a PDF on A4, lying. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(
        tr(
            "In which terms each year group was taught to use social media safely, and where to report what worries them."
        )
    )
    ticked = sum(bool(day) for _, days in figures.rows for day in days)
    every = len(figures.rows) * len(figures.terms)
    draw_counts(paper, (Count(tr("{some} of {all}", some=ticked, all=every), tr("year groups and terms are ticked")),))
    columns = (Column(tr("Year group"), 1.2), *(Column(term, 1.0) for term in figures.terms))
    rows: list[Row] = [(Piece(group, CELL_BOLD), *(_taught(day) for day in days)) for group, days in figures.rows]
    paper.heading(tr("Year groups and terms"), keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows)
    paper.flow(figures.clause, LABEL)
    _uses(paper, figures)
    draw_sign_off(paper, tr("Seen by the governors."), figures.signers)
    return paper.finish()


def _taught(day: str) -> Piece:
    return Piece(day, CELL, Sign.GOOD) if day else Piece(tr("not ticked"), CELL_ABSENT, Sign.BOX)


def _uses(paper: Paper, figures: TaughtFigures) -> None:
    if not figures.uses:
        return
    columns = (
        Column(tr("Account"), 1.6),
        Column(tr("Class"), 0.9),
        Column(tr("Term"), 1.1),
        Column(tr("Teacher responsible"), 1.4),
    )
    rows: list[Row] = [(Piece(account, CELL_BOLD), *rest) for account, *rest in figures.uses]
    paper.heading(tr("Accounts used in lessons"), keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows, below=sign_off_height(paper, figures.signers))
    paper.flow(figures.rule, LABEL)


def render_tally(figures: TallyFigures) -> bytes:
    """Agreements by class, as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("How many agreements are back in each class, {year}. No parent is named.", year=figures.year))
    signed, asked = sum(c.signed for c in figures.classes), sum(c.asked for c in figures.classes)
    if asked:
        complete = signed == asked
        said = tr("{signed} of {asked}", signed=signed, asked=asked)
        draw_counts(paper, (Count(said, tr("agreements are back"), Sign.GOOD if complete else Sign.WAITING),))
    columns = (Column(tr("Class"), 1.0), Column(tr("Whose"), 1.8), Column(tr("Back"), 1.0), Column(tr("Day"), 1.0))
    rows: list[Row] = [_tally(one) for one in figures.classes]
    paper.heading(tr("Class by class"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows, below=sign_off_height(paper, figures.signers))
    else:
        draw_nothing(paper, tr("No class is entered yet this year."))
    paper.flow(figures.clause, LABEL)
    draw_sign_off(paper, tr("Seen."), figures.signers)
    return paper.finish()


def _tally(one: ClassTally) -> Row:
    sign = Sign.GOOD if one.signed >= one.asked else Sign.WAITING
    back = Piece(tr("{signed} of {asked}", signed=one.signed, asked=one.asked), CELL, sign)
    return (Piece(one.group, CELL_BOLD), one.whose, back, Piece(one.day, CELL_QUIET))


def render_sheet(figures: SheetFigures) -> bytes:
    """A class's blank sheet as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    group = tr("Class {name}.", name=figures.group) if figures.group else tr("Class: ____________________")
    paper.title(tr("{group} One line for each agreement that went home “To the parent or carer of …”.", group=group))
    paper.flow(figures.agreement, BODY)
    paper.flow(figures.clause, LABEL)
    columns = (
        Column("", 0.3),
        Column(tr("To the parent or carer of"), 2.6),
        Column(tr("Given out"), 0.8),
        Column(tr("Back"), 0.8),
        Column(tr("Day"), 0.9),
    )
    blank = (Piece("", CELL), Piece("", CELL))
    rows: list[Row] = [
        (Piece(str(number), CELL_QUIET), blank, Piece("", CELL, Sign.BOX), Piece("", CELL, Sign.BOX), "")
        for number in range(1, figures.lines + 1)
    ]
    paper.heading(tr("The class"), keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows)
    paper.flow(tr("This sheet stays in the office. In the program stands only how many of the class are back."), LABEL)
    return paper.finish()
