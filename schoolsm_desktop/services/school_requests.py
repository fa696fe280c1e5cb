"""What somebody asks the school for: asked, decided by the headteacher or who stands in, reviewed, and ended.

The words of a sealed kind lie under the keys of the headteacher, the safeguarding lead and whoever asked; nobody else
decides on it, reads it, or learns that it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import AuthorisedOn
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cover import could_authorise, signs_in_place
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Duty, duties_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_request_questions import OUTCOMES, RESULT_KEYS, tidy_answers, title_of
from schoolsm_desktop.domain.school_request_rules import PolicyVerdict, policy_says
from schoolsm_desktop.domain.school_requests import (
    RequestKind,
    SchoolDecision,
    SchoolRequest,
    SchoolRequestState,
    check_days,
    decide,
    demand_state,
    months_later,
)
from schoolsm_desktop.domain.wording import tr

from .papers import Scan, keep_scan
from .request_keeping import demand_proved, enters, keep_request, names_of, opened_request
from .school_request_views import (
    SchoolRequestLine,
    SchoolRequestRights,
    lead_words,
    read_line,
    read_lines,
    read_rights,
    visible_requests,
)
from .schools import home_school
from .session import Session, Work

MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class SchoolAsking:
    """What somebody asks for: a colleague by id, somebody else by name; `answers` by the keys of the kind's questions."""

    kind: RequestKind
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    asker_id: UUID | None = None
    asker_name: str = field(default="", repr=False)
    asked_on: date | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was kept, with what the policy says of it and whom to speak to; `may_read` for a sealed one."""

    request: SchoolRequest
    verdict: PolicyVerdict
    lead: str
    may_read: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What the headteacher allows: on what conditions, from when until when, looked at again when."""

    conditions: str = ""
    note: str = ""
    starts: date | None = None
    ends: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """A decision as it stands on a paper: who signed it, on which day, and the scan if there is one."""

    allowed: bool
    by: UUID
    on: date
    terms: Terms = Terms()
    scan: Scan | None = field(default=None, repr=False)


class SchoolRequestService:
    """Deeds and views of requests that somebody makes of the school."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def lines(self) -> tuple[SchoolRequestLine, ...]:
        """Every request that exists for the person signed in, those to be decided first; sealed ones closed."""
        with self._session.reading() as uow:
            return read_lines(self._session, uow)

    def open(self, request_id: UUID) -> SchoolRequestLine:
        """One request with its words; that somebody looked at a sealed one is recorded. Raises RuleError."""
        session = self._session
        with session.work() as work:
            shown = {r.id for r in visible_requests(session, work.uow)}
            if request_id not in shown:
                raise RuleError(tr("There is no such request. Nothing was changed."))
            request = opened_request(work, request_id)
            line = read_line(session, work.uow, request)
            if request.is_sealed:
                work.did(Did.SEALED_OPENED, subject_kind="school-request", subject_id=request.id)
                work.done()
        return line

    def rights(self) -> SchoolRequestRights:
        """What the person signed in may do here, and what the dialogs choose from."""
        with self._session.reading() as uow:
            return read_rights(self._session, uow)

    # --- asking

    def ask(self, asking: SchoolAsking) -> Asked:
        """Keep a request: everybody for themself, the office for others. What the policy never allows is kept as refused.

        Raises FieldError beside the field, RuleError where it cannot be sealed, NotAllowedError.
        """
        session = self._session
        with session.work() as work:
            if asking.asker_id != session.person_id:
                session.demand(work.uow, Action.RECORD_SCHOOL_REQUESTS)
            request = self._from(asking, SchoolRequest(
                id=uuid4(),
                school_id=home_school(work.uow).id,
                kind=asking.kind,
                asked_on=asking.asked_on or session.today,
                recorded_by=session.person_id,
                recorded_at=session.clock.now(),
            ))  # fmt: skip
            asked = self._judged(work, request)
            keep_request(work, asked.request, Did.SCHOOL_REQUEST_ASKED, new=True)
            work.done()
        return asked

    def change(self, request_id: UUID, asking: SchoolAsking, seen: int) -> Asked:
        """Change a request that nobody has decided on yet; `seen` is its revision when it was opened.

        Raises DecidedAlreadyError, and as `ask`.
        """
        session = self._session
        with session.work() as work:
            request = opened_request(work, request_id)
            if session.person_id not in (request.asker_id, request.recorded_by):
                session.demand(work.uow, enters(request))
            demand_state(request, (SchoolRequestState.ASKED,), names_of(work), seen)
            if asking.asker_id not in (request.asker_id, session.person_id):
                session.demand(work.uow, Action.RECORD_SCHOOL_REQUESTS)
            changed = self._from(replace(asking, kind=request.kind), request)
            asked = self._judged(work, changed)
            kept = keep_request(work, asked.request, Did.SCHOOL_REQUEST_CHANGED)
            work.done()
        return replace(asked, request=kept)

    def withdraw(self, request_id: UUID) -> SchoolRequest:
        """Take back a request that was not decided yet: who asked, or the office."""
        session = self._session
        with session.work() as work:
            request = opened_request(work, request_id)
            if session.person_id not in (request.asker_id, request.recorded_by):
                session.demand(work.uow, enters(request))
            demand_state(request, (SchoolRequestState.ASKED,), names_of(work))
            kept = keep_request(work, replace(request, state=SchoolRequestState.WITHDRAWN), Did.SCHOOL_REQUEST_ENDED)
            work.done()
        return kept

    # --- deciding

    def allow(self, request_id: UUID, terms: Terms, seen: int) -> SchoolRequest:
        """The headteacher, or the deputy under cover, allows it in their own sign-in; of a declared one they take note.

        Raises DecidedAlreadyError where something was done with it meanwhile, FieldError or RuleError.
        """
        return self._decide_here(request_id, terms, seen, allowed=True)

    def refuse(self, request_id: UUID, note: str, seen: int) -> SchoolRequest:
        """Refuse with a reason, which whoever asked reads. Raises as `allow`."""
        return self._decide_here(request_id, Terms(note=note), seen, allowed=False)

    def enter_paper(self, request_id: UUID, paper: DecisionPaper, seen: int) -> SchoolRequest:
        """Enter what was decided on paper, with its day, who signed, and a scan if there is one. Raises as `allow`."""
        session = self._session
        with session.work() as work:
            request = opened_request(work, request_id)
            session.demand(work.uow, enters(request))
            demand_state(request, (SchoolRequestState.ASKED,), names_of(work), seen)
            under_cover = self._demand_signer(work, request, paper)
            decision = _decision(paper.terms, paper.by, paper.on, AuthorisedOn.PAPER, allowed=paper.allowed)
            scan = keep_scan(work, paper.scan)
            kept = self._decided(work, request, replace(decision, under_cover=under_cover, paper_id=scan))
            work.done()
        return kept

    def review(self, request_id: UUID, ends: date | None, review_on: date | None, seen: int) -> SchoolRequest:
        """The headteacher looks at what they allowed again and lets it go on, until another day if they say so.

        Raises as `allow`.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.DECIDE_SCHOOL_REQUESTS)
            request = opened_request(work, request_id)
            demand_state(request, (SchoolRequestState.ALLOWED,), names_of(work), seen)
            terms = Terms(request.conditions, request.note, request.starts, ends, review_on)
            _demand_other(session, request)
            if ends is not None and ends < session.today:
                raise FieldError("ends", tr("That day has passed. End it instead, or choose a later day."))
            demand_proved(work, request)
            decision = _decision(terms, session.person_id, session.today, AuthorisedOn.SCREEN, allowed=True)
            cover = Duty.HEADTEACHER not in session.duties(work.uow)
            kept = self._decided(work, request, replace(decision, under_cover=cover))
            work.done()
        return kept

    # --- what becomes of it

    def end(self, request_id: UUID, on: date | None = None) -> SchoolRequest:
        """End what was allowed, today or on a day that has passed; a closed area is closed with it."""
        session = self._session
        with session.work() as work:
            request = opened_request(work, request_id)
            if not session.allows(work.uow, Action.DECIDE_SCHOOL_REQUESTS):
                session.demand(work.uow, enters(request))
            demand_state(request, (SchoolRequestState.ALLOWED,), names_of(work))
            day = on or session.today
            if day > session.today:
                raise FieldError("on", tr("That day is still to come. It ends by itself on its last day."))
            ended = replace(request, state=SchoolRequestState.ENDED, ended_on=day)
            kept = keep_request(work, ended, Did.SCHOOL_REQUEST_ENDED)
            work.done()
        return kept

    def enter_result(self, request_id: UUID, *, relevant: str, outcome: str) -> SchoolRequest:
        """What a search came to: whether something relevant was found, yes or no only, and what followed. It is over then.

        Raises FieldError, NotAllowedError, DecidedAlreadyError.
        """
        session = self._session
        if relevant not in ("yes", "no"):
            raise FieldError("relevant", tr("Say yes or no. Nothing else of what was found is kept."))
        if outcome not in OUTCOMES:
            raise FieldError("outcome", tr("Choose one of the answers in the list. Nothing was saved."))
        with session.work() as work:
            request = opened_request(work, request_id)
            if session.person_id != request.asker_id:
                session.demand(work.uow, enters(request))
            if request.kind is not RequestKind.RECRUITMENT_SEARCH:
                raise RuleError(tr("Only a search has a result. Nothing was changed."))
            demand_state(request, (SchoolRequestState.ALLOWED,), names_of(work))
            answers = dict(request.details) | dict(zip(RESULT_KEYS, (relevant, outcome), strict=True))
            ended = replace(
                request,
                details=tidy_answers(request.kind, answers),
                state=SchoolRequestState.ENDED,
                ended_on=session.today,
            )
            kept = keep_request(work, ended, Did.SCHOOL_REQUEST_ENDED)
            work.done()
        return kept

    # --- inside

    def _from(self, asking: SchoolAsking, request: SchoolRequest) -> SchoolRequest:
        """The request with what was typed. Raises FieldError."""
        name = " ".join(asking.asker_name.split())
        if asking.asker_id is None and not name:
            raise FieldError("asker_name", tr("Say who asks: a colleague, or the name of somebody else."))
        if len(name) > MOST_NAME:
            raise FieldError("asker_name", tr("This name is far too long. Nothing was saved."))
        asked_on = asking.asked_on or request.asked_on
        if asked_on > self._session.today:
            raise FieldError("asked_on", tr("That day is still to come. Enter the day on which it was asked."))
        check_days(asking.starts, asking.ends, None)
        details = tidy_answers(request.kind, asking.answers)
        return replace(
            request,
            asked_on=asked_on,
            asker_id=asking.asker_id,
            asker_name="" if asking.asker_id is not None else name,
            details=details,
            title=title_of(request.kind, details),
            starts=asking.starts,
            ends=asking.ends,
        )

    def _judged(self, work: Work, request: SchoolRequest) -> Asked:
        """What the policy says of it; what it never allows is refused at once, and says so."""
        session = self._session
        verdict = policy_says(session.profile(work.uow), request.kind, dict(request.details))
        lead = lead_words(session, work.uow)
        if verdict.is_refused:
            said = tr("{sentence} {clause}.", sentence=verdict.sentence, clause=verdict.rests_on)
            if verdict.tell_safeguarding:
                said = tr("{said} Speak to: {lead}.", said=said, lead=lead)
            request = replace(request, state=SchoolRequestState.REFUSED, decided_on=session.today, note=said)
        may_read = not request.is_sealed or session.person_id == request.asker_id
        may_read = may_read or session.allows(work.uow, Action.SEE_DECLARATIONS)
        return Asked(request, verdict, lead, may_read)

    def _decide_here(self, request_id: UUID, terms: Terms, seen: int, *, allowed: bool) -> SchoolRequest:
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.DECIDE_SCHOOL_REQUESTS)
            request = opened_request(work, request_id)
            demand_state(request, (SchoolRequestState.ASKED,), names_of(work), seen)
            _demand_other(session, request)
            decision = _decision(terms, session.person_id, session.today, AuthorisedOn.SCREEN, allowed=allowed)
            cover = Duty.HEADTEACHER not in session.duties(work.uow)
            kept = self._decided(work, request, replace(decision, under_cover=cover))
            work.done()
        return kept

    def _decided(self, work: Work, request: SchoolRequest, decision: SchoolDecision) -> SchoolRequest:
        session = self._session
        if decision.allowed:
            verdict = policy_says(session.profile(work.uow), request.kind, dict(request.details))
            if verdict.is_refused:
                raise RuleError(
                    tr(
                        "{sentence} {clause}. Nobody can allow it while the policy says so; nothing was saved.",
                        sentence=verdict.sentence,
                        clause=verdict.rests_on,
                    )
                )
        decided = decide(request, decision, session.person_id, session.clock.now(), dict(request.details))
        decided = replace(decided, letter_made_on=None)
        return keep_request(work, decided, Did.SCHOOL_REQUEST_DECIDED)

    def _demand_signer(self, work: Work, request: SchoolRequest, paper: DecisionPaper) -> bool:
        """Ask that whoever signed could decide on that day; returns whether it was under cover. Raises FieldError."""
        uow, today = work.uow, self._session.today
        if paper.on > today:
            raise FieldError("on", tr("That day is still to come. Enter the day on the paper."))
        if paper.by == request.asker_id:
            raise FieldError(
                "by", tr("Nobody decides on what they asked for themself. Choose who signed in their place.")
            )
        duties, covers = uow.duties.standing(today), uow.covers.all()
        if request.asker_id and signs_in_place(duties, uow.people.get(paper.by), request.asker_id, paper.on, today):
            return False
        if not could_authorise(duties, covers, paper.by, paper.on, today):
            raise FieldError(
                "by", tr("Only the headteacher decides, or a deputy on a day of cover. Choose who signed.")
            )
        return Duty.HEADTEACHER not in duties_on(duties, paper.by, paper.on) | duties_on(duties, paper.by, today)


def default_terms(line: SchoolRequestLine, months: int, today: date) -> Terms:
    """What a decision begins from: the days asked for, and for the name and logo the policy's usual period."""
    request = line.request
    starts = request.starts or today
    ends = request.ends
    if ends is None and request.kind is RequestKind.NAME_AND_LOGO and months:
        ends = months_later(starts, months)
    return Terms(starts=starts, ends=ends, review_on=request.review_on)


def _decision(terms: Terms, by: UUID, on: date, how: AuthorisedOn, *, allowed: bool) -> SchoolDecision:
    return SchoolDecision(
        allowed,
        by,
        on,
        how,
        conditions=terms.conditions,
        note=terms.note,
        starts=terms.starts,
        ends=terms.ends,
        review_on=terms.review_on,
    )


def _demand_other(session: Session, request: SchoolRequest) -> None:
    """Nobody decides on their own. Raises RuleError."""
    if request.asker_id == session.person_id:
        raise RuleError(
            tr(
                "Nobody decides on what they asked for themself. A deputy or governor signs on paper, "
                "and a colleague enters it."
            )
        )
