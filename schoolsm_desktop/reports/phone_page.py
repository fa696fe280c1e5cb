"""Whom to ring, for the wall; and the holiday card: who resets what, with numbers (PRACTICE 25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing
from .fonts import Face
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_BOLD, BODY_QUIET, CELL, CELL_ABSENT, CELL_BOLD, CELL_QUIET, LABEL, Sign, Style
from .tables import Column, Piece, Row, draw_table, opening

_NUMBER = Style(Face.BOLD, 11, 15)


@dataclass(frozen=True, slots=True)
class Number:
    """One line of the page. Without a number there is a line to write on."""

    name: str
    kind: str
    number: str = ""
    out_of_hours: str = ""
    more: str = ""
    checked: str = ""
    is_checked: bool = True


@dataclass(frozen=True, slots=True)
class PhoneFigures:
    """Everything the page for the wall shows."""

    page: PageFacts
    numbers: tuple[Number, ...]
    missing: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Resetter:
    """One thing that may have to be done, by whom, and what it needs."""

    what: str
    who: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class AccountHelp:
    """An account, who looks after it, and who stands in."""

    name: str
    who: str
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class HolidayFigures:
    """Everything the holiday card shows."""

    page: PageFacts
    until: str
    resetters: tuple[Resetter, ...]
    accounts: tuple[AccountHelp, ...]
    numbers: tuple[Number, ...]


def render(figures: PhoneFigures) -> bytes:
    """The page for the wall as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("From the top: the first one is rung first. Numbers change, so look at the day beside each."))
    _numbers(paper, figures.numbers)
    if figures.missing:
        paper.heading(tr("Your policy names these too"), keep=40)
        rows: list[Row] = [(Piece(kind, CELL_BOLD), "", "") for kind in figures.missing]
        draw_table(paper, (Column(tr("Whom"), 2), Column(tr("Name, to write in"), 2), Column(tr("Number"), 2)), rows)
    if figures.clause:
        paper.flow(figures.clause, LABEL)
    return paper.finish()


def render_holiday(figures: HolidayFigures) -> bytes:
    """The holiday card as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("For whoever is in when nobody else is. {until}", until=figures.until))
    columns = (Column(tr("What has happened"), 1.7), Column(tr("Who helps"), 1.5), Column(tr("How"), 2.2), _by_hand())
    rows: list[Row] = [
        (Piece(one.what, BODY_BOLD), Piece(one.who, BODY), Piece(one.how, BODY_QUIET), "") for one in figures.resetters
    ]
    paper.heading(tr("Who resets what"), keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows)
    _accounts(paper, figures.accounts)
    _numbers(paper, figures.numbers, tr("Whom to ring"))
    return paper.finish()


def _by_hand() -> Column:
    """Private numbers of colleagues are not kept in the records."""
    return Column(tr("Number, by hand"), 1.2)


def _accounts(paper: Paper, accounts: Sequence[AccountHelp]) -> None:
    columns = (Column(tr("Account"), 1.8), Column(tr("Looks after it"), 1.6), Column(tr("Stands in"), 1.6), _by_hand())
    rows: list[Row] = [
        (
            Piece(one.name, CELL_BOLD),
            one.who or Piece(tr("nobody"), CELL_ABSENT),
            one.stand_in or Piece(tr("nobody"), CELL_ABSENT),
            "",
        )
        for one in accounts
    ]
    paper.heading(tr("Each account"), keep=opening(paper, columns, rows) if rows else 30)
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("No account is in use."))


def _numbers(paper: Paper, numbers: Sequence[Number], heading: str = "") -> None:
    """The numbers, under a heading that is not parted from them."""
    columns = (
        Column(tr("Whom"), 2.2),
        Column(tr("Number"), 2.0),
        Column(tr("Out of hours"), 1.5),
        Column(tr("More"), 1.6),
    )
    rows: list[Row] = [_row(one) for one in numbers]
    if heading:
        paper.heading(heading, keep=opening(paper, columns, rows) + 6 if rows else 40)
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("No number was entered yet: Settings, “Whom to ring”."))


def _row(one: Number) -> Row:
    checked = Piece(one.checked, CELL_QUIET, None if one.is_checked else Sign.WARN)
    return (
        (Piece(one.name, BODY_BOLD), Piece(one.kind, CELL_QUIET)),
        Piece(one.number or "–", _NUMBER),
        Piece(one.out_of_hours or "–", _NUMBER if one.out_of_hours else CELL),
        tuple(part for part in (Piece(one.more, CELL), checked) if part.text) or "",
    )
