"""The register of permissions: who may use the school's name and logo, and which closed areas stand, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Signer, draw_nothing, draw_sign_off, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY_QUIET, CELL_BOLD, CELL_QUIET, CELL_WARN, Sign
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission that stands: what, to whom, for what, from when until when, on what conditions, decided by whom."""

    what: str
    who: str
    use: str
    days: str
    decided: str
    conditions: str = ""
    measures: tuple[str, ...] = ()
    """What keeps a closed area safe, and who looks after it."""
    warning: str = ""
    """What is wrong with it today: past its end, past its review."""


@dataclass(frozen=True, slots=True)
class PermissionGroup:
    """The permissions of one kind, with the clause of your policy."""

    heading: str
    clause: str
    permissions: tuple[Permission, ...] = ()


@dataclass(frozen=True, slots=True)
class PermissionFigures:
    """Everything the register shows."""

    page: PageFacts
    policy: str
    groups: tuple[PermissionGroup, ...] = ()
    signers: tuple[Signer, ...] = ()


def render(figures: PermissionFigures) -> bytes:
    """The register as a PDF on A4 lying down. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(tr("What the headteacher has allowed and what stands today. Your policy: {name}.", name=figures.policy))
    for number, group in enumerate(figures.groups, 1):
        last = number == len(figures.groups)
        _group(paper, group, sign_off_height(paper, figures.signers) if last else 0.0)
    draw_sign_off(paper, tr("I have seen this register."), figures.signers)
    return paper.finish()


def _group(paper: Paper, group: PermissionGroup, below: float) -> None:
    columns = (
        Column(tr("What"), 1.5),
        Column(tr("Who"), 1.2),
        Column(tr("For what"), 3.6),
        Column(tr("From, until"), 1.4),
        Column(tr("Decided by"), 1.4),
    )
    rows: Sequence[Row] = [_row(each) for each in group.permissions]
    paper.heading(group.heading, keep=opening(paper, columns, rows) + BODY_QUIET.leading)
    paper.flow(group.clause, BODY_QUIET)
    paper.skip(3)
    if rows:
        draw_table(paper, columns, rows, below=below)
    else:
        draw_nothing(paper, tr("None stands today."))


def _row(each: Permission) -> Row:
    use = [Piece(each.use)]
    # Some to a line: one line for each would leave the lines to sign alone on a page.
    lines = [each.measures[:1], *(each.measures[at : at + 3] for at in range(1, len(each.measures), 3))]
    use += [Piece(" · ".join(some), CELL_QUIET) for some in lines if some]
    if each.conditions:
        use.append(Piece(tr("Conditions: {text}", text=each.conditions), CELL_QUIET))
    days = (Piece(each.days), Piece(each.warning, CELL_WARN, Sign.WARN))
    return (
        Piece(each.what, CELL_BOLD),
        each.who,
        tuple(use),
        days if each.warning else Piece(each.days),
        each.decided,
    )
