"""The weekly look at each account: “seen, nothing”, or what was there (PRACTICE 30)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import NotAllowedError, RuleError
from schoolsm_desktop.domain.house import (
    Look,
    LookResult,
    check_look,
    is_looked_at,
    last_looks,
    look_due,
    looker,
)
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .session import Session


@dataclass(frozen=True, slots=True)
class LookLine:
    """One account with who looks at it, the last look, and the day the next is due."""

    account: Account
    platform: str
    looker: Person | None
    last: Look | None
    last_by: str
    due: date
    may_look: bool


@dataclass(frozen=True, slots=True)
class PastLook:
    """A look as it is listed, with who looked; taken back or not."""

    look: Look
    by: str


@dataclass(frozen=True, slots=True)
class LooksView:
    """Every account that is looked at, what the policy says of it, and who can be chosen to look."""

    lines: tuple[LookLine, ...]
    clause: str
    asked: bool
    may_choose: bool
    may_print: bool
    people: tuple[Person, ...]

    def waiting(self, today: date) -> int:
        """How many looks are due by today."""
        return len([line for line in self.lines if line.due <= today])


class LookService:
    """Deeds and views of the weekly look."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> LooksView:
        """The accounts that the person signed in sees, those longest without a look first."""
        session = self._session
        with session.reading() as uow:
            profile, people = session.profile(uow), {p.id: p for p in uow.people.all()}
            platforms = {p.id: p.name for p in uow.platforms.all()}
            looks, mine = last_looks(uow.looks.all()), _mine(session, uow)
            seen = [a for a in uow.accounts.all() if is_looked_at(a) and (mine is None or a.id in mine)]
            may_look = mine is not None or session.allows(uow, Action.LOOK_AT_ACCOUNTS)
            may_print = session.allows(uow, Action.LOOK_AT_ACCOUNTS)
            may_choose = session.allows(uow, Action.EDIT_ACCOUNTS)
        lines = [_line(a, looks.get(a.id), people, platforms, session.today, may_look) for a in seen]
        return LooksView(
            tuple(sorted(lines, key=lambda x: (x.due, x.account.name.casefold()))),
            clause_words(profile, Subject.WEEKLY_LOOK),
            profile.rules.weekly_look,
            may_choose,
            may_print,
            tuple(p for p in people.values() if p.merged_into is None and p.here_on(session.today))
            if may_choose
            else (),
        )

    def past(self, account_id: UUID) -> tuple[PastLook, ...]:
        """Every look at one account, the newest first."""
        with self._session.reading() as uow:
            _demand_sight(self._session, uow, account_id, Action.SEE_ALL_ACCOUNTS)
            names = {p.id: p.short_name for p in uow.people.all()}
            looks = [look for look in uow.looks.all() if look.account_id == account_id]
        looks.sort(key=lambda x: (x.on, x.recorded_at), reverse=True)
        return tuple(PastLook(look, names.get(look.person_id, "–")) for look in looks)

    def looked(
        self, account_id: UUID, result: LookResult = LookResult.NOTHING, note: str = "", on: date | None = None
    ) -> Look:
        """Record a look by the person signed in. Raises FieldError, NotAllowedError, RuleError."""
        session = self._session
        with session.work() as work:
            _demand_sight(session, work.uow, account_id, Action.LOOK_AT_ACCOUNTS)
            account = work.uow.accounts.get(account_id)
            if not is_looked_at(account):
                raise RuleError(
                    tr("{account} is not in use, so nobody looks at it. Nothing was saved.", account=account.name)
                )
            look = Look(
                uuid4(),
                account.school_id,
                account.id,
                session.person_id,
                on or session.today,
                session.clock.now(),
                result,
                note,
            )
            kept = work.uow.looks.add(check_look(look, session.today))
            work.did(Did.ACCOUNT_LOOKED_AT, Noun.HOUSE, subject_kind="look", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def take_back(self, look_id: UUID) -> Look:
        """Mark a look as entered by mistake; only who entered it, or who looks after the accounts."""
        session = self._session
        with session.work() as work:
            before = work.uow.looks.get(look_id)
            if before.person_id != session.person_id:
                session.demand(work.uow, Action.EDIT_ACCOUNTS)
            if before.withdrawn_at is not None:
                raise RuleError(tr("This look was taken back already. Nothing was changed."))
            kept = work.uow.looks.save(replace(before, withdrawn_at=session.clock.now()))
            work.did(Did.LOOK_WITHDRAWN, Noun.HOUSE, subject_kind="look", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def choose_looker(self, account_id: UUID, person_id: UUID | None) -> Account:
        """Name who looks at an account each week; None for whoever looks after it."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.EDIT_ACCOUNTS)
            if person_id is not None and work.uow.people.get(person_id).left_by(session.today):
                raise RuleError(tr("This person is no longer here. Choose somebody else; nothing was changed."))
            kept = work.uow.accounts.save(replace(work.uow.accounts.get(account_id), looker_id=person_id))
            work.did(
                Did.ACCOUNT_CHANGED, Noun.ACCOUNTS, Noun.HOUSE, subject_kind="account", subject_id=kept.id, record=kept
            )
            work.done()
        return kept


def _mine(session: Session, uow: UnitOfWork) -> frozenset[UUID] | None:
    """The accounts somebody sees who does not see them all: those they hold, look after or look at; None for all."""
    if session.allows(uow, Action.SEE_ALL_ACCOUNTS):
        return None
    me, today = session.person_id, session.today
    held = {a.account_id for a in uow.access.of_person(me) if a.live_on(today)}
    return frozenset(held | {a.id for a in uow.accounts.all() if me in (a.owner_id, a.looker_id)})


def _demand_sight(session: Session, uow: UnitOfWork, account_id: UUID, action: Action) -> None:
    """Whose account it is may do it; for the others it needs `action`."""
    mine = _mine(session, uow)
    if mine is None:
        session.demand(uow, action)
    elif account_id not in mine:
        raise NotAllowedError(
            tr("This account is not one of yours. Nothing was changed. Ask the computing coordinator.")
        )


def _line(
    account: Account,
    last: Look | None,
    people: dict[UUID, Person],
    platforms: dict[str, str],
    today: date,
    may_look: bool,
) -> LookLine:
    who, by = looker(account), people.get(last.person_id) if last else None
    return LookLine(
        account,
        platforms.get(account.platform_id, account.platform_id),
        people.get(who) if who else None,
        last,
        by.short_name if by else "",
        look_due(last, today),
        may_look,
    )
