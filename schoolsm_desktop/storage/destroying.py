"""Taking records out for good: what goes along with each, what still points at one, and that nothing stays behind.

Everything else of this room only adds and changes. What belongs to a record is a table here, and what points at one is
asked of the tables themselves, so that a table that comes later is never forgotten: it blocks until somebody decides.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Select, Table, bindparam, delete, func, select

from .base import Base, Key, Pairs

BELONGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "pupils": (
        ("adults", "pupil_id"),
        ("photo_answers", "pupil_id"),
        ("holds", "pupil_id"),
        ("photo_forms", "pupil_id"),
        ("roll_changes", "pupil_id"),
    ),
    "posts": (("post_reviews", "post_id"), ("post_corrections", "post_id")),
    "removals": (("removal_tasks", "removal_id"),),
    "events": (("event_breaches", "event_id"), ("list_copies", "event_id")),
    "form_rounds": (("photo_forms", "round_id"),),
    "accounts": (
        ("secret_versions", "account_id"),
        ("knowings", "account_id"),
        ("account_checks", "account_id"),
        ("code_uses", "account_id"),
        ("former_logins", "account_id"),
        ("looks", "account_id"),
    ),
    "secret_versions": (
        ("sealed_fields", "version_id"),
        ("item_wraps", "version_id"),
        ("waivers", "version_id"),
        ("knowings", "version_id"),
    ),
    "accesses": (("access_requests", "access_id"),),
    "people": (
        ("duties", "person_id"),
        ("conditions_met", "person_id"),
        ("colleague_answers", "person_id"),
        ("devices", "person_id"),
        ("snoozes", "by"),
        ("drafts", "person_id"),
        ("preferences", "person_id"),
        ("people", "merged_into"),
    ),
    "reviews": (("review_lines", "review_id"),),
    "checklists": (("checklist_lines", "checklist_id"),),
}
"""What goes along with a row: the table, and the column in which its id stands."""
BESIDE = (
    ("sealed_parts", "record_id"),
    ("content_wraps", "record_id"),
    ("paper_codes", "record_id"),
    ("keep_orders", "record_id"),
)
"""What stands beside a record of whatever table, by its id alone; a keep order that stands is asked for before."""
_NOT_NEEDING = frozenset(
    {
        ("content_wraps", "recipient_id"),
        ("content_wraps", "giver_id"),
        ("item_wraps", "recipient_id"),
        ("item_wraps", "giver_id"),
        *BESIDE,
    }
)
"""Columns that may name what is gone: the keys of those who handed on something are in the key file."""
_NOT_LOOKED_AT = frozenset({"audit", "destructions"})
"""Tables that keep ids by their nature, and no words about them."""
_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_SOUGHT = func.json_each(bindparam("sought")).table_valued("value")
Rows = dict[str, dict[UUID, set[UUID]]]
"""The rows that go, by table and id, each with the records that it goes with."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A row that stays and still names something that would go."""

    table: str
    id: UUID | None
    target: UUID


class Destroying:
    """Finds what goes with records and what needs them, and takes records out."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """These columns of every row: a list of what has ended does without pictures."""
        found = _table(table)
        return [tuple(row) for row in self._connection.execute(select(*[found.c[name] for name in columns]))]

    def rows(self, roots: Iterable[tuple[str, UUID]]) -> Rows:
        """Every row that goes with these records, themselves among them."""
        rows: Rows = {}
        front: Rows = {}
        for table, root in roots:
            front.setdefault(table, {})[root] = {root}
        while front:
            nearer: Rows = {}
            for table, owners in front.items():
                known = rows.setdefault(table, {})
                for row_id, roots_of in owners.items():
                    known.setdefault(row_id, set()).update(roots_of)
                for child, row_id, owner in self._children(table, owners):
                    new = owners[owner] - rows.get(child, {}).get(row_id, set())
                    if new:
                        nearer.setdefault(child, {}).setdefault(row_id, set()).update(new)
            front = nearer
        return rows

    def pointers(self, rows: Rows) -> list[Pointer]:
        """Every row that would stay and names one that would go, in a column of ids or inside a list of facts."""
        going = {row_id for owners in rows.values() for row_id in owners}
        if not going:
            return []
        found: list[Pointer] = []
        for table, name, target in self._connection.exec_driver_sql(_question(), (_listed(going),)):
            row_id = UUID(name) if name else None
            if row_id is None or row_id not in rows.get(table, {}):
                found.append(Pointer(table, row_id, UUID(target)))
        for table, query in _lists():
            kept = rows.get(table, {})
            for name, pairs in self._connection.execute(query):
                if pairs and name not in kept:
                    found += [Pointer(table, name, one) for one in _inside(pairs) if one in going]
        return found

    def remove(self, rows: Rows) -> dict[str, frozenset[UUID]]:
        """Take these rows out, with what stands beside them and the scans that nothing else needs.

        What was taken out by table, as far as it had an id of its own.
        """
        gone = {table: frozenset(owners) for table, owners in rows.items()}
        beside = frozenset(row_id for owners in gone.values() for row_id in owners)
        gone["keep_orders"] = gone.get("keep_orders", frozenset()) | self._beside_with_ids("keep_orders", beside)
        papers = self._papers_of(gone)
        for table, owners in gone.items():
            for child, column in BELONGS.get(table, ()):
                if "id" not in _table(child).c:
                    self._delete(_table(child).c[column], owners)
        for child, column in BESIDE:
            self._delete(_table(child).c[column], beside)
        for table, owners in gone.items():
            self._delete(_table(table).c.id, owners)
        lonely = papers - {p.target for p in self.pointers({"papers": {one: {one} for one in papers}})}
        self._delete(_table("papers").c.id, lonely)
        gone["papers"] = gone.get("papers", frozenset()) | lonely
        return {table: owners for table, owners in gone.items() if owners}

    def _children(self, table: str, owners: Mapping[UUID, set[UUID]]) -> Iterator[tuple[str, UUID, UUID]]:
        for child, column in BELONGS.get(table, ()):
            found = _table(child)
            if "id" in found.c:
                query = select(found.c.id, found.c[column])
                for row_id, owner in self._where(query, found.c[column], owners):
                    yield child, row_id, owner

    def _beside_with_ids(self, table: str, going: Iterable[UUID]) -> frozenset[UUID]:
        found = _table(table)
        return frozenset(row.id for row in self._where(select(found.c.id), found.c.record_id, going))

    def _papers_of(self, gone: Mapping[str, Iterable[UUID]]) -> set[UUID]:
        papers: set[UUID] = set()
        for name, owners in gone.items():
            table = _table(name)
            for column in table.c:
                if any(key.column.table.name == "papers" for key in column.foreign_keys):
                    query = select(column)
                    papers.update(row[0] for row in self._where(query, table.c.id, owners) if row[0] is not None)
        return papers

    def _where(self, query: Select[Any], column: Column[Any], sought: Iterable[UUID]) -> list[Any]:
        where = query.where(column.in_(select(_SOUGHT.c.value)))
        return list(self._connection.execute(where, {"sought": _listed(sought)}))

    def _delete(self, column: Column[Any], sought: Iterable[UUID]) -> None:
        statement = delete(column.table).where(column.in_(select(_SOUGHT.c.value)))
        self._connection.execute(statement, {"sought": _listed(sought)})


@cache
def _question() -> str:
    """All columns of ids in one question to the database, in its own words: which rows name one of those sought?"""
    asked = []
    for table in Base.metadata.tables.values():
        own = table.c.get("id")
        name = '"id"' if own is not None and isinstance(own.type, Key) else "''"
        for column in table.c:
            passed_over = column is own or (table.name, column.name) in _NOT_NEEDING or table.name in _NOT_LOOKED_AT
            if not passed_over and isinstance(column.type, Key):
                asked.append(
                    f'SELECT \'{table.name}\', {name}, "{column.name}" FROM "{table.name}" '  # noqa: S608 -- our own names
                    f'WHERE "{column.name}" IN sought'
                )
    return f"WITH sought AS (SELECT value FROM json_each(?)) {' UNION ALL '.join(asked)}"  # noqa: S608 -- as above


@cache
def _lists() -> tuple[tuple[str, Select[Any]], ...]:
    """The columns that hold facts by key, some of which are ids."""
    return tuple(
        (table.name, select(table.c.id, column))
        for table in Base.metadata.tables.values()
        for column in table.c
        if isinstance(column.type, Pairs) and "id" in table.c and table.name not in _NOT_LOOKED_AT
    )


def _inside(pairs: Iterable[Iterable[str]]) -> Iterator[UUID]:
    for pair in pairs:
        for text in pair:
            for found in _ID.findall(text):
                yield UUID(found)


def _listed(sought: Iterable[UUID]) -> str:
    return json.dumps([one.hex for one in sought])


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def by_root(rows: Rows, pointers: Iterable[Pointer]) -> dict[UUID, set[str]]:
    """For each record that cannot go, the tables in which something still names it."""
    owners: dict[UUID, set[UUID]] = defaultdict(set)
    for found in rows.values():
        for row_id, roots in found.items():
            owners[row_id] |= roots
    held: dict[UUID, set[str]] = defaultdict(set)
    for pointer in pointers:
        for root in owners[pointer.target]:
            held[root].add(pointer.table)
    return dict(held)
