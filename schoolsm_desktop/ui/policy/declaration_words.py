"""How declarations are said: the list's columns, the facts beside it, how far everybody has come."""

from __future__ import annotations

from collections.abc import Callable

from schoolsm_desktop.domain.declarations import Standing
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.declarations import AskedKind, DeclarationsView, DeclaredLine, PersonLine
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State


def columns(asked: tuple[AskedKind, ...]) -> tuple[Column[PersonLine], ...]:
    """The person, and one column for each thing that is asked."""
    person: Column[PersonLine] = Column(
        "person",
        tr("Person"),
        lambda x: x.person.name,
        sort=lambda x: x.person.sort_name.casefold(),
        detail=lambda x: x.person.job_title,
        bold=True,
        grow=True,
    )
    return (person, *(_column(at, each) for at, each in enumerate(asked)))


def _column(at: int, each: AskedKind) -> Column[PersonLine]:
    return Column(
        each.kind.value,
        each.short,
        _in_cell(at, _short_words),
        sort=lambda x: str(x.standings[at].until or ""),
        state=lambda x: state_of(x, x.standings[at]),
        hint=_in_cell(at, lambda x, found: found.words(x.today)),
    )


def _in_cell(at: int, words: Callable[[PersonLine, Standing], str]) -> Callable[[PersonLine], str]:
    return lambda line: words(line, line.standings[at])


def _short_words(line: PersonLine, found: Standing) -> str:
    if found.latest is None:
        return tr("Not yet")
    if not found.counts_on(line.today):
        return tr("Ran out")
    if found.lacks_disclaimer:
        return tr("No wording")
    return day_text(found.latest.on)


def state_of(line: PersonLine, found: Standing) -> State:
    """Answered, to be asked again, or something to put right."""
    if found.lacks_disclaimer and found.counts_on(line.today):
        return State.STOP
    if found.counts_on(line.today):
        return State.GOOD
    return State.UNKNOWN if found.latest is None else State.WARN


def coverage_words(view: DeclarationsView) -> str:
    """`Privacy settings: 22 of 36, 61 %`, for each thing that is asked."""
    words = {each.kind: each.words for each in view.asked}
    return "\n".join(tr("{what}: {done}", what=words[found.kind], done=found.words) for found in view.coverage)


def facts(asked: tuple[AskedKind, ...], line: PersonLine) -> list[Fact]:
    """Each thing that is asked with its standing, and below it what was declared."""
    found = []
    for each, stands in zip(asked, line.standings, strict=True):
        lines = [FactLine(stands.words(line.today), state_of(line, stands))]
        lines += [FactLine(declared_words(x)) for x in line.declared if x.declaration.kind is each.kind]
        found.append(Fact(asked_words(each), lines))
    return found


def asked_words(each: AskedKind) -> str:
    """What is asked, how often, and the clause."""
    said = tr("{what}, {often}", what=each.words, often=each.interval.lower())
    return tr("{said} ({clause})", said=said, clause=each.clause) if each.clause else said


def declared_words(line: DeclaredLine) -> str:
    """One declaration in a line; what is sealed is not in it."""
    said = {"day": day_text(line.declaration.on), "name": line.recorded_by}
    answer = line.answer or tr("Answered; sealed")
    if line.declaration.withdrawn_at is not None:
        return tr("{day}: {answer}. Taken back.", answer=answer, day=said["day"])
    return tr("{day}: {answer}. Entered by {name}.", answer=answer, **said)
