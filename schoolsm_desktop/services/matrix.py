"""What the register shows: the matrix of people and accounts, and one cell of it in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.access import Access, ChangeNeed, Knowing, current_version, knowers
from schoolsm_desktop.domain.accounts import Account, Platform
from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.people import ENDS_ON_A_DAY, Person
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.requests import AccessRequest, RequestState
from schoolsm_desktop.domain.reviews import Verdict
from schoolsm_desktop.domain.wording import day_text, short_day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .checklist_views import quiet_leavers
from .conditions import read_readiness
from .register import RegisterFacts, read_register
from .session import Session

WAITING = (RequestState.ASKED, RequestState.AUTHORISED)
"""Requests that nothing has come of yet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a person and an account meet: the live accesses, those that ended, what is asked for, and what is needed."""

    live: tuple[Access, ...]
    ended: tuple[Access, ...]
    keyholder: bool
    must_change: bool
    waiting: AccessRequest | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the two have nothing to do with each other."""
        return not (self.live or self.ended or self.keyholder or self.must_change or self.waiting)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person of the register with a cell for every account, in the matrix's order."""

    person: Person
    job: str
    is_here: bool
    has_sign_in: bool
    cells: tuple[Cell, ...]
    readiness: Readiness | None = None
    """Policy and training; None for somebody who is not here any more."""
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The register: people down, accounts across."""

    accounts: tuple[Account, ...]
    platforms: tuple[Platform, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the last termly review that was signed off decided of an access, and when it was decided."""

    on: date
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What the pane beside the matrix shows of one cell."""

    person: Person
    account: Account
    platform: Platform
    cell: Cell
    names: Mapping[UUID, str]
    openings: tuple[Knowing, ...]
    knows_current: bool
    end_reasons_shown: bool
    may_give: bool
    may_end: bool
    readiness: Readiness
    reviewed: Mapping[UUID, Reviewed] = field(default_factory=dict)
    """By access, for those that a review has decided on."""
    may_see_history: bool = False


def read_matrix(session: Session, uow: UnitOfWork) -> Matrix:
    """The register. Somebody who may not see all of it sees their own row, over the accounts in it."""
    facts, duties = read_register(session, uow), session.duties(uow)
    sees_all, sees_reasons = allows(duties, Action.SEE_REGISTER), allows(duties, Action.SEE_END_REASONS)
    waiting = {(r.person_id, r.account_id): r for r in uow.requests.all() if r.state in WAITING}
    mine = session.person_id
    own = {a.account_id for a in facts.accesses if a.person_id == mine}
    own |= {account for person, account in waiting if person == mine}
    accounts = _in_order(a for a in facts.accounts.values() if a.is_live and (sees_all or a.id in own))
    people = [p for p in facts.people.values() if sees_all or p.id == mine]
    met, reviewed = read_readiness(session, uow, people), _reviewed_people(uow)
    pairs, quiet = _by_pair(facts.accesses), quiet_leavers(session, uow)
    signed, rows = session.with_sign_in(), []
    for person in people:
        cells = tuple(
            _cell(facts, person, a.id, pairs.get((person.id, a.id), ()), waiting, sees_reasons=sees_reasons)
            for a in accounts
        )
        if all(cell.is_empty for cell in cells):
            continue
        here = not person.left_by(facts.today)
        told = replace(person, ends=None) if here and person.id in quiet else person
        job = _job(told, facts.today, sees_reasons=sees_reasons)
        readiness = met.get(person.id) if here else None
        rows.append(MatrixRow(person, job, here, person.id in signed, cells, readiness, reviewed.get(person.id)))
    rows.sort(key=lambda r: (not r.is_here, not any(c.keyholder for c in r.cells), r.person.sort_name.casefold()))
    return Matrix(accounts, tuple(_platform(facts, a) for a in accounts), tuple(rows))


def read_cell(session: Session, uow: UnitOfWork, person_id: UUID, account_id: UUID) -> CellFacts:
    """What is known of one person at one account; who may ask was demanded before."""
    facts, duties = read_register(session, uow), session.duties(uow)
    sees_reasons = allows(duties, Action.SEE_END_REASONS)
    account, person = facts.accounts[account_id], facts.people[person_id]
    version = current_version(facts.versions, account_id)
    known = knowers(version, facts.versions, facts.knowings) if version else {}
    waiting = {(r.person_id, r.account_id): r for r in uow.requests.all() if r.state in WAITING}
    mine = [a for a in facts.accesses if a.person_id == person_id and a.account_id == account_id]
    cell = _cell(facts, person, account_id, mine, waiting, sees_reasons=sees_reasons)
    openings = [k for k in facts.knowings if k.person_id == person_id and k.account_id == account_id]
    return CellFacts(
        person=person,
        account=account,
        platform=_platform(facts, account),
        cell=cell,
        names={p: facts.people[p].short_name for p in _named_in(cell) if p in facts.people},
        openings=tuple(sorted(openings, key=lambda k: k.at, reverse=True)),
        knows_current=person_id in known,
        end_reasons_shown=sees_reasons,
        may_give=allows(duties, Action.GIVE_ACCESS),
        may_end=allows(duties, Action.END_ACCESS),
        readiness=read_readiness(session, uow, [person])[person_id],
        reviewed=_reviewed_accesses(uow, {a.id for a in mine}),
        may_see_history=person_id == session.person_id or allows(duties, Action.SEE_REGISTER),
    )


def _cell(
    facts: RegisterFacts,
    person: Person,
    account_id: UUID,
    mine: Sequence[Access],
    waiting: Mapping[tuple[UUID, UUID], AccessRequest],
    *,
    sees_reasons: bool,
) -> Cell:
    """One cell of the register. Why an access ended stands in it for those who may read that (PRACTICE 14)."""
    left = person.left_by(facts.today)
    live = () if left else tuple(a for a in mine if _shows_as_live(a, facts.today))
    due = facts.due.get(account_id)
    return Cell(
        live=tuple(sorted(live, key=lambda a: a.kind.value)),
        ended=tuple(
            a if sees_reasons or a.end_reason_shown else replace(a, end_reason="") for a in mine if a not in live
        ),
        keyholder=person.id in facts.keyholders and not left,
        must_change=due is not None and due.need is ChangeNeed.MUST and person.id in due.people,
        waiting=waiting.get((person.id, account_id)),
    )


def _shows_as_live(access: Access, today: date) -> bool:
    return access.live_on(today) or (not access.over_by(today) and access.paused_at is None)


def _by_pair(accesses: Sequence[Access]) -> dict[tuple[UUID, UUID], list[Access]]:
    found: dict[tuple[UUID, UUID], list[Access]] = {}
    for access in accesses:
        found.setdefault((access.person_id, access.account_id), []).append(access)
    return found


def _in_order(accounts: Iterable[Account]) -> tuple[Account, ...]:
    return tuple(sorted(accounts, key=lambda a: a.name.casefold()))


def _platform(facts: RegisterFacts, account: Account) -> Platform:
    return facts.platforms.get(account.platform_id) or Platform(account.platform_id, tr("Other platform"))


def _job(person: Person, today: date, *, sees_reasons: bool) -> str:
    """The job; with the last day where it belongs to the contract, or for whoever may read that somebody leaves."""
    if person.ends is None or not (sees_reasons or (person.contract in ENDS_ON_A_DAY and not person.left_by(today))):
        return person.job_title
    if person.left_by(today):
        return tr("Left {day}", day=day_text(person.ends))
    if not person.job_title:
        return tr("to {day}", day=short_day_text(person.ends))
    return tr("{job}, to {day}", job=person.job_title, day=short_day_text(person.ends))


def _reviewed_people(uow: UnitOfWork) -> dict[UUID, date]:
    """The day on which somebody's access was last decided on in a review that was signed off."""
    signed = {r.id for r in uow.reviews.all() if r.signed_off_at is not None}
    found: dict[UUID, date] = {}
    for line in uow.reviews.lines.all() if signed else ():
        if line.review_id in signed and line.decided_at is not None:
            day = line.decided_at.astimezone().date()
            found[line.person_id] = max(day, found.get(line.person_id, day))
    return found


def _reviewed_accesses(uow: UnitOfWork, access_ids: set[UUID]) -> dict[UUID, Reviewed]:
    signed = {r.id for r in uow.reviews.all() if r.signed_off_at is not None}
    found: dict[UUID, Reviewed] = {}
    for line in uow.reviews.lines.all() if signed and access_ids else ():
        if line.access_id in access_ids and line.review_id in signed and line.verdict and line.decided_at:
            day = line.decided_at.astimezone().date()
            if line.access_id not in found or found[line.access_id].on <= day:
                found[line.access_id] = Reviewed(day, line.verdict)
    return found


def _named_in(cell: Cell) -> set[UUID]:
    """Who asked for, authorised, gave or ended something in a cell."""
    accesses = (*cell.live, *cell.ended)
    found = {p for a in accesses for p in (a.authorised_by, a.given_by, a.ended_by) if p is not None}
    if cell.waiting is not None:
        found |= {p for p in (cell.waiting.asked_by, cell.waiting.decided_by) if p is not None}
    return found
