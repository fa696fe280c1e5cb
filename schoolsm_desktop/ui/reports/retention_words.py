"""How the part about keeping and destroying puts its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schoolsm_desktop.domain.retention_review import STATE_WORDS, ReviewLine, ReviewState
from schoolsm_desktop.domain.retention_rules import class_words
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.destruction_views import DestructionLine
from schoolsm_desktop.services.retention import OrderLine, PeriodLine, RetentionView
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

MOST_LINES = 25
"""So many records of a class are named in the pane; all of them stand in the dialog that asks."""
_STATES = {
    ReviewState.MAY_GO: State.WARN,
    ReviewState.KEPT: State.GOOD,
    ReviewState.NEEDED: State.GOOD,
    ReviewState.ASKED: State.STOP,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a destruction, or a class with what stands over its time."""

    key: str
    title: str
    detail: str
    stands: str
    state: State | None
    period: PeriodLine | None = None
    destruction: DestructionLine | None = None
    reviewed: tuple[ReviewLine, ...] = ()
    orders: tuple[OrderLine, ...] = ()


def lines_of(view: RetentionView) -> tuple[Line, ...]:
    """What waits for a second person first, then every class, then what is over."""
    asked = [_destruction(one) for one in view.destructions if one.destruction.is_open]
    over = [_destruction(one) for one in view.destructions if not one.destruction.is_open]
    return (*asked, *(_class(one, view) for one in view.periods), *over)


def _destruction(one: DestructionLine) -> Line:
    state = State.STOP if one.destruction.is_open else State.GOOD
    return Line(str(one.destruction.id), one.title, tr("Asked by {who}", who=one.asked), one.state, state, None, one)


def _class(one: PeriodLine, view: RetentionView) -> Line:
    reviewed = tuple(x for x in view.lines if x.record.record_class is one.record_class)
    orders = tuple(x for x in view.orders if x.order.record_class is one.record_class and x.stands)
    free = len([x for x in reviewed if x.state is ReviewState.MAY_GO])
    state: State | None = None
    if free:
        said, state = ntr("{count} over its time", "{count} over their time", free), State.WARN
    elif one.order is not None:
        said, state = tr("Keep, do not destroy"), State.GOOD
    elif one.is_fixed:
        said = tr("Kept for good")
    elif not one.there:
        said = tr("None")
    elif reviewed:
        said, state = ntr("{count} kept longer", "{count} kept longer", len(reviewed)), State.GOOD
    else:
        said = tr("Nothing over its time")
    return Line(one.record_class.value, one.title, one.period, said, state, one, None, reviewed, orders)


def retention_columns() -> tuple[Column[Line], ...]:
    """What it is and how it stands."""
    return (
        Column("what", tr("What"), lambda x: x.title, detail=lambda x: x.detail, bold=True, grow=True, width=200),
        Column("stands", tr("Stands"), lambda x: x.stands, state=lambda x: x.state, width=200),
    )


def facts_of(line: Line, backups: str) -> Sequence[Fact]:
    """Everything about what is chosen."""
    if line.destruction is not None:
        return _destruction_facts(line.destruction, backups)
    return _class_facts(line) if line.period is not None else ()


def _class_facts(line: Line) -> list[Fact]:
    period = line.period
    if period is None:
        return []
    facts = [
        Fact(tr("How long"), period.period),
        Fact(tr("Why"), period.rule.reason),
        Fact(tr("Rests on"), period.rule.law),
    ]
    if not period.is_own:
        facts[-1] = Fact(tr("Rests on"), tr("{law}. Usual practice: check with your adviser.", law=period.rule.law))
    if period.there:
        said = ntr("{count} record", "{count} records", period.there)
        if period.next_on is not None:
            said = tr("{count}; the next comes up on {day}", count=said, day=day_text(period.next_on))
        facts.append(Fact(tr("There are"), said))
    facts += [Fact(tr("Keep, do not destroy"), _order(one)) for one in line.orders]
    if line.reviewed:
        facts.append(Fact(tr("Over their time"), [_reviewed(one) for one in line.reviewed[:MOST_LINES]]))
        more = len(line.reviewed) - MOST_LINES
        if more > 0:
            facts.append(Fact(tr("And"), ntr("{count} more record", "{count} more records", more)))
    return facts


def kept_words(one: OrderLine) -> str:
    """What an order keeps, where its class is named already."""
    kind = class_words(one.order.record_class)
    if one.order.record_id is None:
        return tr("Everything: {what}", what=kind)
    return one.what.removeprefix(f"{kind}: ")


def _order(one: OrderLine) -> str:
    until = tr(", until {day}", day=day_text(one.order.until)) if one.order.until else ""
    return tr(
        "{what}: {why}. By {who}, {day}{until}",
        what=kept_words(one),
        why=one.order.reason,
        who=one.by,
        day=day_text(one.order.since),
        until=until,
    )


def _reviewed(one: ReviewLine) -> FactLine:
    why = one.why or tr(STATE_WORDS[one.state])
    said = tr("{what} · since {day} · {why}", what=one.record.label, day=day_text(one.over_on), why=why)
    return FactLine(said, _STATES[one.state])


def _destruction_facts(one: DestructionLine, backups: str) -> list[Fact]:
    facts = [Fact(tr("Asked by"), one.asked), Fact(tr("Stands"), one.state)]
    if one.destruction.reason:
        facts.append(Fact(tr("Why"), one.destruction.reason))
    if one.records:
        shown = [FactLine(tr("{what}: {name}", what=what, name=name)) for what, name in one.records[:MOST_LINES]]
        more = len(one.records) - MOST_LINES
        if more > 0:
            shown.append(FactLine(ntr("and {count} more record", "and {count} more records", more)))
        facts.append(Fact(tr("What would go"), shown))
    else:
        counts = [FactLine(tr("{what}: {count}", what=class_words(kind), count=count)) for kind, count in one.classes]
        facts.append(Fact(tr("How many"), counts))
    if one.destruction.done_at is not None or one.destruction.is_open:
        facts.append(Fact(tr("Backups"), backups))
    return facts
