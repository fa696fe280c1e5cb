"""The columns of the register: who, policy and training, one for each account, and when it was last reviewed."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from uuid import UUID

from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.services.matrix import Matrix, MatrixRow
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

from .words import (
    cell_hint,
    cell_icon,
    cell_levels,
    cell_spoken,
    cell_state,
    cell_words,
    readiness_more,
    readiness_state,
    readiness_words,
)

PERSON, READINESS, REVIEWED = "person", "policy-and-training", "reviewed"


def account_of(key: str) -> UUID | None:
    """The account whose column has this key; None for the other columns."""
    return None if key in ("", PERSON, READINESS, REVIEWED) else UUID(key)


def register_columns(matrix: Matrix, shown: Collection[str]) -> tuple[Column[MatrixRow], ...]:
    """The columns, with those accounts of the matrix whose ids are `shown`."""
    accounts = [(at, account) for at, account in enumerate(matrix.accounts) if str(account.id) in shown]
    return (_person(), _readiness(), *(_account(at, str(a.id), a.name) for at, a in accounts), _reviewed())


def _person() -> Column[MatrixRow]:
    return Column(
        PERSON,
        tr("Person"),
        lambda row: row.person.name,
        sort=lambda row: row.person.sort_name.casefold(),
        detail=lambda row: row.job,
        hint=lambda row: tr("{person}, {job}", person=row.person.name, job=row.job) if row.job else row.person.name,
        bold=True,
        width=144,
    )


def _readiness() -> Column[MatrixRow]:
    return Column(
        READINESS,
        tr("Policy and training"),
        lambda row: readiness_words(row.readiness),
        state=lambda row: readiness_state(row.readiness),
        detail=lambda row: readiness_more(row.readiness),
        hint=lambda row: row.readiness.words if row.readiness is not None else "",
        width=147,
    )


def _reviewed() -> Column[MatrixRow]:
    return Column(
        REVIEWED, tr("Reviewed"), lambda row: day_text(row.reviewed_on), sort=lambda row: row.reviewed_on, width=100
    )


def _account(at: int, key: str, name: str) -> Column[MatrixRow]:
    return Column(
        key,
        name,
        partial(_text, at),
        state=partial(_state, at),
        icon=partial(_icon, at),
        detail=partial(_levels, at),
        centred=True,
        hint=partial(_hint, at),
        spoken=partial(_spoken, at, name),
    )


def _text(at: int, row: MatrixRow) -> str:
    return cell_words(row.cells[at])


def _state(at: int, row: MatrixRow) -> State | None:
    return cell_state(row.cells[at])


def _icon(at: int, row: MatrixRow) -> str:
    return cell_icon(row.cells[at])


def _levels(at: int, row: MatrixRow) -> str:
    return cell_levels(row.cells[at])


def _hint(at: int, row: MatrixRow) -> str:
    return cell_hint(row.cells[at])


def _spoken(at: int, account: str, row: MatrixRow) -> str:
    return cell_spoken(row.person.short_name, account, row.cells[at])
