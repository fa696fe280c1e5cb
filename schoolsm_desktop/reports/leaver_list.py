"""A list that is worked off line by line: what is held, what to do, by when, and who did it with what proof."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Count, Signer, draw_counts, draw_nothing, draw_sign_off, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .platform_cards import PlatformSteps, draw_annex
from .styles import BODY, CELL, CELL_ABSENT, CELL_BOLD, CELL_QUIET, CELL_STOP, LABEL, Sign, lines_of
from .tables import Cell, Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line: what it is about and what to do. `due` and `done` are in words.

    `not_needed` is the reason where nothing had to be done.
    """

    what: str
    to_do: str = ""
    due: str = ""
    is_open: bool = True
    is_late: bool = False
    done: str = ""
    proof: str = ""
    not_needed: str = ""


@dataclass(frozen=True, slots=True)
class ListFigures:
    """Everything the list shows. `lead` says whose it is and for which day; `reminder` is read by who signs.

    For a list that tells nothing of its reason both are worded by whoever gathers them.
    """

    page: PageFacts
    lead: str
    lines: tuple[ListLine, ...] = ()
    reminder: str = ""
    rests_on: str = ""
    statement: str = ""
    signers: tuple[Signer, ...] = ()
    cards: tuple[PlatformSteps, ...] = ()


def render(figures: ListFigures) -> bytes:
    """The list as a PDF on A4, lying. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(figures.lead)
    _counts(paper, figures)
    _lines(paper, figures)
    _reminder(paper, figures)
    draw_sign_off(paper, figures.statement, figures.signers)
    draw_annex(paper, figures.cards)
    return paper.finish()


def _counts(paper: Paper, figures: ListFigures) -> None:
    still = [line for line in figures.lines if line.is_open]
    late = sum(line.is_late for line in still)
    done = len(figures.lines) - len(still)
    draw_counts(
        paper,
        (
            Count(str(done), ntr("line is done", "lines are done", done)),
            Count(
                str(len(still)),
                ntr("line is still open", "lines are still open", len(still)),
                Sign.WAITING if still else Sign.GOOD,
            ),
            Count(str(late), ntr("of them is overdue", "of them are overdue", late), Sign.STOP if late else Sign.GOOD),
        ),
    )


def _lines(paper: Paper, figures: ListFigures) -> None:
    columns = (
        Column(tr("What"), 2.4),
        Column(tr("What to do"), 3.0),
        Column(tr("By"), 1.1),
        Column(tr("Done"), 1.5),
        Column(tr("Proof, or why not needed"), 2.2),
    )
    rows = [_row(line) for line in figures.lines]
    paper.heading(tr("Line by line"), keep=opening(paper, columns, rows))
    if rows:
        closing = 0.0 if figures.reminder else sign_off_height(paper, figures.signers)
        draw_table(paper, columns, rows, below=closing)
    else:
        draw_nothing(paper, tr("Nothing is on this list: nothing was held. It can be signed as it is."))


def _row(line: ListLine) -> Row:
    return (Piece(line.what, CELL_BOLD), line.to_do, _due(line), _done(line), _proof(line))


def _due(line: ListLine) -> Cell:
    if line.is_late:
        return (Piece(tr("Overdue"), CELL_STOP, Sign.STOP), Piece(line.due, CELL_QUIET))
    return line.due or Piece("–", CELL_QUIET)


def _done(line: ListLine) -> Cell:
    """An empty box with room for a name and a day where it is still to be done by hand."""
    if line.is_open:
        return (Piece(tr("open"), CELL, Sign.BOX), Piece("", CELL))
    word, sign = (tr("Not needed"), Sign.OVER) if line.not_needed else (tr("Done"), Sign.GOOD)
    return (Piece(word, CELL_BOLD, sign), Piece(line.done, CELL_QUIET))


def _proof(line: ListLine) -> Cell:
    words = line.not_needed or line.proof
    return words if words or line.is_open else Piece(tr("none entered"), CELL_ABSENT)


def _reminder(paper: Paper, figures: ListFigures) -> None:
    closing = sign_off_height(paper, figures.signers)
    if not figures.reminder:
        return
    high = len(lines_of(paper.lettering.fit(figures.reminder, 4000), BODY, paper.width)) * BODY.leading
    paper.heading(tr("Before goodbye"), keep=min(high + LABEL.leading * 2 + closing, paper.page_height() - 60))
    paper.flow(figures.reminder, BODY)
    if figures.rests_on:
        paper.y -= 2
        paper.flow(figures.rests_on, LABEL)
