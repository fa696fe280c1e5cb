"""Accounts, access, passwords, the policy and requests of a term counted: the records are arguments, nothing is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from .access import Access, AccessKind, AccessLevel, PasswordDue
from .account_check import AccountCheck, check_of, follow_ups, is_complete
from .account_health import Concern, Finding, Weight
from .accounts import Account, AccountClass, AccountState, SecretVersion
from .audit import AuditEntry
from .declarations import Coverage as Declared
from .editions import Edition
from .figures import (
    AccessFigures,
    AccountFigures,
    DeclarationFigures,
    GroupCoverage,
    PolicyFigures,
    RequestFigures,
    ReviewFigures,
    SecretFigures,
    Tally,
    TeachingFigures,
)
from .figures_windows import Window
from .lessons import ClassTick, unticked_groups
from .policy import Profile
from .read_and_signed import Group, PersonStands, Signed, group_of
from .requests import AccessRequest, RequestState
from .reviews import Review, ReviewLine, Verdict
from .school_requests import SchoolRequest, SchoolRequestState
from .training import Trained

_WAITING = frozenset({AccountState.PROPOSED, AccountState.AUTHORISED})
_PRETENDING = frozenset({AccountClass.PRETENDS})
_GRANTED = frozenset({SchoolRequestState.ALLOWED, SchoolRequestState.ENDED})
_CHANGED = frozenset({"level", "ends", "review_on"})


def account_figures(
    accounts: Sequence[Account], checks: Sequence[AccountCheck], profile: Profile, window: Window
) -> AccountFigures:
    """Accounts as they stand, and the check of the term."""
    ours = [account for account in accounts if account.is_ours]
    states = Counter(account.state for account in ours)
    live = [account for account in ours if account.is_live]
    others = [account for account in accounts if not account.is_ours and account.not_ours.gone_on is None]
    done = [a for a in live if is_complete(check_of(checks, a.id, window.period.name), profile)]
    return AccountFigures(
        in_use=states[AccountState.IN_USE],
        waiting=sum(states[state] for state in _WAITING),
        paused=states[AccountState.SUSPENDED],
        closed=states[AccountState.CLOSED],
        closed_in_term=len([a for a in ours if a.state is AccountState.CLOSED and window.holds(a.closed_on)]),
        not_ours=len([a for a in others if a.account_class not in _PRETENDING]),
        pretending=len([a for a in others if a.account_class in _PRETENDING]),
        checks_due=len(live),
        checks_done=len(done),
        to_put_right=len(follow_ups(live, checks, profile)),
    )


def access_figures(
    accesses: Sequence[Access], entries: Iterable[AuditEntry], ready: Collection[UUID] | None, window: Window
) -> AccessFigures:
    """Who had access on the last day counted, and what changed in the term.

    `entries` are the changes in the log; `ready` who has met what is asked today, None for a term that is over: what
    somebody may do there today says nothing of that day either, so levels are left out as well.
    """
    day = window.counted_on
    live = [a for a in accesses if (a.live_on(day) if ready is not None else _stood_on(a, day))]
    people = {a.person_id for a in live}
    given = [a for a in accesses if window.holds(a.starts) and not a.already_had]
    changed = {e.subject_id for e in entries if window.holds_moment(e.at) and _CHANGED & e.details.keys()}
    return AccessFigures(
        people=len(people),
        accesses=len(live),
        kinds=tuple(Tally(kind.value, len([a for a in live if a.kind is kind])) for kind in AccessKind),
        levels=()
        if ready is None
        else tuple(Tally(level.value, len([a for a in live if a.level is level])) for level in AccessLevel),
        given=len(given),
        ended=len([a for a in accesses if a.over_by(day) and window.holds(a.last_day)]),
        changed=len(changed),
        people_ready=None if ready is None else len(people & set(ready)),
        given_all_the_same=len([a for a in given if a.override_reason]),
    )


def _stood_on(access: Access, day: date) -> bool:
    return access.starts <= day and (access.last_day is None or day <= access.last_day)


def review_figures(reviews: Iterable[Review], lines: Iterable[ReviewLine], window: Window) -> ReviewFigures:
    """The review that bears the name of the term; one that was cancelled is none."""
    own = [r for r in reviews if r.term == window.period.name and r.cancelled_at is None]
    own = [r for r in own if window.starts - timedelta(days=366) <= r.started_at.astimezone().date()]
    review = max(own, key=lambda r: (r.signed_off_at is not None, r.started_at), default=None)
    if review is None:
        return ReviewFigures(False, None, 0, 0, 0, 0)
    verdicts = Counter(line.verdict for line in lines if line.review_id == review.id)
    signed = review.signed_off_at.astimezone().date() if review.signed_off_at else None
    return ReviewFigures(
        True, signed, sum(verdicts.values()), verdicts[Verdict.KEEP], verdicts[Verdict.CHANGE], verdicts[Verdict.END]
    )


def secret_figures(
    due: Iterable[PasswordDue],
    findings: Iterable[Finding],
    versions: Iterable[SecretVersion],
    window: Window,
    now: datetime,
) -> SecretFigures:
    """Passwords that must become others and whose time is over; the longest since when."""
    over = [each for each in due if each.due < now]
    found = list(findings)
    old = {f.account_id for f in found if f.concern is Concern.TOO_OLD} - {each.account_id for each in over}
    changed = {(v.account_id, v.password_since) for v in versions if window.holds_moment(v.password_changed_at)}
    return SecretFigures(
        passwords_overdue=len(over) + len(old),
        overdue_since=min((each.due.astimezone().date() for each in over), default=None),
        accounts_without_second_step=len(
            [f for f in found if f.concern is Concern.NO_SECOND_FACTOR and f.weight is Weight.SHOULD]
        ),
        backup_codes_overdue=len([f for f in found if f.concern is Concern.FEW_CODES]),
        changed_in_term=len(changed),
    )


def policy_figures(edition: Edition | None, stands: Iterable[PersonStands]) -> PolicyFigures:
    """The version in force, and who has read and signed it and is trained, by kind of person."""
    people = list(stands)
    groups = tuple(
        each
        for group in Group
        if (each := _group(group, [s for s in people if group_of(s.person.contract) is group])).asked
        or each.training_asked
    )
    if edition is None:
        return PolicyFigures("", None, None, groups)
    days = [day for day in (edition.head_signed_on, edition.chair_signed_on) if day is not None]
    return PolicyFigures(edition.label, max(days, default=None), edition.review_on, groups)


def _group(group: Group, stands: Sequence[PersonStands]) -> GroupCoverage:
    """One kind of people. Trained is who lacks none of the courses that are asked of them (mill-lane:5.2-risks)."""
    asked = [s for s in stands if s.read.state is not Signed.NOT_ASKED]
    training = [s for s in stands if any(c.state is not Trained.NOT_ASKED for c in s.courses)]
    return GroupCoverage(
        group.value,
        len(asked),
        len([s for s in asked if s.read.state is Signed.YES]),
        len(training),
        len([s for s in training if not any(c.is_lacking for c in s.courses)]),
    )


def request_figures(asked: Iterable[SchoolRequest], access: Iterable[AccessRequest], window: Window) -> RequestFigures:
    """What was asked in the term. What is sealed to named people is never counted (PRACTICE 13)."""
    school = [r.state for r in asked if not r.is_sealed and window.holds(r.asked_on)]
    theirs = [r.state for r in access if window.holds_moment(r.asked_at)]
    granted = [s for s in school if s in _GRANTED]
    given = [s for s in theirs if s in (RequestState.AUTHORISED, RequestState.GIVEN)]
    refused = school.count(SchoolRequestState.REFUSED) + theirs.count(RequestState.REFUSED)
    waiting = school.count(SchoolRequestState.ASKED) + theirs.count(RequestState.ASKED)
    return RequestFigures(len(school) + len(theirs), len(granted) + len(given), refused, waiting)


def declaration_figures(lines: Iterable[Declared]) -> DeclarationFigures | None:
    """Declarations over every kind the policy asks for; None where it asks for none."""
    found = list(lines)
    if not found:
        return None
    return DeclarationFigures(sum(line.asked for line in found), sum(line.answered for line in found))


def teaching_figures(
    ticks: Sequence[ClassTick], groups: Sequence[str], profile: Profile, window: Window
) -> TeachingFigures | None:
    """Year groups in which being safe online was taught, as ticked; None where the policy does not ask."""
    if not profile.rules.curriculum_ticks:
        return None
    return TeachingFigures(len(groups), len(groups) - len(unticked_groups(ticks, groups, window.period.name)))
