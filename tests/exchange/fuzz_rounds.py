"""What the readers of files are tried with, over and over: whatever comes in, only two things may come out.

Either every data row is taken or left with its reason, or one typed error says a sentence without a word of the file.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.upn import is_upn
from schoolsm_desktop.exchange.read import recognise_bytes
from schoolsm_desktop.exchange.records import Kind, ReadFile
from tests.exchange.files import SCHOOL_A
from tests.exchange.pupil_lists import HEADINGS, transfer_file, upn

TODAY = date(2026, 11, 21)
PLANTED = "Planted-Word-9"
_FILES = ("pupils-sims.csv", "pupils-arbor.csv", "pupils-ctf.xml", "pupils.xlsx", "staff.csv", "passwords-chrome.csv")
_HIDDEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\x00\x1b")


@dataclass(slots=True)
class Tally:
    """How the rounds of one target ended."""

    rounds: int = 0
    read: int = 0
    rows: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def try_bytes(self, raw: bytes, data_rows: int | None = None) -> None:
        """One round; `data_rows` is how many rows a reader that loses nothing must account for."""
        self.rounds += 1
        found, refused = _outcome(raw)
        if refused is not None:
            assert PLANTED not in refused.sentence
            assert refused.sentence.endswith(".")
            self.refused[refused.key] += 1
            return
        assert found is not None
        self.read += 1
        self.rows += found.records + found.left
        if found.kind is Kind.PUPILS:
            assert data_rows is None or found.records + found.left == data_rows
            _holds_together(found)
        found.to_json_object()


def _outcome(raw: bytes) -> tuple[ReadFile | None, OfficeError | None]:
    try:
        return recognise_bytes(raw, "correct horse", wanted=Kind.PUPILS, today=TODAY), None
    except OfficeError as error:
        return None, error


def _holds_together(found: ReadFile) -> None:
    lines = [row.line for row in found.pupils] + [row.position for row in found.left_rows]
    assert len(set(lines)) == len(lines)
    numbers = [row.upn for row in found.pupils if row.upn]
    assert len(set(numbers)) == len(numbers)
    assert all(map(is_upn, numbers))
    for row in found.pupils:
        assert row.family_name.strip()
        assert row.birth_date is None or row.birth_date <= TODAY
        assert not _HIDDEN & set(row.given_name + row.family_name + row.class_name + row.year)
        assert len(row.given_name) <= 100
        assert len(row.family_name) <= 100
        assert all((said is Said.CONDITION) == bool(words) for _, said, words in row.answers)


def _plain(text: str) -> bool:
    return "\x00" not in text


NAME = st.one_of(
    st.sampled_from(
        ["Moor", "MOORE, Umar", "An?ïs", "=1+1", "@x", "Ada\u202e", "مريم", "-", "x" * 120, PLANTED, "O'Neill"]
    ),
    st.text(max_size=10).filter(_plain),
)
NUMBER = st.one_of(
    st.sampled_from(["", upn(1), upn(2), upn(1).lower(), "A869303026001", "n/a"]), st.text(max_size=13).filter(_plain)
)
DAY = st.one_of(
    st.sampled_from(["", "14/06/2018", "2018-06-14", "06/14/2018", "31/02/2018", "1/1/62", "43265", "99999", "9" * 40]),
    st.text(max_size=10).filter(_plain),
)
ANSWER = st.one_of(
    st.sampled_from(
        ["", "Y", "N", "✓", "✗", "x", "TRUE", "0", "Consent given", "No response", "yes but not her face", "Withdrawn"]
    ),
    st.text(max_size=12).filter(_plain),
)
ROW = st.tuples(NAME, NAME, NAME, NUMBER, DAY, ANSWER, NAME, NAME, *(ANSWER for _ in range(8)), NAME, DAY)
CELL = st.one_of(
    NAME, NUMBER, DAY, ANSWER, st.sampled_from([*HEADINGS, "Photo consent", "Do not photograph", '"', "''"])
)


def any_bytes(tally: Tally) -> Callable[[], None]:
    """Bytes without a plan, some behind the first bytes of a form that is read."""

    @given(
        st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"<CTfile>", b"Surname,UPN\n", b"{"]), st.binary(max_size=400)
    )
    def trial(start: bytes, rest: bytes) -> None:
        tally.try_bytes(start + rest)

    return trial


def lists_of_pupils(tally: Tally) -> Callable[[], None]:
    """Honest headings over rows of anything: no row may be lost."""

    @given(
        st.lists(ROW, min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-16"])
    )
    def trial(rows: list[tuple[str, ...]], separator: str, encoding: str) -> None:
        out = io.StringIO(newline="")
        written = csv.writer(out, delimiter=separator)
        written.writerow(HEADINGS)
        data = [row for row in rows if "".join(row).strip()]
        written.writerows(data)
        tally.try_bytes(out.getvalue().encode(encoding, errors="replace"), len(data))

    return trial


def any_table(tally: Tally) -> Callable[[], None]:
    """Cells of every kind in any order, headings among them."""

    words = st.sampled_from(
        [*HEADINGS, "Name", "Pupil", "Class", "DOB", "No photos", "Website", "Instagram", "", "Notes"]
    )

    @given(
        st.tuples(
            st.one_of(st.lists(words, min_size=3, max_size=7), st.lists(CELL, max_size=7)),
            st.lists(st.lists(CELL, max_size=7), max_size=8),
        ).map(lambda made: [made[0], *made[1]]),
        st.sampled_from([",", ";", "\t", "|"]),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"]),
    )
    def trial(rows: list[list[str]], separator: str, encoding: str) -> None:
        tally.try_bytes("\n".join(separator.join(row) for row in rows).encode(encoding, errors="replace"))

    return trial


def transfer_files(tally: Tally) -> Callable[[], None]:
    """Elements that are read and others, nested anyhow, with any text; and sometimes a document type."""
    names = st.sampled_from(
        ["UPN", "Surname", "Forename", "DOB", "BasicDetails", "NCyearActual", "Address", "Contact", "Pupil", "x:y"]
    )
    text = st.one_of(
        NAME, NUMBER, DAY, st.sampled_from(["&amp;", "&lt;", "&#x41;", "&no;", "<", "]]>", "<![CDATA[a]]>"])
    )
    inner = st.recursive(
        text,
        lambda deeper: st.tuples(names, st.lists(deeper, max_size=4)).map(
            lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
        ),
    )

    @given(st.lists(inner, max_size=5), st.sampled_from(["", "", "", "<!DOCTYPE a>", "<!-- x -->", "<?x y?>"]))
    def trial(pupils: list[str], before: str) -> None:
        tally.try_bytes(transfer_file(*pupils, before=before).decode().encode("utf-8", errors="replace"))

    return trial


def changed_files(tally: Tally) -> Callable[[], None]:
    """Good files with some bytes changed, or cut off."""
    sources = {name: (SCHOOL_A / name).read_bytes() for name in _FILES}

    @given(st.sampled_from(_FILES), st.data())
    def trial(name: str, data: st.DataObject) -> None:
        raw = bytearray(sources[name])
        for _ in range(data.draw(st.integers(1, 6))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
        tally.try_bytes(bytes(raw[: data.draw(st.integers(len(raw) // 2, len(raw)))]))

    return trial


def changed_workbooks(tally: Tally) -> Callable[[], None]:
    """A good workbook with some bytes of one part changed, packed anew."""
    with zipfile.ZipFile(SCHOOL_A / "pupils.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}

    @given(st.sampled_from(sorted(parts)), st.data())
    def trial(name: str, data: st.DataObject) -> None:
        raw = bytearray(parts[name])
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(raw) - 1))
            raw[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
            raw = raw or bytearray(b" ")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for part, content in parts.items():
                packed.writestr(part, bytes(raw) if part == name else content)
        tally.try_bytes(out.getvalue())

    return trial


TARGETS: dict[str, Callable[[Tally], Callable[[], None]]] = {
    "any bytes": any_bytes,
    "lists of pupils": lists_of_pupils,
    "any table": any_table,
    "transfer files": transfer_files,
    "changed files": changed_files,
    "changed workbooks": changed_workbooks,
}


def run(name: str, rounds: int, folder: Path | None = None) -> Tally:
    """So many rounds of one target; what fails is kept small in `folder` and raised."""
    from hypothesis.database import DirectoryBasedExampleDatabase

    tally = Tally()
    database = DirectoryBasedExampleDatabase(folder) if folder else None
    how = settings(max_examples=rounds, deadline=None, database=database, suppress_health_check=list(HealthCheck))
    how(TARGETS[name](tally))()
    return tally
