"""Letters: templates that the school edits, merge fields, and what was sent to whom."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .clauses import Subject
from .errors import FieldError
from .wording import tr

BLANK = "_" * 24
"""A line to write on, where a value is missing."""
MOST_TITLE = 120
MOST_BODY = 20_000
MOST_PARAGRAPH = 6_000
MOST_VALUE = 2_000
_FIELD = re.compile(r"\{([^{}]{0,80})\}")
_BRACKET = re.compile(r"[{}]")
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One version of a template. `key` is the letter's (`name-and-logo-allowed`); the newest number is used.

    A version without title and body says that the school went back to the wording that came with the program.
    """

    id: UUID
    school_id: UUID
    key: str
    number: int
    title: str
    body: str
    made_by: UUID
    made_at: datetime

    @property
    def is_shipped(self) -> bool:
        """Whether it stands for the wording that came with the program."""
        return not self.title and not self.body


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was made: about which record, to whom, from which version of the template.

    `text` begins with the title on a line of its own. Text and recipient are empty where the record it is about is
    sealed; then they are sealed as well, under the letter's own id.
    """

    id: UUID
    school_id: UUID
    template_id: UUID | None
    key: str
    about_kind: str
    about_id: UUID
    recipient: str
    on: date
    made_by: UUID
    made_at: datetime
    text: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class MergeField:
    """What can be filled in, written `{key}`. `empty` stands where nothing is known; without it a line to write on."""

    key: str
    words: str
    example: str
    empty: str = ""

    @property
    def written(self) -> str:
        """How it is written in a template."""
        return "{" + self.key + "}"


@dataclass(frozen=True, slots=True)
class ShippedLetter:
    """A letter as it came with the program: what it is for, its wording, and the fields it may use."""

    key: str
    purpose: str
    title: str
    body: str
    fields: tuple[MergeField, ...]
    rests_on: Subject | None = None
    """The subject whose first clause in the school's policy the letter names."""
    to_home: bool = False
    signed_by_recipient: bool = False

    def addressed_to(self, recipient: str) -> str:
        """The first line of the address: no names of parents are kept, so a letter to a home goes by the child's."""
        name = " ".join(shortened(recipient).split()) or BLANK
        return tr("To the parent or carer of {name}", name=name) if self.to_home else name


@dataclass(frozen=True, slots=True)
class Merged:
    """A letter with its fields filled in. `missing` names, in words, what nobody gave: the paper has a line there."""

    title: str
    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongField:
    """A field that no letter of this kind knows, as it was written, and the nearest one that it does know."""

    written: str
    nearest: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, and what was meant perhaps."""
        if not self.written.startswith("{") or not self.written.endswith("}"):
            return tr("A curly bracket “{sign}” stands by itself.", sign=self.written)
        if self.nearest:
            return tr(
                "“{field}” is not known here. Did you mean “{nearest}”?", field=self.written, nearest=self.nearest
            )
        return tr("“{field}” is not known here. The list shows what this letter can fill in.", field=self.written)


def wrong_fields(text: str, fields: Iterable[MergeField]) -> tuple[WrongField, ...]:
    """Every field in `text` that is not one of `fields`, each once, and curly brackets that belong to none."""
    known = [field.key for field in fields]
    found: dict[str, WrongField] = {}
    for match in _FIELD.finditer(text):
        key = match.group(1)
        if key not in known:
            near = difflib.get_close_matches(key.strip().casefold(), known, n=1, cutoff=0.5)
            nearest = "{" + near[0] + "}" if near else ""
            found.setdefault(match.group(), WrongField(match.group(), nearest))
    for match in _BRACKET.finditer(_FIELD.sub("", text)):
        found.setdefault(match.group(), WrongField(match.group()))
    return tuple(found.values())


def check_wording(title: str, body: str, fields: Sequence[MergeField]) -> tuple[str, str]:
    """Title and body, tidied. Raises FieldError beside what is empty, too long or names a field that is not known."""
    title, body = " ".join(plain(title).split()), plain(body).strip()
    for field, text, longest, empty in (
        ("title", title, MOST_TITLE, tr("The letter needs a title. Nothing was saved yet.")),
        ("body", body, MOST_BODY, tr("The letter needs some words. Nothing was saved yet.")),
    ):
        if not text:
            raise FieldError(field, empty)
        if len(text) > longest:
            raise FieldError(
                field,
                tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=longest),
            )
        wrong = wrong_fields(text, fields)
        if wrong:
            sentences = " ".join(one.sentence for one in wrong[:3])
            raise FieldError(field, tr("{what} Nothing was saved yet.", what=sentences))
    if any(len(paragraph) > MOST_PARAGRAPH for paragraph in body.split("\n\n")):
        raise FieldError(
            "body",
            tr(
                "A paragraph is longer than {longest} characters. Part it with an empty line; nothing was saved yet.",
                longest=MOST_PARAGRAPH,
            ),
        )
    return title, body


def merge(title: str, body: str, fields: Sequence[MergeField], values: Mapping[str, str]) -> Merged:
    """Title and body with the values put in, once: brackets inside a value stay what they are.

    What is missing becomes a line to write on and is named; a field that is not known becomes one too.
    """
    known = {field.key: field for field in fields}
    missing: dict[str, None] = {}

    def put(match: re.Match[str]) -> str:
        field = known.get(match.group(1))
        value = shortened(values.get(field.key, "")) if field is not None else ""
        if value:
            return value
        if field is not None and field.empty:
            return field.empty
        missing[field.words if field is not None else match.group(1)] = None
        return BLANK

    merged_title = " ".join(_FIELD.sub(put, plain(title)).split())
    return Merged(merged_title, _FIELD.sub(put, plain(body)), tuple(missing))


def plain(text: str) -> str:
    """Text without signs that have no shape and could hide or turn words: controls, halves of letters, directions."""
    kept = []
    for letter in text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n"):
        if letter == "\n":
            kept.append(letter)
        elif letter == "\t":
            kept.append(" ")
        elif unicodedata.category(letter) not in ("Cc", "Cs") and letter not in _DIRECTIONS:
            kept.append(letter)
    return "".join(kept)


def shortened(value: str) -> str:
    """A value fit to be put into a letter: without hidden signs, and cut with a mark where it is endless."""
    tidy = plain(value[: 2 * MOST_VALUE]).strip()
    return tidy if len(tidy) <= MOST_VALUE else tidy[:MOST_VALUE].rstrip() + " …"


def current_template(versions: Iterable[LetterTemplate], key: str) -> LetterTemplate | None:
    """The version in use: the one with the newest number; None where the school never changed the letter."""
    return max((v for v in versions if v.key == key), key=lambda v: v.number, default=None)


def whole_text(merged: Merged) -> str:
    """Title and text as one, as a letter is kept."""
    return f"{merged.title}\n{merged.text}"


def parted(whole: str) -> tuple[str, str]:
    """Title and text of a letter that was kept."""
    title, _, text = whole.partition("\n")
    return title, text
