"""How termly reports are shown: their state and next step in words, what was written, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.periods import Period, period_before, period_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.report_rules import STATE_WORDS, of_period, replacements, standing
from schoolsm_desktop.domain.term_reports import PlannedAction, ReportState, ReportWords, TermReport
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .kept_reports import has_key, read_words
from .session import Session

EARLIER = 3
"""How many earlier terms a report can be begun for."""


@dataclass(frozen=True, slots=True)
class TermReportLine:
    """One report in the list. `is_mine` is whether the person signed in has the key to what it says."""

    report: TermReport
    state: str
    next_step: str
    is_replaced: bool
    is_mine: bool
    note: str = ""
    """What is to be known about its figures: the term is not over, or no term was typed."""

    @property
    def is_draft(self) -> bool:
        """Whether it may still be written into."""
        return self.report.state is ReportState.DRAFT


@dataclass(frozen=True, slots=True)
class TermReportsView:
    """Every report that was not dropped, the newest first; for which terms one can be begun; who signs by default."""

    lines: tuple[TermReportLine, ...]
    periods: tuple[Period, ...]
    may_make: bool
    hint: str
    """Where terms are typed, if the school has none for today."""
    head: str
    chair: str
    roles: tuple[str, ...]
    """Who can be named in an action plan: duties by the school's own titles, never a person."""
    ends: date
    """The last day of the period of today."""


@dataclass(frozen=True, slots=True)
class TermReportView:
    """One report with what it says; `fault` says why that cannot be read."""

    line: TermReportLine
    words: ReportWords | None
    fault: str
    finished: str
    """Who made it final, and when."""
    replaces: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line that the action plan could take in, and where it comes from."""

    action: PlannedAction
    why: str


def read_reports(session: Session, uow: UnitOfWork) -> TermReportsView:
    """Everything the list shows, from the rows alone: nothing is opened for it."""
    reports, terms, today = uow.term_reports.all(), uow.terms.all(), session.today
    profile, people = session.profile(uow), {p.id: p for p in uow.people.all()}
    duties, now = uow.duties.standing(today), period_on(terms, today)

    def holder(duty: Duty) -> str:
        found = next(iter(holders_on(duties, duty, today)), None)
        return people[found].name if found in people else ""

    may_make = session.allows(uow, Action.MAKE_REPORTS)
    offered = [p for p in _periods(terms, today) if of_period(reports, p) is None] if may_make else []
    return TermReportsView(
        lines=tuple(_line(session, uow, report) for report in standing(reports)),
        periods=tuple(offered),
        may_make=may_make,
        hint="" if _is_typed(terms, now.starts) else _no_term(now),
        head=holder(Duty.HEADTEACHER),
        chair=holder(Duty.CHAIR),
        roles=tuple(
            dict.fromkeys([*(duty_title(profile, duty) for duty in Duty), tr("Governors"), tr("All colleagues")])
        ),
        ends=now.ends,
    )


def read_report(session: Session, uow: UnitOfWork, report: TermReport) -> TermReportView:
    """One report with its words, as far as they can be read and hold."""
    words, fault = None, ""
    try:
        words = read_words(session, uow, report)
    except RuleError as error:
        fault = error.sentence
    by_id = {each.id: each for each in uow.term_reports.all()}
    before = by_id.get(report.replaces_id) if report.replaces_id else None
    after = replacements(by_id.values()).get(report.id)
    return TermReportView(
        _line(session, uow, report),
        words,
        fault,
        _finished(uow, report),
        tr("The report made final on {day}: {why}", day=_final_day(before), why=report.why_anew) if before else "",
        tr("The report made final on {day}: {why}", day=_final_day(after), why=after.why_anew) if after else "",
    )


def period_of_key(session: Session, uow: UnitOfWork, key: str) -> Period:
    """The period with this key, the ISO text of its first day. Raises RuleError for one that is not offered."""
    for period in _periods(uow.terms.all(), session.today):
        if period_key(period) == key:
            return period
    raise RuleError(
        tr("There is no such term in the records any more. Look at the terms in Settings; nothing was changed.")
    )


def period_key(period: Period) -> str:
    """How a period is named in a call: by the first day."""
    return period.starts.isoformat()


def _periods(terms: tuple[Term, ...], today: date) -> tuple[Period, ...]:
    """The period of today and the ones before it, the newest first."""
    found = [period_on(terms, today)]
    while len(found) <= EARLIER and (before := period_before(terms, found[-1])) is not None:
        found.append(before)
    return tuple(found)


def _is_typed(terms: tuple[Term, ...], starts: date) -> bool:
    return any(term.starts == starts for term in terms)


def _no_term(period: Period) -> str:
    return tr(
        "No term is typed for today, so the report is for “{period}”. Type the terms in Settings, under “Terms”, and it "
        "follows them.",
        period=period.name,
    )


def _line(session: Session, uow: UnitOfWork, report: TermReport) -> TermReportLine:
    is_replaced = report.id in replacements(uow.term_reports.all())
    is_mine = report.id in has_key(session, uow)
    state = tr("Replaced") if is_replaced else tr(STATE_WORDS[report.state])
    return TermReportLine(
        report, state, _next_step(report, is_replaced=is_replaced), is_replaced, is_mine, _note(session, uow, report)
    )


def _next_step(report: TermReport, *, is_replaced: bool) -> str:
    if is_replaced:
        return tr("A later report stands in its place. It stays readable.")
    if report.state is ReportState.DRAFT:
        return tr("Write the opening words and what the board is asked, look at both parts, then make it final.")
    if report.state is ReportState.FINAL:
        return tr(
            "Print both parts for the board. Once it has seen them, enter the day, the signatures and the minute."
        )
    if not report.minute:
        return tr("Enter the minute’s reference once the minutes are written.")
    return tr("Nothing is left to do. Both parts can be printed again as they were.")


def _note(session: Session, uow: UnitOfWork, report: TermReport) -> str:
    if report.finished_at is not None:
        made = report.finished_at.astimezone().date()
        if made < report.ends:
            return tr("Its figures are those until {day}, before the term was over.", day=day_text(made))
        return ""
    if not _is_typed(uow.terms.all(), report.starts):
        return tr("No term was typed for these days, so it is for half a year. Terms are typed in Settings.")
    if session.today < report.ends:
        return tr("The term runs until {day}: the figures are those until today.", day=day_text(report.ends))
    return ""


def _finished(uow: UnitOfWork, report: TermReport) -> str:
    if report.finished_at is None or report.finished_by is None:
        return ""
    by = uow.people.find(report.finished_by)
    return tr("{day} by {name}", day=_final_day(report), name=by.name if by is not None else "–")


def _final_day(report: TermReport | None) -> str:
    return day_text(report.finished_at.astimezone().date()) if report is not None and report.finished_at else ""
