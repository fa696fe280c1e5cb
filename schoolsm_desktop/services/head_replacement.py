"""Putting somebody in place of a headteacher who is suspended or gone: the deputy signed in, with the chair's printed code.

The headteacher prints the code for one deputy and hands it to the chair. What was sealed away from the old headteacher
stays sealed: whoever can read it shares it with the new one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.vault import SlotState

from .changes import Noun
from .rekeying import STORE_KEY_TO_RENEW, renew_store_key
from .secrets import reseal_for_register
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class ReplacementView:
    """What the person signed in may do about it. `candidates` are who could be put in the headteacher's place."""

    may_print: bool = False
    may_replace: bool = False
    deputies: tuple[Person, ...] = ()
    candidates: tuple[Person, ...] = ()
    head: str = ""
    code_with: str = ""
    """The deputy with whom the chair's present code works; empty where there is no good code."""

    @property
    def concerns_me(self) -> bool:
        """Whether there is anything to show."""
        return self.may_print or self.may_replace


class HeadReplacementService:
    """Deeds and views of replacing the headteacher."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> ReplacementView:
        """What the person signed in may do about it; nothing for almost everybody."""
        session, keys = self._session, self._session.keys
        with session.reading() as uow:
            may_print = session.allows(uow, Action.PRINT_RECOVERY_SHEET) and keys.is_head
            duties = uow.duties.standing(session.today)
            is_deputy = session.person_id in holders_on(duties, Duty.DEPUTY_HEADTEACHER, session.today)
            people = {person.id: person for person in uow.people.all()}
        good = keys.chair_code_is_for()
        ready = frozenset(k.person_id for k in keys.people() if k.certified and k.state is SlotState.ACTIVE)
        heads = frozenset(k.person_id for k in keys.people() if k.is_head)
        deputies = holders_on(duties, Duty.DEPUTY_HEADTEACHER, session.today)
        return ReplacementView(
            may_print,
            is_deputy and good == session.person_id,
            _named(people, set(deputies) & ready - heads) if may_print else (),
            _named(people, ready - heads) if is_deputy else (),
            ", ".join(people[head].name for head in sorted(heads) if head in people),
            people[good].name if good in people else "",
        )

    def replace(self, code: str, new_head_id: UUID) -> Person:
        """The deputy signed in and the chair's code put somebody in the headteacher's place; in a worker.

        The old headteacher's sign-in and duty end, the code is used up, and the passwords are sealed anew. Raises
        NotAllowedError, RuleError, NoChairCodeError, WrongChairCodeError, CodeMistypedError, TooSoonError.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.REPLACE_HEAD)
            duties = work.uow.duties.standing(session.today)
            if session.person_id not in holders_on(duties, Duty.DEPUTY_HEADTEACHER, session.today):
                raise NotAllowedError(
                    tr("The deputy does this, signed in, with the chair beside them. Nothing was changed.")
                )
            new = work.uow.people.get(new_head_id)
            if new.left_by(session.today):
                raise RuleError(tr("This person no longer works here. Nothing was changed."))
            old_id = session.keys.replace_head(code, new_head_id)
            _move_duty(work, old_id, new)
            work.uow.drafts.remove_all(old_id)
            work.uow.sealed.drop_wraps([old_id])
            work.uow.settings.put(STORE_KEY_TO_RENEW, json.dumps(True))
            work.did(Did.HEAD_REPLACED, Noun.SIGN_INS, Noun.PEOPLE, subject_kind="person", subject_id=new.id)
            for account in work.uow.accounts.all():
                reseal_for_register(work, account.id, anew=True)
            work.done()
        if session.keys.is_keyholder:
            renew_store_key(session)
        return new


def _move_duty(work: Work, old_id: UUID, new: Person) -> None:
    """The register says who is headteacher from today; whoever was, was it until today."""
    today = work.session.today
    standing = [d for d in work.uow.duties.standing(today) if d.duty is Duty.HEADTEACHER and d.held_on(today)]
    if not any(d.person_id == new.id for d in standing):
        given = DutyHeld(uuid4(), new.school_id, new.id, Duty.HEADTEACHER, today)
        work.uow.duties.add(given)
        _did(work, Did.DUTY_GIVEN, given)
    for held in standing:
        if held.person_id == old_id:
            _did(work, Did.DUTY_ENDED, work.uow.duties.save(replace(held, ends=today)))


def _did(work: Work, what: Did, held: DutyHeld) -> None:
    work.did(what, Noun.PEOPLE, subject_kind="person", subject_id=held.person_id, record=held, duty=held.duty.value)


def _named(people: dict[UUID, Person], wanted: set[UUID] | frozenset[UUID]) -> tuple[Person, ...]:
    return tuple(sorted((people[one] for one in wanted if one in people), key=lambda p: p.sort_name.casefold()))
