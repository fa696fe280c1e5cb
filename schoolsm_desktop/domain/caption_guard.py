"""What a caption, a file's name or a description gives away: names, classes, ways to write, days still to come, keys.

It stops what is plain, asks about what could be meant otherwise, and shows what it read as a plain word. It guesses
nothing silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from .caption_names import NameHit, NameIndex, Token, name_hits, tokens_of
from .coming_days import coming
from .everyday_names import Read
from .folding import folded
from .rules import NamesWithPictures
from .wording import tr

Finder = Callable[[str], Iterable[str]]


class Where(StrEnum):
    """Which of the texts."""

    CAPTION = "caption"
    FILE_NAME = "file-name"
    DESCRIPTION = "description"


class Weight(StrEnum):
    """STOP is changed before posting, ASK waits for somebody's word, SEEN is shown alone."""

    STOP = "stop"
    ASK = "ask"
    SEEN = "seen"


class Gives(StrEnum):
    """What it gives away."""

    NAME = "name"
    CLASS = "class"
    EMAIL = "email"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    INVITATION = "invitation"
    COMING = "coming"
    SECURITY = "security"


WHERE_WORDS = {
    Where.CAPTION: "In the caption",
    Where.FILE_NAME: "In the file’s name",
    Where.DESCRIPTION: "In the description",
}
MAY_STAY: Final = "may-stay"
"""Somebody said of a finding that it may stay: it is no pupil, or it may be public."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; `key` is the same as long as the words are."""

    key: str
    gives: Gives
    where: Where
    text: str
    weight: Weight
    said: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What the guard goes by. `pictured` is whether pupils can be seen; `in_it` who."""

    index: NameIndex
    today: date
    in_it: frozenset[UUID] = frozenset()
    pictured: bool = True
    names: NamesWithPictures = NamesWithPictures.NONE
    telephones: Finder = lambda _text: ()


_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s?[0-9][A-Z]{2}\b", re.IGNORECASE)
_INVITATION: Final = re.compile(
    r"\b(?:dm|pm|inbox|message|text|e-?mail|send|tell|give|write|comment|reply|post|share|leave|whatsapp)\b[^.!?\n]{0,40}?"
    r"\b(?:your|their|his|her|child[’']s|children[’']s)\b[^.!?\n]{0,30}?"
    r"\b(?:names?|address(?:es)?|numbers?|phone|mobile|telephone|e-?mail|details?|birthdays?|date of birth|age|class"
    r"|postcode|photos?|contacts?)\b",
    re.IGNORECASE,
)
_SECURITY: Final = re.compile(
    r"\b(?:(?:gate|door|entry|access|alarm|key|keypad|security) ?codes?|key ?pads?|alarm|cctv|pass(?:word|code)s?"
    r"|(?:gate|door|entrance)s? (?:is|are|was|were|will be|stays?|left) (?:un)?(?:locked|open)|unlocked"
    r"|keys? (?:is|are) (?:kept|hidden|under|in)|(?:on duty|duty rota|rota)|nobody (?:is|will be) (?:here|there|in)"
    r"|school (?:is|will be) empty)\b",
    re.IGNORECASE,
)
_FILE_GAPS: Final = re.compile(r"[_\-.\s+()\[\]]+|(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_BESIDE_CLASS: Final = frozenset({"class", "form", "group"})


def look_through(caption: str, file_name: str, description: str, watch: Watch) -> tuple[Finding, ...]:
    """Everything found in the three texts, each thing once, what stops first."""
    texts = ((Where.CAPTION, caption), (Where.FILE_NAME, spread(file_name)), (Where.DESCRIPTION, description))
    found: dict[str, Finding] = {}
    order = list(Weight)
    for where, text in texts:
        for finding in _in_text(where, text, watch) if text.strip() else ():
            known = found.get(finding.key)
            if known is None or order.index(finding.weight) < order.index(known.weight):
                found[finding.key] = finding  # “Rose” in two places is what it is in the worse one
    return tuple(sorted(found.values(), key=lambda f: order.index(f.weight)))


def spread(file_name: str) -> str:
    """A file's name as words: `IMG_amara-bello2.jpg` reads “IMG amara bello2”."""
    stem = file_name.rpartition(".")[0] or file_name
    return " ".join(part.rstrip("0123456789") or part for part in _FILE_GAPS.split(stem) if part)


def _in_text(where: Where, text: str, watch: Watch) -> Iterator[Finding]:
    tokens = tokens_of(text)
    own = _own_places(text, watch.index)
    for hit in name_hits(text, tokens, watch.index):
        finding = _of_name(where, hit, watch, own=any(a <= hit.start < b for a, b in own))
        if finding is not None:
            yield finding
    yield from _classes(where, text, tokens, watch)
    if where is Where.FILE_NAME:
        return
    yield from _ways_to_write(where, text, watch)
    for match in _INVITATION.finditer(text):
        yield _finding(
            where,
            Gives.INVITATION,
            match.group(),
            Weight.STOP,
            tr("asks people to send personal details: leave it out"),
        )
    for words in coming(text, watch.today):
        yield _finding(
            where,
            Gives.COMING,
            words,
            Weight.ASK,
            tr("a day or place still to come: may everybody know it beforehand?"),
        )
    for match in _SECURITY.finditer(text):
        yield _finding(
            where, Gives.SECURITY, match.group(), Weight.ASK, tr("could make the school less safe: may it be public?")
        )


def _finding(where: Where, gives: Gives, text: str, weight: Weight, said: str) -> Finding:
    shown = " ".join(text.split())
    return Finding(f"{gives}:{where}:{folded(shown)}", gives, where, shown, weight, said)


def _of_name(where: Where, hit: NameHit, watch: Watch, *, own: bool) -> Finding | None:
    mine = bool(hit.whose & watch.index.with_kin(watch.in_it))
    weight, said = _judged(hit, watch, mine=mine, own=own)
    if weight is Weight.SEEN and (where is Where.FILE_NAME or not hit.shown[:1].isupper()):
        return None
    return _finding(where, Gives.NAME, hit.shown, weight, said)


def _judged(hit: NameHit, watch: Watch, *, mine: bool, own: bool) -> tuple[Weight, str]:
    if own:
        return Weight.SEEN, tr("read as part of the school’s own name")
    if hit.read is Read.WORD:
        return Weight.SEEN, tr("read as a plain word, not as a pupil’s name")
    if hit.read is Read.ADULT and not mine:
        return Weight.SEEN, tr("read as an adult’s name, not a pupil’s")
    if hit.read is Read.ADULT:
        return Weight.ASK, tr("also the family name of a pupil in it: may it stay?")
    if hit.read is Read.PERHAPS:
        return Weight.ASK, tr("a word, or a pupil’s name? A pupil is called so")
    if not watch.pictured:
        return Weight.ASK, tr("a pupil’s name: may it be public?")
    if mine and hit.only_given and watch.names is NamesWithPictures.FIRST_NAME:
        return Weight.ASK, tr("a first name: your policy wants permission for that too")
    if mine or hit.whole:
        return Weight.STOP, tr("a pupil’s name: take it out")
    return Weight.ASK, tr("the name of a pupil here: is somebody else meant?")


def _own_places(text: str, index: NameIndex) -> list[tuple[int, int]]:
    """Where the school's own name stands, as far as it can be found in the text as it is."""
    low = text.casefold()
    found = []
    for own in index.own:
        at = low.find(own)
        if at >= 0 and " " in own:
            found.append((at, at + len(own)))
    return found


def _classes(where: Where, text: str, tokens: list[Token], watch: Watch) -> Iterator[Finding]:
    index = watch.index
    for at, token in enumerate(tokens):
        two = f"{token.word} {tokens[at + 1].word}" if at + 1 < len(tokens) else ""
        for words, last in ((two, at + 1), (token.word, at)):
            if words and words in index.classes:
                beside = {each.word for each in (*tokens[at - 1 : at], *tokens[last + 1 : last + 2])} & _BESIDE_CLASS
                shown = text[token.start : tokens[last].end]
                weight = _class_weight(words, shown, beside=bool(beside), pictured=watch.pictured)
                if weight is not None:
                    yield _finding(where, Gives.CLASS, shown, weight, _class_words(weight))
                break


def _class_weight(words: str, shown: str, *, beside: bool, pictured: bool) -> Weight | None:
    """`4B` is plain; `Robins` could be birds; `4` alone is a number."""
    plain = Weight.STOP if pictured else Weight.ASK
    if beside or (any(sign.isdigit() for sign in words) and any(sign.isalpha() for sign in words)):
        return plain
    if words.isdigit() or len(words) == 1 or not shown[:1].isupper():
        return None
    return Weight.ASK


def _class_words(weight: Weight) -> str:
    return tr("a class: take it out") if weight is Weight.STOP else tr("the name of a class here: may it stay?")


def _ways_to_write(where: Where, text: str, watch: Watch) -> Iterator[Finding]:
    patterns: tuple[tuple[Gives, Iterable[str], str], ...] = (
        (Gives.EMAIL, _EMAIL.findall(text), tr("an e-mail address: take it out")),
        (Gives.TELEPHONE, watch.telephones(text), tr("a telephone number: take it out")),
        (Gives.POSTCODE, _POSTCODE.findall(text), tr("a postcode: take it out")),
    )
    for gives, found, said in patterns:
        for shown in found:
            if _bare(shown) in {_bare(own) for own in watch.index.own}:
                yield _finding(where, gives, shown, Weight.SEEN, tr("the school’s own"))
            else:
                yield _finding(where, gives, shown, Weight.STOP, said)


def _bare(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum() or sign == "@")


def open_findings(findings: Iterable[Finding], answered: Collection[str]) -> tuple[Finding, ...]:
    """Those that stop a post: what is plain, and what nobody has answered yet."""
    return tuple(f for f in findings if f.weight is Weight.STOP or (f.weight is Weight.ASK and f.key not in answered))
