"""What was published, as it is shown: to the office with names, to who posts with numbers, own accounts only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.found_pictures import Published, is_picture, leaver_advice
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_checks import CheckOutcome, PhotoCheck, local_day
from schoolsm_desktop.domain.picture_places import PicturePlace
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.posts import (
    POST_KIND_WORDS,
    POST_STATE_WORDS,
    REVIEW_WORDS,
    Post,
    PostCorrection,
    PostReview,
    PostState,
    ReviewResult,
    seen_words,
)
from schoolsm_desktop.domain.pupils import Pupil, sort_key
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_links import linked_incidents
from .picture_books import picture_rules, read_places
from .published import book_of, not_to_be_seen, own_accounts, read_published, sees
from .session import Session


@dataclass(frozen=True, slots=True)
class PostLine:
    """One thing published. `names` are of who can be seen, empty for who does not see the roll."""

    post: Post
    where: str
    kind: str
    state: str
    seen: str
    names: tuple[str, ...] = ()
    to_come_off: int = 0
    """How many can be seen in it who must not, by the answers of today."""
    open_corrections: int = 0

    @property
    def due(self) -> date | None:
        """The next day on which somebody does something with it."""
        post = self.post
        if not post.is_out:
            return None
        if post.state is PostState.PLANNED:
            return post.scheduled_for
        days = [day for day in (post.review_on, post.take_down_on) if day is not None]
        return min(days) if days else None

    def waits(self, today: date) -> bool:
        """Whether somebody is needed by today."""
        late = self.due is not None and self.due <= today
        return self.post.is_out and (late or bool(self.to_come_off) or not self.post.pupils_marked)


@dataclass(frozen=True, slots=True)
class PostView:
    """One thing published with everything that stands beside it."""

    line: PostLine
    recorded_by: str
    pupils: tuple[tuple[UUID, str, bool], ...] = ()
    """Id, name, and whether this pupil must not be seen there; empty for who does not see the roll."""
    check: str = ""
    event: str = ""
    reviews: tuple[tuple[str, str], ...] = ()
    corrections: tuple[tuple[PostCorrection, str], ...] = ()
    incidents: tuple[tuple[UUID, str], ...] = ()
    """Incidents about it that the person signed in can read, by their reference; the others are not here."""


@dataclass(frozen=True, slots=True)
class PostRights:
    """What the person signed in may do here, and what the dialogs choose from."""

    sees_pupils: bool = False
    may_print: bool = False
    places: tuple[tuple[str, str], ...] = ()
    accounts: tuple[tuple[UUID, str, str], ...] = ()
    """Id, name, key of the place that a picture on it goes to."""
    pupils: tuple[tuple[UUID, str, str], ...] = ()
    """Id, name, class; empty for who does not see the roll."""
    checks: tuple[tuple[UUID, str], ...] = ()
    """Saved checks without a post, newest first."""
    events: tuple[tuple[UUID, str], ...] = ()
    review_months: int = 12
    corrects: str = ""
    """What your policy says of own mistakes; empty where it says nothing."""


@dataclass(frozen=True, slots=True)
class LeaverLine:
    """Something that is out and shows somebody who has left, with what the terms of its place say."""

    post: Post
    where: str
    leavers: tuple[tuple[UUID, str], ...]
    others: int
    advice: ReviewResult

    @property
    def words(self) -> str:
        """Who can be seen, in words."""
        names = ", ".join(name for _, name in self.leavers)
        if not self.others:
            return names
        return tr("{names}, and {more}", names=names, more=ntr("{count} more", "{count} more", self.others))


def read_lines(session: Session, uow: UnitOfWork) -> tuple[PostLine, ...]:
    """Everything published that the person signed in sees: what waits first, then the newest."""
    mine = own_accounts(session, uow)
    posts = [post for post in uow.posts.all() if sees(session, mine, post)]
    book, published = book_of(session, uow, posts), read_published(session, uow, posts)
    wrong: dict[UUID, int] = {}
    for correction in uow.post_corrections.open():
        wrong[correction.post_id] = wrong.get(correction.post_id, 0) + 1
    lines = [
        post_line(
            post,
            published,
            book.pupils if mine is None else {},
            len(not_to_be_seen(book, published, post)),
            wrong.get(post.id, 0),
        )
        for post in posts
    ]
    today = session.today

    def order(line: PostLine) -> tuple[bool, date, float]:
        waits = line.waits(today)
        return not waits, (line.due or today) if waits else date.min, -_day_of(line.post).toordinal()

    return tuple(sorted(lines, key=order))


def post_line(
    post: Post, published: Published, pupils: Mapping[UUID, Pupil], to_come_off: int, open_corrections: int
) -> PostLine:
    """One line in words."""
    shown = sorted((pupils[p] for p in post.pupil_ids if p in pupils), key=sort_key)
    return PostLine(
        post,
        published.where(post),
        tr(POST_KIND_WORDS[post.kind]),
        tr(POST_STATE_WORDS[post.state]),
        seen_words(post),
        tuple(pupil.name for pupil in shown),
        to_come_off,
        open_corrections,
    )


def read_view(session: Session, uow: UnitOfWork, post: Post) -> PostView:
    """One thing published with its looks and corrections."""
    mine = own_accounts(session, uow)
    published, book = read_published(session, uow, [post]), book_of(session, uow, [post])
    off = not_to_be_seen(book, published, post)
    corrections = sorted(uow.post_corrections.of(post.id), key=lambda c: c.noticed_on, reverse=True)
    people = {p.id: p.short_name for p in uow.people.all()}
    pupils = sorted((book.pupils[p] for p in post.pupil_ids if p in book.pupils), key=sort_key)
    check = uow.photo_checks.find(post.check_id) if post.check_id is not None else None
    event = uow.events.find(post.event_id) if post.event_id is not None else None
    reviews = sorted(uow.post_reviews.of(post.id), key=lambda r: r.on, reverse=True)
    still = len([c for c in corrections if c.corrected_on is None])
    return PostView(
        post_line(post, published, book.pupils if mine is None else {}, len(off), still),
        people.get(post.recorded_by, "–"),
        tuple((p.id, p.name, p.id in off) for p in pupils) if mine is None else (),
        check_words(check) if check is not None else "",
        event.name if event is not None else "",
        tuple((_review_head(r, people), _review_words(r)) for r in reviews),
        tuple((c, people.get(c.by, "–")) for c in corrections),
        linked_incidents(session, uow).get(f"post:{post.id}", ()),
    )


def check_words(check: PhotoCheck) -> str:
    """A saved check by its number, day and place."""
    return tr(
        "Photo check {number}, {day}, {place}",
        number=check.number,
        day=day_text(local_day(check.at)),
        place=check.place_name,
    )


def read_rights(session: Session, uow: UnitOfWork) -> PostRights:
    """What the dialogs choose from."""
    mine = own_accounts(session, uow)
    published = read_published(session, uow)
    posted = {post.check_id for post in published.posts}
    rules, profile = picture_rules(uow), session.profile(uow)
    accounts = [a for a in uow.accounts.all() if a.is_live and (mine is None or a.id in mine)]
    checks = [
        c
        for c in published.checks
        if c.outcome is CheckOutcome.MAY_POST
        and c.id not in posted
        and (mine is None or c.by == session.person_id or c.account_id in mine)
    ]
    checks.sort(key=lambda c: c.number, reverse=True)
    roll = sorted(uow.pupils.all(), key=sort_key) if mine is None else []
    events = sorted(uow.events.all(), key=lambda e: e.on, reverse=True)
    return PostRights(
        mine is None,
        session.allows(uow, Action.PRINT_PUPIL_LISTS),
        tuple((place.key, place.name) for place in read_places(session, uow)),
        tuple((a.id, a.name, published.place_of[a.id]) for a in sorted(accounts, key=lambda a: a.name.casefold())),
        tuple((p.id, p.name, p.class_name) for p in roll),
        tuple((c.id, check_words(c)) for c in checks[:100]),
        tuple((e.id, tr("{name}, {day}", name=e.name, day=day_text(e.on))) for e in events if e.cancelled_at is None),
        rules.review_months,
        clause_words(profile, Subject.REPLYING) if profile.rules.correct_own_errors else "",
    )


def read_leavers(session: Session, uow: UnitOfWork) -> tuple[LeaverLine, ...]:
    """Everything that is out and shows somebody who has left, those that their terms take down first."""
    today = session.today
    posts = [post for post in uow.posts.all() if post.state is PostState.LIVE and post.pupils]
    left = {p.id: p for p in uow.pupils.of({p for post in posts for p in post.pupil_ids}) if p.has_left(today)}
    places: Mapping[str, PicturePlace] = {place.key: place for place in read_places(session, uow)}
    published = read_published(session, uow, posts)
    found = []
    for post in posts:
        gone = sorted((left[p] for p in post.pupil_ids if p in left), key=sort_key)
        if gone and is_picture(post):
            advice = leaver_advice(places.get(post.place))
            others = len(post.pupils) - len(gone)
            leavers = tuple((p.id, p.name) for p in gone)
            found.append(LeaverLine(post, published.where(post), leavers, others, advice))
    return tuple(sorted(found, key=lambda x: (x.advice is ReviewResult.KEEP, -_day_of(x.post).toordinal())))


def _day_of(post: Post) -> date:
    return post.published_on or post.scheduled_for or post.recorded_at.astimezone().date()


def _review_head(review: PostReview, people: Mapping[UUID, str]) -> str:
    return tr("{day}, {name}", day=day_text(review.on), name=people.get(review.by, "–"))


def _review_words(review: PostReview) -> str:
    said = tr(REVIEW_WORDS[review.result])
    if review.note:
        said = tr("{said}: {note}", said=said, note=review.note)
    if review.next_on is not None:
        said = tr("{said}. Next on {day}", said=said, day=day_text(review.next_on))
    return said
