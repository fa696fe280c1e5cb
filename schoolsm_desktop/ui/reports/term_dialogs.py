"""The short dialogs of termly reports: begin one, make it final, how the board took it, and a new version of a wrong one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from schoolsm_desktop.domain.term_reports import TermReport
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.term_report_views import TermReportsView, TermReportView, period_key
from schoolsm_desktop.services.term_reports import Presentation
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine, FactList
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import State

Saved = Callable[[TermReport], object]


class _ReportDialog(FormDialog):
    """A dialog that ends with a report as it is kept."""

    def __init__(
        self, page: Page, title: str, action: str, act: Callable[[], None], saved: Saved, sentence: str
    ) -> None:
        super().__init__(page, title, action, act, sentence=sentence)
        self._saved = saved

    def was_saved(self, kept: TermReport) -> None:
        """Close, and say so above the page."""
        self._saved(kept)
        self.form.saved()
        self.accept()


class BeginReportDialog(_ReportDialog):
    """For which term; each has one report."""

    def __init__(self, page: Page, view: TermReportsView, saved: Saved) -> None:
        super().__init__(
            page,
            tr("Begin a termly report"),
            tr("Begin"),
            self._begin,
            saved,
            tr(
                "The figures are drawn from the records. What you write is sealed: the headteacher, deputies and the chair read it."
            ),
        )
        choices = [
            (
                period_key(period),
                tr(
                    "{term}, {starts} to {ends}",
                    term=period.name,
                    starts=day_text(period.starts),
                    ends=day_text(period.ends),
                ),
            )
            for period in view.periods
        ]
        self.form.add_choice("term", tr("Term"), choices, choices[0][0] if choices else "", hint=view.hint)
        self.form.saved()

    def _begin(self) -> None:
        self.work(partial(self.page.desk.office.term_reports.begin, self.form.value("term")), self.was_saved)


class FinishReportDialog(_ReportDialog):
    """What will be fixed, and what might still be put right before it is."""

    def __init__(self, page: Page, view: TermReportView, warnings: tuple[str, ...], saved: Saved) -> None:
        report = view.line.report
        super().__init__(
            page,
            tr("Make the report final"),
            tr("Make it final"),
            self._finish,
            saved,
            tr(
                "{term}, {starts} to {ends}",
                term=report.term,
                starts=day_text(report.starts),
                ends=day_text(report.ends),
            ),
        )
        self._report = report
        facts = FactList(self.form)
        fixed = (
            tr("The figures as they are counted now"),
            tr("What was written, the action plan and the remark for Part 2"),
            tr("Both parts, page by page, as they are drawn now"),
            tr("The seal number of “who did what”, which is printed on them"),
        )
        shown = [Fact(tr("From now on nobody can change"), [FactLine(line) for line in fixed])]
        open_points = [*warnings, *_still_empty(view), *([view.line.note] if view.line.note else [])]
        if open_points:
            shown.append(Fact(tr("Look at this first"), [FactLine(line, State.WARN) for line in open_points]))
        facts.show_facts(shown)
        self.form.add_widget(facts)
        said = tr(
            "A mistake found later is put right by a new version, with the reason. Only how the board took the report is "
            "still added."
        )
        self.form.add_widget(words(said, "quiet", self.form, wrap=True))
        self.form.saved()

    def _finish(self) -> None:
        self.work(partial(self.page.desk.office.term_reports.finish, self._report.id), self.was_saved)


def _still_empty(view: TermReportView) -> list[str]:
    if view.words is None:
        return []
    said = []
    if not view.words.opening:
        said.append(tr("The opening words are empty."))
    if not view.words.asked:
        said.append(tr("Nothing says what the board is asked."))
    return said


class PresentedDialog(_ReportDialog):
    """When the board saw it, who signed, where it is minuted; only the day is needed."""

    def __init__(self, page: Page, view: TermReportsView, line: TermReportView, saved: Saved) -> None:
        report = line.line.report
        super().__init__(
            page,
            tr("Presented to the board"),
            tr("Save"),
            self._save,
            saved,
            tr("{term}. What is not known yet can be added later.", term=report.term),
        )
        self._report, form = report, self.form
        form.add_day("presented_on", tr("Presented on"), report.presented_on, needed=True)
        form.add_line(
            "minute", tr("Minute"), report.minute, longest=80, hint=tr("As the minutes count it: “FGB 12/26, item 6”.")
        )
        form.add_line("signed_head", tr("Signed by, for the school"), report.signed_head or view.head, longest=120)
        form.add_line(
            "signed_chair", tr("Signed by, for the governors"), report.signed_chair or view.chair, longest=120
        )
        form.add_day("signed_on", tr("Signed on"), report.signed_on, hint=tr("Empty: not signed yet."))
        self.scan = ScanField(self)
        hint = tr("Optional. A scan is kept; another one takes its place.") if report.paper_id else tr("Optional.")
        form.add_editor("scan", tr("Scan of the signed page"), self.scan, hint=hint)
        form.saved()

    def _save(self) -> None:
        form, signed_on = self.form, self.form.day("signed_on")
        taken = Presentation(
            presented_on=form.day("presented_on"),
            minute=form.value("minute"),
            signed_head=form.value("signed_head") if signed_on else "",
            signed_chair=form.value("signed_chair") if signed_on else "",
            signed_on=signed_on,
            scan=self.scan.scan,
        )
        reports = self.page.desk.office.term_reports
        self.work(lambda: reports.presented(self._report.id, taken), self.was_saved)


class AnewReportDialog(_ReportDialog):
    """What is wrong in a final report; the new draft begins with its words."""

    def __init__(self, page: Page, view: TermReportView, saved: Saved) -> None:
        super().__init__(
            page,
            tr("New version of a final report"),
            tr("Begin the new version"),
            self._begin,
            saved,
            tr(
                "The final report for {term} stays as it is and can still be read. The new one names it, with this reason.",
                term=view.line.report.term,
            ),
        )
        self._report = view.line.report
        self.form.add_lines(
            "why_anew", tr("What is wrong in it"), needed=True, hint=tr("It is printed on the new report: name nobody.")
        )
        self.form.saved()

    def _begin(self) -> None:
        why, reports = self.form.value("why_anew"), self.page.desk.office.term_reports
        self.work(lambda: reports.begin_anew(self._report.id, why), self.was_saved)
