"""Health, backup codes, recovery tried, other logins, closing, and who looks after what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import current_version
from schoolsm_desktop.domain.account_health import Concern, Finding, HealthFacts, Weight, health
from schoolsm_desktop.domain.accounts import (
    Account,
    CodeUse,
    FormerLogin,
    Platform,
    SecretField,
    SecretOrigin,
    check_account,
)
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.backup_codes import check_tick, codes_in, uses_of
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind
from schoolsm_desktop.domain.closing import check_closing, closing_lines
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError
from schoolsm_desktop.domain.logins import NewLogin, after_handing_on, check_handing_on
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.recovery import RecoveryWay, tried
from schoolsm_desktop.domain.wording import tr

from .accounts import account_line
from .changes import Noun
from .checklists import start_list
from .closing import closing_of
from .errors import NothingKeptError
from .register import read_register
from .secrets import SecretService, keep_secrets, register_readers
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One finding as it is listed."""

    finding: Finding
    account: Account
    platform: Platform
    owner: Person | None
    """Nobody where the person is no longer here."""
    may_begin: bool
    """Whether the person signed in may do what it asks for."""


@dataclass(frozen=True, slots=True)
class HealthView:
    """Every finding, how often each concern was found, and how many accounts have none."""

    lines: tuple[HealthLine, ...]
    counts: Mapping[Concern, int]
    well: int
    accounts: int

    @property
    def urgent(self) -> int:
        """How many findings must be done rather than should."""
        return sum(line.finding.weight is Weight.MUST for line in self.lines)


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One backup code, and where it was used the use and by whom."""

    position: int
    code: str
    use: CodeUse | None
    used_by: Person | None


@dataclass(frozen=True, slots=True)
class OwnerGone:
    """Somebody who looks after accounts, as the list of owners offers them."""

    person: Person | None
    is_here: bool
    accounts: tuple[Account, ...]


class AccountCareService:
    """What keeps an account in good health, and what happens to it over the years."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- health

    def health(self) -> HealthView:
        """What is wrong with the school's accounts, the weightiest first."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SEE_REGISTER)
            register = read_register(session, uow)
            powers = session.duties(uow)
            facts = HealthFacts(
                today=register.today,
                profile=register.profile,
                accounts=tuple(register.accounts.values()),
                people=register.people,
                platforms=register.platforms,
                versions=register.versions,
                accesses=register.accesses,
                knowings=register.knowings,
                due=register.due,
                terms=uow.terms.all(),
                code_uses=uow.code_uses.all(),
                checks=uow.account_checks.all(),
            )
        found = health(facts)
        lines = {a.id: account_line(register, a, session.person_id) for a in facts.accounts}

        def shown(finding: Finding) -> HealthLine:
            line = lines[finding.account_id]
            owner = line.owner if line.owner_is_here else None
            reads = session.person_id in register.readers(finding.account_id)
            may = (
                reads
                if finding.concern in READERS_DO
                else allows(powers, NEEDS.get(finding.concern, Action.EDIT_ACCOUNTS))
            )
            return HealthLine(finding, line.account, line.platform, owner, may)

        live = [a for a in facts.accounts if a.is_live]
        ill = {f.account_id for f in found}
        counts = {c: sum(f.concern is c for f in found) for c in Concern}
        return HealthView(
            tuple(shown(f) for f in found),
            {c: n for c, n in counts.items() if n},
            sum(a.id not in ill for a in live),
            len(live),
        )

    def seen_in_use(self, account_id: UUID) -> Account:
        """Somebody has seen the account in use today. Whoever posts there or looks after it may say so."""
        with self._session.work() as work:
            register = read_register(self._session, work.uow)
            account = register.accounts[account_id]
            if not account_line(register, account, self._session.person_id).mine:
                self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            kept = _save(work, replace(account, last_used_on=self._session.today), seen="today")
            work.done()
        return kept

    # --- backup codes

    def backup_codes(self, account_id: UUID, reason: str = "") -> tuple[CodeLine, ...]:
        """The codes, one to a line, with those that were used. The opening is recorded. Raises as `SecretService.open`."""
        text = SecretService(self._session).open(account_id, SecretField.BACKUP_CODES, reason)
        codes = codes_in(text)
        with self._session.work() as work:
            version = current_version(work.uow.secrets.versions(account_id), account_id)
            if version is None:
                raise NothingKeptError(tr("No secrets are kept for this account yet."))
            if version.codes_count is None:  # kept before codes were counted
                work.uow.secrets.save_version(replace(version, codes_count=len(codes)))
                work.nouns.add(Noun.SECRETS)
            used = uses_of(version, work.uow.code_uses.of_account(account_id))
            people = {p.id: p for p in work.uow.people.all()}
            work.done()
        return tuple(_code_line(place, code, used, people) for place, code in enumerate(codes, start=1))

    def tick_code(self, account_id: UUID, position: int, used_on: date) -> CodeUse:
        """A backup code was used, by the person signed in; the tick is signed and stays. Raises RuleError or FieldError."""
        with self._session.work() as work:
            if self._session.person_id not in register_readers(work, account_id):
                raise NotAllowedError(tr("Only whom the register gives this account’s secrets ticks off its codes."))
            version = current_version(work.uow.secrets.versions(account_id), account_id)
            if version is None:
                raise NothingKeptError(tr("No secrets are kept for this account yet."))
            check_tick(version, work.uow.code_uses.of_account(account_id), position, used_on, self._session.today)
            use = CodeUse(uuid4(), account_id, version.codes_since, position, used_on, self._session.person_id)
            work.uow.code_uses.add(use)
            work.did(
                Did.CODE_TICKED,
                Noun.SECRETS,
                subject_kind="account",
                subject_id=account_id,
                record=use,
                position=str(position),
            )
            work.done()
        return use

    # --- recovery

    def tried(self, account_id: UUID, way: RecoveryWay, on: date, *, worked: bool, what_happened: str = "") -> Account:
        """A way back in was tried on that day. Where it did not work, it counts as not tried, and the note says so."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            if on > self._session.today:
                raise FieldError("on", tr("That day lies ahead. Enter the day on which it was tried."))
            if not worked and not what_happened.strip():
                raise FieldError("what_happened", tr("Write what happened, so that somebody can put it right."))
            before = work.uow.accounts.get(account_id)
            after = tried(before, way, on, worked=worked, what_happened=what_happened.strip())
            kept = _save(work, after, tried=way.value, worked="yes" if worked else "no")
            work.done()
        return kept

    # --- another login

    def hand_to_login(self, account_id: UUID, login: NewLogin) -> Account:
        """The account is entered with another login from now on; the former one is kept as history.

        A password that is kept here, codes and seed belong to the former login: the new password takes its place, or
        none is kept. Raises FieldError, NotOnRegisterError.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            before = work.uow.accounts.get(account_id)
            check_handing_on(before, login, self._session.today)
            former = self._former(before, login)
            work.uow.former_logins.add(former)
            work.did(Did.LOGIN_HANDED_ON, Noun.ACCOUNTS, subject_kind="account", subject_id=account_id, record=former)
            owner_required = self._session.profile(work.uow).owner_required
            kept = _save(work, check_account(after_handing_on(before, login), owner_required=owner_required))
            version = current_version(work.uow.secrets.versions(account_id), account_id)
            if login.password or (version is not None and version.fields):
                origin = SecretOrigin.TYPED if login.password else SecretOrigin.RESET_RECORDED
                gone = {SecretField.ONE_TIME_SEED: "", SecretField.BACKUP_CODES: ""}
                keep_secrets(work, kept, {SecretField.PASSWORD: login.password, **gone}, True, origin)
            work.done()
        return kept

    def _former(self, account: Account, login: NewLogin) -> FormerLogin:
        return FormerLogin(
            uuid4(),
            account.id,
            account.user_name,
            account.handle,
            account.address,
            login.since,
            self._session.person_id,
            self._session.clock.now(),
            login.reason.strip(),
        )

    # --- closing

    def begin_closing(self, account_id: UUID, day: date) -> Checklist:
        """Begin the list by which an account is closed until `day`. The account itself stays as it is until its lines are done."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            account = work.uow.accounts.get(account_id)
            if day < self._session.today:
                raise FieldError("day", tr("That day has passed. Enter the day by which it is to be closed."))
            check_closing(account, under_way=closing_of(work.uow, account_id) is not None)
            version = current_version(work.uow.secrets.versions(account_id), account_id)
            lines = closing_lines(account, day, has_secrets=version is not None and bool(version.fields))
            now = self._session.clock.now()
            begun = Checklist(
                uuid4(),
                account.school_id,
                ChecklistKind.CLOSES_ACCOUNT,
                day,
                self._session.person_id,
                now,
                account_id=account_id,
            )
            kept = start_list(work, begun, lines)
            work.done()
        return kept

    # --- who looks after what

    def owners(self) -> tuple[OwnerGone, ...]:
        """Everybody who looks after live accounts, nobody and those no longer here first."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.EDIT_ACCOUNTS)
            people = {p.id: p for p in uow.people.all()}
            live = [a for a in uow.accounts.all() if a.is_live]
        today, by_owner = self._session.today, dict[UUID | None, list[Account]]()
        for account in sorted(live, key=lambda a: a.name.casefold()):
            by_owner.setdefault(account.owner_id, []).append(account)
        found = [
            OwnerGone(person, person is not None and not person.left_by(today), tuple(accounts))
            for owner, accounts in by_owner.items()
            for person in (people.get(owner) if owner else None,)
        ]
        return tuple(sorted(found, key=lambda o: (o.is_here, o.person.sort_name.casefold() if o.person else "")))

    def new_owner(self, account_ids: Sequence[UUID], owner_id: UUID) -> int:
        """The same person looks after all these accounts from now on; how many there were. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            person = work.uow.people.find(owner_id)
            if person is None or person.left_by(self._session.today):
                raise FieldError("owner_id", tr("Choose somebody who works here now."))
            if not account_ids:
                raise FieldError("accounts", tr("Choose at least one account."))
            for account_id in account_ids:
                account = work.uow.accounts.get(account_id)
                deputy = None if account.deputy_owner_id == owner_id else account.deputy_owner_id
                _save(work, check_account(replace(account, owner_id=owner_id, deputy_owner_id=deputy)))
            work.done()
        return len(account_ids)


READERS_DO = frozenset({Concern.MUST_CHANGE, Concern.WEAK, Concern.USED_TWICE, Concern.TOO_OLD, Concern.FEW_CODES})
"""What only a reader of the account's secrets can put right."""
NEEDS = {Concern.NOBODY_HAS_ACCESS: Action.GIVE_ACCESS}


def _save(work: Work, account: Account, **details: str) -> Account:
    kept = work.uow.accounts.save(account)
    work.did(Did.ACCOUNT_CHANGED, Noun.ACCOUNTS, subject_kind="account", subject_id=kept.id, record=kept, **details)
    return kept


def _code_line(place: int, code: str, used: Mapping[int, CodeUse], people: Mapping[UUID, Person]) -> CodeLine:
    use = used.get(place)
    return CodeLine(place, code, use, people.get(use.used_by) if use else None)
