"""Whether rules hold only what they may: the same limits that a policy file is read with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, is_dataclass
from typing import Any

from . import rule_limits
from .errors import FieldError
from .rules import Rules
from .wording import tr


def check_rules(rules: Rules, clause_ids: Collection[str]) -> Rules:
    """The rules; raises FieldError naming the setting that is out of range, empty, or rests on a clause of no policy."""
    for part in fields(rules):
        value = getattr(rules, part.name)
        if is_dataclass(value):
            for inside in fields(value):
                _check(f"{part.name}.{inside.name}", inside.name, getattr(value, inside.name), "")
        elif isinstance(value, tuple) and any(is_dataclass(line) for line in value):
            _check_lines(part.name, value, clause_ids)
        else:
            _check(part.name, part.name, value, "")
    return rules


def _check_lines(setting: str, lines: tuple[Any, ...], clause_ids: Collection[str]) -> None:
    if len(lines) > rule_limits.MOST_LINES:
        raise FieldError(
            setting, tr("More than {most} lines are not kept. Nothing was saved yet.", most=rule_limits.MOST_LINES)
        )
    for number, line in enumerate(lines, start=1):
        where = tr("Line {number}: ", number=number)
        for part in fields(line):
            _check(setting, part.name, getattr(line, part.name), where)
        if line.clause and line.clause not in clause_ids:
            raise FieldError(setting, where + tr("your policy has no such clause. Nothing was saved yet."))
    for name in rule_limits.KEY_FIELDS:
        keys = [getattr(line, name) for line in lines if hasattr(line, name)]
        if rule_limits.repeated(keys):
            raise FieldError(setting, tr("Two lines are the same. Nothing was saved yet."))


def _check(setting: str, name: str, value: Any, where: str) -> None:
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        _check_number(setting, rule_limits.NUMBERS[name], value, where)
    elif isinstance(value, tuple):
        _check_list(setting, name, value, where)
    elif name in rule_limits.LENGTHS:
        _check_text(setting, name, value, where)


def _check_number(setting: str, allowed: range, value: int, where: str) -> None:
    if value not in allowed:
        raise FieldError(
            setting,
            where
            + tr(
                "A whole number from {low} to {high} is needed. Nothing was saved yet.",
                low=allowed[0],
                high=allowed[-1],
            ),
        )


def _check_list(setting: str, name: str, values: tuple[Any, ...], where: str) -> None:
    if not values and name in rule_limits.MUST_LIST:
        raise FieldError(setting, where + tr("Tick at least one. Nothing was saved yet."))
    if len(values) > rule_limits.MOST_LISTED:
        raise FieldError(
            setting, where + tr("More than {most} are not kept. Nothing was saved yet.", most=rule_limits.MOST_LISTED)
        )
    if rule_limits.repeated(values):
        raise FieldError(setting, where + tr("The same thing stands here twice. Nothing was saved yet."))
    for value in values:
        if name in rule_limits.LENGTHS:
            _check_text(setting, name, value, where)


def _check_text(setting: str, name: str, value: str, where: str) -> None:
    longest = rule_limits.LENGTHS[name]
    if not value.strip() and name not in rule_limits.MAY_BE_EMPTY:
        raise FieldError(setting, where + tr("A word or two is needed here. Nothing was saved yet."))
    if len(value) > longest:
        raise FieldError(
            setting, where + tr("At most {longest} characters are kept. Nothing was saved yet.", longest=longest)
        )
    if name in rule_limits.KEY_FIELDS and not rule_limits.KEY.fullmatch(value):
        raise FieldError(setting, where + tr("This name is not one the program can keep. Nothing was saved yet."))
