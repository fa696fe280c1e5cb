"""How the termly review says its lines: the columns of the list, the facts of one access, reviews of before."""

from __future__ import annotations

from schoolsm_desktop.domain.access import LEVEL_WORDS, AccessKind
from schoolsm_desktop.domain.accounts import beside_name
from schoolsm_desktop.domain.reviews import (
    COMPARED_WORDS,
    VERDICT_WORDS,
    Compared,
    Progress,
    ReviewLine,
    Standing,
    Verdict,
)
from schoolsm_desktop.domain.wording import day_text, list_text, moment_text, ntr, tr
from schoolsm_desktop.services.review_sheet import PastReview, ReviewRow, ReviewSheet
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column, Look
from schoolsm_desktop.ui.theme import State

from .words import access_words

STATES = {
    Verdict.KEEP: State.GOOD,
    Verdict.CHANGE: State.WARN,
    Verdict.END: State.STOP,
    Verdict.UNSURE: State.UNKNOWN,
}


def review_columns() -> tuple[Column[ReviewRow], ...]:
    """The columns of the open review."""
    return (
        Column(
            "account",
            tr("Account"),
            lambda row: row.account.name,
            detail=lambda row: beside_name(row.platform, row.account.name),
            bold=True,
            width=140,
        ),
        Column(
            "person",
            tr("Person"),
            lambda row: row.person.name,
            sort=lambda row: row.person.sort_name.casefold(),
            detail=lambda row: row.person.job_title,
            hint=lambda row: f"{row.person.name}\n{row.person.job_title}",
            width=170,
        ),
        Column("access", tr("Access"), lambda row: access_words(row.access), detail=_until),
        Column("last", tr("Last review"), last_words, detail=_compared),
        Column(
            "decision",
            tr("Decision"),
            decision_words,
            state=decision_state,
            detail=lambda row: row.note,
            hint=lambda row: "\n".join(part for part in (decision_words(row), row.note) if part),
            grow=True,
        ),
    )


def _until(row: ReviewRow) -> str:
    if row.access.paused_at is not None:
        return tr("paused")
    return tr("until {day}", day=day_text(row.access.ends)) if row.access.ends else ""


def last_words(row: ReviewRow) -> str:
    """What was decided of this access last time."""
    if row.compared is None:
        return "–"
    return line_words(row.last_time) if row.last_time is not None else tr("not in it")


def _compared(row: ReviewRow) -> str:
    """How it stands against the last review; that it was not in it says that it is new."""
    if row.compared is None or row.compared is Compared.NEW:
        return ""
    return tr(COMPARED_WORDS[row.compared]).lower()


def line_words(line: ReviewLine) -> str:
    """A decision in words, with what changes."""
    if line.verdict is None:
        return tr("not decided")
    if line.verdict is not Verdict.CHANGE:
        return tr(VERDICT_WORDS[line.verdict])
    parts = []
    if line.to_level is not None and line.to_level is not line.level:
        parts.append(tr(LEVEL_WORDS[line.to_level]).lower())
    if line.to_ends is not None and line.to_ends != line.ends:
        parts.append(tr("until {day}", day=day_text(line.to_ends)))
    return tr("Change: {what}", what=", ".join(parts))


def decision_words(row: ReviewRow) -> str:
    """What stands in the last column of a line."""
    if row.standing is Standing.ENDED_SINCE:
        return tr("Ended since")
    if row.standing is Standing.LOOK_AGAIN:
        return tr("Look again: it was changed")
    if row.verdict is not None and row.line is not None:
        return line_words(row.line)
    return tr("For {names}", names=row.decides) if row.decides else ""


def decision_state(row: ReviewRow) -> State | None:
    """How a decision is coloured; None for a line that waits."""
    if row.standing is Standing.ENDED_SINCE:
        return State.UNKNOWN
    if row.standing is Standing.LOOK_AGAIN:
        return State.WARN
    return STATES[row.verdict] if row.verdict is not None else None


def row_facts(row: ReviewRow) -> list[Fact]:
    """One access in full, in the order in which a reviewer asks."""
    access, names = row.access, row.names
    until = day_text(access.ends) if access.ends else tr("its review on {day}", day=day_text(access.review_on))
    shown = [Fact(tr("Access"), access_words(access))]
    if access.paused_at is not None:
        shown.append(Fact(tr("Paused"), day_text(access.paused_at.astimezone().date())))
    shown.append(Fact(tr("From, until"), tr("{first} until {last}", first=day_text(access.starts), last=until)))
    if access.authorised_by is not None:
        by = names.get(access.authorised_by, "–")
        shown.append(Fact(tr("Authorised by"), tr("{name}, {day}", name=by, day=day_text(access.authorised_on))))
    else:
        shown.append(Fact(tr("Authorised by"), [FactLine(tr("Not yet: it was there before the register"), State.WARN)]))
    if access.reason:
        shown.append(Fact(tr("Why"), access.reason))
    if row.ready is not None:
        state = State.GOOD if row.ready.ok else State.WARN
        shown.append(Fact(tr("Policy and training"), [FactLine(row.ready.words, state)]))
    if row.opened or access.kind is AccessKind.KNOWS_PASSWORD:
        shown.append(Fact(tr("Opened the password"), _opened(row)))
    if row.keyholder:
        shown.append(Fact(tr("Keyholder"), tr("Can open every password, whatever is decided here.")))
    return [*shown, *_decided(row)]


def _opened(row: ReviewRow) -> str:
    if not row.opened:
        return tr("never")
    return ntr("{count} time, last {when}", "{count} times, last {when}", row.opened, when=moment_text(row.last_opened))


def _decided(row: ReviewRow) -> list[Fact]:
    found = []
    line = row.line
    if row.decides:
        found.append(
            Fact(
                tr("Your own access"),
                [FactLine(tr("Nobody reviews their own. {names} can decide.", names=row.decides), State.WARN)],
            )
        )
    if line is not None and line.verdict is not None and line.decided_by is not None and line.decided_at is not None:
        who = tr(
            "{name}, {day}",
            name=row.names.get(line.decided_by, "–"),
            day=day_text(line.decided_at.astimezone().date()),
        )
        state = STATES[line.verdict] if row.verdict is not None else State.WARN
        lines = [FactLine(decision_words(row), state), FactLine(who)]
        found.append(Fact(tr("Decision"), [*lines, FactLine(row.note)] if row.note else lines))
    elif row.note:
        found.append(Fact(tr("Note"), row.note))
    return found


def progress_words(at: Progress) -> str:
    """`34 of 61 decided, 2 unsure`."""
    parts = [tr("{decided} of {total} decided", decided=at.decided, total=at.total)]
    if at.unsure:
        parts.append(ntr("{count} unsure", "{count} unsure", at.unsure))
    if at.look_again:
        parts.append(ntr("{count} to look at again", "{count} to look at again", at.look_again))
    if at.ended_since:
        parts.append(ntr("{count} ended since", "{count} ended since", at.ended_since))
    return ", ".join(parts)


def size_words(sheet: ReviewSheet) -> str:
    """`61 accesses of 23 people to 12 accounts`."""
    accesses, people, accounts = sheet.to_review
    return tr(
        "{accesses} of {people} to {accounts}",
        accesses=ntr("{count} access", "{count} accesses", accesses),
        people=ntr("{count} person", "{count} people", people),
        accounts=ntr("{count} account", "{count} accounts", accounts),
    )


def result_words(past: PastReview) -> str:
    """`52 kept, 4 changed, 5 ended`, or why it was given up."""
    if past.review.cancelled_at is not None:
        return tr("Given up: {reason}", reason=past.review.note)
    parts = [
        ntr("{count} kept", "{count} kept", past.counts[Verdict.KEEP]),
        ntr("{count} changed", "{count} changed", past.counts[Verdict.CHANGE]),
        ntr("{count} ended", "{count} ended", past.counts[Verdict.END]),
    ]
    if past.waiting:
        parts.append(ntr("{count} to be carried out", "{count} to be carried out", past.waiting))
    return list_text(parts)


def past_columns(*, may_print: bool) -> tuple[Column[PastReview], ...]:
    """The columns of the list of reviews of before."""
    return (
        Column("term", tr("Review"), lambda past: past.review.term, bold=True),
        Column("day", tr("Signed off"), _signed_day, sort=lambda past: past.review.started_at),
        Column("by", tr("By"), _signed_by),
        Column("result", tr("Result"), result_words, hint=result_words, grow=True),
        Column("print", tr("Evidence"), lambda _past: tr("Print evidence") if may_print else "", look=Look.BUTTON),
    )


def _signed_day(past: PastReview) -> str:
    signed = past.review.signed_off_at
    return day_text(signed.astimezone().date()) if signed is not None else tr("no")


def _signed_by(past: PastReview) -> str:
    if past.review.signed_off_at is None:
        return "–"
    return tr("{name}, under cover", name=past.by) if past.review.under_cover else past.by
