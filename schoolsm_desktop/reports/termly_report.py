"""The termly report to governors: one page that is read in a minute, then the figures it rests on (REPORTS.md, PRACTICE 17).

It lays out what `suppression.published` lets through and nothing else. No page names a pupil, a parent or a colleague: the
lines to sign are empty, and who printed it stands as a duty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from schoolsm_desktop.domain.held import Held
from schoolsm_desktop.domain.report_sections import SECTION_WORDS, Section, incidents_counted, whole
from schoolsm_desktop.domain.report_sentences import ReportSentences
from schoolsm_desktop.domain.suppression import PublishedFigures, Topic
from schoolsm_desktop.domain.term_reports import ReportPart, ReportWords
from schoolsm_desktop.domain.wording import day_text, ntr, tr

from .blocks import Count, Signer, draw_counts
from .page_frame import PageFacts
from .paper import Paper
from .termly_figures import draw_annex, draw_section
from .termly_first_page import asked_height, draw_asked, draw_concerns, draw_fine, draw_opening, opening_fits
from .termly_last_page import draw_counting, draw_held, draw_plan, draw_remark, draw_signatures

_MOST_FINE = 6


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """Everything one part of the report shows."""

    page: PageFacts
    part: ReportPart
    published: PublishedFigures
    sentences: ReportSentences
    words: ReportWords
    signers: tuple[Signer, ...]
    draft: bool = False
    log_seal: str = ""
    why_anew: str = ""
    """Where it stands in place of an earlier final report: why."""


def render(figures: ReportFigures) -> bytes:
    """One part as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(replace(figures.page, draft=figures.draft))
    is_long = _first_page(paper, figures)
    paper.turn()
    if is_long:
        draw_remark(paper, tr("From the headteacher"), figures.words.opening)
    if figures.part is ReportPart.CONFIDENTIAL and figures.words.confidential:
        draw_remark(paper, tr("For the board alone"), figures.words.confidential)
    for section, sentence in figures.sentences.sections:
        draw_section(paper, figures.published, section, sentence)
    _last_pages(paper, figures)
    draw_annex(paper, figures.published)
    return paper.finish()


def _first_page(paper: Paper, figures: ReportFigures) -> bool:
    """What is fine, what is not, what the board is asked; whether the opening words are too long to stand on it."""
    paper.title(_lead(figures))
    is_long = not opening_fits(paper, figures.words.opening)
    if is_long:
        draw_opening(paper, tr("The headteacher’s words to the board stand on the next page."))
    elif figures.words.opening:
        draw_opening(paper, figures.words.opening)
    draw_counts(paper, _key_figures(figures.published))
    said = figures.sentences
    draw_fine(paper, said.fine[:_MOST_FINE])
    draw_concerns(paper, said.concerns, asked_height(paper, said.asked))
    draw_asked(paper, said.asked)
    return is_long


def _lead(figures: ReportFigures) -> str:
    """Which term, until which day it was counted, and which part this is."""
    published, period = figures.published, figures.published.period
    part = (
        tr("Part 1 may be published.")
        if figures.part is ReportPart.PUBLIC
        else tr("Part 2 is for the board alone. Please do not pass it on.")
    )
    anew = tr("It stands in place of an earlier report: {why}", why=figures.why_anew) if figures.why_anew else ""
    counted = (
        ""
        if published.counted_on >= period.ends
        else tr("Counted until {day}, before its last day.", day=day_text(published.counted_on))
    )
    term = tr(
        "How the school’s social media were looked after: {term}, {starts} to {ends}.",
        term=period.name,
        starts=day_text(period.starts),
        ends=day_text(period.ends),
    )
    return " ".join(filter(None, (term, counted, part, anew)))


def _key_figures(published: PublishedFigures) -> tuple[Count, ...]:
    """At most four numbers that are read at a glance; one that is held back has its place taken by nothing."""
    accounts, people = published.cell(Topic.ACCOUNTS, "in_use"), published.cell(Topic.ACCESS, "people")
    checks = published.cell(Topic.PHOTO_CHECKS, "total")
    incidents, together = incidents_counted(published)
    shown = (
        (accounts, ntr("account in use", "accounts in use", whole(accounts)), tr("accounts in use: fewer than 5")),
        (
            people,
            ntr("person with access", "people with access", whole(people)),
            tr("people with access: fewer than 5"),
        ),
        (checks, ntr("photo check made", "photo checks made", whole(checks)), tr("photo checks made: fewer than 5")),
        (
            incidents,
            tr("incidents, several terms together")
            if together
            else ntr("incident this term", "incidents this term", whole(incidents)),
            tr("incidents, several terms together: fewer than 5")
            if together
            else tr("incidents this term: fewer than 5"),
        ),
    )
    found = []
    for cell, words, few in shown:
        if cell is Held.FEWER:
            found.append(Count(tr("< 5"), few))
        elif isinstance(cell, int):
            found.append(Count(str(cell), words))
    return tuple(found)


def _last_pages(paper: Paper, figures: ReportFigures) -> None:
    published = figures.published
    draw_plan(paper, figures.words.plan, published.counted_on)
    draw_held(paper, _held_back(published), " ".join(published.held_words))
    draw_counting(paper, " ".join(published.counting_words))
    statement = tr("This report was put before the board, which took note of it and decided as the minutes say.")
    draw_signatures(paper, statement, figures.signers, figures.log_seal)


def _held_back(published: PublishedFigures) -> list[tuple[str, str]]:
    """What was held back, by table; the places of pictures, of which there may be many, together."""
    places = [held for held in published.held if held.topic is Topic.PERMISSIONS]
    others = [(held.title, held.words) for held in published.held if held.topic is not Topic.PERMISSIONS]
    if not places:
        return others
    few, back = sum(held.few for held in places), sum(held.back for held in places)
    said = [
        ntr("{count} number is too small to print.", "{count} numbers are too small to print.", few) if few else "",
        ntr(
            "{count} number is held back so that no small one can be worked out.",
            "{count} numbers are held back so that no small one can be worked out.",
            back,
        )
        if back
        else "",
    ]
    return [(tr(SECTION_WORDS[Section.PERMISSIONS]), " ".join(filter(None, said))), *others]
