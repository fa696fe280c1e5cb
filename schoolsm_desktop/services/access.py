"""Posting access: the register as a matrix, giving, pausing and ending it, and what follows from an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import (
    Access,
    AccessKind,
    AccessLevel,
    ChangeNeed,
    GiveRules,
    Knowing,
    KnownBy,
    PasswordDue,
    Waiver,
    check_give,
    current_version,
    default_review_day,
    knowers,
)
from schoolsm_desktop.domain.accounts import Account, Platform, SecretField
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Duty, Person, could_authorise, holders_on
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.policy import (
    CONDITION_WORDS,
    Subject,
    clause_words,
    condition_clause,
    conditions_for_access,
    shared_passwords_allowed,
)
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .matrix import Cell, CellFacts, Matrix, MatrixRow, cell_of
from .register import RegisterFacts, read_register
from .secrets import reseal_for_register
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do with the register."""

    give: bool = False
    end: bool = False
    authorise: bool = False
    print_it: bool = False
    review: bool = False
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class GiveRequest:
    """What the dialog asks; what is not filled gets a sensible default (PRACTICE 20)."""

    person_id: UUID
    account_id: UUID
    kind: AccessKind
    level: AccessLevel
    starts: date
    ends: date | None = None
    review_on: date | None = None
    reason: str = ""
    authorised_by: UUID | None = None
    authorised_on: date | None = None
    already_had: bool = False


class AccessService:
    """Deeds and views of the register of posting access."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def matrix(self) -> Matrix:
        """The register. Somebody who may not see all of it sees their own row, over the accounts in it."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            duties = self._session.duties(uow)
        sees_all, sees_reasons = allows(duties, Action.SEE_REGISTER), allows(duties, Action.SEE_END_REASONS)
        mine = self._session.person_id
        own = {a.account_id for a in facts.accesses if a.person_id == mine}
        shown = [a for a in facts.accounts.values() if a.is_live and (sees_all or a.id in own)]
        accounts = tuple(sorted(shown, key=lambda a: a.name.casefold()))
        signed = self._session.with_sign_in()
        rows = []
        for person in facts.people.values():
            cells = tuple(cell_of(facts, person.id, account.id, sees_reasons=sees_reasons) for account in accounts)
            on_it = any(c.live or c.ended or c.keyholder or c.must_change for c in cells)
            if on_it and (sees_all or person.id == mine):
                job = person.job_title
                rows.append(MatrixRow(person, job, not person.left_by(facts.today), person.id in signed, cells))
        rows.sort(key=lambda r: (not r.is_here, not any(c.keyholder for c in r.cells), r.person.sort_name.casefold()))
        platforms = tuple(
            facts.platforms.get(a.platform_id) or Platform(a.platform_id, tr("Other platform")) for a in accounts
        )
        return Matrix(accounts, platforms, tuple(rows))

    def cell(self, person_id: UUID, account_id: UUID) -> CellFacts:
        """What is known of one person at one account. Raises NotAllowedError for somebody else's without the duty."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            duties = self._session.duties(uow)
            if person_id != self._session.person_id:
                self._session.demand(uow, Action.SEE_REGISTER)
        account = facts.accounts[account_id]
        version = current_version(facts.versions, account_id)
        known = knowers(version, facts.versions, facts.knowings) if version else {}
        cell = cell_of(facts, person_id, account_id, sees_reasons=allows(duties, Action.SEE_END_REASONS))
        openings = [k for k in facts.knowings if k.person_id == person_id and k.account_id == account_id]
        return CellFacts(
            person=facts.people[person_id],
            account=account,
            platform=facts.platforms.get(account.platform_id) or Platform(account.platform_id, tr("Other platform")),
            cell=cell,
            names={p: facts.people[p].short_name for p in _named_in(cell) if p in facts.people},
            openings=tuple(sorted(openings, key=lambda k: k.at, reverse=True)),
            knows_current=person_id in known,
            end_reasons_shown=allows(duties, Action.SEE_END_REASONS),
            may_give=allows(duties, Action.GIVE_ACCESS),
            may_end=allows(duties, Action.END_ACCESS),
        )

    def rights(self) -> Rights:
        """What the person signed in may do with the register."""
        with self._session.reading() as uow:
            duties = self._session.duties(uow)
        return Rights(
            give=allows(duties, Action.GIVE_ACCESS),
            end=allows(duties, Action.END_ACCESS),
            authorise=allows(duties, Action.AUTHORISE_ACCOUNTS),
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
            found.append((tr(CONDITION_WORDS[condition]), clause.label if clause else ""))
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
            heads = holders_on(uow.duties.all(), Duty.HEADTEACHER, self._session.today)
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
            access = self._give(work, request)
            work.done()
        return access

    def already_had(self, requests: Sequence[GiveRequest], catch_up_by: date | None = None) -> tuple[Access, ...]:
        """Enter access that existed before the program, as one list and one unit of work (PRACTICE 23)."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.GIVE_ACCESS)
            by = catch_up_by or default_review_day(self._session.today, [t.ends for t in work.uow.terms.all()])
            kept = tuple(
                self._give(work, replace(r, already_had=True, review_on=r.review_on or by), by) for r in requests
            )
            work.done()
        return kept

    def authorise(self, access_ids: Sequence[UUID], on: date) -> None:
        """The headteacher authorises accesses that were already there."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.AUTHORISE_ACCOUNTS)
            for access in [a for a in work.uow.access.all() if a.id in set(access_ids)]:
                if access.person_id == self._session.person_id and _others_could_act(self._session, work):
                    raise RuleError(tr("Nobody authorises their own access. Ask the deputy to look at that line."))
                kept = work.uow.access.save(replace(access, authorised_by=self._session.person_id, authorised_on=on))
                work.did(Did.ACCESS_CHANGED, Noun.ACCESS, subject_kind="access", subject_id=kept.id, record=kept)
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
            for person in due.people:
                waiver = Waiver(
                    uuid4(), version.id, person, self._session.person_id, self._session.clock.now(), reason.strip()
                )
                work.uow.knowings.add_waiver(waiver)
                work.did(Did.CHANGE_WAIVED, Noun.SECRETS, subject_kind="account", subject_id=account_id, record=waiver)
            work.done()

    # --- inside

    def _give(self, work: Work, request: GiveRequest, catch_up_by: date | None = None) -> Access:
        facts = read_register(self._session, work.uow)
        person, account = facts.people[request.person_id], facts.accounts[request.account_id]
        access = Access(
            id=uuid4(),
            school_id=account.school_id,
            person_id=person.id,
            account_id=account.id,
            kind=request.kind,
            level=request.level,
            starts=request.starts,
            reason=request.reason.strip(),
            ends=request.ends,
            review_on=request.review_on or default_review_day(request.starts, [t.ends for t in work.uow.terms.all()]),
            authorised_by=request.authorised_by,
            authorised_on=request.authorised_on,
            given_by=self._session.person_id,
            given_at=self._session.clock.now(),
            already_had=request.already_had,
            catch_up_by=catch_up_by,
        )
        by, on = access.authorised_by, access.authorised_on
        if by and on and not could_authorise(facts.duties, by, on, facts.today):
            raise FieldError("authorised_by", tr("Only the headteacher or a deputy authorises. Choose who did."))
        rules = GiveRules(
            shared_passwords_allowed(facts.profile), clause_words(facts.profile, Subject.SHARED_PASSWORDS)
        )
        check_give(
            access,
            person,
            account,
            facts.platforms.get(account.platform_id),
            facts.accesses,
            rules,
            others_could_act=_others_could_act(self._session, work),
            today=facts.today,
        )
        work.uow.access.add(access)
        did = Did.ACCESS_RECORDED if request.already_had else Did.ACCESS_GIVEN
        work.did(did, Noun.ACCESS, Noun.SECRETS, subject_kind="access", subject_id=access.id, record=access)
        self._remember_knowing(work, facts, access)
        if access.kind is AccessKind.KNOWS_PASSWORD:
            reseal_for_register(work, account.id)
        return access

    def _remember_knowing(self, work: Work, facts: RegisterFacts, access: Access) -> None:
        """Somebody without a sign-in can only know a password by being told; "already had it" means knowing it."""
        version = current_version(facts.versions, access.account_id)
        told = access.person_id not in self._session.with_sign_in()
        if access.kind is not AccessKind.KNOWS_PASSWORD or version is None or not (told or access.already_had):
            return
        how = KnownBy.ALREADY_KNEW if access.already_had else KnownBy.TOLD
        work.uow.knowings.add(
            Knowing(
                uuid4(),
                access.account_id,
                version.id,
                access.person_id,
                self._session.clock.now(),
                how,
                SecretField.PASSWORD,
            )
        )

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
    work.did(Did.ACCESS_CHANGED, Noun.ACCESS, subject_kind="access", subject_id=kept.id, record=kept)
    if kept.kind is AccessKind.KNOWS_PASSWORD:
        reseal_for_register(work, kept.account_id)
    return kept


def stop_access(work: Work, access_id: UUID, did: Did, reason: str = "", *, reason_shown: bool = False) -> Access:
    """End (`ACCESS_ENDED`) or pause (`ACCESS_PAUSED`) an access inside a unit of work, and seal without its holder.

    The caller has asked who may. Raises RuleError for one that has ended.
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
    return kept


def _named_in(cell: Cell) -> set[UUID]:
    """Who authorised, gave or ended something in a cell."""
    accesses = (*cell.live, *cell.ended)
    return {p for a in accesses for p in (a.authorised_by, a.given_by, a.ended_by) if p is not None}


def _find(work: Work, access_id: UUID) -> Access:
    return next(a for a in work.uow.access.all() if a.id == access_id)


def _others_could_act(session: Session, work: Work) -> bool:
    """Whether another headteacher, deputy or coordinator is there to take one of the two steps."""
    today = session.today
    duties = work.uow.duties.all()
    able = {
        person
        for duty in (Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER, Duty.COORDINATOR)
        for person in holders_on(duties, duty, today)
    }
    return len(able) > 1
