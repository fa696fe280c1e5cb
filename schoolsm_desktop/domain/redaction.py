"""Taking names and words out of a text before it leaves the school: what is removed is gone, and not painted over.

A name is found however it is written: in any case, with or without its accents, in letters that are joined, with a
hyphen or not, broken over two lines, inside an address or a user name. What stands in its place has one width, whatever
was there. A name that is also an everyday word (Will, Rose) is removed where it reads as a name; where it was left, that
is said, so that somebody decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from .everyday_names import EVERYDAY
from .wording import tr

_PLAIN: Final = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
_JOINS: Final = r"['’‘ʼ`´\-‐‑–—_.]*(?:[ \t]*[\r\n]+\s*)?"
"""What may stand between two letters of one name: an apostrophe, a hyphen, the end of a line."""
_BETWEEN: Final = r"[\W_]*"
"""What may stand between two names of one person."""
_WHOLE_FROM: Final = 5
"""From so many letters on a name is found inside a longer word too, and the whole word goes: `amarabello2014`."""
_LEAST: Final = 2
_EMAIL: Final = re.compile(r"[^\s<>()\[\],;:\"“”]+@[^\s<>()\[\],;:\"“”]+\.[^\W\d_]{2,}")
_HANDLE: Final = re.compile(r"(?<![\w@.])@[\w.\-]{2,}")
_TELEPHONE: Final = re.compile(r"(?<![\w+])(?:\+|\(?0)\d?[\d ()./\-]{7,}\d(?!\w)")
_INITIAL_BEFORE: Final = re.compile(r"(?:(?<=\s)|^)[^\W\d_]\.\s*$")
_INITIAL_AFTER: Final = re.compile(r"^\s*[^\W\d_]\.(?!\w)")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is taken out of every text: the forms of names, words somebody chose, and ways to reach anybody."""

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ways: bool = True
    """Also every e-mail address, user name with its @, and telephone number."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without what was hidden: how often something was removed, and everyday words that were left as words."""

    text: str
    removed: int = 0
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text in small plain letters, and for each letter where it stood."""

    text: str
    at: tuple[int, ...] = field(repr=False)


class Redactor:
    """Takes the same things out of many texts."""

    def __init__(self, hidden: Hidden) -> None:
        forms = _forms(hidden.names)
        self._always = _pattern([*(f for f in forms if f not in EVERYDAY), *_folded_terms(hidden.words)])
        self._perhaps = _pattern([f for f in forms if f in EVERYDAY], inside=False)
        self._ways = hidden.ways

    def redact(self, text: str) -> Redacted:
        """`text` with every hidden thing removed, and how many marks stand in it."""
        if not text:
            return Redacted(text)
        folded = _fold(text)
        spans = [_word(text, _span(folded, found)) for found in _found(self._always, folded.text)]
        if self._ways:
            spans += [found.span() for pattern in (_EMAIL, _HANDLE, _TELEPHONE) for found in pattern.finditer(text)]
        left = []
        for found in _found(self._perhaps, folded.text):
            span = _span(folded, found)
            shown = text[span[0] : span[1]]
            if shown[:1].isupper() or any(_touch(text, span, other) for other in spans):
                spans.append(span)
            else:
                left.append(shown)
        return _without(text, spans, left)

    def text(self, text: str) -> str:
        """`text` with every hidden thing removed."""
        return self.redact(text).text


def removed_mark() -> str:
    """What stands where something was removed."""
    return tr("[removed]")


def name_forms(*names: str) -> tuple[str, ...]:
    """Every form a name may be written in: whole, turned round, and each of its parts by itself."""
    found: dict[str, None] = {}
    for name in names:
        parts = [part for part in re.split(r"[\s,]+", name) if part]
        if not parts:
            continue
        if re.search(r"[@\d]", name):  # an address, a user name, a number: whole, or not at all
            found[" ".join(parts)] = None
            continue
        found[" ".join(parts)] = None
        if len(parts) > 1:
            found[f"{parts[-1]} {' '.join(parts[:-1])}"] = None
            found |= dict.fromkeys(part for part in parts if not _is_title(part))
        for part in [part for part in parts if re.search(r"[-‐‑–]", part)]:
            found |= dict.fromkeys(piece for piece in re.split(r"[-‐‑–]", part) if piece)
    return tuple(found)


def chosen_words(typed: str) -> tuple[str, ...]:
    """The words somebody typed to be removed: one a line, or with commas between them."""
    return tuple(dict.fromkeys(word for part in re.split(r"[\n,;]", typed) if (word := part.strip())))


def _is_title(part: str) -> bool:
    return part.casefold().rstrip(".") in {
        "mr",
        "mrs",
        "miss",
        "ms",
        "mx",
        "dr",
        "sir",
        "van",
        "von",
        "de",
        "del",
        "la",
    }


def _forms(names: Iterable[str]) -> list[str]:
    return _folded_terms(form for name in names for form in name_forms(name))


def _folded_terms(terms: Iterable[str]) -> list[str]:
    found = dict.fromkeys(" ".join(re.findall(r"[^\W_]+", _fold(term).text)) for term in terms)
    return [term for term in found if len(term) >= _LEAST or (term and not term.isascii())]


def _pattern(terms: Iterable[str], *, inside: bool = True) -> re.Pattern[str] | None:
    """One pattern for all terms, the longest first."""
    ways = [_way(term, inside=inside) for term in sorted(set(terms), key=lambda t: (-len(t), t))]
    return re.compile("|".join(ways)) if ways else None


def _way(term: str, *, inside: bool) -> str:
    letters = term.replace(" ", "")
    if letters.isdigit() and len(letters) >= _WHOLE_FROM:
        return rf"(?<!\d){_number(letters)}(?!\d)"
    parts = [_JOINS.join(map(re.escape, part)) for part in term.split(" ")]
    pattern = _BETWEEN.join(parts)
    if not letters.isascii() or (inside and len(letters) >= _WHOLE_FROM):
        return pattern  # other scripts set words without spaces, or join the article to the name
    return rf"(?<![^\W_]){pattern}(?=s?(?![^\W_]))"


def _number(digits: str) -> str:
    """A telephone number however it is grouped, with or without the country before it."""
    country = re.match(r"0044|44", digits)
    bare = (digits[country.end() :] if country else digits).lstrip("0")
    return rf"(?:(?:00)?44[\W_]*)?0?[\W_]*{_BETWEEN.join(bare or digits)}"


def _fold(text: str) -> _Folded:
    """Small plain letters: joined letters taken apart, accents and signs without a shape of their own left out."""
    letters: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        plain = sign.lower() if sign.isascii() else _plain(sign)
        letters.append(plain)
        places += [at] * len(plain)
    return _Folded("".join(letters), tuple(places))


def _plain(sign: str) -> str:
    if unicodedata.category(sign) == "Cf" or sign == "\N{ARABIC TATWEEL}":
        return ""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(_PLAIN.get(letter, letter) for letter in apart if not unicodedata.combining(letter))


def _found(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if pattern is not None else iter(())


def _span(folded: _Folded, found: re.Match[str]) -> tuple[int, int]:
    return folded.at[found.start()], folded.at[found.end() - 1] + 1


def _word(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The whole word in which something was found, with its accents; scripts that set no spaces have no such words."""
    start, end = span
    if any(unicodedata.east_asian_width(sign) in "WF" for sign in text[start:end]):
        return span
    while start and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or bool(unicodedata.combining(sign)) or unicodedata.category(sign) == "Cf"


def _touch(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, second = sorted((one, other))
    return not re.search(r"[^\W_]", text[first[1] : second[0]]) and second[0] - first[1] <= 3


def _without(text: str, spans: list[tuple[int, int]], left: list[str]) -> Redacted:
    """One mark for what stands together, so that nobody counts the names of a person; an initial beside it goes too."""
    if not spans:
        return Redacted(text, 0, tuple(left))
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" \t\u00a0-‐‑–'’.,")):
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    parts, at = [], 0
    for start, end in merged:
        parts.append(text[at:start])
        at = end
    parts.append(text[at:])
    kept = [_INITIAL_BEFORE.sub("", part) for part in parts[:-1]] + parts[-1:]
    kept = kept[:1] + [_INITIAL_AFTER.sub("", part) for part in kept[1:]]
    return Redacted(removed_mark().join(kept), len(merged), tuple(left))
