"""What is due, as a calendar file (.ics) that any calendar program reads: all-day events, folded and escaped by a library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class DueEvent:
    """One day on which something is due. `uid` stays the same for the same thing, so that a second file moves it."""

    uid: str
    day: date
    title: str
    note: str = ""


def calendar_file(events: Iterable[DueEvent], made_at: datetime, name: str) -> bytes:
    """The file. `made_at` is aware. The events are free time: nobody's meeting is refused for them."""
    # Late: a calendar is saved now and then, and its library is no small one.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//SchoolSM Desktop//Today//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for each in events:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", made_at)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.title)
        if each.note:
            event.add("description", each.note)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
