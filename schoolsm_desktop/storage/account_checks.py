"""The termly checks of accounts."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.account_check import AccountCheck, CheckQuestion
from schoolsm_desktop.domain.accounts import Known

from .base import Base, table_of
from .repository import RecordMap, RevisedRepository, Values


class AccountCheckRow(Base):
    """One account checked in one term; the answers are JSON."""

    __tablename__ = "account_checks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"), index=True
    )
    term: Mapped[str]
    checked_by: Mapped[UUID]
    checked_at: Mapped[datetime]
    answers_json: Mapped[str]
    note: Mapped[str]
    revision: Mapped[int]


_TABLE = table_of(AccountCheckRow)
_PLAIN = tuple(f.name for f in fields(AccountCheck) if f.name != "answers")


def _check(answers: str, *cells: Any) -> AccountCheck:
    said = {CheckQuestion(asked): Known(answer) for asked, answer in json.loads(answers).items()}
    return AccountCheck(**dict(zip(_PLAIN, cells, strict=True)), answers=said)


def _values(check: AccountCheck) -> Values:
    values: Values = {name: getattr(check, name) for name in _PLAIN}
    values["answers_json"] = json.dumps({asked.value: answer.value for asked, answer in check.answers.items()})
    return values


_CHECKS = RecordMap(_TABLE, (_TABLE.c.answers_json, *(_TABLE.c[name] for name in _PLAIN)), _check, _values)


class AccountChecks(RevisedRepository[AccountCheck]):
    """Every check of every account."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _CHECKS)

    def of_account(self, account_id: UUID) -> tuple[AccountCheck, ...]:
        """The checks of one account, oldest first."""
        return self._read(_TABLE.c.account_id == account_id, order=(_TABLE.c.checked_at, _TABLE.c.id))
