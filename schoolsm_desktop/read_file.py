"""`read-file`: say what a file is taken for and what would be taken from it; needs no window and no records."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.exchange.errors import PasswordNeededError
from schoolsm_desktop.exchange.read import recognise
from schoolsm_desktop.exchange.reasons import reason_text
from schoolsm_desktop.exchange.records import Kind, ReadFile

_MAX_PASSWORD_BYTES = 4096
_FAULTS_SHOWN = 50


class PasswordFileError(OfficeError):
    """The file that should hold the password cannot be read."""

    key = "password-file"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The password file could not be read, so nothing was opened; check that it exists, "
                "is a text file, and that its first line is the password."
            )
        )


def read_file(path: Path, password_file: Path | None, *, as_json: bool) -> int:
    """Print what `path` is taken for; 0, or 1 with a sentence where nothing can be taken.

    Prints no secret, and no name, number or birth date of a child.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the console's alphabet lacks is no reason to end in an error.
        sys.stdout.reconfigure(errors="replace")
    try:
        password = None if password_file is None else _first_line(password_file)
        found = recognise(path, password)
    except PasswordNeededError as error:
        sys.stderr.write(
            error.sentence + " " + tr("Put it into the first line of a text file for --password-file.") + "\n"
        )
        return 1
    except OfficeError as error:
        sys.stderr.write(error.sentence + "\n")
        return 1
    if as_json:
        sys.stdout.write(json.dumps(found.to_json_object(), indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_plain(path, found)) + "\n")
    if found.records == 0:
        sys.stderr.write(tr("Nothing can be taken from this file: none of its rows has what the program needs.") + "\n")
        return 1
    return 0


def _first_line(path: Path) -> str:
    """The first line as it stands, without its line end: a password may begin or end with a space."""
    try:
        with path.open("rb") as file:
            line = file.read(_MAX_PASSWORD_BYTES)
        return line.decode("utf-8-sig").split("\n", 1)[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError):
        raise PasswordFileError from None


def _plain(path: Path, found: ReadFile) -> Iterable[str]:
    yield tr("{file} is taken for {kind} ({format}).", file=path.name, kind=_kind(found.kind), format=found.format)
    if found.sheet and len(found.sheets) > 1:
        yield tr("It has {count} sheets; “{sheet}” was read.", count=len(found.sheets), sheet=found.sheet)
    yield ntr("{count} record would be taken.", "{count} records would be taken.", found.records)
    if found.left:
        yield ntr("{count} row would be left:", "{count} rows would be left:", found.left)
        yield from _table((str(count), reason_text(key)) for key, count in found.left_because.items())
    if found.columns:
        yield ""
        yield tr("Columns:")
        yield from _table(
            (heading, "->", _field(field) if field else tr("not taken")) for heading, field in found.columns.items()
        )
    if found.kind is Kind.PASSWORDS:
        yield from _plain_passwords(found)
    if found.left_behind:
        yield ""
        yield tr("The file also holds this, which is not read:")
        yield from _table((words,) for words in found.left_behind)
    if found.faults:
        yield ""
        yield ntr("{count} thing to look at:", "{count} things to look at:", len(found.faults))
        shown = found.faults[:_FAULTS_SHOWN]
        yield from _table(
            (tr("line {line}", line=fault.line), fault.column, reason_text(fault.reason)) for fault in shown
        )
        if len(found.faults) > len(shown):
            yield tr("and {count} more; --json lists them all.", count=len(found.faults) - len(shown))
    yield ""
    yield tr("Nothing was changed.")


def _plain_passwords(found: ReadFile) -> Iterable[str]:
    yield ""
    yield tr("Entries:")
    yield from _table((name or tr("(without a name)"),) for name in found.names)
    yield ntr(
        "{count} entry carries a key for one-time codes.",
        "{count} entries carry a key for one-time codes.",
        found.one_time_codes,
    )
    for names in found.reused:
        yield tr("The same password is used for {names}.", names=list_text(names))


def _kind(kind: Kind) -> str:
    words = {
        Kind.PASSWORDS: tr("a list of passwords"),
        Kind.STAFF: tr("a staff list"),
        Kind.PUPILS: tr("a list of pupils"),
    }
    return words[kind]


def _field(key: str) -> str:
    return key.replace("_", " ").replace("-", " ")


def _table(rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    """The rows indented and in columns; what came from the file is shown as plain text on one line."""
    lines = [tuple(_one_line(cell) for cell in row) for row in rows]
    if not lines:
        return
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _one_line(text: str) -> str:
    # A terminal obeys control characters, and a file from outside may hold them.
    return "".join(character if character.isprintable() else " " for character in text)
