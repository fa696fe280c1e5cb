"""Terms as the school types them, and counting in them. Nothing is built in: dates differ from school to school."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from .errors import FieldError
from .wording import day_text, tr


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its first and last school day, and its half-term holiday if it has one (both days inside it)."""

    id: UUID
    school_id: UUID
    name: str
    starts: date
    ends: date
    half_term_starts: date | None = None
    half_term_ends: date | None = None
    revision: int = 1

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the term, holiday included."""
        return self.starts <= day <= self.ends


class ClosureKind(StrEnum):
    """Why there is no school on a day inside a term. Bank holidays come from a library and are not typed in."""

    TRAINING_DAY = "training-day"
    CLOSED = "closed"


CLOSURE_WORDS = {ClosureKind.TRAINING_DAY: "Training day", ClosureKind.CLOSED: "School closed"}
LONGEST_CLOSURE = 62
"""Days; a longer one is two days typed wrongly, or a holiday between terms."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Days without school inside a term, first and last day included; colleagues work on a training day."""

    id: UUID
    school_id: UUID
    name: str
    starts: date
    ends: date
    kind: ClosureKind = ClosureKind.CLOSED
    revision: int = 1


def check_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms in order; raises FieldError for one that ends before it starts or lies over another of its school."""
    ordered = sorted(terms, key=lambda t: t.starts)
    for term in ordered:
        if term.ends <= term.starts:
            raise FieldError(
                f"ends:{term.name}", tr("{term} ends before it begins. Check its two days.", term=term.name)
            )
        if (term.ends - term.starts).days > 200:
            raise FieldError(
                f"ends:{term.name}",
                tr("{term} is longer than half a year. Check its two days.", term=term.name),
            )
        if term.half_term_starts and term.half_term_ends:
            inside = term.starts <= term.half_term_starts <= term.half_term_ends <= term.ends
            if not inside:
                raise FieldError(
                    f"half:{term.name}",
                    tr("The half-term holiday does not lie inside {term}.", term=term.name),
                )
    for school_id in {term.school_id for term in ordered}:
        _check_apart([term for term in ordered if term.school_id == school_id])
    return tuple(ordered)


def _check_apart(ordered: Sequence[Term]) -> None:
    for before, after in zip(ordered, ordered[1:], strict=False):
        if after.starts <= before.ends:
            raise FieldError(
                f"starts:{after.name}",
                tr(
                    "{after} begins on {day}, before {before} has ended.",
                    after=after.name,
                    day=day_text(after.starts),
                    before=before.name,
                ),
            )


def check_closures(closures: Iterable[Closure]) -> tuple[Closure, ...]:
    """The closures in order; raises FieldError for one without a name, one that ends before it starts, or a very long one."""
    ordered = sorted(closures, key=lambda c: (c.starts, c.ends, c.name))
    for closure in ordered:
        if not closure.name.strip():
            raise FieldError("name", tr("Days without school need a name, such as “Training day”. Nothing was saved."))
        if closure.ends < closure.starts:
            raise FieldError("ends", tr("{name} ends before it begins. Check its two days.", name=closure.name))
        if (closure.ends - closure.starts).days > LONGEST_CLOSURE:
            raise FieldError("ends", tr("{name} is longer than two months. Check its two days.", name=closure.name))
    return tuple(ordered)


def term_on(terms: Iterable[Term], day: date) -> Term | None:
    """The term that `day` lies in."""
    return next((t for t in terms if t.holds(day)), None)


def next_term(terms: Iterable[Term], day: date) -> Term | None:
    """The first term that begins after `day`."""
    return min((t for t in terms if t.starts > day), key=lambda t: t.starts, default=None)


def term_week(term: Term, day: date) -> int:
    """Which week of the term `day` lies in, the week of its first day being 1; weeks begin on Monday."""
    monday = term.starts - timedelta(days=term.starts.weekday())
    return (day - monday).days // 7 + 1


def term_text(terms: Iterable[Term], day: date) -> str:
    """`Autumn term 2026, week 11`, `Half-term holiday`, or when the next term begins."""
    known = list(terms)
    term = term_on(known, day)
    if term is not None:
        if term.half_term_starts and term.half_term_ends and term.half_term_starts <= day <= term.half_term_ends:
            return tr("{term}, half-term holiday", term=term.name)
        return tr("{term}, week {week}", term=term.name, week=term_week(term, day))
    following = next_term(known, day)
    if following is not None:
        return tr("Holiday. {term} begins on {day}", term=following.name, day=day_text(following.starts))
    return tr("No term dates entered")


def academic_year(day: date, *, first_month: int = 9) -> str:
    """`2026-27`; the academic year runs from September to August. (In Scotland pupils come back in August.)"""
    first = day.year if day.month >= first_month else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"
