"""What the reader of staff lists says by short keys, in the words of an office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from schoolsm_desktop.domain.wording import ntr, tr


class Doubt(Protocol):
    """Something to look at, as the reader gives it."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def reason(self) -> str: ...


class Left(Protocol):
    """A row that is not taken, as the reader gives it."""

    @property
    def position(self) -> int: ...
    @property
    def reason(self) -> str: ...


FIELD_WORDS: Final[Mapping[str, str]] = {
    "": "Leave it out",
    "full_name": "Name in one column",
    "given_name": "First name",
    "family_name": "Family name",
    "known_as": "Known as",
    "job_title": "Job",
    "contract": "Contract",
    "email": "Work e-mail",
    "start": "First day here",
    "end": "Last day here",
}
LEFT_WORDS: Final[Mapping[str, str]] = {
    "missing-name": "there is no name",
    "vacant-post": "it is a post that nobody holds",
    "duplicate-row": "the same row stands in the file before",
    "second-post": "it is a second post of somebody above, and was added to their job",
}
DOUBT_WORDS: Final[Mapping[str, str]] = {
    "one-name-only": "only one name stands here",
    "same-name": "this name stands in the file twice: are these two people?",
    "bad-date": "this is not a day; the day was left empty",
    "end-before-start": "the last day lies before the first; the last day was left empty",
    "bad-email": "this is not an e-mail address; it was left empty",
    "unknown-contract": "this kind of contract is not known here; it is kept as an employee",
}
_MOST: Final = 40


def doubt_words(reason: str) -> str:
    """Why a row is worth a look."""
    return tr(DOUBT_WORDS.get(reason, "please check this one"))


def left_lines(left: Sequence[Left]) -> list[str]:
    """What is not taken and why, a line each; beyond a screen the rest as a number."""
    lines = [
        tr(
            "Line {number}: {why}",
            number=row.position,
            why=tr(LEFT_WORDS.get(row.reason, "nobody could be read there")),
        )
        for row in left[:_MOST]
    ]
    return lines + _rest(len(left))


def doubt_lines(doubts: Sequence[Doubt], left: Sequence[Left]) -> list[str]:
    """What is taken and worth a look; rows that are left are said elsewhere."""
    gone = {row.position for row in left}
    found = [doubt for doubt in doubts if doubt.line not in gone]
    lines = [
        tr("Line {number}, “{column}”: {why}", number=doubt.line, column=doubt.column, why=doubt_words(doubt.reason))
        if doubt.column
        else tr("Line {number}: {why}", number=doubt.line, why=doubt_words(doubt.reason))
        for doubt in found[:_MOST]
    ]
    return lines + _rest(len(found))


def _rest(count: int) -> list[str]:
    over = count - _MOST
    return [ntr("and {count} more", "and {count} more", over)] if over > 0 else []
