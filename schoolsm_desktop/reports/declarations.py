"""Papers about declarations: the blank form, the privacy check to tick, and who has answered. Never what was declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.wording import ntr, tr

from .blocks import Count, Signer, draw_counts, draw_nothing, draw_sign_off, draw_steps, sign_off_height
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY, BODY_BOLD, BODY_QUIET, CELL, CELL_BOLD, CELL_QUIET, INK, LABEL, Sign, lines_of
from .tables import Column, Piece, Row, draw_table, opening

_LINE_HIGH = 22.0


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form: its heading, the words, the clause, and whether it is explained on lines."""

    heading: str
    words: str
    clause: str = ""
    explained: bool = True
    wording: str = ""
    """The school's own words for a private account; asked whether they stand there."""


@dataclass(frozen=True, slots=True)
class FormFigures:
    """Everything the blank form shows."""

    page: PageFacts
    policy: str
    questions: tuple[Question, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """Everything the privacy check shows: what to look at, and everybody to tick."""

    page: PageFacts
    interval: str
    clause: str
    prompts: tuple[str, ...]
    people: tuple[tuple[str, str], ...] = ()
    """Name, and when they last did it in words."""
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class CoveredKind:
    """One thing that is asked, how many answered, and who has not, by name."""

    heading: str
    interval: str
    clause: str
    answered: int
    asked: int
    per_cent: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageFigures:
    """Everything the paper on who has answered shows."""

    page: PageFacts
    kinds: tuple[CoveredKind, ...] = ()
    signers: tuple[Signer, ...] = ()


def render_form(figures: FormFigures) -> bytes:
    """The blank form as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(
        tr(
            "Filled in by the colleague and handed to the headteacher in a closed envelope. Your policy: {name}.",
            name=figures.policy,
        )
    )
    _lines_to_write(paper, (tr("Name"), tr("Job")))
    paper.skip(4)
    paper.flow(
        tr("Private accounts themselves, their names and addresses, are neither asked for nor written down."),
        BODY_QUIET,
    )
    for question in figures.questions:
        _question(paper, question)
    draw_sign_off(paper, tr("What I have written here is true today. I will say so when it changes."), figures.signers)
    return paper.finish()


def _question(paper: Paper, question: Question) -> None:
    lines = 3 if question.explained else 0
    paper.heading(question.heading, keep=70.0 + lines * _LINE_HIGH)
    paper.flow(question.words, BODY)
    if question.clause:
        paper.flow(question.clause, LABEL)
    paper.skip(3)
    _boxes(paper, (tr("No"), tr("Yes")))
    if question.wording:
        paper.flow(tr("The school’s wording for such an account: “{words}”", words=question.wording), BODY)
        paper.skip(3)
        _boxes(paper, (tr("The wording stands there"), tr("Not yet")))
    if question.explained:
        paper.flow(tr("If yes: who it is, and the link"), LABEL)
        _lines_to_write(paper, ("", ""))


def _boxes(paper: Paper, words: Sequence[str]) -> None:
    paper.need(BODY.leading + 4)
    baseline, x = paper.y - BODY.leading * ASCENT, paper.left
    for said in words:
        paper.sign(Sign.BOX, x, baseline - 1, BODY.size)
        paper.pen.put(x + BODY.size + 5, baseline, said, BODY)
        x += 150
    paper.y -= BODY.leading + 4


def _lines_to_write(paper: Paper, labels: Sequence[str]) -> None:
    for label in labels:
        paper.need(_LINE_HIGH)
        baseline = paper.y - _LINE_HIGH + 6
        if label:
            paper.pen.put(paper.left, baseline, label, LABEL)
        paper.rule(paper.left + (46 if label else 0), paper.right, baseline - 2, 0.7, INK)
        paper.y -= _LINE_HIGH


def render_check(figures: CheckFigures) -> bytes:
    """The privacy check as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("Everybody looks at their own accounts, and initials here. {often}.", often=figures.interval))
    paper.heading(tr("What to look at"), keep=90)
    draw_steps(paper, figures.prompts)
    if figures.clause:
        paper.flow(figures.clause, LABEL)
    columns = (
        Column(tr("Name"), 2.4),
        Column(tr("Last time"), 1.2),
        Column(tr("Looked at"), 0.8),
        Column(tr("Initials"), 1.0),
        Column(tr("Day"), 1.0),
    )
    rows: list[Row] = [
        (Piece(name, CELL_BOLD), Piece(last, CELL_QUIET), Piece("", CELL, Sign.BOX), "", "")
        for name, last in figures.people
    ]
    paper.heading(tr("Who looked"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows, below=sign_off_height(paper, figures.signers))
    else:
        draw_nothing(paper, tr("Nobody on the staff list is asked."))
    draw_sign_off(paper, tr("Entered in the program."), figures.signers)
    return paper.finish()


def render_coverage(figures: CoverageFigures) -> bytes:
    """Who has answered, as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(tr("How many have answered, and who is still to be asked. What was declared is not on this paper."))
    draw_counts(
        paper,
        tuple(
            Count(
                tr("{number} %", number=kind.per_cent),
                tr("{what}: {some} of {all}", what=kind.heading, some=kind.answered, all=kind.asked),
                Sign.GOOD if not kind.missing else Sign.WAITING,
            )
            for kind in figures.kinds
        ),
    )
    for kind in figures.kinds:
        paper.heading(kind.heading, keep=60)
        paper.flow(" · ".join(part for part in (kind.interval, kind.clause) if part), LABEL)
        if not kind.missing:
            draw_nothing(paper, tr("Everybody has answered."))
            continue
        paper.flow(
            ntr(
                "{count} colleague is still to be asked:",
                "{count} colleagues are still to be asked:",
                len(kind.missing),
            ),
            BODY_BOLD,
        )
        for line in lines_of(paper.lettering.fit(", ".join(kind.missing), 4000), BODY, paper.width):
            paper.flow(line, BODY)
    draw_sign_off(paper, tr("Seen."), figures.signers)
    return paper.finish()
