"""Giving access inside a unit of work: by one person authorised, by another given, after what the policy asks first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import (
    Access,
    AccessKind,
    AccessLevel,
    AuthorisedOn,
    Knowing,
    KnownBy,
    current_version,
    default_review_day,
)
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.conditions import Missing
from schoolsm_desktop.domain.cover import could_authorise, signs_in_place
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.giving import GiveRules, check_give
from schoolsm_desktop.domain.people import Contract, Duty, duties_on, holders_on
from schoolsm_desktop.domain.policy import clause, clause_words, shared_passwords_allowed
from schoolsm_desktop.domain.requests import RequestState
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .checklist_views import as_told
from .conditions import missing_conditions
from .papers import Scan, keep_scan
from .register import RegisterFacts, read_register
from .secrets import reseal_for_register
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class GiveRequest:
    """What the dialog asks; what is not filled gets a sensible default (PRACTICE 20).

    Who authorised did so in their own sign-in where it is the person signed in, else on a paper with its day.
    `override_reason` is what the headteacher wrote where a condition is missing.
    """

    person_id: UUID
    account_id: UUID
    kind: AccessKind
    level: AccessLevel
    starts: date
    ends: date | None = None
    review_on: date | None = None
    reason: str = ""
    authorised_by: UUID | None = None
    authorised_on: date | None = None
    already_had: bool = False
    override_reason: str = ""
    scan: Scan | None = field(default=None, repr=False)


class ConditionsMissingError(RuleError):
    """Something the policy asks before access is given is missing; `missing` says what."""

    key = "conditions-missing"

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            tr(
                "Your policy asks for more before access is given: {reasons}. Nothing was saved. Tick it off on the page "
                "“Policy and staff” when it is done, or have the headteacher write down why it may be given all the same.",
                reasons="; ".join(each.words for each in missing),
            )
        )


def access_from(work: Work, request: GiveRequest, catch_up_by: date | None = None) -> Access:
    """The access that a dialog describes, not yet given. Raises FieldError for somebody who could not authorise it."""
    session = work.session
    by, on = request.authorised_by, request.authorised_on
    under_cover = demand_authoriser(work.uow, request.person_id, by, on, session.today) if by and on else False
    on_screen = by == session.person_id and on == session.today
    return Access(
        id=uuid4(),
        school_id=work.uow.accounts.get(request.account_id).school_id,
        person_id=request.person_id,
        account_id=request.account_id,
        kind=request.kind,
        level=request.level,
        starts=request.starts,
        reason=request.reason.strip(),
        ends=request.ends,
        review_on=request.review_on,
        authorised_by=by,
        authorised_on=on,
        authorised_how=None if by is None else AuthorisedOn.SCREEN if on_screen else AuthorisedOn.PAPER,
        under_cover=under_cover,
        paper_id=keep_scan(work, request.scan),
        override_reason=request.override_reason.strip(),
        already_had=request.already_had,
        catch_up_by=catch_up_by,
    )


def give_access(work: Work, drafted: Access) -> Access:
    """Give an access that says who authorised it; the reason to override is kept only where something is missing.

    Raises FieldError beside the field, ConditionsMissingError or RuleError.
    """
    session = work.session
    facts = read_register(session, work.uow)
    person = as_told(session, work.uow, facts.people[drafted.person_id])
    account = facts.accounts[drafted.account_id]
    terms = [t.ends for t in work.uow.terms.all()]
    access = replace(
        drafted,
        review_on=drafted.review_on or default_review_day(drafted.starts, terms),
        given_by=session.person_id,
        given_at=session.clock.now(),
    )
    check_give(
        access,
        person,
        account,
        facts.platforms.get(account.platform_id),
        facts.accesses,
        give_rules(facts),
        others_could_act=others_could_act(session, work),
        today=facts.today,
    )
    if not access.already_had:
        lacking = missing_conditions(work.session, work.uow, person.id)
        if lacking and not access.override_reason:
            raise ConditionsMissingError(lacking)
        access = access if lacking else replace(access, override_reason="")
    work.uow.access.add(access)
    did = Did.ACCESS_RECORDED if access.already_had else Did.ACCESS_GIVEN
    work.did(did, Noun.ACCESS, Noun.SECRETS, subject_kind="access", subject_id=access.id, record=access)
    _settle_request(work, access)
    _remember_knowing(work, facts, access)
    if access.kind is AccessKind.KNOWS_PASSWORD:
        reseal_for_register(work, account.id)
    return access


def give_rules(facts: RegisterFacts) -> GiveRules:
    """What the school's policy says about giving access."""
    lesson = clause(facts.profile, Subject.LESSON_USE)
    return GiveRules(
        shared_passwords_allowed(facts.profile),
        clause_words(facts.profile, Subject.SHARED_PASSWORDS),
        lesson.label if lesson else "",
    )


def demand_authoriser(uow: UnitOfWork, person_id: UUID, by: UUID, on: date, today: date) -> bool:
    """Ask that `by` could authorise access for `person_id` on that day; returns whether they did so under cover.

    Raises FieldError. On the headteacher's own access a deputy or governor signs the slip (PRACTICE 25).
    """
    if on > today:
        raise FieldError("authorised_on", tr("That day is still to come. Enter the day on the paper."))
    duties, covers, people = uow.duties.standing(today), uow.covers.all(), {p.id: p for p in uow.people.all()}
    if by == person_id:
        if any(signs_in_place(duties, p, person_id, on, today) for p in people.values() if not p.left_by(on)):
            raise FieldError(
                "authorised_by",
                tr("Nobody authorises their own access. A deputy or governor signs the slip: choose who did."),
            )
    elif signs_in_place(duties, people[by], person_id, on, today):
        return False
    if not could_authorise(duties, covers, by, on, today):
        if Duty.DEPUTY_HEADTEACHER in duties_on(duties, by, on):
            raise FieldError(
                "authorised_by",
                tr(
                    "There was no cover on {day}, so a deputy could not authorise then. "
                    "Enter the headteacher, or the day on which the deputy covered.",
                    day=day_text(on),
                ),
            )
        raise FieldError(
            "authorised_by",
            tr("Only the headteacher authorises, or a deputy on a day of cover. Choose who did."),
        )
    return Duty.HEADTEACHER not in duties_on(duties, by, on) | duties_on(duties, by, today)


def others_could_act(session: Session, work: Work) -> bool:
    """Whether somebody else is there to take one of two steps: authorise, give, or sign the slip in the head's place."""
    today, duties = session.today, work.uow.duties.standing(session.today)
    asked = (Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER, Duty.COORDINATOR, Duty.CHAIR)
    able = {person for duty in asked for person in holders_on(duties, duty, today)}
    able |= {p.id for p in work.uow.people.all() if p.contract is Contract.GOVERNOR and not p.left_by(today)}
    return bool(able - {session.person_id})


def _settle_request(work: Work, access: Access) -> None:
    """What was asked for and is now given waits no more, also where it was given from a paper beside the request."""
    requests = work.uow.requests.all()
    if access.request_id is not None:
        request = next(r for r in requests if r.id == access.request_id)
    else:
        asked = next((r for r in requests if r.waits and _is_for(access, r.person_id, r.account_id, r.kind)), None)
        if asked is None or access.already_had:
            return
        request = replace(
            asked,
            decided_by=access.authorised_by,
            decided_on=access.authorised_on,
            recorded_by=access.given_by,
            recorded_at=access.given_at,
            authorised_how=access.authorised_how,
            under_cover=access.under_cover,
            paper_id=access.paper_id,
            override_reason=access.override_reason,
        )
    kept = work.uow.requests.save(replace(request, state=RequestState.GIVEN, access_id=access.id))
    work.did(Did.REQUEST_GIVEN, Noun.REQUESTS, subject_kind="request", subject_id=kept.id, record=kept)


def _is_for(access: Access, person_id: UUID, account_id: UUID, kind: AccessKind) -> bool:
    return (access.person_id, access.account_id, access.kind) == (person_id, account_id, kind)


def _remember_knowing(work: Work, facts: RegisterFacts, access: Access) -> None:
    """Somebody without a sign-in can only know a password by being told; "already had it" means knowing it."""
    version = current_version(facts.versions, access.account_id)
    told = access.person_id not in work.session.with_sign_in()
    if access.kind is not AccessKind.KNOWS_PASSWORD or version is None or not (told or access.already_had):
        return
    how = KnownBy.ALREADY_KNEW if access.already_had else KnownBy.TOLD
    now = work.session.clock.now()
    work.uow.knowings.add(
        Knowing(uuid4(), access.account_id, version.id, access.person_id, now, how, SecretField.PASSWORD)
    )
