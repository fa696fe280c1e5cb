"""What the demonstration has published in a year: posts, prints and displays, a mistake put right, a withdrawal half done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_answers import AnswerBy, PhotoAnswer, Said
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.posts import (
    WITHOUT_PICTURE,
    Post,
    PostCorrection,
    PostKind,
    PostReview,
    PostState,
    ReviewResult,
    first_review,
)
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import RemovalCause, RemovalHow, RemovalKind
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.picture_books import picture_rules, read_book
from schoolsm_desktop.services.published import pupil_pairs, read_published
from schoolsm_desktop.services.removals import RemovalService, TaskDone, begin_removal
from schoolsm_desktop.services.schools import home_school

if TYPE_CHECKING:
    from schoolsm_desktop.services.session import Work

    from .build import Performer

_PICTURE, _WORDS, _PRINTED, _DISPLAY = PostKind.PICTURE, PostKind.WORDS, PostKind.PRINTED, PostKind.DISPLAY
_SHELF = "Memory stick 2, office safe"
_STORY: tuple[tuple[int, PostKind, str, str, int], ...] = (
    # days ago, kind, title, account or place, how many pupils
    (352, _PICTURE, "Frost on the school field", "website", 0),
    (338, _DISPLAY, "Reading corner, entrance hall", "display", 5),
    (311, _PICTURE, "Visit to the lifeboat station", "facebook", 4),
    (290, _PRINTED, "Newsletter of the spring term", "newsletter", 6),
    (262, _PICTURE, "Best work: clay birds", "website", 2),
    (240, _PICTURE, "Rehearsal of the play", "instagram", 5),
    (214, PostKind.VIDEO, "The choir in the market hall", "youtube", 7),
    (190, _WORDS, "Doors open at six for the summer fair", "facebook", 0),
    (171, _PICTURE, "Sports day: the relay", "website", 6),
    (150, PostKind.REVIEW_SITE, "Thanks to a parent who praised the kitchen", "", 0),
    (131, _PICTURE, "Leavers’ assembly", "website", 3),
    (78, _WORDS, "Welcome back: times of the school day", "website", 0),
    (64, PostKind.ENCYCLOPAEDIA, "Number of pupils brought up to date", "", 0),
    (52, _DISPLAY, "Maps of our village, corridor", "display", 4),
    (41, _PICTURE, "Harvest table", "facebook", 3),
    (33, _PRINTED, "Newsletter of the first half-term", "newsletter", 5),
    (24, _PICTURE, "Bulbs along the wall", "website", 3),
    (12, _WORDS, "We came first in the village quiz", "facebook", 0),
    (6, _PICTURE, "Bridges of paper", "instagram", 4),
)
_ONLINE = ("news/2019/summer-fair", "news/2020/rainbows", "gallery/forest-day")
_WRONG = "We came second. The neighbouring school won."


def posts(performer: Performer) -> None:
    """Write it all down as the office would have, and let one parent withdraw."""
    session = performer.session("office")
    with session.work() as work:
        book = read_book(session, work.uow)
        mum = next(p for p in book.pupils.values() if book.adults_of.get(p.id) and _may(book, p, "website"))
        kept = _story(work, book, mum, performer)
        _mistake(work, kept["We came first in the village quiz"])
        _look(work, kept["Best work: clay birds"])
        _online_before(work)
        removal_id = _withdrawn(work, mum, book)
        work.done()
    service = RemovalService(session)
    first = next(t for t in service.view(removal_id).tasks if t.task.kind is RemovalKind.POST)
    service.done(first.task.id, TaskDone(RemovalHow.REMOVED, "Page opened signed out: the picture is gone"))


def _story(work: Work, book: PictureBook, mum: Pupil, performer: Performer) -> dict[str, Post]:
    uow, session = work.uow, work.session
    published = read_published(session, uow, ())
    months = picture_rules(uow).review_months
    left = _leaver(work)
    kept: dict[str, Post] = {}
    for ago, kind, title, where, count in _STORY:
        account_id = performer.accounts.get(where)
        place = published.place_of.get(account_id, where) if account_id is not None else where
        if place not in published.names and kind not in (PostKind.REVIEW_SITE, PostKind.ENCYCLOPAEDIA):
            account_id, place = None, "website"
        seen = _seen(book, place, count, ago, mum) if count else []
        on = session.today - timedelta(days=ago)
        post = _post(work, kind, title, place, on)
        post = replace(
            post,
            account_id=account_id,
            pupils=pupil_pairs([*seen, left.id] if title.startswith("Leavers") else seen),
            review_on=first_review(on, months) if kind not in WITHOUT_PICTURE else None,
            originals=_SHELF if ago in (171, 24) else "",
            copies=(("The Fernhollow Gazette", (on + timedelta(days=1)).isoformat()),) if ago == 171 else (),
        )
        kept[title] = _keep(work, post)
    planned = _post(work, _PICTURE, "Lanterns for the winter walk", "website", session.today)
    _keep(
        work,
        replace(
            planned,
            state=PostState.PLANNED,
            published_on=None,
            scheduled_for=session.today + timedelta(days=4),
            pupils=pupil_pairs(_seen(book, "website", 3, 0, mum)),
        ),
    )
    return kept


def _post(work: Work, kind: PostKind, title: str, place: str, on: date) -> Post:
    session = work.session
    return Post(
        uuid4(),
        home_school(work.uow).id,
        kind,
        title,
        place,
        session.person_id,
        datetime.combine(on, time(15, 40), session.clock.now().tzinfo) if on < session.today else session.clock.now(),
        published_on=on,
    )


def _seen(book: PictureBook, place: str, count: int, turn: int, mum: Pupil) -> list[UUID]:
    """Pupils who may be seen there; one of them is in three of the pictures on the website."""
    able = [
        p.id for p in list(book.pupils.values())[turn % 60 : turn % 60 + 60] if p.id != mum.id and _may(book, p, place)
    ]
    also = [mum.id] if place == "website" and turn in (171, 24, 0) else []
    return [*also, *able[: count - len(also)]]


def _may(book: PictureBook, pupil: Pupil, place: str) -> bool:
    return place in book.places and book.strictest(pupil.id, place).may


def _leaver(work: Work) -> Pupil:
    """Somebody of last year’s Year 6 who can still be seen."""
    today = work.session.today
    last = date(today.year if today.month > 8 else today.year - 1, 7, 20)
    pupil = Pupil(uuid4(), home_school(work.uow).id, "Ottilie", "Brandt", year="6", class_name="6A", on_roll_to=last)
    work.uow.pupils.add(pupil)
    work.did(Did.PUPIL_ADDED, Noun.PUPILS, subject_kind="pupil", subject_id=pupil.id)
    return pupil


def _mistake(work: Work, post: Post) -> None:
    today = work.session.today
    wrong = PostCorrection(
        uuid4(), post.school_id, post.id, "We did not come first.", today - timedelta(days=11), work.session.person_id,
        _WRONG, today - timedelta(days=11), "A line under the post", "The neighbouring school’s office",
    )  # fmt: skip
    late = PostCorrection(
        uuid4(),
        post.school_id,
        post.id,
        "The day of the quiz is wrong.",
        today - timedelta(days=1),
        work.session.person_id,
    )
    for one in (wrong, late):
        work.uow.post_corrections.add(one)
        work.did(Did.POST_CORRECTED, Noun.POSTS, subject_kind="post-correction", subject_id=one.id, record=one)


def _look(work: Work, post: Post) -> None:
    """A look at something of the spring; the next is due in these days."""
    today = work.session.today
    look = PostReview(
        uuid4(), post.school_id, post.id, today - timedelta(days=120), work.session.person_id, ReviewResult.KEEP,
        "Still wanted", today - timedelta(days=2),
    )  # fmt: skip
    work.uow.post_reviews.add(look)
    work.did(Did.POST_REVIEWED, Noun.POSTS, subject_kind="post-review", subject_id=look.id, record=look)
    kept = work.uow.posts.save(replace(post, review_on=today - timedelta(days=2)))
    work.did(Did.POST_CHANGED, Noun.POSTS, subject_kind="post", subject_id=kept.id, record=kept)


def _online_before(work: Work) -> None:
    """Three pages of earlier years; nobody has looked who can be seen in them."""
    for path in _ONLINE:
        address = f"https://www.fernhollow.example/{path}"
        post = _post(work, _PICTURE, f"fernhollow.example/{path}", "website", work.session.today - timedelta(days=9))
        _keep(work, replace(post, address=address, published_on=None, pupils_marked=False, found_already=True))


def _withdrawn(work: Work, pupil: Pupil, book: PictureBook) -> UUID:
    """A parent withdrew for the website yesterday."""
    session, adult = work.session, book.adults_of[pupil.id][0]
    work.uow.photo_answers.add(
        PhotoAnswer(
            uuid4(), pupil.school_id, pupil.id, "website", Said.WITHDRAWN, session.today, session.person_id,
            session.clock.now(), adult_id=adult.id, how=AnswerBy.PHONE,
        )
    )  # fmt: skip
    work.did(Did.ANSWERS_RECORDED, Noun.PHOTO_ANSWERS, subject_kind="pupil", subject_id=pupil.id)
    return begin_removal(work, pupil.id, RemovalCause.ANSWER, ("website",), adult.id).id


def _keep(work: Work, post: Post) -> Post:
    kept = work.uow.posts.add(post)
    work.did(Did.POST_RECORDED, Noun.POSTS, subject_kind="post", subject_id=kept.id, record=kept)
    return kept
