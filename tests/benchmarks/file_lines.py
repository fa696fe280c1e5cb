"""Reading files in: a KeePass file against KeePassXC's own reader, a long sheet against the bare sheet reader."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

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
    """A staff list of 20,000 rows in XLSX, guessed, checked and made into records."""
    import python_calamine

    from schoolsm_desktop.exchange.read import recognise

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    path = Path(folder.name) / "staff.xlsx"
    _write_sheet(path)
    return Line(
        name,
        ours=Contender("read-file's reader", timed(lambda: recognise(path))),
        floor=Contender(
            "python-calamine",
            timed(lambda: python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()),
        ),
        against=Against.FLOOR,
        goal=1.3,
        rounds=5,
        close=folder.cleanup,
    )


def _write_sheet(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Staff")
    sheet.append(["Forename", "Surname", "Job title", "Email", "Start date", "Contract"])
    for number in range(_ROWS):
        sheet.append(
            [
                f"Forename{number}",
                f"Surname{number}",
                "Class teacher",
                f"person{number}@school.example",
                "01/09/2024",
                "Permanent",
            ]
        )
    book.save(path)
