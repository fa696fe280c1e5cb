"""What the reader of password files says by short keys, in the words of an office."""

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


FORMAT_WORDS: Final[Mapping[str, str]] = {
    "kdbx-3.1": "KeePass file",
    "kdbx-4": "KeePass file",
    "keepassxc-csv": "list from KeePassXC",
    "bitwarden-csv": "list from Bitwarden",
    "bitwarden-json": "list from Bitwarden",
    "firefox-csv": "list from Firefox",
    "chrome-csv": "list from Chrome or Edge",
    "apple-csv": "list from Apple Passwords",
    "spreadsheet-csv": "spreadsheet",
    "spreadsheet-xlsx": "spreadsheet",
}
LEFT_WORDS: Final[Mapping[str, str]] = {
    "no-password": "it has no password",
    "duplicate-row": "it is the same as another one in the file",
    "no-name": "it has neither a name nor an address",
    "secure-note": "it is a note and no account",
    "card": "it is a payment card and no account",
    "identity": "it is a person’s details and no account",
    "ssh-key": "it is a key for servers and no account",
    "other-kind": "it is no account with a password",
    "recycle-bin": "it was in the recycle bin",
    "template": "it is an empty form",
    "browser-own": "it belongs to the browser itself",
}
DOUBT_WORDS: Final[Mapping[str, str]] = {
    "duplicate-row": "the same entry stands in the file twice; it is taken once",
    "no-name": "there is neither a name nor an address",
    "other-password-column": "the password was taken from this second column, since the first was empty",
    "same-as-above": "“as above” stood here; the password above was not copied down",
    "password-is-a-date": "the spreadsheet has made a date of the password: check it",
    "split-cell": "user name and password stood in one cell and were parted: check them",
    "name-from-above": "no name stood here, so the one above was taken",
    "other-kind-of-code": "its one-time codes are of a kind that cannot be made here; they stay on their device",
    "bad-code-key": "the key for one-time codes cannot be read; it was not taken",
}
FIELD_WORDS: Final[Mapping[str, str]] = {
    "": "Leave it out",
    "title": "Name of the account",
    "address": "Address",
    "user_name": "User name",
    "password": "Password",
    "one_time_code": "Key for one-time codes",
    "notes": "Note",
    "group": "Group or folder",
    "address+user_name": "Address and user name together",
    "user_name+password": "User name and password together",
    "extra": "Keep it in the secret note",
}
_BY_NUMBER: Final = ("kdbx-3.1", "kdbx-4", "bitwarden-json")


def format_words(name: str) -> str:
    """What the file is."""
    return tr(FORMAT_WORDS.get(name, "file"))


def place_words(file_format: str, line: int) -> str:
    """Where in the file: a line, or the number of an entry where a file has no lines."""
    if file_format in _BY_NUMBER:
        return tr("Entry {number}", number=line)
    return tr("Line {number}", number=line)


def left_lines(file_format: str, left: Sequence[tuple[int, str]], most: int = 30) -> list[str]:
    """What was not taken and why, a line each; beyond `most` the rest as a number."""
    lines = [
        tr(
            "{place}: {why}",
            place=place_words(file_format, position),
            why=tr(LEFT_WORDS.get(reason, "it is no account with a password")),
        )
        for position, reason in left[:most]
    ]
    return lines + _rest(len(left) - most)


def doubt_lines(
    file_format: str, doubts: Sequence[Doubt], left: Sequence[tuple[int, str]], most: int = 30
) -> list[str]:
    """What was taken and should be looked at; lines that were left are said elsewhere."""
    gone = {position for position, _reason in left}
    found = []
    for doubt in doubts:
        if doubt.line in gone:
            continue
        why = tr(DOUBT_WORDS.get(doubt.reason, "check this one"))
        where = place_words(file_format, doubt.line)
        found.append(
            tr("{place}, “{column}”: {why}", place=where, column=doubt.column, why=why)
            if doubt.column
            else tr("{place}: {why}", place=where, why=why)
        )
    return found[:most] + _rest(len(found) - most)


def _rest(count: int) -> list[str]:
    return [ntr("and {count} more", "and {count} more", count)] if count > 0 else []
