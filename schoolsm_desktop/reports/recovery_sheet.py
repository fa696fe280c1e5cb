"""The recovery sheet: one page for the safe that opens the school's records when nobody else can. Printed, never saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from schoolsm_desktop.domain.wording import day_text, tr

from .blocks import Fact, FactGrid, Signer, draw_sign_off, draw_steps
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import BODY, BODY_BOLD, CODE, CODE_SMALL, INK, SMALL, SUBHEADING, Style

_CODE_LIMIT = 80  # far longer than either code, and still one page


@dataclass(frozen=True, slots=True)
class RecoveryFigures:
    """What the sheet shows. Both codes are secrets: they are kept out of `repr`, and the PDF is never written to disk.

    Both are groups of 5 with spaces or hyphens between, `recovery_code` 8 and `setup_code` 7 of them; the latter is
    empty where the school goes without one. `sheet` counts the sheets made, the latest alone being good.
    """

    page: PageFacts
    records_name: str
    recovery_code: str = field(repr=False)
    setup_code: str = field(repr=False)
    keyholders: tuple[str, ...]
    seal_number: str
    made_on: date
    sheet: int = 1
    signers: tuple[Signer, ...] = ()


def render(figures: RecoveryFigures) -> bytes:
    """The sheet as a PDF on one page of A4. Raises TypefacesMissingError. The caller prints it and keeps no copy."""
    paper = Paper(figures.page)
    paper.title(
        tr(
            "With this sheet the school’s records can be opened when nobody can sign in any more. "
            "Whoever holds it can read every password. Keep it in the safe, in a sealed envelope."
        )
    )
    _codes(paper, figures)
    _facts(paper, figures)
    paper.heading(tr("How to use it"), keep=80, style=SUBHEADING)
    draw_steps(paper, _steps(figures), BODY)
    draw_sign_off(
        paper,
        tr("I have put this sheet into the safe and destroyed every older one."),
        figures.signers,
    )
    _seal(paper, figures)
    return paper.finish()


def _codes(paper: Paper, figures: RecoveryFigures) -> None:
    draw_code(paper, tr("Recovery code"), figures.recovery_code, CODE, 4)
    if figures.setup_code:
        draw_code(paper, tr("Set-up code for this PC"), figures.setup_code, CODE_SMALL, 7)


def draw_code(paper: Paper, label: str, code: str, style: Style, across: int) -> None:
    """A code in a strong frame, each group under its number; it stands neither in the outline nor the metadata."""
    inset = 16.0
    groups = code[:_CODE_LIMIT].replace("-", " ").split()
    lines = [groups[at : at + across] for at in range(0, len(groups), across)]
    line_high = SMALL.leading + style.leading
    high = 10 + BODY_BOLD.leading + 2 + len(lines) * line_high + 8
    paper.need(high)
    paper.canvas.setStrokeColor(INK)
    paper.canvas.setLineWidth(1.4)
    paper.canvas.roundRect(paper.left, paper.y - high, paper.width, high, 6, stroke=1, fill=0)
    paper.forget_rule()
    y = paper.y - 10
    paper.pen.put(paper.left + inset, y - BODY_BOLD.leading * ASCENT, label, BODY_BOLD)
    y -= BODY_BOLD.leading + 2
    step = (paper.width - 2 * inset) / across
    for row, line in enumerate(lines):
        for at, group in enumerate(line):
            x = paper.left + inset + at * step
            paper.pen.put(x, y - SMALL.leading * ASCENT, str(row * across + at + 1), SMALL)
            paper.pen.put(x, y - SMALL.leading - style.leading * ASCENT, paper.lettering.fit(group, 12), style)
        y -= line_high
    paper.y -= high + 10


def _facts(paper: Paper, figures: RecoveryFigures) -> None:
    names = ", ".join(figures.keyholders) or tr("none recorded")
    grid = FactGrid(
        paper,
        (
            Fact(tr("The school’s records"), figures.records_name, style=BODY_BOLD),
            Fact(tr("Number of this sheet"), str(figures.sheet), style=BODY_BOLD),
            Fact(tr("Made on"), day_text(figures.made_on), style=BODY_BOLD),
        ),
        3,
    )
    keyholders = FactGrid(paper, (Fact(tr("Keyholders, ask them first"), names),), 1)
    paper.y -= 4
    paper.need(grid.height + keyholders.height)
    grid.draw()
    keyholders.draw()


def _steps(figures: RecoveryFigures) -> tuple[str, ...]:
    """What to do, in the words that stand in the sign-in window."""
    steps = [
        tr("Ask the keyholders above first. Any of them can open the records and reset a colleague’s sign-in."),
        tr("If none of them can, start SchoolSM Desktop and choose “I have the recovery sheet” in the sign-in window."),
        tr(
            "Choose whose passphrase is lost and type the recovery code. Capitals, spaces and hyphens do not matter; "
            "the program reads O as 0 and L as 1."
        ),
    ]
    if figures.setup_code:
        steps.append(tr("Type the set-up code if the program asks for it. A PC asks once for each Windows account."))
    steps += [
        tr("Choose a temporary passphrase. The person signs in with it once and then chooses their own."),
        tr("The code is used up by this. Print a new sheet, put it into the safe and destroy this one."),
    ]
    return tuple(steps)


def _seal(paper: Paper, figures: RecoveryFigures) -> None:
    """The seal number of these records, small, at the end: it is the same on every sheet of the same records."""
    if not figures.seal_number:
        return
    words = tr("Seal number of these records: {number}", number=figures.seal_number)
    paper.y -= 4
    paper.flow(words, SMALL)
