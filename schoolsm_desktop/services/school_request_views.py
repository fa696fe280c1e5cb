"""Requests as they are shown: opened where the person signed in may read them, with sentences ready."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from schoolsm_desktop.domain.access import AuthorisedOn
from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.people import Duty, Person, holders_on
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.school_request_questions import QUESTIONS, answer_words, title_of
from schoolsm_desktop.domain.school_request_rules import (
    PolicyAnswer,
    PolicyVerdict,
    kinds_of,
    lead_title,
    policy_says,
    worth_a_look,
)
from schoolsm_desktop.domain.school_requests import (
    KIND_WORDS,
    STATE_WORDS,
    RequestKind,
    SchoolRequest,
    SchoolRequestState,
    began_before_agreed,
    refused_before,
)
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .sealed_words import SCHOOL_REQUEST, open_words, readable
from .session import Session
from .signed_requests import decision_stands

DETAILS, CONDITIONS, NOTE, ASKER = "details", "conditions", "note", "asker"
"""The sealed parts of a request."""
CLOSED = PolicyVerdict(PolicyAnswer.DECIDES, "", "")
"""What is said of a sealed request that was not opened."""


@dataclass(frozen=True, slots=True)
class SchoolRequestLine:
    """One request as its reader sees it. `request` carries its words, also where they are sealed in the records.

    `is_proved` says of a decided one that somebody signed the decision who might take it.
    """

    request: SchoolRequest
    title: str
    asker: str
    is_open: bool
    """Whether its words are here; a sealed one is closed until its reader opens it."""
    answers: tuple[tuple[str, str], ...]
    verdict: PolicyVerdict
    decided: str
    entered_by: str
    warnings: tuple[str, ...]
    earlier: str
    account: Account | None
    is_own: bool
    is_proved: bool
    may_decide: bool
    may_enter: bool
    may_change: bool
    may_end: bool

    @property
    def is_declared(self) -> bool:
        """Whether the policy only asks that the headteacher takes note."""
        return self.verdict.answer is PolicyAnswer.DECLARED


@dataclass(frozen=True, slots=True)
class SchoolRequestRights:
    """What the person signed in may do with requests, and what the dialogs choose from."""

    profile: Profile
    kinds: tuple[RequestKind, ...] = ()
    """Those the policy uses; the others stand under “Another kind…”."""
    records: bool = False
    makes_accounts: bool = False
    prints: bool = False
    people: tuple[Person, ...] = ()
    signers: tuple[Person, ...] = ()
    accounts: tuple[Account, ...] = ()
    platforms: tuple[tuple[str, str], ...] = ()
    head_id: UUID | None = None
    lead: str = ""
    """The safeguarding lead: title and name."""


def as_opened(request: SchoolRequest, words: Mapping[str, str]) -> SchoolRequest:
    """A sealed request with its words in it, for the screen and the paper; never to be saved."""
    pairs = tuple((str(key), str(text)) for key, text in json.loads(words.get(DETAILS, "[]")))
    return replace(
        request,
        title=title_of(request.kind, pairs),
        details=pairs,
        conditions=words.get(CONDITIONS, ""),
        note=words.get(NOTE, ""),
        asker_name=words.get(ASKER, ""),
    )


def sealed_parts(request: SchoolRequest) -> dict[str, str]:
    """The words of an opened request, to be sealed."""
    return {
        DETAILS: json.dumps([list(pair) for pair in request.details], ensure_ascii=False),
        CONDITIONS: request.conditions,
        NOTE: request.note,
        ASKER: request.asker_name,
    }


def without_words(request: SchoolRequest) -> SchoolRequest:
    """What stands in the row of a sealed request."""
    return replace(request, title="", details=(), conditions="", note="", asker_name="")


def read_request(session: Session, uow: UnitOfWork, request: SchoolRequest) -> SchoolRequest | None:
    """The request with its words; None where it is sealed and the person signed in cannot read it."""
    if not request.is_sealed:
        return request
    words = open_words(session, uow, SCHOOL_REQUEST, request.id)
    return as_opened(request, words) if words is not None else None


def visible_requests(session: Session, uow: UnitOfWork) -> tuple[SchoolRequest, ...]:
    """Every request that exists for the person signed in, sealed ones closed: all plain ones for those who see the
    register, else their own; sealed ones for those they are sealed to."""
    me, sees_all = session.person_id, session.allows(uow, Action.SEE_REGISTER)
    mine = readable(session, uow, SCHOOL_REQUEST)
    return tuple(
        r
        for r in uow.school_requests.all()
        if (r.id in mine if r.is_sealed else sees_all or me in (r.asker_id, r.recorded_by))
    )


def read_lines(session: Session, uow: UnitOfWork) -> tuple[SchoolRequestLine, ...]:
    """What is to be decided first, then the newest; sealed ones closed."""
    requests = visible_requests(session, uow)
    reading = _Reading(session, uow, requests)
    lines = [reading.line(r) for r in requests]
    return tuple(sorted(lines, key=lambda x: (not x.request.waits, -x.request.recorded_at.timestamp())))


def read_line(session: Session, uow: UnitOfWork, request: SchoolRequest) -> SchoolRequestLine:
    """One request, opened, beside the others of its kind that can be read."""
    others = [r for r in visible_requests(session, uow) if r.kind is request.kind]
    opened = [read_request(session, uow, r) for r in others]
    return _Reading(session, uow, [r for r in opened if r is not None]).line(request, is_open=True)


class _Reading:
    """What the lines are made from, read once."""

    def __init__(self, session: Session, uow: UnitOfWork, others: Sequence[SchoolRequest]) -> None:
        self._session, self._uow, self._others = session, uow, others
        duties = session.duties(uow)
        self._profile = session.profile(uow)
        self._people = {p.id: p for p in uow.people.all()}
        self._accounts = {a.id: a for a in uow.accounts.all()}
        self._decides = allows(duties, Action.DECIDE_SCHOOL_REQUESTS)
        self._records = allows(duties, Action.RECORD_SCHOOL_REQUESTS)
        self._reads = allows(duties, Action.SEE_DECLARATIONS)

    def line(self, request: SchoolRequest, *, is_open: bool = False) -> SchoolRequestLine:
        """The line of one request; a sealed one that is not open says nothing of itself."""
        session, me = self._session, self._session.person_id
        shown, answers = is_open or not request.is_sealed, dict(request.details)
        own, enters = request.asker_id == me, self._reads if request.is_sealed else self._records
        entered = self._people.get(request.decision_recorded_by) if request.decision_recorded_by else None
        plain = without_words(request) if request.is_sealed else request
        return SchoolRequestLine(
            request=request,
            title=request.title if shown else tr("Confidential request"),
            asker=asker_words(request, self._people) if shown else "–",
            is_open=shown,
            answers=_answered(request),
            verdict=policy_says(self._profile, request.kind, answers) if shown else CLOSED,
            decided=decided_words(request, self._people),
            entered_by=entered.short_name if entered and request.decided_how is AuthorisedOn.PAPER else "",
            warnings=_warnings(self._profile, request, answers) if shown else (),
            earlier=_earlier(request, self._others) if shown else "",
            account=self._accounts.get(request.account_id) if request.account_id else None,
            is_own=own,
            is_proved=decision_stands(session.keys, self._uow, plain),
            may_decide=request.waits and self._decides and not own,
            may_enter=request.waits and enters,
            may_change=request.waits and (enters or own or (me == request.recorded_by and not request.is_sealed)),
            may_end=request.state is SchoolRequestState.ALLOWED and (enters or self._decides),
        )


def _answered(request: SchoolRequest) -> tuple[tuple[str, str], ...]:
    answers = dict(request.details)
    return tuple(
        (asked.words, answer_words(asked, answers[asked.key]))
        for asked in QUESTIONS[request.kind]
        if answers.get(asked.key)
    )


def asker_words(request: SchoolRequest, people: Mapping[UUID, Person]) -> str:
    """Who asked: a colleague or somebody else."""
    if request.asker_id is not None:
        found = people.get(request.asker_id)
        return found.name if found else "–"
    return request.asker_name or "–"


def decided_words(request: SchoolRequest, people: Mapping[UUID, Person]) -> str:
    """Who decided, when and how; empty while nobody has."""
    if request.refused_by_policy:
        return tr("Your policy, {day}", day=day_text(request.decided_on))
    if request.decided_by is None:
        return ""
    found = people.get(request.decided_by)
    by = {"name": found.short_name if found else "–", "day": day_text(request.decided_on)}
    if request.decided_how is AuthorisedOn.SCREEN:
        return tr("{name}, {day}, with their own sign-in", **by)
    return tr("{name}, {day}, on paper", **by)


def _warnings(profile: Profile, request: SchoolRequest, answers: Mapping[str, str]) -> tuple[str, ...]:
    if request.waits:
        return worth_a_look(profile, request.kind, answers)
    if began_before_agreed(request):
        return (tr("It began before it was agreed."),)
    return ()


def _earlier(request: SchoolRequest, others: Iterable[SchoolRequest]) -> str:
    before = refused_before(request, others)
    if before is None:
        return ""
    said = tr("Asked before and refused on {day}", day=day_text(before.decided_on))
    return f"{said}: {before.note}" if before.note else said


def read_rights(session: Session, uow: UnitOfWork) -> SchoolRequestRights:
    """What the person signed in may do, and what the dialogs choose from."""
    duties, profile = session.duties(uow), session.profile(uow)
    records = allows(duties, Action.RECORD_SCHOOL_REQUESTS)
    held = uow.duties.standing(session.today)
    people = {p.id: p for p in uow.people.all() if not p.left_by(session.today) and p.merged_into is None}
    here = sorted(people.values(), key=lambda p: p.sort_name.casefold())
    heads = [p for p in holders_on(held, Duty.HEADTEACHER, session.today) if p in people]
    makes = allows(duties, Action.EDIT_ACCOUNTS)
    accounts = sorted((a for a in uow.accounts.all() if a.is_live), key=lambda a: a.name.casefold()) if makes else []
    enters = records or allows(duties, Action.SEE_DECLARATIONS)
    return SchoolRequestRights(
        profile=profile,
        kinds=kinds_of(profile),
        records=records,
        makes_accounts=makes,
        prints=allows(duties, Action.PRINT_REGISTERS),
        people=tuple(here) if records else tuple(p for p in here if p.id == session.person_id),
        signers=tuple(here) if enters else (),
        accounts=tuple(accounts),
        platforms=tuple((p.id, p.name) for p in sorted(uow.platforms.all(), key=lambda p: p.name.casefold())),
        head_id=heads[0] if heads else None,
        lead=lead_words(session, uow),
    )


def lead_words(session: Session, uow: UnitOfWork) -> str:
    """The safeguarding lead: the title in the school's words, with the name where somebody holds the duty."""
    held = holders_on(uow.duties.standing(session.today), Duty.DSL, session.today)
    names = [uow.people.get(p).name for p in held]
    title = lead_title(session.profile(uow))
    return tr("{title}, {names}", title=title, names=list_text(names)) if names else title


def days_words(request: SchoolRequest) -> str:
    """From when until when; empty where neither is said."""
    if request.starts and request.ends:
        return tr("{first} until {last}", first=day_text(request.starts), last=day_text(request.ends))
    if request.ends:
        return tr("until {last}", last=day_text(request.ends))
    return tr("from {first}", first=day_text(request.starts)) if request.starts else ""


def state_words(line: SchoolRequestLine) -> str:
    """The state; of what the policy only asks to be told of, that it was noted."""
    if line.is_open and line.is_declared and line.request.state is SchoolRequestState.ALLOWED:
        return tr("Noted")
    if line.request.refused_by_policy:
        return tr("Refused by the policy")
    return tr(STATE_WORDS[line.request.state])


def kind_words(kind: RequestKind) -> str:
    """The kind as it is called on the screen."""
    return tr(KIND_WORDS[kind])
