"""Events, trips and photographer's days: the rule of the day, who holds the list, what was broken (PRACTICE 29)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, RuleError
from schoolsm_desktop.domain.events import Event, EventBreach, check_breach, check_event
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.picture_lists import PictureList, book_of, list_day, picture_list
from schoolsm_desktop.domain.pupils import classes_of
from schoolsm_desktop.domain.wording import tr

from .changes import Noun
from .event_views import EventsView, read_events
from .picture_books import PictureBooks
from .schools import home_school
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class NewBreach:
    """What was broken, as it is written down: in whose words, whether the headteacher knows, and what was done."""

    event_id: UUID
    words: str
    told_head_on: date | None = None
    what_was_done: str = ""


class EventService:
    """Deeds and views of events. Who stands on a list comes from the book of today."""

    def __init__(self, session: Session, books: PictureBooks) -> None:
        self._session = session
        self._books = books

    def view(self) -> EventsView:
        """Every event and every numbered list."""
        classes = tuple(classes_of(self._books.today().pupils.values(), self._session.today))
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_EVENTS)
            return read_events(self._session, uow, classes)

    def blank(self) -> Event:
        """An event with the rule of the school's policy, to be filled in."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_EVENTS)
            rule, school_id = self._session.profile(uow).rules.events, home_school(uow).id
        session = self._session
        return Event(
            uuid4(),
            school_id,
            "",
            session.today,
            session.person_id,
            session.clock.now(),
            visitors=rule.visitors,
            may_record_staff=rule.may_record_staff,
        )

    def list_for(self, event_id: UUID | None, classes: Sequence[str], places: Sequence[str]) -> PictureList:
        """Who would stand on a list printed now. Places that are no longer used are left out."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_EVENTS)
            event = uow.events.find(event_id) if event_id else None
        book = book_of(self._books.today(), list_day(event, self._session.today))
        return picture_list(book, classes, [place for place in places if place in book.places])

    def save(self, event: Event) -> Event:
        """Keep a new or changed event. Raises FieldError, and RuleError for one that was cancelled."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RUN_EVENTS)
            before = work.uow.events.find(event.id)
            if before is not None and before.cancelled_at is not None:
                raise RuleError(tr("{event} was cancelled. Nothing was changed.", event=before.name))
            kept = self._keep(work, check_event(event), before)
            work.done()
        return kept

    def cancel(self, event_id: UUID) -> Event:
        """It does not take place. It stays on the list as cancelled; what was printed for it is to come back."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RUN_EVENTS)
            before = work.uow.events.get(event_id)
            if before.cancelled_at is not None:
                raise RuleError(tr("{event} was cancelled. Nothing was changed.", event=before.name))
            kept = self._keep(work, replace(before, cancelled_at=self._session.clock.now()), before)
            work.done()
        return kept

    def notice_printed(self, event_id: UUID) -> Event:
        """The notice for the door was printed today."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RUN_EVENTS)
            before = work.uow.events.get(event_id)
            kept = self._keep(work, replace(before, notice_printed_on=self._session.today), before)
            work.done()
        return kept

    def broken(self, breach: NewBreach) -> EventBreach:
        """Write down that the event's rule was broken (valence:events-3). Raises FieldError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_EVENTS)
            event = work.uow.events.get(breach.event_id)
            if event.on > session.today:
                raise FieldError("words", tr("This event is still to come. Nothing was saved."))
            record = EventBreach(
                uuid4(),
                event.school_id,
                event.id,
                session.clock.now(),
                breach.words,
                session.person_id,
                breach.told_head_on,
                breach.what_was_done,
            )
            kept = work.uow.event_breaches.add(check_breach(record, event, session.today))
            self._breach_kept(work, kept)
            work.done()
        return kept

    def told_head(self, breach_id: UUID, on: date, what_was_done: str, revision: int) -> EventBreach:
        """Write down when the headteacher was told, and what was done then. Raises ChangedMeanwhileError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_EVENTS)
            before = work.uow.event_breaches.get(breach_id)
            if before.revision != revision:
                raise ChangedMeanwhileError(
                    tr("Somebody else changed this meanwhile. Nothing of yours was saved; look at it again.")
                )
            event = work.uow.events.get(before.event_id)
            after = replace(before, told_head_on=on, what_was_done=what_was_done or before.what_was_done)
            kept = work.uow.event_breaches.save(check_breach(after, event, session.today))
            self._breach_kept(work, kept)
            work.done()
        return kept

    def _keep(self, work: Work, event: Event, before: Event | None) -> Event:
        kept = work.uow.events.add(event) if before is None else work.uow.events.save(event)
        did = Did.EVENT_ADDED if before is None else Did.EVENT_CHANGED
        work.did(did, Noun.EVENTS, subject_kind="event", subject_id=kept.id, record=kept)
        return kept

    def _breach_kept(self, work: Work, breach: EventBreach) -> None:
        work.did(Did.EVENT_BREACH, Noun.EVENTS, subject_kind="event-breach", subject_id=breach.id, record=breach)
