"""The termly report to governors as paper: a draft drawn from the records as they stand, a final one as it was kept."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.figures import TermFigures
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.periods import Period
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile, duty_title
from schoolsm_desktop.domain.report_rules import PART_WORDS
from schoolsm_desktop.domain.report_sentences import report_sentences
from schoolsm_desktop.domain.suppression import published
from schoolsm_desktop.domain.term_reports import ReportPart, ReportWords, TermReport
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.reports import termly_report
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import Letterhead, PageFacts
from schoolsm_desktop.reports.termly_report import ReportFigures
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .kept_reports import kept_pdf, read_words
from .paper_maker import PaperMaker, Printed
from .picture_books import PictureBooks
from .schools import crest_picture, home_school
from .session import Session
from .term_figures import read_term_figures

MARK_WORDS = {
    ReportPart.PUBLIC: "Part 1: may be published",
    ReportPart.CONFIDENTIAL: "Part 2: confidential, for the board",
}
TO_WRITE_IN = "________"
"""Where a number is written by hand: the copies of Part 2 are numbered as they are handed out."""


class TermPapers(PaperMaker):
    """The two parts of a termly report."""

    _books: PictureBooks

    def term_report(self, report_id: UUID, part: ReportPart) -> Printed:
        """One part: of a draft as the figures stand now, of a final report byte for byte as it was made.

        A draft is drawn for those who make it: figures drawn by somebody else would be others. Raises NotAllowedError,
        and RuleError for one that was dropped or is still being made, without a key, or where it was altered.
        """
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.READ_REPORTS)
            report = uow.term_reports.get(report_id)
            if report.dropped_at is not None:
                raise RuleError(tr("This draft was dropped, so there is nothing to print."))
            if report.finished_at is None and not session.allows(uow, Action.MAKE_REPORTS):
                raise RuleError(tr("This report is still being written. It can be read here once it is made final."))
            if report.finished_at is not None:
                pdf, on = kept_pdf(session, uow, report, part), report.finished_at.astimezone().date()
            else:
                figures = read_term_figures(session, uow, _period(report), self._books)
                pdf = _part(session, uow, report, read_words(session, uow, report), figures, part)
                on = session.today
        title = tr("Termly report, {part}: {term}", part=tr(PART_WORDS[part]), term=report.term)
        return replace(self.made(f"term-report-{part}", title, pdf, on=on), of=report.id)


def make_parts(
    session: Session, uow: UnitOfWork, report: TermReport, words: ReportWords, draft: bool = False
) -> tuple[bytes, bytes, TermFigures]:
    """Part 1 and Part 2 as they go to the board, and the figures that both rest on. Raises TypefacesMissingError."""
    figures = read_term_figures(session, uow, _period(report))
    kept = report if not draft else replace(report, log_seal="", finished_at=None)
    public, confidential = (_part(session, uow, kept, words, figures, part) for part in ReportPart)
    return public, confidential, figures


def _part(
    session: Session, uow: UnitOfWork, report: TermReport, words: ReportWords, figures: TermFigures, part: ReportPart
) -> bytes:
    profile, shown = session.profile(uow), published(figures, part)
    page = _page(session, uow, profile, report, part)
    duties = (Duty.HEADTEACHER, Duty.CHAIR)
    return termly_report.render(
        ReportFigures(
            page=page,
            part=part,
            published=shown,
            sentences=report_sentences(shown, words, profile),
            words=words,
            # No name stands on the report: whoever signs writes it in.
            signers=tuple(Signer(duty_title(profile, duty)) for duty in duties),
            draft=report.finished_at is None,
            log_seal=report.log_seal,
            why_anew=report.why_anew,
        )
    )


def _page(session: Session, uow: UnitOfWork, profile: Profile, report: TermReport, part: ReportPart) -> PageFacts:
    """The frame, with a duty in the place of whoever printed it."""
    school, held = home_school(uow), session.duties(uow)
    makers = (Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER, Duty.CHAIR)
    maker = next((duty for duty in makers if duty in held), Duty.HEADTEACHER)
    return PageFacts(
        letterhead=Letterhead(school.name, school.crest_letter, picture=crest_picture(uow, school)),
        title=tr("Termly report to governors"),
        subject=tr("How the school’s social media were looked after"),
        period=report.term,
        printed_by=duty_title(profile, maker),
        printed_at=session.clock.now(),
        confidentiality=tr(MARK_WORDS[part]),
        copy=TO_WRITE_IN if part is ReportPart.CONFIDENTIAL else "",
        seal_number=report.log_seal,
        demonstration=session.is_demo,
    )


def _period(report: TermReport) -> Period:
    return Period(report.term, report.starts, report.ends)
