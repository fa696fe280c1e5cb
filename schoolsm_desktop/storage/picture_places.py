"""Where pictures may go: a platform, one account, the website, print, display; and on which basis each is asked."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.picture_places import Basis, Lasting, Master, PictureRules, PlaceTerms

from .base import Base, Pairs, Word
from .repository import Repository, RevisedRepository, plain_map


class PlaceTermsRow(Base):
    """The terms of a place, one version."""

    __tablename__ = "place_terms"
    __table_args__ = (UniqueConstraint("school_id", "place", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    place: Mapped[str]
    version: Mapped[int]
    from_day: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    basis: Mapped[Basis] = mapped_column(Word(Basis))
    wording: Mapped[str]
    lasting: Mapped[Lasting] = mapped_column(Word(Lasting))
    years: Mapped[int]
    needs: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    second_person: Mapped[bool]
    in_use: Mapped[bool]


_PLACE_TERMS = plain_map(PlaceTermsRow, PlaceTerms)


class PlaceTermsKept(Repository[PlaceTerms]):
    """The terms of every place, old versions included."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _PLACE_TERMS)


class PictureRulesRow(Base):
    """What a school sets for its pictures."""

    __tablename__ = "picture_rules"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    master: Mapped[Master] = mapped_column(Word(Master))
    master_name: Mapped[str]
    own_answer_age: Mapped[int]
    answers_end_month: Mapped[int]
    answers_end_day: Mapped[int]
    largest_side: Mapped[int]
    review_months: Mapped[int]
    take_down_days: Mapped[int]
    shred_days: Mapped[int]
    stay_open_minutes: Mapped[int]
    revision: Mapped[int]


_PICTURE_RULES = plain_map(PictureRulesRow, PictureRules)


class PictureRulesKept(RevisedRepository[PictureRules]):
    """One record a school."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _PICTURE_RULES)
