"""What the school has published: pictures and posts, printed and online, with their reviews and corrections."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from schoolsm_desktop.domain.posts import Post, PostCorrection, PostKind, PostReview, PostState, ReviewResult

from .base import Base, Pairs, Word
from .repository import Repository, RevisedRepository, plain_map


class PostRow(Base):
    """One thing published."""

    __tablename__ = "posts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[PostKind] = mapped_column(Word(PostKind))
    title: Mapped[str]
    place: Mapped[str]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    state: Mapped[PostState] = mapped_column(Word(PostState))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", deferrable=True, initially="DEFERRED"))
    address: Mapped[str]
    published_on: Mapped[date | None]
    scheduled_for: Mapped[date | None]
    pupils: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    pupils_marked: Mapped[bool]
    check_id: Mapped[UUID | None] = mapped_column(ForeignKey("photo_checks.id", deferrable=True, initially="DEFERRED"))
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("events.id", deferrable=True, initially="DEFERRED"))
    picture: Mapped[bytes]
    copies: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    originals: Mapped[str]
    review_on: Mapped[date | None]
    take_down_on: Mapped[date | None]
    taken_down_on: Mapped[date | None]
    taken_down_by: Mapped[UUID | None]
    found_already: Mapped[bool]
    note: Mapped[str]
    revision: Mapped[int]


_POSTS = plain_map(PostRow, Post)


class Posts(RevisedRepository[Post]):
    """Everything published, taken down or not."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _POSTS)

    def of(self, post_ids: Collection[UUID]) -> tuple[Post, ...]:
        """These posts."""
        return self._read(self._map.table.c.id.in_(list(post_ids)))

    def to_look_at(self, day: date) -> tuple[Post, ...]:
        """What is out or planned and asks for somebody by `day`: a review, a take-down day, a plan, nobody looked yet."""
        table = self._map.table
        asks = (
            (table.c.review_on <= day)
            | (table.c.take_down_on <= day)
            | (table.c.scheduled_for <= day)
            | table.c.pupils_marked.is_(False)
        )
        return self._read(table.c.state.in_([PostState.LIVE, PostState.PLANNED]), asks)

    def pupils_out(self) -> frozenset[UUID]:
        """Everybody who can be seen in something that is out."""
        table = self._map.table
        query = select(table.c.pupils).where(table.c.state == PostState.LIVE)
        return frozenset(UUID(pupil) for (pairs,) in self._connection.execute(query) for pupil, _ in pairs)


class PostReviewRow(Base):
    """One look at something published."""

    __tablename__ = "post_reviews"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    post_id: Mapped[UUID] = mapped_column(ForeignKey("posts.id", deferrable=True, initially="DEFERRED"), index=True)
    on: Mapped[date]
    by: Mapped[UUID]
    result: Mapped[ReviewResult] = mapped_column(Word(ReviewResult))
    note: Mapped[str]
    next_on: Mapped[date | None]


_POST_REVIEWS = plain_map(PostReviewRow, PostReview)


class PostReviews(Repository[PostReview]):
    """Every look; only added to."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _POST_REVIEWS)

    def of(self, post_id: UUID) -> tuple[PostReview, ...]:
        """The looks at one post."""
        return self._read(self._map.table.c.post_id == post_id)


class PostCorrectionRow(Base):
    """A mistake in a post and how it was put right."""

    __tablename__ = "post_corrections"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id", deferrable=True, initially="DEFERRED"))
    post_id: Mapped[UUID] = mapped_column(ForeignKey("posts.id", deferrable=True, initially="DEFERRED"), index=True)
    wrong: Mapped[str]
    noticed_on: Mapped[date]
    by: Mapped[UUID]
    wording: Mapped[str]
    corrected_on: Mapped[date | None]
    apology: Mapped[str]
    told: Mapped[str]
    revision: Mapped[int]


_POST_CORRECTIONS = plain_map(PostCorrectionRow, PostCorrection)


class PostCorrections(RevisedRepository[PostCorrection]):
    """Every correction."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, _POST_CORRECTIONS)

    def of(self, post_id: UUID) -> tuple[PostCorrection, ...]:
        """The corrections of one post."""
        return self._read(self._map.table.c.post_id == post_id)

    def open(self) -> tuple[PostCorrection, ...]:
        """Those that were noticed and not put right yet."""
        return self._read(self._map.table.c.corrected_on.is_(None))
