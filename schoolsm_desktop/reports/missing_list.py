"""Who has still to read, sign or attend, with since when: a page for each line manager, to be brought back."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Count, draw_counts, draw_nothing
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, CELL, CELL_BOLD, CELL_QUIET, CELL_STOP, INK, LABEL, Sign
from .tables import Cell, Column, Piece, Row, draw_table, opening

_BRING_BACK_HIGH = 46.0


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """One person: what is missing, since when, and whether its time is over; `manager` where the pages are not by manager."""

    name: str
    job: str
    missing: tuple[str, ...]
    since: str = ""
    is_overdue: bool = False
    manager: str = ""


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """Those of one line manager, or of one kind."""

    title: str
    people: tuple[MissingPerson, ...]


@dataclass(frozen=True, slots=True)
class MissingFigures:
    """Everything the list shows. Each group begins a page of its own, so that it can be handed over alone."""

    page: PageFacts
    lead: str
    groups: tuple[MissingGroup, ...] = ()
    bring_back: str = ""
    rests_on: str = ""
    by_manager: bool = True


def render(figures: MissingFigures) -> bytes:
    """The list as a PDF on A4, lying. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(figures.lead)
    _counts(paper, figures)
    if not figures.groups:
        draw_nothing(paper, tr("Nobody is missing anything today."))
    for number, group in enumerate(figures.groups):
        if number:
            paper.turn()
        _group(paper, figures, group)
    return paper.finish()


def _counts(paper: Paper, figures: MissingFigures) -> None:
    people = [person for group in figures.groups for person in group.people]
    late = sum(person.is_overdue for person in people)
    draw_counts(
        paper,
        (
            Count(
                str(len(people)),
                ntr("person has something to do", "people have something to do", len(people)),
                Sign.WAITING if people else Sign.GOOD,
            ),
            Count(str(late), ntr("of them is overdue", "of them are overdue", late), Sign.STOP if late else Sign.GOOD),
        ),
    )


def _group(paper: Paper, figures: MissingFigures, group: MissingGroup) -> None:
    third = Column(tr("Since"), 1.2) if figures.by_manager else Column(tr("Since, and line manager"), 1.6)
    columns = (Column(tr("Person"), 2.2), Column(tr("What is missing"), 3.4), third, Column(tr("Done on"), 1.4))
    rows = [_row(person) for person in group.people]
    paper.heading(group.title, keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows, below=_BRING_BACK_HIGH)
    _bring_back(paper, figures)


def _row(person: MissingPerson) -> Row:
    missing: Cell = tuple(Piece(each, CELL, Sign.BOX) for each in person.missing)
    since = [Piece(person.since or tr("not known"), CELL_STOP if person.is_overdue else CELL)]
    if person.is_overdue:
        since = [Piece(since[0].text, CELL_STOP, Sign.STOP)]
    if person.manager:
        since.append(Piece(person.manager, CELL_QUIET))
    return ((Piece(person.name, CELL_BOLD), Piece(person.job, CELL_QUIET)), missing, tuple(since), "")


def _bring_back(paper: Paper, figures: MissingFigures) -> None:
    """Where the page goes when it is filled in, and from whom it came back."""
    paper.need(_BRING_BACK_HIGH)
    paper.skip(12)
    paper.flow(figures.bring_back, BODY)
    if figures.rests_on:
        paper.flow(figures.rests_on, LABEL)
    paper.y -= 18
    paper.rule(paper.left, paper.left + 260, paper.y, 0.7, INK)
    paper.rule(paper.left + 280, paper.left + 400, paper.y, 0.7, INK)
    paper.pen.put(paper.left, paper.y - 9.5, tr("Brought back by"), LABEL)
    paper.pen.put(paper.left + 280, paper.y - 9.5, tr("Day"), LABEL)
    paper.y -= 14
