"""The do-not-photograph list: class and known-as name, nothing of the reason; its number, who has it, when it is shredded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Fact, FactGrid, Signer, draw_sign_off, draw_signed_lines
from .fonts import Face
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .paper_code import CODE_HIGH, CODE_SIDE, draw_code
from .styles import BODY, BODY_BOLD, HEADING, INK, Sign, Style, lines_of
from .tables import Band, Column, Piece, Row, draw_table

ACROSS = 3
_NAME = Style(Face.REGULAR, 10.5, 15)


@dataclass(frozen=True, slots=True)
class ListedClass:
    """One class: the names of those who must not be in a picture; `whole` where that is everybody, and no name is printed."""

    name: str
    names: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ListFigures:
    """Everything the list shows. `clear` says of which classes everybody may; `code` brings the paper home."""

    page: PageFacts
    number: str
    facts: tuple[Fact, ...]
    classes: tuple[ListedClass, ...]
    clear: str
    shred: str
    code: str = ""
    signers: tuple[Signer, ...] = ()


def render(figures: ListFigures) -> bytes:
    """The list as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("Please take no picture in which one of these children can be seen, not even in the background."))
    draw_list(paper, figures)
    return paper.finish()


def draw_list(paper: Paper, figures: ListFigures) -> None:
    """Everything below the title."""
    facts_beside_code(paper, figures.facts, figures.code)
    listed = [group for group in figures.classes if group.names or group.whole]
    if listed:
        rows: list[Row | Band] = []
        for group in listed:
            rows += _rows(group)
        draw_table(paper, [Column("", 1.0)] * ACROSS, rows)
    if figures.clear:
        draw_sentence_box(paper, figures.clear)
    paper.skip(4)
    draw_signed_lines(
        paper,
        [
            (Sign.STOP, tr("The list says nothing of why, and nobody is asked. Do not copy or photograph it.")),
            (Sign.WARN, figures.shred),
            (Sign.BOX, tr("Back in the office, counted and shredded. Day and initials:")),
        ],
    )
    draw_sign_off(paper, tr("I have looked at this list before it was given out."), figures.signers)


def facts_beside_code(paper: Paper, facts: Sequence[Fact], code: str, columns: int = 2) -> None:
    """Facts in columns, with the square code at the right."""
    whole = paper.width
    if code:
        paper.width = whole - CODE_SIDE - 14
    grid = FactGrid(paper, facts, columns)
    paper.width = whole
    high = max(grid.height, CODE_HIGH + 4 if code else 0.0)
    paper.need(high)
    top = paper.y
    grid.draw()
    draw_code(paper, code, paper.right - CODE_SIDE, top)
    paper.y = top - high
    paper.skip(8)


def draw_sentence_box(paper: Paper, text: str, style: Style = BODY_BOLD) -> None:
    """A sentence that must not be overlooked, in a frame."""
    lines = lines_of(paper.lettering.fit(text, 1000), style, paper.width - 20)
    high = len(lines) * style.leading + 14
    paper.need(high)
    paper.canvas.setLineWidth(0.9)
    paper.canvas.setStrokeColor(INK)
    paper.canvas.roundRect(paper.left, paper.y - high, paper.width, high, 4, stroke=1, fill=0)
    paper.forget_rule()
    y = paper.y - 7
    for line in lines:
        paper.pen.put(paper.left + 10, y - style.leading * ASCENT, line, style)
        y -= style.leading
    paper.y -= high
    paper.skip(8)


def _rows(group: ListedClass) -> list[Row | Band]:
    name = group.name or tr("Without a class")
    if group.whole:
        return [Band(tr("{name}: the whole class. Photograph nobody of it.", name=name))]
    rows: list[Row | Band] = [
        Band(tr("{name}: {count}", name=name, count=ntr("{count} child", "{count} children", len(group.names))))
    ]
    high = -(-len(group.names) // ACROSS)
    for row in range(high):
        cells = [
            group.names[row + high * column] if row + high * column < len(group.names) else "" for column in range(3)
        ]
        rows.append(tuple(Piece(cell, _NAME, Sign.STOP) if cell else "" for cell in cells))
    return rows


def draw_heading(paper: Paper, title: str, lead: str) -> None:
    """A title inside a document of several parts, with its sentence."""
    paper.heading(title, keep=80, style=replace(HEADING, size=17, leading=22))
    paper.flow(lead, BODY)
    paper.skip(8)
