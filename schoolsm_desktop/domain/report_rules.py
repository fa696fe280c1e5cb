"""What holds of a termly report's words and state: how they are checked, what is carried on, which one another replaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from .errors import FieldError, RuleError
from .periods import Period
from .term_reports import PlannedAction, ReportPart, ReportState, ReportWords, TermReport
from .wording import day_text, tr

LONGEST = {"opening": 4000, "asked": 2000, "confidential": 4000}
"""Longer ones would push the figures off the pages that a governor reads."""
LONGEST_LINE = 300
MOST_LINES = 40
STATE_WORDS = {
    ReportState.DRAFT: "Draft",
    ReportState.FINAL: "Final, not presented yet",
    ReportState.PRESENTED: "Presented",
    ReportState.DROPPED: "Dropped",
}
PART_WORDS = {ReportPart.PUBLIC: "Part 1, may be published", ReportPart.CONFIDENTIAL: "Part 2, confidential"}


def checked_words(words: ReportWords) -> ReportWords:
    """The words without spaces around them and without empty lines of the plan. Raises FieldError for one too long."""
    tidy = replace(
        words,
        opening=words.opening.strip(),
        asked=words.asked.strip(),
        confidential=words.confidential.strip(),
        plan=tuple(_tidy(action) for action in words.plan if action.what.strip()),
    )
    for name, longest in LONGEST.items():
        if len(getattr(tidy, name)) > longest:
            raise FieldError(
                name,
                tr(
                    "This is longer than {longest} characters. Shorten it; nothing was saved and nothing is lost.",
                    longest=longest,
                ),
            )
    if len(tidy.plan) > MOST_LINES or any(len(action.what) > LONGEST_LINE for action in tidy.plan):
        raise FieldError(
            "plan",
            tr(
                "The action plan has at most {most} lines of {longest} characters. Shorten it; nothing was saved.",
                most=MOST_LINES,
                longest=LONGEST_LINE,
            ),
        )
    return tidy


def _tidy(action: PlannedAction) -> PlannedAction:
    return replace(action, what=" ".join(action.what.split()), who=action.who.strip())


def carried(plan: Iterable[PlannedAction]) -> tuple[PlannedAction, ...]:
    """What goes on from the plan of the last report: everything that was not done by then."""
    return tuple(action for action in plan if action.done_on is None)


def standing(reports: Iterable[TermReport]) -> tuple[TermReport, ...]:
    """Every report that was not dropped, the newest first."""
    kept = [report for report in reports if report.dropped_at is None]
    return tuple(sorted(kept, key=lambda report: (report.starts, report.begun_at), reverse=True))


def replacements(reports: Iterable[TermReport]) -> dict[UUID, TermReport]:
    """The final report that stands in place of an earlier one, by the id of the earlier one."""
    return {
        report.replaces_id: report
        for report in reports
        if report.replaces_id is not None and report.finished_at is not None and report.dropped_at is None
    }


def of_period(reports: Iterable[TermReport], period: Period) -> TermReport | None:
    """The report that counts for a period: its draft, otherwise the final one that nothing replaces."""
    here = [report for report in standing(reports) if report.starts == period.starts]
    replaced = replacements(here)
    return next((report for report in here if report.id not in replaced), None)


def demand_new(reports: Iterable[TermReport], period: Period) -> None:
    """Raise RuleError where the period has a report already: each has one."""
    there = of_period(reports, period)
    if there is None:
        return
    if there.state is ReportState.DRAFT:
        raise RuleError(
            tr("The report for {term} is begun already. Open its draft; nothing was changed.", term=period.name)
        )
    raise RuleError(
        tr(
            "The report for {term} is final. If something in it is wrong, make a new version of it, with the reason. "
            "Nothing was changed.",
            term=period.name,
        )
    )


def demand_draft(report: TermReport) -> None:
    """Raise RuleError unless the report may still be changed."""
    if report.dropped_at is not None:
        raise RuleError(tr("This draft was dropped. Nothing was changed."))
    if report.finished_at is not None:
        raise RuleError(
            tr(
                "This report is final since {day}: its words, figures and pages cannot change any more. "
                "If something is wrong, make a new version of it, with the reason. Nothing was changed.",
                day=day_text(report.finished_at.astimezone().date()),
            )
        )


def demand_final(report: TermReport) -> None:
    """Raise RuleError unless the report is final."""
    if report.finished_at is None or report.dropped_at is not None:
        raise RuleError(tr("This report is not final yet. Make it final first; nothing was changed."))


def checked_presentation(report: TermReport, today: date) -> TermReport:
    """The report with how the board took it. Raises FieldError for a day that cannot be."""
    demand_final(report)
    if report.presented_on is None:
        raise FieldError("presented_on", tr("The day on which it was presented is needed."))
    finished = report.finished_at.astimezone().date() if report.finished_at is not None else report.presented_on
    for name in ("presented_on", "signed_on"):
        day: date | None = getattr(report, name)
        if day is not None and day > today:
            raise FieldError(name, tr("That day is still to come. Enter it once it is done; nothing was saved."))
        if day is not None and day < finished:
            raise FieldError(
                name, tr("The report was made final on {day}; this lies before. Look again.", day=day_text(finished))
            )
    return replace(
        report,
        minute=report.minute.strip(),
        signed_head=report.signed_head.strip(),
        signed_chair=report.signed_chair.strip(),
    )
