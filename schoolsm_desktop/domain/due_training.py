"""Lines of Today about policy read and signed, training, starters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .clauses import Subject, short_clause_name
from .conditions import ConditionMet, ToRead, to_read
from .due_facts import DueFacts, DueItem, Place
from .people import Duty, Person
from .policy import AccessCondition, clause
from .read_and_signed import CATCH_UP, SIGN_WITHIN, TO_HEAD_AFTER, ReadState, read_state
from .rules import TrainingNeed
from .training import InDate, Trained, course_state, needs, undertaking_state
from .wording import day_text, ntr, tr

SHOWN_BEFORE = SIGN_WITHIN
"""How long before its day a line about many comes up: at once for a new version, late for who was here from the first."""


def due_training(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What is to be read, signed and attended; many people stand in one line, and each has one of their own."""
    del now
    stands = _stand(facts, today)
    starters = [s for s in stands if _is_starter(s, today)]
    lacking = [s for s in stands if s.read.is_lacking and s.by is not None and s.by - SHOWN_BEFORE <= today]
    yield from _own(facts, lacking)
    yield from (_starter(s) for s in starters if s.read.is_lacking)
    yield from _not_read(facts, [s for s in lacking if s not in starters], today)
    for at, need in enumerate(facts.profile.rules.training):
        yield from _course(need, [(s, s.courses[at]) for s in stands], facts, today)
    yield from _undertakings(stands)


@dataclass(frozen=True, slots=True)
class _Stands:
    person: Person
    read: ReadState
    courses: tuple[InDate, ...]
    undertaking: InDate

    @property
    def by(self) -> date | None:
        return self.read.asked.by


def _stand(facts: DueFacts, today: date) -> list[_Stands]:
    met: dict[UUID, list[ConditionMet]] = {}
    for one in facts.conditions:
        met.setdefault(one.person_id, []).append(one)
    held: dict[UUID, set[Duty]] = {}
    for duty in facts.duties:
        if duty.held_on(today):
            held.setdefault(duty.person_id, set()).add(duty.duty)
    posts = {a.person_id for a in facts.accesses if a.live_on(today)}
    wanted = {school: to_read(facts.editions, school, today) for school in {p.school_id for p in facts.people}}
    undertakes = AccessCondition.UNDERTAKING in facts.profile.conditions
    return [
        _one(facts, p, met.get(p.id, ()), held.get(p.id, set()), p.id in posts, undertakes, wanted[p.school_id], today)
        for p in facts.people
        if p.merged_into is None and p.here_on(today)
    ]


def _one(
    facts: DueFacts,
    person: Person,
    met: Sequence[ConditionMet],
    duties: set[Duty],
    posts: bool,
    undertakes: bool,
    wanted: ToRead,
    today: date,
) -> _Stands:
    profile = facts.profile
    courses = tuple(
        course_state(n, met, today, asked=needs(n, profile.rules, person.contract, duties, posts))
        for n in profile.rules.training
    )
    read = read_state(profile, met, person, today, wanted, facts.policy_since, facts.policy_begun)
    return _Stands(person, read, courses, undertaking_state(met, today, asked=posts and undertakes))


def _is_starter(stands: _Stands, today: date) -> bool:
    """Whether somebody's first two weeks are not over (mill-lane:5.1-access-new-staff)."""
    starts = stands.person.starts
    return starts is not None and starts <= today <= starts + SIGN_WITHIN


def _starter(stands: _Stands) -> DueItem:
    person, starts = stands.person, stands.person.starts
    courses = [s for s in stands.courses if s.is_lacking]
    also = ntr("{count} course is asked too.", "{count} courses are asked too.", len(courses)) if courses else ""
    said = tr("Started {day}: hand over the starter sheet, and have the policy read and signed.", day=day_text(starts))
    return DueItem(
        f"starter:{person.id}",
        starts or date.min,
        tr("{person} is new: read and sign on day one", person=person.short_name),
        f"{said} {also}".strip(),
        Duty.OFFICE_MANAGER,
        Place.TRAINING,
        tr("Open"),
        person.id,
        rank=4,
    )


def _own(facts: DueFacts, lacking: Sequence[_Stands]) -> Iterable[DueItem]:
    """Everybody with a sign-in has a line that nobody else sees."""
    with_sign_in = {s.person_id for s in facts.sign_ins if not s.ended}
    for stands in lacking:
        if stands.person.id in with_sign_in and stands.by is not None:
            yield DueItem(
                f"read-policy:{stands.person.id}",
                stands.by,
                tr("Read and sign the policy"),
                tr("You can read it here and sign it with one tick."),
                Duty.CLASS_TEACHER,
                Place.TRAINING,
                tr("Read and sign…"),
                rank=3,
                person_id=stands.person.id,
            )


def _not_read(facts: DueFacts, lacking: Sequence[_Stands], today: date) -> Iterable[DueItem]:
    """One line for all, and one more for the headteacher where it is long overdue (mill-lane:5.3-co-operate)."""
    days = [s.by for s in lacking if s.by is not None]
    if not days:
        return
    found = clause(facts.profile, Subject.POLICY_READ)
    rests_on = tr("Your policy asks for it: {clause}.", clause=short_clause_name(found)) if found else ""
    yield DueItem(
        "not-read",
        min(days),
        ntr(
            "{count} person has not read and signed the policy",
            "{count} people have not read and signed the policy",
            len(days),
        ),
        f"{tr('Print the list of who is missing, or tick off what was signed on paper.')} {rests_on}".strip(),
        Duty.OFFICE_MANAGER,
        Place.TRAINING,
        tr("Open"),
        rank=6,
    )
    late = [day for day in days if day + TO_HEAD_AFTER <= today]
    if late:
        yield DueItem(
            "not-read-head",
            min(late) + TO_HEAD_AFTER,
            ntr(
                "{count} person still has not read and signed the policy",
                "{count} people still have not read and signed the policy",
                len(late),
            ),
            f"{tr('It has been overdue for two weeks or longer. Speak to them or to their line manager.')} {rests_on}".strip(),
            Duty.HEADTEACHER,
            Place.TRAINING,
            tr("See who"),
            rank=4,
        )


def _course(
    need: TrainingNeed, stands: Sequence[tuple[_Stands, InDate]], facts: DueFacts, today: date
) -> Iterable[DueItem]:
    ends = [state.until for _, state in stands if state.state is Trained.RUNS_OUT and state.until is not None]
    if ends:
        yield DueItem(
            f"training-ends:{need.topic}",
            min(ends),
            ntr(
                "“{title}” runs out for {count} person",
                "“{title}” runs out for {count} people",
                len(ends),
                title=need.title,
            ),
            tr("The first on {day}. Plan the next session.", day=day_text(min(ends))),
            Duty.OFFICE_MANAGER,
            Place.TRAINING,
            tr("Open"),
            rank=7,
        )
    owed = [(s, state, _owed_from(s, state, facts)) for s, state in stands if state.is_lacking]
    days = [day for _, _, day in owed if day is not None and day - SHOWN_BEFORE <= today]
    if days:
        yield DueItem(
            f"training-missing:{need.topic}",
            min(days),
            ntr(
                "“{title}”: {count} person is not in date",
                "“{title}”: {count} people are not in date",
                len(days),
                title=need.title,
            ),
            tr("Never attended, or run out. Enter a session when it has been held."),
            Duty.OFFICE_MANAGER,
            Place.TRAINING,
            tr("Open"),
            rank=7,
        )


def _owed_from(stands: _Stands, state: InDate, facts: DueFacts) -> date | None:
    """From when on a course is overdue: its end, or a term after the first day or the start with this program."""
    if state.until is not None:
        return state.until
    begun = facts.policy_begun.astimezone().date() if facts.policy_begun else None
    days = [day for day in (begun, stands.person.starts) if day is not None]
    return max(days) + CATCH_UP if days else None


def _undertakings(stands: Sequence[_Stands]) -> Iterable[DueItem]:
    """Who holds access undertakes it anew each year; one that is missing stands in the line about access."""
    ends = [
        s.undertaking.until
        for s in stands
        if s.undertaking.state is Trained.RUNS_OUT and s.undertaking.until is not None
    ]
    if ends:
        yield DueItem(
            "undertakings-end",
            min(ends),
            ntr(
                "{count} undertaking for posting access runs out",
                "{count} undertakings for posting access run out",
                len(ends),
            ),
            tr("The first on {day}. Print them, have them signed, and tick them off.", day=day_text(min(ends))),
            Duty.OFFICE_MANAGER,
            Place.TRAINING,
            tr("Open"),
            rank=7,
        )
