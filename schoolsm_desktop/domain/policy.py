"""The school's own policy as the program reads it: typed settings, their clauses, what reads them.

A profile is data. Each setting is a field that a named function below reads; there is no expression language.
Where a policy is silent the field holds what most schools would choose, and `clause` answers None so that the
screen can say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from .clauses import ClauseRef, Subject, clause_name
from .errors import FieldError
from .people import DUTY_WORDS, Duty
from .rule_check import check_rules
from .rules import Rules
from .wording import list_text, tr

HOURS_UNTIL_CHANGE = range(1, 169)
"""Hours a school may allow until a password that must be changed is changed: one hour to one week."""
CHANGE_DAYS = range(30, 1096)
"""Days a school may let pass between regular changes: a month to three years."""
YEAR_DAYS = 365
NO_RULES = Rules()
"""A plain default, so that settings of before 0.3.0 keep the digest they were signed with."""


class ProfileKind(StrEnum):
    """Where a policy comes from."""

    SCHOOL = "school"
    TRUST = "trust"
    COUNCIL = "council"
    BLANK = "blank"


class SharedPasswords(StrEnum):
    """Whether one password may be known to more than one person (difference D6)."""

    NOT_ALLOWED = "not-allowed"
    NAMED_HOLDERS = "named-holders"


class ChangeRule(StrEnum):
    """When a password is changed besides the events that always ask for it (difference D6)."""

    EVENT = "event"
    DAYS = "days"
    TERM = "term"


class AccessCondition(StrEnum):
    """What a person must have done before access is given."""

    POLICY_READ = "policy-read"
    TRAINING = "training"
    UNDERTAKING = "undertaking"


class AccountAct(StrEnum):
    """What a school's account could do on the page of an individual (valence:fb-5, valence:tw-4)."""

    LIKE = "like"
    FOLLOW = "follow"
    COMMENT = "comment"


class ChangeState(StrEnum):
    """Where a password stands against the school's interval."""

    NOT_ASKED = "not-asked"
    IN_TIME = "in-time"
    DUE = "due"
    NOT_KNOWN = "not-known"


CONDITION_WORDS = {
    AccessCondition.POLICY_READ: "Policy read and signed",
    AccessCondition.TRAINING: "Training in date",
    AccessCondition.UNDERTAKING: "Undertaking signed",
}
ACT_WORDS = {
    AccountAct.LIKE: "like the posts of individuals",
    AccountAct.FOLLOW: "follow individuals",
    AccountAct.COMMENT: "comment on the pages of individuals",
}
_CONDITION_SUBJECTS = {
    AccessCondition.POLICY_READ: Subject.POLICY_READ,
    AccessCondition.TRAINING: Subject.TRAINING,
    AccessCondition.UNDERTAKING: Subject.UNDERTAKING,
}


class TermDays(Protocol):
    """A term, as far as a change interval looks at it."""

    @property
    def starts(self) -> date:
        """First day."""

    @property
    def ends(self) -> date:
        """Last day."""


@dataclass(frozen=True, slots=True)
class AccountRules:
    """What the school's accounts may do on the pages of individuals."""

    may_like_individuals: bool = False
    may_follow_individuals: bool = False
    may_comment_on_individuals: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """One school's policy as settings. Days and hours lie inside CHANGE_DAYS and HOURS_UNTIL_CHANGE.

    `titles` has every duty. `rests_on` names, per subject, clauses that stand in `clauses`, weightiest first.
    """

    id: str
    name: str
    kind: ProfileKind = ProfileKind.BLANK
    about: str = ""
    titles: Mapping[Duty, str] = field(default_factory=lambda: dict(DUTY_WORDS))
    shared_passwords: SharedPasswords = SharedPasswords.NAMED_HOLDERS
    change: ChangeRule = ChangeRule.DAYS
    change_days: int = YEAR_DAYS
    hours_until_change: int = 24
    reveal_reason: bool = False
    conditions: frozenset[AccessCondition] = frozenset({AccessCondition.POLICY_READ})
    owner_required: bool = False
    deputy_owner_required: bool = False
    account_rules: AccountRules = AccountRules()
    clauses: tuple[ClauseRef, ...] = ()
    rests_on: Mapping[Subject, tuple[str, ...]] = field(default_factory=dict)
    rules: Rules = NO_RULES


@dataclass(frozen=True, slots=True)
class ChangeDue:
    """Where a password stands; `due_on` is the first day it is due, None where no day can be named."""

    state: ChangeState
    due_on: date | None = None

    def days_over(self, today: date) -> int:
        """Days since it fell due; 0 where it has not."""
        if self.state is not ChangeState.DUE or self.due_on is None:
            return 0
        return max(0, (today - self.due_on).days)


@dataclass(frozen=True, slots=True)
class GuidanceNote:
    """What guidance says about a setting; it ages, so it carries the day it was last looked up."""

    text: str
    source: str
    checked_on: date


def regular_change_note() -> GuidanceNote:
    """What to read beside the change interval before it is made short (difference D6)."""
    return GuidanceNote(
        text=tr(
            "Being made to change passwords on fixed days leads people to weaker ones with a number at the end. "
            "Current guidance: a strong password of its own for each account, a second factor, and a new one "
            "whenever somebody who knows it leaves or it may have got out. Keep an interval if your policy asks "
            "for one, and make it long. Check with your adviser."
        ),
        source=tr("National Cyber Security Centre, advice on password expiry"),
        checked_on=date(2026, 11, 21),
    )


def duty_title(profile: Profile, duty: Duty) -> str:
    """The school's own title for a duty: `Principal`, `Lead for Child Protection`."""
    return profile.titles.get(duty) or tr(DUTY_WORDS[duty])


def head_within(profile: Profile) -> str:
    """The headteacher’s title as it stands inside a sentence: `headteacher`, `principal`."""
    title = duty_title(profile, Duty.HEADTEACHER)
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def clauses_for(profile: Profile, subject: Subject) -> tuple[ClauseRef, ...]:
    """The clauses that speak about `subject`, the weightiest first; empty where the policy is silent."""
    known = {clause.id: clause for clause in profile.clauses}
    return tuple(known[name] for name in profile.rests_on.get(subject, ()) if name in known)


def clause(profile: Profile, subject: Subject) -> ClauseRef | None:
    """The first clause about `subject`; None where the policy is silent."""
    found = clauses_for(profile, subject)
    return found[0] if found else None


def clause_by_id(profile: Profile, clause_id: str) -> ClauseRef | None:
    """The clause with that id; None where this policy does not have it."""
    return next((c for c in profile.clauses if c.id == clause_id), None)


def clause_words(profile: Profile, subject: Subject) -> str:
    """What to show beside a setting: the printed label and heading, or that the policy does not say."""
    found = clauses_for(profile, subject)
    if not found:
        return tr("Your policy does not say: this is usual practice")
    first = found[0]
    labels = dict.fromkeys(c.label for c in found[1:] if c.label != first.label)
    return tr("Your policy: {clauses}", clauses=list_text([clause_name(first), *labels]))


def shared_passwords_allowed(profile: Profile) -> bool:
    """Whether named people may know one password together (churchward:4-never-share says no)."""
    return profile.shared_passwords is SharedPasswords.NAMED_HOLDERS


def reveal_needs_reason(profile: Profile) -> bool:
    """Whether whoever opens or copies a password says why."""
    return profile.reveal_reason


def change_by(profile: Profile, since: datetime) -> datetime:
    """The moment by which a password that must be changed from `since` on is to be changed (aware)."""
    return since + timedelta(hours=profile.hours_until_change)


def change_due(profile: Profile, changed_on: date | None, terms: Sequence[TermDays], today: date) -> ChangeDue:
    """Whether the school's interval asks for a new password today.

    `changed_on` is the day of the last real change, None if nobody knows. Each term: due on the first day of
    the next term that the school has typed in; without one no day can be named. Sources: difference D6,
    churchward:4-change-regularly.
    """
    if profile.change is ChangeRule.EVENT:
        return ChangeDue(ChangeState.NOT_ASKED)
    if changed_on is None:
        return ChangeDue(ChangeState.NOT_KNOWN)
    due_on = _interval_ends(profile, changed_on, terms)
    if due_on is None or today < due_on:
        return ChangeDue(ChangeState.IN_TIME, due_on)
    return ChangeDue(ChangeState.DUE, due_on)


def _interval_ends(profile: Profile, changed_on: date, terms: Sequence[TermDays]) -> date | None:
    if profile.change is ChangeRule.DAYS:
        return changed_on + timedelta(days=profile.change_days)
    return min((term.starts for term in terms if term.starts > changed_on), default=None)


def change_words(profile: Profile) -> str:
    """The change rule in one sentence, for the policy page and printed registers."""
    if profile.change is ChangeRule.TERM:
        return tr("Each term, and whenever somebody who knows it loses access.")
    if profile.change is ChangeRule.EVENT:
        return tr("Whenever somebody who knows it loses access; no fixed interval.")
    if profile.change_days == YEAR_DAYS:
        return tr("Once a year, and whenever somebody who knows it loses access.")
    return tr("Every {days} days, and whenever somebody who knows it loses access.", days=profile.change_days)


def conditions_for_access(profile: Profile) -> tuple[AccessCondition, ...]:
    """What is asked before access is given, in the order a person does it."""
    return tuple(condition for condition in AccessCondition if condition in profile.conditions)


def condition_clause(profile: Profile, condition: AccessCondition) -> ClauseRef | None:
    """The clause a condition rests on; None where the policy is silent."""
    return clause(profile, _CONDITION_SUBJECTS[condition])


def account_may_not(profile: Profile) -> tuple[AccountAct, ...]:
    """What the school's accounts may not do on the pages of individuals (valence:fb-5, valence:tw-4)."""
    rules = profile.account_rules
    allowed = {
        AccountAct.LIKE: rules.may_like_individuals,
        AccountAct.FOLLOW: rules.may_follow_individuals,
        AccountAct.COMMENT: rules.may_comment_on_individuals,
    }
    return tuple(act for act in AccountAct if not allowed[act])


def account_rule_words(profile: Profile) -> str:
    """The account rules in one sentence."""
    forbidden = [tr(ACT_WORDS[act]) for act in account_may_not(profile)]
    if not forbidden:
        return tr("Our accounts may like, follow and comment on individuals.")
    return tr("Our accounts do not {acts}.", acts=list_text(forbidden))


def check_profile(profile: Profile) -> Profile:
    """The profile; raises FieldError naming the field that is out of range or empty."""
    if not profile.name.strip():
        raise FieldError("name", tr("Your policy needs a name. Nothing was saved yet."))
    if profile.hours_until_change not in HOURS_UNTIL_CHANGE:
        raise FieldError(
            "hours_until_change",
            tr(
                "The hours until a change are between {low} and {high}.",
                low=HOURS_UNTIL_CHANGE[0],
                high=HOURS_UNTIL_CHANGE[-1],
            ),
        )
    if profile.change_days not in CHANGE_DAYS:
        raise FieldError(
            "change_days",
            tr(
                "The days between changes are between {low} and {high}.",
                low=CHANGE_DAYS[0],
                high=CHANGE_DAYS[-1],
            ),
        )
    empty = next((duty for duty in Duty if not profile.titles.get(duty, "").strip()), None)
    if empty is not None:
        raise FieldError(
            f"titles.{empty.value}", tr("Give “{duty}” the title your school uses.", duty=tr(DUTY_WORDS[empty]))
        )
    check_rules(profile.rules, {known.id for known in profile.clauses})
    return profile
