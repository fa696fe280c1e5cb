"""The first page of the termly report: read in a minute, it says what is fine, what is not, and what the board is asked."""

from __future__ import annotations

from collections.abc import Sequence

from schoolsm_desktop.domain.report_sentences import Concern
from schoolsm_desktop.domain.wording import ntr, tr

from .fonts import Face
from .paper import ASCENT, Paper
from .styles import BODY_QUIET, INK, LABEL, PALE, Sign, Style, lines_of

OPENING_LINES = 6
"""A longer opening has a page of its own."""
FEWEST_CONCERNS = 3
_BAND = Style(Face.BOLD, 11, 15)
_ENTRY = Style(Face.REGULAR, 9.2, 12.8)
_ENTRY_BOLD = Style(Face.BOLD, 9.2, 12.8)
_OPENING = Style(Face.REGULAR, 10, 14.5, INK)
_INDENT = 17.0
_SIDE = 10.0


def opening_fits(paper: Paper, opening: str) -> bool:
    """Whether the headteacher's opening words may stand on the first page."""
    lines = [line for part in paragraphs(opening) for line in lines_of(part, _OPENING, paper.width)]
    return len(lines) <= OPENING_LINES


def paragraphs(typed: str) -> tuple[str, ...]:
    """What was typed, by its own paragraphs; empty ones are left out."""
    return tuple(part for line in typed.splitlines() if (part := line.strip()))


def draw_opening(paper: Paper, opening: str) -> None:
    """The headteacher's own words, below the title."""
    for part in paragraphs(opening):
        paper.flow(part, _OPENING)
        paper.skip(3)
    paper.skip(6)


def draw_fine(paper: Paper, sentences: Sequence[str]) -> None:
    """What is fine, each after a tick; where nothing is known yet the page says so."""
    _band(paper, tr("What is fine"))
    if not sentences:
        paper.flow(tr("Of what is counted, nothing is wholly in order yet."), BODY_QUIET)
    for sentence in sentences:
        _signed(paper, Sign.GOOD, sentence, "")
    paper.skip(9)


def draw_concerns(paper: Paper, concerns: Sequence[Concern], below: float) -> None:
    """What is not fine: what, since when, and who sees to it; as many as leave `below` points, and how many more there are."""
    _band(paper, tr("What is not"))
    if not concerns:
        _signed(paper, Sign.GOOD, tr("Nothing that is recorded is overdue, and nothing was found wrong."), "")
    laid = _ENTRY.leading + LABEL.leading + 4
    shown = max(FEWEST_CONCERNS, int((paper.room() - below - BODY_QUIET.leading - 9) // laid))
    for concern in concerns[:shown]:
        _signed(paper, Sign.WARN, concern.what, " · ".join(filter(None, (concern.since, concern.who))))
    if len(concerns) > shown:
        more = len(concerns) - shown
        paper.flow(
            ntr(
                "{count} more thing is said in the sections that follow.",
                "{count} more things are said in the sections that follow.",
                more,
            ),
            BODY_QUIET,
        )
    paper.skip(9)


def asked_height(paper: Paper, asked: Sequence[str]) -> float:
    """Points that the box of what the board is asked takes."""
    wide = paper.width - 2 * _SIDE - _INDENT
    laid = [lines_of(paper.lettering.fit(one, 4000), _ENTRY, wide) for one in asked]
    return _BAND.leading + 14 + sum(len(lines) * _ENTRY.leading + 3 for lines in laid)


def draw_asked(paper: Paper, asked: Sequence[str]) -> None:
    """What the board is asked, numbered, in a box that stays together where it can."""
    style, wide = _ENTRY, paper.width - 2 * _SIDE - _INDENT
    laid = [lines_of(paper.lettering.fit(one, 4000), style, wide) for one in asked]
    high = asked_height(paper, asked)
    if high > paper.page_height():
        _asked_in_lines(paper, asked)
        return
    paper.need(high)
    paper.canvas.setFillColor(PALE)
    paper.canvas.setStrokeColor(INK)
    paper.canvas.setLineWidth(0.9)
    paper.canvas.roundRect(paper.left, paper.y - high, paper.width, high, 5, stroke=1, fill=1)
    paper.forget_rule()
    paper.mark(tr("What the board is asked"))
    x, y = paper.left + _SIDE, paper.y - 6
    paper.pen.put(x, y - _BAND.leading * ASCENT, tr("What the board is asked"), _BAND)
    y -= _BAND.leading + 3
    for number, lines in enumerate(laid, 1):
        paper.pen.put(x, y - style.leading * ASCENT, f"{number}.", _ENTRY_BOLD)
        for line in lines:
            paper.pen.put(x + _INDENT, y - style.leading * ASCENT, line, style)
            y -= style.leading
        y -= 3
    paper.y -= high
    paper.skip(8)


def _asked_in_lines(paper: Paper, asked: Sequence[str]) -> None:
    """Words too long for one page go on over the next."""
    _band(paper, tr("What the board is asked"))
    for number, one in enumerate(asked, 1):
        paper.flow(tr("{number}. {words}", number=number, words=one), _ENTRY)
        paper.skip(3)


def _band(paper: Paper, text: str) -> None:
    """A heading over a strong line, with its bookmark."""
    paper.need(_BAND.leading + 3 * _ENTRY.leading)
    paper.mark(text)
    paper.flow(text, _BAND)
    paper.rule(paper.left, paper.right, paper.y, 0.9, INK)
    paper.y -= 6


def _signed(paper: Paper, sign: Sign, sentence: str, said: str) -> None:
    """A sentence after its sign, and in small type since when and who; never torn."""
    lines = lines_of(paper.lettering.fit(sentence, 1000), _ENTRY, paper.width - _INDENT)
    small = lines_of(paper.lettering.fit(said, 300), LABEL, paper.width - _INDENT) if said else ()
    paper.need(len(lines) * _ENTRY.leading + len(small) * LABEL.leading + 4)
    paper.sign(sign, paper.left, paper.y - _ENTRY.leading * ASCENT - 1.4, 10.5)
    for line in lines:
        paper.pen.put(paper.left + _INDENT, paper.y - _ENTRY.leading * ASCENT, line, _ENTRY)
        paper.y -= _ENTRY.leading
    for line in small:
        paper.pen.put(paper.left + _INDENT, paper.y - LABEL.leading * ASCENT, line, LABEL)
        paper.y -= LABEL.leading
    paper.y -= 4
