"""What parents and pupils said about pictures, and what that comes to (PRACTICE 4 to 7, 24)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, ForeignKey, delete, exists, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.photo_answers import RESPONSIBLE, Adult, AnswerBy, Capacity, Hold, PhotoAnswer, Said

from .base import Base, Word, table_of
from .pupils import added_by
from .repository import RevisedRepository, plain_map


class AdultRow(Base):
    """Somebody who answers for a pupil."""

    __tablename__ = "adults"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupils.id", deferrable=True, initially="DEFERRED"), index=True)
    capacity: Mapped[Capacity] = mapped_column(Word(Capacity))
    name: Mapped[str]
    responsibility: Mapped[Known] = mapped_column(Word(Known))
    say_ended_at: Mapped[datetime | None]
    revision: Mapped[int]


_ADULTS = plain_map(AdultRow, Adult)


class Adults(RevisedRepository[Adult]):
    """Everybody who answers for a pupil."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _ADULTS)

    def of(self, pupil_ids: Collection[UUID]) -> tuple[Adult, ...]:
        """Who answers for these pupils."""
        return self._read(self._map.table.c.pupil_id.in_(list(pupil_ids)))

    def remove_added(self, batch_id: UUID) -> None:
        """Remove those of pupils that a batch added, before the pupils themselves go."""
        table = self._map.table
        self._connection.execute(delete(table).where(table.c.pupil_id.in_(added_by(batch_id))))

    def pupils_to_check(self) -> int:
        """For how many pupils a yes waits for “check who signed”, and nobody else answers whose yes would count."""
        doubtful, other = self._map.table.alias(), self._map.table.alias()
        counts = (other.c.responsibility == Known.YES) | (
            (other.c.responsibility != Known.NO) & other.c.capacity.in_(list(RESPONSIBLE))
        )
        settled = exists().where(other.c.pupil_id == doubtful.c.pupil_id, other.c.say_ended_at.is_(None), counts)
        answers = table_of(PhotoAnswerRow)
        said_yes = exists().where(
            answers.c.pupil_id == doubtful.c.pupil_id,
            answers.c.adult_id == doubtful.c.id,
            answers.c.said == Said.YES,
            answers.c.mistaken_at.is_(None),
        )
        query = select(func.count(doubtful.c.pupil_id.distinct())).where(
            doubtful.c.responsibility == Known.NOT_KNOWN,
            doubtful.c.capacity.not_in(list(RESPONSIBLE)),
            doubtful.c.say_ended_at.is_(None),
            said_yes,
            ~settled,
        )
        return self._connection.execute(query).scalar_one()


class PhotoAnswerRow(Base):
    """One answer about one place."""

    __tablename__ = "photo_answers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupils.id", deferrable=True, initially="DEFERRED"), index=True)
    place: Mapped[str]
    said: Mapped[Said] = mapped_column(Word(Said))
    on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    adult_id: Mapped[UUID | None] = mapped_column(ForeignKey("adults.id", deferrable=True, initially="DEFERRED"))
    until: Mapped[date | None]
    terms_version: Mapped[int]
    condition: Mapped[str]
    how: Mapped[AnswerBy] = mapped_column(Word(AnswerBy))
    form_id: Mapped[UUID | None] = mapped_column(ForeignKey("photo_forms.id", deferrable=True, initially="DEFERRED"))
    batch_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("roll_batches.id", deferrable=True, initially="DEFERRED"), index=True
    )
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    told_on: Mapped[date | None]
    mistaken_at: Mapped[datetime | None]
    revision: Mapped[int]


_PHOTO_ANSWERS = plain_map(PhotoAnswerRow, PhotoAnswer)


class PhotoAnswers(RevisedRepository[PhotoAnswer]):
    """Every answer, old and mistaken ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _PHOTO_ANSWERS)

    def of(self, pupil_ids: Collection[UUID]) -> tuple[PhotoAnswer, ...]:
        """Every answer for these pupils."""
        return self._read(self._map.table.c.pupil_id.in_(list(pupil_ids)))

    def to_tell(self) -> tuple[PhotoAnswer, ...]:
        """Those that another system does not know: recorded here, or taken back after it was told."""
        return self._read(self._untold())

    def count_to_tell(self) -> int:
        """How many pupils and places those are about."""
        table = self._map.table
        pairs = select(table.c.pupil_id, table.c.place).where(self._untold()).distinct().subquery()
        return self._connection.execute(select(func.count()).select_from(pairs)).scalar_one()

    def _untold(self) -> ColumnElement[bool]:
        table = self._map.table
        here = (table.c.how != AnswerBy.IMPORTED) | table.c.mistaken_at.is_not(None)
        return table.c.told_on.is_(None) & here

    def take_back(self, batch_id: UUID, moment: datetime) -> int:
        """Mark the standing answers of an import as mistaken, and how many they were; nobody need tell another system."""
        table = self._map.table
        standing = (table.c.batch_id == batch_id) & table.c.mistaken_at.is_(None)
        changed = {"mistaken_at": moment, "told_on": moment.date(), "revision": table.c.revision + 1}
        return self._connection.execute(update(table).where(standing).values(changed)).rowcount

    def anybody_since(self, moment: datetime, but: UUID) -> frozenset[UUID]:
        """The pupils with an answer recorded after `moment` that did not come with the batch `but`."""
        table = self._map.table
        other = table.c.batch_id.is_(None) | (table.c.batch_id != but)
        query = select(table.c.pupil_id).where(table.c.recorded_at > moment, table.c.mistaken_at.is_(None), other)
        return frozenset(self._connection.execute(query.distinct()).scalars())

    def of_batch(self, batch_id: UUID) -> frozenset[UUID]:
        """The pupils with an answer that came with this import."""
        query = select(self._map.table.c.pupil_id).where(self._map.table.c.batch_id == batch_id)
        return frozenset(self._connection.execute(query.distinct()).scalars())

    def remove_added(self, batch_id: UUID) -> None:
        """Remove the answers of pupils that a batch added, before the pupils themselves go."""
        table = self._map.table
        self._connection.execute(delete(table).where(table.c.pupil_id.in_(added_by(batch_id))))

    def typed_forms(self, form_ids: Collection[UUID]) -> frozenset[UUID]:
        """Those of these forms from which some answer that stands was typed."""
        table = self._map.table
        query = select(table.c.form_id).where(table.c.form_id.in_(list(form_ids)), table.c.mistaken_at.is_(None))
        return frozenset(self._connection.execute(query.distinct()).scalars())

    def perhaps_disputed(self) -> frozenset[UUID]:
        """Pupils for whom one adult said yes and another refused, for one place; what that comes to is worked out from them."""
        yes, no = self._map.table.alias(), self._map.table.alias()
        refused = no.c.said.in_([Said.NO, Said.WITHDRAWN, Said.OBJECTED])
        same = (no.c.pupil_id == yes.c.pupil_id) & (no.c.place == yes.c.place) & (no.c.adult_id != yes.c.adult_id)
        query = select(yes.c.pupil_id).distinct().join_from(yes, no, same)
        query = query.where(yes.c.said == Said.YES, refused, yes.c.mistaken_at.is_(None), no.c.mistaken_at.is_(None))
        return frozenset(self._connection.execute(query).scalars())

    def answered_since(self, day: date) -> frozenset[UUID]:
        """The pupils for whom something was answered on `day` or later, mistaken answers left out."""
        table = self._map.table
        query = select(table.c.pupil_id).where(table.c.on >= day, table.c.mistaken_at.is_(None)).distinct()
        return frozenset(self._connection.execute(query).scalars())

    def places(self) -> frozenset[str]:
        """The places that some answer is about."""
        return frozenset(self._connection.execute(select(self._map.table.c.place).distinct()).scalars())


class HoldRow(Base):
    """A pupil on hold; why lies sealed."""

    __tablename__ = "holds"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupils.id", deferrable=True, initially="DEFERRED"), index=True)
    since: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    revision: Mapped[int]


_HOLDS = plain_map(HoldRow, Hold)


class Holds(RevisedRepository[Hold]):
    """Every hold, ended ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _HOLDS)

    def standing(self) -> tuple[Hold, ...]:
        """Those that have not ended."""
        return self._read(self._map.table.c.ended_at.is_(None))

    def of(self, pupil_id: UUID, *, ended: bool = False) -> tuple[Hold, ...]:
        """Those of one pupil that stand; with `ended` those that have ended too."""
        table = self._map.table.c
        where = [table.pupil_id == pupil_id] if ended else [table.pupil_id == pupil_id, table.ended_at.is_(None)]
        return self._read(*where)
