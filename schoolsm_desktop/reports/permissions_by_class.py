"""Permissions by class: a page a class, pupils by places, yes or no with signs that a photocopier keeps; nothing says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from schoolsm_desktop.domain.wording import tr

from .blocks import draw_legend, draw_nothing
from .fonts import width_of
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import CELL, CELL_BOLD, CELL_QUIET, LEAD, Sign, Style, clipped, lines_of
from .tables import Column, Piece, Row, draw_table, opening

MANY = 11
"""More places than this have smaller headings, so that a name is not broken."""
EASY = 20
"""Pupils for whom there is room to spare; the lines of a larger class stand closer, so that thirty fit on the page."""
_TIGHT = 0.8
_NAME_SHARE = 2.7
_HEAD_GAP = 7.5
_HEAD_SIZES = (5.8, 4.6)
"""Largest and smallest of a small heading."""


class MayShow(Enum):
    """What one cell says. Who has not answered is told apart for the office alone; it is a no."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class PupilPermissions:
    """One pupil and a cell for each place."""

    name: str
    cells: tuple[MayShow, ...]


@dataclass(frozen=True, slots=True)
class ClassPermissions:
    """One class with its pupils in the order of the class list; `note` is how far it is, for the office."""

    name: str
    pupils: tuple[PupilPermissions, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PermissionsFigures:
    """Everything the pages show."""

    page: PageFacts
    lead: str
    places: tuple[str, ...]
    classes: tuple[ClassPermissions, ...] = ()
    for_office: bool = False


def render(figures: PermissionsFigures) -> bytes:
    """The pages as a PDF on A4 lying, a class to a page. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    for number, each in enumerate(figures.classes):
        if number:
            paper.turn()
        _class(paper, figures, each)
    if not figures.classes:
        paper.title(figures.lead)
        draw_nothing(paper, tr("No class was chosen."))
    return paper.finish()


def _class(paper: Paper, figures: PermissionsFigures, each: ClassPermissions) -> None:
    small = len(figures.places) > MANY
    style = _small_head(paper, figures.places)
    heads = [(Piece(place, style),) if small else place for place in figures.places]
    columns = (Column(tr("Pupil"), _NAME_SHARE if small else 2.4), *(Column(head, 1.0) for head in heads))
    rows: list[Row] = [(Piece(p.name, CELL_BOLD), *(_cell(cell, small=small) for cell in p.cells)) for p in each.pupils]
    # Each page is handed over alone, so each says what it is and of which day.
    title = tr("{title}: {name}", title=figures.page.title, name=each.name)
    paper.heading(title, keep=opening(paper, columns, rows) + 30)
    paper.flow(figures.lead, LEAD)
    _note(paper, each.note)
    entries = [(Sign.GOOD, tr("may be shown")), (Sign.STOP, tr("not this child here"))]
    if figures.for_office:
        entries.append((Sign.UNKNOWN, tr("no answer yet: counts as no")))
    draw_legend(paper, entries)
    if rows:
        draw_table(paper, columns, rows, pad=_TIGHT if len(rows) > EASY else 3.0)
    else:
        draw_nothing(paper, tr("Nobody is in this class today."))


def _small_head(paper: Paper, places: Sequence[str]) -> Style:
    """As large as leaves the longest word of a place whole in its column."""
    largest, smallest = _HEAD_SIZES
    room = paper.width / (_NAME_SHARE + len(places)) - _HEAD_GAP
    words = [word for place in places for word in paper.lettering.fit(place).split()]
    widest = max((width_of(word, CELL_QUIET.face, largest) for word in words), default=0.0)
    size = max(smallest, min(largest, largest * room / widest)) if widest else largest
    return replace(CELL_QUIET, size=size, leading=size * 1.2)


def _note(paper: Paper, note: str) -> None:
    """How far the class is, at the right of the signs, so that it takes no line from the names."""
    room = paper.width * 0.5
    shown = clipped(lines_of(paper.lettering.fit(note), CELL_QUIET, room), 1, CELL_QUIET, room)[0]
    left = paper.right - width_of(shown, CELL_QUIET.face, CELL_QUIET.size)
    paper.pen.put(left, paper.y - CELL.leading * ASCENT, shown, CELL_QUIET)


def _cell(cell: MayShow, *, small: bool) -> Piece:
    if cell is MayShow.YES:
        return Piece(tr("Yes"), CELL, Sign.GOOD)
    if cell is MayShow.NOT_YET:
        return Piece("–" if small else tr("Not yet"), CELL_QUIET, Sign.UNKNOWN)
    return Piece(tr("No"), CELL_BOLD, Sign.STOP)
