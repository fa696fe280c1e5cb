"""Asking for posting access, deciding on it by the headteacher or who stands in, and giving it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel, AuthorisedOn, default_review_day
from schoolsm_desktop.domain.accounts import Account, Platform
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.giving import check_terms
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.requests import (
    AccessRequest,
    Decision,
    RequestState,
    as_access,
    check_asked_once,
    decide,
    demand_state,
)
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .checklist_views import as_told
from .conditions import missing_conditions, read_readiness
from .giving import demand_authoriser, give_access, give_rules, others_could_act
from .papers import Scan, keep_scan
from .register import RegisterFacts, read_register
from .session import Session, Work
from .signed import as_decided, signed_as_head, signed_by_duty


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody asks for; what is not filled gets a sensible default."""

    person_id: UUID
    account_id: UUID
    kind: AccessKind
    level: AccessLevel
    starts: date
    ends: date | None = None
    review_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A decision as it stands on a paper: who signed it, on which day, and the scan if there is one."""

    allowed: bool
    by: UUID
    on: date
    note: str = ""
    override_reason: str = ""
    scan: Scan | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request as it is shown, with the names in it and the person's policy and training."""

    request: AccessRequest
    person: Person
    account: Account
    platform: Platform
    readiness: Readiness
    names: Mapping[UUID, str]
    is_own: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class RequestRights:
    """What the person signed in may do with requests; `people` and `accounts` are those they may ask for."""

    decide: bool = False
    override: bool = False
    record: bool = False
    give: bool = False
    sees_all: bool = False
    people: tuple[Person, ...] = ()
    accounts: tuple[tuple[Account, Platform], ...] = ()
    signers: tuple[Person, ...] = ()
    head_id: UUID | None = None
    rule: str = ""


class RequestService:
    """Deeds and views of requests for posting access."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def lines(self) -> tuple[RequestLine, ...]:
        """Every request, those that wait first; somebody who may not see the register sees their own alone."""
        session, me = self._session, self._session.person_id
        with session.reading() as uow:
            facts = read_register(session, uow)
            duties, requests = session.duties(uow), uow.requests.all()
            sees_all, records = allows(duties, Action.SEE_REGISTER), allows(duties, Action.RECORD_DECISIONS)
            shown = [r for r in requests if sees_all or me in (r.person_id, r.asked_by)]
            ready = read_readiness(session, uow, tuple(facts.people[p] for p in {r.person_id for r in shown}))
        names = {p.id: p.short_name for p in facts.people.values()}
        lines = [
            RequestLine(
                r,
                facts.people[r.person_id],
                facts.accounts[r.account_id],
                _platform(facts, facts.accounts[r.account_id]),
                ready[r.person_id],
                names,
                r.person_id == me,
                r.waits and (records or me in (r.person_id, r.asked_by)),
            )
            for r in shown
        ]
        order = {RequestState.ASKED: 0, RequestState.AUTHORISED: 1}
        return tuple(sorted(lines, key=lambda x: (order.get(x.request.state, 2), -x.request.asked_at.timestamp())))

    def rights(self) -> RequestRights:
        """What the person signed in may do here, and what the dialogs choose from."""
        session = self._session
        with session.reading() as uow:
            facts = read_register(session, uow)
            duties = session.duties(uow)
        here = sorted(
            (p for p in facts.people.values() if not p.left_by(session.today)), key=lambda p: p.sort_name.casefold()
        )
        records, sees_all = allows(duties, Action.RECORD_DECISIONS), allows(duties, Action.SEE_REGISTER)
        accounts = sorted((a for a in facts.accounts.values() if a.is_live), key=lambda a: a.name.casefold())
        heads = [d.person_id for d in facts.duties if d.duty is Duty.HEADTEACHER and d.held_on(session.today)]
        return RequestRights(
            decide=allows(duties, Action.AUTHORISE_ACCESS),
            override=allows(duties, Action.OVERRIDE_CONDITIONS),
            record=records,
            give=allows(duties, Action.GIVE_ACCESS),
            sees_all=sees_all,
            people=tuple(p for p in here if records or p.id == session.person_id),
            accounts=tuple((a, _platform(facts, a)) for a in accounts),
            signers=tuple(here) if records else (),
            head_id=heads[0] if heads else None,
            rule=clause_words(facts.profile, Subject.ACCESS),
        )

    # --- deeds

    def ask(self, asking: Asking) -> AccessRequest:
        """Ask for access: everybody for themself; the office, coordinator and headteacher for others too.

        Raises FieldError beside the field, or RuleError; what could not be given cannot be asked for.
        """
        session = self._session
        with session.work() as work:
            if asking.person_id != session.person_id:
                session.demand(work.uow, Action.RECORD_DECISIONS)
            facts = read_register(session, work.uow)
            person = as_told(session, work.uow, facts.people[asking.person_id])
            account = facts.accounts[asking.account_id]
            request = AccessRequest(
                id=uuid4(),
                school_id=account.school_id,
                person_id=person.id,
                account_id=account.id,
                kind=asking.kind,
                level=asking.level,
                starts=asking.starts,
                asked_by=session.person_id,
                asked_at=session.clock.now(),
                reason=asking.reason.strip(),
                ends=asking.ends,
                review_on=asking.review_on or default_review_day(asking.starts, [t.ends for t in work.uow.terms.all()]),
            )
            check_terms(
                as_access(request),
                person,
                account,
                facts.platforms.get(account.platform_id),
                facts.accesses,
                give_rules(facts),
                facts.today,
            )
            check_asked_once(request, work.uow.requests.all())
            work.uow.requests.add(request)
            _did(work, Did.ACCESS_ASKED, request)
            work.done()
        return request

    def authorise(self, request_id: UUID, note: str = "", override_reason: str = "") -> AccessRequest:
        """The headteacher, or the deputy under cover, authorises in their own sign-in.

        Raises DecidedAlreadyError where something else was done with it meanwhile, and FieldError or RuleError.
        """
        return self._decide_here(request_id, allowed=True, note=note, override_reason=override_reason)

    def refuse(self, request_id: UUID, note: str) -> AccessRequest:
        """Refuse with a note, which whoever asked reads. Raises as `authorise`."""
        return self._decide_here(request_id, allowed=False, note=note, override_reason="")

    def enter_paper(self, request_id: UUID, paper: OnPaper) -> AccessRequest:
        """Enter what was decided on paper, with its day, who signed, and a scan if there is one. Raises as `authorise`."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RECORD_DECISIONS)
            request = self._undecided(work, request_id)
            if request.person_id == session.person_id and others_could_act(session, work):
                raise RuleError(
                    tr("Nobody enters the decision on their own access. Ask a colleague to enter the paper.")
                )
            if paper.by == request.person_id:
                raise FieldError("by", tr("Nobody decides on their own access. Somebody else has to sign for it."))
            try:
                under_cover = demand_authoriser(work.uow, request.person_id, paper.by, paper.on, session.today)
            except FieldError as error:
                raise FieldError("on" if paper.on > session.today else "by", error.sentence) from None
            decision = Decision(
                paper.allowed,
                paper.by,
                paper.on,
                AuthorisedOn.PAPER,
                under_cover,
                paper.note,
                paper.override_reason,
                keep_scan(work, paper.scan),
            )
            kept = self._keep(work, request, decision)
            work.done()
        return kept

    def withdraw(self, request_id: UUID) -> AccessRequest:
        """Take a request back that was not given yet: who asked, for whom it is, or the office."""
        session = self._session
        with session.work() as work:
            request = work.uow.requests.get(request_id)
            if session.person_id not in (request.person_id, request.asked_by):
                session.demand(work.uow, Action.RECORD_DECISIONS)
            demand_state(request, (RequestState.ASKED, RequestState.AUTHORISED), _names(work))
            kept = work.uow.requests.save(replace(request, state=RequestState.WITHDRAWN))
            _did(work, Did.REQUEST_WITHDRAWN, kept)
            work.done()
        return kept

    def give(self, request_id: UUID) -> Access:
        """Give what was authorised, from today or the day asked for. Raises FieldError, ConditionsMissingError, RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.GIVE_ACCESS)
            request = work.uow.requests.get(request_id)
            demand_state(request, (RequestState.AUTHORISED,), _names(work))
            self._demand_signed(work, request)
            drafted = replace(
                as_access(request),
                id=uuid4(),
                starts=max(request.starts, session.today),
                authorised_by=request.decided_by,
                authorised_on=request.decided_on,
                authorised_how=request.authorised_how,
                under_cover=request.under_cover,
                paper_id=request.paper_id,
                override_reason=request.override_reason,
                request_id=request.id,
            )
            access = give_access(work, drafted)
            work.done()
        return access

    # --- inside

    def _decide_here(self, request_id: UUID, *, allowed: bool, note: str, override_reason: str) -> AccessRequest:
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.AUTHORISE_ACCESS)
            if override_reason.strip():
                session.demand(work.uow, Action.OVERRIDE_CONDITIONS)
            request = self._undecided(work, request_id)
            if request.person_id == session.person_id:
                raise RuleError(
                    tr(
                        "Nobody decides on their own access. A deputy or governor signs the printed slip, "
                        "and the office enters the paper."
                    )
                )
            under_cover = Duty.HEADTEACHER not in session.duties(work.uow)
            decision = Decision(
                allowed,
                session.person_id,
                session.today,
                AuthorisedOn.SCREEN,
                under_cover,
                note,
                override_reason,
            )
            kept = self._keep(work, request, decision)
            work.done()
        return kept

    def _undecided(self, work: Work, request_id: UUID) -> AccessRequest:
        request = work.uow.requests.get(request_id)
        demand_state(request, (RequestState.ASKED,), _names(work))
        return request

    def _keep(self, work: Work, request: AccessRequest, decision: Decision) -> AccessRequest:
        # A reason to give it all the same says something only where something is missing.
        if not missing_conditions(self._session, work.uow, request.person_id):
            decision = replace(decision, override_reason="")
        decided = decide(request, decision, self._session.person_id, self._session.clock.now())
        kept = work.uow.requests.save(decided)
        _did(work, Did.ACCESS_AUTHORISED if decision.allowed else Did.ACCESS_REFUSED, kept)
        return kept

    def _demand_signed(self, work: Work, request: AccessRequest) -> None:
        """A row proves nothing by itself: the decision must stand in the log, signed by whoever took or entered it."""
        keys = self._session.keys
        decided = as_decided(keys, work.uow, request)
        if decided is None or not _may_have_decided(work, *decided):
            raise RuleError(
                tr(
                    "This decision is not as somebody signed it here, so nothing was given. "
                    "Look at “Who did what” in Settings, and have it decided again."
                )
            )


def _may_have_decided(work: Work, request: AccessRequest, deed: AuditEntry) -> bool:
    """On screen the headteacher signs or who acts for them; a paper is entered by the office, coordinator or headteacher."""
    keys = work.session.keys
    if request.authorised_how is AuthorisedOn.SCREEN:
        return deed.person_id == request.decided_by and signed_as_head(keys, work.uow, deed)
    return signed_by_duty(keys, work.uow, deed, Action.RECORD_DECISIONS)


def _did(work: Work, did: Did, request: AccessRequest) -> None:
    work.did(did, Noun.REQUESTS, subject_kind="request", subject_id=request.id, record=request)


def _names(work: Work) -> dict[UUID, str]:
    return {p.id: p.short_name for p in work.uow.people.all()}


def _platform(facts: RegisterFacts, account: Account) -> Platform:
    return facts.platforms.get(account.platform_id) or Platform(account.platform_id, tr("Other platform"))
