"""The chair's code: one page that the chair keeps away from school, good only together with the deputy's sign-in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from schoolsm_desktop.domain.wording import day_text, tr

from .blocks import Fact, FactGrid, Signer, draw_sign_off, draw_steps
from .page_frame import PageFacts
from .paper import Paper
from .recovery_sheet import draw_code
from .styles import BODY, BODY_BOLD, CODE, SUBHEADING


@dataclass(frozen=True, slots=True)
class ChairCodeFigures:
    """What the sheet shows. The code is a secret: it is kept out of `repr`, and the PDF is never written to disk."""

    page: PageFacts
    code: str = field(repr=False)
    deputy: str
    made_on: date
    signers: tuple[Signer, ...] = ()


def render(figures: ChairCodeFigures) -> bytes:
    """The sheet as a PDF on one page of A4. Raises TypefacesMissingError. The caller prints it and keeps no copy."""
    paper = Paper(figures.page)
    paper.title(
        tr(
            "If the headteacher is suspended or gone, the deputy and the chair can put somebody in their place. "
            "It takes both: the deputy’s own sign-in and this code. By itself the code opens nothing."
        )
    )
    draw_code(paper, tr("The chair’s code"), figures.code, CODE, 4)
    grid = FactGrid(
        paper,
        (
            Fact(tr("Works together with"), figures.deputy, style=BODY_BOLD),
            Fact(tr("Made on"), day_text(figures.made_on), style=BODY_BOLD),
        ),
        2,
    )
    paper.y -= 4
    paper.need(grid.height)
    grid.draw()
    paper.heading(tr("How to use it"), keep=80, style=SUBHEADING)
    draw_steps(paper, _steps(), BODY)
    draw_sign_off(
        paper,
        tr(
            "I keep this sheet where the headteacher and the deputy do not reach it, and have destroyed every older one."
        ),
        figures.signers,
    )
    return paper.finish()


def _steps() -> tuple[str, ...]:
    return (
        tr("Come to school in person. Never read the code out over the telephone, and never send a picture of it."),
        tr("The deputy signs in and opens Settings, “You”, “Put somebody in the headteacher’s place…”."),
        tr("Together choose who acts as headteacher from now on, and type the code yourself."),
        tr("The former headteacher’s sign-in ends at once. Change the passwords that they knew on every platform."),
        tr("The code is used up by this. The new headteacher prints another one."),
    )
