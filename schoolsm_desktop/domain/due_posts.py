"""Lines of Today about what was published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .posts import SOON, Post, PostCorrection, PostState
from .wording import day_text, list_text, ntr, tr

LOOK_WITHIN = timedelta(days=14)
"""By when somebody looks who can be seen in what was online before."""
QUICKLY, ELSE = timedelta(days=1), timedelta(days=7)
"""By when a mistake is put right: where your policy wants it quickly, and otherwise."""
SUMMER = range(7, 11)
"""From July to October one looks at what still shows those who have left."""


def due_posts(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    yield from _reviews([p for p in facts.posts if _is_live(p) and p.review_on and p.review_on <= today + SOON])
    for post in facts.posts:
        if _is_live(post) and post.take_down_on is not None and post.take_down_on <= today + SOON:
            yield _comes_off(post, post.take_down_on)
        if post.state is PostState.PLANNED and post.scheduled_for is not None and post.scheduled_for <= today:
            yield _came_out(post, post.scheduled_for)
    yield from _not_looked_at([p for p in facts.posts if p.is_out and not p.pupils_marked])
    yield from (_put_right(c, facts) for c in facts.post_corrections)
    if facts.leavers_shown and today.month in SUMMER:
        yield _leavers(len(facts.leavers_shown), today)


def _is_live(post: Post) -> bool:
    return post.state is PostState.LIVE


def _reviews(posts: Sequence[Post]) -> Iterable[DueItem]:
    days = [post.review_on for post in posts if post.review_on is not None]
    if days:
        yield DueItem(
            "post-reviews",
            min(days),
            ntr("Look at {count} published thing again", "Look at {count} published things again", len(posts)),
            tr("{titles}: keep, blur or remove.", titles=_titles(posts)),
            Duty.OFFICE_MANAGER,
            Place.POST,
            tr("Look…"),
            subject_id=posts[0].id if len(posts) == 1 else None,
            rank=6,
        )


def _comes_off(post: Post, on: date) -> DueItem:
    return DueItem(
        f"post-off:{post.id}",
        on,
        tr("Take down: “{title}”", title=post.title),
        tr("It was to stay until {day}.", day=day_text(on)),
        Duty.OFFICE_MANAGER,
        Place.POST,
        tr("Open"),
        subject_id=post.id,
    )


def _came_out(post: Post, on: date) -> DueItem:
    return DueItem(
        f"post-planned:{post.id}",
        on,
        tr("Did it come out? “{title}”", title=post.title),
        tr("It was planned for {day}.", day=day_text(on)),
        Duty.OFFICE_MANAGER,
        Place.POST,
        tr("Open"),
        subject_id=post.id,
        rank=6,
    )


def _not_looked_at(posts: Sequence[Post]) -> Iterable[DueItem]:
    if posts:
        yield DueItem(
            "posts-not-looked-at",
            min(post.recorded_at for post in posts).astimezone().date() + LOOK_WITHIN,
            ntr(
                "{count} published thing is not looked at yet",
                "{count} published things are not looked at yet",
                len(posts),
            ),
            tr("Say which pupils can be seen, so that their pictures are found when somebody asks."),
            Duty.OFFICE_MANAGER,
            Place.POST,
            tr("Look…"),
            rank=7,
        )


def _put_right(correction: PostCorrection, facts: DueFacts) -> DueItem:
    within = QUICKLY if facts.profile.rules.correct_own_errors else ELSE
    return DueItem(
        f"post-wrong:{correction.id}",
        correction.noticed_on + within,
        tr("Put a mistake right in something published"),
        tr("Noticed on {day}. Say how it reads now.", day=day_text(correction.noticed_on)),
        Duty.OFFICE_MANAGER,
        Place.POST,
        tr("Open"),
        subject_id=correction.post_id,
        rank=4,
    )


def _leavers(count: int, today: date) -> DueItem:
    return DueItem(
        f"posts-leavers:{today.year}",
        date(today.year, 10, 31),
        ntr("{count} pupil who has left can still be seen", "{count} pupils who have left can still be seen", count),
        tr("One list: keep, blur or remove, by the terms of each place."),
        Duty.OFFICE_MANAGER,
        Place.POST,
        tr("Go through…"),
        rank=7,
    )


def _titles(posts: Sequence[Post]) -> str:
    shown = [tr("“{title}”", title=post.title) for post in posts[:3]]
    if len(posts) > len(shown):
        shown.append(ntr("{count} more", "{count} more", len(posts) - len(shown)))
    return list_text(shown)
