"""Separated text as schools receive it: which letters, which separator, which quotation marks."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from schoolsm_desktop.domain.wording import tr

from .errors import (
    CellTooLongError,
    FileDamagedError,
    NotWhatItSaysError,
    TooManyColumnsError,
    TooManyRowsError,
)

ROWS = 100_000
COLUMNS = 200
_SAMPLE_ROWS = 200
_SAMPLE_LETTERS = 300_000
_HEADING_ROWS = 40
_SEPARATORS = (",", ";", "\t", "|")
_TYPOGRAPHY = frozenset("’‘“”–—…£€•·°©®™½¼¾´×«»§¡¿\u00a0✓")


@dataclass(frozen=True, slots=True)
class TextRows:
    """Rows of a text file, blank ones left out; `lines[i]` is the physical line on which `rows[i]` begins."""

    rows: list[list[str]] = field(repr=False)
    lines: list[int] = field(repr=False)
    encoding: str
    separator: str


@dataclass(frozen=True, slots=True)
class _Dialect:
    separator: str
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    strict: bool = True
    skip_space: bool = False
    escape: str | None = None

    def records(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Each record with the physical line it begins on."""
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=self.separator,
            quoting=self.quoting,
            strict=self.strict,
            skipinitialspace=self.skip_space,
            escapechar=self.escape,
            doublequote=self.escape is None,
        )
        line = 1
        for row in reader:
            yield line, row
            line = reader.line_num + 1


def read_text_rows(untrusted: bytes, knows: Callable[[str], bool]) -> TextRows:
    """The rows of CSV, TSV, semicolon or pipe text; `knows` tells a heading that is understood.

    Raises NotWhatItSaysError for bytes that are no text, FileDamagedError for a quotation mark never closed,
    and the errors of size.
    """
    text, encoding = decode(untrusted)
    text, told = _without_separator_line(text)
    separator = told or _best_separator(text, knows)
    rows, lines = _read_quoted_as_it_is(text, separator)
    if told:
        lines = [line + 1 for line in lines]
    return TextRows(rows, lines, encoding, separator)


def _read_quoted_as_it_is(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """Proper quotation marks first; then marks that are plain characters; then whatever can be made of it."""
    spaced = _every_cell_spaced(text, separator)
    try:
        return _collect(_Dialect(separator, skip_space=spaced), text)
    except _UnreadableQuotesError as error:
        failed = error
    if '\\"' in text:
        try:
            return _collect(_Dialect(separator, skip_space=spaced, escape="\\"), text)
        except _UnreadableQuotesError:
            pass
    plain = _Dialect(separator, quoting=csv.QUOTE_NONE, skip_space=spaced)
    if _marks_are_letters(text, separator) and _all_of_one_width(plain, text):
        return _collect(plain, text)
    if failed.never_closed:
        raise FileDamagedError
    try:
        return _collect(_Dialect(separator, strict=False, skip_space=spaced), text)
    except _UnreadableQuotesError:
        raise CellTooLongError(failed.line) from None


class _UnreadableQuotesError(Exception):
    """The quotation marks do not follow the rules; `line` is the last line that did."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__()
        self.line = line
        self.never_closed = "unexpected end" in words


def _collect(dialect: _Dialect, text: str) -> tuple[list[list[str]], list[int]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        for line, row in dialect.records(text):
            if not "".join(row).strip():
                continue
            if len(row) > COLUMNS:
                _refuse_if_wide(row)
            rows.append(row)
            lines.append(line)
            if len(rows) > ROWS:
                raise TooManyRowsError(ROWS)
    except csv.Error as error:
        raise _UnreadableQuotesError(line + 1, str(error)) from None
    return rows, lines


def _refuse_if_wide(row: list[str]) -> None:
    if any(cell.strip() for cell in row[COLUMNS:]):
        raise TooManyColumnsError(COLUMNS)
    del row[COLUMNS:]


# -------- letters


def decode(untrusted: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by byte order mark, then UTF-8, then what a British office uses."""
    marked = _by_mark(untrusted)
    if marked:
        return marked
    if b"\x00" in untrusted:
        return _without_mark_utf16(untrusted)
    try:
        return untrusted.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    return _mostly_utf8(untrusted) or _one_byte_letters(untrusted)


def _by_mark(untrusted: bytes) -> tuple[str, str] | None:
    marks = (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    )
    for mark, encoding in marks:
        if untrusted.startswith(mark):
            try:
                text = untrusted.decode(encoding)
            except UnicodeDecodeError:
                if encoding == "utf-8-sig":
                    return _mostly_utf8(untrusted[3:]) or _one_byte_letters(untrusted[3:])
                raise FileDamagedError from None
            return _without_nul(text.lstrip("\ufeff")), encoding
    return None


def _without_mark_utf16(untrusted: bytes) -> tuple[str, str]:
    half = max(len(untrusted) // 2, 1)
    for encoding, zeros in (("utf-16-le", untrusted[1::2]), ("utf-16-be", untrusted[0::2])):
        if len(untrusted) % 2 == 0 and zeros.count(0) > 0.6 * half:
            try:
                return _without_nul(untrusted.decode(encoding)), encoding
            except UnicodeDecodeError:
                break
    raise NotWhatItSaysError(tr("bytes that are no text"))


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise NotWhatItSaysError(tr("bytes that are no text"))
    return text


def _mostly_utf8(untrusted: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few stray Windows bytes, as when two lists were pasted into one; None when it is not that."""
    text = untrusted.decode("utf-8", errors="surrogateescape")
    strays = sum("\udc80" <= letter <= "\udcff" for letter in text)
    good = sum(letter > "\x7f" for letter in text) - strays
    if good <= strays:
        return None
    mended = re.sub(
        "[\udc80-\udcff]",
        lambda found: bytes([ord(found.group()) - 0xDC00]).decode("cp1252", errors="replace"),
        text,
    )
    return mended, "utf-8"


def _one_byte_letters(untrusted: bytes) -> tuple[str, str]:
    """Windows-1252 wherever its letters make sense, else the best of what else offices use."""
    try:
        text = untrusted.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and _plausible(text):
        return text, "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(untrusted[:200_000], cp_isolation=["cp1252", "mac_roman", "cp850", "cp1250"]).best()
    for encoding in (best.encoding if best else "cp1252", "mac_roman", "cp850"):
        try:
            other = untrusted.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _plausible(other):
            return other, encoding
    if _looks_binary(untrusted):
        raise NotWhatItSaysError(tr("bytes that are no text"))
    return untrusted.decode("cp1252", errors="replace"), "cp1252"


def _looks_binary(untrusted: bytes) -> bool:
    sample = untrusted[:4096]
    odd = sum(byte < 9 or 13 < byte < 32 or byte == 127 for byte in sample)
    return odd > len(sample) // 50 or sum(byte > 127 for byte in sample) > len(sample) // 2


def _plausible(text: str) -> bool:
    """Every letter above ASCII stands where such a letter can stand."""
    return all(_fits(text, found.start()) for found in itertools.islice(re.finditer(r"[^\x00-\x7f]", text), 2000))


def _fits(text: str, place: int) -> bool:
    letter = text[place]
    if letter in _TYPOGRAPHY:
        return True
    if not letter.isalpha() or letter in "ƒªºˆµ":
        return False
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    if letter.isupper():
        return not before.islower()
    return not (before.isupper() and after.isupper())


# -------- separator and quotation marks


def _without_separator_line(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;` says the separator and is no row."""
    found = re.match(r'"?sep=([,;\t|])"?\r?\n', text, re.IGNORECASE)
    return (text[found.end() :], found.group(1)) if found else (text, "")


def _best_separator(text: str, knows: Callable[[str], bool]) -> str:
    """The separator under which most headings are understood; then the one on whose columns most rows agree."""
    sample = text[:_SAMPLE_LETTERS]
    return max(_SEPARATORS, key=lambda separator: _agreement(sample, separator, knows))


def _agreement(sample: str, separator: str, knows: Callable[[str], bool]) -> tuple[int, float]:
    """How many headings are known, and how alike and how wide the rows are; one column alone proves nothing."""
    rows = _sample_rows(_Dialect(separator, strict=False), sample)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0.0)
    known = max(sum(map(knows, row[:COLUMNS])) for row in rows[:_HEADING_ROWS])
    width, count = widths.most_common(1)[0]
    return (known, count / len(rows) * (1 - 1 / (width + 1)))


def _sample_rows(dialect: _Dialect, sample: str) -> list[list[str]]:
    """The first rows with anything in them."""
    rows: list[list[str]] = []
    try:
        rows.extend(itertools.islice((row for _, row in dialect.records(sample) if any(row)), _SAMPLE_ROWS))
    except csv.Error:
        return rows
    return rows


def _every_cell_spaced(text: str, separator: str) -> bool:
    """Whether the file puts a space after each separator, so that a leading space is style and not content."""
    lines = [line for line in text[:_SAMPLE_LETTERS].split("\n")[:50] if separator in line]
    bare = (re.sub(r'"[^"]*"', '"', line.rstrip("\r")) for line in lines)
    cells = [cell for line in bare for cell in line.split(separator)[1:] if cell]
    return len(lines) > 1 and all(cell.startswith(" ") for cell in cells)


def _marks_are_letters(text: str, separator: str) -> bool:
    """Whether no cell stands between quotation marks, and the file was not cut off behind one that opens."""
    around = re.escape(separator)
    if re.search(rf'(?:^|{around})"[^"\r\n]*"(?={around}|[\r\n]|\Z)', text, re.MULTILINE):
        return False
    return text.endswith(("\n", "\r")) or '"' not in text[text.rfind("\n") + 1 :]


def _all_of_one_width(dialect: _Dialect, text: str) -> bool:
    try:
        widths = {len(row) for _, row in dialect.records(text) if any(row)}
    except csv.Error:
        return False
    return len(widths) == 1 and widths != {1}
