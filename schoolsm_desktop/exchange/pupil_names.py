"""Names, years and classes of pupils as lists write them; every script of names, and nothing that hides in one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .person_names import mixed_case, part_full_name

LOST_LETTER = "lost-letter"
HIDDEN_MARKS = "hidden-marks"
ODD_NAME = "odd-name"
_NOTHING = frozenset(
    ["", "-", "--", "–", "—", ".", "n/a", "na", "none", "nil", "null", "tbc", "tba", "unknown", "?", "??", "x"]
)
# Joiners stay: names in Persian, Sinhala or Malayalam need them. Marks that turn or hide writing go.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_ODD = re.compile(r"^\s*[=+@|%\-\t]|[<>{}\[\]\\|=*#$£€%^~\"\uff1d]|\d")
_TITLE = re.compile(r"(?:master|miss|mr|ms)\b\.?\s+(?=\w)", re.IGNORECASE)
_YEAR = re.compile(
    r"(?:(?:national curriculum )?(?:year|yr|y|nc|blwyddyn)[ .\-:]*(?:group)?[ .\-:]*)?0?(1[0-4]|[1-9])", re.IGNORECASE
)
_EARLY = {
    "r": "R", "rec": "R", "reception": "R", "yr": "R", "year r": "R", "yearr": "R", "r1": "R", "foundation": "R", "0": "R",
    "year 0": "R", "y0": "R", "fs2": "R", "derbyn": "R", "reception class": "R", "year reception": "R", "y r": "R",
    "n": "N", "nur": "N", "nursery": "N", "year n": "N", "fs1": "N", "meithrin": "N", "n1": "N1", "n2": "N2",
    "nursery 1": "N1", "nursery 2": "N2", "e1": "E1", "e2": "E2",
}  # fmt: skip


class NameRead(NamedTuple):
    """A name as it is kept; `loud` where it stood in capitals only, so that its mixed case is a guess."""

    text: str
    loud: bool = False
    doubt: str = ""


NO_NAME = NameRead("")


@lru_cache(maxsize=32_768)
def read_name(cell: str) -> NameRead:
    """One name in mixed case; "" for a cell that holds none."""
    text, doubt = _clean(cell)
    if len(text) < 8 and text.lower() in _NOTHING:
        return NO_NAME
    letters = [sign for sign in text if sign.isalpha()]
    if not letters:
        return NO_NAME
    mixed = mixed_case(text)
    if text[:1] == "'" and mixed[1:2] in "=+-@":
        doubt = doubt or ODD_NAME
    return NameRead(mixed, mixed != text, doubt or _odd(text))


@lru_cache(maxsize=32_768)
def read_given(cell: str) -> NameRead:
    """A given name, `Miss` and `Master` left out."""
    found = _TITLE.match(cell.lstrip())
    return read_name(cell.lstrip()[found.end() :] if found else cell)


@lru_cache(maxsize=32_768)
def read_full(cell: str) -> tuple[NameRead, NameRead]:
    """(given, family) of one cell: `MOORE, Umar`, `Umar Moore`, `O'NEILL Tom`."""
    text, doubt = _clean(cell)
    family, comma, given = text.partition(",")
    if comma and given.strip():
        first, last = read_given(given), read_name(family)
        return first._replace(doubt=doubt or first.doubt), last
    given, family = part_full_name(text)
    first, last = read_name(given), read_name(family)
    loud = text.isupper() or text.islower()
    return (
        first._replace(loud=loud or (first.text not in text), doubt=doubt or first.doubt),
        last._replace(loud=loud or (last.text not in text)),
    )


def _clean(cell: str) -> tuple[str, str]:
    """The words on one line, composed letters as one, what hides in them taken out, and whether something did."""
    if cell.isascii() and cell.isprintable():
        return " ".join(cell[:1000].split()), ""
    whole = unicodedata.normalize("NFC", cell[:1000])
    bare = _HIDDEN.sub("", whole)
    return " ".join(bare.split()), HIDDEN_MARKS if bare != whole else ""


def _odd(text: str) -> str:
    if "?" in text or "\ufffd" in text:
        return LOST_LETTER
    return ODD_NAME if _ODD.search(text) else ""


@lru_cache(maxsize=4096)
def read_year(cell: str) -> str:
    """The year as schools write it in short: R, N, 1 to 14; other words stay."""
    text = _clean(cell)[0][:40]
    lowered = text.lower()
    if lowered in _NOTHING:
        return ""
    found = _YEAR.fullmatch(lowered)
    return found.group(1) if found else _EARLY.get(lowered, text)


@lru_cache(maxsize=4096)
def read_class(cell: str) -> str:
    """The class in the school's own words."""
    text = _clean(cell)[0][:60]
    return "" if text.lower() in _NOTHING else text
