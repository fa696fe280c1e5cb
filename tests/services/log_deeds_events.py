"""The deeds of events and numbered lists, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.events import Event, EventBreach, EventKind, ListCopyKind
from schoolsm_desktop.services.events import NewBreach
from schoolsm_desktop.services.list_copies import NewList
from tests.services.roll import add_pupil
from tests.services.stage import Stage


def event(s: Stage) -> Event:
    """A photographer's day today, with a list to be held."""
    blank = s.office.events.blank()
    named = replace(blank, name="Photographs", kind=EventKind.PHOTOGRAPHER, holder_name="Bo", places=(("website", ""),))
    return s.office.events.save(named)


def breach(s: Stage) -> EventBreach:
    """A breach nobody has been told of."""
    return s.office.events.broken(NewBreach(event(s).id, "Somebody filmed"))


def new_list(s: Stage) -> NewList:
    """A list of one child."""
    add_pupil(s.office, "Amara Bello")
    return NewList("Bo", ("website",), event_id=event(s).id)


def copy_id(s: Stage) -> UUID:
    """A list that is out."""
    s.office.printing.do_not_photograph(new_list(s))
    return s.office.events.view().copies[0].copy.id


def _of_event(s: Stage) -> UUID:
    add_pupil(s.office, "Amara Bello")
    return event(s).id


EVENT_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "events.save": (Did.EVENT_ADDED, event),
    "events.cancel": (Did.EVENT_CHANGED, lambda s: s.office.events.cancel(event(s).id)),
    "events.notice_printed": (Did.EVENT_CHANGED, lambda s: s.office.events.notice_printed(event(s).id)),
    "events.broken": (Did.EVENT_BREACH, breach),
    "events.told_head": (
        Did.EVENT_BREACH,
        lambda s: s.office.events.told_head((b := breach(s)).id, s.school.clock.today(), "", b.revision),
    ),
    "list_copies.came_back": (Did.LIST_CAME_BACK, lambda s: s.office.list_copies.came_back(copy_id(s))),
    "list_copies.shredded": (Did.LIST_CAME_BACK, lambda s: s.office.list_copies.shredded(copy_id(s))),
    "list_copies.lost": (Did.LIST_CAME_BACK, lambda s: s.office.list_copies.lost(copy_id(s), "On the coach")),
    "printing.do_not_photograph": (Did.LIST_HANDED_OUT, copy_id),
    "printing.event_list": (Did.LIST_HANDED_OUT, lambda s: s.office.printing.event_list(_of_event(s))),
    "printing.event_pack": (Did.LIST_HANDED_OUT, lambda s: s.office.printing.event_pack(new_list(s))),
    "printing.pack_of": (Did.LIST_HANDED_OUT, lambda s: s.office.printing.pack_of(_of_event(s))),
    "printing.class_photograph": (
        Did.LIST_HANDED_OUT,
        lambda s: s.office.printing.class_photograph(
            replace(new_list(s), kind=ListCopyKind.CLASS_PHOTOGRAPH, places=("class-photograph",))
        ),
    ),
}
