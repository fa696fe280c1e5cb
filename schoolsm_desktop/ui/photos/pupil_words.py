"""The roll in words: columns, states, and the facts about one pupil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from schoolsm_desktop.domain.photo_answers import UNANSWERED, Verdict
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.pupil_views import AdultLine, Overall, PupilLine, PupilView
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

OVERALL_STATE = {
    Overall.EVERYWHERE: State.GOOD,
    Overall.SOME: State.WARN,
    Overall.CHECK: State.WARN,
    Overall.NOWHERE: State.STOP,
    Overall.OPEN: State.UNKNOWN,
    Overall.HOLD: State.STOP,
    Overall.LEFT: State.UNKNOWN,
}
HISTORY_SHOWN = 40
"""How many answers stand in the pane; all of them in the dialog of answers."""


def verdict_state(verdict: Verdict) -> State:
    """How a verdict is coloured."""
    if verdict in (Verdict.YES, Verdict.TOLD):
        return State.GOOD
    if verdict in UNANSWERED or verdict is Verdict.LEFT:
        return State.UNKNOWN
    return State.WARN if verdict in (Verdict.CONDITION, Verdict.CHECK_SIGNER) else State.STOP


def pupil_columns() -> tuple[Column[PupilLine], ...]:
    """Name, class, and what stands in short."""
    return (
        Column(
            "name",
            tr("Pupil"),
            lambda x: x.pupil.name,
            sort=lambda x: x.order,
            detail=lambda x: other_names(x.pupil),
            bold=True,
            grow=True,
            width=150,
        ),
        Column("class", tr("Class"), lambda x: x.classes, width=95),
        Column(
            "stands",
            tr("Where pictures may go"),
            lambda x: x.short.words,
            state=lambda x: OVERALL_STATE[x.short.overall],
            width=260,
        ),
    )


def other_names(pupil: Pupil) -> str:
    """The legal name where it differs from the spoken one, and former names."""
    legal = f"{pupil.given_name} {pupil.family_name}".strip()
    former = ", ".join(name for name, _until in pupil.former_names)
    said = [tr("legal name {name}", name=legal)] if legal != pupil.name else []
    return "; ".join([*said, *([tr("formerly {names}", names=former)] if former else [])])


def under_words(view: PupilView) -> str:
    """The line under the name: class and year."""
    pupil = view.pupil
    parts = [", ".join(pupil.classes) or tr("No class yet")]
    if pupil.year:
        parts.append(tr("Year {year}", year=pupil.year))
    return " · ".join(parts)


def places_fact(view: PupilView) -> Fact:
    """What stands for each place."""
    lines = [
        FactLine(
            tr("{place}: {said}", place=x.name, said=x.words) + (f" · {x.detail}" if x.detail else ""),
            verdict_state(x.verdict),
        )
        for x in view.places
    ]
    return Fact(tr("Where pictures may go"), lines or tr("No place is set yet"))


def adult_words(line: AdultLine) -> str:
    """One who answers, with what it means."""
    return tr("{who}: {said}", who=line.who, said=line.words)


def record_facts(view: PupilView, today: date) -> tuple[Fact, ...]:
    """Everything else that is known of the pupil, what is empty left out."""
    return tuple(_record_facts(view, today))


def _record_facts(view: PupilView, today: date) -> Iterator[Fact]:
    pupil = view.pupil
    if view.siblings:
        said = [FactLine(f"{s.name} ({s.class_name})" if s.class_name else s.name) for s in view.siblings]
        yield Fact(tr("Brothers and sisters"), said)
    names = other_names(pupil)
    if names:
        yield Fact(tr("Other names"), names)
    yield Fact(tr("Birth date"), day_text(pupil.birth_date) if pupil.birth_date else "")
    yield Fact(tr("Unique pupil number"), pupil.upn)
    roll = _roll_words(pupil, today)
    if roll:
        yield Fact(tr("On the roll"), roll)
    if view.forms:
        yield Fact(tr("Photo forms"), [FactLine(f"{x.words}: {x.detail}") for x in view.forms])
    yield Fact(tr("Pictures"), [FactLine(x.words) for x in view.pictures] or tr("In none that is known"))
    yield _history_fact(view)


def _history_fact(view: PupilView) -> Fact:
    lines = [
        FactLine(tr("{day}: {place}, {said} ({by})", day=day_text(x.answer.on), place=x.place, said=x.words, by=x.by))
        for x in view.history[:HISTORY_SHOWN]
    ]
    more = len(view.history) - len(lines)
    if more > 0:
        lines.append(FactLine(tr("and {count} more, in the answers", count=more)))
    if view.history_held:
        lines.append(FactLine(tr("On hold: ask the DSL what was said.")))
    return Fact(tr("What was answered"), lines or tr("Nothing yet"))


def _roll_words(pupil: Pupil, today: date) -> str:
    if pupil.on_roll_to is not None:
        day = day_text(pupil.on_roll_to)
        return tr("Left, last day {day}", day=day) if pupil.has_left(today) else tr("Leaves, last day {day}", day=day)
    return tr("Since {day}", day=day_text(pupil.on_roll_from)) if pupil.on_roll_from else ""


def hold_facts(view: PupilView, reasons: tuple[FactLine, ...]) -> tuple[Fact, ...]:
    """For the DSL alone: who put the pupil on hold and, once it was opened, why."""
    facts = []
    if view.holds:
        said = [
            FactLine(
                tr("Since {day}, by {name}", day=day_text(x.since), name=x.by),
                State.UNKNOWN if x.looked_at else State.WARN,
            )
            for x in view.holds
        ]
        facts.append(Fact(tr("On hold (only the DSL sees this)"), said))
    elif view.rights.decide and view.on_hold:
        facts.append(
            Fact(
                tr("On hold (only the DSL sees this)"),
                [
                    FactLine(
                        tr("The adults answered differently. End the say of one, or put the pupil on hold."), State.WARN
                    )
                ],
            )
        )
    if reasons:
        facts.append(Fact(tr("Opened now"), reasons))
    return tuple(facts)
