"""What is read wherever something published is meant: whose it is, what it is called, who must not be seen in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.found_pictures import Published, must_not_be_seen
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.picture_places import place_of_account, terms_on
from schoolsm_desktop.domain.posts import Post, PostState
from schoolsm_desktop.domain.removals import RemovalHow, RemovalKind
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .picture_books import read_book, read_places
from .session import Session, Work


def own_accounts(session: Session, uow: UnitOfWork) -> frozenset[UUID] | None:
    """The accounts whose posts somebody sees who does not see the roll: held, looked after or looked at; None for all."""
    if session.allows(uow, Action.SEE_PUPILS):
        return None
    me, today = session.person_id, session.today
    held = {access.account_id for access in uow.access.of_person(me) if access.live_on(today)}
    return frozenset(held | {a.id for a in uow.accounts.all() if me in (a.owner_id, a.looker_id)})


def sees(session: Session, mine: frozenset[UUID] | None, post: Post) -> bool:
    """Whether a post stands in the list of the person signed in."""
    return mine is None or post.account_id in mine or post.recorded_by == session.person_id


def seen_post(session: Session, uow: UnitOfWork, post_id: UUID) -> Post:
    """One post that the person signed in may change. Raises NotAllowedError, RecordMissingError."""
    session.demand(uow, Action.RECORD_POSTS)
    post = uow.posts.get(post_id)
    if not sees(session, own_accounts(session, uow), post):
        raise NotAllowedError(tr("This is not on one of your accounts. Nothing was changed. Ask the school office."))
    return post


def read_published(session: Session, uow: UnitOfWork, posts: Iterable[Post] | None = None) -> Published:
    """Posts and checks with the words for their places."""
    accounts = uow.accounts.all()
    standing = terms_on(uow.place_terms.all(), session.today)
    names = {place.key: place.name for place in read_places(session, uow)}
    names |= {f"account:{account.id}": account.name for account in accounts}
    return Published(
        tuple(posts) if posts is not None else uow.posts.all(),
        uow.photo_checks.all(),
        names,
        {account.id: place_of_account(account, standing) for account in accounts},
    )


def book_of(session: Session, uow: UnitOfWork, posts: Iterable[Post]) -> PictureBook:
    """The answers of everybody who can be seen in these posts, and of nobody else."""
    return read_book(session, uow, {pupil for post in posts for pupil in post.pupil_ids})


def not_to_be_seen(book: PictureBook, published: Published, post: Post) -> frozenset[UUID]:
    """Who can be seen in something that is out and must not be, by the answers of today."""
    if not post.is_out:
        return frozenset()
    places = published.places(post)
    return frozenset(pupil for pupil in post.pupil_ids if must_not_be_seen(book, pupil, places))


def keep_post(work: Work, post: Post, did: Did) -> Post:
    """Save a post that is there already, and say so in the log."""
    kept = work.uow.posts.save(post)
    work.did(did, Noun.POSTS, subject_kind="post", subject_id=kept.id, record=kept)
    return kept


def take_down(work: Work, post: Post, on: date) -> Post:
    """A post that is gone; every open line about it, whoever it was for, is done with it."""
    session = work.session
    was_out = post.state is PostState.LIVE
    gone = replace(
        post,
        state=PostState.TAKEN_DOWN if was_out else PostState.DROPPED,
        taken_down_on=on,
        taken_down_by=session.person_id,
        review_on=None,
    )
    kept = keep_post(work, gone, Did.POST_TAKEN_DOWN if was_out else Did.POST_CHANGED)
    for task in work.uow.removal_tasks.open_about(post.id):
        if task.kind in (RemovalKind.POST, RemovalKind.PLANNED, RemovalKind.ELSEWHERE):
            done = work.uow.removal_tasks.save(
                replace(task, how=RemovalHow.REMOVED, done_on=on, done_by=session.person_id)
            )
            work.did(Did.REMOVAL_LINE_DONE, Noun.REMOVALS, subject_kind="removal-task", subject_id=done.id, record=done)
    return kept


def without(post: Post, pupils: Iterable[UUID]) -> Post:
    """The post as it stands once nobody can recognise these pupils any more."""
    gone = {pupil.hex for pupil in pupils}
    return replace(post, pupils=tuple(pair for pair in post.pupils if UUID(pair[0]).hex not in gone))


def pupil_pairs(pupils: Iterable[UUID]) -> tuple[tuple[str, str], ...]:
    """How pupils stand in a record, each once."""
    return tuple((pupil.hex, "") for pupil in dict.fromkeys(pupils))
