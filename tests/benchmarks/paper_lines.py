"""A long register on paper against the same words set by hand on reportlab's canvas."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from tests.benchmarks.harness import Against, Contender, Line, NotHereError, timed

_WEIGH = """
import sys
from pathlib import Path
from tests.benchmarks.paper_lines import register

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

register(50)()
draw = register(int(sys.argv[1]))
before = peak()
draw()
print((peak() - before) / 1024)
"""
_LINES_A_PAGE = 50


def _words(rows: int) -> list[tuple[str, ...]]:
    return [
        (
            f"Person {number} Ashworth",
            "School Facebook",
            "Knows the password",
            "posts",
            "1 Sep 2026",
            "R. Okafor",
            "Z. Bąk",
        )
        for number in range(rows)
    ]


def _by_hand(rows: int) -> Callable[[], bytes]:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from schoolsm_desktop.paths import resource

    pdfmetrics.registerFont(TTFont("Benchmark", str(resource("fonts", "NotoSans-Regular.ttf"))))
    words = _words(rows)

    def draw() -> bytes:
        paper = io.BytesIO()
        canvas = Canvas(paper, pagesize=landscape(A4))
        for first in range(0, rows, _LINES_A_PAGE):
            canvas.setFont("Benchmark", 8)
            for line, row in enumerate(words[first : first + _LINES_A_PAGE]):
                for column, cell in enumerate(row):
                    canvas.drawString(40 + column * 108, 540 - line * 10, cell)
            canvas.showPage()
        canvas.save()
        return paper.getvalue()

    return draw


def register(rows: int) -> Callable[[], bytes]:
    """What draws the register of one account to which `rows` people have access: each is in it twice."""
    from schoolsm_desktop.domain.access import AccessKind, AccessLevel
    from schoolsm_desktop.reports.access_register import (
        RegisterAccount,
        RegisterEntry,
        RegisterFigures,
        RegisterPerson,
        render,
    )
    from schoolsm_desktop.reports.page_frame import Letterhead, PageFacts

    page = PageFacts(
        letterhead=Letterhead("Hazelbrook Primary School"),
        title="Register of posting access",
        subject="Posting access",
        period="Autumn term 2026",
        printed_by="Z. Bąk",
        printed_at=datetime(2026, 11, 12, 8, 41, tzinfo=UTC),
        confidentiality="Confidential",
    )
    account = RegisterAccount("facebook", "Facebook", "School Facebook")
    people = tuple(RegisterPerson(str(number), f"Person {number} Ashworth") for number in range(rows))
    entries = tuple(
        RegisterEntry(
            person=str(number),
            account="facebook",
            kind=AccessKind.KNOWS_PASSWORD,
            level=AccessLevel.POSTS,
            starts=date(2026, 9, 1),
            authorised_by="R. Okafor",
            authorised_on=date(2026, 9, 1),
            given_by="Z. Bąk",
            given_on=date(2026, 9, 1),
        )
        for number in range(rows)
    )
    figures = RegisterFigures(page, date(2026, 11, 12), accounts=(account,), people=people, entries=entries)
    return lambda: render(figures)


def long_register(name: str) -> Line:
    """1,500 people with access, every line of the register, against the text alone."""
    return Line(
        name,
        ours=Contender("register of 1,500", timed(register(1_500))),
        floor=Contender("canvas, text only", timed(_by_hand(1_500))),
        against=Against.FLOOR,
        goal=2.9,
        rounds=5,
    )


def growth_of_the_register(name: str) -> Line:
    """Ten times the rows: how many times the time."""
    short, long = register(1_500), register(15_000)

    def growth() -> float:
        began = time.perf_counter()
        short()
        between = time.perf_counter()
        long()
        return (time.perf_counter() - between) / (between - began)

    return Line(name, Contender("15,000 against 1,500", growth), 11.0, Against.NOTHING, rounds=3, unit="x")


def memory_of_a_long_list(name: str) -> Line:
    """What a register of 20,000 people adds to the memory of a process of its own, the figures left out."""
    if not Path("/proc/self/status").exists():
        raise NotHereError("Only Linux tells the peak of a process.")
    command = [sys.executable, "-c", _WEIGH, "20000"]

    def weigh() -> float:
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    return Line(name, Contender("register of 20,000", weigh), 100.0, Against.NOTHING, rounds=3, unit="MB")
