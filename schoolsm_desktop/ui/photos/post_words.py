"""How published things are said: in the list and beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from schoolsm_desktop.domain.posts import PostKind, PostState
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.post_views import PostLine, PostRights, PostView
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State


def post_columns(today: Callable[[], date]) -> tuple[Column[PostLine], ...]:
    """What, when, who can be seen, what is next."""
    return (
        Column(
            "what",
            tr("What"),
            lambda x: x.post.title,
            detail=_beside,
            bold=True,
            grow=True,
            width=210,
        ),
        Column("out", tr("Out since"), _out, sort=lambda x: x.post.published_on or date.max, width=120),
        Column("seen", tr("Who can be seen"), _seen, detail=_names, state=_seen_state, width=190),
        Column("next", tr("Next"), lambda x: _next(x, today()), sort=lambda x: x.due, state=lambda x: _late(x, today()), width=170),
    )  # fmt: skip


def post_facts(view: PostView, rights: PostRights) -> list[Fact]:
    """Everything that stands beside one published thing."""
    line, post = view.line, view.line.post
    facts = [Fact(tr("Where"), line.where)]
    if post.address:
        facts.append(Fact(tr("Address"), post.address))
    facts.append(Fact(tr("Stands"), _stands(line)))
    if view.pupils:
        facts.append(Fact(tr("Who can be seen"), [_pupil(name, off) for _, name, off in view.pupils]))
    elif line.seen:
        state = State.WARN if not post.pupils_marked else None
        facts.append(Fact(tr("Who can be seen"), [FactLine(line.seen, state)]))
    if line.to_come_off and not view.pupils:
        facts.append(Fact(tr("To come off"), [FactLine(off_words(line.to_come_off), State.STOP)]))
    facts.append(Fact(tr("Photo check"), _check(view)))
    for label, text in ((tr("Event"), view.event), (tr("Originals"), post.originals), (tr("Note"), post.note)):
        if text:
            facts.append(Fact(label, text))
    if post.copies:
        facts.append(Fact(tr("Copies given to"), [FactLine(_copy(*pair)) for pair in post.copies]))
    facts += _correction_facts(view, rights)
    facts += [Fact(tr("Looked at {when}", when=head), said) for head, said in view.reviews]
    facts.append(Fact(tr("Written down by"), view.recorded_by))
    return facts


def off_words(count: int) -> str:
    """How many can be seen who must not."""
    return ntr("{count} pupil must not be seen here", "{count} pupils must not be seen here", count)


def _correction_facts(view: PostView, rights: PostRights) -> list[Fact]:
    facts = []
    for correction, by in view.corrections:
        lines = [FactLine(correction.wrong)]
        if correction.corrected_on is None:
            lines.append(FactLine(tr("not put right yet"), State.WARN))
        else:
            day = day_text(correction.corrected_on)
            lines.append(FactLine(tr("Put right on {day}: {words}", day=day, words=correction.wording), State.GOOD))
        if correction.apology:
            lines.append(FactLine(tr("Apology: {words}", words=correction.apology)))
        if correction.told:
            lines.append(FactLine(tr("Told: {who}", who=correction.told)))
        head = tr("Mistake noticed on {day}, {name}", day=day_text(correction.noticed_on), name=by)
        facts.append(Fact(head, lines))
    if facts and rights.corrects:
        facts.append(Fact(tr("Your policy"), rights.corrects))
    return facts


def _pupil(name: str, off: bool) -> FactLine:
    if off:
        return FactLine(tr("{name}: not here any more", name=name), State.STOP)
    return FactLine(name)


def _check(view: PostView) -> str:
    if view.check:
        return view.check
    return tr("None: it was online before") if view.line.post.found_already else tr("None stands with it")


def _copy(who: str, on: str) -> str:
    return tr("{who}, {day}", who=who, day=day_text(date.fromisoformat(on))) if on else who


def _stands(line: PostLine) -> str:
    post = line.post
    if post.state is PostState.TAKEN_DOWN:
        return tr("Taken down on {day}", day=day_text(post.taken_down_on))
    if post.state is PostState.PLANNED:
        return tr("Not out yet: planned for {day}", day=day_text(post.scheduled_for))
    if post.state is PostState.DROPPED:
        return line.state
    said = tr("Out since {day}", day=day_text(post.published_on)) if post.published_on else tr("Out")
    if post.take_down_on is not None:
        said = tr("{said}, until {day}", said=said, day=day_text(post.take_down_on))
    return said


def _beside(line: PostLine) -> str:
    if line.post.kind is PostKind.DISPLAY:
        return line.where
    return tr("{kind} · {where}", kind=line.kind, where=line.where)


def _out(line: PostLine) -> str:
    if line.post.state is PostState.LIVE:
        return day_text(line.post.published_on) if line.post.published_on else tr("day not known")
    return line.state


def _seen(line: PostLine) -> str:
    if not line.to_come_off:
        return line.seen
    return ntr("{count} must come off", "{count} must come off", line.to_come_off)


def _names(line: PostLine) -> str:
    shown = ", ".join(line.names[:3])
    more = len(line.names) - 3
    return tr("{names} and {count} more", names=shown, count=more) if more > 0 else shown


def _seen_state(line: PostLine) -> State | None:
    if line.to_come_off:
        return State.STOP
    return State.WARN if line.post.is_out and not line.post.pupils_marked else None


def _next(line: PostLine, today: date) -> str:
    if line.open_corrections:
        return tr("Put a mistake right")
    due = line.due
    if due is None:
        return ""
    late = (today - due).days
    if late > 0:
        return ntr("Overdue {count} day", "Overdue {count} days", late)
    if late == 0:
        return tr("Today")
    if due == line.post.take_down_on:
        return tr("Comes off on {day}", day=day_text(due))
    if line.post.state is PostState.PLANNED:
        return tr("Planned for {day}", day=day_text(due))
    return tr("Look on {day}", day=day_text(due))


def _late(line: PostLine, today: date) -> State | None:
    if line.open_corrections:
        return State.WARN
    due = line.due
    if due is None or due > today:
        return None
    return State.STOP if due < today else State.WARN
