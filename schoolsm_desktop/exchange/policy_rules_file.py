"""The rules of a policy file, read and written field by field as `domain.rules` declares them.

A key of the file is the field's name with hyphens. What a field may hold follows from its type and from
`domain.rule_limits`, so that a new rule is read, checked and written as soon as it is declared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from schoolsm_desktop.domain import rule_limits
from schoolsm_desktop.domain.rules import (
    Breach,
    EventRule,
    FirstStep,
    NamedAccount,
    Outcome,
    PostQuestion,
    PrivateUseRule,
    PupilContact,
    Route,
    Rules,
    TrainingNeed,
)
from schoolsm_desktop.domain.wording import tr

from .checked_toml import CheckedTable, quoted

Record = TypeVar("Record")

NESTED: Mapping[str, type] = {"pupils": PupilContact, "events": EventRule, "private_use": PrivateUseRule}
"""Fields of Rules that are a table of their own, `[rules.pupils]`."""
LISTS: Mapping[str, tuple[str, type]] = {
    "routes": ("route", Route),
    "first_steps": ("first-step", FirstStep),
    "breaches": ("breach", Breach),
    "outcomes": ("outcome", Outcome),
    "post_questions": ("post-question", PostQuestion),
    "training": ("training", TrainingNeed),
    "named_accounts": ("named-account", NamedAccount),
}
"""Fields of Rules that are lists of records, written `[[route]]` once for each."""


def read_rules(table: CheckedTable, clause_ids: Collection[str]) -> Rules:
    """The rules in the file's outermost table; what is left out is usual practice. Refuses at the line of the fault."""
    inside = table.table("rules")
    found = _fields(inside, Rules, skip={*NESTED, *LISTS})
    for name, kind in NESTED.items():
        found[name] = _record(inside.table(_key(name)), kind, clause_ids)
    inside.finish()
    for name, (heading, kind) in LISTS.items():
        found[name] = _records(table, heading, kind, clause_ids)
    return Rules(**found)


def _key(name: str) -> str:
    return name.replace("_", "-")


def _records(table: CheckedTable, heading: str, kind: type[Record], clause_ids: Collection[str]) -> tuple[Record, ...]:
    found: list[Record] = []
    keys: set[object] = set()
    for part in table.tables(heading, rule_limits.MOST_LINES):
        record = _record(part, kind, clause_ids)
        for name in rule_limits.KEY_FIELDS:
            key = getattr(record, name, None)
            if key is not None and key in keys:
                part.refuse(name, tr("“{key}” stands here a second time.", key=key))
            keys.add(key)
        found.append(record)
    return tuple(found)


def _record(table: CheckedTable, kind: type[Record], clause_ids: Collection[str]) -> Record:
    record = kind(**_fields(table, kind))
    clause = getattr(record, "clause", "")
    if clause and clause not in clause_ids:
        table.refuse(
            "clause", tr("there is no clause “{clause}” in this file. Add it below as [[clause]].", clause=clause)
        )
    table.finish()
    return record


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _fields(table: CheckedTable, kind: type, skip: Collection[str] = ()) -> dict[str, Any]:
    hints = _hints(kind)
    return {part.name: _value(table, part, hints[part.name]) for part in fields(kind) if part.name not in skip}


def _value(table: CheckedTable, part: Field[Any], hint: Any) -> Any:
    usual = None if part.default is MISSING else part.default
    key = _key(part.name)
    if hint is bool:
        return table.switch(key, bool(usual))
    if hint is int:
        return table.whole(key, rule_limits.NUMBERS[part.name], usual)
    if hint is str:
        return _text(table, part.name, usual)
    if get_origin(hint) is tuple:
        return _listed(table, part.name, get_args(hint)[0], usual)
    return table.word(key, hint, usual)


def _text(table: CheckedTable, name: str, usual: str | None) -> str:
    key = _key(name)
    text = table.text(key, rule_limits.LENGTHS[name], usual, may_be_empty=name in rule_limits.MAY_BE_EMPTY)
    _check_key(table, name, text)
    return text


def _check_key(table: CheckedTable, name: str, text: str) -> None:
    if name in rule_limits.KEY_FIELDS and not rule_limits.KEY.fullmatch(text):
        table.refuse(
            _key(name), tr("“{key}” is made of small letters, digits, full stops and hyphens.", key=_key(name))
        )


def _listed(table: CheckedTable, name: str, inside: Any, usual: tuple[Any, ...] | None) -> tuple[Any, ...]:
    key = _key(name)
    if key not in table and usual is not None:
        return usual
    found: tuple[Any, ...]
    if inside is str:
        found = table.texts(key, rule_limits.LENGTHS[name], rule_limits.MOST_LISTED)
        for text in found:
            _check_key(table, name, text)
    else:
        found = table.words(key, inside, rule_limits.MOST_LISTED)
    if rule_limits.repeated(found):
        table.refuse(key, tr("“{key}” names the same thing twice.", key=key))
    if not found and name in rule_limits.MUST_LIST:
        table.refuse(key, tr("“{key}” lists nothing. Name at least one.", key=key))
    return found


def rule_blocks(rules: Rules) -> Iterable[str]:
    """The rules as the tables of a file, with the words each may hold in a note above it."""
    yield _table("rules", rules, skip={*NESTED, *LISTS})
    for name in NESTED:
        yield _table(f"rules.{_key(name)}", getattr(rules, name))
    for name, (heading, _kind) in LISTS.items():
        for record in getattr(rules, name):
            yield _table(f"[{heading}]", record, notes=False)


def _table(heading: str, record: Any, skip: Collection[str] = (), *, notes: bool = True) -> str:
    lines = [f"[{heading}]"]
    kind: type = type(record)
    hints = _hints(kind)
    for part in fields(record):
        if part.name in skip:
            continue
        words = _words_of(hints[part.name])
        if notes and words:
            lines.append("# " + tr("Words:") + " " + ", ".join(quoted(word) for word in words))
        lines.append(f"{_key(part.name)} = {_written(getattr(record, part.name))}")
    return "\n".join(lines) + "\n"


def _words_of(hint: Any) -> list[str]:
    inside = get_args(hint)[0] if get_origin(hint) is tuple else hint
    return [word.value for word in inside] if issubclass(inside, StrEnum) else []


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_written(part) for part in value) + "]"
    return quoted(value)
