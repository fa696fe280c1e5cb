"""Take a file from outside, say what it is, and hold what would be taken from it; nothing is changed.

Needs no window and no store. What a file is, is decided by its contents, never by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from schoolsm_desktop.domain.wording import tr

from .errors import FileDamagedError, NotWhatItSaysError, OldFormatError, PupilsNotYetError
from .file_kind import FileForm, form_of, read_bytes
from .records import Fault, Guess, Kind, ReadFile


def recognise(
    path: Path,
    password: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    key_file: Path | None = None,
) -> ReadFile:
    """What the file at `path` is and what would be taken from it.

    `password` and `key_file` open a KDBX file. `mapping` is the person's correction: heading (as in
    ReadFile.columns; `Column A` and so on where there are no headings) to a value of PasswordField or StaffField,
    or None for a column to be left; it replaces the guess. `sheet` names one sheet of a workbook.

    A KDBX file takes as long as its own key derivation. Raises a FileUnusableError of the class that fits when
    nothing can be taken.
    """
    return recognise_bytes(read_bytes(path), password, mapping, sheet, key_file)


def recognise_bytes(
    untrusted: bytes,
    password: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    key_file: Path | None = None,
) -> ReadFile:
    """As `recognise`, for the contents of a file."""
    form = form_of(untrusted)
    if form is FileForm.KDBX:
        return _kdbx(untrusted, password, key_file)
    if form is FileForm.JSON:
        return _bitwarden(untrusted)
    if form is FileForm.XML:
        raise _what_xml(untrusted)
    return _table(untrusted, form, mapping, sheet)


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


def _what_xml(untrusted: bytes) -> Exception:
    """XML is not read yet; its first words say what it is without parsing it."""
    head = untrusted[:4096].replace(b"\x00", b"")
    if b"<CTfile" in head or b"<CTFpupil" in head:
        return PupilsNotYetError()
    if b"<KeePassFile" in head:
        return OldFormatError()
    if b"<?xml" in head[:10] or b"</" in head:
        return NotWhatItSaysError(tr("data of another program"))
    return FileDamagedError()


def _table(untrusted: bytes, form: FileForm, mapping: Mapping[str, str | None] | None, sheet: str | None) -> ReadFile:
    from . import column_guess, passwords, staff, table_reader

    table = table_reader.read_table(untrusted, form, sheet, tuple(mapping) if mapping else ())
    program = None if mapping else passwords.program_guesses(table)
    kind: Kind
    guesses: tuple[Guess, ...]
    if program:
        kind, name, guesses = Kind.PASSWORDS, *program
    else:
        kind, guesses = column_guess.guess_columns(table, mapping)
        name = f"spreadsheet-{table.form}" if kind is Kind.PASSWORDS else f"staff-{table.form}"
    if kind is Kind.PASSWORDS:
        taken = passwords.take_entries(table, guesses, program[0] if program else "")
    else:
        taken = staff.take_staff(table, guesses)
    longer = (Fault(line, table.headings[-1], "more-cells-than-headings") for line in table_reader.longer_rows(table))
    return ReadFile(
        kind,
        name,
        guesses,
        tuple(taken.entries),
        tuple(taken.staff),
        tuple(taken.left),
        (*taken.faults, *longer),
        table.digest,
        table.sheet,
        table.sheets,
    )
