"""The termly report from its figures to its first page on screen, against the same words set by hand on as many pages."""

from __future__ import annotations

import io
from collections.abc import Callable

from tests.benchmarks.harness import Against, Contender, Line, timed

_PUPILS, _YEARS = 450, 7


def _made() -> bytes:
    """Part 2, the longer one: what may be printed found, sentences made, pages drawn."""
    from schoolsm_desktop.domain.suppression import published
    from schoolsm_desktop.domain.term_reports import ReportPart
    from schoolsm_desktop.reports.termly_report import render
    from tests.domain.read_policies import CHURCHWARD
    from tests.reports.made_term import report_figures, three_terms

    return render(report_figures(CHURCHWARD, published(three_terms(_PUPILS, _YEARS), ReportPart.CONFIDENTIAL)))


def _on_screen() -> None:
    from schoolsm_desktop.ui.common.pdf_pages import Pages

    Pages(_made()).draw(0, 1.0)


def _by_hand() -> Callable[[], None]:
    """The words of the report line by line on a canvas, page by page, and its first page on screen."""
    from pypdf import PdfReader
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from schoolsm_desktop.paths import resource
    from schoolsm_desktop.ui.common.pdf_pages import Pages

    pages = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(_made())).pages]
    pdfmetrics.registerFont(TTFont("Benchmark", str(resource("fonts", "NotoSans-Regular.ttf"))))

    def draw() -> None:
        paper = io.BytesIO()
        canvas = Canvas(paper, pagesize=A4)
        for lines in pages:
            canvas.setFont("Benchmark", 8)
            for number, line in enumerate(lines):
                canvas.drawString(50, 800 - number * 7, line)
            canvas.showPage()
        canvas.save()
        Pages(paper.getvalue()).draw(0, 1.0)

    return draw


def termly_report(name: str) -> Line:
    """The report of a school of 450 pupils until its first page is there to be read."""
    return Line(
        name,
        ours=Contender("termly report, 450 pupils", timed(_on_screen)),
        floor=Contender("canvas of as many pages", timed(_by_hand())),
        against=Against.FLOOR,
        goal=6.0,
    )
