"""How-to cards of a platform: the steps of each task, with the day on which somebody last checked them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.cards import HowTo, task_words
from schoolsm_desktop.domain.wording import tr

from .blocks import draw_nothing, draw_steps
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, LABEL, SUBHEADING, lines_of


@dataclass(frozen=True, slots=True)
class PlatformSteps:
    """A platform by name, with its cards."""

    platform: str
    cards: tuple[HowTo, ...] = ()


@dataclass(frozen=True, slots=True)
class CardFigures:
    """Everything the cards show."""

    page: PageFacts
    platform: PlatformSteps


def render(figures: CardFigures) -> bytes:
    """The cards as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(
        tr(
            "What to do on {platform}, step by step. Platforms change their menus: look at the day below each task.",
            platform=figures.platform.platform,
        )
    )
    if not figures.platform.cards:
        draw_nothing(paper, tr("No steps are kept for this platform yet. Its own help pages show them."))
    for card in figures.platform.cards:
        paper.mark(task_words(card.task))
        draw_card(paper, card)
    return paper.finish()


def draw_annex(paper: Paper, platforms: Sequence[PlatformSteps]) -> None:
    """The tasks of several platforms behind a document, each platform under its name."""
    told = [platform for platform in platforms if platform.cards]
    if not told:
        return
    # On what is left of the last sheet where a first card fits there: nobody files a sheet for one short card.
    paper.heading(tr("How it is done on each platform"), keep=170)
    for platform in told:
        paper.heading(platform.platform, keep=110, style=SUBHEADING)
        for card in platform.cards:
            draw_card(paper, card)


def draw_card(paper: Paper, card: HowTo) -> None:
    """One card: its steps numbered, then since when they are known to be right. Heading and first steps stay together."""
    first = sum(_high(paper, step) for step in card.steps[:3])
    paper.need(SUBHEADING.leading + first + LABEL.leading + 8)
    paper.flow(task_words(card.task), SUBHEADING)
    paper.y -= 2
    draw_steps(paper, card.steps)
    if card.note:
        paper.flow(card.note, BODY)
    paper.flow(card.checked_words, LABEL)
    paper.y -= 8


def _high(paper: Paper, step: str) -> float:
    lines = lines_of(paper.lettering.fit(step, 1000), BODY, paper.width - 18)
    return len(lines) * BODY.leading + 3
