"""Take a file from outside, say what it is, and hold what would be taken from it; nothing is changed.

Needs no window and no store. What a file is, is decided by its contents, never by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.wording import tr

from .errors import FileDamagedError, NotWhatItSaysError, OldFormatError
from .file_kind import FileForm, form_of, read_bytes
from .records import Fault, Guess, Kind, ReadFile

if TYPE_CHECKING:
    from .table_reader import UntrustedTable


def recognise(
    path: Path,
    password: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    key_file: Path | None = None,
    *,
    wanted: Kind | None = None,
    today: date | None = None,
) -> ReadFile:
    """What the file at `path` is and what would be taken from it.

    `password` and `key_file` open a KDBX file. `mapping` is the person's correction: heading (as in
    ReadFile.columns; `Column A` and so on where there are no headings) to a value of PasswordField, StaffField or
    PupilField, or None for a column to be left; it replaces the guess. `sheet` names one sheet of a workbook. `wanted` is
    what the person came to bring in; it decides only where the list itself does not say (PUPILS is the one that is asked
    for so far). Nobody is born after `today`.

    A KDBX file takes as long as its own key derivation. Raises a FileUnusableError of the class that fits when
    nothing can be taken.
    """
    return recognise_bytes(read_bytes(path), password, mapping, sheet, key_file, wanted=wanted, today=today)


def recognise_bytes(
    untrusted: bytes,
    password: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    key_file: Path | None = None,
    *,
    wanted: Kind | None = None,
    today: date | None = None,
) -> ReadFile:
    """As `recognise`, for the contents of a file."""
    from . import column_guess, passwords, table_reader

    form, day = form_of(untrusted), today or datetime.now(UTC).astimezone().date()
    if form is FileForm.KDBX:
        return _kdbx(untrusted, password, key_file)
    if form is FileForm.JSON:
        return _bitwarden(untrusted)
    if form is FileForm.XML:
        return _xml(untrusted, day)
    table = table_reader.read_table(untrusted, form, sheet, tuple(mapping) if mapping else ())
    program = None if mapping else passwords.program_guesses(table)
    if program:
        return _passwords(table, *program)
    kind, guesses = column_guess.guess_columns(table, mapping, wanted)
    if kind is Kind.PASSWORDS:
        return _passwords(table, "", guesses)
    return _pupils(table, guesses, day) if kind is Kind.PUPILS else _staff(table, guesses)


def _kdbx(untrusted: bytes, password: str | None, key_file: Path | None) -> ReadFile:
    from . import kdbx

    version, taken = kdbx.take_kdbx(untrusted, password, key_file)
    return ReadFile(
        Kind.PASSWORDS,
        version,
        kdbx.guesses(),
        tuple(taken.entries),
        (),
        tuple(taken.left),
        tuple(taken.faults),
    )


def _bitwarden(untrusted: bytes) -> ReadFile:
    from . import bitwarden

    taken = bitwarden.take_bitwarden(untrusted)
    return ReadFile(
        Kind.PASSWORDS,
        "bitwarden-json",
        bitwarden.guesses(),
        tuple(taken.entries),
        (),
        tuple(taken.left),
        tuple(taken.faults),
    )


def _xml(untrusted: bytes, today: date) -> ReadFile:
    """Only a transfer file is read; of any other the first words say what it is without parsing it."""
    head = untrusted[:4096].replace(b"\x00", b"")
    if b"<CTfile" in head or b"<CTFpupil" in head:
        from . import ctf

        return ctf.read_transfer_file(untrusted, today)
    if b"<KeePassFile" in head:
        raise OldFormatError
    if b"<?xml" in head[:10] or b"</" in head:
        raise NotWhatItSaysError(tr("data of another program"))
    raise FileDamagedError


def _passwords(table: UntrustedTable, program: str, guesses: tuple[Guess, ...]) -> ReadFile:
    from . import passwords

    taken = passwords.take_entries(table, guesses, program)
    read = _of_table(Kind.PASSWORDS, program or f"spreadsheet-{table.form}", table, guesses)
    return replace(
        read, entries=tuple(taken.entries), left_rows=tuple(taken.left), faults=(*taken.faults, *read.faults)
    )


def _staff(table: UntrustedTable, guesses: tuple[Guess, ...]) -> ReadFile:
    from . import staff

    taken = staff.take_staff(table, guesses)
    read = _of_table(Kind.STAFF, f"staff-{table.form}", table, guesses)
    return replace(read, staff=tuple(taken.staff), left_rows=tuple(taken.left), faults=(*taken.faults, *read.faults))


def _pupils(table: UntrustedTable, guesses: tuple[Guess, ...], today: date) -> ReadFile:
    from . import pupil_rows

    raw, behind = pupil_rows.raw_pupils(table, guesses)
    taken = pupil_rows.take_pupils(raw, today)
    read = _of_table(Kind.PUPILS, f"pupils-{table.form}", table, guesses)
    faults = (*taken.faults, *read.faults)
    return replace(read, pupils=taken.pupils, left_rows=tuple(taken.left), faults=faults, left_behind=behind)


def _of_table(kind: Kind, name: str, table: UntrustedTable, guesses: tuple[Guess, ...]) -> ReadFile:
    """What is said of a table whatever its rows are about."""
    from .table_reader import longer_rows

    longer = (Fault(line, table.headings[-1], "more-cells-than-headings") for line in longer_rows(table))
    return ReadFile(
        kind,
        name,
        guesses,
        faults=tuple(longer),
        headings_digest=table.digest,
        sheet=table.sheet,
        sheets=table.sheets,
    )
