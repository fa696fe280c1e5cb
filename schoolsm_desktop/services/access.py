"""Posting access: the register as a matrix, giving, pausing and ending it, and what follows from an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import (
    Access,
    AccessKind,
    AuthorisedOn,
    ChangeNeed,
    PasswordDue,
    Waiver,
    current_version,
    default_review_day,
    lessons_alone,
)
from schoolsm_desktop.domain.access_changes import AUTHORISED, changed_facts
from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject, short_clause_name
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Duty, Person, holders_on
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.policy import CONDITION_WORDS, clause_words, condition_clause, conditions_for_access
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .cell_history import CellHistory, read_history
from .changes import Noun
from .giving import GiveRequest, access_from, give_access, others_could_act
from .matrix import CellFacts, Matrix, read_cell, read_matrix
from .register import read_register
from .secrets import reseal_for_register
from .session import Session, Work
from .signed import is_vouched_for


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do with the register."""

    give: bool = False
    end: bool = False
    authorise: bool = False
    print_it: bool = False
    review: bool = False
    leaving: bool = False


class AccessService:
    """Deeds and views of the register of posting access."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def matrix(self) -> Matrix:
        """The register. Somebody who may not see all of it sees their own row, over the accounts in it."""
        with self._session.reading() as uow:
            return read_matrix(self._session, uow)

    def cell(self, person_id: UUID, account_id: UUID) -> CellFacts:
        """What is known of one person at one account. Raises NotAllowedError for somebody else's without the duty."""
        with self._session.reading() as uow:
            self._demand_sight(uow, person_id)
            return read_cell(self._session, uow, person_id, account_id)

    def history(self, person_id: UUID, account_id: UUID) -> CellHistory:
        """Everything that happened between the two, oldest first. Raises NotAllowedError as `cell` does."""
        with self._session.reading() as uow:
            self._demand_sight(uow, person_id)
            return read_history(self._session, uow, person_id, account_id)

    def _demand_sight(self, uow: UnitOfWork, person_id: UUID) -> None:
        if person_id != self._session.person_id:
            self._session.demand(uow, Action.SEE_REGISTER)

    def rights(self) -> Rights:
        """What the person signed in may do with the register."""
        with self._session.reading() as uow:
            duties = self._session.duties(uow)
        return Rights(
            give=allows(duties, Action.GIVE_ACCESS),
            end=allows(duties, Action.END_ACCESS),
            authorise=allows(duties, Action.AUTHORISE_ACCESS),
            print_it=allows(duties, Action.PRINT_REGISTERS),
            review=allows(duties, Action.REVIEW_ACCESS),
            leaving=allows(duties, Action.WORK_OFF_LISTS),
        )

    def conditions(self) -> tuple[tuple[str, str], ...]:
        """What the policy asks before access is given, each with the clause it rests on, for the dialog and the undertaking."""
        with self._session.reading() as uow:
            profile = self._session.profile(uow)
        found = []
        for condition in conditions_for_access(profile):
            clause = condition_clause(profile, condition)
            found.append((tr(CONDITION_WORDS[condition]), short_clause_name(clause) if clause else ""))
        return tuple(found)

    def rule_words(self) -> str:
        """Which clause says who gives access."""
        with self._session.reading() as uow:
            return clause_words(self._session.profile(uow), Subject.ACCESS)

    def default_review(self, starts: date) -> date:
        """The review day that is offered for an access from `starts`."""
        with self._session.reading() as uow:
            return default_review_day(starts, [t.ends for t in uow.terms.all()])

    def default_authoriser(self) -> Person | None:
        """The headteacher of today."""
        with self._session.reading() as uow:
            heads = holders_on(uow.duties.standing(self._session.today), Duty.HEADTEACHER, self._session.today)
            return uow.people.get(heads[0]) if heads else None

    def waiting_from_before(self) -> tuple[tuple[Access, Person, Account], ...]:
        """Accesses recorded as “already had it” that nobody has authorised yet."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_REGISTER)
            facts = read_register(self._session, uow)
        return tuple(
            (a, facts.people[a.person_id], facts.accounts[a.account_id])
            for a in facts.accesses
            if a.already_had and a.authorised_by is None and not a.over_by(facts.today)
        )

    # --- deeds

    def give(self, request: GiveRequest) -> Access:
        """Give one access. Raises FieldError beside the field, or RuleError; nothing is then saved."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.GIVE_ACCESS)
            access = give_access(work, access_from(work, request))
            work.done()
        return access

    def already_had(self, requests: Sequence[GiveRequest], catch_up_by: date | None = None) -> tuple[Access, ...]:
        """Enter access that existed before the program, as one list and one unit of work (PRACTICE 23)."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.GIVE_ACCESS)
            by = catch_up_by or default_review_day(self._session.today, [t.ends for t in work.uow.terms.all()])
            kept = tuple(
                give_access(work, access_from(work, replace(r, already_had=True, review_on=r.review_on or by), by))
                for r in requests
            )
            work.done()
        return kept

    def authorise(self, access_ids: Sequence[UUID], on: date) -> None:
        """The headteacher authorises accesses that were already there."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.AUTHORISE_ACCESS)
            if on > self._session.today:
                raise FieldError("on", tr("That day is still to come. Choose today or an earlier day."))
            under_cover = Duty.HEADTEACHER not in self._session.duties(work.uow)
            for access in [a for a in work.uow.access.all() if a.id in set(access_ids)]:
                _demand_signed(work, access)
                if under_cover and access.authorised_by is not None:
                    raise RuleError(
                        tr("This access has been authorised meanwhile. Nothing was changed. Look at the list again.")
                    )
                own = access.person_id == self._session.person_id
                if own and (under_cover or others_could_act(self._session, work)):
                    raise RuleError(tr("Nobody authorises their own access. Ask the deputy to look at that line."))
                authorised = replace(
                    access,
                    authorised_by=self._session.person_id,
                    authorised_on=on,
                    authorised_how=AuthorisedOn.SCREEN,
                    under_cover=under_cover,
                )
                kept = work.uow.access.save(authorised)
                _changed(work, kept, {AUTHORISED: "yes"})
            work.done()

    def change(self, access: Access) -> Access:
        """Save another level, reason, last day or review day of an access that stands."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.GIVE_ACCESS)
            kept = change_access(work, access)
            work.done()
        return kept

    def end(self, access_id: UUID, reason: str = "", *, reason_shown: bool = False) -> PasswordDue | None:
        """End an access now. Returns that the password must be changed, if it must."""
        return self._stop(access_id, Did.ACCESS_ENDED, reason, reason_shown)

    def pause(self, access_id: UUID) -> PasswordDue | None:
        """Pause an access without a reason (PRACTICE 14). Returns that the password must be changed, if it must."""
        return self._stop(access_id, Did.ACCESS_PAUSED, "", False)

    def resume(self, access_id: UUID) -> Access:
        """Let a paused access stand again. Only the headteacher's or coordinator's duty."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.GIVE_ACCESS)
            before = _find(work, access_id)
            if before.paused_at is None or before.ended_at is not None:
                raise RuleError(tr("This access is not paused. Nothing was changed."))
            _demand_signed(work, before)
            kept = work.uow.access.save(replace(before, paused_at=None))
            work.did(Did.ACCESS_RESUMED, Noun.ACCESS, subject_kind="access", subject_id=kept.id, record=kept)
            reseal_for_register(work, kept.account_id)
            work.done()
        return kept

    def waive(self, account_id: UUID, reason: str) -> None:
        """The headteacher decides that a change which is only advised is not needed; the reason is kept."""
        if not reason.strip():
            raise FieldError("reason", tr("Write why no change is needed: the register keeps it."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.WAIVE_CHANGE)
            facts = read_register(self._session, work.uow)
            due, version = facts.due.get(account_id), current_version(facts.versions, account_id)
            if due is None or version is None or due.need is ChangeNeed.MUST:
                raise RuleError(tr("This change is not one that can be waived. Nothing was changed."))
            if self._session.person_id in due.people and Duty.HEADTEACHER not in self._session.duties(work.uow):
                raise RuleError(tr("Under cover nobody decides about themself. The headteacher decides this one."))
            for person in due.people:
                waiver = Waiver(
                    uuid4(), version.id, person, self._session.person_id, self._session.clock.now(), reason.strip()
                )
                work.uow.knowings.add_waiver(waiver)
                work.did(Did.CHANGE_WAIVED, Noun.SECRETS, subject_kind="account", subject_id=account_id, record=waiver)
            work.done()

    # --- inside

    def _stop(self, access_id: UUID, did: Did, reason: str, reason_shown: bool) -> PasswordDue | None:
        with self._session.work() as work:
            self._session.demand(work.uow, Action.END_ACCESS)
            kept = stop_access(work, access_id, did, reason, reason_shown=reason_shown)
            due = read_register(self._session, work.uow).due.get(kept.account_id)
            work.done()
        return due


def change_access(work: Work, access: Access) -> Access:
    """Save another level, reason, last day or review day inside a unit of work; the caller has asked who may."""
    before = _find(work, access.id)
    if before.over_by(work.session.today):
        raise RuleError(tr("This access has ended already. Nothing was changed."))
    _demand_signed(work, before)
    tidy = replace(
        before,
        level=access.level,
        reason=access.reason,
        ends=access.ends,
        review_on=access.review_on,
        revision=access.revision,
    )
    if tidy.ends is not None and tidy.ends < max(tidy.starts, work.session.today):
        raise FieldError("ends", tr("The last day is today or later, and not before the first day."))
    kept = work.uow.access.save(tidy)
    _changed(work, kept, changed_facts(before, kept))
    if kept.kind is AccessKind.KNOWS_PASSWORD:
        reseal_for_register(work, kept.account_id)
    return kept


def stop_access(work: Work, access_id: UUID, did: Did, reason: str = "", *, reason_shown: bool = False) -> Access:
    """End (`ACCESS_ENDED`) or pause (`ACCESS_PAUSED`) an access inside a unit of work, and seal without its holder.

    Use in lessons ends with the person's last other access to the account. The caller has asked who may. Raises
    RuleError for one that has ended.
    """
    before = _find(work, access_id)
    if before.over_by(work.session.today):
        raise RuleError(tr("This access has ended already. Nothing was changed."))
    now = work.session.clock.now()
    if did is Did.ACCESS_PAUSED:
        after = replace(before, paused_at=now)
    else:
        after = replace(
            before,
            ended_at=now,
            ended_by=work.session.person_id,
            end_reason=reason.strip(),
            end_reason_shown=reason_shown,
        )
    kept = work.uow.access.save(after)
    work.did(did, Noun.ACCESS, Noun.SECRETS, subject_kind="access", subject_id=kept.id, record=kept)
    if kept.kind is AccessKind.KNOWS_PASSWORD:
        reseal_for_register(work, kept.account_id)
    if did is Did.ACCESS_ENDED and kept.kind is not AccessKind.LESSON_USE:
        pair = (kept.person_id, kept.account_id)
        for lesson in lessons_alone(work.uow.access.of_person(kept.person_id), {pair}, work.session.today):
            stop_access(work, lesson.id, did, reason, reason_shown=reason_shown)
    return kept


def _changed(work: Work, kept: Access, facts: Mapping[str, str]) -> None:
    work.did(Did.ACCESS_CHANGED, Noun.ACCESS, subject_kind="access", subject_id=kept.id, record=kept, **facts)


def _demand_signed(work: Work, access: Access) -> None:
    """Whoever changes a row signs all of it: one that was altered by other means is ended, not signed for."""
    if not is_vouched_for(work, access):
        raise RuleError(
            tr(
                "This access is not as somebody signed it here, so nothing was changed. "
                "Look at “Who did what” in Settings, end it, and give it anew."
            )
        )


def _find(work: Work, access_id: UUID) -> Access:
    return work.uow.access.get(access_id)
