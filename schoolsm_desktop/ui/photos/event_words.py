"""How events and numbered lists are said: in the two lists, and in the pane beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from schoolsm_desktop.domain.events import COPY_STATE_WORDS, CopyState, EventBreach, EventState
from schoolsm_desktop.domain.wording import day_text, list_text, moment_text, ntr, tr
from schoolsm_desktop.services.event_views import CopyLine, EventLine
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

EVENT_STATE_WORDS = {
    EventState.NOW: "Today",
    EventState.COMING: "Coming",
    EventState.OVER: "Over",
    EventState.CANCELLED: "Cancelled",
}
COPY_STATES: Mapping[CopyState, State | None] = {
    CopyState.OUT: None,
    CopyState.BACK: State.GOOD,
    CopyState.SHREDDED: State.GOOD,
    CopyState.LOST: State.STOP,
}


def untold(line: EventLine) -> list[EventBreach]:
    """The breaches of which the headteacher has not been told."""
    return [breach for breach in line.breaches if breach.told_head_on is None]


def event_state(line: EventLine) -> tuple[str, State | None]:
    """What the list says of an event: what it wants, else where it stands."""
    if untold(line):
        return tr("Rule broken"), State.STOP
    if line.missing:
        return tr("Not ready"), State.WARN
    if line.state in (EventState.NOW, EventState.COMING):
        return tr("Ready"), State.GOOD
    return tr(EVENT_STATE_WORDS[line.state]), None


def copy_state(line: CopyLine) -> tuple[str, State | None]:
    """What the list says of a numbered list."""
    if line.outdated:
        return tr("Out of date"), State.STOP
    if line.overdue:
        return tr("Overdue"), State.WARN
    return tr(COPY_STATE_WORDS[line.copy.state]), COPY_STATES[line.copy.state]


def event_columns() -> tuple[Column[EventLine], ...]:
    """The list of events, what comes next first."""
    return (
        Column("what", tr("Event"), lambda x: x.event.name, detail=lambda x: x.kind, bold=True, grow=True),
        Column("when", tr("When"), lambda x: x.days, sort=lambda x: x.event.on, width=120),
        Column("state", tr("State"), lambda x: event_state(x)[0], state=lambda x: event_state(x)[1], width=120),
    )


def copy_columns() -> tuple[Column[CopyLine], ...]:
    """The numbered lists, those that are out first."""
    return (
        Column(
            "number",
            tr("List"),
            lambda x: tr("No. {number}", number=str(x.copy.number)),
            sort=lambda x: x.copy.number,
            detail=lambda x: x.what,
            bold=True,
            width=130,
        ),
        Column("who", tr("Given to"), lambda x: x.copy.given_to, detail=lambda x: x.whom, grow=True),
        Column(
            "shred", tr("Shredded by"), lambda x: day_text(x.copy.shred_by), sort=lambda x: x.copy.shred_by, width=110
        ),
        Column("state", tr("State"), lambda x: copy_state(x)[0], state=lambda x: copy_state(x)[1], width=120),
    )


def event_facts(line: EventLine, head: str) -> list[Fact]:
    """Everything about one event."""
    event = line.event
    facts = []
    if line.missing:
        facts.append(Fact(tr("Still missing"), [FactLine(words, State.WARN) for words in line.missing]))
    facts += [Fact(tr("What happened"), _breach_lines(breach, head)) for breach in line.breaches]
    where = tr("{day}, {where}", day=line.days, where=event.where) if event.where else line.days
    facts += [
        Fact(tr("When and where"), where),
        Fact(tr("Who takes part"), line.classes),
        Fact(tr("Our own pictures go to"), line.places),
        Fact(tr("Who holds the list"), line.holder),
        Fact(tr("Rule of the day"), [*(FactLine(words) for words in line.rule), FactLine(line.rule_source)]),
    ]
    if event.wants_notice:
        printed = tr("Printed on {day}", day=day_text(event.notice_printed_on)) if event.notice_printed_on else ""
        facts.append(
            Fact(tr("Notice for the door"), [FactLine(line.notice), *([FactLine(printed)] if printed else [])])
        )
    for label, text in ((tr("Who sits and stands where"), event.seating), (tr("Note"), event.note)):
        if text:
            facts.append(Fact(label, text))
    if line.copies:
        facts.append(
            Fact(tr("Numbered lists"), [FactLine(_copy_words(copy), copy_state(copy)[1]) for copy in line.copies])
        )
    if line.pictures:
        facts.append(
            Fact(tr("Published"), ntr("{count} picture of it is out", "{count} pictures of it are out", line.pictures))
        )
    return facts


def _breach_lines(breach: EventBreach, head: str) -> list[FactLine]:
    lines = [FactLine(tr("{when}: {words}", when=moment_text(breach.at), words=breach.words))]
    if breach.told_head_on is None:
        lines.append(FactLine(tr("The {head} has not been told yet", head=head), State.STOP))
    else:
        told = tr("The {head} was told on {day}", head=head, day=day_text(breach.told_head_on))
        lines.append(FactLine(told, State.GOOD))
    if breach.what_was_done:
        lines.append(FactLine(breach.what_was_done))
    return lines


def _copy_words(line: CopyLine) -> str:
    return tr(
        "No. {number}, given to {name}: {state}",
        number=str(line.copy.number),
        name=line.copy.given_to,
        state=copy_state(line)[0],
    )


def copy_facts(line: CopyLine, today: date) -> list[Fact]:
    """Everything about one numbered list; children's names only where it is lost."""
    copy = line.copy
    words, state = copy_state(line)
    lines = [FactLine(words, state)]
    if line.outdated:
        lines.append(
            FactLine(tr("An answer has changed since it was printed. Print it anew, and bring this one back."))
        )
    if line.overdue:
        late = (today - copy.shred_by).days
        lines.append(FactLine(ntr("Overdue {count} day", "Overdue {count} days", late), State.WARN))
    facts = [Fact(tr("State"), lines), Fact(tr("Given to"), copy.given_to), Fact(tr("For"), line.whom)]
    if line.event:
        facts.append(Fact(tr("Event"), line.event))
    count = ntr("{count} child stands on it", "{count} children stand on it", len(copy.pupils))
    facts += [
        Fact(tr("How many"), tr("{count}, of {all}", count=count, all=str(copy.pupil_count))),
        Fact(tr("Printed"), tr("{when}, {name}", when=moment_text(copy.printed_at), name=line.printed_by)),
        Fact(tr("Shredded by"), day_text(copy.shred_by)),
    ]
    if line.second:
        facts.append(Fact(tr("Second person"), line.second))
    for label, day in (
        (tr("Back on"), copy.back_on),
        (tr("Shredded on"), copy.shredded_on),
        (tr("Lost on"), copy.lost_on),
    ):
        if day is not None:
            facts.append(Fact(label, day_text(day)))
    if copy.note:
        facts.append(Fact(tr("Note"), copy.note))
    if line.names:
        facts.append(Fact(tr("Who stood on it"), list_text(line.names)))
    return facts
