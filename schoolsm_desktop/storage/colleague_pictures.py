"""Whether colleagues and visitors agree to be pictured, and where."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.colleague_pictures import ColleagueAnswer
from schoolsm_desktop.domain.photo_answers import Said

from .base import Base, Word
from .repository import RevisedRepository, plain_map


class ColleagueAnswerRow(Base):
    """What a colleague or a visitor said about pictures."""

    __tablename__ = "colleague_answers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    said: Mapped[Said] = mapped_column(Word(Said))
    on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("people.id", deferrable=True, initially="DEFERRED"), index=True
    )
    visitor_name: Mapped[str]
    place: Mapped[str]
    until: Mapped[date | None]
    note: Mapped[str]
    mistaken_at: Mapped[datetime | None]
    revision: Mapped[int]


_COLLEAGUE_ANSWERS = plain_map(ColleagueAnswerRow, ColleagueAnswer)


class ColleagueAnswers(RevisedRepository[ColleagueAnswer]):
    """Every answer, mistaken ones included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _COLLEAGUE_ANSWERS)
