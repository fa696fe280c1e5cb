"""What a person must have done before access is given: policy read and signed, training in date, undertaking signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .errors import FieldError
from .policy import AccessCondition, Profile, ProfileKind, condition_clause, conditions_for_access
from .wording import day_text, tr


class MetOn(StrEnum):
    """Whether something was agreed on screen or on a printed sheet that the office ticked off."""

    SCREEN = "screen"
    PAPER = "paper"


NEVER_MET_WORDS = {
    AccessCondition.POLICY_READ: "Policy not read and signed",
    AccessCondition.TRAINING: "No training recorded",
    AccessCondition.UNDERTAKING: "No undertaking",
}
RAN_OUT_WORDS = {
    AccessCondition.POLICY_READ: "Policy read and signed until {day}",
    AccessCondition.TRAINING: "Training ended on {day}",
    AccessCondition.UNDERTAKING: "Undertaking ended on {day}",
}


@dataclass(frozen=True, slots=True)
class ConditionMet:
    """That a person has met one condition on a day: what was read, attended or signed.

    `about` names it: the policy and its day, the course, the undertaking. `until` is the last day it counts for; None
    where it does not run out. `withdrawn_at` marks a line entered by mistake; it stays in the records.
    """

    id: UUID
    school_id: UUID
    person_id: UUID
    condition: AccessCondition
    on: date
    recorded_by: UUID
    recorded_at: datetime
    about: str = ""
    until: date | None = None
    how: MetOn = MetOn.PAPER
    paper_id: UUID | None = None
    withdrawn_at: datetime | None = None
    edition_id: UUID | None = None
    """Which version of the policy was read and signed; None for one from before versions were kept."""
    session_id: UUID | None = None
    """The training session that was attended; None where only the tick is known."""
    topic: str = ""
    """What was trained: the topic of a `TrainingNeed`; "" for training in general."""
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Missing:
    """One condition that a person has not met, why, and the clause that asks for it ("" where the policy is silent)."""

    condition: AccessCondition
    sentence: str
    clause: str = ""
    ended_on: date | None = None
    """The last day it counted; None where it never did, or another policy is followed since."""

    @property
    def words(self) -> str:
        """The reason with its clause."""
        return tr("{reason} ({clause})", reason=self.sentence, clause=self.clause) if self.clause else self.sentence


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a person's policy and training are as the policy asks; `until` is the last day this holds, if there is one."""

    missing: tuple[Missing, ...] = ()
    until: date | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def words(self) -> str:
        """The state in one sentence."""
        if self.missing:
            return "; ".join(each.sentence for each in self.missing)
        if self.until is not None:
            return tr("In order until {day}", day=day_text(self.until))
        return tr("In order")


@dataclass(frozen=True, slots=True)
class Followed:
    """One choice of a policy: which and when."""

    profile_id: str
    kind: ProfileKind
    chosen_at: datetime


def followed_since(choices: Sequence[Followed]) -> datetime | None:
    """The moment from which the present policy has been followed without a break, from choices oldest first.

    None where no other policy was followed before it: the school followed it before the records began.
    """
    if not choices:
        return None
    present, since = choices[-1].profile_id, choices[-1].chosen_at
    for choice in reversed(choices):
        if choice.profile_id != present and choice.kind is not ProfileKind.BLANK:
            return since
        if choice.profile_id == present:
            since = choice.chosen_at
    return None


def missing(
    profile: Profile, met: Iterable[ConditionMet], person_id: UUID, today: date, since: datetime | None = None
) -> tuple[Missing, ...]:
    """What the policy asks for before access and the person has not met today; `since` is what `followed_since` gave.

    What was entered by mistake does not count; neither does a policy that was read before the present one was chosen.
    """
    return readiness(profile, met, person_id, today, since).missing


def readiness(
    profile: Profile, met: Iterable[ConditionMet], person_id: UUID, today: date, since: datetime | None = None
) -> Readiness:
    """What is missing, and until when what is there holds. Sources: DOMAIN "Request", valence:use-11."""
    mine = [m for m in met if m.person_id == person_id and m.withdrawn_at is None and m.on <= today]
    absent, ends = [], []
    for condition in conditions_for_access(profile):
        of_it = [m for m in mine if m.condition is condition]
        counted = [m for m in of_it if _counts(m, today, since)]
        if not counted:
            found = condition_clause(profile, condition)
            label = found.label if found else ""
            absent.append(Missing(condition, _why(condition, of_it, since), label, _ended_on(of_it, since)))
        elif all(m.until is not None for m in counted):
            ends.append(max(m.until for m in counted if m.until is not None))
    return Readiness(tuple(absent), min(ends) if ends and not absent else None)


def _counts(met: ConditionMet, today: date, since: datetime | None) -> bool:
    return (met.until is None or today <= met.until) and not _is_of_former_policy(met, since)


def _is_of_former_policy(met: ConditionMet, since: datetime | None) -> bool:
    if met.condition is not AccessCondition.POLICY_READ or since is None:
        return False
    chosen = since.astimezone().date()
    return met.on < chosen or (met.on == chosen and met.recorded_at < since)


def _why(condition: AccessCondition, met: Sequence[ConditionMet], since: datetime | None) -> str:
    former = [m.on for m in met if _is_of_former_policy(m, since)]
    over = _ended_on(met, since)
    if over is not None:
        return tr(RAN_OUT_WORDS[condition], day=day_text(over))
    if former:
        return tr("Policy read and signed on {day}, before the present one was chosen", day=day_text(max(former)))
    return tr(NEVER_MET_WORDS[condition])


def _ended_on(met: Sequence[ConditionMet], since: datetime | None) -> date | None:
    return max((m.until for m in met if m.until is not None and not _is_of_former_policy(m, since)), default=None)


def usual_until(condition: AccessCondition, on: date) -> date | None:
    """How long a tick usually counts: training and undertaking a year (valence:use-11), a policy until another is chosen."""
    return None if condition is AccessCondition.POLICY_READ else on + timedelta(days=365)


def check_met(met: ConditionMet, today: date) -> ConditionMet:
    """The tick, tidied; raises FieldError for a day still to come, or one that ran out before it began."""
    if met.on > today:
        raise FieldError("on", tr("That day is still to come. Tick it off when it has happened."))
    if met.until is not None and met.until < met.on:
        raise FieldError("until", tr("It would have ended before it began, {day}.", day=day_text(met.on)))
    return replace(met, about=met.about.strip())
