"""The termly report to governors as a record: begun, written into, made final with both its parts, presented to the board."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.caption_names import name_index
from schoolsm_desktop.domain.due import DueItem, Place, Urgency
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.papers import Paper
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.report_guard import NameGuard, Whose, adult_index
from schoolsm_desktop.domain.report_rules import (
    PART_WORDS,
    carried,
    checked_presentation,
    checked_words,
    demand_draft,
    demand_final,
    demand_new,
    replacements,
    standing,
)
from schoolsm_desktop.domain.term_reports import PlannedAction, ReportPart, ReportState, ReportWords, TermReport
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .kept_reports import demand_never_final, kept_figures, kept_pdf, read_words, seal_draft, seal_final, seal_of_log
from .papers import Scan, keep_scan, open_paper
from .schools import home_school
from .sealed_words import TERM_REPORT, drop_sealed
from .session import Session, Work
from .term_report_views import (
    Suggestion,
    TermReportsView,
    TermReportView,
    period_of_key,
    read_report,
    read_reports,
)
from .today import TodayService

if TYPE_CHECKING:
    from .paper_maker import Printed

__all__ = ("Presentation", "TermReportService", "kept_figures")

TO_DO = timedelta(weeks=8)
"""How long a suggested action is given."""
SUGGESTED_WORDS: Mapping[Place, str] = {
    Place.CHANGE_PASSWORD: "Change the passwords that are overdue",
    Place.ACCESS: "Put the posting access in order that is overdue",
    Place.BACKUP: "Make backups regularly, in a place of their own",
    Place.CHECKLIST: "Finish the lists of those who left or changed their job",
    Place.REVIEW: "Finish the termly review of posting access",
    Place.ACCOUNT: "Put the accounts in order that need care",
    Place.ACCOUNT_CHECK: "Finish the termly check of every account",
    Place.POLICY: "Bring the policy, its signatures and its reviews up to date",
    Place.POLICY_HEALTH: "Put right what does not hold in the policy",
    Place.TRAINING: "See that everybody has read, signed and been trained",
    Place.DECLARATION: "Bring in the declarations that are missing",
    Place.LESSONS: "See that the lessons about social media are taught in every year group",
    Place.CONTACT: "Check the telephone numbers for an emergency",
    Place.HOUSE: "Bring devices and house rules up to date",
    Place.LOOK: "Look at every account each week",
    Place.PHOTO_FORMS: "Bring in the photo forms that are not back",
    Place.POST: "Look again at what was published",
    Place.TAKEDOWN: "Follow up what others were asked to remove",
    Place.RECORDS_CHECK: "Check the records each term",
}
"""What is open, said of the whole: an action plan names nobody, no account and no incident."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """How the board took a report, as it is typed. Only the day is needed."""

    presented_on: date | None
    minute: str = ""
    signed_head: str = ""
    signed_chair: str = ""
    signed_on: date | None = None
    scan: Scan | None = None


class TermReportService:
    """Deeds and views of termly reports."""

    def __init__(self, session: Session, today: TodayService) -> None:
        self._session = session
        self._today = today

    # Views

    def view(self) -> TermReportsView:
        """Every report, and for which terms one can be begun. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.READ_REPORTS)
            return read_reports(self._session, uow)

    def one(self, report_id: UUID) -> TermReportView:
        """One report with what it says, or why that cannot be read. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.READ_REPORTS)
            return read_report(self._session, uow, uow.term_reports.get(report_id))

    def kept(self, report_id: UUID, part: ReportPart) -> Printed:
        """A part of a final report, byte for byte as it was made; the same copy each time.

        Raises NotAllowedError, RuleError for a draft, without a key, or where it is no longer as it was made.
        """
        from .paper_maker import PaperMaker  # it brings what draws pages

        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.READ_REPORTS)
            report = uow.term_reports.get(report_id)
            demand_final(report)
            pdf = kept_pdf(session, uow, report, part)
        on = report.finished_at.astimezone().date() if report.finished_at is not None else None
        title = tr("Termly report, {part}: {term}", part=tr(PART_WORDS[part]), term=report.term)
        return replace(PaperMaker(session).made(f"term-report-{part}", title, pdf, on=on), of=report.id)

    def signed_page(self, report_id: UUID) -> tuple[Paper, bytes]:
        """The scan of the page that both signed; that somebody looked is recorded. Raises NotAllowedError, RuleError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.READ_REPORTS)
            paper_id = work.uow.term_reports.get(report_id).paper_id
            if paper_id is None:
                raise RuleError(tr("No signed page was scanned for this report."))
            opened = open_paper(work, paper_id)
            work.done()
        return opened

    def guard(self) -> NameGuard:
        """What warns of names in the words of a report. Raises NotAllowedError."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.MAKE_REPORTS)
            school = home_school(uow)
            own = (school.name, school.short_name)
            adults = [(adult.id, adult.name.split()) for adult in uow.adults.all() if adult.name.strip()]
            return NameGuard(
                (
                    (Whose.PUPIL, name_index(uow.pupils.all(), session.today, own)),
                    (Whose.COLLEAGUE, adult_index(_colleagues(uow), own)),
                    (Whose.PARENT, adult_index(((key, names[:-1], names[-1]) for key, names in adults), own)),
                )
            )

    def suggestions(self, report_id: UUID) -> tuple[Suggestion, ...]:
        """What the action plan could take in: what Today says is late, and what the last plan left open."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.MAKE_REPORTS)
            report = uow.term_reports.get(report_id)
            written = {action.what for action in read_words(session, uow, report).plan}
            before = _last_plan(session, uow, report)
            profile = session.profile(uow)
        found = [Suggestion(action, tr("From the last report, not done then")) for action in carried(before)]
        until = max(report.ends, session.today) + TO_DO
        for item in self._late():
            what = tr(SUGGESTED_WORDS[item.place])
            found.append(Suggestion(PlannedAction(what, duty_title(profile, item.duty), until), tr("Open on Today")))
        offered = {each.action.what: each for each in reversed(found) if each.action.what not in written}
        return tuple(each for each in found if offered.get(each.action.what) is each)

    # Deeds

    def begin(self, period_key: str) -> TermReport:
        """Begin the draft of a term, by the ISO text of its first day. What the last plan left open goes on in it.

        Raises NotAllowedError, RuleError where the term has a report already.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.MAKE_REPORTS)
            period = period_of_key(session, work.uow, period_key)
            demand_new(work.uow.term_reports.all(), period)
            report = self._new(work, period.name, period.starts, period.ends)
            kept = self._begin(work, report, ReportWords(plan=carried(_last_plan(session, work.uow, report))))
            work.done()
        return kept

    def begin_anew(self, report_id: UUID, why: str) -> TermReport:
        """A new draft of a term whose final report is wrong. It begins with that one's words, which stays as it is.

        Raises NotAllowedError, FieldError without a reason, RuleError where another draft stands.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.MAKE_REPORTS)
            wrong = work.uow.term_reports.get(report_id)
            demand_final(wrong)
            if not why.strip():
                raise FieldError("why_anew", tr("Say what is wrong in the report: it stands in the new one."))
            _demand_newest(work.uow, wrong)
            words = read_words(session, work.uow, wrong)
            new = self._new(work, wrong.term, wrong.starts, wrong.ends)
            kept = self._begin(work, replace(new, replaces_id=wrong.id, why_anew=" ".join(why.split())), words)
            work.done()
        return kept

    def write(self, report_id: UUID, words: ReportWords) -> TermReport:
        """Write into a draft. Raises NotAllowedError, FieldError, RuleError for a final one or without a key."""
        with self._session.work() as work:
            report = self._draft(work, report_id)
            tidy = checked_words(words)
            read_words(self._session, work.uow, report)  # who has no key must not write over what they cannot see
            seal_draft(work, report.id, tidy)
            kept = _keep(work, report, Did.REPORT_CHANGED)
            work.done()
        return kept

    def finish(self, report_id: UUID) -> TermReport:
        """Draw both parts, keep them, and fix everything: from here on nothing of it changes.

        Raises NotAllowedError, RuleError for a final one or without a key.
        """
        from .printed_term import make_parts  # what draws pages is large, and most sessions draw none

        session = self._session
        with session.work() as work:
            draft = self._draft(work, report_id)
            words = read_words(session, work.uow, draft)
            report = replace(
                draft, finished_by=session.person_id, finished_at=session.clock.now(), log_seal=seal_of_log(work.uow)
            )
            public, confidential, figures = make_parts(session, work.uow, report, words, draft=False)
            report = replace(
                report,
                public_digest=hashlib.sha256(public).digest(),
                confidential_digest=hashlib.sha256(confidential).digest(),
            )
            pages = {ReportPart.PUBLIC: public, ReportPart.CONFIDENTIAL: confidential}
            details = seal_final(work, report.id, words, figures, pages)
            kept = _keep(work, report, Did.REPORT_FINISHED, **details)
            work.done()
        return kept

    def presented(self, report_id: UUID, taken: Presentation) -> TermReport:
        """Record how the board took a final report; what was not known then can be added later.

        Raises NotAllowedError, FieldError, RuleError for a draft, and what exchange.scan raises.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.MAKE_REPORTS)
            report = work.uow.term_reports.get(report_id)
            demand_final(report)
            paper_id = keep_scan(work, taken.scan) or report.paper_id
            filled = replace(
                report,
                presented_on=taken.presented_on,
                minute=taken.minute,
                signed_head=taken.signed_head,
                signed_chair=taken.signed_chair,
                signed_on=taken.signed_on,
                paper_id=paper_id,
            )
            kept = _keep(work, checked_presentation(filled, session.today), Did.REPORT_PRESENTED)
            work.done()
        return kept

    def drop(self, report_id: UUID) -> TermReport:
        """Drop a draft: what was written into it is taken out of the records. Raises NotAllowedError, RuleError."""
        with self._session.work() as work:
            report = self._draft(work, report_id)
            drop_sealed(work, TERM_REPORT, report.id)
            kept = _keep(work, replace(report, dropped_at=self._session.clock.now()), Did.REPORT_DROPPED)
            work.done()
        return kept

    # Inside

    def _late(self) -> tuple[DueItem, ...]:
        """The lines of Today that are due or late, one of each place that an action plan can name."""
        found: dict[Place, DueItem] = {}
        for line in self._today.view().lines:
            if line.item.place in SUGGESTED_WORDS and line.urgency in (Urgency.OVERDUE, Urgency.TODAY):
                found.setdefault(line.item.place, line.item)
        return tuple(found.values())

    def _new(self, work: Work, term: str, starts: date, ends: date) -> TermReport:
        session = self._session
        school = home_school(work.uow).id
        return TermReport(uuid4(), school, term, starts, ends, session.person_id, session.clock.now())

    def _begin(self, work: Work, report: TermReport, words: ReportWords) -> TermReport:
        kept = work.uow.term_reports.add(report)
        seal_draft(work, kept.id, words)
        _say(work, kept, Did.REPORT_BEGUN)
        return kept

    def _draft(self, work: Work, report_id: UUID) -> TermReport:
        self._session.demand(work.uow, Action.MAKE_REPORTS)
        report = work.uow.term_reports.get(report_id)
        demand_draft(report)
        demand_never_final(self._session, work.uow, report)
        return report


def _last_plan(session: Session, uow: UnitOfWork, report: TermReport) -> tuple[PlannedAction, ...]:
    """The action plan of the last final report before this one; nothing where it cannot be read or does not hold."""
    reports = uow.term_reports.all()
    replaced = replacements(reports)
    for before in standing(reports):
        if before.starts < report.starts and before.finished_at is not None and before.id not in replaced:
            try:
                return read_words(session, uow, before).plan
            except RuleError:
                return ()
    return ()


def _demand_newest(uow: UnitOfWork, wrong: TermReport) -> None:
    here = [each for each in standing(uow.term_reports.all()) if each.starts == wrong.starts]
    if wrong.id in replacements(here):
        raise RuleError(tr("A later report stands in its place already. Make a new version of that one."))
    if any(each.state is ReportState.DRAFT for each in here):
        raise RuleError(tr("A draft for this term is begun already. Finish it or drop it first; nothing was changed."))


def _colleagues(uow: UnitOfWork) -> list[tuple[UUID, tuple[str, ...], str]]:
    return [(p.id, (p.given_name, p.known_as), p.family_name) for p in uow.people.all()]


def _keep(work: Work, report: TermReport, did: Did, **details: str) -> TermReport:
    kept = work.uow.term_reports.save(report)
    _say(work, kept, did, **details)
    return kept


def _say(work: Work, report: TermReport, did: Did, **details: str) -> None:
    work.did(did, Noun.REPORTS, subject_kind="term-report", subject_id=report.id, record=report, **details)
