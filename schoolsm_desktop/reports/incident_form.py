"""The blank form for something that happened: on both sides of one sheet, for whoever has no sign-in or no time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .do_not_photograph import draw_sentence_box
from .fonts import width_of
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY, BODY_BOLD, INK, LABEL, SUBHEADING, Sign, Style, clipped, lines_of

_LINE = 21.0
_TICK = Style(BODY.face, 8.5, 12.5)


@dataclass(frozen=True, slots=True)
class FormFigures:
    """Everything the form shows beside its lines; `give_to` are pairs of a duty and the names that hold it today."""

    page: PageFacts
    danger: str
    question: str
    decides: str
    gate: str
    about_head: str
    about_head_ring: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    who: tuple[str, ...]
    give_to: tuple[tuple[str, str], ...]


def render(figures: FormFigures) -> bytes:
    """The form as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    draw_form(paper, figures)
    return paper.finish()


def draw_form(paper: Paper, figures: FormFigures) -> None:
    """Both sides, from the place where the paper is."""
    paper.mark(tr("Incident form"))
    paper.title(
        tr(
            "Write down what is known, and nothing more. Nobody is judged on this sheet; leave empty what is not known."
        ),
        of_part=figures.page.title,
    )
    _first(paper, figures)
    _asked(paper, tr("What happened, in plain words: what was seen, heard or sent"), 10)
    _row(paper, (tr("When it happened, day and time"), tr("When it was first seen, day and time, by whom")))
    _row(paper, (tr("Where: site, account, group"), tr("Page address, as far as it is known")))
    _ticks(paper, tr("What fits best"), figures.types, 3)
    paper.turn()
    _ticks(
        paper,
        tr("Who told us"),
        (tr("a colleague"), tr("a pupil"), tr("a parent"), tr("somebody else"), tr("not known")),
        5,
    )
    _asked(paper, tr("Name, and how to reach them"), 1)
    _ticks(paper, tr("Who it is said to be"), figures.who, 4)
    _asked(paper, tr("Name, or what they call themselves online"), 1)
    _asked(paper, tr("Who is affected, and who saw it"), 2)
    _evidence(paper, figures)
    _asked(paper, tr("What was done so far, who was told, and when"), 7)
    _give(paper, figures)


def _first(paper: Paper, figures: FormFigures) -> None:
    paper.flow(figures.danger, BODY_BOLD)
    paper.y -= 3
    draw_sentence_box(paper, tr("First question: {question}", question=figures.question))
    _tick_line(paper, (tr("yes"), tr("no"), tr("not sure")))
    paper.flow(figures.decides, BODY)
    paper.y -= 4
    paper.flow(figures.about_head, BODY_BOLD)
    for what, said in figures.about_head_ring:
        paper.flow(tr("{what}: {words}", what=what, words=said), BODY)
    paper.flow(tr("Then give this sheet to the chair, in a closed envelope."), BODY)
    paper.y -= 6


def _evidence(paper: Paper, figures: FormFigures) -> None:
    paper.skip(6)
    draw_sentence_box(paper, figures.gate)
    _ticks(
        paper,
        tr("Kept as evidence"),
        (
            tr("screen print, with address, day and time"),
            tr("the message itself"),
            tr("nothing yet"),
            tr("described only"),
        ),
        2,
    )
    _asked(paper, tr("Where it lies now, and who made it"), 1)
    _ticks(
        paper,
        tr("Also"),
        (
            tr("nobody has answered, and nobody will"),
            tr("support was offered to whoever is harmed"),
            tr("personal data could have been seen, changed or lost"),
            tr("the account or the access was paused"),
        ),
        2,
    )


def _give(paper: Paper, figures: FormFigures) -> None:
    paper.need(110)
    paper.skip(8)
    paper.flow(tr("Give it today, by hand, to"), SUBHEADING)
    paper.y -= 2
    for duty, names in figures.give_to:
        paper.sign(Sign.BOX, paper.left, paper.y - BODY.leading * ASCENT - 1, 8)
        paper.flow(tr("{duty}: {names}", duty=duty, names=names), BODY, left=paper.left + 13)
    _row(paper, (tr("Written by, day and time"), tr("Received by, day and time")))
    paper.skip(4)
    paper.flow(tr("It is typed into the records with its own dates, and this sheet is kept with them."), LABEL)


def _asked(paper: Paper, label: str, lines: int) -> None:
    paper.need(BODY_BOLD.leading + lines * _LINE)
    paper.skip(6)
    paper.flow(label, BODY_BOLD)
    for number in range(lines):
        paper.y -= _LINE if number else _LINE - 4
        paper.rule(paper.left, paper.right, paper.y, 0.6, INK)


def _row(paper: Paper, labels: Sequence[str]) -> None:
    """Questions side by side, each with one line."""
    paper.need(BODY_BOLD.leading + _LINE + 6)
    paper.skip(6)
    wide = (paper.width - 14 * (len(labels) - 1)) / len(labels)
    y = paper.y - BODY_BOLD.leading
    for at, label in enumerate(labels):
        left = paper.left + at * (wide + 14)
        words = clipped(lines_of(paper.lettering.fit(label, 200), BODY_BOLD, wide), 1, BODY_BOLD, wide)[0]
        paper.pen.put(left, paper.y - BODY_BOLD.leading * ASCENT, words, BODY_BOLD)
        paper.rule(left, left + wide, y - _LINE + 4, 0.6, INK)
    paper.y = y - _LINE + 4


def _ticks(paper: Paper, label: str, entries: Sequence[str], columns: int) -> None:
    """Boxes to tick in columns; a long entry goes on below."""
    paper.need(BODY_BOLD.leading + 2 * _TICK.leading)
    paper.skip(8)
    paper.flow(label, BODY_BOLD)
    paper.y -= 2
    wide = (paper.width - 10 * (columns - 1)) / columns
    for start in range(0, len(entries), columns):
        laid = [
            clipped(lines_of(paper.lettering.fit(entry, 200), _TICK, wide - 13), 3, _TICK, wide - 13)
            for entry in entries[start : start + columns]
        ]
        high = max(len(lines) for lines in laid) * _TICK.leading
        paper.need(high)
        for at, lines in enumerate(laid):
            left = paper.left + at * (wide + 10)
            paper.sign(Sign.BOX, left, paper.y - _TICK.leading * ASCENT - 1, 8)
            for number, line in enumerate(lines):
                paper.pen.put(left + 13, paper.y - (number + ASCENT) * _TICK.leading, line, _TICK)
        paper.y -= high + 1.5


def _tick_line(paper: Paper, entries: Sequence[str]) -> None:
    """Boxes one beside the other."""
    x, baseline = paper.left, paper.y - BODY_BOLD.leading * ASCENT
    for entry in entries:
        paper.sign(Sign.BOX, x, baseline - 1, 9)
        paper.pen.put(x + 14, baseline, entry, BODY_BOLD)
        x += 14 + width_of(entry, BODY_BOLD.face, BODY_BOLD.size) + 24
    paper.y -= BODY_BOLD.leading + 4
