"""The long list of SPEED.md: the same rows on a bare canvas and in our own table. The benchmarks import this."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from schoolsm_desktop.reports.fonts import Face, advances
from schoolsm_desktop.reports.paper import Paper
from schoolsm_desktop.reports.tables import Column, Row, draw_table

from .made_figures import account_name, page_facts, person_name

ROWS_A_PAGE = 50
LEFTS = (50, 190, 290, 400, 470)


def rows_of(count: int) -> list[Row]:
    """`count` rows of five short texts, a few of them with hard names."""
    rows: list[Row] = []
    for index in range(count):
        name, job = person_name(index)
        platform, account, _address = account_name(index)
        rows.append((name, job, account, platform, f"{index % 28 + 1} Sep 2026"))
    return rows


def bare_canvas(rows: list[Row]) -> bytes:
    """The floor: every text drawn at its place in an embedded font; no rules, no measuring, no frame."""
    advances(Face.REGULAR)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=1, invariant=1)
    for start in range(0, len(rows), ROWS_A_PAGE):
        canvas.setFont(Face.REGULAR.value, 8)
        for number, row in enumerate(rows[start : start + ROWS_A_PAGE]):
            for left, text in zip(LEFTS, row, strict=True):
                canvas.drawString(left, 790 - number * 14, str(text))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def our_table(rows: list[Row]) -> bytes:
    """The same rows as any document prints them: measured, broken into lines, ruled, in the frame, numbered."""
    paper = Paper(page_facts("Long list"))
    paper.title("Every row of a long list.")
    columns = (
        Column("Person", 2),
        Column("Job", 1.4),
        Column("Account", 1.6),
        Column("Where", 1.2),
        Column("Day", 1),
    )
    draw_table(paper, columns, rows)
    return paper.finish()
