"""What every deed about something published is made of: what is typed of it, and how a look or a correction is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.letters import plain
from schoolsm_desktop.domain.photo_checks import PhotoCheck
from schoolsm_desktop.domain.posts import (
    MOST_TEXT,
    MOST_TITLE,
    Post,
    PostCorrection,
    PostKind,
    PostReview,
    ReviewResult,
    checked_correction,
    first_review,
    has_to_be_out,
)
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .picture_books import picture_rules
from .published import keep_post, take_down
from .removals import found_again
from .session import Work


@dataclass(frozen=True, slots=True)
class PostDraft:
    """What is known of something published. `pupil_ids` None says that nobody has looked, or leaves them as they are."""

    kind: PostKind
    title: str
    place: str = ""
    account_id: UUID | None = None
    address: str = ""
    published_on: date | None = None
    scheduled_for: date | None = None
    pupil_ids: tuple[UUID, ...] | None = None
    event_id: UUID | None = None
    copies: tuple[tuple[str, str], ...] = ()
    originals: str = ""
    review_on: date | None = None
    take_down_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where and when a picture that was checked came out, or is planned to."""

    title: str = ""
    account_id: UUID | None = None
    address: str = ""
    on: date | None = None
    scheduled_for: date | None = None
    originals: str = ""
    take_down_on: date | None = None


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of a pasted list of addresses: what was written down, and the lines that were left, each with why."""

    posts: tuple[Post, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """A mistake and, once it is put right, its wording."""

    wrong: str
    noticed_on: date | None = None
    wording: str = ""
    corrected_on: date | None = None
    apology: str = ""
    told: str = ""


def add_post(work: Work, post: Post) -> Post:
    """Keep a new post; searches that would have found it go on for it."""
    kept = work.uow.posts.add(post)
    work.did(Did.POST_RECORDED, Noun.POSTS, subject_kind="post", subject_id=kept.id, record=kept)
    found_again(work, kept)
    return kept


def look_again(
    work: Work, post: Post, result: ReviewResult, note: str, next_on: date | None, on: date | None = None
) -> PostReview:
    """Keep a look at a post and what follows from it."""
    session, today = work.session, work.session.today
    has_to_be_out(post)
    said = plain(note).strip()
    if result is not ReviewResult.KEEP and not said:
        raise FieldError("note", tr("Say what was done, and how one can see it."))
    if len(said) > MOST_TEXT:
        raise FieldError("note", tr("This is longer than {longest} characters. Shorten it.", longest=MOST_TEXT))
    if next_on is not None and next_on <= today:
        raise FieldError("next_on", tr("The next look lies after today."))
    stays = result is not ReviewResult.REMOVE
    again = (next_on or first_review(today, picture_rules(work.uow).review_months)) if stays else None
    review = PostReview(uuid4(), post.school_id, post.id, on or today, session.person_id, result, said, again)
    work.uow.post_reviews.add(review)
    work.did(Did.POST_REVIEWED, Noun.POSTS, subject_kind="post-review", subject_id=review.id, record=review)
    if stays:
        took_day = post.take_down_on is not None and post.take_down_on <= today
        kept_on = None if took_day else post.take_down_on
        keep_post(work, replace(post, review_on=again, take_down_on=kept_on), Did.POST_CHANGED)
    else:
        take_down(work, post, on or today)
    return review


def corrected(correction: PostCorrection, draft: CorrectionDraft, today: date) -> PostCorrection:
    """The correction with what was typed. Raises FieldError."""
    changed = replace(
        correction,
        wrong=draft.wrong,
        noticed_on=draft.noticed_on or correction.noticed_on,
        wording=draft.wording,
        corrected_on=draft.corrected_on,
        apology=draft.apology,
        told=draft.told,
    )
    return checked_correction(changed, today)


def say_corrected(work: Work, correction: PostCorrection) -> None:
    """What the log says of a correction."""
    work.did(
        Did.POST_CORRECTED, Noun.POSTS, subject_kind="post-correction", subject_id=correction.id, record=correction
    )


def demand_known(uow: UnitOfWork, pupil_ids: tuple[UUID, ...]) -> None:
    """Raise FieldError unless all of them are pupils of the school."""
    if len(uow.pupils.of(set(pupil_ids))) != len(set(pupil_ids)):
        raise FieldError("pupils", tr("One of them is not on the roll. Choose again; nothing was saved."))


def title_of(check: PhotoCheck) -> str:
    """The caption's first line, or what was checked; a file's own name is left out, it may hold a child's."""
    first = check.caption.strip().split("\n")[0].strip()
    return first[:MOST_TITLE] or tr("Photo check {number}", number=check.number)
