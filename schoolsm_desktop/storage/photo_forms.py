"""Photo forms: one renewal with its letters, what is back, and the numbers that bring paper home by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, case, func, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.photo_forms import FormRound, PaperCode, PaperCodeKind, PhotoForm

from .base import Base, Pairs, Word, table_of
from .pupils import PupilRow
from .repository import Repository, RevisedRepository, plain_map


class FormRoundRow(Base):
    """One round of photo forms."""

    __tablename__ = "form_rounds"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[str]
    opened_on: Mapped[date]
    by: Mapped[UUID]
    places: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    classes: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    due_on: Mapped[date | None]
    until: Mapped[date | None]
    closed_on: Mapped[date | None]
    revision: Mapped[int]


_FORM_ROUNDS = plain_map(FormRoundRow, FormRound)


class FormRounds(RevisedRepository[FormRound]):
    """Every round."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _FORM_ROUNDS)


class PhotoFormRow(Base):
    """One pupil’s form of a round."""

    __tablename__ = "photo_forms"
    __table_args__ = (UniqueConstraint("round_id", "pupil_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    round_id: Mapped[UUID] = mapped_column(
        ForeignKey("form_rounds.id", deferrable=True, initially="DEFERRED"), index=True
    )
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupils.id", deferrable=True, initially="DEFERRED"), index=True)
    sent_on: Mapped[date | None]
    chased_on: Mapped[date | None]
    back_on: Mapped[date | None]
    back_by: Mapped[UUID | None]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("papers.id", deferrable=True, initially="DEFERRED"))
    note: Mapped[str]
    revision: Mapped[int]


_PHOTO_FORMS = plain_map(PhotoFormRow, PhotoForm)


class PhotoForms(RevisedRepository[PhotoForm]):
    """The forms of every round."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _PHOTO_FORMS)

    def of_round(self, round_id: UUID) -> tuple[PhotoForm, ...]:
        """The forms of one round."""
        return self._read(self._map.table.c.round_id == round_id)

    def some(self, form_ids: Collection[UUID]) -> tuple[PhotoForm, ...]:
        """These forms."""
        return self._read(self._map.table.c.id.in_(list(form_ids)))

    def of_open_rounds(self) -> dict[UUID, UUID]:
        """The form of each pupil, back or not, of the newest round that is open: pupil to form."""
        forms, rounds = self._map.table, table_of(FormRoundRow)
        query = (
            select(forms.c.pupil_id, forms.c.id)
            .join(rounds, rounds.c.id == forms.c.round_id)
            .where(rounds.c.closed_on.is_(None))
            .order_by(rounds.c.opened_on)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def of_pupil(self, pupil_id: UUID) -> tuple[PhotoForm, ...]:
        """The forms of one pupil."""
        return self._read(self._map.table.c.pupil_id == pupil_id)

    def waiting(self, today: date) -> dict[UUID, int]:
        """How many forms of each open round are not back, of pupils who are still on the roll; 0 where all are."""
        forms, rounds, pupils = self._map.table, table_of(FormRoundRow), table_of(PupilRow)
        here = pupils.c.on_roll_to.is_(None) | (pupils.c.on_roll_to >= today)
        missing = case((forms.c.back_on.is_(None) & here, 1), else_=0)
        query = (
            select(rounds.c.id, func.coalesce(func.sum(missing), 0))
            .join(forms, forms.c.round_id == rounds.c.id)
            .join(pupils, pupils.c.id == forms.c.pupil_id)
            .where(rounds.c.closed_on.is_(None))
            .group_by(rounds.c.id)
        )
        return {round_id: int(count) for round_id, count in self._connection.execute(query)}

    def out(self) -> frozenset[UUID]:
        """The pupils whose form of a round that is open was sent and is not back."""
        forms, rounds = self._map.table, table_of(FormRoundRow)
        query = (
            select(forms.c.pupil_id)
            .join(rounds, rounds.c.id == forms.c.round_id)
            .where(forms.c.sent_on.is_not(None), forms.c.back_on.is_(None), rounds.c.closed_on.is_(None))
        )
        return frozenset(self._connection.execute(query).scalars())


class PaperCodeRow(Base):
    """The number on a paper."""

    __tablename__ = "paper_codes"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    code: Mapped[str]
    kind: Mapped[PaperCodeKind] = mapped_column(Word(PaperCodeKind))
    record_id: Mapped[UUID]
    made_at: Mapped[datetime]


_PAPER_CODES = plain_map(PaperCodeRow, PaperCode)


class PaperCodes(Repository[PaperCode]):
    """The numbers of every coded paper."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _PAPER_CODES)

    def by_code(self, code: str) -> PaperCode | None:
        """The paper with this number."""
        return next(iter(self._read(self._map.table.c.code == code)), None)

    def of_records(self, kind: PaperCodeKind, record_ids: Collection[UUID]) -> dict[UUID, str]:
        """The numbers of these records' papers."""
        found = self._read(self._map.table.c.kind == kind, self._map.table.c.record_id.in_(list(record_ids)))
        return {one.record_id: one.code for one in found}
