"""A trust's list of 20,000 rows: on paper and as a table, in bounded memory, every row once and each page with its head."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no stubs
import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import Partner

ROWS = 20_000
# Not `ru_maxrss`: a process begins with the peak of the one that started it.
_WEIGH = """
import json, sys
from pathlib import Path
from schoolsm_desktop.exchange.spreadsheet_out import OutSheet, to_xlsx
from schoolsm_desktop.reports.paper import Paper
from schoolsm_desktop.reports.tables import Column, draw_table
from tests.reports.made_figures import page_facts

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

HEADINGS = ("Number", "Person", "Account", "Access")

def made(rows):
    paper = Paper(page_facts())
    paper.title("Everybody of a trust.")
    draw_table(paper, [Column(heading, 1) for heading in HEADINGS], rows)
    return paper.finish()

def rows(count):
    return [(f"No {n}", f"Łucja Ọmọ́tọ́lá {n}", "School Facebook", "Knows the password") for n in range(count)]

made(rows(50)), to_xlsx(OutSheet("Warm", HEADINGS, rows(5)))
every = rows(int(sys.argv[2]))
start = peak()
pdf = made(every)
paper = peak()
table = to_xlsx(OutSheet("People", HEADINGS, every))
Path(sys.argv[1], "list.pdf").write_bytes(pdf)
Path(sys.argv[1], "list.xlsx").write_bytes(table)
print(json.dumps([(paper - start) / 1024, (peak() - paper) / 1024]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says the peak in these words")
def test_twenty_thousand_rows_on_paper_and_as_a_table_in_bounded_memory(tmp_path: Path, partner: Partner) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WEIGH, str(tmp_path), str(ROWS)], capture_output=True, text=True, check=True
    )
    on_paper, as_table = json.loads(done.stdout)
    assert on_paper < 100
    assert as_table < 100
    document = pdfium.PdfDocument(tmp_path / "list.pdf")
    numbers: list[int] = []
    for at in range(len(document)):
        words = document[at].get_textpage().get_text_bounded().split()
        assert "Number" in words  # the head of the table
        numbers += [int(after) for word, after in zip(words, words[1:], strict=False) if word == "No"]
    assert numbers == list(range(ROWS))
    qpdf = subprocess.run([str(partner("qpdf")), "--check", str(tmp_path / "list.pdf")], capture_output=True)
    assert qpdf.returncode == 0
    book = CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / "list.xlsx").read_bytes()))
    assert len(book.get_sheet_by_index(0).to_python()) == ROWS + 1
