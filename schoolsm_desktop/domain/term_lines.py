"""What a list of dates says of a school year: line by line what each is taken for, and the terms and closures they make.

A list from outside is untidy: whole terms, or only their first and last days; halves of a term; holidays between terms
and bank holidays among them. Every line is a proposal; a person corrects it before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from .calendar import LONGEST_CLOSURE, Closure, ClosureKind, Term
from .wording import day_text, tr


class LineKind(StrEnum):
    """What a line is taken for."""

    TERM = "term"
    TERM_STARTS = "term-starts"
    TERM_ENDS = "term-ends"
    HALF_TERM = "half-term"
    TRAINING_DAY = "training-day"
    CLOSED = "closed"
    LEFT_OUT = "left-out"


LINE_WORDS = {
    LineKind.TERM: "Term",
    LineKind.TERM_STARTS: "First day of a term",
    LineKind.TERM_ENDS: "Last day of a term",
    LineKind.HALF_TERM: "Half-term holiday",
    LineKind.TRAINING_DAY: "Training day",
    LineKind.CLOSED: "School closed",
    LineKind.LEFT_OUT: "Left out",
}


class Left(StrEnum):
    """Why a line is left out from the start."""

    BETWEEN_TERMS = "between-terms"
    BANK_HOLIDAY = "bank-holiday"
    NOT_UNDERSTOOD = "not-understood"


LEFT_WORDS = {
    Left.BETWEEN_TERMS: "A holiday between terms: it follows from the terms.",
    Left.BANK_HOLIDAY: "Bank holidays are known already.",
    Left.NOT_UNDERSTOOD: "Nothing that closes the school, as far as can be seen.",
}


@dataclass(frozen=True, slots=True)
class TermLine:
    """One line: what it is taken for and its days, `None` where one cannot be read. `said` is how they stood in the file."""

    number: int
    name: str
    kind: LineKind
    starts: date | None
    ends: date | None
    said: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The terms and closures that lines make, and what is doubtful, by line."""

    terms: tuple[Term, ...]
    closures: tuple[Closure, ...]
    doubts: Mapping[int, tuple[str, ...]]
    stops: Mapping[int, str]
    """Lines that must be corrected or left out before anything can be kept."""


_SEASON = re.compile(r"\b(autumn|winter|christmas|spring|lent|easter|summer|trinity|michaelmas|term\s*\d)\b", re.I)
_HALF = re.compile(r"half[\s-]*term|mid[\s-]*term", re.I)
_HALVES = re.compile(
    r"\b(?:(?:first|1st)\s+half|(?:term\s+)?(?:a|1|i))\b|\b(?:(?:second|2nd)\s+half|(?:term\s+)?(?:b|2|ii))\b", re.I
)
_TRAINING = re.compile(
    r"\binset\b|training|in[\s-]?service|staff\s+day|\bpd\s*day|professional|\bstaff development", re.I
)
_BANK = re.compile(
    r"bank\s*holiday|public\s*holiday|good friday|easter monday|boxing day|christmas day|new year.?s day|may day", re.I
)
_CLOSED = re.compile(
    r"closed|closure|occasional|polling|local holiday|non[\s-]?pupil|discretionary|\bno school\b", re.I
)
_HOLIDAY = re.compile(r"holiday|vacation|\bbreak\b", re.I)
_STARTS = re.compile(r"\b(starts?|begins?|beginning|first day|opens?|return|start of|back to school)\b", re.I)
_ENDS = re.compile(r"\b(ends?|finish(?:es)?|closes?|last day|end of|break(?:s)? up)\b", re.I)
_TERM = re.compile(r"\bterm\b|\bsemester\b", re.I)
_YEAR = re.compile(r"\b20\d\d\b")


def kind_of(name: str) -> tuple[LineKind, Left | None]:
    """What a line of this name is taken for."""
    if _TRAINING.search(name):
        return LineKind.TRAINING_DAY, None
    if _BANK.search(name):
        return LineKind.LEFT_OUT, Left.BANK_HOLIDAY
    if _HALF.search(name) and not _halves(name):
        return LineKind.HALF_TERM, None
    if _HOLIDAY.search(name) and not _ENDS.search(name):
        return LineKind.LEFT_OUT, Left.BETWEEN_TERMS
    if _CLOSED.search(name) and not _TERM.search(name):
        return LineKind.CLOSED, None
    if _TERM.search(name) or _SEASON.search(name):
        return _of_term(name), None
    return LineKind.LEFT_OUT, Left.NOT_UNDERSTOOD


def _of_term(name: str) -> LineKind:
    if _STARTS.search(name):
        return LineKind.TERM_STARTS
    return LineKind.TERM_ENDS if _ENDS.search(name) else LineKind.TERM


def _halves(name: str) -> bool:
    return bool(re.search(r"\b(first|second|1st|2nd)\s+half\b", name, re.I))


def understood(lines: Iterable[TermLine]) -> tuple[TermLine, ...]:
    """The lines with what each is taken for, and why one is left out."""
    found = []
    for line in lines:
        kind, left = kind_of(line.name)
        if kind is LineKind.TERM and line.starts is not None and line.starts == line.ends:
            kind, left = LineKind.LEFT_OUT, Left.NOT_UNDERSTOOD
        doubts = (*line.doubts, tr(LEFT_WORDS[left])) if left else line.doubts
        found.append(replace(line, kind=kind, doubts=doubts))
    return tuple(found)


def proposal(lines: Sequence[TermLine], school_id: UUID) -> Proposal:
    """The terms and closures of `lines` as they stand now, with every doubt beside its line. Nothing is kept by this."""
    used = [line for line in lines if line.kind is not LineKind.LEFT_OUT]
    stops = {line.number: said for line in used if (said := _stop(line))}
    good = [line for line in used if line.number not in stops]
    doubts: dict[int, list[str]] = {line.number: list(line.doubts) for line in lines}
    spans = _terms(good, stops)
    terms = [_term(span, school_id) for span in _joined(spans)]
    terms = _with_half_terms(terms, [x for x in good if x.kind is LineKind.HALF_TERM], doubts)
    _note_overlaps(spans, stops)
    closures = tuple(
        Closure(uuid4(), school_id, _named(line.name, 80), line.starts, line.ends, ClosureKind(line.kind.value))
        for line in good
        if line.kind in (LineKind.TRAINING_DAY, LineKind.CLOSED) and line.starts and line.ends
    )
    return Proposal(
        tuple(sorted(terms, key=lambda t: t.starts)),
        tuple(sorted(closures, key=lambda c: c.starts)),
        {number: tuple(said) for number, said in doubts.items() if said},
        stops,
    )


def _stop(line: TermLine) -> str:
    """Why this line cannot be taken as it stands."""
    if line.starts is None or line.ends is None:
        return tr("This day cannot be read or does not exist. Type it, or leave the line out.")
    if line.ends < line.starts:
        return tr("It ends before it begins. Check its two days.")
    length = (line.ends - line.starts).days
    if line.kind in (LineKind.TRAINING_DAY, LineKind.CLOSED, LineKind.HALF_TERM) and length > LONGEST_CLOSURE:
        return tr("It is longer than two months. Check its two days.")
    if line.kind is LineKind.TERM and (length < 1 or length > 200):
        return tr("A term lasts from some days to half a year. Check its two days.")
    return ""


@dataclass(frozen=True, slots=True)
class _Span:
    """A term as one or two lines give it, not yet joined with its other half."""

    name: str
    starts: date
    ends: date
    numbers: tuple[int, ...]
    half: tuple[date, date] | None = None


def _terms(good: Sequence[TermLine], stops: dict[int, str]) -> list[_Span]:
    spans = [
        _Span(x.name, x.starts, x.ends, (x.number,)) for x in good if x.kind is LineKind.TERM and x.starts and x.ends
    ]
    begun = sorted((x for x in good if x.kind is LineKind.TERM_STARTS), key=lambda x: x.starts or date.max)
    ended = sorted((x for x in good if x.kind is LineKind.TERM_ENDS), key=lambda x: x.ends or date.max)
    for at, first in enumerate(begun):
        start = first.starts or date.max
        following = (begun[at + 1].starts or date.max) if at + 1 < len(begun) else date.max
        last = next((x for x in ended if x.ends and start < x.ends < following), None)
        if last is None or last.ends is None:
            stops[first.number] = tr(
                "No last day of this term was found. Make it a term with both days, or leave it out."
            )
            continue
        ended.remove(last)
        spans.append(_Span(_term_name(first.name, last.name), start, last.ends, (first.number, last.number)))
    for line in ended:
        stops[line.number] = tr("No first day of this term was found. Make it a term with both days, or leave it out.")
    return sorted(spans, key=lambda s: s.starts)


def _term_name(first: str, last: str) -> str:
    for name in (first, last):
        season = _SEASON.search(name)
        if season:
            return tr("{season} term", season=season.group(1).capitalize())
    return tr("Term")


def _joined(spans: Sequence[_Span]) -> list[_Span]:
    """Two halves of one term, as some lists give them, are one term with a half-term holiday between them."""
    found: list[_Span] = []
    for span in spans:
        before = found[-1] if found else None
        if before is not None and _are_halves(before, span):
            name = " ".join(_HALVES.sub("", before.name).replace("-", " ").split())
            between = (before.ends + timedelta(days=1), span.starts - timedelta(days=1))
            found[-1] = _Span(name, before.starts, span.ends, before.numbers + span.numbers, _school_week(*between))
        else:
            found.append(span)
    return found


def _are_halves(one: _Span, other: _Span) -> bool:
    season, following = _SEASON.search(one.name), _SEASON.search(other.name)
    if season is None or following is None or season.group(1).lower() != following.group(1).lower():
        return False
    numbered = _HALVES.search(one.name) and _HALVES.search(other.name)
    return bool(numbered) and one.half is None and 2 < (other.starts - one.ends).days <= 24


def _school_week(first: date, last: date) -> tuple[date, date]:
    """From Monday to Friday: a half-term holiday is not said to begin on a Saturday."""
    while first.weekday() >= 5 and first < last:
        first += timedelta(days=1)
    while last.weekday() >= 5 and last > first:
        last -= timedelta(days=1)
    return first, last


def _term(span: _Span, school_id: UUID) -> Term:
    name = _named(span.name, 60)
    if not _TERM.search(name) and _SEASON.search(name):
        name = tr("{season} term", season=name)
    if not _YEAR.search(name):
        name = tr("{term} {year}", term=name, year=span.starts.year)
    half = span.half or (None, None)
    return Term(uuid4(), school_id, name, span.starts, span.ends, half[0], half[1])


def _with_half_terms(terms: Sequence[Term], halves: Sequence[TermLine], doubts: dict[int, list[str]]) -> list[Term]:
    found = list(terms)
    for line in halves:
        if line.starts is None or line.ends is None:
            continue
        first, last = _school_week(line.starts, line.ends)
        at = next((n for n, t in enumerate(found) if t.starts <= first and last <= t.ends), None)
        if at is None:
            doubts[line.number].append(tr("It lies in none of the terms here, so it is not taken."))
        elif found[at].half_term_starts is not None:
            said = tr("{term} has a half-term holiday already, so this one is not taken.", term=found[at].name)
            doubts[line.number].append(said)
        else:
            found[at] = replace(found[at], half_term_starts=first, half_term_ends=last)
    return found


def _note_overlaps(spans: Sequence[_Span], stops: dict[int, str]) -> None:
    for before, after in zip(spans, spans[1:], strict=False):
        if after.starts <= before.ends:
            said = tr(
                "It begins on {day}, before {before} has ended. Correct one of the two, or leave one out.",
                day=day_text(after.starts),
                before=before.name,
            )
            stops[after.numbers[0]] = said


def _named(name: str, longest: int) -> str:
    return " ".join(name.split())[:longest].strip() or tr("Days without school")
