"""Find every picture of a pupil, and take them down line by line: begun by a withdrawal, a hold, leaving, or on request."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.found_pictures import (
    FoundPicture,
    Published,
    affected,
    covers,
    done_for_good,
    found_pictures,
    hows_for,
    still_to_find,
    what_was_done,
)
from schoolsm_desktop.domain.letters import Letter, plain
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.posts import MOST_TEXT, Post
from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalHow, RemovalKind, RemovalTask
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .letters import make_letter
from .picture_books import picture_rules, read_book
from .published import keep_post, own_accounts, read_published, take_down, without
from .removal_views import RemovalLine, RemovalView, read_lines, read_view, reads_on_hold, recipient_of
from .school_days import calendar_of
from .schools import home_school
from .session import Session, Work

REPLY, REMOVED_LETTER, COPY_LETTER = "picture-withdrawn-reply", "picture-removed", "copy-please-remove"
REPLIED = frozenset({RemovalCause.ANSWER, RemovalCause.ASKED})
"""Causes with somebody who waits for a reply."""
EVERYWHERE: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskDone:
    """How one line was done: removed, blurred, asked, kept with a reason; `note` is the proof, or the reason."""

    how: RemovalHow
    note: str = ""
    on: date | None = None


class RemovalService:
    """Deeds and views of taking pictures down."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def find(self, pupil_id: UUID, places: Sequence[str] = EVERYWHERE) -> tuple[FoundPicture, ...]:
        """Every picture of a pupil, in these places or everywhere; nothing is begun. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            book = read_book(self._session, uow, [pupil_id])
            return found_pictures(uow.pupils.get(pupil_id), read_published(self._session, uow), affected(book, places))

    def who_may_ask(self, pupil_id: UUID) -> tuple[tuple[UUID, str], ...]:
        """Who answers for a pupil, as a reply would be addressed. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            pupil = uow.pupils.get(pupil_id)
            return tuple((adult.id, recipient_of(pupil, adult)) for adult in uow.adults.of([pupil_id]))

    def lines(self) -> tuple[RemovalLine, ...]:
        """Every search that the person signed in works on, those to be done first; without names for who posts."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.TAKE_DOWN)
            return read_lines(self._session, uow)

    def view(self, removal_id: UUID) -> RemovalView:
        """One search with its lines: for who posts only those of own accounts. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.TAKE_DOWN)
            return read_view(self._session, uow, removal_id)

    # --- beginning

    def begin(
        self,
        pupil_id: UUID,
        cause: RemovalCause,
        places: Sequence[str] = EVERYWHERE,
        adult_id: UUID | None = None,
    ) -> Removal:
        """Find every picture of a pupil and keep a line for each. Raises NotAllowedError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.SEE_PUPILS)
            begun = begin_removal(work, pupil_id, cause, places, adult_id)
            work.done()
        return begun

    def search_again(self, removal_id: UUID) -> int:
        """Look once more, and say how many pictures are new; a search that was finished goes on for them."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.SEE_PUPILS)
            removal = work.uow.removals.get(removal_id)
            new = _search(work, removal)
            if new:
                _reopen(work, removal)
                work.done()
        return len(new)

    # --- line by line

    def done(self, task_id: UUID, done: TaskDone) -> RemovalTask:
        """Work off one line; what was removed is taken down with it. Raises NotAllowedError, FieldError, RuleError."""
        session = self._session
        with session.work() as work:
            task, removal = _task(session, work.uow, task_id)
            if task.how is not RemovalHow.OPEN:
                raise RuleError(tr("Somebody has done this line already. Nothing was changed."))
            on = _checked_done(task, done, removal, session.today)
            kept = _keep_task(
                work,
                replace(task, how=done.how, done_on=on, done_by=session.person_id, note=plain(done.note).strip()),
            )
            _carry_out(work, removal, kept, on)
            _finish_if_over(work, removal.id)
            work.done()
        return kept

    def reopen(self, task_id: UUID) -> RemovalTask:
        """A line was done by mistake, or it is there again: it is to be done once more."""
        session = self._session
        with session.work() as work:
            task, removal = _task(session, work.uow, task_id)
            if task.how is RemovalHow.OPEN:
                raise RuleError(tr("This line is still to be done. Nothing was changed."))
            kept = _keep_task(work, replace(task, how=RemovalHow.OPEN, done_on=None, done_by=None))
            _reopen(work, removal)
            work.done()
        return kept

    def finish(self, removal_id: UUID) -> Removal:
        """Everything is done. Raises RuleError while a line is open."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.SEE_PUPILS)
            removal = work.uow.removals.get(removal_id)
            if removal.finished_at is not None:
                raise RuleError(tr("This was finished before. Nothing was changed."))
            if any(task.how is RemovalHow.OPEN for task in work.uow.removal_tasks.of([removal_id])):
                raise RuleError(tr("Some lines are still to be done. Nothing was changed."))
            kept = _keep(work, replace(removal, finished_at=session.clock.now()), Did.REMOVAL_FINISHED)
            work.done()
        return kept

    # --- letters

    def agree(self, removal_id: UUID) -> Removal:
        """The safeguarding lead has read the reply about a pupil on hold and agrees to it (PRACTICE 18)."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.DECIDE_HOLDS)
            removal = work.uow.removals.get(removal_id)
            kept = _keep(work, replace(removal, lead_agreed_at=session.clock.now()), Did.REMOVAL_CHANGED)
            work.done()
        return kept

    def reply(self, removal_id: UUID) -> Letter:
        """The letter to the person who withdrew, and to nobody else; it names no place but those withdrawn.

        Raises NotAllowedError, RuleError where nobody waits for one or the safeguarding lead has not agreed yet.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.SEE_PUPILS)
            removal = work.uow.removals.get(removal_id)
            _demand_reply(session, work.uow, removal)
            letter = _write_reply(work, removal)
            _keep(work, replace(removal, letter_id=letter.id), Did.REMOVAL_CHANGED)
            _finish_if_over(work, removal.id)
            work.done()
        return letter

    def ask_for_copy(self, task_id: UUID, recipient: str) -> Letter:
        """The letter that asks whoever has a copy to remove it; it names no pupil. The line is done with it."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.SEE_PUPILS)
            task, removal = _task(session, work.uow, task_id)
            if task.kind is not RemovalKind.COPY or task.how is not RemovalHow.OPEN:
                raise RuleError(tr("Only for a copy that was given away, while it is to be done. Nothing was made."))
            fields = {"item": task.words, "ends": day_text(task.due_on) if task.due_on else ""}
            letter = make_letter(work, COPY_LETTER, "removal", removal.id, recipient, fields)
            _keep_task(work, replace(task, how=RemovalHow.ASKED, done_on=session.today, done_by=session.person_id))
            _finish_if_over(work, removal.id)
            work.done()
        return letter


# --- for other deeds, inside their unit of work


def begin_removal(
    work: Work, pupil_id: UUID, cause: RemovalCause, places: Collection[str] = EVERYWHERE, adult_id: UUID | None = None
) -> Removal:
    """Find every picture of a pupil in these places, or everywhere, and keep a line for each, due in some school days.

    What stands open already for the same pupil, cause, places and person is gone on with. Nothing is demanded here: who
    enters a withdrawal or a hold sets it going.
    """
    session, uow = work.session, work.uow
    pairs = tuple((key, "") for key in sorted(set(places)))
    for before in uow.removals.of_pupils([pupil_id]):
        same = (before.cause, before.places, before.adult_id) == (cause, pairs, adult_id)
        if same and before.finished_at is None:
            _search(work, before)
            return before
    removal = uow.removals.add(
        Removal(
            id=uuid4(),
            school_id=uow.pupils.get(pupil_id).school_id,
            pupil_id=pupil_id,
            cause=cause,
            begun_at=session.clock.now(),
            by=session.person_id,
            places=pairs,
            adult_id=adult_id,
            due_on=take_down_day(work),
        )
    )
    work.did(Did.REMOVAL_BEGUN, Noun.REMOVALS, subject_kind="removal", subject_id=removal.id, record=removal)
    _search(work, removal)
    _finish_if_over(work, removal.id)
    return uow.removals.get(removal.id)


def found_again(work: Work, post: Post) -> None:
    """A post was written down, or pupils were marked on it: searches that would have found it go on for it."""
    if not post.is_out or not post.pupils:
        return
    uow = work.uow
    removals = uow.removals.of_pupils(post.pupil_ids)
    if not removals:
        return
    book = read_book(work.session, uow, post.pupil_ids)
    published = read_published(work.session, uow)
    begun: set[UUID] = set()
    for removal in removals:
        if removal.pupil_id in begun or not covers(removal, post, published, book):
            continue
        begun.add(removal.pupil_id)
        if _search(work, removal, book, published):
            _reopen(work, removal)


def take_down_day(work: Work) -> date:
    """So many school days from today; working days where the terms entered do not reach so far."""
    session, uow = work.session, work.uow
    calendar = calendar_of(uow, home_school(uow), session.today)
    days = picture_rules(uow).take_down_days
    try:
        return calendar.after_school_days(session.today, days)
    except RuleError:
        return calendar.after_working_days(session.today, days)


# --- inside


def _search(
    work: Work, removal: Removal, book: PictureBook | None = None, published: Published | None = None
) -> tuple[FoundPicture, ...]:
    """Keep a line for each picture that stands in none yet."""
    uow = work.uow
    book = book or read_book(work.session, uow, [removal.pupil_id])
    published = published or read_published(work.session, uow)
    places = affected(book, [key for key, _ in removal.places])
    found = found_pictures(uow.pupils.get(removal.pupil_id), published, places)
    others = [one.id for one in uow.removals.of_pupils([removal.pupil_id]) if one.id != removal.id]
    there = [*uow.removal_tasks.of([removal.id]), *done_for_good(uow.removal_tasks.of(others))]
    there = [task for task in there if _stands(task, uow)]
    new = still_to_find(found, there)
    due = removal.due_on if removal.finished_at is None else take_down_day(work)
    for one in new:
        task = uow.removal_tasks.add(
            RemovalTask(uuid4(), removal.school_id, removal.id, one.kind, one.words, one.record_id, due)
        )
        work.did(Did.REMOVAL_LINE_ADDED, Noun.REMOVALS, subject_kind="removal-task", subject_id=task.id, record=task)
    return new


def _stands(task: RemovalTask, uow: UnitOfWork) -> bool:
    """Whether a line still speaks for its picture: one that was removed and is out again does not."""
    if task.kind is not RemovalKind.POST or task.how is not RemovalHow.REMOVED or task.record_id is None:
        return True
    post = uow.posts.find(task.record_id)
    return post is None or not post.is_out


def _task(session: Session, uow: UnitOfWork, task_id: UUID) -> tuple[RemovalTask, Removal]:
    """A line that the person signed in may do. Raises NotAllowedError."""
    session.demand(uow, Action.TAKE_DOWN)
    task = uow.removal_tasks.get(task_id)
    mine = own_accounts(session, uow)
    if mine is not None:
        post = uow.posts.find(task.record_id) if task.record_id is not None else None
        if post is None or task.kind not in (RemovalKind.POST, RemovalKind.PLANNED) or post.account_id not in mine:
            raise NotAllowedError(
                tr("This is not on one of your accounts. Nothing was changed. Ask the school office.")
            )
    return task, uow.removals.get(task.removal_id)


def _checked_done(task: RemovalTask, done: TaskDone, removal: Removal, today: date) -> date:
    if done.how not in hows_for(task.kind):
        raise FieldError("how", tr("Choose one of the answers in the list. Nothing was saved."))
    note = plain(done.note).strip()
    if done.how is RemovalHow.KEPT and not note:
        raise FieldError("note", tr("Say why it stays. Nothing was saved yet."))
    if len(note) > MOST_TEXT:
        raise FieldError("note", tr("This is longer than {longest} characters. Shorten it.", longest=MOST_TEXT))
    on = done.on or today
    if on > today:
        raise FieldError("on", tr("That day is still to come. Enter it on the day it is done."))
    if on < removal.begun_at.astimezone().date():
        raise FieldError("on", tr("That lies before the search began. Look at the day."))
    return on


def _carry_out(work: Work, removal: Removal, task: RemovalTask, on: date) -> None:
    """What follows for the post itself."""
    if task.kind not in (RemovalKind.POST, RemovalKind.PLANNED) or task.record_id is None:
        return
    post = work.uow.posts.get(task.record_id)
    if not post.is_out:
        return
    if task.how is RemovalHow.REMOVED:
        take_down(work, post, on)
    elif task.how is RemovalHow.BLURRED:
        keep_post(work, without(post, [removal.pupil_id]), Did.POST_CHANGED)


def _finish_if_over(work: Work, removal_id: UUID) -> None:
    """A search whose lines are all done ends by itself, once nobody waits for a reply any more."""
    removal = work.uow.removals.get(removal_id)
    waits = removal.cause in REPLIED and removal.letter_id is None
    is_open = any(task.how is RemovalHow.OPEN for task in work.uow.removal_tasks.of([removal_id]))
    if removal.finished_at is None and not waits and not is_open:
        _keep(work, replace(removal, finished_at=work.session.clock.now()), Did.REMOVAL_FINISHED)


def _reopen(work: Work, removal: Removal) -> None:
    now = work.uow.removals.get(removal.id)
    if now.finished_at is not None:
        _keep(work, replace(now, finished_at=None, due_on=take_down_day(work)), Did.REMOVAL_CHANGED)


def _keep(work: Work, removal: Removal, did: Did) -> Removal:
    kept = work.uow.removals.save(removal)
    work.did(did, Noun.REMOVALS, subject_kind="removal", subject_id=kept.id, record=kept)
    return kept


def _keep_task(work: Work, task: RemovalTask) -> RemovalTask:
    kept = work.uow.removal_tasks.save(task)
    work.did(Did.REMOVAL_LINE_DONE, Noun.REMOVALS, subject_kind="removal-task", subject_id=kept.id, record=kept)
    return kept


def _demand_reply(session: Session, uow: UnitOfWork, removal: Removal) -> None:
    if removal.cause not in REPLIED:
        raise RuleError(tr("Nobody waits for a reply here. Nothing was made."))
    if removal.lead_agreed_at is None and reads_on_hold(session, uow, removal.pupil_id):
        raise RuleError(
            tr(
                "The pupil is on hold, so the designated safeguarding lead reads this reply first. Nothing was made. "
                "Ask the DSL to agree to it."
            )
        )


def _write_reply(work: Work, removal: Removal) -> Letter:
    uow = work.uow
    pupil = uow.pupils.get(removal.pupil_id)
    adult = uow.adults.find(removal.adult_id) if removal.adult_id is not None else None
    names = read_published(work.session, uow, ()).names
    places = [names.get(key, key) for key, _ in removal.places]
    fields = {
        "item": pupil.name,
        "places": list_text(places) if places else tr("anywhere"),
        "done": what_was_done(uow.removal_tasks.of([removal.id])),
        "ends": day_text(removal.due_on) if removal.due_on else "",
    }
    key = REPLY if removal.cause is RemovalCause.ANSWER else REMOVED_LETTER
    return make_letter(work, key, "removal", removal.id, recipient_of(pupil, adult), fields)


def open_removals(uow: UnitOfWork) -> tuple[tuple[Removal, ...], tuple[RemovalTask, ...]]:
    """The searches under way with their lines, for Today."""
    removals: Iterable[Removal] = uow.removals.unfinished()
    return tuple(removals), uow.removal_tasks.open()
