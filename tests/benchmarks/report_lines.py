"""The termly report from the records to its first page on screen, against the same words set by hand on as many pages."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.harness import Against, Contender, Line, timed
from tests.benchmarks.made_school import leave, make_records
from tests.benchmarks.roll_lines import records_of

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

_PUPILS, _YEARS = 450, 7


def termly_report(name: str) -> Line:
    """The draft of Part 2, the longer one, of a school of 450 pupils until its first page is there to be read."""
    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    office = make_records(Path(folder.name)).office
    _fill(office)
    report = office.term_reports.begin(office.term_reports.view().periods[0].starts.isoformat())

    def made() -> bytes:
        from schoolsm_desktop.domain.term_reports import ReportPart

        return office.printing.term_report(report.id, ReportPart.CONFIDENTIAL).pdf

    def on_screen() -> None:
        from schoolsm_desktop.ui.common.pdf_pages import Pages

        Pages(made()).draw(0, 1.0)

    def close() -> None:
        leave(office)
        folder.cleanup()

    return Line(
        name,
        ours=Contender("termly report, 450 pupils", timed(on_screen)),
        floor=Contender("canvas of as many pages", timed(_by_hand(made()))),
        against=Against.FLOOR,
        goal=6.0,
        close=close,
    )


def _fill(office: Office) -> None:
    """Pupils in seven year groups, each with an answer for six places."""
    pupils, answers = records_of(office, _PUPILS)
    with office.session.work() as work:
        work.uow.pupils.add_many([replace(each, year=str(at % _YEARS)) for at, each in enumerate(pupils)])
        work.uow.photo_answers.add_many(answers)
        work.done()


def _by_hand(pdf: bytes) -> Callable[[], None]:
    """The words of the report line by line on a canvas, page by page, and its first page on screen."""
    from pypdf import PdfReader
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from schoolsm_desktop.paths import resource
    from schoolsm_desktop.ui.common.pdf_pages import Pages

    pages = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(pdf)).pages]
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
