"""What the school has published: pictures and posts, printed and online, with their reviews and corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class PostKind(StrEnum):
    """What was published."""

    PICTURE = "picture"
    VIDEO = "video"
    WORDS = "words"
    PRINTED = "printed"
    DISPLAY = "display"
    REVIEW_SITE = "review-site"
    ENCYCLOPAEDIA = "encyclopaedia"


POST_KIND_WORDS = {
    PostKind.PICTURE: "Picture",
    PostKind.VIDEO: "Video",
    PostKind.WORDS: "Post without a picture",
    PostKind.PRINTED: "Printed picture",
    PostKind.DISPLAY: "Display inside school",
    PostKind.REVIEW_SITE: "Answer on a review site",
    PostKind.ENCYCLOPAEDIA: "Edit of an encyclopaedia",
}


class PostState(StrEnum):
    """Where it stands."""

    PLANNED = "planned"
    LIVE = "live"
    TAKEN_DOWN = "taken-down"
    DROPPED = "dropped"


POST_STATE_WORDS = {
    PostState.PLANNED: "Not out yet",
    PostState.LIVE: "Out",
    PostState.TAKEN_DOWN: "Taken down",
    PostState.DROPPED: "Never posted",
}


@dataclass(frozen=True, slots=True)
class Post:
    """One thing published. `pupils` are pairs of a pupil's id (hex) and nothing.

    `copies` say who was given one (press, parents' association, photographer) with the day as ISO text; `originals` where
    the originals lie. `found_already` marks what was online before this program was there. `reviewed_on` is the last look.
    """

    id: UUID
    school_id: UUID
    kind: PostKind
    title: str
    place: str
    recorded_by: UUID
    recorded_at: datetime
    state: PostState = PostState.LIVE
    account_id: UUID | None = None
    address: str = ""
    published_on: date | None = None
    scheduled_for: date | None = None
    pupils: tuple[tuple[str, str], ...] = ()
    pupils_marked: bool = True
    """Whether somebody looked who can be seen; False for what was only written down yet."""
    check_id: UUID | None = None
    event_id: UUID | None = None
    picture: bytes = b""
    copies: tuple[tuple[str, str], ...] = ()
    originals: str = ""
    review_on: date | None = None
    take_down_on: date | None = None
    taken_down_on: date | None = None
    taken_down_by: UUID | None = None
    found_already: bool = False
    note: str = ""
    revision: int = 1

    @property
    def pupil_ids(self) -> frozenset[UUID]:
        """Who can be seen."""
        return frozenset(UUID(pupil) for pupil, _ in self.pupils)

    @property
    def is_out(self) -> bool:
        """Whether it can be seen, or soon will be."""
        return self.state in (PostState.LIVE, PostState.PLANNED)


class ReviewResult(StrEnum):
    """What a look at something published came to."""

    KEEP = "keep"
    BLUR = "blur"
    REMOVE = "remove"


REVIEW_WORDS = {ReviewResult.KEEP: "Keep", ReviewResult.BLUR: "Blur", ReviewResult.REMOVE: "Remove"}


@dataclass(frozen=True, slots=True)
class PostReview:
    """One look at something published."""

    id: UUID
    school_id: UUID
    post_id: UUID
    on: date
    by: UUID
    result: ReviewResult
    note: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class PostCorrection:
    """A mistake in a post and how it was put right; the post's own words are not rewritten (bucklebury:gen-6)."""

    id: UUID
    school_id: UUID
    post_id: UUID
    wrong: str
    noticed_on: date
    by: UUID
    wording: str = ""
    corrected_on: date | None = None
    apology: str = ""
    told: str = ""
    revision: int = 1
