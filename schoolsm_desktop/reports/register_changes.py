"""What the register of posting access says at its end: whose policy or training is missing, and what changed since the last print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schoolsm_desktop.domain.wording import day_text, tr

from .blocks import draw_nothing, draw_signed_lines
from .paper import Paper
from .styles import BODY, CELL_BOLD, Sign
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """What changed since the register was last printed; a pause and an end read alike (PRACTICE 14)."""

    on: date
    what: str
    person: str
    account: str
    who: str


def draw_standing(paper: Paper, people: Sequence[tuple[str, tuple[str, ...]]], *, part: bool = False) -> None:
    """Who has access and lacks something of policy and training; `people` are names with what is missing.

    `part`: others have access too, who are not shown, and nothing is said of them.
    """
    if not people:
        return
    paper.heading(tr("Policy and training"), keep=44)
    lines = [
        (Sign.WARN, tr("{person}: {missing}", person=name, missing="; ".join(missing)))
        for name, missing in people
        if missing
    ]
    if lines:
        draw_signed_lines(paper, lines)
    elif part:
        paper.flow(tr("For everybody in this part, policy and training are in date."), BODY)
    else:
        paper.flow(tr("For everybody with access, policy and training are in date."), BODY)


def draw_changes(paper: Paper, changes: Sequence[RegisterChange], last_printed: date | None) -> None:
    """What was given, changed and stopped since the register was last printed; None: this is the first print."""
    columns = (
        Column(tr("Day"), 0.8),
        Column(tr("What"), 1.2),
        Column(tr("Person"), 1.4),
        Column(tr("Account"), 1.6),
        Column(tr("Entered by"), 1.2),
    )
    rows: list[Row] = [(day_text(c.on), Piece(c.what, CELL_BOLD), c.person, c.account, c.who) for c in changes]
    paper.heading(
        tr("Changes since the register was last printed"), keep=opening(paper, columns, rows) + 24 if rows else 44
    )
    if last_printed is None:
        draw_nothing(paper, tr("This is the first print: everything above is new."))
        return
    said = tr("The register was last printed on {day}.", day=day_text(last_printed))
    if not rows:
        draw_nothing(paper, tr("{last} Nothing has changed since.", last=said))
        return
    paper.flow(said, BODY)
    paper.skip(6)
    draw_table(paper, columns, rows)
