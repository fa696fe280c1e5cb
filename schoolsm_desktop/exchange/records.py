"""What a file from outside was taken for, and what would be taken from it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from schoolsm_desktop.domain.people import Contract, Duty
from schoolsm_desktop.domain.photo_answers import Capacity, Said

from .one_time_code import Seed


class Kind(StrEnum):
    """What the rows of a file are about."""

    PASSWORDS = "passwords"
    STAFF = "staff"
    PUPILS = "pupils"


class PasswordField(StrEnum):
    """Where a column of a password list goes."""

    TITLE = "title"
    ADDRESS = "address"
    USER_NAME = "user_name"
    PASSWORD = "password"
    ONE_TIME_CODE = "one_time_code"
    NOTES = "notes"
    GROUP = "group"
    ADDRESS_AND_USER_NAME = "address+user_name"
    USER_NAME_AND_PASSWORD = "user_name+password"
    EXTRA = "extra"


class StaffField(StrEnum):
    """Where a column of a staff list goes."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    KNOWN_AS = "known_as"
    JOB_TITLE = "job_title"
    CONTRACT = "contract"
    EMAIL = "email"
    START = "start"
    END = "end"


class PupilField(StrEnum):
    """Where a column of a list of pupils goes; many columns may be ANSWER or REFUSAL, any other field is one column."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    KNOWN_AS = "known_as"
    KNOWN_FAMILY_NAME = "known_family_name"
    UPN = "upn"
    BIRTH_DATE = "birth_date"
    YEAR = "year"
    CLASS_NAME = "class_name"
    SECOND_CLASS = "second_class"
    ANSWER = "answer"
    REFUSAL = "refusal"
    """A yes here is a no to pictures (`Not to be photographed`); anything but a yes says nothing."""
    SIGNED_BY = "signed_by"
    SIGNER_NAME = "signer_name"
    SIGNED_ON = "signed_on"


@dataclass(frozen=True, slots=True)
class Guess:
    """One column and what it is taken for.

    `field` is a value of PasswordField, StaffField or PupilField, or None when the column is not taken. `confidence` runs
    from 0 to 1. `samples` are up to three values for the preview; a column of secrets has none.
    """

    column: int
    heading: str
    field: str | None
    confidence: float
    samples: tuple[str, ...] = dataclasses.field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to look at: `line` is the physical line or sheet row, `reason` a short stable key."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A data row (or entry) that is not taken, and why; `position` as in Entry."""

    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One account's secrets as the file has them; nothing is checked against the school's records.

    `position` is the physical line, sheet row, or the number of the entry in the file, counted from 1.
    The password is exactly what stood there, leading spaces included; it may be "" when a seed is there.
    `more_addresses` are further addresses of the same entry; `extra` are (name, value) pairs.
    """

    position: int
    title: str
    address: str
    user_name: str
    password: str = dataclasses.field(repr=False)
    seed: Seed | None = dataclasses.field(default=None, repr=False)
    notes: str = dataclasses.field(default="", repr=False)
    group: str = ""
    more_addresses: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = dataclasses.field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One colleague as the list has them.

    `contract` is None where the list does not say or the word is unknown. `duties` are offered from the job
    title, never decided. `job_title` keeps the list's own words.
    """

    line: int
    given_name: str
    family_name: str
    known_as: str = ""
    job_title: str = ""
    contract: Contract | None = None
    email: str = ""
    start: date | None = None
    end: date | None = None
    duties: tuple[Duty, ...] = ()

    @property
    def full_name(self) -> str:
        """Given and family name, as spoken."""
        return f"{self.given_name} {self.family_name}".strip()


class PupilRow(NamedTuple):
    """One pupil as the list has them; a tuple, because a list may have twenty thousand.

    `answers` are (heading, answer, words): the answer is None for an empty cell, and the words are the cell's own where
    it says more than yes or no (Said.CONDITION). `upn` is empty where its check letter is wrong. `case_is_guessed`: a
    name stood in capitals (or in small letters) only, so that its spelling must not replace one in mixed case.
    `line` is the physical line, the sheet row, or the number of the pupil in a transfer file.
    """

    line: int
    given_name: str
    family_name: str
    known_as: str = ""
    known_family_name: str = ""
    upn: str = ""
    birth_date: date | None = None
    year: str = ""
    class_name: str = ""
    second_class: str = ""
    answers: tuple[tuple[str, Said | None, str], ...] = ()
    signed_by: Capacity | None = None
    signer_name: str = ""
    signed_on: date | None = None
    case_is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: what it is, what would be taken, what is left and why.

    `records` and `left` together are all data rows. `headings_digest` is the same for every file with the same
    headings in the same order, so that a person's correction of the columns can be remembered for the next one.
    `sheets` are all sheets of a workbook, `sheet` the one read. `left_behind` says in words what the file held about
    pupils beside and was not read: never a value.
    """

    kind: Kind
    format: str
    guesses: tuple[Guess, ...] = ()
    entries: tuple[Entry, ...] = dataclasses.field(default=(), repr=False)
    staff: tuple[StaffRow, ...] = dataclasses.field(default=(), repr=False)
    left_rows: tuple[LeftRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    headings_digest: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    pupils: tuple[PupilRow, ...] = dataclasses.field(default=(), repr=False)
    left_behind: tuple[str, ...] = ()

    @property
    def records(self) -> int:
        """How many would be taken."""
        return len(self.entries) + len(self.staff) + len(self.pupils)

    @property
    def left(self) -> int:
        """How many data rows would not be taken."""
        return len(self.left_rows)

    @property
    def left_because(self) -> dict[str, int]:
        """Reason to count, the most frequent first."""
        return dict(Counter(row.reason for row in self.left_rows).most_common())

    @property
    def columns(self) -> dict[str, str | None]:
        """Heading to field; None for a column that is not taken."""
        return {guess.heading: guess.field for guess in self.guesses}

    @property
    def names(self) -> tuple[str, ...]:
        """The titles of the entries, in the order of the file."""
        return tuple(entry.title for entry in self.entries)

    @property
    def reused(self) -> tuple[tuple[str, ...], ...]:
        """Names that share a password, one tuple for each password that is used more than once."""
        shared: dict[str, list[str]] = {}
        for entry in self.entries:
            if entry.password:
                shared.setdefault(entry.password, []).append(entry.title)
        return tuple(tuple(names) for names in shared.values() if len(names) > 1)

    @property
    def one_time_codes(self) -> int:
        """How many entries carry a seed for one-time codes."""
        return sum(entry.seed is not None for entry in self.entries)

    def to_json_object(self) -> Mapping[str, object]:
        """The one object that `read-file --json` prints; it holds no secret and no person's name."""
        told: dict[str, object] = {
            "kind": self.kind.value,
            "format": self.format,
            "records": self.records,
            "left": self.left,
            "left_because": self.left_because,
            "columns": self.columns,
            "faults": [{"line": fault.line, "column": fault.column, "reason": fault.reason} for fault in self.faults],
        }
        if self.sheet:
            told["sheet"] = self.sheet
            told["sheets"] = list(self.sheets)
        if self.kind is Kind.PASSWORDS:
            told["names"] = list(self.names)
            told["reused"] = [list(names) for names in self.reused]
            told["one_time_codes"] = self.one_time_codes
        if self.kind is Kind.PUPILS:
            told["left_behind"] = list(self.left_behind)
        return told
