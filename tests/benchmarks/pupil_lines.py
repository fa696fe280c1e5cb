"""Lists of pupils read in: a long list against the least that must be done with it, a long workbook against its bare reader."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import uuid4

import psutil

from tests.benchmarks.harness import Against, Contender, Line, NotHereError, timed
from tests.exchange.pupil_lists import pupils_csv, write_xlsx

_ROWS = 20_000
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_ANSWERS = slice(8, 16)
# Not `ru_maxrss`: a process begins with the peak of the one that started it.
_WEIGH = (
    "import sys; from pathlib import Path; from schoolsm_desktop.exchange.read import recognise; "
    "recognise(Path(sys.argv[1])); "
    "print(next(int(x.split()[1]) / 1024 for x in open('/proc/self/status') if x.startswith('VmHWM')))"
)


def pupil_list(name: str) -> Line:
    """A list of pupils guessed, checked and matched with a roll of as many, against the bare least done by hand."""
    from schoolsm_desktop.domain.roll_matching import match_rows
    from schoolsm_desktop.exchange.read import recognise

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    path = Path(folder.name) / "pupils.csv"
    path.write_bytes(pupils_csv(_ROWS))
    school, today = uuid4(), date(2026, 11, 21)
    roll = [match.after for match in match_rows(recognise(path).pupils, [], school, today).rows]

    def guessed_checked_matched() -> object:
        return match_rows(recognise(path).pupils, roll, school, today)

    return Line(
        name,
        ours=Contender("guess, check, match", timed(guessed_checked_matched)),
        floor=Contender("csv.reader, checked and stored", timed(lambda: _checked_and_stored(path, Path(folder.name)))),
        against=Against.FLOOR,
        goal=2.0,
        rounds=7,
        close=folder.cleanup,
    )


def pupil_workbook(name: str) -> Line:
    """The table of such a list in an XLSX file: limits held, sheet chosen, headings found, every cell as it is typed."""
    import python_calamine

    from schoolsm_desktop.exchange.file_kind import FileForm
    from schoolsm_desktop.exchange.table_reader import read_table

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    path = Path(folder.name) / "pupils.xlsx"
    write_xlsx(path, _ROWS)

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


def memory_of_a_pupil_list(name: str) -> Line:
    """The most that a process of its own needs, Python and all, while it reads the workbook."""
    if not psutil.LINUX:
        raise NotHereError("only Linux says the peak of a process in these words")
    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    path = Path(folder.name) / "pupils.xlsx"
    write_xlsx(path, _ROWS)
    return Line(
        name,
        ours=Contender("the peak while reading", _peak_of(path)),
        against=Against.NOTHING,
        goal=300.0,
        rounds=3,
        unit="MB",
        close=folder.cleanup,
    )


def _peak_of(path: Path) -> Callable[[], float]:
    command = [sys.executable, "-c", _WEIGH, str(path)]
    return lambda: float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _checked_and_stored(path: Path, folder: Path) -> None:
    """The least that must be done: each field trimmed, numbers and days checked, answers understood, all stored."""
    from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

    said = {"Y": "yes", "N": "no", "": None}
    pupils = []
    with path.open(newline="", encoding="utf-8") as file:
        for row in islice(csv.reader(file), 1, None):
            family, given, known, upn, born, _, year, form = (cell.strip() for cell in row[:8])
            if not family or not _fits(upn):
                continue
            answers = "".join(f"{said[cell]} " for cell in row[_ANSWERS])
            pupils.append((uuid4().bytes, given, family, known, upn, _day(born), year, form, answers))
    database = folder / f"{uuid4().hex}.db"
    opened = sqlcipher.connect(str(database), isolation_level=None)
    opened.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    opened.execute("PRAGMA journal_mode = WAL")
    opened.execute("CREATE TABLE pupil (id BLOB PRIMARY KEY, a, b, c, d, e, f, g, h)")
    opened.execute("BEGIN IMMEDIATE")
    opened.executemany("INSERT INTO pupil VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", pupils)
    opened.execute("COMMIT")
    opened.close()
    database.unlink()


def _fits(upn: str) -> bool:
    return upn[:1] == _LETTERS[sum(int(sign) * weight for weight, sign in enumerate(upn[1:], 2)) % 23]


def _day(text: str) -> str:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day)).isoformat()
