"""The sheet of a check of the records: what was looked at, what was found, what to do, and who signs for having read it."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.records_report import LOOKED_WORDS, RecordsReport
from schoolsm_desktop.domain.wording import moment_text, tr

from .blocks import Signer, draw_sign_off
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY_BOLD, CELL_BOLD, CELL_QUIET
from .tables import Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class RecordsFigures:
    """What the sheet shows."""

    page: PageFacts
    report: RecordsReport
    signers: tuple[Signer, ...] = ()


def render(figures: RecordsFigures) -> bytes:
    """The sheet as a PDF on A4. Raises TypefacesMissingError."""
    report, paper = figures.report, Paper(figures.page)
    paper.title(tr("Checked on {moment} by {name}.", moment=moment_text(report.at), name=report.by))
    paper.flow(report.verdict, BODY_BOLD)
    paper.skip(8)
    columns = (Column(tr("What was looked at"), 1.3), Column(tr("In order"), 0.6), Column(tr("What was found"), 2.8))
    rows: list[Row] = [
        (
            (Piece(tr(LOOKED_WORDS[finding.looked]), CELL_BOLD),),
            tr("Yes") if finding.is_good else tr("No"),
            (Piece(finding.said), *((Piece(finding.todo, CELL_QUIET),) if finding.todo else ())),
        )
        for finding in report.findings
    ]
    opening(paper, columns, rows)
    draw_table(paper, columns, rows)
    draw_sign_off(paper, tr("I have read this."), figures.signers)
    return paper.finish()
