"""The Friday sheet: one side for the headteacher. What waits for a signature, what is late, what comes, what is fine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Count, Signer, draw_counts, draw_nothing, draw_sign_off, sign_off_height
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY, CELL, CELL_BOLD, CELL_QUIET, CELL_STOP, Sign, Style, clipped, lines_of
from .tables import Column, Piece, Row, draw_table, opening

MOST_LINES = (6, 5, 4)
"""Of what waits, what is late and what comes: as many lines at most; fewer where one side would not hold them."""
_FINE = BODY
_SHARES = (4.2, 1.7, 1.3, 1.3)


@dataclass(frozen=True, slots=True)
class FridayLine:
    """One line: what, a quiet line below it, when in words, whom it falls to."""

    what: str
    detail: str
    when: str
    who: str = ""
    is_late: bool = False
    stands_for: int = 1
    """How many lines of Today it stands for."""


@dataclass(frozen=True, slots=True)
class FridayGroup:
    """Lines of one kind, the most urgent first."""

    lines: tuple[FridayLine, ...] = ()

    @property
    def total(self) -> int:
        """How many lines of Today there are."""
        return sum(line.stands_for for line in self.lines)

    def first(self, most: int) -> FridayGroup:
        """The most urgent `most` of them."""
        return FridayGroup(self.lines[:most])


@dataclass(frozen=True, slots=True)
class FridayFigures:
    """Everything the sheet shows."""

    page: PageFacts
    lead: str
    to_sign: FridayGroup
    late: FridayGroup
    coming: FridayGroup
    fine: tuple[str, ...]
    signers: tuple[Signer, ...]


def render(figures: FridayFigures) -> bytes:
    """The sheet as a PDF on A4, upright, one side. Raises TypefacesMissingError."""
    for fewer in range(max(MOST_LINES)):
        paper = _drawn(figures, fewer)
        if paper.pages == 1:
            break
    return paper.finish()


def _drawn(figures: FridayFigures, fewer: int) -> Paper:
    """The sheet with `fewer` lines of each group than the most."""
    to_sign, late, coming = (max(1, most - fewer) for most in MOST_LINES)
    paper = Paper(figures.page)
    paper.title(figures.lead)
    draw_counts(paper, _counts(figures))
    _group(paper, tr("Waits for you"), figures.to_sign, to_sign, tr("Nothing waits for you."))
    _group(paper, tr("Late, with somebody else"), figures.late, late, tr("Nothing is late."))
    _fine(paper, figures.fine)
    _group(paper, tr("In the next seven days"), figures.coming, coming, tr("Nothing falls into the next seven days."))
    paper.need(sign_off_height(paper, figures.signers))
    draw_sign_off(paper, tr("Seen, with what I decided written beside it."), figures.signers)
    return paper


def _counts(figures: FridayFigures) -> tuple[Count, ...]:
    sign, late, coming = figures.to_sign.total, figures.late.total, figures.coming.total
    return (
        Count(str(sign), ntr("waits for you", "wait for you", sign), Sign.WAITING if sign else Sign.GOOD),
        Count(
            str(late),
            ntr("is late with somebody else", "are late with somebody else", late),
            Sign.STOP if late else Sign.GOOD,
        ),
        Count(str(coming), ntr("comes in the next seven days", "come in the next seven days", coming)),
    )


def _group(paper: Paper, heading: str, group: FridayGroup, most: int, nothing: str) -> None:
    headings = (tr("What"), tr("When"), tr("Who"), tr("To write in"))
    columns = [Column(heading, share) for heading, share in zip(headings, _SHARES, strict=True)]
    rows: list[Row] = [_row(paper, line) for line in group.first(most).lines]
    paper.heading(heading, keep=opening(paper, columns, rows) if rows else 20)
    if not rows:
        draw_nothing(paper, nothing)
        return
    draw_table(paper, columns, rows)
    more = group.total - group.first(most).total
    if more:
        paper.y += 6
        paper.flow(ntr("{count} more stands on Today.", "{count} more stand on Today.", more), CELL_QUIET)


def _row(paper: Paper, line: FridayLine) -> Row:
    """Two lines at most: the sheet has one side."""
    when = Piece(line.when, CELL_STOP, Sign.STOP) if line.is_late else Piece(line.when, CELL)
    room = paper.width * _SHARES[0] / sum(_SHARES) - 10
    said = ((line.what, CELL_BOLD), (line.detail, CELL_QUIET))
    what = tuple(Piece(_one_line(paper, one, style, room), style) for one, style in said if one)
    return (what, when, Piece(line.who, CELL), "")


def _one_line(paper: Paper, text: str, style: Style, room: float) -> str:
    """Whole sentences as far as they fit, so that nothing looks cut off; a first one that is too long is clipped."""
    whole = paper.lettering.fit(text)
    sentences = whole.split(". ")
    for count in range(len(sentences), 0, -1):
        said = ". ".join(sentences[:count]) + ("." if count < len(sentences) else "")
        if len(lines_of(said, style, room)) == 1:
            return said
    return clipped(lines_of(whole, style, room), 1, style, room)[0]


def _fine(paper: Paper, fine: Sequence[str]) -> None:
    """What is fine in two columns, each after its tick."""
    if not fine:
        return
    paper.heading(tr("What is fine"), keep=30)
    wide, half = (paper.width - 16) / 2, -(-len(fine) // 2)
    for at in range(half):
        paper.need(_FINE.leading)
        for column, number in enumerate((at, at + half)):
            if number < len(fine):
                _tick(paper, fine[number], paper.left + column * (wide + 16), wide, _FINE)
        paper.y -= _FINE.leading + 1
    paper.skip(4)


def _tick(paper: Paper, text: str, left: float, wide: float, style: Style) -> None:
    baseline = paper.y - style.leading * ASCENT
    paper.sign(Sign.GOOD, left, baseline - style.size * 0.12, style.size)
    room = wide - style.size - 5
    line = clipped(lines_of(paper.lettering.fit(text), style, room), 1, style, room)[0]
    paper.pen.put(left + style.size + 5, baseline, line, style)
