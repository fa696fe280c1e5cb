"""TOML from outside, read strictly: every value has a kind and a range, and every fault names its line.

tomllib checks the syntax and says where it broke, but not where a value came from; `Lines` finds that again by the
table and the key, so that somebody who edits the file by hand is told which line to look at.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, NoReturn, TypeVar

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import list_text, tr

MOST_BYTES = 256 * 1024
"""No settings file of a school comes near this; a larger one is not what its name says."""

Word = TypeVar("Word", bound=StrEnum)
Path = tuple[str | int, ...]

_STRINGS_AND_NOTES = (
    r'"""(?:\\.|[^\\])*?"""',
    r"'''.*?'''",
    r'"(?:\\.|[^"\\\n])*"',
    r"'[^'\n]*'",
    r"#[^\n]*",
)
_TOKEN = re.compile("|".join(_STRINGS_AND_NOTES), re.DOTALL)
_KEY_PART = r'(?:[A-Za-z0-9_-]+|"[^"\n]*"|\'[^\'\n]*\')'
_KEYS = rf"{_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART})*"
_HEADER = re.compile(rf"^[ \t]*(\[\[?)[ \t]*({_KEYS})[ \t]*\]")
_ENTRY = re.compile(rf"^[ \t]*({_KEYS})[ \t]*=")
_SYNTAX_PLACE = re.compile(r"\(at line (\d+)")


class FaultyFileError(OfficeError):
    """A settings file cannot be used. `line` counts from 1, `reason` is a sentence; the file changed nothing."""

    key: ClassVar[str] = "faulty-file"

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(
            tr(
                "This file cannot be used. Line {line}: {reason} Nothing was changed. Put that line right in the "
                "file and read it again.",
                line=line,
                reason=reason,
            )
        )
        self.line = line
        self.reason = reason


class Lines:
    """Where each table and key of a TOML text that parses stands; looked for only once a fault has to name its line."""

    def __init__(self, untrusted_text: str) -> None:
        self._text = untrusted_text

    @cached_property
    def _found(self) -> dict[Path, int]:
        found: dict[Path, int] = {}
        counts: dict[Path, int] = {}
        here: Path = ()
        for number, line in enumerate(_without_long_strings(self._text).split("\n"), start=1):
            header = _HEADER.match(line)
            if header is not None:
                here = _table_path(header, counts)
                found.setdefault(here, number)
                continue
            entry = _ENTRY.match(line)
            if entry is not None:
                found.setdefault((*here, *_parts(entry.group(1))), number)
        return found

    def of(self, path: Path) -> int:
        """The line of the key or table at `path`, or of the nearest table around it; 1 where nothing is known."""
        while path:
            if path in self._found:
                return self._found[path]
            path = path[:-1]
        return 1


def _without_long_strings(text: str) -> str:
    def shorten(token: re.Match[str]) -> str:
        return "\n" * token.group().count("\n") if "\n" in token.group() else token.group()

    return _TOKEN.sub(shorten, text)


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY_PART, dotted))


def _table_path(header: re.Match[str], counts: dict[Path, int]) -> Path:
    path: Path = _parts(header.group(2))
    if header.group(1) == "[":
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])


class CheckedTable:
    """One table of the file. Each getter checks kind and range; `finish` refuses what nobody asked for.

    Every fault is raised as `fault`, a FaultyFileError of the file's own kind.
    """

    def __init__(self, data: Mapping[str, object], lines: Lines, fault: type[FaultyFileError], path: Path = ()) -> None:
        self._data = data
        self._lines = lines
        self._fault = fault
        self._path = path
        self._asked: list[str] = []

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise the fault at the line of `key`."""
        raise self._fault(self._lines.of((*self._path, key)), reason)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def _get(self, key: str) -> object:
        self._asked.append(key)
        return self._data.get(key)

    def _needed(self, key: str) -> NoReturn:
        raise self._fault(self._lines.of(self._path), tr("“{key}” is missing here.", key=key))

    def text(self, key: str, longest: int, default: str | None = None, *, may_be_empty: bool = False) -> str:
        """Text of at most `longest` characters, line breaks made spaces; needed where there is no default."""
        value = self._get(key)
        if value is None:
            return self._needed(key) if default is None else default
        if not isinstance(value, str):
            self.refuse(key, tr("“{key}” must be text in quotation marks.", key=key))
        return self._clean(key, value, longest, may_be_empty=may_be_empty)

    def _clean(self, key: str, value: str, longest: int, *, may_be_empty: bool) -> str:
        # Control and direction characters could hide or reorder words on a printed register.
        if any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c not in "\n\t" for c in value):
            self.refuse(key, tr("“{key}” holds a character that cannot be printed.", key=key))
        tidy = " ".join(value.split())
        if len(tidy) > longest:
            self.refuse(key, tr("“{key}” is longer than {longest} characters.", key=key, longest=longest))
        if not tidy and not may_be_empty:
            self.refuse(key, tr("“{key}” is empty.", key=key))
        return tidy

    def whole(self, key: str, allowed: range, default: int | None) -> int:
        """A whole number inside `allowed`; needed where there is no default."""
        value = self._get(key)
        if value is None:
            return self._needed(key) if default is None else default
        if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
            self.refuse(
                key,
                tr(
                    "“{key}” must be a whole number from {low} to {high}.",
                    key=key,
                    low=allowed[0],
                    high=allowed[-1],
                ),
            )
        return value

    def switch(self, key: str, default: bool) -> bool:
        """`true` or `false`."""
        value = self._get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse(key, tr("“{key}” must be true or false, without quotation marks.", key=key))
        return value

    def word(self, key: str, words: type[Word], default: Word | None) -> Word:
        """One of the words of an enumeration; needed where there is no default."""
        value = self._get(key)
        if value is None:
            return self._needed(key) if default is None else default
        if not isinstance(value, str) or value not in {word.value for word in words}:
            self.refuse(key, tr("“{key}” must be one of {words}.", key=key, words=_known(words)))
        return words(value)

    def words(self, key: str, words: type[Word], most: int) -> tuple[Word, ...]:
        """A list of words of an enumeration; a missing one is empty."""
        value = self._get(key)
        if value is None:
            return ()
        known = {word.value for word in words}
        if not isinstance(value, list) or any(not isinstance(part, str) or part not in known for part in value):
            self.refuse(key, tr("“{key}” must be a list in square brackets of {words}.", key=key, words=_known(words)))
        if len(value) > most:
            self.refuse(key, tr("“{key}” lists more than {most} things.", key=key, most=most))
        return tuple(words(part) for part in value)

    def texts(self, key: str, longest: int, most: int) -> tuple[str, ...]:
        """A list of at most `most` texts; a missing one is empty."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self.refuse(key, tr("“{key}” must be a list of texts in square brackets.", key=key))
        if len(value) > most:
            self.refuse(key, tr("“{key}” lists more than {most} things.", key=key, most=most))
        return tuple(self._clean(key, part, longest, may_be_empty=False) for part in value)

    def day(self, key: str) -> date | None:
        """A day such as 2014-10-31, without a time."""
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.refuse(key, tr("“{key}” must be a day such as 2014-10-31.", key=key))
        return value

    def table(self, key: str) -> CheckedTable:
        """The table `[key]`; a missing one is empty."""
        value = self._get(key)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            self.refuse(key, tr("“{key}” must be a heading in square brackets with its lines below.", key=key))
        return CheckedTable(value, self._lines, self._fault, (*self._path, key))

    def tables(self, key: str, most: int) -> tuple[CheckedTable, ...]:
        """The tables `[[key]]`, at most `most` of them."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            self.refuse(key, tr("“{key}” must be written as [[{key}]], once for each of them.", key=key))
        if len(value) > most:
            first_too_many = self._lines.of((*self._path, key, most))
            raise self._fault(first_too_many, tr("There are more than {most} of “{key}”.", key=key, most=most))
        return tuple(
            CheckedTable(part, self._lines, self._fault, (*self._path, key, place)) for place, part in enumerate(value)
        )

    def finish(self) -> None:
        """Refuse a key that nobody asked for: a rule that is not understood must not be passed over."""
        for key in self._data:
            if key not in self._asked:
                shown = "".join(c for c in key if c.isprintable())[:40]
                self.refuse(key, tr("“{key}” is not a word this program knows here.", key=shown))


def _known(words: type[StrEnum]) -> str:
    return list_text([f'"{word.value}"' for word in words])


def parse(untrusted: str | bytes, fault: type[FaultyFileError]) -> CheckedTable:
    """The file's outermost table; raises `fault` where it is too large, not text, or not TOML."""
    text = _as_text(untrusted, fault)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _SYNTAX_PLACE.search(str(error))
        line = int(place.group(1)) if place else text.count("\n") + 1
        raise fault(
            line, tr("it is not written as this kind of file is (a quotation mark or bracket, perhaps).")
        ) from None
    except RecursionError:
        raise fault(1, tr("its brackets are nested too deeply.")) from None
    return CheckedTable(data, Lines(text), fault)


def _as_text(untrusted: str | bytes, fault: type[FaultyFileError]) -> str:
    if len(untrusted) > MOST_BYTES:
        raise fault(1, tr("the file is far too large to be one of these."))
    if isinstance(untrusted, str):
        text = untrusted
    else:
        try:
            text = untrusted.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = untrusted.count(b"\n", 0, error.start) + 1
            raise fault(line, tr("it is not text saved as UTF-8.")) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def quoted(text: str) -> str:
    """`text` as a TOML string on one line."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in plain) + '"'
