"""Backup codes: how many lie in what is kept, which are used, and what may be ticked off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .accounts import CodeUse, SecretField, SecretVersion
from .errors import FieldError, RuleError
from .wording import day_text, ntr, tr

FEW_CODES = 3
"""With fewer left a new list is asked for: platforms give eight to ten, and one bad day can take two."""


@dataclass(frozen=True, slots=True)
class CodesLeft:
    """How many of the codes that are kept are not used yet."""

    left: int
    kept: int

    @property
    def few(self) -> bool:
        """Whether it is time for a new list."""
        return self.left < FEW_CODES

    @property
    def words(self) -> str:
        """`7 of 10 left`."""
        return tr("{left} of {kept} left", left=self.left, kept=self.kept)


def codes_in(text: str) -> tuple[str, ...]:
    """The codes as they were typed or pasted, one to a line; empty lines do not count."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def uses_of(version: SecretVersion, uses: Iterable[CodeUse]) -> dict[int, CodeUse]:
    """The used codes of the list that `version` holds, by place; those of earlier lists do not count."""
    return {u.position: u for u in uses if u.account_id == version.account_id and u.since == version.codes_since}


def codes_left(version: SecretVersion | None, uses: Iterable[CodeUse]) -> CodesLeft | None:
    """How many are left; None where no codes are kept, or nobody has counted them yet."""
    if version is None or SecretField.BACKUP_CODES not in version.fields or version.codes_count is None:
        return None
    used = [place for place in uses_of(version, uses) if place <= version.codes_count]
    return CodesLeft(version.codes_count - len(used), version.codes_count)


def check_tick(version: SecretVersion, uses: Iterable[CodeUse], position: int, used_on: date, today: date) -> None:
    """Refuse a tick for a code that is not there, was used before, or on a day that is still to come."""
    if not 1 <= position <= (version.codes_count or 0):
        raise RuleError(tr("The list holds no such code any more. Nothing was ticked. Open the codes again."))
    before = uses_of(version, uses).get(position)
    if before is not None:
        raise RuleError(
            tr("That code was ticked off on {day} already. Nothing was changed.", day=day_text(before.used_on))
        )
    if used_on > today:
        raise FieldError("used_on", tr("That day lies ahead. Enter the day on which the code was used."))


def few_words(left: CodesLeft) -> str:
    """What is said where few are left."""
    if not left.left:
        return tr("No backup code is left")
    return ntr("{count} backup code left", "{count} backup codes left", left.left)
