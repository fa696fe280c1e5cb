"""Everything the school holds about one person, gathered line by line, and the two copies that come of it (PRACTICE 18).

A line says what is held and where it comes from, and names the third parties in it. The working copy shows every line
and marks what will go; the release copy is made of what is left alone: nothing in it tells that a line was there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .folding import folded
from .redaction import Hidden, Redactor, chosen_words, name_forms, removed_mark
from .wording import day_text


class Section(StrEnum):
    """What a line is about; the order is that of the copies."""

    FACTS = "facts"
    NAMES = "names"
    ADULTS = "adults"
    ANSWERS = "answers"
    FORMS = "forms"
    HOLDS = "holds"
    CHECKS = "checks"
    POSTS = "posts"
    REMOVALS = "removals"
    EVENTS = "events"
    DUTIES = "duties"
    ACCESS = "access"
    SIGNED = "signed"
    TRAINING = "training"
    DECLARATIONS = "declarations"
    REQUESTS = "requests"
    WORK = "work"
    MODERATION = "moderation"
    CASES = "cases"
    CONTACTS = "contacts"
    LETTERS = "letters"
    LOG = "log"


SECTION_WORDS = {
    Section.FACTS: "Who it is",
    Section.NAMES: "Names that were corrected",
    Section.ADULTS: "Who answers for the pupil",
    Section.ANSWERS: "Photo answers",
    Section.FORMS: "Photo forms",
    Section.HOLDS: "On hold",
    Section.CHECKS: "Photo checks",
    Section.POSTS: "What was published",
    Section.REMOVALS: "Pictures that were looked for",
    Section.EVENTS: "Events and lists",
    Section.DUTIES: "Duties and sign-in",
    Section.ACCESS: "Posting access",
    Section.SIGNED: "Read and signed",
    Section.TRAINING: "Training",
    Section.DECLARATIONS: "What was declared",
    Section.REQUESTS: "Asked of the school",
    Section.WORK: "What the person did here",
    Section.MODERATION: "Comments, blocks and requests to remove",
    Section.CASES: "Incidents and complaints",
    Section.CONTACTS: "Contacts",
    Section.LETTERS: "Letters",
    Section.LOG: "Who did what with the record",
}
_ORDER = {section: place for place, section in enumerate(Section)}


@dataclass(frozen=True, slots=True, repr=False)
class PersonLine:
    """One thing that is held. `key` stays the same as long as the record does; `third` are others named in the words."""

    key: str
    section: Section
    words: str
    source: str
    day: date | None = None
    third: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class ThirdParty:
    """Somebody else who is named; `at_work` for a colleague, whose name may usually stay in what they did as their job."""

    name: str
    at_work: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class PersonFile:
    """Everything that was gathered about one person, as whoever gathered it may read it."""

    name: str
    names: tuple[str, ...]
    """Every name of the person, which is never taken out."""
    lines: tuple[PersonLine, ...]
    third: tuple[ThirdParty, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """What the release copy leaves out: lines by key, with the reason that only the school reads; names that may stay."""

    withheld: tuple[tuple[str, str], ...] = ()
    names_stay: tuple[str, ...] = ()
    also_remove: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class CopyLine:
    """A line as a copy prints it."""

    day: str
    words: str
    source: str
    held_back: str = ""
    """Why it is not in the release copy; on the working copy alone."""


@dataclass(frozen=True, slots=True, repr=False)
class CopySection:
    """The lines of one section, in the order of their days."""

    title: str
    lines: tuple[CopyLine, ...]


def in_order(lines: Iterable[PersonLine]) -> tuple[PersonLine, ...]:
    """The lines by section, then by day; those without a day first, and what is alike as it was gathered."""
    return tuple(sorted(lines, key=lambda x: (_ORDER[x.section], x.day or date.min)))


def working_copy(file: PersonFile, choice: Choice, words: Mapping[Section, str]) -> tuple[CopySection, ...]:
    """Every line, what will be removed in «angle marks», and why a line is held back. `words` head the sections."""
    redactor = redactor_for(file, choice)
    reasons = dict(choice.withheld)
    return _sections(
        file.lines,
        words,
        lambda line: CopyLine(
            day_text(line.day) if line.day else "",
            marked(redactor, line.words),
            marked(redactor, line.source),
            reasons.get(line.key, ""),
        ),
    )


def release_copy(
    file: PersonFile, choice: Choice, words: Mapping[Section, str], *, harmful: Collection[str] = ()
) -> tuple[CopySection, ...]:
    """What goes out: no line that is held back or `harmful`, no name that is removed, and no gap where one stood."""
    gone = {key for key, _ in choice.withheld} | set(harmful)
    redactor = redactor_for(file, choice)
    return _sections(
        (line for line in file.lines if line.key not in gone),
        words,
        lambda line: CopyLine(
            day_text(line.day) if line.day else "", redactor.text(line.words), redactor.text(line.source)
        ),
    )


def redactor_for(file: PersonFile, choice: Choice) -> Redactor:
    """What takes every third party out but those who may stay; a part that is also the person's own name stays."""
    stay = {folded(name) for name in choice.names_stay}
    own = {folded(form) for name in file.names for form in name_forms(name)}
    own |= {folded(form) for name in choice.names_stay for form in name_forms(name)}
    whole: list[str] = []
    parts: list[str] = []
    for party in file.third:
        if folded(party.name) in stay:
            continue
        for form in name_forms(party.name):
            if folded(form) not in own:
                (whole if len(form.split()) > 1 else parts).append(form)
    return Redactor(Hidden(tuple(parts), (*whole, *chosen_words(choice.also_remove))))


def marked(redactor: Redactor, text: str) -> str:
    """The text as it stands, with « » round what will be removed; whole where the marks cannot be matched."""
    found = redactor.redact(text)
    if not found.removed:
        return text
    return _bracketed(text, found.text)


def _bracketed(text: str, taken: str) -> str:
    """Put what `taken` lacks back in brackets: the kept pieces stand in both texts in one order."""
    kept = taken.split(removed_mark())
    out, at = [kept[0]], len(kept[0])
    for place, piece in enumerate(kept[1:], 1):
        last = place == len(kept) - 1
        end = (len(text) - len(piece)) if last else text.find(piece, at + 1)
        if end < at:
            return f"«{text}»"
        out.append(f"«{text[at:end]}»{piece}")
        at = end + len(piece)
    return "".join(out)


def _sections(
    lines: Iterable[PersonLine], words: Mapping[Section, str], told: Callable[[PersonLine], CopyLine]
) -> tuple[CopySection, ...]:
    found: dict[Section, list[CopyLine]] = {}
    for line in in_order(lines):
        found.setdefault(line.section, []).append(told(line))
    return tuple(CopySection(words[section], tuple(found[section])) for section in Section if section in found)
