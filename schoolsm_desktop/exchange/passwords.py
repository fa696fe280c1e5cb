"""Lists of accounts with their passwords: exports of browsers and password programs, and what a school typed itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from urllib.parse import urlsplit

from schoolsm_desktop.domain.errors import OfficeError

from .column_guess import is_address, is_email, split_cell, split_login
from .errors import CodeKindError
from .heading_words import fold, password_meaning
from .one_time_code import Seed, find_address, is_code_key, read_seed
from .records import Entry, Fault, Guess, LeftRow, PasswordField, StaffRow
from .table_reader import UntrustedTable
from .workbook import Cell, DoubtfulText

NO_PASSWORD = "no-password"
_LASTPASS_NOTE = "http://sn"
_AROUND = " \t\r\n\v\f\u00a0\u200b\ufeff"
_NO_WORDS = frozenset(
    [
        "-",
        "--",
        "---",
        "—",
        "–",
        ".",
        "?",
        "??",
        "n/a",
        "na",
        "none",
        "nil",
        "tbc",
        "tba",
        "unknown",
        "(none)",
    ]
)
_MASKED = re.compile("[*•●∗]{3,}|x{6,}")
_DITTO = frozenset(['"', "''", "”", "“", "〃", "ditto", "as above", "same as above", "same", "as before"])

# Format, the folded headings it must have, those it may have, and heading to field.
_PROGRAMS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    (
        "keepassxc-csv",
        "group title username password url notes",
        "totp icon lastmodified created",
        {
            "group": "group",
            "title": "title",
            "username": "user_name",
            "password": "password",
            "url": "address",
            "notes": "notes",
            "totp": "one_time_code",
        },
    ),
    (
        "bitwarden-csv",
        "type name notes fields loginuri loginusername loginpassword",
        "folder favorite reprompt logintotp collections archiveddate",
        {
            "folder": "group",
            "collections": "group",
            "name": "title",
            "loginuri": "address",
            "loginusername": "user_name",
            "loginpassword": "password",
            "logintotp": "one_time_code",
            "notes": "notes",
            "fields": "extra",
        },
    ),
    (
        "firefox-csv",
        "url username password httprealm formactionorigin guid",
        "timecreated timelastused timepasswordchanged",
        {"url": "address", "username": "user_name", "password": "password"},
    ),
    (
        "chrome-csv",
        "name url username password",
        "note",
        {"name": "title", "url": "address", "username": "user_name", "password": "password", "note": "notes"},
    ),
    (
        "apple-csv",
        "title url username password otpauth",
        "notes",
        {
            "title": "title",
            "url": "address",
            "username": "user_name",
            "password": "password",
            "notes": "notes",
            "otpauth": "one_time_code",
        },
    ),
)


_ALL_BUT_POSITION = attrgetter(*(name for name in Entry.__slots__ if name != "position"))
_LEFT_KINDS = {"note": "secure-note", "card": "card", "identity": "identity", "sshkey": "ssh-key"}


@dataclass(slots=True)
class Taken:
    """What one reader took and left, gathered while it reads."""

    entries: list[Entry] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    staff: list[StaffRow] = field(default_factory=list)

    def leave(self, position: int, reason: str, column: str | None = None) -> None:
        """Leave a row; with a column it is a fault to look at too."""
        self.left.append(LeftRow(position, reason))
        if column is not None:
            self.faults.append(Fault(position, column, reason))


def program_guesses(table: UntrustedTable) -> tuple[str, tuple[Guess, ...]] | None:
    """The program that wrote this table and its fixed columns, or None for a list made by hand."""
    folded = [fold(heading) for heading in table.headings]
    if table.form != "csv" or len(set(folded)) != len(folded):
        return None
    for name, must, may, fields in _PROGRAMS:
        needed = set(must.split())
        if needed <= set(folded) <= needed | set(may.split()):
            guesses = (
                Guess(column, heading, fields.get(folded[column]), 1.0) for column, heading in enumerate(table.headings)
            )
            return name, tuple(guesses)
    return None


def take_entries(table: UntrustedTable, guesses: Sequence[Guess], program: str) -> Taken:
    """Every row as an entry, or left with its reason."""
    reader = _RowReader(table, guesses, program)
    for row, line in zip(table.rows, table.lines, strict=True):
        reader.take(row, line)
    return reader.taken


class _RowReader:
    """Takes one row after the other; a row may lean on the one above."""

    def __init__(self, table: UntrustedTable, guesses: Sequence[Guess], program: str) -> None:
        self.taken = Taken()
        self._table = table
        self._program = program
        self._by_field = {guess.field: guess for guess in guesses if guess.field and guess.field != "extra"}
        self._extras = [guess for guess in guesses if guess.field == PasswordField.EXTRA]
        self._index = {guess.field: guess.column for guess in self._by_field.values()}
        self._other_users = [guess for guess in self._extras if _is_user_heading(guess.heading)]
        self._other_passwords = [guess for guess in self._extras if _is_spare_password(guess.heading)]
        self._type = next((guess.column for guess in guesses if fold(guess.heading) == "type"), None)
        self._seen: set[tuple[object, ...]] = set()
        self._above: Entry | None = None

    def take(self, row: Sequence[Cell], line: int) -> None:
        """Take or leave one row."""
        reason = self._not_ours(row)
        if reason:
            self.taken.leave(line, reason)
            return
        entry = self._entry(row, line)
        if not entry.password and entry.seed is None:
            shown = None if self._program else self._heading(PasswordField.PASSWORD)
            self.taken.leave(line, NO_PASSWORD, shown)
            if entry.title:
                self._above = entry
            return
        named = self._named(entry, line)
        if named is None:
            return
        self._keep(named, line)

    def _keep(self, entry: Entry, line: int) -> None:
        self._above = entry
        same = _ALL_BUT_POSITION(entry)
        if same in self._seen:
            self.taken.leave(line, "duplicate-row", self._heading(PasswordField.TITLE))
            return
        self._seen.add(same)
        self.taken.entries.append(entry)

    def _not_ours(self, row: Sequence[Cell]) -> str:
        """Rows of a program's export that are no login."""
        if self._program == "bitwarden-csv" and self._type is not None:
            kind = self._table.text(row, self._type).strip().lower()
            return "" if kind in ("", "login") else _LEFT_KINDS.get(kind, "other-kind")
        if self._program == "firefox-csv" and self._cell(row, PasswordField.ADDRESS).startswith("chrome://"):
            return "browser-own"
        if self._program == "keepassxc-csv":
            return "recycle-bin" if "recycle bin" in self._cell(row, PasswordField.GROUP).lower().split("/") else ""
        return "secure-note" if self._cell(row, PasswordField.ADDRESS) == _LASTPASS_NOTE else ""

    def _entry(self, row: Sequence[Cell], line: int) -> Entry:
        title, address, user, password = self._plain_fields(row, line)
        address, *more = self._addresses(address)
        notes = self._cell(row, PasswordField.NOTES, keep_lines=True)
        extra = tuple(
            (guess.heading, text) for guess in self._extras if (text := self._table.text(row, guess.column)).strip()
        )
        seed, spare = self._seed(row, line)
        if seed is None:
            seed, notes = seed_in_note(notes)
        group = (
            self._cell(row, PasswordField.GROUP).removeprefix("Root/")
            if self._program
            else self._cell(row, PasswordField.GROUP)
        )
        return Entry(line, title, address, user, password, seed, notes, group, tuple(more), extra + spare)

    def _plain_fields(self, row: Sequence[Cell], line: int) -> tuple[str, str, str, str]:
        title, address = self._cell(row, PasswordField.TITLE), self._cell(row, PasswordField.ADDRESS)
        user, password = self._cell(row, PasswordField.USER_NAME), self._password(row, line)
        if not user and self._other_users:
            user = next(filter(None, (self._table.text(row, one.column).strip() for one in self._other_users)), "")
        both = self._cell(row, PasswordField.ADDRESS_AND_USER_NAME, keep_lines=True)
        if both:
            first, second = split_cell(both) or ((both, "") if not is_email(both) else ("", both))
            if is_address(first):
                address, user = address or first, user or second
            else:
                title, user = title or first, user or second
        login = self._cell(row, PasswordField.USER_NAME_AND_PASSWORD, keep_lines=True)
        halves = split_login(login) if login else None
        if halves:
            user, password = user or halves[0], password or halves[1]
            self._doubt(line, PasswordField.USER_NAME_AND_PASSWORD, "split-cell")
        elif login and not password:
            password = self._table.text(row, self._by_field[PasswordField.USER_NAME_AND_PASSWORD].column)
        return title, address, user, password

    def _password(self, row: Sequence[Cell], line: int) -> str:
        """Exactly the cell; a spare column only where the chosen one is empty."""
        guess = self._by_field.get(PasswordField.PASSWORD)
        if guess is None:
            return ""
        password = self._exact(row, guess, line)
        if self._program or password:
            return password
        for spare in self._other_passwords:
            password = self._exact(row, spare, line)
            if password:
                self.taken.faults.append(Fault(line, spare.heading, "other-password-column"))
                return password
        return ""

    def _exact(self, row: Sequence[Cell], guess: Guess, line: int) -> str:
        password = self._table.text(row, guess.column)
        stripped = password.strip()
        if not stripped or (not self._program and (stripped.lower() in _NO_WORDS or _MASKED.fullmatch(stripped))):
            return ""
        if not self._program and stripped.lower() in _DITTO and self._above is not None and self._above.password:
            self.taken.faults.append(Fault(line, guess.heading, "same-as-above"))
            return self._above.password
        cell = row[guess.column]
        if isinstance(cell, DoubtfulText):
            self.taken.faults.append(Fault(line, guess.heading, cell.reason))
        elif not isinstance(cell, str):
            self.taken.faults.append(Fault(line, guess.heading, "password-is-a-date"))
        return password

    def _seed(self, row: Sequence[Cell], line: int) -> tuple[Seed | None, tuple[tuple[str, str], ...]]:
        """The seed of the row; what is no seed is kept as an extra, so that nothing is lost."""
        guess = self._by_field.get(PasswordField.ONE_TIME_CODE)
        text = self._table.text(row, guess.column).strip() if guess else ""
        if guess is None or not text:
            return None, ()
        seed, reason = try_seed(text) if self._program or is_code_key(text) else (None, "")
        if reason:
            self.taken.faults.append(Fault(line, guess.heading, reason))
        return seed, () if seed or text.lower() in _NO_WORDS else ((guess.heading, text),)

    def _named(self, entry: Entry, line: int) -> Entry | None:
        """The entry with a name: its own, the row above's, the address's or the user's."""
        leans = entry.title.lower() in _DITTO or (
            not entry.title and entry.user_name and self._has(PasswordField.TITLE)
        )
        if leans and self._above is not None and not self._program and not entry.address:
            self._doubt(line, PasswordField.TITLE, "name-from-above")
            entry = replace(entry, title=self._above.title, address=self._above.address)
        if entry.title:
            return entry
        title = host_of(entry.address) or entry.user_name
        if not title:
            self.taken.leave(line, "no-name", self._heading(PasswordField.TITLE))
            return None
        return replace(entry, title=title)

    def _addresses(self, address: str) -> list[str]:
        if self._program == "bitwarden-csv" and "," in address:
            return [part.strip() for part in address.split(",") if part.strip()] or [""]
        return [address]

    def _has(self, wanted: str) -> bool:
        return wanted in self._by_field

    def _heading(self, wanted: str) -> str:
        guess = self._by_field.get(wanted) or self._by_field.get(PasswordField.USER_NAME_AND_PASSWORD)
        return guess.heading if guess else ""

    def _doubt(self, line: int, wanted: str, reason: str) -> None:
        self.taken.faults.append(Fault(line, self._heading(wanted), reason))

    def _cell(self, row: Sequence[Cell], wanted: str, *, keep_lines: bool = False) -> str:
        column = self._index.get(wanted, -1)
        if not 0 <= column < len(row) or not row[column]:
            return ""
        text = self._table.text(row, column).strip(_AROUND)
        return text if keep_lines else " ".join(text.split())


def _is_user_heading(heading: str) -> bool:
    meaning = password_meaning(heading)
    return meaning is not None and meaning.field == PasswordField.USER_NAME


def _is_spare_password(heading: str) -> bool:
    return bool(re.search(r"pass\s*-?\s*w|pwd|passcode", heading, re.IGNORECASE)) and not re.search(
        r"chang|date|hint|expir|set by|who|know|strength|updat|remind|rule|review|required",
        heading,
        re.IGNORECASE,
    )


def try_seed(text: str) -> tuple[Seed | None, str]:
    """The seed, or None and the reason key."""
    try:
        return read_seed(text), ""
    except CodeKindError:
        return None, "other-kind-of-code"
    except OfficeError:
        return None, "bad-code-key"


def seed_in_note(note: str) -> tuple[Seed | None, str]:
    """The seed that somebody kept in a note as an otpauth address, and the note without it."""
    address = find_address(note)
    if address is None:
        return None, note
    seed, _ = try_seed(address)
    return (seed, note.replace(address, "").strip()) if seed else (None, note)


def host_of(address: str) -> str:
    """`facebook.com` of `https://www.facebook.com/login`; an app's own name of an android address; else ""."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return address.strip()[:80]
    return host or address.strip()[:80]
