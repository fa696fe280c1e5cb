"""What is worth putting right in the policy, as a list to take to the governors or to whoever writes the text."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY_QUIET, CELL_BOLD, CELL_QUIET
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One finding in words; `left` where it stays as it is, by whom and why."""

    title: str
    clause: str
    why: str
    what_to_do: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class HealthFigures:
    """Everything the list shows."""

    page: PageFacts
    policy: str
    waiting: tuple[HealthFinding, ...] = ()
    left: tuple[HealthFinding, ...] = ()
    checked: str = ""


def render(figures: HealthFigures) -> bytes:
    """The list as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("For the next time the text is looked at: {policy}.", policy=figures.policy))
    _waiting(paper, figures.waiting)
    if figures.left:
        _left(paper, figures.left)
    if figures.checked:
        paper.skip(8)
        paper.flow(tr("Laws and guidance: {checked}", checked=figures.checked), BODY_QUIET)
    return paper.finish()


def _waiting(paper: Paper, found: tuple[HealthFinding, ...]) -> None:
    columns = (Column(tr("What"), 1.5), Column(tr("Why"), 1.8), Column(tr("What to do"), 1.6))
    rows: list[Row] = [(_named(each), each.why, each.what_to_do) for each in found]
    paper.heading(tr("Worth putting right"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("Nothing was found today."))


def _left(paper: Paper, found: tuple[HealthFinding, ...]) -> None:
    columns = (Column(tr("What"), 1.5), Column(tr("Who left it, and why"), 2.4))
    rows: list[Row] = [(_named(each), each.left) for each in found]
    paper.heading(tr("Known, and left as it is"), keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows)


def _named(found: HealthFinding) -> tuple[Piece, ...]:
    return (Piece(found.title, CELL_BOLD), Piece(found.clause, CELL_QUIET))
