"""What the school has published: pictures and posts, printed and online, with their reviews and corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .errors import FieldError, RuleError
from .letters import plain
from .periods import months_later
from .wording import day_text, ntr, tr

MOST_TITLE = 200
MOST_TEXT = 2000
MOST_ADDRESSES = 300
"""How many addresses are brought in at once: more cannot be looked through in one go."""
SOON = timedelta(days=14)
"""How long before its day a review comes up."""
FURTHEST = timedelta(days=365 * 10)


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


PLACELESS = frozenset({PostKind.REVIEW_SITE, PostKind.ENCYCLOPAEDIA})
"""Kinds that go to a site of others, which is no place for pictures."""
WITHOUT_PICTURE = frozenset({PostKind.WORDS, PostKind.REVIEW_SITE, PostKind.ENCYCLOPAEDIA})
ELSEWHERE = ""
"""The place of what stands on a site of others."""


def check_post(post: Post, today: date) -> Post:
    """The post, tidied. Raises FieldError beside what is missing, too long or on a day that cannot be."""
    tidied = replace(
        post,
        title=_line(post.title),
        address=_line(post.address),
        originals=_line(post.originals),
        note=plain(post.note).strip(),
    )
    if not tidied.title:
        raise FieldError("title", tr("Say in a few words what it is. No child is named. Nothing was saved yet."))
    for field, longest in (
        ("title", MOST_TITLE),
        ("address", MOST_TEXT),
        ("originals", MOST_TEXT),
        ("note", MOST_TEXT),
    ):
        if len(getattr(tidied, field)) > longest:
            raise FieldError(
                field,
                tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=longest),
            )
    if not tidied.place and tidied.kind not in PLACELESS:
        raise FieldError("place", tr("Say where it is: an account, the website, print or a display."))
    if tidied.published_on is not None and tidied.published_on > today:
        raise FieldError(
            "published_on", tr("That day is still to come. For what is not out yet, enter the day it is planned for.")
        )
    _check_days(tidied, today)
    return tidied


def _check_days(post: Post, today: date) -> None:
    for field in ("scheduled_for", "review_on", "take_down_on"):
        day = getattr(post, field)
        if day is not None and day > today + FURTHEST:
            raise FieldError(field, tr("That is more than ten years away. Look at the year."))
    began = post.published_on or post.scheduled_for
    if post.take_down_on is not None and began is not None and post.take_down_on < began:
        raise FieldError("take_down_on", tr("That lies before the day it came out, {day}.", day=day_text(began)))


def first_review(day: date, months: int) -> date | None:
    """When something published on `day` is looked at again: never where the school set no months."""
    return months_later(day, months) if months else None


def has_to_be_out(post: Post) -> None:
    """Raise RuleError unless it can be seen today."""
    if post.state is not PostState.LIVE:
        raise RuleError(
            tr("This is not out: {state}. Nothing was changed.", state=tr(POST_STATE_WORDS[post.state]).lower())
        )


def checked_correction(correction: PostCorrection, today: date) -> PostCorrection:
    """The correction, tidied: what was wrong is needed; its wording too once it was put right. Raises FieldError."""
    tidied = replace(
        correction,
        wrong=plain(correction.wrong).strip(),
        wording=plain(correction.wording).strip(),
        apology=plain(correction.apology).strip(),
        told=plain(correction.told).strip(),
    )
    if not tidied.wrong:
        raise FieldError("wrong", tr("Say what was wrong. Nothing was saved yet."))
    for field in ("wrong", "wording", "apology", "told"):
        if len(getattr(tidied, field)) > MOST_TEXT:
            raise FieldError(
                field,
                tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=MOST_TEXT),
            )
    if tidied.noticed_on > today:
        raise FieldError("noticed_on", tr("That day is still to come."))
    if tidied.corrected_on is not None:
        if not tidied.wording:
            raise FieldError("wording", tr("Say how it was put right, in the words that stand there now."))
        if not tidied.noticed_on <= tidied.corrected_on <= today:
            raise FieldError(
                "corrected_on",
                tr("It was noticed on {day}; it is put right between then and today.", day=day_text(tidied.noticed_on)),
            )
    return tidied


@dataclass(frozen=True, slots=True)
class TypedAddresses:
    """What was read out of a pasted list: addresses in their order, and the lines that are none, each with why."""

    addresses: tuple[str, ...]
    left: tuple[tuple[int, str], ...] = ()


def read_addresses(typed: str, known: Iterable[str] = ()) -> TypedAddresses:
    """One address a line. Empty lines say nothing; what stands there twice, or is known already, is left out.

    Raises FieldError where there is none at all, or more than can be looked through.
    """
    seen = {_same(address) for address in known if address}
    found: list[str] = []
    left: list[tuple[int, str]] = []
    for number, raw in enumerate(plain(typed).split("\n"), 1):
        line = raw.strip().strip("<>").strip(" ,;")
        if not line:
            continue
        if "." not in line or " " in line or len(line) > MOST_TEXT:
            left.append((number, tr("Line {line} is no address.", line=number)))
        elif _same(line) in seen:
            left.append((number, tr("Line {line} is in the list already.", line=number)))
        else:
            seen.add(_same(line))
            found.append(line)
        if len(found) > MOST_ADDRESSES:
            raise FieldError(
                "addresses",
                tr(
                    "These are more than {most} addresses. Bring them in by parts; nothing was saved.",
                    most=MOST_ADDRESSES,
                ),
            )
    if not found and not left:
        raise FieldError("addresses", tr("Paste one address a line. Nothing was saved yet."))
    return TypedAddresses(tuple(found), tuple(left))


def short_title(address: str) -> str:
    """What an address is called before somebody has looked: itself without what every address begins with."""
    bare = _same(address)
    return bare if len(bare) <= 80 else f"{bare[:79]}…"


def seen_words(post: Post) -> str:
    """How many pupils can be seen, without a name."""
    if post.kind in WITHOUT_PICTURE and not post.pupils:
        return ""
    if not post.pupils_marked:
        return tr("not looked at yet")
    count = len(post.pupils)
    return ntr("{count} pupil", "{count} pupils", count) if count else tr("no pupil")


def _same(address: str) -> str:
    bare = address.strip()
    for start in ("https://", "http://"):
        if bare.lower().startswith(start):
            bare = bare[len(start) :]
    bare = bare.removeprefix("www.").rstrip("/")
    host, slash, rest = bare.partition("/")
    return host.lower() + slash + rest


def _line(typed: str) -> str:
    return " ".join(plain(typed[: 2 * MOST_TEXT]).split())
