"""What was published, and searches for a pupil's pictures, as the search finds them."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.posts import POST_STATE_WORDS
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .published import own_accounts, read_published, sees
from .session import Session


def posts(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """What was published, by what it is, where, and its address; for who posts that of own accounts."""
    if not session.allows(uow, Action.RECORD_POSTS):
        return
    mine, published = own_accounts(session, uow), read_published(session, uow)
    for post in published.posts:
        if sees(session, mine, post):
            state = tr(POST_STATE_WORDS[post.state])
            day = day_text(post.published_on) if post.published_on else state
            detail = tr("{where}, {day}", where=published.where(post), day=day)
            yield Entry(Found(FoundKind.POST, post.id, post.title, detail, "photos", "posts"), post.address, post.note)


def removals(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Searches under way, by the pupil, for who sees the roll; not why they were begun."""
    if not session.allows(uow, Action.SEE_PUPILS):
        return
    waiting = uow.removals.unfinished()
    pupils = {p.id: p for p in uow.pupils.of({removal.pupil_id for removal in waiting})}
    for removal in waiting:
        pupil = pupils.get(removal.pupil_id)
        if pupil is not None:
            title = tr("Take down: pictures of {name}", name=pupil.name)
            begun = tr("begun on {day}", day=day_text(removal.begun_at.astimezone().date()))
            yield Entry(Found(FoundKind.REMOVAL, removal.id, title, begun, "photos", "removals"), pupil.class_name)
