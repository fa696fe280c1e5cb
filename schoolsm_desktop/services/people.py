"""The people of the school and the duties they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import (
    Duty,
    DutyHeld,
    Person,
    check_duty_end,
    check_person,
    lost_separations,
)
from schoolsm_desktop.domain.permissions import Action, allows, needed_for_duty
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.security.vault import SlotState

from .changes import Noun
from .checklist_views import quiet_leavers
from .last_days import check_last_day, keep_last_day
from .merging import check_merge, merge_people
from .schools import school_names
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row of the staff list."""

    person: Person
    duties: tuple[DutyHeld, ...]
    duties_text: str
    sign_in: SlotState | None
    is_keyholder: bool
    is_here: bool
    accesses: int
    before: tuple[str, ...] = ()
    """The times somebody was here before they came back, as `2 Sep 2024 to 18 Jul 2025`."""
    school: str = ""
    """Their school, where the records hold more than one."""


class PeopleService:
    """Deeds and views of people and duties."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self) -> tuple[PersonLine, ...]:
        """Everybody, those who are here first, by family name. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            hidden = quiet_leavers(self._session, uow)
            people = [_as_seen(p, hidden) for p in uow.people.all() if p.merged_into is None]
            duties, accesses = uow.duties.standing(self._session.today), uow.access.all()
            profile = self._session.profile(uow)
            before = _spells_before(uow.audit.of_deed(Did.PERSON_RETURNED))
            schools = school_names(uow.schools.all())
        today = self._session.today
        slots = {known.person_id: known.state for known in self._session.keys.people()}
        keyholders = self._session.keys.keyholders()
        lines = []
        for person in people:
            held = tuple(d for d in duties if d.person_id == person.id and d.held_on(today))
            titles = list(dict.fromkeys(duty_title(profile, d.duty) for d in held))
            lines.append(
                PersonLine(
                    person=person,
                    duties=held,
                    duties_text=list_text(titles),
                    sign_in=slots.get(person.id),
                    is_keyholder=person.id in keyholders,
                    is_here=person.here_on(today),
                    accesses=len([a for a in accesses if a.person_id == person.id and a.live_on(today)]),
                    before=before.get(person.id, ()),
                    school=schools.get(person.school_id, ""),
                )
            )
        return tuple(sorted(lines, key=lambda x: (x.person.left_by(today), x.person.sort_name.casefold())))

    def choices(self) -> tuple[Person, ...]:
        """Those who are here today or will be, for choosing one in a form, by family name.

        Somebody who may not see the staff list is offered only themselves.
        """
        with self._session.reading() as uow:
            sees_all = allows(self._session.duties(uow), Action.SEE_PEOPLE)
            people = uow.people.all() if sees_all else (self._session.me(uow),)
        here = [p for p in people if not p.left_by(self._session.today) and p.merged_into is None]
        return tuple(sorted(here, key=lambda p: p.sort_name.casefold()))

    def holders(self, duty: Duty) -> tuple[Person, ...]:
        """Who holds a duty today."""
        with self._session.reading() as uow:
            people = {p.id: p for p in uow.people.all()}
            standing = uow.duties.standing(self._session.today)
            held = [d for d in standing if d.duty is duty and d.held_on(self._session.today)]
        return tuple(people[d.person_id] for d in held if d.person_id in people)

    def duty_titles(self) -> dict[Duty, str]:
        """The school's own title for each duty, as its policy gives it."""
        with self._session.reading() as uow:
            profile = self._session.profile(uow)
        return {duty: duty_title(profile, duty) for duty in Duty}

    def lost_separations(self) -> tuple[str, ...]:
        """Which separations of duty the school has lost, as sentences."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            return lost_separations(uow.duties.standing(self._session.today), self._session.today)

    def alike(self, person: Person) -> tuple[Person, ...]:
        """People already on the list with the same name, so that nobody is entered twice unasked."""
        wanted = person.name.casefold()
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            there = [p for p in uow.people.all() if p.merged_into is None]
        return tuple(p for p in there if p.id != person.id and p.name.casefold() == wanted)

    def add(self, person: Person, duties: Sequence[Duty] = ()) -> Person:
        """Keep a new person (the id is made here), with duties from today."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_PEOPLE)
            kept = check_person(replace(person, id=uuid4(), revision=1))
            work.uow.people.add(kept)
            work.did(Did.PERSON_ADDED, Noun.PEOPLE, subject_kind="person", subject_id=kept.id, record=kept)
            for duty in duties:
                self._give_duty(work, kept, duty, self._session.today)
            work.done()
        return kept

    def change(self, person: Person) -> Person:
        """Save a changed person. Raises FieldError, ChangedMeanwhileError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_PEOPLE)
            before = work.uow.people.get(person.id)
            if person.id in quiet_leavers(self._session, work.uow):
                person = replace(person, ends=before.ends)  # a last day that this colleague does not see stays
            checked = check_person(person)
            check_last_day(work, before, checked)
            kept = work.uow.people.save(checked)
            work.did(
                Did.PERSON_CHANGED, Noun.PEOPLE, Noun.ACCESS, subject_kind="person", subject_id=kept.id, record=kept
            )
            keep_last_day(work, before, kept)
            work.done()
        return kept

    def merge_follows(self, kept_id: UUID, doubled_id: UUID) -> tuple[str, ...]:
        """What goes over to the record that is kept. Raises RuleError where the two cannot be merged yet."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.GIVE_ACCESS)
            return check_merge(self._session, uow, kept_id, doubled_id)

    def merge(self, kept_id: UUID, doubled_id: UUID) -> Person:
        """One person stood twice: all that was the doubled record's goes to the kept one. The log keeps both.

        Duties that open passwords are the headteacher's to move. Raises RuleError with what to end first.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.GIVE_ACCESS)
            check_merge(self._session, work.uow, kept_id, doubled_id)
            kept = merge_people(work, kept_id, doubled_id)
            work.done()
        return kept

    def give_duty(self, person_id: UUID, duty: Duty, starts: date) -> DutyHeld:
        """Record that a person holds a duty from a day on. Only the headteacher makes a headteacher."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_PEOPLE)
            person = work.uow.people.get(person_id)
            held = self._give_duty(work, person, duty, starts)
            work.done()
        return held

    def end_duty(self, duty_id: UUID, last_day: date) -> DutyHeld:
        """End a duty on a day. Raises RuleError where nobody would be left who can authorise."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_PEOPLE)
            kept = end_duty(work, duty_id, last_day)
            work.done()
        return kept

    def _give_duty(self, work: Work, person: Person, duty: Duty, starts: date) -> DutyHeld:
        _demand_for(work, duty, person.id)
        if person.left_by(starts):
            raise RuleError(tr("This person no longer works here on that day, so no duty can begin."))
        already = [
            d for d in work.uow.duties.all() if d.person_id == person.id and d.duty is duty and d.held_on(starts)
        ]
        if already:
            raise RuleError(tr("This person holds that duty already."))
        held = DutyHeld(uuid4(), person.school_id, person.id, duty, starts)
        work.uow.duties.add(held)
        work.did(Did.DUTY_GIVEN, Noun.PEOPLE, subject_kind="person", subject_id=person.id, record=held, duty=duty.value)
        return held


def end_duty(work: Work, duty_id: UUID, last_day: date) -> DutyHeld:
    """End a duty on a day inside a unit of work. Raises RuleError where nobody would be left who can authorise."""
    duties = work.uow.duties.all()
    held = next(d for d in duties if d.id == duty_id)
    _demand_for(work, held.duty, held.person_id)
    check_duty_end(work.uow.duties.standing(date.max), held, last_day)
    kept = work.uow.duties.save(replace(held, ends=last_day))
    work.did(
        Did.DUTY_ENDED,
        Noun.PEOPLE,
        subject_kind="person",
        subject_id=kept.person_id,
        record=kept,
        duty=kept.duty.value,
    )
    return kept


def _demand_for(work: Work, duty: Duty, person_id: UUID) -> None:
    session, needed = work.session, needed_for_duty(duty)
    session.demand(work.uow, needed)
    own = person_id == session.person_id and needed is not Action.EDIT_PEOPLE
    if own and Duty.HEADTEACHER not in session.duties(work.uow):
        raise RuleError(tr("Nobody gives or takes such a duty of their own. Ask the headteacher."))


def _spells_before(returns: Iterable[AuditEntry]) -> dict[UUID, tuple[str, ...]]:
    """From when until when each person was here before each coming back, as the log keeps it."""
    found: dict[UUID, tuple[str, ...]] = {}
    for entry in returns:
        first, last = (_day_of(entry.details.get(key, "")) for key in ("was_from", "was_until"))
        said = tr("{first} to {last}", first=day_text(first), last=day_text(last))
        if first is None:
            said = tr("until {last}", last=day_text(last))
        if entry.subject_id is not None:
            found[entry.subject_id] = (*found.get(entry.subject_id, ()), said)
    return found


def _day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _as_seen(person: Person, hidden: frozenset[UUID]) -> Person:
    """The person as this colleague may read them: of a quiet leaver no last day (PRACTICE 14)."""
    return replace(person, ends=None) if person.id in hidden else person
