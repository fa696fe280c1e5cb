"""How lists that are worked off read: their columns, what stands over one, and what is asked before something ends."""

from __future__ import annotations

from datetime import timedelta

from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, LineKind
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.checklist_views import LineView, ListLine, ListView
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State


def under_words(view: ListView) -> str:
    """`Leaves, 27 Nov 2026 · 3 of 11 done · Begun by R. Okafor on 20 Nov 2026 09:00`."""
    what = tr("{kind}, {day}", kind=view.head.kind, day=view.head.day)
    return " · ".join((what, view.head.state, *view.notes, view.started))


def question(row: LineView) -> str:
    if row.line.kind is LineKind.SIGN_IN:
        return tr("End the sign-in?")
    if row.line.kind is LineKind.DUTY:
        return tr("End the duty “{duty}”?", duty=row.line.about)
    return tr("End the access to {account}?", account=row.line.about)


def consequence(row: LineView) -> str:
    if row.line.kind is LineKind.SIGN_IN:
        return tr(
            "The person can no longer sign in, every password is sealed anew, and the records get a new key. "
            "It takes a while and cannot be undone; a new sign-in can be made later."
        )
    if row.line.kind is LineKind.DUTY:
        return tr(
            "It ends on the last day, or today if that has passed. Give it to somebody else where it must be held."
        )
    if row.knows:
        return tr("The person can no longer open the password here. They know it, so it must be changed too.")
    return tr("It ends in the register today, and not only on the last day.")


def cancel_words(checklist: Checklist, passed: bool) -> str:
    if checklist.kind is ChecklistKind.LEAVES and passed:
        return tr("The last day has passed: what has ended stays ended. If the person is here again, use “Came back…”.")
    if checklist.kind is ChecklistKind.LEAVES:
        return tr(
            "The person stays: the last day is taken back. What was ended by then stays ended, and the list is kept."
        )
    return tr("What was done stays done, and the list is kept as cancelled.")


def list_columns() -> tuple[Column[ListLine], ...]:
    return (
        Column(
            "who",
            tr("Who or what"),
            lambda row: row.title,
            detail=lambda row: tr("{kind}, {day}", kind=row.kind, day=row.day),
            bold=True,
            grow=True,
            width=150,
        ),
        Column("state", tr("Done"), _list_words, state=_list_state, hint=lambda row: row.state, width=116),
    )


def _list_words(row: ListLine) -> str:
    if not row.checklist.is_open:
        return tr("Cancelled") if row.checklist.cancelled_at else tr("Signed")
    if row.overdue_days:
        return ntr("{count} day late", "{count} days late", row.overdue_days)
    if row.total and row.done == row.total:
        return tr("To sign")
    return tr("{done} of {total}", done=row.done, total=row.total)


def _list_state(row: ListLine) -> State:
    if not row.checklist.is_open:
        return State.UNKNOWN if row.checklist.cancelled_at else State.GOOD
    return State.STOP if row.overdue_days else State.WARN


def line_columns() -> tuple[Column[LineView], ...]:
    return (
        Column(
            "state",
            tr("State"),
            _line_words,
            state=_line_state,
            sort=lambda row: row.line.position,
            width=104,
        ),
        Column(
            "what",
            tr("What"),
            lambda row: row.what,
            detail=lambda row: row.done if not row.is_open else row.step,
            hint=lambda row: f"{row.what}\n{row.step}",
            bold=True,
            grow=True,
            width=200,
        ),
        Column(
            "due",
            tr("By"),
            _by_day,
            sort=lambda row: row.line.due_at,
            width=92,
        ),
    )


def _by_day(row: LineView) -> str:
    """The last whole day on which it can be done: midnight belongs to the day before."""
    return day_text((row.line.due_at.astimezone() - timedelta(seconds=1)).date()) if row.line.due_at else ""


def _line_words(row: LineView) -> str:
    if row.not_needed:
        return tr("Not needed")
    if not row.is_open:
        return tr("Done")
    return tr("Overdue") if row.is_overdue else tr("To do")


def _line_state(row: LineView) -> State:
    if row.not_needed:
        return State.UNKNOWN
    if not row.is_open:
        return State.GOOD
    return State.STOP if row.is_overdue else State.WARN
