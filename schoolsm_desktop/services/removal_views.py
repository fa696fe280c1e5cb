"""Searches for a pupil's pictures as they are shown: to the office with the name, to who posts without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.found_pictures import HOW_WORDS, KIND_WORDS, hows_for
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import CAPACITY_WORDS, Adult, Verdict
from schoolsm_desktop.domain.posts import Post
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalHow, RemovalKind, RemovalTask
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .picture_books import read_book
from .published import own_accounts, read_published
from .session import Session


@dataclass(frozen=True, slots=True)
class TaskView:
    """One line in words: what and where, by when, what was done by whom; `hows` are the answers it can be given."""

    task: RemovalTask
    what: str
    kind: str
    state: str
    detail: str
    address: str = ""
    others: int = 0
    """How many more pupils can be seen in the same picture."""
    hows: tuple[tuple[str, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.task.how is RemovalHow.OPEN


@dataclass(frozen=True, slots=True)
class RemovalLine:
    """One search in the list. `title` names the pupil only for who sees the roll."""

    removal: Removal
    title: str
    where: str
    progress: str
    due: date | None
    open_count: int
    all_count: int

    @property
    def is_over(self) -> bool:
        """Whether it is finished."""
        return self.removal.finished_at is not None


@dataclass(frozen=True, slots=True)
class RemovalView:
    """The whole page of one search: its lines and where the reply stands."""

    line: RemovalLine
    tasks: tuple[TaskView, ...]
    asked_by: str = ""
    """Who withdrew, for who sees the roll."""
    reply: str = ""
    """Where the reply stands, in words; empty where nobody waits for one."""
    may_reply: bool = False
    may_agree: bool = False
    may_finish: bool = False
    may_see_pupils: bool = False


_REPLIED = frozenset({RemovalCause.ANSWER, RemovalCause.ASKED})


def read_lines(session: Session, uow: UnitOfWork) -> tuple[RemovalLine, ...]:
    """Every search that exists for the person signed in, those to be done first."""
    mine = own_accounts(session, uow)
    tasks = _tasks_of(uow.removal_tasks.all() if mine is None else _own_tasks(uow, mine))
    removals = [r for r in uow.removals.all() if mine is None or r.id in tasks]
    pupils = {p.id: p for p in uow.pupils.of({r.pupil_id for r in removals})} if mine is None else {}
    names = read_published(session, uow, ()).names
    if mine is None:
        lines = [_line(r, tasks.get(r.id, []), pupils.get(r.pupil_id), names) for r in removals]
    else:
        about = {t.record_id for some in tasks.values() for t in some if t.record_id is not None}
        posts = {post.id: post for post in uow.posts.of(about)}
        lines = [_own_line(r, tasks[r.id], posts, names) for r in removals]
    return tuple(sorted(lines, key=lambda x: (x.is_over, x.due or date.max, -x.removal.begun_at.timestamp())))


def read_view(session: Session, uow: UnitOfWork, removal_id: UUID) -> RemovalView:
    """One search. Raises RecordMissingError, also where none of its lines is for the person signed in."""
    removal, mine = uow.removals.get(removal_id), own_accounts(session, uow)
    tasks = list(uow.removal_tasks.of([removal_id]))
    if mine is not None:
        own = {task.id for task in _own_tasks(uow, mine)}
        tasks = [task for task in tasks if task.id in own]
        if not tasks:
            uow.removals.get(UUID(int=0))  # for who posts it does not exist
    published = read_published(session, uow, uow.posts.of({t.record_id for t in tasks if t.record_id}))
    posts = {post.id: post for post in published.posts}
    people = {p.id: p.short_name for p in uow.people.all()}
    order = list(RemovalKind)
    tasks.sort(key=lambda t: (t.how is not RemovalHow.OPEN, order.index(t.kind), t.words.casefold()))
    views = tuple(_task(task, posts, people) for task in tasks)
    if mine is not None:
        return RemovalView(_own_line(removal, tasks, posts, published.names), views)
    pupil = uow.pupils.get(removal.pupil_id)
    adult = uow.adults.find(removal.adult_id) if removal.adult_id is not None else None
    held = reads_on_hold(session, uow, removal.pupil_id)
    lead = session.allows(uow, Action.DECIDE_HOLDS)
    waits = removal.cause in _REPLIED and removal.letter_id is None
    gate = held and removal.lead_agreed_at is None
    return RemovalView(
        _line(removal, tasks, pupil, published.names),
        views,
        asked_by=recipient_of(pupil, adult) if removal.cause in _REPLIED else "",
        reply=_reply_words(uow, removal, gate=gate),
        may_reply=waits and not gate,
        may_agree=waits and gate and lead,
        may_finish=removal.finished_at is None and all(task.how is not RemovalHow.OPEN for task in tasks),
        may_see_pupils=True,
    )


def reads_on_hold(session: Session, uow: UnitOfWork, pupil_id: UUID) -> bool:
    """Whether a pupil reads “on hold” anywhere: by the safeguarding lead, or by parents who differ, alike (PRACTICE 4)."""
    book = read_book(session, uow, [pupil_id])
    return any(book.standing(pupil_id, place).verdict is Verdict.ON_HOLD for place in book.places)


def recipient_of(pupil: Pupil, adult: Adult | None) -> str:
    """Whom a reply is for: by name where it is known, else by what the person is to the pupil; the pupil alone else."""
    if adult is None:
        return pupil.name
    if adult.name:
        return adult.name
    return tr("{capacity} of {name}", capacity=tr(CAPACITY_WORDS[adult.capacity]), name=pupil.name)


def _own_tasks(uow: UnitOfWork, mine: frozenset[UUID]) -> Sequence[RemovalTask]:
    """The lines about posts on somebody's own accounts."""
    kinds = (RemovalKind.POST, RemovalKind.PLANNED)
    tasks = [task for task in uow.removal_tasks.all() if task.kind in kinds and task.record_id is not None]
    own = {p.id for p in uow.posts.of({t.record_id for t in tasks if t.record_id}) if p.account_id in mine}
    return [task for task in tasks if task.record_id in own]


def _tasks_of(tasks: Sequence[RemovalTask]) -> dict[UUID, list[RemovalTask]]:
    found: dict[UUID, list[RemovalTask]] = defaultdict(list)
    for task in tasks:
        found[task.removal_id].append(task)
    return dict(found)


def _line(removal: Removal, tasks: Sequence[RemovalTask], pupil: Pupil | None, names: Mapping[str, str]) -> RemovalLine:
    still = [task for task in tasks if task.how is RemovalHow.OPEN]
    title = (
        tr("{name} ({class_name})", name=pupil.name, class_name=pupil.class_name)
        if pupil is not None and pupil.class_name
        else pupil.name
        if pupil is not None
        else tr("A pupil")
    )
    places = [names.get(key, key) for key, _ in removal.places]
    done = len(tasks) - len(still)
    if not tasks:
        progress = tr("nothing was found")
    elif still:
        progress = tr("{done} of {all} done", done=done, all=len(tasks))
    else:
        progress = ntr("{count} picture done", "all {count} done", len(tasks))
    dues = [task.due_on for task in still if task.due_on is not None]
    return RemovalLine(
        removal,
        title,
        list_text(places) if places else tr("Everywhere"),
        progress,
        min(dues) if dues else None,
        len(still),
        len(tasks),
    )


def _own_line(
    removal: Removal, tasks: Sequence[RemovalTask], posts: Mapping[UUID, Post], names: Mapping[str, str]
) -> RemovalLine:
    """One search for who posts: where those pictures are, and nothing of what began it: all read alike (PRACTICE 4)."""
    shown = [posts[x].place for x in (task.record_id for task in tasks) if x is not None and x in posts]
    plain = replace(
        removal,
        cause=RemovalCause.ASKED,
        places=tuple((place, "") for place in sorted(set(shown))),
        adult_id=None,
        letter_id=None,
        lead_agreed_at=None,
    )
    return _line(plain, tasks, None, names)


def _task(task: RemovalTask, posts: Mapping[UUID, Post], people: Mapping[UUID, str]) -> TaskView:
    post = posts.get(task.record_id) if task.record_id is not None else None
    counts = post is not None and task.kind in (RemovalKind.POST, RemovalKind.PLANNED)
    others = max(0, len(post.pupils) - 1) if counts and post is not None else 0
    detail = task.note
    if task.done_on is not None:
        by = people.get(task.done_by, "–") if task.done_by is not None else "–"
        done = tr("{day}, {name}", day=day_text(task.done_on), name=by)
        detail = tr("{done}: {note}", done=done, note=task.note) if task.note else done
    elif others:
        detail = ntr("{count} other pupil is in it", "{count} other pupils are in it", others)
    return TaskView(
        task,
        task.words,
        tr(KIND_WORDS[task.kind]),
        tr(HOW_WORDS[task.how]),
        detail,
        post.address if post is not None else "",
        others,
        tuple((how.value, tr(HOW_WORDS[how])) for how in hows_for(task.kind)),
    )


def _reply_words(uow: UnitOfWork, removal: Removal, *, gate: bool) -> str:
    if removal.cause not in _REPLIED:
        return ""
    letter = uow.letters.find(removal.letter_id) if removal.letter_id is not None else None
    if letter is not None:
        return tr("Made on {day}. It goes on paper, to this person alone.", day=day_text(letter.on))
    if gate:
        return tr("The designated safeguarding lead reads it first: the pupil is on hold.")
    return tr("Not written yet.")
