"""The school's accounts: add, change, authorise, pause, close; who looks after what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access, AccessKind, ChangeNeed, PasswordDue, current_version
from schoolsm_desktop.domain.account_health import last_use
from schoolsm_desktop.domain.accounts import (
    Account,
    AccountState,
    FormerLogin,
    Platform,
    SecretField,
    SecretVersion,
    SignInKind,
    check_account,
    check_move,
    missing_facts,
    platform_for,
)
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.backup_codes import CodesLeft, codes_left
from schoolsm_desktop.domain.checklists import Checklist
from schoolsm_desktop.domain.cover import could_authorise
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .closing import closing_of
from .register import RegisterFacts, read_register
from .schools import school_names
from .session import Session


class PasswordState(StrEnum):
    """What the list says of an account's password, worst first."""

    NEW_ONE_NEEDED = "new-one-needed"
    NEW_ONE_ADVISED = "new-one-advised"
    WEAK = "weak"
    USED_TWICE = "used-twice"
    KEPT = "kept"
    NOT_KEPT = "not-kept"
    NONE_NEEDED = "none-needed"


PASSWORD_WORDS: Mapping[PasswordState, str] = {
    PasswordState.NEW_ONE_NEEDED: "New password needed",
    PasswordState.NEW_ONE_ADVISED: "New password advised",
    PasswordState.WEAK: "Weak",
    PasswordState.USED_TWICE: "Used twice",
    PasswordState.KEPT: "Kept here",
    PasswordState.NOT_KEPT: "Not kept here",
    PasswordState.NONE_NEEDED: "Own logins",
}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One row of the accounts page."""

    account: Account
    platform: Platform
    owner: Person | None
    owner_is_here: bool
    password: PasswordState
    password_changed_on: date | None
    posting: int
    knowing: int
    missing: tuple[str, ...]
    mine: bool
    school: str = ""
    """Its school, where the records hold more than one."""


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Everything the pane beside the list shows; never a secret.

    Somebody who may not see the register finds their own access alone in `accesses`, and nobody in `due_people`: they
    read only that a new password is needed.
    `may_open` says that a secret kept here is sealed to the person, `may_keep` that they may put one here.
    """

    line: AccountLine
    deputy: Person | None
    authoriser: Person | None
    version: SecretVersion | None
    fields: frozenset[SecretField]
    due: PasswordDue | None
    due_people: tuple[Person, ...]
    may_open: bool
    may_keep: bool
    may_edit: bool
    may_authorise: bool
    may_waive: bool
    accesses: tuple[tuple[Access, Person], ...]
    former: tuple[FormerLogin, ...] = ()
    codes: CodesLeft | None = None
    last_use: date | None = None
    closing: Checklist | None = None


class AccountService:
    """Deeds and views of accounts. Everybody sees the accounts the register gives them; the table widens that."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def platforms(self) -> tuple[Platform, ...]:
        """The catalogue with the school's own additions, by name; dead services last."""
        with self._session.reading() as uow:
            found = uow.platforms.all()
        return tuple(sorted(found, key=lambda p: (p.closed_on is not None, p.id == "other", p.name.casefold())))

    def platform_for(self, address: str) -> Platform | None:
        """The platform an address belongs to, or None."""
        return platform_for(address, self.platforms())

    def lines(self) -> tuple[AccountLine, ...]:
        """Every account that the person signed in may see, the school's own first, by name."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            sees_all = allows(self._session.duties(uow), Action.SEE_ALL_ACCOUNTS)
            schools = school_names(uow.schools.all())
        lines = [
            replace(account_line(facts, a, self._session.person_id), school=schools.get(a.school_id, ""))
            for a in facts.accounts.values()
        ]
        seen = [line for line in lines if sees_all or line.mine]
        return tuple(
            sorted(seen, key=lambda x: (not x.account.is_live, not x.account.is_ours, x.account.name.casefold()))
        )

    def facts(self, account_id: UUID) -> AccountFacts:
        """What is known of one account. Raises NotAllowedError if the person may not see it."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            duties = self._session.duties(uow)
            line = account_line(facts, facts.accounts[account_id], self._session.person_id)
            if not line.mine:
                self._session.demand(uow, Action.SEE_ALL_ACCOUNTS)
            former, uses = uow.former_logins.of_account(account_id), uow.code_uses.of_account(account_id)
            checks, closing = uow.account_checks.of_account(account_id), closing_of(uow, account_id)
        account = line.account
        version = current_version(facts.versions, account_id)
        due = facts.due.get(account_id)
        mine = self._session.person_id
        sees_register = allows(duties, Action.SEE_REGISTER)
        return AccountFacts(
            line=line,
            deputy=facts.people.get(account.deputy_owner_id) if account.deputy_owner_id else None,
            authoriser=facts.people.get(account.authorised_by) if account.authorised_by else None,
            version=version,
            fields=version.fields if version else frozenset(),
            due=due if due is None or sees_register else replace(due, people=()),
            due_people=(
                tuple(facts.people[p] for p in due.people if p in facts.people) if due and sees_register else ()
            ),
            may_open=mine in facts.readers(account_id) and version is not None,
            may_keep=mine in facts.readers(account_id),
            may_edit=allows(duties, Action.EDIT_ACCOUNTS),
            may_authorise=allows(duties, Action.AUTHORISE_ACCOUNTS),
            may_waive=allows(duties, Action.WAIVE_CHANGE),
            accesses=tuple(
                (a, facts.people[a.person_id])
                for a in facts.accesses
                if a.account_id == account_id
                and (sees_register or a.person_id == mine)
                and a.live_on(facts.today)
                and not facts.people[a.person_id].left_by(facts.today)
            ),
            former=tuple(reversed(former)),
            codes=codes_left(version, uses),
            last_use=last_use(account, facts.versions, facts.knowings, checks),
            closing=closing,
        )

    def add(self, account: Account) -> Account:
        """Keep a new account (its id is made here). One that waits for the headteacher begins as proposed."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            owner_required = self._session.profile(work.uow).owner_required
            kept = check_account(replace(account, id=uuid4(), revision=1), owner_required=owner_required)
            work.uow.accounts.add(kept)
            work.did(Did.ACCOUNT_ADDED, Noun.ACCOUNTS, subject_kind="account", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def change(self, account: Account) -> Account:
        """Save changed facts. The state is not changed here; see `move`. Raises ChangedMeanwhileError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            before = work.uow.accounts.get(account.id)
            owner_required = self._session.profile(work.uow).owner_required
            tidy = replace(
                account, state=before.state, authorised_by=before.authorised_by, authorised_on=before.authorised_on
            )
            kept = work.uow.accounts.save(check_account(tidy, owner_required=owner_required))
            work.did(Did.ACCOUNT_CHANGED, Noun.ACCOUNTS, subject_kind="account", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def authorise(self, account_id: UUID, authorised_by: UUID, on: date) -> Account:
        """Record the headteacher's authorisation, given on screen or on paper with its day.

        An account that was in use before the program came stays in use (PRACTICE 23).
        """
        with self._session.work() as work:
            action = Action.AUTHORISE_ACCOUNTS if authorised_by == self._session.person_id else Action.EDIT_ACCOUNTS
            self._session.demand(work.uow, action)
            if not could_authorise(
                work.uow.duties.standing(self._session.today),
                work.uow.covers.all(),
                authorised_by,
                on,
                self._session.today,
            ):
                raise FieldError(
                    "authorised_by",
                    tr("Only the headteacher authorises, or a deputy on a day of cover. Choose who did."),
                )
            before = work.uow.accounts.get(account_id)
            stays = before.authorised_on is None and before.state in (AccountState.IN_USE, AccountState.SUSPENDED)
            if not stays:
                check_move(before, AccountState.AUTHORISED)
            state = before.state if stays else AccountState.AUTHORISED
            kept = work.uow.accounts.save(replace(before, state=state, authorised_by=authorised_by, authorised_on=on))
            work.did(
                Did.ACCOUNT_MOVED,
                Noun.ACCOUNTS,
                subject_kind="account",
                subject_id=kept.id,
                record=kept,
                to=kept.state.value,
            )
            work.done()
        return kept

    def move(self, account_id: UUID, to: AccountState) -> Account:
        """Take an account one step along its life. Raises RuleError with what is needed first."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            before = work.uow.accounts.get(account_id)
            check_move(before, to)
            closed_on = self._session.today if to is AccountState.CLOSED else None
            kept = work.uow.accounts.save(replace(before, state=to, closed_on=closed_on))
            work.did(
                Did.ACCOUNT_MOVED, Noun.ACCOUNTS, subject_kind="account", subject_id=kept.id, record=kept, to=to.value
            )
            work.done()
        return kept


def account_line(facts: RegisterFacts, account: Account, me: UUID) -> AccountLine:
    """The row of one account, for the list, Today's cards and the printed directory."""
    platform = facts.platforms.get(account.platform_id) or Platform(account.platform_id, tr("Other platform"))
    version = current_version(facts.versions, account.id)
    owner = facts.people.get(account.owner_id) if account.owner_id else None
    live = [
        a
        for a in facts.accesses
        if a.account_id == account.id and a.live_on(facts.today) and not facts.people[a.person_id].left_by(facts.today)
    ]
    changed = version.password_changed_at if version else None
    return AccountLine(
        account=account,
        platform=platform,
        owner=owner,
        owner_is_here=owner is not None and not owner.left_by(facts.today),
        password=_password_state(platform, version, facts.due.get(account.id)),
        password_changed_on=changed.astimezone().date() if changed else None,
        posting=len({a.person_id for a in live}),
        knowing=len({a.person_id for a in live if a.kind is AccessKind.KNOWS_PASSWORD}),
        missing=missing_facts(account),
        mine=any(a.person_id == me for a in live) or me in (account.owner_id, account.deputy_owner_id),
    )


def _password_state(platform: Platform, version: SecretVersion | None, due: PasswordDue | None) -> PasswordState:
    if due is not None:
        return PasswordState.NEW_ONE_NEEDED if due.need is ChangeNeed.MUST else PasswordState.NEW_ONE_ADVISED
    if version is None or SecretField.PASSWORD not in version.fields:
        none = platform.sign_in is SignInKind.OWN_LOGINS
        return PasswordState.NONE_NEEDED if none else PasswordState.NOT_KEPT
    if version.weak:
        return PasswordState.WEAK
    return PasswordState.USED_TWICE if version.used_twice else PasswordState.KEPT


def accounts_by_name(uow: UnitOfWork) -> Sequence[Account]:
    """Every account, by name."""
    return sorted(uow.accounts.all(), key=lambda a: a.name.casefold())
