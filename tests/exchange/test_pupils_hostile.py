"""Lists of pupils that are broken, enormous or made to harm: a clear sentence, bounded memory, and nothing lost."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.exchange import errors, file_kind
from schoolsm_desktop.exchange.read import recognise, recognise_bytes
from schoolsm_desktop.exchange.records import Kind
from schoolsm_desktop.exchange.spreadsheet_out import OutSheet, to_csv, to_xlsx
from tests.exchange.files import SCHOOL_A, csv_bytes, xlsx_bytes
from tests.exchange.pupil_lists import pupils_csv, transfer_file, write_xlsx

SIMS = (SCHOOL_A / "pupils-sims.csv").read_bytes()
BOOK = (SCHOOL_A / "pupils.xlsx").read_bytes()
CHILD = "Håkansson"

HOSTILE: dict[str, tuple[bytes, type[OfficeError]]] = {
    "a NUL byte in a name": (SIMS.replace(b"Umar", b"Um\x00r", 1), errors.NotWhatItSaysError),
    "a workbook cut off": (BOOK[: len(BOOK) // 2], errors.FileDamagedError),
    "a quoted name never closed": (csv_bytes('"Surname","UPN"', '"Moor",""', '"Fox","'), errors.FileDamagedError),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), errors.NotWhatItSaysError),
    "a photograph": (b"\xff\xd8\xff\xe1" + bytes(500), errors.NotWhatItSaysError),
    "a million columns": (csv_bytes("Surname,UPN" + ",x" * 1_000_000, "Moor,"), errors.TooManyColumnsError),
    "more rows than pupils": (csv_bytes("Surname,UPN", *(["Moor,"] * 100_001)), errors.TooManyRowsError),
    "a name like a book": (csv_bytes("Surname,UPN", f'"{"x" * 200_000}",'), errors.CellTooLongError),
    "a transfer file cut off": ((SCHOOL_A / "pupils-ctf.xml").read_bytes()[:50_000], errors.FileDamagedError),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_a_clear_sentence_and_nothing_is_taken(name: str) -> None:
    raw, error = HOSTILE[name]
    with pytest.raises(error) as caught:
        recognise_bytes(raw, wanted=Kind.PUPILS)
    assert "hanged" in caught.value.sentence
    assert CHILD not in caught.value.sentence
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("name", ["pupils.csv", "pupils.xlsx", "pupils.xml"])
def test_a_file_of_300_mb_is_not_read(name: str, tmp_path: Path) -> None:
    large = tmp_path / name
    with large.open("wb") as file:
        file.write({"pupils.xlsx": BOOK[:1000], "pupils.xml": transfer_file()[:60]}.get(name, SIMS))
        file.truncate(300_000_000)
    with pytest.raises(errors.FileTooLargeError, match="Nothing was changed"):
        recognise(large)
    assert file_kind.FILE_BYTES < 300_000_000


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(BOOK)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.namelist():
            new.writestr(part, old.read(part))
        with new.open("xl/worksheets/sheet2.xml", "w") as bomb:
            for _ in range(260):
                bomb.write(b" " * 1_000_000)
    with pytest.raises(errors.UnpacksTooLargeError):
        recognise_bytes(out.getvalue())


def test_a_text_file_called_a_workbook_and_a_list_called_a_picture_are_what_they_hold(tmp_path: Path) -> None:
    for name in ("pupils.xlsx", "class.jpg", "pupils"):
        (tmp_path / name).write_bytes(SIMS)
        assert recognise(tmp_path / name).records == 421


def test_a_list_cut_off_in_a_row_loses_only_what_is_not_there() -> None:
    """A plain list has no end mark: the last row is shorter, and its pupil is taken with what is left of it."""
    lines = SIMS.split(b"\r\n") if b"\r\n" in SIMS else SIMS.split(b"\n")
    found = recognise_bytes(b"\r\n".join(lines[:100]) + b"\r\nWood,Ada  ,,")
    assert found.records == 100
    assert (found.pupils[-1].given_name, found.pupils[-1].upn, found.pupils[-1].birth_date) == ("Ada", "", None)


FORMULAS = ('=HYPERLINK("http://x.example","Ada")', "=cmd|' /C calc'!A0", "+1-1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1")


def test_a_formula_is_a_name_to_look_at_and_never_runs_in_a_file_given_out() -> None:
    rows = [["Forename", "Surname", "UPN"], *([f"Ada{at}", formula, ""] for at, formula in enumerate(FORMULAS))]
    for raw in (
        xlsx_bytes(rows),
        to_csv(OutSheet("P", ("Forename", "Surname", "UPN"), [tuple(row) for row in rows[1:]])),
    ):
        found = recognise_bytes(raw)
        assert found.records + found.left == len(FORMULAS)
        looked_at = {fault.line for fault in found.faults if fault.reason in ("odd-name", "missing-surname")}
        assert len(looked_at) >= len(FORMULAS) - 1
        names = OutSheet("Pupils", ("Pupil",), [(row.family_name,) for row in found.pupils])
        for line in load_workbook(io.BytesIO(to_xlsx(names)))["Pupils"].iter_rows(min_row=2):
            assert line[0].data_type == "s"
            assert not str(line[0].value).startswith("=")
        for text in to_csv(names).decode("utf-8-sig").splitlines()[1:]:
            assert not text.strip('"').startswith(("=", "+", "-", "@", "\t"))


# Not `ru_maxrss`: a process begins with the peak of the one that started it.
_WEIGH = """
import sys
from pathlib import Path
from schoolsm_desktop.exchange.read import recognise
found = recognise(Path(sys.argv[1]))
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(found.records, int(peak) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says the peak in these words")
@pytest.mark.parametrize("form", ["csv", "xlsx", "xml"])
def test_twenty_thousand_pupils_need_less_than_300_mb(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"pupils.{form}"
    if form == "xlsx":
        write_xlsx(path, 20_000)
    elif form == "csv":
        path.write_bytes(pupils_csv(20_000))
    else:
        path.write_bytes(transfer_file(*(f"<Surname>Moor{n}</Surname><Forename>Ada</Forename>" for n in range(20_000))))
    done = subprocess.run([sys.executable, "-c", _WEIGH, str(path)], capture_output=True, text=True, check=True)
    records, megabytes = map(int, done.stdout.split())
    assert records == 20_000
    assert megabytes < 300
