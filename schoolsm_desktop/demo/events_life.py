"""Events of the demonstration: a fair next week, a sports day that is over, a trip whose list has not come back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.events import EventKind
from schoolsm_desktop.domain.picture_lists import picture_list
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.events import EventService, NewBreach
from schoolsm_desktop.services.list_copies import NewList, number_copy
from schoolsm_desktop.services.picture_books import PictureBooks, read_book

if TYPE_CHECKING:
    from schoolsm_desktop.services.session import Session

    from .build import Performer

_WEB, _NEWS = "website", "newsletter"


def events(performer: Performer) -> None:
    """Enter them as the office would have."""
    session, today = performer.session("office"), performer.today
    service = EventService(session, PictureBooks(session))
    blank = service.blank
    held = replace(
        blank(),
        name="Sports day",
        on=_last(today, 7, 3),
        where="Field",
        places=((_WEB, ""), (_NEWS, "")),
        holder_id=performer.people["teacher"],
        seating="Families behind the rope on the side of the road.",
        notice_printed_on=_last(today, 7, 1),
    )
    past = service.save(held)
    service.broken(
        NewBreach(
            past.id, "A visitor filmed the whole race of Year 2.", past.on, "Asked to stop, and deleted it at once."
        )
    )
    trip = service.save(
        replace(
            blank(),
            name="Trip to the museum",
            kind=EventKind.TRIP,
            on=today - timedelta(days=4),
            classes=(("4B", ""),),
            places=((_WEB, ""),),
            holder_id=performer.people["teacher"],
        )
    )
    service.save(
        replace(
            blank(),
            name="Christmas fair" if today.month in (11, 12) else "Family fair",
            on=today + timedelta(days=6),
            where="Hall",
            places=((_NEWS, ""),),
            seating="The choir stands by the windows. Pictures are taken from the front of the hall only.",
        )
    )
    with session.reading() as uow:
        teacher = uow.people.get(performer.people["teacher"]).name
    whole_field = NewList(teacher, (_WEB, _NEWS), (), event_id=past.id)
    museum = NewList(teacher, (_WEB,), ("4B",), event_id=trip.id)
    _printed(session, {whole_field: past.on - timedelta(days=1), museum: trip.on - timedelta(days=1)}, {whole_field})


def _last(today: date, month: int, day: int) -> date:
    """The last such day before today."""
    this_year = date(today.year, month, day)
    return this_year if this_year < today - timedelta(days=7) else date(today.year - 1, month, day)


def _printed(session: Session, lists: Mapping[NewList, date], back: Collection[NewList]) -> None:
    """Lists that were printed on days that have passed; those of `back` came back two days later."""
    with session.work() as work:
        book = read_book(session, work.uow)
        for new, on in lists.items():
            contents = picture_list(book, new.classes, new.places)
            copy = number_copy(work, new, contents.stopped, contents.total)
            after = on + timedelta(days=2)
            at = datetime.combine(on, session.clock.now().time(), session.clock.now().tzinfo)
            copy = replace(copy, printed_at=at, shred_by=after)
            if new in back:
                copy = replace(copy, back_on=after, back_by=session.person_id)
            kept = work.uow.list_copies.save(copy)
            did = Did.LIST_CAME_BACK if new in back else Did.LIST_HANDED_OUT
            work.did(did, Noun.EVENTS, subject_kind="list-copy", subject_id=kept.id, record=kept)
        work.done()
