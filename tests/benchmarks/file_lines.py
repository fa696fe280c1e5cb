"""Reading files in: a KeePass file against KeePassXC's own reader, a long sheet against the bare sheet reader."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import uuid4

from tests.benchmarks.harness import Against, Contender, Line, timed

_FILES = Path(__file__).resolve().parent.parent / "data" / "school-a"
_PASSWORD = "correct horse"
_ROWS = 20_000


def kdbx_3(name: str) -> Line:
    """KDBX 3.1 with 10.7 million rounds, to names, passwords and seeds."""
    from schoolsm_desktop.exchange.read import recognise

    path = _FILES / "passwords.kdbx"
    cli = shutil.which("keepassxc-cli")

    def listed() -> object:
        return subprocess.run(
            [cli or "", "ls", "-q", str(path)], input=f"{_PASSWORD}\n", text=True, capture_output=True, check=True
        )

    return Line(
        name,
        ours=Contender("read-file's reader", timed(lambda: recognise(path, _PASSWORD))),
        peer=Contender("keepassxc-cli ls", timed(listed)) if cli else None,
        peer_missing="" if cli else "keepassxc-cli is not installed",
        against=Against.PEER,
        goal=3.0,
        rounds=5,
    )


def sheet_of_20_000_rows(name: str) -> Line:
    """The table in an XLSX file of 20,000 rows: limits held, sheet chosen, headings found, every cell as it is typed."""
    import python_calamine

    from schoolsm_desktop.exchange.file_kind import FileForm
    from schoolsm_desktop.exchange.table_reader import read_table

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    path = Path(folder.name) / "staff.xlsx"
    _write_sheet(path)

    def bare() -> object:
        return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()

    return Line(
        name,
        ours=Contender("the table reader", timed(lambda: read_table(path.read_bytes(), FileForm.XLSX))),
        floor=Contender("python-calamine", timed(bare)),
        against=Against.FLOOR,
        goal=1.3,
        rounds=7,
        close=folder.cleanup,
    )


def staff_list_of_20_000_rows(name: str) -> Line:
    """A staff list guessed, checked and made into records, against the same rows read, checked by hand and stored bare."""
    from schoolsm_desktop.exchange.read import recognise

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    path = Path(folder.name) / "staff.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(_rows())
    return Line(
        name,
        ours=Contender("read-file's reader", timed(lambda: recognise(path))),
        floor=Contender("csv.reader, checked and stored", timed(lambda: _checked_and_stored(path, Path(folder.name)))),
        against=Against.FLOOR,
        goal=2.0,
        rounds=5,
        close=folder.cleanup,
    )


def _checked_and_stored(path: Path, folder: Path) -> None:
    """The least that must be done with such a list: each field trimmed, dates understood, faults found, all stored."""
    from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

    database = folder / f"{uuid4().hex}.db"
    rows = []
    with path.open(newline="", encoding="utf-8") as file:
        for row in islice(csv.reader(file), 1, None):
            given, family, job, email, start, contract = (cell.strip() for cell in row)
            if family and "@" in email:
                rows.append((uuid4().bytes, given, family, job, email.lower(), _day(start), contract.lower()))
    opened = sqlcipher.connect(str(database), isolation_level=None)
    opened.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    opened.execute("PRAGMA journal_mode = WAL")
    opened.execute("CREATE TABLE person (id BLOB PRIMARY KEY, a, b, c, d, e, f)")
    opened.execute("BEGIN IMMEDIATE")
    opened.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    opened.execute("COMMIT")
    opened.close()
    database.unlink()


def _day(text: str) -> str:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day)).isoformat()


def _rows() -> Iterator[list[str]]:
    yield ["Forename", "Surname", "Job title", "Email", "Start date", "Contract"]
    for number in range(_ROWS):
        yield [
            f"Forename{number}",
            f"Surname{number}",
            "Class teacher",
            f"person{number}@school.example",
            "01/09/2024",
            "Permanent",
        ]


def _write_sheet(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Staff")
    for row in _rows():
        sheet.append(row)
    book.save(path)
