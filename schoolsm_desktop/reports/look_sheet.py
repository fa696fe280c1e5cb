"""The sheet for the weekly look: every account in use with a box for each week, to initial."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing, draw_steps
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_QUIET, CELL_BOLD, CELL_QUIET
from .tables import Column, Piece, Row, draw_table


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One account, where it is found, who looks, and when somebody last did, all in words."""

    name: str
    place: str
    looker: str
    last: str


@dataclass(frozen=True, slots=True)
class LookFigures:
    """Everything the sheet shows; `weeks` are the Mondays in words."""

    page: PageFacts
    weeks: tuple[str, ...]
    accounts: tuple[LookedAt, ...] = ()
    clause: str = ""


def render(figures: LookFigures) -> bytes:
    """The sheet as a PDF on A4, lying. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(tr("Each account is looked at once a week. Initials in the box say: seen."))
    columns = (
        Column(tr("Account"), 2.2),
        Column(tr("Looks each week"), 1.5),
        Column(tr("Last look"), 1.0),
        *(Column(tr("Week of {day}", day=week), 0.9) for week in figures.weeks),
    )
    rows = [_row(account, len(figures.weeks)) for account in figures.accounts]
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("No account is in use yet. Accounts added in the program appear here."))
    paper.heading(tr("What to look at"))
    draw_steps(
        paper,
        (
            tr("What we posted, and what others wrote underneath or sent us."),
            tr("Who follows us, and whether we follow, like or answer somebody we should not."),
            tr("Whether somebody uses our name or crest."),
            tr(
                "Something there? Take a screen print first, hide or delete nothing before, and tell the office the same day."
            ),
        ),
        BODY,
    )
    if figures.clause:
        paper.flow(figures.clause, BODY_QUIET)
    return paper.finish()


def _row(account: LookedAt, weeks: int) -> Row:
    name = (Piece(account.name, CELL_BOLD), Piece(account.place, CELL_QUIET))
    return (name, account.looker, account.last, *([""] * weeks))
