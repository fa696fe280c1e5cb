"""Pupils as the roll has them, and the changes of the roll that can be undone: an import, the turn of the year."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, Select, delete, func, select, union
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.pupils import Pupil, RollBatch, RollBatchKind, RollChange

from .base import Base, Pairs, Word
from .repository import Repository, RevisedRepository, plain_map


class PupilRow(Base):
    """One pupil."""

    __tablename__ = "pupils"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    given_name: Mapped[str]
    family_name: Mapped[str]
    known_as: Mapped[str]
    known_family_name: Mapped[str]
    upn: Mapped[str]
    birth_date: Mapped[date | None]
    year: Mapped[str]
    class_name: Mapped[str]
    second_class: Mapped[str]
    on_roll_from: Mapped[date | None]
    on_roll_to: Mapped[date | None]
    former_names: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    family_id: Mapped[UUID | None] = mapped_column(index=True)
    revision: Mapped[int]


_PUPILS = plain_map(PupilRow, Pupil)


class Pupils(RevisedRepository[Pupil]):
    """Every pupil, those who have left included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _PUPILS)

    def count_on_roll(self, day: date) -> int:
        """How many are on the roll on `day`."""
        pupils = self._map.table.c
        begun = pupils.on_roll_from.is_(None) | (pupils.on_roll_from <= day)
        stays = pupils.on_roll_to.is_(None) | (pupils.on_roll_to >= day)
        return int(self._connection.execute(select(func.count()).where(begun, stays)).scalar_one())

    def class_names(self, day: date) -> frozenset[str]:
        """The classes that somebody on the roll on `day` is in."""
        table = self._map.table.c
        here = (table.on_roll_to.is_(None) | (table.on_roll_to >= day)) & (
            table.on_roll_from.is_(None) | (table.on_roll_from <= day)
        )
        query = union(select(table.class_name).where(here), select(table.second_class).where(here))
        return frozenset(name for (name,) in self._connection.execute(query) if name)

    def of(self, pupil_ids: Collection[UUID]) -> tuple[Pupil, ...]:
        """These pupils."""
        return self._read(self._map.table.c.id.in_(list(pupil_ids)))

    def remove_added(self, batch_id: UUID) -> None:
        """Remove the pupils that a batch added: for undoing it, when nothing but the batch speaks of them."""
        self._connection.execute(delete(self._map.table).where(self._map.table.c.id.in_(added_by(batch_id))))

    def of_family(self, family_id: UUID) -> tuple[Pupil, ...]:
        """Brothers and sisters, as they were linked."""
        return self._read(self._map.table.c.family_id == family_id)

    def without_class(self, day: date) -> int:
        """How many on the roll that day stand in no class."""
        table = self._map.table.c
        here = table.on_roll_to.is_(None) | (table.on_roll_to >= day)
        came = table.on_roll_from.is_(None) | (table.on_roll_from <= day)
        query = select(func.count()).where(table.class_name == "", table.second_class == "", here, came)
        return self._connection.execute(query).scalar_one()

    def with_upn(self, upn: str) -> tuple[Pupil, ...]:
        """Whoever has this number."""
        return self._read(self._map.table.c.upn == upn)


class RollBatchRow(Base):
    """Many changes of the roll in one go."""

    __tablename__ = "roll_batches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[RollBatchKind] = mapped_column(Word(RollBatchKind))
    title: Mapped[str]
    by: Mapped[UUID]
    at: Mapped[datetime]
    counts: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]
    revision: Mapped[int]


_ROLL_BATCHES = plain_map(RollBatchRow, RollBatch)


class RollBatches(RevisedRepository[RollBatch]):
    """Every import and turn of the year."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _ROLL_BATCHES)


class RollChangeRow(Base):
    """How one pupil stood before a batch."""

    __tablename__ = "roll_changes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    batch_id: Mapped[UUID] = mapped_column(
        ForeignKey("roll_batches.id", deferrable=True, initially="DEFERRED"), index=True
    )
    pupil_id: Mapped[UUID]
    before: Mapped[str]


_ROLL_CHANGES = plain_map(RollChangeRow, RollChange)


class RollChanges(Repository[RollChange]):
    """How pupils stood before."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _ROLL_CHANGES)

    def of_batch(self, batch_id: UUID) -> tuple[RollChange, ...]:
        """How the pupils of one batch stood before it."""
        return self._read(self._map.table.c.batch_id == batch_id)

    def of_pupil(self, pupil_id: UUID) -> tuple[RollChange, ...]:
        """How one pupil stood before each batch."""
        return self._read(self._map.table.c.pupil_id == pupil_id)

    def tell_anew(self, change: RollChange) -> None:
        """Keep what was before under a name that was corrected throughout."""
        table = self._map.table
        self._connection.execute(table.update().where(table.c.id == change.id).values(before=change.before))


def added_by(batch_id: UUID) -> Select[tuple[UUID]]:
    """The ids of the pupils that a batch added, for statements of this room."""
    changes = _ROLL_CHANGES.table.c
    return select(changes.pupil_id).where(changes.batch_id == batch_id, changes.before == "")
