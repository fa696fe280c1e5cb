"""The end of the termly report: the plan, what was held back and why, how it was counted, and where it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from schoolsm_desktop.domain.term_reports import PlannedAction
from schoolsm_desktop.domain.wording import day_text, tr

from .blocks import Signer, draw_nothing, draw_sign_off, sign_off_height
from .paper import Paper
from .styles import BODY, BODY_QUIET, CELL_BOLD, INK, LABEL, SMALL, Sign
from .tables import Column, Piece, Row, draw_table, opening

_LINE_HIGH = 34.0


def draw_plan(paper: Paper, plan: Sequence[PlannedAction], on: date) -> None:
    """The headteacher's action plan: what, which duty, until when, and whether it is done."""
    columns = (Column(tr("What is to be done"), 3.4), Column(tr("Who, as a duty"), 1.4), Column(tr("Until"), 1.1))
    rows: list[Row] = [(each.what, each.who or "–", _until(each, on)) for each in plan]
    paper.heading(tr("Action plan"), keep=opening(paper, columns, rows[:1]) + 18 * min(len(rows), 8))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("The headteacher has not written an action plan into this report."))


def _until(action: PlannedAction, on: date) -> Piece:
    """When it is to be done, with a sign that tells done, late or waiting."""
    if action.done_on is not None:
        return Piece(tr("done {day}", day=day_text(action.done_on)), CELL_BOLD, Sign.GOOD)
    if action.until is None:
        return Piece(tr("no day set"), sign=Sign.UNKNOWN)
    if action.until < on:
        return Piece(tr("overdue since {day}", day=day_text(action.until)), CELL_BOLD, Sign.WARN)
    return Piece(day_text(action.until), sign=Sign.WAITING)


def draw_held(paper: Paper, held: Sequence[tuple[str, str]], rule: str) -> None:
    """What was held back as too small, and why."""
    columns = (Column(tr("Figure"), 2.0), Column(tr("Why"), 2.6))
    rows: list[Row] = [(Piece(what, CELL_BOLD), why) for what, why in held]
    paper.heading(tr("What was held back"), keep=opening(paper, columns, rows) + 3 * BODY.leading if rows else 30)
    if not held:
        draw_nothing(paper, tr("In this report nothing had to be held back."))
        return
    paper.flow(rule, BODY)
    paper.skip(6)
    draw_table(paper, columns, rows)


def draw_counting(paper: Paper, paragraph: str) -> None:
    """How it was counted, in one paragraph."""
    paper.heading(tr("How it was counted"))
    paper.flow(paragraph, BODY_QUIET)
    paper.skip(6)


def draw_signatures(paper: Paper, statement: str, signers: Sequence[Signer], log_seal: str) -> None:
    """Lines for headteacher and chair, the meeting and its minute, and the log's seal number; together on one page."""
    seal = tr("Seal number of the log when this report was made final: {seal}", seal=log_seal) if log_seal else ""
    height = sign_off_height(paper, signers) + _LINE_HIGH + 4 * SMALL.leading + 3 * BODY.leading
    paper.heading(tr("Signed"), keep=height)
    draw_sign_off(paper, statement, signers)
    _meeting(paper)
    if not seal:
        paper.flow(tr("This is a draft: the seal number of the log stands on the final report."), SMALL)
        return
    paper.flow(seal, SMALL)
    paper.flow(
        tr(
            "The log of who did what is chained: nobody can change an entry made before this number without the number "
            "changing too. So this signed page fixes the records."
        ),
        SMALL,
    )


def _meeting(paper: Paper) -> None:
    """Two lines for a pen: the day it was presented, and where it stands in the minutes."""
    y = paper.y - 26
    labels = (tr("Presented to the board on"), tr("Minute reference"))
    for label, start, end in zip(labels, (0.0, 0.48), (0.44, 1.0), strict=True):
        x1, x2 = paper.left + start * paper.width, paper.left + end * paper.width
        paper.rule(x1, x2, y, 0.7, INK)
        paper.pen.put(x1, y - 9.5, label, LABEL)
    paper.y -= _LINE_HIGH + 12


def draw_remark(paper: Paper, heading: str, words: str) -> None:
    """Words of the headteacher that fill more than a few lines, by their own paragraphs."""
    paper.heading(heading)
    for part in words.splitlines():
        if part.strip():
            paper.flow(part.strip(), BODY)
            paper.skip(4)
    paper.skip(6)
