"""What can happen to an access from request to end, as deeds of the plan: conditions, cover, requests, lists, reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.reviews import Decision

from .plan import Deed, PlannedAccess


@dataclass(frozen=True, slots=True)
class Ticked(Deed):
    """One condition ticked off for many people, from a day until another."""

    people: tuple[str, ...]
    condition: AccessCondition
    on: date
    about: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CoverBegun(Deed):
    """A deputy covers for the headteacher, who could not say so."""

    key: str
    ends: date
    reason: str


@dataclass(frozen=True, slots=True)
class CoverTold(Deed):
    """The headteacher is back and was told."""

    key: str


@dataclass(frozen=True, slots=True)
class Requested(Deed):
    """Access asked for."""

    access: PlannedAccess


@dataclass(frozen=True, slots=True)
class Decided(Deed):
    """The headteacher's word on a request, or the deputy's who acts for them."""

    access: str
    allowed: bool = True
    note: str = ""
    override_reason: str = ""


@dataclass(frozen=True, slots=True)
class RequestGiven(Deed):
    """What was asked for and authorised is given."""

    access: str


@dataclass(frozen=True, slots=True)
class ListBegun(Deed):
    """A list begun for somebody who leaves or changes job; `accesses` end with the job."""

    key: str
    person: str
    day: date
    kind: ChecklistKind = ChecklistKind.LEAVES
    new_job: str = ""
    accesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingBegun(Deed):
    """The list by which an account is closed."""

    key: str
    account: str
    day: date


@dataclass(frozen=True, slots=True)
class LinesDone(Deed):
    """Open lines of a list worked off with the same proof: of one kind, or all that a person can tick."""

    key: str
    proof: str
    kinds: tuple[LineKind, ...] = ()


@dataclass(frozen=True, slots=True)
class ListSigned(Deed):
    """A list finished with the day of its signatures."""

    key: str


@dataclass(frozen=True, slots=True)
class ReviewBegun(Deed):
    """The termly review begun."""


@dataclass(frozen=True, slots=True)
class Reviewed(Deed):
    """Decisions in the open review, by access; `rest` is said of every other that `by` may decide."""

    decisions: Mapping[str, Decision] = field(default_factory=dict)
    rest: Decision | None = None


@dataclass(frozen=True, slots=True)
class ReviewSigned(Deed):
    """The review signed off."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class AccountChecked(Deed):
    """The fixed questions answered for one account; what is not named is a yes."""

    account: str
    noes: Mapping[CheckQuestion, Known] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class CodeTicked(Deed):
    """A backup code used."""

    account: str
    position: int


@dataclass(frozen=True, slots=True)
class LoginHandedOn(Deed):
    """An account entered with another login from now on, under a new password."""

    account: str
    user_name: str
    reason: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReportMade(Deed):
    """The termly report of the term before written and made final."""


@dataclass(frozen=True, slots=True)
class ReportPresented(Deed):
    """How the board took it, on the day itself."""
