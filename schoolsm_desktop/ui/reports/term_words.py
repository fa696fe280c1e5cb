"""How termly reports are said: in their list, and in the pane beside it."""

from __future__ import annotations

from schoolsm_desktop.domain.term_reports import PlannedAction, ReportState, ReportWords, TermReport
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.term_report_views import TermReportLine, TermReportView
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

STATES = {
    ReportState.DRAFT: State.WARN,
    ReportState.FINAL: State.WARN,
    ReportState.PRESENTED: State.GOOD,
    ReportState.DROPPED: State.UNKNOWN,
}


def report_columns() -> tuple[Column[TermReportLine], ...]:
    """The list of reports."""
    return (
        Column(
            "term",
            tr("Term"),
            lambda x: x.report.term,
            detail=lambda x: tr("{starts} to {ends}", starts=day_text(x.report.starts), ends=day_text(x.report.ends)),
            sort=lambda x: str(x.report.starts),
            bold=True,
            grow=True,
        ),
        Column("state", tr("State"), lambda x: x.state, detail=_since, state=state_of, width=210),
    )


def state_of(line: TermReportLine) -> State:
    """The colour and sign of a report's state."""
    return State.UNKNOWN if line.is_replaced else STATES[line.report.state]


def _since(line: TermReportLine) -> str:
    report = line.report
    if report.presented_on is not None:
        return tr("to the board on {day}", day=day_text(report.presented_on))
    at = report.finished_at or report.begun_at
    return tr("since {day}", day=day_text(at.astimezone().date()))


def report_facts(view: TermReportView) -> list[Fact]:
    """Everything about one report."""
    line = view.line
    lines = [FactLine(line.state, state_of(line)), FactLine(line.next_step)]
    if line.note:
        lines.append(FactLine(line.note, State.WARN))
    facts = [Fact(tr("State"), lines)]
    if view.fault:
        facts.append(Fact(tr("What it says"), [FactLine(view.fault, State.STOP)]))
    facts += [Fact(tr("In place of"), view.replaces)] if view.replaces else []
    facts += [Fact(tr("Replaced by"), view.replaced_by)] if view.replaced_by else []
    facts += _taken(line.report)
    if view.words is not None:
        facts += _written(view.words, is_draft=line.is_draft)
    return [*facts, *_fixed(view)]


def _taken(report: TermReport) -> list[Fact]:
    if report.presented_on is None:
        return []
    signed = ", ".join(name for name in (report.signed_head, report.signed_chair) if name)
    on = tr("{names}, {day}", names=signed, day=day_text(report.signed_on)) if report.signed_on else signed
    return [
        Fact(tr("Presented to the board"), day_text(report.presented_on)),
        Fact(tr("Minute"), report.minute),
        Fact(tr("Signed by"), on),
        Fact(tr("Signed page"), tr("kept here") if report.paper_id is not None else tr("not kept here")),
    ]


def _written(words: ReportWords, *, is_draft: bool) -> list[Fact]:
    empty = tr("not written yet") if is_draft else tr("nothing was written")
    facts = [
        Fact(tr("Opening words"), words.opening or empty),
        Fact(tr("What the board is asked"), words.asked or empty),
        Fact(tr("Action plan"), [planned_line(action) for action in words.plan] or tr("no line yet")),
    ]
    return facts + ([Fact(tr("Remark for Part 2, confidential"), words.confidential)] if words.confidential else [])


def planned_line(action: PlannedAction) -> FactLine:
    """One line of an action plan with its state."""
    return FactLine(planned_words(action), State.GOOD if action.done_on is not None else None)


def planned_words(action: PlannedAction) -> str:
    """What, who and until when, or when it was done."""
    parts = [action.what or tr("a new line"), action.who]
    if action.done_on is not None:
        parts.append(tr("done on {day}", day=day_text(action.done_on)))
    elif action.until is not None:
        parts.append(tr("until {day}", day=day_text(action.until)))
    return " · ".join(part for part in parts if part)


def _fixed(view: TermReportView) -> list[Fact]:
    report = view.line.report
    if report.finished_at is None:
        return []
    return [
        Fact(tr("Made final"), view.finished),
        Fact(tr("Seal number of “who did what” on its pages"), report.log_seal),
        Fact(tr("Seal number of Part 1"), grouped(report.public_digest)),
        Fact(tr("Seal number of Part 2"), grouped(report.confidential_digest)),
    ]


def grouped(digest: bytes) -> str:
    """A digest as it is read aloud and compared."""
    digits = digest.hex()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
