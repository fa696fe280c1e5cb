"""The undertaking: what somebody with access to the school's accounts promises, to be signed; blank or for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.access import KIND_WORDS, LEVEL_WORDS, AccessKind, AccessLevel
from schoolsm_desktop.domain.wording import tr

from .blocks import Fact, FactGrid, Signer, draw_nothing, draw_sign_off, sign_off_height
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY, BODY_BOLD, CELL_BOLD, INK, LABEL, lines_of
from .tables import Column, Piece, Row, draw_table, opening

_LINE_HIGH = 22.0


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that is undertaken, in our own words, and the clause of your policy it rests on."""

    text: str
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class HeldAccess:
    """One access the undertaking is about."""

    name: str
    kind: AccessKind
    level: AccessLevel


@dataclass(frozen=True, slots=True)
class UndertakingFigures:
    """Everything the undertaking shows. Without `who` it is blank, with lines to write on."""

    page: PageFacts
    policy: str
    who: str = ""
    job: str = ""
    accesses: tuple[HeldAccess, ...] = ()
    promises: tuple[Promise, ...] = ()
    signers: tuple[Signer, ...] = ()


def render(figures: UndertakingFigures) -> bytes:
    """The undertaking as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(
        tr("For everybody who is given access to an account of the school. Your policy: {name}.", name=figures.policy)
    )
    _person(paper, figures)
    _accesses(paper, figures)
    _promises(paper, figures)
    draw_sign_off(
        paper,
        tr("I have read this, I have been able to ask, and I undertake it."),
        figures.signers,
    )
    return paper.finish()


def _person(paper: Paper, figures: UndertakingFigures) -> None:
    if not figures.who:
        _lines_to_write(paper, (tr("Name"), tr("Job")))
        return
    grid = FactGrid(
        paper,
        (
            Fact(tr("Name"), figures.who, style=BODY_BOLD),
            Fact(tr("Job"), figures.job or tr("not known yet")),
        ),
        2,
    )
    paper.need(grid.height)
    grid.draw()


def _lines_to_write(paper: Paper, labels: Sequence[str]) -> None:
    for label in labels:
        paper.need(_LINE_HIGH)
        baseline = paper.y - _LINE_HIGH + 6
        paper.pen.put(paper.left, baseline, label, LABEL)
        paper.rule(paper.left + 46, paper.right, baseline - 2, 0.7, INK)
        paper.y -= _LINE_HIGH


def _accesses(paper: Paper, figures: UndertakingFigures) -> None:
    columns = (Column(tr("Account"), 2.4), Column(tr("May"), 1.0), Column(tr("How"), 1.4))
    rows: list[Row] = [
        (Piece(one.name, CELL_BOLD), tr(LEVEL_WORDS[one.level]), tr(KIND_WORDS[one.kind])) for one in figures.accesses
    ]
    paper.heading(tr("The accounts it is about"), keep=max(opening(paper, columns, rows), 70.0))
    if rows:
        draw_table(paper, columns, rows)
    elif figures.who:
        draw_nothing(paper, tr("No access is given yet. It holds for every account to which access is given later."))
    else:
        _lines_to_write(paper, ("1", "2", "3"))


def _promises(paper: Paper, figures: UndertakingFigures) -> None:
    paper.heading(tr("What I undertake"), keep=90)
    for number, promise in enumerate(figures.promises, 1):
        last = number == len(figures.promises)
        _promise(paper, number, promise, sign_off_height(paper, figures.signers) if last else 0.0)


def _promise(paper: Paper, number: int, promise: Promise, below: float) -> None:
    """One promise with its clause in small type; it is never torn, and the last one stays with the signatures."""
    lines = lines_of(paper.lettering.fit(promise.text, 1000), BODY, paper.width - 18)
    small = lines_of(paper.lettering.fit(promise.rests_on, 300), LABEL, paper.width - 18) if promise.rests_on else ()
    paper.need(len(lines) * BODY.leading + len(small) * LABEL.leading + 5 + below)
    paper.pen.put(paper.left, paper.y - BODY.leading * ASCENT, f"{number}.", BODY_BOLD)
    for style, texts in ((BODY, lines), (LABEL, small)):
        for line in texts:
            paper.pen.put(paper.left + 18, paper.y - style.leading * ASCENT, line, style)
            paper.y -= style.leading
    paper.y -= 5
