"""What a person must have done before access is given: policy read and signed, training in date, undertaking signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .clauses import short_clause_name
from .editions import Edition, edition_to_read
from .errors import FieldError
from .policy import AccessCondition, Profile, ProfileKind, condition_clause, conditions_for_access
from .rules import TrainingNeed
from .wording import day_text, list_text, tr


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


@dataclass(frozen=True, slots=True)
class ToRead:
    """What everybody has to have read and signed today: the version, and each whose signature counts for it.

    Without one, where no version was ever entered, what was signed since the present policy was chosen counts.
    """

    edition: Edition | None = None
    counts: frozenset[UUID] = frozenset()


def to_read(editions: Iterable[Edition], school_id: UUID, today: date) -> ToRead:
    """What people of one school have to have read and signed; a newer version that was signed before its day counts too."""
    own = tuple(e for e in editions if e.school_id == school_id)
    wanted = edition_to_read(own, today)
    if wanted is None:
        return ToRead()
    newer = [e for e in own if e.withdrawn_at is None and e.read_again and _begins(e) > _begins(wanted)]
    return ToRead(wanted, frozenset((wanted.id, *(e.id for e in newer))))


def _begins(edition: Edition) -> tuple[date, datetime]:
    return edition.in_force_from or date.min, edition.made_at


def missing(
    profile: Profile,
    met: Iterable[ConditionMet],
    person_id: UUID,
    today: date,
    since: datetime | None = None,
    wanted: ToRead = ToRead(),
) -> tuple[Missing, ...]:
    """What the policy asks for before access and the person has not met today; `since` is what `followed_since` gave.

    What was entered by mistake does not count; neither does a policy that was read before the present one was chosen,
    nor a version that another one has come after.
    """
    return readiness(profile, met, person_id, today, since, wanted).missing


def readiness(
    profile: Profile,
    met: Iterable[ConditionMet],
    person_id: UUID,
    today: date,
    since: datetime | None = None,
    wanted: ToRead = ToRead(),
) -> Readiness:
    """What is missing, and until when what is there holds. Sources: DOMAIN "Request", valence:use-11."""
    mine = [m for m in met if m.person_id == person_id and m.withdrawn_at is None and m.on <= today]
    since = _asked_anew(profile, since, wanted)
    absent, ends = [], []
    for condition in conditions_for_access(profile):
        courses = _courses(profile) if condition is AccessCondition.TRAINING else ()
        lacking = []
        for course in courses or (None,):
            of_it = [m for m in mine if m.condition is condition and is_of_course(m, course)]
            counted = [m for m in of_it if _counts(m, today, since, wanted)]
            if not counted:
                lacking.append((course.title if course is not None else "", of_it))
            elif all(m.until is not None for m in counted):
                ends.append(max(m.until for m in counted if m.until is not None))
        if lacking:
            absent.append(_missing(profile, condition, lacking, len(courses), since, wanted))
    return Readiness(tuple(absent), min(ends) if ends and not absent else None)


def signature(
    profile: Profile,
    met: Iterable[ConditionMet],
    today: date,
    since: datetime | None = None,
    wanted: ToRead = ToRead(),
) -> ConditionMet | None:
    """The newest line among one person's by which the policy is read and signed today; None where it is not."""
    since = _asked_anew(profile, since, wanted)
    read = [m for m in met if m.condition is AccessCondition.POLICY_READ and m.withdrawn_at is None and m.on <= today]
    return max((m for m in read if _counts(m, today, since, wanted)), key=lambda m: (m.on, m.recorded_at), default=None)


def is_of_course(met: ConditionMet, course: TrainingNeed | None) -> bool:
    """Whether a tick is for a course; training in general counts for each that is asked before access."""
    if course is None or met.topic == course.topic:
        return True
    return not met.topic and course.for_access


def _courses(profile: Profile) -> tuple[TrainingNeed, ...]:
    """The courses that are asked before access; none where any training will do."""
    return tuple(need for need in profile.rules.training if need.for_access)


def _missing(
    profile: Profile,
    condition: AccessCondition,
    lacking: Sequence[tuple[str, Sequence[ConditionMet]]],
    courses: int,
    since: datetime | None,
    wanted: ToRead,
) -> Missing:
    found = condition_clause(profile, condition)
    label = short_clause_name(found) if found else ""
    if courses > 1:
        titles = list_text([title for title, _ in lacking])
        return Missing(condition, tr("Training not in date: {titles}", titles=titles), label)
    of_it = lacking[0][1]
    return Missing(condition, _why(condition, of_it, since, wanted), label, _ended_on(of_it, since, wanted))


def _asked_anew(profile: Profile, since: datetime | None, wanted: ToRead) -> datetime | None:
    """A version of the policy that is followed says by itself what has to be read; the day of choosing says no more."""
    if wanted.edition is not None and wanted.edition.profile_id == profile.id:
        return None
    return since


def _counts(met: ConditionMet, today: date, since: datetime | None, wanted: ToRead) -> bool:
    return (met.until is None or today <= met.until) and not _is_of_former_policy(met, since, wanted)


def _is_of_former_policy(met: ConditionMet, since: datetime | None, wanted: ToRead) -> bool:
    if met.condition is not AccessCondition.POLICY_READ:
        return False
    if _is_of_former_version(met, wanted):
        return True
    if since is None:
        return False
    chosen = since.astimezone().date()
    return met.on < chosen or (met.on == chosen and met.recorded_at < since)


def _is_of_former_version(met: ConditionMet, wanted: ToRead) -> bool:
    """A line from before versions were kept counts for the one that was in force on its day."""
    if wanted.edition is None:
        return False
    if met.edition_id is None:
        return met.on < (wanted.edition.in_force_from or date.min)
    return met.edition_id not in wanted.counts


def _why(condition: AccessCondition, met: Sequence[ConditionMet], since: datetime | None, wanted: ToRead) -> str:
    former = [m.on for m in met if _is_of_former_policy(m, since, wanted)]
    over = _ended_on(met, since, wanted)
    if over is not None:
        return tr(RAN_OUT_WORDS[condition], day=day_text(over))
    if former and wanted.edition is not None:
        return tr(
            "Policy read and signed on {day}, before the present version “{version}”",
            day=day_text(max(former)),
            version=wanted.edition.label,
        )
    if former:
        return tr("Policy read and signed on {day}, before the present one was chosen", day=day_text(max(former)))
    return tr(NEVER_MET_WORDS[condition])


def _ended_on(met: Sequence[ConditionMet], since: datetime | None, wanted: ToRead) -> date | None:
    of_this = [m.until for m in met if m.until is not None and not _is_of_former_policy(m, since, wanted)]
    return max(of_this, default=None)


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
