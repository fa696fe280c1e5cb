"""What the register shows: the matrix of people and accounts, one cell in full, and what an end would mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from schoolsm_desktop.domain.access import Access, ChangeNeed, Knowing
from schoolsm_desktop.domain.accounts import Account, Platform
from schoolsm_desktop.domain.people import Person

from .register import RegisterFacts


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a person and an account meet: the live accesses, those that ended, and whether a change is needed."""

    live: tuple[Access, ...]
    ended: tuple[Access, ...]
    keyholder: bool
    must_change: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person of the register with a cell for every account, in the matrix's order."""

    person: Person
    job: str
    is_here: bool
    has_sign_in: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The register: people down, accounts across."""

    accounts: tuple[Account, ...]
    platforms: tuple[Platform, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What the pane beside the matrix shows of one cell."""

    person: Person
    account: Account
    platform: Platform
    cell: Cell
    names: dict[UUID, str]
    openings: tuple[Knowing, ...]
    knows_current: bool
    end_reasons_shown: bool
    may_give: bool
    may_end: bool


def cell_of(facts: RegisterFacts, person_id: UUID, account_id: UUID, *, sees_reasons: bool) -> Cell:
    """One cell of the register. Why an access ended stands in it for those who may read that (PRACTICE 14)."""
    mine = [a for a in facts.accesses if a.person_id == person_id and a.account_id == account_id]
    left = facts.people[person_id].left_by(facts.today)
    live = (
        ()
        if left
        else tuple(a for a in mine if a.live_on(facts.today) or (not a.over_by(facts.today) and a.paused_at is None))
    )
    due = facts.due.get(account_id)
    return Cell(
        live=tuple(sorted(live, key=lambda a: a.kind.value)),
        ended=tuple(
            a if sees_reasons or a.end_reason_shown else replace(a, end_reason="") for a in mine if a not in live
        ),
        keyholder=person_id in facts.keyholders and not left,
        must_change=due is not None and due.need is ChangeNeed.MUST and person_id in due.people,
    )
