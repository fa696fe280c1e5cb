"""The termly report: when it is written, and when the board is to see it. Nothing here says what it tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .periods import Period, period_before, period_on
from .report_rules import of_period, replacements, standing
from .term_reports import ReportState, TermReport
from .wording import day_text, tr

INTO_THE_NEXT = timedelta(weeks=2)
TO_PRESENT = timedelta(weeks=6)
DRAFT_LIES = timedelta(weeks=3)


def due_reports(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of the headteacher."""
    del now
    for period in _asked(facts, today):
        if of_period(facts.term_reports, period) is None:
            yield _begin(facts, period)
    replaced = replacements(facts.term_reports)
    for report in standing(facts.term_reports):
        if report.state is ReportState.DRAFT:
            yield from _draft(facts, report, today)
        elif report.state is ReportState.FINAL and report.id not in replaced:
            yield from _not_presented(report, today)


def due_on(facts: DueFacts, ends: date) -> date:
    """Two weeks into the next term; where none is typed, four weeks after the last day."""
    following = [term.starts for term in facts.terms if term.starts > ends]
    return min(following) + INTO_THE_NEXT if following else ends + 2 * INTO_THE_NEXT


def _asked(facts: DueFacts, today: date) -> Iterable[Period]:
    """The period of today in its last weeks, and the one before until two weeks into this one.

    A school is not asked for a term that was over before it began to use the program (PRACTICE 23).
    """
    begun = facts.policy_begun.astimezone().date() if facts.policy_begun is not None else today
    period = period_on(facts.terms, today)
    before = period_before(facts.terms, period)
    if before is not None and today <= due_on(facts, before.ends) and begun <= before.ends:
        yield before
    if period.asks_on(today) and begun <= period.ends:
        yield period


def _begin(facts: DueFacts, period: Period) -> DueItem:
    return DueItem(
        f"term-report:{period.starts:%Y-%m-%d}",
        due_on(facts, period.ends),
        tr("Termly report to governors: {term}", term=period.name),
        tr("The figures are there; the opening words and what the board is asked are still to be written."),
        Duty.HEADTEACHER,
        Place.TERM_REPORT,
        tr("Begin…"),
        rank=6,
    )


def _draft(facts: DueFacts, report: TermReport, today: date) -> Iterable[DueItem]:
    lies_since = report.begun_at.astimezone().date()
    if today < lies_since + DRAFT_LIES:
        return
    due = max(lies_since + DRAFT_LIES, min(report.ends, due_on(facts, report.ends)))
    yield DueItem(
        f"term-report-draft:{report.id}",
        due,
        tr("Termly report to governors: finish the draft for {term}", term=report.term),
        tr("Begun on {day}. Until it is final, nothing of it is fixed.", day=day_text(lies_since)),
        Duty.HEADTEACHER,
        Place.TERM_REPORT,
        tr("Open"),
        report.id,
        rank=6,
    )


def _not_presented(report: TermReport, today: date) -> Iterable[DueItem]:
    if report.finished_at is None:
        return
    finished = report.finished_at.astimezone().date()
    if today < finished + TO_PRESENT:
        return
    yield DueItem(
        f"term-report-present:{report.id}",
        finished + TO_PRESENT,
        tr("Termly report to governors: was {term} presented to the board?", term=report.term),
        tr(
            "Final since {day}. Enter the day, the signatures and the minute once the board has seen it.",
            day=day_text(finished),
        ),
        Duty.HEADTEACHER,
        Place.TERM_REPORT,
        tr("Presented…"),
        report.id,
        rank=6,
    )
