"""The sheet under which headteacher and chair sign a version of the policy, and what it shows once they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, Signer, draw_nothing, draw_sign_off, draw_signed_lines, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_BOLD, CELL_BOLD, LABEL, Sign
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class ReadWith:
    """A policy that this one is read with, who looks after it, and its review in words."""

    title: str
    looked_after_by: str = ""
    review: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class OwnTitle:
    """A duty as the program calls it, and as this school does."""

    usual: str
    own: str


@dataclass(frozen=True, slots=True)
class SignOffFigures:
    """Everything the sheet shows. `signed` are the signatures that stand; `signers` those that are still missing."""

    page: PageFacts
    policy: str
    label: str
    state: str = ""
    begins: str = ""
    review: str = ""
    read_by: str = ""
    website: str = ""
    school: str = ""
    parent_policy: str = ""
    local_changes: str = ""
    changed: str = ""
    titles: tuple[OwnTitle, ...] = ()
    read_with: tuple[ReadWith, ...] = ()
    rests_on: str = ""
    signed: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    is_withdrawn: bool = False


def render(figures: SignOffFigures) -> bytes:
    """The sheet as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("{policy}, version “{label}”", policy=figures.policy, label=figures.label))
    grid = FactGrid(paper, _facts(figures), 2)
    paper.need(grid.height)
    grid.draw()
    if figures.changed:
        _text(paper, tr("What changed"), figures.changed)
    if figures.parent_policy:
        _adopted(paper, figures)
    _read_with(paper, figures.read_with)
    _signatures(paper, figures)
    return paper.finish()


def _facts(figures: SignOffFigures) -> tuple[Fact, ...]:
    found = (
        Fact(tr("School"), figures.school),
        Fact(tr("Version"), figures.label),
        Fact(tr("State"), figures.state),
        Fact(tr("In force from"), figures.begins),
        Fact(tr("Looked at again on"), figures.review),
        Fact(tr("Read and signed by"), figures.read_by),
        Fact(tr("On the website"), figures.website),
    )
    return tuple(fact for fact in found if fact.text)


def _text(paper: Paper, heading: str, text: str) -> None:
    paper.heading(heading)
    for paragraph in text.split("\n"):
        if paragraph.strip():
            paper.flow(paragraph.strip(), BODY)
            paper.skip(3)


def _adopted(paper: Paper, figures: SignOffFigures) -> None:
    """What a school takes over from a trust or council: whose policy, with which titles and changes of its own."""
    paper.heading(tr("Adopted by this school"))
    paper.flow(tr("Adopted from: {policy}", policy=figures.parent_policy), BODY_BOLD)
    paper.skip(4)
    if figures.local_changes:
        _text(paper, tr("What this school does otherwise"), figures.local_changes)
    else:
        paper.flow(tr("Nothing is done otherwise than it says."), BODY)
    columns = (Column(tr("Duty"), 1.0), Column(tr("At this school"), 1.4))
    rows: list[Row] = [(one.usual, Piece(one.own, CELL_BOLD)) for one in figures.titles]
    if rows:
        paper.heading(tr("Titles of duties"), keep=opening(paper, columns, rows))
        draw_table(paper, columns, rows)


def _read_with(paper: Paper, linked: Sequence[ReadWith]) -> None:
    columns = (Column(tr("Policy"), 1.8), Column(tr("Looked after by"), 1.2), Column(tr("Its review"), 1.2))
    rows: list[Row] = [
        (
            Piece(each.title, CELL_BOLD),
            each.looked_after_by or "–",
            Piece(each.review, sign=Sign.STOP) if each.is_over else each.review,
        )
        for each in linked
    ]
    paper.heading(tr("Read together with"), keep=opening(paper, columns, rows) if rows else 30)
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("No other policy is entered."))


def _signatures(paper: Paper, figures: SignOffFigures) -> None:
    if figures.is_withdrawn:
        paper.heading(tr("Signatures"))
        draw_signed_lines(paper, ((Sign.STOP, tr("This version was taken back: it was entered by mistake.")),))
        return
    paper.heading(tr("Signatures"), keep=sign_off_height(paper, figures.signers) + 40)
    lines = [(Sign.GOOD, each) for each in figures.signed]
    if figures.signers:
        lines.append((Sign.WAITING, tr("Not adopted until everybody below has signed.")))
    draw_signed_lines(paper, lines)
    paper.flow(figures.rests_on, LABEL)
    draw_sign_off(paper, tr("I adopt this version of the policy for the school."), figures.signers)
