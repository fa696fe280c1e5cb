"""The deeds of events and numbered lists, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.events import Event, EventBreach, ListCopy, ListCopyKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.services.events import NewBreach
from schoolsm_desktop.services.list_copies import NewList

from .deed import Deed
from .stage import Stage


def _event(s: Stage) -> Event:
    school, clock = s.school, s.school.clock
    event = Event(
        uuid4(), school.head.school_id, "Fair", clock.today(), school.head.id, clock.now(), holder_name="Bo",
        places=(("website", ""),),
    )  # fmt: skip
    with s.office.session.work() as work:
        work.uow.events.add(event)
        work.done()
    return event


def _breach(s: Stage) -> UUID:
    breach = EventBreach(
        uuid4(), s.school.head.school_id, _event(s).id, s.school.clock.now(), "Somebody filmed", s.school.head.id
    )
    with s.office.session.work() as work:
        work.uow.event_breaches.add(breach)
        work.done()
    return breach.id


def _copy(s: Stage) -> UUID:
    now, today = s.school.clock.now(), s.school.clock.today()
    with s.office.session.work() as work:
        copy = ListCopy(
            uuid4(), s.school.head.school_id, work.uow.list_copies.last_number() + 1,
            ListCopyKind.DO_NOT_PHOTOGRAPH, now, s.school.head.id, "Bo", today,
        )  # fmt: skip
        work.uow.list_copies.add(copy)
        work.done()
    return copy.id


A = Action
NEW = NewList("Bo", ("website",))
DEEDS: Mapping[str, Deed] = {
    "EventService.view": Deed(A.RUN_EVENTS, lambda s: s.office.events.view()),
    "EventService.blank": Deed(A.RUN_EVENTS, lambda s: s.office.events.blank()),
    "EventService.list_for": Deed(A.RUN_EVENTS, lambda s: s.office.events.list_for(None, (), ("website",))),
    "EventService.save": Deed(A.RUN_EVENTS, lambda s: s.office.events.save(replace(_event(s), name="Nativity"))),
    "EventService.cancel": Deed(A.RUN_EVENTS, lambda s: s.office.events.cancel(_event(s).id)),
    "EventService.notice_printed": Deed(A.RUN_EVENTS, lambda s: s.office.events.notice_printed(_event(s).id)),
    "EventService.broken": Deed(A.RUN_EVENTS, lambda s: s.office.events.broken(NewBreach(_event(s).id, "Filmed"))),
    "EventService.told_head": Deed(
        A.RUN_EVENTS, lambda s: s.office.events.told_head(_breach(s), s.school.clock.today(), "", 1)
    ),
    "ListCopyService.came_back": Deed(A.RUN_EVENTS, lambda s: s.office.list_copies.came_back(_copy(s))),
    "ListCopyService.shredded": Deed(A.RUN_EVENTS, lambda s: s.office.list_copies.shredded(_copy(s))),
    "ListCopyService.lost": Deed(A.RUN_EVENTS, lambda s: s.office.list_copies.lost(_copy(s), "On the coach")),
    "PrintingService.do_not_photograph": Deed(A.RUN_EVENTS, lambda s: s.office.printing.do_not_photograph(NEW)),
    "PrintingService.event_list": Deed(A.RUN_EVENTS, lambda s: s.office.printing.event_list(_event(s).id)),
    "PrintingService.event_pack": Deed(
        A.RUN_EVENTS, lambda s: s.office.printing.event_pack(replace(NEW, event_id=_event(s).id))
    ),
    "PrintingService.pack_of": Deed(A.RUN_EVENTS, lambda s: s.office.printing.pack_of(_event(s).id)),
    "PrintingService.event_notice": Deed(A.RUN_EVENTS, lambda s: s.office.printing.event_notice(_event(s).id)),
    "PrintingService.class_photograph": Deed(
        A.RUN_EVENTS, lambda s: s.office.printing.class_photograph(replace(NEW, places=("class-photograph",)))
    ),
    "PrintingService.blank_slips": Deed(A.CHECK_PHOTOS, lambda s: s.office.printing.blank_slips()),
}
