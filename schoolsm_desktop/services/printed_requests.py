"""The papers of requests: the register of what was allowed and stands, and one request with its decision."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.school_request_questions import question
from schoolsm_desktop.domain.school_request_rules import subject_of
from schoolsm_desktop.domain.school_requests import KIND_WORDS, RequestKind, SchoolRequest, SchoolRequestState
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.exchange.spreadsheet_out import Cell, OutSheet, to_xlsx
from schoolsm_desktop.reports import permission_register as register_paper
from schoolsm_desktop.reports import school_request as request_paper
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.reports.permission_register import Permission, PermissionFigures, PermissionGroup
from schoolsm_desktop.reports.school_request import RequestFigures
from schoolsm_desktop.reports.styles import Sign
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .paper_maker import PaperMaker, Printed
from .register import RegisterFacts, read_register
from .request_keeping import opened_request
from .school_request_views import (
    SchoolRequestLine,
    asker_words,
    days_words,
    decided_words,
    read_line,
    state_words,
    visible_requests,
)
from .signed_requests import decision_stands

REGISTERED = (RequestKind.NAME_AND_LOGO, RequestKind.CLOSED_AREA)
"""Kinds whose permissions are shown to the board."""
_SIGNS = {
    SchoolRequestState.ALLOWED: Sign.GOOD,
    SchoolRequestState.REFUSED: Sign.STOP,
    SchoolRequestState.ENDED: Sign.OVER,
}


class RequestPapers(PaperMaker):
    """Documents about what was asked of the school."""

    def permission_register(self) -> Printed:
        """What was allowed and stands: name and logo, closed areas; for the board (bucklebury:gen-7b, kew-woods:4.2).

        A permission whose decision nobody entitled signed is left out.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            title = tr("Register of permissions")
            page = self.page(uow, facts, title, tr("The school’s name and logo, closed areas and blogs"))
            standing = self._standing(uow)
            groups = tuple(self._group(facts, kind, standing) for kind in REGISTERED)
        figures = PermissionFigures(page, facts.profile.name, groups, self.signers(facts, Duty.HEADTEACHER, Duty.CHAIR))
        table = _table(title, facts, standing)
        return self.made("permission-register", title, register_paper.render(figures), table)

    def school_request(self, request_id: UUID) -> Printed:
        """One request with its decision; while it waits, with lines for a decision on paper. A sealed one for its readers.

        Raises RuleError where there is none to be read.
        """
        session = self._session
        with session.work() as work:
            shown = {r.id for r in visible_requests(session, work.uow)}
            if request_id not in shown:
                raise RuleError(tr("There is no such request. Nothing was printed."))
            line = read_line(session, work.uow, opened_request(work, request_id))
            facts = read_register(session, work.uow)
            title = tr("Request to the school")
            sealed = line.request.is_sealed
            secret = tr("Sealed: for the headteacher and the safeguarding lead") if sealed else ""
            page = self.page(work.uow, facts, title, tr(KIND_WORDS[line.request.kind]), secret)
            if sealed:
                work.did(Did.SEALED_OPENED, subject_kind="school-request", subject_id=request_id)
                work.done()
        signers = self._signers(facts, line) if line.request.waits else ()
        figures = _request_figures(page, line, signers)
        return self.made("school-request", title, request_paper.render(figures), on=line.request.asked_on)

    def _signers(self, facts: RegisterFacts, line: SchoolRequestLine) -> tuple[Signer, ...]:
        own = any(d.duty is Duty.HEADTEACHER and d.person_id == line.request.asker_id for d in facts.duties)
        if own and line.request.asker_id is not None:
            return (Signer(tr("deputy or governor, for the headteacher")),)
        return self.signers(facts, Duty.HEADTEACHER)

    def _standing(self, uow: UnitOfWork) -> tuple[SchoolRequest, ...]:
        found = [
            r
            for r in uow.school_requests.all()
            if r.kind in REGISTERED
            and r.state is SchoolRequestState.ALLOWED
            and decision_stands(self._session.keys, uow, r)
        ]
        return tuple(sorted(found, key=lambda r: (r.ends or date.max, r.title.casefold())))

    def _group(self, facts: RegisterFacts, kind: RequestKind, standing: tuple[SchoolRequest, ...]) -> PermissionGroup:
        clause = clause_words(facts.profile, subject_of(facts.profile, kind))
        mine = tuple(_permission(facts, r) for r in standing if r.kind is kind)
        return PermissionGroup(tr(KIND_WORDS[kind]), clause, mine)


def _request_figures(page: PageFacts, line: SchoolRequestLine, signers: tuple[Signer, ...]) -> RequestFigures:
    request = line.request
    asked = [(tr("Asked by"), line.asker), (tr("Asked on"), day_text(request.asked_on))]
    if days_words(request):
        asked.append((tr("From, until"), days_words(request)))
    if line.earlier:
        asked.append((tr("Before"), line.earlier))
    decided = (
        (tr("Decided by"), line.decided),
        (tr("As deputy"), tr("for the absent headteacher") if request.under_cover else ""),
        (tr("Entered by"), line.entered_by),
        (tr("Conditions"), request.conditions),
        (tr("Note"), request.note),
        (tr("Looked at again"), day_text(request.review_on) if request.review_on else ""),
        (tr("Letter made on"), day_text(request.letter_made_on) if request.letter_made_on else ""),
        (tr("Ended on"), day_text(request.ended_on) if request.ended_on else ""),
        (tr("Account"), line.account.name if line.account is not None else ""),
    )
    unproved = request.decided_by is not None and not line.is_proved and request.state in _SIGNS
    ended = request.state is SchoolRequestState.ENDED
    wrong = (tr("Nobody entitled signed this decision here: nothing follows from it."),)
    return RequestFigures(
        page=page,
        what=line.title,
        asked=tuple(asked),
        answers=line.answers,
        policy_says=line.verdict.sentence,
        clause=line.verdict.rests_on,
        decided=tuple((label, text) for label, text in decided if text),
        state=state_words(line),
        sign=_SIGNS.get(request.state, Sign.UNKNOWN),
        warnings=(*line.warnings, *(wrong if unproved and not ended else ())),
        signers=signers,
    )


def _use(request: SchoolRequest) -> str:
    answers = dict(request.details)
    return " ".join((answers.get("use") or answers.get("purpose") or "").split())


def _permission(facts: RegisterFacts, request: SchoolRequest) -> Permission:
    return Permission(
        request.title,
        asker_words(request, facts.people),
        _use(request),
        days_words(request) or tr("until it is ended"),
        decided_words(request, facts.people),
        request.conditions,
        _measures(request),
        _warning(request, facts.today),
    )


def _measures(request: SchoolRequest) -> tuple[str, ...]:
    if request.kind is not RequestKind.CLOSED_AREA:
        return ()
    answers = dict(request.details)
    ticked = answers.get("measures", "").split()
    looked_after = tr(
        "{group} · {platform} · looked after by {moderator}",
        group=answers.get("class", "–"),
        platform=answers.get("platform", "–"),
        moderator=answers.get("moderator", "–"),
    )
    return (looked_after, *(words for key, words in question(request.kind, "measures").answers if key in ticked))


def _warning(request: SchoolRequest, today: date) -> str:
    if request.ends is not None and request.ends < today:
        return tr("Past its last day")
    if request.review_on is not None and request.review_on < today:
        return tr("To be looked at again since {day}", day=day_text(request.review_on))
    return ""


def _table(title: str, facts: RegisterFacts, standing: tuple[SchoolRequest, ...]) -> bytes:
    headings = (
        tr("Kind"),
        tr("What"),
        tr("Who"),
        tr("For what"),
        tr("From"),
        tr("Until"),
        tr("Looked at again"),
        tr("Conditions"),
        tr("Decided by"),
        tr("Letter made on"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            tr(KIND_WORDS[r.kind]),
            r.title,
            asker_words(r, facts.people),
            _use(r),
            r.starts,
            r.ends,
            r.review_on,
            r.conditions,
            decided_words(r, facts.people),
            r.letter_made_on,
        )
        for r in standing
    ]
    return to_xlsx(OutSheet(title, headings, rows))
