"""Find every picture of a pupil: what is out, what is planned, what was checked, who has copies, where originals lie."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .photo_answers import Verdict
from .photo_checks import CheckOutcome, PhotoCheck, local_day
from .picture_book import PictureBook
from .picture_places import Basis, Lasting, PicturePlace
from .posts import WITHOUT_PICTURE, Post, PostKind, PostState, ReviewResult
from .pupils import Pupil
from .removals import Removal, RemovalHow, RemovalKind, RemovalTask
from .wording import day_text, list_text, ntr, tr

NO_MORE = frozenset({Verdict.ON_HOLD, Verdict.OBJECTED, Verdict.NO, Verdict.WITHDRAWN})
"""What takes a picture down that is out already. A yes that has run out does not: it stood when the picture came out."""
GIVEN_AWAY = frozenset({"press", "outside-photographer"})
"""Places whose withdrawal asks for every copy that was given away."""


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """One picture that was found, in words that name no pupil. `others` is how many more pupils can be seen in it."""

    kind: RemovalKind
    words: str
    record_id: UUID
    place: str = ""
    account_id: UUID | None = None
    others: int = 0

    @property
    def same(self) -> tuple[RemovalKind, UUID, str]:
        """What makes it the same picture when one looks again."""
        return self.kind, self.record_id, self.words if self.kind is RemovalKind.COPY else ""


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that is looked through: posts, checks, the names of places, and the present place of each account."""

    posts: Sequence[Post]
    checks: Sequence[PhotoCheck]
    names: Mapping[str, str]
    place_of: Mapping[UUID, str]

    def where(self, post: Post) -> str:
        """Where a post is, in words."""
        return self.names.get(post.place) or (
            tr("a site of others") if not post.place else tr("a place no longer used")
        )

    def places(self, post: Post) -> frozenset[str]:
        """The keys by which its place is asked about: as it was, and as its account is asked about today."""
        now = self.place_of.get(post.account_id) if post.account_id is not None else None
        return frozenset(key for key in (post.place, now) if key)


def affected(book: PictureBook, places: Collection[str]) -> frozenset[str] | None:
    """The places that a withdrawal for `places` concerns: themselves, and those from where a picture goes on to them.

    None stands for everywhere: no place is named.
    """
    if not places:
        return None
    wanted = set(places)
    return frozenset(wanted | {key for key in book.places if wanted & set(book.whole_way(key))})


def found_pictures(pupil: Pupil, published: Published, places: frozenset[str] | None) -> tuple[FoundPicture, ...]:
    """Every picture of a pupil in these places (None: everywhere), what is out first."""
    found: list[FoundPicture] = []
    everywhere = places is None or bool(places & GIVEN_AWAY)
    for post in published.posts:
        if pupil.id not in post.pupil_ids:
            continue
        here = places is None or bool(published.places(post) & places)
        if here:
            found += _itself(post, published)
        if here or everywhere:
            found += _copies(post)
        if here:
            found += _originals(post)
    found += _checked(pupil, published, places)
    found += _not_looked_at(pupil, published, places)
    order = list(RemovalKind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.words.casefold())))


def _itself(post: Post, published: Published) -> Iterable[FoundPicture]:
    others = len(post.pupils) - 1
    what = tr("“{title}”, {place}", title=post.title, place=published.where(post))
    if post.state is PostState.LIVE:
        day = tr("{what}, {day}", what=what, day=day_text(post.published_on)) if post.published_on else what
        yield FoundPicture(RemovalKind.POST, day, post.id, post.place, post.account_id, others)
    elif post.state is PostState.PLANNED:
        planned = tr("Not out yet: {what}", what=what)
        if post.scheduled_for is not None:
            planned = tr("{what}, planned for {day}", what=planned, day=day_text(post.scheduled_for))
        yield FoundPicture(RemovalKind.PLANNED, planned, post.id, post.place, post.account_id, others)


def _copies(post: Post) -> Iterable[FoundPicture]:
    for who, on in post.copies:
        given = day_text(date.fromisoformat(on)) if on else tr("day not known")
        words = tr("A copy of “{title}” was given to {who}, {day}", title=post.title, who=who, day=given)
        yield FoundPicture(RemovalKind.COPY, words, post.id, post.place, post.account_id)


def _originals(post: Post) -> Iterable[FoundPicture]:
    if post.originals:
        words = tr("Originals of “{title}” lie here: {where}", title=post.title, where=post.originals)
        yield FoundPicture(RemovalKind.ORIGINAL, words, post.id, post.place, post.account_id)


def _checked(pupil: Pupil, published: Published, places: frozenset[str] | None) -> Iterable[FoundPicture]:
    """Pictures that were checked and that nobody has recorded as posted: perhaps they are out."""
    posted = {post.check_id for post in published.posts}
    for check in published.checks:
        if check.outcome is CheckOutcome.STOPPED or check.id in posted or pupil.id not in check.pupils:
            continue
        if places is not None and check.place not in places:
            continue
        words = tr(
            "Checked on {day} for {place}, and not recorded as posted: photo check {number}",
            day=day_text(local_day(check.at)),
            place=check.place_name,
            number=check.number,
        )
        yield FoundPicture(RemovalKind.CHECK, words, check.id, check.place, check.account_id, len(check.pupils) - 1)


def _not_looked_at(pupil: Pupil, published: Published, places: frozenset[str] | None) -> Iterable[FoundPicture]:
    """Pictures of the same events in which nobody has looked who can be seen."""
    events = {post.event_id for post in published.posts if post.event_id and pupil.id in post.pupil_ids}
    for post in published.posts:
        is_here = places is None or bool(published.places(post) & places)
        if post.pupils_marked or not post.is_out or not is_here or post.event_id not in events:
            continue
        words = tr(
            "Look who can be seen: “{title}”, {place}, is from the same event",
            title=post.title,
            place=published.where(post),
        )
        yield FoundPicture(RemovalKind.ELSEWHERE, words, post.id, post.place, post.account_id)


def still_to_find(found: Iterable[FoundPicture], tasks: Iterable[RemovalTask]) -> tuple[FoundPicture, ...]:
    """What was found and stands in no line yet; a line that was done for good is not begun again."""
    there = {
        (task.kind, task.record_id, task.words if task.kind is RemovalKind.COPY else "")
        for task in tasks
        if task.record_id is not None
    }
    return tuple(one for one in found if one.same not in there)


def done_for_good(tasks: Iterable[RemovalTask]) -> list[RemovalTask]:
    """Lines of earlier searches that need not be done once more: the copy was asked back, the original is gone."""
    over = (RemovalHow.REMOVED, RemovalHow.ASKED)
    asked = (RemovalKind.COPY, RemovalKind.ORIGINAL, RemovalKind.CHECK)
    return [task for task in tasks if task.how in over and task.kind in asked]


def hows_for(kind: RemovalKind) -> tuple[RemovalHow, ...]:
    """How a line of this kind can be done."""
    if kind is RemovalKind.POST:
        return (RemovalHow.REMOVED, RemovalHow.BLURRED, RemovalHow.ASKED, RemovalHow.KEPT)
    if kind is RemovalKind.COPY:
        return (RemovalHow.ASKED, RemovalHow.REMOVED, RemovalHow.KEPT)
    if kind is RemovalKind.PLANNED:
        return (RemovalHow.REMOVED, RemovalHow.BLURRED, RemovalHow.KEPT)
    return (RemovalHow.REMOVED, RemovalHow.KEPT)


HOW_WORDS: Mapping[RemovalHow, str] = {
    RemovalHow.OPEN: "To be done",
    RemovalHow.REMOVED: "Removed",
    RemovalHow.BLURRED: "Made unrecognisable",
    RemovalHow.ASKED: "Asked to remove it",
    RemovalHow.KEPT: "Kept, with a reason",
}
KIND_WORDS: Mapping[RemovalKind, str] = {
    RemovalKind.POST: "Out",
    RemovalKind.PLANNED: "Not out yet",
    RemovalKind.CHECK: "Checked, not posted",
    RemovalKind.COPY: "Copy given away",
    RemovalKind.ORIGINAL: "Originals",
    RemovalKind.ELSEWHERE: "Nobody has looked yet",
}


def what_was_done(tasks: Iterable[RemovalTask]) -> str:
    """What came of a search, in numbers that name no place (PRACTICE 18)."""
    counted: dict[RemovalHow, int] = {}
    for task in tasks:
        if task.kind is not RemovalKind.ELSEWHERE:
            counted[task.how] = counted.get(task.how, 0) + 1
    order = (RemovalHow.REMOVED, RemovalHow.BLURRED, RemovalHow.ASKED, RemovalHow.KEPT, RemovalHow.OPEN)
    parts = [_counted_words(how, counted[how]) for how in order if counted.get(how)]
    return list_text(parts) if parts else tr("we found no picture that had to be taken down")


def _counted_words(how: RemovalHow, count: int) -> str:
    if how is RemovalHow.REMOVED:
        return ntr("{count} picture was removed", "{count} pictures were removed", count)
    if how is RemovalHow.BLURRED:
        return ntr(
            "in {count} picture nobody can recognise your child any more",
            "in {count} pictures nobody can recognise your child any more",
            count,
        )
    if how is RemovalHow.ASKED:
        return ntr(
            "for {count} copy we have asked whoever has it to remove it",
            "for {count} copies we have asked whoever has them to remove them",
            count,
        )
    if how is RemovalHow.KEPT:
        return ntr(
            "{count} picture stays, and we will gladly tell you why",
            "{count} pictures stay, and we will gladly tell you why",
            count,
        )
    return ntr("{count} more is being taken down", "{count} more are being taken down", count)


def covers(removal: Removal, post: Post, published: Published, book: PictureBook) -> bool:
    """Whether a search, finished or not, would have found this post: the place is meant, and the pupil still must not be seen."""
    places = affected(book, [key for key, _ in removal.places])
    keys = published.places(post)
    if places is not None and not keys & places:
        return False
    return must_not_be_seen(book, removal.pupil_id, keys)


def must_not_be_seen(book: PictureBook, pupil_id: UUID, places: Iterable[str]) -> bool:
    """Whether the answers of today take a picture of this pupil down from one of these places."""
    if pupil_id not in book.pupils:
        return False
    if pupil_id in book.held:
        return True
    known = [key for key in places if key in book.places]
    return any(book.strictest(pupil_id, key).verdict in NO_MORE for key in known)


def leaver_advice(place: PicturePlace | None) -> ReviewResult:
    """What the terms of a place say of a picture whose pupil has left: a yes that lasts while on the roll ends with it."""
    if place is not None and place.terms is not None:
        by_yes = place.terms.basis is Basis.CONSENT
        if by_yes and place.terms.lasting is Lasting.ON_ROLL:
            return ReviewResult.REMOVE
    return ReviewResult.KEEP


def is_picture(post: Post) -> bool:
    """Whether pupils can be seen in it at all."""
    return post.kind not in WITHOUT_PICTURE


PRINTED = frozenset({PostKind.PRINTED, PostKind.DISPLAY})
"""What lies or hangs somewhere and has no address."""
