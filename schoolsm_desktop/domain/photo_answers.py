"""What parents and pupils said about pictures, and what that comes to (PRACTICE 4 to 7, 24).

The latest answer of each person stands until that person changes it; the strictest of them decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .accounts import Known
from .picture_places import Basis, PicturePlace, PictureRules
from .pupils import Pupil
from .wording import tr


class Said(StrEnum):
    """One answer. CONDITION keeps the form's words and stops until the office turned them into yes or no."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"
    CONDITION = "condition"


class Capacity(StrEnum):
    """As what somebody answers for a pupil."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    GUARDIAN = "guardian"
    GRANDPARENT = "grandparent"
    CARER = "carer"
    LOCAL_AUTHORITY = "local-authority"
    OTHER = "other"
    NOT_KNOWN = "not-known"


CAPACITY_WORDS = {
    Capacity.MOTHER: "Mother",
    Capacity.FATHER: "Father",
    Capacity.PARENT: "Parent",
    Capacity.GUARDIAN: "Guardian",
    Capacity.GRANDPARENT: "Grandparent",
    Capacity.CARER: "Carer",
    Capacity.LOCAL_AUTHORITY: "Local authority",
    Capacity.OTHER: "Somebody else",
    Capacity.NOT_KNOWN: "Not known who",
}
RESPONSIBLE = frozenset(
    {Capacity.MOTHER, Capacity.FATHER, Capacity.PARENT, Capacity.GUARDIAN, Capacity.LOCAL_AUTHORITY}
)
"""Taken to have parental responsibility unless the school recorded that they have not."""


class AnswerBy(StrEnum):
    """How an answer reached the school."""

    FORM = "form"
    PHONE = "phone"
    IN_PERSON = "in-person"
    MESSAGE = "message"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody who answers for a pupil. `say_ended_at`: the DSL ended this person's say (the reason lies sealed)."""

    id: UUID
    school_id: UUID
    pupil_id: UUID
    capacity: Capacity
    name: str = ""
    responsibility: Known = Known.NOT_KNOWN
    say_ended_at: datetime | None = None
    revision: int = 1

    @property
    def counts_for_yes(self) -> bool:
        """Whether a yes of this person counts (PRACTICE 5)."""
        if self.say_ended_at is not None or self.responsibility is Known.NO:
            return False
        return self.responsibility is Known.YES or self.capacity in RESPONSIBLE


@dataclass(frozen=True, slots=True)
class PhotoAnswer:
    """One answer for one pupil and place. Only added to; one entered by mistake is marked and stays.

    `adult_id` is None for the pupil's own. `until` is the last day of a yes, None for no end. `terms_version` is the wording
    that was seen, 0 not known. `told_on` is when it was changed in the other system too, where that one is the master.
    """

    id: UUID
    school_id: UUID
    pupil_id: UUID
    place: str
    said: Said
    on: date
    recorded_by: UUID
    recorded_at: datetime
    adult_id: UUID | None = None
    until: date | None = None
    terms_version: int = 0
    condition: str = ""
    how: AnswerBy = AnswerBy.FORM
    form_id: UUID | None = None
    batch_id: UUID | None = None
    paper_id: UUID | None = None
    told_on: date | None = None
    mistaken_at: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Hold:
    """A pupil on hold: a protection, a disagreement or a doubt, all alike; why lies sealed to the safeguarding lead."""

    id: UUID
    school_id: UUID
    pupil_id: UUID
    since: date
    recorded_by: UUID
    recorded_at: datetime
    ended_at: datetime | None = None
    ended_by: UUID | None = None
    revision: int = 1


class Verdict(StrEnum):
    """What the answers for one pupil and place come to, the strictest first."""

    ON_HOLD = "on-hold"
    OBJECTED = "objected"
    NO = "no"
    WITHDRAWN = "withdrawn"
    CONDITION = "condition"
    CHECK_SIGNER = "check-signer"
    EXPIRED = "expired"
    ASKED = "asked"
    NOT_ASKED = "not-asked"
    LEFT = "left"
    YES = "yes"
    TOLD = "told"
    """Public task or legitimate interests: told, and nobody objected."""


VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.ON_HOLD: "On hold: ask the DSL",
    Verdict.OBJECTED: "Objected",
    Verdict.NO: "No",
    Verdict.WITHDRAWN: "Withdrawn",
    Verdict.CONDITION: "Condition: read the form",
    Verdict.CHECK_SIGNER: "Check who signed",
    Verdict.EXPIRED: "Yes has run out",
    Verdict.ASKED: "Form not returned",
    Verdict.NOT_ASKED: "Not asked",
    Verdict.LEFT: "Has left",
    Verdict.YES: "Yes",
    Verdict.TOLD: "Told, no objection",
}
GOOD = frozenset({Verdict.YES, Verdict.TOLD})
UNANSWERED = frozenset({Verdict.EXPIRED, Verdict.ASKED, Verdict.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class Standing:
    """What one pupil's answers for one place come to. `by` and `until` are for the office, never for a poster."""

    verdict: Verdict
    answer: PhotoAnswer | None = None
    """The answer that decided; None where there is none, or where it must not be seen."""

    @property
    def may(self) -> bool:
        """Whether a picture of this pupil may go there."""
        return self.verdict in GOOD


def age_on(born: date, day: date) -> int:
    """Full years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def latest_answers(answers: Iterable[PhotoAnswer]) -> list[PhotoAnswer]:
    """The latest answer of each person about one pupil and place, mistaken ones left out."""
    latest: dict[UUID | None, PhotoAnswer] = {}
    for one in answers:
        if one.mistaken_at is not None:
            continue
        before = latest.get(one.adult_id)
        if before is None or (one.on, one.recorded_at) >= (before.on, before.recorded_at):
            latest[one.adult_id] = one
    return list(latest.values())


_REFUSALS = {Said.OBJECTED: Verdict.OBJECTED, Said.NO: Verdict.NO, Said.WITHDRAWN: Verdict.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Situation:
    """What beside the answers decides for one pupil: a hold, whether a form is out, the day."""

    today: date
    rules: PictureRules
    held: bool = False
    form_is_out: bool = False


def standing_of(
    pupil: Pupil, place: PicturePlace, answers: Sequence[PhotoAnswer], adults: Mapping[UUID, Adult], now: Situation
) -> Standing:
    """What the answers about one pupil and one place come to; `answers` are those of this pupil and place, in any order.

    A hold overrides everything. A no counts from anyone, a yes from whom it may come (PRACTICE 5); parents who answer
    differently read as on hold to everybody but the safeguarding lead, who is asked.
    """
    if now.held:
        return Standing(Verdict.ON_HOLD)
    latest = [a for a in latest_answers(answers) if not _say_ended(a, adults)]
    refused = _strictest(latest)
    if refused is not None:
        if _disagree(latest, adults, refused):
            return Standing(Verdict.ON_HOLD)
        return Standing(_REFUSALS[refused.said], refused)
    condition = next((a for a in latest if a.said is Said.CONDITION), None)
    if condition is not None:
        return Standing(Verdict.CONDITION, condition)
    if pupil.has_left(now.today):
        return Standing(Verdict.LEFT)
    if place.basis is not Basis.CONSENT:
        return Standing(Verdict.TOLD)
    return _of_yes(pupil, latest, adults, now)


def _say_ended(answer: PhotoAnswer, adults: Mapping[UUID, Adult]) -> bool:
    adult = adults.get(answer.adult_id) if answer.adult_id is not None else None
    return adult is not None and adult.say_ended_at is not None


def _strictest(latest: Iterable[PhotoAnswer]) -> PhotoAnswer | None:
    """The refusal that decides: an objection before a no before a withdrawal, the newest of them."""
    refusals = [a for a in latest if a.said in _REFUSALS]
    if not refusals:
        return None
    order = list(_REFUSALS)
    return min(refusals, key=lambda a: (order.index(a.said), -a.on.toordinal()))


def _disagree(latest: Sequence[PhotoAnswer], adults: Mapping[UUID, Adult], refused: PhotoAnswer) -> bool:
    """Whether one with parental responsibility says yes while another adult says no: the safeguarding lead is asked."""
    if refused.adult_id is None:
        return False
    return any(
        a.said is Said.YES and a.adult_id is not None and a.adult_id in adults and adults[a.adult_id].counts_for_yes
        for a in latest
    )


def _of_yes(pupil: Pupil, latest: Sequence[PhotoAnswer], adults: Mapping[UUID, Adult], now: Situation) -> Standing:
    own_counts = _own_counts(pupil, now)
    yes = [a for a in latest if a.said is Said.YES]
    counting = [a for a in yes if _may_say_yes(a, adults, own_counts)]
    standing = [a for a in counting if a.until is None or a.until >= now.today]
    if standing:
        return Standing(Verdict.YES, max(standing, key=lambda a: (a.on, a.recorded_at)))
    if now.form_is_out:
        return Standing(Verdict.ASKED)
    if counting:
        return Standing(Verdict.EXPIRED, max(counting, key=lambda a: (a.on, a.recorded_at)))
    if yes:
        return Standing(Verdict.CHECK_SIGNER, max(yes, key=lambda a: (a.on, a.recorded_at)))
    return Standing(Verdict.NOT_ASKED)


def _own_counts(pupil: Pupil, now: Situation) -> bool:
    age = now.rules.own_answer_age
    return bool(age and pupil.birth_date and age_on(pupil.birth_date, now.today) >= age)


def _may_say_yes(answer: PhotoAnswer, adults: Mapping[UUID, Adult], own_counts: bool) -> bool:
    if answer.adult_id is None:
        return own_counts
    adult = adults.get(answer.adult_id)
    return adult is not None and adult.counts_for_yes


def poster_words(standing: Standing) -> str:
    """What whoever posts reads: the same for each pupil who stops a picture, without giver, day or reason (PRACTICE 4)."""
    return tr("Yes") if standing.may else tr("Not this child here")


def office_words(standing: Standing) -> str:
    """What the office reads."""
    return tr(VERDICT_WORDS[standing.verdict])
