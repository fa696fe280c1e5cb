"""Numbered lists of children on paper: handed out, come back, shredded, lost; and out of date when an answer changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.events import CopyState, Event, ListCopy, ListCopyKind, check_copy, shred_day
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.picture_lists import PictureList, book_of, is_outdated, list_day, picture_list
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .picture_books import picture_rules, read_book
from .schools import home_school
from .session import Session, Work

_Change = Callable[[ListCopy], ListCopy]


@dataclass(frozen=True, slots=True)
class NewList:
    """A list that is about to be printed. Classes: none for the whole school; `shred_by` None for what the school set."""

    given_to: str
    places: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    kind: ListCopyKind = ListCopyKind.DO_NOT_PHOTOGRAPH
    event_id: UUID | None = None
    shred_by: date | None = None
    second_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A list that has its number now, with what stands on it."""

    copy: ListCopy
    contents: PictureList
    event: Event | None


def hand_out(work: Work, new: NewList) -> HandedOut:
    """Number a do-not-photograph list or a class-photograph list and keep whom it names. Raises FieldError."""
    session, uow = work.session, work.uow
    session.demand(uow, Action.RUN_EVENTS)
    if not new.places:
        raise FieldError("places", tr("Choose where the pictures may go. Nothing was printed yet."))
    event = uow.events.get(new.event_id) if new.event_id else None
    book = read_book(session, uow)
    if missing := [place for place in new.places if place not in book.places]:
        raise RuleError(
            tr("A place that was chosen is no longer used: {place}. Nothing was printed.", place=missing[0])
        )
    if any(book.places[place].second_person for place in new.places):
        _demand_second(work, new)
    contents = picture_list(book_of(book, list_day(event, session.today)), new.classes, new.places)
    if contents.total == 0:
        raise RuleError(tr("There is nobody on the roll in these classes. Nothing was printed."))
    return HandedOut(number_copy(work, new, contents.stopped, contents.total), contents, event)


def number_copy(work: Work, new: NewList, named: Iterable[UUID], total: int) -> ListCopy:
    """Give a list its number and keep who has it, until when, and whom it names. Raises FieldError."""
    session, uow = work.session, work.uow
    session.demand(uow, Action.PRINT_PUPIL_LISTS)
    event = uow.events.get(new.event_id) if new.event_id else None
    copy = ListCopy(
        id=uuid4(),
        school_id=home_school(uow).id,
        number=uow.list_copies.last_number() + 1,
        kind=new.kind,
        printed_at=session.clock.now(),
        printed_by=session.person_id,
        given_to=new.given_to,
        shred_by=new.shred_by or shred_day(event, picture_rules(uow).shred_days, session.today),
        event_id=new.event_id,
        places=tuple((place, "") for place in new.places),
        classes=tuple((name, "") for name in new.classes),
        pupils=tuple(sorted((pupil_id.hex, "") for pupil_id in named)),
        pupil_count=total,
        second_id=new.second_id,
        note=new.note,
    )
    kept = uow.list_copies.add(check_copy(copy, session.today))
    work.did(Did.LIST_HANDED_OUT, Noun.EVENTS, subject_kind="list-copy", subject_id=kept.id, record=kept)
    return kept


def _demand_second(work: Work, new: NewList) -> None:
    session, uow = work.session, work.uow
    if new.second_id is None:
        raise FieldError(
            "second_id",
            tr("For these places a second person looks at the list first. Choose who; nothing was printed yet."),
        )
    if new.second_id == session.person_id:
        raise FieldError("second_id", tr("The second person is somebody else than you. Nothing was printed yet."))
    if uow.people.get(new.second_id).left_by(session.today):
        raise FieldError("second_id", tr("This person is no longer here. Nothing was printed yet."))


def outdated(session: Session, uow: UnitOfWork, copies: Iterable[ListCopy]) -> frozenset[UUID]:
    """Which of the lists that are out say something else than the answers do now. Without one that is out: no query."""
    out = [copy for copy in copies if copy.is_out]
    events = {event.id: event for event in uow.events.all()} if any(copy.event_id for copy in out) else {}
    touched = {copy.id: _touched(session, uow, copy) for copy in out}
    doubtful = [copy for copy in out if touched[copy.id] is None or touched[copy.id]]
    if not doubtful:
        return frozenset()
    # Read once for all of them: the answers of a whole roll take a tenth of a second, and Today asks at every page.
    everybody = any(touched[copy.id] is None for copy in doubtful)
    whole = read_book(session, uow, None if everybody else {i for copy in doubtful for i in touched[copy.id] or ()})
    found: set[UUID] = set()
    for copy in doubtful:
        book = book_of(whole, list_day(events.get(copy.event_id) if copy.event_id else None, session.today))
        only = touched[copy.id]
        if only is not None:
            book = replace(book, pupils={each: pupil for each, pupil in book.pupils.items() if each in only})
        if is_outdated(copy, book):
            found.add(copy.id)
    return frozenset(found)


def _touched(session: Session, uow: UnitOfWork, copy: ListCopy) -> frozenset[UUID] | None:
    """The pupils whose place on the list may be another one now; None for everybody."""
    if uow.list_copies.terms_changed_since(copy.printed_at):
        return None
    return uow.list_copies.touched_since(copy.printed_at, session.today)


class ListCopyService:
    """What becomes of a numbered list."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def came_back(self, copy_id: UUID, on: date | None = None) -> ListCopy:
        """It is in the office again; also one that was lost and has been found."""
        day = self._day(on)
        return self._end(
            copy_id, lambda copy: replace(copy, back_on=day, back_by=self._session.person_id), CopyState.LOST
        )

    def shredded(self, copy_id: UUID, on: date | None = None) -> ListCopy:
        """It was shredded, here or by whoever had it; also one that was never printed."""
        day = self._day(on)
        return self._end(copy_id, lambda copy: replace(copy, shredded_on=day), CopyState.BACK, CopyState.LOST)

    def lost(self, copy_id: UUID, note: str, on: date | None = None) -> ListCopy:
        """Nobody knows where it is. Children's names may have been seen: the data protection officer hears of it today."""
        if not note.strip():
            raise FieldError("note", tr("Write down where it was last and who looked for it. Nothing was saved yet."))
        day = self._day(on)
        return self._end(copy_id, lambda copy: replace(copy, lost_on=day, note=note.strip()))

    def _day(self, on: date | None) -> date:
        day, today = on or self._session.today, self._session.today
        if day > today:
            raise FieldError("on", tr("This day is still to come. Nothing was saved yet."))
        return day

    def _end(self, copy_id: UUID, change: _Change, *also_from: CopyState) -> ListCopy:
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RUN_EVENTS)
            before = work.uow.list_copies.get(copy_id)
            if before.state not in (CopyState.OUT, *also_from):
                raise RuleError(
                    tr("List no. {number} is not out any more. Nothing was changed.", number=str(before.number))
                )
            after = change(before)
            days = [d for d in (after.back_on, after.shredded_on, after.lost_on) if d is not None]
            if any(day < before.printed_at.astimezone().date() for day in days):
                printed = day_text(before.printed_at.astimezone().date())
                raise FieldError("on", tr("It was printed on {day}, later than this.", day=printed))
            kept = work.uow.list_copies.save(after)
            work.did(Did.LIST_CAME_BACK, Noun.EVENTS, subject_kind="list-copy", subject_id=kept.id, record=kept)
            work.done()
        return kept
