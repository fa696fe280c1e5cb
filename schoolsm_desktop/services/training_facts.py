"""Who has read and signed, been trained and undertaken what: read once, for the list, the printed pages and one's own part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.conditions import ConditionMet, MetOn, ToRead, to_read
from schoolsm_desktop.domain.people import Duty, Person, duties_on, holders_on
from schoolsm_desktop.domain.policy import AccessCondition, Profile, duty_title
from schoolsm_desktop.domain.read_and_signed import (
    GROUP_WORDS,
    Group,
    PersonStands,
    ReadState,
    Signed,
    group_of,
    read_state,
)
from schoolsm_desktop.domain.rules import TrainingNeed
from schoolsm_desktop.domain.training import InDate, Trained, course_state, needs, undertaking_state
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .checklist_views import quiet_leavers
from .conditions import met_by_person, policy_begun, policy_since
from .session import Session
from .signed import believed_editions
from .vouching import record_of


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One person: how the policy, each course of the policy (in its order) and the undertaking stand."""

    person: Person
    group: Group
    duties_text: str
    manager: str
    read: ReadState
    courses: tuple[InDate, ...]
    undertaking: InDate
    missing: tuple[str, ...]
    """What is asked and not in date, in words."""
    soon: tuple[str, ...]
    """What runs out within a month, in words."""
    since: date | None
    """Since when the oldest thing is missing; None where that is not known."""
    is_overdue: bool
    is_new: bool
    starts_later: bool

    @property
    def is_asked(self) -> bool:
        """Whether the policy asks anything of this person."""
        return self.read.state is not Signed.NOT_ASKED or any(c.state is not Trained.NOT_ASKED for c in self.courses)

    @property
    def state_words(self) -> str:
        """Words a filter finds: whether something is missing or running out."""
        parts = [tr("missing") if self.missing else "", tr("running out") if self.soon else ""]
        return " ".join(part for part in parts if part) or tr("in order")


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """What the lines are worked out from."""

    today: date
    profile: Profile
    people: tuple[Person, ...]
    names: Mapping[UUID, str]
    duties: Mapping[UUID, frozenset[Duty]]
    posts: frozenset[UUID]
    met: Mapping[UUID, Sequence[ConditionMet]]
    wanted: Mapping[UUID, ToRead]
    since: datetime | None
    begun: datetime | None
    unheld: tuple[Duty, ...]
    """Duties that a course is asked of, whoever has access, and that nobody holds."""
    not_theirs: tuple[str, ...]
    """Names of those for whom a signature on screen stands that somebody else entered past the program."""

    @property
    def needs(self) -> tuple[TrainingNeed, ...]:
        """The courses of the policy."""
        return self.profile.rules.training


def read_training(session: Session, uow: UnitOfWork, only: UUID | None = None) -> TrainingFacts:
    """Everybody who is here or will be, or `only` one; whoever leaves quietly looks like everybody else."""
    today, profile = session.today, session.profile(uow)
    hidden, everybody = quiet_leavers(session, uow), uow.people.all()
    seen = [replace(p, ends=None) if p.id in hidden else p for p in everybody if p.merged_into is None]
    people = [p for p in seen if not p.left_by(today) and (only is None or p.id == only)]
    held, editions = uow.duties.standing(today), believed_editions(session.keys, uow)
    asked = dict.fromkeys(duty for need in profile.rules.training if not need.for_access for duty in need.duties)
    return TrainingFacts(
        today=today,
        profile=profile,
        people=tuple(sorted(people, key=lambda p: p.sort_name.casefold())),
        names={p.id: p.name for p in everybody},
        duties={p.id: duties_on(held, p.id, today) for p in people},
        posts=frozenset(a.person_id for a in uow.access.all() if a.live_on(today)),
        met=met_by_person(uow),
        wanted={school: to_read(editions, school, today) for school in {p.school_id for p in people}},
        since=policy_since(uow),
        begun=policy_begun(uow),
        unheld=tuple(duty for duty in asked if not holders_on(held, duty, today)),
        not_theirs=_signed_by_others(uow, everybody),
    )


def _signed_by_others(uow: UnitOfWork, everybody: Sequence[Person]) -> tuple[str, ...]:
    """On screen everybody signs for themself: the log says whose key it was, whatever the line says."""
    on_screen = [m for m in uow.conditions.all() if m.how is MetOn.SCREEN and m.withdrawn_at is None]
    if not on_screen:
        return ()
    people = {p.id: p for p in everybody}
    first: dict[UUID, UUID] = {}
    for entry in uow.audit.of_deed(Did.CONDITION_MET):
        record = record_of(entry)
        if record is not None:
            first.setdefault(record, entry.person_id)
    wrong = []
    for met in on_screen:
        by = people.get(first.get(met.id, met.id))
        # Two records of one person became one: the signature went over with everything else.
        if by is None or met.person_id not in (by.id, by.merged_into):
            wrong.append(people[met.person_id].name)
    return tuple(dict.fromkeys(wrong))


def training_lines(facts: TrainingFacts) -> tuple[TrainingLine, ...]:
    """One line for each person, by family name."""
    return tuple(_line(facts, person) for person in facts.people)


def stands_of(lines: Sequence[TrainingLine]) -> tuple[PersonStands, ...]:
    """What the numbers are counted from: everybody who is here today."""
    return tuple(PersonStands(x.person, x.read, x.courses) for x in lines if not x.starts_later)


def notes(facts: TrainingFacts) -> tuple[str, ...]:
    """What would make the list wrong unnoticed: a course for a duty that nobody holds, somebody who stands on it twice."""
    said = []
    for duty in facts.unheld:
        titles = list_text([n.title for n in facts.needs if duty in n.duties and not n.for_access])
        said.append(
            tr(
                "Nobody is recorded as {duty}, so nobody is asked to attend: {titles}. Give the duty to somebody on the part “Staff”.",
                duty=duty_title(facts.profile, duty),
                titles=titles,
            )
        )
    said += [
        tr(
            "The signature on screen of {name} was entered by somebody else, past this program. "
            "Take it back on the part “Staff”, and look into “who did what” in the settings.",
            name=name,
        )
        for name in facts.not_theirs
    ]
    counted = Counter(p.name.casefold() for p in facts.people)
    doubled = dict.fromkeys(p.name for p in facts.people if counted[p.name.casefold()] > 1)
    said += [
        tr(
            "{name} stands on the list more than once. If it is one person, choose “The same person twice…” on the part “Staff”: "
            "what was ticked for either then counts for both.",
            name=name,
        )
        for name in doubled
    ]
    return tuple(said)


def _line(facts: TrainingFacts, person: Person) -> TrainingLine:
    met, today = facts.met.get(person.id, ()), facts.today
    held, posts = facts.duties.get(person.id, frozenset()), person.id in facts.posts
    rules = facts.profile.rules
    read = read_state(facts.profile, met, person, today, facts.wanted[person.school_id], facts.since, facts.begun)
    later = person.starts is not None and person.starts > today
    courses = tuple(
        course_state(n, met, today, asked=not later and needs(n, rules, person.contract, held, posts))
        for n in facts.needs
    )
    undertakes = posts and AccessCondition.UNDERTAKING in facts.profile.conditions
    undertaking = undertaking_state(met, today, asked=undertakes)
    ends = [state.until for state in (*courses, undertaking) if state.state is Trained.RAN_OUT]
    known = [day for day in (*ends, read.asked.since if read.is_lacking else None) if day is not None]
    return TrainingLine(
        person=person,
        group=group_of(person.contract),
        duties_text=list_text(list(dict.fromkeys(duty_title(facts.profile, d) for d in Duty if d in held))),
        manager=facts.names.get(person.manager_id, "") if person.manager_id else "",
        read=read,
        courses=courses,
        undertaking=undertaking,
        missing=_missing(facts, read, courses, undertaking),
        soon=_soon(facts, courses, undertaking),
        since=min(known, default=None),
        is_overdue=bool(ends) or (read.is_lacking and read.asked.is_overdue(today)),
        is_new=person.starts is not None and person.starts == today,
        starts_later=later,
    )


def _missing(facts: TrainingFacts, read: ReadState, courses: Sequence[InDate], undertaking: InDate) -> tuple[str, ...]:
    said = []
    if read.is_lacking:
        again = read.state is Signed.EARLIER
        said.append(tr("read and sign the present version") if again else tr("read and sign the policy"))
    for need, state in zip(facts.needs, courses, strict=True):
        if state.state is Trained.RAN_OUT:
            said.append(tr("{course}, ended {day}", course=need.title, day=day_text(state.until)))
        elif state.is_lacking:
            said.append(need.title)
    if undertaking.is_lacking:
        said.append(tr("undertaking for posting access"))
    return tuple(said)


def _soon(facts: TrainingFacts, courses: Sequence[InDate], undertaking: InDate) -> tuple[str, ...]:
    named = [*zip((n.title for n in facts.needs), courses, strict=True), (tr("undertaking"), undertaking)]
    return tuple(
        tr("{course} until {day}", course=title, day=day_text(state.until))
        for title, state in named
        if state.state is Trained.RUNS_OUT
    )


def group_words(group: Group) -> str:
    """The kind of people in the person's language."""
    return tr(GROUP_WORDS[group])
