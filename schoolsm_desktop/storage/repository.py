"""How a noun's records are read and saved: one select into frozen records, and saves that notice a colleague's."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Dialect, Table, Update, bindparam, select
from sqlalchemy.types import TypeEngine

from schoolsm_desktop.domain.errors import ChangedMeanwhileError
from schoolsm_desktop.domain.wording import tr

from .base import Base, table_of
from .errors import RecordMissingError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    class Record(DataclassInstance, Protocol):
        """A frozen record with a key."""

        @property
        def id(self) -> UUID:
            """Its key."""

    class RevisedRecord(Record, Protocol):
        """A record that counts how often it was saved."""

        @property
        def revision(self) -> int:
            """1 when it is added, one more at each save."""


R = TypeVar("R", bound="Record")
V = TypeVar("V", bound="RevisedRecord")
Values = dict[str, Any]
Binder = Callable[[list[Any]], list[Any]]
FEW = 100
"""From how many new records on they are handed to the driver as plain values, a column at a time."""


class RecordMap(Generic[R]):
    """How one kind of record stands in its table: the columns that are read, and the two ways across.

    The statements every repository needs are built here once: building one costs more than running it.
    """

    def __init__(
        self,
        table: Table,
        columns: tuple[Column[Any], ...],
        record: Callable[..., R],
        values: Callable[[R], Values],
    ) -> None:
        self.table = table
        self.record = record
        self.values = values
        self.every = select(*columns)
        self.one = self.every.where(table.c.id == bindparam("sought"))
        self.insert = table.insert()
        self.update = _update(table) if "revision" in table.c else None
        self._plain: tuple[str, list[tuple[str, Binder]]] | None = None

    def plain_insert(self, dialect: Dialect, values: Values) -> tuple[str, list[tuple[str, Binder]]]:
        """The insert in the driver's own words, with what turns the values of each column into what the driver keeps."""
        if self._plain is None:
            columns = [column for column in self.table.c if column.name in values]
            marks = ", ".join("?" * len(columns))
            quoted = ", ".join(dialect.identifier_preparer.quote(column.name) for column in columns)
            table = dialect.identifier_preparer.format_table(self.table)
            statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 -- names of our own tables
            binders = [(column.name, _binder(column.type.dialect_impl(dialect), dialect)) for column in columns]
            self._plain = statement, binders
        return self._plain


def _binder(kind: TypeEngine[Any], dialect: Dialect) -> Binder:
    bind = kind.bind_processor(dialect)
    return (lambda values: values) if bind is None else (lambda values: list(map(bind, values)))


def _update(table: Table) -> Update:
    """Change one row if it still has the revision it was read with."""
    same = (table.c.id == bindparam("sought")) & (table.c.revision == bindparam("read"))
    return table.update().where(same).values({c.name: bindparam(c.name) for c in table.c if c.name != "id"})


def plain_map(row: type[Base], kind: type[R], also: Callable[[R], Mapping[str, object]] | None = None) -> RecordMap[R]:
    """The map of a record whose fields are the columns of its table; `also` gives columns beyond them."""
    table = table_of(row)
    names = [field.name for field in dataclasses.fields(kind)]

    def values(record: R) -> Values:
        plain: Values = {name: getattr(record, name) for name in names}
        if also is not None:
            plain.update(also(record))
        return plain

    return RecordMap(table, tuple(table.c[name] for name in names), kind, values)


class Repository(Generic[R]):
    """The records of one noun inside one unit of work. Nothing is deleted here."""

    def __init__(self, connection: Connection, mapped: RecordMap[R]) -> None:
        self._connection = connection
        self._map = mapped

    def get(self, record_id: UUID) -> R:
        """The record with that id. Raises RecordMissingError."""
        found = self.find(record_id)
        if found is None:
            raise RecordMissingError
        return found

    def find(self, record_id: UUID) -> R | None:
        """The record with that id, or None."""
        row = self._connection.execute(self._map.one, {"sought": record_id}).first()
        return None if row is None else self._map.record(*row)

    def all(self) -> tuple[R, ...]:
        """Every record, in no particular order; one statement."""
        return self._read()

    def add(self, record: R) -> R:
        """Keep a new record."""
        self._connection.execute(self._map.insert, self._map.values(record))
        return record

    def add_many(self, records: Iterable[R]) -> None:
        """Keep many new records with one statement."""
        rows = [self._map.values(record) for record in records]
        if not rows:
            return
        if len(rows) < FEW:
            self._connection.execute(self._map.insert, rows)
            return
        statement, binders = self._map.plain_insert(self._connection.dialect, rows[0])
        columns = [bound([row[name] for row in rows]) for name, bound in binders]
        self._connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))

    def _read(
        self, *where: ColumnElement[bool], order: tuple[Any, ...] = (), limit: int | None = None
    ) -> tuple[R, ...]:
        make = self._map.record
        query = self._map.every
        if where or order:
            query = query.where(*where).order_by(*order)
        if limit is not None:
            query = query.limit(limit)
        return tuple([make(*row) for row in self._connection.execute(query).all()])


class RevisedRepository(Repository[V]):
    """A repository whose records are changed: a save counts the revision up and notices a save in between."""

    def save(self, record: V) -> V:
        """Keep a changed record and return it with its new revision.

        Raises ChangedMeanwhileError where somebody else saved it since it was read, and RecordMissingError.
        """
        kept = dataclasses.replace(record, revision=record.revision + 1)
        values = self._map.values(kept)
        del values["id"]
        if self._map.update is None:
            raise TypeError("this kind of record counts no revisions")
        if (
            self._connection.execute(self._map.update, values | {"sought": record.id, "read": record.revision}).rowcount
            == 1
        ):
            return kept
        self.get(record.id)
        raise ChangedMeanwhileError(
            tr(
                "Somebody else changed this record while you had it open. Nothing of yours was saved. "
                "Look at what stands there now, then make your change again."
            )
        )

    def save_many(self, records: Iterable[V]) -> None:
        """Keep many changed records with one statement. Raises ChangedMeanwhileError where one was saved in between."""
        rows = []
        for record in records:
            values = self._map.values(record) | {"revision": record.revision + 1}
            del values["id"]
            rows.append(values | {"sought": record.id, "read": record.revision})
        if not rows:
            return
        if self._map.update is None:
            raise TypeError("this kind of record counts no revisions")
        if self._connection.execute(self._map.update, rows).rowcount != len(rows):
            raise ChangedMeanwhileError(
                tr(
                    "Somebody else changed one of these records while you had them open. Nothing of yours was saved. "
                    "Look at what stands there now, then try again."
                )
            )
