"""Photo forms with their letters: one envelope a family in bag order, a square on each form that brings it home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Signer
from .fonts import Face, width_of
from .letter import LetterFigures, draw_letter
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .paper_code import CODE_HIGH, CODE_SIDE, draw_code
from .styles import BODY, BODY_BOLD, CELL, CELL_BOLD, INK, LABEL, Sign, Style, clipped, lines_of

CHILDREN_ON_A_FORM = 3
"""Brothers and sisters for whom there is room beside one another."""
_NAME = Style(Face.BOLD, 13, 17)
_PLACE = Style(Face.BOLD, 9.5, 13)
_BOX = 11.0
_PAIR = 76.0
"""How wide the two boxes of a child are together."""
_WRITE = 21.0
"""How far the lines to write on lie apart."""


@dataclass(frozen=True, slots=True)
class FormPlace:
    """One place with the words parents agree to; where it `is_told` they are told and may object."""

    name: str
    wording: str = ""
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class FormChild:
    """One child on a form. `signs_too`: old enough for an answer of their own."""

    name: str
    class_name: str
    code: str
    signs_too: bool = False


@dataclass(frozen=True, slots=True)
class EnvelopeFigures:
    """What goes home in one bag: a letter, and a form for each of `forms`, which name one child or several."""

    addressed_to: str
    title: str
    paragraphs: tuple[str, ...]
    forms: tuple[tuple[FormChild, ...], ...]

    @property
    def children(self) -> tuple[FormChild, ...]:
        """Everybody it has a form for, whoever carries it first."""
        return tuple(child for form in self.forms for child in form)


@dataclass(frozen=True, slots=True)
class BagPile:
    """The envelopes of one class, in the order of its bags."""

    class_name: str
    envelopes: tuple[EnvelopeFigures, ...]


@dataclass(frozen=True, slots=True)
class FormsFigures:
    """Everything the letters and forms of a round show; `capacities` are the words for who signs."""

    page: PageFacts
    round_name: str
    day: str
    reference: str
    back_by: str
    lasts: str
    places: tuple[FormPlace, ...]
    capacities: tuple[str, ...]
    signer: Signer
    piles: tuple[BagPile, ...]


def render(figures: FormsFigures, heard: Callable[[float], object] = lambda _part: None) -> bytes:
    """The piles as one PDF with a bookmark a class. `heard` gets the part that is done; what it raises ends the work."""
    paper = Paper(replace(figures.page, title=tr("Photo form")))
    whole = sum(len(pile.envelopes) for pile in figures.piles) or 1
    done = 0
    for number, pile in enumerate(figures.piles):
        if number:
            paper.begin_anew()
        _bag_list(paper, figures, pile)
        for envelope in pile.envelopes:
            _envelope(paper, figures, envelope)
            done += 1
            heard(done / (whole * 1.25))
    return paper.finish()


def _bag_list(paper: Paper, figures: FormsFigures, pile: BagPile) -> None:
    """The sheet on top of a class's pile: whose bag each envelope goes into."""
    name = pile.class_name or tr("Without a class")
    paper.mark(name)
    paper.flow(name, Style(Face.BOLD, 21, 26))
    count = ntr("{count} envelope", "{count} envelopes", len(pile.envelopes))
    paper.flow(
        tr(
            "{round}: {count}, in this order. Tick each one as it goes into the bag.",
            round=figures.round_name,
            count=count,
        ),
        BODY,
    )
    paper.y -= 10
    half = -(-len(pile.envelopes) // 2)
    wide = (paper.width - 20) / 2
    for at in range(half):
        rows = [
            _bag_lines(paper, pile.envelopes[place], wide) for place in (at, at + half) if place < len(pile.envelopes)
        ]
        high = max(len(lines) for lines in rows) * BODY.leading + 4
        paper.need(high)
        for side, lines in enumerate(rows):
            x = paper.left + side * (wide + 20)
            paper.sign(Sign.BOX, x, paper.y - BODY.leading * ASCENT - 1.5, 9)
            for number, line in enumerate(lines):
                y = paper.y - BODY.leading * ASCENT - number * BODY.leading
                paper.pen.put(x + 15, y, line, BODY if not number else CELL)
        paper.y -= high


def _bag_lines(paper: Paper, envelope: EnvelopeFigures, wide: float) -> tuple[str, ...]:
    first, *others = envelope.children
    lines = clipped(lines_of(paper.lettering.fit(first.name, 120), BODY, wide - 15), 1, BODY, wide - 15)
    if not others:
        return lines
    named = ", ".join(f"{child.name} ({child.class_name})" for child in others)
    also = paper.lettering.fit(tr("also for {names}", names=named), 300)
    return lines + clipped(lines_of(also, CELL, wide - 15), 2, CELL, wide - 15)


def _envelope(paper: Paper, figures: FormsFigures, envelope: EnvelopeFigures) -> None:
    paper.begin_anew()
    draw_letter(
        paper,
        LetterFigures(
            figures.page,
            figures.day,
            figures.reference,
            envelope.addressed_to,
            envelope.title,
            envelope.paragraphs,
            figures.signer,
        ),
    )
    for form in envelope.forms:
        paper.begin_anew()
        _form(paper, figures, form)


def _form(paper: Paper, figures: FormsFigures, children: tuple[FormChild, ...]) -> None:
    paper.pen.put(
        paper.left,
        paper.y - LABEL.leading * ASCENT + 2,
        _one_line(paper, tr("Photo form: {round}", round=figures.round_name), LABEL, paper.width / 2),
        LABEL,
    )
    _children(paper, children)
    said = (
        tr("Please tick for each place and send this form back by {day}.", day=figures.back_by),
        tr("A place without a tick counts as no."),
        figures.lasts,
        tr("You can change your mind at any time."),
    )
    paper.flow(" ".join(filter(None, said)), BODY)
    paper.y -= 6
    _table_head(paper, children)
    for place in figures.places:
        _place(paper, place, children)
    _conditions(paper, children)
    _signature(paper, figures, children)
    for child in children:
        if child.signs_too:
            _own_line(paper, child, children)


def _children(paper: Paper, children: tuple[FormChild, ...]) -> None:
    """Who the form is for, each beside the square that brings it home."""
    wide = paper.width / len(children)
    for at, child in enumerate(children):
        left, room = paper.left + at * wide, wide - CODE_SIDE - 10
        y = paper.y - 8
        for line in clipped(lines_of(paper.lettering.fit(child.name, 160), _NAME, room), 3, _NAME, room):
            paper.pen.put(left, y - _NAME.leading * ASCENT, line, _NAME)
            y -= _NAME.leading
        paper.pen.put(
            left,
            y - BODY.leading * ASCENT,
            _one_line(paper, child.class_name, BODY, room),
            BODY,
        )
        draw_code(paper, child.code, left + wide - CODE_SIDE, paper.y)
    paper.y -= CODE_HIGH + 6


def _turned(paper: Paper, children: tuple[FormChild, ...], high: float) -> bool:
    """Go on to a new page where `high` points are not left; each page of a form names its children and has their squares."""
    if high <= paper.room():
        return False
    paper.turn()
    _children(paper, children)
    return True


def _table_head(paper: Paper, children: tuple[FormChild, ...]) -> None:
    several = len(children) > 1
    high = CELL_BOLD.leading * (2 if several else 1) + 3
    for at, child in enumerate(children):
        left = _boxes_left(paper, at, len(children))
        y = paper.y - CELL_BOLD.leading * ASCENT
        if several:
            given = child.name.partition(" ")[0]
            paper.pen.put(left, y, _one_line(paper, given, CELL_BOLD, _PAIR - 6), CELL_BOLD)
            y -= CELL_BOLD.leading
        for words, x in ((tr("Yes"), left), (tr("No"), left + _PAIR / 2)):
            paper.pen.put(x, y, words, CELL_BOLD)
    paper.y -= high
    paper.rule(paper.left, paper.right, paper.y, 0.8, INK)


def _boxes_left(paper: Paper, at: int, children: int) -> float:
    return paper.right - (children - at) * _PAIR + 8


def _place(paper: Paper, place: FormPlace, children: tuple[FormChild, ...]) -> None:
    """One place with its boxes; it is never torn, and a further page names the children again."""
    room = paper.width - len(children) * _PAIR - 6
    names = clipped(lines_of(paper.lettering.fit(place.name, 160), _PLACE, room), 2, _PLACE, room)
    fitted = paper.lettering.fit(place.wording, 1200)
    wording = clipped(lines_of(fitted, CELL, room), 12, CELL, room) if fitted else ()
    high = max(len(names) * _PLACE.leading + len(wording) * CELL.leading, _BOX + 4) + 6
    if _turned(paper, children, high):
        _table_head(paper, children)
    y = paper.y - 3
    for line in names:
        paper.pen.put(paper.left, y - _PLACE.leading * ASCENT, line, _PLACE)
        y -= _PLACE.leading
    for line in wording:
        paper.pen.put(paper.left, y - CELL.leading * ASCENT, line, CELL)
        y -= CELL.leading
    for at in range(len(children)):
        _boxes(paper, _boxes_left(paper, at, len(children)), paper.y - 4 - _BOX, is_told=place.is_told)
    paper.y -= high
    paper.rule(paper.left, paper.right, paper.y)


def _boxes(paper: Paper, left: float, y: float, *, is_told: bool) -> None:
    """Yes and no, or where parents are told one box to object."""
    if is_told:
        paper.sign(Sign.BOX, left, y, _BOX)
        paper.pen.put(left + _BOX + 4, y + 2.5, tr("I object"), CELL)
        return
    for x in (left, left + _PAIR / 2):
        paper.sign(Sign.BOX, x, y, _BOX)


def _conditions(paper: Paper, children: tuple[FormChild, ...]) -> None:
    _turned(paper, children, BODY.leading + 2 * _WRITE + 8)
    paper.y -= 8
    paper.flow(tr("Is there something we should know or keep to? We ring you before we use a picture."), BODY_BOLD)
    _lines_to_write(paper, 2)


def _lines_to_write(paper: Paper, lines: int) -> None:
    for _ in range(lines):
        paper.y -= _WRITE
        paper.rule(paper.left, paper.right, paper.y, 0.6, INK)


def _signature(paper: Paper, figures: FormsFigures, children: tuple[FormChild, ...]) -> None:
    """Who signs, in which capacity, whether with parental responsibility; it stays together."""
    _turned(paper, children, 8 + 3 * (BODY.leading + 5) + 44)
    paper.y -= 10
    _ticks(paper, tr("I am the child’s"), figures.capacities)
    _ticks(paper, tr("I have parental responsibility"), (tr("Yes"), tr("No")))
    _to_sign(paper, (tr("Signature"), tr("Name in capitals"), tr("Day")))


def _own_line(paper: Paper, child: FormChild, children: tuple[FormChild, ...]) -> None:
    _turned(paper, children, BODY.leading * 2 + 44)
    paper.y -= 8
    who = paper.lettering.fit(child.name, 80)
    _ticks(paper, tr("For {name} to fill in: with the answers above", name=who), (tr("I agree"), tr("I do not agree")))
    _to_sign(paper, (tr("Signature of the pupil"), tr("What I want to add"), tr("Day")))


def _ticks(paper: Paper, label: str, words: tuple[str, ...]) -> None:
    """Words with a box before each, on as many lines as they need."""
    x, y = paper.left, paper.y - BODY.leading * ASCENT
    label = _one_line(paper, label, BODY_BOLD, paper.width)
    paper.pen.put(x, y, label, BODY_BOLD)
    x += width_of(label, BODY_BOLD.face, BODY_BOLD.size) + 12
    for each in words:
        word = _one_line(paper, each, BODY, paper.width - _BOX - 16)
        wide = _BOX + 4 + width_of(word, BODY.face, BODY.size)
        if x + wide > paper.right:
            paper.y -= BODY.leading + 3
            x, y = paper.left + 12, paper.y - BODY.leading * ASCENT
        paper.sign(Sign.BOX, x, y - 2, _BOX)
        paper.pen.put(x + _BOX + 4, y, word, BODY)
        x += wide + 12
    paper.y -= BODY.leading + 5


def _one_line(paper: Paper, text: str, style: Style, room: float) -> str:
    """`text` as it can be set on one line of `room` points."""
    return clipped(lines_of(paper.lettering.fit(text, 160), style, room), 1, style, room)[0]


def _to_sign(paper: Paper, labels: tuple[str, ...]) -> None:
    spans = ((0.0, 0.42), (0.46, 0.8), (0.84, 1.0))
    y = paper.y - 26
    for (start, end), label in zip(spans, labels, strict=True):
        x1, x2 = paper.left + start * paper.width, paper.left + end * paper.width
        paper.rule(x1, x2, y, 0.7, INK)
        paper.pen.put(x1, y - 9.5, label, LABEL)
    paper.y = y - 14
