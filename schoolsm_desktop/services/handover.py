"""Another computing coordinator takes over: duty, keys and a list to work off, so that nobody is ever locked out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind
from schoolsm_desktop.domain.handover import (
    Handover,
    check_can_hold,
    check_handover,
    duty_to_end,
    follows,
    handover_lines,
    list_of,
)
from schoolsm_desktop.domain.people import Duty, DutyHeld, holders_on
from schoolsm_desktop.domain.permissions import OPENS_PASSWORDS, Action, allows
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .checklist_views import leaving_facts
from .checklists import start_list
from .register import read_register
from .session import Session, Work
from .sign_ins import SignInService
from .what_if import facts_on


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """What a handover would do, in sentences; `only_list`: the duty and the keys wait for the headteacher."""

    steps: tuple[str, ...]
    follows: tuple[str, ...]
    only_list: bool = False


class HandoverService:
    """Hands the coordinator's duty over to somebody else."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def plan(self, old_person_id: UUID, new_person_id: UUID, day: date) -> HandoverPlan:
        """What `begin` would do and what follows, before anything is done. Raises as `begin` does, and changes nothing."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.MAKE_SIGN_INS)
            handover, held = self._checked(uow, old_person_id, new_person_id, day)
            title = duty_title(self._session.profile(uow), Duty.COORDINATOR)
            only_list = not self._does_all(uow)
            facts = facts_on(self._session, uow, self._session.today)
        steps = self._steps(handover, held, title, only_list=only_list)
        keys_go = day <= self._session.today and self._gives_keys_up(old_person_id)
        said = () if only_list else follows(facts, handover, held, keys_go=keys_go)
        return HandoverPlan(steps, said, only_list)

    def begin(self, old_person_id: UUID, new_person_id: UUID, day: date) -> Checklist:
        """Hand over, and begin the list. In a worker: passwords are sealed anew.

        By the headteacher: the new holder is a keyholder first, then duty and list change in one unit of work, then
        the old holder is a keyholder no longer. Cut off in between, two can open everything and nobody is locked out;
        beginning again goes on where it stopped. Keys are not handed over before the day. By the coordinator: the list
        alone; duty and keys are the headteacher's. Raises FieldError or RuleError, and then nothing was changed.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.MAKE_SIGN_INS)
            handover, _held = self._checked(uow, old_person_id, new_person_id, day)
            does_all = self._does_all(uow)
        keys_now = does_all and day <= self._session.today
        sign_ins = SignInService(self._session)
        if keys_now and new_person_id not in self._session.keys.keyholders():
            sign_ins.set_keyholder(new_person_id, True)
        with self._session.work() as work:
            begun = self._records(work, handover, does_all=does_all, keys_wait=not keys_now)
            work.done()
        if keys_now and self._gives_keys_up(old_person_id):
            sign_ins.set_keyholder(old_person_id, False)
        return begun

    # --- inside

    def _does_all(self, uow: UnitOfWork) -> bool:
        """Whether the person signed in gives duties that open passwords, and the keys: the headteacher."""
        return allows(self._session.duties(uow), Action.CONFIRM_SIGN_INS)

    def _checked(
        self, uow: UnitOfWork, old_person_id: UUID, new_person_id: UUID, day: date
    ) -> tuple[Handover, DutyHeld | None]:
        handover = Handover(uow.people.get(old_person_id), uow.people.get(new_person_id), day)
        held = duty_to_end(uow.duties.all(), old_person_id, day)
        begun = list_of(uow.checklists.all(), handover) is not None
        check_handover(handover, held, self._session.profile(uow), begun=begun)
        if self._does_all(uow) and day <= self._session.today:
            check_can_hold(new_person_id in self._session.keys.recipients())
        return handover, held

    def _gives_keys_up(self, person_id: UUID) -> bool:
        """Whether the old holder is a keyholder by this duty alone; a headteacher stays one."""
        with self._session.reading() as uow:
            today = self._session.today
            others = [d for d in OPENS_PASSWORDS if d is not Duty.COORDINATOR]
            stays = any(person_id in holders_on(uow.duties.standing(today), duty, today) for duty in others)
        return person_id in self._session.keys.keyholders() and not stays

    def _records(self, work: Work, handover: Handover, *, does_all: bool, keys_wait: bool) -> Checklist:
        """Duties and list together; what an earlier beginning did already is left as it is."""
        duties = work.uow.duties.all()
        held = duty_to_end(duties, handover.old.id, handover.day)
        begun = list_of(work.uow.checklists.all(), handover)
        facts = leaving_facts(self._session, read_register(self._session, work.uow))
        if does_all:
            self._give_duty(work, handover, duties)
            if held is not None:
                self._end_duty(work, held, handover.last_day(held))
        if begun is not None:
            return begun
        checklist = Checklist(
            id=uuid4(),
            school_id=handover.old.school_id,
            kind=ChecklistKind.HANDOVER,
            day=handover.day,
            started_by=self._session.person_id,
            started_at=self._session.clock.now(),
            person_id=handover.old.id,
            successor_id=handover.new.id,
        )
        return start_list(work, checklist, handover_lines(facts, handover, held, keys_wait=keys_wait))

    def _give_duty(self, work: Work, handover: Handover, duties: tuple[DutyHeld, ...]) -> None:
        new, day = handover.new, handover.day
        if any(d.person_id == new.id and d.duty is Duty.COORDINATOR and d.held_on(day) for d in duties):
            return
        given = DutyHeld(uuid4(), new.school_id, new.id, Duty.COORDINATOR, day)
        work.uow.duties.add(given)
        self._did_duty(work, Did.DUTY_GIVEN, given)

    def _end_duty(self, work: Work, held: DutyHeld, last_day: date) -> None:
        if held.ends is not None and held.ends <= last_day:
            return
        self._did_duty(work, Did.DUTY_ENDED, work.uow.duties.save(replace(held, ends=last_day)))

    def _did_duty(self, work: Work, did: Did, held: DutyHeld) -> None:
        work.did(
            did,
            Noun.PEOPLE,
            subject_kind="person",
            subject_id=held.person_id,
            record=held,
            duty=held.duty.value,
        )

    def _steps(self, handover: Handover, held: DutyHeld | None, title: str, *, only_list: bool) -> tuple[str, ...]:
        old, new, day = handover.old.name, handover.new.name, handover.day
        listed = tr("A list is begun: the handover book, recovery facts, passwords to change, signatures of both.")
        if only_list:
            return (
                listed,
                tr("Duty and keys stay as they are until the headteacher hands over here: only the headteacher can."),
            )
        steps = [tr("{person} is {title} from {day} on.", person=new, title=title, day=day_text(day))]
        if held is not None:
            last = day_text(handover.last_day(held))
            steps.append(tr("For {person} that duty ends on {day}.", person=old, day=last))
        if day > self._session.today:
            steps.append(
                tr(
                    "Keys change on the day, not before: make {new} a keyholder then, and {old} a keyholder no longer. "
                    "It stands on the list.",
                    new=new,
                    old=old,
                )
            )
        else:
            steps.append(tr("{person} is a keyholder first: can open every password.", person=new))
            if self._gives_keys_up(handover.old.id):
                steps.append(tr("After that {person} is a keyholder no longer.", person=old))
        return (*steps, listed)
