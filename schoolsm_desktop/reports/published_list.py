"""What the school has published, on paper: what is out now, and what was taken down or corrected."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Count, draw_counts, draw_nothing
from .page_frame import PageFacts
from .paper import Paper
from .styles import CELL, CELL_BOLD, CELL_QUIET, Sign
from .tables import Band, Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One thing in words: no pupil is named, only counted."""

    title: str
    kind: str
    since: str
    seen: str
    next_look: str
    address: str = ""
    wants: str = ""
    """What is wrong with it today; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class CorrectedRow:
    """A mistake and how it was put right."""

    title: str
    wrong: str
    right: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """Everything the list shows; `places` are the names of places with what is out there."""

    page: PageFacts
    places: tuple[tuple[str, tuple[PublishedRow, ...]], ...]
    counts: tuple[Count, ...] = ()
    gone: tuple[PublishedRow, ...] = ()
    corrected: tuple[CorrectedRow, ...] = ()
    clause: str = ""


def render(figures: PublishedFigures) -> bytes:
    """The list as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("Everything that can be seen of us, and when somebody looks at it again."))
    draw_counts(paper, figures.counts)
    paper.skip(8)
    _out(paper, figures)
    if figures.gone:
        _gone(paper, figures.gone)
    if figures.corrected:
        _corrected(paper, figures)
    return paper.finish()


def _out(paper: Paper, figures: PublishedFigures) -> None:
    columns = (
        Column(tr("What"), 2.4),
        Column(tr("Out since"), 0.9),
        Column(tr("Who can be seen"), 1.2),
        Column(tr("Looked at again"), 1.0),
    )
    rows: list[Row | Band] = []
    for place, posts in figures.places:
        rows.append(Band(place[:1].upper() + place[1:]))
        rows += [_row(post) for post in posts]
    paper.heading(tr("Out today"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("Nothing is written down."))


def _row(post: PublishedRow) -> Row:
    what = [Piece(post.title, CELL_BOLD), Piece(post.kind, CELL_QUIET)]
    if post.address:
        what.append(Piece(post.address, CELL_QUIET))
    seen = [Piece(post.seen, CELL)]
    if post.wants:
        seen.append(Piece(post.wants, CELL_BOLD, Sign.STOP))
    return tuple(what), post.since, tuple(seen), post.next_look


def _gone(paper: Paper, gone: tuple[PublishedRow, ...]) -> None:
    columns = (Column(tr("What"), 2.6), Column(tr("Where"), 1.4), Column(tr("Taken down"), 1.4))
    rows: list[Row] = [((Piece(p.title, CELL_BOLD), Piece(p.kind, CELL_QUIET)), p.seen, p.next_look) for p in gone]
    paper.heading(tr("Taken down in the last year"), keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows)


def _corrected(paper: Paper, figures: PublishedFigures) -> None:
    columns = (Column(tr("What"), 1.5), Column(tr("What was wrong"), 1.6), Column(tr("How it was put right"), 2.0))
    rows: list[Row] = [(c.title, c.wrong, (Piece(c.right), Piece(c.told, CELL_QUIET))) for c in figures.corrected]
    paper.heading(tr("Mistakes, and how they were put right"), keep=opening(paper, columns, rows))
    if figures.clause:
        draw_nothing(paper, figures.clause)
    draw_table(paper, columns, rows)
