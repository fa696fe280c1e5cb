"""Saved photo checks as they are shown: how each stands now, and what can be done with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from schoolsm_desktop.domain.check_draft import DESCRIPTION, FACTS_BY, IN_ORDER, PUT_TO_ASKER
from schoolsm_desktop.domain.check_questions import OTHERS, USUAL_WORDS, no_clause
from schoolsm_desktop.domain.clauses import clause_name
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.photo_answers import Standing, Verdict, office_words, poster_words
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck, local_day
from schoolsm_desktop.domain.policy import Profile, clause_by_id
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import list_text, moment_text, ntr, tr


class CheckState(StrEnum):
    """How a saved check stands now."""

    HOLDS = "holds"
    WAITS = "waits"
    STOPPED = "stopped"
    OVER = "over"
    ENDED = "ended"


STATE_WORDS = {
    CheckState.HOLDS: "Holds until midnight",
    CheckState.WAITS: "Waits for a second person",
    CheckState.STOPPED: "Not to be posted",
    CheckState.OVER: "Its day is over",
    CheckState.ENDED: "An answer has changed",
}
WHAT_WORDS = {CheckedWhat.PICTURE: "Picture", CheckedWhat.VIDEO: "Film", CheckedWhat.WORDS: "Without a picture"}
ANSWER_WORDS = {IN_ORDER: "in order", PUT_TO_ASKER: "read out to whoever asked"}


@dataclass(frozen=True, slots=True)
class SeenPupil:
    """A pupil of a check as whoever looks may read it: as it stood when the check was saved."""

    name: str
    words: str
    may: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was answered then; the words are those of today's policy, the key where they are gone."""

    words: str
    clause: str
    answer: str
    given: bool
    """Whether it was answered."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One saved check."""

    check: PhotoCheck
    state: CheckState
    by: str
    second: str
    pupils: tuple[SeenPupil, ...]
    unticked: tuple[str, ...]
    questions: tuple[Asked, ...]
    facts_by: str
    description: str
    may_confirm: bool
    """By the person signed in, as the second one."""
    may_confirm_paper: bool
    may_post: bool
    """Whether it can be made into a post that is kept among what was published."""

    @property
    def title(self) -> str:
        """`Check 12`."""
        return tr("Check {number}", number=self.check.number)

    @property
    def who_words(self) -> str:
        """Who can be seen, in one line."""
        if self.check.what is CheckedWhat.WORDS:
            return tr("Post without a picture")
        if not self.pupils:
            return tr("No pupil can be recognised")
        return ntr("{count} pupil", "{count} pupils", len(self.pupils))

    @property
    def when_words(self) -> str:
        """Day and minute."""
        return moment_text(self.check.at)


@dataclass(frozen=True, slots=True)
class Looker:
    """What decides what somebody reads of a saved check, and may do with it."""

    me: UUID
    name: str
    sees: bool
    confirms: bool
    posts: bool
    now: datetime


def state_of(check: PhotoCheck, now: datetime) -> CheckState:
    """How it stands at `now`."""
    if check.outcome is CheckOutcome.STOPPED:
        return CheckState.STOPPED
    if check.ended_at is not None:
        return CheckState.ENDED
    if local_day(check.at) != local_day(now):
        return CheckState.OVER
    return CheckState.WAITS if check.outcome is CheckOutcome.WAITS else CheckState.HOLDS


def check_line(
    check: PhotoCheck,
    looker: Looker,
    pupils: Mapping[UUID, Pupil],
    people: Mapping[UUID, Person],
    profile: Profile,
    posted: Collection[UUID],
) -> CheckLine:
    """One saved check for whoever looks."""
    state = state_of(check, looker.now)
    waits = state is CheckState.WAITS and looker.confirms
    kept = dict(check.questions)
    return CheckLine(
        check if looker.sees else _without_reasons(check),
        state,
        people[check.by].name if check.by in people else "–",
        _second(check, people),
        tuple(_seen(pupil_id, verdict, pupils, looker) for pupil_id, verdict in check.verdicts),
        tuple(_name(pupil_id, pupils) for pupil_id, _why in check.unticked),
        tuple(_asked(key, answer, profile) for key, answer in check.questions if key not in (FACTS_BY, DESCRIPTION)),
        kept.get(FACTS_BY, ""),
        kept.get(DESCRIPTION, ""),
        waits and is_another(check, looker.me, looker.name),
        waits,
        looker.posts and state is CheckState.HOLDS and check.id not in posted,
    )


def _without_reasons(check: PhotoCheck) -> PhotoCheck:
    """For who posts: every pupil who stopped it reads the same, in the record too (PRACTICE 4)."""
    plain = ((p, Verdict.YES if Standing(Verdict(said)).may else Verdict.NO) for p, said in check.verdicts)
    return replace(check, verdicts=tuple((pupil, verdict.value) for pupil, verdict in plain))


def is_another(check: PhotoCheck, me: UUID, name: str) -> bool:
    """Whether somebody has neither made this check nor asked for it."""
    return check.by != me and check.asked_by.strip().casefold() != name.casefold()


def names_in(line: CheckLine) -> str:
    """Everybody in it, for one line."""
    return list_text([pupil.name for pupil in line.pupils])


def _second(check: PhotoCheck, people: Mapping[UUID, Person]) -> str:
    if check.second_at is None:
        return ""
    if check.second_name:
        return tr("{name} on the slip", name=check.second_name)
    by = people.get(check.second_by) if check.second_by is not None else None
    return by.name if by is not None else "–"


def _seen(pupil_id: str, verdict: str, pupils: Mapping[UUID, Pupil], looker: Looker) -> SeenPupil:
    standing = Standing(Verdict(verdict))
    said = office_words(standing) if looker.sees else poster_words(standing)
    return SeenPupil(_name(pupil_id, pupils), said, standing.may)


def _name(pupil_id: str, pupils: Mapping[UUID, Pupil]) -> str:
    pupil = pupils.get(UUID(pupil_id))
    return pupil.name if pupil is not None else tr("a pupil who is no longer in the records")


def _asked(key: str, answer: str, profile: Profile) -> Asked:
    question = next((q for q in profile.rules.post_questions if q.key == key), None)
    clause = clause_by_id(profile, question.clause) if question and question.clause else None
    words = question.words if question else tr(USUAL_WORDS[key]) if key in USUAL_WORDS else key
    said = tr(ANSWER_WORDS[answer]) if answer in ANSWER_WORDS else tr("not answered")
    return Asked(
        words, clause_name(clause) if clause else "" if key == OTHERS else no_clause(), said, answer in ANSWER_WORDS
    )
