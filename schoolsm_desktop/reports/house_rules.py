"""The house rules on one page for the staff room: channels, what may be written on our pages, monitoring."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_QUIET, CELL_BOLD, CELL_GOOD, CELL_QUIET, CELL_STOP, Sign
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """A way to write to somebody, whom it is used with, and whether colleagues may use it."""

    name: str
    used_with: str
    allowed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class HouseFigures:
    """Everything the page shows, each text with the clause it rests on."""

    page: PageFacts
    channels: tuple[ChannelFigures, ...] = ()
    channel_clause: str = ""
    page_rules: str = ""
    page_clause: str = ""
    monitoring: str = ""
    monitoring_clause: str = ""


def render(figures: HouseFigures) -> bytes:
    """The page as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("How we write to parents and pupils, and what stands on our pages."))
    _channels(paper, figures)
    _text(
        paper,
        tr("On our pages"),
        figures.page_rules,
        figures.page_clause,
        tr("No text is entered yet. It says what anybody may write on the school’s pages."),
    )
    if figures.monitoring:
        _text(paper, tr("What is monitored"), figures.monitoring, figures.monitoring_clause, "")
    return paper.finish()


def _channels(paper: Paper, figures: HouseFigures) -> None:
    columns = (
        Column(tr("Way"), 1.6),
        Column(tr("Used with"), 1.1),
        Column(tr("For colleagues"), 1.0),
        Column(tr("Note"), 2.0),
    )
    rows = [_row(channel) for channel in figures.channels]
    paper.heading(tr("Ways to write to parents and pupils"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("None is entered yet."))
    if figures.channel_clause:
        paper.flow(figures.channel_clause, BODY_QUIET)


def _row(channel: ChannelFigures) -> Row:
    may = (
        Piece(tr("use it"), CELL_GOOD, Sign.GOOD)
        if channel.allowed
        else Piece(tr("do not use it"), CELL_STOP, Sign.STOP)
    )
    return (Piece(channel.name, CELL_BOLD), channel.used_with, may, Piece(channel.note, CELL_QUIET))


def _text(paper: Paper, heading: str, text: str, clause: str, missing: str) -> None:
    paper.heading(heading)
    if not text:
        draw_nothing(paper, missing)
        return
    for paragraph in text.split("\n"):
        if paragraph.strip():
            paper.flow(paragraph.strip(), BODY)
            paper.skip(4)
    if clause:
        paper.flow(clause, BODY_QUIET)
